"""A small form in its place on the page, instead of a box over it. Enter does it, Escape leaves."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.form import FormColumn
from journal.ui.widgets.label import Label


class InlineForm(QWidget):
    """A heading, fields, the button that does it and the one that leaves."""

    done = Signal()
    left = Signal()

    def __init__(self, heading: str, action: str) -> None:
        """`action` names what the main button does, as a verb."""
        super().__init__()
        self.fields = FormColumn()
        self.action = Button(action, "primary")
        self.action.clicked.connect(self.submit)
        self.cancel = Button(_("Cancel"), "quiet")
        self.cancel.clicked.connect(self.left)
        self._fault = Label("", "small-alert", wrap=True)
        self._fault.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space(1))
        buttons.addWidget(self.action)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1.5))
        for part in (Label(heading, "heading", wrap=True), self.fields, self._fault):
            column.addWidget(part)
        column.addLayout(buttons)

    def complain(self, sentence: str) -> None:
        """Say why it was not done; nothing typed is lost."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it, Escape leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def submit(self) -> None:
        """Hand over what was typed, unless a field does not understand it."""
        if not self.fault():
            self.done.emit()

    def fault(self) -> str:
        """Why what was typed cannot be taken; empty when it can."""
        return ""
