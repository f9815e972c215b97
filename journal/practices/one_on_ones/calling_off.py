"""A one-on-one that did not take place: what was prepared for it goes on to the next one."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.practices.one_on_ones.agendas import DAYS_AHEAD, bring_forward
from journal.practices.one_on_ones.meetings import live, move_to_trash, plan, take_back, unplan
from journal.practices.one_on_ones.plan_cards import bring_card, cards
from journal.store import records
from journal.store.tables import AgendaItem, OneOnOne, PlanCard


@dataclass(frozen=True)
class CalledOff:
    """What went on from a meeting: the ids of its topics and cards, and of a meeting that was planned for them."""

    meeting_id: str
    topic_ids: tuple[str, ...] = ()
    card_ids: tuple[str, ...] = ()
    planned_id: str = ""


def call_off(session: Session, one_on_one_id: str, today: date) -> CalledOff:
    """Put a meeting that did not take place into the trash, without what was to be talked about in it.

    Its undiscussed topics, with the days on which they were raised, and its cards go to the next planned meeting with the
    same manager; where none is planned and something is left, one is, a week ahead. Raises RecordGone.
    """
    meeting = records.get(session, OneOnOne, one_on_one_id)
    left = select(AgendaItem.id).where(AgendaItem.one_on_one_id == meeting.id, AgendaItem.deleted_at.is_(None))
    left = left.where(AgendaItem.discussed.is_(False)).order_by(AgendaItem.position, AgendaItem.created_at)
    topics = tuple(session.scalars(left))
    planned_cards = tuple(card.id for card in cards(session, meeting.id))
    move_to_trash(session, meeting.id)
    if not topics and not planned_cards:
        return CalledOff(meeting.id)
    ahead = live().where(OneOnOne.state == "planned", OneOnOne.manager_id == meeting.manager_id)
    coming = session.scalar(ahead.where(OneOnOne.day >= today, OneOnOne.id != meeting.id).order_by(OneOnOne.place))
    to = coming or plan(
        session, today + timedelta(days=DAYS_AHEAD), meeting.start, meeting.minutes, manager_id=meeting.manager_id
    )
    _bring(session, topics, planned_cards, to.id)
    return CalledOff(meeting.id, topics, planned_cards, "" if coming else to.id)


def call_on(session: Session, called_off: CalledOff) -> None:
    """Undo `call_off`: the meeting is there again with what went on from it, unless that was deleted for good since."""
    take_back(session, called_off.meeting_id)
    topics = tuple(each for each in called_off.topic_ids if records.find(session, AgendaItem, each))
    planned_cards = tuple(each for each in called_off.card_ids if records.find(session, PlanCard, each))
    _bring(session, topics, planned_cards, called_off.meeting_id)
    if called_off.planned_id:
        session.flush()
        unplan(session, called_off.planned_id)


def _bring(session: Session, topics: tuple[str, ...], planned_cards: tuple[str, ...], to: str) -> None:
    for item_id in topics:
        bring_forward(session, item_id, to)
    for card_id in planned_cards:
        bring_card(session, card_id, to)
