"""What a summary says, finished: final text and figures only, no ids, nothing that leads back into the journal.

Every text that the paper may show stands in a `SummaryDocument` and comes out of `texts()` and `page_label()`, in the
order of reading. What draws the paper takes its words from here alone, and what checks it counts against the same list.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from journal.errors import BadInput
from journal.text import SECTIONS, _

PageSize = Literal["A4", "Letter"]
#: How a paper is set: small and dense as a summary is read, or large as one glances at it.
Look = Literal["summary", "large"]

LONGEST_PARAGRAPH: Final = 1_500  # characters; one paragraph of 200,000 would keep the typesetter busy for 41 seconds
MOST_MONTHS: Final = 15
_CHART_STANDS_AFTER: Final = ("progress", "feedback", "commitments")
_INVISIBLE_MARKS: Final = frozenset(["\u034f", *(chr(code) for code in range(0xFE00, 0xFE10))])  # joiner, variants
_LINE_ENDS: Final = str.maketrans(
    {"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
)
_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs"})


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a paper: in the summary its key in `journal.text.SECTIONS`, its heading, and its approved lines.

    `above` is a title over this part and those that follow it; `rules` are so many empty lines to write on, after the others.
    """

    key: str
    heading: str
    lines: tuple[str, ...]
    above: str = ""
    rules: int = 0

    def texts(self) -> tuple[str, ...]:
        """Everything that this part shows, in the order of reading."""
        return (*((self.above,) if self.above else ()), self.heading, *self.lines)


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """How many of my commitments I kept in a month, and how many I made in it."""

    label: str
    kept: int
    made: int


@dataclass(frozen=True, slots=True)
class KeptByMonth:
    """The small chart: my own commitments, month by month."""

    months: tuple[MonthFigure, ...]
    heading: str
    kept_label: str
    made_label: str

    def texts(self) -> tuple[str, ...]:
        """Everything that the chart shows, in the order of reading."""
        figures = (text for month in self.months for text in (str(month.kept), str(month.made), month.label))
        return (self.heading, self.kept_label, self.made_label, *figures)


@dataclass(frozen=True, slots=True)
class SummaryDocument:
    """The whole paper. `byline` says from whom and for whom, or is empty; `language` is a tag such as `en`.

    `foot` stands at the foot of every page; `boxes` puts a box to tick before each line, in place of a dash.
    """

    title: str
    period: str
    sections: tuple[Section, ...]
    page: PageSize = "A4"
    chart: KeptByMonth | None = None
    byline: str = ""
    language: str = "en"
    look: Look = "summary"
    foot: str = ""
    boxes: bool = False

    def parts(self) -> tuple[Section | KeptByMonth, ...]:
        """The sections in their order, with the chart after the commitments, or where they would stand."""
        if self.chart is None:
            return self.sections
        place = sum(section.key in _CHART_STANDS_AFTER for section in self.sections)
        return (*self.sections[:place], self.chart, *self.sections[place:])

    def texts(self) -> tuple[str, ...]:
        """Every text of the paper, in the order in which it is drawn, but for the page labels."""
        head = (text for text in (self.title, self.period, self.byline) if text)
        return (*head, *(text for part in self.parts() for text in part.texts()))

    def page_label(self, number: int, count: int) -> str:
        """What stands at the foot of a page: of a summary nothing when there is only one."""
        page = _("Page {number} of {count}").format(number=number, count=count) if count > 1 else ""
        return " · ".join(part for part in (self.foot, page) if part)

    def allowed_texts(self, pages: int) -> tuple[str, ...]:
        """Every text that may appear when the paper has this many pages, each as often as it may appear."""
        labels = (self.page_label(number, pages) for number in range(1, pages + 1))
        return (*self.texts(), *(label for label in labels if label))


def compose(
    title: str,
    period: str,
    lines: Iterable[tuple[str, str]],
    *,
    byline: str = "",
    months: Iterable[MonthFigure] = (),
    page: PageSize = "A4",
    language: str = "en",
) -> SummaryDocument:
    """Make the paper from approved lines, each given with the key of its section, in the order of the sections.

    Every text is cleaned here; a line of which nothing is left is left out, and so is a section without lines.
    Raises BadInput when there are more months than the chart has room for.
    """
    by_key: dict[str, list[str]] = {key: [] for key in SECTIONS}
    for key, line in lines:
        if text := clean(line):
            by_key[key].append(text)
    figures = tuple(MonthFigure(clean_line(month.label), month.kept, month.made) for month in months)
    return SummaryDocument(
        title=clean_line(title),
        period=clean_line(period),
        sections=tuple(Section(key, SECTIONS[key], tuple(found)) for key, found in by_key.items() if found),
        page=page,
        chart=_chart(figures) if figures else None,
        byline=clean_line(byline),
        language=language,
    )


def _chart(months: tuple[MonthFigure, ...]) -> KeptByMonth:
    if len(months) > MOST_MONTHS:
        raise BadInput(
            _("The chart has room for {count} months: leave it out of a longer period.").format(count=MOST_MONTHS)
        )
    return KeptByMonth(
        months,
        heading=_("My commitments kept, by month"),
        kept_label=_("kept"),
        made_label=_("made"),
    )


def clean(text: str) -> str:
    """The text as typed, without what a reader cannot see but a file can carry.

    Control characters, marks that turn the direction of writing, other invisible marks and lone surrogates go; line
    ends become one kind, and a letter with its accent becomes one character, so that the fonts can draw it.
    """
    seen = "".join(
        character
        for character in text.replace("\r\n", "\n").translate(_LINE_ENDS)
        if character == "\n"
        or (unicodedata.category(character) not in _DROPPED_CATEGORIES and character not in _INVISIBLE_MARKS)
    )
    lines = (line.strip() for line in unicodedata.normalize("NFC", seen).split("\n"))
    return "\n".join(line for line in lines if line)


def clean_line(text: str) -> str:
    """A cleaned text that stays on one line, such as a title."""
    return " ".join(clean(text).split("\n"))


def paragraphs(text: str) -> Iterator[str]:
    """A cleaned text in pieces of at most 1,500 characters: at its line ends, then between words, then anywhere."""
    for line in text.split("\n"):
        rest = line
        while len(rest) > LONGEST_PARAGRAPH:
            cut = rest.rfind(" ", 1, LONGEST_PARAGRAPH + 1)
            cut = cut if cut > 0 else LONGEST_PARAGRAPH
            yield rest[:cut]
            rest = rest[cut:].lstrip(" ")
        yield rest
