"""Earlier versions of any record as a user sees them: field by field, in words, and the way back to one of them.

The details of a feedback or of a request belong to their entry: both are one thing with one line of versions.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.practices import commitments, competencies, entries
from journal.store import history, records
from journal.store.tables import (
    Authority,
    Base,
    Commitment,
    Entry,
    Feedback,
    History,
    Manager,
    OneOnOne,
    Record,
    Request,
    Statement,
)
from journal.text import (
    BASES,
    CHANNELS,
    CLARITIES,
    COACH_PATHS,
    COLUMNS,
    COMMITMENT_STATUSES,
    CRITERION_STATES,
    DEGREES,
    DETAIL,
    ENTRY_KINDS,
    FEEDBACK_KINDS,
    GOAL_KINDS,
    GOAL_STATUSES,
    HINDERED_BY,
    LINE_SECTIONS,
    MEETING_STATES,
    OBSTACLES,
    OWNERS,
    RATERS,
    REQUEST_KINDS,
    REQUEST_STATUSES,
    TAKES_IN,
    TALK_SUBJECTS,
    TOPICS,
    YES_PARTLY_NO,
    _,
    long_day,
)

#: Versions of an entry and of its details that were made within this time came of one save.
ONE_SAVE: Final = timedelta(milliseconds=100)
#: Columns that nobody has filled by hand and that say nothing to a user.
UNSEEN: Final = frozenset(
    {
        *Record.BOOKKEEPING,
        "id",
        "created_at",
        "deleted_at",
        "entry_id",
        "goal_id",
        "criterion_id",
        "role_case_id",
        "position",
        "replaces_id",
        "calendar_uid",
        "calendar_instance",
        "source_id",
        "source_kind",
        "approved_at",
        "sha256",
        "receipt_id",
        "data",  # the bytes of a paper
        "starred",  # a star makes no version worth telling from the next one
    }
)
_CHOICES: Final[dict[tuple[str, str], dict[str, str]]] = {
    ("entry", "kind"): ENTRY_KINDS,
    ("feedback", "kind"): FEEDBACK_KINDS,
    ("feedback", "clarity"): CLARITIES,
    ("request", "kind"): REQUEST_KINDS,
    ("request", "status"): REQUEST_STATUSES,
    ("commitment", "status"): COMMITMENT_STATUSES,
    ("commitment", "owner"): OWNERS,
    ("one_on_one", "state"): MEETING_STATES,
    ("importance_hand", "rater"): RATERS,
    ("shareable_line", "section"): LINE_SECTIONS,
    ("feedback", "felt_heard"): YES_PARTLY_NO,
    ("climb_step", "rung"): CLARITIES,
    ("request", "obstacle"): OBSTACLES,
    ("one_on_one", "outcome_reached"): YES_PARTLY_NO,
    ("one_on_one", "felt_heard"): YES_PARTLY_NO,
    ("one_on_one", "listened"): YES_PARTLY_NO,
    ("one_on_one", "opened_by"): OWNERS,
    ("manager", "channel"): CHANNELS,
    ("manager", "takes_in"): TAKES_IN,
    ("manager", "detail"): DETAIL,
    ("manager", "coach_path"): COACH_PATHS,
    ("manager", "hindered_by"): HINDERED_BY,
    ("statement", "side"): OWNERS,
    ("statement", "topic"): {topic: name for topic, (_sides, name) in TOPICS.items()},
    ("statement", "basis"): BASES,
    ("authority", "basis"): BASES,
    ("authority", "degree"): {str(degree): name for degree, name in DEGREES.items()},
    ("experience", "basis"): BASES,
    ("goal", "kind"): GOAL_KINDS,
    ("goal", "status"): GOAL_STATUSES,
    ("role_case", "agrees"): YES_PARTLY_NO,
    ("role_case", "status"): GOAL_STATUSES,
    ("criterion", "basis"): BASES,
    ("criterion", "state"): CRITERION_STATES,
    ("development_talk", "opened_by"): OWNERS,
    ("development_talk", "about"): TALK_SUBJECTS,
}
#: Columns that name another record, and the column there that says which one it is.
_NAMED: Final[dict[str, tuple[type[Record], str]]] = {
    "one_on_one_id": (OneOnOne, "day"),
    "authority_id": (Authority, "decision"),
    "statement_id": (Statement, "text"),
    "asked_entry_id": (Entry, "text"),
    "split_from_id": (Entry, "text"),
}
Content = dict[str, Any]


@dataclass(frozen=True)
class Version:
    """What a record said at a moment (UTC, ISO 8601), written on a device.

    shown: every field with words, by table and column. values: what each of its rows held, by UUID, as JSON holds it.
    """

    at: str
    device: str
    shown: dict[tuple[str, str], str]
    values: dict[str, Content] = field(repr=False)


class Change(NamedTuple):
    """A field that is another by now: its label, its earlier words, its present ones."""

    label: str
    earlier: str
    present: str


@dataclass(frozen=True)
class Row:
    """A row as it stood before something was brought back."""

    kind: type[Record]
    id: str
    content: Content = field(repr=False)


def timeline(session: Session, kind: type[Record], record_id: str) -> tuple[Version, list[Version]]:
    """The present version, and the earlier ones that a user can tell apart, newest first. Raises RecordGone."""
    rows = _rows(session, kind, record_id)
    points = {row.id: _points(session, row) for row in rows}
    words = Words(session)
    found: list[Version] = []
    before = ("", "")
    for at, row_id in sorted({(point.at, row.id) for row in rows for point in points[row.id]}):
        of = {row.id: last for row in rows if (last := _last(points[row.id], at))}
        version = _version(words, rows, of)
        if found and _is_one_save(before, (at, row_id)):
            found.pop()
        if not found or found[-1].shown != version.shown:
            found.append(version)
        before = (at, row_id)
    present = found.pop()
    return present, [each for each in reversed(found) if each.shown != present.shown]


def changes(earlier: Version, present: Version) -> list[Change]:
    """The fields that are different, in the order of their labels."""
    found: list[Change] = []
    for table, columns in COLUMNS.items():
        for column, label in columns.items():
            was, now = earlier.shown.get((table, column), ""), present.shown.get((table, column), "")
            if was != now:
                found.append(Change(label, was, now))
    return found


def bring_back(session: Session, kind: type[Record], record_id: str, version: Version) -> list[Row]:
    """Make an earlier version the present one; gives what stood before, for `put_back`. Raises RecordGone.

    A commitment that was renegotiated and is open again needs its successor no more: that goes into the trash.
    """
    rows = [row for row in _rows(session, kind, record_id) if row.id in version.values]
    before = [_kept(row) for row in rows]
    for row in rows:
        values = version.values[row.id]
        if isinstance(row, Commitment) and (row.status, values.get("status")) == ("renegotiated", "open"):
            after = session.scalars(commitments.live().where(Commitment.replaces_id == row.id))
            before += [_kept(each) for each in after]
            commitments.reopen(session, row.id)
        _put(session, row, values)
    return before


def put_back(session: Session, before: list[Row]) -> None:
    """Undo `bring_back`. Raises RecordGone."""
    for each in before:
        row = records.get(session, each.kind, each.id)
        _put(session, row, each.content)
        row.deleted_at = each.content["deleted_at"]


def label_of(table: str, column: str) -> str:
    """What a column is called; empty for one that a user never sees."""
    return COLUMNS.get(table, {}).get(column, "")


# ----------------------------------------------------------------------------------------------- what a record is made of


def _rows(session: Session, kind: type[Record], record_id: str) -> list[Record]:
    """The rows that a user takes for one record."""
    found: list[Record] = [records.get(session, kind, record_id)]
    if issubclass(kind, Entry):
        for detail in (Feedback, Request):
            found += session.scalars(select(detail).where(detail.entry_id == record_id))
    return found


def _points(session: Session, row: Record) -> list[History]:
    """Every version of a row that has its text, the oldest first, the present one last."""
    present = History(record=row.id, at=row.changed_at, device=row.device, values=_kept(row).content)
    return [*reversed(history.versions(session, row.id)), present]


def _last(points: list[History], at: str) -> History | None:
    return next((point for point in reversed(points) if point.at <= at), None)


def _is_one_save(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two rows of one record changed together."""
    apart = datetime.fromisoformat(other[0]) - datetime.fromisoformat(one[0])
    return one[1] != other[1] and apart <= ONE_SAVE


