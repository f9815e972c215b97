"""A small form in its place on the page, instead of a box over it. Enter does it, Escape leaves."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.date_field import DateField, TimeField
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.form import Field, FormColumn, LineField
from journal.ui.widgets.label import Label


class InlineForm(QWidget):
    """A heading, fields, the button that does it and the one that leaves."""

    done = Signal()
    left = Signal()
    #: Something was typed, or the form was opened or left.
    edited = Signal()

    def __init__(self, heading: str, action: str) -> None:
        """`action` names what the main button does, as a verb."""
        super().__init__()
        self._parts: dict[str, LineField | SegmentedChoice] = {}
        self._there: dict[str, str] = {}
        #: While what was typed is being done: what is read again meanwhile is what it was done for.
        self.is_handing_over = False
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

    def add(self, name: str, label: str, widget: LineField | SegmentedChoice, hint: str = "") -> Field:
        """Add a field under its label; `name` is what `typed` calls it."""
        self._parts[name] = widget
        field = self.fields.add(label, widget, hint)
        if isinstance(widget, LineField):
            widget.textChanged.connect(self.edited)
        else:
            widget.changed.connect(self.edited)
        if isinstance(widget, DateField | TimeField):
            widget.complained.connect(field.complain)
        return field

    def typed(self) -> dict[str, str]:
        """What stands in every field, understood or not."""
        return {
            name: part.text().strip() if isinstance(part, LineField) else part.value()
            for name, part in self._parts.items()
        }

    def put(self, typed: dict[str, str]) -> None:
        """Show again what was typed; a day or a time that is none says so."""
        for name, part in self._parts.items():
            words = typed.get(name, "")
            if not isinstance(part, LineField):
                part.set_value(words or part.value())
                continue
            part.setText(words)
            if isinstance(part, DateField | TimeField):
                part.editingFinished.emit()

    def begun(self) -> None:
        """What stands here now is what was there, or is proposed: nothing is typed yet."""
        self._there = self.typed()

    def is_filled(self) -> bool:
        """Whether anything else was typed than what was there."""
        return not self.isHidden() and self.typed() != self._there

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
            self.is_handing_over = True
            try:
                self.done.emit()
            finally:
                self.is_handing_over = False

    def fault(self) -> str:
        """Why what was typed cannot be taken; empty when it can."""
        return ""
