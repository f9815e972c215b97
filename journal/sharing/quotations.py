"""Private words in a line: runs of five or more words that also stand in a field of the journal.

The search index finds them, by phrases, so that no text is read that does not hold them; what does is compared word by
word, field by field. Words that stand in few records are looked up first: a run whose rare words share no record stands
nowhere, and is not asked for. What that takes grows little with the journal: it is the very common words that cost.

Not looked through: the trash, earlier versions, questions and vague words of one's own, and what is typed and is no record
yet. In scripts without spaces two characters count as a word, and a run is found where it stands between the same marks.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Text, select
from sqlalchemy.orm import Session

from journal.store import search
from journal.store.tables import Base, Placed
from journal.store.tables.base import Words, day_of, table_code_of
from journal.text import COLUMNS

#: A run of so many words is a quotation.
RUN: Final = 5
#: Words that stand in no more records than this are rare.
_RARE: Final = 100
#: What the two have agreed on, or the manager was asked: a first wording is made from these, and they are no secret.
_PUBLIC: Final = frozenset({("commitment", "what"), ("request", "ask")})
#: What stands in a request that nobody has been asked is private still.
_NOT_ASKED_YET: Final = "draft"
#: So many records of one phrase are read.
_READ: Final = 12
_TOKEN: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
#: What ties two pieces to one word, beside signs that stand on a letter.
_TIES: Final = frozenset("'’ʼ\u200c\u200d")
#: Scripts that are written without spaces: Thai, Lao, Myanmar, Khmer, kana, ideographs.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)

#: From one word to another, the end not included.
Phrase = tuple[int, int]


class Token(NamedTuple):
    """A word of a text as the index knows it, its place, and for how many words it counts."""

    word: str
    start: int
    end: int
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Quotation:
    """A run of a text, at `start`, `length` characters long, that also stands in a private field.

    kind: a name of `text.HIT_KINDS`; `table` and `column` name the field as `text.COLUMNS` has it.
    """

    start: int
    length: int
    words: int
    kind: str
    day: date
    table: str
    column: str


class _Field(NamedTuple):
    kind: str
    day: date
    table: str
    column: str
    words: tuple[str, ...]


def tokens(text: str) -> list[Token]:
    """The words of a text as the index knows them: runs of letters and digits, folded.

    What an apostrophe or a vowel sign cuts off counts for nothing: “don’t” is one word, and so is a Hindi one.
    """
    found: list[Token] = []
    for each in _TOKEN.finditer(text):
        is_tied = bool(found) and all(map(_ties, text[found[-1].end : each.start()]))
        found.append(_token(each, least=0 if is_tied else 1))
    return found


def _ties(sign: str) -> bool:
    return sign in _TIES or unicodedata.category(sign).startswith("M")


def _token(found: re.Match[str], least: int) -> Token:
    word = found.group()
    unspaced = 0 if word.isascii() else len(_UNSPACED.findall(word))
    return Token(_folded(word), found.start(), found.end(), max(least, unspaced // 2))


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", word.casefold()) if unicodedata.category(sign) != "Mn"
    )


class Quotations:
    """Looks for what texts share with the private fields of the journal; it remembers which words are rare.

    `small`: words that alone make no quotation.
    """

    def __init__(self, small: Iterable[str] = ()) -> None:
        self._small = frozenset(small)
        self._places: dict[str, frozenset[int] | None] = {}

    def of(self, session: Session, text: str, public: Iterable[str] = ()) -> list[Quotation]:
        """The runs of a text that stand in private fields, of those that overlap the longest; `public` it may quote."""
        found = _Text(text, public, self._small)
        places = {place for phrase in self._phrases(session, found) for place in self._holding(session, found, phrase)}
        return _longest(found, [each for place in sorted(places, reverse=True) for each in _fields(session, place)])

    def _phrases(self, session: Session, text: "_Text") -> Iterator[Phrase]:
        """What to ask for, so that no run is missed: four words for two runs that begin side by side, else the run."""
        possible = {start: end for start, end in text.runs.items() if self._is_possible(session, text, (start, end))}
        covered = -1
        for start, end in possible.items():
            if start == covered:
                continue
            if end - start == RUN and possible.get(start + 1) == end + 1:
                covered = start + 1
                yield start + 1, end
            else:
                yield start, end

    def _is_possible(self, session: Session, text: "_Text", run: Phrase) -> bool:
        """Whether the rare words of a run have a record in common; without a rare word it may stand anywhere."""
        common: frozenset[int] | None = None
        for token in text.tokens[slice(*run)]:
            places = self._few(session, text, token)
            if places is not None:
                common = places if common is None else common & places
                if not common:
                    return False
        return True

    def _few(self, session: Session, text: "_Text", token: "Token") -> frozenset[int] | None:
        """The places of a rare word; None for one that is not."""
        if token.word in self._small:
            return None
        typed = text.text[token.start : token.end]
        if typed not in self._places:
            found = search.places_with(session, typed, _RARE + 1)
            self._places[typed] = frozenset(found) if len(found) <= _RARE else None
        return self._places[typed]

    def _holding(self, session: Session, text: "_Text", phrase: Phrase) -> list[int]:
        """The places of a phrase; where it stands in too many to read them, those of the whole runs around it."""
        found = search.places_with(session, text.words(phrase), _READ + 1)
        if len(found) <= _READ:
            return found
        starts = [start for start in (phrase[0] - 1, phrase[0]) if start in text.runs]
        whole = [text.words((start, text.runs[start])) for start in starts]
        return [place for words in whole for place in search.places_with(session, words, _READ)]


class _Text:
    """A text, its words, and where a run may begin that would be a quotation, each with its end."""

    def __init__(self, text: str, public: Iterable[str], small: frozenset[str]) -> None:
        self.text = text
        self.tokens = tokens(text)
        self._allowed = [[each.word for each in tokens(field)] for field in public]
        self.runs = {start: end for start, end in _shortest_runs(self.tokens) if self._is_asked(start, end, small)}

    def _is_asked(self, start: int, end: int, small: frozenset[str]) -> bool:
        run = [each.word for each in self.tokens[start:end]]
        return not small.issuperset(run) and not any(_holds(field, run) for field in self._allowed)

    def words(self, phrase: Phrase) -> str:
        """A phrase as it is typed: the index folds it as it folded the fields."""
        return self.text[self.tokens[phrase[0]].start : self.tokens[phrase[1] - 1].end]


def _shortest_runs(found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """From every word the fewest that count for five."""
    for start in range(len(found)):
        weight = 0
        for end in range(start, len(found)):
            weight += found[end].weight
            if weight >= RUN:
                yield start, end + 1
                break


def _holds(words: Sequence[str], run: Sequence[str]) -> bool:
    return any(list(words[at : at + len(run)]) == list(run) for at in range(len(words) - len(run) + 1))


def _longest(text: _Text, fields: Iterable[_Field]) -> list[Quotation]:
    """The runs shared with the fields, the longest first, none that overlaps another; in the order of the text."""
    words = [each.word for each in text.tokens]
    shared = [(run, field) for field in fields for run in _shared(words, field.words, text.runs)]
    taken: list[Quotation] = []
    for (start, end), field in sorted(shared, key=_size):
        first, last = text.tokens[start].start, _with_signs(text.text, text.tokens[end - 1].end)
        if not any(each.start < last and first < each.start + each.length for each in taken):
            taken.append(Quotation(first, last - first, end - start, field.kind, field.day, field.table, field.column))
    return sorted(taken, key=_place)


def _with_signs(text: str, end: int) -> int:
    """The end of a word with the vowel signs that stand on its last letter."""
    while text[end : end + 1] and unicodedata.category(text[end]).startswith("M"):
        end += 1
    return end


def _size(found: tuple[tuple[int, int], _Field]) -> int:
    return found[0][0] - found[0][1]


def _place(found: Quotation) -> int:
    return found.start


def _shared(words: Sequence[str], field: Sequence[str], runs: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """From where to where the words stand in the field, one after the other; each run as long as it goes.

    Every word is written as one character, so that the time grows with the field's length however often a word comes again.
    """
    signs = {word: chr(number) for number, word in enumerate(dict.fromkeys(words), start=1)}
    line = "".join(signs[word] for word in words)
    there = "".join(signs.get(word, "\0") for word in field)
    end = 0
    for start in range(len(line)):
        end = max(end, start)  # a run that begins one word later ends no earlier
        while end < len(line) and line[start : end + 1] in there:
            end += 1
        if any(start <= first and last <= end for first, last in runs.items()):
            yield start, end


def _fields(session: Session, place: int) -> Iterator[_Field]:
    """Every field of free text of the record at a place, and of its details."""
    own = next(table for table in search.placed_tables() if table.table_code == table_code_of(place))
    record = session.scalar(select(own).where(own.place == place, own.deleted_at.is_(None)))
    if record is None:
        return
    kind: str = getattr(record, "kind") if own.__tablename__ == "entry" else own.__tablename__  # noqa: B009
    rows: list[Base] = [record]
    for detail in _details(own):
        whose = getattr(detail, f"{own.__tablename__}_id")
        rows += session.scalars(select(detail).where(whose == record.id, detail.deleted_at.is_(None)))
    for row in rows:
        for column in _columns(type(row)):
            if (row.__tablename__, column) in _PUBLIC and getattr(row, "status", "") != _NOT_ASKED_YET:
                continue
            words = tuple(each.word for each in tokens(getattr(row, column) or ""))
            if words:
                yield _Field(kind, day_of(place), row.__tablename__, column, words)


@cache
def _details(own: type[Placed]) -> list[Any]:
    """The classes of the details that the index reads with a record."""
    by_name = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    return [by_name[name] for name in own.searched.details]


@cache
def _columns(kind: type[Base]) -> list[str]:
    """The columns of free text that a user fills."""
    named = COLUMNS[kind.__tablename__]
    return [each.name for each in kind.__table__.columns if isinstance(each.type, Words | Text) and each.name in named]
