"""Short builders for tests: whatever a test does not say is a plain, invented default."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from journal.practices import commitments, entries, managers, one_on_ones
from journal.sharing import lines
from journal.sharing.lines import Source
from journal.store.tables import (
    AgendaItem,
    Authority,
    ClimbStep,
    Commitment,
    Criterion,
    DevelopmentTalk,
    Entry,
    Evidence,
    Experience,
    Feedback,
    Goal,
    Manager,
    OneOnOne,
    PlanCard,
    Prompt,
    Pulse,
    Record,
    Request,
    RoleCase,
    ShareableLine,
    Statement,
    Surprise,
)

DAY = date(2026, 3, 2)  # a Monday


def manager(session: Session) -> Manager:
    """The current manager; the first call makes one."""
    return managers.current(session)


def entry(
    session: Session, text: str = "A quiet week.", kind: str = "interaction", day: date = DAY, **more: Any
) -> Entry:
    """An entry of a day."""
    return entries.write(session, kind, text, day, manager_id=manager(session).id, **more)


def feedback(session: Session, words: str = "be more strategic", day: date = DAY, **fields: Any) -> Feedback:
    """A feedback received on a day, by the exact words heard."""
    made = entry(session, "", "feedback", day)
    found = entries.revise_details(session, made.id, exact_words=words, **fields)
    session.flush()
    assert isinstance(found, Feedback)
    return found


def request(session: Session, ask: str = "Fund the pilot", day: date = DAY, **fields: Any) -> Request:
    """A request noted on a day; a draft unless the fields say otherwise."""
    made = entry(session, "", "request", day)
    found = entries.revise_details(session, made.id, ask=ask, **fields)
    session.flush()
    assert isinstance(found, Request)
    return found


def promise(
    session: Session, what: str = "Draft the plan", owner: str = "me", made_on: date = DAY, **more: Any
) -> Commitment:
    """A promise in the ledger."""
    return commitments.make(session, owner, what, made_on, manager_id=manager(session).id, **more)


def meeting(session: Session, day: date = DAY, start: str | None = "14:00", state: str = "held") -> OneOnOne:
    """A one-on-one, held unless the state says otherwise."""
    made = one_on_ones.plan(session, day, start, manager_id=manager(session).id)
    return one_on_ones.revise(session, made.id, state=state)


def topic(session: Session, of: OneOnOne, text: str = "The pilot", **changes: Any) -> AgendaItem:
    """A topic on the agenda of a meeting."""
    item = one_on_ones.add_item(session, of.id, text, of.day)
    return one_on_ones.revise_item(session, item.id, **changes)


def line(
    session: Session, text: str = "The pilot stands.", section: str = "progress", day: date = DAY, **source: Any
) -> ShareableLine:
    """An approved line whose source lies on a day."""
    about = Source(source.get("kind", ""), source.get("id"), day)
    return lines.approve(session, section, text, about, manager_id=manager(session).id)


def coaching(session: Session, of: OneOnOne) -> list[Record]:
    """One record of everything that the practices leave behind beside entries, commitments and agendas."""
    boss = manager(session).id
    told: dict[str, Any] = {"basis": "told", "said_on": DAY, "manager_id": boss}
    rule = Authority(decision="Hire for a vacancy", degree=3, condition="call first above grade 7", **told)
    case = RoleCase(role="Head of field service", begun_on=DAY, reasoning="Two regions run well.", manager_id=boss)
    goal = Goal(what="Speak for the whole company", why="The merger", begun_on=DAY, manager_id=boss)
    session.add_all([rule, case, goal])
    session.flush()
    shown = Criterion(role_case_id=case.id, what="Lead across two sites")
    heard = feedback(session, "be more strategic")
    made: list[Record] = [
        rule,
        case,
        goal,
        shown,
        ClimbStep(entry_id=heard.entry_id, rung="example", reached_on=DAY, words="In the quarterly review."),
        PlanCard(one_on_one_id=of.id, issue="Fund the second pilot", opening="Thank you for the budget."),
        Statement(side="manager", topic="channel", text="Calls, never mails, before noon.", **told),
        Surprise(day=DAY, what_happened="The freeze came from elsewhere.", authority_id=rule.id, manager_id=boss),
        Experience(what_they_did="Ran two mergers", known_on=DAY, manager_id=boss),
        Evidence(entry_id=entry(session, "Closed the audit.", "win").id, goal_id=goal.id),
        DevelopmentTalk(day=DAY, strengths="Calm in a crisis", manager_id=boss),
        Pulse(rated_on=DAY, support=4, trust=5, note="After the review.", manager_id=boss),
        Prompt(practice="feedback", moment="before", text="What would you see me do?"),
    ]
    session.add_all(made)
    session.flush()
    return made
