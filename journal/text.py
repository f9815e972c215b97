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
