"""Requests to the manager: clear and specific ones, from a draft to what came of them (source articles 0, 2 and 3)."""

from journal.practices.requests.answers import LADDER, TEN, Tally, answers, tally
from journal.practices.requests.pipeline import (
    ANSWERED,
    STATUSES,
    Asked,
    all_requests,
    details,
    experiences_to_ask,
    is_late,
    learn_from,
    move,
    needs_courage,
    next_steps,
    open_or_answered,
    statuses_on,
    step_days,
    to_make,
    waiting,
)
from journal.practices.requests.splitting import halves, join, linked, split
from journal.practices.requests.strength import Missing, missing

__all__ = [
    "ANSWERED",
    "LADDER",
    "STATUSES",
    "TEN",
    "Asked",
    "Missing",
    "Tally",
    "all_requests",
    "answers",
    "details",
    "experiences_to_ask",
    "halves",
    "is_late",
    "join",
    "learn_from",
    "linked",
    "missing",
    "move",
    "needs_courage",
    "next_steps",
    "open_or_answered",
    "split",
    "statuses_on",
    "step_days",
    "tally",
    "to_make",
    "waiting",
]
