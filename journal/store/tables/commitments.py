"""The ledger of what each side promised."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from journal.store.tables.base import Placed, Searched


class Commitment(Placed):
    """What one side promised. A renegotiated one is closed; its successor `replaces` it and so keeps the earlier dates."""

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("owner IN ('me','manager')", name="owner"),
        CheckConstraint("status IN ('open','kept','renegotiated','dropped')", name="status"),
        Index("ix_commitment_open", "deleted_at", "status", "due"),
    )
    table_code = 3
    day_column = "made_on"
    searched = Searched(kind="'commitment'", headline="substr(t.what, 1, 200)", text="t.what", more="t.reason")

    made_on: Mapped[date]
    owner: Mapped[str] = mapped_column(String(8))
    what: Mapped[str]
    due: Mapped[date | None] = mapped_column(default=None)
    status: Mapped[str] = mapped_column(String(16), default="open")
    closed_on: Mapped[date | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")
    one_on_one_id: Mapped[str | None] = mapped_column(ForeignKey("one_on_one.id"), default=None, index=True)
    replaces_id: Mapped[str | None] = mapped_column(ForeignKey("commitment.id"), default=None, index=True)
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)
