"""Rows on whole pages that the table no longer leads to, because a page above them is damaged.

In a copy, and in a transaction that never ends, the table is said to begin at every page of the file in turn; what
SQLite then reads there is asked whether it is a row of the table. Pages that were given up hold nothing: they were
overwritten (`secure_delete`).
"""

import contextlib
from collections.abc import Callable, Container, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from journal.store.connection import LEAST_BYTES, DatabaseError, keyed
from journal.store.key import Key

Values = tuple[Any, ...]
_PRAGMAS: Final = (
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "writable_schema=ON",
    "journal_mode=MEMORY",
)
_BEGINS_AT: Final = "UPDATE sqlite_master SET rootpage = ? WHERE type = 'table' AND name = ?"


def stray_rows(
    copy: Path, key: Key, spoilt: Container[int], table: str, scan: str, is_one: Callable[[Values], bool]
) -> Iterator[Values]:
    """The rows that a scan of a table would give if it began at any page of a file; a row may come twice.

    spoilt: the pages that are damaged. is_one: whether a row can be one of the table.
    """
    for page in range(2, copy.stat().st_size // LEAST_BYTES + 1):
        if page not in spoilt:
            yield from (row for row in _rows_from(copy, key, page, table, scan) if is_one(row))


def _rows_from(copy: Path, key: Key, page: int, table: str, scan: str) -> list[Values]:
    """What a scan gives when the table begins at a page, up to what cannot be read.

    Each has a connection of its own: one that was told nonsense may say later that there is no memory.
    """
    rows: list[Values] = []
    with closing(keyed(copy, key)) as connection, contextlib.suppress(DatabaseError, MemoryError):
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("BEGIN")
        connection.execute(_BEGINS_AT, (page, table))
        connection.execute("PRAGMA writable_schema=RESET").fetchall()
        rows.extend(connection.execute(scan))
    return rows
