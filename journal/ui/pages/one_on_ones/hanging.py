"""Setting a widget in, so that all words of a section begin at one line."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.ui import theme


def hung(widget: QWidget) -> QWidget:
    """A widget set in by the air that lists have inside, so that all words of a section begin at one line."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
    column.addWidget(widget)
    return holder
