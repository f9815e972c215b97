"""A list of rows of one height, quick at any length: a table of one column, painted by its own delegate."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from journal.ui import theme
from journal.ui.widgets.list_row import RowDelegate, RowRole

MOST_SECTIONED_ROWS: Final = 5_000


class ListView(QTableView):
    """Rows of one or two lines, with an icon or a box to tick, a day at the side, and a heading above a group.

    The model has one column and answers `RowRole`. `chosen` when the current row changes (by the user or not),
    `opened` on Enter or double click, `icon_pressed` on a click on the icon, or Space.
    """

    chosen = Signal(QModelIndex)
    opened = Signal(QModelIndex)
    icon_pressed = Signal(QModelIndex)
    delete_pressed = Signal(QModelIndex)

    def __init__(
        self,
        name: str,
        *,
        lines: int = 2,
        days: bool = False,
        sections: bool = False,
        ground: str = "paper",
        parent: QWidget | None = None,
    ) -> None:
        """`days` leaves a column for the day of the first row of each; `sections` room for headings (short lists)."""
        super().__init__(parent)
        self._has_sections = sections
        self._model: QAbstractItemModel | None = None
        self.rows = RowDelegate(self, lines=lines, days=days)
        self.setItemDelegate(self.rows)
        self.setAccessibleName(name)
        self.setProperty("ground", ground)
        self.setProperty("look", "list")
        self._set_up()
        theme.theme().changed.connect(self._fit)
        self._fit()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.doubleClicked.connect(self.opened)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Take another model; it stays the caller's."""
        super().setModel(model)
        self._model = model
        if model is None or not self._has_sections:
            return
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            signal.connect(self._fit_sections)
        self._fit_sections()

    def choose_row(self, row: int) -> None:
        """Make a row the current one and show it."""
        model = self._model
        if model and 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, 0))

    def first_row_chosen(self, where: Callable[[QModelIndex], bool]) -> bool:
        """Choose the first row that fits; whether there was one. For short lists."""
        model = self._model
        for row in range(model.rowCount() if model else 0):
            if model and where(model.index(row, 0)):
                self.choose_row(row)
                return True
        return False

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Say which row is on."""
        super().currentChanged(current, previous)
        self.chosen.emit(QModelIndex(current))  # pyright: ignore[reportArgumentType, reportCallIssue]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space presses the icon, Delete asks for deletion."""
        here = self.currentIndex()
        key = event.key()
        if here.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(here)
        elif here.isValid() and key == Qt.Key.Key_Space:
            self._press_icon(here)
        elif here.isValid() and key == Qt.Key.Key_Delete:
            self.delete_pressed.emit(here)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the icon presses it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            place = self.rows.icon_rect(self.visualRect(index), index)
            if place.adjusted(-6, -6, 6, 6).contains(event.position().toPoint()):
                self._press_icon(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the mouse is tinted."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: "object") -> None:
        """No row is under the mouse any more."""
        super().leaveEvent(event)  # pyright: ignore[reportArgumentType]
        self._hover(-1)

    def content_height(self) -> int:
        """The height of all rows; for lists that stand in a page without a scroll bar of their own."""
        return self.verticalHeader().length() + 2 * self.frameWidth() + 4

    def _hover(self, row: int) -> None:
        if row != self.rows.hovered:
            self.rows.hovered = row
            self.viewport().update()

    def _press_icon(self, index: QModelIndex) -> None:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            is_on = Qt.CheckState(state) is Qt.CheckState.Checked
            wanted = Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked
            index.model().setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
        self.icon_pressed.emit(index)

    @Slot()
    def _fit(self) -> None:
        self.rows.fit()
        self.verticalHeader().setMinimumSectionSize(8)
        self.verticalHeader().setDefaultSectionSize(self.rows.height)
        self._fit_sections()
        self.viewport().update()

    @Slot()
    def _fit_sections(self) -> None:
        model = self._model
        if not self._has_sections or model is None:
            return
        for row in range(min(model.rowCount(), MOST_SECTIONED_ROWS)):
            heading = model.index(row, 0).data(RowRole.SECTION)
            self.setRowHeight(row, self.rows.height + (self.rows.section_height if heading else 0))
