"""What a row says, as the columns of its record, with its links to other records where these can be told for certain."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from journal.exchange.journal_rows import SOURCE_KINDS
from journal.exchange.rows import (
    CommitmentRow,
    FeedbackRow,
    HandRow,
    LineRow,
    MeetingRow,
    NoteRow,
    RequestRow,
    Row,
)
from journal.store.tables import Commitment, Entry, ImportanceHand, OneOnOne, Request

_REQUEST: Final = (
    "asked_on",
    "kind",
    "ask",
    "by_when",
    "why_it_helps_them",
    "status",
    "answered_on",
    "outcome",
)
_FEEDBACK: Final = (
    *("from_whom", "exact_words", "situation", "behaviour", "impact"),
    *("what_i_will_do", "ask_again_on"),
)


def columns(session: Session, row: Row) -> dict[str, Any]:
    """The columns that a row fills; an empty kind or clarity of a feedback is left to the default."""
    match row:
        case NoteRow():
            found = _said(row, "day", "text", "starred") | {"time": row.time or None}
        case MeetingRow():
            found = _said(row, "day", "minutes", "notes", "next_topics") | {
                "start": row.start or None,
                "state": "held",
            }
        case CommitmentRow():
            found = _said(row, "made_on", "owner", "what", "due", "status", "closed_on") | _meeting_of(session, row)
        case RequestRow():
            found = _said(row, *_REQUEST)
        case FeedbackRow():
            rated = {name: value for name, value in _said(row, "kind", "clarity").items() if value}
            found = _said(row, *_FEEDBACK) | rated
        case HandRow():
            found = _said(row, "rated_on", "rater") | {"competencies": list(row.competencies)}
        case LineRow():
            found = _said(row, "section", "text", "source_day") | _source_of(session, row)
    return found


def _said(row: Row, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _meeting_of(session: Session, row: CommitmentRow) -> dict[str, Any]:
    """The meeting where a promise was made, where just one was held on that day; nothing is unlinked."""
    if row.one_on_one is None:
        return {}
    query = select(OneOnOne.id).where(OneOnOne.day == row.one_on_one, OneOnOne.deleted_at.is_(None))
    found = list(session.scalars(query.where(OneOnOne.state == "held").limit(2)))
    return {"one_on_one_id": found[0]} if len(found) == 1 else {}


def _source_of(session: Session, row: LineRow) -> dict[str, Any]:
    """What a line is about, where just one record of that kind and day is there."""
    found = list(session.scalars(_SOURCES[row.source](row.source_day).limit(2)))
    return {"source_kind": SOURCE_KINDS[row.source], "source_id": found[0] if len(found) == 1 else None}


def _entries(day: date) -> Select[str]:
    return select(Entry.id).where(Entry.deleted_at.is_(None), Entry.day == day)


def _notes_of(day: date) -> Select[str]:
    return _entries(day).where(Entry.kind.not_in(["feedback", "request"]))


def _feedback_of(day: date) -> Select[str]:
    return _entries(day).where(Entry.kind == "feedback")


def _requests_of(day: date) -> Select[str]:
    query = select(Entry.id).join(Request, Request.entry_id == Entry.id)
    return query.where(Entry.deleted_at.is_(None), Entry.kind == "request", Request.asked_on == day)


def _meetings_of(day: date) -> Select[str]:
    return select(OneOnOne.id).where(OneOnOne.deleted_at.is_(None), OneOnOne.day == day, OneOnOne.state == "held")


def _commitments_of(day: date) -> Select[str]:
    return select(Commitment.id).where(Commitment.deleted_at.is_(None), Commitment.made_on == day)


def _hands_of(day: date) -> Select[str]:
    return select(ImportanceHand.id).where(ImportanceHand.deleted_at.is_(None), ImportanceHand.rated_on == day)


_SOURCES: Final[dict[str, Callable[[date], Select[str]]]] = {
    "notes": _notes_of,
    "feedback": _feedback_of,
    "requests": _requests_of,
    "one-on-ones": _meetings_of,
    "commitments": _commitments_of,
    "importance": _hands_of,
}
