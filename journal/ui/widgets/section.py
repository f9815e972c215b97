"""Headings: of a page, with its actions at the right, and of a section within it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.ui import theme
from journal.ui.widgets.label import Label


class PageHeading(QWidget):
    """The page's title, and room for its actions at the right."""

    def __init__(self, title: str, *actions: QWidget, parent: QWidget | None = None) -> None:
        """Actions stand from left to right, the main one last."""
        super().__init__(parent)
        self._title = Label(title, "title")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space(1))
        self._layout.addWidget(self._title)
        self._layout.addStretch(1)
        for action in actions:
            self._layout.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)


class SectionHeading(QWidget):
    """A quiet heading with a count or a note beside it, and room for one action."""

    def __init__(self, text: str, note: str = "", action: QWidget | None = None, parent: QWidget | None = None) -> None:
        """The note stands in muted letters after the heading."""
        super().__init__(parent)
        self._text, self._note = Label(text, "heading"), Label(note, "small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(1))
        layout.addWidget(self._text, 0, Qt.AlignmentFlag.AlignBottom)
        self._note.setContentsMargins(0, 0, 0, 1)
        layout.addWidget(self._note, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addStretch(1)
        if action:
            layout.addWidget(action)

    def set_text(self, text: str) -> None:
        """Show another heading."""
        self._text.setText(text)

    def set_note(self, note: str) -> None:
        """Show another note, or none."""
        self._note.setText(note)
