"""Periods by the calendar: the quarters in which managers report."""

from datetime import date, timedelta

Days = tuple[date, date]


def quarter_of(day: date) -> Days:
    """The first and the last day of the calendar quarter that a day is in."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    after = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return first, after - timedelta(days=1)


def quarter_before(day: date) -> Days:
    """The quarter before the one that a day is in."""
    return quarter_of(quarter_of(day)[0] - timedelta(days=1))
