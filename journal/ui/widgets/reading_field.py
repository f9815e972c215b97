"""One line to type in, and under it at once how it was understood."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.ui import theme
from journal.ui.widgets.form import LineField
from journal.ui.widgets.label import Label


class ReadingField(QWidget):
    """`read` turns the line into the words shown below it; Enter says `entered`, Escape empties the line."""

    entered = Signal(str)

    def __init__(
        self, name: str, placeholder: str, hint: str, read: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        """The hint stands below while nothing is typed."""
        super().__init__(parent)
        self._hint, self._read = hint, read
        self.field = EntryLine(placeholder=placeholder, name=name)
        self.field.textChanged.connect(self._show_reading)
        self.field.returnPressed.connect(self._enter)
        self.reading = Label(hint, "small", wrap=True)
        self.reading.setContentsMargins(theme.space(1.25), 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(0.5))
        layout.addWidget(self.field)
        layout.addWidget(self.reading)
        self.setFocusProxy(self.field)

    def set_hint(self, hint: str) -> None:
        """Another hint."""
        self._hint = hint
        self._show_reading()

    def complain(self, sentence: str) -> None:
        """Say why the line was not taken; typing takes the sentence away."""
        self.reading.set_role("small-alert")
        self.reading.setText(sentence)
        self.field.setAccessibleDescription(sentence)

    def clear(self) -> None:
        """Empty the line."""
        self.field.clear()

    @Slot()
    def _show_reading(self) -> None:
        words = self._read(self.field.text()) if self.field.text().strip() else self._hint
        self.reading.set_role("small")
        self.reading.setText(words)
        self.field.setAccessibleDescription(words)

    @Slot()
    def _enter(self) -> None:
        if self.field.text().strip():
            self.entered.emit(self.field.text())


class EntryLine(LineField):
    """A line that adds something: Escape empties it (an empty one leaves Escape to others), Up goes to what stands before."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class's description."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Up:
            self.focusNextPrevChild(False)
        else:
            super().keyPressEvent(event)
