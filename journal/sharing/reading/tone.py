"""Blame, absolutes, accusations, demands and words of strong feeling in a line, each with a gentler wording.

The expressions are those of `practices.wording`. What is written for a manager to read differs from talk in two ways: some
expressions that close a talk are plain matters of fact on paper, and “failed to” becomes “waiting on” (PRODUCT.md).
"""

import re
from functools import cache
from typing import Final

from journal.practices import wording
from journal.sharing.reading.findings import Finding, Line, in_line, word_lists
from journal.text import _

_SENTENCE_END: Final = re.compile(r"[.!?;:\n](?=\s|$)")
_MOST_WHO: Final = 5
_I_OR_WE: Final = frozenset({"i", "we", "they"})


def check(line: Line) -> list[Finding]:
    """What of a line may be heard as a confrontation; words that belong to a technical term are left alone."""
    left = [found.span() for found in _terms().finditer(line.text)]
    return [
        _finding(line, found)
        for found in wording.check(line.text, expressions=_on_paper())
        if not any(start <= found.start and found.end <= end for start, end in left)
    ]


def _finding(line: Line, found: wording.Finding) -> Finding:
    offer = _waiting(line.text, found) or wording.mended(line.text, found)
    why = found.why
    if offer == line.text:
        offer = ""
        why = _("{why} For example: “{example}”").format(why=why, example=found.example)
    return in_line(line, found.kind, found.start, found.length, why, offer=offer)


@cache
def _on_paper() -> tuple[wording.Expression, ...]:
    """The expressions that mean on paper what they mean in a talk."""
    spoken = frozenset(word_lists()["tone"]["spoken"])
    return tuple(each for each in wording.load() if each.words not in spoken)


@cache
def _terms() -> re.Pattern[str]:
    terms = "|".join(re.escape(each) for each in word_lists()["tone"]["terms"])
    return re.compile(rf"(?<!\w)(?:{terms})(?!\w)", re.IGNORECASE)


def _waiting(text: str, found: wording.Finding) -> str:
    """“Finance failed to send it” as “We are waiting on Finance to send it”; empty where the sentence is built otherwise."""
    if " ".join(found.words.lower().split()) not in word_lists()["tone"]["waiting"]:
        return ""
    start = max((each.end() for each in _SENTENCE_END.finditer(text, 0, found.start)), default=0)
    before = text[start : found.start]
    who, rest = before.strip(), text[found.end :].lstrip()
    if not who or len(who.split()) > _MOST_WHO or not rest or re.search(r"[,()]|\bthat\b|\bwhich\b|\bwho\b", who):
        return ""
    lead = text[:start] + before[: len(before) - len(before.lstrip())]
    if who.lower() in _I_OR_WE:
        return f"{lead}{who} have yet to {rest}"
    first, space, others = who.partition(" ")
    if first.lower() in word_lists()["tone"]["small"]:
        first = first.lower()
    return f"{lead}We are waiting on {first}{space}{others} to {rest}"
