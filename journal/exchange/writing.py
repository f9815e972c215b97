"""Do what an import plan says, in the caller's one session: all of it is committed with the session, or nothing.

Notes, of which there may be very many, go in by bulk; everything else record by record through the session, so that every
change keeps its earlier version.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from journal.errors import SourceRefused
from journal.exchange import full_import, new_notes
from journal.exchange.identity import key_of, kind_of
from journal.exchange.incoming import WRITTEN, ImportPlan, Step, compare
from journal.exchange.journal_rows import RECORDS
from journal.exchange.row_columns import columns
from journal.exchange.rows import FeedbackRow, InstanceRow, LineRow, MeetingRow, NoteRow, RequestRow, Row
from journal.exchange.series_import import InstanceStep, planned_columns
from journal.exchange.sources import Source
from journal.practices import entries, managers
from journal.store import history, records, search
from journal.store.tables import (
    AgendaItem,
    Entry,
    EntryTag,
    Feedback,
    Imported,
    OneOnOne,
    Record,
    Request,
    ShareableLine,
)
from journal.store.tables.base import new_id, now
from journal.text import _

Watch = Callable[[int, int], None]
#: From this many new notes on, the search index is made anew at the end instead of note by note.
BULK: Final = 2000
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
    wanted = [found for found in plan.steps if found.outcome in WRITTEN]
    meetings = [found for found in plan.meetings if found.outcome in WRITTEN]
    try:
        if plan.full:
            full_import.write(session, plan.full)
        if wanted or meetings:
            _Writer(session, plan, meetings, len(wanted) + len(meetings), step).write(wanted)
        session.flush()
    except IntegrityError:
        raise SourceRefused(
            _("The records of this source do not fit together. Nothing was imported.")
        ) from None


class _Writer:
    """Carries out one plan. What it changes gets its new revision noted, so that our own import is no edit."""

    def __init__(
        self,
        session: Session,
        plan: ImportPlan,
        meetings: list[InstanceStep],
        total: int,
        watch: Watch | None,
    ) -> None:
        self._session = session
        self._plan = plan
        self._meetings = meetings
        self._total = total
        self._done = 0
        self._watch = watch
        chapters = managers.chapters(session)
        self._managers = {found.name.casefold(): found.id for found in chapters}
        chosen = next((found for found in chapters if found.id == plan.manager_id), None)
        self._manager_id = (chosen or managers.current(session)).id
        last = select(ShareableLine.section, func.max(ShareableLine.position) + 1).group_by(
            ShareableLine.section
        )
        self._positions = Counter(dict(session.execute(last).all()))
        #: instances that link to meetings of this same import, by their day
        self._arriving = {found.row.day: found.row for found in meetings if _is_for_new(found)}
        self._touched: dict[str, tuple[Record, str]] = {}

    def write(self, steps: Sequence[Step]) -> None:
        by_kind: defaultdict[str, list[Step]] = defaultdict(list)
        for found in steps:
            by_kind[kind_of(found.row)].append(found)
        notes = [found for found in by_kind["notes"] if found.outcome == "added"]
        by_kind["notes"] = [found for found in by_kind["notes"] if found.outcome == "changed"]
        with self._indexed(len(notes)):
            new_notes.add(self._session, notes, self._manager_id, self._step)
            self._rows(by_kind["one-on-ones"])
            self._instances(self._meetings)
            for kind in ("notes", "feedback", "requests", "commitments", "importance", "shareable"):
                self._rows(by_kind[kind])
            self._settle()

    def _indexed(self, notes: int) -> AbstractContextManager[None]:
        return search.rebuilt_at_end(self._session) if notes >= BULK else nullcontext()

    def _step(self, number: int = 1) -> None:
        self._done += number
        if self._watch:
            self._watch(self._done, self._total)

    # ---- rows, record by record

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
                self._know_again(found, record)
            self._step()
        self._session.add_all(record for _found, record in fresh)
        self._session.flush()
        for found, record in fresh:
            self._set_agenda(record, found.row)
            self._session.add(Imported(**_imported(found, record)))
        self._session.flush()

    def _loaded(self, steps: list[Step]) -> dict[str, Record]:
        found: dict[str, Record] = {}
        ids = [step.record_id for step in steps if step.record_id]
        for at in range(0, len(ids), _IDS):
            kind = RECORDS[kind_of(steps[0].row)]
            chunk = self._session.scalars(select(kind).where(kind.id.in_(ids[at : at + _IDS])))
            found |= {record.id: record for record in chunk}
        return found

    def _new(self, row: Row) -> Record:
        values = columns(self._session, row)
        named = "" if isinstance(row, NoteRow) else row.manager
        manager_id = self._managers.get(named.casefold(), self._manager_id)
        if isinstance(row, (FeedbackRow, RequestRow)):
            return self._new_detail(row, values, manager_id)
        if isinstance(row, MeetingRow):
            values |= _link(self._arriving.pop(row.day, None))
        if isinstance(row, LineRow):
            values |= {"position": self._positions[row.section], "approved_at": now()}
            self._positions[row.section] += 1
        return RECORDS[kind_of(row)](**values, manager_id=manager_id)

    def _new_detail(self, row: FeedbackRow | RequestRow, values: dict[str, Any], manager_id: str) -> Record:
        """The details of a feedback or of a request, whose entry is added at once. A draft gets the day of import."""
        is_feedback = isinstance(row, FeedbackRow)
        day = row.received_on if is_feedback else row.asked_on or self._plan.today
        entry = Entry(
            id=new_id(), kind="feedback" if is_feedback else "request", day=day, manager_id=manager_id
        )
        self._session.add(entry)
        self._session.flush()
        return Feedback(entry_id=entry.id, **values) if is_feedback else Request(entry_id=entry.id, **values)

    def _change(self, record: Record, row: Row) -> None:
        values = columns(self._session, row)
        if isinstance(record, OneOnOne) and record.state == "planned":
            values["notes"] = _both(record.notes, values["notes"])
            values["next_topics"] = _both(record.next_topics, values["next_topics"])
        records.change(record, values)
        if isinstance(record, Request) and record.asked_on:
            records.change(records.get(self._session, Entry, record.entry_id), {"day": record.asked_on})
        if isinstance(record, Entry):
            self._session.execute(delete(EntryTag).where(EntryTag.entry_id == record.id))
            self._session.add_all(
                EntryTag(entry_id=record.id, name=name) for name in entries.tags_in(record.text)
            )
        self._session.flush()
        self._set_agenda(record, row)

    def _set_agenda(self, meeting: Record, row: Row) -> None:
        """Every topic of the row stands on the agenda as discussed.

        One that an import brought and that the row no longer has goes into the trash, unless it was edited here; what
        was added here stays.
        """
        if not isinstance(meeting, OneOnOne) or not isinstance(row, MeetingRow):
            return
        there: defaultdict[str, list[AgendaItem]] = defaultdict(list)
        query = select(AgendaItem).where(
            AgendaItem.one_on_one_id == meeting.id, AgendaItem.deleted_at.is_(None)
        )
        for item in self._session.scalars(query.order_by(AgendaItem.position)):
            there[item.text].append(item)
        for position, topic in enumerate(row.agenda):
            if there[topic]:
                self._touch(there[topic][0])
                records.change(there[topic].pop(0), {"position": position, "discussed": True})
            else:
                self._add_topic(meeting, topic, position)
        self._trash_untouched([item for items in there.values() for item in items])

    def _add_topic(self, meeting: OneOnOne, topic: str, position: int) -> None:
        item = AgendaItem(
            id=new_id(),
            revision=new_id(),
            one_on_one_id=meeting.id,
            position=position,
            text=topic,
            raised_on=meeting.day,
            discussed=True,
        )
        self._session.add(item)
        known = {"table": AgendaItem.__tablename__, "key": key_of("agenda", [item.id]), "digest": ""}
        self._session.add(Imported(**known, record_id=item.id, revision=item.revision))

    def _trash_untouched(self, items: list[AgendaItem]) -> None:
        if not items:
            return
        query = select(Imported.record_id, Imported.revision).where(
            Imported.record_id.in_([item.id for item in items])
        )
        known = dict(self._session.execute(query).all())
        for item in items:
            if known.get(item.id) == item.revision:
                history.trash(item)

    # ---- calendar meetings

    def _instances(self, steps: Iterable[InstanceStep]) -> None:
        for found in steps:
            match found.outcome:
                case "added":
                    self._plan_meeting(found)
                case "changed":
                    self._move_meeting(found)
                case "withdrawn":
                    history.trash(self._meeting(found.record_id))
                case _:
                    self._link_meeting(found)
            self._step()
        self._session.flush()

    def _plan_meeting(self, found: InstanceStep) -> None:
        meeting = OneOnOne(id=new_id(), revision=new_id(), **planned_columns(found.row, self._manager_id))
        self._session.add(meeting)
        self._session.add(Imported(**_imported(found, meeting)))

    def _move_meeting(self, found: InstanceStep) -> None:
        row, meeting = found.row, self._meeting(found.record_id)
        records.change(meeting, {"day": row.day, "start": row.start, "minutes": row.minutes})
        self._session.flush()
        known = update(Imported).where(Imported.table == OneOnOne.__tablename__, Imported.key == found.key)
        self._session.execute(known.values(digest=found.digest))

    def _link_meeting(self, found: InstanceStep) -> None:
        """Link an instance to its meeting; one of this import that was new has been linked when it was made."""
        record_id = found.record_id
        if not record_id and self._arriving.pop(found.row.day, None):
            query = select(OneOnOne.id).where(OneOnOne.day == found.row.day, OneOnOne.deleted_at.is_(None))
            query = query.where(OneOnOne.state == "held", OneOnOne.calendar_uid.is_(None)).order_by(
                OneOnOne.place
            )
            record_id = self._session.scalar(query.limit(1)) or ""
        if record_id:
            records.change(self._meeting(record_id), _link(found.row))

    def _meeting(self, record_id: str) -> OneOnOne:
        meeting = records.get(self._session, OneOnOne, record_id)
        self._touch(meeting)
        return meeting

    # ---- what the journal remembers of the source

    def _touch(self, record: Record) -> None:
        self._touched.setdefault(record.id, (record, record.revision))

    def _know_again(self, found: Step, record: Record) -> None:
        """Note the new digest of a row under its key, in place of the key that it had as a draft."""
        old = found.former or found.key
        known = delete(Imported).where(Imported.table == record.__tablename__, Imported.key == old)
        self._session.execute(known)
        self._session.execute(insert(Imported), [_imported(found, record)])

    def _settle(self) -> None:
        """After the changes are flushed, let every key of a changed record that was up to date know its new revision."""
        self._session.flush()
        for record, before in self._touched.values():
            known = update(Imported).where(Imported.record_id == record.id, Imported.revision == before)
            self._session.execute(known.values(revision=record.revision))


def _is_for_new(found: InstanceStep) -> bool:
    """Whether an instance links to a meeting that the same import brings."""
    return found.outcome == "linked" and not found.record_id


def _link(row: InstanceRow | None) -> dict[str, Any]:
    return {"calendar_uid": row.uid, "calendar_instance": row.instance} if row else {}


def _imported(found: Step | InstanceStep, record: Record) -> dict[str, Any]:
    return {
        "table": record.__tablename__,
        "key": found.key,
        "record_id": record.id,
        "digest": found.digest,
        "revision": record.revision,
    }


def _both(ours: str, theirs: str) -> str:
    """Two texts as one; one that holds the other stands for both."""
    if theirs.strip() in ours:
        return ours
    return theirs if ours.strip() in theirs else f"{ours}\n\n{theirs}"
