"""Reading what can still be read of a damaged journal, row by row.

*Measured* with SQLCipher 4.19: a page that was altered is never read, and after it the connection reads nothing any more.
So every failure costs a new connection, and what lies beyond it is reached from the other end of the table, or from the
numbers of rows that the table's indexes still hold.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from journal.store.connection import DatabaseError, keyed
from journal.store.key import Key
from journal.store.stray_pages import Values, stray_rows

ROWID: Final = ("rowid",)
#: What the database says of a page that it cannot read or believe: SQLITE_IOERR, CORRUPT, FORMAT, NOTADB.
_UNREADABLE: Final = frozenset({10, 11, 24, 26})
#: As those of `connection`, but for reading alone; `writable_schema` opens a file that is shorter than it says itself.
_PRAGMAS: Final = ("temp_store=MEMORY", "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "writable_schema=ON")


def _is_unreadable(error: Exception) -> bool:
    """Whether an error of the database speaks of a damaged page, and not of a mistake of ours."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _UNREADABLE


class Damaged:
    """A damaged journal, read through a copy of it.

    lost: by table, what the indexes say of each row that is there and cannot be read: columns and values, its number as
    `rowid`. unsure: the tables of which more may be lost than is known.
    """

    def __init__(self, copy: Path, key: Key, spoilt: Iterable[int] = ()) -> None:
        """copy: a file of which at least the schema can be read, under this key; spoilt: its damaged pages."""
        self._copy = copy
        self._spoilt = frozenset(spoilt)
        self._key = key
        self._connection: Any = None
        self.lost: dict[str, list[dict[str, Any]]] = {}
        self.unsure: set[str] = set()

    def close(self) -> None:
        """Let go of the copy."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def fetched(self, sql: str) -> list[Values] | None:
        """All rows of a statement; None when a page that it needs cannot be read."""
        rows = list(self._until_failure(sql, ()))
        return [row for row in rows if row is not None] if None not in rows else None

    def columns(self, table: str) -> list[str]:
        """The columns that a table has in this file; none when there is no such table."""
        return [str(row[1]) for row in self.fetched(f'PRAGMA table_info("{table}")') or ()]

    def rows(
        self,
        table: str,
        columns: list[str],
        order: tuple[str, ...] = ROWID,
        near: Iterable[Values] = (),
        is_one: Callable[[dict[str, Any]], bool] | None = None,
    ) -> Iterator[Values]:
        """Every row of a table that can be read: the columns that were asked for. The order is not that of the table.

        order: what the rows of the table are sorted by. near: first values of `order` near which rows may stand. is_one:
        for a table without row numbers, whether a row that was found anywhere is one of it.
        """
        seen: set[Values] = set()
        width = len(order)
        if (yield from self._fresh(_scan(table, columns, order), (), width, seen)):
            return
        yield from self._fresh(_scan(table, columns, order, backwards=True), (), width, seen)
        named, is_sure = self._named(table) if order == ROWID else ({}, False)
        for number in sorted(named):
            if (number,) not in seen:
                yield from self._fresh(_scan(table, columns, order, exactly=True), (number,), width, seen)
        for start in () if is_sure else sorted({*((number,) for number in named), *near}):
            if start not in seen:
                yield from self._fresh(_scan(table, columns, order, len(start)), start, width, seen)
        missing = {number: said for number, said in named.items() if (number,) not in seen}
        if missing or is_one:
            found = partial(_is_missing, columns, width, missing, is_one)
            for row in stray_rows(self._copy, self._key, self._spoilt, table, _scan(table, columns, order), found):
                if row[:width] not in seen:
                    seen.add(row[:width])
                    yield row[width:]
        self.lost[table] = [{**missing[number], "rowid": number} for number in sorted(missing) if (number,) not in seen]
        if not is_sure:
            self.unsure.add(table)

    def _fresh(self, sql: str, start: Values, width: int, seen: set[Values]) -> Generator[Values, None, bool]:
        """The rows of a scan that were not seen before; whether it met no page that cannot be read.

        width: how many values at the front of a row are its place. A scan from a start ends where it meets what was seen.
        """
        for row in self._until_failure(sql, start):
            if row is None:
                return False
            place = row[:width]
            if place not in seen:
                seen.add(place)
                yield row[width:]
            elif start:
                break
        return True

    def _named(self, table: str) -> tuple[dict[int, dict[str, Any]], bool]:
        """What the indexes of a table say of each of its rows, by its number; whether one of them could be read whole."""
        named: dict[int, dict[str, Any]] = {}
        is_sure = False
        for index, columns in self._indexes(table):
            for backwards in (False, True):
                rows = self._until_failure(_scan_of_index(table, index, columns, backwards=backwards), ())
                came_through = True
                for row in rows:
                    if row is None:
                        came_through = False
                    else:
                        named.setdefault(int(row[0]), {}).update(zip(columns, row[1:], strict=True))
                is_sure |= came_through
                if came_through:
                    break
        return named, is_sure

    def _indexes(self, table: str) -> list[tuple[str, list[str]]]:
        """The indexes that hold every row of a table, and their columns."""
        found = [str(row[1]) for row in self.fetched(f'PRAGMA index_list("{table}")') or () if not row[4]]
        columns = ((name, self.fetched(f'PRAGMA index_info("{name}")') or ()) for name in found)
        return [(name, [str(row[2]) for row in rows]) for name, rows in columns if rows]

    def _until_failure(self, sql: str, values: Values) -> Iterator[Values | None]:
        """The rows of a statement, and None at the end when a page that it needs cannot be read."""
        try:
            yield from self._connected().execute(sql, values)
        except DatabaseError as error:
            if not _is_unreadable(error):
                raise
            self.close()
            yield None

    def _connected(self) -> Any:
        if self._connection is None:
            self._connection = keyed(self._copy, self._key, read_only=True)
            for pragma in _PRAGMAS:
                self._connection.execute(f"PRAGMA {pragma}").fetchall()
        return self._connection


def _is_missing(
    columns: list[str],
    width: int,
    missing: dict[int, dict[str, Any]],
    is_one: Callable[[dict[str, Any]], bool] | None,
    row: Values,
) -> bool:
    """Whether a row that was found somewhere is one that the indexes name: all that they say of it must be true."""
    values = dict(zip(columns, row[width:], strict=True))
    if is_one:
        return is_one(values)
    said = missing.get(row[0])
    return said is not None and "id" in said and all(values.get(name, what) == what for name, what in said.items())


def _scan(
    table: str, columns: list[str], order: Values, start: int = 0, *, backwards: bool = False, exactly: bool = False
) -> str:
    """A statement for a table's rows in their order: their places, then the columns.

    start: how many first values of the order are given, to begin there; exactly: the one row at a given place. (The driver
    reads one row ahead, and so a scan that meets a damaged page keeps back the last row before it.)
    """
    chosen = ", ".join([*order, *(f'"{column}"' for column in columns)])
    after = f" WHERE ({', '.join(order[:start])}) >= ({', '.join('?' * start)})" if start else ""
    after = " WHERE rowid = ?" if exactly else after
    by = ", ".join(f"{column} DESC" if backwards else column for column in order)
    only = " NOT INDEXED" if order == ROWID else ""
    return f'SELECT {chosen} FROM "{table}"{only}{after} ORDER BY {by}'  # noqa: S608 (names of ours, and of the schema)


def _scan_of_index(table: str, index: str, columns: list[str], *, backwards: bool) -> str:
    """A statement for the numbers of a table's rows and the columns of one index, which reads nothing but the index."""
    chosen = ", ".join(f'"{column}"' for column in columns)
    by = ", ".join(f'"{column}" DESC' if backwards else f'"{column}"' for column in columns)
    return f'SELECT rowid, {chosen} FROM "{table}" INDEXED BY "{index}" ORDER BY {by}'  # noqa: S608
