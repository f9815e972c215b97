"""A small picture of a saved file, to be dragged out of the window: into a mail, into a folder."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDrag, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from journal.ui import icons, theme
from journal.ui.widgets.tool_tip import plain_tip


class FileHandle(QWidget):
    """Shows nothing before `show_file`. What is dragged is the file itself, as its place."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` says what can be done with it."""
        super().__init__(parent)
        self._file: Path | None = None
        self._picture = QPixmap()
        self._pressed: QPointF | None = None
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_file(self, file: Path, page: QImage | None = None) -> None:
        """Another file, with its first page where there is a picture of it."""
        self._file = file
        high = round(self.sizeHint().height() * self.devicePixelRatioF())
        mode = Qt.TransformationMode.SmoothTransformation
        self._picture = QPixmap.fromImage(page.scaledToHeight(high, mode)) if page else QPixmap()
        self._picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.setFixedSize(self.sizeHint())
        self.update()

    def carried(self) -> QMimeData:
        """What a drag carries."""
        data = QMimeData()
        if self._file:
            data.setUrls([QUrl.fromLocalFile(str(self._file))])
        return data

    def sizeHint(self) -> QSize:
        """As high as two lines, as wide as a page of that height."""
        high = theme.theme().em(2.6)
        return QSize(round(high * 0.78), high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag may begin."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It did not."""
        self._pressed = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It begins once the mouse has gone some way."""
        if self._pressed is None or self._file is None:
            return
        if (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self._drag()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page with an edge, or the sign of one."""
        painter = QPainter(self)
        if self._picture.isNull():
            icons.paint(painter, self.rect(), "page", theme.colors().accent)
            return
        painter.drawPixmap(QPoint(0, 0), self._picture)
        painter.setPen(QPen(QColor(theme.colors().rule), 1))
        size = self._picture.deviceIndependentSize().toSize()
        painter.drawRect(0, 0, min(size.width(), self.width()) - 1, min(size.height(), self.height()) - 1)

    def _drag(self) -> None:
        """The file stays where it is, whoever takes it: only a copy goes out."""
        drag = QDrag(self)
        drag.setMimeData(self.carried())
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.CopyAction)
