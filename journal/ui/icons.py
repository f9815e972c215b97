"""Icons drawn for this project, rendered in the theme's colours at the size and density asked for."""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from journal.paths import resource
from journal.ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

APPLICATION = "upward"


def icon(name: str, color: str | None = None, checked: str | None = None, *, gap: int = 0) -> QIcon:
    """An icon for a button or a menu: one colour, and another one when it is checked; a gap keeps words away."""
    made = QIcon(pixmap(name, side(), color, gap))
    made.addPixmap(pixmap(name, side(), None, gap), QIcon.Mode.Disabled)
    if checked:
        made.addPixmap(pixmap(name, side(), checked, gap), QIcon.Mode.Normal, QIcon.State.On)
    return made


def side() -> int:
    """The side of an icon beside body text, in pixels: it grows with the text."""
    return theme.theme().icon_side()


def pixmap(name: str, size: int, color: str | None = None, gap: int = 0) -> QPixmap:
    """One icon as a picture of this many logical pixels, in this colour (or that of muted text), and a gap beside it."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.screens() else 1.0
    return _render(name, size, gap, color or theme.colors().muted, max(ratio, 1.0))


def paint(painter: QPainter, where: "QRect", name: str, color: str) -> None:
    """Paint an icon into a square, as delegates do."""
    side = min(where.width(), where.height())
    picture = pixmap(name, side, color)
    painter.drawPixmap(where.x() + (where.width() - side) // 2, where.y() + (where.height() - side) // 2, picture)


def application_icon() -> QIcon:
    """The sign of the application, in its own colours."""
    return QIcon(pixmap(APPLICATION, 128))


@lru_cache(maxsize=64)
def _drawing(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()


@lru_cache(maxsize=512)
def _render(name: str, size: int, gap: int, color: str, ratio: float) -> QPixmap:
    square = round(size * ratio)
    picture = QPixmap(square + round(gap * ratio), square)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_drawing(name).replace(b"currentColor", color.encode()))).render(
        painter, QRectF(0, 0, square, square)
    )
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