def _kept(row: Record) -> Row:
    return Row(type(row), row.id, {name: history.as_json(value) for name, value in row.content().items()})


def _put(session: Session, row: Record, values: Content) -> None:
    version = History(values=values)
    if isinstance(row, Entry):
        entries.bring_back(session, row.id, version)
    else:
        history.bring_back(session, row, version)


def _version(words: "Words", rows: list[Record], of: dict[str, History]) -> Version:
    """All rows as they stood together; details count while the entry is of their kind."""
    newest = max(of.values(), key=_made_at)
    kind = next((str((of[row.id].values or {}).get("kind")) for row in rows if isinstance(row, Entry)), "")
    shown: dict[tuple[str, str], str] = {}
    for row in rows:
        table = row.__tablename__
        if row.id in of and (table not in entries.DETAILS or table == kind):
            values = of[row.id].values or {}
            shown |= {(table, name): words.of(table, name, values.get(name)) for name in COLUMNS.get(table, {})}
    values = {row_id: dict(version.values or {}) for row_id, version in of.items()}
    return Version(newest.at, newest.device, {name: said for name, said in shown.items() if said}, values)


def _made_at(version: History) -> str:
    return version.at


class Words:
    """The values of columns as a user reads them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, table: str, column: str, value: Any) -> str:
        """A value, as JSON holds it, in words."""
        if (table, column) in _CHOICES:
            return _CHOICES[table, column].get(str(value), str(value or ""))
        if column == "manager_id":
            found = records.find(self._session, Manager, str(value))
            return found.name if found else ""
        if column in _NAMED:
            kind, said_by = _NAMED[column]
            named = records.find(self._session, kind, str(value)) if value else None
            return (
                "" if named is None else self.of(kind.__tablename__, said_by, history.as_json(getattr(named, said_by)))
            )
        if column in ("competencies", "competency") and value:
            known = competencies.of_journal(self._session)
            keys: list[str] = value if isinstance(value, list) else [value]  # type: ignore[reportUnknownVariableType]
            return "\n".join(competencies.label(known, key) for key in keys)
        is_day = Base.metadata.tables[table].columns[column].type.python_type is date
        return long_day(date.fromisoformat(value)) if is_day and value else _plain(column, value)


def _plain(column: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case list():
            return "\n".join(_part(part) for part in value)  # type: ignore[reportUnknownVariableType]
        case str() if value and column.endswith("_at"):
            at = datetime.fromisoformat(value).astimezone()
            return _("{day}, {time}").format(day=long_day(at.date()), time=f"{at:%H:%M}")
        case _:
            return str(value)


def _part(part: Any) -> str:
    """A line of a receipt."""
    return str(part.get("text", "")) if isinstance(part, dict) else str(part)  # type: ignore[reportUnknownMemberType, reportUnknownArgumentType]
