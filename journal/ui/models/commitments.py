"""The ledger of both sides as a list: overdue first, then by due day, then what has no date; or what is closed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from journal.text import _, month_name
from journal.ui.models.ledger import LedgerRow
from journal.ui.models.promise_words import day_text, due_text, end_text, moved_text
from journal.ui.widgets.list_row import RowRole

Index = QModelIndex | QPersistentModelIndex
SOON: Final = timedelta(days=7)
_NOWHERE: Final = QModelIndex()
_ICONS: Final = {"kept": "check", "renegotiated": "renegotiated", "dropped": "dropped"}


class LedgerModel(QAbstractTableModel):
    """Promises under headings. Open ones have a box to tick, closed ones the sign of how they ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty at first."""
        super().__init__(parent)
        self._rows: list[LedgerRow] = []
        self._today = date.min
        self._answers: dict[int, Callable[[LedgerRow], Any]] = {
            int(RowRole.TITLE): _what,
            int(RowRole.ID): _identity,
            int(RowRole.SECOND): self._second,
            int(RowRole.TRAILING): self._trailing,
            int(RowRole.ICON): _icon,
            int(RowRole.TONE): self._tone,
            int(Qt.ItemDataRole.CheckStateRole): _box,
            int(Qt.ItemDataRole.AccessibleTextRole): self._spoken,
        }

    def show(self, rows: list[LedgerRow], today: date) -> None:
        """Show these rows as they stand on a day; the same rows on the same day change nothing."""
        if rows == self._rows and today == self._today:
            return
        self.beginResetModel()
        self._rows, self._today = rows, today
        self.endResetModel()

    def row_at(self, index: Index) -> LedgerRow | None:
        """The promise at an index, or None."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def place_of(self, commitment_id: str) -> int:
        """The number of a promise's row, or -1."""
        return next((number for number, row in enumerate(self._rows) if row.id == commitment_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many promises are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One column, painted by the list."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What `RowRole` and Qt's own roles ask for."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == int(RowRole.SECTION):
            return self._heading(index.row())
        answer = self._answers.get(role)
        return answer(row) if answer else None

    def _heading(self, number: int) -> str:
        group = self._group(self._rows[number])
        return group if number == 0 or group != self._group(self._rows[number - 1]) else ""

    def _group(self, row: LedgerRow) -> str:
        if row.is_trashed:
            return _("Stays here for 30 days")
        if not row.is_open:
            closed = row.closed_on or row.made_on
            return _("{month} {year}").format(month=month_name(closed.month), year=closed.year)
        if row.due is None:
            return _("Without a date")
        if row.due < self._today:
            return _("Overdue")
        return _("Next seven days") if row.due <= self._today + SOON else _("Later")

    def _trailing(self, row: LedgerRow) -> str:
        if row.is_open:
            return due_text(row.due, self._today)
        return end_text(row, self._today)

    def _tone(self, row: LedgerRow) -> str:
        return "alert" if row.is_open and row.due is not None and row.due < self._today else ""

    def _second(self, row: LedgerRow) -> str:
        if row.meeting_day:
            came = _("one-on-one of {day}").format(day=day_text(row.meeting_day, self._today))
        else:
            came = _("since {day}").format(day=day_text(row.made_on, self._today))
        return " · ".join(part for part in (row.who, came, moved_text(len(row.moves))) if part)

    def _spoken(self, row: LedgerRow) -> str:
        return ", ".join(part for part in (row.what, self._trailing(row), self._second(row)) if part)


def _what(row: LedgerRow) -> str:
    return row.what


def _identity(row: LedgerRow) -> str:
    return row.id


def _icon(row: LedgerRow) -> str:
    return _ICONS.get(row.status, "")


def _box(row: LedgerRow) -> Qt.CheckState | None:
    return Qt.CheckState.Unchecked if row.is_open else None
