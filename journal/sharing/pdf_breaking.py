"""Where a text may be broken into lines: at spaces and hyphens, and never so that a number loses what it counts.

For scripts without spaces between words the rules of the Unicode line breaking algorithm (UAX 14, by uniseg) are asked for each
pair of letters, and the answers kept. In Thai and Lao a vowel that is written first always begins a syllable. Korean is
broken at its spaces. A word that is too long for a line is broken between any two letters.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from journal.sharing.pdf_letters import letters

_GLUED_END: Final = 12  # characters; the last line of a paragraph is never one short word
_SHORT: Final = 40  # characters; a heading that is shorter breaks where its narrow column ends
_GLUED_LETTERS: Final = 2  # the same for a script without spaces
#: After spaces; after a hyphen between letters; after a dash, and after a stroke between words.
_BREAK: Final = re.compile(
    r" +|(?<=[^\W\d_])[-\u2010](?=[^\W\d_])|(?<=\S)[\u2013\u2014](?=[^\W\d])|(?<=[^\W\d]{3})/(?=[^\W\d]{3})"
)
_TIED: Final = re.compile(r"(?:(?<=\d)|(?<=\b[^\W\d])) +(?=\w{1,12}\b)")
_HANGING: Final = frozenset(".,;:-\u2010\u2013’”»、。，．")
_SPACE: Final = " "
_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u2e80-\uabff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f000-\U0003ffff]"
)
_FIRST_VOWELS: Final = frozenset("เแโใไເແໂໃໄ")
_THAI: Final = re.compile("[\u0e00-\u0eff]")
_HANGUL: Final = re.compile("[\u1100-\u11ff\uac00-\ud7a3]")


class _Place(NamedTuple):
    """Where a line may end (before spaces), where the next one then begins, and whether that is a good place."""

    end: int
    start: int
    is_good: bool


def broken(text: str, advances: Sequence[float], room: float, *, hang: bool) -> list[tuple[int, int]]:
    """The lines of a paragraph as (start, stop), each not wider than `room` if it can be broken at all."""
    upto = [0.0, *accumulate(advances)]
    begin = len(text) - len(text.lstrip(_SPACE))
    end = len(text.rstrip(_SPACE))
    if end <= begin or upto[end] - upto[begin] <= room:
        return [(begin, end)] if end > begin else []
    places = _places(text)
    kinds = [
        _Kind([place for place in places if place.is_good], text, upto, hang=hang),
        _Kind(places, text, upto, hang=hang),
    ]
    letter_ends = list(accumulate(map(len, letters(text))))
    lines: list[tuple[int, int]] = []
    while begin < end:
        limit = upto[begin] + room + 0.001
        if upto[end] - _overhang(text, upto, end, hang=hang) <= limit:
            lines.append((begin, end))
            break
        stop, following = next((found for kind in kinds if (found := kind.last(begin, limit))), (0, 0))
        if not stop:
            stop = following = _last_letter(letter_ends, upto, begin, limit)
        lines.append((begin, stop))
        begin = following
    return lines


class _Kind:
    """The places of one kind, with how far a line reaches that ends there."""

    def __init__(self, places: list[_Place], text: str, upto: Sequence[float], *, hang: bool) -> None:
        self.places = places
        self.reach = [upto[place.end] - _overhang(text, upto, place.end, hang=hang) for place in places]

    def last(self, begin: int, limit: float) -> tuple[int, int] | None:
        """The last place that a line from `begin` can reach."""
        place = bisect_right(self.reach, limit) - 1
        if place >= 0 and self.places[place].end > begin:
            return self.places[place][:2]
        return None


def _places(text: str) -> list[_Place]:
    """All places where a line may end, in order."""
    found = list(_at_spaces(text))
    if not text.isascii() and _SPACELESS.search(text):
        found += _between_letters(text)
        found.sort()
    return found


def _at_spaces(text: str) -> Iterator[_Place]:
    tied = {match.start() for match in _TIED.finditer(text)}
    glue = text.rfind(_SPACE, 0, max(0, len(text) - _GLUED_END)) if len(text) >= _SHORT else len(text)
    for match in _BREAK.finditer(text):
        is_space = match[0][0] == _SPACE
        if match.start() and match.end() < len(text):
            is_good = not is_space or (match.start() not in tied and match.start() <= glue)
            yield _Place(match.start() if is_space else match.end(), match.end(), is_good)


def _between_letters(text: str) -> Iterator[_Place]:
    last = len(text) - _GLUED_LETTERS
    place, before = 0, _SPACE
    for letter in letters(text):
        if _may_part(before, letter):
            yield _Place(place, place, place < last)
        place += len(letter)
        before = letter


@lru_cache(65_536)
def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two letters of a script without spaces."""
    from uniseg.linebreak import line_break_breakables

    if _SPACE in {before, after} or not (_SPACELESS.match(before) or _SPACELESS.match(after)):
        return False
    if _THAI.match(before):
        return after[0] in _FIRST_VOWELS
    if _HANGUL.match(before) and _HANGUL.match(after):
        return False
    return bool(list(line_break_breakables(before + after))[len(before)])


def _overhang(text: str, upto: Sequence[float], end: int, *, hang: bool) -> float:
    """How far a mark at the end of a line may stand in the margin."""
    return upto[end] - upto[end - 1] if hang and end and text[end - 1] in _HANGING else 0.0


def _last_letter(ends: Sequence[int], upto: Sequence[float], begin: int, limit: float) -> int:
    """The end of the last letter that fits; of the first one, if none does."""
    first = bisect_right(ends, begin)
    place = bisect_right(ends, limit, lo=first, key=upto.__getitem__)
    return ends[max(first, place - 1)]
