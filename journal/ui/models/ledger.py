"""The ledger of both sides as rows: what each promise says, where it comes from, how often it was moved."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from journal import trash
from journal.practices import commitments, managers, one_on_ones
from journal.store import records
from journal.store.tables import Commitment, Manager, OneOnOne
from journal.text import OWNERS
from journal.ui.widgets.dates import read_day

if TYPE_CHECKING:
    from journal.ui.open_journal import Session


@dataclass(frozen=True)
class LedgerRow:
    """One promise as the ledger shows it: who made it to whom, where it comes from, how often it was moved."""

    id: str
    owner: str
    who: str
    what: str
    status: str
    made_on: date
    due: date | None
    closed_on: date | None
    reason: str
    meeting_id: str
    meeting_day: date | None
    #: The promise that took its place when it was moved to another date, or nothing, and when that is due.
    successor: str
    successor_due: date | None
    #: The promises that it replaced, the first one first: their due days, the days on which they were moved, and why.
    moves: list[tuple[date | None, date | None, str]] = field(
        default_factory=list[tuple[date | None, date | None, str]]
    )
    #: The day on which it was put into the trash, and the one on which it goes for good; or nothing.
    trashed_on: date | None = None
    goes_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.status == "open" and not self.is_trashed

    @property
    def can_reopen(self) -> bool:
        """Whether closing it can be taken back; of one that was moved the new promise lives on instead."""
        return self.status in ("kept", "dropped") and not self.is_trashed

    @property
    def is_trashed(self) -> bool:
        """Whether it is in the trash."""
        return self.trashed_on is not None


def read_open(session: "Session") -> list[LedgerRow]:
    """The open promises, in the order in which they are due."""
    return rows_of(session, commitments.open_ones(session))


def read_closed(session: "Session") -> list[LedgerRow]:
    """What was kept, moved or dropped, the latest first."""
    everything = commitments.ledger(session)
    closed = [each for each in everything if each.status != "open"]
    return rows_of(session, sorted(closed, key=_closed_on, reverse=True), everything)


def read_trashed(session: "Session") -> list[LedgerRow]:
    """What was deleted, the latest first."""
    return rows_of(session, commitments.trashed(session))


def read_one(session: "Session", commitment_id: str) -> LedgerRow | None:
    """One promise, or None when it is gone or in the trash."""
    found = records.find(session, Commitment, commitment_id)
    if found is None or found.deleted_at is not None:
        return None
    return rows_of(session, [found], commitments.ledger(session) if found.status == "renegotiated" else None)[0]


def narrowed(
    rows: list[LedgerRow], *, owner: str = "all", overdue_on: date | None = None, meeting_id: str = "", words: str = ""
) -> list[LedgerRow]:
    """Those of one side, that are overdue on a day, that come from one meeting, and in which all the words occur."""
    wanted = words.casefold().split()

    def is_wanted(row: LedgerRow) -> bool:
        is_overdue = row.is_open and row.due is not None and overdue_on is not None and row.due < overdue_on
        said = f"{row.what}\n{row.reason}\n{row.who}".casefold()
        is_theirs = owner in ("all", row.owner) and meeting_id in ("", row.meeting_id)
        return is_theirs and (overdue_on is None or is_overdue) and all(word in said for word in wanted)

    return [row for row in rows if is_wanted(row)]


def _closed_on(promise: Commitment) -> date:
    return promise.closed_on or promise.made_on


def rows_of(session: "Session", found: list[Commitment], everything: list[Commitment] | None = None) -> list[LedgerRow]:
    """The rows of promises; having the whole ledger spares a question for each that was moved."""
    names = {manager.id: manager.name for manager in managers.chapters(session)}
    days = one_on_ones.days_of(session, {each.one_on_one_id for each in found if each.one_on_one_id})
    known = {each.id: each for each in everything or []}
    successors = {each.replaces_id: each for each in everything or [] if each.replaces_id}
    rows: list[LedgerRow] = []
    for made in found:
        earlier = _earlier(made, known) if known else commitments.earlier(session, made)[::-1]
        rows.append(_row(made, earlier, successors.get(made.id), names, days))
    return rows


def _earlier(made: Commitment, known: dict[str, Commitment]) -> list[Commitment]:
    """The promises that one replaced, the first one first."""
    chain: list[Commitment] = []
    wanted = made.replaces_id
    while wanted and (replaced := known.get(wanted)) and replaced not in chain:
        chain.append(replaced)
        wanted = replaced.replaces_id
    return chain[::-1]


def _row(
    made: Commitment,
    earlier: list[Commitment],
    successor: Commitment | None,
    names: dict[str, str],
    days: dict[str, date],
) -> LedgerRow:
    return LedgerRow(
        id=made.id,
        owner=made.owner,
        who=OWNERS["me"] if made.owner == "me" else names.get(made.manager_id, OWNERS["manager"]),
        what=made.what,
        status=made.status,
        made_on=made.made_on,
        due=made.due,
        closed_on=made.closed_on,
        reason=made.reason,
        meeting_id=made.one_on_one_id or "",
        meeting_day=days.get(made.one_on_one_id or ""),
        successor=successor.id if successor else "",
        successor_due=successor.due if successor else None,
        moves=[(each.due, each.closed_on, each.reason) for each in earlier],
        trashed_on=datetime.fromisoformat(made.deleted_at).astimezone().date() if made.deleted_at else None,
        goes_on=trash.goes_on(made.deleted_at) if made.deleted_at else None,
    )


def write_down(session: "Session", line: str, today: date, meeting_id: str | None = None) -> Commitment:
    """Enter a promise as it was typed in one line, to the manager of the meeting or the current one. Raises BadInput."""
    manager = managers.current(session)
    if meeting_id:
        of = records.get(session, OneOnOne, meeting_id).manager_id
        manager = records.get(session, Manager, of)
    read = commitments.from_line(line, partial(read_day, today=today, ahead=True), manager.name)
    return commitments.make(
        session, read.owner, read.what, today, manager_id=manager.id, due=read.due, one_on_one_id=meeting_id
    )
