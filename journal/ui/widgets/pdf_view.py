"""Pages of a paper as pictures, one below the other."""

from typing import Final

from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from journal.text import n_
from journal.ui import theme

_WIDEST: Final = 1000
_NARROWEST: Final = 160
_FAINT: Final = 0.4


def usual_paper() -> str:
    """The paper that is used where the user lives: `Letter` or `A4`."""
    return "Letter" if QLocale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem else "A4"


class PdfView(QScrollArea):
    """The pages one below the other, as wide as there is room, on paper that stays white in the dark.

    A picture that is as wide as `pixels_across` is shown pixel by pixel; any other is fitted until such a one comes.
    """

    #: `pixels_across` has changed.
    width_changed = Signal()
    #: Another page is in view: its number, from 1 on.
    page_changed = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Empty until `show_pages`."""
        super().__init__(parent)
        self._name = name
        self._across = 0
        self._page = 1
        self._sheets = _Sheets(self)
        self.setAccessibleName(name)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._sheets)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def pixels_across(self) -> int:
        """How many pixels of the screen a page has across."""
        return round(self._width() * self.devicePixelRatioF())

    def show_pages(self, images: list[QImage], words: str = "", *, most: int = 0) -> None:
        """Show these pages; the place that one reads at stays. `words` is what they say, for who hears them.

        Those over the `most` that there may be are shown faintly.
        """
        count = n_("{n} page", "{n} pages", len(images)).format(n=len(images))
        self.setAccessibleName(f"{self._name}, {count}")
        self.setAccessibleDescription(words)
        self._sheets.images, self._sheets.most = images, most or len(images)
        self._lay_out()
        self._scrolled()

    @property
    def page(self) -> int:
        """The number of the page that is in view, from 1 on."""
        return self._page

    def show_page(self, number: int) -> None:
        """Scroll to the upper edge of a page."""
        self.verticalScrollBar().setValue(self._sheets.top_of(number) - theme.space(1))

    @Slot()
    def _scrolled(self) -> None:
        page = self._sheets.page_at(self.verticalScrollBar().value() + self.viewport().height() // 2)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def images(self) -> list[QImage]:
        """The shown pages, for who wants to look at their pixels."""
        return self._sheets.images

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages fit the new width."""
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """Another screen may have other pixels."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard scrolls here."""
        super().focusInEvent(event)
        self._sheets.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And that it does no more."""
        super().focusOutEvent(event)
        self._sheets.update()

    def _width(self) -> int:
        """A page's width; the scroll bar's room is always left, so that a page never changes with it."""
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * theme.space(2.5)
        return max(_NARROWEST, min(_WIDEST, room))

    def _lay_out(self) -> None:
        self._sheets.lay_out(self._width())
        if self._across != self.pixels_across():
            self._across = self.pixels_across()
            self.width_changed.emit()


class _Sheets(QWidget):
    """Paints the pages."""

    def __init__(self, view: PdfView) -> None:
        super().__init__()
        self._view = view
        self.images: list[QImage] = []
        self.most = 0
        self._sizes: list[QSize] = []

    def lay_out(self, width: int) -> None:
        self._sizes = [QSize(width, round(width * each.height() / max(1, each.width()))) for each in self.images]
        gap = theme.space(3)
        self.setMinimumHeight(gap + sum(size.height() + gap for size in self._sizes))
        self.update()

    def top_of(self, number: int) -> int:
        gap = theme.space(3)
        return gap + sum(size.height() + gap for size in self._sizes[: number - 1])

    def page_at(self, y: int) -> int:
        """The page at this height, or the one before the gap."""
        tops = [self.top_of(number) for number in range(1, len(self._sizes) + 1)]
        return max(1, sum(top <= y for top in tops))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = theme.space(3)
        for number, (image, size) in enumerate(zip(self.images, self._sizes, strict=True), start=1):
            painter.setOpacity(1 if number <= self.most else _FAINT)
            place = QRect(QPoint((self.width() - size.width()) // 2, top), size)
            top += size.height() + theme.space(3)
            if place.intersects(event.rect()):
                self._paint_page(painter, place, image)

    def _paint_page(self, painter: QPainter, place: QRect, image: QImage) -> None:
        ratio = self.devicePixelRatioF()
        if image.width() == round(place.width() * ratio):
            exact = QImage(image)
            exact.setDevicePixelRatio(ratio)
            painter.drawImage(_on_pixels(painter, place.topLeft(), ratio), exact)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, image)
        has_keyboard = self._view.hasFocus()
        painter.setPen(
            QPen(QColor(theme.colors().focus if has_keyboard else theme.colors().hairline), 1 + has_keyboard)
        )
        painter.drawRect(place.adjusted(-1, -1, 0, 0))


def _on_pixels(painter: QPainter, place: QPoint, ratio: float) -> QPointF:
    """The place moved by less than a pixel so that it begins on a whole one, where a screen has fractions of them."""
    at = painter.deviceTransform().map(QPointF(place))
    return QPointF(place) + QPointF(round(at.x()) - at.x(), round(at.y()) - at.y()) / ratio
