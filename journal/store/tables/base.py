"""The base of all mapped classes: what every record carries, and how a record gets its place in time.

A *record* is a row that a user made: it has a UUID that is the same in every copy of the journal, a revision and the
revisions that it came from, so that two copies can be merged by ancestry.

A *placed* record stands in time: `place` is its primary key, a number that grows with day and minute. Lists and search
hits are read newest first straight from that key, whatever the order in which the records were written.
"""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Final

from sqlalchemy import JSON, BigInteger, Date, Dialect, Integer, MetaData, String, Text, TypeDecorator, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
MINUTES_A_DAY: Final = 1440
_CLOCK: Final = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")
_NO_TEXT: Final = re.compile("[\x00\ud800-\udfff]")
#: The places of one table in one minute: this many bits, the lowest.
ORDER_BITS: Final = 23
_TABLE_BITS: Final = 4
_LOW_CODES: Final = 8


@dataclass(frozen=True)
class Searched:
    """What the search index holds of a placed record, as SQL expressions over its row `t`.

    kind: what kind of thing a hit is, one of `text.HIT_KINDS`.
    headline: what stands for the record in a list of hits, by its first line; may be empty.
    text: its main text.
    more: everything else that is to be found, from the record's own row and its details.
    details: the tables whose rows `more` reads; they name the record in `<table>_id`.
    """

    kind: str
    headline: str
    text: str
    more: str
    details: tuple[str, ...] = ()


class Words(TypeDecorator[str]):
    """Text as typed, but for what no text file can hold: NUL and half of a surrogate pair become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What is written to the file."""
        return value if value is None else _storable(value)


class Data(TypeDecorator[Any]):
    """Lists and dictionaries, whose texts are kept as those of `Words` are."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """What is written to the file."""
        return _storable_parts(value)


def _storable(text: str) -> str:
    return text if text.isascii() and "\x00" not in text else _NO_TEXT.sub("\ufffd", text)


def _storable_parts(value: Any) -> Any:
    match value:
        case str():
            return _storable(value)
        case list():
            return [_storable_parts(part) for part in value]  # type: ignore[reportUnknownVariableType]
        case dict():
            return {_storable_parts(name): _storable_parts(part) for name, part in value.items()}  # type: ignore[reportUnknownVariableType]
        case _:
            return value


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Words,
        date: Date,
        list[str]: Data,
        dict[str, Any]: Data,
        list[dict[str, Any]]: Data,
    }

    def column_values(self) -> dict[str, Any]:
        """The columns of this row and their values, as Python objects."""
        return {column.key: getattr(self, column.key) for column in inspect(type(self)).column_attrs}


def new_id() -> str:
    """A new random UUID in its usual text form."""
    return str(uuid.uuid4())


def now() -> str:
    """This moment as Upward keeps moments: UTC with its offset, to the millisecond, in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Record(Base):
    """What every record carries: identity, when it was made and changed, its revision, and whether it is in the trash."""

    __abstract__ = True

    created_at: Mapped[str] = mapped_column(String(32), default=now, sort_order=90)
    changed_at: Mapped[str] = mapped_column(String(32), default=now, sort_order=91)
    revision: Mapped[str] = mapped_column(String(36), default=new_id, sort_order=92)
    parents: Mapped[list[str]] = mapped_column(default=list, sort_order=93)
    device: Mapped[str] = mapped_column(String(16), default="", sort_order=94)
    deleted_at: Mapped[str | None] = mapped_column(String(32), default=None, sort_order=95)

    #: The columns that say where a version stands rather than what it says; a version's `values` leave them out.
    BOOKKEEPING: ClassVar[frozenset[str]] = frozenset({"place", "changed_at", "revision", "parents", "device"})

    @declared_attr
    @classmethod
    def id(cls) -> Mapped[str]:
        """The UUID: the primary key, or where `place` is that, unique beside it."""
        placed = issubclass(cls, Placed)
        return mapped_column(String(36), primary_key=not placed, unique=placed or None, default=new_id, sort_order=-2)

    def content(self) -> dict[str, Any]:
        """What this version says: its values without the bookkeeping."""
        return {name: value for name, value in self.column_values().items() if name not in self.BOOKKEEPING}


class Placed(Record):
    """A record that stands in time and is found by search."""

    __abstract__ = True

    #: 0 to 15, different for each placed table: it keeps places unique over all of them.
    table_code: ClassVar[int]
    #: What the search index holds of it.
    searched: ClassVar[Searched]
    #: The names of the columns with its day and its time of day (`HH:MM`, may be None).
    day_column: ClassVar[str]
    time_column: ClassVar[str | None] = None

    place: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False, sort_order=-3
    )

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Objects are known by their UUID; the database keeps the rows in the order of `place`."""
        return {"primary_key": [cls.__table__.c.id]} if "__tablename__" in cls.__dict__ else {}  # type: ignore[reportUnknownMemberType]

    def first_place(self) -> int:
        """The first place of this record's minute; records of one minute follow each other from there."""
        clock: str | None = getattr(self, self.time_column) if self.time_column else None
        return first_place(self.table_code, getattr(self, self.day_column), clock)


def first_place(table_code: int, day: date, clock: str | None = None) -> int:
    """The first place in a minute: 33 bits of minutes since the year 1, 4 of the table, 23 of the order within.

    The highest bit of the table's code comes last: the codes below 8 had three bits once, and keep their places.
    """
    minute = day.toordinal() * MINUTES_A_DAY + (minutes_of(clock) if clock else 0)
    table = (table_code % _LOW_CODES << 1) | table_code // _LOW_CODES
    return ((minute << _TABLE_BITS) | table) << ORDER_BITS


def minutes_of(clock: str) -> int:
    """The minute of the day of `HH:MM`. Raises ValueError, without the text: it may be a private one that went astray."""
    if not _CLOCK.fullmatch(clock):
        raise ValueError("a time of day is HH:MM, from 00:00 to 23:59")
    return int(clock[:2]) * 60 + int(clock[3:])


def places_of(first: date, last: date) -> tuple[int, int]:
    """The half-open range of places of the days from `first` to `last`, both included."""
    return first_place(0, first), first_place(0, last) + (MINUTES_A_DAY << (ORDER_BITS + _TABLE_BITS))


def table_code_of(place: int) -> int:
    """Which placed table a place belongs to."""
    table = (place >> ORDER_BITS) & ((1 << _TABLE_BITS) - 1)
    return (table >> 1) + (table & 1) * _LOW_CODES


def day_of(place: int) -> date:
    """The day of a place."""
    return date.fromordinal((place >> (ORDER_BITS + _TABLE_BITS)) // MINUTES_A_DAY)
