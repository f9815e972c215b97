"""What the journal remembers of sources: for each record its key, what was said, and its revision right after."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from journal.exchange.incoming import Step
from journal.exchange.series_import import InstanceStep
from journal.store.tables import Imported, Record


class Memory:
    """Keeps the rows of `imported` true while an import changes records, so that our own changes are no edits."""

    def __init__(self, session: Session) -> None:
        """One for each import."""
        self._session = session
        self._touched: dict[str, tuple[Record, str]] = {}

    def touch(self, record: Record) -> None:
        """Say that a record is about to change."""
        self._touched.setdefault(record.id, (record, record.revision))

    def know(self, kind: type[Record], known: Iterable[tuple[Step | InstanceStep, str, str]]) -> None:
        """Remember new records of one kind, each given by its step, its id and its revision."""
        rows = [_row(kind, found, record_id, revision) for found, record_id, revision in known]
        if rows:
            self._session.execute(insert(Imported), rows)

    def know_again(self, found: Step, record: Record) -> None:
        """Remember what a row says now, under its key, in place of the key that it had as a draft."""
        old = found.former or found.key
        known = delete(Imported).where(Imported.table == record.__tablename__, Imported.key == old)
        self._session.execute(known)
        self.know(type(record), [(found, record.id, record.revision)])

    def know_moved(self, found: InstanceStep, record: Record, before: str) -> None:
        """Remember where an instance stands now, and under which name; `before` is the record's revision until now."""
        mine = Imported.table == record.__tablename__, Imported.key == (found.former or found.key)
        if self._session.scalar(select(Imported.key).where(*mine)) is None:
            self.know(type(record), [(found, record.id, before)])
        else:
            self._session.execute(update(Imported).where(*mine).values(digest=found.digest, key=found.key))

    def settle(self) -> None:
        """At the end, let every key of a changed record that was up to date know its new revision."""
        self._session.flush()
        for record, before in self._touched.values():
            known = update(Imported).where(Imported.record_id == record.id, Imported.revision == before)
            self._session.execute(known.values(revision=record.revision))


def _row(kind: type[Record], found: Step | InstanceStep, record_id: str, revision: str) -> dict[str, Any]:
    return {
        "table": kind.__tablename__,
        "key": found.key,
        "record_id": record_id,
        "digest": found.digest,
        "revision": revision,
    }
