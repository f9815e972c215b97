"""What names a record that is lost: it is kept, and what it needs is made again, empty."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.store.tables import Entry, Manager, OneOnOne, RoleCase
from journal.store.tables.base import day_of, new_id
from journal.text import _


class Made(NamedTuple):
    """A record that was made again without its text: its table, its UUID and its day."""

    table: str
    id: str
    day: date | None


def mend(session: Session, lost: dict[str, list[dict[str, Any]]]) -> Iterator[Made]:
    """Let nothing name a record that is not there. Where a column may be empty it becomes so; the tags of a lost entry go.

    So does evidence of a lost goal or criterion, which holds no words: a link with one end is seen nowhere.

    lost: by table, what is still known of lost rows, as `Damaged.lost`. Yields the records that had to be made again.
    """
    while dangling := session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        for table, rowid, parent, number in dangling:
            made = _mend_one(session, table, rowid, parent, _column(session, table, number), lost)
            if made:
                yield made
        session.flush()


def _column(session: Session, table: str, number: int) -> str:
    keys = session.connection().exec_driver_sql(f'PRAGMA foreign_key_list("{table}")')
    return next(str(row[3]) for row in keys if row[0] == number)


def _mend_one(
    session: Session, table: str, rowid: int, parent: str, column: str, lost: dict[str, list[dict[str, Any]]]
) -> Made | None:
    run = session.connection().exec_driver_sql
    if table == "entry_tag" or (table == "evidence" and parent in {"goal", "criterion"}):
        run(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608 (one of two names)
        return None
    named = run(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (rowid,)).scalar()  # noqa: S608 (names of our schema)
    nullable = {str(row[1]) for row in run(f'PRAGMA table_info("{table}")') if not row[3]}
    if column in nullable:
        run(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (rowid,))  # noqa: S608
        return None
    is_there = run(f'SELECT 1 FROM "{parent}" WHERE id = ?', (named,)).first()  # noqa: S608
    if named is None or is_there:
        return None  # made for another row a moment ago
    nothing: dict[str, Any] = {}
    known = next((each for each in lost.get(parent, ()) if each.get("id") == named), nothing)
    created = run(f'SELECT created_at FROM "{table}" WHERE rowid = ?', (rowid,)).scalar()  # noqa: S608
    day = day_of(known["rowid"]) if known and parent != "manager" else date.fromisoformat(str(created)[:10])
    _make(session, parent, str(named), day, known, table)
    session.flush()
    return Made(parent, str(named), None if parent == "manager" else day)


def _make(session: Session, parent: str, record_id: str, day: date, known: dict[str, Any], named_by: str) -> None:
    """Make a record again of which only this is known."""
    if parent == "manager":
        session.add(Manager(id=record_id, name=_("(the name was lost)")))
        return
    manager_id = known.get("manager_id") or session.scalar(select(Manager.id).limit(1)) or new_id()
    deleted_at = known.get("deleted_at")
    if parent == "entry":
        kind = (
            "feedback"
            if named_by == "climb_step"
            else named_by
            if named_by in {"feedback", "request"}
            else "interaction"
        )
        session.add(Entry(id=record_id, kind=kind, day=day, manager_id=manager_id, deleted_at=deleted_at))
    elif parent == "one_on_one":
        session.add(OneOnOne(id=record_id, day=day, state="held", manager_id=manager_id, deleted_at=deleted_at))
    elif parent == "role_case":
        lost = _("(the name was lost)")
        session.add(RoleCase(id=record_id, begun_on=day, role=lost, manager_id=manager_id, deleted_at=deleted_at))
    else:
        raise LookupError(parent)
