"""The whole review of a period, private: what happened, by practice, as data and as words about myself to copy."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from journal import review
from journal.look_back import learning, work
from journal.look_back.lines import Line, Part
from journal.text import _, day_range, long_day, n_

__all__ = ["PARTS", "Line", "Part", "as_text", "at_a_glance", "look"]


def at_a_glance(session: Session, first: date, last: date) -> Part:
    """The figures of the period in a few sentences."""
    return Part(
        "figures", _("At a glance"), tuple(Line(words) for words in _sentences(review.figures(session, first, last)))
    )


#: The parts of a look back, each made by one short reading of the journal.
PARTS: Final[tuple[Callable[[Session, date, date], Part], ...]] = (
    at_a_glance,
    work.wins,
    work.evidence,
    work.goals,
    learning.feedback,
    learning.requests,
    work.my_commitments,
    work.their_commitments,
    work.one_on_ones,
    learning.talks,
    learning.pulse,
    learning.agreement,
    learning.board,
)


def look(session: Session, first: date, last: date) -> list[Part]:
    """Every part that has something to tell of the days from `first` to `last`, both included."""
    return [part for make in PARTS if (part := make(session, first, last)).lines]


def as_text(parts: Iterable[Part], first: date, last: date) -> str:
    """The parts about myself as plain text, for a self-assessment; what is about the manager, or about us two, is left out."""
    paragraphs = [_("Looking back: {days}").format(days=day_range(first, last))]
    paragraphs += ["\n".join(_part_lines(part)) for part in parts if part.is_mine and part.lines]
    return "\n\n".join(paragraphs) + "\n"


def _part_lines(part: Part) -> list[str]:
    lines, group = [part.heading], ""
    for line in part.lines:
        if line.group and line.group != group:
            group = line.group
            lines.append(f"{group}:")
        about = ", ".join(words for words in (long_day(line.day) if line.day else "", line.note) if words)
        lines.append(f"- {line.text} ({about})" if about else f"- {line.text}")
    return lines


def _sentences(figures: dict[str, Any]) -> list[str]:
    mine = figures["commitments"]["me"]
    heard, climbed = sum(figures["feedback_received"].values()), figures["climbs"]["feedbacks"]
    asked = sum(each["asked"] for each in figures["requests"].values())
    said_yes = sum(each["yes"] for each in figures["requests"].values())
    talks = figures["development_talks"]
    found = [
        (figures["notes"], n_("{n} note", "{n} notes", figures["notes"])),
        (figures["one_on_ones"], n_("{n} one-on-one held", "{n} one-on-ones held", figures["one_on_ones"])),
        (mine["kept"], n_("{n} commitment of mine kept", "{n} commitments of mine kept", mine["kept"])),
        (heard, n_("{n} feedback received", "{n} feedbacks received", heard)),
        (climbed, n_("{n} feedback made clearer", "{n} feedbacks made clearer", climbed)),
        (asked, n_("{n} request made", "{n} requests made", asked)),
        (said_yes, n_("{n} request got a yes", "{n} requests got a yes", said_yes)),
        (talks["n"], n_("{n} talk about my development", "{n} talks about my development", talks["n"])),
        (
            talks["opened_by"]["me"],
            n_("{n} of these opened by me", "{n} of these opened by me", talks["opened_by"]["me"]),
        ),
    ]
    return [words.format(n=number) for number, words in found if number]
