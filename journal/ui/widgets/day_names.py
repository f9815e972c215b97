"""What reading a day stands on: the names that a locale and English know, its order of figures, the nearest day of a name."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLocale

WEEK: Final = 7


@dataclass(frozen=True)
class Names:
    """The names of weekdays (Monday is 0) and months (January is 1) in one language and in English, without case or dots."""

    weekdays: dict[str, int]
    months: dict[str, int]


@lru_cache(maxsize=8)
def names_of(locale_name: str) -> Names:
    """The names that a locale and English know."""
    weekdays: dict[str, int] = {}
    months: dict[str, int] = {}
    forms = (QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat)
    for locale in (QLocale(QLocale.Language.English), QLocale(locale_name)):
        for form in forms:
            for number in range(WEEK):
                for name in (locale.dayName, locale.standaloneDayName):
                    weekdays[_bare(name(number + 1, form))] = number
            for number in range(1, 13):
                for name in (locale.monthName, locale.standaloneMonthName):
                    months[_bare(name(number, form))] = number
    weekdays |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
    months |= {"sept": 9}
    weekdays.pop("", None)
    months.pop("", None)
    return Names(weekdays, months)


def _bare(name: str) -> str:
    return name.casefold().rstrip(".")


@dataclass(frozen=True)
class Nearest:
    """Chooses among the days of one name: the nearest, or with `ahead` the coming one."""

    today: date
    ahead: bool

    def of(self, found: Iterable[date]) -> date | None:
        """None where there is none."""
        days = set(found)
        wanted = {day for day in days if day >= self.today} or days if self.ahead else days
        return min(wanted, key=self._distance, default=None)

    def _distance(self, day: date) -> tuple[int, date]:
        return abs((day - self.today).days), day

    def in_year(self, month: int, day: int) -> date | None:
        """A day without its year; a 29 February may be years away."""
        years = range(max(1, self.today.year - 1), min(9999, self.today.year + 9))
        found = (day_of(year, month, day) for year in years)
        return self.of(each for each in found if each)

    def in_month(self, day: int) -> date | None:
        """A day without its month."""
        found = (shifted(self.today, step, day) for step in (-1, 0, 1, 2))
        return self.of(each for each in found if each)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day of these figures; None where that month has no such day."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def shifted(today: date, months: int, day: int) -> date | None:
    """That day of the month so many months away; None where it is too short."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return day_of(year, month + 1, day)


def later(today: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    return next(day for number in range(today.day, 0, -1) if (day := shifted(today, months, number)))


def coming(today: date, weekday: int) -> date:
    """The next day of this name after today; Monday is 0."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % WEEK + 1)


def monday(today: date, weeks: int) -> date:
    """The Monday of the week so many weeks away."""
    return today + timedelta(days=weeks * WEEK - today.weekday())


def day_first() -> bool:
    """Whether the locale names the day before the month; the C locale's order of a year-first date reads so in words."""
    form = short_format().casefold().lstrip("' ")
    return form.startswith("d") or QLocale().language() == QLocale.Language.C


def short_format() -> str:
    """The locale's short form of a day, with all four figures of the year."""
    if QLocale().language() == QLocale.Language.C:
        return "yyyy-MM-dd"
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return form if "yyyy" in form else form.replace("yy", "yyyy")
