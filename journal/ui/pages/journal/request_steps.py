"""Where a request stands: its steps on one line with their days, and the buttons that take it further."""

from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from journal.practices.requests import next_steps
from journal.text import REQUEST_STATUSES, _
from journal.ui import theme
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.dates import month_day, near_day
from journal.ui.widgets.flow import FlowLayout

#: What takes a request to each status.
WAYS: Final[dict[str, str]] = {
    "draft": _("Back to a draft"),
    "asked": _("I have asked"),
    "agreed": _("They agreed"),
    "delivered": _("It is delivered"),
    "declined": _("They declined"),
    "withdrawn": _("I withdraw it"),
}
Step = tuple[str, date | None, bool]


class RequestSteps(QWidget):
    """The status of a request; `changed` carries it when the user takes a step."""

    changed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """A draft. `name` is what a screen reader says of the whole."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._status = "draft"
        self._rail = _Rail(self)
        self.next = Button("", "plain", parent=self)
        self.next.clicked.connect(self._go_on)
        self.others = IconButton("more", _("Other steps"), parent=self)
        self.menu = QMenu(self)
        self.menu.triggered.connect(self._choose)
        self.others.clicked.connect(self._open_menu)
        self.buttons = FlowLayout(gap=theme.space(1))
        self.buttons.addWidget(self.next)
        self.buttons.addWidget(self.others)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(1))
        layout.addWidget(self._rail)
        layout.addLayout(self.buttons)
        self.set_value("draft")

    def value(self) -> str:
        """The status."""
        return self._status

    def set_value(self, status: str) -> None:
        """Stand at this status, without a signal."""
        self._status = status
        first, *others = next_steps(status)
        self.next.setText(WAYS[first])
        self.next.setAccessibleName(WAYS[first])
        self.menu.clear()
        for other in others:
            self.menu.addAction(WAYS[other]).setData(other)

    def show_steps(self, steps: list[Step], today: date) -> None:
        """Show the steps with their days."""
        self._rail.show_steps([(REQUEST_STATUSES[name], _day(day, today), done) for name, day, done in steps])
        said = (f"{REQUEST_STATUSES[name]} {_day(day, today)}".strip() for name, day, done in steps if done)
        self.setAccessibleDescription(", ".join(said))

    def _take(self, status: str) -> None:
        self.set_value(status)
        self.changed.emit(status)

    @Slot()
    def _go_on(self) -> None:
        self._take(next_steps(self._status)[0])

    @Slot()
    def _open_menu(self) -> None:
        self.menu.popup(self.others.mapToGlobal(QPoint(0, self.others.height() + 4)))

    @Slot(object)
    def _choose(self, action: QAction) -> None:
        self._take(str(action.data()))


def _day(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return near_day(day, today) if abs((day - today).days) <= 1 or day.year != today.year else month_day(day)


class _Rail(QWidget):
    """Points on a line, each with its name and day below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._steps: list[tuple[str, str, bool]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: list[tuple[str, str, bool]]) -> None:
        """Name, day, and whether it is reached."""
        self._steps = steps
        self.setToolTip("\n".join(f"{name} {day}".strip() for name, day, _done in steps))
        self.update()

    def sizeHint(self) -> QSize:
        """A line of points and two lines of small text."""
        line = QFontMetrics(theme.theme().font("small")).height()
        return QSize(theme.theme().em(12), theme.space(2) + 2 * line)

    def minimumSizeHint(self) -> QSize:
        """It can be narrower; its words are shortened then."""
        return QSize(theme.theme().em(8), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line up to where one stands in the accent colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        count = max(len(self._steps), 1)
        width = self.width() / count
        radius = theme.space(0.5)
        reached = max((number for number, step in enumerate(self._steps) if step[2]), default=0)
        for number, (name, day, is_done) in enumerate(self._steps):
            place = count - 1 - number if is_mirrored else number
            point = QPointF(place * width + (width - radius - 1 if is_mirrored else radius + 1), radius + 2)
            if number + 1 < count:
                self._paint_line(painter, point, -width if is_mirrored else width, is_done=number < reached)
            self._paint_point(painter, point, is_done=is_done, is_here=number == reached)
            self._paint_words(painter, QRect(round(place * width), 0, round(width), self.height()), name, day, is_done)

    @staticmethod
    def _paint_line(painter: QPainter, point: QPointF, length: float, *, is_done: bool) -> None:
        c = theme.colors()
        painter.setPen(QPen(QColor(c.accent if is_done else c.hairline), 2))
        painter.drawLine(point, QPointF(point.x() + length, point.y()))

    @staticmethod
    def _paint_point(painter: QPainter, point: QPointF, *, is_done: bool, is_here: bool) -> None:
        c = theme.colors()
        radius = theme.space(0.5 if is_here else 0.375)
        painter.setPen(QPen(QColor(c.accent if is_done else c.rule), 1.5))
        painter.setBrush(QColor(c.accent if is_done else c.paper))
        painter.drawEllipse(point, radius, radius)

    @staticmethod
    def _paint_words(painter: QPainter, place: QRect, name: str, day: str, is_done: bool) -> None:
        c = theme.colors()
        for number, (text, color) in enumerate(((name, c.ink if is_done else c.muted), (day, c.muted))):
            font = theme.theme().font("small")
            metrics = QFontMetrics(font)
            line = QRect(place.x(), theme.space(2) + number * metrics.height(), place.width() - 2, metrics.height())
            painter.setFont(font)
            painter.setPen(QColor(color))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop, shown)
