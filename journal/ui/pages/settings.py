"""Settings: the look, the manager's chapter, the journal's file, and the keys."""

import re
from datetime import date
from typing import Final, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journal import __version__
from journal.errors import UpwardError
from journal.practices import managers
from journal.store.tables import Manager
from journal.text import _
from journal.ui import background, dialogs, notifications, preferences, theme
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.button import Button
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.form import FormColumn, LineField
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.pdf_view import usual_paper
from journal.ui.widgets.section import PageHeading, SectionHeading

KEYS: Final = (
    ("Ctrl+N", _("a new entry, from anywhere")),
    ("Ctrl+K", _("search everything")),
    ("Ctrl+1", _("the first page in the side bar; Ctrl+2 the second, and so on")),
    ("Ctrl+,", _("these settings")),
    ("Return", _("in a list: open, or write")),
    ("Space", _("in a list: tick")),
    ("Alt+Up", _("in a list: move up; with Down, move down")),
    ("Ctrl+Return", _("in the summary: this line is done")),
    ("Ctrl+E", _("in the summary: export the page")),
    ("Ctrl+Z", _("take the last act on a page back")),
    ("F10", _("the File menu")),
    ("Ctrl+L", _("lock")),
)
WIDEST: Final = 620


class SettingsPage(QWidget):
    """What can be set, in one column."""

    go = Signal(str, str)
    title = _("Settings")
    reads = Changed.MANAGERS

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and read the chapter."""
        super().__init__(parent)
        self._journal = journal
        self._manager: Manager | None = None
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.space(1.5))
        self._column.addWidget(PageHeading(self.title))
        self._build_look()
        self._build_paper()
        self._build_manager()
        self._build_file()
        self._build_keys()
        self._assemble()
        self.refresh()

    # -------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the current chapter again; what is being typed stays."""
        with self._journal.read() as session:
            found = managers.chapters(session)
        running = [each for each in found if each.ended_on is None]
        self._manager = next(iter(running or found), None)
        if self._manager and not self.name.isModified():
            self.name.setText(self._manager.name)
        if self._manager and not self.since.isModified():
            self.since.set_day(self._manager.started_on)

    def show_record(self, record_id: str) -> None:
        """Settings have no records."""

    def new_record(self) -> None:
        """Settings have no records."""

    def flush(self) -> bool:
        """Save the chapter's name and day; an empty name becomes the old one again."""
        if self._manager and not self.name.text().strip():
            self.name.setText(self._manager.name)
        return self._save_manager()

    # ------------------------------------------------------------------------------------------ building

    def _section(self, heading: str, words: str = "") -> None:
        self._column.addSpacing(theme.space(2))
        self._column.addWidget(SectionHeading(heading))
        self._column.addWidget(hairline())
        if words:
            self._column.addWidget(Label(words, "muted", wrap=True))

    def _build_look(self) -> None:
        self._section(_("Look"))
        now = preferences.current()
        self.scheme = SegmentedChoice(
            _("Colours"),
            [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
            now.scheme,
        )
        self.scale = QComboBox()
        for scale in preferences.TEXT_SCALES:
            self.scale.addItem(_("{n} %").format(n=round(scale * 100)), scale)
        nearest = min(preferences.TEXT_SCALES, key=lambda scale: abs(scale - now.text_scale))
        self.scale.setCurrentIndex(preferences.TEXT_SCALES.index(nearest))
        self.scheme.changed.connect(self._apply_look)
        self.scale.activated.connect(self._apply_look)
        form = FormColumn()
        form.add(_("Colours"), self.scheme)
        form.add(_("Size of text"), self.scale)
        self._column.addWidget(form)

    def _build_paper(self) -> None:
        self._section(_("Summary"))
        paper = preferences.current().text("paper", usual_paper())
        self.paper = SegmentedChoice(_("Paper"), [("A4", "A4"), ("Letter", "Letter")], paper)
        self.paper.changed.connect(self._paper_changed)
        form = FormColumn()
        form.add(_("Paper"), self.paper)
        self._column.addWidget(form)

    def _build_manager(self) -> None:
        self._section(_("My manager"))
        self.name = LineField(name=_("Name of my manager"))
        self.since = DateField(_("My manager since"))
        self.name.editingFinished.connect(self._save_manager)
        self.since.changed.connect(self._save_manager)
        form = FormColumn()
        self._name_field = form.add(_("Name"), self.name)
        since = form.add(_("Since"), self.since, _("The day on which this person became your manager, if you know it."))
        self.since.complained.connect(since.complain)
        self._column.addWidget(form)

    def _build_file(self) -> None:
        self._section(
            _("The journal’s file"),
            _("Everything is in this one file, encrypted with your passphrase:"),
        )
        place = Label(breakable(str(self._journal.path)), "strong", wrap=True)
        place.setAccessibleName(str(self._journal.path))
        self._column.addWidget(place)
        self.copy = Button(_("Make a copy…"), icon="export")
        self.copy.clicked.connect(self._make_copy)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        self._column.addLayout(row)
        limits = _(
            "Encryption protects a lost or copied file. It does not protect from whoever controls this computer while the "
            "journal is open, such as malware or the administrator of a managed work computer; not from a court order; and "
            "nobody can open the journal when the passphrase is forgotten."
        )
        self._column.addWidget(Label(limits, "small", wrap=True))

    def _build_keys(self) -> None:
        self._section(_("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(0.75))
        for row, (keys, does) in enumerate(KEYS):
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            grid.addWidget(Label(shown, "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(does, "muted", wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        self._column.addLayout(grid)
        self._column.addSpacing(theme.space(2))
        about = _("Upward {version}. No account, no network, no telemetry.").format(version=__version__)
        self._column.addWidget(Label(about, "small", wrap=True))

    def _assemble(self) -> None:
        self._column.addStretch(1)
        body = QWidget()
        body.setMaximumWidth(max(WIDEST, theme.theme().em(32)))
        body.setLayout(self._column)
        self._column.setContentsMargins(theme.space(3), theme.space(2.5), theme.space(3), theme.space(3))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(body, 1)
        row.addStretch(0)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Page Up and Page Down reach it from every field
        scroll.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    # ------------------------------------------------------------------------------------------- changes

    @Slot()
    def _apply_look(self) -> None:
        scheme, scale = cast("theme.Scheme", self.scheme.value()), float(self.scale.currentData())
        preferences.current().remember(scheme=scheme, text_scale=scale)
        theme.theme().apply(scheme, scale)

    @Slot(object)
    def _paper_changed(self, paper: str) -> None:
        preferences.current().remember(paper=paper)

    @Slot()
    def _save_manager(self) -> bool:
        """Save the chapter as it stands; what cannot be saved is said below the name, and stays there to be mended."""
        manager, name, since = self._manager, self.name.text().strip(), self.since.day()
        if manager is None or (name == manager.name and since == manager.started_on):
            self._name_field.complain("")
            return True
        try:
            with self._journal.write(Changed.MANAGERS) as session:
                revised = managers.revise(session, manager.id, name=name, started_on=since, ended_on=manager.ended_on)
        except UpwardError as fault:
            self._name_field.complain(str(fault))
            return False
        self._name_field.complain("")
        self._manager = revised
        self.name.setText(revised.name)
        return True

    @Slot()
    def _make_copy(self) -> None:
        path = self._journal.path
        proposed = path.with_name(_("{name} {day}.upward").format(name=path.stem, day=date.today().isoformat()))
        target = dialogs.choose_new_file(self, _("Make a copy"), proposed, _("Journals (*.upward)"))
        if target is None:
            return
        self.copy.setEnabled(False)

        def work(_progress: background.Progress) -> str:
            self._journal.backup_to(target)
            return target.name

        background.run(work, self._copied, self._copy_failed)

    @Slot(object)
    def _copied(self, name: str) -> None:
        self.copy.setEnabled(True)
        notifications.say(self, _("Copied to {name} and verified. The same passphrase opens it.").format(name=name))

    @Slot(object)
    def _copy_failed(self, error: Exception) -> None:
        self.copy.setEnabled(True)
        dialogs.show_fault(self, error, _("No copy was made"))


def breakable(path: str) -> str:
    """A path that may break into lines after each sign between its words, so that a long one stays in the column."""
    return re.sub(r"([\W_])", "\\1\u200b", path)
