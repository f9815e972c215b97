"""Papers other than the summary: the crib for a talk, the working agreement to discuss, the importance board's blank.

Final texts come in and a document goes out, which `pdf.render` draws as it draws a summary. Like what draws it, this
module knows no journal: whoever calls it decides what may stand on the paper.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from journal.sharing.document import PageSize, Section, SummaryDocument, clean, clean_line
from journal.text import _, long_day


@dataclass(frozen=True, slots=True)
class CribCard:
    """One issue that I bring, and what I want to have before my eyes: each part with its heading, in the order of the talk."""

    issue: str
    parts: tuple[tuple[str, str], ...]


def crib(cards: Iterable[CribCard], meeting: str, *, page: PageSize = "A4") -> SummaryDocument:
    """What I take into a talk, in large type, marked as private at its head and at the foot of every page.

    `meeting` says which talk it is for, such as its day. A part without words is left out, and so is a card without parts.
    """
    sections = [section for card in cards for section in _card(card)]
    mark = _("Private: for my eyes only")
    return SummaryDocument(
        title=_("For the talk"),
        period=clean_line(meeting),
        sections=tuple(sections),
        page=page,
        byline=mark,
        look="large",
        foot=mark,
    )


def _card(card: CribCard) -> list[Section]:
    parts = [(clean_line(heading), text) for heading, words in card.parts if (text := clean(words))]
    issue = clean_line(card.issue)
    return [
        Section("", heading, tuple(text.split("\n")), above=issue if place == 0 else "")
        for place, (heading, text) in enumerate(parts)
    ]


def agreement(lines: Iterable[tuple[str, str]], manager: str, day: date, *, page: PageSize = "A4") -> SummaryDocument:
    """How we work together, to be discussed by both sides: approved lines alone, each given with its heading.

    The headings stand in the order in which they first come, and there is room to write at the end. `manager` is the
    name on the paper, or empty.
    """
    return SummaryDocument(
        title=_("How we work together"),
        period=_("To discuss · {day}").format(day=long_day(day)),
        sections=(*_grouped(lines), Section("", _("What we agreed"), (), rules=4)),
        page=page,
        byline=_("with {name}").format(name=name) if (name := clean_line(manager)) else "",
    )


def importance_blank(competencies: Iterable[tuple[str, str]], *, page: PageSize = "A4") -> SummaryDocument:
    """The blank on which a manager ticks four of the competencies in two minutes; each is given with its group's name."""
    return SummaryDocument(
        title=_("What matters most in my role?"),
        period=_("Please tick the four that matter most to you. It takes two minutes."),
        sections=(
            *_grouped(competencies),
            Section("", _("Is something missing?"), (), rules=2),
            Section("", _("Date"), (), rules=1),
        ),
        page=page,
        boxes=True,
    )


def _grouped(lines: Iterable[tuple[str, str]]) -> Sequence[Section]:
    by_heading: dict[str, list[str]] = {}
    for heading, line in lines:
        if text := clean_line(line):
            by_heading.setdefault(clean_line(heading), []).append(text)
    return [Section("", heading, tuple(found)) for heading, found in by_heading.items()]
