"""The agendas of one-on-ones: topics and questions, where they came from, and what carries over to the next."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices.one_on_ones.meetings import live, plan
from journal.store import history, records
from journal.store.tables import AgendaItem, OneOnOne
from journal.text import _

#: How far ahead a meeting is planned by itself, when a question is to be asked and there is no meeting yet.
DAYS_AHEAD: Final = 7


@dataclass(frozen=True)
class Agenda:
    """The topics of a meeting: its own in their order, and those that earlier meetings left undiscussed."""

    own: list[AgendaItem]
    carried: list[AgendaItem]
    suggested: list[str]


@dataclass(frozen=True)
class Left:
    """A topic with the state and the place in time of the meeting on whose agenda it stands."""

    item: AgendaItem
    state: str
    place: int


def agenda(session: Session, meeting: OneOnOne) -> Agenda:
    """A meeting's topics. For a planned one also what earlier meetings left undiscussed, and the last one's next topics."""
    own = _items(session, AgendaItem.one_on_one_id == meeting.id)
    if meeting.state != "planned":
        return Agenda(own, [], [])
    return Agenda(own, carried_over(session, meeting), _suggested(session, meeting, own))


def carried_over(session: Session, meeting: OneOnOne) -> list[AgendaItem]:
    """The undiscussed topics of this manager's earlier meetings that were held, the longest waiting first."""
    left = (
        select(AgendaItem, OneOnOne.state, OneOnOne.place)
        .join(OneOnOne, OneOnOne.id == AgendaItem.one_on_one_id)
        .where(
            AgendaItem.deleted_at.is_(None),
            AgendaItem.discussed.is_(False),
            OneOnOne.deleted_at.is_(None),
            OneOnOne.manager_id == meeting.manager_id,
            OneOnOne.place < meeting.place,
        )
    )
    return what_carries_over([Left(*row) for row in session.execute(left)], meeting.place)


def what_carries_over(left: list[Left], place: int) -> list[AgendaItem]:
    """Of the topics of one manager's meetings those that come into the meeting at `place`, the longest waiting first.

    Only what a meeting that was held before left undiscussed: what stands on a planned one is still to come there.
    """
    waiting = [each for each in left if not each.item.discussed and each.state == "held" and each.place < place]
    return [each.item for each in sorted(waiting, key=_waits)]


def _waits(left: Left) -> tuple[date, int, int]:
    return left.item.raised_on, left.place, left.item.position


def _suggested(session: Session, meeting: OneOnOne, own: list[AgendaItem]) -> list[str]:
    """The next topics noted in the last meeting held, but for those that stand on the agenda already."""
    wanted = live().where(
        OneOnOne.manager_id == meeting.manager_id, OneOnOne.state == "held", OneOnOne.place < meeting.place
    )
    last = session.scalar(wanted.order_by(OneOnOne.place.desc()).limit(1))
    there = {item.text for item in own}
    topics = [line.strip() for line in last.next_topics.splitlines()] if last else []
    return [topic for topic in topics if topic and topic not in there]


def add_item(
    session: Session,
    one_on_one_id: str,
    text: str,
    raised_on: date,
    source_kind: str = "",
    source_id: str | None = None,
) -> AgendaItem:
    """Put a topic at the end of a meeting's agenda, with what it came from. Raises BadInput without words."""
    if not text.strip():
        raise BadInput(_("A topic needs a few words."))
    records.get(session, OneOnOne, one_on_one_id)
    item = AgendaItem(
        one_on_one_id=one_on_one_id,
        text=text.strip(),
        raised_on=raised_on,
        position=_end_of(session, one_on_one_id),
        source_kind=source_kind,
        source_id=source_id,
    )
    session.add(item)
    session.flush()
    return item


def ask_next(
    session: Session, text: str, day: date, *, manager_id: str, source_kind: str, source_id: str | None
) -> AgendaItem:
    """Put a question on the agenda of the next meeting with a manager; one that waits on an agenda is not asked twice.

    One that was discussed in the same words before is asked anew.
    The next meeting is the nearest planned one of `day` or later. Without one the question waits on the newest meeting
    held, from which it is carried over; without that it stands on a planned one whose day has passed; and where there is no
    meeting at all, one without a time is planned a week ahead. Raises BadInput without words.
    """
    there = session.scalar(_asked(source_kind, source_id, text, manager_id).where(AgendaItem.discussed.is_(False)))
    if there is not None:
        return there
    if not text.strip():
        raise BadInput(_("A topic needs a few words."))
    meeting = _where_to_ask(session, day, manager_id) or plan(
        session, day + timedelta(days=DAYS_AHEAD), manager_id=manager_id
    )
    return add_item(session, meeting.id, text, day, source_kind, source_id)


