"""Growth: goals with their evidence, the case for a bigger role, talks about development, and the pulse."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from journal.store.tables.base import Placed, Record, Searched


class Goal(Placed):
    """What I need to show: a development goal, or a standing duty that is shown again and again."""

    __tablename__ = "goal"
    __table_args__ = (
        CheckConstraint("kind IN ('growth','duty')", name="kind"),
        CheckConstraint("status IN ('open','reached','dropped')", name="status"),
    )
    table_code = 7
    day_column = "begun_on"
    searched = Searched(
        kind="'goal'",
        headline="substr(t.what, 1, 200)",
        text="t.what",
        more="concat_ws(char(10), t.why, t.support_wanted)",
    )

    begun_on: Mapped[date]
    kind: Mapped[str] = mapped_column(String(8), default="growth")
    what: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    competency: Mapped[str] = mapped_column(String(32), default="")
    support_wanted: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None] = mapped_column(default=None)
    status: Mapped[str] = mapped_column(String(8), default="open")
    closed_on: Mapped[date | None] = mapped_column(default=None)
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)


class RoleCase(Placed):
    """The case for a bigger role: my reasoning, whether the manager agrees, and how far they can speak for me."""

    __tablename__ = "role_case"
    __table_args__ = (
        CheckConstraint("agrees IN ('','yes','partly','no')", name="agrees"),
        CheckConstraint("status IN ('open','reached','dropped')", name="status"),
    )
    table_code = 8
    day_column = "begun_on"
    searched = Searched(
        kind="'role_case'",
        headline="substr(t.role, 1, 200)",
        text="t.role",
        more="concat_ws(char(10), t.reasoning, t.their_words, t.advocacy_limit, t.next_steps,"
        " (SELECT group_concat(what, char(10)) FROM criterion WHERE role_case_id = t.id AND deleted_at IS NULL))",
        details=("criterion",),
    )

    begun_on: Mapped[date]
    role: Mapped[str]
    reasoning: Mapped[str] = mapped_column(default="")
    agrees: Mapped[str] = mapped_column(String(8), default="")
    agrees_on: Mapped[date | None] = mapped_column(default=None)
    their_words: Mapped[str] = mapped_column(default="")
    advocacy_limit: Mapped[str] = mapped_column(default="")
    limit_asked_on: Mapped[date | None] = mapped_column(default=None)
    next_steps: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(String(8), default="open")
    closed_on: Mapped[date | None] = mapped_column(default=None)
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)


class Criterion(Record):
    """Something that I must demonstrate for a bigger role, and whether it was shown and seen."""

    __tablename__ = "criterion"
    __table_args__ = (
        CheckConstraint("basis IN ('told','observed','assumed')", name="basis"),
        CheckConstraint("state IN ('open','shown','agreed')", name="state"),
    )

    role_case_id: Mapped[str] = mapped_column(ForeignKey("role_case.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    what: Mapped[str]
    basis: Mapped[str] = mapped_column(String(16), default="assumed")
    state: Mapped[str] = mapped_column(String(8), default="open")


class Evidence(Record):
    """An entry that shows something of a goal or of a criterion."""

    __tablename__ = "evidence"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    goal_id: Mapped[str | None] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), default=None, index=True)
    criterion_id: Mapped[str | None] = mapped_column(
        ForeignKey("criterion.id", ondelete="CASCADE"), default=None, index=True
    )


class DevelopmentTalk(Placed):
    """A talk about my development or career: who opened it, and what it left."""

    __tablename__ = "development_talk"
    __table_args__ = (
        CheckConstraint("opened_by IN ('me','manager')", name="opened_by"),
        CheckConstraint("about IN ('career','performance','role','skills')", name="about"),
    )
    table_code = 9
    day_column = "day"
    searched = Searched(
        kind="'development_talk'",
        headline="substr(concat_ws(' ', nullif(t.strengths, ''), nullif(t.areas, ''), nullif(t.next_steps, '')), 1, 200)",
        text="t.strengths",
        more="concat_ws(char(10), t.areas, t.next_steps)",
    )

    day: Mapped[date]
    opened_by: Mapped[str] = mapped_column(String(8), default="me")
    about: Mapped[str] = mapped_column(String(16), default="career")
    strengths: Mapped[str] = mapped_column(default="")
    areas: Mapped[str] = mapped_column(default="")
    next_steps: Mapped[str] = mapped_column(default="")
    one_on_one_id: Mapped[str | None] = mapped_column(ForeignKey("one_on_one.id"), default=None, index=True)
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)


class Pulse(Placed):
    """How things stand on a day, 1 to 5: the support for my development, and five words of the relationship."""

    __tablename__ = "pulse"
    __table_args__ = tuple(
        CheckConstraint(f"{name} BETWEEN 1 AND 5", name=name)
        for name in ("support", "trust", "loyalty", "accountability", "collaboration", "openness")
    )
    table_code = 10
    day_column = "rated_on"
    searched = Searched(kind="'pulse'", headline="substr(t.note, 1, 200)", text="t.note", more="''")

    rated_on: Mapped[date]
    support: Mapped[int | None] = mapped_column(default=None)
    trust: Mapped[int | None] = mapped_column(default=None)
    loyalty: Mapped[int | None] = mapped_column(default=None)
    accountability: Mapped[int | None] = mapped_column(default=None)
    collaboration: Mapped[int | None] = mapped_column(default=None)
    openness: Mapped[int | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)
