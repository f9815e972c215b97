"""Everything as CSV: the tables that come in as well, for people, and below `tables/` every table as it is, complete.

UTF-8, `,` between the cells, CRLF at the line ends. A cell that a spreadsheet might take for a formula gets a `'` before it.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.exchange.cells import guarded
from journal.exchange.csv_tables import COLUMNS, EXTRA
from journal.exchange.folder import NewFolder
from journal.exchange.journal_json import all_rows, ordered_tables
from journal.exchange.journal_rows import JournalRows
from journal.exchange.rows import HandRow, LineRow, MeetingRow, Row
from journal.store.tables import Entry, Manager

_FIELDS: Final = {"date": "day", "from": "from_whom"}
_ENTRIES: Final = ("day", "time", "kind", "starred", "text", "manager", "id")


def export_csv(session: Session, folder: Path, *, step: Any = None) -> list[Path]:
    """Write everything into `folder`, which must be new or empty, and return the files.

    They are not encrypted. `step(done, total)` is called as rows are written. Raises BadInput, DiskFull.
    """
    with NewFolder(folder) as new:
        found = JournalRows(session)
        for name, columns in COLUMNS.items():
            header = (*columns, *EXTRA)
            new.write(f"{name}.csv", _table(header, _cells(name, found)))
        new.write("entries.csv", _table(_ENTRIES, _entries(session)))
        _raw_tables(session, new, step)
        return new.written


def _raw_tables(session: Session, new: NewFolder, step: Any) -> None:
    rows: dict[str, list[list[str]]] = {table.name: [] for table in ordered_tables()}
    for table, row in all_rows(session, step):
        rows[table].append([_text(value) for value in row.values()])
    for table in ordered_tables():
        new.write(f"tables/{table.name}.csv", _table([column.name for column in table.columns], rows[table.name]))


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header)
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
    return stream.getvalue()


def _cells(name: str, found: JournalRows) -> Iterator[list[str]]:
    for record_id, row in found.of(name):
        if isinstance(row, HandRow):
            for card in row.competencies:
                yield [row.rated_on.isoformat(), row.rater, card, row.manager, record_id]
        else:
            yield [*(_cell(row, column) for column in COLUMNS[name]), getattr(row, "manager", ""), record_id]


def _cell(row: Row, column: str) -> str:
    if isinstance(row, MeetingRow) and column == "agenda":
        return "\n".join(row.agenda)
    if isinstance(row, LineRow) and column == "source":
        return f"{row.source}:{row.source_day.isoformat()}"
    return _text(getattr(row, _FIELDS.get(column, column)))


def _entries(session: Session) -> Iterator[list[str]]:
    query = select(Entry.day, Entry.time, Entry.kind, Entry.starred, Entry.text, Manager.name, Entry.id)
    query = query.join(Manager, Manager.id == Entry.manager_id).where(Entry.deleted_at.is_(None)).order_by(Entry.place)
    for row in session.execute(query):
        yield [_text(value) for value in row]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else str(value)
