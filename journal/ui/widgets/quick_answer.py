"""A question that one key answers: the keyboard goes on to the next by itself."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label

Choices = Sequence[tuple[str, str]]
#: How many lines' heights wide a question is at least, so that the answers of several stand in one column.
_QUESTION: Final = 11


class QuickAnswer(QFrame):
    """A question and its answers, of which none or one is on.

    The first letter of an answer (where two have the same, a later one) or its number picks it, the same again takes it back, Enter
    goes on without an answer. `answered` carries the value, empty when it was taken back; `went_on` comes after a key that
    ends the question.
    """

    answered = Signal(str)
    went_on = Signal()

    def __init__(self, question: str, choices: Choices, parent: QWidget | None = None) -> None:
        """`choices` are pairs of value and text."""
        super().__init__(parent)
        self._question = Label(question, "body", wrap=True)
        self._buttons: dict[str, Button] = {}
        self._keys: dict[str, str] = {}
        self._row = QWidget()
        self._line = QHBoxLayout(self._row)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.space(0.5))
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(theme.space(1.25), theme.space(0.5), theme.space(0.5), theme.space(0.5))
        self._layout.setSpacing(theme.space(1))
        self._layout.addWidget(self._question)
        self._layout.addWidget(self._row, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addStretch(1)
        self.setProperty("look", "question")
        self.setAccessibleName(question)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_choices(choices)

    def set_choices(self, choices: Choices) -> None:
        """Offer other answers; the one that was on stays on where it is still there."""
        on = self.value()
        for button in self._buttons.values():
            button.deleteLater()
        self._buttons, self._keys = {}, {}
        for number, (value, text) in enumerate(choices, start=1):
            letter = next((each for each in text.casefold() if each.isalpha() and each not in self._keys), "")
            self._keys |= {str(number): value, **({letter: value} if letter else {})}
            self._buttons[value] = self._button(text)
            self._line.addWidget(self._buttons[value])
        self.set_value(on)

    def _button(self, text: str) -> Button:
        button = Button(text, "pill", parent=self._row)
        button.setCheckable(True)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._clicked)
        button.show()
        return button

    def value(self) -> str:
        """The answer that is on; empty for none."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Turn this answer on, or none, without a signal."""
        for each, button in self._buttons.items():
            button.setChecked(each == value)
        said = self._buttons[value].text() if value in self._buttons else ""
        self.setAccessibleDescription(said)

    def set_enabled(self, *, on: bool) -> None:
        """Whether it can be answered; it is read in any case."""
        for button in self._buttons.values():
            button.setEnabled(on)

    @property
    def _can_answer(self) -> bool:
        return all(button.isEnabled() for button in self._buttons.values())

    def event(self, event: QEvent) -> bool:
        """The letters belong to the question, not to the keys of the page."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._meant(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class's description."""
        value = self._meant(event)
        if value and self._can_answer:
            self._answer("" if value == self.value() else value)
            if self.value():
                self.went_on.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.went_on.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters in a narrow place: the answers stand below the question."""
        super().resizeEvent(event)
        beside = theme.theme().em(_QUESTION)
        is_narrow = self._row.sizeHint().width() + beside + theme.space(3) > self.contentsRect().width()
        self._question.setMinimumWidth(0 if is_narrow else beside)
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    def _meant(self, event: QKeyEvent) -> str:
        has_command = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        return "" if has_command else self._keys.get(event.text().casefold(), "")

    def _answer(self, value: str) -> None:
        self.set_value(value)
        self.answered.emit(value)

    @Slot()
    def _clicked(self) -> None:
        pressed = self.sender()
        value = next((value for value, button in self._buttons.items() if button is pressed), "")
        self._answer(value if self._buttons[value].isChecked() else "")
