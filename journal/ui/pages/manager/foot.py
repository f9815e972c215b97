"""What stands at the foot of the window: the record that is chosen, and what can be done with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.ui import theme
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label, hairline


class Foot(QWidget):
    """A line about the record, then its buttons; hidden while nothing is chosen."""

    def __init__(self, *parts: QWidget, beside: tuple[QWidget, ...] = (), parent: QWidget | None = None) -> None:
        """Buttons from left to right, in more lines where they do not fit; `beside` stands at the right of the line."""
        super().__init__(parent)
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.about = Label("", "small", wrap=True)
        self.about.setContentsMargins(theme.space(1), 0, theme.space(1), 0)
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.space(0.5))
        for part in parts:
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        inner.setSpacing(theme.space(0.5))
        line = QHBoxLayout()
        line.setSpacing(theme.space(0.5))
        line.addWidget(self.about, 1)
        for part in beside:
            line.addWidget(part)
        inner.addLayout(line)
        inner.addWidget(buttons)
        column.addLayout(inner)
        self.hide()
