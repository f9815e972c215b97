"""Where everything stands: one page if any density allows it, two if not, and never anything cut off."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph

from journal.errors import BadInput
from journal.sharing.charts import LEAST_CHART_HEIGHT, KeptChart
from journal.sharing.document import MonthChart, Section, SummaryDocument, paragraphs
from journal.sharing.fonts import PLAIN
from journal.sharing.pdf_styles import (
    BYLINE_STYLE,
    DENSITIES_OF,
    PALE,
    PERIOD_STYLE,
    Density,
    Frame,
    styles,
    title_style,
)
from journal.text import _, n_

MOST_PAGES: Final = 2
_TITLE_SCALES: Final = (1.0, 0.8, 0.65)
_MOST_TITLE_HEIGHT: Final = 66.0  # two lines at the largest size, three at the smallest
_GLUED_END: Final = 12  # characters; the last line of a paragraph is never one short word
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_TIED: Final = re.compile(r"(?:(?<=\d)|(?<=\b\w)) (?=\w{1,12}\b)")
_RULE_LINES: Final = 1.75  # from one line to write on to the next, in lines of type
_HEADING_WIDTH: Final = 9.9  # in sizes of the type, so that a heading breaks alike at every density
_ROWS_TO_START_WITH: Final = 3  # a long line begins at the foot of a page only when so much of it fits there
_WORTH_STARTING: Final = 0.3  # of a page: with less room than that a section moves to the next page as a whole


@dataclass(frozen=True, slots=True)
class Placed:
    """Something that has its place: `top` counts downward from the upper margin."""

    what: Flowable
    left: float
    top: float
    height: float
    marked: bool = False  # an approved line hangs a small dash into the gutter where it begins


@dataclass(slots=True)
class Sheet:
    """One page, while it fills from the top."""

    placed: list[Placed] = field(default_factory=list[Placed])
    filled: float = 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole paper, ready to be drawn; `rule` is where the line under the title runs on the first page."""

    sheets: tuple[Sheet, ...]
    frame: Frame
    density: Density
    rule: float


@dataclass(frozen=True, slots=True)
class _Piece:
    what: Flowable
    height: float
    before: float
    line: int  # which line of its section, from 0
    marked: bool


def lay_out(document: SummaryDocument, frame: Frame) -> Layout:
    """Choose the airiest setting that fits on one page, or else on two.

    Raises BadInput, with the number of lines that must go, when two pages are not enough.
    """
    densities = DENSITIES_OF[document.look]
    attempts = [(density, 1) for density in densities] + [(density, MOST_PAGES) for density in densities[1:]]
    least = _LeastHeight(document, frame).at
    left_over = 0
    for density, pages in attempts:
        if least(density) > frame.depth * pages and (density, pages) != attempts[-1]:
            continue
        setter = _Setter(frame, density, pages)
        setter.set_all(document)
        left_over = setter.left_over
        if not left_over:
            return Layout(tuple(setter.sheets), frame, density, setter.rule)
    if document.look != "summary":
        raise BadInput(_("This does not fit on two pages, even in small type: shorten some of the texts."))
    raise BadInput(
        n_(
            "The summary does not fit on two pages: take out at least {count} line, or shorten it.",
            "The summary does not fit on two pages: take out at least {count} lines, or shorten them.",
            left_over,
        ).format(count=left_over)
    )


class _LeastHeight:
    """What a document needs at the very least, however its lines break: shows quickly that a density is too airy."""

    def __init__(self, document: SummaryDocument, frame: Frame) -> None:
        self.width = frame.text_width
        self.lengths = [stringWidth(text, PLAIN, 1) for section in document.sections for text in section.lines]
        self.parts = len(document.parts())
        self.within = len(self.lengths) - len(document.sections)
        self.chart = bool(document.chart)

    def at(self, density: Density) -> float:
        """The points that this density takes, on however many pages."""
        rows = sum(max(1, math.ceil(length * density.size / self.width)) for length in self.lengths)
        chart = LEAST_CHART_HEIGHT if self.chart else 0.0
        gaps = self.within * density.gap + (self.parts - 1 - MOST_PAGES) * density.section_gap
        return rows * density.line + gaps + chart


