"""Painting one line of plain text in which some words are marked, as search marks its hits."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

MARK_START, MARK_END = "\x02", "\x03"


def segments(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is marked; line breaks become spaces."""
    pieces: list[tuple[str, bool]] = []
    for number, part in enumerate(" ".join(text.split()).split(MARK_START)):
        marked, found, rest = part.partition(MARK_END)
        if number and found:
            pieces.append((marked, True))
            part = rest  # noqa: PLW2901 (what follows the mark)
        pieces.append((part.replace(MARK_END, ""), False))
    return [piece for piece in pieces if piece[0]]


def without_marks(text: str) -> str:
    """The text alone, as a screen reader wants it."""
    return text.replace(MARK_START, "").replace(MARK_END, "")


def draw(painter: QPainter, where: QRect, text: str, font: QFont, color: str, mark: str) -> int:
    """Paint one line from the left, cut with an ellipsis where the room ends; gives the width that it took."""
    strong = QFont(font)
    strong.setWeight(QFont.Weight.Medium)
    x, right = where.x(), where.x() + where.width()
    for piece, is_marked in segments(text):
        metrics = QFontMetrics(strong if is_marked else font)
        shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, right - x)
        painter.setFont(strong if is_marked else font)
        painter.setPen(QColor(mark if is_marked else color))
        place = QRect(x, where.y(), right - x, where.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        x += metrics.horizontalAdvance(shown)
        if shown != piece:
            break
    return x - where.x()
