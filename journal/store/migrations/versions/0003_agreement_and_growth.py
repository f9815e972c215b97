"""The working agreement, growth, and prompts of one's own."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables, parents before their children."""
    _statement()
    _authority()
    _surprise()
    _experience()
    _goal()
    _role_case()
    _criterion()
    _evidence()
    _development_talk()
    _pulse()
    _prompt()


def _statement() -> None:
    op.create_table(
        "statement",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("topic", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=16), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("discussed_on", sa.Date(), nullable=True),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        *_bookkeeping(),
        sa.CheckConstraint("basis IN ('told','observed','assumed')", name=op.f("ck_statement_basis")),
        sa.CheckConstraint("side IN ('me','manager')", name=op.f("ck_statement_side")),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_statement_manager_id_manager")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_statement")),
        sa.UniqueConstraint("id", name=op.f("uq_statement_id")),
    )
    op.create_index(op.f("ix_statement_manager_id"), "statement", ["manager_id"], unique=False)


def _authority() -> None:
    op.create_table(
        "authority",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("degree", sa.Integer(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=16), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("discussed_on", sa.Date(), nullable=True),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        *_bookkeeping(),
        sa.CheckConstraint("basis IN ('told','observed','assumed')", name=op.f("ck_authority_basis")),
        sa.CheckConstraint("degree BETWEEN 1 AND 5", name=op.f("ck_authority_degree")),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_authority_manager_id_manager")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_authority")),
        sa.UniqueConstraint("id", name=op.f("uq_authority_id")),
    )
    op.create_index(op.f("ix_authority_manager_id"), "authority", ["manager_id"], unique=False)


def _surprise() -> None:
    op.create_table(
        "surprise",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what_happened", sa.Text(), nullable=False),
        sa.Column("they_expected", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.String(length=36), nullable=True),
        sa.Column("statement_id", sa.String(length=36), nullable=True),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        *_bookkeeping(),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], name=op.f("fk_surprise_authority_id_authority")),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_surprise_manager_id_manager")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_surprise_statement_id_statement")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_surprise")),
        sa.UniqueConstraint("id", name=op.f("uq_surprise_id")),
    )
    op.create_index(op.f("ix_surprise_authority_id"), "surprise", ["authority_id"], unique=False)
    op.create_index(op.f("ix_surprise_manager_id"), "surprise", ["manager_id"], unique=False)
    op.create_index(op.f("ix_surprise_statement_id"), "surprise", ["statement_id"], unique=False)


def _experience() -> None:
    op.create_table(
        "experience",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("what_they_did", sa.Text(), nullable=False),
        sa.Column("what_i_could_learn", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=16), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("asked_entry_id", sa.String(length=36), nullable=True),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        *_bookkeeping(),
        sa.CheckConstraint("basis IN ('told','observed','assumed')", name=op.f("ck_experience_basis")),
        sa.ForeignKeyConstraint(["asked_entry_id"], ["entry.id"], name=op.f("fk_experience_asked_entry_id_entry")),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_experience_manager_id_manager")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_experience")),
        sa.UniqueConstraint("id", name=op.f("uq_experience_id")),
    )
    op.create_index(op.f("ix_experience_asked_entry_id"), "experience", ["asked_entry_id"], unique=False)
    op.create_index(op.f("ix_experience_manager_id"), "experience", ["manager_id"], unique=False)


def _goal() -> None:
    op.create_table(
        "goal",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("competency", sa.String(length=32), nullable=False),
        sa.Column("support_wanted", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        *_bookkeeping(),
        sa.CheckConstraint("kind IN ('growth','duty')", name=op.f("ck_goal_kind")),
        sa.CheckConstraint("status IN ('open','reached','dropped')", name=op.f("ck_goal_status")),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_goal_manager_id_manager")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_goal")),
        sa.UniqueConstraint("id", name=op.f("uq_goal_id")),
    )
    op.create_index(op.f("ix_goal_manager_id"), "goal", ["manager_id"], unique=False)


