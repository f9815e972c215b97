"""Days and times as one types and reads them: the locale's way, ISO, and a few plain words."""

import re
from datetime import date, time
from typing import Final

from PySide6.QtCore import QDate, QLocale, QTime

from journal.text import _, n_
from journal.ui.widgets.day_names import WEEK, day_first, short_format
from journal.ui.widgets.read_days import read_day

__all__ = [
    "due_words",
    "full_day",
    "month_day",
    "near_day",
    "read_day",
    "read_time",
    "short_day",
    "short_time",
    "weekday",
]

_TIME: Final = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)


def read_time(text: str) -> time | None:
    """The time that was typed: `14:00`, `14`, `1400`, `2 pm`, or by locale; None if unclear."""
    found = _TIME.fullmatch(text.strip())
    if found:
        hour, minute = int(found[1]), int(found[2] or 0)
        if found[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found[3].casefold() == "p" else 0)
        return time(hour, minute) if hour < 24 and minute < 60 else None
    by_locale = QLocale().toTime(text.strip(), QLocale.FormatType.ShortFormat)
    return time(by_locale.hour(), by_locale.minute()) if by_locale.isValid() else None


def short_day(day: date) -> str:
    """The locale's short form, with all four figures of the year."""
    return QLocale().toString(_qt(day), short_format())


def full_day(day: date) -> str:
    """The locale's long form, with the weekday."""
    return QLocale().toString(_qt(day), QLocale.FormatType.LongFormat)


def month_day(day: date) -> str:
    """Day and short month, such as `26 Nov`."""
    return QLocale().toString(_qt(day), "d MMM" if day_first() else "MMM d")


def weekday(day: date) -> str:
    """The short name of the weekday, such as `Thu`."""
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)


def near_day(day: date, today: date) -> str:
    """A day as one says it: today, tomorrow, yesterday, a weekday within a week, else day and month (and year)."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[away]
    if 1 < away < WEEK:
        return weekday(day)
    if day.year == today.year:
        return month_day(day)
    return QLocale().toString(_qt(day), "d MMM yyyy" if day_first() else "MMM d, yyyy")


def due_words(due: date, today: date) -> str:
    """When something is due, or how late it is, in a few words."""
    late = (today - due).days
    if late <= 0:
        return near_day(due, today)
    return n_("{count} day late", "{count} days late", late).format(count=late)


def short_time(at: time) -> str:
    """The locale's short form of a time."""
    return QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
