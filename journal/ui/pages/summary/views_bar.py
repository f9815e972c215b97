"""What the right side shows, and its buttons at the right of that, or below where there is no room beside."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from journal.ui import theme


class ViewsBar(QWidget):
    """Choices of which one is visible at a time, and buttons."""

    def __init__(self, choices: tuple[QWidget, ...], buttons: tuple[QWidget, ...], parent: QWidget) -> None:
        """They stand from left to right."""
        super().__init__(parent)
        self._choices, self._buttons = choices, buttons
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space(1))
        for choice in choices:
            self._layout.addWidget(choice, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(row)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part."""
        parts = (*self._shown(self._choices), *self._shown(self._buttons))
        widths = [part.minimumSizeHint().width() for part in parts]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other or below."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Measure again, after names or parts have changed."""
        gap = theme.space(1)
        asked = sum(part.sizeHint().width() + gap for part in self._shown(self._choices))
        asked += sum(part.sizeHint().width() + gap for part in self._shown(self._buttons))
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.TopToBottom if asked > self.width() else directions.LeftToRight)

    def _shown(self, parts: tuple[QWidget, ...]) -> list[QWidget]:
        return [part for part in parts if not part.isHidden()]
