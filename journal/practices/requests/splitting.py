"""One request, one issue: what is entangled becomes two requests that know of each other (source article 4)."""

import re
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices.requests.pipeline import Asked, details, live
from journal.store import history, records
from journal.store.tables import Entry, Request
from journal.text import _

#: Where a text falls into two: between lines, sentences, clauses; and last at an *and*.
_SEAMS: Final = (
    re.compile(r"\s*\n\s*"),
    re.compile(r"(?<=[.!?…。])\s+(?=\S)"),
    re.compile(r"\s*;\s+"),
    re.compile(r",?\s+(?:and also|and then|as well as|and|und|et|y|e)\s+", re.IGNORECASE),
)


def halves(ask: str) -> tuple[str, str]:
    """The first thing that is asked, and the rest; the rest is empty where the text does not fall into two."""
    text = ask.strip()
    for seam in _SEAMS:
        found = seam.search(text)
        if found and text[: found.start()].strip() and (rest := text[found.end() :].strip()):
            return text[: found.start()].strip(), rest[:1].upper() + rest[1:]
    return text, ""


def split(session: Session, entry_id: str, ask: str, rest: str) -> Entry:
    """Leave `ask` in a request and make a new draft of `rest` that is linked to it. Raises BadInput, RecordGone.

    The new one is of the same day, kind and manager: what it is for, by when and why them is its own.
    """
    first = records.get(session, Entry, entry_id)
    asked = details(session, entry_id)
    if asked is None or first.kind != "request":
        raise BadInput(_("Only a request can be split in two."))
    if not ask.strip() or not rest.strip():
        raise BadInput(_("Both requests need words: say what each of them asks."))
    records.change(asked, {"ask": ask.strip()})
    second = Entry(kind="request", text="", day=first.day, time=first.time, manager_id=first.manager_id)
    session.add(second)
    session.flush()
    session.add(Request(entry_id=second.id, kind=asked.kind, ask=rest.strip(), split_from_id=entry_id))
    session.flush()
    return second


def join(session: Session, entry_id: str, second_id: str, halves: tuple[str, str], *, ask: str) -> None:
    """Take a split into these halves back: the first request asks `ask` again, and the second goes into the trash.

    Raises RecordGone, and BadInput where either says something else by now: those words would be lost to sight.
    """
    second = records.get(session, Entry, second_id)
    first_asked, second_asked = details(session, entry_id), details(session, second_id)
    now = tuple(each.ask.strip() if each else "" for each in (first_asked, second_asked))
    if first_asked is None or second.text.strip() or now != tuple(half.strip() for half in halves):
        raise BadInput(_("Something was written in one of the two since: they stay two."))
    records.change(first_asked, {"ask": ask})
    history.trash(second)


def linked(session: Session, entry_id: str) -> list[Asked]:
    """The requests that this one was split from, or that were split from it, and are not in the trash; oldest first."""
    origin = select(Request.split_from_id).where(Request.entry_id == entry_id).scalar_subquery()
    query = live().where(or_(Entry.id == origin, Request.split_from_id == entry_id))
    return [Asked(*row) for row in session.execute(query.order_by(Request.created_at, Entry.place))]
