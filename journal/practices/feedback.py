"""Feedback, made clear: what was heard, how far it has been climbed, and when to ask again."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.store.tables import Entry, Feedback

#: The rungs, from a vague label to one that the manager confirmed as changed (source article 4).
LADDER: Final = ("label", "example", "behaviour", "goal", "confirmed")


@dataclass(frozen=True)
class Heard:
    """A feedback with the day on which it was received."""

    entry_id: str
    day: date
    feedback: Feedback


def received(session: Session, first: date, last: date) -> list[Heard]:
    """The feedbacks received from `first` to `last`, newest first."""
    return _heard(session, Entry.day.between(first, last))


def to_ask_again(session: Session, today: date) -> list[Heard]:
    """The feedbacks whose day to ask again has come and that are not confirmed yet."""
    return _heard(session, (Feedback.ask_again_on <= today) & (Feedback.clarity != "confirmed"))


def _heard(session: Session, condition: object) -> list[Heard]:
    query = select(Entry.id, Entry.day, Feedback).join(Feedback, Feedback.entry_id == Entry.id)
    query = query.where(Entry.deleted_at.is_(None), Entry.kind == "feedback", condition)  # type: ignore[arg-type]
    return [Heard(*row) for row in session.execute(query.order_by(Entry.place.desc()))]
