"""What the journal keeps about its records: earlier versions, what was imported, its own settings, and its identity."""

from typing import Any, Final

from sqlalchemy import Column, Integer, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from journal.store.tables.base import Base, Data


class History(Base):
    """One earlier version of a record. `values` is None where the version was thinned or deleted for good.

    The versions of a record lie side by side, in the order of time, in a tree without row numbers: a save touches one of
    its pages.
    """

    __tablename__ = "history"
    __table_args__ = ({"sqlite_with_rowid": False},)

    record: Mapped[str] = mapped_column(String(36), primary_key=True)
    at: Mapped[str] = mapped_column(String(32), primary_key=True)
    revision: Mapped[str] = mapped_column(String(36), primary_key=True)
    table: Mapped[str] = mapped_column(String(32))
    parents: Mapped[list[str]]
    device: Mapped[str] = mapped_column(String(16))
    values: Mapped[dict[str, Any] | None] = mapped_column(Data(none_as_null=True))
    gone: Mapped[bool] = mapped_column(default=False)


class Imported(Base):
    """Where a record came from, so that the same source again adds nothing and a changed one updates it.

    `key` is the SHA-256 of the row's identity in its source, `digest` of its values there, `revision` the record's
    revision right after the import: another revision means that it was edited here since.
    """

    __tablename__ = "imported"

    table: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(36), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    revision: Mapped[str] = mapped_column(String(36))


class Setting(Base):
    """One setting that belongs to the journal rather than to this computer."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[dict[str, Any]]


#: One row: the journal's UUID, the same in every copy of it, and how often it was changed. It says which file this is and
#: not what somebody wrote, so it is no record, is not exported and holds no private word.
IDENTITY: Final = Table(
    "identity",
    Base.metadata,
    Column("journal", String(36), primary_key=True),
    Column("changes", Integer, nullable=False),
    Column("changed_at", String(32), nullable=False),
)
