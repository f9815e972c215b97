"""The ladder of a feedback: from a vague label at the foot to *confirmed* at the top, a rung a click."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from journal.practices.feedback import LADDER
from journal.text import CLARITIES, _
from journal.ui import theme

#: What stands on each rung (source article 4).
MEANINGS: Final[dict[str, str]] = {
    "label": _("a vague word for it"),
    "example": _("a situation in which it showed"),
    "behaviour": _("what I do, and its effect"),
    "goal": _("the goal it touches"),
    "confirmed": _("they have seen the change"),
}


class Ladder(QWidget):
    """One rung is always on; `changed` carries it when the user climbs. Up and Down climb as well."""

    changed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says of the whole."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._rungs: dict[str, _Rung] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for value in reversed(LADDER):
            rung = _Rung(value, self)
            self._rungs[value] = rung
            self._group.addButton(rung)
            layout.addWidget(rung)
        self.set_value(LADDER[0])

    def value(self) -> str:
        """The rung that is reached."""
        return next(value for value, rung in self._rungs.items() if rung.isChecked())

    def set_value(self, value: str) -> None:
        """Stand on this rung, without a signal."""
        self._rungs[value].setChecked(True)
        self._tell_reached()

    def _tell_reached(self) -> None:
        reached = LADDER.index(self.value())
        for value, rung in self._rungs.items():
            rung.set_reached(LADDER.index(value), reached)

    @Slot(object)
    def _clicked(self, _rung: object) -> None:
        self._tell_reached()
        self.changed.emit(self.value())


class _Rung(QRadioButton):
    """A point on the rail with its name and what it means."""

    def __init__(self, value: str, parent: QWidget) -> None:
        super().__init__(CLARITIES[value], parent)
        self._meaning = MEANINGS[value]
        self._is_first, self._is_last = value == LADDER[0], value == LADDER[-1]
        self._is_reached = self._is_passed = False
        self.setToolTip(self._meaning)
        self.setAccessibleDescription(self._meaning)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_reached(self, own: int, reached: int) -> None:
        """Whether one stands on or above this rung, and whether the rail goes on above it."""
        self._is_reached, self._is_passed = own <= reached, own < reached
        self.update()

    def sizeHint(self) -> QSize:
        """One line of text with a little air, as wide as there is room."""
        return QSize(theme.theme().em(8), theme.theme().em(1) + theme.space(1))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 (Qt's name)
        """The whole line can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rail, the point, the name, and the meaning as far as it fits."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_rail(painter)
        self._paint_words(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.colors().focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _paint_rail(self, painter: QPainter) -> None:
        c = theme.colors()
        middle = QPointF(theme.space(1.5), self.height() / 2)
        top, foot = QPointF(middle.x(), 0), QPointF(middle.x(), self.height())
        if not self._is_last:
            painter.setPen(QPen(QColor(c.accent if self._is_passed else c.hairline), 2))
            painter.drawLine(middle, top)
        if not self._is_first:
            painter.setPen(QPen(QColor(c.accent if self._is_reached else c.hairline), 2))
            painter.drawLine(foot, middle)
        radius = theme.space(0.75) if self.isChecked() else theme.space(0.5)
        painter.setPen(QPen(QColor(c.accent if self._is_reached else c.rule), 1.5))
        painter.setBrush(QColor(c.accent if self._is_reached else c.paper))
        painter.drawEllipse(middle, radius, radius)

    def _paint_words(self, painter: QPainter) -> None:
        c, on = theme.colors(), theme.theme()
        name_font = on.font("body", strong=self.isChecked())
        left = theme.space(3.5)
        place = QRect(left, 0, self.width() - left - theme.space(1), self.height())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(name_font)
        painter.setPen(QColor(c.ink if self.isChecked() or self.underMouse() else c.muted))
        painter.drawText(place, middle, self.text())
        used = QFontMetrics(on.font("body", strong=True)).horizontalAdvance(self.text()) + theme.space(1)
        place.setLeft(place.left() + used)
        small = on.font("small")
        painter.setFont(small)
        painter.setPen(QColor(c.muted))
        shown = QFontMetrics(small).elidedText(self._meaning, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, middle, shown)
