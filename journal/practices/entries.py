"""Entries: dated private texts of five kinds, their tags, and the list that the Journal shows."""

from array import array
from calendar import isleap
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Text, delete, func, literal_column, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import history, records
from journal.store.tables import Entry, EntryTag, Feedback, History, Request
from journal.store.tables.base import places_of
from journal.store.tables.entries import HEADLINE, KINDS, tags_in
from journal.text import _, first_line

DETAILS: Final[dict[str, type[Feedback] | type[Request]]] = {"feedback": Feedback, "request": Request}


@dataclass(frozen=True)
class EntryFilter:
    """Which entries a list shows; empty parts do not narrow it. The days are both included.

    `statuses` and `late_on` narrow to requests: to those in one of these statuses, to those asked and wanted before a day.
    """

    kinds: frozenset[str] = frozenset()
    tag: str = ""
    first: date | None = None
    last: date | None = None
    starred: bool = False
    trashed: bool = False
    statuses: frozenset[str] = frozenset()
    late_on: date | None = None


@dataclass(frozen=True)
class EntryRow:
    """What a list shows of an entry. `headline` is its first line, or the words heard, or what was asked."""

    place: int
    id: str
    kind: str
    day: date
    time: str | None
    headline: str
    starred: bool
    tags: tuple[str, ...]


def write(
    session: Session,
    kind: str,
    text: str,
    day: date,
    time: str | None = None,
    *,
    manager_id: str,
    starred: bool = False,
) -> Entry:
    """Write a new entry, with its row of details when it is a feedback or a request. Raises BadInput for another kind."""
    if kind not in KINDS:
        raise BadInput(_("There is no such kind of entry. Use interaction, feedback, request, win or reflection."))
    entry = Entry(kind=kind, text=text, day=day, time=time, manager_id=manager_id, starred=starred)
    session.add(entry)
    session.flush()
    _set_details(session, entry)
    _set_tags(session, entry)
    return entry


def revise(session: Session, entry_id: str, **changes: Any) -> Entry:
    """Change columns of an entry; its tags follow its text, and a new kind gets its details. Raises RecordGone."""
    entry = records.get(session, Entry, entry_id)
    tags_before = tags_in(entry.text)
    records.change(entry, changes)
    if "kind" in changes:
        _set_details(session, entry)
    if tags_in(entry.text) != tags_before:
        _set_tags(session, entry)
    return entry


def details(session: Session, entry_id: str) -> Feedback | Request | None:
    """The row of details of a feedback or a request; None for the other kinds."""
    entry = records.get(session, Entry, entry_id)
    detail = DETAILS.get(entry.kind)
    return session.scalar(select(detail).where(detail.entry_id == entry_id)) if detail else None


def revise_details(session: Session, entry_id: str, **changes: Any) -> Feedback | Request:
    """Change the details of a feedback or of a request. Raises RecordGone, and BadInput for an entry without details."""
    found = details(session, entry_id)
    if found is None:
        raise BadInput(_("Only a feedback or a request has such fields. Change the kind of the entry first."))
    records.change(found, changes)
    return found


def move_to_trash(session: Session, entry_id: str) -> None:
    """Put an entry into the trash, from which `take_back` brings it for 30 days."""
    history.trash(records.get(session, Entry, entry_id))


def take_back(session: Session, entry_id: str) -> None:
    """Take an entry out of the trash."""
    history.restore(records.get(session, Entry, entry_id))


def bring_back(session: Session, entry_id: str, version: History) -> Entry:
    """Make an earlier version of an entry the present one; its tags follow its text. Raises RecordGone."""
    entry = records.get(session, Entry, entry_id)
    history.bring_back(session, entry, version)
    session.flush()
    _set_details(session, entry)
    _set_tags(session, entry)
    return entry


def places(
    session: Session, wanted: EntryFilter, *, below: int | None = None, limit: int | None = None
) -> "array[int]":
    """The places of the entries that the filter lets through, newest first: eight bytes each, from an index alone.

    `below` and `limit` read a long list in parts, so that no part holds up a writer.
    """
    query = _narrowed(select(Entry.place), wanted).order_by(Entry.place.desc()).limit(limit)
    if below is not None:
        query = query.where(Entry.place < below)
    return array("q", session.execute(query).scalars())


def first_rows(session: Session, wanted: EntryFilter, limit: int) -> list[EntryRow]:
    """The newest rows of a list, for its first paint."""
    newest = session.execute(_narrowed(select(Entry.place), wanted).order_by(Entry.place.desc()).limit(limit))
    return rows(session, list(newest.scalars()))


