"""What needs attention now: the next one-on-one and what to bring, what is due, what one waits for, this day in earlier years."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from journal.practices import commitments, entries, feedback, one_on_ones, requests
from journal.practices.entries import EntryRow
from journal.practices.feedback import Heard
from journal.practices.one_on_ones import Agenda
from journal.practices.requests import Asked
from journal.store.tables import Commitment, OneOnOne

SOON: Final = timedelta(days=14)


@dataclass(frozen=True)
class Bring:
    """What comes into a one-on-one by itself: its agenda, and the open promises of both sides."""

    agenda: Agenda
    mine: list[Commitment]
    theirs: list[Commitment]


@dataclass(frozen=True)
class Today:
    """Everything that the page Today shows.

    next_meeting: None when none is planned; bring: what belongs into it; unclosed: planned meetings whose day has
    passed; due: my open commitments that are overdue or due within 14 days; waiting_promises, waiting_requests: what the
    manager owes; ask_again: feedback whose day to ask again has come; on_this_day: entries of earlier years; is_empty:
    nothing was written yet that could ever stand here.
    """

    day: date
    next_meeting: OneOnOne | None
    bring: Bring | None
    unclosed: list[OneOnOne]
    due: list[Commitment]
    waiting_promises: list[Commitment]
    waiting_requests: list[Asked]
    ask_again: list[Heard]
    on_this_day: list[EntryRow]
    has_entries: bool
    is_empty: bool


def look(session: Session, today: date) -> Today:
    """What needs attention on a day."""
    planned = one_on_ones.planned(session)
    meeting = next((each for each in planned if each.day >= today), None)
    waiting = commitments.open_ones(session)
    has_entries = bool(entries.first_rows(session, entries.EntryFilter(), 1))
    return Today(
        day=today,
        next_meeting=meeting,
        bring=bring(session, meeting) if meeting else None,
        unclosed=[each for each in planned if each.day < today],
        due=[each for each in waiting if each.owner == "me" and each.due is not None and each.due <= today + SOON],
        waiting_promises=[each for each in waiting if each.owner == "manager"],
        waiting_requests=requests.waiting(session),
        ask_again=feedback.to_ask_again(session, today),
        on_this_day=entries.on_this_day(session, today),
        has_entries=has_entries,
        is_empty=not (has_entries or planned or waiting),
    )


def bring(session: Session, meeting: OneOnOne) -> Bring:
    """What belongs into a meeting: its topics with those carried over, and the open promises of both sides."""
    waiting = [each for each in commitments.open_ones(session) if each.manager_id == meeting.manager_id]
    return Bring(
        one_on_ones.agenda(session, meeting),
        [each for each in waiting if each.owner == "me"],
        [each for each in waiting if each.owner == "manager"],
    )
