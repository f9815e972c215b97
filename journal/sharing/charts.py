"""The one small chart of a paper, month by month: my commitments kept and made, or the steps of a goal.

Its numbers and names are real text, on the grid of the lines beside it.
"""

from typing import Final

from reportlab.lib.colors import Color

from journal.sharing.document import MonthChart, MonthFigure
from journal.sharing.pdf_file import QuietCanvas
from journal.sharing.pdf_styles import Styles
from journal.sharing.pdf_text import TextStyle, draw_text, set_block, text_width

_WIDEST_STEP: Final = 46.0  # points from one month to the next
_WIDEST_BAR: Final = 13.0
_BAR_SHARE: Final = 0.3  # of a month's room, for one of two bars
_BARS: Final = 42.0  # the height of the tallest bar, at the least
_SWATCH: Final = 6.0
_OVER_BAR: Final = 3.0  # from a bar to its figure
_BETWEEN: Final = 16.0  # from one label of the legend to the next
_LEAST_SCALE: Final = 0.3


class Chart:
    """For each month a strong bar, and beside it a pale one where there are two figures; each with its figure."""

    def __init__(self, chart: MonthChart, width: float, styles: Styles) -> None:
        self._chart, self._width, self._styles = chart, width, styles
        self._about = set_block(chart.about, styles.caption, width) if chart.about else None
        self._step = min(_WIDEST_STEP, width / max(1, len(chart.months)))
        self._bar = min(_WIDEST_BAR, self._step * _BAR_SHARE)
        density = styles.density
        self._bars = density.up(_BARS) + density.line / 2 - 2  # the foot of the bars is just over the names
        self._figures = density.line
        self._top = (self._about.height + density.unit) if self._about else 0.0
        self.height = self._top + density.line + density.up(self._figures + _BARS) + density.line

    def draw(self, canvas: QuietCanvas, left: float, top_y: float) -> None:
        """The bars, then every text from what it is about to the last month, in the order in which one reads."""
        if self._about:
            self._about.draw(canvas, left, top_y)
        density, body = self._styles.density, self._styles.body
        names_y = top_y - self.height + density.line - body.depth
        foot = names_y + self._styles.label.size + 3.0
        tallest = top_y - self._top - density.line - self._figures - foot
        scale = tallest / max(1, *(max(month.figures) for month in self._chart.months))
        self._draw_bars(canvas, left, foot, scale)
        self._draw_legend(canvas, left, top_y - self._top - body.depth)
        names = self._fitting([month.label for month in self._chart.months], self._step - 3)
        for place, month in enumerate(self._chart.months):
            middle = left + self._middle(place)
            self._draw_figures(canvas, month, middle, foot, scale)
            draw_text(canvas, month.label, names, middle, names_y, "centre")

    def _middle(self, place: int) -> float:
        """The middle of a month, so that the first bar stands at the left edge."""
        return (place + 0.5) * self._step

    def _shifts(self, month: MonthFigure) -> tuple[float, ...]:
        """The middles of a month's bars, from its own."""
        return (-self._bar / 2 - 0.5, self._bar / 2 + 0.5) if len(month.figures) > 1 else (0.0,)

    def _fills(self) -> tuple[Color, Color]:
        return self._styles.palette.strong, self._styles.palette.pale

    def _draw_bars(self, canvas: QuietCanvas, left: float, foot: float, scale: float) -> None:
        palette = self._styles.palette
        canvas.setStrokeColor(palette.strong)
        canvas.setLineWidth(0.5)
        for place, month in enumerate(self._chart.months):
            for shift, amount, fill in zip(self._shifts(month), month.figures, self._fills(), strict=False):
                if amount:
                    canvas.setFillColor(fill)
                    x = left + self._middle(place) + shift - self._bar / 2
                    canvas.rect(x, foot, self._bar, amount * scale, stroke=1, fill=1)
        canvas.line(left, foot, left + self._step * len(self._chart.months), foot)

    def _draw_legend(self, canvas: QuietCanvas, left: float, base: float) -> None:
        room = self._width / max(1, len(self._chart.labels)) - _SWATCH - 4 - _BETWEEN
        style = self._fitting(self._chart.labels, room)
        x = left
        for label, fill in zip(self._chart.labels, self._fills(), strict=False):
            canvas.setFillColor(fill)
            canvas.setStrokeColor(self._styles.palette.strong)
            canvas.rect(x, base, _SWATCH, _SWATCH, stroke=1, fill=1)
            draw_text(canvas, label, style, x + _SWATCH + 4, base)
            x += _SWATCH + 4 + text_width(label, style) + _BETWEEN

    def _draw_figures(self, canvas: QuietCanvas, month: MonthFigure, middle: float, foot: float, scale: float) -> None:
        palette = self._styles.palette
        room = self._bar if len(month.figures) > 1 else self._step - 1  # none reaches into the bar beside its own
        quiet = self._fitting([str(amount) for amount in month.figures], room)
        strong = TextStyle(quiet.size, quiet.line, palette.strong, strong=True)
        for shift, amount, style in zip(self._shifts(month), month.figures, (strong, quiet), strict=False):
            draw_text(canvas, str(amount), style, middle + shift, foot + amount * scale + _OVER_BAR, "centre")

    def _fitting(self, texts: list[str] | tuple[str, ...], room: float) -> TextStyle:
        """The style of the small words, as large as the widest of these allows."""
        label = self._styles.label
        widest = max((text_width(text, label) for text in texts), default=0.0)
        scale = max(_LEAST_SCALE, min(1.0, room / max(widest, 1.0)))
        return TextStyle(label.size * scale, label.line, label.color)
