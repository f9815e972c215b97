"""A schema that Upward does not have: one table made anew with a column more, another one more, and every note touched."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

from journal.store import migrations

revision = "next"
down_revision = max(each.name[:4] for each in (Path(migrations.__file__).parent / "versions").glob("[0-9]*.py"))
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Copy a large table, give another a column and fill it, and make a third."""
    with op.batch_alter_table("entry_tag", recreate="always") as table:
        table.add_column(sa.Column("weight", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("entry", sa.Column("mood", sa.String(16), nullable=False, server_default="calm"))
    op.execute("UPDATE entry SET mood = 'merry' WHERE starred")
    op.create_table("mood", sa.Column("name", sa.String(16), primary_key=True))
    op.execute("INSERT INTO mood SELECT DISTINCT mood FROM entry")
