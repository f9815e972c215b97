"""The hands of the importance board."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from journal.store.tables.base import Record


class ImportanceHand(Record):
    """The four competencies that one rater chose on one day. A rater's n-th day is their part of round n."""

    __tablename__ = "importance_hand"
    __table_args__ = (CheckConstraint("rater IN ('me','my-guess-of-manager','manager')", name="rater"),)

    rated_on: Mapped[date]
    rater: Mapped[str] = mapped_column(String(24))
    competencies: Mapped[list[str]]
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)
