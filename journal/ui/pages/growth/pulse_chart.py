"""The pulse over time: a small line for each word, all over the same days, each with its number of marks."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.practices import pulse
from journal.store.tables import Pulse
from journal.text import PULSE_WORDS, _
from journal.ui import theme
from journal.ui.widgets.dates import short_day

Line = list[tuple[date, int]]
_ROW_EM: Final = 2.6
_LEAST_WIDTH_EM: Final = 14


class PulseChart(QWidget):
    """Painted in the theme's colours; what it shows can be read out too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until pulses are shown."""
        super().__init__(parent)
        self._lines: dict[str, Line] = {}
        self._days: tuple[date, date] | None = None
        self.setAccessibleName(_("The pulse over time"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self._look_again)

    def show_pulses(self, found: Sequence[Pulse]) -> None:
        """Show these, the oldest first; a word without a mark has no line."""
        lines = {word: pulse.series(found, word) for word in pulse.WORDS}
        self._lines = {word: line for word, line in lines.items() if line}
        days = [day for line in self._lines.values() for day, _mark in line]
        self._days = (min(days), max(days)) if days else None
        self.setAccessibleDescription("\n".join(self.said()))
        self._look_again()

    def said(self) -> list[str]:
        """Each line in words: `Trust (n = 3): 2 on 1 March 2026, …`."""
        return [
            _("{word} (n = {n}): {marks}").format(
                word=PULSE_WORDS[word],
                n=len(line),
                marks=", ".join(_("{mark} on {day}").format(mark=mark, day=short_day(day)) for day, mark in line),
            )
            for word, line in self._lines.items()
        ]

    def sizeHint(self) -> QSize:
        """A row for each word, and one for the days below."""
        row = theme.theme().em(_ROW_EM)
        return QSize(theme.theme().em(_LEAST_WIDTH_EM), row * len(self._lines) + theme.theme().em(1.2))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Row after row, then the first and the last day."""
        if self._days is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.theme().font("small"))
        names = self._width_of_names()
        row = theme.theme().em(_ROW_EM)
        plot_width = self.width() - names - theme.space(5)
        for place, (word, line) in enumerate(self._lines.items()):
            self._paint_row(painter, word, line, QRectF(names, place * row, plot_width, row))
        self._paint_days(painter, QRectF(names, row * len(self._lines), plot_width, theme.theme().em(1.2)))

    def _width_of_names(self) -> int:
        """Room for the longest name, but never more than half of the width: a long one goes on in a second line."""
        metrics = QFontMetrics(theme.theme().font("small"))
        widest = max(metrics.horizontalAdvance(self._name(word)) for word in self._lines)
        return min(widest + theme.space(1.5), self.width() * 2 // 5)

    def _name(self, word: str) -> str:
        return _("{word} (n\u00a0=\u00a0{n})").format(word=PULSE_WORDS[word], n=len(self._lines[word]))

    def _paint_row(self, painter: QPainter, word: str, line: Line, place: QRectF) -> None:
        colors = theme.colors()
        painter.setPen(QColor(colors.ink))
        names = QRectF(0, place.top(), place.left() - theme.space(1), place.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(names, flags, self._name(word))
        inner = place.adjusted(0, theme.space(0.75), 0, -theme.space(0.75))
        painter.setPen(QPen(QColor(colors.hairline), 1))
        for edge in (inner.top(), inner.bottom()):
            painter.drawLine(QPointF(inner.left(), edge), QPointF(inner.right(), edge))
        points = [self._point(inner, day, mark) for day, mark in line]
        painter.setPen(QPen(QColor(colors.accent), 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(QColor(colors.accent))
        for point in points:
            painter.drawEllipse(point, 3, 3)
        painter.setPen(QColor(colors.ink))
        last = QRectF(inner.right() + theme.space(1), place.top(), theme.space(4), place.height())
        painter.drawText(last, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(line[-1][1]))

    def _point(self, place: QRectF, day: date, mark: int) -> QPointF:
        """Where a mark stands: days from left to right, 1 at the foot and 5 at the top."""
        first, last = self._days or (day, day)
        span = (last - first).days
        across = (day - first).days / span if span else 1.0
        up = (mark - pulse.LEAST) / (pulse.MOST - pulse.LEAST)
        return QPointF(place.left() + 4 + across * (place.width() - 8), place.bottom() - up * place.height())

    def _paint_days(self, painter: QPainter, place: QRectF) -> None:
        first, last = self._days or (date.min, date.min)
        painter.setPen(QColor(theme.colors().muted))
        if first != last:
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, short_day(first))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, short_day(last))

    @Slot()
    def _look_again(self) -> None:
        self.updateGeometry()
        self.update()
