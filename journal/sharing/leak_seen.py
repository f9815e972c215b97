"""Whether a human sees on a finished paper what a reader reads from it, and nothing else.

Text that is pale, tiny, off the page or under a box is there to be overlooked; boxes and lines beyond those that the paper
has could draw what no reader reads.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from journal.sharing.document import SummaryDocument
from journal.sharing.leak_drawing import Box, Color, Drawing, Filled, Shift, Shown
from journal.sharing.leak_places import leak

_LEAST_SIZE: Final = 2.5  # points
_LEAST_CONTRAST: Final = 4.5  # WCAG 2, for text
_HIGHEST_RISE: Final = 1.5  # of the size
_HEIGHT: Final = 0.7  # of the size: capitals
_RULES: Final = 6  # under the head, around the sentences before and after the parts, and under a chart
_LONGEST_DASH: Final = 6.5  # points
_LARGEST_SWATCH: Final = 6.5
_NEAR: Final = 0.05
_END: Final = 0.5  # of the size: what hangs in the margin may touch the dash beside it
_FULL: Final = 5.0  # of the size: the narrowest column is wider by the widest letter
_WHITE: Final[Color] = (1.0, 1.0, 1.0)


def check_seen(drawing: Drawing, page: Box, width_of: Callable[[str, int], int]) -> None:
    """Every text is large and strong enough to be read, lies on the page, and under nothing.

    `width_of` tells how far a glyph advances in a font, in thousandths of the size. Raises LeakFound.
    """
    below: list[Filled] = []
    texts: list[Box] = []
    lines = [*drawing.lines, *(side for frame in drawing.frames for side in _sides(frame))]
    for mark in drawing.marks:
        if isinstance(mark, Filled):
            if any(mark.box.overlaps(text) for text in texts):
                raise leak("/Contents")
            below.append(mark)
            continue
        place = _extent(mark, width_of)
        if mark.size < _LEAST_SIZE or not page.holds(place) or not _stands_out(mark.color, place, below):
            raise leak("/Contents")
        letters = Box(place.left, mark.y, place.right, mark.y + mark.size * _HEIGHT)
        end = min(_END * mark.size, (place.right - place.left) / 2)
        inner = letters._replace(left=place.left + end, right=place.right - end)
        if any(letters.overlaps(text) for text in texts) or any(line.touches(inner) for line in lines):
            raise leak("/Contents")
        texts.append(letters)


class Placed(NamedTuple):
    """A line of a text on its page, and how it stands to the text: see `leak_wanted.Part`."""

    page: int
    shown: Shown
    goes_on: bool
    is_broken: bool


def check_order(lines: Sequence[Placed], width_of: Callable[[str, int], int]) -> None:
    """A text goes on under its line before, alike in size and colour, and only a line that is full breaks a word.

    Letters that may stand anywhere could be put together to other words. Raises LeakFound.
    """
    for before, here in pairwise(lines):
        one, other = before.shown, here.shown
        is_under = before.page < here.page or other.y < one.y - _HEIGHT * other.size
        if here.goes_on and (not is_under or (one.size, one.color) != (other.size, other.color)):
            raise leak("/Contents")
    for line in lines:
        if line.is_broken:
            place = _extent(line.shown, width_of)
            if place.right - place.left < _FULL * line.shown.size:
                raise leak("/Contents")


def _sides(box: Box) -> tuple[Box, ...]:
    """The lines around a box."""
    left, bottom, right, top = box
    return (
        Box(left, bottom, right, bottom),
        Box(left, top, right, top),
        Box(left, bottom, left, top),
        Box(right, bottom, right, top),
    )


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
    rules = bool(chart) + sum(section.rules for section in sections) + len(document.parts()) + _RULES
    boxes = bars + frames + (marks if document.boxes else 0)
    filled = [[mark.box for mark in each.marks if isinstance(mark, Filled)] for each in drawings]
    lines = [line for each in drawings for line in each.lines]
    long = sum(line.right - line.left > _LONGEST_DASH for line in lines)
    drawn = sum(len(each.frames) for each in drawings) + sum(map(len, filled))
    if long > rules or len(lines) > marks + rules or drawn > boxes:
        raise leak("/Contents")
    swatches = len(chart.labels) if chart else 0
    if sum(1 for one in filled if one) > 1 or not all(_are_bars(one, swatches) for one in filled):
        raise leak("/Contents")


def _are_bars(boxes: Sequence[Box], others: int) -> bool:
    """Boxes of one width on one line are bars of a chart, but for so many small ones; in other places they could be letters."""
    foot = min((box.bottom for box in boxes), default=0.0)
    rest = [box for box in boxes if abs(box.bottom - foot) > _NEAR]
    bars = sorted(box for box in boxes if abs(box.bottom - foot) <= _NEAR)
    if any(max(box.right - box.left, box.top - box.bottom) > _LARGEST_SWATCH for box in rest) or len(rest) > others:
        return False
    return not any(one.right > other.left + _NEAR for one, other in pairwise(bars))
