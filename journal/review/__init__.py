"""The private figures of a period. They are counts, shown with their number, and never a grade of a person."""

from collections import Counter
from datetime import date
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, load_only

from journal.practices import commitments, feedback, importance, requests
from journal.practices.requests.pipeline import live as live_requests
from journal.review import coaching
from journal.store.tables import Commitment, Entry, Feedback, OneOnOne, Request
from journal.store.tables.base import places_of

#: What counts as a note: a feedback and a request are counted under their own names.
NOTES: Final = ("interaction", "win", "reflection")


def figures(session: Session, first: date, last: date) -> dict[str, Any]:
    """The figures of the days from `first` to `last`, both included, as plain data.

    Commitments: made, kept, kept late, renegotiated and dropped within the period, open and overdue at its last day, by
    owner. Requests: how many stand in each status at the last day. Feedback: received in the period, by its present
    clarity. Importance: the rounds so far, up to the last day. Then those of the other practices: see `coaching.figures`.
    """
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "notes": notes(session, first, last),
        "one_on_ones": held(session, first, last),
        "commitments": promises(session, first, last),
        "requests_at_end": requests.statuses_on(_asked(session, last), last),
        "feedback_received": received(session, first, last),
        "importance": _rounds(session, last),
        **coaching.figures(session, first, last),
    }


def notes(session: Session, first: date, last: date) -> int:
    """How many notes were written for the days of a period."""
    begin, end = places_of(first, last)
    wanted = select(func.count()).where(
        Entry.deleted_at.is_(None), Entry.kind.in_(NOTES), Entry.place >= begin, Entry.place < end
    )
    return session.scalar(wanted) or 0


def held(session: Session, first: date, last: date) -> int:
    """How many one-on-ones were held on the days of a period."""
    wanted = select(func.count()).where(
        OneOnOne.deleted_at.is_(None), OneOnOne.state == "held", OneOnOne.day.between(first, last)
    )
    return session.scalar(wanted) or 0


def received(session: Session, first: date, last: date) -> dict[str, int]:
    """How many feedbacks were received on the days of a period, by how clear they are by now."""
    begin, end = places_of(first, last)
    wanted = select(Feedback.clarity, func.count()).join(Entry, Entry.id == Feedback.entry_id)
    wanted = wanted.where(Entry.deleted_at.is_(None), Entry.kind == "feedback", Entry.place >= begin, Entry.place < end)
    found = Counter({row[0]: row[1] for row in session.execute(wanted.group_by(Feedback.clarity))})
    return {rung: found[rung] for rung in feedback.LADDER}


def promises(session: Session, first: date, last: date) -> dict[str, dict[str, int]]:
    """By owner: the promises made and closed in a period, and those that are open and overdue at its end."""
    ledger = _ledger(session, first, last)
    return {owner: _of_owner(ledger, owner, first, last) for owner in ("manager", "me")}


def _ledger(session: Session, first: date, last: date) -> list[Commitment]:
    """The promises that were open on any day of a period."""
    still_open = or_(Commitment.closed_on.is_(None), Commitment.closed_on >= first)
    return list(session.scalars(commitments.live().where(Commitment.made_on <= last, still_open)))


def _asked(session: Session, last: date) -> list[requests.Asked]:
    """The requests that were asked by a day, with what their status on it depends on."""
    columns = load_only(Request.status, Request.asked_on, Request.answered_on)
    found = session.execute(live_requests().where(Request.asked_on <= last).options(columns))
    return [requests.Asked(*row) for row in found]


def _of_owner(ledger: list[Commitment], owner: str, first: date, last: date) -> dict[str, int]:
    own = [made for made in ledger if made.owner == owner]
    closed = [made for made in own if made.closed_on is not None and first <= made.closed_on <= last]
    by_status = Counter(made.status for made in closed)
    late = [
        made for made in closed if made.status == "kept" and made.due and made.closed_on and made.closed_on > made.due
    ]
    return {
        "made": sum(first <= made.made_on <= last for made in own),
        "kept": by_status["kept"],
        "kept_late": len(late),
        "renegotiated": by_status["renegotiated"],
        "dropped": by_status["dropped"],
        "open_at_end": sum(commitments.is_open_on(made, last) for made in own),
        "overdue_at_end": sum(commitments.is_overdue_on(made, last) for made in own),
    }


def _rounds(session: Session, last: date) -> list[dict[str, Any]]:
    return [_round(each) for each in importance.rounds(session, last)]


def _round(each: importance.Round) -> dict[str, Any]:
    mine, known = each.common("me", "manager"), each.common("my-guess-of-manager", "manager")
    return {
        "round": each.number,
        "rated_on": {rater: hand.rated_on.isoformat() for rater, hand in sorted(each.hands.items())},
        "me_vs_manager": None if mine is None else len(mine),
        "me_vs_manager_common": mine,
        "guess_vs_manager": None if known is None else len(known),
        "guess_vs_manager_common": known,
    }
