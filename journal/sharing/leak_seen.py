"""Whether a human sees on a finished paper what a reader reads from it, and nothing else.

Text that is pale, tiny, off the page or under a box is there to be overlooked; boxes and lines beyond those that the paper
has could draw what no reader reads.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from journal.sharing.document import SummaryDocument
from journal.sharing.leak_drawing import Box, Color, Drawing, Filled, Shift, Shown
from journal.sharing.leak_places import leak

_LEAST_SIZE: Final = 2.5  # points
_LEAST_CONTRAST: Final = 4.5  # WCAG 2, for text
_HIGHEST_RISE: Final = 1.5  # of the size
_HEIGHT: Final = 0.7  # of the size: capitals
_RULES: Final = 6  # under the head, around the sentences before and after the parts, and under a chart
_WHITE: Final[Color] = (1.0, 1.0, 1.0)


def check_seen(drawing: Drawing, page: Box, width_of: Callable[[str, int], int]) -> None:
    """Every text is large and strong enough to be read, lies on the page, and under nothing.

    `width_of` tells how far a glyph advances in a font, in thousandths of the size. Raises LeakFound.
    """
    below: list[Filled] = []
    texts: list[Box] = []
    for mark in drawing.marks:
        if isinstance(mark, Filled):
            if any(mark.box.overlaps(text) for text in texts):
                raise leak("/Contents")
            below.append(mark)
            continue
        place = _extent(mark, width_of)
        if mark.size < _LEAST_SIZE or not page.holds(place) or not _stands_out(mark.color, place, below):
            raise leak("/Contents")
        texts.append(place)


def _extent(shown: Shown, width_of: Callable[[str, int], int]) -> Box:
    """Where the glyphs of a text lie: from the first to the last, and the whole height of the type."""
    pen = 0
    starts, ends = [0], [0]
    for step in shown.steps:
        if isinstance(step, Shift):
            pen -= step.by
            continue
        starts.append(pen)
        for number in step.numbers:
            pen += width_of(step.font, number)
        ends.append(pen)
    scale = shown.size / 1000
    low, high = shown.rise
    if max(high, -low) > _HIGHEST_RISE * shown.size:
        raise leak("/Contents")
    return Box(
        shown.x + min(starts) * scale, shown.y + low, shown.x + max(ends) * scale, shown.y + shown.size * _HEIGHT + high
    )


def _stands_out(color: Color, place: Box, below: Sequence[Filled]) -> bool:
    """Whether a colour can be told from all that shows through around a text: the boxes under it, or the paper."""
    for filled in reversed(below):
        if filled.box.overlaps(place):
            if _contrast(color, filled.color) < _LEAST_CONTRAST:
                return False
            if filled.box.holds(place):
                return True
    return _contrast(color, _WHITE) >= _LEAST_CONTRAST


def _contrast(one: Color, other: Color) -> float:
    """How far apart two colours are in lightness, 1 to 21 (WCAG 2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@cache
def _luminance(color: Color) -> float:
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def check_amount(drawings: Sequence[Drawing], document: SummaryDocument) -> None:
    """There are no more lines and boxes than the paper has marks, bars and rules: none that could draw something else."""
    chart, sections = document.chart, document.sections
    marks = sum(len(section.lines) for section in sections)
    bars = sum(len(month.figures) for month in chart.months) + len(chart.labels) if chart else 0
    frames = sum(section.grid for section in sections)
    rules = sum(section.rules for section in sections) + len(document.parts()) + _RULES
    boxes = bars + frames + (marks if document.boxes else 0)
    if sum(each.lines for each in drawings) > marks + rules or sum(each.boxes for each in drawings) > boxes:
        raise leak("/Contents")
