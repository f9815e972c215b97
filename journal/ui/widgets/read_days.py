"""Days as one types them: by figures in the locale's order, by names in its language and in English, and in plain words.

What is not clear is no day: nothing is guessed but the year, and the month of a day that stands alone.
"""

import re
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QLocale

from journal.text import _
from journal.ui.widgets.day_names import (
    WEEK,
    Names,
    Nearest,
    coming,
    day_first,
    day_of,
    monday,
    names_of,
    shifted,
    short_format,
)
from journal.ui.widgets.day_spans import edge, span

_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_FIGURES: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:(\2)(?:(\d{4}|\d{2})\2?)?)?")
_PLUS: Final = re.compile(r"\+(\d{1,3})([dw]?)")
_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.|-?го)?")
_YEAR: Final = re.compile(r"\d{4}")
#: Words of English that stand around a day without saying anything of it.
_AROUND: Final = re.compile(
    r"^(?:on|the|this coming|coming|sometime|some time|later|by|at)\s+|\s+(?:at the latest|latest)$"
)
_DAY_END: Final = re.compile(
    r"^(?:eod|cob|cop|eob|end of (?:the )?(?:day|business)|close of (?:business|play))(?: on)?\s+"
    r"|\s+(?:eod|cob|cop|eob|end of (?:the )?(?:day|business)|close of (?:business|play))$"
)
_FILLERS: Final = frozenset({"the", "of", "de", "den", "der", "dem", "des", "le", "la", "el", "il", "di", "on", "am"})
#: What stands beside the name of a weekday that is the coming one.
_COMING: Final = frozenset(
    {
        "next",
        "this",
        "coming",
        _("next").casefold(),
        _("this").casefold(),
        "nächsten",
        "nächste",
        "nächster",
        "kommenden",
        "diesen",
        "prochain",
        "próximo",
        "prossimo",
        "volgende",
        "nästa",
    }
)
_EASTERN: Final = re.compile(r"(\d{1,2})月(\d{1,2})日")


