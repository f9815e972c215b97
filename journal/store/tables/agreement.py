"""What I know of working with a manager: the agreement, limits of authority, surprises, and their experience."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from journal.store.tables.base import Placed, Searched


class Statement(Placed):
    """What one side has said or shown about how they like to work. `times`: how often it was observed.

    `said_on` is the day on which it was last told, seen or thought; from there it grows stale.
    """

    __tablename__ = "statement"
    __table_args__ = (
        CheckConstraint("side IN ('me','manager')", name="side"),
        CheckConstraint("basis IN ('told','observed','assumed')", name="basis"),
    )
    table_code = 0
    day_column = "said_on"
    searched = Searched(kind="'statement'", headline="substr(t.text, 1, 200)", text="t.text", more="''")

    side: Mapped[str] = mapped_column(String(8))
    topic: Mapped[str] = mapped_column(String(24))
    text: Mapped[str]
    basis: Mapped[str] = mapped_column(String(16), default="assumed")
    said_on: Mapped[date]
    times: Mapped[int] = mapped_column(default=1)
    discussed_on: Mapped[date | None] = mapped_column(default=None)
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)


class Authority(Placed):
    """For one kind of decision how far I may go alone: one of five degrees, from waiting to be told to reporting routinely."""

    __tablename__ = "authority"
    __table_args__ = (
        CheckConstraint("degree BETWEEN 1 AND 5", name="degree"),
        CheckConstraint("basis IN ('told','observed','assumed')", name="basis"),
    )
    table_code = 4
    day_column = "said_on"
    searched = Searched(
        kind="'authority'", headline="substr(t.decision, 1, 200)", text="t.decision", more="t.condition"
    )

    decision: Mapped[str]
    degree: Mapped[int]
    condition: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(String(16), default="assumed")
    said_on: Mapped[date]
    discussed_on: Mapped[date | None] = mapped_column(default=None)
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)


class Surprise(Placed):
    """An expectation that I learned of too late. It ends in a rule: a limit of authority or a statement."""

    __tablename__ = "surprise"
    table_code = 5
    day_column = "day"
    searched = Searched(
        kind="'surprise'", headline="substr(t.what_happened, 1, 200)", text="t.what_happened", more="t.they_expected"
    )

    day: Mapped[date]
    what_happened: Mapped[str]
    they_expected: Mapped[str] = mapped_column(default="")
    authority_id: Mapped[str | None] = mapped_column(ForeignKey("authority.id"), default=None, index=True)
    statement_id: Mapped[str | None] = mapped_column(ForeignKey("statement.id"), default=None, index=True)
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)


class Experience(Placed):
    """Something that the manager has done, and what I could learn from it."""

    __tablename__ = "experience"
    __table_args__ = (CheckConstraint("basis IN ('told','observed','assumed')", name="basis"),)
    table_code = 6
    day_column = "known_on"
    searched = Searched(
        kind="'experience'",
        headline="substr(t.what_they_did, 1, 200)",
        text="t.what_they_did",
        more="t.what_i_could_learn",
    )

    what_they_did: Mapped[str]
    what_i_could_learn: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(String(16), default="told")
    known_on: Mapped[date]
    asked_entry_id: Mapped[str | None] = mapped_column(ForeignKey("entry.id"), default=None, index=True)
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)
