"""Whether the glyphs of a CFF font are numbered as its characters are (Adobe Technical Note 5176).

Only then can its unused glyphs be left out: a PDF names a glyph of such a font by the number of its character (CID), which
stays with the glyph. Else all glyphs keep their places, and tens of thousands of empty ones make a file large.
"""

from collections.abc import Iterator
from typing import Final

_CHARSET: Final = 15
_ROS: Final = 12 << 8 | 30  # registry, ordering, supplement: what only a font by character numbers has
_ESCAPE: Final = 12
_REAL: Final = 30


def is_numbered_by_character(data: bytes, glyphs: int) -> bool:
    """Whether each glyph's number is also its character's; False for what cannot be understood."""
    try:
        entries = dict(_top_entries(data))
        if _ROS not in entries or entries.get(_CHARSET, 0) <= 2:
            return False
        return all(first == place for place, first in _ranges(data, entries[_CHARSET], glyphs))
    except IndexError:
        return False


def _number(data: bytes, at: int, size: int) -> int:
    if at + size > len(data):
        raise IndexError(at)
    return int.from_bytes(data[at : at + size], "big")


def _index(data: bytes, at: int) -> tuple[int, int, int]:
    """Of an INDEX: where its first object begins and ends, and where the whole ends."""
    count = _number(data, at, 2)
    if not count:
        return at + 2, at + 2, at + 2
    size = data[at + 2]
    base = at + 2 + size * (count + 1)
    ends = [_number(data, at + 3 + size * place, size) for place in (0, 1, count)]
    return base + ends[0], base + ends[1], base + ends[2]


def _top_entries(data: bytes) -> Iterator[tuple[int, int]]:
    """The operators of the top DICT, each with its last operand."""
    _first, _stop, names_end = _index(data, data[2])
    at, stop, _end = _index(data, names_end)
    operand = 0
    while at < stop:
        code = data[at]
        if code <= 21:
            long = code == _ESCAPE
            yield (code << 8 | data[at + 1]) if long else code, operand
            at += 1 + long
        else:
            operand, at = _operand(data, at)


def _operand(data: bytes, at: int) -> tuple[int, int]:
    code = data[at]
    if code == _REAL:
        at += 1
        while data[at] & 0x0F != 0x0F and data[at] >> 4 != 0x0F:
            at += 1
        return 0, at + 1
    if code in {28, 29}:
        size = 2 if code == 28 else 4
        return _number(data, at + 1, size), at + 1 + size
    return (code - 139, at + 1) if code <= 246 else (0, at + 2)


def _ranges(data: bytes, at: int, glyphs: int) -> Iterator[tuple[int, int]]:
    """The charset: where each range of glyphs begins, and the number of its first character."""
    kind, at, place = data[at], at + 1, 1
    size = {0: 0, 1: 1, 2: 2}[min(kind, 2)]
    while place < glyphs:
        yield place, _number(data, at, 2)
        place += 1 + (_number(data, at + 2, size) if size else 0)
        at += 2 + size