def read_day(text: str, today: date, *, ahead: bool = False) -> date | None:
    """The day that was typed; None if it is unclear.

    `2026-11-27`, `27/11/2026` and `27.11.` in the locale's order, `27 Nov`, `the 27th`, `fri`, `next Tuesday`, `tomorrow`,
    `in two weeks`, `end of month`, `EOW`, `+3`. Without its year or month a day is the nearest one of that name; with
    `ahead`, as for what is due, the coming one.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    names = names_of(QLocale().name())
    near = Nearest(today, ahead=ahead)
    try:
        return _read(words, text, today, names, near)
    except (ValueError, OverflowError):
        return None  # no such day in that month, or none before the year 1 and after 9999


def _read(words: str, text: str, today: date, names: Names, near: "Nearest") -> date | None:
    """Raises ValueError, OverflowError for a day that the calendar does not have."""
    plain = _AROUND.sub("", words)
    whole = _year_first(words) or _plain_word(words, today) or _by_locale(text.strip())
    if whole:
        return whole
    return (
        _weekday(plain, today, names)
        or edge(plain, today, names, near)
        or span(words, today)
        or _named(words, names, near)
        or _by_figures(plain, near)
        or _at_day_end(plain, today, names, near)
        or (_read(plain, plain, today, names, near) if plain != words else None)
    )


# ------------------------------------------------------------------------------------------------- figures


def _year_first(words: str) -> date | None:
    found = _YEAR_FIRST.fullmatch(words)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _by_figures(words: str, near: Nearest) -> date | None:
    """`27/11`, `27.11.`, `27.11.26`: the locale says which is the day; a point at the end says that the first is."""
    eastern = _EASTERN.fullmatch(words)
    if eastern:
        return near.in_year(int(eastern[1]), int(eastern[2]))
    found = _FIGURES.fullmatch(words)
    if not found or (found[2] == "-" and not found[5]):  # 10-12 is a range
        return None
    is_pointed = found[2] == "." and found[4] is not None and not found[5]
    first, second = int(found[1]), int(found[3])
    day, month = (first, second) if is_pointed or day_first() else (second, first)
    if found[5] is None:
        return near.in_year(month, day)
    return day_of(int(found[5]) + (2000 if len(found[5]) == 2 else 0), month, day)


def _by_locale(text: str) -> date | None:
    locale = QLocale()
    for form in (short_format(), locale.dateFormat(QLocale.FormatType.LongFormat)):
        found = locale.toDate(text, form)
        if found.isValid() and found.year() > 99:
            return date(found.year(), found.month(), found.day())
    return None


# --------------------------------------------------------------------------------------------------- names


def _plain_word(words: str, today: date) -> date | None:
    near = {_("today"): 0, _("tomorrow"): 1, _("yesterday"): -1, _("tonight"): 0, _("next week"): WEEK}
    near |= {_("the day after tomorrow"): 2, "the day after tomorrow": 2, "day after tomorrow": 2}
    near |= {"today": 0, "tomorrow": 1, "yesterday": -1, "tonight": 0, "next week": WEEK, "tmrw": 1, "tmr": 1}
    near |= {"eod": 0, "cob": 0, "cop": 0, "end of day": 0, "end of the day": 0, "close of business": 0}
    if words in near:
        return today + timedelta(days=near[words])
    plus = _PLUS.fullmatch(words)
    return today + timedelta(days=int(plus[1]) * (WEEK if plus[2] == "w" else 1)) if plus else None


def _weekday(words: str, today: date, names: Names) -> date | None:
    """`fri`, `next Friday` (the coming one), `Friday next week`, `Friday week`, `a week on Friday`."""
    bare = [word for word in words.removesuffix(" this week").split() if word not in _COMING]
    number = names.weekdays.get(" ".join(bare).rstrip("."))
    if number is not None:
        return coming(today, number)
    for pattern, days in _WEEKS:
        found = pattern.fullmatch(words)
        number = names.weekdays.get(found[1].rstrip(".")) if found else None
        if number is not None:
            return coming(today, number) + timedelta(days) if days else monday(today, 1) + timedelta(number)
    return None


#: A weekday, and how many days are added to the coming one; with 0 it is that of the next calendar week.
_WEEKS: Final = (
    (re.compile(r"(\S+) (?:of )?next week"), 0),
    (re.compile(r"next week(?: on)? (\S+)"), 0),
    (re.compile(r"(\S+) week"), WEEK),
    (re.compile(r"(?:a|one) week (?:on|from) (\S+)"), WEEK),
    (re.compile(r"(?:two weeks|a fortnight) (?:on|from) (\S+)"), 2 * WEEK),
)


def _named(words: str, names: Names, near: Nearest) -> date | None:
    """`27 Nov`, `November 27th, 2026`, `the 3rd of December`, `Fri 27 Nov`, `the 15th`, `the 15th of next month`."""
    if words.endswith(" of next month"):
        day = _ordinal(words.removesuffix(" of next month").removeprefix("the "))
        return shifted(near.today, 1, day) if day else None
    parts = [part for part in re.split(r"[ -]+", words) if part not in _FILLERS]
    weekday = names.weekdays.get(parts[0].rstrip(".")) if len(parts) > 1 else None
    if weekday is not None:
        found = _named(" ".join(parts[1:]), names, near) or _by_figures(" ".join(parts[1:]), near)
        return found if found and found.weekday() == weekday else None
    year = int(parts.pop()) if len(parts) == 3 and _YEAR.fullmatch(parts[-1]) else None
    if len(parts) == 1 and year is None:
        is_ordinal = not parts[0].isdecimal() or words.startswith("the ")
        day = _ordinal(parts[0]) if is_ordinal else None
        return near.in_month(day) if day else None
    if len(parts) != 2:
        return None
    for day_word, month_word in (parts, parts[::-1]):
        month, day = names.months.get(month_word.rstrip(".")), _ordinal(day_word)
        if month and day:
            return day_of(year, month, day) if year else near.in_year(month, day)
    return None


def _ordinal(word: str) -> int | None:
    found = _ORDINAL.fullmatch(word)
    return int(found[1]) if found else None


def _at_day_end(words: str, today: date, names: Names, near: Nearest) -> date | None:
    """`EOD Friday`, `tomorrow COB`: the day that is named."""
    bare = _DAY_END.sub("", words)
    return _read(bare, bare, today, names, near) if bare != words else None
