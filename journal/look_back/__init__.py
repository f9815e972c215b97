"""The whole review of a period, private: what happened, by practice, as data and as words about myself to copy."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from journal.look_back import glance, learning, work
from journal.look_back.lines import Line, Part
from journal.text import _, day_range, long_day

__all__ = ["PARTS", "Line", "Part", "as_text", "joined", "look"]


#: The parts of a look back, each made by one short reading of the journal.
PARTS: Final[tuple[Callable[[Session, date, date], Part], ...]] = (
    *glance.PARTS,
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
    return joined(make(session, first, last) for make in PARTS)


def joined(parts: Iterable[Part]) -> list[Part]:
    """The parts that have something to tell; those of one name that follow each other as one."""
    found: list[Part] = []
    for part in parts:
        if part.lines and found and found[-1].name == part.name:
            found[-1] = replace(part, lines=(*found[-1].lines, *part.lines))
        elif part.lines:
            found.append(part)
    return found


def as_text(parts: Iterable[Part], first: date, last: date) -> str:
    """The parts about myself as plain text, for a self-assessment; what is about the manager, or in their words, is left out."""
    paragraphs = [_("Looking back: {days}").format(days=day_range(first, last))]
    paragraphs += ["\n".join(_part_lines(part)) for part in parts if part.is_mine and part.lines]
    return "\n\n".join(paragraphs) + "\n"


def _part_lines(part: Part) -> list[str]:
    lines, group = [part.heading], ""
    for line in part.lines:
        if line.group and line.group != group:
            group = line.group
            lines.append(f"{group}:")
        note = line.note if line.copied is None else line.copied
        about = ", ".join(words for words in (long_day(line.day) if line.day else "", note) if words)
        lines.append(f"- {line.text} ({about})" if about else f"- {line.text}")
    return lines
