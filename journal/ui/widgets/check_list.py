"""A short list inside a scrolling page: rows that wrap, a box to tick or an icon to press, as high as its content."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollArea, QSizePolicy, QWidget

from journal.ui import theme
from journal.ui.widgets.check_row import CheckDelegate
from journal.ui.widgets.list_row import RowRole


class CheckList(QListView):
    """Rows of a one-column model that answers `RowRole`; nobody scrolls it, it grows.

    Space or a click presses the box, Enter opens (or edits, where the model allows it), Alt+Up and Alt+Down ask for
    another place, Delete asks for deletion. Down on the last row goes on to what follows, Up on the first to what
    stands before.
    """

    pressed_icon = Signal(QModelIndex)
    opened = Signal(QModelIndex)
    moved = Signal(QModelIndex, int)
    delete_pressed = Signal(QModelIndex)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls the list."""
        super().__init__(parent)
        self.rows = CheckDelegate(self)
        self.setItemDelegate(self.rows)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "list")
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._kept: tuple[str, int] = ("", -1)
        self._measured: tuple[int, int] | None = None  # the width in which the rows were measured, their height
        theme.theme().changed.connect(self._fit_type)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Take another model; it stays the caller's."""
        super().setModel(model)
        if model is None:
            return
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)
        model.dataChanged.connect(self._measure_again)
        self._measure_again()

    def choose(self, record_id: str) -> bool:
        """Make the row of a record the current one; whether there is one."""
        model = self.model()
        for row in range(model.rowCount() if model else 0):
            if model.index(row, 0).data(RowRole.ID) == record_id:
                self.setCurrentIndex(model.index(row, 0))
                return True
        return False

    def sizeHint(self) -> QSize:
        """As high as all rows."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """The same height, and any width."""
        return QSize(theme.space(10), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap anew in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Scroll the page, not the list, to where the keyboard is."""
        super().currentChanged(current, previous)
        if self.hasFocus():
            self._scroll_page(QModelIndex(current))  # pyright: ignore[reportArgumentType, reportCallIssue]

    def _scroll_page(self, index: QModelIndex) -> None:
        around: QWidget | None = self.parentWidget()
        while around and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        content = around.widget() if around else None
        if around and content and index.isValid():
            row = self.visualRect(index)
            place = self.viewport().mapTo(content, row.center())
            around.ensureVisible(place.x(), place.y(), 0, row.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by keyboard lands on a row."""
        super().focusInEvent(event)
        model = self.model()
        if model and model.rowCount() and not self.currentIndex().isValid():
            is_back = event.reason() is Qt.FocusReason.BacktabFocusReason
            self.setCurrentIndex(model.index(model.rowCount() - 1 if is_back else 0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The chosen row is tinted only while the list has the keyboard."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class's description; everything else is Qt's."""
        here = self.currentIndex()
        is_editing = self.state() is QAbstractItemView.State.EditingState  # its Enter comes by here as well
        if is_editing or not (here.isValid() and self._press_key(here, event)):
            super().keyPressEvent(event)

    def _press_key(self, here: QModelIndex, event: QKeyEvent) -> bool:
        """Do what a key means on a row; whether it meant anything."""
        key, is_alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if step and is_alt:
            self.moved.emit(here, step)
        elif step and not 0 <= here.row() + step < here.model().rowCount():
            self.focusNextPrevChild(step > 0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(here)
        elif key == Qt.Key.Key_Space:
            self.pressed_icon.emit(here)
        elif key == Qt.Key.Key_Delete:
            self.delete_pressed.emit(here)
        else:
            return False
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the box or the icon presses it."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and self._is_on_icon(index, place):
            self.pressed_icon.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the row, but not on its box."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and not self._is_on_icon(index, place):
            self._open(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the mouse is tinted; over a box the hand says that it can be pressed."""
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        self._hover(index.row())
        hand = index.isValid() and self._is_on_icon(index, place)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: "object") -> None:
        """No row is under the mouse any more."""
        super().leaveEvent(event)  # pyright: ignore[reportArgumentType]
        self._hover(-1)

    def _is_on_icon(self, index: QModelIndex, place: QPoint) -> bool:
        box: QRect = self.rows.icon_rect(self.visualRect(index))
        return self.rows.has_icon(index) and box.adjusted(-8, -6, 8, 6).contains(place)

    def _open(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        self.opened.emit(index)

    def _hover(self, row: int) -> None:
        if row != self.rows.hovered:
            self.rows.hovered = row
            self.viewport().update()

    def _height(self) -> int:
        """Asked for by every layout around the list: measured once in a width, until other rows come."""
        width = self.viewport().width()
        if self._measured is None or self._measured[0] != width:
            model = self.model()
            heights = (self.rows.height(model.index(row, 0), width) for row in range(model.rowCount() if model else 0))
            self._measured = width, sum(heights)
        return self._measured[1]

    @Slot()
    def _remember(self) -> None:
        here = self.currentIndex()
        self._kept = (str(here.data(RowRole.ID) or ""), here.row()) if here.isValid() else ("", -1)

    @Slot()
    def _return(self) -> None:
        """After other rows came, stay on the same record, or where it was."""
        self._measured = None
        record_id, row = self._kept
        model = self.model()
        if record_id and not self.choose(record_id) and model.rowCount():
            self.setCurrentIndex(model.index(min(row, model.rowCount() - 1), 0))
        self._fit()

    @Slot()
    def _fit_type(self) -> None:
        self.rows.fit()
        self._measure_again()

    @Slot()
    def _measure_again(self) -> None:
        self._measured = None
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(self._height())
