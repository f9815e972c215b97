"""The editor of one entry. What is written in it is saved by itself, and stays in it until it is."""

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.practices import managers
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.autosave import OWN_READERS_MS, Autosave
from journal.ui.half_dates import NEW, Fields, HalfDates
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.journal.details_panel import Desk
from journal.ui.pages.journal.editor_body import EditorBody
from journal.ui.pages.journal.editor_header import EditorHeader
from journal.ui.pages.journal.notes import NoteBar
from journal.ui.pages.journal.state import (
    BLANK,
    WRITTEN,
    EntryState,
    Saved,
    changes,
    has_words,
    load,
    new_state,
    save,
)
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.dates import near_day


class EntryEditor(QWidget):
    """Shows one entry at a time: `open_entry` or `begin`; `flush` before anything else is shown."""

    #: The entry as it was (None for a new one) and as it is by now, after the commit.
    saved = Signal(object, object)
    left = Signal()
    delete_pressed = Signal()
    restore_pressed = Signal()
    delete_for_good_pressed = Signal()
    other_wanted = Signal(str)

    def __init__(self, journal: OpenJournal, acts: Acts, parent: QWidget | None = None) -> None:
        """Nothing is shown in it yet. What its panels do is done by the page's `acts`."""
        super().__init__(parent)
        self._journal = journal
        self._base = new_state("interaction", date.today(), "00:00")
        self._other = ""
        self.is_writing = False
        self.header = EditorHeader(self)
        self.note = NoteBar(self)
        self.body = EditorBody(Desk(journal, acts, self.settle, self.other_wanted.emit, self._watch), self)
        self.text = self.body.text
        self.foot = SaveBar(journal, self.words, self)
        self.autosave = self.foot.watch(Autosave(self._write, self))
        self._half = HalfDates(journal, "journal", self._day_fields, self)
        self.foot.watch(self._half.drafting.autosave, quietly=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.header, self.note, self.body, self.foot):
            layout.addWidget(part)
        layout.setStretchFactor(self.body, 1)
        self._connect()
        self._read_managers()

    def _connect(self) -> None:
        self.body.edited.connect(self._edited)
        self.body.decided.connect(self._decided)
        self.text.column_moved.connect(self._hang)
        self.header.decided.connect(self._decided)
        self.header.delete_pressed.connect(self.delete_pressed)
        for field in self._day_fields().values():
            field.complained.connect(self._half.follow)
        self.body.day_field_made.connect(self._follow_field)
        self.note.first_pressed.connect(self._first_of_note)
        self.note.second_pressed.connect(self.delete_for_good_pressed)
        theme.theme().changed.connect(self._fit)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(self.left)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------------------------------- entries

    @property
    def state(self) -> EntryState:
        """The entry as it was last read or saved."""
        return self._base

    def open_entry(self, state: EntryState) -> None:
        """Show an entry; whatever was in the editor must have been flushed."""
        self.autosave.forget()
        self._other = ""
        self._show(state, is_other_entry=state.id != self._base.id or not state.id)
        self.note.hide()
        if state.goes_on:
            said = _("This entry is in the trash. It goes for good {day}.")
            day = near_day(state.goes_on, date.today())
            self.note.say(said.format(day=day), _("Restore"), _("Delete for good"))

    def close_entry(self) -> None:
        """Hold nothing any more; whatever was in the editor must have been flushed."""
        self.open_entry(new_state("interaction", date.today(), "00:00"))

    def begin(self, kind: str) -> None:
        """Show an empty entry of today, with the cursor in its text; it is in the journal once something was written."""
        now = datetime.now()  # noqa: DTZ005 (the user's clock)
        self.open_entry(new_state(kind, now.date(), f"{now:%H:%M}"))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self) -> dict[str, Any]:
        """Everything as it stands in the editor."""
        return {**self._base.values, **self.header.values(), **self.body.values()}

    def refresh(self) -> None:
        """Show what others changed, unless something here is not saved yet. Raises RecordGone, when it was deleted."""
        self._read_managers()
        if self._base.id and not self.autosave.unsaved and not self.is_writing:
            with self._journal.read() as session:
                found = load(session, self._base.id)
            if found != self._base:
                self.open_entry(found)
            else:
                self.body.read_more()

    def _read_managers(self) -> None:
        with self._journal.read() as session:
            found = managers.chapters(session)
        running = [each.id for each in found if managers.is_running(each, date.today())]
        self.header.show_managers([(each.id, each.name) for each in found], running)

    def flush(self, wait_ms: int = OWN_READERS_MS) -> bool:
        """Save now; whether nothing is unsaved any more. Half a date stays with its entry as a draft."""
        is_kept = self._half.flush(wait_ms)
        is_saved = self.autosave.flush(wait_ms)
        return self.body.flush() and is_saved and is_kept

    def settle(self) -> str:
        """Save now, and give the id of the entry; empty when nothing was written yet, or it cannot be saved."""
        return self._base.id if self.flush() else ""

    def words(self) -> str:
        """Everything that is written here."""
        values = self.values()
        words = [values["text"], *(values[name] for name in BLANK if name in WRITTEN), self.body.more_words()]
        return "\n\n".join(word for word in words if word.strip())

    def _watch(self, autosave: Autosave) -> Autosave:
        return self.foot.watch(autosave, quietly=True)

    def _day_fields(self) -> Fields:
        return {**self.header.day_fields(), **self.body.day_fields()}

    @Slot(object)
    def _follow_field(self, field: DateField) -> None:
        field.complained.connect(self._half.follow)
        QTimer.singleShot(0, self, self._show_half)  # once the panel shows its values

    @Slot()
    def _show_half(self) -> None:
        for name in self.body.day_fields():
            self._half.show_field(name)

    # -------------------------------------------------------------------------------------------- saving

    @Slot()
    def _edited(self) -> None:
        """Something was typed: save it soon; taken back to what is saved already, there is nothing to save."""
        if self._is_changed():
            self.autosave.touch()
        elif self.autosave.unsaved:
            self.autosave.forget()

    @Slot()
    def _decided(self) -> None:
        """Something was chosen: save it at once."""
        self.body.show_kind(self.header.kinds.value(), self._base.values)
        self._edited()
        self.autosave.flush()

    def _is_changed(self) -> bool:
        values = self.values()
        return bool(changes(self._base.values, values)) if self._base.id else has_words(values)

    def _write(self) -> None:
        if not self._is_changed():
            return
        before = self._base if self._base.id else None
        self.is_writing = True
        try:
            with self._journal.write(Changed.ENTRIES) as session:
                done = save(session, self._base, self.values(), date.today())
        finally:
            self.is_writing = False
        self._show(done.state, is_other_entry=False)
        self._tell(done)
        self.saved.emit(before if before and before.id == done.state.id else None, done.state)

    def _tell(self, done: Saved) -> None:
        self._other = done.other
        if done.other:
            words = _(
                "Another program changed this entry while you were writing. Both versions are kept: yours is here."
            )
            self.note.say(words, _("Show the other"))
        elif done.was_gone:
            self.note.say(_("Another program deleted this entry while you were writing. Your version is kept here."))

    @Slot()
    def _first_of_note(self) -> None:
        if self._other:
            self.other_wanted.emit(self._other)
        else:
            self.restore_pressed.emit()

    # ------------------------------------------------------------------------------------------- showing

    def _show(self, state: EntryState, *, is_other_entry: bool) -> None:
        self._base = state
        if is_other_entry:
            self._half.leave()
        self.header.show_values(state.values)
        self.body.show_values(state.values, state.id)
        if is_other_entry:
            self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
            self.text.document().clearUndoRedoStacks()
        is_changeable = not state.trashed and not self._journal.is_read_only
        self.header.set_changeable(is_changeable=is_changeable)
        self.body.set_changeable(is_changeable=is_changeable)
        if is_other_entry:
            self._half.show_record(state.id or NEW)
        else:
            self._half.stay(state.id or NEW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel goes under the text where it is narrow."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.body.fit()
        self._hang()
        QTimer.singleShot(0, self, self._hang)  # once more when the style has given the text its final place

    @Slot()
    def _hang(self) -> None:
        left = max(self.text.viewport().x(), theme.space(3))
        self.header.hang(left, theme.space(3), self.width())
        self.note.hang(left, theme.space(3))
        self.foot.set_margins(left, theme.space(1), theme.space(3), theme.space(1))
