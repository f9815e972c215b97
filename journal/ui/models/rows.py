"""A short list whose rows are all in memory, for the lists of a page that never grow long."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from journal.ui.widgets.list_row import RowRole

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Row:
    """What one row shows, and whose row it is. `ticked` is None where there is no box to tick."""

    id: str
    title: str
    second: str = ""
    trailing: str = ""
    icon: str = ""
    section: str = ""
    tone: str = ""
    ticked: bool | None = None
    #: Which page and record the row leads to, when that is not its own id.
    page: str = ""


class RowsModel(QAbstractTableModel):
    """Rows given as a whole. What is the same rows with other words is changed in place: the list keeps where it was."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty at first."""
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_rows(self, rows: list[Row]) -> None:
        """Show these rows."""
        if _places(rows) != _places(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        before, self._rows = self._rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number, 0), self.index(number, 0))

    def rows(self) -> list[Row]:
        """The rows as they are shown."""
        return self._rows

    def row_at(self, index: Index) -> Row | None:
        """The row at an index, or None."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One column, painted by the list's delegate."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What `RowRole` and Qt's own roles ask for."""
        row = self.row_at(index)
        if row is None:
            return None
        return _ANSWERS[role](row) if role in _ANSWERS else None


def _places(rows: list[Row]) -> list[tuple[str, str]]:
    """Whose rows stand where, and under which headings: while that stays, a list need not be laid out anew."""
    return [(row.id, row.section) for row in rows]


def _tick(row: Row) -> Qt.CheckState | None:
    if row.ticked is None:
        return None
    return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked


def _spoken(row: Row) -> str:
    return ", ".join(part for part in (row.title, row.trailing, row.second) if part)


_ANSWERS: dict[int, Callable[[Row], Any]] = {
    int(RowRole.TITLE): attrgetter("title"),
    int(RowRole.ID): attrgetter("id"),
    int(RowRole.SECOND): attrgetter("second"),
    int(RowRole.TRAILING): attrgetter("trailing"),
    int(RowRole.ICON): attrgetter("icon"),
    int(RowRole.SECTION): attrgetter("section"),
    int(RowRole.TONE): attrgetter("tone"),
    int(Qt.ItemDataRole.CheckStateRole): _tick,
    int(Qt.ItemDataRole.AccessibleTextRole): _spoken,
}
