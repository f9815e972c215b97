"""Entries, their tags, and the details of a feedback and of a request."""

import re
from datetime import date
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from journal.store.tables.base import Base, Placed, Record, Searched

KINDS = ("interaction", "feedback", "request", "win", "reflection")
#: `@` plus letters of any script, digits and `_-+*#/`, not preceded by anything but white space.
TAG: Final = re.compile(r"(?<!\S)(@[-+*#/\w]+)")

#: What stands for an entry `t` in lists: the start of its text, else the words heard or what was asked.
HEADLINE = (
    "coalesce(nullif(substr(t.text, 1, 200), ''),"
    " (SELECT substr(exact_words, 1, 200) FROM feedback WHERE entry_id = t.id),"
    " (SELECT substr(ask, 1, 200) FROM request WHERE entry_id = t.id), '')"
)


def tags_in(text: str) -> list[str]:
    """The tags of a text, lower case, each once, sorted."""
    return sorted({tag.lower() for tag in TAG.findall(text)})


class Entry(Placed):
    """One dated private text. Its first line is its title; a feedback and a request carry a row of details."""

    __tablename__ = "entry"
    __table_args__ = (
        CheckConstraint("kind IN ('interaction','feedback','request','win','reflection')", name="kind"),
        Index("ix_entry_list", "deleted_at", "kind", "place"),
        Index("ix_entry_live", "deleted_at", "place", "kind", "starred"),
        Index("ix_entry_trash", "place", sqlite_where=text("deleted_at IS NOT NULL")),
    )
    table_code = 1
    day_column = "day"
    time_column = "time"
    searched = Searched(
        kind="t.kind",
        headline=HEADLINE,
        text="t.text",
        more="concat_ws(char(10), "
        "(SELECT concat_ws(char(10), exact_words, from_whom, situation, behaviour, impact, what_i_will_do, understood,"
        " my_view, strength, goal, faster_by) FROM feedback WHERE entry_id = t.id), "
        "(SELECT group_concat(words, char(10)) FROM climb_step WHERE entry_id = t.id AND deleted_at IS NULL), "
        "(SELECT concat_ws(char(10), ask, why_them, why_it_helps_them, answer, outcome) FROM request"
        " WHERE entry_id = t.id))",
        details=("feedback", "climb_step", "request"),
    )

    kind: Mapped[str] = mapped_column(String(16))
    day: Mapped[date]
    time: Mapped[str | None] = mapped_column(String(5), default=None)
    text: Mapped[str] = mapped_column(default="")
    starred: Mapped[bool] = mapped_column(default=False)
    manager_id: Mapped[str] = mapped_column(ForeignKey("manager.id"), index=True)


class EntryTag(Base):
    """One tag of one entry, as found in its text: lower case, with its `@`."""

    __tablename__ = "entry_tag"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True, index=True)


class Feedback(Record):
    """What a feedback has beside its entry: the exact words, and the rungs climbed from them."""

    __tablename__ = "feedback"
    __table_args__ = (
        CheckConstraint("kind IN ('appreciation','coaching','evaluation')", name="kind"),
        CheckConstraint("clarity IN ('label','example','behaviour','goal','confirmed')", name="clarity"),
        CheckConstraint("felt_heard IN ('','yes','partly','no')", name="felt_heard"),
    )

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), unique=True)
    from_whom: Mapped[str] = mapped_column(default="")
    exact_words: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(String(16), default="coaching")
    situation: Mapped[str] = mapped_column(default="")
    behaviour: Mapped[str] = mapped_column(default="")
    impact: Mapped[str] = mapped_column(default="")
    what_i_will_do: Mapped[str] = mapped_column(default="")
    ask_again_on: Mapped[date | None] = mapped_column(default=None)
    clarity: Mapped[str] = mapped_column(String(16), default="label")
    understood: Mapped[str] = mapped_column(default="")
    felt_heard: Mapped[str] = mapped_column(String(8), default="")
    my_view: Mapped[str] = mapped_column(default="")
    strength: Mapped[str] = mapped_column(default="")
    goal: Mapped[str] = mapped_column(default="")
    faster_by: Mapped[str] = mapped_column(default="")


class ClimbStep(Record):
    """A rung that a feedback reached on a day, up or down, with the words that brought it there."""

    __tablename__ = "climb_step"
    __table_args__ = (CheckConstraint("rung IN ('label','example','behaviour','goal','confirmed')", name="rung"),)

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    rung: Mapped[str] = mapped_column(String(16))
    reached_on: Mapped[date]
    words: Mapped[str] = mapped_column(default="")


class Request(Record):
    """What a request has beside its entry: what is asked of the manager, by when, and what came of it.

    `answered_on` is the day on which the present status was reached; `agreed_on` stays when it is delivered. `minutes` of
    the manager's time; `obstacle`: why help may be missing. `split_from_id` names the entry that it was split from.
    """

    __tablename__ = "request"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('intervene','advice','decision','information','introduction','resources','visibility','support','role')",
            name="kind",
        ),
        CheckConstraint("status IN ('draft','asked','agreed','delivered','declined','withdrawn')", name="status"),
        CheckConstraint("obstacle IN ('','how','unclear','time')", name="obstacle"),
    )

    entry_id: Mapped[str] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), unique=True)
    kind: Mapped[str] = mapped_column(String(16), default="advice")
    ask: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[date | None] = mapped_column(default=None)
    by_when: Mapped[date | None] = mapped_column(default=None)
    why_it_helps_them: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(String(16), default="draft")
    answered_on: Mapped[date | None] = mapped_column(default=None)
    outcome: Mapped[str] = mapped_column(default="")
    why_them: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None] = mapped_column(default=None)
    obstacle: Mapped[str] = mapped_column(String(8), default="")
    agreed_on: Mapped[date | None] = mapped_column(default=None)
    answer: Mapped[str] = mapped_column(default="")
    split_from_id: Mapped[str | None] = mapped_column(ForeignKey("entry.id"), default=None, index=True)
