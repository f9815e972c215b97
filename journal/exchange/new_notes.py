"""New notes, of which there may be very many, go into the journal by bulk: places, tags and all."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from journal.exchange.incoming import Step
from journal.exchange.memory import Memory
from journal.exchange.rows import NoteRow
from journal.practices import entries
from journal.store.tables import Entry, EntryTag
from journal.store.tables.base import ORDER_BITS, first_place, new_id, now

CHUNK: Final = 2000


def add(session: Session, steps: list[Step], manager_id: str, step: Callable[[int], None]) -> None:
    """Add the notes of these steps as interactions. `step(number)` is called after each chunk."""
    notes = _Notes(session, steps, manager_id)
    for at in range(0, len(steps), CHUNK):
        notes.add(steps[at : at + CHUNK])
        step(len(steps[at : at + CHUNK]))


class _Notes:
    def __init__(self, session: Session, steps: list[Step], manager_id: str) -> None:
        self._session = session
        self._manager_id = manager_id
        self._memory = Memory(session)
        self._taken = _taken_places(session, steps)

    def add(self, steps: list[Step]) -> None:
        made = [self._columns(found.row) for found in steps if isinstance(found.row, NoteRow)]
        self._session.execute(insert(Entry), made)
        tags = [{"entry_id": new["id"], "name": name} for new in made for name in entries.tags_in(new["text"])]
        if tags:
            self._session.execute(insert(EntryTag), tags)
        known = [(found, new["id"], new["revision"]) for found, new in zip(steps, made, strict=True)]
        self._memory.know(Entry, known)

    def _columns(self, row: NoteRow) -> dict[str, Any]:
        first = first_place(Entry.table_code, row.day, row.time)
        place = self._taken.get(first, first - 1) + 1
        self._taken[first] = place
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


def _taken_places(session: Session, steps: list[Step]) -> dict[int, int]:
    """The last place that is taken in each minute between the first and the last of the new notes."""
    days = [found.row.day for found in steps if isinstance(found.row, NoteRow)]
    if not days:
        return {}
    low, high = first_place(0, min(days)), first_place(0, max(days) + timedelta(days=1))
    minute = Entry.place.op(">>")(ORDER_BITS)
    query = select(func.max(Entry.place)).where(Entry.place.between(low, high)).group_by(minute)
    return {(place >> ORDER_BITS) << ORDER_BITS: place for place in session.scalars(query)}
