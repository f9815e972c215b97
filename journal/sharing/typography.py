"""Real quotation marks, apostrophes, dashes and dots in place of those of a typewriter, as each language sets them.

Only what is certain is changed. What looks like code, a path or an address stays as typed, and so do feet and inches, and
every sign before a figure; quotation marks that do not pair stay straight.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_NARROW: Final = "\N{NARROW NO-BREAK SPACE}"
_FIXED: Final = "\N{NO-BREAK SPACE}"
_MOST_ROUNDS: Final = 8


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a language around a quotation, and around one within it; `inside` stands between mark and words."""

    double: tuple[str, str]
    single: tuple[str, str]
    inside: str = ""


_ENGLISH: Final = Marks(("“", "”"), ("‘", "’"))
_MARKS: Final[dict[str, Marks]] = {
    "de": Marks(("„", "“"), ("‚", "‘")),
    "fr": Marks(("«", "»"), ("“", "”"), _FIXED),
    "es": Marks(("«", "»"), ("“", "”")),
    "it": Marks(("«", "»"), ("“", "”")),
}
#: Words that look like code, an address or a path: a sign that sentences do not use, or a stroke between parts of a name.
_CODE: Final = re.compile(r"[`\\<>{}=|$#@^~_]|://|::|\(\)|\w\([\"']|\w\.\w+[/.]\w|(?:^|\s)[\"']?(?:\.{0,2}/\w|--\w)")
_TICKS: Final = re.compile(r"`[^`]*`")
_SPACES: Final = re.compile(r"(\s+)")
_DASH: Final = re.compile(r"(?<=[^\s\d-])( +)--?( +)(?=[^\s-])|(?<=\d)( +)--?( +)(?=[^\s\d-])")
_DOTS: Final = re.compile(r"(?<![./\\])\.\.\.(?![./\\])")
_PRIMES: Final = re.compile(r"\d['\"]\d|\d''|\d\"(?=\s*x\s*\d)")
_BEFORE_OPENING: Final = frozenset("([–—/“„«‘‚\"'¿¡-")
#: Words that begin with an apostrophe, after it: the short form of a year, and a few short forms of their own.
_SHORTENED: Final = re.compile(r"(?:\d\ds?|n['’]?|tis|twas|til|em|cause|bout|[stkm](?= \w))\b", re.IGNORECASE)
_LETTER: Final = re.compile(r"[^\W_]")
_FRENCH_SPACE: Final = re.compile(r"(?<=\S) (?=[;:!?»%](?:\s|$|[)»”.,]))")
_FRENCH_OPEN: Final = re.compile(r"(?<=«) (?=\S)")


def typeset(text: str, language: str) -> str:
    """The text as a printer would set it in a language, given by its tag. Doing it twice changes nothing more."""
    return "\n".join(_until_it_stays(line, language.partition("-")[0]) for line in text.split("\n"))


def _until_it_stays(line: str, language: str) -> str:
    """A mark that got its form can make sure what another one is, such as an apostrophe before a quotation mark."""
    for _round in range(_MOST_ROUNDS):
        before, line = line, _typeset_line(line, language)
        if line == before:
            break
    return line


def _typeset_line(line: str, language: str) -> str:
    if not any(sign in line for sign in "\"'-.") and language != "fr":
        return line
    kept = _code_places(line)
    marks = _MARKS.get(language, _ENGLISH)
    signs = _Signs(line, kept, marks).replaced()
    text = "".join(signs)
    text = _outside(_DOTS, _ellipsis, text)
    text = _outside(_DASH, _dash, text)
    return _FRENCH_OPEN.sub(_FIXED, _FRENCH_SPACE.sub(_fixed_before, text)) if language == "fr" else text


def _fixed_before(match: re.Match[str]) -> str:
    return _FIXED if match.string[match.end()] in ":»" else _NARROW


def _ellipsis(_match: re.Match[str]) -> str:
    return "…"


def _dash(match: re.Match[str]) -> str:
    return f"{match[1] or match[3]}–{match[2] or match[4]}"


def _outside(pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str], text: str) -> str:
    """Replace where no code stands."""
    kept = _code_places(text)

    def change(match: re.Match[str]) -> str:
        if any(place in kept for place in range(match.start(), match.end())):
            return match[0]
        return replacement(match)

    return pattern.sub(change, text)


def _code_places(line: str) -> frozenset[int]:
    """The places of a line that stay as they are: words that look like code, and what stands between backticks."""
    kept: set[int] = set()
    for match in _TICKS.finditer(line):
        kept.update(range(*match.span()))
    start = 0
    for part in _SPACES.split(line):
        if part and not part.isspace() and _CODE.search(part):
            kept.update(range(start, start + len(part)))
        start += len(part)
    for match in _PRIMES.finditer(line):
        word = line.rfind(" ", 0, match.start()) + 1
        end = line.find(" ", match.end())
        kept.update(range(word, end if end >= 0 else len(line)))
    return frozenset(kept)


class _Signs:
    """A line whose straight marks find their pairs."""

    def __init__(self, line: str, kept: frozenset[int], marks: Marks) -> None:
        self._line, self._kept, self._marks = line, kept, marks
        self._signs = list(line)

    def replaced(self) -> list[str]:
        """Each character of the line, or what stands for it."""
        self._pair('"', self._marks.double, self._marks.inside)
        self._apostrophes()
        self._pair("'", self._marks.single, "")
        return self._signs

    def _places(self, sign: str) -> list[int]:
        return [place for place, one in enumerate(self._signs) if one == sign and place not in self._kept]

    def _pair(self, sign: str, marks: tuple[str, str], inside: str) -> None:
        """Opening and closing by turns; when they do not come so, none is changed."""
        places = self._places(sign)
        opens = [self._opens(place) for place in places]
        if len(places) % 2 or opens != [not number % 2 for number in range(len(places))]:
            return
        for place, opening in zip(places, opens, strict=True):
            self._signs[place] = marks[0] + inside if opening else inside + marks[1]

    def _opens(self, place: int) -> bool:
        """A mark opens at the start of a word, and nowhere else."""
        before, after = self._before(place) or " ", self._line[place + 1 : place + 2]
        return bool(after.strip()) and (before.isspace() or before in _BEFORE_OPENING)

    def _before(self, place: int) -> str:
        return self._line[max(0, place - 1) : place]

    def _apostrophes(self) -> None:
        """Between letters, before what is shortened at its start, and after a word when no quotation is open."""
        is_open = False
        for place in self._places("'"):
            before, after = self._before(place), self._line[place + 1 : place + 2]
            if self._signs[place] == "’":
                continue
            if _LETTER.match(before) and _LETTER.match(after) and not (before + after).isdigit():
                self._signs[place] = "’"
            elif self._opens(place) and (short := _SHORTENED.match(self._line, place + 1)):
                self._signs[place] = "’"
                if short[0].endswith("'"):
                    self._signs[short.end() - 1] = "’"
            elif self._opens(place):
                is_open = True
            elif not is_open and before.isalpha():
                self._signs[place] = "’"
            else:
                is_open = False
