"""The Summary page: choose a period, tick, write the lines, look at the page, export it; and who got what when."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from journal.errors import JournalReadOnly
from journal.practices import managers
from journal.sharing import summary
from journal.store.tables import Manager
from journal.text import _, n_
from journal.ui import notifications, preferences, theme
from journal.ui.acts import Acts
from journal.ui.autosave import CLOSING_MS
from journal.ui.handing_over import HandOver
from journal.ui.offered import Offered
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary.candidates import Candidates
from journal.ui.pages.summary.findings import Findings
from journal.ui.pages.summary.making import Wanted
from journal.ui.pages.summary.preview import Preview
from journal.ui.pages.summary.receipts import Receipts
from journal.ui.pages.summary.views_bar import ViewsBar
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.manager_picker import ManagerPicker
from journal.ui.widgets.pdf_view import usual_paper
from journal.ui.widgets.section import PageHeading
from journal.ui.widgets.split_view import SplitView

#: What the right side can show, in the order of its layers.
_VIEWS: Final = ("page", "findings", "receipts")
_TWO_PANES_EM: Final = 44  # below this width, in lines of text, the lines and the page take turns


class SummaryPage(QWidget):
    """From ticks to a file that the manager reads."""

    go = Signal(str, str)
    title = _("Summary")
    reads = (
        Changed.LINES
        | Changed.ENTRIES
        | Changed.COMMITMENTS
        | Changed.MEETINGS
        | Changed.RECEIPTS
        | Changed.MANAGERS
        | Changed.AGREEMENT
        | Changed.GROWTH
    )

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and show the days since the last summary, or the quarter of today."""
        super().__init__(parent)
        self._journal = journal
        #: Whom the summary is for; empty where one chapter runs, for the current manager.
        self.manager_id = ""
        self._wants_export = False
        self._paper = ""
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
        self.findings.show_wanted(self.manager_id, self.candidates.unsaved_words())
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

    @Slot()
    def new_record(self) -> None:
        """A line of one's own; in one pane the lines take it, whatever is shown there."""
        if self._is_narrow:
            self._show_ways(shown=False)
            self.show_view("lines")
        self.candidates.add_own()

    def flush(self) -> bool:
        """Save the line that is being written."""
        return self.candidates.flush()

    # ------------------------------------------------------------------------------------------ building

    def _build_parts(self) -> None:
        self.manager = ManagerPicker()
        self.manager.picked.connect(self._manager_changed)
        self._acts = Acts(self._journal, self)
        self.candidates = Candidates(self._journal, self._acts)
        self.export = Button(_("Export…"), "primary", "export")
        self.export.setToolTip(_("Write the page as a PDF (Ctrl+E)"))
        if self._journal.is_read_only:  # it leaves a receipt in the journal
            self.export.setDisabled(True)
            self.export.setToolTip(str(JournalReadOnly()))
        self.points = IconButton("one-on-ones", _("Talking points from these lines (Ctrl+Shift+T)"))
        self.points.setDisabled(self._journal.is_read_only)
        self._approved = Label("", "muted")
        self._approved.setToolTip(_("Lines that you approved for these days"))
        page, shared = ("page", _("Page")), ("receipts", _("Already shared"))
        read = ("findings", _("Read as your manager"))
        self._views = SegmentedChoice(_("What to show"), [page, read, shared], wraps=True)
        self._narrow_views = SegmentedChoice(_("What to show"), [("lines", _("Lines")), page, read, shared], wraps=True)

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
        self._right_column = QVBoxLayout(right)
        self._right_column.setContentsMargins(0, 0, 0, 0)
        self._right_column.setSpacing(0)
        self._build_bar(right)
        self._right_column.addWidget(self._bar)
        self._right_column.addWidget(hairline(parent=right))
        self._layers = QStackedLayout()
        self._right_column.addLayout(self._layers, 1)
        self.preview = Preview(self._journal, right)
        self.findings = Findings(self._journal, self._acts, self.candidates.chosen, self.flush, right)
        self.receipts = Receipts(self._journal, right)
        for view in (self.preview, self.findings, self.receipts):
            self._layers.addWidget(view)
        return right

    def _build_bar(self, right: QWidget) -> None:
        """The views and the export; below them, while a paper goes out, the ways out."""
        self._bar = QWidget(right)
        self._bar.setProperty("ground", "side")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self._bar)
        column.setContentsMargins(theme.space(3), theme.space(1.75), theme.space(3), theme.space(1.5))
        column.setSpacing(theme.space(1.5))
        self._views_bar = ViewsBar((self._views, self._narrow_views), (self.points, self.export), self._bar)
        column.addWidget(self._views_bar)
        self._sending = QWidget(self._bar)
        around = QVBoxLayout(self._sending)
        around.setContentsMargins(0, 0, 0, 0)
        self.handing = HandOver(self._journal, self._sending, leaves=_("Cancel"), title=_("Export the summary"))
        around.addWidget(self.handing)
        column.addWidget(self._sending)
        self._sending.hide()

    def _connect(self) -> None:
        self.candidates.choices_changed.connect(self._make_preview)
        self.preview.ready.connect(self._ready)
        self.preview.failed.connect(self._forget_export)
        self.preview.pages_asked.connect(self._allow_pages)
        self.candidates.typed.connect(self._follow)
        self.candidates.editor.save_bar.changed.connect(self._offer)
        self.findings.counted.connect(self._say_findings)
        self.findings.line_asked.connect(self._show_line)
        self.handing.look_asked.connect(self._look_at_findings)
        self.handing.handed_over.connect(self._handed_over)
        self.handing.left.connect(self._leave_export)
        self.handing.saved.put_away.connect(self._leave_export)
        self.export.clicked.connect(self._export)
        self.points.clicked.connect(self._show_points)
        self._views.changed.connect(self.show_view)
        self._narrow_views.changed.connect(self.show_view)
        self._journal.closing.connect(self._flush_at_close)
        for keys, slot in (
            ("Ctrl+E", self._press_export),
            ("Ctrl+Shift+N", self.new_record),
            ("Ctrl+Shift+T", self.points.click),
        ):
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
            self._rest_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two panes where there is room for both."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.theme().em(_TWO_PANES_EM)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show_panes()

    def _show_panes(self) -> None:
        here = self.window().focusWidget()
        (self._top if self._is_narrow else self._right_column).insertWidget(0, self._bar)
        self._bar.show()  # at once: by itself it would only come back when nothing else is to be done
        self._heading.setVisible(not self._is_narrow)
        self._views.setVisible(not self._is_narrow)
        self._narrow_views.setVisible(self._is_narrow)
        self._views_bar.fit()
        view = self._narrow_views.value() if self._is_narrow else ""
        if view and self._sending.isVisibleTo(self._bar) and self.handing.ways.isVisibleTo(self._sending):
            view = "sending"  # in one pane the ways out take all of it
        self._left.setVisible(view in ("lines", ""))
        self._right.setVisible(view not in ("lines", "sending"))
        if here and self.isAncestorOf(here) and self.isVisible():  # the keyboard never stays with what is hidden
            if here.isVisibleTo(self):
                here.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._rest_keyboard()

    @Slot(object)
    def show_view(self, view: str) -> None:
        """Show one of the views: `page`, `findings` or `receipts`, and where there is one pane `lines` as well."""
        self._narrow_views.set_value(view)
        if view != "lines":
            self._views.set_value(view)
            self._layers.setCurrentIndex(_VIEWS.index(view))
        self._show_panes()

    # ------------------------------------------------------------------------------------------- changes

    @Slot()
    def _make_preview(self) -> None:
        self._paper = preferences.current().text("paper", usual_paper())
        words = tuple(sorted(self.candidates.unsaved_words().items()))
        self.preview.show_wanted(Wanted(self.candidates.choices, self.manager_id, words))

    @Slot()
    def _follow(self) -> None:
        """Words are being typed: the page shows them, and they are read over."""
        words = self.candidates.unsaved_words()
        self.preview.follow(words)
        self.findings.show_wanted(self.manager_id, words)

    @Slot(int)
    def _allow_pages(self, pages: int) -> None:
        self.candidates.chosen.change(pages=pages)

    @Slot(str)
    def _show_line(self, line_id: str) -> None:
        if self._is_narrow:
            self.show_view("lines")
        self.candidates.choose_line(line_id)

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
        self._offer()
        if ready and self._wants_export:
            self._begin_export()

    @Slot()
    def _offer(self) -> None:
        """What can go out is the page on the screen, while no other words are being typed than those that stand on it."""
        paper = self.preview.paper
        if paper is None or self.candidates.editor.fault:
            self.handing.withdraw()
            return
        images = self.preview.view.images()
        self.handing.offer(Offered(paper.data, neutral_name(paper), paper.content, images[0] if images else None))

    @Slot()
    def _forget_export(self) -> None:
        self._wants_export = False

    @Slot()
    def _flush_at_close(self) -> None:
        self.candidates.flush(CLOSING_MS)

    # ------------------------------------------------------------------------------------------ exporting

    @Slot()
    def _press_export(self) -> None:
        """The key of the button; once more, and it goes on to the place. A page that is being made is waited for."""
        if self.handing.ways.isVisible():
            self.handing.save.click()
        elif self.export.isEnabled() or (self.preview.is_under_way and not self._journal.is_read_only):
            self._export()

    @Slot()
    def _export(self) -> None:
        """Offer the very bytes that are on the screen; words just typed come onto the screen first."""
        if not self.flush() or self.candidates.editor.fault:
            notifications.say(self, self.candidates.editor.fault)
            return
        self._wants_export = True
        if self.preview.paper:
            self._begin_export()

    @Slot()
    def _show_points(self) -> None:
        """The approved lines as points for a talk, in a window of their own."""
        from journal.ui.pages.summary.points import show_points

        if self.flush() and not self.candidates.editor.fault:
            show_points(self._journal, self, Wanted(self.candidates.choices, self.manager_id))
        else:
            notifications.say(self, self.candidates.editor.fault)

    def _begin_export(self) -> None:
        self._wants_export = False
        self._say_findings(self.findings.count)
        self._sending.show()
        self._show_ways(shown=True)

    @Slot(int)
    def _say_findings(self, number: int) -> None:
        """How many findings are open: on the view's name, and calmly where the paper is about to go."""
        name = _("Read as your manager")
        for views in (self._views, self._narrow_views):
            views.set_text("findings", f"{name} · {number}" if number else name)
        self._views_bar.fit()
        said = n_("There is {n} thing to look at first.", "There are {n} things to look at first.", number)
        self.handing.say(said.format(n=number) if number else "", look=bool(number))

    def _show_ways(self, *, shown: bool) -> None:
        """The ways out, in place of the button that asks for them."""
        self.export.setVisible(not shown)
        self.handing.show_ways(shown=shown)
        self._show_panes()

    @Slot()
    def _look_at_findings(self) -> None:
        if self._is_narrow:
            self._leave_export()
        self.show_view("findings")
        self.findings.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _handed_over(self) -> None:
        """The ways close; what can be done with the file stays, even if one has left them while it was saved."""
        self._sending.show()
        self._show_ways(shown=False)

    @Slot()
    def _leave_export(self) -> None:
        """Nothing more is to go; the keyboard is in the list again."""
        self._wants_export = False
        self._show_ways(shown=False)
        self._sending.setVisible(self.handing.saved.isVisibleTo(self._sending))
        self._rest_keyboard()

    def _rest_keyboard(self) -> None:
        """The keyboard to the list; where one pane shows something else, to what stands over it."""
        here = self.candidates.list if self.candidates.isVisibleTo(self) else self._narrow_views
        here.setFocus(Qt.FocusReason.OtherFocusReason)


def neutral_name(paper: summary.Paper) -> str:
    """A file name that says what it is and holds no private word."""
    return _("Progress summary {first} to {last}.pdf").format(first=paper.content.first, last=paper.content.last)
