"""A mark from 1 to 5, or none: five rings in a row, set by a click or by its number."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.text import _
from journal.ui import theme

MOST: Final = 5
_NUMBERS: Final = {Qt.Key(Qt.Key.Key_0.value + n): n for n in range(1, MOST + 1)}
_NONE: Final = (Qt.Key.Key_0, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Scale(QWidget):
    """1 to 5 set the mark and go on to the next field, 0 and Backspace take it back, the arrows step."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` says what is marked, for a screen reader too."""
        super().__init__(parent)
        self._name = name
        self._mark: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(_("1 to 5; 0 for no mark"))
        self._tell()
        theme.theme().changed.connect(self.updateGeometry)

    def mark(self) -> int | None:
        """The mark, or None."""
        return self._mark

    def set_mark(self, mark: int | None) -> None:
        """Show a mark, without a signal."""
        self._mark = mark
        self._tell()

    def sizeHint(self) -> QSize:
        """Five rings of the height of a line and a half."""
        return QSize(self._side() * MOST + theme.space(0.5), self._side() + theme.space(0.5))

    def minimumSizeHint(self) -> QSize:
        """The same: it neither grows nor shrinks."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set the mark by its number, or step."""
        key = Qt.Key(event.key())
        if key in _NUMBERS:
            self._take(_NUMBERS[key])
            self.focusNextChild()
        elif key in _NONE:
            self._take(None)
        elif key in _STEPS:
            self._take(max(1, min(MOST, (self._mark or (0 if _STEPS[key] > 0 else MOST + 1)) + _STEPS[key])))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click sets the mark, a second one on the same takes it back."""
        pressed = min(MOST, int(event.position().x() // self._side()) + 1)
        self._take(None if pressed == self._mark else pressed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rings with their numbers, filled up to the mark."""
        colors, side = theme.colors(), self._side()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.theme().font("small"))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        for number in range(1, MOST + 1):
            is_on = self._mark is not None and number <= self._mark
            middle = QPointF((number - 0.5) * side + theme.space(0.25), self.height() / 2)
            painter.setPen(QPen(QColor(colors.accent if is_on else colors.rule), 1.4))
            painter.setBrush(QColor(colors.accent if is_on else colors.paper))
            painter.drawEllipse(middle, side * 0.4, side * 0.4)
            painter.setPen(QColor(colors.on_accent if is_on else colors.muted))
            place = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))

    def _take(self, mark: int | None) -> None:
        if mark != self._mark:
            self._mark = mark
            self._tell()
            self.changed.emit()

    def _tell(self) -> None:
        said = _("no mark") if self._mark is None else _("{n} of {most}").format(n=self._mark, most=MOST)
        self.setAccessibleName(f"{self._name}: {said}")
        self.update()

    @staticmethod
    def _side() -> int:
        return theme.theme().em(1.55)
