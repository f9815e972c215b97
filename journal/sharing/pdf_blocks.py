"""What stands on a paper beside text: rules, lines to write on, and the numbered groups of a recovery sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from reportlab.lib.colors import Color

from journal.sharing.pdf_file import QuietCanvas
from journal.sharing.pdf_styles import Styles
from journal.sharing.pdf_text import TextStyle, draw_text

_RULE_UNITS: Final = 4  # from one line to write on to the next
_WRITING_RULE: Final = 0.6
_GROUP_SIZE: Final = 24.0
_PITCH: Final = 0.88  # of the size: every character of a group has the same room, as on a typewriter
_MOST_COLUMNS: Final = 4
_PAD: Final = 24.0  # between the frame of the groups and what stands in it
_NUMBER_ABOVE: Final = 8.0  # a group's number over the top of its capitals
_CAPITALS: Final = 0.71  # of the size


class Drawable(Protocol):
    """Something that has a height and can be drawn with its upper edge at a height of the page."""

    @property
    def height(self) -> float:
        """In points."""
        ...

    def draw(self, canvas: QuietCanvas, left: float, top_y: float) -> None:
        """Draw it."""
        ...


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across, of no height of its own."""

    width: float
    weight: float
    color: Color
    height: float = 0.0

    def draw(self, canvas: QuietCanvas, left: float, top_y: float) -> None:
        """Draw it."""
        canvas.setStrokeColor(self.color)
        canvas.setLineWidth(self.weight)
        canvas.line(left, top_y, left + self.width, top_y)


@dataclass(frozen=True, slots=True)
class WritingLines:
    """So many empty lines to write on; each has its rule where the base line of a text would stand."""

    count: int
    width: float
    styles: Styles

    @property
    def height(self) -> float:
        """All lines; the first has a line of text's height."""
        return self.styles.density.line + (self.count - 1) * self._step

    @property
    def _step(self) -> float:
        return _RULE_UNITS * self.styles.density.unit

    def draw(self, canvas: QuietCanvas, left: float, top_y: float) -> None:
        """Thin rules."""
        canvas.setStrokeColor(self.styles.palette.fine)
        canvas.setLineWidth(_WRITING_RULE)
        for number in range(self.count):
            y = top_y - self.styles.body.depth - number * self._step - 2
            canvas.line(left, y, left + self.width, y)


class Groups:
    """Numbered groups of large characters in a frame, along each row and then the next, to be typed from the paper."""

    def __init__(self, groups: Sequence[str], width: float, styles: Styles) -> None:
        self._groups, self._width, self._styles = groups, width, styles
        self._inner = width - 2 * _PAD
        longest = max((len(group) for group in groups), default=1)
        self._size = min(_GROUP_SIZE, self._inner / (longest * _PITCH))
        self._columns = max(1, min(_MOST_COLUMNS, int(self._inner // (longest * self._size * _PITCH + _PAD / 2))))
        rows = -(-len(groups) // self._columns)
        self._row = _NUMBER_ABOVE + styles.label.size + self._size * _CAPITALS
        self._distance = self._row + self._size
        self.height = styles.density.up(rows * self._distance - self._size + 2 * _PAD)

    def draw(self, canvas: QuietCanvas, left: float, top_y: float) -> None:
        """The frame, then number and group by turns."""
        canvas.setStrokeColor(self._styles.palette.fine)
        canvas.setLineWidth(0.75)
        canvas.rect(left, top_y - self.height, self._width, self.height, stroke=1, fill=0)
        longest = max((len(group) for group in self._groups), default=1) * self._size * _PITCH
        step = (self._inner - longest) / max(1, self._columns - 1)
        for place, group in enumerate(self._groups):
            row, column = divmod(place, self._columns)
            self._draw_group(canvas, place + 1, group, left + _PAD + column * step, top_y - _PAD - row * self._distance)

    def _draw_group(self, canvas: QuietCanvas, number: int, group: str, left: float, top_y: float) -> None:
        palette, label = self._styles.palette, self._styles.label
        each = self._size * _PITCH
        large = TextStyle(self._size, self._size, palette.ink, strong=True)
        small = TextStyle(label.size, label.line, palette.quiet)
        draw_text(canvas, str(number), small, left + 2, top_y - label.size * _CAPITALS)
        for place, character in enumerate(group):
            draw_text(canvas, character, large, left + (place + 0.5) * each, top_y - self._row, "centre")
