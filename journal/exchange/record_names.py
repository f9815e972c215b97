"""What a record is called where another one names it: in a table a name is worth more than an identity."""

from typing import Any, Final

from sqlalchemy import Text, literal_column, select
from sqlalchemy.orm import Session

from journal.store.tables import Authority, Criterion, Entry, Goal, Manager, OneOnOne, Record, RoleCase, Statement
from journal.store.tables.entries import HEADLINE
from journal.text import first_line

#: The column that names a record, the class of that, and the column there that says which one it is.
_NAMED: Final[dict[str, tuple[type[Record], str]]] = {
    "manager_id": (Manager, "name"),
    "one_on_one_id": (OneOnOne, "day"),
    "authority_id": (Authority, "decision"),
    "statement_id": (Statement, "text"),
    "goal_id": (Goal, "what"),
    "criterion_id": (Criterion, "what"),
    "role_case_id": (RoleCase, "role"),
}
_ENTRIES: Final = frozenset({"entry_id", "asked_entry_id", "split_from_id"})


class RecordNames:
    """The names of the records of a session; those of a kind are read when the first is asked for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: dict[str, dict[str, str]] = {}

    def of(self, column: str, record_id: Any) -> str:
        """What the record that this column names is called; empty for a column that names none."""
        if not record_id or (column not in _NAMED and column not in _ENTRIES):
            return ""
        if column in _ENTRIES:
            return self._entry(str(record_id))
        kind, said_by = _NAMED[column]
        if kind.__tablename__ not in self._found:
            rows = self._session.execute(select(kind.id, getattr(kind, said_by)))
            self._found[kind.__tablename__] = {each: str(said) for each, said in rows}
        return self._found[kind.__tablename__].get(str(record_id), "")

    def _entry(self, record_id: str) -> str:
        """Its day and its headline; of the very many entries only those that are named are read."""
        t = Entry.__table__.alias("t")
        query: Any = select(t.c.day, literal_column(HEADLINE, Text())).where(t.c.id == record_id)
        row: Any = self._session.execute(query).first()
        return f"{row[0].isoformat()} {first_line(row[1])}".rstrip() if row else ""
