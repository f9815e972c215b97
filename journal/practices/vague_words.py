"""Vague words: expressions from which nobody knows what to do, found in a text, each with the question that it calls for.

All of it is offline and plain reading. The words that ship stand in `resources/vague_words.toml`; one's own words, and
those of the shipped ones that were switched off, are kept in the journal.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, cast

from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.paths import resource
from journal.store.tables import Setting
from journal.text import _, month_name

SETTING: Final = "vague_words"
#: The kind of one's own words.
OWN: Final = "own"
#: A longer piece of text without a break is no sentence that somebody said: it is left alone.
LONGEST: Final = 8_000
#: Fewer words than these are a label, to which the words themselves already are the question.
FEWEST_FOR_A_SCENE: Final = 3

#: What holds a word together between two letters: apostrophes, hyphens, the soft hyphen, and joiners without width.
_JOINERS: Final = "'’-\u2010\u2011\u00ad\u200c\u200d"
_ASCII_WORD: Final = re.compile(r"\w+(?:['-]\w+)*", re.ASCII)
#: Letters of scripts that are written without spaces. Each is a word of its own, as word boundaries are without a
#: dictionary (Unicode Standard Annex 29): Thai, Lao, Myanmar, Khmer, Hiragana, and the ideographs.
_ALONE: Final = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3041, 0x309F),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_SAME: Final = str.maketrans({"’": "'", "\u2010": "-", "\u2011": "-", "\u00ad": None})

Key = tuple[str, ...]


@dataclass(frozen=True)
class VagueWord:
    """An expression and the question that it calls for. `kind`: a chapter of the file, or `own`."""

    expression: str
    question: str
    kind: str = OWN


@dataclass(frozen=True)
class Mark:
    """Where an expression stands in a text, in characters, and what to ask about it."""

    start: int
    length: int
    expression: str
    question: str


@dataclass(frozen=True)
class Shipped:
    """What ships: the words, the names of their kinds, and how a scene is known."""

    words: tuple[VagueWord, ...]
    kinds: dict[str, str]
    scene_question: str
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """What the journal keeps beside what ships: one's own words, and the expressions that were switched off."""

    own: tuple[VagueWord, ...] = ()
    off: frozenset[str] = frozenset()


# ------------------------------------------------------------------------------------------------ marking


def marks(text: str, words: Sequence[VagueWord]) -> list[Mark]:
    """Where the expressions stand in a text, from its start on, whatever their case; never inside another word.

    Of two that overlap the one that begins first is marked, and of those the longest. Of two words of one expression
    the first given counts.
    """
    if len(text) > LONGEST:
        return []
    index, pieces, found, at = _index(tuple(words)), _pieces(text), list[Mark](), 0
    while at < len(pieces):
        hit = _longest_at(text, pieces, at, index)
        if hit is None:
            at += 1
            continue
        word, count = hit
        start, end = pieces[at][0], pieces[at + count - 1][1]
        found.append(Mark(start, end - start, word.expression, word.question))
        at += count
    return found


def has_scene(text: str) -> bool:
    """Whether a text tells of one time or place, as far as its words show: a day, a month, a figure, an occasion."""
    if any(sign.isdigit() for sign in text):
        return True
    cues = load().cues
    return bool(marks(text[:LONGEST], [VagueWord(each, "") for each in (*cues, *map(month_name, range(1, 13)))]))


def scene_question(text: str, situation: str) -> str:
    """What to ask where words were said without a scene, and no situation is noted; else empty."""
    if situation.strip() or len(_pieces(text[:LONGEST])) < FEWEST_FOR_A_SCENE or has_scene(text):
        return ""
    return load().scene_question


def _longest_at(
    text: str, pieces: list[tuple[int, int]], at: int, index: "dict[str, list[tuple[Key, VagueWord]]]"
) -> tuple[VagueWord, int] | None:
    """The longest expression that begins with the piece at a place, and how many pieces it takes."""
    start, end = pieces[at]
    for key, word in index.get(_folded(text[start:end]), []):
        count = len(key) // 2 + 1
        if at + count <= len(pieces) and _key(text, pieces[at : at + count]) == key:
            return word, count
    return None


@lru_cache(maxsize=8)
def _index(words: tuple[VagueWord, ...]) -> "dict[str, list[tuple[Key, VagueWord]]]":
    """The expressions by their first piece, the longest of each first."""
    found: dict[str, list[tuple[Key, VagueWord]]] = {}
    known = set[Key]()
    for word in words:
        pieces = _pieces(word.expression)
        key = _key(word.expression, pieces)
        if key and key not in known:
            known.add(key)
            found.setdefault(key[0], []).append((key, word))
    for those in found.values():
        those.sort(key=_length, reverse=True)
    return found


def _length(found: tuple[Key, VagueWord]) -> int:
    return len(found[0])


