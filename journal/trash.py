"""The trash: everything that was deleted and can still be brought back, of whatever kind, and until when."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, exists, literal_column, or_, select
from sqlalchemy.orm import Session

from journal.store import history, records
from journal.store.tables import (
    AgendaItem,
    Authority,
    Commitment,
    Criterion,
    DevelopmentTalk,
    Entry,
    Experience,
    Goal,
    ImportanceHand,
    OneOnOne,
    PlanCard,
    Prompt,
    Pulse,
    Receipt,
    Record,
    RoleCase,
    ShareableLine,
    Statement,
    Surprise,
)
from journal.store.tables.entries import HEADLINE
from journal.text import RATERS, TALK_SUBJECTS, _, first_line, long_day

#: What can lie in the trash by itself; the details of a feedback or of a request lie there with their entry.
KINDS: Final[tuple[type[Record], ...]] = (
    Entry,
    OneOnOne,
    AgendaItem,
    Commitment,
    ShareableLine,
    PlanCard,
    Statement,
    Authority,
    Surprise,
    Experience,
    Goal,
    RoleCase,
    Criterion,
    DevelopmentTalk,
    Pulse,
    Prompt,
    ImportanceHand,
    Receipt,
)
#: What shows a record only together with another one: the column that names that, and its class.
_PARTS: Final[dict[type[Record], tuple[str, type[Record]]]] = {
    AgendaItem: ("one_on_one_id", OneOnOne),
    PlanCard: ("one_on_one_id", OneOnOne),
    Criterion: ("role_case_id", RoleCase),
}
#: The columns that say which record it is.
_KNOWN_BY: Final[dict[type[Record], tuple[str, ...]]] = {
    OneOnOne: ("day", "notes"),
    AgendaItem: ("text",),
    Commitment: ("what",),
    ShareableLine: ("text",),
    PlanCard: ("issue", "opening"),
    Statement: ("text",),
    Authority: ("decision",),
    Surprise: ("what_happened",),
    Experience: ("what_they_did",),
    Goal: ("what",),
    RoleCase: ("role",),
    Criterion: ("what",),
    DevelopmentTalk: ("day", "about"),
    Pulse: ("rated_on", "note"),
    Prompt: ("text",),
    ImportanceHand: ("rater", "rated_on"),
    Receipt: ("title",),
}
MOST: Final = 1000


@dataclass(frozen=True)
class Trashed:
    """One record in the trash: its words in one line, the day on which it was deleted, and the day on which it goes."""

    kind: type[Record]
    id: str
    words: str = field(repr=False)
    thrown_on: date
    goes_on: date


def goes_on(deleted_at: str) -> date:
    """The day, by the user's clock, on which something that was deleted at this moment goes for good."""
    return (datetime.fromisoformat(deleted_at).astimezone() + timedelta(days=history.TRASH_DAYS)).date()


def trashed(session: Session) -> list[Trashed]:
    """What is in the trash, by kind, the last deleted first; of each kind at most 1000."""
    return [each for kind in KINDS for each in _of_kind(session, kind)]


def is_empty(session: Session) -> bool:
    """Whether nothing is in the trash."""
    thrown = (exists().where(kind.deleted_at > "") for kind in KINDS)  # not `is_not(None)`: that reads past an index
    return not session.scalar(select(or_(*thrown)))


def restore(session: Session, kind: type[Record], record_id: str) -> list[tuple[type[Record], str]]:
    """Take a record out of the trash; gives all that came out. Raises RecordGone.

    A topic, or a plan, whose one-on-one is in the trash brings that along, as a criterion its case: else nobody would see
    it.
    """
    record = records.get(session, kind, record_id)
    found: list[Record] = [record]
    if kind in _PARTS:
        column, whole = _PARTS[kind]
        found.append(records.get(session, whole, getattr(record, column)))
    out = [each for each in found if each.deleted_at is not None]
    for each in out:
        history.restore(each)
    return [(type(each), each.id) for each in out]


def throw(session: Session, thrown: list[tuple[type[Record], str]]) -> None:
    """Put records into the trash. Raises RecordGone."""
    for kind, record_id in thrown:
        history.trash(records.get(session, kind, record_id))


def empty(session: Session) -> int:
    """Delete everything in the trash for good; how many records that were. Make a backup first."""
    number = 0
    for kind in KINDS:
        for record in session.scalars(select(kind).where(kind.deleted_at.is_not(None))).all():
            if records.find(session, kind, record.id):  # it may have gone with what it belonged to
                history.delete_for_good(session, record)
                number += 1
    return number


def _of_kind(session: Session, kind: type[Record]) -> list[Trashed]:
    if issubclass(kind, Entry):
        return _entries(session)
    thrown = select(kind).where(kind.deleted_at.is_not(None)).order_by(kind.deleted_at.desc()).limit(MOST)
    return [_trashed(kind, each.id, _words(each), each.deleted_at or "") for each in session.scalars(thrown)]


def _entries(session: Session) -> list[Trashed]:
    """Their headlines, without reading the whole of long texts."""
    t = Entry.__table__.alias("t")
    headline: ColumnElement[str] = literal_column(HEADLINE, Text())
    wanted: Any = select(t.c.id, headline, t.c.deleted_at).where(t.c.deleted_at.is_not(None))
    rows = [tuple(row) for row in session.execute(wanted.order_by(t.c.deleted_at.desc()).limit(MOST))]
    return [_trashed(Entry, record_id, first_line(words), deleted_at) for record_id, words, deleted_at in rows]


def _trashed(kind: type[Record], record_id: str, words: str, deleted_at: str) -> Trashed:
    thrown_on = datetime.fromisoformat(deleted_at).astimezone().date()
    return Trashed(kind, record_id, words or _("Without words"), thrown_on, goes_on(deleted_at))


def _words(record: Record) -> str:
    """What a user knows a record by: its own words, else its day with what is said of it."""
    parts = [getattr(record, column) for column in _KNOWN_BY.get(type(record), ())]
    return " · ".join(words for part in parts if (words := _part(part)))


def _part(part: Any) -> str:
    match part:
        case date():
            return long_day(part)
        case str():
            return TALK_SUBJECTS.get(part) or RATERS.get(part) or first_line(part)
        case _:
            return ""
