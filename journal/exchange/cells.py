"""One cell of a table: text to a day, a time, a number, one of some words. A reason names the column, never the cell."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from journal.text import _

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?")
_NUMBER: Final = re.compile(r"[0-9]{1,4}")
#: What a spreadsheet might take for a formula; a cell that begins so is written with `'` before it.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")


class BadCell(Exception):
    """The row cannot be taken; `str(error)` is the reason."""


class Cells:
    """The cells of one row by the names of their columns."""

    def __init__(self, row: Mapping[str, str]) -> None:
        self._row = row

    def text(self, column: str, *, needed: bool = False) -> str:
        """The text as it stands, every line end a newline."""
        found = self._row.get(column, "")
        if needed and not found.strip():
            raise BadCell(_("{column} is empty").format(column=column))
        return found

    def word(self, column: str, words: Collection[str], *, needed: bool = True) -> str:
        """One of the words, or '' where the cell is empty and need not be filled."""
        found = self.text(column, needed=needed).strip()
        if found and found not in words:
            raise BadCell(_("{column} is none of: {words}").format(column=column, words=", ".join(words)))
        return found

    def day(self, column: str) -> date | None:
        """A day, or None where the cell is empty."""
        found = self.text(column).strip()
        if not found:
            return None
        if not _DAY.fullmatch(found):
            raise BadCell(_("{column} is not a date written as YYYY-MM-DD").format(column=column))
        try:
            return date.fromisoformat(found)
        except ValueError:
            raise BadCell(_("{column} is a date that does not exist").format(column=column)) from None

    def needed_day(self, column: str) -> date:
        """A day that must be given."""
        found = self.day(column)
        if found is None:
            raise BadCell(_("{column} is empty").format(column=column))
        return found

    def clock(self, column: str) -> str:
        """A time of day as `HH:MM`, or '' where the cell is empty."""
        cell = self.text(column).strip()
        found = _CLOCK.fullmatch(cell)
        if not cell:
            return ""
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise BadCell(_("{column} is not a time written as HH:MM").format(column=column))
        return f"{int(found[1]):02d}:{found[2]}"

    def number(self, column: str) -> int | None:
        """A whole number from 0 to 9999, or None where the cell is empty."""
        found = self.text(column).strip()
        if found and not _NUMBER.fullmatch(found):
            raise BadCell(_("{column} is not a whole number").format(column=column))
        return int(found) if found else None


def guarded(cell: str) -> str:
    """A cell as it is written: what a spreadsheet might take for a formula gets a leading `'`."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The inverse of `guarded`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
