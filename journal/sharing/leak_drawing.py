"""What the pages of a finished paper show, read operator by operator.

The grammar is the small one in which papers are drawn: lines, boxes, and text that is set at once. Whatever else stands in
a page's stream is refused, be it a comment, a picture, a curve, or a text that is not painted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from journal.sharing.leak_places import leak

_NUMBER: Final = rb"-?(?:\d+\.?\d*|\.\d+)"
_GRAPHIC: Final = re.compile(rb"((?:%b\s+)*)(cm|q|Q|n|m|l|S|s|w|re|[fB]\*?|rg|RG|j|J)(?=\s)\s*" % _NUMBER)
_TEXT: Final = re.compile(rb"BT 1 0 0 1 (%b) (%b) Tm ([^()%%]*?) ET\s*" % (_NUMBER, _NUMBER))
_PART: Final = re.compile(rb"(?:/(F\d+) (%b) Tf|(%b) Ts|\[((?:<[0-9a-f]+>|-?\d+)+)\] TJ)(?: |$)" % (_NUMBER, _NUMBER))
_SHIFT_OR_CODES: Final = re.compile(rb"<((?:[0-9a-f]{4})+)>|(-?\d+)")
_OPERANDS: Final = {
    **dict.fromkeys(("q", "Q", "n", "S", "s", "f", "f*", "B", "B*"), 0),
    **dict.fromkeys(("w", "j", "J"), 1),
    **dict.fromkeys(("m", "l"), 2),
    **dict.fromkeys(("rg", "RG"), 3),
    "re": 4,
    "cm": 6,
}
_WIDEST_LINE: Final = 2.0  # points; what is wider could cover something
_SLACK: Final = 0.5  # points

Color = tuple[float, float, float]
_BLACK: Final[Color] = (0.0, 0.0, 0.0)


class Box(NamedTuple):
    """A rectangle on the page, in points."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two have more than an edge in common."""
        across = self.left < other.right - _SLACK and other.left < self.right - _SLACK
        return across and self.bottom < other.top - _SLACK and other.bottom < self.top - _SLACK

    def holds(self, other: "Box") -> bool:
        """Whether the other one lies within this one."""
        across = self.left - _SLACK <= other.left and other.right <= self.right + _SLACK
        return across and self.bottom - _SLACK <= other.bottom and other.top <= self.top + _SLACK


class Shift(NamedTuple):
    """A step of the pen within a text, in thousandths of the size, backwards."""

    by: int


class Codes(NamedTuple):
    """Glyphs in a row, by their numbers, and the font in which they are shown, which is named for the so manieth time.

    `rise`: how far over the base line they stand, in points.
    """

    font: str
    numbers: tuple[int, ...]
    piece: int = 0
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class Shown:
    """One text: where its base line begins, its size and colour, and what the pen does."""

    x: float
    y: float
    size: float
    color: Color
    steps: tuple[Shift | Codes, ...]

    @property
    def rise(self) -> tuple[float, float]:
        """How far the lowest glyph stands under the base line, and the highest over it, in points."""
        rises = [step.rise for step in self.steps if isinstance(step, Codes)]
        return min(0.0, *rises), max(0.0, *rises)

    @property
    def codes(self) -> list[tuple[str, int]]:
        """Each glyph with its font, in the order in which they are shown."""
        return [(step.font, number) for step in self.steps if isinstance(step, Codes) for number in step.numbers]


