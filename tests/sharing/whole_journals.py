"""Whole journals for the tests of what may leave: two rows in every table, a canary in each private field.

The fields are found by walking the mapped classes, so that a table or a column that comes later is filled as well. What
may leave is written beside them: the name of the manager who gets the paper, and the approved lines.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import count, cycle
from typing import Any, Final, get_type_hints

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Integer, String
from sqlalchemy.orm import Session

from journal.store.tables import IDENTITY, Base, Placed, ShareableLine
from journal.store.tables.base import Data, Words, first_place

FIRST: Final = date(2026, 3, 2)
LAST: Final = FIRST + timedelta(60)
_MOMENT: Final = "2026-03-02T09:00:00.000+00:00"
#: Each table has a row about the manager who gets the paper, and one about another, or theirs and in the trash.
_ROWS: Final = ("theirs", "not for them")
_CHOICES: Final = re.compile(r"(\w+) IN \(([^)]*)\)")
_MARK: Final = "zqxkwv"  # nobody writes it by chance
_NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")  # what no column takes
_LETTERS: Final = "bcdfghjklmnprst"
#: The tables whose rows are the journal itself, such as they are declared; no word of a user stands in the other one.
TABLES: Final = tuple(table for table in Base.metadata.sorted_tables if table is not IDENTITY)
_KINDS: Final = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
#: What has a form of its own: a line that is theirs and approved would rightly be on the paper; a paper is no word.
_IDS: Final = (f"00000000-0000-4000-8000-{number:012x}" for number in count())
_GIVEN: Final[dict[str, tuple[Any, Any]]] = {
    "shareable_line.withdrawn_at": (_MOMENT, None),
    "receipt_file.data": ("JVBERi0=", "JVBERi0="),
}


@cache
def canary(number: int) -> str:
    """The word for a private field."""
    ending = ""
    for _place in range(3):
        number, digit = divmod(number, len(_LETTERS))
        ending += _LETTERS[digit]
    return f"{_MARK}{ending}"


def canaries_in(words: str) -> set[str]:
    """Every canary in a text, whatever stands between its letters, read forwards and backwards."""
    bare = "".join(re.findall("[a-z]+", words.casefold()))
    return {found for way in (bare, bare[::-1]) for found in re.findall(f"{_MARK}.{{0,3}}", way)}


class WholeJournal:
    """Fills every table; `places` says of each canary in which field of which row it stands."""

    def __init__(self, session: Session, texts: Sequence[str], recipient: str, *, trash: bool = False) -> None:
        """Write the rows: what is private with these texts around its canary, and the manager's name as it is.

        `trash`: what is not for them is theirs, but in the trash; else it is about another manager.
        """
        self.trash = trash
        self.places: dict[str, str] = {}
        self._texts = cycle([_NO_TEXT.sub("\ufffd", each) for each in texts])
        self._ids: dict[str, list[Any]] = {}
        self._given = {**_GIVEN, "manager.name": (_NO_TEXT.sub("\ufffd", recipient), None)}
        driver: Any = session.connection().connection.driver_connection
        for table in TABLES:
            insert, fills, place = _plan(table.name)
            rows = [[fill(self, number) for fill in fills] for number in range(len(_ROWS))]
            self._ids[table.name] = [row[place] for row in rows]
            driver.executemany(insert, rows)

    @property
    def manager_id(self) -> str:
        """Who gets the paper."""
        return str(self._ids["manager"][0])

    def approve(self, session: Session, lines: Iterable[tuple[str, str]]) -> None:
        """Approve lines for them, each about one of the private rows."""
        sources = [name for name in self._ids if name in {"entry", "commitment", "goal", "one_on_one"}]
        for position, (section, words) in enumerate(lines):
            kind = sources[position % len(sources)]
            session.add(_line(self.manager_id, section, words, position, kind, self._ids[kind][0]))
        session.flush()

    def given(self, name: str, number: int) -> Any:
        """What a field with a form of its own holds in this row, if it is one."""
        return self._given.get(name, (None, None))[number]

    def id_of(self, table: str, number: int) -> Any:
        """The row that a row of the same number names."""
        return self._ids[table][0 if table == "manager" and self.trash else number]

    def words(self, name: str, number: int) -> str:
        """A private text with its canary."""
        word = canary(len(self.places))
        self.places[word] = f"{name}, {_ROWS[number]}"
        return f"{next(self._texts)} {word} {next(self._texts)}"


def _line(manager_id: str, section: str, words: str, position: int, kind: str, source: str) -> ShareableLine:
    return ShareableLine(
        manager_id=manager_id,
        section=section,
        text=words,
        position=position,
        source_kind=kind,
        source_id=source,
        source_day=FIRST,
        approved_at=_MOMENT,
    )


_Fill = Callable[[WholeJournal, int], Any]


@cache
def _plan(name: str) -> tuple[str, list[_Fill], int]:
    """The statement that adds a row to a table, how each of its columns is filled, and where the id stands."""
    columns = [column for column in Base.metadata.tables[name].columns if not _names_its_own(column)]
    names = [column.name for column in columns]
    quoted = ", ".join(f'"{each}"' for each in names)
    insert = f'INSERT INTO "{name}" ({quoted}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608 - our own tables
    return insert, [_fill(column) for column in columns], names.index("id") if "id" in names else 0


def _names_its_own(column: Column[Any]) -> bool:
    return any(key.column.table is column.table for key in column.foreign_keys)


def _fill(column: Column[Any]) -> _Fill:
    name = f"{column.table.name}.{column.name}"  # type: ignore[attr-defined]
    if column.foreign_keys:
        named = next(iter(column.foreign_keys)).column.table.name
        return lambda journal, number: journal.id_of(named, number)
    if choices := _choices(column):
        return lambda _journal, number: choices[number % len(choices)]
    if not isinstance(column.type, String | Words | Data):
        return _figure(column)
    return _formed(column, name) or _private(column, name)


def _formed(column: Column[Any], name: str) -> _Fill | None:
    """What holds no words of a user: an id, a moment, a time of day, or what has a form of its own."""
    if name in _GIVEN:
        return lambda journal, number: journal.given(name, number)
    if _is_id(column):
        return lambda _journal, _number: next(_IDS)
    if column.name == getattr(_KINDS[column.table], "time_column", None):  # type: ignore[index]
        return lambda _journal, _number: "14:00"
    if column.name != "at" and not column.name.endswith("_at"):
        return None
    if not column.nullable:
        return lambda _journal, _number: _MOMENT
    return lambda journal, number: _MOMENT if number and journal.trash else None


def _private(column: Column[Any], name: str) -> _Fill:
    match _shape(column):
        case "list":
            return lambda journal, number: json.dumps([journal.words(name, number), journal.words(name, number)])
        case "rows":
            return lambda journal, number: json.dumps(
                [{part: journal.words(name, number) for part in ("id", "section", "text", "more")}]
            )
        case "dict":
            return lambda journal, number: json.dumps(
                {journal.words(name, number): [journal.words(name, number), {"more": journal.words(name, number)}]}
            )
        case _:
            return lambda journal, number: journal.given(name, number) or journal.words(name, number)


def _shape(column: Column[Any]) -> str:
    """What a column of JSON holds, by its annotation: a list of words, of dictionaries, or a dictionary."""
    if not isinstance(column.type, Data):
        return "words"
    said = str(get_type_hints(_KINDS[column.table])[column.name])  # type: ignore[index]
    return "rows" if "list[dict" in said else "list" if "list[" in said else "dict"


def _is_id(column: Column[Any]) -> bool:
    return column.name in {"id", "revision", "record"} or column.name.endswith("_id")


def _figure(column: Column[Any]) -> _Fill:
    kind = _KINDS[column.table]  # type: ignore[index]
    if column.name == "place" and issubclass(kind, Placed):
        return lambda _journal, number: first_place(kind.table_code, FIRST) + number
    if isinstance(column.type, Date):
        return lambda _journal, number: (FIRST + timedelta(number)).isoformat()
    if isinstance(column.type, Boolean):
        return lambda _journal, number: number == 0
    assert isinstance(column.type, Integer), f"{column} has a type that this does not know how to fill"
    return lambda _journal, number: 1 + number


def _choices(column: Column[Any]) -> list[str]:
    """The words that a column is held to, as its table's constraint lists them."""
    rules = (rule for rule in column.table.constraints if isinstance(rule, CheckConstraint))  # type: ignore[attr-defined]
    found = (_CHOICES.fullmatch(str(rule.sqltext)) for rule in rules)
    held = next((match[2] for match in found if match and match[1] == column.name), "")
    return [word.strip("' \n") for word in held.split(",") if word.strip("' \n")]
