"""The Journal page: the list of entries at the left, the editor of the one that is on at the right."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from journal.errors import RecordGone, UpwardError
from journal.practices import entries
from journal.practices.entries import EntryFilter
from journal.store.tables import Entry
from journal.text import ENTRY_KINDS, _
from journal.ui import notifications, preferences, theme
from journal.ui.acts import Acts
from journal.ui.autosave import CLOSING_MS
from journal.ui.earlier_versions import EarlierVersions
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.journal.editor import EntryEditor
from journal.ui.pages.journal.entry_list import EntryList, Shown
from journal.ui.pages.journal.evidence_picker import EvidencePicker
from journal.ui.pages.journal.state import EntryState, load
from journal.ui.pages.journal.trashing import Trashing
from journal.ui.prompting import show_list_beside
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.split_view import SplitView
from journal.ui.widgets.text_editor import TextEditor


class JournalPage(QWidget):
    """Entries of five kinds: found at the left, written at the right, saved by themselves."""

    #: Go to a page, to one of its records.
    go = Signal(str, str)
    title = _("Journal")
    reads = Changed.ENTRIES | Changed.MEETINGS | Changed.MANAGERS

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Shows the newest entries, the newest of all in the editor."""
        super().__init__(parent)
        self._journal = journal
        self._split = SplitView("journal", parent=self)  # whose parts are made in their place: the look is put on once
        self.list = EntryList(journal, self._split)
        self._right = QWidget(self._split)
        self._acts = Acts(journal, self)
        self.editor = EntryEditor(journal, self._acts, self._right)
        self._trashing = Trashing(self, journal, self._acts, self.list, self.editor)
        self._versions = EarlierVersions(journal, self, self._acts)
        self.evidence = EvidencePicker(journal, self._acts, self)
        self._build()
        self._connect()
        self._acts.need_writing(self.list.new, self._begin.button, self.editor.note.first, self.editor.note.second)
        self.list.show_filter(EntryFilter())

    def _build(self) -> None:
        self._no_choice = EmptyState(
            "journal", _("Choose an entry, or press N in the list to write one."), parent=self._right
        )
        self._right_stack = QStackedLayout(self._right)
        self._right_stack.addWidget(self.editor)
        self._right_stack.addWidget(self._no_choice)
        self._blank = QWidget(self._right)
        self._right_stack.addWidget(self._blank)
        self.list.setMinimumWidth(max(theme.space(35), theme.theme().em(9.5)))
        for pane, share in enumerate((0, 1)):
            self._split.setStretchFactor(pane, share)
        self._begin = EmptyState(
            "journal",
            _("What happened between you and your manager belongs here: talks, feedback, requests, wins, thoughts."),
            _("Write the first entry"),
            parent=self,
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedLayout()
        whole.addLayout(self._stack)
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._begin)

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._enter)
        self.list.new_pressed.connect(self.new_record)
        self.list.delete_pressed.connect(self._delete)
        self.list.shown_changed.connect(self._follow)
        self.editor.saved.connect(self._saved)
        self.editor.left.connect(self._leave)
        self.editor.delete_pressed.connect(self._delete)
        self.editor.header.versions_pressed.connect(self._show_versions)
        self.editor.header.evidence_pressed.connect(self._show_evidence)
        self.editor.header.prompts_pressed.connect(self._show_prompts)
        self._versions.brought_back.connect(self.refresh)
        self.editor.restore_pressed.connect(self._trashing.restore)
        self.editor.delete_for_good_pressed.connect(self._trashing.delete_for_good)
        self.editor.other_wanted.connect(self.show_record)
        self._begin.started.connect(self.new_record)
        begin = QShortcut(QKeySequence(Qt.Key.Key_N), self._begin)
        begin.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        begin.activated.connect(self.new_record)
        self._journal.closing.connect(self._closing)

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read again what others changed; what is being written stays."""
        if self.editor.is_writing:
            return
        self.list.filters.tags.forget()
        self.list.model.refresh()
        try:
            self.editor.refresh()
        except RecordGone:
            self._show_nothing()
        except UpwardError:
            return  # busy at this moment; the next change, or the next save, says so

    @Slot(str)
    def show_record(self, record_id: str) -> None:
        """Put an entry on, wherever it is; an empty id begins a new one."""
        if not record_id or record_id in ENTRY_KINDS:
            self.new_record(record_id)
            return
        if not self._may_leave():
            return
        try:
            with self._journal.read() as session:
                state = load(session, record_id)
            self._reveal(state)
        except UpwardError as error:
            notifications.say(self, str(error))
            return
        self._open(state)

    @Slot()
    def new_record(self, kind: str = "") -> None:
        """Begin an entry, with the cursor in its text; else of the kind that the list is narrowed to, if it is to one."""
        if self._acts.refuse_writing():
            return
        if not self._may_leave():
            return
        wanted = self.list.filters.wanted()
        kinds = list(wanted.kinds)
        kinds_alone = EntryFilter(kinds=wanted.kinds, statuses=wanted.statuses, late_on=wanted.late_on)
        if self.list.is_trash or wanted not in (EntryFilter(), kinds_alone):
            self.list.filters.clear_all()
            kinds = []
        self.list.choose_place(None)
        self._show_editor()
        self.editor.begin(kind or (kinds[0] if len(kinds) == 1 else "interaction"))

    def flush(self) -> bool:
        """Write unsaved text now; whether everything is safe."""
        return self.editor.flush()

    # ---------------------------------------------------------------------------------------- selection

    @Slot(str)
    def _choose(self, entry_id: str) -> None:
        """The list has another row on: show that entry, unless the one before cannot be saved."""
        if entry_id and entry_id == self.editor.state.id and self._right_stack.currentWidget() is self.editor:
            return
        if not self._may_leave():
            self.list.choose_place(self.editor.state.place)
            return
        if not entry_id:
            self._show_nothing()
            return
        try:
            with self._journal.read() as session:
                state = load(session, entry_id)
        except UpwardError as error:
            notifications.say(self, str(error))
            return
        self._open(state)

    def _may_leave(self) -> bool:
        if self.editor.flush():
            return True
        notifications.say(self, _("This entry is not saved yet, so it stays open."))
        return False

    def _open(self, state: EntryState) -> None:
        self._show_editor()
        self.editor.open_entry(state)

    def _reveal(self, state: EntryState) -> None:
        """Show a list in which this entry stands. Raises UpwardError."""
        if state.trashed != self.list.is_trash:
            self.list.toggle_trash()
        self.list.model.read_all_now()
        if not self.list.choose_place(state.place) and not state.trashed:
            self.list.filters.clear_all()
            self.list.model.read_all_now()
            self.list.choose_place(state.place)

    def _show_editor(self) -> None:
        self._stack.setCurrentWidget(self._split)
        self._right_stack.setCurrentWidget(self.editor)

    def _show_nothing(self) -> None:
        self.editor.close_entry()
        self._right_stack.setCurrentWidget(self._no_choice if self.list.model.rowCount() else self._blank)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """The whole page says what belongs here as long as there is nothing, and nothing is being written."""
        is_editing = self._right_stack.currentWidget() is self.editor
        is_blank = self.list.shown is Shown.NOTHING_YET and not is_editing and self._trashing.is_trash_empty()
        self._stack.setCurrentWidget(self._begin if is_blank else self._split)

    @Slot()
    def _enter(self) -> None:
        self.editor.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _leave(self) -> None:
        """Escape: save, and go back to the list; an entry in which nothing was written is dropped."""
        self.editor.flush()
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.editor.state.id and not self.editor.autosave.unsaved:
            self.list.view.choose_row(0)
            if not self.list.model.rowCount():
                self._show_nothing()

    # ------------------------------------------------------------------------------------------- changes

    @Slot(object, object)
    def _saved(self, before: EntryState | None, after: EntryState) -> None:
        """Only the row of this entry changes, comes or moves. Another kind can be taken back as any act."""
        if before and before.values["kind"] != after.values["kind"]:
            self._acts.remember_way(partial(self._put_kind, after.id, before.values["kind"]))
        self.list.filters.tags.forget()
        self.list.move_entry(before.place if before else None, after.place, is_on=True)

    def _put_kind(self, entry_id: str, kind: str) -> None:
        """Raises UpwardError."""
        self.editor.flush()
        self._acts.do(Changed.ENTRIES, partial(entries.revise, entry_id=entry_id, kind=kind))
        self.refresh()

    @Slot()
    def _show_versions(self) -> None:
        if self._may_leave():
            self._versions.show(Entry, self.editor.state.id, Changed.ENTRIES)

    @Slot()
    def _show_evidence(self) -> None:
        """Let the user say what the entry shows; it must be in the journal for that."""
        if not self._acts.refuse_writing() and self._may_leave() and self.editor.state.id:
            self.evidence.open_below(self.editor.header.evidence, self.editor.state.id)

    @Slot()
    def _show_prompts(self) -> None:
        """The question that is chosen goes where one writes; where one does not yet, to the end of the text."""
        here, text = QApplication.focusWidget(), self.editor.text
        if not isinstance(here, TextEditor) or not self.editor.isAncestorOf(here):
            text.moveCursor(QTextCursor.MoveOperation.End)
            text.setFocus(Qt.FocusReason.OtherFocusReason)
        show_list_beside(self.editor)

    @Slot()
    def _delete(self) -> None:
        """Move the entry that is on to the trash; one that was not written yet is just dropped."""
        state = self.editor.state
        if state.trashed or self._right_stack.currentWidget() is not self.editor:
            return
        if not state.id:
            self.editor.autosave.forget()
            self._leave()
            return
        if not self._may_leave():
            return
        self._trashing.delete(self.editor.state)

    @Slot()
    def _closing(self) -> None:
        """The journal is about to be closed: wait for another program's write, if need be."""
        self.editor.flush(CLOSING_MS)
        self.editor.autosave.forget()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins in the list."""
        super().showEvent(event)
        place = self.parentWidget() or self  # at its first showing the page is not as wide as its place yet
        usual = min(theme.theme().em(20), place.width() * 2 // 5)
        remembered = preferences.current().sizes("journal")
        self._split.setSizes(remembered if len(remembered) == self._split.count() else [usual, place.width() - usual])
        if self._stack.currentWidget() is self._begin:
            self._begin.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.editor.isAncestorOf(self.focusWidget() or self):
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
