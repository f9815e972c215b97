"""One-on-ones as a list: those that wait for an answer, those planned, then the past ones by month."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from journal.practices import cadence, managers, one_on_ones
from journal.practices.one_on_ones import Listed
from journal.store.tables import OneOnOne
from journal.text import _, first_line, month_name, n_
from journal.ui.models.promise_words import day_text
from journal.ui.models.rows import Row
from journal.ui.models.steps import DEBRIEF, step_of
from journal.ui.widgets.dates import month_day, short_time, weekday

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

NEXT_SHOWN: Final = 4
MORE: Final = "more"
#: How many past ones are listed at first, and the row that asks for all of them.
PAST_SHOWN: Final = 100
EARLIER: Final = "earlier"
USUAL_MINUTES: Final = 30
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True)
class Appointment:
    """When a meeting is proposed."""

    day: date
    start: str | None
    minutes: int | None


@dataclass(frozen=True)
class Meetings:
    """Planned meetings, the nearest first, and those held, the latest first: all of them, or the latest ones of a long list."""

    planned: list[OneOnOne]
    held: list[Listed]
    #: Every how many weeks one meets the current manager; None where nothing was agreed.
    weeks: int | None = None
    has_earlier: bool = False

    def unmarked(self, today: date) -> list[OneOnOne]:
        """The planned ones whose day has passed, the latest first."""
        return [each for each in self.planned if each.day < today][::-1]

    def ahead(self, today: date) -> list[OneOnOne]:
        """The planned ones of today and later, the next first."""
        return [each for each in self.planned if each.day >= today]

    def next_appointment(self, today: date) -> Appointment:
        """The weekday and time of the last one, on the first day of the cadence after today that has none yet."""
        last = self.held[0] if self.held else self.planned[0] if self.planned else None
        if last is None:
            return Appointment(today + _WEEK, None, USUAL_MINUTES)
        weeks = self.weeks or 1
        day = cadence.coming_day(last.day, weeks, today + timedelta(days=1))
        taken = {each.day for each in self.planned}
        while day in taken:
            day = cadence.next_day(day, weeks)
        return Appointment(day, last.start, last.minutes or USUAL_MINUTES)


def read_all(session: "Session", *, past: int | None = PAST_SHOWN) -> Meetings:
    """The meetings that are not in the trash: of those held the `past` latest, or all of them."""
    running = managers.chapters(session)
    weeks = managers.current(session).cadence_weeks if running else None
    held = one_on_ones.latest(session, None if past is None else past + 1)
    return Meetings(one_on_ones.planned(session), held[:past], weeks, has_earlier=len(held) > len(held[:past]))


def plan(session: "Session", at: Appointment) -> OneOnOne:
    """Plan a meeting with the current manager."""
    manager = managers.current(session)
    return one_on_ones.plan(session, at.day, at.start, at.minutes, manager_id=manager.id)


def list_rows(meetings: Meetings, today: date, *, unfolded: bool) -> list[Row]:
    """The rows of the list; many planned ones are folded into one row unless they are wanted."""
    ahead = meetings.ahead(today)
    shown = ahead if unfolded or len(ahead) <= NEXT_SHOWN + 1 else ahead[:NEXT_SHOWN]
    now = datetime.combine(today, time.max)
    rows = [_planned_row(each, today) for each in meetings.unmarked(today)]
    rows = _headed(rows, _("Did it take place?"))
    rows += _headed([_planned_row(each, today) for each in shown], _("Planned"))
    left = len(ahead) - len(shown)
    if left:
        title = n_("{n} more planned", "{n} more planned", left).format(n=left)
        until = _("until {day}").format(day=day_text(ahead[-1].day, today))
        rows.append(Row(MORE, title, until, icon="chevron-down", tone="muted"))
    for month, held in groupby(meetings.held, key=_month):
        rows += _headed([_held_row(each, now) for each in held], month)
    if meetings.has_earlier:
        rows.append(Row(EARLIER, _("Earlier ones"), icon="chevron-down", tone="muted"))
    return rows


def _headed(rows: list[Row], heading: str) -> list[Row]:
    """The same rows, the first one under a heading."""
    return [replace(rows[0], section=heading), *rows[1:]] if rows else []


def _month(meeting: Listed) -> str:
    return _("{month} {year}").format(month=month_name(meeting.day.month), year=meeting.day.year)


def _planned_row(meeting: OneOnOne, today: date) -> Row:
    return Row(meeting.id, list_day(meeting.day), away_text(meeting.day, today), clock_text(meeting))


def _held_row(meeting: Listed, now: datetime) -> Row:
    said = first_line(meeting.notes) or meeting.learned.strip()
    if not said:
        said = _("Waits for its debrief") if step_of(meeting, now) == DEBRIEF else _("No notes")
    return Row(meeting.id, list_day(meeting.day), said, clock_text(meeting))


def list_day(day: date) -> str:
    """`Thu 26 Nov`."""
    return f"{weekday(day)}\N{NO-BREAK SPACE}{month_day(day)}"


def clock_text(meeting: OneOnOne | Listed) -> str:
    """The time of day, or nothing."""
    return short_time(time.fromisoformat(meeting.start)) if meeting.start else ""


def away_text(day: date, today: date) -> str:
    """How far off a day is: `in 5 days`, `tomorrow`, `3 days ago`."""
    away = (day - today).days
    if -1 <= away <= 1:
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[away]
    if away > 0:
        return n_("in {n} day", "in {n} days", away).format(n=away)
    return n_("{n} day ago", "{n} days ago", -away).format(n=-away)
