"""A text of some lines, plain as typed, in which one run of words is marked."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.ui import theme


class MarkedLine(QWidget):
    """As wide as there is room, as high as its lines; a screen reader is told which words are meant by who shows it."""

    def __init__(self, text: str, start: int = -1, length: int = 0, parent: QWidget | None = None) -> None:
        """Nothing is marked without a start. Places are counted in characters."""
        super().__init__(parent)
        self._text = text
        self._start, self._length = _in_units(text, start, length)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """More lines in a narrower place."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its lines in this width."""
        return round(self._laid_out(width)[1]) + 1

    def sizeHint(self) -> QSize:
        """As it stands now."""
        return QSize(theme.theme().em(20), self.heightForWidth(self.width() or theme.theme().em(20)))

    def minimumSizeHint(self) -> QSize:
        """Any width."""
        return QSize(theme.space(10), self.heightForWidth(max(self.width(), theme.space(10))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height that the lines need, which not every layout asks for."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines, the marked words on the accent's pale ground."""
        painter = QPainter(self)
        painter.setPen(QColor(theme.colors().ink))
        self._laid_out(self.width())[0].draw(painter, QPointF(0, 0))

    def _laid_out(self, width: int) -> tuple[QTextLayout, float]:
        layout = QTextLayout(self._text.replace("\n", "\u2028"), theme.theme().font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        if self._start >= 0:
            layout.setFormats([self._mark()])
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, height

    def _mark(self) -> QTextLayout.FormatRange:
        marked = QTextLayout.FormatRange()
        look = QTextCharFormat()
        look.setBackground(QColor(theme.colors().accent_soft))
        look.setForeground(QColor(theme.colors().accent))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        marked.start, marked.length, marked.format = self._start, self._length, look  # pyright: ignore[reportAttributeAccessIssue]
        return marked


def _in_units(text: str, start: int, length: int) -> tuple[int, int]:
    """The same places in Qt's counting, which takes two for a character beyond the first plane."""
    if start < 0:
        return -1, 0
    first = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
    return first, len(text[start : start + length].encode("utf-16-le", "surrogatepass")) // 2
