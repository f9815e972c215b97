"""From the finished document to the bytes of the PDF; the same document always gives the same bytes.

This module and what it stands on see a `SummaryDocument` and nothing else: there is no way from here to the journal.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from journal.errors import BadInput
from journal.sharing.document import Section, SummaryDocument
from journal.sharing.pdf_file import ONE_AT_A_TIME, QuietCanvas
from journal.sharing.pdf_filling import Placed
from journal.sharing.pdf_layout import Layout, lay_out, refuse_endless
from journal.sharing.pdf_styles import SIDES, SIZES, Frame
from journal.sharing.pdf_text import Block, draw_text, missing
from journal.text import _

_FOOT: Final = 0.5  # of the lower margin: where the label of a page stands
_DASH: Final = 6.0  # points
_FROM_TEXT: Final = 6.0  # from a mark in the gutter to the line that it belongs to
_MIDDLE: Final = 0.26  # of the size, over the base line: the middle of small letters
_BOX: Final = 0.84  # of the size
_MOST_MARKS: Final = 6  # on one letter: no script piles up more of them
_PILED: Final = frozenset({"Mn", "Me"})


def render(document: SummaryDocument) -> bytes:
    """Draw a paper on one page if any density allows it, or else on as few as it may take.

    Raises BadInput when it does not fit, or when it holds a character that no usable face has.
    """
    refuse_endless(document)
    with ONE_AT_A_TIME:
        return _render(document)


def _render(document: SummaryDocument) -> bytes:
    _check_characters(document)
    layout = lay_out(document, Frame(*SIZES[document.page], side=SIDES[document.look]))
    canvas = QuietCanvas(
        SIZES[document.page], title=document.title, language=document.language, fingerprint=fingerprint(document)
    )
    for number in range(len(layout.sheets)):
        _draw_sheet(canvas, document, layout, number)
    return canvas.finished()


def fingerprint(document: SummaryDocument) -> bytes:
    """What tells one paper from another: its contents, but for groups to be typed, which are a secret."""
    told = tuple(replace(each, lines=()) if each.grid else each for each in document.sections)
    return hashlib.sha256(repr(replace(document, sections=told)).encode()).digest()[:16]


def _draw_sheet(canvas: QuietCanvas, document: SummaryDocument, layout: Layout, number: int) -> None:
    frame, styles = layout.frame, layout.styles
    if label := document.page_label(number + 1, len(layout.sheets)):
        draw_text(canvas, label, styles.label, frame.text_left, frame.bottom * _FOOT)
    top = frame.height - frame.top
    for placed in layout.sheets[number].placed:
        if placed.title:
            canvas.bookmark(placed.title, top - placed.top + styles.density.line)
        if placed.marked:
            _draw_mark(canvas, layout, placed, boxes=document.boxes)
        placed.what.draw(canvas, placed.left, top - placed.top)
    canvas.showPage()


def _draw_mark(canvas: QuietCanvas, layout: Layout, placed: Placed, *, boxes: bool) -> None:
    """A small dash in the gutter where a line begins, at half the height of its small letters; or a box to tick."""
    frame, styles = layout.frame, layout.styles
    size, body = styles.density.size, styles.body
    width = size * _BOX if boxes else _DASH
    at_right = isinstance(placed.what, Block) and placed.what.is_rtl
    left = placed.left + frame.text_width + _FROM_TEXT if at_right else placed.left - _FROM_TEXT - width
    middle = frame.height - frame.top - placed.top - body.depth + size * _MIDDLE
    canvas.setStrokeColor(styles.palette.strong)
    canvas.setLineWidth(0.6)
    if boxes:
        canvas.rect(left, middle - width / 2 + size * 0.06, width, width, stroke=1, fill=0)
    else:
        canvas.line(left, middle, left + width, middle)


def _check_characters(document: SummaryDocument) -> None:
    """Say which character cannot be drawn and where, so that it can be changed: it would come out as an empty box."""
    for place, text in _places(document):
        if found := missing(text):
            sentence = _("The character {character} ({name}) in {place} cannot be printed. {hint}")
            raise BadInput(
                sentence.format(character=found.character, name=found.name, place=place, hint=found.hint).strip()
            )
        if _is_overgrown(text):
            raise BadInput(
                _("A letter in {place} carries more accents than can be printed: please take some away.").format(
                    place=place
                )
            )


def _is_overgrown(text: str) -> bool:
    """Whether marks are piled on a letter so high that they would reach into the lines above or below."""
    if text.isascii():
        return False
    marks = "".join("m" if unicodedata.category(character) in _PILED else " " for character in text)
    return "m" * (_MOST_MARKS + 1) in marks


def _places(document: SummaryDocument) -> Iterator[tuple[str, str]]:
    """Every text with the name of its place, as a message names it."""
    yield _("the title"), document.title
    yield _("the period"), document.period
    yield _("the line under the title"), document.byline
    yield _("the opening sentence"), document.opening
    for part in document.parts():
        yield _("a heading"), part.heading
        if isinstance(part, Section):
            yield from _places_in(part)
        else:
            yield _("the chart"), "\n".join(part.texts())
    yield _("the closing sentence"), document.closing
    yield _("the foot of the page"), document.page_label(1, 2)


def _places_in(section: Section) -> Iterator[tuple[str, str]]:
    yield _("a heading"), section.above
    for number, line in enumerate(section.lines, start=1):
        yield _("line {number} of “{heading}”").format(number=number, heading=section.heading), line
