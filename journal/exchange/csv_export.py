"""Everything as CSV: tables for people, and below `tables/` every table as it is, complete.

Six of the tables for people come in again (`csv_tables`): what they have beside the columns of other programs stands
behind those. The others are one a kind of record, with names where the journal keeps identities.

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
from journal.exchange.csv_tables import COLUMNS, EXTRA, MORE
from journal.exchange.folder import NewFolder
from journal.exchange.journal_json import all_rows, ordered_tables
from journal.exchange.journal_rows import RECORDS, JournalRows
from journal.exchange.papers_out import write_papers
from journal.exchange.record_names import RecordNames
from journal.exchange.rows import HandRow, LineRow, MeetingRow, Row
from journal.store.tables import (
    AgendaItem,
    Authority,
    ClimbStep,
    Criterion,
    DevelopmentTalk,
    Entry,
    Evidence,
    Experience,
    Goal,
    Manager,
    PlanCard,
    Prompt,
    Pulse,
    Receipt,
    Record,
    RoleCase,
    Statement,
    Surprise,
)

_FIELDS: Final = {"date": "day", "from": "from_whom"}
_ENTRIES: Final = ("day", "time", "kind", "starred", "text", "manager", "id")
#: The tables for people that no import knows: a file a kind of record.
_RECORDS: Final[dict[str, type[Record]]] = {
    "managers": Manager,
    "topics": AgendaItem,
    "plans": PlanCard,
    "rungs": ClimbStep,
    "agreement": Statement,
    "limits": Authority,
    "surprises": Surprise,
    "experience": Experience,
    "goals": Goal,
    "roles": RoleCase,
    "criteria": Criterion,
    "evidence": Evidence,
    "talks": DevelopmentTalk,
    "pulse": Pulse,
    "prompts": Prompt,
    "receipts": Receipt,
}
#: What tells nobody anything: the records' bookkeeping, and identities for which there is no name.
_LEFT_OUT: Final = frozenset({*Record.BOOKKEEPING, "created_at", "deleted_at", "source_id", "id"})


def export_csv(session: Session, folder: Path, *, step: Any = None) -> list[Path]:
    """Write everything into `folder`, which must be new or empty, and return the files.

    They are not encrypted. `step(done, total)` is called as rows are written. Raises BadInput, DiskFull.
    """
    with NewFolder(folder) as new:
        found = JournalRows(session, whole=True)
        for name, columns in COLUMNS.items():
            header = (*columns, *EXTRA, *MORE[name])
            new.write(f"{name}.csv", _table(header, _cells(session, name, found)))
        new.write("entries.csv", _table(_ENTRIES, _entries(session)))
        names = RecordNames(session)
        for name, kind in _RECORDS.items():
            new.write(f"{name}.csv", _table(_header(kind), _records(session, kind, names)))
        write_papers(session, new)
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


def _cells(session: Session, name: str, found: JournalRows) -> Iterator[list[str]]:
    more = _more(session, name)
    for record_id, row in found.of(name):
        if isinstance(row, HandRow):
            for card in row.competencies:
                yield [row.rated_on.isoformat(), row.rater, card, row.manager, record_id]
        else:
            known = [_cell(row, column) for column in COLUMNS[name]]
            yield [*known, getattr(row, "manager", ""), record_id, *more.get(record_id, ())]


def _more(session: Session, name: str) -> dict[str, list[str]]:
    """The cells behind all others, by the records' UUIDs."""
    kind, columns = RECORDS[name], MORE[name]
    if not columns:
        return {}
    rows = session.execute(select(kind.id, *(getattr(kind, column) for column in columns)))
    return {record_id: [_text(value) for value in values] for record_id, *values in rows}


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


def _columns(kind: type[Record]) -> list[str]:
    return [column.name for column in kind.__table__.columns if column.name not in _LEFT_OUT]


def _header(kind: type[Record]) -> list[str]:
    """The columns, one that names another record without its `_id`, and last the record's own identity."""
    return [*(column.removesuffix("_id") for column in _columns(kind)), "id"]


def _records(session: Session, kind: type[Record], names: RecordNames) -> Iterator[list[str]]:
    columns = _columns(kind)
    for record in session.scalars(select(kind).where(kind.deleted_at.is_(None)).order_by(kind.created_at, kind.id)):
        said = [names.of(column, getattr(record, column)) or _text(getattr(record, column)) for column in columns]
        yield [*said, record.id]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else str(value)
