"""The page Commitments: what both sides promised, overdue first, and what became of it."""

from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal.errors import JournalBusy, UpwardError
from journal.practices import commitments, managers
from journal.store.tables import Commitment
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.drafting import Drafting, Typed
from journal.ui.earlier_versions import EarlierVersions
from journal.ui.models import ledger
from journal.ui.models.commitments import LedgerModel
from journal.ui.models.ledger import LedgerRow
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.commitments.detail import PromiseDetail
from journal.ui.pages.commitments.form_acts import FormActs
from journal.ui.pages.commitments.ledger_head import LedgerHead
from journal.ui.pages.commitments.promise_acts import PromiseActs
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.split_view import SplitView

_WELCOME: Final = _(
    "What you promise each other stands here until it is kept. Open commitments come back in the next one-on-one."
)

_WHAT: Final = Changed.COMMITMENTS
#: In a page of fewer lines of body text the filters below the line to type in are shown when they are asked for.
_HIGH_EM: Final = 16
#: What each segment shows.
_READ: Final = {"open": ledger.read_open, "closed": ledger.read_closed, "trash": ledger.read_trashed}


class CommitmentsPage(QWidget):
    """The ledger of both sides.

    K kept, R renegotiate, D drop, E edit, G nudge, O reopen, Delete, N a new one, Ctrl+F words, Ctrl+Z undo.
    """

    #: Go to a page, to one of its records.
    go = Signal(str, str)
    title = _("Commitments")
    reads = Changed.COMMITMENTS | Changed.MEETINGS | Changed.MANAGERS

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and fill it."""
        super().__init__(parent)
        self._journal = journal
        acts = Acts(journal, self)
        self._acts = PromiseActs(acts)
        self._versions = EarlierVersions(journal, self, acts)
        self._found: list[LedgerRow] = []
        self._save_bar = SaveBar(journal, self._words, self)
        self._build_head()
        self._build_list()
        self._build_detail()
        self._build_keys()
        acts.need_writing(self.field, self.empty.button, *self.detail.ways_to_change)
        self._drafting = Drafting(journal, "commitments", self._typed, self)
        self._save_bar.watch(self._drafting.autosave, quietly=True)
        forms = FormActs(journal, self._acts, self.detail, self._drafting)
        forms.revealed.connect(self._reveal)
        forms.ended.connect(self._end_form)
        self.field.field.textChanged.connect(self._drafting.touch)
        self.detail.edited.connect(self._drafting.touch)
        self._assemble()
        self.refresh()
        self._bring_back()
        # Whatever has the keyboard within a page gets it when the page is shown.
        (self.list if self.model.rowCount() else self.empty.button).setFocus()

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the ledger again; the selected promise stays, or the one that takes its place."""
        with self._journal.read() as session:
            self.head.set_manager(managers.current(session).name)
            self._found = _READ[self.state.value()](session)
        self._show_found()

    def _show_found(self) -> None:
        """Show of what was read what is let through; the selected promise stays, or the one that takes its place."""
        here = self.list.currentIndex()
        kept_id, kept_row = (self._row_id(here), here.row()) if here.isValid() else ("", 0)
        found = self.narrowing.apply(ledger.narrowed(self._found, owner=self.owner.value()), date.today())
        self.model.show(found, date.today())
        place = self.model.place_of(kept_id)
        self.list.choose_row(place if place >= 0 else min(kept_row, self.model.rowCount() - 1))
        self._show_selected()
        self._show_layer()

    def show_record(self, record_id: str) -> None:
        """Select a promise, whatever the segments hide; `<id>/nudge` drafts a nudge for it as well."""
        commitment_id, _slash, act = record_id.partition("/")
        self._reveal(commitment_id)
        self.list.setFocus()
        if act == "nudge":
            self.detail.ask_for_nudge()

    @Slot()
    def new_record(self) -> None:
        """Begin a new promise."""
        self.field.setFocus()

    def flush(self) -> bool:
        """Keep the line and the form that are being typed, as they stand; whether they are kept."""
        return self._drafting.flush()

    def _typed(self) -> Typed:
        """What is no commitment yet."""
        line, form = self.field.field.text(), self.detail.typed()
        return ({"line": line} if line.strip() else {}) | form

    def _bring_back(self) -> None:
        """Show what was being typed when the journal was locked."""
        typed = self._drafting.bring_back()
        self.field.field.setText(str(typed.get("line", "")))
        if "commitment" in typed:
            self._reveal(str(typed["commitment"]))
            row = self._selected()
            if row and row.id == typed["commitment"]:
                self.detail.put(typed)

    def _words(self) -> str:
        typed = self._typed()
        return "\n".join([str(typed.get("line", "")), *typed.get("fields", {}).values()]).strip()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard over; a focus proxy would shut what stands before the list out of the walk of Tab."""
        super().focusInEvent(event)
        (self.list if self.model.rowCount() else self.empty.button).setFocus(event.reason())

    # ----------------------------------------------------------------------------------------- building

    def _build_head(self) -> None:
        self.head = head = LedgerHead(self.title)
        self.owner, self.state, self.narrowing, self.field = head.owner, head.state, head.narrowing, head.field
        head.chosen.connect(self._narrowed)
        head.narrowed.connect(self._narrow_more)
        self.field.entered.connect(self._add)
        self.field.field.setReadOnly(self._journal.is_read_only)
        self.empty = EmptyState("commitments", _WELCOME, _("Write down the first one"))
        self.empty.started.connect(self._help)

    def _build_list(self) -> None:
        self.model = LedgerModel(self)
        self.list = ListView(_("Commitments"), sections=True)
        self.list.setModel(self.model)
        self.list.chosen.connect(self._chosen)
        self.list.icon_pressed.connect(self._keep)
        self.list.delete_pressed.connect(self._trash)
        self.list.opened.connect(self._open)

    def _build_detail(self) -> None:
        self.detail = PromiseDetail()
        self.detail.keep.connect(self._keep)
        self.detail.reopen.connect(self._reopen)
        self.detail.trash.connect(self._trash)
        self.detail.restored.connect(self._reopen)
        self.detail.meeting.connect(self._open_meeting)
        self.detail.promise.connect(self.show_record)
        self.detail.left.connect(self._back_to_list)
        self.detail.versions.connect(self._show_versions)

    def _build_keys(self) -> None:
        for keys, slot in (
            ("K", self._keep),
            ("R", self.detail.ask_for_date),
            ("D", self.detail.ask_for_reason),
            ("E", self.detail.ask_for_words),
            ("O", self._reopen),
            ("G", self.detail.ask_for_nudge),
            ("N", self.new_record),
            ("Ctrl+F", self._look_for_words),
            ("Alt+H", self._show_versions),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)

    def _assemble(self) -> None:
        self._split = SplitView("commitments", self.list, self.detail, sizes=(3, 2))
        self._layers = QStackedWidget()
        self._layers.addWidget(self._split)
        self._layers.addWidget(self.empty)
        self._layers.setMinimumHeight(theme.space(10))  # what is not shown must not press on what stands above
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1.5), theme.space(2.5), theme.space(1.5), 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.head)
        column.addWidget(self._layers, 1)
        self._save_bar.set_margins(theme.space(1.5), 0, theme.space(1.5), theme.space(1))
        column.addWidget(self._save_bar)

    # ----------------------------------------------------------------------------------------- showing

    def _selected(self) -> LedgerRow | None:
        return self.model.row_at(self.list.currentIndex())

    def _row_id(self, index: QModelIndex) -> str:
        row = self.model.row_at(index)
        return row.id if row else ""

    @Slot()
    def _chosen(self) -> None:
        """Show another one, unless words stand in a form for the one that is on: then that one stays."""
        here = self.detail.row
        if here and here.id != self._row_id(self.list.currentIndex()) and self.detail.holds_words():
            place = self.model.place_of(here.id)
            if place >= 0:
                self.list.choose_row(place)
        else:
            self._show_selected()

    @Slot()
    def _show_selected(self) -> None:
        """Beside the list; where words stand in a form, the promise that they are about, though the list has it no more."""
        row, here = self._selected(), self.detail.row
        if here and (row is None or row.id != here.id) and self.detail.is_typed_in():
            with self._journal.read() as session:
                row = ledger.read_one(session, here.id) or here
        self.detail.show_row(row, date.today())

    def _show_layer(self) -> None:
        """The list, or in its place what belongs here, or that the segments leave nothing over."""
        had_keyboard = self.list.hasFocus()
        has_any = bool(self.model.rowCount()) or self.detail.is_typed_in()
        self._layers.setCurrentIndex(0 if has_any else 1)
        if not has_any:
            self._say_why_empty()
            if had_keyboard:
                self.setFocus()  # else a filter beside the list would have it
        elif self.hasFocus():
            self.list.setFocus()

    def _say_why_empty(self) -> None:
        if self.state.value() == "trash":
            self.empty.set_sentence(_("The trash is empty. What you delete stays here for 30 days."), "")
        elif self.narrowing.is_on:
            self.empty.set_sentence(_("No commitment matches."), _("Clear the filter"))
        elif self._is_new():
            self.empty.set_sentence(_WELCOME, _("Write down the first one"))
        elif self.state.value() == "open":
            self.empty.set_sentence(_("Nothing is open here."), "")
        else:
            self.empty.set_sentence(_("Nothing is closed yet."), "")

    def _is_new(self) -> bool:
        with self._journal.read() as session:
            return not commitments.ledger(session)

    @Slot()
    def _narrowed(self) -> None:
        """Show others; words in a form come first."""
        if self.detail.holds_words():
            self.head.set_segments(*self.head.shown)
            return
        before, self.head.shown = self.head.shown, self.head.segments
        try:
            self.refresh()
        except JournalBusy:
            self.head.set_segments(*before)  # the segments say what the list shows
            raise

    @Slot()
    def _narrow_more(self) -> None:
        """Overdue ones are open ones; words in a form come first."""
        if self.detail.holds_words():
            self.narrowing.reset()
        if self.narrowing.overdue.isChecked() and self.state.value() != "open":
            self.head.set_segments(self.owner.value(), "open")
            self.refresh()
        else:
            self._show_found()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters in a low window: the list needs the room, and Ctrl+F shows the filters."""
        super().resizeEvent(event)
        self.narrowing.setVisible(self.height() >= theme.theme().em(_HIGH_EM) or self.narrowing.is_on)

    @Slot()
    def _look_for_words(self) -> None:
        self.narrowing.show()
        self.narrowing.words.setFocus()
        self.narrowing.words.selectAll()

    @Slot()
    def _help(self) -> None:
        """The one click that an empty list offers."""
        if self.narrowing.is_on:
            self.narrowing.clear_all()
        else:
            self.new_record()

    @Slot(QModelIndex)
    def _open(self, _index: QModelIndex) -> None:
        self.detail.ask_for_words()

    @Slot()
    def _back_to_list(self) -> None:
        self._show_selected()
        self._show_layer()
        self.list.setFocus()

    @Slot()
    def _end_form(self) -> None:
        self.list.setFocus()

    @Slot(str)
    def _open_meeting(self, meeting_id: str) -> None:
        self.go.emit("one_on_ones", meeting_id)

    # ------------------------------------------------------------------------------------------ actions

    @Slot(str)
    def _add(self, line: str) -> None:
        try:
            made = self._acts.write_down(line)
        except UpwardError as fault:
            self.field.complain(str(fault))
            self._drafting.flush()
            return
        self.field.clear()
        self._reveal(made)

    @Slot()
    def _keep(self) -> None:
        row = self._selected()
        if row and row.is_open and not self.detail.holds_words():
            self._acts.keep(row)

    @Slot()
    def _reopen(self) -> None:
        """Open it again; what is in the trash comes back as it was."""
        row = self._selected()
        if self.detail.holds_words():
            return
        if row and row.is_trashed:
            self._acts.restore(row)
        elif row and row.can_reopen:
            self._acts.reopen(row)

    @Slot()
    def _trash(self) -> None:
        row = self._selected()
        if self.detail.holds_words():
            return
        if row and row.is_trashed:
            self._acts.delete_for_good(row)
        elif row:
            self._acts.trash(row)

    @Slot()
    def _show_versions(self) -> None:
        row = self._selected()
        if row and not self.detail.holds_words():
            self._versions.show(Commitment, row.id, _WHAT)

    @Slot(str)
    def _reveal(self, commitment_id: str) -> None:
        """Select a promise, and show it where a segment hides it."""
        self.refresh()
        if self.model.place_of(commitment_id) < 0:
            with self._journal.read() as session:
                row = ledger.read_one(session, commitment_id)
            if row is None or self.detail.holds_words():
                return
            self.narrowing.reset()
            self.head.set_segments("all", "open" if row.is_open else "closed")
            self.refresh()
        self.list.choose_row(self.model.place_of(commitment_id))
