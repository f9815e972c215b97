"""The parts of a paper, set for one density: what stands in the two columns, before it has its place on a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from journal.sharing.charts import Chart
from journal.sharing.document import MonthChart, Section, SummaryDocument
from journal.sharing.pdf_blocks import Drawable, Groups, WritingLines
from journal.sharing.pdf_styles import Frame, Styles
from journal.sharing.pdf_text import Block, TextStyle, set_block

_HEADING_WIDTH: Final = 9.9  # in sizes of the type, so that a heading breaks alike at every density


@dataclass(frozen=True, slots=True)
class Piece:
    """Something of the wide column: `before` is the room over it, `line` the line of its part that it shows, from 0.

    `marked`: a dash or a box hangs in the gutter where it begins. `wide`: it takes both columns.
    """

    what: Drawable
    before: float = 0.0
    line: int = 0
    marked: bool = False
    wide: bool = False
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, if there is one, and the pieces beside it; `lines` is how many lines go when it has no room."""

    pieces: tuple[Piece, ...]
    lines: int
    heading: Block | None = None
    title: str = ""  # the heading's words, for the reader's side bar
    above: Block | None = None


class Parts:
    """Makes the parts of a document in one setting; `most` points of a part are set, and no more of it."""

    def __init__(self, document: SummaryDocument, frame: Frame, styles: Styles, most: float) -> None:
        self._document, self._frame, self._styles, self._most = document, frame, styles, most
        self._marked = not any(section.grid for section in document.sections)

    def all(self) -> Iterator[Part]:
        """In the order of the paper, each made when its turn comes."""
        document, styles = self._document, self._styles
        if document.opening:
            yield self._sentence(document.opening, styles.lead)
        for part in document.parts():
            yield self._chart(part) if isinstance(part, MonthChart) else self._section(part)
        if document.closing:
            yield self._sentence(document.closing, styles.body)

    def _sentence(self, text: str, style: TextStyle) -> Part:
        what = set_block(text, style, self._frame.text_width)
        return Part((Piece(what, shift=self._styles.shift(style)),), 1)

    def _chart(self, chart: MonthChart) -> Part:
        piece = Piece(Chart(chart, self._frame.text_width, self._styles))
        return Part((piece,), 1, self._heading(chart.heading), chart.heading)

    def _section(self, section: Section) -> Part:
        styles = self._styles
        above = set_block(section.above, styles.above, self._frame.full_width) if section.above else None
        pieces = tuple(self._groups(section) if section.grid else self._lines(section))
        return Part(pieces, max(1, len(section.lines)), self._heading(section.heading), section.heading, above)

    def _heading(self, text: str) -> Block | None:
        style = self._styles.heading
        return set_block(text, style, min(self._frame.side, style.size * _HEADING_WIDTH), hang=False) if text else None

    def _groups(self, section: Section) -> Iterator[Piece]:
        wide = not section.heading
        width = self._frame.full_width if wide else self._frame.text_width
        yield Piece(Groups(section.lines, width, self._styles), wide=wide)

    def _lines(self, section: Section) -> Iterator[Piece]:
        """What stands beside a heading; no more of it than could ever find room."""
        width, density = self._frame.text_width, self._styles.density
        total, before = 0.0, 0.0
        for number, line in enumerate(section.lines):
            for place, text in enumerate(line.split("\n")):
                what = set_block(text, self._styles.body, width)
                yield Piece(what, 0.0 if place else before, number, marked=self._marked and not place)
                total, before = total + what.height, density.gap * density.unit
                if total > self._most:
                    return
        if section.rules:
            last = max(len(section.lines) - 1, 0)
            yield Piece(WritingLines(section.rules, width, self._styles), before, last)
