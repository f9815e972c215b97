"""Short builders for tests: whatever a test does not say is a plain, invented default."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from journal.practices import commitments, entries, managers, one_on_ones
from journal.sharing import lines
from journal.sharing.lines import Source
from journal.store.tables import AgendaItem, Commitment, Entry, Feedback, Manager, OneOnOne, Request, ShareableLine

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
