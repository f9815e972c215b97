"""A row of pills, to narrow a list: at most one is on, or any number; and a segmented choice, where one always is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QWidget

from journal.ui import theme
from journal.ui.widgets.button import Button, Kind
from journal.ui.widgets.flow import FlowLayout

Choices = Sequence[tuple[str, str]]


class _Choices(QFrame):
    """Checkable buttons with a value each; arrow keys walk them."""

    changed = Signal(object)

    def __init__(self, name: str, kind: Kind, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._kind: Kind = kind
        self._buttons: dict[str, Button] = {}

    def _make(self, choices: Choices) -> list[Button]:
        for button in self._buttons.values():
            button.deleteLater()
        self._buttons = {}
        for value, text in choices:
            button = Button(text, self._kind, parent=self)
            button.setCheckable(True)
            button.setAccessibleName(text)
            self._buttons[value] = button
        return list(self._buttons.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the keyboard among the buttons."""
        buttons = list(self._buttons.values())
        here = next((number for number, button in enumerate(buttons) if button.hasFocus()), None)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        buttons[(here + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)


class FilterBar(_Choices):
    """Pills of which none, one, or (with `several`) any number are on. `changed` carries the list of values that are."""

    def __init__(self, name: str, choices: Choices, *, several: bool = False, parent: QWidget | None = None) -> None:
        """`name` says what it narrows, for a screen reader; choices are pairs of value and text."""
        super().__init__(name, "pill", parent)
        self._several = several
        self._layout = FlowLayout(self, gap=theme.space(0.5))
        self.set_choices(choices)

    def set_choices(self, choices: Choices) -> None:
        """Offer other pills; those that were on and are still there stay on."""
        on = set(self.values())
        for button in self._make(choices):
            self._layout.addWidget(button)
            button.clicked.connect(self._clicked)
        self.set_values(on)

    def values(self) -> list[str]:
        """The values that are on."""
        return [value for value, button in self._buttons.items() if button.isChecked()]

    def set_values(self, values: "set[str] | Sequence[str]") -> None:
        """Turn these on and the others off, without a signal."""
        for value, button in self._buttons.items():
            button.setChecked(value in values)

    @Slot()
    def _clicked(self) -> None:
        pressed = self.sender()
        if not self._several:
            for button in self._buttons.values():
                if button is not pressed:
                    button.setChecked(False)
        self.changed.emit(self.values())


class SegmentedChoice(_Choices):
    """Two to five choices side by side of which one is always on. `changed` carries its value."""

    def __init__(
        self,
        name: str,
        choices: Choices,
        value: str | None = None,
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
    ) -> None:
        """The first choice is on unless a value is given; with `wraps` they go on in a new line where the width ends."""
        super().__init__(name, "segment", parent)
        self.setProperty("ground", "segments")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        self._group = QButtonGroup(self)
        lines = FlowLayout(gap=2)
        if wraps:
            layout.addLayout(lines)
        for button in self._make(choices):
            self._group.addButton(button)
            if wraps:
                lines.addWidget(button)
            else:
                layout.addWidget(button, 1)
        self._group.buttonClicked.connect(self._clicked)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_value(value if value is not None else choices[0][0])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard to the one that is on."""
        super().focusInEvent(event)
        self._buttons[self.value()].setFocus(event.reason())

    def value(self) -> str:
        """The value that is on."""
        return next(value for value, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: str) -> None:
        """Turn this one on, without a signal."""
        self._buttons[value].setChecked(True)

    def set_text(self, value: str, text: str) -> None:
        """Call one of the choices something else."""
        self._buttons[value].setText(text)
        self._buttons[value].setAccessibleName(text)

    @Slot(object)
    def _clicked(self, _button: object) -> None:
        self.changed.emit(self.value())
