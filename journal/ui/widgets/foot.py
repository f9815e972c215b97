"""The buttons below a form: in their place where there is room, else at the lower edge of the window, in sight at once."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.ui import theme
from journal.ui.widgets.label import hairline


class Foot(QWidget):
    """Keeps the place at the end of a column; what stands there is put into `column`, on a bar of its own."""

    def __init__(self, parent: QWidget) -> None:
        """parent: the column, over which the bar may move up."""
        super().__init__(parent)
        self._over = parent
        self._lowest: QWidget | None = None
        self.bar = QWidget(parent)
        self._line = hairline(parent=self.bar)
        self.column = QVBoxLayout(self.bar)
        self.column.setContentsMargins(0, theme.space(1), 0, theme.space(1))
        self.column.setSpacing(theme.space(1.5))
        self._line.hide()
        self.bar.installEventFilter(self)

    def stay_in(self, view: QWidget) -> None:
        """Never below the lower edge of this widget."""
        self._lowest = view
        self.settle()

    def settle(self) -> None:
        """Put the bar where it belongs, now that something has moved."""
        place = self.geometry()
        top, view = place.top(), self._lowest
        if view is not None:
            top = min(top, self._over.mapFrom(view, QPoint(0, view.height())).y() - place.height())
        is_up = top < place.top()
        if is_up != self.bar.autoFillBackground():
            self.bar.setAutoFillBackground(is_up)
            self._line.setVisible(is_up)
        self.bar.setGeometry(place.x(), top, place.width(), place.height())
        self._line.setGeometry(0, 0, place.width(), 1)
        self.bar.raise_()

    def sizeHint(self) -> QSize:
        """As the bar."""
        return self.bar.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As the bar."""
        return self.bar.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """As the bar: a sentence in it takes several lines."""
        return self.column.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """As the bar."""
        return self.column.heightForWidth(width)

    def moveEvent(self, event: QMoveEvent) -> None:
        """The bar comes along."""
        super().moveEvent(event)
        self.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar comes along."""
        super().resizeEvent(event)
        self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the bar needs, its place needs."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return False
