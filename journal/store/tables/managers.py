"""The managers, each a chapter of the journal."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from journal.store.tables.base import Record


class Manager(Record):
    """One chapter: the person reported to, from a first day to a last one, or until today."""

    __tablename__ = "manager"

    name: Mapped[str]
    started_on: Mapped[date | None] = mapped_column(default=None)
    ended_on: Mapped[date | None] = mapped_column(default=None)
