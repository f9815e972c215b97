"""Finding one record by its UUID, and changing what it says."""

from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.errors import RecordGone
from journal.store.tables import Record

R = TypeVar("R", bound=Record)


def find(session: Session, kind: type[R], record_id: str) -> R | None:
    """The record, in the trash or not; None when there is none."""
    return session.scalar(select(kind).where(kind.id == record_id))


def get(session: Session, kind: type[R], record_id: str) -> R:
    """The record, in the trash or not. Raises RecordGone."""
    record = find(session, kind, record_id)
    if record is None:
        raise RecordGone
    return record


def change(record: Record, changes: dict[str, Any]) -> None:
    """Set columns by name. A name that the class does not have is a mistake of ours and raises AttributeError."""
    for name, value in changes.items():
        if not hasattr(type(record), name):
            raise AttributeError(name)
        if getattr(record, name) != value:
            setattr(record, name, value)
