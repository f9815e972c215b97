"""Earlier versions of every record, the trash, and bringing back.

Whatever changes a record through a session leaves its earlier version here, in the same transaction. Of the versions of
one stretch of editing, one every ten minutes keeps its text, and always the last before a pause; the others keep their ids, so
that two copies of a journal can still be merged by ancestry.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Column, Select, event, func, insert, inspect, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.base import NO_VALUE

from journal.store import search
from journal.store.tables import Base, History, Placed, Record, Setting
from journal.store.tables.base import ORDER_BITS, new_id, now

KEPT_EVERY: Final = timedelta(minutes=10)
TRASH_DAYS: Final = 30
#: What the names of settings begin with that keep what is typed and is no record yet.
DRAFT: Final = "draft."
EVERY_VERSION: Final = "every version"
_ORDER_MASK: Final = (1 << ORDER_BITS) - 1
_VERSION: Final = insert(Base.metadata.tables["history"])
#: Asked at every save, so it goes to the driver as it stands.
_NEWEST_KEPT: Final = 'SELECT max(at) FROM history WHERE record = ? AND "values" IS NOT NULL'


class KeepingSession(Session):
    """A session for writing: whatever it changes leaves its earlier version, and new records get their place in time.

    `info` holds the `device` on which the change is made.
    """


def _before_flush(session: Session, _context: object, _instances: object) -> None:
    taken: dict[int, int] = {}
    for instance in list(session.new):
        if isinstance(instance, Record):
            instance.device = instance.device or session.info["device"]
            session.info["last"] = instance
            _find_place(session, instance, taken)
    for instance in list(session.dirty):
        if isinstance(instance, Record) and session.is_modified(instance):
            _step(session, instance)
            session.info["last"] = instance
            _find_place(session, instance, taken)


def _before_commit(session: Session) -> None:
    """Whatever was deleted for good leaves the index too: once for all of it, because that takes long."""
    if session.info.pop("deleted_for_good", False):
        session.flush()
        search.purge(session.connection())


def _step(session: Session, record: Record) -> None:
    """Write down the version that this change replaces, and give the record its new revision."""
    replaced = inspect(record).committed_state
    if "revision" in replaced:
        return
    earlier = record.column_values()
    for name, was in replaced.items():
        earlier[name] = None if was is NO_VALUE else was  # what a new record was never told is NULL in its row
    moment = now()
    session.connection().execute(_VERSION, _version(session, record, earlier, moment))
    record.parents = [earlier["revision"]]
    record.revision = new_id()
    record.changed_at = moment
    record.device = session.info["device"]


def _version(session: Session, record: Record, earlier: dict[str, Any], moment: str) -> dict[str, Any]:
    content = {name: value for name, value in earlier.items() if name not in record.BOOKKEEPING}
    is_typing = not session.info.get(EVERY_VERSION)
    thinned = is_typing and _is_thinned(session, record.id, earlier["changed_at"], moment)
    return {
        "revision": earlier["revision"],
        "record": record.id,
        "table": type(record).__tablename__,
        "parents": earlier["parents"],
        "device": earlier["device"],
        "at": earlier["changed_at"],
        "values": None if thinned else {name: as_json(value) for name, value in content.items()},
    }


def _is_thinned(session: Session, record_id: str, made_at: str, moment: str) -> bool:
    """Whether a version made at `made_at` and replaced at `moment` need not keep its text."""
    made = datetime.fromisoformat(made_at)
    if abs(datetime.fromisoformat(moment) - made) >= KEPT_EVERY:  # a clock that was set back is a pause too
        return False
    newest = session.connection().exec_driver_sql(_NEWEST_KEPT, (record_id,)).scalar()
    return newest is not None and made - datetime.fromisoformat(newest) < KEPT_EVERY


def _find_place(session: Session, record: Record, taken: dict[int, int]) -> None:
    """Give a placed record the next free place of its minute, unless it already stands in that minute."""
    if not isinstance(record, Placed):
        return
    first = record.first_place()
    present: int | None = inspect(record).dict.get("place")
    if present is not None and first <= present <= first + _ORDER_MASK:
        return
    if first not in taken:
        place = type(record).place
        last = session.scalar(select(func.max(place)).where(place.between(first, first + _ORDER_MASK)))
        taken[first] = first if last is None else last + 1
    record.place = taken[first]
    taken[first] += 1


def as_json(value: Any) -> Any:
    """A column's value as JSON holds it: dates in ISO form."""
    return value.isoformat() if isinstance(value, date) else value


