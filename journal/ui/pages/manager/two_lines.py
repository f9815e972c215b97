"""Two lines that add a record: Enter goes from the first to the second, and there it adds."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label
from journal.ui.widgets.reading_field import EntryLine


class TwoLines(QWidget):
    """`entered` when there is something in the first; the second may stay empty. Escape empties a line."""

    entered = Signal()
    edited = Signal()

    def __init__(self, first: str, second: str, *beside: QWidget, parent: QWidget | None = None) -> None:
        """`first` and `second` are what stands in the empty lines; `beside` stands before the button."""
        super().__init__(parent)
        self.first, self.second = (EntryLine(placeholder=words, name=words) for words in (first, second))
        self.add = Button(_("Add"), "plain", "plus")
        self._fault = Label("", "small-alert", wrap=True)
        for line in (self.first, self.second):
            line.textChanged.connect(self._edited)
        self.first.returnPressed.connect(self._go_on)
        self.second.returnPressed.connect(self._enter)
        self.add.clicked.connect(self._enter)
        choices = QWidget()
        flow = FlowLayout(choices, theme.space(1))
        for part in (*beside, self.add):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.first, self.second, self._fault, choices):
            column.addWidget(part)
        self._fault.hide()
        self.setFocusProxy(self.first)

    @property
    def words(self) -> tuple[str, str]:
        """What stands in both lines."""
        return self.first.text().strip(), self.second.text().strip()

    def typed(self) -> dict[str, str]:
        """The lines that have words in them."""
        return {name: words for name, words in zip(("first", "second"), self.words, strict=True) if words}

    def put(self, typed: dict[str, str]) -> None:
        """Show again what was typed."""
        self.first.setText(typed.get("first", ""))
        self.second.setText(typed.get("second", ""))

    def complain(self, sentence: str) -> None:
        """Say why it was not added; nothing typed is lost."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))

    def clear(self) -> None:
        """Both were taken."""
        self.put({})

    @Slot()
    def _edited(self) -> None:
        self.complain("")
        self.edited.emit()

    @Slot()
    def _go_on(self) -> None:
        if self.words[0]:
            self.second.setFocus()

    @Slot()
    def _enter(self) -> None:
        if any(self.words):
            self.entered.emit()
