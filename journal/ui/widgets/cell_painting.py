"""How a cell of a table is painted: wrapping words, a small second line, something to press at the right, or a mark."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from journal.ui import icons, theme
from journal.ui.widgets.cell_roles import CellRole
from journal.ui.widgets.form import LineField
from journal.ui.widgets.list_row import RowRole

Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_MANY = 10_000


class CellDelegate(QStyledItemDelegate):
    """Paints one cell and lends the field in which its words are changed."""

    def __init__(self, view: QTableView) -> None:
        """Measures come from the columns' widths and the theme's type."""
        super().__init__(view)
        self._view = view
        self.hovered: tuple[int, int] = (-1, -1)
        self.fit()

    def fit(self) -> None:
        """Measure again after the type sizes changed."""
        self._heights: dict[tuple[str, str, bool, int], int] = {}
        on = theme.theme()
        self._body, self._small, self._heading = on.font("body"), on.font("small"), on.font("small", strong=True)
        self._line = QFontMetrics(self._body).height()

    def height(self, index: Index, width: int) -> int:
        """The height that a cell needs in this width; the same words are measured once."""
        if index.data(CellRole.HEADING):
            return QFontMetrics(self._heading).height() + theme.space(3)
        words, second = str(index.data(RowRole.TITLE) or ""), str(index.data(RowRole.SECOND) or "")
        key = (words, second, bool(index.data(RowRole.ICON)), width)
        found = self._heights.get(key)
        if found is None:
            room = self._words_rect(QRect(0, 0, width, _MANY), index)
            title = QFontMetrics(self._body).boundingRect(room, _WRAP, words).height() if words else 0
            found = max(title + self._second_height(second, room.width()), self._line) + 2 * self._gap()
            self._heights[key] = found
        return found

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the column, as high as the words need."""
        width = self._view.columnWidth(index.column())
        return QSize(width, self.height(index, width))

    def icon_rect(self, cell: QRect) -> QRect:
        """Where what can be pressed stands."""
        side = icons.side()
        top = cell.y() + self._gap() + (self._line - side) // 2
        return QRect(cell.right() - theme.space(1) - side, top, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        cell: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(CellRole.HEADING):
            self._paint_heading(painter, cell, index)
        elif index.data(RowRole.ID):
            self._paint_ground(painter, cell, index)
            if index.data(CellRole.MARK) is None:
                self._paint_words(painter, cell, index)
            else:
                self._paint_mark(painter, cell, is_on=bool(index.data(CellRole.MARK)))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line of plain text in place of the words."""
        return LineField(name=str(index.data(RowRole.TITLE) or ""), parent=parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the words as they are."""
        if isinstance(editor, LineField):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over the words that were typed."""
        if isinstance(editor, LineField):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The field covers the cell's first lines, and stands out of a narrow one."""
        cell: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        width = max(cell.width(), min(theme.theme().em(12), self._view.viewport().width() - cell.x()))
        editor.setGeometry(QRect(cell.x(), cell.y(), width, editor.sizeHint().height()))

    def _gap(self) -> int:
        return theme.space(0.75)

    def _words_rect(self, cell: QRect, index: Index) -> QRect:
        left = cell.x() + theme.space(1)
        right = cell.right() - theme.space(1.5)
        if index.data(RowRole.ICON):
            right -= icons.side() + theme.space(1)
        return QRect(left, cell.y() + self._gap(), max(right - left, theme.space(4)), cell.height())

    def _second_height(self, second: str, width: int) -> int:
        if not second:
            return 0
        return QFontMetrics(self._small).boundingRect(QRect(0, 0, width, _MANY), _WRAP, second).height() + 2

    def _paint_heading(self, painter: QPainter, cell: QRect, index: Index) -> None:
        c = theme.colors()
        painter.setFont(self._heading)
        painter.setPen(QColor(c.muted))
        words = cell.adjusted(theme.space(1), 0, -theme.space(1), -theme.space(0.5))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(words, flags, str(index.data(RowRole.TITLE) or ""))
        painter.setPen(QPen(QColor(c.hairline), 1))
        painter.drawLine(words.left(), cell.bottom(), words.right(), cell.bottom())

    def _paint_ground(self, painter: QPainter, cell: QRect, index: Index) -> None:
        c = theme.colors()
        is_current = self._view.currentIndex() == index
        if not is_current and self.hovered != (index.row(), index.column()):
            return
        place = QRectF(cell).adjusted(2, 1, -2, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.accent_soft if is_current else c.well))
        painter.drawRoundedRect(place, 6, 6)
        if is_current and self._view.hasFocus():
            painter.setPen(QPen(QColor(c.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_words(self, painter: QPainter, cell: QRect, index: Index) -> None:
        c = theme.colors()
        tone, title = index.data(RowRole.TONE), str(index.data(RowRole.TITLE) or "")
        words = self._words_rect(cell, index)
        painter.setFont(self._body)
        painter.setPen(QColor(c.muted if tone == "muted" else c.ink))
        painter.drawText(words, _WRAP, title)
        second = str(index.data(RowRole.SECOND) or "")
        if second:
            height = QFontMetrics(self._body).boundingRect(words, _WRAP, title).height() if title else 0
            painter.setFont(self._small)
            painter.setPen(QColor(c.muted))
            painter.drawText(words.adjusted(0, height + 2 if title else 0, 0, 0), _WRAP, second)
        if index.data(RowRole.ICON):
            icons.paint(painter, self.icon_rect(cell), str(index.data(RowRole.ICON)), c.accent)

    def _paint_mark(self, painter: QPainter, cell: QRect, *, is_on: bool) -> None:
        """One of several of which one is set: a ring, or a filled one."""
        c = theme.colors()
        side = icons.side() - 2
        place = QRectF(cell.x() + theme.space(1), cell.y() + self._gap() + (self._line - side) / 2, side, side)
        painter.setPen(QPen(QColor(c.accent if is_on else c.rule), 1.5))
        painter.setBrush(QColor(c.accent) if is_on else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place.adjusted(1, 1, -1, -1))
