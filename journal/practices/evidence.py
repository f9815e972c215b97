"""Evidence: the entries that show something of a goal, or of a criterion for a bigger role (source article 4)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Text, distinct, exists, func, literal_column, select
from sqlalchemy.orm import Session

from journal.store import history, records
from journal.store.tables import Criterion, Entry, Evidence, Goal
from journal.store.tables.entries import HEADLINE
from journal.text import first_line

#: What evidence is for: the name of the column that holds its UUID.
For = Literal["goal_id", "criterion_id"]


@dataclass(frozen=True)
class Shown:
    """An entry that is linked: the UUID of the link and of the entry, and what a list shows of it."""

    id: str
    entry_id: str
    kind: str
    day: date
    headline: str


def link(session: Session, entry_id: str, what: For, record_id: str) -> Evidence:
    """Let an entry stand as evidence; once linked it stays one link. Raises RecordGone."""
    records.get(session, Entry, entry_id)
    records.get(session, Goal if what == "goal_id" else Criterion, record_id)
    column = getattr(Evidence, what)
    found = session.scalar(select(Evidence).where(Evidence.entry_id == entry_id, column == record_id))
    if found is None:
        found = Evidence(entry_id=entry_id, **{what: record_id})
        session.add(found)
    elif found.deleted_at:
        history.restore(found)
    session.flush()
    return found


def unlink(session: Session, evidence_id: str) -> None:
    """Take a link away; the entry stays as it is. `take_back` brings it.

    Two copies of a journal may have linked the same: every such link goes.
    """
    found = records.get(session, Evidence, evidence_id)
    what: For = "goal_id" if found.goal_id else "criterion_id"
    unlink_from(session, found.entry_id, what, getattr(found, what))


def unlink_from(session: Session, entry_id: str, what: For, record_id: str) -> None:
    """Take away the link between an entry and a goal or a criterion, if there is one."""
    wanted = select(Evidence).where(Evidence.entry_id == entry_id, getattr(Evidence, what) == record_id)
    for found in session.scalars(wanted.where(Evidence.deleted_at.is_(None))):
        history.trash(found)


def take_back(session: Session, evidence_id: str) -> None:
    """Bring a link back."""
    history.restore(records.get(session, Evidence, evidence_id))


def of(session: Session, what: For, record_id: str) -> list[Shown]:
    """The entries that show something of a goal or of a criterion, the newest first; those in the trash are left out.

    Each once, though two copies of a journal may have linked the same.
    """
    t = Entry.__table__.alias("t")
    headline: ColumnElement[str] = literal_column(HEADLINE, Text())
    query: Any = select(Evidence.id, t.c.id, t.c.kind, t.c.day, headline).join(t, t.c.id == Evidence.entry_id)
    query = query.where(getattr(Evidence, what) == record_id, Evidence.deleted_at.is_(None), t.c.deleted_at.is_(None))
    rows: list[Any] = [tuple(row) for row in session.execute(query.order_by(t.c.place.desc()))]
    found: dict[str, Shown] = {}
    for link_id, entry_id, kind, day, words in rows:
        found.setdefault(entry_id, Shown(link_id, entry_id, kind, day, first_line(words)))
    return list(found.values())


def counts(session: Session, what: For) -> Counter[str]:
    """How many entries show something of each goal, or of each criterion."""
    column = getattr(Evidence, what)
    # not joined: the few links are looked up among the entries, and never all entries among the links
    is_there = exists().where(Entry.id == Evidence.entry_id, Entry.deleted_at.is_(None))
    counted = func.count(distinct(Evidence.entry_id))
    query = select(column, counted).where(column.is_not(None), Evidence.deleted_at.is_(None), is_there)
    rows: list[tuple[str, int]] = [(str(row[0]), int(row[1])) for row in session.execute(query.group_by(column))]
    return Counter(dict(rows))


def linked(session: Session, entry_id: str) -> set[str]:
    """The UUIDs of the goals and criteria that an entry is evidence for."""
    query = select(Evidence).where(Evidence.entry_id == entry_id, Evidence.deleted_at.is_(None))
    return {each.goal_id or each.criterion_id or "" for each in session.scalars(query)} - {""}
