"""The quiet lines under the head and at the foot of the editor: what happened to the entry, and whether it is safe."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label
from journal.ui.widgets.status_line import StatusLine


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


class SaveBar(QWidget):
    """The foot of the editor: *Saved 14:03*, or why not, with what can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Says nothing at first."""
        super().__init__(parent)
        self.status = StatusLine()
        self.status.setWordWrap(True)
        self.retry = Button(_("Try again"), "quiet")
        self.copy = Button(_("Copy text"), "quiet")
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(theme.space(1))
        self._layout.addWidget(self.status, 1)
        self._layout.addWidget(self.retry)
        self._layout.addWidget(self.copy)
        self.show_failed(is_failed=False)

    def show_failed(self, *, is_failed: bool) -> None:
        """Offer what can be done about a failure, or no more."""
        self.retry.setVisible(is_failed)
        self.copy.setVisible(is_failed)

    def hang(self, left: int, right: int) -> None:
        """Stand under the column of the text, and keep a height that does not jump."""
        self._layout.setContentsMargins(left, theme.space(0.5), right, theme.space(1))
        self.setMinimumHeight(self.retry.sizeHint().height() + theme.space(1.5))
