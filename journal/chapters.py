"""What joins a manager's chapter to the other practices: the next one, its first meeting, a question, a request.

The practices are siblings that do not know each other; here a chapter's agreement meets its one-on-ones and requests.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices import agreement, authority, entries, experience, managers, one_on_ones, surprises
from journal.store import history, records
from journal.store.tables import (
    AgendaItem,
    Authority,
    Entry,
    Experience,
    Manager,
    OneOnOne,
    PlanCard,
    Statement,
    Surprise,
)
from journal.text import _

FIRST_MEETING_AFTER: Final = timedelta(days=2)
MINUTES: Final = 30


@dataclass(frozen=True)
class Kit:
    """What stands ready for a first meeting."""

    meeting: OneOnOne
    questions: list[AgendaItem]
    card: PlanCard


@dataclass(frozen=True)
class Asked:
    """A question on the agenda of a one-on-one, and what was said to it."""

    item_id: str
    meeting_id: str
    day: date
    is_answered: bool
    answer: str


def begin_next(
    session: Session, name: str, started_on: date, *, present: Manager, ends_present: bool, carries_over: bool
) -> Manager:
    """Begin the next chapter; the present one ends the day before, or both run. Raises BadInput as the parts do.

    With `carries_over` what is about me is copied into it, as not yet discussed.
    """
    made = managers.begin_next(session, name, started_on, ends=present.id if ends_present else None)
    if carries_over:
        agreement.carry_over(session, present.id, made.id)
    return made


def take_back_next(session: Session, made_id: str, present_id: str, ended_on: date | None) -> None:
    """Undo `begin_next`: the new chapter goes with what was carried into it, and the other ends when it did before.

    Raises BadInput where anything else stands in it by now: without its chapter no page would show it.
    """
    carried = agreement.statements(session, made_id)
    there = {(each.topic, each.text) for each in agreement.statements(session, present_id) if each.side == "me"}
    is_copied = all(each.side == "me" and (each.topic, each.text) in there for each in carried)
    if not is_copied or managers.is_written_in(session, made_id, but=Statement):
        raise BadInput(_("Something was written in this chapter since: it stays. A last day ends it."))
    for each in carried:
        agreement.move_to_trash(session, each.id)
    history.trash(records.get(session, Manager, made_id))
    managers.close(session, present_id, ended_on)


def first_meeting(session: Session, manager: Manager, today: date) -> Kit:
    """Plan the first one-on-one with a manager: the questions about expectations, and the plan of the talk.

    It stands on the next planned meeting, or on a new one two days after the chapter began. What is there already is
    not put there twice.
    """
    meeting = _next_meeting(session, manager, today)
    return Kit(meeting, _ask_all(session, manager, today), _card(session, meeting))


def open_the_talk(session: Session, manager: Manager, today: date) -> list[AgendaItem]:
    """Put the questions about expectations on the next agenda; gives those that are new there."""
    return _ask_all(session, manager, today)


def ask_about(session: Session, statement: Statement, today: date) -> AgendaItem:
    """Put the question that a statement calls for on the next agenda with its manager."""
    words = agreement.question(statement.side, statement.topic, statement.text)
    return one_on_ones.ask_next(
        session, words, today, manager_id=statement.manager_id, source_kind="statement", source_id=statement.id
    )


def ask_about_limit(session: Session, limit: Authority, today: date) -> AgendaItem:
    """The same for a limit of authority."""
    words = authority.question(limit)
    return one_on_ones.ask_next(
        session, words, today, manager_id=limit.manager_id, source_kind="authority", source_id=limit.id
    )


def asked(session: Session, source_ids: list[str]) -> dict[str, Asked]:
    """For each of these statements or limits the question that was asked last, where there is one."""
    wanted = (
        select(AgendaItem, OneOnOne)
        .join(OneOnOne, OneOnOne.id == AgendaItem.one_on_one_id)
        .where(AgendaItem.source_id.in_(source_ids), AgendaItem.deleted_at.is_(None), OneOnOne.deleted_at.is_(None))
        .order_by(AgendaItem.raised_on, AgendaItem.created_at)
    )
    return {
        item.source_id or "": Asked(item.id, meeting.id, meeting.day, is_answered=item.discussed, answer=item.answer)
        for item, meeting in session.execute(wanted)
    }


def end_in_limit(
    session: Session, surprise_id: str, decision: str, degree: int, condition: str, today: date
) -> Surprise:
    """End a surprise in a new limit of authority: what they expected was told. Raises BadInput as `allow` does."""
    found = records.get(session, Surprise, surprise_id)
    limit = authority.allow(session, decision, degree, "told", today, condition=condition, manager_id=found.manager_id)
    return surprises.end_in(session, surprise_id, authority_id=limit.id, statement_id=None)


def end_in_statement(session: Session, surprise_id: str, topic: str, text: str, today: date) -> Surprise:
    """End a surprise in a new statement of the manager's side. Raises BadInput as `state` does."""
    found = records.get(session, Surprise, surprise_id)
    made = agreement.state(session, "manager", topic, text, "told", today, manager_id=found.manager_id)
    return surprises.end_in(session, surprise_id, authority_id=None, statement_id=made.id)