def rows(session: Session, at: list[int]) -> list[EntryRow]:
    """The rows at these places, in the same order; places that are empty by now are left out."""
    columns = (Entry.place, Entry.id, Entry.kind, Entry.day, Entry.time, Entry.starred)
    headline: ColumnElement[str] = literal_column(HEADLINE, Text())
    tags = (
        select(func.group_concat(EntryTag.name, " "))
        .where(EntryTag.entry_id == literal_column("t.id"))
        .scalar_subquery()
    )
    aliased = Entry.__table__.alias("t")
    picked: Select[Any] = select(*(aliased.c[column.key] for column in columns), headline, tags).where(
        aliased.c.place.in_(at)
    )
    found = {row[0]: _row(row) for row in session.execute(picked)}
    return [found[place] for place in at if place in found]


def place_of(session: Session, entry_id: str) -> int | None:
    """Where an entry stands in time, to find it in a list."""
    return session.scalar(select(Entry.place).where(Entry.id == entry_id))


def changed_since(session: Session, moment: str) -> int:
    """How many entries were written or changed after a moment (UTC, ISO 8601)."""
    newer = (Entry.changed_at > moment) & Entry.deleted_at.is_(None)
    return session.scalar(select(func.count()).select_from(Entry).where(newer)) or 0


def tags(session: Session) -> list[tuple[str, int]]:
    """Every tag in use with the number of entries that carry it, the most used first."""
    number = func.count()
    used = Counter(dict(_pairs(session, select(EntryTag.name, number).group_by(EntryTag.name))))
    trashed = select(EntryTag.name, number).join(Entry, Entry.id == EntryTag.entry_id)
    used -= Counter(dict(_pairs(session, trashed.where(Entry.deleted_at.is_not(None)).group_by(EntryTag.name))))
    return sorted(used.items(), key=_most_used)


def _pairs(session: Session, query: Select[str, int]) -> list[tuple[str, int]]:
    return [(name, count) for name, count in session.execute(query)]


def _most_used(tag: tuple[str, int]) -> tuple[int, str]:
    return -tag[1], tag[0]


def on_this_day(session: Session, today: date, years: int = 10) -> list[EntryRow]:
    """The entries of this day in earlier years, the latest year first.

    On 28 February of a short year those of a 29th as well, and on a 29th those of the 28th of short years.
    """
    found: list[int] = []
    for year in range(today.year - 1, today.year - 1 - years, -1):
        for day in _same_days(today, year):
            first, end = places_of(day, day)
            wanted = select(Entry.place).where(Entry.deleted_at.is_(None), Entry.place >= first, Entry.place < end)
            found += session.scalars(wanted.order_by(Entry.place))
    return rows(session, found)


def _same_days(day: date, year: int) -> list[date]:
    if (day.month, day.day) == (2, 29):
        return [day.replace(year=year, day=29 if isleap(year) else 28)]
    same = day.replace(year=year)
    has_no_29th = (day.month, day.day) == (2, 28) and not isleap(day.year)
    return [same, date(year, 2, 29)] if has_no_29th and isleap(year) else [same]


def _narrowed(query: Select[Any], wanted: EntryFilter) -> Select[Any]:
    query = query.where(Entry.deleted_at.is_not(None) if wanted.trashed else Entry.deleted_at.is_(None))
    if wanted.kinds:
        query = query.where(Entry.kind.in_(sorted(wanted.kinds)))
    if wanted.tag:
        query = query.join(EntryTag, EntryTag.entry_id == Entry.id).where(EntryTag.name == wanted.tag.lower())
    if wanted.statuses or wanted.late_on:
        query = query.join(Request, Request.entry_id == Entry.id)
    if wanted.statuses:
        query = query.where(Request.status.in_(sorted(wanted.statuses)))
    if wanted.late_on:
        query = query.where(Request.status.in_(("asked", "agreed")), Request.by_when < wanted.late_on)
    if wanted.first:
        query = query.where(Entry.place >= places_of(wanted.first, wanted.first)[0])
    if wanted.last:
        query = query.where(Entry.place < places_of(wanted.last, wanted.last)[1])
    return query.where(Entry.starred.is_(True)) if wanted.starred else query


def _row(row: Any) -> EntryRow:
    place, record_id, kind, day, time, starred, headline, tag_names = row
    return EntryRow(
        place,
        record_id,
        kind,
        day,
        time,
        first_line(headline or ""),
        starred,
        tuple((tag_names or "").split()),
    )


def _set_details(session: Session, entry: Entry) -> None:
    detail = DETAILS.get(entry.kind)
    if detail and session.scalar(select(detail.id).where(detail.entry_id == entry.id)) is None:
        session.add(detail(entry_id=entry.id))
        session.flush()


def _set_tags(session: Session, entry: Entry) -> None:
    session.execute(delete(EntryTag).where(EntryTag.entry_id == entry.id))
    session.add_all(EntryTag(entry_id=entry.id, name=name) for name in tags_in(entry.text))
    session.flush()
