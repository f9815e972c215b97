"""Prompts of one's own, beside those that come with the program."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from journal.store.tables.base import Record


class Prompt(Record):
    """A question of one's own: the practice and the moment at which it helps."""

    __tablename__ = "prompt"

    practice: Mapped[str] = mapped_column(String(24))
    moment: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
