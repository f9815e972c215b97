"""The Summary page: choose a period, tick, write the lines, look at the page, export it; and who got what when."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from journal.practices import managers
from journal.sharing import summary
from journal.store.tables import Manager
from journal.text import _, n_
from journal.ui import background, dialogs, notifications, preferences, theme
from journal.ui.acts import Acts
from journal.ui.autosave import CLOSING_MS
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary.candidates import Candidates
from journal.ui.pages.summary.making import Wanted
from journal.ui.pages.summary.preview import Preview
from journal.ui.pages.summary.receipts import Receipts
from journal.ui.widgets.button import Button
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.manager_picker import ManagerPicker
from journal.ui.widgets.pdf_view import usual_paper
from journal.ui.widgets.section import PageHeading
from journal.ui.widgets.split_view import SplitView

_TWO_PANES_EM: Final = 36  # below this width, in lines of text, the lines and the page take turns


class SummaryPage(QWidget):
    """From ticks to a file that the manager reads."""

    go = Signal(str, str)
    title = _("Summary")
    reads = (
        Changed.LINES | Changed.ENTRIES | Changed.COMMITMENTS | Changed.MEETINGS | Changed.RECEIPTS | Changed.MANAGERS
    )

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and show the days since the last summary, or the quarter of today."""
        super().__init__(parent)
        self._journal = journal
        #: Whom the summary is for; empty where one chapter runs, for the current manager.
        self.manager_id = ""
        self._wants_export = False
        self._paper = ""
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._build_parts()
        self._assemble()
        self._connect()
        self.refresh()

    # -------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read candidates and receipts again, and make the page anew."""
        with self._journal.read() as session:
            self._offer_managers(managers.running(session))
        self.candidates.refresh(self.manager_id)
        self.receipts.refresh(self.manager_id)
        number = self.candidates.approved_count()
        self._approved.setText(n_("{n} line", "{n} lines", number).format(n=number))
        self._make_preview()

    def _offer_managers(self, running: list[Manager]) -> None:
        """Let the manager be chosen where more than one chapter runs."""
        ids = [each.id for each in running]
        if len(ids) < 2:
            self.manager_id = ""
        elif self.manager_id not in ids:
            self.manager_id = ids[0]
        offered = [(each.id, each.name) for each in running] if self.manager_id else []
        self.manager.show_chapters(offered, self.manager_id)

    def show_record(self, record_id: str) -> None:
        """A summary has no records to go to."""

    def new_record(self) -> None:
        """A line of one's own."""
        self.candidates.add_own()

    def flush(self) -> bool:
        """Save the line that is being written."""
        return self.candidates.flush()

    # ------------------------------------------------------------------------------------------ building

    def _build_parts(self) -> None:
        self.manager = ManagerPicker()
        self.manager.picked.connect(self._manager_changed)
        acts = Acts(self._journal, self)
        self.candidates = Candidates(self._journal, acts)
        self.preview = Preview(self._journal)
        self.receipts = Receipts(self._journal)
        self.export = Button(_("Export…"), "primary", "export")
        self.export.setToolTip(_("Write the page as a PDF (Ctrl+E)"))
        self.export.setDisabled(self._journal.is_read_only)  # it leaves a receipt in the journal
        self._approved = Label("", "muted")
        self._approved.setToolTip(_("Lines that you approved for these days"))
        page, shared = ("page", _("Page")), ("receipts", _("Already shared"))
        self._views = SegmentedChoice(_("What to show"), [page, shared])
        self._narrow_views = SegmentedChoice(_("What to show"), [("lines", _("Lines")), page, shared])

    def _assemble(self) -> None:
        self._left, self._right = self._left_side(), self._right_side()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._top = QVBoxLayout()
        layout.addLayout(self._top)
        layout.addWidget(SplitView("summary", self._left, self._right, sizes=(5, 6)), 1)
        self._is_narrow = False
        self._show_panes()

    def _left_side(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, theme.space(2), 0, 0)
        column.setSpacing(theme.space(1))
        self._heading = PageHeading(self.title, self._approved)
        head = QVBoxLayout()
        head.setContentsMargins(theme.space(3), 0, theme.space(3), 0)
        head.setSpacing(theme.space(1.5))
        head.addWidget(self._heading)
        head.addWidget(self.manager, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(head)
        column.addWidget(self.candidates, 1)
        return left

    def _right_side(self) -> QWidget:
        right = QWidget()
        right.setProperty("ground", "side")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._layers = QStackedLayout()
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(theme.space(3), theme.space(1.75), theme.space(3), theme.space(1.5))
        bar.setSpacing(theme.space(1))
        bar.addWidget(self._views)
        bar.addWidget(self._narrow_views)
        bar.addStretch(1)
        bar.addWidget(self.export)
        self._right_column = QVBoxLayout(right)
        self._right_column.setContentsMargins(0, 0, 0, 0)
        self._right_column.setSpacing(0)
        self._right_column.addWidget(hairline())
        self._right_column.addLayout(self._layers, 1)
        self._layers.addWidget(self.preview)  # only now: without a window around them they would be windows
        self._layers.addWidget(self.receipts)
        return right

    def _connect(self) -> None:
        self.candidates.choices_changed.connect(self._make_preview)
        self.preview.ready.connect(self._ready)
        self.preview.failed.connect(self._forget_export)
        self.export.clicked.connect(self._export)
        self._views.changed.connect(self._show_view)
        self._narrow_views.changed.connect(self._show_view)
        self._journal.closing.connect(self._flush_at_close)
        for keys, slot in (("Ctrl+E", self.export.click), ("Ctrl+Shift+N", self.candidates.add_own)):
            key = QShortcut(QKeySequence(keys), self, slot)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------------------------------- showing

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins in the list; another paper may have been chosen in the settings."""
        super().showEvent(event)
        if event.spontaneous():
            return
        if self._paper != preferences.current().text("paper", self._paper):
            self.refresh()
        if not self.candidates.editor.isAncestorOf(self.focusWidget() or self):
            self.candidates.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two panes where there is room for both."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.theme().em(_TWO_PANES_EM)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show_panes()

    def _show_panes(self) -> None:
        (self._top if self._is_narrow else self._right_column).insertWidget(0, self._bar)
        self._heading.setVisible(not self._is_narrow)
        self._views.setVisible(not self._is_narrow)
        self._narrow_views.setVisible(self._is_narrow)
        shows_lines = self._narrow_views.value() == "lines"
        self._left.setVisible(shows_lines or not self._is_narrow)
        self._right.setVisible(not (shows_lines and self._is_narrow))

    @Slot(object)
    def _show_view(self, view: str) -> None:
        self._narrow_views.set_value(view)
        if view != "lines":
            self._views.set_value(view)
            self._layers.setCurrentIndex(1 if view == "receipts" else 0)
        self._show_panes()

    # ------------------------------------------------------------------------------------------- changes

    @Slot()
    def _make_preview(self) -> None:
        self._paper = preferences.current().text("paper", usual_paper())
        self.preview.show_wanted(Wanted(self.candidates.choices, self.manager_id))

    @Slot(str)
    def _manager_changed(self, manager_id: str) -> None:
        """Another manager's lines and receipts; the words that were being written come first."""
        if not self.flush():
            notifications.say(self, self.candidates.editor.fault)
        else:
            self.manager_id = manager_id
        self.refresh()

    @Slot(bool)
    def _ready(self, ready: bool) -> None:
        self.export.setEnabled(ready and not self._journal.is_read_only)
        if ready and self._wants_export:
            self._ask_place()

    @Slot()
    def _forget_export(self) -> None:
        self._wants_export = False

    @Slot()
    def _flush_at_close(self) -> None:
        self.candidates.flush(CLOSING_MS)

    # ------------------------------------------------------------------------------------------ exporting

    @Slot()
    def _export(self) -> None:
        """Save the very bytes that are on the screen; words just typed come onto the screen first."""
        if not self.flush() or self.candidates.editor.fault:
            notifications.say(self, self.candidates.editor.fault)
            return
        self._wants_export = True
        if self.preview.paper:
            self._ask_place()

    def _ask_place(self) -> None:
        self._wants_export = False
        paper = self.preview.paper
        if paper is None:
            return
        target = dialogs.choose_new_file(
            self, _("Export the summary"), self._folder / neutral_name(paper), _("PDF (*.pdf)")
        )
        if target is None:
            return
        if paper is not self.preview.paper:
            text = _("The page has changed in the meantime. Look at it again, then export it.")
            dialogs.show_message(self, _("The summary was not written"), text)
            return
        self._folder = target.parent
        self.export.setEnabled(False)
        background.run(partial(_hand_over, self._journal, paper, target), self._exported, self._not_exported)

    @Slot(object)
    def _exported(self, paper: summary.Paper) -> None:
        if not self._journal.is_open:
            return
        self._journal.announce(Changed.RECEIPTS)
        number = len(paper.content.lines)
        text = n_(
            "Exported with {n} line to {folder}. This file is not encrypted.",
            "Exported with {n} lines to {folder}. This file is not encrypted.",
            number,
        )
        notifications.say(self, text.format(n=number, folder=self._folder))

    @Slot(object)
    def _not_exported(self, error: Exception) -> None:
        self.export.setEnabled(self.preview.paper is not None)
        dialogs.show_fault(self, error, _("The summary was not written"))


def _hand_over(
    journal: OpenJournal, paper: summary.Paper, target: Path, _progress: background.Progress
) -> summary.Paper:
    """Runs on a worker thread: a slow disk must not stop the window."""
    summary.hand_over(journal.write_anywhere, paper, target)
    return paper


def neutral_name(paper: summary.Paper) -> str:
    """A file name that says what it is and holds no private word."""
    return _("Progress summary {first} to {last}.pdf").format(first=paper.content.first, last=paper.content.last)
