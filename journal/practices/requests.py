"""Requests to the manager: what is asked, by when, and what came of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import records
from journal.store.tables import Entry, Request
from journal.text import _

STATUSES: Final = ("draft", "asked", "agreed", "delivered", "declined", "withdrawn")
ANSWERED: Final = frozenset({"agreed", "delivered", "declined", "withdrawn"})


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
    """Move a request to a status on a day; the dates of asking and answering follow. Raises BadInput, RecordGone."""
    request = session.scalar(select(Request).where(Request.entry_id == entry_id))
    if request is None or status not in STATUSES:
        raise BadInput(_("That is not a request, or there is no such status."))
    changes: dict[str, Any] = {"status": status}
    if status == "draft":
        changes |= {"asked_on": None, "answered_on": None}
    else:
        changes["asked_on"] = request.asked_on or day
        changes["answered_on"] = day if status in ANSWERED else None
    records.change(request, changes)
    return request


def all_requests(session: Session) -> list[Asked]:
    """Every request, newest first."""
    query = select(Entry.id, Entry.day, Request).join(Request, Request.entry_id == Entry.id)
    query = query.where(Entry.deleted_at.is_(None), Entry.kind == "request").order_by(Entry.place.desc())
    return [Asked(*row) for row in session.execute(query)]


def waiting(session: Session) -> list[Asked]:
    """What was asked or agreed to and has not been delivered, the earliest wanted first."""
    found = [asked for asked in all_requests(session) if asked.request.status in {"asked", "agreed"}]
    return sorted(found, key=_wanted)


def _wanted(asked: Asked) -> tuple[bool, date]:
    return asked.request.by_when is None, asked.request.by_when or asked.day


def statuses_on(found: list[Asked], day: date) -> dict[str, int]:
    """How many requests stand in each status at the end of a day."""
    counts = Counter(asked.status_on(day) for asked in found)
    return {status: counts[status] for status in STATUSES}
