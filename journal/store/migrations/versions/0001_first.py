"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, parents before their children."""
    _history()
    _identity()
    _imported()
    _manager()
    _setting()
    _entry()
    _importance_hand()
    _one_on_one()
    _receipt()
    _shareable_line()
    _agenda_item()
    _commitment()
    _entry_tag()
    _feedback()
    _request()


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("table", sa.String(length=32), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("values", sa.JSON(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("record", "at", "revision", name=op.f("pk_history")),
        sqlite_with_rowid=False,
    )


def _identity() -> None:
    op.create_table(
        "identity",
        sa.Column("journal", sa.String(length=36), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("journal", name=op.f("pk_identity")),
    )


def _imported() -> None:
    op.create_table(
        "imported",
        sa.Column("table", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("table", "key", name=op.f("pk_imported")),
    )
    op.create_index(op.f("ix_imported_record_id"), "imported", ["record_id"], unique=False)


def _manager() -> None:
    op.create_table(
        "manager",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manager")),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("time", sa.String(length=5), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("starred", sa.Boolean(), nullable=False),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "kind IN ('interaction','feedback','request','win','reflection')", name=op.f("ck_entry_kind")
        ),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_entry_manager_id_manager")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_entry")),
        sa.UniqueConstraint("id", name=op.f("uq_entry_id")),
    )
    op.create_index("ix_entry_list", "entry", ["deleted_at", "kind", "place"], unique=False)
    op.create_index("ix_entry_live", "entry", ["deleted_at", "place", "kind", "starred"], unique=False)
    op.create_index("ix_entry_trash", "entry", ["place"], unique=False, sqlite_where=sa.text("deleted_at IS NOT NULL"))
    op.create_index(op.f("ix_entry_manager_id"), "entry", ["manager_id"], unique=False)


def _importance_hand() -> None:
    op.create_table(
        "importance_hand",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("rater", sa.String(length=24), nullable=False),
        sa.Column("competencies", sa.JSON(), nullable=False),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.CheckConstraint("rater IN ('me','my-guess-of-manager','manager')", name=op.f("ck_importance_hand_rater")),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_importance_hand_manager_id_manager")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_importance_hand")),
    )
    op.create_index(op.f("ix_importance_hand_manager_id"), "importance_hand", ["manager_id"], unique=False)


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
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.CheckConstraint("state IN ('planned','held')", name=op.f("ck_one_on_one_state")),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_one_on_one_manager_id_manager")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_one_on_one")),
        sa.UniqueConstraint("id", name=op.f("uq_one_on_one_id")),
    )
    op.create_index(op.f("ix_one_on_one_manager_id"), "one_on_one", ["manager_id"], unique=False)


def _receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_receipt_manager_id_manager")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
    )
    op.create_index(op.f("ix_receipt_manager_id"), "receipt", ["manager_id"], unique=False)


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
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "section IN ('progress','feedback','commitments','support','requests','next')",
            name=op.f("ck_shareable_line_section"),
        ),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_shareable_line_manager_id_manager")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shareable_line")),
    )
    op.create_index(op.f("ix_shareable_line_manager_id"), "shareable_line", ["manager_id"], unique=False)
    op.create_index(op.f("ix_shareable_line_source_day"), "shareable_line", ["source_day"], unique=False)
    op.create_index(op.f("ix_shareable_line_source_id"), "shareable_line", ["source_id"], unique=False)


def _agenda_item() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("one_on_one_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("discussed", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["one_on_one_id"],
            ["one_on_one.id"],
            name=op.f("fk_agenda_item_one_on_one_id_one_on_one"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_one_on_one_id"), "agenda_item", ["one_on_one_id"], unique=False)


def _commitment() -> None:
    op.create_table(
        "commitment",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("owner", sa.String(length=8), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("one_on_one_id", sa.String(length=36), nullable=True),
        sa.Column("replaces_id", sa.String(length=36), nullable=True),
        sa.Column("manager_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.CheckConstraint("owner IN ('me','manager')", name=op.f("ck_commitment_owner")),
        sa.CheckConstraint("status IN ('open','kept','renegotiated','dropped')", name=op.f("ck_commitment_status")),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_commitment_manager_id_manager")),
        sa.ForeignKeyConstraint(
            ["one_on_one_id"], ["one_on_one.id"], name=op.f("fk_commitment_one_on_one_id_one_on_one")
        ),
        sa.ForeignKeyConstraint(["replaces_id"], ["commitment.id"], name=op.f("fk_commitment_replaces_id_commitment")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_commitment")),
        sa.UniqueConstraint("id", name=op.f("uq_commitment_id")),
    )
    op.create_index(op.f("ix_commitment_manager_id"), "commitment", ["manager_id"], unique=False)
    op.create_index(op.f("ix_commitment_one_on_one_id"), "commitment", ["one_on_one_id"], unique=False)
    op.create_index("ix_commitment_open", "commitment", ["deleted_at", "status", "due"], unique=False)
    op.create_index(op.f("ix_commitment_replaces_id"), "commitment", ["replaces_id"], unique=False)


def _entry_tag() -> None:
    op.create_table(
        "entry_tag",
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_entry_tag_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "name", name=op.f("pk_entry_tag")),
    )
    op.create_index(op.f("ix_entry_tag_name"), "entry_tag", ["name"], unique=False)


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
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "clarity IN ('label','example','behaviour','goal','confirmed')", name=op.f("ck_feedback_clarity")
        ),
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
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.String(length=36), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("device", sa.String(length=16), nullable=False),
        sa.Column("deleted_at", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "kind IN ('intervene','advice','decision','information','introduction','resources','visibility','support','role')",
            name=op.f("ck_request_kind"),
        ),
        sa.CheckConstraint(
            "status IN ('draft','asked','agreed','delivered','declined','withdrawn')",
            name=op.f("ck_request_status"),
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_request_entry_id_entry"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_request_entry_id")),
    )
