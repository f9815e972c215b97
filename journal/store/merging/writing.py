"""Writing what a comparison found, into the journal of a session: rows, earlier versions, tags, links and places."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from typing import Any, Final, cast

from sqlalchemy import Column, Table, bindparam, delete, insert, select, text, update
from sqlalchemy.orm import Session

from journal.errors import SourceRefused
from journal.store import search
from journal.store.merging.ancestry import MERGED, derived
from journal.store.merging.comparing import Comparison, Copy, Fate, record_kinds, references
from journal.store.merging.placing import place_in, settle_places
from journal.store.merging.results import Held, Result, Versions, fuller, joined_again, result_of, version_row
from journal.store.merging.sides import Kind, Mark, Row, SessionSide, Side, chunks
from journal.store.tables import Entry, EntryTag, History, Placed, ShareableLine
from journal.store.tables.base import ORDER_BITS, first_place
from journal.store.tables.entries import tags_in
from journal.text import _

Watch = Callable[[int, int], None]
#: From this many changed records on, the search index is made anew at the end.
BULK: Final = 2000
_HISTORY: Final[Table] = History.__table__  # type: ignore[reportAssignmentType]


def write(session: Session, found: Comparison, theirs: Side, step: Watch | None = None) -> None:
    """Carry out a comparison that was made with this very state. Raises SourceRefused for records that do not fit together."""
    changing = [fate for fate in found.fates.values() if fate.outcome and fate.outcome != "kept"]
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    with search.rebuilt_at_end(session) if len(changing) >= BULK else nullcontext():
        _Writer(session, found, theirs, step).write()
    if session.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise SourceRefused(_("The records of the other copy do not fit together. Nothing was taken over."))
    session.expire_all()


class _Writer:
    def __init__(self, session: Session, found: Comparison, theirs: Side, step: Watch | None) -> None:
        self._session = session
        self._found = found
        self._ours = SessionSide(session)
        self._theirs = theirs
        self._step = step
        self._lines: list[Row] = []
        self._better_known: set[str] = set()
        self._passing = 0

    def write(self) -> None:
        fates = [fate for fate in self._found.fates.values() if fate.outcome or fate.twin]
        total = len(fates) + 1
        done = 0
        for kind in record_kinds():
            for chunk in chunks(fate for fate in fates if fate.kind is kind):
                self._tell(done, total)
                self._records(kind, chunk)
                done += len(chunk)
        self._differences()
        self._join_again()
        self._add_lines()
        self._unlink_gone()
        self._settle_places()
        self._tell(total, total)

    def _tell(self, done: int, total: int) -> None:
        if self._step:
            self._step(done, total)

    # ---- records

    def _records(self, kind: Kind, fates: list[Fate]) -> None:
        ids = [fate.id for fate in fates] + [fate.twin for fate in fates if fate.twin]
        ours, theirs = _held(self._ours, kind, ids), _held(self._theirs, kind, ids)
        results: list[tuple[Fate, Result]] = []
        for fate in fates:
            before = dict(ours[fate.id].versions)
            twin = _twin_versions(kind, fate.twin, ours, theirs)
            result = result_of(fate, ours[fate.id], theirs[fate.id], twin)
            self._keep_versions(before, result.versions)
            if fate.revision in before:
                self._drop_version(fate)
            self._lines += result.lines
            results.append((fate, result))
        table = _table(kind)
        self._delete(table, [fate for fate in fates if not fate.revision and fate.ours.mark])
        rows = [self._placed(fate, result.row) for fate, result in results if result.row]
        for fate in fates:
            self._note_place(fate)
        there = {fate.id for fate in fates if fate.ours.mark}
        self._insert(table, [row for row in rows if row["id"] not in there])
        self._update(table, [row for row in rows if row["id"] in there])
        if kind is Entry:
            self._tag(rows)

    def _delete(self, table: Table, fates: list[Fate]) -> None:
        for chunk in chunks(fate.id for fate in fates):
            self._session.execute(delete(table).where(table.c.id.in_(chunk)))
        if any(fate.is_gone for fate in fates):
            self._session.info["deleted_for_good"] = True

    def _insert(self, table: Table, rows: list[Row]) -> None:
        if rows:
            self._session.execute(insert(table), rows)

    def _update(self, table: Table, rows: list[Row]) -> None:
        """Rows that bring a place of their own move; the others stay where they stand."""
        for with_place in (True, False):
            some = [row for row in rows if ("place" in row) is with_place]
            if some:
                names = [name for name in some[0] if name != "id"]
                change = update(table).where(table.c.id == bindparam("_id"))
                change = change.values({name: bindparam(f"_{name}_") for name in names})
                values = [{f"_{name}_": row[name] for name in names} | {"_id": row["id"]} for row in some]
                self._session.connection().execute(change, values)

    def _tag(self, rows: list[Row]) -> None:
        """The tags of an entry follow its text."""
        for chunk in chunks(row["id"] for row in rows):
            self._session.execute(delete(EntryTag).where(EntryTag.entry_id.in_(chunk)))
        tags = [{"entry_id": row["id"], "name": name} for row in rows for name in tags_in(row["text"])]
        if tags:
            self._session.execute(insert(EntryTag), tags)

    # ---- earlier versions

    def _keep_versions(self, before: Versions, versions: Versions) -> None:
        fresh = [row for revision, row in versions.items() if revision not in before]
        self._better_known |= {row["record"] for row in fresh}
        self._insert(_HISTORY, fresh)
        for revision, row in versions.items():
            was = before.get(revision)
            if was and (was["gone"] != row["gone"] or was["values"] != row["values"]):
                self._change_version(row)

    def _change_version(self, row: Row) -> None:
        self._better_known.add(row["record"])
        columns = _HISTORY.c
        change = update(_HISTORY).where(
            columns.record == row["record"], columns.at == row["at"], columns.revision == row["revision"]
        )
        self._session.execute(change.values({"values": row["values"], "gone": row["gone"]}))
        if row["gone"]:
            self._session.info["deleted_for_good"] = True

    def _drop_version(self, fate: Fate) -> None:
        """What is the present version now is no earlier one."""
        columns = _HISTORY.c
        self._session.execute(delete(_HISTORY).where(columns.record == fate.id, columns.revision == fate.revision))

    def _differences(self) -> None:
        """Earlier versions of records that are the same on both sides."""
        wanted = {each.theirs[:3] for each in self._found.differences}
        for chunk in chunks(dict.fromkeys(key[0] for key in wanted)):
            ours = {_key(row): row for row in self._ours.rows(_HISTORY, "record", chunk)}
            fresh: list[Row] = []
            for row in self._theirs.rows(_HISTORY, "record", chunk):
                if _key(row) not in wanted:
                    continue
                was = ours.get(_key(row))
                if was is None:
                    fresh.append(row)
                    continue
                is_gone = was["gone"] or row["gone"]
                values = None if is_gone else fuller([was, row])
                if (is_gone, values) != (was["gone"], was["values"]):
                    self._change_version({**was, "gone": is_gone, "values": values})
            self._better_known |= {row["record"] for row in fresh}
            self._insert(_HISTORY, fresh)

    # ---- what follows

    def _join_again(self) -> None:
        """What was joined before all was known that is known now is joined as it would be now, so that no order matters."""
        for kind in record_kinds():
            for chunk in chunks(sorted(self._better_known)):
                joint = [row["id"] for row in self._ours.rows(_table(kind), "id", chunk) if row["device"] == MERGED]
                held = _held(self._ours, kind, joint)
                again = {found: row for found in joint if (row := joined_again(kind, held[found]))}
                rows = [self._placed(_staying(kind, held[each]), row) for each, row in again.items()]
                self._update(_table(kind), rows)
                if kind is Entry:
                    self._tag(rows)

    def _add_lines(self) -> None:
        """The withdrawn lines that keep other words, unless they were there once: then what became of them stands."""
        rows = {row["id"]: row for row in self._lines}
        for column in (ShareableLine.id, History.record):
            for chunk in chunks(list(rows)):
                for known in self._session.scalars(select(column).where(column.in_(chunk))):
                    rows.pop(known, None)
        self._insert(_table(ShareableLine), list(rows.values()))

    def _unlink_gone(self) -> None:
        """What only names a record that is gone stays without the name, as another version of it."""
        for kind in record_kinds():
            for column, named in references(kind):
                if column.nullable:
                    gone = [fate.id for fate in self._found.of(named) if not fate.revision]
                    self._unlink(kind, column, list(self._ours.rows(_table(kind), column.name, gone)))

    def _unlink(self, kind: Kind, column: Column[Any], rows: list[Row]) -> None:
        self._insert(_HISTORY, [version_row(kind, row) for row in rows])
        for row in rows:
            again = {
                column.name: None,
                "revision": derived("unlinked", row["revision"]),
                "parents": [row["revision"]],
                "device": MERGED,
            }
            table = _table(kind)
            self._session.execute(update(table).where(table.c.id == row["id"]).values(again))

    def _placed(self, fate: Fate, row: Row) -> Row:
        """A row with a passing place where it is new in its minute, and without any where it stays."""
        if not issubclass(fate.kind, Placed):
            return row
        clock = row[fate.kind.time_column] if fate.kind.time_column else None
        minute = first_place(fate.kind.table_code, row[fate.kind.day_column], clock) >> ORDER_BITS
        self._found.minutes[fate.kind].add(minute)
        self._found.places[fate.id] = place_in(minute, fate.ours.mark, fate.theirs.mark)
        content = {name: value for name, value in row.items() if name != "place"}
        if fate.ours.mark and fate.ours.mark.place >> ORDER_BITS == minute:
            return content
        self._passing -= 1
        return {"place": self._passing, **content}

    def _note_place(self, fate: Fate) -> None:
        """Of a record that stays as it is here, where the other side has it in the same minute."""
        mark = fate.ours.mark
        if issubclass(fate.kind, Placed) and mark and mark.revision == fate.revision:
            self._found.places[fate.id] = place_in(mark.place >> ORDER_BITS, fate.ours.mark, fate.theirs.mark)

    def _settle_places(self) -> None:
        for kind, minutes in self._found.minutes.items():
            if issubclass(kind, Placed):
                settle_places(self._session, _table(kind), minutes, self._found.places)


def _staying(kind: Kind, held: Held) -> Fate:
    """The fate of a record that is there and stays under its revision."""
    row = held.row or {}
    mark = Mark(row["id"], row["revision"], row["parents"], row["deleted_at"] is not None, row.get("place", 0))
    return Fate(row["id"], kind, Copy(mark), Copy(None), revision=row["revision"])


def _table(kind: Kind) -> Table:
    return cast("Table", kind.__table__)


def _held(side: Side, kind: Kind, ids: list[str]) -> dict[str, Held]:
    found = {record_id: Held() for record_id in ids}
    for row in side.rows(_table(kind), "id", ids):
        found[row["id"]].row = row
    for row in side.rows(_HISTORY, "record", ids):
        found[row["record"]].versions[row["revision"]] = row
    return found


def _twin_versions(kind: Kind, twin: str, *sides: dict[str, Held]) -> Versions:
    """All versions of the record that goes up in another one, the present one with them."""
    found: Versions = {}
    for held in _of_twin(twin, sides):
        present = {held.row["revision"]: version_row(kind, held.row)} if held.row else {}
        for revision, row in {**held.versions, **present}.items():
            known = found.get(revision)
            found[revision] = row if known is None else {**row, "values": fuller([known, row])}
    return found


def _of_twin(twin: str, sides: Iterable[dict[str, Held]]) -> Iterator[Held]:
    return (held[twin] for held in sides if twin in held)


def _key(row: Row) -> tuple[Any, ...]:
    return row["record"], row["at"], row["revision"]