@dataclass(frozen=True, slots=True)
class Filled:
    """A box that is painted over what lay there."""

    box: Box
    color: Color


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything on a page in the order in which it is painted, and how many lines and boxes are among it."""

    marks: tuple[Shown | Filled, ...]
    lines: int
    boxes: int

    @property
    def shown(self) -> Iterator[Shown]:
        """The texts."""
        return (mark for mark in self.marks if isinstance(mark, Shown))


class _State(NamedTuple):
    """What `q` keeps and `Q` brings back: the origin, the colour for filling, and the width of lines."""

    x: float = 0.0
    y: float = 0.0
    color: Color = _BLACK
    width: float = 1.0


class _Reader:
    """Reads one stream from its first byte to its last."""

    def __init__(self) -> None:
        self.marks: list[Shown | Filled] = []
        self.lines = self.boxes = 0
        self._state = _State()
        self._kept: list[_State] = []
        self._path: list[Box] = []
        self._font = ("", 0.0)

    def read(self, data: bytes) -> None:
        """Read it all. Raises LeakFound at the first thing that does not belong there."""
        place = len(data) - len(data.lstrip())
        while place < len(data):
            text = _TEXT.match(data, place)
            found = text or _GRAPHIC.match(data, place)
            if found is None:
                raise leak("/Contents")
            if text:
                self._show(text)
            else:
                self._draw(found[2].decode(), [float(one) for one in found[1].split()])
            place = found.end()
        if self._kept or self._path:
            raise leak("/Contents")

    def _draw(self, operator: str, values: list[float]) -> None:
        if len(values) != _OPERANDS[operator]:
            raise leak("/Contents")
        match operator:
            case "q":
                self._kept.append(self._state)
            case "Q":
                self._state = self._kept.pop()
            case "cm" if values[:4] == [1, 0, 0, 1]:
                self._state = self._state._replace(x=self._state.x + values[4], y=self._state.y + values[5])
            case "cm":  # nothing is turned, mirrored or shrunk
                raise leak("/Contents")
            case "rg":
                self._state = self._state._replace(color=(values[0], values[1], values[2]))
            case "w" if values[0] <= _WIDEST_LINE:
                pass
            case "w":
                raise leak("/Contents")
            case _:
                self._draw_path(operator, values)

    def _draw_path(self, operator: str, values: list[float]) -> None:
        match operator:
            case "n":
                self._path = []
            case "re":
                left, bottom = self._state.x + values[0], self._state.y + values[1]
                sides = sorted((left, left + values[2])), sorted((bottom, bottom + values[3]))
                self._path.append(Box(sides[0][0], sides[1][0], sides[0][1], sides[1][1]))
                self.boxes += 1
            case "l":
                self.lines += 1
            case "f" | "f*" | "B" | "B*":
                if not self._path:  # a shape made of lines could be a letter
                    raise leak("/Contents")
                self.marks += [Filled(box, self._state.color) for box in self._path]
                self._path = []
            case "S" | "s":
                self._path = []
            case _:
                pass

    def _show(self, found: re.Match[bytes]) -> None:
        steps: list[Shift | Codes] = []
        rise, piece = 0.0, 0
        self._font, sizes = ("", 0.0), set[float]()
        place, inner = 0, found[3]
        while place < len(inner):
            part = _PART.match(inner, place)
            if part is None:
                raise leak("/Contents")
            if part[1]:
                self._font = (part[1].decode(), float(part[2]))
                sizes.add(self._font[1])
                piece += 1
            elif part[3]:
                rise = float(part[3])
            else:
                steps += self._steps(part[4], piece, rise)
            place = part.end()
        state, size = self._state, self._font[1]
        x, y = state.x + float(found[1]), state.y + float(found[2])
        self.marks.append(Shown(x, y, size, state.color, tuple(steps)))
        if rise or len(sizes) != 1 or not _is_to_the_point(steps):
            raise leak("/Contents")

    def _steps(self, array: bytes, piece: int, rise: float) -> Iterator[Shift | Codes]:
        length = 0
        for found in _SHIFT_OR_CODES.finditer(array):
            length += len(found[0])
            if found[1]:
                digits = found[1]
                numbers = tuple(int(digits[start : start + 4], 16) for start in range(0, len(digits), 4))
                yield Codes(self._font[0], numbers, piece, rise)
            else:
                yield Shift(int(found[2]))
        if length != len(array):  # half a code
            raise leak("/Contents")


def _is_to_the_point(steps: list[Shift | Codes]) -> bool:
    """Every step of the pen leads to a glyph: a text that shows nothing could count something out."""
    shifts = [isinstance(step, Shift) for step in steps]
    return bool(shifts) and not shifts[-1] and (True, True) not in pairwise(shifts)


def read(data: bytes) -> Drawing:
    """The drawing of a page. Raises LeakFound for anything in it that draws neither a line nor a box nor visible text."""
    reader = _Reader()
    reader.read(data)
    return Drawing(tuple(reader.marks), reader.lines, reader.boxes)
