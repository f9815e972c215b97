"""Upward's own full export: every table, every row, earlier versions, trash and receipts included.

One file, or several parts for a large journal: `journal.json`, `journal-2.json`, …, each a JSON object that can be read by
itself: `{"format": "upward-journal", "version", "schema", "part", "last", "tables": {name: [row, …]}}`, with one row a
line and the columns by name; days as YYYY-MM-DD, moments in ISO 8601. Imported into a new journal it gives the same one.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Boolean, Column, ColumnElement, Date, Integer, Table, literal_column, select, tuple_
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from journal.errors import SourceRefused
from journal.exchange.folder import NewFolder
from journal.exchange.json_text import loaded
from journal.exchange.plain_text import is_clean, unreadable
from journal.store.migrations import CURRENT
from journal.store.tables import Base
from journal.store.tables.base import Data
from journal.text import _

FORMAT: Final = "upward-journal"
VERSION: Final = 1
#: Characters of a part: in UTF-8 at most four bytes each, which stays below the largest file that may come in.
PART_SIZE: Final = 12 * 1024 * 1024
_PAGE: Final = 1000
_LARGEST: Final = 2**63
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export."""

    file: str
    number: int
    last: bool
    tables: dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class FullExport:
    """The rows of all tables by the tables' names, with Python values."""

    file: str
    tables: dict[str, list[dict[str, Any]]]


# ---- out ------------------------------------------------------------------------------------------------------


def export_json(session: Session, folder: Path, *, step: Any = None) -> list[Path]:
    """Write everything into `folder`, which must be new or empty, and return the files.

    They are not encrypted. `step(done, total)` is called as rows are written. Raises BadInput, DiskFull.
    """
    with NewFolder(folder) as new:
        parts = _Parts(new)
        for table, row in all_rows(session, step):
            parts.add(table, row)
        parts.finish()
        return new.written


