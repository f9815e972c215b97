"""A short list of Today under its heading."""

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.text import n_
from journal.ui import theme
from journal.ui.models.rows import Row, RowsModel
from journal.ui.widgets.button import Button
from journal.ui.widgets.check_list import CheckList
from journal.ui.widgets.label import Label
from journal.ui.widgets.section import SectionHeading

MOST_ROWS: Final = 6


class LinkList(CheckList):
    """Rows that lead somewhere: one click on the words goes there, one on the box ticks."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the box opens the row."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        is_click = event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex()
        if index.isValid() and is_click and not self._ticks(index, place):
            self.opened.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first of two clicks went there already."""

    def _ticks(self, index: QModelIndex, place: "object") -> bool:
        has_box = index.data(Qt.ItemDataRole.CheckStateRole) is not None
        return has_box and self._is_on_icon(index, place)  # pyright: ignore[reportArgumentType]


class Section(QWidget):
    """A heading with a number, the first rows, and one click for the others. Hidden when there is nothing to say."""

    #: Go to a page and one of its records.
    opened = Signal(str, str)
    #: The record whose box or sign was pressed, and its words.
    ticked = Signal(str, str)

    def __init__(self, name: str, nothing: str = "", *, note: str = "", action: str = "") -> None:
        """`nothing` is said where there are no rows; without it the section is hidden then.

        note: what pressing the sign before a row does, where that is more than to go there. action: what a button below
        says that goes to the promise that is on, or to the first one that is late.
        """
        super().__init__()
        self._nothing, self._note = nothing, note
        self._rows: list[Row] = []
        self._shows_all = False
        self._model = RowsModel(self)
        self._heading = SectionHeading(name)
        self._none = Label(nothing, "muted", wrap=True)
        self.list = LinkList(name)
        self.list.setModel(self._model)
        self.list.opened.connect(self._open)
        self.list.pressed_icon.connect(self._tick)
        self.more = Button("", "quiet")
        self.more.clicked.connect(self._show_all)
        self.action = Button(action, "quiet", "nudge" if action else None)
        self.action.clicked.connect(self._act)
        self._assemble()

    def _assemble(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        head.setSpacing(theme.space(1))
        head.addWidget(self._heading)
        head.addWidget(self._none)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.space(0.25), 0, 0, 0)
        foot.addWidget(self.action)
        foot.addWidget(self.more)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.75))
        column.addLayout(head)
        column.addWidget(self.list)
        column.addLayout(foot)

    def show_rows(self, rows: list[Row]) -> None:
        """Show these rows."""
        self._rows = rows
        shown = rows if self._shows_all or len(rows) == MOST_ROWS + 1 else rows[:MOST_ROWS]
        self._model.set_rows(shown)
        self._heading.set_note(" · ".join(part for part in (str(len(rows)), self._note) if part) if rows else "")
        self._none.setVisible(not rows)
        self.list.setVisible(bool(rows))
        left = len(rows) - len(shown)
        self.more.setText(n_("{n} more", "{n} more", left).format(n=left))
        self.more.setVisible(left > 0)
        self.action.setVisible(bool(self.action.text()) and self._promise() is not None)
        self.setVisible(bool(rows or self._nothing))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if row:
            self.opened.emit(row.page, row.id)

    @Slot(QModelIndex)
    def _tick(self, index: QModelIndex) -> None:
        """Space where there is nothing to press goes there."""
        row = self._model.row_at(index)
        if row and (row.ticked is not None or self._note):
            self.ticked.emit(row.id, row.title)
        elif row:
            self.opened.emit(row.page, row.id)

    def _promise(self) -> Row | None:
        """The promise that is on; else the first that is late, else the first."""
        promises = [row for row in self._model.rows() if row.ticked is not None]
        here = self._model.row_at(self.list.currentIndex())
        late = (row for row in promises if row.tone == "alert")
        return here if here in promises else next(late, promises[0] if promises else None)

    @Slot()
    def _act(self) -> None:
        row = self._promise()
        if row:
            self.opened.emit(row.page, row.id)

    @Slot()
    def _show_all(self) -> None:
        self._shows_all = True
        first = len(self._model.rows())
        self.show_rows(self._rows)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setCurrentIndex(self._model.index(first, 0))
