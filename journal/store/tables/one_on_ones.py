"""One-on-ones and their agendas."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from journal.store.tables.base import Placed, Record, Searched


class OneOnOne(Placed):
    """A meeting with the manager, planned or held. `notes` are private; `next_topics` has a topic a line."""

    __tablename__ = "one_on_one"
    __table_args__ = (CheckConstraint("state IN ('planned','held')", name="state"),)
    table_code = 2
    day_column = "day"
    time_column = "start"
    searched = Searched(
        kind="'one_on_one'",
        headline="''",
        text="t.notes",
        more="concat_ws(char(10), t.next_topics, (SELECT group_concat(text, char(10))"
        " FROM agenda_item WHERE one_on_one_id = t.id AND deleted_at IS NULL))",
        details=("agenda_item",),
    )

    day: Mapped[date]
    start: Mapped[str | None] = mapped_column(String(5), default=None)
    minutes: Mapped[int | None] = mapped_column(default=None)
    state: Mapped[str] = mapped_column(String(16), default="planned")
    notes: Mapped[str] = mapped_column(default="")
    next_topics: Mapped[str] = mapped_column(default="")
    calendar_uid: Mapped[str | None] = mapped_column(default=None)
    calendar_instance: Mapped[str | None] = mapped_column(default=None)
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)


class AgendaItem(Record):
    """One topic of a one-on-one. One that was not discussed comes back in the next, with the day it was first raised."""

    __tablename__ = "agenda_item"

    one_on_one_id: Mapped[str] = mapped_column(ForeignKey("one_on_one.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    raised_on: Mapped[date]
    discussed: Mapped[bool] = mapped_column(default=False)
