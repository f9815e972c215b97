"""Do what an import plan says, in the caller's one session: all of it is committed with the session, or nothing.

Notes, of which there may be very many, go in by bulk; everything else record by record through the session, so that every
change keeps its earlier version.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from journal.errors import SourceRefused
from journal.exchange import full_import, new_notes, successors
from journal.exchange.identity import kind_of
from journal.exchange.incoming import WRITTEN, ImportPlan, Step, compare
from journal.exchange.journal_rows import RECORDS
from journal.exchange.meetings_in import MeetingsIn
from journal.exchange.memory import Memory
from journal.exchange.row_columns import columns
from journal.exchange.rows import FeedbackRow, LineRow, MeetingRow, NoteRow, RequestRow, Row
from journal.exchange.series_import import InstanceStep
from journal.exchange.sources import Source
from journal.practices import entries, managers
from journal.store import history, records, search
from journal.store.tables import (
    Commitment,
    Entry,
    EntryTag,
    Feedback,
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
    history.keep_every_version(session)
    wanted = [found for found in plan.steps if found.outcome in WRITTEN]
    meetings = [found for found in plan.meetings if found.outcome in WRITTEN]
    try:
        if plan.full:
            full_import.write(session, plan.full)
        if wanted or meetings:
            _Writer(session, plan, meetings, len(wanted) + len(meetings), step).write(wanted)
        session.flush()
    except IntegrityError:
        raise SourceRefused(_("The records of this source do not fit together. Nothing was imported.")) from None


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
        self._instances = meetings
        self._total = total
        self._done = 0
        self._watch = watch
        chapters = managers.chapters(session)
        self._managers = {found.name.casefold(): found.id for found in chapters}
        chosen = next((found for found in chapters if found.id == plan.manager_id), None)
        self._manager_id = (chosen or managers.current(session)).id
        last = select(ShareableLine.section, func.max(ShareableLine.position) + 1).group_by(ShareableLine.section)
        self._positions = Counter(dict(session.execute(last).all()))
        self._memory = Memory(session)
        self._meetings = MeetingsIn(session, self._memory, meetings)

    def write(self, steps: Sequence[Step]) -> None:
        by_kind: defaultdict[str, list[Step]] = defaultdict(list)
        for found in steps:
            by_kind[kind_of(found.row)].append(found)
        notes = [found for found in by_kind["notes"] if found.outcome == "added"]
        by_kind["notes"] = [found for found in by_kind["notes"] if found.outcome == "changed"]
        with self._indexed(len(notes)):
            new_notes.add(self._session, notes, self._manager_id, self._step)
            self._rows(by_kind["one-on-ones"])
            self._meetings.write(self._instances, self._manager_id, self._step)
            for kind in ("notes", "feedback", "requests", "commitments", "importance", "shareable"):
                self._rows(by_kind[kind])
            self._memory.settle()

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
                self._memory.touch(record)
                self._change(record, found.row)
                self._memory.know_again(found, record)
            self._step()
        self._link_successors(list(loaded.values()), [record for _found, record in fresh])
        self._session.add_all(record for _found, record in fresh)
        self._session.flush()
        for found, record in fresh:
            self._set_agenda(record, found.row)
            self._memory.know(type(record), [(found, record.id, record.revision)])
        self._session.flush()

    def _link_successors(self, changed: Sequence[Record], fresh: Sequence[Record]) -> None:
        """Link new promises to the renegotiated ones that they replace, whichever of the two stands first."""
        new = [record for record in fresh if isinstance(record, Commitment)]
        if new:
            self._session.execute(text("PRAGMA defer_foreign_keys=ON"))
            successors.link([*(record for record in changed if isinstance(record, Commitment)), *new], new)

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
            values |= self._meetings.columns_of_new(row)
        if isinstance(row, LineRow):
            values |= {"position": self._positions[row.section], "approved_at": now()}
            self._positions[row.section] += 1
        return RECORDS[kind_of(row)](**values, id=new_id(), manager_id=manager_id)

    def _new_detail(self, row: FeedbackRow | RequestRow, values: dict[str, Any], manager_id: str) -> Record:
        """The details of a feedback or of a request, whose entry is added at once. A draft gets the day of import."""
        is_feedback = isinstance(row, FeedbackRow)
        day = row.received_on if is_feedback else row.asked_on or self._plan.today
        entry = Entry(id=new_id(), kind="feedback" if is_feedback else "request", day=day, manager_id=manager_id)
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
            self._session.add_all(EntryTag(entry_id=record.id, name=name) for name in entries.tags_in(record.text))
        self._session.flush()
        self._set_agenda(record, row)

    def _set_agenda(self, record: Record, row: Row) -> None:
        if isinstance(record, OneOnOne) and isinstance(row, MeetingRow):
            self._meetings.set_agenda(record, row)


def _both(ours: str, theirs: str) -> str:
    """Two texts as one; one that holds the other stands for both."""
    if theirs.strip() in ours:
        return ours
    return theirs if ours.strip() in theirs else f"{ours}\n\n{theirs}"
