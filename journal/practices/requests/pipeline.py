"""The way of a request: draft, asked, agreed, delivered; or declined; or withdrawn; with the day of each step."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import records
from journal.store.planning import unindexed
from journal.store.tables import Entry, Experience, Request
from journal.text import _

STATUSES: Final = ("draft", "asked", "agreed", "delivered", "declined", "withdrawn")
ANSWERED: Final = frozenset({"agreed", "delivered", "declined", "withdrawn"})
#: A draft that is older wants a word of courage (source article 3).
COURAGE_AFTER: Final = timedelta(days=14)
_AGREED: Final = frozenset({"agreed", "delivered"})
#: From each status the step that usually comes next, and then the others.
_NEXT: Final[dict[str, tuple[str, ...]]] = {
    "draft": ("asked", "agreed", "declined", "withdrawn"),
    "asked": ("agreed", "delivered", "declined", "withdrawn", "draft"),
    "agreed": ("delivered", "declined", "withdrawn", "asked"),
    "delivered": ("agreed", "asked"),
    "declined": ("asked", "agreed", "withdrawn", "draft"),
    "withdrawn": ("draft", "asked"),
}


@dataclass(frozen=True)
class Asked:
    """A request with the entry that it belongs to."""

    entry_id: str
    day: date
    request: Request

    def status_on(self, day: date) -> str | None:
        """Its status at the end of a day: `asked` until it was answered; None before it was asked, and for a draft."""
        if self.request.asked_on is None or self.request.asked_on > day:
            return None
        if self.request.answered_on is None or self.request.answered_on > day:
            return "asked"
        return self.request.status


def move(session: Session, entry_id: str, status: str, day: date) -> Request:
    """Move a request to a status on a day; the days of asking, agreeing and answering follow.

    The day of a yes stays when it is delivered, or comes to nothing after all. Raises BadInput.
    """
    request = details(session, entry_id)
    if request is None or status not in STATUSES:
        raise BadInput(_("That is not a request, or there is no such status."))
    changes: dict[str, Any] = {"status": status}
    if status == "draft":
        changes |= {"asked_on": None, "agreed_on": None, "answered_on": None}
    elif status == "asked":
        changes |= {"asked_on": request.asked_on or day, "agreed_on": None, "answered_on": None}
    else:
        changes |= {"asked_on": request.asked_on or day, "answered_on": day}
    if status == "agreed":
        changes["agreed_on"] = changes["answered_on"] = request.agreed_on or day
    records.change(request, changes)
    return request


def next_steps(status: str) -> tuple[str, ...]:
    """The statuses that can follow one: the usual one first."""
    return _NEXT[status]


def step_days(
    status: str, noted_on: date, *, asked_on: date | None, agreed_on: date | None, answered_on: date | None
) -> list[tuple[str, date | None, bool]]:
    """The steps of a request: each with its day, as far as one is known, and whether it is reached.

    Those that came to be, then those that usually follow; an ending without a yes stands in the place of *delivered*.
    """
    steps: list[tuple[str, date | None, bool]] = [("draft", noted_on, True), ("asked", asked_on, status != "draft")]
    if status in ("declined", "withdrawn"):
        agreed = [("agreed", agreed_on, True)] if agreed_on else []
        return [*steps, *agreed, (status, answered_on, True)]
    first_yes = agreed_on or (answered_on if status == "agreed" else None)
    if status != "delivered" or first_yes:  # what was done at once was never agreed on
        steps.append(("agreed", first_yes, status in _AGREED))
    done = status == "delivered"
    return [*steps, ("delivered", answered_on if done else None, done)]


def details(session: Session, entry_id: str) -> Request | None:
    """The request that belongs to an entry; None where there is none."""
    return session.scalar(select(Request).where(Request.entry_id == entry_id))


def all_requests(session: Session) -> list[Asked]:
    """Every request, newest first."""
    return [Asked(*row) for row in session.execute(live().order_by(unindexed(Entry.place).desc()))]


def open_or_answered(session: Session, first: date, last: date) -> list[Asked]:
    """The requests that have no answer yet or a yes to come, and those answered from `first` to `last`; newest first."""
    is_open = Request.status.in_(("draft", "asked", "agreed"))
    query = live().where(or_(is_open, Request.answered_on.between(first, last)))
    return [Asked(*row) for row in session.execute(query.order_by(unindexed(Entry.place).desc()))]


def live() -> Select[str, date, Request]:
    """The requests that are not in the trash: entry, day and details."""
    query = select(Entry.id, Entry.day, Request).join(Request, unindexed(Request.entry_id) == Entry.id)
    return query.where(unindexed(Entry.deleted_at).is_(None), unindexed(Entry.kind) == "request")


def waiting(session: Session) -> list[Asked]:
    """What was asked or agreed to and has not been delivered, the earliest wanted first."""
    query = live().where(Request.status.in_(("asked", "agreed"))).order_by(unindexed(Entry.place).desc())
    return sorted((Asked(*row) for row in session.execute(query)), key=_wanted)


def to_make(session: Session) -> list[Asked]:
    """The drafts, which are still to be asked: the earliest wanted first, then the one that waits longest."""
    query = live().where(Request.status == "draft").order_by(unindexed(Entry.place))
    return sorted((Asked(*row) for row in session.execute(query)), key=_wanted)


def is_late(request: Request, today: date) -> bool:
    """Whether it was asked, is wanted by a day that has passed, and is not there yet."""
    return request.status in ("asked", "agreed") and request.by_when is not None and request.by_when < today


def needs_courage(status: str, noted_on: date, today: date) -> bool:
    """Whether a draft has waited for more than two weeks to be asked."""
    return status == "draft" and today - noted_on > COURAGE_AFTER


def experiences_to_ask(session: Session, manager_id: str) -> list[Experience]:
    """What a manager has done that I could learn from: first what I have not asked about yet, the latest known first."""
    wanted = select(Experience).where(Experience.deleted_at.is_(None), Experience.manager_id == manager_id)
    found = session.scalars(wanted.order_by(Experience.place.desc()))
    return sorted(found, key=_is_asked)


def learn_from(session: Session, entry_id: str, experience_id: str) -> Experience:
    """Keep that this request asks about an experience. Raises RecordGone."""
    experience = records.get(session, Experience, experience_id)
    records.change(experience, {"asked_entry_id": entry_id})
    return experience


def _is_asked(experience: Experience) -> bool:
    return experience.asked_entry_id is not None


def _wanted(asked: Asked) -> tuple[bool, date]:
    return asked.request.by_when is None, asked.request.by_when or asked.day


def statuses_on(found: list[Asked], day: date) -> dict[str, int]:
    """How many requests stand in each status at the end of a day."""
    counts = Counter(asked.status_on(day) for asked in found)
    return {status: counts[status] for status in STATUSES}