def _role_case() -> None:
    op.create_table(
        "role_case",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("reasoning", sa.Text(), nullable=False),
        sa.Column("agrees", sa.String(length=8), nullable=False),
        sa.Column("agrees_on", sa.Date(), nullable=True),
        sa.Column("their_words", sa.Text(), nullable=False),
        sa.Column("advocacy_limit", sa.Text(), nullable=False),
        sa.Column("limit_asked_on", sa.Date(), nullable=True),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        *_bookkeeping(),
        sa.CheckConstraint("agrees IN ('','yes','partly','no')", name=op.f("ck_role_case_agrees")),
        sa.CheckConstraint("status IN ('open','reached','dropped')", name=op.f("ck_role_case_status")),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_role_case_manager_id_manager")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_role_case")),
        sa.UniqueConstraint("id", name=op.f("uq_role_case_id")),
    )
    op.create_index(op.f("ix_role_case_manager_id"), "role_case", ["manager_id"], unique=False)


def _criterion() -> None:
    op.create_table(
        "criterion",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("role_case_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        *_bookkeeping(),
        sa.CheckConstraint("basis IN ('told','observed','assumed')", name=op.f("ck_criterion_basis")),
        sa.CheckConstraint("state IN ('open','shown','agreed')", name=op.f("ck_criterion_state")),
        sa.ForeignKeyConstraint(
            ["role_case_id"], ["role_case.id"], name=op.f("fk_criterion_role_case_id_role_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
    )
    op.create_index(op.f("ix_criterion_role_case_id"), "criterion", ["role_case_id"], unique=False)


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("goal_id", sa.String(length=36), nullable=True),
        sa.Column("criterion_id", sa.String(length=36), nullable=True),
        *_bookkeeping(),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criterion.id"], name=op.f("fk_evidence_criterion_id_criterion"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_evidence_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_evidence_goal_id_goal"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_criterion_id"), "evidence", ["criterion_id"], unique=False)
    op.create_index(op.f("ix_evidence_entry_id"), "evidence", ["entry_id"], unique=False)
    op.create_index(op.f("ix_evidence_goal_id"), "evidence", ["goal_id"], unique=False)


def _development_talk() -> None:
    op.create_table(
        "development_talk",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.String(length=8), nullable=False),
        sa.Column("about", sa.String(length=16), nullable=False),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("one_on_one_id", sa.String(length=36), nullable=True),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        *_bookkeeping(),
        sa.CheckConstraint("about IN ('career','performance','role','skills')", name=op.f("ck_development_talk_about")),
        sa.CheckConstraint("opened_by IN ('me','manager')", name=op.f("ck_development_talk_opened_by")),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_development_talk_manager_id_manager")),
        sa.ForeignKeyConstraint(
            ["one_on_one_id"], ["one_on_one.id"], name=op.f("fk_development_talk_one_on_one_id_one_on_one")
        ),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_development_talk")),
        sa.UniqueConstraint("id", name=op.f("uq_development_talk_id")),
    )
    op.create_index(op.f("ix_development_talk_manager_id"), "development_talk", ["manager_id"], unique=False)
    op.create_index(op.f("ix_development_talk_one_on_one_id"), "development_talk", ["one_on_one_id"], unique=False)


def _pulse() -> None:
    op.create_table(
        "pulse",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("support", sa.Integer(), nullable=True),
        sa.Column("trust", sa.Integer(), nullable=True),
        sa.Column("loyalty", sa.Integer(), nullable=True),
        sa.Column("accountability", sa.Integer(), nullable=True),
        sa.Column("collaboration", sa.Integer(), nullable=True),
        sa.Column("openness", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        *_bookkeeping(),
        sa.CheckConstraint("accountability BETWEEN 1 AND 5", name=op.f("ck_pulse_accountability")),
        sa.CheckConstraint("collaboration BETWEEN 1 AND 5", name=op.f("ck_pulse_collaboration")),
        sa.CheckConstraint("loyalty BETWEEN 1 AND 5", name=op.f("ck_pulse_loyalty")),
        sa.CheckConstraint("openness BETWEEN 1 AND 5", name=op.f("ck_pulse_openness")),
        sa.CheckConstraint("support BETWEEN 1 AND 5", name=op.f("ck_pulse_support")),
        sa.CheckConstraint("trust BETWEEN 1 AND 5", name=op.f("ck_pulse_trust")),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_pulse_manager_id_manager")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_pulse")),
        sa.UniqueConstraint("id", name=op.f("uq_pulse_id")),
    )
    op.create_index(op.f("ix_pulse_manager_id"), "pulse", ["manager_id"], unique=False)


def _prompt() -> None:
    op.create_table(
        "prompt",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("practice", sa.String(length=24), nullable=False),
        sa.Column("moment", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_bookkeeping(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt")),
    )


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
