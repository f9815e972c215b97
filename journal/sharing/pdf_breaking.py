"""Where a text may be broken into lines: at spaces and hyphens, and never so that a number loses what it counts."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_GLUED_END: Final = 12  # characters; the last line of a paragraph is never one short word
#: After spaces; after a hyphen between letters; after a dash, and after a stroke between letters.
_BREAK: Final = re.compile(
    r" +|(?<=[^\W\d_])[-\u2010](?=[^\W\d_])|(?<=\S)[\u2013\u2014](?=[^\W\d])|(?<=[^\W\d]{3})/(?=[^\W\d]{3})"
)
_TIED: Final = re.compile(r"(?:(?<=\d)|(?<=\b[^\W\d])) +(?=\w{1,12}\b)")
_HANGING: Final = frozenset(".,;:-\u2010\u2013’”»、。，．")
_SPACE: Final = " "


@dataclass(frozen=True, slots=True)
class Places:
    """Where lines may end: each end (before spaces) with the place where the next line begins, in order."""

    ends: tuple[int, ...]
    starts: tuple[int, ...]


def places(text: str) -> tuple[Places, Places]:
    """The places where a line ends well, and all those where it may end if need be."""
    ends: list[int] = []
    starts: list[int] = []
    good: list[bool] = []
    tied = {match.start() for match in _TIED.finditer(text)}
    glue = text.rfind(_SPACE, 0, max(0, len(text) - _GLUED_END))
    for match in _BREAK.finditer(text):
        is_space = match[0][0] == _SPACE
        end = match.start() if is_space else match.end()
        if match.start() == 0 or match.end() == len(text):
            continue
        ends.append(end)
        starts.append(match.end())
        good.append(not (is_space and (match.start() in tied or match.start() > glue)))
    well = [place for place, one in enumerate(good) if one]
    return (
        Places(tuple(ends[place] for place in well), tuple(starts[place] for place in well)),
        Places(tuple(ends), tuple(starts)),
    )


def broken(text: str, advances: Sequence[float], room: float, *, hang: bool) -> list[tuple[int, int]]:
    """The lines of a paragraph as (start, stop), each not wider than `room` if it can be broken at all."""
    upto = [0.0, *accumulate(advances)]
    begin = len(text) - len(text.lstrip(_SPACE))
    end = len(text.rstrip(_SPACE))
    if upto[end] - upto[begin] <= room:
        return [(begin, end)]
    kinds = [_Kind(found, text, upto, hang=hang) for found in places(text)]
    letters = _letter_ends(text)
    lines: list[tuple[int, int]] = []
    while begin < end:
        limit = upto[begin] + room + 0.001
        if upto[end] - _overhang(text, upto, end, hang=hang) <= limit:
            lines.append((begin, end))
            break
        stop, following = next((found for kind in kinds if (found := kind.last(begin, limit))), (0, 0))
        if not stop:
            stop = following = _last_letter(letters, upto, begin, limit)
        lines.append((begin, stop))
        begin = following
    return lines


class _Kind:
    """The places of one kind, with how far a line reaches that ends there."""

    def __init__(self, found: Places, text: str, upto: Sequence[float], *, hang: bool) -> None:
        self.found = found
        self.reach = [upto[end] - _overhang(text, upto, end, hang=hang) for end in found.ends]

    def last(self, begin: int, limit: float) -> tuple[int, int] | None:
        """The last place that a line from `begin` can reach."""
        place = bisect_right(self.reach, limit) - 1
        if place >= 0 and self.found.ends[place] > begin:
            return self.found.ends[place], self.found.starts[place]
        return None


def _overhang(text: str, upto: Sequence[float], end: int, *, hang: bool) -> float:
    """How far a mark at the end of a line may stand in the margin."""
    return upto[end] - upto[end - 1] if hang and end and text[end - 1] in _HANGING else 0.0


def _letter_ends(text: str) -> list[int]:
    """Where a letter with all its marks ends."""
    return list(range(1, len(text) + 1))


def _last_letter(letters: Sequence[int], upto: Sequence[float], begin: int, limit: float) -> int:
    """The end of the last letter that fits; of the first one, if none does."""
    first = bisect_right(letters, begin)
    low, high = first, len(letters)
    while low < high:
        middle = (low + high) // 2
        if upto[letters[middle]] <= limit:
            low = middle + 1
        else:
            high = middle
    return letters[max(first, low - 1)]