class _Setter:
    """Fills sheets at one density; `left_over` counts the approved lines that found no room."""

    def __init__(self, frame: Frame, density: Density, most_pages: int) -> None:
        self.frame = frame
        self.density = density
        self.most_pages = most_pages
        self.sheets = [Sheet()]
        self.left_over = 0
        self.rule = 0.0
        self._gap = 0.0  # what the next part keeps from what stands above it

    def set_all(self, document: SummaryDocument) -> None:
        """Set the title and every part, until there is no room."""
        self._set_head(document)
        for part in document.parts():
            if self.left_over:
                self.left_over += _lines_in(part)
            else:
                self._set_part(part)

    def _set_head(self, document: SummaryDocument) -> None:
        width, left = self.frame.text_width, self.frame.text_left
        title, height = _title(document.title, self.density.title, width)
        self._put(Placed(title, left, 0.0, height))
        top = self._sheet.filled + 5.0
        beside = document.period and _widths(document.period, document.byline) + 24 <= width
        for text, style in (
            (document.period, PERIOD_STYLE),
            (document.byline, BYLINE_STYLE if beside else PERIOD_STYLE),
        ):
            if text:
                what = _paragraph(text, style)
                self._put(Placed(what, left, top, _height(what, width)))
                top = top if beside else self._sheet.filled
        self.rule = self._sheet.filled + 13.0
        self._gap = 13.0 + self.density.head_gap

    def _set_part(self, part: Section | MonthChart) -> None:
        heading = _heading(part, styles(self.density).heading)
        heading_height = _height(heading, min(self.frame.side, self.density.size * _HEADING_WIDTH))
        pieces = tuple(self._pieces(part))
        above = self._above(part)
        if above and self._gap == self.density.section_gap:
            self._gap += self.density.section_gap / 2  # what follows is about something else
        top = self._start(heading_height, pieces, above.height if above else 0.0)
        first_sheet = self._sheet
        if above:
            self._put(replace(above, top=top))
            top += above.height
        self._put(Placed(heading, self.frame.left, top, heading_height))
        first_sheet.filled = top
        for piece in pieces:
            if not self._set_piece(piece):
                self.left_over = _lines_in(part) - piece.line
                return
        first_sheet.filled = max(first_sheet.filled, top + heading_height)
        self._gap = self.density.section_gap

    def _above(self, part: Section | MonthChart) -> Placed | None:
        """The title over a part, with the space under it; where it stands is not known yet."""
        if isinstance(part, MonthChart) or not part.above:
            return None
        what = _paragraph(part.above, styles(self.density).above)
        height = _height(what, self.frame.width - self.frame.left - self.frame.right)
        return Placed(what, self.frame.left, 0.0, height)

    def _pieces(self, part: Section | MonthChart) -> Iterator[_Piece]:
        """What stands in the wide column; no more of it than could ever find room."""
        if isinstance(part, MonthChart):
            chart = KeptChart(part, self.density.line)
            yield _Piece(chart, _height(chart, self.frame.text_width), 0.0, 0, marked=False)
            return
        total, before = 0.0, 0.0
        for number, line in enumerate(part.lines):
            for place, text in enumerate(paragraphs(line)):
                what = _paragraph(text, styles(self.density).body)
                height = _height(what, self.frame.text_width)
                yield _Piece(what, height, before if place == 0 else 0.0, number, marked=place == 0)
                total, before = total + height, self.density.gap
                if total > self.frame.depth * self.most_pages:
                    return
        if part.rules:
            empty = _Rules(part.rules, self.density.line * _RULE_LINES)
            height = _height(empty, self.frame.text_width)
            yield _Piece(empty, height, before, max(len(part.lines) - 1, 0), marked=False)

    def _start(self, heading_height: float, pieces: tuple[_Piece, ...], above: float) -> float:
        """Where the part begins, on this sheet or on a new one; `above` is what the title over it takes."""
        top = self._sheet.filled + self._gap
        room = self.frame.depth - top - above
        whole = max(heading_height, sum(piece.before + piece.height for piece in pieces))
        first = max(heading_height, min(pieces[0].height, self.density.line * _ROWS_TO_START_WITH))
        better_whole = whole <= self.frame.depth and room < self.frame.depth * _WORTH_STARTING
        if whole > room and (first > room or better_whole) and self._turn():
            return 0.0
        return top

    def _set_piece(self, piece: _Piece) -> bool:
        """Put a piece where there is room, over the foot of the page if it is long; says whether all of it stands."""
        what, height, before, marked = piece.what, piece.height, piece.before, piece.marked
        while True:
            top = self._sheet.filled + before
            room = self.frame.depth - top
            if height <= room + 0.01:
                self._put(Placed(what, self.frame.text_left, top, height, marked))
                return True
            parts = what.split(self.frame.text_width, room) if room >= self.density.line * _ROWS_TO_START_WITH else []
            if len(parts) == 2:
                head, what = parts
                self._put(Placed(head, self.frame.text_left, top, _height(head, self.frame.text_width), marked))
                height, marked = _height(what, self.frame.text_width), False
            if not self._turn():
                return False
            before = 0.0

    def _turn(self) -> bool:
        """Go on to a new sheet, if one is left."""
        if len(self.sheets) == self.most_pages:
            return False
        self.sheets.append(Sheet())
        return True

    def _put(self, placed: Placed) -> None:
        self._sheet.placed.append(placed)
        self._sheet.filled = placed.top + placed.height

    @property
    def _sheet(self) -> Sheet:
        return self.sheets[-1]


