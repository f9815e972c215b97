"""Which journal a file is, and how often it was changed.

The count says whether a file is an older copy of what was seen before: encryption alone cannot tell an old genuine file
from the newest one.
"""

from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.orm import Session

from journal.store.tables import IDENTITY
from journal.store.tables.base import new_id, now


class LastChange(NamedTuple):
    """How often the journal was changed, and the moment of the last change (UTC, ISO 8601)."""

    changes: int
    at: str


def begin(connection: Connection) -> None:
    """Give a journal its identity unless it has one."""
    if connection.execute(select(IDENTITY.c.journal)).first() is None:
        connection.execute(insert(IDENTITY).values(journal=new_id(), changes=0, changed_at=now()))


def is_there(engine: Engine) -> bool:
    """Whether the journal has one: the first journals were made without."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'identity'")
        return found.first() is not None


def add(engine: Engine) -> None:
    """Give one to a journal that was made without."""
    with engine.begin() as connection:
        IDENTITY.create(connection, checkfirst=True)
        begin(connection)


def read(session: Session) -> tuple[str, LastChange]:
    """The journal's UUID and its last change."""
    row = session.execute(select(IDENTITY)).one()
    return str(row.journal), LastChange(int(row.changes), str(row.changed_at))


def count_change(session: Session) -> None:
    """Count one more committed change."""
    session.connection().exec_driver_sql("UPDATE identity SET changes = changes + 1, changed_at = ?", (now(),))


def adopt(session: Session, changes: int) -> None:
    """The count goes on from the higher one of two copies."""
    higher = IDENTITY.c.changes < changes
    session.execute(update(IDENTITY).where(higher).values(changes=changes))
