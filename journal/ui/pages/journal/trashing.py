"""Into the trash, out of it, and out of the journal for good."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from journal.errors import RecordGone, UpwardError
from journal.practices import entries
from journal.practices.entries import EntryFilter
from journal.store import history, records
from journal.store.tables import Entry
from journal.text import _
from journal.ui import background, dialogs
from journal.ui.acts import Acts
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.journal.editor import EntryEditor
from journal.ui.pages.journal.entry_list import EntryList
from journal.ui.pages.journal.state import EntryState, load

if TYPE_CHECKING:
    from journal.ui.open_journal import Session


_Removed = tuple[EntryState, UpwardError | None]


class Trashing(QObject):
    """What the page does with the entry that is on; each is one transaction, and only its row comes or goes."""

    def __init__(self, page: QWidget, journal: OpenJournal, acts: Acts, rows: EntryList, editor: EntryEditor) -> None:
        """Toasts and the one question stand over `page`; Ctrl+Z takes back by its `acts`."""
        super().__init__(page)
        self._page, self._journal, self._acts, self._rows, self._editor = page, journal, acts, rows, editor

    def delete(self, state: EntryState) -> None:
        """Move an entry to the trash at once, and offer the way back."""
        self._try_to(partial(self._throw, state), partial(self._take_back, state.id), _("Moved to the trash."))

    @Slot()
    def restore(self) -> None:
        """Take the entry that is on out of the trash."""
        state = self._editor.state
        said = _("Taken back into the journal.")
        self._try_to(partial(self._take_back, state.id), partial(self._throw, state), said)

    def is_trash_empty(self) -> bool:
        """Whether there is nothing to bring back; asked only while the journal has no other entry."""
        try:
            with self._journal.read() as session:
                return not entries.first_rows(session, EntryFilter(trashed=True), 1)
        except UpwardError:
            return False

    @Slot()
    def delete_for_good(self) -> None:
        """The only thing on this page that asks: it cannot be taken back."""
        state = self._editor.state
        title, action = _("Delete this entry for good?"), _("Delete for good")
        words = _("Its text goes from the journal and from its earlier versions, and nobody can bring it back.")
        if dialogs.confirm(self._page, title, words, action, danger=True):
            self._rows.remove(state.place)
            background.run(partial(_remove, self._journal, state), self._removed, self._not_removed)

    @Slot(object)
    def _removed(self, done: _Removed) -> None:
        """Its row went at once; it comes back when the entry could not be deleted."""
        state, fault = done
        if fault:
            if self._rows.is_trash:
                self._rows.move_entry(None, state.place, is_on=False)
            self._acts.say(fault)
        elif self._journal.is_open:
            if self._rows.is_trash and self._rows.model.row_of(state.place) >= 0:
                self._rows.remove(state.place)  # another change let the list read again meanwhile
            self._editor.is_writing = True
            self._journal.announce(Changed.ENTRIES)
            self._editor.is_writing = False

    @Slot(object)
    def _not_removed(self, fault: Exception) -> None:
        raise fault

    def _try_to(self, act: "partial[None]", back: "partial[None]", said: str) -> None:
        try:
            act()
        except UpwardError as fault:
            self._acts.say(fault)
        else:
            self._acts.remember_way(back, said)

    def _throw(self, state: EntryState) -> None:
        """Raises UpwardError."""
        self._change(partial(entries.move_to_trash, entry_id=state.id))
        if self._rows.is_trash:
            self._rows.move_entry(None, state.place, is_on=False)
        else:
            self._rows.remove(state.place)

    def _take_back(self, entry_id: str) -> None:
        """Raises UpwardError."""
        self._change(partial(entries.take_back, entry_id=entry_id))
        try:
            with self._journal.read() as session:
                state = load(session, entry_id)
        except UpwardError:
            self._rows.model.refresh()  # it is back; the list shows so as soon as it can read
            return
        if self._rows.is_trash:
            self._rows.remove(state.place)
        else:
            self._rows.move_entry(None, state.place, is_on=True)
            self._rows.chosen.emit(entry_id)

    def _change(self, act: "Callable[[Session], None]") -> None:
        """One change of one entry by this page. Raises UpwardError."""
        self._editor.is_writing = True
        try:
            with self._journal.write(Changed.ENTRIES) as session:
                act(session)
        finally:
            self._editor.is_writing = False


def _remove(journal: OpenJournal, state: EntryState, _progress: background.Progress) -> _Removed:
    """Delete for good, away from the window's thread: it takes up to 2 seconds in a long journal."""
    try:
        with journal.write_anywhere() as session:
            history.delete_for_good(session, records.get(session, Entry, state.id))
    except RecordGone:
        return state, None
    except UpwardError as fault:
        return state, fault
    return state, None
