"""Every word that a user sees goes through here, in any layer, so that no language ever needs a rewrite.

`_` translates one text, `n_` one that depends on a number. Names of kinds, statuses and sections stand here once,
because the window, the command line and the summary must call a thing by the same word.
"""

import gettext
from datetime import date
from typing import Final

from journal.paths import resource

DOMAIN: Final = "upward"

_catalogue = gettext.translation(DOMAIN, str(resource("locale")), fallback=True)
_ = _catalogue.gettext
n_ = _catalogue.ngettext

ENTRY_KINDS: Final[dict[str, str]] = {
    "interaction": _("Interaction"),
    "feedback": _("Feedback"),
    "request": _("Request"),
    "win": _("Win"),
    "reflection": _("Reflection"),
}
FEEDBACK_KINDS: Final[dict[str, str]] = {
    "appreciation": _("Appreciation"),
    "coaching": _("Coaching"),
    "evaluation": _("Evaluation"),
}
CLARITIES: Final[dict[str, str]] = {
    "label": _("Label"),
    "example": _("Example"),
    "behaviour": _("Behaviour"),
    "goal": _("Goal"),
    "confirmed": _("Confirmed"),
}
REQUEST_KINDS: Final[dict[str, str]] = {
    "intervene": _("Intervene with another executive"),
    "advice": _("Advice from their experience"),
    "decision": _("Weigh in on a decision"),
    "information": _("Information"),
    "introduction": _("Introduction"),
    "resources": _("Resources"),
    "visibility": _("Visibility"),
    "support": _("Support for my development"),
    "role": _("A bigger role"),
}
REQUEST_STATUSES: Final[dict[str, str]] = {
    "draft": _("Draft"),
    "asked": _("Asked"),
    "agreed": _("Agreed"),
    "delivered": _("Delivered"),
    "declined": _("Declined"),
    "withdrawn": _("Withdrawn"),
}
COMMITMENT_STATUSES: Final[dict[str, str]] = {
    "open": _("Open"),
    "kept": _("Kept"),
    "renegotiated": _("Renegotiated"),
    "dropped": _("Dropped"),
}
OWNERS: Final[dict[str, str]] = {"me": _("Me"), "manager": _("My manager")}
MEETING_STATES: Final[dict[str, str]] = {"planned": _("Planned"), "held": _("Held")}
RATERS: Final[dict[str, str]] = {
    "me": _("Me"),
    "my-guess-of-manager": _("My guess of my manager’s"),
    "manager": _("My manager"),
}
SECTIONS: Final[dict[str, str]] = {
    "progress": _("Progress"),
    "feedback": _("Your feedback, and what I did with it"),
    "commitments": _("Commitments"),
    "support": _("Support that helped: thank you"),
    "requests": _("Requests"),
    "next": _("Next steps"),
}
HIT_KINDS: Final[dict[str, str]] = {
    **ENTRY_KINDS,
    "one_on_one": _("One-on-one"),
    "commitment": _("Commitment"),
}

#: What a kind of record is called, by its table; a table that is not here is a part of another record.
RECORDS: Final[dict[str, str]] = {
    "entry": _("Entry"),
    "one_on_one": _("One-on-one"),
    "agenda_item": _("Topic"),
    "commitment": _("Commitment"),
    "shareable_line": _("Line for a summary"),
    "importance_hand": _("Importance hand"),
    "receipt": _("Receipt"),
    "manager": _("Manager"),
}
#: What each column that a user has filled, or sees, is called.
COLUMNS: Final[dict[str, dict[str, str]]] = {
    "entry": {
        "text": _("Text"),
        "kind": _("Kind"),
        "day": _("Day"),
        "time": _("Time"),
        "manager_id": _("Manager"),
    },
    "feedback": {
        "exact_words": _("The exact words"),
        "from_whom": _("From"),
        "kind": _("What kind it was"),
        "clarity": _("How clear it is"),
        "situation": _("Situation"),
        "behaviour": _("Behaviour"),
        "impact": _("Impact"),
        "what_i_will_do": _("What I will do"),
        "ask_again_on": _("Ask again on"),
    },
    "request": {
        "ask": _("What I ask for"),
        "kind": _("What kind of request"),
        "by_when": _("By when"),
        "why_it_helps_them": _("What it does for them"),
        "status": _("State"),
        "asked_on": _("Asked on"),
        "answered_on": _("Answered on"),
        "outcome": _("What came of it"),
    },
    "one_on_one": {
        "day": _("Day"),
        "start": _("Time"),
        "minutes": _("Minutes"),
        "state": _("State"),
        "notes": _("Private notes"),
        "next_topics": _("Topics for next time"),
        "manager_id": _("Manager"),
    },
    "agenda_item": {
        "text": _("Topic"),
        "discussed": _("Discussed"),
        "raised_on": _("First raised"),
        "one_on_one_id": _("One-on-one"),
    },
    "commitment": {
        "what": _("What was promised"),
        "owner": _("Whose commitment"),
        "due": _("Due"),
        "status": _("State"),
        "closed_on": _("Closed on"),
        "reason": _("Reason"),
        "made_on": _("Promised on"),
        "one_on_one_id": _("One-on-one"),
        "manager_id": _("Manager"),
    },
    "shareable_line": {
        "text": _("The line that your manager will read"),
        "section": _("Section of the summary"),
        "source_day": _("The day that it counts on"),
        "withdrawn_at": _("Not in the summary since"),
        "manager_id": _("Manager"),
    },
    "importance_hand": {
        "rater": _("Whose choice"),
        "competencies": _("Competencies"),
        "rated_on": _("Day"),
        "manager_id": _("Manager"),
    },
    "receipt": {
        "title": _("Title"),
        "lines": _("Lines"),
        "made_at": _("Handed over"),
        "period_from": _("First day"),
        "period_to": _("Last day"),
        "manager_id": _("Manager"),
    },
    "manager": {"name": _("Name"), "started_on": _("Since"), "ended_on": _("Until")},
}

_MONTHS: Final = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)


def long_day(day: date) -> str:
    """A day as a sentence holds it, such as `3 July 2026`; for papers, where the system's locale must not show."""
    return _("{day} {month} {year}").format(day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def month_name(month: int) -> str:
    """The name of a month, 1 to 12."""
    return _MONTHS[month - 1]


def day_range(first: date, last: date) -> str:
    """A period as a title says it: `1 July – 30 September 2026`; a single day as itself."""
    if first == last:
        return long_day(first)
    if first.year == last.year:
        start = _("{day} {month}").format(day=first.day, month=_MONTHS[first.month - 1])
    else:
        start = long_day(first)
    return _("{start} – {end}").format(start=start, end=long_day(last))


def first_line(text: str) -> str:
    """The line that stands for a text in lists: its first that is not blank, without space around it."""
    head = text.partition("\n")[0].strip()
    return head or next((line.strip() for line in text.splitlines() if line.strip()), "")