class _Rules(Flowable):
    """Empty lines to write on."""

    def __init__(self, count: int, distance: float) -> None:
        super().__init__()
        self.count, self.distance = count, distance

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - the typesetter's signature
        """The whole width."""
        self.width, self.height = aW, self.count * self.distance
        return self.width, self.height

    def draw(self) -> None:
        """Thin lines, the last at the foot."""
        self.canv.setStrokeColor(PALE)
        self.canv.setLineWidth(0.75)
        for number in range(self.count):
            self.canv.line(0, number * self.distance, self.width, number * self.distance)


def _lines_in(part: Section | MonthChart) -> int:
    return max(1, len(part.lines)) if isinstance(part, Section) else 1


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(_glued(text)), style)


def _heading(part: Section | MonthChart, style: ParagraphStyle) -> Paragraph:
    """A heading breaks where its column ends; those of a summary stay as they have always been set."""
    if isinstance(part, Section) and not part.key:
        return Paragraph(escape(part.heading), style)
    return _paragraph(part.heading, style)


def _glued(text: str) -> str:
    """The text with spaces that do not break: after a number, after a word of one letter, and before a short end."""
    text = _TIED.sub(_NO_BREAK, text)
    end = text.rfind(" ", 0, -_GLUED_END)
    return text if end < 0 else text[: end + 1] + text[end + 1 :].replace(" ", _NO_BREAK)


def _height(what: Flowable, width: float) -> float:
    return what.wrap(width, 0x7FFFFFFF)[1]


def _widths(*texts: str) -> float:
    return sum(stringWidth(text, PERIOD_STYLE.fontName, PERIOD_STYLE.fontSize) for text in texts)


def _title(text: str, size: float, width: float) -> tuple[Paragraph, float]:
    """The title at the largest size at which it takes two lines at the most; a very long one is refused."""
    for scale in _TITLE_SCALES:
        what = _paragraph(text, title_style(size * scale))
        height = _height(what, width)
        if height <= _MOST_TITLE_HEIGHT:
            return what, height
    raise BadInput(_("The title is too long for the page: please shorten it."))
