"""One-on-ones as a whole: planned, held, found, and what their debrief says."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import history, records
from journal.store.tables import AgendaItem, OneOnOne, PlanCard
from journal.text import _

#: What a debrief asks, with the answers that each question knows; `learned` takes words.
ANSWERS: Final = {
    "outcome_reached": ("", "yes", "partly", "no"),
    "felt_heard": ("", "yes", "partly", "no"),
    "listened": ("", "yes", "partly", "no"),
    "opened_by": ("", "me", "manager"),
}


class Listed(NamedTuple):
    """What a long list shows of a meeting; `notes` and `learned` are no more than their beginning."""

    id: str
    day: date
    start: str | None
    minutes: int | None
    state: str
    notes: str
    learned: str
    debriefed_on: date | None


def plan(
    session: Session, day: date, start: str | None = None, minutes: int | None = 30, *, manager_id: str
) -> OneOnOne:
    """Plan a meeting."""
    meeting = OneOnOne(day=day, start=start, minutes=minutes, state="planned", manager_id=manager_id)
    session.add(meeting)
    session.flush()
    return meeting


def hold(session: Session, one_on_one_id: str) -> OneOnOne:
    """Mark a planned meeting as held."""
    return revise(session, one_on_one_id, state="held")


def revise(session: Session, one_on_one_id: str, **changes: Any) -> OneOnOne:
    """Change columns of a meeting. Raises RecordGone."""
    meeting = records.get(session, OneOnOne, one_on_one_id)
    records.change(meeting, changes)
    return meeting


def move_to_trash(session: Session, one_on_one_id: str) -> None:
    """Put a meeting into the trash."""
    history.trash(records.get(session, OneOnOne, one_on_one_id))


def take_back(session: Session, one_on_one_id: str) -> None:
    """Take a meeting out of the trash."""
    history.restore(records.get(session, OneOnOne, one_on_one_id))


def unplan(session: Session, one_on_one_id: str) -> None:
    """Put a meeting that was only planned by the way into the trash, unless something was written in it since."""
    meeting = records.get(session, OneOnOne, one_on_one_id)
    found = (
        session.scalar(select(part.id).where(part.one_on_one_id == meeting.id, part.deleted_at.is_(None)).limit(1))
        for part in (AgendaItem, PlanCard)
    )
    if not any((meeting.notes, meeting.next_topics, meeting.learned, *found)):
        history.trash(meeting)


def there_again(session: Session, shown: OneOnOne) -> OneOnOne:
    """A meeting in which somebody writes, whatever another program did to it meanwhile: words beat a deletion.

    Out of the trash it is taken back; deleted for good it is made again, under its id.
    """
    there = records.find(session, OneOnOne, shown.id)
    if there is None:
        again = ("id", "day", "start", "minutes", "state", "manager_id")
        there = OneOnOne(**{name: getattr(shown, name) for name in again})
        session.add(there)
        session.flush()
    elif there.deleted_at:
        history.restore(there)
    return there


def live() -> Select[OneOnOne]:
    """The meetings that are not in the trash."""
    return select(OneOnOne).where(OneOnOne.deleted_at.is_(None))


def held(session: Session, first: date = date.min, last: date = date.max) -> list[OneOnOne]:
    """The meetings held from `first` to `last`, newest first."""
    wanted = live().where(OneOnOne.state == "held", OneOnOne.day.between(first, last))
    return list(session.scalars(wanted.order_by(OneOnOne.place.desc())))


def since_the_last(session: Session, today: date, *, manager_id: str) -> date | None:
    """The day after the last one-on-one that was held with a manager before today; None before the first."""
    met = select(func.max(OneOnOne.day)).where(
        OneOnOne.deleted_at.is_(None), OneOnOne.state == "held", OneOnOne.manager_id == manager_id, OneOnOne.day < today
    )
    last = session.scalar(met)
    return last + timedelta(days=1) if last else None


def managers_met(session: Session) -> set[str]:
    """The ids of the managers with whom a one-on-one was held."""
    met = select(OneOnOne.manager_id).where(OneOnOne.deleted_at.is_(None), OneOnOne.state == "held")
    return set(session.scalars(met.distinct()))


def latest(session: Session, limit: int | None) -> list[Listed]:
    """The meetings held, the latest first, no more than `limit`, and no more of each than a list shows."""
    beginning, learned = func.substr(OneOnOne.notes, 1, 200), func.substr(OneOnOne.learned, 1, 200)
    columns = (OneOnOne.id, OneOnOne.day, OneOnOne.start, OneOnOne.minutes, OneOnOne.state)
    wanted = select(*columns, beginning, learned, OneOnOne.debriefed_on)
    wanted = wanted.where(OneOnOne.deleted_at.is_(None), OneOnOne.state == "held")
    return [Listed(*row) for row in session.execute(wanted.order_by(OneOnOne.place.desc()).limit(limit))]


def days_of(session: Session, one_on_one_ids: Collection[str]) -> dict[str, date]:
    """The days of these meetings, in the trash or not, by their ids."""
    wanted = select(OneOnOne.id, OneOnOne.day).where(OneOnOne.id.in_(one_on_one_ids))
    return {row[0]: row[1] for row in session.execute(wanted)}


def planned(session: Session) -> list[OneOnOne]:
    """The planned meetings, the nearest first; one whose day has passed without being marked as held stays here."""
    return list(session.scalars(live().where(OneOnOne.state == "planned").order_by(OneOnOne.place)))


def next_one(session: Session, today: date) -> OneOnOne | None:
    """The next planned meeting, today's included."""
    wanted = live().where(OneOnOne.state == "planned", OneOnOne.day >= today)
    return session.scalar(wanted.order_by(OneOnOne.place).limit(1))


def debrief(session: Session, one_on_one_id: str, **answers: Any) -> OneOnOne:
    """Write down answers of a debrief: `outcome_reached`, `felt_heard`, `listened`, `opened_by`, `learned`, `debriefed_on`.

    Only those that are given change. A day in `debriefed_on` ends the debrief, and a meeting that was still planned counts as
    held. Raises BadInput for an answer that the question does not know, RecordGone.
    """
    for name, value in answers.items():
        if name not in {*ANSWERS, "learned", "debriefed_on"}:
            raise AttributeError(name)
        if value not in ANSWERS.get(name, (value,)):
            raise BadInput(_("A debrief does not know this answer."))
    meeting = records.get(session, OneOnOne, one_on_one_id)
    records.change(meeting, answers | ({"state": "held"} if answers.get("debriefed_on") else {}))
    return meeting
