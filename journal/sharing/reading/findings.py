"""What a finding about the lines of a coming summary is: where, why, and a gentler form, mended or let stand."""

import hashlib
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from tomllib import loads
from typing import Any, Final

from journal.paths import resource
from journal.practices import wording
from journal.sharing.lines import LONGEST_LINE
from journal.store.tables import ShareableLine
from journal.text import _

#: What kinds of findings there are, and what each is called. The kinds of `wording` are among them.
KINDS: Final[dict[str, str]] = {
    "hot-button": _("Hot button"),
    **wording.KINDS,
    "person": _("Somebody’s name"),
    "quotation": _("Private words"),
    "contradiction": _("Contradiction"),
    "length": _("Length"),
    "ask": _("What you ask for"),
    "thanks": _("Thank-you"),
}
_LONGEST_KEY: Final = 80


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read: its words may not be saved yet. `let_stand` are the keys of what was let stand in it."""

    id: str
    section: str
    text: str
    source_kind: str = ""
    source_id: str | None = None
    let_stand: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a line, or in the summary as a whole, that the manager may stumble over. It never refuses anything.

    line_id: the line's UUID, empty where it is about the whole summary; kind: one of `KINDS`; words: as they stand in the
    line, at `start`, `length` characters long (-1 and 0 without a place); why: one or two sentences for the window alone,
    which may name private things; offer: the line's whole text, mended, or empty; key: stays the same as long as the words
    that the finding is about.
    """

    line_id: str
    kind: str
    words: str
    why: str
    offer: str = ""
    key: str = ""
    start: int = -1
    length: int = 0


def in_line(line: Line, kind: str, start: int, length: int, why: str, *, offer: str = "", about: str = "") -> Finding:
    """A finding at a place of a line; `about` stands in its key in place of the words found.

    An offer that is longer than any line may be is none.
    """
    words = line.text[start : start + length]
    offer = offer if len(offer) <= LONGEST_LINE else ""
    return Finding(line.id, kind, words, why, offer, key_of(kind, about or words), start, length)


def of_whole(kind: str, about: str, why: str) -> Finding:
    """A finding about the summary as a whole."""
    return Finding("", kind, "", why, key=key_of(kind, about))


def key_of(kind: str, words: str) -> str:
    """What is kept of a finding that is let stand: its kind and its words, whatever their case and spacing."""
    plain = " ".join(folded(words).split())
    if len(plain) > _LONGEST_KEY:
        plain = f"{plain[: _LONGEST_KEY // 2]}… {hashlib.sha256(plain.encode('utf-8', 'replace')).hexdigest()[:16]}"
    return f"{kind}:{plain}"


def folded(words: str) -> str:
    """Words as they are compared: without case and accents, in one form."""
    if words.isascii():
        return words.lower()
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in parts if unicodedata.category(sign) != "Mn").replace("’", "'")


def lines_of(lines: Iterable[ShareableLine], words: Mapping[str, str]) -> list[Line]:
    """The lines as they are read; `words` are those of lines that were changed and not saved yet, by the line's UUID."""
    return [
        Line(
            line.id,
            line.section,
            words.get(line.id, line.text),
            line.source_kind,
            line.source_id,
            frozenset(line.let_stand or ()),
        )
        for line in lines
    ]


def still_open(findings: Iterable[Finding], lines: Iterable[Line], stand: Collection[str]) -> list[Finding]:
    """The findings without those that are let stand: with their line, or, by `stand`, with the summary as a whole."""
    by_line = {line.id: line.let_stand for line in lines}
    return [each for each in findings if each.key not in by_line.get(each.line_id, stand)]


@cache
def word_lists() -> dict[str, Any]:
    """The words by which lines are read, from resources/reading.toml."""
    return loads(resource("reading.toml").read_text(encoding="utf-8"))
