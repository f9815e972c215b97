"""What every page shows first is read once by a worker, a moment after the window is there; nothing of it is kept.

The first time, SQLAlchemy puts each statement into words, and SQLCipher decrypts each page of the file that it needs. Both
took a third of the time in which a page came up. Each page's reading is a session of its own: a writer waits for the
shortest of them.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from journal import trash
from journal.errors import UpwardError
from journal.practices import cadence, competencies, entries, goals, managers
from journal.practices.entries import EntryFilter
from journal.sharing import collect, lines, receipts
from journal.ui import background
from journal.ui.models import (
    agreement,
    authority,
    bigger_role,
    chapters,
    development,
    importance_board,
    ledger,
    meeting,
    meetings,
    surprises,
)
from journal.ui.models import goals as goal_rows
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.journal import climbing, request_acts, state

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

BEGIN_MS: Final = 200


class ReadingAhead(QObject):
    """Belongs to an open journal; begins by itself once the window is painted."""

    def __init__(self, journal: OpenJournal) -> None:
        """Nothing is read before the window has come up."""
        super().__init__(journal)
        self._journal = journal
        QTimer.singleShot(BEGIN_MS, self, self.begin)

    @Slot()
    def begin(self) -> None:
        """Read what the pages show, in the background."""
        if self._journal.is_open:
            background.run(partial(read_ahead, self._journal), self._done, self._leave)

    @Slot(object)
    def _done(self, _nothing: object) -> None:
        """Nothing to do."""

    @Slot(object)
    def _leave(self, fault: Exception) -> None:
        """A fault of the file comes again, and is shown, when the page itself reads."""
        if not isinstance(fault, UpwardError):
            raise fault


def read_ahead(journal: OpenJournal, progress: background.Progress) -> None:
    """Read as the pages do; for a worker thread. Raises Cancelled, and JournalClosed when the journal was locked meanwhile."""
    for number, read in enumerate(_READINGS):
        progress.step(number, len(_READINGS))
        with journal.read_anywhere() as session:
            read(session, date.today())


def _read_entries(session: "Session", _today: date) -> None:
    managers.chapters(session)
    for row in entries.first_rows(session, EntryFilter(), 1):
        state.load(session, row.id)
        climbing.read(session, row.id)
        request_acts.read_ties(session, row.id)


def _read_meetings(session: "Session", today: date) -> None:
    trash.is_empty(session)
    found = meetings.read_all(session)
    cadence.of(session, managers.current(session), today)
    for each in [*found.unmarked(today)[:1], *found.ahead(today)[:1], *found.held[:1]]:
        meeting.read_meeting(session, each.id, today)


def _read_promises(session: "Session", _today: date) -> None:
    ledger.read_open(session)


def _read_manager(session: "Session", _today: date) -> None:
    manager_id = managers.current(session).id
    agreement.read_agreement(session, manager_id)
    authority.read_authority(session, manager_id)
    surprises.read_surprises(session, manager_id)
    surprises.read_experience(session, manager_id)
    chapters.read_chapters(session)


def _read_growth(session: "Session", today: date) -> None:
    importance_board.read(session)
    competencies.of_journal(session)
    goals.duties_missing(session)
    for row in goal_rows.read_rows(session, today)[:1]:
        goal_rows.read_goal(session, row.id)
    for case_id, _name in bigger_role.read_cases(session)[:1]:
        bigger_role.read_case(session, case_id)
    development.read(session)


def _read_summary(session: "Session", today: date) -> None:
    first = receipts.since_the_last(session, today, manager_id="") or today.replace(day=1)
    lines.candidates(session, first, today)
    receipts.shared(session, manager_id="")
    collect.kept_by_month(session, first, today, manager_id="")


_READINGS: Final[tuple[Callable[["Session", date], None], ...]] = (
    _read_entries,
    _read_meetings,
    _read_promises,
    _read_manager,
    _read_growth,
    _read_summary,
)
