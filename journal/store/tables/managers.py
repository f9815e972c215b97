"""The managers, each a chapter of the journal."""

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from journal.store.tables.base import Record


class Manager(Record):
    """One chapter: the person reported to, from a first day to a last one, or until today.

    `channel`: how they like to be reached; `takes_in`: a reader or a listener; `detail`: brief or full; `coach_path`: how
    far they are as a coach; `hindered_by`: what keeps them from supporting me; `cadence_weeks` between one-on-ones.
    """

    __tablename__ = "manager"
    __table_args__ = (
        CheckConstraint("channel IN ('','talk','call','chat','mail')", name="channel"),
        CheckConstraint("takes_in IN ('','reading','listening')", name="takes_in"),
        CheckConstraint("detail IN ('','brief','full')", name="detail"),
        CheckConstraint("coach_path IN ('','unaware','learning','able')", name="coach_path"),
        CheckConstraint("hindered_by IN ('','load','skill','both')", name="hindered_by"),
    )

    name: Mapped[str]
    started_on: Mapped[date | None] = mapped_column(default=None)
    ended_on: Mapped[date | None] = mapped_column(default=None)
    channel: Mapped[str] = mapped_column(String(8), default="")
    takes_in: Mapped[str] = mapped_column(String(16), default="")
    detail: Mapped[str] = mapped_column(String(8), default="")
    coach_path: Mapped[str] = mapped_column(String(16), default="")
    hindered_by: Mapped[str] = mapped_column(String(8), default="")
    cadence_weeks: Mapped[int | None] = mapped_column(default=None)
