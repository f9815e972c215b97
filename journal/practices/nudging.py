"""A nudge: a few words that remind the manager of what I wait for, in the channel and the style that they like.

It waits on a thing and never blames a person; it asks when, and offers to clear the way (source articles 2 and 3).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from journal.errors import BadInput
from journal.store.tables import Commitment, Manager
from journal.text import _, month_name

#: How it reaches them, as said above the words.
HOW: Final[dict[str, str]] = {
    "": _("Change it as you like, then copy it."),
    "talk": _("They like to be told in person: a few words for when you next meet."),
    "call": _("They like a call: what to say, in half a minute."),
    "chat": _("They like chat: short enough for one message."),
    "mail": _("They like mail: the first line is the subject."),
}


@dataclass(frozen=True)
class Nudge:
    """The words, and a sentence about how they reach the manager."""

    text: str
    how: str


def draft(commitment: Commitment, manager: Manager, today: date) -> Nudge:
    """Words for what the manager promised and I wait for. Raises BadInput for a promise of mine, or one that is closed."""
    if commitment.owner != "manager" or commitment.status != "open":
        raise BadInput(_("A nudge is for what your manager promised and you wait for."))
    parts = _parts(commitment, manager, today)
    body = {"mail": _mail, "talk": _points, "call": _spoken}.get(manager.channel, _written)
    return Nudge(body(parts, commitment, manager), HOW[manager.channel])


def _parts(commitment: Commitment, manager: Manager, today: date) -> list[str]:
    """What I wait on; when it could be; and for who likes the full picture, what I can do and how it came up."""
    parts = [_waiting(commitment, manager), _when(commitment.due, today)]
    if manager.detail != "brief":
        parts.append(_("If something stands in the way, tell me what I can take off your desk."))
    if manager.takes_in == "listening" and manager.channel in ("", "chat", "mail"):
        parts.append(_("Two minutes by voice are enough, if that is easier."))
    if manager.takes_in == "reading" and manager.channel in ("talk", "call"):
        parts.append(_("I can send you the background in writing."))
    return parts


def _waiting(commitment: Commitment, manager: Manager) -> str:
    what = commitment.what.strip().rstrip(".")
    if manager.detail == "full":
        words = _("One thing of {day} that I am waiting on: “{what}”.")
        return words.format(day=_day(commitment.made_on), what=what)
    return _("I am waiting on one thing: “{what}”.").format(what=what)


def _when(due: date | None, today: date) -> str:
    if due is None:
        return _("When could it fit?")
    if due == today:
        return _("Does today work for you?")
    if due > today:
        return _("Does {day} work for you?").format(day=_day(due))
    return _("We had {day} in mind: which day works for you now?").format(day=_day(due))


def _written(parts: list[str], _commitment: Commitment, _manager: Manager) -> str:
    return " ".join(parts)


def _points(parts: list[str], _commitment: Commitment, _manager: Manager) -> str:
    return "\n".join(f"– {part}" for part in parts)


def _spoken(parts: list[str], _commitment: Commitment, _manager: Manager) -> str:
    return " ".join([_("Do you have half a minute?"), *parts])


def _mail(parts: list[str], commitment: Commitment, manager: Manager) -> str:
    subject = _("Waiting on: {what}").format(what=_first_words(commitment.what))
    name = manager.name.strip().split(" ")[0]
    is_named = name and manager.name.strip() != _("My manager")
    greeting = _("Hello {name},").format(name=name) if is_named else _("Hello,")
    main, rest = " ".join(parts[:2]), " ".join(parts[2:])
    return "\n\n".join(part for part in (subject, greeting, main, rest, _("Thank you!")) if part)


def _first_words(text: str, longest: int = 50) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= longest else f"{line[: longest - 1].rsplit(' ', 1)[0]}…"


def _day(day: date) -> str:
    return _("{day} {month}").format(day=day.day, month=month_name(day.month))
