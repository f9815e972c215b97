"""Hot buttons of the working agreement: what this manager dislikes, found again in a line.

A statement is taken apart at its commas, full stops and *and*s. Of each part the words up to the first preposition name the
thing disliked (“surprises before the board”), the others its circumstances. A line touches a button when it holds the
whole thing, or two words of a part, whatever their endings; a word in quotation marks is looked for as it stands.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from journal.sharing.reading.findings import Finding, Line, folded, in_line, word_lists
from journal.text import _

_PART_END: Final = re.compile(r"[,;.:!?()\n/–—]|\s-\s|\b(?:and|or|und|oder|et|ou|y|e)\b", re.IGNORECASE)
_QUOTED: Final = re.compile(r"[“\"„«]([^“”\"„«»]{3,60})[”\"“»]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDINGS: Final = (
    *("ations", "ation", "ingly", "ings", "edly", "ing", "ers", "ies", "ed", "en", "es", "er", "ly", "s", "y", "e"),
)
_SHORTEST: Final = 4
_ALL_OF_TWO: Final = 2


def check(line: Line, statements: Sequence[str]) -> list[Finding]:
    """The words of a line that touch one of the statements; of each statement the first place."""
    words = [(found.start(), found.end(), stem(found.group())) for found in _WORD.finditer(line.text)]
    return [found for each in statements if (found := _touched(line, words, each))]


def _touched(line: Line, words: list[tuple[int, int, str]], statement: str) -> Finding | None:
    quoted, parts = _taken_apart(statement)
    for phrase in quoted:
        found = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", line.text, re.IGNORECASE)
        if found:
            return _finding(line, found.start(), found.end(), statement)
    for thing, all_of_it in parts:
        there = {each[2]: each for each in reversed(words) if each[2] in all_of_it}
        if (thing and thing <= there.keys()) or len(there) >= _ALL_OF_TWO:
            first = min(each[0] for each in there.values())
            last = max(each[1] for each in there.values())
            return _finding(line, first, last, statement)
    return None


def _finding(line: Line, start: int, end: int, statement: str) -> Finding:
    why = _("It touches a hot button of your manager: “{statement}”").format(statement=statement)
    return in_line(line, "hot-button", start, end - start, why)


@lru_cache(maxsize=256)
def _taken_apart(statement: str) -> tuple[tuple[str, ...], tuple[tuple[frozenset[str], frozenset[str]], ...]]:
    """The phrases in quotation marks, and of each part the stems of the thing disliked and of all of it."""
    quoted = tuple(found.strip() for found in _QUOTED.findall(statement))
    parts = (_part(each) for each in _PART_END.split(_QUOTED.sub(",", statement)))
    return quoted, tuple(part for part in parts if part[1])


def _part(text: str) -> tuple[frozenset[str], frozenset[str]]:
    lists = word_lists()["hot_buttons"]
    thing: list[str] = []
    rest: list[str] = []
    into = thing
    for found in _WORD.finditer(text):
        word = found.group().lower()
        if word in lists["turns"] and thing:
            into = rest
        if len(word) >= _SHORTEST and word not in lists["small"]:
            into.append(stem(word))
    return frozenset(thing), frozenset(thing + rest)


def stem(word: str) -> str:
    """A word without its ending, so that *surprised* and *surprises* are the same; rough, and enough for a hint."""
    plain = folded(word)
    plain = plain.removesuffix("'s")
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST:
            return plain.removesuffix(ending)
    return plain
