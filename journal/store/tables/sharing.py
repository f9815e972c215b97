"""What was approved for the manager, and the receipts of what they got."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from journal.store.tables.base import Record


class ShareableLine(Record):
    """One sentence approved for the manager: the only text that a summary, or another paper for them, can contain.

    `source_kind` is `entry`, `feedback`, `request`, `one_on_one`, `commitment`, `importance_hand`, `statement`, `goal`,
    `role_case`, `criterion`, `development_talk`, `surprise`, `authority` or empty; `source_day` is the day of what the line is about and decides the period in which it counts. `let_stand` holds the keys of
    what was found in its words before it was written, and was let stand.
    """

    __tablename__ = "shareable_line"
    __table_args__ = (
        CheckConstraint(
            "section IN ('progress','feedback','commitments','support','requests','next',"
            "'opening','closing','agreement','role')",
            name="section",
        ),
    )

    section: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
    source_kind: Mapped[str] = mapped_column(String(24), default="")
    source_id: Mapped[str | None] = mapped_column(String(36), default=None, index=True)
    source_day: Mapped[date] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=0)
    approved_at: Mapped[str] = mapped_column(String(32))
    withdrawn_at: Mapped[str | None] = mapped_column(String(32), default=None)
    let_stand: Mapped[list[str]] = mapped_column(default=list)
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)


class Receipt(Record):
    """Who got which lines when. `lines` holds `{"id", "section", "text"}` of each as it was handed over."""

    __tablename__ = "receipt"

    made_at: Mapped[str] = mapped_column(String(32))
    period_from: Mapped[date]
    period_to: Mapped[date]
    title: Mapped[str]
    lines: Mapped[list[dict[str, Any]]]
    sha256: Mapped[str] = mapped_column(String(64))
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)


class ReceiptFile(Record):
    """The very bytes that were handed over, in a table of their own, so that no list of receipts reads them.

    `data` is the PDF in base64: a text, like everything else that is kept in earlier versions, merged and exported.
    """

    __tablename__ = "receipt_file"

    receipt_id: Mapped[str] = mapped_column(ForeignKey("receipt.id", ondelete="CASCADE"), index=True)
    data: Mapped[str]
