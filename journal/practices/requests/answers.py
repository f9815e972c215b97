"""What gets a yes: after ten answered requests, by kind, with how many there were."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from journal.practices.requests.pipeline import STATUSES, Asked
from journal.store.tables import Entry, Request

#: Fewer answers say nothing.
TEN: Final = 10
#: The two ends of the support ladder (source article 3): help from near by, and what reaches further.
LADDER: Final[dict[str, tuple[str, ...]]] = {
    "near": ("information", "advice", "decision", "intervene"),
    "strategic": ("introduction", "resources", "support", "visibility", "role"),
}
Answers = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Tally:
    """How the requests stand: how many in each status, how many are late, how many were answered, and what got a yes.

    `answers` is by kind: how many got a yes, of how many that were answered; None below ten answered.
    """

    statuses: dict[str, int]
    late: int
    answered: int
    answers: Answers | None


def answers(asked: Iterable[Asked]) -> Answers | None:
    """By kind how many requests got a yes, and how many were answered; None below ten answered.

    A yes that came to nothing later was a yes; what was withdrawn before an answer has none.
    """
    return _answers(Counter((each.request.kind, _verdict(each.request)) for each in asked))


def tally(session: Session, today: date) -> Tally:
    """How all requests stand on a day, counted by the database."""
    is_late = and_(Request.by_when < today, Request.status.in_(("asked", "agreed")))
    had_yes = Request.agreed_on.is_not(None)
    query = select(Request.kind, Request.status, had_yes, func.coalesce(is_late, False), func.count())
    query = query.join(Entry, Entry.id == Request.entry_id).where(Entry.deleted_at.is_(None), Entry.kind == "request")
    statuses, verdicts, late = Counter[str](), Counter[tuple[str, bool | None]](), 0
    for kind, status, yes, is_overdue, count in session.execute(query.group_by(*query.selected_columns[:4])):
        statuses[status] += count
        verdicts[kind, _is_yes(status, had_yes=bool(yes))] += count
        late += count if is_overdue else 0
    answered = sum(count for (_kind, verdict), count in verdicts.items() if verdict is not None)
    return Tally({status: statuses[status] for status in STATUSES}, late, answered, _answers(verdicts))


def _verdict(request: Request) -> bool | None:
    return _is_yes(request.status, had_yes=request.agreed_on is not None)


def _is_yes(status: str, *, had_yes: bool) -> bool | None:
    """Yes, no, or no answer at all."""
    if status in ("agreed", "delivered") or (status == "withdrawn" and had_yes):
        return True
    return False if status == "declined" else None


def _answers(verdicts: "Counter[tuple[str, bool | None]]") -> Answers | None:
    found: Answers = {}
    for kind in (kind for kinds in LADDER.values() for kind in kinds):
        yes, no = verdicts[kind, True], verdicts[kind, False]
        if yes + no:
            found[kind] = (yes, yes + no)
    return found if sum(count for _yes, count in found.values()) >= TEN else None
