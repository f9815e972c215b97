"""What makes a row the same row in another copy of its source, and what it says there.

Both are kept as SHA-256 only: the key of the identity (notes: minute, title, and their order where both are equal;
one-on-ones: date and start; commitments: made_on, owner, what; requests: asked_on, kind, ask; feedback: received_on, from,
exact_words; hands: rated_on, rater; lines: section, source, text) and the digest of the values.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any, Final

from journal.exchange.plain_text import same_form
from journal.exchange.rows import (
    CommitmentRow,
    FeedbackRow,
    HandRow,
    InstanceRow,
    LineRow,
    MeetingRow,
    NoteRow,
    RequestRow,
    Row,
)

#: The kinds of rows by the names that sources, previews and reports use, in the order in which they are written.
KINDS: Final[dict[type[Row], str]] = {
    MeetingRow: "one-on-ones",
    NoteRow: "notes",
    FeedbackRow: "feedback",
    RequestRow: "requests",
    CommitmentRow: "commitments",
    HandRow: "importance",
    LineRow: "shareable",
}
_NOT_SAID: Final = {"place", "manager"}


def kind_of(row: Row) -> str:
    """The name of a row's kind."""
    return KINDS[type(row)]


def identity(row: Row) -> tuple[str, ...]:
    """The values that make a row this row."""
    match row:
        case NoteRow():
            parts = (row.day.isoformat(), row.time, row.title)
        case MeetingRow():
            parts = (row.day.isoformat(), row.start)
        case CommitmentRow():
            parts = (row.made_on.isoformat(), row.owner, row.what)
        case RequestRow():
            parts = (row.asked_on.isoformat() if row.asked_on else "", row.kind, row.ask)
        case FeedbackRow():
            parts = (row.received_on.isoformat(), row.from_whom, row.exact_words)
        case HandRow():
            parts = (row.rated_on.isoformat(), row.rater)
        case LineRow():
            parts = (row.section, f"{row.source}:{row.source_day.isoformat()}", row.text)
    return parts


def key_of(kind: str, parts: Iterable[str], order: int = 0) -> str:
    """The key of an identity; `order` counts those with the same identity that stand before it in its file."""
    said = [kind, *(same_form(part) for part in parts)]
    return hashlib.sha256("\x1f".join([*said, str(order)] if order else said).encode()).hexdigest()


def draft_key(row: RequestRow) -> str:
    """The key that a request had while it was a draft, which has no day of asking."""
    return key_of("requests", ("", row.kind, row.ask))


def digest_of(row: Row | InstanceRow) -> str:
    """The digest of everything that a row says, but for where it stands."""
    said = [_plain(getattr(row, field.name)) for field in fields(row) if field.name not in _NOT_SAID]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return same_form(value) if isinstance(value, str) else value


def keyed(rows: Iterable[Row]) -> dict[str, Row]:
    """Rows by key, each once: copies of one row in several files are one, notes that are equal in one file are several.

    Where two files say different things of the same row, the first file is followed.
    """
    found: dict[str, Row] = {}
    orders: dict[tuple[str, str], int] = {}
    said: set[tuple[str, str, str]] = set()
    for row in rows:
        plain = key_of(kind_of(row), identity(row))
        here = (row.place.file, plain)
        if not isinstance(row, NoteRow):
            twice = (*here, digest_of(row))
            if twice in said:
                continue
            said.add(twice)
        order = orders.get(here, 0)
        orders[here] = order + 1
        found.setdefault(key_of(kind_of(row), identity(row), order) if order else plain, row)
    return found
