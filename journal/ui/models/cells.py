"""The cells of a table that is all in memory: words with a small second line, something to press, or one of several marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from journal.ui import theme
from journal.ui.widgets.cell_roles import CellRole
from journal.ui.widgets.list_row import RowRole

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Cell:
    """What one cell shows, and of which record.

    icon: what can be pressed in it, with `tip` as its name; mark: whether this one of the row's marks is set, None where
    there is none; can_edit: its words can be changed in place; spoken: what a screen reader says, when not the words.
    """

    id: str
    title: str = ""
    second: str = ""
    tone: str = ""
    icon: str = ""
    tip: str = ""
    mark: bool | None = None
    can_edit: bool = False
    spoken: str = ""


@dataclass(frozen=True)
class Line:
    """One row: a heading across all columns, or a cell a column, None where there is nothing."""

    heading: str = ""
    cells: tuple[Cell | None, ...] = ()


class CellsModel(QAbstractTableModel):
    """Lines given as a whole. `renamed` carries a cell's record, its column and the words that were typed into it."""

    renamed = Signal(str, int, str)

    def __init__(self, heads: Sequence[str], parent: QObject | None = None) -> None:
        """Empty at first; `heads` stand over the columns."""
        super().__init__(parent)
        self._heads = list(heads)
        self._lines: list[Line] = []

    def set_lines(self, lines: list[Line], heads: Sequence[str] | None = None) -> None:
        """Show these lines; the same records in other words are changed in place."""
        heads = self._heads if heads is None else list(heads)
        if heads != self._heads or _places(lines) != _places(self._lines):
            self.beginResetModel()
            self._heads, self._lines = heads, lines
            self.endResetModel()
            return
        before, self._lines = self._lines, lines
        if before != lines and lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(heads) - 1))

    def cell_at(self, index: Index) -> Cell | None:
        """The cell at an index, or None."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        cells = self._lines[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else None

    def place_of(self, record_id: str) -> QModelIndex:
        """Where a record's first cell stands; an invalid index when it does not."""
        for row, line in enumerate(self._lines):
            for column, cell in enumerate(line.cells):
                if cell and cell.id == record_id:
                    return self.index(row, column)
        return _NOWHERE

    def lines(self) -> list[Line]:
        """The lines as they are shown."""
        return self._lines

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """The heads of the columns."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._heads):
            return None
        if role == int(Qt.ItemDataRole.FontRole):
            return theme.theme().font("small")
        return self._heads[section] if role == int(Qt.ItemDataRole.DisplayRole) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings and empty places are passed by."""
        cell = self.cell_at(index)
        if cell is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if cell.can_edit else flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What `RowRole`, `CellRole` and Qt's own roles ask for."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line, cell = self._lines[index.row()], self.cell_at(index)
        if line.heading:
            is_first = index.column() == 0 and role in (int(RowRole.TITLE), int(CellRole.HEADING))
            return line.heading if is_first else None
        return _answer(cell, role) if cell else None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Say which words were typed; whoever hears it writes them."""
        cell, words = self.cell_at(index), str(value).strip()
        if role != int(Qt.ItemDataRole.EditRole) or cell is None or words == cell.title:
            return False
        self.renamed.emit(cell.id, index.column(), words)
        return True


def _answer(cell: Cell, role: int) -> Any:
    if role == int(Qt.ItemDataRole.AccessibleTextRole):
        return cell.spoken or ", ".join(filter(None, (cell.title, cell.second)))
    answer = _ANSWERS.get(role)
    return answer(cell) if answer else None


_ANSWERS: Final[dict[int, Callable[[Cell], Any]]] = {
    int(RowRole.TITLE): attrgetter("title"),
    int(Qt.ItemDataRole.EditRole): attrgetter("title"),
    int(RowRole.ID): attrgetter("id"),
    int(RowRole.SECOND): attrgetter("second"),
    int(RowRole.TONE): attrgetter("tone"),
    int(RowRole.ICON): attrgetter("icon"),
    int(CellRole.TIP): attrgetter("tip"),
    int(CellRole.MARK): attrgetter("mark"),
}


def _places(lines: list[Line]) -> list[tuple[str, tuple[str, ...]]]:
    """Whose cells stand where: while that stays, a table need not be laid out anew."""
    return [(line.heading, tuple(cell.id if cell else "" for cell in line.cells)) for line in lines]
