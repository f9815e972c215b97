"""The two copies that a merge compares: read in pages, so that neither is ever held as a whole.

A side is another open journal, the journal itself, or the rows of a full export, which lie in memory anyway.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from sqlalchemy import Table, case, literal, select, tuple_
from sqlalchemy.orm import Session

from journal.store import identity
from journal.store.merging.ancestry import MERGED
from journal.store.tables import History, Record

Row = dict[str, Any]
Kind = type[Record]
Key = tuple[Any, ...]
T = TypeVar("T")
_PAGE: Final = 2000
_IDS: Final = 500


class Mark(NamedTuple):
    """What a comparison needs of a present record. `parents` are told of what a merge made; `place` is 0 without one."""

    id: str
    revision: str
    parents: Sequence[str]
    is_thrown: bool
    place: int


class Trace(NamedTuple):
    """What a comparison needs of an earlier version."""

    record: str
    at: str
    revision: str
    is_kept: bool
    is_gone: bool


class Side(Protocol):
    """One of the two copies."""

    @property
    def journal(self) -> str:
        """The UUID of the journal; empty where the rows do not tell."""
        ...

    @property
    def changes(self) -> int:
        """How often it was changed; 0 where the rows do not tell."""
        ...

    def marks(self, kind: Kind) -> Iterator[Mark]:
        """Every record of a kind, by id."""
        ...

    def traces(self) -> Iterator[Trace]:
        """Every earlier version, by record, moment and revision."""
        ...

    def rows(self, table: Table, column: str, values: Iterable[str]) -> Iterator[Row]:
        """The rows of a table that have one of these values in a column."""
        ...

    def naming(self, kind: Kind, column: str, values: Iterable[str], *, by: str) -> Iterator[tuple[str, str]]:
        """Id and `column` of the records of a kind that have one of these values in the column `by`."""
        ...

    def stream(self, table: Table) -> Iterator[Row]:
        """Every row of a table, by its primary key."""
        ...


class SessionSide:
    """The journal of an open session."""

    def __init__(self, session: Session) -> None:
        """The session must stay open while the side is read."""
        self._session = session

    @property
    def journal(self) -> str:
        return identity.read(self._session)[0]

    @property
    def changes(self) -> int:
        return identity.read(self._session)[1].changes

    def marks(self, kind: Kind) -> Iterator[Mark]:
        table = kind.__table__
        columns = table.c
        parents = case((columns.device == MERGED, columns.parents), else_=None)
        place = columns.place if "place" in columns else literal(0)
        query = select(columns.id, columns.revision, parents, columns.deleted_at.is_not(None), place)
        for row in self._pages(query, [columns.id]):
            yield Mark(row[0], row[1], row[2] or (), bool(row[3]), row[4])

    def traces(self) -> Iterator[Trace]:
        table = History.__table__.c
        query = select(table.record, table.at, table.revision, table["values"].is_not(None), table.gone)
        for row in self._pages(query, [table.record, table.at, table.revision]):
            yield Trace(row[0], row[1], row[2], bool(row[3]), bool(row[4]))

    def rows(self, table: Table, column: str, values: Iterable[str]) -> Iterator[Row]:
        for chunk in chunks(values):
            yield from map(_row, self._session.execute(select(table).where(table.c[column].in_(chunk))).mappings())

    def naming(self, kind: Kind, column: str, values: Iterable[str], *, by: str) -> Iterator[tuple[str, str]]:
        columns = kind.__table__.c
        for chunk in chunks(values):
            query = select(columns.id, columns[column]).where(columns[by].in_(chunk))
            yield from ((row[0], row[1]) for row in self._session.execute(query))

    def stream(self, table: Table) -> Iterator[Row]:
        names = table.c.keys()
        for row in self._pages(select(table), list(table.primary_key.columns)):
            yield dict(zip(names, row, strict=False))

    def _pages(self, query: Any, order: list[Any]) -> Iterator[Any]:
        """The rows of a query by these columns, which identify one; each page is a statement of its own."""
        marks = [column.label(f"_order{at}") for at, column in enumerate(order)]
        query = query.add_columns(*marks).order_by(*order).limit(_PAGE)
        last: Key | None = None
        while True:
            page = self._session.execute(query if last is None else query.where(tuple_(*order) > last)).all()
            yield from page
            if len(page) < _PAGE:
                return
            last = tuple(page[-1][-len(order) :])


class TablesSide:
    """The rows of a full export: of each table a list of rows with Python values."""

    journal = ""
    changes = 0

    def __init__(self, tables: dict[str, list[Row]]) -> None:
        """Rows of tables that are missing count as none."""
        self._tables = tables
        self._found: dict[tuple[str, str], dict[str, list[Row]]] = {}

    def marks(self, kind: Kind) -> Iterator[Mark]:
        for row in sorted(self._of(kind.__tablename__), key=_by("id")):
            parents = row["parents"] if row["device"] == MERGED else ()
            yield Mark(row["id"], row["revision"], parents, row["deleted_at"] is not None, row.get("place", 0))

    def traces(self) -> Iterator[Trace]:
        for row in sorted(self._of("history"), key=_by("record", "at", "revision")):
            yield Trace(row["record"], row["at"], row["revision"], row["values"] is not None, row["gone"])

    def rows(self, table: Table, column: str, values: Iterable[str]) -> Iterator[Row]:
        found = self._by_value(table.name, column)
        for value in values:
            yield from found.get(value, ())

    def naming(self, kind: Kind, column: str, values: Iterable[str], *, by: str) -> Iterator[tuple[str, str]]:
        for row in self.rows(kind.__table__, by, values):  # type: ignore[reportArgumentType]
            yield row["id"], row[column]

    def stream(self, table: Table) -> Iterator[Row]:
        yield from sorted(self._of(table.name), key=_by(*(column.name for column in table.primary_key.columns)))

    def _of(self, table: str) -> list[Row]:
        return self._tables.get(table, [])

    def _by_value(self, table: str, column: str) -> dict[str, list[Row]]:
        if (table, column) not in self._found:
            found: dict[str, list[Row]] = {}
            for row in self._of(table):
                found.setdefault(row[column], []).append(row)
            self._found[table, column] = found
        return self._found[table, column]


def side_by_side(
    ours: Iterator[T], theirs: Iterator[T], key: Callable[[T], Key]
) -> Iterator[tuple[T | None, T | None]]:
    """Pair what two sorted streams have under the same key; None where one has nothing."""
    one, other = next(ours, None), next(theirs, None)
    while one is not None or other is not None:
        if other is None or (one is not None and key(one) < key(other)):
            yield one, None
            one = next(ours, None)
        elif one is None or key(other) < key(one):
            yield None, other
            other = next(theirs, None)
        else:
            yield one, other
            one, other = next(ours, None), next(theirs, None)


def chunks(values: Iterable[T], size: int = _IDS) -> Iterator[list[T]]:
    """Values in lists of at most `size`, for statements that name them one by one."""
    found = list(values)
    for at in range(0, len(found), size):
        yield found[at : at + size]


def _row(row: Any) -> Row:
    return dict(row)


def _by(*names: str) -> Callable[[Row], Key]:
    def key(row: Row) -> Key:
        return tuple(row[name] for name in names)

    return key
