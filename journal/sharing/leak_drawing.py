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

_NUMBER: Final = rb"-?(?:\d{1,5}(?:\.\d{0,6})?|\.\d{1,6})"
_STATE: Final = re.compile(rb"((?:%b )*)(cm|q|Q|w|rg|RG)[ \n]" % _NUMBER)
_LINE: Final = re.compile(rb"n ((?:%b ){2})m ((?:%b ){2})l S[ \n]" % (_NUMBER, _NUMBER))
_BOX: Final = re.compile(rb"n ((?:%b ){4})re (S|[fB]\*?)[ \n]" % _NUMBER)
_TEXT: Final = re.compile(rb"BT 1 0 0 1 (%b) (%b) Tm ([^()%%]*?) ET[ \n]" % (_NUMBER, _NUMBER))
_PART: Final = re.compile(rb"(?:/(F\d+) (%b) Tf|(%b) Ts|\[((?:<[0-9a-f]+>|-?\d+)+)\] TJ)(?: |$)" % (_NUMBER, _NUMBER))
_SHIFT_OR_CODES: Final = re.compile(rb"<((?:[0-9a-f]{4})+)>|(-?\d+)")
_OPERANDS: Final = {"q": 0, "Q": 0, "w": 1, "rg": 3, "RG": 3, "cm": 6}
_MOST_SETTINGS: Final = 4  # of colours, widths and places, for each thing that is painted
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

    def touches(self, other: "Box") -> bool:
        """Whether the two have any point in common that is not at the other's edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top - _SLACK and other.bottom + _SLACK < self.top

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
    """Everything on a page in the order in which it is painted; `frames` are boxes that are not filled."""

    marks: tuple[Shown | Filled, ...]
    lines: tuple[Box, ...]
    frames: tuple[Box, ...]

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
        self.lines: list[Box] = []
        self.frames: list[Box] = []
        self._state = _State()
        self._kept: list[_State] = []
        self._settings = 0
        self._font = ("", 0.0)

    def read(self, data: bytes) -> None:
        """Read it all. Raises LeakFound at the first thing that does not belong there."""
        place, end = 0, len(data.removesuffix(b" \n"))  # which the typesetter puts behind every page
        while place < end:
            for pattern, read in ((_TEXT, self._show), (_STATE, self._set), (_LINE, self._line), (_BOX, self._box)):
                if found := pattern.match(data, place):
                    read(found)
                    place = found.end()
                    break
            else:
                raise leak("/Contents")
        painted = len(self.marks) + len(self.lines) + len(self.frames)
        if self._kept or self._settings > _MOST_SETTINGS * (painted + 1):
            raise leak("/Contents")

    def _set(self, found: re.Match[bytes]) -> None:
        operator, values = found[2].decode(), _numbers(found[1])
        self._settings += 1
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
            case "w" if 0 <= values[0] <= _WIDEST_LINE:
                self._state = self._state._replace(width=values[0])
            case "w":
                raise leak("/Contents")
            case _:
                pass

    def _line(self, found: re.Match[bytes]) -> None:
        """A line lies: those in other directions could be the strokes of letters."""
        (one, height), (other, same) = _numbers(found[1]), _numbers(found[2])
        if height != same:
            raise leak("/Contents")
        state = self._state
        left, right = sorted((state.x + one, state.x + other))
        middle, half = state.y + height, state.width / 2
        self.lines.append(Box(left, middle - half, right, middle + half))

    def _box(self, found: re.Match[bytes]) -> None:
        x, y, width, height = _numbers(found[1])
        left, bottom = self._state.x + x, self._state.y + y
        sides = sorted((left, left + width)), sorted((bottom, bottom + height))
        box = Box(sides[0][0], sides[1][0], sides[0][1], sides[1][1])
        if found[2] == b"S":
            self.frames.append(box)
        else:
            self.marks.append(Filled(box, self._state.color))

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


def _numbers(operands: bytes) -> list[float]:
    return [float(one) for one in operands.split()]


def _is_to_the_point(steps: list[Shift | Codes]) -> bool:
    """Every step of the pen leads to a glyph: a text that shows nothing could count something out."""
    shifts = [isinstance(step, Shift) for step in steps]
    return bool(shifts) and not shifts[-1] and (True, True) not in pairwise(shifts)


def read(data: bytes) -> Drawing:
    """The drawing of a page. Raises LeakFound for anything in it that draws neither a line nor a box nor visible text."""
    reader = _Reader()
    reader.read(data)
    return Drawing(tuple(reader.marks), tuple(reader.lines), tuple(reader.frames))
