"""Days by their distance and by the ends of weeks, months and quarters: `in two weeks`, `end of month`, `mid December`."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from journal.ui.widgets.day_names import WEEK, Names, Nearest, later, monday, shifted

_FRIDAY: Final = 4
_YEAR: Final = re.compile(r"\d{4}")
_QUARTER: Final = re.compile(r"q([1-4])(?: (\d{4}))?")
_SPAN: Final = re.compile(
    r"(?P<count>\d{1,3}|a couple of|a couple|[a-z]+) (?P<working>working |business |work )?(?P<unit>[a-z]+?)s?['’]?(?: time)?"
)
_COUNTS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "the": 1,
    "two": 2,
    "a couple of": 2,
    "a couple": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fourteen": 14,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
}
_UNITS: Final = ("day", "week", "fortnight", "month", "year")
_EDGE: Final = re.compile(
    r"(?P<edge>end|start|beginning|middle|mid|early|late)[- ](?:in |of )?(?:the )?(?P<what>.+)"
    r"|(?P<before>.+?)(?:['’]s)?[- ]end"
)
_SHORT_EDGES: Final = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}


def span(words: str, today: date) -> date | None:
    """`in two weeks`, `within 10 days`, `a week from now`, `in 5 working days`."""
    start, bare = today, words
    leading = next(
        (word for word in ("in the next ", "within the next ", "in ", "within ") if words.startswith(word)), ""
    )
    bare = bare.removeprefix(leading)
    head, _from, tail = bare.partition(" from ")
    if tail in ("now", "today", "tomorrow"):
        bare, leading, start = head, "from", today + timedelta(days=int(tail == "tomorrow"))
    elif not leading:
        return None
    found = _SPAN.fullmatch(bare)
    if not found or found["unit"] not in _UNITS:
        return None
    count = int(found["count"]) if found["count"].isdecimal() else _COUNTS.get(found["count"], 0)
    if not count:
        return None
    if found["working"]:
        return _working_days(start, count) if found["unit"] == "day" else None
    months = {"month": 1, "year": 12}.get(found["unit"])
    if months:
        return later(start, months * count)
    return start + timedelta(days=count * {"day": 1, "week": WEEK}.get(found["unit"], 2 * WEEK))


def _working_days(today: date, count: int) -> date:
    day = today
    while count:
        day += timedelta(days=1)
        count -= day.weekday() <= _FRIDAY
    return day


def edge(words: str, today: date, names: Names, near: Nearest) -> date | None:
    """`end of month`, `EOW`, `mid December`, `start of next week`, `end of Q1`; a week ends on Friday."""
    if words in ("this week", "this month", "the weekend", "weekend", "this weekend", "this quarter", "this year"):
        return _end_of("week" if "week" in words else words.removeprefix("this "), today, near, names)
    if words == "next month":
        return later(today, 1)
    if words in _SHORT_EDGES:
        return _end_of(_SHORT_EDGES[words], today, near, names)
    found = _EDGE.fullmatch(words)
    if not found:
        return None
    what = (found["what"] or found["before"]).removeprefix("the ").removeprefix("this ")
    edge = found["edge"] or "end"
    if edge in ("end", "late"):
        return _end_of(what, today, near, names)
    return _start_of(what, today, near, names, is_middle=edge in ("middle", "mid"))


def _end_of(what: str, today: date, near: Nearest, names: Names) -> date | None:
    steps = int(what.startswith("next "))
    what = what.removeprefix("next ")
    ends = {
        "week": monday(today, max(steps, int(today.weekday() > _FRIDAY))) + timedelta(days=_FRIDAY),
        "month": _last_of(today, steps),
        "quarter": _last_of(today, (3 - today.month) % 3 + 3 * steps),
        "year": date(today.year + steps, 12, 31),
    }
    if what in ends or _YEAR.fullmatch(what):
        return ends.get(what) or date(int(what), 12, 31)
    quarter = _QUARTER.fullmatch(what)
    if quarter:
        return _month_end(int(quarter[1]) * 3, quarter[2], near)
    month, _space, year = what.partition(" ")
    number = names.months.get(month.rstrip("."))
    is_whole = not year or _YEAR.fullmatch(year)  # other words behind a month are none of it
    return _month_end(number, year or None, near) if number and is_whole else None


def _month_end(month: int, year: str | None, near: Nearest) -> date | None:
    years = [int(year)] if year else [near.today.year - 1, near.today.year, near.today.year + 1]
    return near.of(date(each, month, monthrange(each, month)[1]) for each in years if each > 0)


def _last_of(today: date, months: int) -> date:
    day = later(today, months)
    return day.replace(day=monthrange(day.year, day.month)[1])


def _start_of(what: str, today: date, near: Nearest, names: Names, *, is_middle: bool) -> date | None:
    day = 15 if is_middle else 1
    if what == "next week":
        return monday(today, 1) + timedelta(days=2 * is_middle)
    if what == "next month":
        return shifted(today, 1, day)
    if what == "month" and is_middle:
        return near.in_month(day)
    if what == "next year":
        return date(today.year + 1, 7, 1) if is_middle else date(today.year + 1, 1, 1)
    number = names.months.get(what.rstrip("."))
    return near.in_year(number, day) if number else None
