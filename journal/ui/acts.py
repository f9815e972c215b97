"""One action of the user: one transaction, a sentence about it, and a way back by Undo or Ctrl+Z."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from journal.errors import BadInput, JournalBusy, JournalReadOnly, RecordGone, UpwardError
from journal.store import history, records
from journal.store.tables import Record
from journal.text import _
from journal.ui import background, dialogs, notifications
from journal.ui.autosave import OWN_READERS_MS
from journal.ui.elsewhere import NAME, save_elsewhere
from journal.ui.open_journal import Changed, OpenJournal

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

T = TypeVar("T")
MOST_UNDONE: Final = 50
#: What passes, or what the user mends in place; every other fault is one of the journal's file.
_OF_THE_MOMENT: Final = (BadInput, JournalBusy, RecordGone)


class Acts(QObject):
    """What the user does on a page.

    While the page is on, Ctrl+Z takes the last act back; in a field with text to undo it undoes that.
    """

    def __init__(self, journal: OpenJournal, page: QWidget) -> None:
        """The page is where messages are shown and where Ctrl+Z works."""
        super().__init__(page)
        self._journal = journal
        self._page = page
        self._back: list[Callable[[], object]] = []
        undo = QShortcut(QKeySequence.StandardKey.Undo, page)
        undo.activated.connect(self.undo)

    @property
    def is_read_only(self) -> bool:
        """Whether the journal is only looked at: every act is answered by the sentence that says so."""
        return self._journal.is_read_only

    def need_writing(self, *ways: QWidget) -> None:
        """Grey out these ways to change something, for good, where the journal is only looked at."""
        if self.is_read_only:
            for way in ways:
                way.setEnabled(False)

    def refuse_writing(self) -> bool:
        """Say that nothing can be changed, where the journal is only looked at; whether it is."""
        if self.is_read_only:
            self.say(JournalReadOnly())
        return self.is_read_only

    def do(self, what: Changed, act: "Callable[[Session], T]") -> T:
        """Do it in one transaction and give what came of it. Raises UpwardError when nothing was done."""
        with self._journal.write(what, OWN_READERS_MS) as session:
            return act(session)

    def remember(self, what: Changed, back: "Callable[[Session], object]", said: str = "") -> None:
        """How to take back what was just done, in one transaction; with a sentence it is offered in the window."""
        self.remember_way(partial(self.do, what, back), said)

    def remember_way(self, way: Callable[[], object], said: str = "") -> None:
        """How to take back what was just done, where it takes more than a transaction; it raises UpwardError."""
        self._back = [*self._back[1 - MOST_UNDONE :], way]
        if said:
            notifications.offer_undo(self._page, said, partial(self._take_back, way))

    def attempt(self, what: Changed, act: "Callable[[Session], T]") -> T | None:
        """Do it in one transaction and give what came of it; or say in the window why nothing was done."""
        try:
            return self.do(what, act)
        except UpwardError as fault:
            self.say(fault)
            return None

    def try_to(
        self,
        what: Changed,
        act: "Callable[[Session], object]",
        back: "Callable[[Session], object] | None" = None,
        said: str = "",
    ) -> bool:
        """Do it, and remember how to take it back; or say in the window what went wrong. Whether it is done."""
        try:
            self.do(what, act)
        except UpwardError as fault:
            self.say(fault)
            return False
        if back:
            self.remember(what, back, said)
        return True

    def say(self, fault: UpwardError) -> None:
        """Say why nothing was done; where the journal's file is at fault, offer to save the journal elsewhere.

        What is only looked at is no journal to go on with elsewhere.
        """
        if isinstance(fault, _OF_THE_MOMENT) or self.is_read_only:
            notifications.say(self._page, str(fault))
        else:
            go = partial(save_elsewhere, self._journal, self._page)
            notifications.offer_undo(self._page, _("Not saved: {reason}").format(reason=fault), go, NAME)

    def delete_for_good(self, what: Changed, kind: type[Record], record_id: str, question: str, words: str) -> None:
        """Ask, then take a record out of the journal; this alone asks, because it cannot be taken back."""
        if dialogs.confirm(self._page, question, words, _("Delete for good"), danger=True):
            work = partial(_remove, self._journal, what, kind, record_id)
            background.run(work, self._removed, self._not_removed)

    @Slot(object)
    def _removed(self, done: "Changed | UpwardError") -> None:
        if isinstance(done, UpwardError):
            self.say(done)
        elif self._journal.is_open:
            self._journal.announce(done)

    @Slot(object)
    def _not_removed(self, fault: Exception) -> None:
        raise fault

    @Slot()
    def undo(self) -> None:
        """Take the last act back; one of something that is gone for good is forgotten."""
        if self._back:
            self._take_back(self._back[-1])
        else:
            notifications.say(self._page, _("There is nothing to undo."))

    def _take_back(self, way: Callable[[], object]) -> None:
        if way not in self._back:
            return  # taken back by Ctrl+Z already
        try:
            way()
        except RecordGone as fault:
            self._back.remove(way)
            notifications.say(self._page, str(fault))
        except UpwardError as fault:
            self.say(fault)
        else:
            self._back.remove(way)
            notifications.say(self._page, _("Undone."))


def on_record(act: "Callable[..., T]", record_id: str, /, **columns: Any) -> "Callable[[Session], T]":
    """An act of a practice on one of its records, which waits for its session alone."""

    def do(session: "Session") -> T:
        return act(session, record_id, **columns)

    return do


def _remove(
    journal: OpenJournal, what: Changed, kind: type[Record], record_id: str, _progress: background.Progress
) -> "Changed | UpwardError":
    """Delete for good, away from the window's thread: it takes up to 2 seconds in a long journal."""
    try:
        with journal.write_anywhere() as session:
            history.delete_for_good(session, records.get(session, kind, record_id))
    except RecordGone:
        return what
    except UpwardError as fault:
        return fault
    return what
