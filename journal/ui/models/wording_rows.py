"""Rows whose line can be worded in place, for the papers beside the summary."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from journal.ui.models.rows import Row, RowsModel

Index = QModelIndex | QPersistentModelIndex


class WordingRows(RowsModel):
    """A row a part of the paper. Its line is changed in place; where it has none it begins with its wording."""

    worded = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        """Empty at first."""
        super().__init__(parent)
        self._wordings: dict[str, str] = {}

    def set_wordings(self, rows: list[Row], wordings: dict[str, str]) -> None:
        """Show these rows; `wordings` are what editing them begins with, by their ids."""
        self._wordings = wordings
        self.set_rows(rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be worded."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """As of all rows; what is edited is the line."""
        row = self.row_at(index)
        if row and role == int(Qt.ItemDataRole.EditRole):
            return self._wordings.get(row.id, row.title)
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Say which words were typed, changed or not; whoever hears it keeps them."""
        row = self.row_at(index)
        if role != int(Qt.ItemDataRole.EditRole) or row is None:
            return False
        self.worded.emit(row.id, str(value))
        return True
