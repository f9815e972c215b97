"""In which order the glyphs of a line stand in the file, and the operators that show them.

A program that reads the text back takes a stretch of Hebrew or Arabic letters as it stands on the page, from left to right,
and turns it round itself. So a word of such letters is written from left to right, while words, numbers, signs
and blanks follow one another as they are read. Wherever that leaves a reader in doubt about the direction, the font is named anew:
there every known reader begins a new stretch. So the letters come back in the order in which they were typed.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from journal.sharing.pdf_faces import Face

_LEAST_SHIFT: Final = 2.0  # thousandths of the size; what is less than that nobody sees
_TO_RIGHT, _TO_LEFT, _NEITHER = "to the right", "to the left", ""
_RTL: Final = frozenset({"R", "AL"})
_RTL_MARKS: Final = range(0x0590, 0x0900)
_SYMBOLS: Final = range(0x2000, 0x2200)  # readers take letterlike signs among them for signs without direction


class Glyph(NamedTuple):
    """One glyph in its place; `at` and `rise` are thousandths of the size, from the line's left end and base line."""

    face: Face
    number: int
    text: str
    at: float
    rise: float


class Piece(NamedTuple):
    """Glyphs of one face that follow one another: the pairs of glyph and text in it, and arrays for TJ with their rise."""

    face: Face
    glyphs: tuple[Glyph, ...]
    pairs: frozenset[tuple[int, str]]
    shown: tuple[tuple[float, str], ...]


def in_order(runs: Sequence[Sequence[Glyph]]) -> list[list[Glyph]]:
    """The glyphs of a line in groups that each begin with the font's name; `runs` are given as they are read."""
    glyphs = [glyph for run in runs for glyph in run]
    kinds = [_kind(glyph.text) for glyph in glyphs]
    first = next((place for place, kind in enumerate(kinds) if kind), len(kinds))
    if _TO_LEFT not in kinds and first < 2:
        return [glyphs]
    groups: list[list[Glyph]] = []
    clear = _TO_LEFT not in kinds
    for place, (glyph, kind) in enumerate(zip(glyphs, kinds, strict=True)):
        goes_on = place > first and clear
        if place and (goes_on or (kind and kind == kinds[place - 1] and glyph.face is glyphs[place - 1].face)):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [group[::-1] if _kind(group[0].text) == _TO_LEFT else group for group in groups]


@lru_cache(8192)
def _kind(text: str) -> str:
    """The direction that a glyph's text gives to a reader; a sign, or several letters in one glyph, give none."""
    if len(text) != 1 or ord(text) in _SYMBOLS:
        return _NEITHER
    kind = unicodedata.bidirectional(text)
    if kind in _RTL or (kind == "NSM" and ord(text) in _RTL_MARKS):
        return _TO_LEFT
    return _TO_RIGHT if text.isalpha() or (text.isascii() and text.isdigit()) else _NEITHER


def pieces_of(
    groups: Iterable[Iterable[Glyph]], font_of: Callable[[Glyph], object] = attrgetter("face")
) -> Iterator[Piece]:
    """The glyphs of a line as they are shown: a piece for each group, and for each change of the font in it."""
    pen = 0.0
    for group in groups:
        parts = [tuple(part) for _font, part in groupby(group, key=font_of)]
        if len(parts) > 1 and _kind(parts[0][0].text) == _TO_LEFT:
            parts.reverse()  # each begins a new stretch, and these follow one another as they are read
        for part in parts:
            shown: list[tuple[float, str]] = []
            for rise, level in groupby(part, key=attrgetter("rise")):
                array, pen = _array(level, pen)
                shown.append((rise, array))
            yield Piece(part[0].face, part, frozenset((one.number, one.text) for one in part), tuple(shown))


def _array(glyphs: Iterable[Glyph], pen: float) -> tuple[str, float]:
    """The operand of TJ that shows glyphs in their places, and where the pen stands after them."""
    parts: list[str] = []
    for glyph in glyphs:
        if abs(shift := pen - glyph.at) >= _LEAST_SHIFT:
            whole = round(shift)
            parts.append(f">{whole}<")
            pen -= whole
        parts.append(f"{glyph.number:04x}")
        pen += glyph.face.width(glyph.number)
    return f"[<{''.join(parts)}>]".replace("[<>", "["), pen
