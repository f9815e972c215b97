"""Phrases that must not be found where they do not belong, and the search for them."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, Date, Table
from sqlalchemy.orm import Session

from journal.store.tables import Base, Placed
from journal.store.tables.base import Data, Words, first_place

DATA: Final = Path(__file__).parent / "data" / "input"
#: Sixty phrases of the sample's notes that nobody writes by chance.
PHRASES: Final = (DATA / "private-canaries.txt").read_text(encoding="utf-8").splitlines()
_ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be")
MARK: Final = "zqcanary"
#: How a text could stand in a file: as itself or in two bytes a letter, in capitals or not.
_FORMS: Final = re.compile(b"|".join(re.escape(MARK.encode(encoding)) for encoding in _ENCODINGS), re.IGNORECASE)
_VALID: Final = {
    "entry.kind": "win",
    "commitment.owner": "me",
    "importance_hand.rater": "me",
    "shareable_line.section": "next",
    "statement.side": "manager",
    "statement.topic": "channel",
    "authority.degree": 3,
    "climb_step.rung": "example",
}
_DAY: Final = date(2026, 3, 2)


def canary(place: str) -> str:
    """A word that nobody writes by chance, with the name of its place in it."""
    return MARK + re.sub(r"[^a-z]", "", place.lower())


def is_in(data: bytes | str) -> bool:
    """Whether any canary is in there."""
    return bool(_FORMS.search(data.encode("utf-8", "replace") if isinstance(data, str) else data))


def phrases_in(data: bytes | str) -> list[str]:
    """The phrases of the sample that are in there, in capitals or not."""
    low = (data.encode("utf-8", "replace") if isinstance(data, str) else data).lower()
    return [phrase for phrase in PHRASES if any(phrase.encode(each).lower() in low for each in _ENCODINGS)]


def files_with_canaries(folders: Iterable[Path]) -> list[Path]:
    """Every file below these folders that holds a canary or a phrase, in its contents or its name."""
    found = (file for folder in folders for file in sorted(folder.rglob("*")))
    return [file for file in found if MARK in file.name.lower() or (file.is_file() and _tells(file.read_bytes()))]


def _tells(data: bytes) -> bool:
    return is_in(data) or bool(phrases_in(data))


def private_columns() -> list[Column[Any]]:
    """Every column that can hold words of the user; a paper's bytes are no words."""
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Words | Data) and column.name != "parents" and str(column) != "receipt_file.data"
    ]


def fill_every_private_column(session: Session) -> None:
    """One row in every table, with a canary in each of its private columns."""
    private = set(private_columns())
    codes = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    for table in (each for each in Base.metadata.sorted_tables if each in codes):
        values = {column.name: _value(column, private) for column in table.columns if not _is_left_out(column, private)}
        kind = codes[table]
        if issubclass(kind, Placed):
            values["place"] = first_place(kind.table_code, _DAY)
        session.execute(table.insert().values(values))


def _words(word: str) -> dict[str, Any]:
    return {"words": [word]}


def _hand(word: str) -> list[str]:
    return [word]


def _handed_over(word: str) -> list[dict[str, str]]:
    return [{"id": "x", "section": "next", "text": word}]


#: The columns whose lists have a shape that everything relies on.
_SHAPES: Final = {
    "importance_hand.competencies": _hand,
    "shareable_line.let_stand": _hand,
    "receipt.lines": _handed_over,
}


def _is_left_out(column: Column[Any], private: set[Column[Any]]) -> bool:
    refers_to_itself = any(key.column.table is column.table for key in column.foreign_keys)
    return refers_to_itself or (
        column not in private and not column.foreign_keys and column.default is not None and column.name != "id"
    )


def _value(column: Column[Any], private: set[Column[Any]]) -> Any:
    table: Table = column.table  # type: ignore[assignment]
    place = f"{table.name}.{column.name}"
    if column.foreign_keys:
        return f"id of {next(iter(column.foreign_keys)).column.table.name}"
    if column in private:
        return _SHAPES.get(place, _words)(canary(place)) if isinstance(column.type, Data) else canary(place)
    if column.name == "id":
        return f"id of {table.name}"
    if isinstance(column.type, Date):
        return _DAY
    return None if column.nullable else _VALID.get(place, 1 if column.name == "place" else "x")
