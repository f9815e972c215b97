"""In which direction each character of a line is read: the Unicode bidirectional algorithm (UAX 9), without its marks.

The rules for weak and neutral characters are those of python-bidi; the rule for brackets (N0), which it lacks, is here:
without it a closing bracket after a Hebrew word in an English sentence jumps to the other side of that word.
"""

import unicodedata
from typing import Any, Final

from bidi import algorithm
from bidi.mirror import MIRRORED

_RTL: Final = frozenset({"R", "AL"})
_TURNED: Final = frozenset({"R", "AL", "AN"})
_STRONG: Final = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
_DIRECTIONS: Final = "LR"
_MOST_OPEN: Final = 63  # as the algorithm says: deeper brackets are not paired


def is_rtl(text: str) -> bool:
    """Whether the first letter that has a direction is read from right to left."""
    if text.isascii():
        return False
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind in _RTL for kind in kinds if kind == "L" or kind in _RTL), False)


def levels_of(text: str, *, rtl: bool) -> bytes:
    """The level of each character in a paragraph that is read from right to left or not; empty when all are 0."""
    if not rtl and (text.isascii() or not any(unicodedata.bidirectional(one) in _TURNED for one in text)):
        return b""
    storage = algorithm.get_empty_storage()
    storage["base_level"] = int(rtl)
    storage["base_dir"] = _DIRECTIONS[rtl]
    for character in text:
        kind = unicodedata.bidirectional(character) or "L"
        kind = "NSM" if kind == "BN" else kind  # a joiner goes with the letter before it
        storage["chars"].append({"ch": character, "level": int(rtl), "type": kind, "orig": kind})
    algorithm.calc_level_runs(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], _DIRECTIONS[rtl])
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return bytes(one["level"] for one in storage["chars"])


def _resolve_brackets(characters: list[dict[str, Any]], direction: str) -> None:
    """Rule N0: a pair of brackets goes with what stands in it, or with what stands before it."""
    for opening, closing in _pairs(characters):
        within = {_STRONG.get(one["type"]) for one in characters[opening + 1 : closing]} - {None}
        if not within:
            continue
        its = direction
        if direction not in within:
            before = (_STRONG.get(one["type"]) for one in reversed(characters[:opening]))
            its = next((one for one in before if one), direction)
        characters[opening]["type"] = characters[closing]["type"] = its


def _pairs(characters: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """The brackets that belong together, by where they open."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for place, one in enumerate(characters):
        character = one["ch"]
        if one["type"] != "ON" or character not in MIRRORED:
            continue
        category = unicodedata.category(character)
        if category == "Ps" and len(waiting) < _MOST_OPEN:
            waiting.append((MIRRORED[character], place))
        elif category == "Pe":
            depth = next((depth for depth in range(len(waiting) - 1, -1, -1) if waiting[depth][0] == character), -1)
            if depth >= 0:
                found.append((waiting[depth][1], place))
                del waiting[depth:]
    return sorted(found)