def _key(text: str, pieces: list[tuple[int, int]]) -> Key:
    """Pieces and what stands between them, in turn; all white space is alike."""
    if not pieces:
        return ()
    parts = [_folded(text[slice(*pieces[0])])]
    for (_start, end), (start, next_end) in pairwise(pieces):
        between = text[end:start]
        parts += [" " if between.isspace() else between, _folded(text[start:next_end])]
    return tuple(parts)


def _folded(piece: str) -> str:
    """A piece as it is compared: without case, in one form of its accents, with plain apostrophes and hyphens."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", piece.translate(_SAME)).casefold())


def _pieces(text: str) -> list[tuple[int, int]]:
    """The words of a text as places in it: letters, digits and marks, with the joiners between them."""
    if text.isascii():
        return [found.span() for found in _ASCII_WORD.finditer(text)]
    pieces: list[tuple[int, int]] = []
    start = None
    for at, sign in enumerate(text):
        if _is_in_word(text, at, sign, is_begun=start is not None):
            if start is not None and _is_alone(sign) | _is_alone(text[start]) and not _is_mark(sign):
                pieces.append((start, at))
                start = at
            start = at if start is None else start
        elif start is not None:
            pieces.append((start, at))
            start = None
    return [*pieces, (start, len(text))] if start is not None else pieces


def _is_in_word(text: str, at: int, sign: str, *, is_begun: bool) -> bool:
    if sign.isalnum() or sign == "_" or _is_mark(sign):
        return True
    if sign not in _JOINERS or not is_begun:
        return False
    after = text[at + 1 : at + 2]
    return bool(after) and (after.isalnum() or after == "_" or _is_mark(after))


def _is_mark(sign: str) -> bool:
    return not sign.isascii() and unicodedata.category(sign)[0] == "M"


def _is_alone(sign: str) -> bool:
    code = ord(sign)
    return code >= _ALONE[0][0] and any(first <= code <= last for first, last in _ALONE)


# ----------------------------------------------------------------------------------------------- the words


@lru_cache(maxsize=1)
def load() -> Shipped:
    """What ships with Upward."""
    content = tomllib.loads(resource("vague_words.toml").read_text(encoding="utf-8"))
    scene = content.pop("scene")
    words = tuple(
        VagueWord(expression, question, kind)
        for kind, chapter in content.items()
        for expression, question in chapter["words"].items()
    )
    names = {kind: chapter["name"] for kind, chapter in content.items()}
    return Shipped(words, names, scene["question"], tuple(scene["cues"]))


def kept(session: Session) -> Kept:
    """What the journal keeps of them; what is damaged there is left out."""
    found = session.get(Setting, SETTING)
    values: dict[str, Any] = found.value if found else {}
    own, off = values.get("own"), values.get("off")
    rows = [cast("dict[str, Any]", row) for row in _rows(own) if isinstance(row, dict)]
    words = tuple(VagueWord(str(row.get("expression", "")), str(row.get("question", ""))) for row in rows)
    return Kept(words, frozenset(str(each) for each in _rows(off)))


def _rows(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []


def in_force(session: Session) -> tuple[VagueWord, ...]:
    """The words to look for: one's own first, then those shipped that are not switched off."""
    mine = kept(session)
    return (*mine.own, *(word for word in load().words if word.expression not in mine.off))


def add(session: Session, expression: str, question: str) -> VagueWord:
    """Add an expression of one's own, or give it another question. Raises BadInput without a word or a question."""
    expression, question = " ".join(expression.split()), " ".join(question.split())
    if not _pieces(expression):
        raise BadInput(_("Type the expression that is to be marked."))
    if not question:
        raise BadInput(_("Type the question that it calls for."))
    word, mine = VagueWord(expression, question), kept(session)
    _keep(session, (*_without(mine.own, expression), word), mine.off)
    return word


def remove(session: Session, expression: str) -> None:
    """Take an expression of one's own away."""
    mine = kept(session)
    _keep(session, _without(mine.own, expression), mine.off)


def switch(session: Session, expression: str, *, is_on: bool) -> None:
    """Mark a shipped expression, or do not."""
    mine = kept(session)
    _keep(session, mine.own, mine.off - {expression} if is_on else mine.off | {expression})


def _without(words: Iterable[VagueWord], expression: str) -> tuple[VagueWord, ...]:
    key = _key(expression, _pieces(expression))
    return tuple(word for word in words if _key(word.expression, _pieces(word.expression)) != key)


def _keep(session: Session, own: Iterable[VagueWord], off: Iterable[str]) -> None:
    found = session.get(Setting, SETTING)
    mine = [{"expression": word.expression, "question": word.question} for word in own]
    value = {"own": mine, "off": sorted(off)}
    if found is None:
        session.add(Setting(key=SETTING, value=value))
    else:
        found.value = value
    session.flush()
