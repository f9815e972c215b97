"""One-on-ones: their agendas, their plan cards, and what their debrief says."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from journal.store.tables.base import Placed, Record, Searched


class OneOnOne(Placed):
    """A meeting with the manager, planned or held. `notes` are private; `next_topics` has a topic a line.

    The debrief: was the outcome reached, did they feel heard, did I listen to understand, and what did I learn.
    """

    __tablename__ = "one_on_one"
    __table_args__ = (
        CheckConstraint("state IN ('planned','held')", name="state"),
        CheckConstraint("outcome_reached IN ('','yes','partly','no')", name="outcome_reached"),
        CheckConstraint("felt_heard IN ('','yes','partly','no')", name="felt_heard"),
        CheckConstraint("listened IN ('','yes','partly','no')", name="listened"),
        CheckConstraint("opened_by IN ('','me','manager')", name="opened_by"),
    )
    table_code = 2
    day_column = "day"
    time_column = "start"
    searched = Searched(
        kind="'one_on_one'",
        headline="''",
        text="t.notes",
        more="concat_ws(char(10), t.next_topics, t.learned, (SELECT group_concat(concat_ws(char(10), text, answer), char(10))"
        " FROM agenda_item WHERE one_on_one_id = t.id AND deleted_at IS NULL),"
        " (SELECT group_concat(concat_ws(char(10), issue, opening, key_points, outcome, likely_answer, proposal,"
        " alternatives, wider_view, better_future, obstacles, support_from_me, support_from_them), char(10))"
        " FROM plan_card WHERE one_on_one_id = t.id AND deleted_at IS NULL))",
        details=("agenda_item", "plan_card"),
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
    outcome_reached: Mapped[str] = mapped_column(String(8), default="")
    felt_heard: Mapped[str] = mapped_column(String(8), default="")
    listened: Mapped[str] = mapped_column(String(8), default="")
    opened_by: Mapped[str] = mapped_column(String(8), default="")
    learned: Mapped[str] = mapped_column(default="")
    debriefed_on: Mapped[date | None] = mapped_column(default=None)


class AgendaItem(Record):
    """One topic of a one-on-one. One that was not discussed comes back in the next, with the day it was first raised.

    `source_kind` and `source_id` name what it came from, such as the feedback whose next rung it asks for; `answer` is what
    the manager said to it.
    """

    __tablename__ = "agenda_item"

    one_on_one_id: Mapped[str] = mapped_column(ForeignKey("one_on_one.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    raised_on: Mapped[date]
    discussed: Mapped[bool] = mapped_column(default=False)
    source_kind: Mapped[str] = mapped_column(String(24), default="")
    source_id: Mapped[str | None] = mapped_column(String(36), default=None, index=True)
    answer: Mapped[str] = mapped_column(default="")


class PlanCard(Record):
    """One issue that I bring to a one-on-one, thought through: one issue a card, an entangled one is split in two."""

    __tablename__ = "plan_card"

    one_on_one_id: Mapped[str] = mapped_column(ForeignKey("one_on_one.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    issue: Mapped[str] = mapped_column(default="")
    opening: Mapped[str] = mapped_column(default="")
    key_points: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    likely_answer: Mapped[str] = mapped_column(default="")
    proposal: Mapped[str] = mapped_column(default="")
    alternatives: Mapped[str] = mapped_column(default="")
    wider_view: Mapped[str] = mapped_column(default="")
    better_future: Mapped[str] = mapped_column(default="")
    obstacles: Mapped[str] = mapped_column(default="")
    support_from_me: Mapped[str] = mapped_column(default="")
    support_from_them: Mapped[str] = mapped_column(default="")
    rehearsed_on: Mapped[date | None] = mapped_column(default=None)
    rehearsed_seconds: Mapped[int | None] = mapped_column(default=None)
