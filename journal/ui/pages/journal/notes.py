"""The quiet line under the head of the editor: what happened to the entry."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label


class NoteBar(QWidget):
    """A sentence with up to two things that can be done about it."""

    first_pressed = Signal()
    second_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is something to say."""
        super().__init__(parent)
        self.text = Label("", "muted", wrap=True)
        self.first, self.second = Button("", "plain"), Button("", "danger")
        self.first.clicked.connect(self.first_pressed)
        self.second.clicked.connect(self.second_pressed)
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(theme.space(1))
        self._layout.addWidget(self.text, 1)
        self._layout.addWidget(self.first)
        self._layout.addWidget(self.second)
        self.hide()

    def say(self, sentence: str, first: str = "", second: str = "") -> None:
        """Show a sentence and the buttons that have words."""
        self.text.setText(sentence)
        for button, words in ((self.first, first), (self.second, second)):
            button.setText(words)
            button.setVisible(bool(words))
        self.show()

    def hang(self, left: int, right: int) -> None:
        """Stand over the column of the text."""
        self._layout.setContentsMargins(left, 0, right, theme.space(1))
