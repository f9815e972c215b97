"""The one small chart of the summary: my commitments kept, by month. Its numbers and names are real text."""

from typing import Final

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from journal.sharing.document import KeptByMonth, MonthFigure
from journal.sharing.fonts import PLAIN, STRONG
from journal.sharing.pdf_styles import ACCENT, PALE, QUIET

_WIDEST_STEP: Final = 44.0  # points from one month to the next
_WIDEST_BAR: Final = 12.0
_TEXT: Final = 8.0
_BARS: Final = 34.0  # the height of the tallest bar
_LABELS: Final = 13.0  # under the bars
_LEGEND: Final = 16.0  # above them, beside the figures


class KeptChart(Flowable):
    """For each month a strong bar, what I kept, and a pale one, what I promised; each with its figure."""

    def __init__(self, chart: KeptByMonth, line: float) -> None:
        super().__init__()
        self.chart = chart
        self.line = line

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - the typesetter's signature
        """Take the whole width, and a height of whole lines, so that what follows stays on the grid."""
        self.width = aW
        self.height = -(-(_LEGEND + _TEXT + _BARS + _LABELS) // self.line) * self.line
        return self.width, self.height

    def draw(self) -> None:
        """Draw from the legend down to the names of the months, in the order in which one reads."""
        months = self.chart.months
        step = min(_WIDEST_STEP, self.width / len(months))
        self._draw_legend()
        self.canv.setStrokeColor(PALE)
        self.canv.setLineWidth(0.6)
        self.canv.line(0, _LABELS, step * len(months), _LABELS)
        scale = _BARS / max(1, *(max(month.kept, month.made) for month in months))
        label_size = self._label_size(step)
        for place, month in enumerate(months):
            self._draw_month(month, (place + 0.5) * step, min(_WIDEST_BAR, step * 0.32), scale, label_size)

    def _draw_legend(self) -> None:
        base = self.height - self.line * 0.72
        x = 0.0
        for label, color in ((self.chart.kept_label, ACCENT), (self.chart.made_label, PALE)):
            self.canv.setFillColor(color)
            self.canv.rect(x, base - 0.2, 6, 6, stroke=0, fill=1)
            self._draw_text(label, PLAIN, _TEXT, QUIET, x + 10, base, centred=False)
            x += 10 + stringWidth(label, PLAIN, _TEXT) + 14

    def _draw_month(self, month: MonthFigure, middle: float, bar: float, scale: float, label_size: float) -> None:
        for amount, left, face, color, text_color in (
            (month.kept, middle - bar, STRONG, ACCENT, ACCENT),
            (month.made, middle, PLAIN, PALE, QUIET),
        ):
            height = amount * scale
            if amount:
                self.canv.setFillColor(color)
                self.canv.rect(left + 0.5, _LABELS, bar - 1, height, stroke=0, fill=1)
            size = min(_TEXT, bar * 0.8)
            self._draw_text(str(amount), face, size, text_color, left + bar / 2, _LABELS + height + 2.5)
        self._draw_text(month.label, PLAIN, label_size, QUIET, middle, 2.5)

    def _draw_text(
        self, text: str, face: str, size: float, color: Color, x: float, y: float, *, centred: bool = True
    ) -> None:
        self.canv.setFillColor(color)
        self.canv.setFont(face, size)
        draw = self.canv.drawCentredString if centred else self.canv.drawString
        draw(x, y, text)

    def _label_size(self, step: float) -> float:
        widest = max(stringWidth(month.label, PLAIN, _TEXT) for month in self.chart.months)
        return _TEXT * min(1.0, (step - 2) / max(widest, 1.0))
