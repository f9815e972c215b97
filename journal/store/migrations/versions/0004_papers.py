"""Papers: an opening and a closing sentence, a proposal for a bigger role, what was let stand, and the bytes handed over."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of the lines anew around its rows, for SQLite can change no constraint; then the new table."""
    kept = ", ".join(f'"{name}"' for name in _columns("shareable_line"))
    op.execute(f"CREATE TEMP TABLE before_line AS SELECT {kept} FROM shareable_line ORDER BY rowid")  # noqa: S608 (ours)
    op.execute("DROP TABLE shareable_line")
    _shareable_line()
    op.execute(f"INSERT INTO shareable_line ({kept}, let_stand) SELECT {kept}, '[]' FROM before_line ORDER BY rowid")  # noqa: S608
    op.execute("DROP TABLE before_line")
    _receipt_file()


def _columns(table: str) -> list[str]:
    return [str(row[1]) for row in op.get_bind().exec_driver_sql(f"PRAGMA table_info({table})")]


def _kept_of_every_record() -> tuple[sa.Column[str], ...]:
    return (
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
    )


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
        sa.Column("let_stand", sa.JSON(), nullable=False),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        *_kept_of_every_record(),
        sa.CheckConstraint(
            "section IN ('progress','feedback','commitments','support','requests','next',"
            "'opening','closing','agreement','role')",
            name=op.f("ck_shareable_line_section"),
        ),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_shareable_line_manager_id_manager")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shareable_line")),
    )
    op.create_index(op.f("ix_shareable_line_manager_id"), "shareable_line", ["manager_id"], unique=False)
    op.create_index(op.f("ix_shareable_line_source_day"), "shareable_line", ["source_day"], unique=False)
    op.create_index(op.f("ix_shareable_line_source_id"), "shareable_line", ["source_id"], unique=False)


def _receipt_file() -> None:
    op.create_table(
        "receipt_file",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        *_kept_of_every_record(),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipt.id"], name=op.f("fk_receipt_file_receipt_id_receipt"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_file")),
    )
    op.create_index(op.f("ix_receipt_file_receipt_id"), "receipt_file", ["receipt_id"], unique=False)
