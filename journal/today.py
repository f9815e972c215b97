"""What needs attention now, gathered from all practices: what comes next, what is due, what waits, and what comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from journal import preparing
from journal.practices import cadence, commitments, entries, feedback, managers, one_on_ones, requests, surprises
from journal.practices.cadence import Standing
from journal.practices.entries import EntryRow
from journal.practices.feedback import Heard
from journal.practices.requests import Asked
from journal.preparing import Preparation, ToAsk
from journal.store import records
from journal.store.tables import Commitment, Entry, Manager, OneOnOne, Statement, Surprise

SOON: Final = timedelta(days=14)
#: From so many entries on nobody needs to be told how to begin.
NOT_NEW: Final = 25


@dataclass(frozen=True)
class Step:
    """One of the first steps. `name`: `interaction`, `one_on_one`, `commitment`, `feedback` or `statement`."""

    name: str
    is_done: bool


#: The first steps in the order in which they help.
STEPS: Final = ("interaction", "one_on_one", "commitment", "feedback", "statement")


@dataclass(frozen=True)
class Today:
    """Everything that the page Today shows.

    next_meeting: None when none is planned; bring: what belongs into it; rhythm: where the plan stands with its manager;
    unclosed: planned meetings whose day has passed; due: my open commitments that are overdue or due within 14 days;
    waiting_promises, waiting_requests: what the manager owes; questions: what could be put on the next agenda; ask_again:
    feedback whose day to ask again has come; surprises: those without a rule; on_this_day: entries of earlier years;
    steps: the first ones, none once all are done or the journal is not new; is_empty: nothing was written yet that could
    ever stand here.
    """

    day: date
    next_meeting: OneOnOne | None
    bring: Preparation | None
    rhythm: Standing
    manager_id: str
    unclosed: list[OneOnOne]
    due: list[Commitment]
    waiting_promises: list[Commitment]
    waiting_requests: list[Asked]
    questions: list[ToAsk]
    ask_again: list[Heard]
    surprises: list[Surprise]
    on_this_day: list[EntryRow]
    steps: list[Step]
    is_empty: bool


def look(session: Session, today: date) -> Today:
    """What needs attention on a day."""
    planned = one_on_ones.planned(session)
    meeting = next((each for each in planned if each.day >= today), None)
    waiting = commitments.open_ones(session)
    bring = preparing.prepare(session, meeting, today) if meeting else None
    manager = _manager(session, meeting, today)
    offered = bring or (preparing.offered(session, manager.id, today) if manager else None)
    done = _done(session, has_meeting=bool(planned), has_promise=bool(waiting))
    return Today(
        day=today,
        next_meeting=meeting,
        bring=bring,
        rhythm=cadence.of(session, manager, today) if manager else Standing(None),
        manager_id=manager.id if manager else "",
        unclosed=[each for each in planned if each.day < today],
        due=[each for each in waiting if each.owner == "me" and each.due is not None and each.due <= today + SOON],
        waiting_promises=[each for each in waiting if each.owner == "manager"],
        waiting_requests=requests.waiting(session),
        questions=[*offered.questions, *offered.requests_to_make] if offered else [],
        ask_again=feedback.to_ask_again(session, today),
        surprises=surprises.without_rule(session),
        on_this_day=entries.on_this_day(session, today),
        steps=first_steps(done, len(entries.places(session, entries.EntryFilter(), limit=NOT_NEW))),
        is_empty=not done,
    )


def _manager(session: Session, meeting: OneOnOne | None, today: date) -> Manager | None:
    """Whom the next one-on-one is with, else the present manager; None in a journal without any."""
    if meeting:
        return records.get(session, Manager, meeting.manager_id)
    return managers.current(session, today) if managers.chapters(session) else None


def first_steps(done: Iterable[str], written: int) -> list[Step]:
    """The first steps while a journal is new; none once all of them are done, or enough entries are written."""
    steps = [Step(name, name in set(done)) for name in STEPS]
    return [] if written >= NOT_NEW or all(step.is_done for step in steps) else steps


def _done(session: Session, *, has_meeting: bool, has_promise: bool) -> set[str]:
    """Which of the first steps were ever taken; what is known already is not asked again."""
    found = {"one_on_one"} if has_meeting else set[str]()
    if has_promise:
        found.add("commitment")
    there = {
        "interaction": exists().where(Entry.deleted_at.is_(None)),
        "feedback": exists().where(Entry.deleted_at.is_(None), Entry.kind == "feedback"),
        "one_on_one": exists().where(OneOnOne.deleted_at.is_(None)),
        "commitment": exists().where(Commitment.deleted_at.is_(None)),
        "statement": exists().where(Statement.deleted_at.is_(None)),
    }
    return found | {name for name, is_there in there.items() if name not in found and session.scalar(select(is_there))}
