"""Does a text open a possibility or a confrontation? A check of its wording, offline, that only ever offers.

It points at what tends to close a talk: blame, absolutes, “you never”, accusations put as questions, demands without a
reason, words of strong feeling (source article 2, and PRODUCT.md on the summary). Each finding says why in one sentence
and offers a gentler form. The expressions stand in `resources/wording.toml`.
"""

import re
import tomllib
import unicodedata
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
    chosen = tuple(sorted((each for each in known if each.kind in wanted), key=_longest_first))
    if not chosen:
        return ()
    plain = text.translate(_SIGNS)
    return tuple(
        _finding(match, chosen[(match.lastindex or 1) - 1], text)
        for match in _pattern(tuple(each.words for each in chosen)).finditer(plain)
        if _stands_alone(match, plain)
        and not (chosen[(match.lastindex or 1) - 1].kind == "demand" and _says_why(match, plain))
    )


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
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Each expression as a group of its own, not next to a letter, nor to a hyphen or apostrophe that holds one."""
    groups = "|".join(f"({_spaced(each)})" for each in words)
    return re.compile(rf"(?<!\w)(?<!\w['-])(?:{groups})(?!\w|['-]\w)", re.IGNORECASE)


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
    return _pattern(tuple(_resource()["reasons"]))


def _says_why(match: re.Match[str], text: str) -> bool:
    """Whether its sentence holds a reason."""
    return _reasons().search(text[_sentence_start(text, match.start()) : _sentence_end(text, match.end())]) is not None


def _sentence_start(text: str, place: int) -> int:
    return max(text.rfind(sign, 0, place) for sign in ".!?\n") + 1


def _sentence_end(text: str, place: int) -> int:
    end = _SENTENCE_END.search(text, place)
    return end.start() if end else len(text)


def _finding(match: re.Match[str], expression: Expression, text: str) -> Finding:
    found = text[match.start() : match.end()]
    replacement = expression.replacement
    opens = not text[_sentence_start(text, match.start()) : match.start()].strip(" \t\"“‘'(–—-")
    if opens and found[:1].isupper():
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
