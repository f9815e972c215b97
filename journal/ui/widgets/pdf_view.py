"""Pages of a paper as pictures, one below the other."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme

_SHARPNESS: Final = 2.5


class PdfView(QScrollArea):
    """The pages one below the other, as wide as there is room, on paper that stays white in the dark."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Empty until `show_pages`."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(*(theme.space(3),) * 4)
        self._column.setSpacing(theme.space(3))
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(self._body)
        self._pages: list[_Page] = []

    def show_pages(self, images: list[QImage]) -> None:
        """Show these pages; the place that one reads at stays."""
        for page in self._pages[len(images) :]:
            page.deleteLater()
        self._pages = self._pages[: len(images)]
        for number, image in enumerate(images):
            if number == len(self._pages):
                self._pages.append(_Page())
                self._column.addWidget(self._pages[-1])
            self._pages[number].show_image(image, _("Page {number} of the summary").format(number=number + 1))

    def image(self, number: int = 0) -> QImage:
        """A shown page, for who wants to look at its pixels."""
        return self._pages[number].image


class _Page(QWidget):
    """One page, as wide as its column and as high as its shape asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage, name: str) -> None:
        self.image = image
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self.image.size()
        return round(width * size.height() / size.width()) if size.width() else 0

    def sizeHint(self) -> QSize:
        width = round(self.image.width() / _SHARPNESS * 1.2)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(20), self.heightForWidth(theme.space(20)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ratio = self.devicePixelRatioF()
        exact = self.image.scaled(
            self.size() * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        exact.setDevicePixelRatio(ratio)
        painter.drawImage(0, 0, exact)
        painter.setPen(QPen(QColor(theme.colors().hairline), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
