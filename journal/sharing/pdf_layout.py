"""How a paper is set: on one page if any density allows it, on two if not, and never with anything cut off."""

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from journal.errors import BadInput
from journal.sharing.document import MonthChart, SummaryDocument
from journal.sharing.pdf_filling import Filling, Sheet, lines_of
from journal.sharing.pdf_styles import DENSITIES_OF, Density, Frame, Styles, styles
from journal.sharing.pdf_text import set_block
from journal.text import _, n_

_MOST_LETTERS: Final = 12_000  # of a page: more than the narrowest of them take at the tightest density
_WIDE: Final = 4  # letters
_MOST_LINES: Final = 80  # of a page, at the tightest density
_MOST_TRIED_DENSELY: Final = 2  # pages: beyond them type is not made small to save one more
_ENDLESS: Final = 1e6  # points: no text is set in more than one line


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole paper, ready to be drawn."""

    sheets: tuple[Sheet, ...]
    frame: Frame
    styles: Styles


def refuse_endless(document: SummaryDocument) -> None:
    """Refuse what can never find room before any letter of it is looked at: by its length, and its number of lines.

    Raises BadInput with a number of lines that must go at the least.
    """
    room = _MOST_LETTERS * document.most_pages
    if sum(map(len, (document.title, document.period, document.byline, document.foot))) > room:
        raise BadInput(_("The title is too long for the page: please shorten it."))
    rows = _MOST_LINES * document.most_pages
    for kept, text in enumerate(_lines(document)):
        room -= _letters(text)
        rows -= 1 + text.count("\n")
        if room < 0 or rows < 0:
            raise _too_much(document, max(1, lines_of(document) - kept))


def _letters(text: str) -> int:
    """The length of a text, in which the signs of East Asian scripts, each as wide as high, count several times."""
    if text.isascii():
        return len(text)
    return len(text) + (_WIDE - 1) * sum(unicodedata.east_asian_width(character) in "WF" for character in text)


def _lines(document: SummaryDocument) -> Iterator[str]:
    """The texts that `lines_of` counts, in their order; what stands over them goes with the first one."""
    if document.opening:
        yield document.opening
    for part in document.parts():
        if isinstance(part, MonthChart) or not part.lines:
            yield " ".join(part.texts())
        else:
            yield part.above + part.heading + part.lines[0]
            yield from part.lines[1:]
    if document.closing:
        yield document.closing


def lay_out(document: SummaryDocument, frame: Frame) -> Layout:
    """Choose the airiest setting that fits on one page, or else on as few as it may take.

    Raises BadInput, with the number of lines that must go, when that is not enough.
    """
    least = _LeastHeight(document, frame)
    left_over = 0
    attempts = list(_attempts(DENSITIES_OF[document.look], document.most_pages))
    for density, pages in attempts:
        if least.at(density) > frame.depth * pages and (density, pages) != attempts[-1]:
            continue
        style = styles(density, document.design)
        filling = Filling(document, frame, style, pages)
        filling.fill()
        left_over = filling.left_over
        if not left_over:
            return Layout(tuple(filling.sheets), frame, style)
    raise _too_much(document, left_over)


def _attempts(densities: tuple[Density, ...], most_pages: int) -> Iterator[tuple[Density, int]]:
    for pages in range(1, min(most_pages, _MOST_TRIED_DENSELY) + 1):
        yield from ((density, pages) for density in densities)
    if most_pages > _MOST_TRIED_DENSELY:
        yield from ((density, most_pages) for density in densities[1:])


def _too_much(document: SummaryDocument, left_over: int) -> BadInput:
    """The refusal. A number of lines is said of a summary alone: of other papers, one does not choose the lines."""
    pages = document.most_pages
    if document.look != "summary":
        return BadInput(
            n_(
                "This does not fit on {pages} page, even in small type: shorten some of the texts.",
                "This does not fit on {pages} pages, even in small type: shorten some of the texts.",
                pages,
            ).format(pages=pages)
        )
    return BadInput(
        " ".join(
            (
                n_("The paper does not fit on {pages} page.", "The paper does not fit on {pages} pages.", pages).format(
                    pages=pages
                ),
                n_(
                    "Take out at least {count} line, or shorten it.",
                    "Take out at least {count} lines, or shorten them.",
                    left_over,
                ).format(count=left_over),
            )
        )
    )


class _LeastHeight:
    """What a document needs at the very least, however its lines break: shows quickly that a density is too airy."""

    def __init__(self, document: SummaryDocument, frame: Frame) -> None:
        first = DENSITIES_OF[document.look][0]
        body = styles(first, document.design).body
        self._width = frame.text_width + body.size  # a mark at a line's end may stand in the margin
        self._lengths = [
            set_block(paragraph, body, _ENDLESS).width / body.size
            for section in document.sections
            if not section.grid
            for line in section.lines
            for paragraph in line.split("\n")
        ]

    def at(self, density: Density) -> float:
        """The points that this density takes for the lines alone, on however many pages."""
        return sum(math.ceil(max(1.0, length * density.size) / self._width) for length in self._lengths) * density.line
