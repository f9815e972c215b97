"""Text on a page, in any script: set in lines of a given width, measured, and drawn.

Everything is set in one go and drawn later, as often as one likes; all measures are points. The texts and how they are
shaped are kept for the next key stroke, until `forget`. To be called by one at a time (`pdf_file.ONE_AT_A_TIME`).
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from reportlab.lib.colors import Color

from journal.sharing import pdf_faces, pdf_hints, pdf_shaping
from journal.sharing.pdf_bidi import is_rtl, levels_of
from journal.sharing.pdf_breaking import broken
from journal.sharing.pdf_file import QuietCanvas
from journal.sharing.pdf_installed import han_of
from journal.sharing.pdf_letters import cleaned, letters, name_of
from journal.sharing.pdf_shaping import Line, Voice, advances, has_face, shaped

Align = Literal["start", "end", "centre"]

_X_HEIGHT: Final = 0.34  # of the size: the letters' middle stands in the middle of the line
_LONGEST_KEPT: Final = 2000  # characters
_LONGEST_PART: Final = 4000  # characters; the paragraphs of a paper are shorter by far
_OPENING: Final = frozenset("“‘„«")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text looks: size and distance of base lines in points; `start` is the left, or the right of an RTL text."""

    size: float
    line: float
    color: Color
    strong: bool = False
    align: Align = "start"

    @property
    def depth(self) -> float:
        """How far below a line's upper edge its base line stands."""
        return self.line / 2 + self.size * _X_HEIGHT


@dataclass(frozen=True, slots=True)
class Block:
    """A text set in lines of a given width; it never changes."""

    lines: tuple[str, ...]
    levels: tuple[bytes, ...]
    voice: Voice
    style: TextStyle
    room: float
    width: float
    is_rtl: bool
    hang: bool

    @property
    def rows(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    @property
    def height(self) -> float:
        """All lines, in points."""
        return self.rows * self.style.line

    def split(self, rows: int) -> tuple["Block", "Block"]:
        """The first so many lines, and the rest."""
        return (
            replace(self, lines=self.lines[:rows], levels=self.levels[:rows]),
            replace(self, lines=self.lines[rows:], levels=self.levels[rows:]),
        )

    def draw(self, canvas: QuietCanvas, left: float, top_y: float) -> None:
        """Draw it with its upper edge at the height `top_y` of the page, between `left` and the width it was set for."""
        style = self.style
        base = top_y - style.depth
        canvas.setFillColor(style.color)
        for text, levels in zip(self.lines, self.levels, strict=True):
            if text:
                line = shaped(text, self.voice, levels)
                canvas.show(line, left + self._indent(text, line.width * style.size / 1000), base, style.size)
            base -= style.line

    def _indent(self, text: str, width: float) -> float:
        """Where a line begins, from the left edge: a quotation mark that opens it stands in the margin."""
        style = self.style
        at_right = style.align == "end" or (style.align == "start" and self.is_rtl)
        over = 0.0
        if self.hang and style.align == "start" and text[0] in _OPENING:
            over = text_width(text[0], style)
        if style.align == "centre":
            return (self.room - width) / 2
        return self.room - width + over if at_right else -over


def set_block(text: str, style: TextStyle, width: float, *, hang: bool = True, most_rows: int = 0) -> Block:
    """Set a text in lines not wider than `width`; nothing is ever cut, a new line of the text begins a new line here.

    Only where a word is broken for want of room a line may be wider, by the kerning of the two letters that are parted.
    `hang`: marks at the end of a line, and quotation marks at its start, may stand in the margin. `most_rows`: when
    there are more rows than that, the rest is not looked at; such a block has more rows than that, and must not be drawn.
    Raises BadInput for a character that no face has: ask `missing` first.
    """
    if len(text) > _LONGEST_KEPT:
        return _set(text, style, width, hang, most_rows)
    return _kept_block(text, style, width, hang)


@lru_cache(2048)
def _kept_block(text: str, style: TextStyle, width: float, hang: bool) -> Block:
    return _set(text, style, width, hang)


def _set(text: str, style: TextStyle, width: float, hang: bool, most_rows: int = 0) -> Block:
    seen = cleaned(text)
    room = width * 1000 / style.size
    enough = (most_rows + 1) * (room + 2000) if most_rows else math.inf
    rtl, voice = is_rtl(seen), Voice(style.strong, han_of(seen))
    lines: list[tuple[str, bytes]] = []
    widest = 0.0
    for paragraph in seen.split("\n"):
        directions, measures = _measured(paragraph, voice, enough, rtl=rtl)
        for start, stop in broken(paragraph[: len(measures)], measures, room, hang=hang):
            lines.append((paragraph[start:stop], directions[start:stop]))
            widest = max(widest, sum(measures[start:stop]))
        if not paragraph.strip(" "):
            lines.append(("", b""))
        if 0 < most_rows < len(lines):
            break
    texts, directions = zip(*lines, strict=True)
    return Block(texts, directions, voice, style, width, widest * style.size / 1000, rtl, hang)


def _measured(paragraph: str, voice: Voice, enough: float, *, rtl: bool) -> tuple[bytes, list[float]]:
    """The level and the advance of each character, until they are wide `enough`.

    A text of any length is taken in parts that the shaper can hold.
    """
    directions: list[bytes] = []
    measures: list[float] = []
    for start in range(0, len(paragraph), _LONGEST_PART):
        part = paragraph[start : start + _LONGEST_PART]
        directions.append(levels_of(part, rtl=rtl))
        measures += advances(part, voice, directions[-1])
        if enough < math.inf and sum(measures) > enough:
            break
    if len(directions) > 1 and any(directions):
        directions = [its or bytes(_LONGEST_PART) for its in directions]
    return b"".join(directions), measures


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that cannot be drawn: its name in Unicode, and what would help."""

    character: str
    name: str
    hint: str


def missing(text: str) -> Missing | None:
    """The first character of a text that no usable face has, bundled or installed."""
    seen = cleaned(text)
    han = han_of(seen)
    for letter in letters(seen):
        if letter == "\n" or has_face(letter, han):
            continue
        if character := next((one for one in letter if not has_face(one, han)), ""):
            return Missing(character, name_of(character), pdf_hints.hint_for(character))
    return None


def text_width(text: str, style: TextStyle) -> float:
    """How wide a text is on one line, in points."""
    return _one_line(text, style).width * style.size / 1000


def _one_line(text: str, style: TextStyle) -> Line:
    seen = cleaned(text).replace("\n", " ")
    return shaped(seen, Voice(style.strong, han_of(seen)), levels_of(seen, rtl=is_rtl(seen)))


def draw_text(canvas: QuietCanvas, text: str, style: TextStyle, x: float, y: float, align: Align = "start") -> None:
    """Draw one line that begins (or ends, or has its middle) at `x` on the base line `y`."""
    line = _one_line(text, style)
    if not line.pieces:
        return
    width = line.width * style.size / 1000
    canvas.setFillColor(style.color)
    canvas.show(line, x - {"start": 0.0, "centre": width / 2, "end": width}[align], y, style.size)


def forget() -> None:
    """Keep no word of any paper in memory; for when the journal is locked."""
    _kept_block.cache_clear()
    pdf_shaping.forget()


def look_in(*folders: Path) -> None:
    """Search these folders for installed faces from now on, or, given none, those of the system."""
    pdf_faces.look_in(*folders)
    forget()
