"""Papers other than the summary: crib, talking points, working agreement, the importance board's blank, bigger role.

Final texts come in and a document goes out, which `pdf.render` draws as it draws a summary. Like what draws it, this
module knows no journal: whoever calls it decides what may stand on the paper.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from journal.sharing.document import (
    WINDOW_LANGUAGE,
    Design,
    PageSize,
    Section,
    SummaryDocument,
    clean,
    clean_line,
    compose,
)
from journal.sharing.labels import labels
from journal.sharing.typography import typeset
from journal.text import _, long_day

#: How many points of one section somebody keeps in mind.
MOST_POINTS: Final = 5
_STOP: Final = re.compile(r"(?:[.!?…]+[”’»\")]*\s+|[。！？]+[」』]?\s*)(?=[“‘«\"(¿¡「『]?([^\W\d_]))")
_LAST_WORD: Final = re.compile(r"[^\W\d_]+(?=[.]\s*$)")
#: So many letters has a shortened title or name, such as `Dr.` or `J.`, that ends no sentence.
_SHORT: Final = 3
_SHORTENED: Final = frozenset({"vs", "approx", "incl", "resp", "bzw", "inkl", "env"})


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
    parts = [
        (clean_line(heading), typeset(text, WINDOW_LANGUAGE)) for heading, words in card.parts if (text := clean(words))
    ]
    issue = typeset(clean_line(card.issue), WINDOW_LANGUAGE)
    return [
        Section("", heading, tuple(text.split("\n")), above=issue if place == 0 else "")
        for place, (heading, text) in enumerate(parts)
    ]


def talking_points(summary: SummaryDocument, lines: Iterable[tuple[str, str]]) -> SummaryDocument:
    """A summary as points to talk about, in large type, one thought a line: for somebody who listens rather than reads.

    `lines` are approved lines, each with the key of its section; they stand under the summary's own headings.
    """
    headings = {section.key: section.heading for section in summary.sections}
    points = compose(
        labels(summary.language)["points_title"],
        summary.period,
        [(key, point) for key, line in lines for point in thoughts(clean(line))],
        headings=headings,
        byline=summary.byline,
        page=summary.page,
        design=summary.design,
        language=summary.language,
        most_pages=summary.most_pages,
        page_words=summary.page_words,
    )
    return replace(points, look="large")


def thoughts(text: str) -> list[str]:
    """The sentences of a cleaned text, each a thought of its own; where it is not sure that one ends, none does."""
    found: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        if _ends_a_thought(text[start : stop.end()], stop[1]):
            found.append(text[start : stop.end()].strip())
            start = stop.end()
    return [each for each in (*found, text[start:].strip()) if each]


def _ends_a_thought(so_far: str, following: str) -> bool:
    """A full stop after a shortened word is none, nor is one before a small letter."""
    last = _LAST_WORD.search(so_far)
    if last is None:
        return not following.islower()
    word = last[0]
    is_shortened = word.casefold() in _SHORTENED or (word[0].isupper() and len(word) <= _SHORT)
    return not following.islower() and not is_shortened


def role_proposal(
    lines: Iterable[tuple[str, str]],
    day: date,
    *,
    language: str = "en-GB",
    page: PageSize = "A4",
    design: Design = "accent",
) -> SummaryDocument:
    """A bigger role, proposed: approved lines alone, each given with the name of its heading among the fixed labels.

    The headings are `role`, `role_criteria` and `role_next`, in this order. Raises BadInput for a language that has no
    labels.
    """
    told = labels(language)
    return compose(
        told["role_title"],
        told.day(day),
        lines,
        headings={key: told[key] for key in ("role", "role_criteria", "role_next")},
        page=page,
        design=design,
        language=language,
        page_words=told["page"],
    )


def agreement(
    lines: Iterable[tuple[str, str]], manager: str, day: date, *, page: PageSize = "A4", design: Design = "accent"
) -> SummaryDocument:
    """How we work together, to be discussed by both sides: approved lines alone, each given with its heading.

    The headings stand in the order in which they first come, and there is room to write at the end. `manager` is the
    name on the paper, or empty.
    """
    return SummaryDocument(
        title=_("How we work together"),
        period=_("To discuss · {day}").format(day=long_day(day)),
        sections=(*_grouped(lines), Section("", _("What we agreed"), (), rules=4)),
        page=page,
        design=design,
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
        if text := typeset(clean_line(line), WINDOW_LANGUAGE):
            by_heading.setdefault(clean_line(heading), []).append(text)
    return [Section("", heading, tuple(found)) for heading, found in by_heading.items()]