def from_json(record_class: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    """The inverse of `as_json` for the columns of a class; unknown names are left out."""
    columns = record_class.__table__.columns
    return {
        name: date.fromisoformat(value) if value is not None and columns[name].type.python_type is date else value
        for name, value in values.items()
        if name in columns
    }


def last_written(session: Session) -> str:
    """The name of the last version that this session wrote, for `has_version`; empty when it wrote no record."""
    record: Record | None = session.info.get("last")
    return f"{record.__tablename__}/{record.id}/{record.revision}" if record is not None else ""


def has_version(session: Session, written: str) -> bool:
    """Whether the journal has this version of a record, as the present one or as an earlier one; so also for no name."""
    table, _slash, name = written.partition("/")
    record_id, _slash, revision = name.partition("/")
    kinds = (mapper.class_ for mapper in Base.registry.mappers)
    kind = next((each for each in kinds if issubclass(each, Record) and each.__tablename__ == table), None)
    if kind is None:
        return True
    if session.scalar(select(kind.revision).where(kind.id == record_id)) == revision:
        return True
    kept = select(History.record).where(History.record == record_id, History.revision == revision)
    return session.scalar(kept) is not None


def versions(session: Session, record_id: str) -> list[History]:
    """The earlier versions of a record that still have their text, newest first."""
    wanted = select(History).where(History.record == record_id, History.values.is_not(None))  # type: ignore[reportUnknownMemberType]
    return list(session.scalars(wanted.order_by(History.at.desc())))


def keep_every_version(session: Session) -> None:
    """What this session replaces keeps its text however soon that is: for changes that are not typing."""
    session.info[EVERY_VERSION] = True


def bring_back(session: Session, record: Record, version: History) -> None:
    """Make an earlier version the present one, out of the trash; the present one becomes an earlier version.

    What it only names and what was deleted for good since, it names no more.
    """
    keep_every_version(session)
    for name, value in from_json(type(record), version.values or {}).items():
        if name not in {"id", "created_at"}:
            setattr(record, name, None if _names_nothing(session, type(record), name, value) else value)
    record.deleted_at = None


def _names_nothing(session: Session, kind: type[Record], name: str, value: Any) -> bool:
    """Whether a column that may be empty would name a record that is not there."""
    column = kind.__table__.columns[name]
    if value is None or not column.nullable:
        return False
    return any(
        session.execute(select(key.column).where(key.column == value).limit(1)).first() is None
        for key in column.foreign_keys
    )


def trash(record: Record) -> None:
    """Put a record into the trash, where it stays 30 days."""
    record.deleted_at = now()


def restore(record: Record) -> None:
    """Take a record out of the trash."""
    record.deleted_at = None


def delete_for_good(session: Session, record: Record) -> None:
    """Remove the text of a record from the journal, its earlier versions and the search index; only its ids stay.

    What belongs to it, such as the details of a feedback, goes with it; what only names it, such as a promise made in a
    meeting, stays without the name.
    """
    session.flush()
    for kind, column in _columns_naming(type(record)):
        for other in session.scalars(select(kind).where(column == record.id)):
            if next(iter(column.foreign_keys)).ondelete == "CASCADE":
                delete_for_good(session, other)
            elif column.nullable:
                setattr(other, column.key, None)
    session.execute(update(History).where(History.record == record.id).values({"values": None, "gone": True}))
    session.add(
        History(
            revision=record.revision,
            record=record.id,
            table=type(record).__tablename__,
            parents=record.parents,
            device=record.device,
            at=record.changed_at,
            values=None,
            gone=True,
        )
    )
    session.flush()
    session.delete(record)
    _forget_typed(session, record.id)
    session.flush()
    session.info["deleted_for_good"] = True


def _forget_typed(session: Session, record_id: str) -> None:
    """Remove what was typed of a record and never became a value of it: drafts hold it by the record's UUID."""
    for draft in session.scalars(select(Setting).where(Setting.key.startswith(DRAFT))):
        left = {name: value for name, value in draft.value.items() if name != record_id}
        if not left or draft.key.endswith(record_id):
            session.delete(draft)
        elif left != draft.value:
            draft.value = left


def empty_old_trash(session: Session, moment: datetime) -> int:
    """Delete for good what has been in the trash for more than 30 days at `moment`; how many records that were."""
    found = [(kind, record_id) for kind in _trashable() for record_id in session.scalars(_thrown_before(kind, moment))]
    for kind, record_id in found:
        record = session.scalar(select(kind).where(kind.id == record_id))
        if record is not None:  # it may have gone with what it belonged to
            delete_for_good(session, record)
    return len(found)


def has_old_trash(session: Session, moment: datetime) -> bool:
    """Whether `empty_old_trash` would find anything."""
    return any(session.scalar(_thrown_before(kind, moment).limit(1)) for kind in _trashable())


def _thrown_before(kind: type[Record], moment: datetime) -> Select[str]:
    before = (moment.astimezone(UTC) - timedelta(days=TRASH_DAYS)).isoformat(timespec="milliseconds")
    return select(kind.id).where(kind.deleted_at < before)


def _trashable() -> list[type[Record]]:
    """Every class of records but the managers': a chapter ends, and all the other records stand in it."""
    classes = (mapper.class_ for mapper in Base.registry.mappers)
    return [each for each in classes if issubclass(each, Record) and each.__tablename__ != "manager"]


def _columns_naming(named: type[Record]) -> Iterator[tuple[type[Record], Column[Any]]]:
    """The columns of all records that hold the UUID of a record of this class."""
    for mapper in Base.registry.mappers:
        if not issubclass(mapper.class_, Record):
            continue
        for column in mapper.local_table.columns:
            if isinstance(column, Column) and any(key.column.table is named.__table__ for key in column.foreign_keys):
                yield mapper.class_, column


event.listen(KeepingSession, "before_flush", _before_flush)
event.listen(KeepingSession, "before_commit", _before_commit)
