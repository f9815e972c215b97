"""The periods by which the list can be narrowed."""

from datetime import date
from typing import Final

from journal.text import _

PERIODS: Final[dict[str, str]] = {
    "": _("Any time"),
    "month": _("This month"),
    "quarter": _("This quarter"),
    "year": _("Last 12 months"),
    "own": _("Own dates"),
}


def first_day(period: str, today: date) -> date | None:
    """The first day of a period that reaches to today; None where there is none."""
    if period == "month":
        return today.replace(day=1)
    if period == "quarter":
        return date(today.year, today.month - (today.month - 1) % 3, 1)
    if period == "year":
        # From the day after this day a year ago: on 29 February that is 1 March.
        return date.fromordinal(_same_day_last_year(today).toordinal() + 1)
    return None


def _same_day_last_year(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)
