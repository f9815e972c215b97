"""Talks about my development: when, who opened them, what they left, and how regular they are (source article 0).

The source ties agreement about what matters to talks that are regular, occasional, or hardly there; how many talks a
year make which of these is Upward's own reading, and is said wherever it is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.store import history, records
from journal.store.tables import DevelopmentTalk

YEAR: Final = timedelta(days=365)
#: A year with at least so many talks, and never longer than this between two of them, is one of regular talks.
REGULAR: Final = 4
LONGEST_GAP: Final = timedelta(days=123)
Kind = Literal["regular", "occasional", "hardly"]


@dataclass(frozen=True)
class Regularity:
    """How regular the talks of the last 12 months were: their number, the longest time without one, and the last day.

    `longest` is counted between two talks and from the last one to today; where there were talks before the 12 months, also
    from their beginning to the first one in them. None without any talk in the 12 months.
    """

    kind: Kind
    number: int
    longest: timedelta | None
    last: date | None


def how_regular(days: Iterable[date], today: date) -> Regularity:
    """Read it off the days of all talks; those of the future do not count."""
    past = sorted(day for day in days if day <= today)
    recent = [day for day in past if today - day < YEAR]
    last = past[-1] if past else None
    if not recent:
        return Regularity("hardly", 0, None, last)
    begin = [today - YEAR] if len(past) > len(recent) else []
    longest = max(later - earlier for earlier, later in pairwise([*begin, *recent, today]))
    is_regular = len(recent) >= REGULAR and longest <= LONGEST_GAP
    return Regularity("regular" if is_regular else "occasional", len(recent), longest, last)


def opened_by_me(openers: Iterable[str]) -> tuple[int, int]:
    """How many talks I opened, and of how many."""
    found = list(openers)
    return found.count("me"), len(found)


def write_down(session: Session, day: date, *, manager_id: str, **fields: Any) -> DevelopmentTalk:
    """Write down a talk; unless the fields say otherwise I opened it, and it was about my career."""
    talk = DevelopmentTalk(day=day, manager_id=manager_id, **fields)
    session.add(talk)
    session.flush()
    return talk


def revise(session: Session, talk_id: str, **changes: Any) -> DevelopmentTalk:
    """Change what a talk says. Raises RecordGone."""
    talk = records.get(session, DevelopmentTalk, talk_id)
    records.change(talk, changes)
    return talk


def move_to_trash(session: Session, talk_id: str) -> None:
    """Put a talk into the trash. Raises RecordGone."""
    history.trash(records.get(session, DevelopmentTalk, talk_id))


def take_back(session: Session, talk_id: str) -> None:
    """Take a talk out of the trash. Raises RecordGone."""
    history.restore(records.get(session, DevelopmentTalk, talk_id))


def talks(session: Session, manager_id: str = "") -> list[DevelopmentTalk]:
    """The talks with one manager, or with all, the newest first."""
    wanted = select(DevelopmentTalk).where(DevelopmentTalk.deleted_at.is_(None))
    if manager_id:
        wanted = wanted.where(DevelopmentTalk.manager_id == manager_id)
    return list(session.scalars(wanted.order_by(DevelopmentTalk.place.desc())))