def all_rows(session: Session, step: Any = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every table, as JSON values, in keyset pages."""
    tables = ordered_tables()
    for number, table in enumerate(tables):
        if step:
            step(number, len(tables))
        for row in _pages(session, table):
            yield table.name, {name: _to_json(value) for name, value in row.items()}


def ordered_tables() -> list[Table]:
    """The tables, each after those that its rows refer to."""
    return [table for table in Base.metadata.sorted_tables if table in {m.local_table for m in Base.registry.mappers}]


def _pages(session: Session, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table in the order in which they lie there, so that they can be written in it again."""
    order = _order_of(table)
    marks = [part.label(f"_order{number}") for number, part in enumerate(order)]
    query = select(*table.columns, *marks).order_by(*order).limit(_PAGE)
    last: tuple[Any, ...] | None = None
    while True:
        page = session.execute(query if last is None else query.where(tuple_(*order) > last)).all()
        for row in page:
            yield dict(zip(table.columns.keys(), row, strict=False))
        if len(page) < _PAGE:
            return
        last = tuple(page[-1][-len(order) :])


def _order_of(table: Table) -> list[ColumnElement[Any]]:
    """What the rows of a table are ordered by: their row numbers, or their key where they have none."""
    if table.dialect_options["sqlite"]["with_rowid"]:
        return [literal_column("rowid", Integer)]
    return list(table.primary_key.columns)


def _to_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class _Parts:
    """Gathers rows and writes a part whenever enough have come together."""

    def __init__(self, folder: NewFolder) -> None:
        self._folder = folder
        self._number = 1
        self._lines: dict[str, list[str]] = {}
        self._size = 0

    def add(self, table: str, row: dict[str, Any]) -> None:
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        if self._size and self._size + len(line) > PART_SIZE:
            self._write(last=False)
        self._lines.setdefault(table, []).append(line)
        self._size += len(line)

    def finish(self) -> None:
        self._write(last=True)

    def _write(self, *, last: bool) -> None:
        head = {"format": FORMAT, "version": VERSION, "schema": CURRENT, "part": self._number, "last": last}
        tables = ",\n".join(f"{json.dumps(name)}: [\n" + ",\n".join(rows) + "\n]" for name, rows in self._lines.items())
        text = json.dumps(head)[:-1] + ', "tables": {\n' + tables + "\n}}\n"
        self._folder.write("journal.json" if self._number == 1 else f"journal-{self._number}.json", text)
        self._lines, self._size = {}, 0
        self._number += 1


# ---- in -------------------------------------------------------------------------------------------------------


def looks_like(value: Any) -> bool:
    """Whether a JSON value is a part of a full export."""
    return isinstance(value, dict) and cast("dict[str, Any]", value).get("format") == FORMAT


def parse(data: bytes, file: str) -> Part:
    """One part of an export, every value checked against its column. Raises Unreadable."""
    value = cast("dict[str, Any]", loaded(data, file))
    number, tables = value.get("part"), value.get("tables")
    schema = value.get("schema")
    if value.get("version") != VERSION or not isinstance(schema, int) or not 1 <= schema <= CURRENT:
        raise unreadable(file, 1, _("a newer version of Upward wrote this export"))
    if not isinstance(number, int) or not isinstance(tables, dict):
        raise unreadable(file, 1, _("this export is damaged"))
    known = {table.name: table for table in ordered_tables()}
    found: dict[str, list[dict[str, Any]]] = {}
    for name, rows in cast("dict[str, Any]", tables).items():
        if name not in known or not isinstance(rows, list):
            raise unreadable(file, 0, _("this export holds a table that Upward does not know"))
        empty = _empty(known[name]) if schema < CURRENT else {}
        found[name] = [_row(known[name], row, empty, at, file) for at, row in enumerate(cast("list[Any]", rows), 1)]
    return Part(file, number, bool(value.get("last")), found)


def joined(parts: list[Part]) -> FullExport:
    """All parts of one export. Raises SourceRefused when one is missing."""
    ordered = sorted(parts, key=_number)
    if [part.number for part in ordered] != list(range(1, len(ordered) + 1)) or not ordered[-1].last:
        raise SourceRefused(
            _(
                "A part of the export is missing. Import the whole folder, with all its files journal.json, journal-2.json, …"
            )
        )
    tables: dict[str, list[dict[str, Any]]] = {}
    for part in ordered:
        for name, rows in part.tables.items():
            tables.setdefault(name, []).extend(rows)
    return FullExport(ordered[0].file, tables)


def _number(part: Part) -> int:
    return part.number


def _empty(table: Table) -> dict[str, Any]:
    """What an older schema leaves out: the columns that may be empty, with what they are then."""
    empty: dict[str, Any] = {column.name: "" for column in table.columns if _is_empty_text(column)}
    empty |= {column.name: [] for column in table.columns if isinstance(column.type, Data)}
    return empty | {column.name: None for column in table.columns if column.nullable}


def _is_empty_text(column: Column[Any]) -> bool:
    return isinstance(column.default, ScalarElementColumnDefault) and column.default.arg == ""


def _row(table: Table, row: Any, empty: dict[str, Any], at: int, file: str) -> dict[str, Any]:
    """A row with every column; `empty` stands where an older schema has none."""
    columns = {column.name: column for column in table.columns}
    if not isinstance(row, dict) or set(found := empty | cast("dict[str, Any]", row)) != set(columns):
        raise unreadable(file, 0, _("row {n} of {table} has other columns").format(n=at, table=table.name))
    try:
        return {name: _value(columns[name], value) for name, value in found.items()}
    except (TypeError, ValueError):
        raise unreadable(file, 0, _("row {n} of {table} holds a wrong value").format(n=at, table=table.name)) from None


def _value(column: Column[Any], value: Any) -> Any:
    """A JSON value as its column takes it. Raises TypeError or ValueError."""
    if value is None:
        if not column.nullable:
            raise TypeError
        return None
    kind = column.type
    if isinstance(kind, Data):
        return _json(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Boolean):
        return _exactly(bool, value)
    if isinstance(kind, Integer):
        return _small(_exactly(int, value))
    return _clean(_exactly(str, value))


def _exactly(wanted: type[_T], value: Any) -> _T:
    if type(value) is not wanted:
        raise TypeError
    return value


def _small(value: int) -> int:
    if not -_LARGEST <= value < _LARGEST:
        raise ValueError
    return value


def _clean(value: str) -> str:
    if not is_clean(value):
        raise ValueError
    return value


def _json(value: Any) -> Any:
    """A list or an object, as it stands; halves of surrogate pairs within are refused."""
    if not isinstance(value, (list, dict)) or not is_clean(json.dumps(value, ensure_ascii=False)):
        raise TypeError
    return cast("Any", value)
