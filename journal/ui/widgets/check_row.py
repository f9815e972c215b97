"""How a row of a check list is painted: a box or an icon, wrapping words, a trailing note, a small second line."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from journal.ui import icons, theme
from journal.ui.widgets.form import LineField
from journal.ui.widgets.list_row import RowRole

Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_MANY = 10_000


class CheckDelegate(QStyledItemDelegate):
    """Paints one row and lends the field in which its words are changed."""

    def __init__(self, view: QListView) -> None:
        """Measures come from the view's width and the theme's type."""
        super().__init__(view)
        self._view = view
        self.hovered = -1
        self.fit()

    def fit(self) -> None:
        """Measure again after the type sizes changed."""
        on = theme.theme()
        self._body, self._small = on.font("body"), on.font("small")
        self._line, self._small_line = QFontMetrics(self._body).height(), QFontMetrics(self._small).height()

    def has_icon(self, index: Index) -> bool:
        """Whether there is something to press."""
        return index.data(Qt.ItemDataRole.CheckStateRole) is not None or bool(index.data(RowRole.ICON))

    def height(self, index: Index, width: int) -> int:
        """The height of a row in this width."""
        words = self._words_rect(QRect(0, 0, width, _MANY), index)
        asked = QFontMetrics(self._body).boundingRect(words, _WRAP, str(index.data(RowRole.TITLE) or ""))
        second = self._small_line + 2 if index.data(RowRole.SECOND) else 0
        return max(asked.height(), self._line) + second + 2 * self._gap()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the view, as high as the words need."""
        width = self._view.viewport().width()
        return QSize(width, self.height(index, width))

    def icon_rect(self, row: QRect) -> QRect:
        """Where the box or the icon stands."""
        side = icons.side()
        return QRect(row.x() + theme.space(1.5), row.y() + self._gap() + (self._line - side) // 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, row, index)
        self._paint_icon(painter, row, index)
        self._paint_words(painter, row, index)
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
        """The field covers the words."""
        row: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        words = self._words_rect(row, index)
        height = min(editor.sizeHint().height(), row.height())
        editor.setGeometry(QRect(words.x() - theme.space(1.25), row.y(), row.right() - words.x(), height))

    def _gap(self) -> int:
        return theme.space(0.75)

    def _words_rect(self, row: QRect, index: Index) -> QRect:
        left = row.x() + theme.space(1.5) + (icons.side() + theme.space(1.25) if self.has_icon(index) else 0)
        right = row.right() - theme.space(1.5) - self._trailing_width(index)
        return QRect(left, row.y() + self._gap(), max(right - left, theme.space(6)), row.height())

    def _trailing_width(self, index: Index) -> int:
        trailing = str(index.data(RowRole.TRAILING) or "")
        return QFontMetrics(self._small).horizontalAdvance(trailing) + theme.space(2) if trailing else 0

    def _paint_ground(self, painter: QPainter, row: QRect, index: Index) -> None:
        c = theme.colors()
        place = QRectF(row).adjusted(2, 1, -2, -1)
        is_current = self._view.hasFocus() and self._view.currentIndex().row() == index.row()
        if is_current or index.row() == self.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent_soft if is_current else c.well))
            painter.drawRoundedRect(place, 6, 6)
        if is_current:
            painter.setPen(QPen(QColor(c.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_icon(self, painter: QPainter, row: QRect, index: Index) -> None:
        c = theme.colors()
        place = self.icon_rect(row)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            name = index.data(RowRole.ICON)
            if name:
                icons.paint(
                    painter, place, str(name), c.accent if index.data(RowRole.ICON_TONE) == "accent" else c.muted
                )
            return
        is_on = Qt.CheckState(state) is Qt.CheckState.Checked
        painter.setPen(QPen(QColor(c.accent if is_on else c.rule), 1.5))
        painter.setBrush(QColor(c.accent if is_on else c.paper))
        painter.drawRoundedRect(QRectF(place).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
        if is_on:
            icons.paint(painter, place.adjusted(2, 2, -2, -2), "check", c.on_accent)

    def _paint_words(self, painter: QPainter, row: QRect, index: Index) -> None:
        c = theme.colors()
        tone = index.data(RowRole.TONE)
        words = self._words_rect(row, index)
        title = str(index.data(RowRole.TITLE) or "")
        painter.setFont(self._body)
        painter.setPen(QColor(c.muted if tone == "muted" else c.ink))
        painter.drawText(words, _WRAP, title)
        painter.setFont(self._small)
        trailing = QRect(words.right(), words.y(), row.right() - theme.space(1.5) - words.right(), self._line)
        painter.setPen(QColor(c.alert if tone == "alert" else c.muted))
        painter.drawText(
            trailing,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            str(index.data(RowRole.TRAILING) or ""),
        )
        second = str(index.data(RowRole.SECOND) or "")
        if second:
            under = QRect(words.x(), row.bottom() - self._gap() - self._small_line + 1, words.width(), self._small_line)
            painter.setPen(QColor(c.muted))
            shown = QFontMetrics(self._small).elidedText(second, Qt.TextElideMode.ElideRight, under.width())
            painter.drawText(under, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
