"""The one small chart of the summary: my commitments kept, by month. Its numbers and names are real text."""

from typing import Final

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from journal.sharing.document import MonthChart, MonthFigure
from journal.sharing.fonts import PLAIN, STRONG
from journal.sharing.pdf_styles import ACCENT, PALE, QUIET

_WIDEST_STEP: Final = 44.0  # points from one month to the next
_WIDEST_BAR: Final = 12.0
_TEXT: Final = 8.0
_BARS: Final = 34.0  # the height of the tallest bar
_LABELS: Final = 13.0  # under the bars
_LEGEND: Final = 16.0  # above them, beside the figures
LEAST_CHART_HEIGHT: Final = _LEGEND + _TEXT + _BARS + _LABELS


class KeptChart(Flowable):
    """For each month a strong bar, what I kept, and a pale one, what I promised; each with its figure."""

    def __init__(self, chart: MonthChart, line: float) -> None:
        super().__init__()
        self.chart = chart
        self.line = line

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - the typesetter's signature
        """Take the whole width, and a height of whole lines, so that what follows stays on the grid."""
        self.width = aW
        self.height = -(-LEAST_CHART_HEIGHT // self.line) * self.line
        return self.width, self.height

    def draw(self) -> None:
        """Draw the bars, then every text from the legend to the last month, in the order in which one reads."""
        months = self.chart.months
        self._step = min(_WIDEST_STEP, self.width / len(months))
        self._bar = min(_WIDEST_BAR, self._step * 0.32)
        self._scale = _BARS / max(1, *(max(month.figures) for month in months))
        self._label_size = self._size_of_labels()
        self._text = self.canv.beginText()
        self._draw_bars(months)
        self._draw_legend()
        for place, month in enumerate(months):
            self._write_month(month, (place + 0.5) * self._step)
        self.canv.drawText(self._text)

    def _draw_bars(self, months: tuple[MonthFigure, ...]) -> None:
        self.canv.setStrokeColor(PALE)
        self.canv.setLineWidth(0.6)
        self.canv.line(0, _LABELS, self._step * len(months), _LABELS)
        for color, shift, amounts in (
            (ACCENT, -self._bar, [month.figures[0] for month in months]),
            (PALE, 0.0, [month.figures[-1] for month in months]),
        ):
            self.canv.setFillColor(color)
            for place, amount in enumerate(amounts):
                if amount:
                    left = (place + 0.5) * self._step + shift + 0.5
                    self.canv.rect(left, _LABELS, self._bar - 1, amount * self._scale, stroke=0, fill=1)

    def _draw_legend(self) -> None:
        base = self.height - self.line * 0.72
        x = 0.0
        for label, color in zip(self.chart.labels, (ACCENT, PALE), strict=False):
            self.canv.setFillColor(color)
            self.canv.rect(x, base - 0.2, 6, 6, stroke=0, fill=1)
            self._write(label, PLAIN, _TEXT, QUIET, x + 10, base)
            x += 10 + stringWidth(label, PLAIN, _TEXT) + 14

    def _write_month(self, month: MonthFigure, middle: float) -> None:
        size = min(_TEXT, self._bar * 0.8)
        for amount, face, color, x in (
            (month.figures[0], STRONG, ACCENT, middle - self._bar / 2),
            (month.figures[-1], PLAIN, QUIET, middle + self._bar / 2),
        ):
            self._write_centred(str(amount), face, size, color, x, _LABELS + amount * self._scale + 2.5)
        self._write_centred(month.label, PLAIN, self._label_size, QUIET, middle, 2.5)

    def _write_centred(self, text: str, face: str, size: float, color: Color, middle: float, y: float) -> None:
        self._write(text, face, size, color, middle - stringWidth(text, face, size) / 2, y)

    def _write(self, text: str, face: str, size: float, color: Color, x: float, y: float) -> None:
        self._text.setTextOrigin(x, y)
        self._text.setFillColor(color)
        self._text.setFont(face, size)
        self._text.textOut(text)

    def _size_of_labels(self) -> float:
        widest = max(stringWidth(month.label, PLAIN, _TEXT) for month in self.chart.months)
        return _TEXT * min(1.0, (self._step - 2) / max(widest, 1.0))
