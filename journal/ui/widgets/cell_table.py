"""A table of wrapping cells that is as high as its content, for a page that scrolls; walked and changed by keys alone."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from journal.ui import theme
from journal.ui.widgets.cell_painting import CellDelegate
from journal.ui.widgets.cell_roles import CellRole
from journal.ui.widgets.form import LineField
from journal.ui.widgets.list_row import RowRole

_MANY = 10_000


class Column(NamedTuple):
    """How wide a column is: so many lines of text, and its share of what is left over."""

    ems: float
    share: int = 0


class CellTable(QTableView):
    """Arrows walk the cells, Enter changes the words of one in place, Space presses its icon, Delete asks for deletion.

    A digit on a line says `number_pressed`; so does a click on one of its marks.
    """

    chosen = Signal(QModelIndex)
    opened = Signal(QModelIndex)
    icon_pressed = Signal(QModelIndex)
    delete_pressed = Signal(QModelIndex)
    number_pressed = Signal(QModelIndex, int)
    mark_pressed = Signal(QModelIndex)
    #: Words were being typed into a cell that is no longer there: its record, its column, the words.
    orphaned = Signal(str, int, str)
    #: The current cell's rectangle in this table, for whoever scrolls.
    reached = Signal(QRect)

    def __init__(self, name: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls the table."""
        super().__init__(parent)
        self._columns = list(columns)
        self._kept = ("", 0, 0)
        self._typed: tuple[str, str] | None = None  # what stands in a cell that is being changed, and what stood there
        self._is_unfit = True
        self._is_settling = False  # the page gives the keyboard to a cell: that is no reason to scroll to it
        self.cells = CellDelegate(self)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(name)
        self.setProperty("look", "list")
        self._set_up()
        theme.theme().changed.connect(self._fit_type)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(4)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)

    # ------------------------------------------------------------------------------------------- public

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Take a model; it stays the caller's."""
        super().setModel(model)
        if model:
            model.modelAboutToBeReset.connect(self._remember)
            model.modelReset.connect(self._return)
            model.dataChanged.connect(self.fit)
        self.fit()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other widths, as when the place has become narrow."""
        self._columns = list(columns)
        self.fit()

    def choose(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Make a cell the current one; whether there is one."""
        if index.isValid():
            self.setCurrentIndex(QModelIndex(index))  # pyright: ignore[reportArgumentType, reportCallIssue]
        return index.isValid()

    @Slot()
    def fit(self) -> None:
        """Measure columns and lines again; the table gets the height of its content. Out of sight it waits."""
        model = self.model()
        self._is_unfit = not self.isVisible()
        if not model or self._is_unfit:
            return
        widths = self._widths(model.columnCount())
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
        self._fit_head(widths)
        height = self.horizontalHeader().height() if not self.horizontalHeader().isHidden() else 0
        for row in range(model.rowCount()):
            height += self._fit_row(row, widths)
        self.setFixedHeight(height + 2 * self.frameWidth() + 4)

    # ---------------------------------------------------------------------------------------- measuring

    def _widths(self, count: int) -> list[int]:
        columns = (self._columns + [Column(4, 1)] * count)[:count]
        fixed = [theme.theme().em(column.ems) for column in columns]
        left = max(0, self.viewport().width() - sum(fixed))
        shares = sum(column.share for column in columns) or 1
        return [width + left * column.share // shares for width, column in zip(fixed, columns, strict=True)]

    def _fit_head(self, widths: list[int]) -> None:
        font = QFontMetrics(theme.theme().font("small"))
        model = self.model()
        heights = [0]
        for number, width in enumerate(widths):
            words = str(model.headerData(number, Qt.Orientation.Horizontal) or "")
            room = QRect(0, 0, max(8, width - 18), _MANY)
            heights.append(font.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height() if words else 0)
        self.horizontalHeader().setVisible(max(heights) > 0)
        self.horizontalHeader().setFixedHeight(max(heights) + theme.space(1.75))

    def _fit_row(self, row: int, widths: list[int]) -> int:
        model = self.model()
        is_heading = bool(model.index(row, 0).data(CellRole.HEADING))
        span = len(widths) if is_heading else 1
        if span > 1 or self.columnSpan(row, 0) > 1:
            self.setSpan(row, 0, 1, span)
        cells = [(model.index(row, column), width) for column, width in enumerate(widths)]
        height = max(self.cells.height(index, width) for index, width in (cells[:1] if is_heading else cells))
        self.setRowHeight(row, height)
        return height

    @Slot()
    def _fit_type(self) -> None:
        self.cells.fit()
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what came while nobody saw it."""
        super().showEvent(event)
        if self._is_unfit:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths, other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    # --------------------------------------------------------------------------------- keyboard and mouse

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Say which cell is on, and where it is."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.chosen.emit(QModelIndex(current))  # pyright: ignore[reportArgumentType, reportCallIssue]
        if current.isValid() and self.hasFocus() and not self._is_settling:
            self.reached.emit(self._place_of(current))

    def _place_of(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        cell = self.visualRect(index)
        return QRect(self.viewport().mapTo(self, cell.topLeft()), cell.size())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by keyboard lands on a cell."""
        super().focusInEvent(event)
        is_back = event.reason() is Qt.FocusReason.BacktabFocusReason
        self._is_settling = not (is_back or event.reason() is Qt.FocusReason.TabFocusReason)
        if not self.currentIndex().isValid():
            self.choose(self._first_cell(is_last=is_back))
        elif not self._is_settling:
            self.reached.emit(self._place_of(self.currentIndex()))
        self._is_settling = False
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring stands only while the table has the keyboard."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _first_cell(self, *, is_last: bool) -> QModelIndex:
        model = self.model()
        rows = range(model.rowCount() if model else 0)
        for row in reversed(rows) if is_last else rows:
            for column in range(model.columnCount()):
                index = model.index(row, column)
                if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                    return index
        return QModelIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class's description; everything else is Qt's, but for searching by letters."""
        here = self.currentIndex()
        is_editing = self.state() is QAbstractItemView.State.EditingState
        if is_editing:
            super().keyPressEvent(event)
        elif not (here.isValid() and self._press_key(here, event)):
            if event.text() and event.text().isprintable():
                event.ignore()  # it may be a key of the page
            else:
                self._walk(event)

    def _walk(self, event: QKeyEvent) -> None:
        """Arrows that find no further cell go on to what stands before or after."""
        before = self.currentIndex()
        super().keyPressEvent(event)
        step = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}.get(Qt.Key(event.key()))
        if step is not None and self.currentIndex() == before:
            self.focusNextPrevChild(step)

    def _press_key(self, here: QModelIndex, event: QKeyEvent) -> bool:
        """Do what a key means on a cell; whether it meant anything."""
        key, number = event.key(), event.text()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._open(here)
        elif key == Qt.Key.Key_Space:
            self._press(here)
        elif key == Qt.Key.Key_Delete:
            self.delete_pressed.emit(here)
        elif number.isdecimal() and number.isascii():
            self.number_pressed.emit(here, int(number))
        else:
            return False
        return True

    def _press(self, index: QModelIndex) -> None:
        if index.data(CellRole.MARK) is not None:
            self.mark_pressed.emit(index)
        elif index.data(RowRole.ICON):
            self.icon_pressed.emit(index)

    def _open(self, index: QModelIndex) -> None:
        if index.data(CellRole.MARK) is not None:
            self.mark_pressed.emit(index)
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self.opened.emit(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on an icon or on a mark presses it."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            if index.data(CellRole.MARK) is not None:
                self.mark_pressed.emit(index)
            elif self._is_on_icon(index, place):
                self.icon_pressed.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click changes the words of a cell."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and index.data(CellRole.MARK) is None and not self._is_on_icon(index, place):
            self._open(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The cell under the mouse is tinted; over what can be pressed the hand says so."""
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        self._hover((index.row(), index.column()))
        is_on = index.isValid() and (index.data(CellRole.MARK) is not None or self._is_on_icon(index, place))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_on else Qt.CursorShape.ArrowCursor)
        self.viewport().setToolTip(str(index.data(CellRole.TIP) or "") if is_on else "")

    def leaveEvent(self, event: QEvent) -> None:
        """No cell is under the mouse any more."""
        super().leaveEvent(event)
        self._hover((-1, -1))

    def _is_on_icon(self, index: QModelIndex, place: QPoint) -> bool:
        box = self.cells.icon_rect(self.visualRect(index)).adjusted(-8, -6, 8, 6)
        return bool(index.data(RowRole.ICON)) and box.contains(place)

    def _hover(self, cell: tuple[int, int]) -> None:
        if cell != self.cells.hovered:
            self.cells.hovered = cell
            self.viewport().update()

    @Slot()
    def _remember(self) -> None:
        here = self.currentIndex()
        self._kept = (str(here.data(RowRole.ID) or ""), here.row(), here.column()) if here.isValid() else ("", -1, 0)
        editor = self.indexWidget(here) if here.isValid() else None
        self._typed = None
        if isinstance(editor, LineField) and editor.isModified():
            self._typed = editor.text(), str(here.data(Qt.ItemDataRole.EditRole) or "")

    @Slot()
    def _return(self) -> None:
        """After other cells came, stay on the same record, or where it was; what was being typed there goes on."""
        self._stay()
        if self._typed:
            (words, before), self._typed = self._typed, None
            self._type_on(words, before)

    def _type_on(self, words: str, before: str) -> None:
        """Change the same cell on; where it is no more, say which words were typed."""
        here = self.currentIndex()
        record_id, _row, column = self._kept
        is_same = here.data(RowRole.ID) == record_id and (
            here.column() == column or here.data(Qt.ItemDataRole.EditRole) == before
        )
        if is_same and here.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(here)
            editor = self.indexWidget(here)
            if isinstance(editor, LineField):
                editor.setText(words)
                editor.setModified(True)
                return
        self.orphaned.emit(record_id, column, words)

    def _stay(self) -> None:
        self.clearSpans()
        self.fit()
        record_id, row, column = self._kept
        model = self.model()
        if not record_id:
            return
        found = [
            index
            for number in range(model.rowCount())
            for place in (column, *range(model.columnCount()))
            if (index := model.index(number, place)).data(RowRole.ID) == record_id
        ]
        near = [
            index
            for number in sorted(range(model.rowCount()), key=lambda each: abs(each - row))
            for place in (column, *range(model.columnCount()))
            if (index := model.index(number, place)).flags() & Qt.ItemFlag.ItemIsEnabled
        ]
        self.choose(next(iter([*found, *near]), QModelIndex()))
