"""A full export of Upward coming in, record by record of its own identity.

Into a new journal everything goes as it is, so that the two are the same. Into another one, records that are missing are
added; one that the export has in a later version is updated; where both went on separately, ours stays and is counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Table, delete, exists, func, insert, select, text
from sqlalchemy.orm import Session

from journal.errors import SourceRefused
from journal.exchange.journal_json import FullExport, ordered_tables
from journal.store import search
from journal.store.history import as_json
from journal.store.tables import Base, EntryTag, History, Imported, Manager, Placed, Record, Setting
from journal.text import _

_CHUNK: Final = 2000
#: Details and topics are counted with the entry or the meeting that they belong to.
_COUNTED: Final = {
    "manager": "managers",
    "entry": "entries",
    "one_on_one": "one-on-ones",
    "commitment": "commitments",
    "importance_hand": "importance",
    "shareable_line": "shareable",
    "receipt": "receipts",
}


@dataclass(frozen=True, slots=True)
class FullPlan:
    """What becomes of each record of an export. `fresh`: the journal is new, and takes everything as it is."""

    export: FullExport
    fresh: bool
    outcomes: dict[str, str] = field(default_factory=dict)
    counts: dict[str, Counter[str]] = field(default_factory=dict)


def compare(session: Session, export: FullExport) -> FullPlan:
    """What importing an export would do; nothing is changed."""
    plan = FullPlan(export, _is_new(session, export))
    ancestry = _Ancestry(session, export)
    for table, kind in _records().items():
        counts: Counter[str] = Counter()
        for row in export.tables.get(table, []):
            outcome = "added" if plan.fresh else ancestry.outcome(kind, row)
            plan.outcomes[row["id"]] = outcome
            counts[outcome] += 1
        if counts and table in _COUNTED:
            plan.counts[_COUNTED[table]] = counts
    return plan


def write(session: Session, plan: FullPlan) -> None:
    """Write what a plan says. Raises SourceRefused when the records of the export do not fit together."""
    if not plan.fresh and not {"added", "changed"} & set(plan.outcomes.values()):
        return
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    if plan.fresh:
        session.execute(delete(Manager))
        session.execute(delete(Setting))
    with search.rebuilt_at_end(session):
        writer = _Writer(session, plan)
        for table in ordered_tables():
            writer.write(table)
    if session.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise SourceRefused(_("The records of this export do not fit together. Nothing was imported."))
    session.expire_all()


def _records() -> dict[str, type[Record]]:
    """The classes of records by the names of their tables."""
    classes = (mapper.class_ for mapper in Base.registry.mappers)
    return {found.__tablename__: found for found in classes if issubclass(found, Record)}


def _is_new(session: Session, export: FullExport) -> bool:
    """Whether nobody has written anything yet: there is at most a first chapter as it was made, for the same person."""
    used = (kind for kind in [*_records().values(), History, Imported] if kind is not Manager)
    if any(session.scalar(select(exists().select_from(kind))) for kind in used):
        return False
    names = {_("My manager"), *(row["name"] for row in export.tables.get("manager", []))}
    return all(found.name in names and not found.parents for found in session.scalars(select(Manager)))


class _Ancestry:
    """Which version of a record came from which, by the earlier versions on both sides."""

    def __init__(self, session: Session, export: FullExport) -> None:
        self._session = session
        self._theirs: defaultdict[str, set[str]] = defaultdict(set)
        for row in export.tables.get("history", []):
            self._theirs[row["record"]].add(row["revision"])
        self._ours: defaultdict[str, set[str]] = defaultdict(set)
        for record, revision in session.execute(select(History.record, History.revision)):
            self._ours[record].add(revision)
        self._gone = set(session.scalars(select(History.record).where(History.gone)))
        self._present: dict[str, dict[str, str]] = {}

    def outcome(self, kind: type[Record], row: dict[str, Any]) -> str:
        present = self._revisions(kind).get(row["id"])
        if present is None:
            return "in_trash" if row["id"] in self._gone else "added"
        if present == row["revision"] or row["revision"] in self._ours[row["id"]]:
            return "same"
        return "changed" if present in self._theirs[row["id"]] else "kept_ours"

    def _revisions(self, kind: type[Record]) -> dict[str, str]:
        if kind.__tablename__ not in self._present:
            rows = self._session.execute(select(kind.id, kind.revision))
            self._present[kind.__tablename__] = dict(rows.all())
        return self._present[kind.__tablename__]


class _Writer:
    def __init__(self, session: Session, plan: FullPlan) -> None:
        self._session = session
        self._plan = plan
        self._kinds = _records()

    def write(self, table: Table) -> None:
        rows = self._plan.export.tables.get(table.name, [])
        kind = self._kinds.get(table.name)
        if self._plan.fresh:
            self._insert(table, rows)
        elif kind is not None:
            self._write_records(table, kind, rows)
        elif table.name == EntryTag.__tablename__:
            self._write_tags(table, rows)
        elif table.name == History.__tablename__:
            self._insert_missing(table, [row for row in rows if self._outcome(row["record"]) != "in_trash"])
        else:
            self._insert_missing(table, [row for row in rows if self._is_wanted(row)])

    def _outcome(self, record_id: str) -> str:
        return self._plan.outcomes.get(record_id, "same")

    def _is_wanted(self, row: dict[str, Any]) -> bool:
        return self._outcome(row.get("record_id", "")) != "in_trash"

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        for at in range(0, len(rows), _CHUNK):
            self._session.execute(insert(table), rows[at : at + _CHUNK])

    def _insert_missing(self, table: Table, rows: list[dict[str, Any]]) -> None:
        key = list(table.primary_key.columns)
        there = {tuple(found) for found in self._session.execute(select(*key))}
        self._insert(table, [row for row in rows if tuple(row[column.name] for column in key) not in there])

    def _write_records(self, table: Table, kind: type[Record], rows: list[dict[str, Any]]) -> None:
        added = [row for row in rows if self._outcome(row["id"]) == "added"]
        if issubclass(kind, Placed):
            added = self._placed(kind, added)
        self._insert(table, added)
        for row in rows:
            if self._outcome(row["id"]) == "changed":
                self._change(kind, row)
        self._session.flush()

    def _placed(self, kind: type[Placed], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows with places that are free here."""
        taken = set(self._session.scalars(select(kind.place)))
        found: list[dict[str, Any]] = []
        for row in rows:
            place = row["place"]
            while place in taken:
                place += 1
            taken.add(place)
            found.append({**row, "place": place})
        return found

    def _change(self, kind: type[Record], row: dict[str, Any]) -> None:
        """Bring a record to the export's later version; ours becomes an earlier version with its text."""
        record = self._session.scalars(select(kind).where(kind.id == row["id"])).one()
        content = {name: as_json(value) for name, value in record.content().items()}
        if self._session.scalar(select(func.count()).where(History.revision == record.revision)) == 0:
            self._session.add(
                History(
                    revision=record.revision,
                    record=record.id,
                    table=kind.__tablename__,
                    parents=record.parents,
                    device=record.device,
                    at=record.changed_at,
                    values=content,
                )
            )
        for name, value in row.items():
            if name != "place":
                setattr(record, name, value)

    def _write_tags(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        """The tags of the entries that are new or changed here."""
        wanted = {record_id for record_id, outcome in self._plan.outcomes.items() if outcome in {"added", "changed"}}
        changed = [record_id for record_id in wanted if self._outcome(record_id) == "changed"]
        for record_id in changed:
            self._session.execute(delete(EntryTag).where(EntryTag.entry_id == record_id))
        self._insert(table, [row for row in rows if row["entry_id"] in wanted])
