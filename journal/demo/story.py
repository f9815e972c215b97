"""The files of the sample year, and the clock that turns their distances into days."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from journal import paths
from journal.text import _, month_name

NEXT_MEETING: Final = 4  # the distance of the next one-on-one in the files
_EXACT: Final = re.compile(r"today([+-]\d+)?")
_SAID_DAY: Final = re.compile(r"\{day ([-\w+]+)\}")


def story() -> dict[str, list[Any]]:
    """The files of the sample year, joined: every kind of thing with its parts in the order of the files."""
    joined: dict[str, list[Any]] = {}
    for file in sorted(paths.resource("demo").glob("*.toml")):
        for name, parts in tomllib.loads(file.read_text(encoding="utf-8")).items():
            joined.setdefault(name, []).extend(parts)
    return joined


@dataclass(frozen=True)
class Clock:
    """Turns the days of the files into days of the calendar."""

    today: date

    def day(self, written: int | str) -> date:
        """The day of a distance: a number, `today-4` or `-1y`.

        Numbers count from a day that is moved back where that is needed to put the one-on-ones, which are whole weeks
        apart, on a day from Monday to Friday.
        """
        if isinstance(written, int):
            weekend = max(0, (self.today + timedelta(days=NEXT_MEETING)).weekday() - 4)
            return self.today + timedelta(days=written - weekend)
        if written == "-1y":
            return _a_year_before(self.today)
        exact = _EXACT.fullmatch(written)
        if exact is None:
            raise ValueError(written)
        return self.today + timedelta(days=int(exact[1] or 0))

    def say(self, text: str) -> str:
        """A text with its days filled in, such as `4 March`."""
        return _SAID_DAY.sub(self._said, text.strip())

    def _said(self, found: re.Match[str]) -> str:
        written = found[1]
        day = self.day(int(written) if written.lstrip("-").isdigit() else written)
        return _("{day} {month}").format(day=day.day, month=month_name(day.month))


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)
