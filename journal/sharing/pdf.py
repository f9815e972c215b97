"""From the finished document to the bytes of the PDF; the same document always gives the same bytes.

This module and what it stands on see a `SummaryDocument` and nothing else: there is no way from here to the journal.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from typing import Final

from journal.errors import BadInput
from journal.sharing.document import MonthChart, SummaryDocument
from journal.sharing.fonts import PLAIN
from journal.sharing.pdf_file import ONE_AT_A_TIME, QuietCanvas
from journal.sharing.pdf_layout import Layout, lay_out
from journal.sharing.pdf_styles import ACCENT, QUIET, SIDES, SIZES, Frame, register_faces
from journal.text import _

_LABEL_SIZE: Final = 8.5


def render(document: SummaryDocument) -> bytes:
    """Draw a paper on one page, or two at the most.

    Raises BadInput when it does not fit on two pages, or when it holds a character that the fonts cannot draw.
    """
    with ONE_AT_A_TIME:
        return _render(document)


def _render(document: SummaryDocument) -> bytes:
    covered = register_faces()
    _check_characters(document, covered)
    layout = lay_out(document, Frame(*SIZES[document.page], side=SIDES[document.look]))
    canvas = QuietCanvas(
        SIZES[document.page],
        PLAIN,
        title=document.title,
        language=document.language,
        fingerprint=hashlib.sha256(repr(document).encode()).digest()[:16],
    )
    for number in range(len(layout.sheets)):
        _draw_sheet(canvas, document, layout, number)
    return canvas.finished()


def _draw_sheet(canvas: QuietCanvas, document: SummaryDocument, layout: Layout, number: int) -> None:
    frame = layout.frame
    if label := document.page_label(number + 1, len(layout.sheets)):
        canvas.setFont(PLAIN, _LABEL_SIZE)
        canvas.setFillColor(QUIET)
        canvas.drawRightString(frame.width - frame.right, frame.bottom * 0.56, label)
    if number == 0:
        _draw_rule(canvas, frame, frame.height - frame.top - layout.rule)
    _draw_marks(canvas, layout, number, boxes=document.boxes)
    for placed in layout.sheets[number].placed:
        placed.what.drawOn(canvas, placed.left, frame.height - frame.top - placed.top - placed.height)
    canvas.showPage()


def _draw_rule(canvas: QuietCanvas, frame: Frame, height: float) -> None:
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.75)
    canvas.line(frame.left, height, frame.width - frame.right, height)


def _draw_marks(canvas: QuietCanvas, layout: Layout, number: int, *, boxes: bool) -> None:
    """A small dash in the gutter where each line begins, at half the height of its small letters; or a box to tick."""
    top = layout.frame.height - layout.frame.top - layout.density.size * 0.66
    marks = [placed for placed in layout.sheets[number].placed if placed.marked]
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.5)
    if boxes:
        side = layout.density.size * 0.85
        for mark in marks:
            canvas.rect(mark.left - side - 7, top - mark.top - side / 2, side, side, stroke=1, fill=0)
        return
    canvas.lines(  # pyright: ignore[reportUnknownMemberType] the typesetter's stubs are incomplete
        [(mark.left - 11, top - mark.top, mark.left - 5, top - mark.top) for mark in marks]
    )


def _check_characters(document: SummaryDocument, covered: frozenset[str]) -> None:
    """An unknown character would come out as an empty box: say which it is and where, so that it can be changed."""
    for place, text in _places(document):
        unknown = next((character for character in text if character not in covered and not character.isspace()), None)
        if unknown is not None:
            name = unicodedata.name(unknown, f"U+{ord(unknown):04X}").lower()
            raise BadInput(
                _("The character {character} ({name}) in {place} cannot be printed: please use another.").format(
                    character=unknown, name=name, place=place
                )
            )


def _places(document: SummaryDocument) -> Iterator[tuple[str, str]]:
    """Every text with the name of its place, as a message names it."""
    yield _("the title"), document.title
    yield _("the period"), document.period
    yield _("the line under the title"), document.byline
    for part in document.parts():
        if isinstance(part, MonthChart):
            yield _("the chart"), "".join(part.texts())
            continue
        if part.above:
            yield _("a heading"), part.above
        for number, line in enumerate(part.lines, start=1):
            yield _("line {number} of “{heading}”").format(number=number, heading=part.heading), line
        yield _("a heading"), part.heading
