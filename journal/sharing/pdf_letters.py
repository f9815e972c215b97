"""What a text consists of: letters with all their marks, and nothing that cannot be seen."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

#: Blanks that do not break, or are wider than a space; a face that lacks them draws a space.
SPACES: Final = frozenset("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{IDEOGRAPHIC SPACE}")
_FIRST_MARK: Final = "\u0300"
_PLANES_OF_MARKS: Final = (range(0x300, 0x1F000), range(0x1F3FB, 0x1F400), range(0xE0100, 0xE01F0))
_SKIN: Final = range(0x1F3FB, 0x1F400)
_BOUND_TO_NEXT: Final = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u200d"  # virama signs, and the joiner
_JOINERS: Final = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
_UNSEEN: Final = frozenset({"Cc", "Cs", "Cf"})
_LINE_ENDS: Final = str.maketrans(
    {"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
)


def cleaned(text: str) -> str:
    """The text in its composed form, without what nobody sees: control characters, lone surrogates, bidi marks."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", "".join(_seen(text.replace("\r\n", "\n").translate(_LINE_ENDS))))


def _seen(text: str) -> Iterator[str]:
    for character in text:
        category = unicodedata.category(character)
        if category == "Zs":
            yield character if character in SPACES else " "
        elif character == "\n" or category not in _UNSEEN or character in _JOINERS:
            yield character


def letters(text: str) -> Sequence[str]:
    """The letters of a text, each with the marks, joiners and selectors that belong to it; joined, they are the text."""
    if not text or max(text) < _FIRST_MARK:
        return text
    a_mark, a_letter = _patterns()
    return a_letter.findall(text) if a_mark.search(text) else text


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    marks = "".join(_ranges()) + "".join(_JOINERS)
    letter = re.compile(f".[{marks}]*(?:(?<=[{_BOUND_TO_NEXT}])\\w[{marks}]*)*", re.DOTALL)
    return re.compile(f"[{marks}]"), letter


def _ranges() -> Iterator[str]:
    """All marks, as ranges of a regular expression."""
    for plane in _PLANES_OF_MARKS:
        first = None
        for code in [*plane, plane.stop]:
            is_mark = code in plane and (code in _SKIN or unicodedata.category(chr(code))[0] == "M")
            if is_mark and first is None:
                first = code
            elif not is_mark and first is not None:
                yield f"{chr(first)}-{chr(code - 1)}"
                first = None


def name_of(character: str) -> str:
    """The name of a character in Unicode, in small letters, or its number."""
    return unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"
