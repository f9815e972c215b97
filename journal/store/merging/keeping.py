"""What is no record: where imported records came from, and the journal's own settings, drafts among them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Table, insert, update
from sqlalchemy.orm import Session

from journal.store.merging.comparing import record_kinds
from journal.store.merging.settings import both_settings
from journal.store.merging.sides import Row, SessionSide, Side, side_by_side
from journal.store.tables import History, Imported, Setting

_IMPORTED: Final[Table] = Imported.__table__  # type: ignore[reportAssignmentType]
_HISTORY: Final[Table] = History.__table__  # type: ignore[reportAssignmentType]
_SETTING: Final[Table] = Setting.__table__  # type: ignore[reportAssignmentType]


def news(session: Session, theirs: Side) -> dict[str, tuple[list[Row], list[Row]]]:
    """By table, the rows to add and the rows to change."""
    ours = SessionSide(session)
    return {
        _IMPORTED.name: _compared(_IMPORTED, ours, theirs, _later_import(ours, theirs)),
        _SETTING.name: _compared(_SETTING, ours, theirs, _both_settings),
    }


def write(session: Session, found: Mapping[str, tuple[list[Row], list[Row]]]) -> None:
    """Write what `news` found."""
    for table in (_IMPORTED, _SETTING):
        added, changed = found[table.name]
        if added:
            session.execute(insert(table), added)
        for row in changed:
            same = [column == row[column.name] for column in table.primary_key.columns]
            session.execute(update(table).where(*same).values(row))


def _compared(table: Table, ours: Side, theirs: Side, chosen: Any) -> tuple[list[Row], list[Row]]:
    def key(row: Row) -> tuple[Any, ...]:
        return tuple(row[column.name] for column in table.primary_key.columns)

    added: list[Row] = []
    changed: list[Row] = []
    for here, there in side_by_side(ours.stream(table), theirs.stream(table), key):
        if here is None and there:
            added.append(there)
        elif here and there and _stored(here) != _stored(there):
            row = chosen(here, there)
            changed += [row] if _stored(row) != _stored(here) else []
    return added, changed


def _stored(row: Row) -> str:
    """A row as it is written: the names of a value have an order there."""
    return json.dumps(row)


def _later_import(ours: Side, theirs: Side) -> Any:
    """Of two rows of `imported` the one whose version of the record was made later: what was imported last."""

    def chosen(here: Row, there: Row) -> Row:
        dated = [
            (_moment(row, ours, theirs), row["revision"], row["record_id"], row["digest"]) for row in (here, there)
        ]
        return here if dated[0] >= dated[1] else there

    return chosen


def _moment(row: Row, *sides: Side) -> str:
    return max((moment for side in sides for moment in _moments(row, side)), default="")


def _moments(row: Row, side: Side) -> Iterator[str]:
    kind = next(each for each in record_kinds() if each.__tablename__ == row["table"])
    present = side.rows(kind.__table__, "id", [row["record_id"]])  # type: ignore[reportArgumentType]
    yield from (found["changed_at"] for found in present if found["revision"] == row["revision"])
    earlier = side.rows(_HISTORY, "record", [row["record_id"]])
    yield from (found["at"] for found in earlier if found["revision"] == row["revision"])


def _both_settings(here: Row, there: Row) -> Row:
    return {**here, "value": both_settings(here["key"], here["value"], there["value"])}
