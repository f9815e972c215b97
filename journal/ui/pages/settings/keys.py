"""The keys that do something, and the version."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from journal import __version__
from journal.text import _
from journal.ui import theme
from journal.ui.pages.settings.section import Section
from journal.ui.widgets.label import Label

KEYS: Final = (
    ("Ctrl+N", _("a new entry, from anywhere")),
    ("Ctrl+K", _("search everything")),
    ("Ctrl+1", _("the first page in the side bar; Ctrl+2 the second, and so on")),
    ("Ctrl+,", _("these settings")),
    ("Return", _("in a list: open, or write")),
    ("Space", _("in a list: tick")),
    ("Alt+Up", _("in a list: move up; with Down, move down")),
    ("Alt+1", _("in a one-on-one: prepare; Alt+2 talk, Alt+3 debrief")),
    ("Ctrl+Return", _("in the summary: this line is done; in a one-on-one: end the debrief, or the plan card")),
    ("Ctrl+E", _("in the summary: export the page")),
    ("F8", _("in a feedback: the next vague word")),
    ("Ctrl+PgDown", _("in My manager and in Growth: the next tab; with Page Up, the one before")),
    ("Alt+E", _("in My manager: how they like to work")),
    ("1", _("in My manager, under Authority: 1 to 5 say how far I may go")),
    ("Alt+H", _("earlier versions of what is on")),
    ("Ctrl+Z", _("undo the last action on a page")),
    ("F9", _("hide everything, and show it again")),
    ("F10", _("the File menu")),
    ("Ctrl+L", _("lock")),
)


class KeysSection(Section):
    """A table to look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """As the system writes its keys."""
        super().__init__(_("Keys"), parent=parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(0.75))
        for row, (keys, does) in enumerate(KEYS):
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            grid.addWidget(Label(shown, "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(does, "muted", wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.column.addSpacing(theme.space(2))
        about = _("Upward {version}. No account, no network, no telemetry.").format(version=__version__)
        self.column.addWidget(Label(about, "small", wrap=True))
