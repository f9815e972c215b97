"""Days and times as one types and reads them: the locale's way, ISO, and a few plain words."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from PySide6.QtCore import QDate, QLocale, QTime

from journal.text import _, n_

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME: Final = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_NEXT_DAYS: Final = re.compile(r"\+(\d{1,3})")
_WEEK: Final = 7
_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_day(text: str, today: date, *, ahead: bool = False) -> date | None:
    """The day that was typed: `2026-11-27`, `27/11/2026` by locale, `27 Nov`, `fri`, `tomorrow`, `+3`; None if unclear.

    Without its year a day is the nearest one of that name; with `ahead`, as for what is due, the coming one.
    """
    words = " ".join(text.casefold().split())
    known = _iso_day(words) or _named_day(words, today) or _locale_day(text.strip())
    return known or _loose_day(words, today, ahead=ahead)


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
    return QLocale().toString(_qt(day), _short_format())


def full_day(day: date) -> str:
    """The locale's long form, with the weekday."""
    return QLocale().toString(_qt(day), QLocale.FormatType.LongFormat)


def month_day(day: date) -> str:
    """Day and short month, such as `26 Nov`."""
    return QLocale().toString(_qt(day), "d MMM" if _day_first() else "MMM d")


def weekday(day: date) -> str:
    """The short name of the weekday, such as `Thu`."""
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)


def near_day(day: date, today: date) -> str:
    """A day as one says it: today, tomorrow, yesterday, a weekday within a week, else day and month (and year)."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[away]
    if 1 < away < _WEEK:
        return weekday(day)
    if day.year == today.year:
        return month_day(day)
    return QLocale().toString(_qt(day), "d MMM yyyy" if _day_first() else "MMM d, yyyy")


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


def _short_format() -> str:
    if QLocale().language() == QLocale.Language.C:
        return "yyyy-MM-dd"
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return form if "yyyy" in form else form.replace("yy", "yyyy")


def _day_first() -> bool:
    """Whether the locale names the day before the month; the C locale's order of a year-first date reads so in words."""
    form = _short_format().casefold().lstrip("' ")
    return form.startswith("d") or QLocale().language() == QLocale.Language.C


def _iso_day(words: str) -> date | None:
    found = _ISO.fullmatch(words)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _named_day(words: str, today: date) -> date | None:
    near = {_("today"): 0, _("tomorrow"): 1, _("yesterday"): -1, _("tonight"): 0, _("next week"): _WEEK}
    near |= {"today": 0, "tomorrow": 1, "yesterday": -1, "tonight": 0, "next week": _WEEK}
    if words in near:
        return today + timedelta(days=near[words])
    ahead = _NEXT_DAYS.fullmatch(words)
    if ahead:
        return today + timedelta(days=int(ahead[1]))
    for number, names in enumerate(_weekday_names()):
        if words.removeprefix(_("next ")).removeprefix(_("this ")) in names:
            return today + timedelta(days=(number - today.weekday() - 1) % _WEEK + 1)
    return None


def _weekday_names() -> list[set[str]]:
    locale = QLocale()
    forms = (QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat)
    english = QLocale(QLocale.Language.English)
    return [
        {_ENGLISH[number]}
        | {one.dayName(number + 1, form).casefold().rstrip(".") for one in (locale, english) for form in forms}
        for number in range(_WEEK)
    ]


def _locale_day(text: str) -> date | None:
    locale = QLocale()
    forms = [_short_format()] + [locale.dateFormat(one) for one in (QLocale.FormatType.LongFormat,)]
    for form in forms:
        found = locale.toDate(text, form)
        if found.isValid() and found.year() > 99:
            return date(found.year(), found.month(), found.day())
    return None


def _loose_day(words: str, today: date, *, ahead: bool) -> date | None:
    """What dateutil makes of it, if it names at least a day and a month; a missing year is the nearest or coming one."""
    from dateutil import parser

    day_first = _day_first()
    found: set[date] = set()
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            readings = {
                parser.parse(words, default=datetime(year, month, month), dayfirst=day_first).date()  # noqa: DTZ001 (a day)
                for month in (1, 2)
            }
        except (ValueError, OverflowError):
            continue  # no such day in that year, or no day at all
        if len(readings) > 1:
            return None
        found |= readings
    if not found:
        return None
    wanted = {day for day in found if day >= today} or found if ahead else found
    return min(wanted, key=lambda day: abs((day - today).days)) if re.search(r"\d", words) else None