def take_back_rule(session: Session, surprise_id: str) -> None:
    """Open a surprise again and put the rule that was just made of it into the trash."""
    found = records.get(session, Surprise, surprise_id)
    if found.authority_id:
        authority.move_to_trash(session, found.authority_id)
    if found.statement_id:
        agreement.move_to_trash(session, found.statement_id)
    surprises.end_in(session, surprise_id, authority_id=None, statement_id=None)


def ask_for_advice(session: Session, experience_id: str, today: date) -> Entry:
    """Begin a request for advice from what a manager has done, as a draft, linked both ways by the experience."""
    found = records.get(session, Experience, experience_id)
    entry = entries.write(session, "request", "", today, manager_id=found.manager_id)
    entries.revise_details(
        session,
        entry.id,
        kind="advice",
        ask=experience.ask(found),
        why_them=_("Because you have done it: {what}").format(what=found.what_they_did),
        minutes=MINUTES,
    )
    experience.revise(session, experience_id, asked_entry_id=entry.id)
    return entry


def _next_meeting(session: Session, manager: Manager, today: date) -> OneOnOne:
    wanted = select(OneOnOne).where(
        OneOnOne.deleted_at.is_(None),
        OneOnOne.manager_id == manager.id,
        OneOnOne.state == "planned",
        OneOnOne.day >= today,
    )
    found = session.scalar(wanted.order_by(OneOnOne.place).limit(1))
    begins = max(manager.started_on or today, today)
    return found or one_on_ones.plan(session, begins + FIRST_MEETING_AFTER, manager_id=manager.id)


def _ask_all(session: Session, manager: Manager, today: date) -> list[AgendaItem]:
    """Those of the questions that stood on no agenda with this manager before, in their order."""
    source = {"source_kind": "manager", "source_id": manager.id}
    new = [
        each.text
        for each in agreement.first_questions()
        if not one_on_ones.asked_already(session, **source, text=each.text, manager_id=manager.id)
    ]
    return [one_on_ones.ask_next(session, text, today, manager_id=manager.id, **source) for text in new]


def _card(session: Session, meeting: OneOnOne) -> PlanCard:
    """The plan of the talk, which a meeting has once."""
    fields = agreement.first_card()
    same = select(PlanCard).where(
        PlanCard.one_on_one_id == meeting.id, PlanCard.issue == fields["issue"], PlanCard.deleted_at.is_(None)
    )
    there = session.scalar(same.limit(1))
    if there is not None:
        return there
    last = session.scalar(select(func.max(PlanCard.position)).where(PlanCard.one_on_one_id == meeting.id))
    card = PlanCard(one_on_one_id=meeting.id, position=0 if last is None else last + 1, **fields)
    session.add(card)
    session.flush()
    return card