def asked_already(session: Session, source_kind: str, source_id: str | None, text: str, manager_id: str = "") -> bool:
    """Whether a question of this source stands on an agenda in these words, discussed or not; of any manager or of one."""
    return session.scalar(_asked(source_kind, source_id, text, manager_id)) is not None


def questions_of(session: Session, source_kind: str, source_id: str) -> set[str]:
    """The words of every question of one source that stands on an agenda, discussed or not."""
    wanted = select(AgendaItem.text).join(OneOnOne, OneOnOne.id == AgendaItem.one_on_one_id)
    wanted = wanted.where(AgendaItem.deleted_at.is_(None), OneOnOne.deleted_at.is_(None))
    return set(session.scalars(wanted.where(AgendaItem.source_id == source_id, AgendaItem.source_kind == source_kind)))


def _asked(source_kind: str, source_id: str | None, text: str, manager_id: str) -> Select[AgendaItem]:
    wanted = (
        select(AgendaItem)
        .join(OneOnOne, OneOnOne.id == AgendaItem.one_on_one_id)
        .where(
            AgendaItem.deleted_at.is_(None),
            OneOnOne.deleted_at.is_(None),
            AgendaItem.source_kind == source_kind,
            AgendaItem.source_id == source_id,
            AgendaItem.text == text.strip(),
        )
    )
    return (wanted.where(OneOnOne.manager_id == manager_id) if manager_id else wanted).limit(1)


def _where_to_ask(session: Session, day: date, manager_id: str) -> OneOnOne | None:
    theirs = live().where(OneOnOne.manager_id == manager_id)
    planned_ones = theirs.where(OneOnOne.state == "planned")
    return (
        session.scalar(planned_ones.where(OneOnOne.day >= day).order_by(OneOnOne.place).limit(1))
        or session.scalar(theirs.where(OneOnOne.state == "held").order_by(OneOnOne.place.desc()).limit(1))
        or session.scalar(planned_ones.order_by(OneOnOne.place.desc()).limit(1))
    )


def _end_of(session: Session, one_on_one_id: str) -> int:
    last = session.scalar(select(func.max(AgendaItem.position)).where(AgendaItem.one_on_one_id == one_on_one_id))
    return 0 if last is None else last + 1


def bring_forward(session: Session, item_id: str, one_on_one_id: str) -> AgendaItem:
    """Move a topic to the agenda of another meeting; it keeps the day on which it was first raised."""
    item = records.get(session, AgendaItem, item_id)
    records.change(item, {"one_on_one_id": one_on_one_id, "position": _end_of(session, one_on_one_id)})
    return item


def revise_item(session: Session, item_id: str, **changes: Any) -> AgendaItem:
    """Change a topic: its words, its place in the order, whether it was discussed. Raises RecordGone."""
    item = records.get(session, AgendaItem, item_id)
    records.change(item, changes)
    return item


def remove_item(session: Session, item_id: str) -> None:
    """Put a topic into the trash."""
    history.trash(records.get(session, AgendaItem, item_id))


def take_back_item(session: Session, item_id: str) -> None:
    """Take a topic out of the trash."""
    history.restore(records.get(session, AgendaItem, item_id))


def _items(session: Session, *conditions: Any) -> list[AgendaItem]:
    wanted = select(AgendaItem).where(AgendaItem.deleted_at.is_(None), *conditions)
    return list(session.scalars(wanted.order_by(AgendaItem.position, AgendaItem.created_at)))


def trashed_items(session: Session, one_on_one_id: str) -> list[AgendaItem]:
    """The topics that were taken off the agenda of a meeting and are still in the trash, in their order."""
    wanted = select(AgendaItem).where(AgendaItem.deleted_at.is_not(None), AgendaItem.one_on_one_id == one_on_one_id)
    return list(session.scalars(wanted.order_by(AgendaItem.position, AgendaItem.created_at)))
