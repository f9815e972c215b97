"""The pulse: how things stand on a day, support for my development and five words of the relationship (articles 0, 1).

Marks from 1 to 5 of how I see it, never a grade of a person; a mark that is not given is left out of every figure.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import history, records
from journal.store.tables import Pulse
from journal.text import PULSE_WORDS, _

WORDS: Final = tuple(PULSE_WORDS)
LEAST: Final = 1
MOST: Final = 5


def take(session: Session, day: date, marks: Mapping[str, int | None], note: str, *, manager_id: str) -> Pulse:
    """Take the pulse of a day; there is one a day with a manager. Raises BadInput as `revise` does, and for a taken day."""
    checked = _checked(marks)
    if session.scalar(_live(manager_id).where(Pulse.rated_on == day).limit(1)) is not None:
        raise BadInput(_("There is a pulse of that day already: correct that one, or choose another day."))
    pulse = Pulse(rated_on=day, note=note.strip(), manager_id=manager_id, **checked)
    session.add(pulse)
    session.flush()
    return pulse


def revise(session: Session, pulse_id: str, day: date, marks: Mapping[str, int | None], note: str) -> Pulse:
    """Give other marks, another note or another day; a word that is not named loses its mark.

    Raises BadInput without any mark, and where another pulse is of that day; RecordGone.
    """
    pulse, checked = records.get(session, Pulse, pulse_id), _checked(marks)
    taken = _live(pulse.manager_id).where(Pulse.rated_on == day, Pulse.id != pulse_id)
    if session.scalar(taken.limit(1)) is not None:
        raise BadInput(_("There is a pulse of that day already: correct that one, or choose another day."))
    records.change(pulse, {"rated_on": day, "note": note.strip(), **checked})
    return pulse


def move_to_trash(session: Session, pulse_id: str) -> None:
    """Put a pulse into the trash. Raises RecordGone."""
    history.trash(records.get(session, Pulse, pulse_id))


def take_back(session: Session, pulse_id: str) -> None:
    """Take a pulse out of the trash. Raises RecordGone."""
    history.restore(records.get(session, Pulse, pulse_id))


def pulses(session: Session, manager_id: str = "") -> list[Pulse]:
    """The pulses with one manager, or with all, the oldest first."""
    return list(session.scalars(_live(manager_id).order_by(Pulse.place)))


def marks_of(pulse: Pulse) -> dict[str, int | None]:
    """The mark of every word; None for one that was not given."""
    return {word: getattr(pulse, word) for word in WORDS}


def series(found: Iterable[Pulse], word: str) -> list[tuple[date, int]]:
    """The days on which a word got a mark, and the marks, in the order of the pulses."""
    marks = ((pulse.rated_on, getattr(pulse, word)) for pulse in found)
    return [(day, mark) for day, mark in marks if mark is not None]


def _live(manager_id: str) -> Select[Pulse]:
    wanted = select(Pulse).where(Pulse.deleted_at.is_(None))
    return wanted.where(Pulse.manager_id == manager_id) if manager_id else wanted


def _checked(marks: Mapping[str, int | None]) -> dict[str, int | None]:
    given = {word: marks.get(word) for word in WORDS}
    if all(mark is None for mark in given.values()):
        raise BadInput(_("A pulse needs at least one mark from 1 to 5."))
    if any(mark is not None and not LEAST <= mark <= MOST for mark in given.values()):
        raise BadInput(_("A mark is a number from 1 to 5."))
    return given
