"""Does a text open a possibility or a confrontation? A check of its wording, offline, that only ever offers.

It points at what tends to close a talk: blame, absolutes, “you never”, accusations put as questions, demands without a
reason, words of strong feeling (source article 2, and PRODUCT.md on the summary). Each finding says why in one sentence
and offers a gentler form. The expressions stand in `resources/wording.toml`.
"""

import re
import tomllib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from journal.paths import resource
from journal.text import _

#: What kinds of findings there are, and what each is called.
KINDS: Final[dict[str, str]] = {
    "blame": _("Blame"),
    "absolute": _("Absolute"),
    "you": _("“You …”"),
    "accusation": _("Accusation as a question"),
    "demand": _("Demand without a reason"),
    "emotion": _("Strong feeling"),
}
ALL: Final = frozenset(KINDS)


#: Why words of a kind may close a talk, in one sentence.
REASONS: Final[dict[str, str]] = {
    "blame": _("It looks for who is guilty, and turns the talk to the past. Say what you wait for, or what happened."),
    "absolute": _("One exception proves it wrong, and the talk is then about the exception. Say how often, or when."),
    "you": _("It judges the other person, who will defend themselves. Say what you saw, and what you would like."),
    "accusation": _("It asks for a defence, not for an answer. Ask what was in the way, or what would help."),
    "demand": _("Without its reason it leaves only yes or no. Ask, and say what hangs on it."),
    "emotion": _("A strong word draws the talk to itself. Name what happened, and what it led to."),
}
_SIGNS: Final = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{MODIFIER LETTER APOSTROPHE}": "'"})
_SENTENCE_END: Final = re.compile(r"[.!?\n]")
_TOKEN: Final = re.compile(r"\w+(?:['-]\w+)*")
_OPENING: Final = frozenset(" \t\"“‘'(–—-")
_JOINERS: Final = frozenset("\u00ad\u200c\u200d\u2060")  # they stand within a word though they are no letters


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tend to close a talk.

    `replacement` can stand in their place as it is, and makes a question of the sentence where it `asks`; where no words
    fit everywhere, `example` shows how it could be said.
    """

    words: str
    kind: str
    why: str
    replacement: str = ""
    example: str = ""
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """An expression in a text, at `start`, `length` characters long; `replacement` is written as its place needs it."""

    start: int
    length: int
    kind: str
    words: str
    why: str
    replacement: str = ""
    example: str = ""
    asks: bool = False

    @property
    def end(self) -> int:
        """Where the text goes on after it."""
        return self.start + self.length


@cache
def load() -> tuple[Expression, ...]:
    """The expressions that come with the program."""
    return tuple(
        Expression(
            words,
            kind,
            row.get("why", REASONS[kind]),
            row.get("use", ""),
            row.get("try", ""),
            asks=row.get("asks", False),
        )
        for kind in KINDS
        for words, row in _resource()[kind].items()
    )


def _resource() -> dict[str, Any]:
    return tomllib.loads(resource("wording.toml").read_text(encoding="utf-8"))


def check(
    text: str, kinds: Iterable[str] = ALL, expressions: Sequence[Expression] | None = None
) -> tuple[Finding, ...]:
    """What of a text may be heard as a confrontation, in the order of the text; findings never overlap.

    `kinds`: some of `KINDS`. An expression is found whatever its letters' case, over line ends and any space, never
    inside another word; of those that begin together the longest counts. A demand that says why is none.
    """
    wanted = frozenset(kinds)
    known = load() if expressions is None else tuple(expressions)
    candidates = _by_first_word(tuple(each for each in known if each.kind in wanted))
    plain = text.translate(_SIGNS)
    sentences = _Sentences(plain)
    found: list[Finding] = []
    end = 0
    for word in _TOKEN.finditer(plain) if candidates else ():
        if word.start() < end:
            continue
        for expression, pattern in candidates.get(word.group().casefold(), ()):
            match = pattern.match(plain, word.start())
            if match and _stands_alone(match, plain) and not (expression.kind == "demand" and sentences.say_why(match)):
                found.append(_finding(match, expression, text))
                end = match.end()
                break
    return tuple(found)


def mended(text: str, finding: Finding) -> str:
    """The text with what is offered in place of the finding; as it was where only an example is offered."""
    if not finding.replacement:
        return text
    rest = text[finding.end :]
    end = _SENTENCE_END.search(rest)
    if finding.asks and end and end.group() in {".", "!"}:
        rest = f"{rest[: end.start()]}?{rest[end.end() :]}"
    return text[: finding.start] + finding.replacement + rest


def _longest_first(expression: Expression) -> int:
    return -len(expression.words)


@cache
def _by_first_word(
    expressions: tuple[Expression, ...],
) -> dict[str, list[tuple[Expression, re.Pattern[str]]]]:
    """The expressions with their patterns, the longest first, by the word that each begins with."""
    found: dict[str, list[tuple[Expression, re.Pattern[str]]]] = {}
    for each in sorted(expressions, key=_longest_first):
        first = _TOKEN.search(each.words.translate(_SIGNS))
        if first:
            found.setdefault(first.group().casefold(), []).append((each, _pattern(each.words)))
    return found


def _pattern(*words: str) -> re.Pattern[str]:
    """Any of these words, not next to a letter, nor to a hyphen or apostrophe that holds one."""
    any_of = "|".join(_spaced(each) for each in words)
    return re.compile(rf"(?<!\w)(?<!\w['-])(?:{any_of})(?!\w|['-]\w)", re.IGNORECASE)


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.translate(_SIGNS).split())


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """Whether no accent or joiner ties what was found to a letter beside it."""
    return not any(
        _ties(sign) for sign in (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
    )


def _ties(sign: str) -> bool:
    return bool(sign) and (sign in _JOINERS or unicodedata.category(sign).startswith("M"))


@cache
def _reasons() -> re.Pattern[str]:
    return _pattern(*_resource()["reasons"])


class _Sentences:
    """The sentences of a text; each is asked for its reason once at the most."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: list[int] | None = None
        self._known: dict[int, bool] = {}

    def say_why(self, match: re.Match[str]) -> bool:
        """Whether the sentence of what was found holds a reason."""
        if self._ends is None:
            self._ends = [each.start() for each in _SENTENCE_END.finditer(self._text)]
        place = bisect_left(self._ends, match.start())
        if place not in self._known:
            start = self._ends[place - 1] + 1 if place else 0
            end = self._ends[place] if place < len(self._ends) else len(self._text)
            self._known[place] = _reasons().search(self._text, start, end) is not None
        return self._known[place]


def _opens(text: str, place: int) -> bool:
    """Whether a sentence begins here, but for quotation marks, brackets and dashes."""
    before = place - 1
    while before >= 0 and text[before] in _OPENING:
        before -= 1
    return before < 0 or text[before] in ".!?\n"


def _finding(match: re.Match[str], expression: Expression, text: str) -> Finding:
    found = text[match.start() : match.end()]
    replacement = expression.replacement
    if found[:1].isupper() and _opens(text, match.start()):
        replacement = replacement[:1].upper() + replacement[1:]
    return Finding(
        match.start(),
        len(found),
        expression.kind,
        found,
        expression.why,
        replacement,
        expression.example,
        asks=expression.asks,
    )
