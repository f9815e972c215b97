"""One-on-ones coming in: their agendas, and the instances of calendar series."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.exchange.identity import key_of
from journal.exchange.memory import Memory
from journal.exchange.rows import InstanceRow, MeetingRow
from journal.exchange.series_import import InstanceStep, planned_columns
from journal.store import history, records
from journal.store.tables import AgendaItem, Imported, OneOnOne
from journal.store.tables.base import new_id


class MeetingsIn:
    """Writes agendas and instances; `steps` are the instances that an import plan writes."""

    def __init__(self, session: Session, memory: Memory, steps: Iterable[InstanceStep]) -> None:
        """One for each import."""
        self._session = session
        self._memory = memory
        #: instances that link to meetings of this same import, by their day
        self._arriving = {step.row.day: step.row for step in steps if step.outcome == "linked" and not step.record_id}

    def columns_of_new(self, row: MeetingRow) -> dict[str, Any]:
        """The link to its calendar instance that a new held meeting gets at once."""
        return _link(self._arriving.pop(row.day, None))

    # ---- agendas

    def set_agenda(self, meeting: OneOnOne, row: MeetingRow) -> None:
        """Let every topic of the row stand on the agenda as discussed.

        One that an import brought and that the row no longer has goes into the trash, unless it was edited here; what
        was added here stays.
        """
        there: defaultdict[str, list[AgendaItem]] = defaultdict(list)
        query = select(AgendaItem).where(AgendaItem.one_on_one_id == meeting.id, AgendaItem.deleted_at.is_(None))
        for item in self._session.scalars(query.order_by(AgendaItem.position)):
            there[item.text].append(item)
        for position, topic in enumerate(row.agenda):
            if there[topic]:
                self._memory.touch(there[topic][0])
                records.change(there[topic].pop(0), {"position": position, "discussed": True})
            else:
                self._add_topic(meeting, topic, position)
        self._trash_untouched([item for items in there.values() for item in items])

    def _add_topic(self, meeting: OneOnOne, topic: str, position: int) -> None:
        item = AgendaItem(id=new_id(), revision=new_id(), one_on_one_id=meeting.id, position=position, text=topic)
        item.raised_on, item.discussed = meeting.day, True
        self._session.add(item)
        known = {"table": AgendaItem.__tablename__, "key": key_of("agenda", [item.id]), "digest": ""}
        self._session.add(Imported(**known, record_id=item.id, revision=item.revision))

    def _trash_untouched(self, items: list[AgendaItem]) -> None:
        if not items:
            return
        query = select(Imported.record_id, Imported.revision).where(Imported.record_id.in_([item.id for item in items]))
        known = dict(self._session.execute(query).all())
        for item in items:
            if known.get(item.id) == item.revision:
                history.trash(item)

    # ---- calendar instances

    def write(self, steps: Iterable[InstanceStep], manager_id: str, step: Callable[[], None]) -> None:
        """Write the instances. `step()` is called after each."""
        for found in steps:
            match found.outcome:
                case "added":
                    self._plan(found, manager_id)
                case "changed":
                    self._move(found)
                case "withdrawn":
                    history.trash(self._meeting(found.record_id))
                case _:
                    self._link(found)
            step()
        self._session.flush()

    def _plan(self, found: InstanceStep, manager_id: str) -> None:
        meeting = OneOnOne(id=new_id(), revision=new_id(), **planned_columns(found.row, manager_id))
        self._session.add(meeting)
        self._memory.know(OneOnOne, [(found, meeting.id, meeting.revision)])

    def _move(self, found: InstanceStep) -> None:
        row, meeting = found.row, self._meeting(found.record_id)
        before = meeting.revision
        records.change(meeting, {"day": row.day, "start": row.start, "minutes": row.minutes, **_link(row)})
        self._session.flush()
        self._memory.know_moved(found, meeting, before)

    def _link(self, found: InstanceStep) -> None:
        """Link an instance to its meeting; one of this import that was new has been linked when it was made."""
        record_id = found.record_id
        if not record_id and self._arriving.pop(found.row.day, None):
            query = select(OneOnOne.id).where(OneOnOne.day == found.row.day, OneOnOne.deleted_at.is_(None))
            query = query.where(OneOnOne.state == "held", OneOnOne.calendar_uid.is_(None)).order_by(OneOnOne.place)
            record_id = self._session.scalar(query.limit(1)) or ""
        if record_id:
            meeting = self._meeting(record_id)
            if found.record_id and meeting.state == "planned":
                self._memory.know(
                    OneOnOne, [(found, meeting.id, meeting.revision)]
                )  # so that it moves along from now on
            records.change(meeting, _link(found.row))

    def _meeting(self, record_id: str) -> OneOnOne:
        meeting = records.get(self._session, OneOnOne, record_id)
        self._memory.touch(meeting)
        return meeting


def _link(row: InstanceRow | None) -> dict[str, Any]:
    return {"calendar_uid": row.uid, "calendar_instance": row.instance} if row else {}
