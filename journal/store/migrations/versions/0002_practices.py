"""What the practices keep beside an entry, a one-on-one and a manager: more columns, rungs climbed, plan cards."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: What the new columns hold in the rows that are there; the others are empty.
_EMPTY = "''"


def upgrade() -> None:
    """Make the changed tables anew around their rows, then the new ones."""
    _remake("manager", _manager, "channel", "takes_in", "detail", "coach_path", "hindered_by")
    _remake("feedback", _feedback, "understood", "felt_heard", "my_view", "strength", "goal", "faster_by")
    _remake("request", _request, "why_them", "obstacle", "answer")
    _remake("one_on_one", _one_on_one, "outcome_reached", "felt_heard", "listened", "opened_by", "learned")
    _remake("agenda_item", _agenda_item, "source_kind", "answer")
    _remake("shareable_line", _shareable_line)
    _climb_step()
    _plan_card()


def _remake(table: str, make: Callable[[], None], *emptied: str) -> None:
    """Make a table as it is now, with the rows that it had; SQLite can change no constraint of one that stands."""
    old = [str(row[1]) for row in op.get_bind().exec_driver_sql(f"PRAGMA table_info({table})")]
    names = ", ".join(f'"{name}"' for name in old)
    op.execute(f"CREATE TEMP TABLE before_{table} AS SELECT {names} FROM {table} ORDER BY rowid")  # noqa: S608 (names of ours)
    op.execute(f"DROP TABLE {table}")
    make()
    into = ", ".join([names, *(f'"{name}"' for name in emptied)])
    values = ", ".join([names, *(_EMPTY for _name in emptied)])
    op.execute(f"INSERT INTO {table} ({into}) SELECT {values} FROM before_{table} ORDER BY rowid")  # noqa: S608
    op.execute(f"DROP TABLE before_{table}")


def _manager() -> None:
    op.create_table(
        "manager",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("takes_in", sa.String(length=16), nullable=False),
        sa.Column("detail", sa.String(length=8), nullable=False),
        sa.Column("coach_path", sa.String(length=16), nullable=False),
        sa.Column("hindered_by", sa.String(length=8), nullable=False),
        sa.Column("cadence_weeks", sa.Integer(), nullable=True),
        *_bookkeeping(),
        sa.CheckConstraint("channel IN ('','talk','call','chat','mail')", name=op.f("ck_manager_channel")),
        sa.CheckConstraint("coach_path IN ('','unaware','learning','able')", name=op.f("ck_manager_coach_path")),
        sa.CheckConstraint("detail IN ('','brief','full')", name=op.f("ck_manager_detail")),
        sa.CheckConstraint("hindered_by IN ('','load','skill','both')", name=op.f("ck_manager_hindered_by")),
        sa.CheckConstraint("takes_in IN ('','reading','listening')", name=op.f("ck_manager_takes_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manager")),
    )


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("from_whom", sa.Text(), nullable=False),
        sa.Column("exact_words", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("behaviour", sa.Text(), nullable=False),
        sa.Column("impact", sa.Text(), nullable=False),
        sa.Column("what_i_will_do", sa.Text(), nullable=False),
        sa.Column("ask_again_on", sa.Date(), nullable=True),
        sa.Column("clarity", sa.String(length=16), nullable=False),
        sa.Column("understood", sa.Text(), nullable=False),
        sa.Column("felt_heard", sa.String(length=8), nullable=False),
        sa.Column("my_view", sa.Text(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("faster_by", sa.Text(), nullable=False),
        *_bookkeeping(),
        sa.CheckConstraint(
            "clarity IN ('label','example','behaviour','goal','confirmed')", name=op.f("ck_feedback_clarity")
        ),
        sa.CheckConstraint("felt_heard IN ('','yes','partly','no')", name=op.f("ck_feedback_felt_heard")),
        sa.CheckConstraint("kind IN ('appreciation','coaching','evaluation')", name=op.f("ck_feedback_kind")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_feedback_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_feedback_entry_id")),
    )


def _request() -> None:
    op.create_table(
        "request",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("ask", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("by_when", sa.Date(), nullable=True),
        sa.Column("why_it_helps_them", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("why_them", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("obstacle", sa.String(length=8), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("split_from_id", sa.String(length=36), nullable=True),
        *_bookkeeping(),
        sa.CheckConstraint(
            "kind IN ('intervene','advice','decision','information','introduction','resources','visibility','support','role')",
            name=op.f("ck_request_kind"),
        ),
        sa.CheckConstraint("obstacle IN ('','how','unclear','time')", name=op.f("ck_request_obstacle")),
        sa.CheckConstraint(
            "status IN ('draft','asked','agreed','delivered','declined','withdrawn')", name=op.f("ck_request_status")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_request_entry_id_entry"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["split_from_id"], ["entry.id"], name=op.f("fk_request_split_from_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_request_entry_id")),
    )
    op.create_index(op.f("ix_request_split_from_id"), "request", ["split_from_id"], unique=False)


def _one_on_one() -> None:
    op.create_table(
        "one_on_one",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start", sa.String(length=5), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("next_topics", sa.Text(), nullable=False),
        sa.Column("calendar_uid", sa.Text(), nullable=True),
        sa.Column("calendar_instance", sa.Text(), nullable=True),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        sa.Column("outcome_reached", sa.String(length=8), nullable=False),
        sa.Column("felt_heard", sa.String(length=8), nullable=False),
        sa.Column("listened", sa.String(length=8), nullable=False),
        sa.Column("opened_by", sa.String(length=8), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("debriefed_on", sa.Date(), nullable=True),
        *_bookkeeping(),
        sa.CheckConstraint("felt_heard IN ('','yes','partly','no')", name=op.f("ck_one_on_one_felt_heard")),
        sa.CheckConstraint("listened IN ('','yes','partly','no')", name=op.f("ck_one_on_one_listened")),
        sa.CheckConstraint("opened_by IN ('','me','manager')", name=op.f("ck_one_on_one_opened_by")),
        sa.CheckConstraint("outcome_reached IN ('','yes','partly','no')", name=op.f("ck_one_on_one_outcome_reached")),
        sa.CheckConstraint("state IN ('planned','held')", name=op.f("ck_one_on_one_state")),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_one_on_one_manager_id_manager")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_one_on_one")),
        sa.UniqueConstraint("id", name=op.f("uq_one_on_one_id")),
    )
    op.create_index(op.f("ix_one_on_one_manager_id"), "one_on_one", ["manager_id"], unique=False)


def _agenda_item() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("one_on_one_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("discussed", sa.Boolean(), nullable=False),
        sa.Column("source_kind", sa.String(length=24), nullable=False),
        sa.Column("source_id", sa.String(length=36), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        *_bookkeeping(),
        sa.ForeignKeyConstraint(
            ["one_on_one_id"],
            ["one_on_one.id"],
            name=op.f("fk_agenda_item_one_on_one_id_one_on_one"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_one_on_one_id"), "agenda_item", ["one_on_one_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_source_id"), "agenda_item", ["source_id"], unique=False)


def _shareable_line() -> None:
    op.create_table(
        "shareable_line",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("section", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.String(length=24), nullable=False),
        sa.Column("source_id", sa.String(length=36), nullable=True),
        sa.Column("source_day", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("approved_at", sa.String(length=32), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=32), nullable=True),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        *_bookkeeping(),
        sa.CheckConstraint(
            "section IN ('progress','feedback','commitments','support','requests','next','agreement')",
            name=op.f("ck_shareable_line_section"),
        ),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_shareable_line_manager_id_manager")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shareable_line")),
    )
    op.create_index(op.f("ix_shareable_line_manager_id"), "shareable_line", ["manager_id"], unique=False)
    op.create_index(op.f("ix_shareable_line_source_day"), "shareable_line", ["source_day"], unique=False)
    op.create_index(op.f("ix_shareable_line_source_id"), "shareable_line", ["source_id"], unique=False)


def _climb_step() -> None:
    op.create_table(
        "climb_step",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("rung", sa.String(length=16), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *_bookkeeping(),
        sa.CheckConstraint(
            "rung IN ('label','example','behaviour','goal','confirmed')", name=op.f("ck_climb_step_rung")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_climb_step_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_climb_step")),
    )
    op.create_index(op.f("ix_climb_step_entry_id"), "climb_step", ["entry_id"], unique=False)


def _plan_card() -> None:
    op.create_table(
        "plan_card",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("one_on_one_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("key_points", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("likely_answer", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("alternatives", sa.Text(), nullable=False),
        sa.Column("wider_view", sa.Text(), nullable=False),
        sa.Column("better_future", sa.Text(), nullable=False),
        sa.Column("obstacles", sa.Text(), nullable=False),
        sa.Column("support_from_me", sa.Text(), nullable=False),
        sa.Column("support_from_them", sa.Text(), nullable=False),
        sa.Column("rehearsed_on", sa.Date(), nullable=True),
        sa.Column("rehearsed_seconds", sa.Integer(), nullable=True),
        *_bookkeeping(),
        sa.ForeignKeyConstraint(
            ["one_on_one_id"], ["one_on_one.id"], name=op.f("fk_plan_card_one_on_one_id_one_on_one"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_card")),
    )
    op.create_index(op.f("ix_plan_card_one_on_one_id"), "plan_card", ["one_on_one_id"], unique=False)


def _bookkeeping() -> tuple["sa.Column[Any]", ...]:
    """The columns that every record ends with."""
    return (
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
    )
