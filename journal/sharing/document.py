"""What a summary says, finished: final text and figures only, no ids, nothing that leads back into the journal.

Every text that the paper may show stands in a `SummaryDocument` and comes out of `texts()` and `page_label()`, in the
order of reading. What draws the paper takes its words from here alone, and what checks it counts against the same list.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from journal.errors import BadInput
from journal.sharing.typography import typeset
from journal.text import SECTIONS, _

PageSize = Literal["A4", "Letter"]
#: How a paper is set: small and dense as a summary is read, or large as one glances at it.
Look = Literal["summary", "large"]
#: Two designs of one page: ink and hairlines alone, or with the accent colour.
Design = Literal["plain", "accent"]

MOST_MONTHS: Final = 15
MOST_PAGES: Final = 2
#: The language of papers whose headings are the window's.
WINDOW_LANGUAGE: Final = "en-GB"
#: The label of a page among several.
PAGE_WORDS: Final = _("Page {number} of {count}")
_INVISIBLE_MARKS: Final = frozenset(  # joiner, fillers and blanks, vowels that are not written, variants
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
)
_LINE_ENDS: Final = str.maketrans(
    {"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
)
_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs"})
_JOINERS: Final = frozenset("\u200c\u200d")  # Persian, Devanagari and emoji families are spelt with them
_FIRST_JOINED: Final = 0x590  # no script before Hebrew knows them


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a paper: in the summary its key in `journal.text.SECTIONS`, its heading, and its approved lines.

    `above` is a title over this part and those that follow it; `rules` are so many empty lines to write on, after the
    others; `grid` puts the lines as numbered groups of large characters, to be typed from the paper.
    """

    key: str
    heading: str
    lines: tuple[str, ...]
    above: str = ""
    rules: int = 0
    grid: bool = False

    def texts(self) -> tuple[str, ...]:
        """Everything that this part shows, in the order of reading."""
        head = tuple(text for text in (self.above, self.heading) if text)
        if self.grid:
            return (*head, *(text for number, line in enumerate(self.lines, 1) for text in (str(number), line)))
        return (*head, *self.lines)


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """How many in a month: a figure for each of the chart's labels."""

    label: str
    figures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MonthChart:
    """The small chart, month by month: my own commitments, kept and made, or the steps of one goal.

    `about` is an approved line, or empty; `labels` name the figures of each month, one or two; it stands after the section
    `after`, or where that would stand.
    """

    months: tuple[MonthFigure, ...]
    heading: str
    labels: tuple[str, ...]
    after: str = "commitments"
    about: str = ""

    def texts(self) -> tuple[str, ...]:
        """Everything that the chart shows, in the order of reading."""
        months = (text for month in self.months for text in (*map(str, month.figures), month.label))
        return (self.heading, *((self.about,) if self.about else ()), *self.labels, *months)


@dataclass(frozen=True, slots=True)
class SummaryDocument:
    """The whole paper. `byline` says from whom and for whom, or is empty; `language` is a tag such as `en-GB`.

    `opening` and `closing` are sentences before and after all sections. `foot` stands at the foot of every page; `boxes`
    puts a box to tick before each line, in place of a dash. It takes `most_pages` at the most; `page_words` is the label
    of a page among several, in the paper's language.
    """

    title: str
    period: str
    sections: tuple[Section, ...]
    page: PageSize = "A4"
    chart: MonthChart | None = None
    byline: str = ""
    language: str = WINDOW_LANGUAGE
    look: Look = "summary"
    foot: str = ""
    boxes: bool = False
    design: Design = "accent"
    opening: str = ""
    closing: str = ""
    most_pages: int = MOST_PAGES
    page_words: str = PAGE_WORDS

    def parts(self) -> tuple[Section | MonthChart, ...]:
        """The sections in their order, with the chart after its section, or where that would stand."""
        if self.chart is None:
            return self.sections
        order = list(SECTIONS)
        before = order[: order.index(self.chart.after) + 1] if self.chart.after in order else order
        place = sum(section.key in before for section in self.sections)
        return (*self.sections[:place], self.chart, *self.sections[place:])

    def texts(self) -> tuple[str, ...]:
        """Every text of the paper, in the order in which it is drawn, but for the page labels."""
        head = (text for text in (self.title, self.period, self.byline, self.opening) if text)
        inner = (text for part in self.parts() for text in part.texts())
        return (*head, *inner, *((self.closing,) if self.closing else ()))

    def bookmarks(self) -> tuple[str, ...]:
        """The headings under which a reader finds the parts, in their order."""
        return tuple(part.heading for part in self.parts() if part.heading)

    def page_label(self, number: int, count: int) -> str:
        """What stands at the foot of a page: of a summary nothing when there is only one."""
        page = self.page_words.format(number=number, count=count) if count > 1 else ""
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
    headings: Mapping[str, str] = SECTIONS,
    chart: MonthChart | None = None,
    byline: str = "",
    page: PageSize = "A4",
    design: Design = "accent",
    language: str = WINDOW_LANGUAGE,
    most_pages: int = MOST_PAGES,
    page_words: str = PAGE_WORDS,
) -> SummaryDocument:
    """Make the paper from approved lines, each given with the key of its section, in the order of the sections.

    `opening` and `closing` are keys as well: they stand before and after the sections. Every text is cleaned here, and set
    with the marks of its language; a line of which nothing is left is left out, and so is a section without lines. Raises
    BadInput when there are more months than the chart has room for.
    """
    by_key: dict[str, list[str]] = {"opening": [], **{key: [] for key in headings}, "closing": []}
    for key, line in lines:
        if text := clean(line):
            by_key[key].append(typeset(text, language))
    around = {key: clean_line("\n".join(by_key.pop(key))) for key in ("opening", "closing")}
    return SummaryDocument(
        title=clean_line(title),
        period=clean_line(period),
        sections=tuple(Section(key, headings[key], tuple(found)) for key, found in by_key.items() if found),
        page=page,
        chart=_cleaned(chart, language) if chart else None,
        byline=typeset(clean_line(byline), language),
        language=language,
        design=design,
        opening=around["opening"],
        closing=around["closing"],
        most_pages=most_pages,
        page_words=page_words,
    )


def _cleaned(chart: MonthChart, language: str) -> MonthChart:
    if len(chart.months) > MOST_MONTHS:
        raise BadInput(
            _("The chart has room for {count} months: leave it out of a longer period.").format(count=MOST_MONTHS)
        )
    return replace(
        chart,
        months=tuple(replace(month, label=clean_line(month.label)) for month in chart.months),
        about=typeset(clean_line(chart.about), language),
    )


def clean(text: str) -> str:
    """The text as typed, without what a reader cannot see but a file can carry.

    Control characters, marks that turn the direction of writing, other invisible marks and lone surrogates go; line
    ends become one kind, and a letter with its accent becomes one character, so that the fonts can draw it.
    """
    plain = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    seen = "".join(character for place, character in enumerate(plain) if _is_kept(plain, place, character))
    lines = (line.strip() for line in unicodedata.normalize("NFC", seen).split("\n"))
    return "\n".join(line for line in lines if line)


def _is_kept(text: str, place: int, character: str) -> bool:
    if character in _JOINERS:
        return place > 0 and ord(text[place - 1]) >= _FIRST_JOINED
    if character in _INVISIBLE_MARKS:
        return False
    return character == "\n" or unicodedata.category(character) not in _DROPPED_CATEGORIES


def clean_line(text: str) -> str:
    """A cleaned text that stays on one line, such as a title."""
    return " ".join(clean(text).split("\n"))
