"""Do what an import plan says, in the caller's one session: all of it is committed with the session, or nothing.

Notes, of which there may be very many, go in by bulk; everything else record by record through the session, so that every
change keeps its earlier version.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any, Final

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from journal.errors import SourceRefused
from journal.exchange import full_import
from journal.exchange.identity import kind_of
from journal.exchange.incoming import ImportPlan, Step, compare
from journal.exchange.journal_rows import RECORDS, SOURCE_KINDS
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
from journal.exchange.series_import import InstanceStep, planned_values
from journal.exchange.sources import Source
from journal.practices import entries, managers
from journal.store import history, records, search
from journal.store.tables import (
    AgendaItem,
    Commitment,
    Entry,
    EntryTag,
    Feedback,
    ImportanceHand,
    Imported,
    OneOnOne,
    Record,
    Request,
    ShareableLine,
)
from journal.store.tables.base import first_place, new_id, now
from journal.text import _

Watch = Callable[[int, int], None]
#: From this many new notes on, the search index is made anew at the end instead of note by note.
BULK: Final = 2000
_CHUNK: Final = 2000
_IDS: Final = 500


def bring_in(
    session: Session, source: Source, *, manager_id: str | None = None, step: Watch | None = None
) -> ImportPlan:
    """Compare a source with the journal and write it; returns the plan that was carried out."""
    plan = compare(session, source, manager_id=manager_id)
    write(session, plan, step=step)
    return plan


def write(session: Session, plan: ImportPlan, *, step: Watch | None = None) -> None:
    """Write what a plan says. The session must be the one that it was made with, or one with the same state.

    `step(done, total)` is called now and then; what it raises (Cancelled) goes through, and the session rolls back.
    Raises SourceRefused when the records of a full export do not fit together.
    """
    try:
        if plan.full:
            full_import.write(session, plan.full)
        wanted = [found for found in plan.steps if found.outcome in {"added", "changed"}]
        if wanted or any(
            found.outcome in {"added", "changed", "linked", "withdrawn"} for found in plan.meetings
        ):
            _Writer(session, plan, len(wanted) + len(plan.meetings), step).write(wanted)
        session.flush()
    except IntegrityError:
        raise SourceRefused(
            _("The records of this source do not fit together. Nothing was imported.")
        ) from None


class _Writer:
    """Carries out one plan. What it changes gets its new revision noted, so that our own import is no edit."""

    def __init__(self, session: Session, plan: ImportPlan, total: int, watch: Watch | None) -> None:
        self._session = session
        self._plan = plan
        self._total = total
        self._done = 0
        self._watch = watch
        self._managers = {found.name.casefold(): found.id for found in managers.chapters(session)}
        self._manager_id = plan.manager_id or managers.current(session).id
        last = select(ShareableLine.section, func.max(ShareableLine.position) + 1).group_by(
            ShareableLine.section
        )
        self._positions = Counter({section: free for section, free in session.execute(last)})
        self._arriving = {found.row.day: found.row for found in plan.meetings if self._is_for_new(found)}
        self._touched: dict[str, tuple[Record, str]] = {}

    @staticmethod
    def _is_for_new(found: InstanceStep) -> bool:
        """Whether an instance links to a meeting that this import brings."""
        return found.outcome == "linked" and not found.record_id

    def write(self, steps: Sequence[Step]) -> None:
        by_kind: defaultdict[str, list[Step]] = defaultdict(list)
        for found in steps:
            by_kind[kind_of(found.row)].append(found)
        notes = [found for found in by_kind["notes"] if found.outcome == "added"]
        with self._indexed(len(notes)):
            self._notes(notes)
            self._rows(by_kind.pop("one-on-ones", []))
            self._instances(self._plan.meetings)
            for kind in ("notes", "feedback", "requests", "commitments", "importance", "shareable"):
                self._rows(
                    [found for found in by_kind[kind] if kind != "notes" or found.outcome == "changed"]
                )
            self._settle()

    def _indexed(self, notes: int) -> AbstractContextManager[None]:
        return search.rebuilt_at_end(self._session) if notes >= BULK else nullcontext()

    def _step(self, number: int = 1) -> None:
        self._done += number
        if self._watch:
            self._watch(self._done, self._total)

    def _manager_of(self, row: Row) -> str:
        named = "" if isinstance(row, NoteRow) else row.manager
        return self._managers.get(named.casefold(), self._manager_id)

    # ---- notes, many at once

    def _notes(self, steps: list[Step]) -> None:
        taken = self._taken_places(steps)
        for at in range(0, len(steps), _CHUNK):
            chunk = steps[at : at + _CHUNK]
            made = [self._note(found, taken) for found in chunk]
            self._session.execute(insert(Entry), made)
            tags = [
                {"entry_id": new["id"], "name": name} for new in made for name in entries.tags_in(new["text"])
            ]
            if tags:
                self._session.execute(insert(EntryTag), tags)
            known = [
                _imported(Entry, found, new["id"], new["revision"])
                for found, new in zip(chunk, made, strict=True)
            ]
            self._session.execute(insert(Imported), known)
            self._step(len(chunk))

    def _note(self, found: Step, taken: dict[int, int]) -> dict[str, Any]:
        row = found.row
        assert isinstance(row, NoteRow)  # noqa: S101 (the kind of the step says so)
        first = first_place(Entry.table_code, row.day, row.time)
        place = taken.get(first, first - 1) + 1
        taken[first] = place
        moment = now()
        return {
            "place": place,
            "id": new_id(),
            "kind": "interaction",
            "day": row.day,
            "time": row.time or None,
            "text": row.text,
            "starred": row.starred,
            "manager_id": self._manager_id,
            "created_at": moment,
            "changed_at": moment,
            "revision": new_id(),
            "parents": [],
            "device": self._session.info.get("device", ""),
            "deleted_at": None,
        }

    def _taken_places(self, steps: list[Step]) -> dict[int, int]:
        """The last place that is taken in each minute between the first and the last of the new notes."""
        days = [found.row.day for found in steps if isinstance(found.row, NoteRow)]
        if not days:
            return {}
        low, high = first_place(0, min(days)), first_place(0, date.fromordinal(max(days).toordinal() + 1))
        minute = Entry.place.op(">>")(24)
        query = select(func.max(Entry.place)).where(Entry.place.between(low, high)).group_by(minute)
        return {(place >> 24) << 24: place for place in self._session.scalars(query)}

    # ---- everything else, record by record

    def _rows(self, steps: list[Step]) -> None:
        loaded = self._loaded(steps)
        fresh: list[tuple[Step, Record]] = []
        for found in steps:
            record = loaded.get(found.record_id)
            if record is None:
                fresh.append((found, self._new(found.row)))
            else:
                self._touch(record)
                self._change(record, found.row)
                self._known_again(found, record)
            self._step()
        self._session.add_all(record for _found, record in fresh)
        self._session.flush()
        for found, record in fresh:
            self._follow(record, found.row)
            known = _imported(type(record), found, record.id, record.revision)
            self._session.add(Imported(**known))
        self._session.flush()

    def _loaded(self, steps: list[Step]) -> dict[str, Record]:
        found: dict[str, Record] = {}
        ids = [step.record_id for step in steps if step.record_id]
        for at in range(0, len(ids), _IDS):
            kind = RECORDS[kind_of(steps[0].row)]
            chunk = self._session.scalars(select(kind).where(kind.id.in_(ids[at : at + _IDS])))
            found |= {record.id: record for record in chunk}
        return found

    def _touch(self, record: Record) -> None:
        self._touched.setdefault(record.id, (record, record.revision))

    def _known_again(self, found: Step, record: Record) -> None:
        """Note the new digest of a row under its key, in place of the key that it had as a draft."""
        table = record.__tablename__
        old = found.former or found.key
        self._session.execute(delete(Imported).where(Imported.table == table, Imported.key == old))
        self._session.execute(insert(Imported), [_imported(type(record), found, record.id, record.revision)])

    def _settle(self) -> None:
        """After the changes are flushed, let every key of a changed record that was up to date know its new revision."""
        self._session.flush()
        for record, before in self._touched.values():
            known = update(Imported).where(Imported.record_id == record.id, Imported.revision == before)
            self._session.execute(known.values(revision=record.revision))

    def _new(self, row: Row) -> Record:
        manager_id = self._manager_of(row)
        if isinstance(row, (FeedbackRow, RequestRow)):
            return self._new_detail(row, manager_id)
        values = self._values(row) | {"manager_id": manager_id}
        match row:
            case MeetingRow():
                return OneOnOne(**values, **_linked(self._arriving.pop(row.day, None)))
            case CommitmentRow():
                return Commitment(**values)
            case HandRow():
                return ImportanceHand(**values)
            case LineRow():
                return ShareableLine(**values, position=self._next_position(row.section), approved_at=now())
            case NoteRow():
                return Entry(kind="interaction", **values)

    def _new_detail(self, row: FeedbackRow | RequestRow, manager_id: str) -> Record:
        if isinstance(row, FeedbackRow):
            entry = Entry(id=new_id(), kind="feedback", day=row.received_on, manager_id=manager_id)
            detail: Record = Feedback(entry_id=entry.id, **self._values(row))
        else:
            day = row.asked_on or self._plan.today
            entry = Entry(id=new_id(), kind="request", day=day, manager_id=manager_id)
            detail = Request(entry_id=entry.id, **self._values(row))
        self._session.add(entry)
        self._session.flush()
        return detail

    def _change(self, record: Record, row: Row) -> None:
        values = self._values(row)
        if isinstance(record, OneOnOne) and record.state == "planned":
            values["notes"] = _both(record.notes, values["notes"])
            values["next_topics"] = _both(record.next_topics, values["next_topics"])
        records.change(record, values)
        if isinstance(record, Request) and isinstance(row, RequestRow) and row.asked_on:
            entry = records.get(self._session, Entry, record.entry_id)
            records.change(entry, {"day": row.asked_on})
        if isinstance(record, Entry):
            self._session.execute(delete(EntryTag).where(EntryTag.entry_id == record.id))
            self._session.add_all(
                EntryTag(entry_id=record.id, name=name) for name in entries.tags_in(record.text)
            )
        self._session.flush()
        self._follow(record, row)

    def _follow(self, record: Record, row: Row) -> None:
        if isinstance(record, OneOnOne) and isinstance(row, MeetingRow):
            self._agenda(record, row.agenda)

    def _agenda(self, meeting: OneOnOne, topics: tuple[str, ...]) -> None:
        """Every topic of the row stands on the agenda as discussed; what else stands there stays."""
        query = select(AgendaItem).where(
            AgendaItem.one_on_one_id == meeting.id, AgendaItem.deleted_at.is_(None)
        )
        there = (
            list(self._session.scalars(query))
            if self._session.is_modified(meeting) or meeting.parents
            else []
        )
        free: defaultdict[str, list[AgendaItem]] = defaultdict(list)
        for item in there:
            free[item.text].append(item)
        for position, topic in enumerate(topics):
            if free[topic]:
                records.change(free[topic].pop(0), {"position": position, "discussed": True})
            else:
                item = AgendaItem(
                    one_on_one_id=meeting.id,
                    position=position,
                    text=topic,
                    raised_on=meeting.day,
                    discussed=True,
                )
                self._session.add(item)

    # ---- what a row says, in columns

    def _values(self, row: Row) -> dict[str, Any]:
        match row:
            case NoteRow():
                return {"day": row.day, "time": row.time or None, "text": row.text, "starred": row.starred}
            case MeetingRow():
                return {
                    "day": row.day,
                    "start": row.start or None,
                    "minutes": row.minutes,
                    "state": "held",
                    "notes": row.notes,
                    "next_topics": row.next_topics,
                }
            case CommitmentRow():
                return _said(
                    row, "made_on", "owner", "what", "due", "status", "closed_on"
                ) | self._meeting_of(row)
            case RequestRow():
                columns = (
                    "asked_on",
                    "kind",
                    "ask",
                    "by_when",
                    "why_it_helps_them",
                    "status",
                    "answered_on",
                    "outcome",
                )
                return _said(row, *columns)
            case FeedbackRow():
                return self._heard(row)
            case HandRow():
                return {"rated_on": row.rated_on, "rater": row.rater, "competencies": list(row.competencies)}
            case LineRow():
                return {
                    "section": row.section,
                    "text": row.text,
                    "source_day": row.source_day,
                    **self._source_of(row),
                }

    def _heard(self, row: FeedbackRow) -> dict[str, Any]:
        said = _said(
            row,
            "from_whom",
            "exact_words",
            "situation",
            "behaviour",
            "impact",
            "what_i_will_do",
            "ask_again_on",
        )
        return said | {name: value for name, value in _said(row, "kind", "clarity").items() if value}

    def _meeting_of(self, row: CommitmentRow) -> dict[str, Any]:
        """The meeting where a promise was made, where there is just one on that day."""
        if row.one_on_one is None:
            return {}
        query = select(OneOnOne.id).where(OneOnOne.day == row.one_on_one, OneOnOne.deleted_at.is_(None))
        found = list(self._session.scalars(query.where(OneOnOne.state == "held")))
        return {"one_on_one_id": found[0]} if len(found) == 1 else {}

    def _source_of(self, row: LineRow) -> dict[str, Any]:
        """What a line is about, where just one record of that kind and day is there."""
        query = select(Entry.id).where(Entry.deleted_at.is_(None))
        match row.source:
            case "notes":
                query = query.where(Entry.day == row.source_day, Entry.kind.not_in(["feedback", "request"]))
            case "feedback":
                query = query.where(Entry.day == row.source_day, Entry.kind == "feedback")
            case "requests":
                query = query.join(Request, Request.entry_id == Entry.id).where(
                    Request.asked_on == row.source_day
                )
            case "one-on-ones":
                query = _of_day(OneOnOne, OneOnOne.day, row.source_day)
            case "commitments":
                query = _of_day(Commitment, Commitment.made_on, row.source_day)
            case _:
                query = _of_day(ImportanceHand, ImportanceHand.rated_on, row.source_day)
        found = list(self._session.scalars(query.limit(2)))
        return {"source_kind": SOURCE_KINDS[row.source], "source_id": found[0] if len(found) == 1 else None}

    def _next_position(self, section: str) -> int:
        self._positions[section] += 1
        return self._positions[section] - 1

    # ---- calendars

    def _instances(self, steps: Iterable[InstanceStep]) -> None:
        for found in steps:
            match found.outcome:
                case "added":
                    self._plan_meeting(found)
                case "changed":
                    row = found.row
                    meeting = self._meeting(found.record_id)
                    records.change(meeting, {"day": row.day, "start": row.start, "minutes": row.minutes})
                    self._session.flush()
                    known = update(Imported).where(
                        Imported.table == OneOnOne.__tablename__, Imported.key == found.key
                    )
                    self._session.execute(known.values(digest=found.digest))
                case "linked":
                    self._link(found.row, found.record_id)
                case "withdrawn":
                    history.trash(self._meeting(found.record_id))
                case _:
                    pass
            self._step()
        self._session.flush()

    def _meeting(self, record_id: str) -> OneOnOne:
        meeting = records.get(self._session, OneOnOne, record_id)
        self._touch(meeting)
        return meeting

    def _plan_meeting(self, found: InstanceStep) -> None:
        meeting = OneOnOne(id=new_id(), revision=new_id(), **planned_values(found.row, self._manager_id))
        self._session.add(meeting)
        self._session.add(Imported(**_imported(OneOnOne, found, meeting.id, meeting.revision)))

    def _link(self, row: InstanceRow, record_id: str) -> None:
        if not record_id and self._arriving.pop(row.day, None):
            query = select(OneOnOne.id).where(OneOnOne.day == row.day, OneOnOne.deleted_at.is_(None))
            query = query.where(OneOnOne.state == "held", OneOnOne.calendar_uid.is_(None)).order_by(
                OneOnOne.place
            )
            record_id = self._session.scalar(query.limit(1)) or ""
        if record_id:
            records.change(self._meeting(record_id), _linked(row))


def _linked(row: InstanceRow | None) -> dict[str, Any]:
    return {"calendar_uid": row.uid, "calendar_instance": row.instance} if row else {}


def _imported(
    kind: type[Record], found: Step | InstanceStep, record_id: str, revision: str
) -> dict[str, Any]:
    return {
        "table": kind.__tablename__,
        "key": found.key,
        "record_id": record_id,
        "digest": found.digest,
        "revision": revision,
    }


def _said(row: Row, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _both(ours: str, theirs: str) -> str:
    """Two texts as one; one that holds the other stands for both."""
    if theirs.strip() in ours:
        return ours
    return theirs if ours.strip() in theirs else f"{ours}\n\n{theirs}"


def _of_day(kind: Any, column: Any, day: date) -> Any:
    return select(kind.id).where(kind.deleted_at.is_(None), column == day)
