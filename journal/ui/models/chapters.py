"""The chapters as a table, and what goes with me from one to the next."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from journal.practices import agreement, goals, managers, one_on_ones
from journal.store.tables import Goal, Manager
from journal.text import _, long_day, n_
from journal.ui.models.cells import Cell, Line

if TYPE_CHECKING:
    from journal.ui.open_journal import Session


@dataclass(frozen=True)
class ChapterRow:
    """A chapter, how many statements about me stand in it, and whether a one-on-one was held in it."""

    manager: Manager
    about_me: int
    has_met: bool


@dataclass(frozen=True)
class ChaptersView:
    """Everything that the tab shows: the chapters, and the open goals, which are mine in every one of them."""

    rows: list[ChapterRow]
    goals: list[Goal]

    def of(self, manager_id: str) -> ChapterRow | None:
        """One of the chapters."""
        return next((row for row in self.rows if row.manager.id == manager_id), None)


def read_chapters(session: "Session") -> ChaptersView:
    """Read all chapters and what goes with me."""
    met = one_on_ones.managers_met(session)
    rows = [
        ChapterRow(each, sum(found.side == "me" for found in agreement.statements(session, each.id)), each.id in met)
        for each in managers.chapters(session)
    ]
    return ChaptersView(rows, [each for each in goals.goals(session) if each.status == "open"])


def lines(view: ChaptersView, shown_id: str, today: date) -> list[Line]:
    """A line for each chapter, the latest first."""
    return [Line("", _cells(row, today, is_shown=row.manager.id == shown_id)) for row in view.rows]


def _cells(row: ChapterRow, today: date, *, is_shown: bool) -> tuple[Cell, ...]:
    manager = row.manager
    known = [
        n_("{n} statement about me", "{n} statements about me", row.about_me).format(n=row.about_me)
        if row.about_me
        else "",
        _("shown on this page") if is_shown else "",
    ]
    state = _("runs") if managers.is_running(manager, today) else _("is over")
    if manager.started_on and manager.started_on > today:
        state = _("is to come")
    return (
        Cell(manager.id, manager.name, days(manager), "" if managers.is_running(manager, today) else "muted"),
        Cell(manager.id, "", " · ".join(part for part in (state, *known) if part)),
    )


def days(manager: Manager) -> str:
    """From when to when a chapter runs."""
    first = long_day(manager.started_on) if manager.started_on else _("a day not noted")
    if manager.ended_on:
        return _("{first} to {last}").format(first=first, last=long_day(manager.ended_on))
    return _("since {day}").format(day=first)
