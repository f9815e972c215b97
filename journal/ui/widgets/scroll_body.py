"""A page that scrolls as a whole, with its parts in a column of a comfortable width."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from journal.ui import theme


class ScrollBody(QScrollArea):
    """`body` stands in its place from the first: what is made inside takes the style sheet once, not once more when moved."""

    def __init__(self, widest_em: float, parent: QWidget) -> None:
        """`widest_em`: how wide the column grows at most, in lines of text."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget(self)
        self.setWidget(holder)
        row = QHBoxLayout(holder)
        row.setContentsMargins(theme.space(3), 0, theme.space(3), theme.space(3))
        self.body = QWidget(holder)
        self.body.setMaximumWidth(theme.theme().em(widest_em))
        row.addWidget(self.body, 1)
        row.addStretch(0)
