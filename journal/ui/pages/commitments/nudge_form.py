"""A nudge beside the ledger: drafted, changed in place, copied. What is copied leaves the clipboard when the journal closes."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label
from journal.ui.widgets.text_editor import TextEditor


class NudgeForm(QWidget):
    """The words, the button that copies them, and the one that leaves. Ctrl+Enter copies, Escape leaves."""

    done = Signal()
    left = Signal()
    #: Something was typed, or the form was opened or left.
    edited = Signal()

    def __init__(self) -> None:
        """No words yet."""
        super().__init__()
        self._there = ""
        self.is_handing_over = False  # copying changes nothing of the journal
        self.how = Label("", "small", wrap=True)
        self.words = TextEditor(_("The words of the nudge"), look="field", lines=5)
        self.words.edited.connect(self.edited)
        self.copy = Button(_("Copy"), "primary", "export")
        self.copy.setToolTip(_("Copy (Ctrl+Enter)"))
        self.copy.clicked.connect(self.done)
        self.cancel = Button(_("Cancel"), "quiet")
        self.cancel.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space(1))
        buttons.addWidget(self.copy)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1.5))
        for part in (Label(_("A nudge"), "heading", wrap=True), self.how):
            column.addWidget(part)
        column.addLayout(buttons)  # above the words, which can be long: in a low window it is at hand
        column.addWidget(self.words)

    def begin(self, text: str, how: str) -> None:
        """Propose these words and take the keyboard."""
        self.how.setText(how)
        self.words.set_text(text)
        self.begun()
        self.words.setFocus()
        QTimer.singleShot(0, self, self._show_top)  # once the field is as high as its lines

    @Slot()
    def _show_top(self) -> None:
        self.words.verticalScrollBar().setValue(0)

    def begun(self) -> None:
        """What stands here now is what is proposed: nothing is typed yet."""
        self._there = self.words.text()

    def typed(self) -> dict[str, str]:
        """The words as they stand."""
        return {"text": self.words.text()}

    def put(self, typed: dict[str, str]) -> None:
        """Show again what was typed."""
        self.words.set_text(typed.get("text", ""))

    def is_filled(self) -> bool:
        """Whether other words stand here than were proposed."""
        return not self.isHidden() and self.words.text() != self._there

    def complain(self, sentence: str) -> None:
        """Say what is in the way, below the heading."""
        if sentence:
            self.how.setText(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter copies, Escape leaves."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._copy()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _copy(self) -> None:
        self.done.emit()
