"""The places of placed records after a merge: in every minute where the sides differ, in the order of creation.

So both orders of a merge come to the same places. Records that were made in the same millisecond, as those of one import,
keep the order that they had.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Table, select, text
from sqlalchemy.orm import Session

from journal.store.merging.sides import Mark
from journal.store.tables.base import ORDER_BITS


class _Standing(NamedTuple):
    created_at: str
    place: int
    id: str
    now_at: int


def settle_places(session: Session, table: Table, minutes: set[int], places: Mapping[str, int]) -> None:
    """Give the records of these minutes their places, as `moves` tells them."""
    _move(session, table, moves(session, table, minutes, places))


def moves(session: Session, table: Table, minutes: set[int], places: Mapping[str, int]) -> list[tuple[int, int]]:
    """From which place to which one records of these minutes go.

    places: by id, the place that speaks for a record where it is not the one at which it stands. Records that are new in
    their minute stand at a passing place below zero.
    """
    found: dict[int, list[_Standing]] = {}
    if minutes:
        columns = table.c
        for now_at, created_at, record_id in session.execute(select(columns.place, columns.created_at, columns.id)):
            place = places.get(record_id, now_at)
            minute = (now_at if now_at >= 0 else place) >> ORDER_BITS
            if minute in minutes:
                found.setdefault(minute, []).append(_Standing(created_at, place, record_id, now_at))
    return [
        (standing.now_at, (minute << ORDER_BITS) + number)
        for minute, standings in found.items()
        for number, standing in enumerate(sorted(standings))
        if standing.now_at != (minute << ORDER_BITS) + number
    ]


def place_in(minute: int, *marks: Mark | None) -> int:
    """The lower of the places that a record has in a minute on the two sides; the first of the minute without any."""
    places = [mark.place for mark in marks if mark and mark.place >> ORDER_BITS == minute]
    return min(places, default=minute << ORDER_BITS)


def _move(session: Session, table: Table, ways: list[tuple[int, int]]) -> None:
    """First out of the way, then to the new places: two records may change theirs with each other."""
    passing = [(was, -1 - number, becomes) for number, (was, becomes) in enumerate(ways)]
    lowest = session.execute(select(table.c.place).order_by(table.c.place).limit(1)).scalar() or 0
    offset = min(lowest, 0)
    away = [{"was": was, "becomes": between + offset} for was, between, _becomes in passing if was >= 0]
    home = [{"was": between + offset if was >= 0 else was, "becomes": becomes} for was, between, becomes in passing]
    change = text(f'UPDATE "{table.name}" SET place = :becomes WHERE place = :was')  # noqa: S608 (a table of our own)
    for part in (away, home):
        if part:
            session.execute(change, part)
