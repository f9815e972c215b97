"""The five kinds of entries side by side, of which one is on: words where there is room, else icons."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QWidget

from journal.text import ENTRY_KINDS
from journal.ui import theme
from journal.ui.widgets.button import Button

_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class KindSwitch(QFrame):
    """`changed` carries the kind that the user chose: by a click, by the arrow keys, or by Alt+1 to Alt+5."""

    changed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says of the whole."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("ground", "segments")
        self._has_all_words: bool = True
        self._has_one_word: bool = True
        self._buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for number, (kind, text) in enumerate(ENTRY_KINDS.items(), start=1):
            layout.addWidget(self._make(kind, text, QKeySequence(f"Alt+{number}")))
        self.set_value(next(iter(ENTRY_KINDS)))

    def _make(self, kind: str, text: str, keys: QKeySequence) -> Button:
        button = Button(text, "segment", kind, parent=self)
        button.setCheckable(True)
        button.setAccessibleName(text)
        button.setToolTip(f"{text}  {keys.toString(QKeySequence.SequenceFormat.NativeText)}")
        QShortcut(keys, button, button.click)
        self._group.addButton(button)
        self._buttons[kind] = button
        return button

    def value(self) -> str:
        """The kind that is on."""
        return next(kind for kind, button in self._buttons.items() if button.isChecked())

    def set_value(self, kind: str) -> None:
        """Turn this kind on, without a signal."""
        self._buttons[kind].setChecked(True)
        self._show_words()

    def full_width(self) -> int:
        """The room that the words of all kinds need."""
        return sum(self._width_of(button) for button in self._buttons.values()) + theme.space(1.5)

    def fit(self, room: int) -> None:
        """Show the words of all kinds where they fit in so many pixels, else only those of the one that is on, or none."""
        fits = self.full_width() <= room, self._width_with_one_word() <= room
        if fits != (self._has_all_words, self._has_one_word):
            self._has_all_words, self._has_one_word = fits
            self._show_words()

    def minimumSizeHint(self) -> QSize:
        """It can always be as narrow as with the icons alone."""
        return QSize(len(self._buttons) * self._width_of_icon(), super().sizeHint().height())

    def _width_with_one_word(self) -> int:
        widest = max(self._width_of(button) for button in self._buttons.values())
        return (len(self._buttons) - 1) * self._width_of_icon() + widest + theme.space(1.5)

    def _width_of_icon(self) -> int:
        return theme.theme().icon_side() + theme.space(4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose the neighbour."""
        step = _STEPS.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        here = next((number for number, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        there = buttons[(here + step) % len(buttons)]
        there.setFocus(Qt.FocusReason.TabFocusReason)
        there.click()

    def _width_of(self, button: Button) -> int:
        strong = theme.theme().font("body", strong=True)
        button_edges = theme.space(4.5)
        return (
            QFontMetrics(strong).horizontalAdvance(button.accessibleName()) + button.iconSize().width() + button_edges
        )

    @Slot()
    def _show_words(self) -> None:
        for kind, button in self._buttons.items():
            has_word = self._has_all_words or (self._has_one_word and button.isChecked())
            shown = button.accessibleName() if has_word else ""
            if button.text() != shown:
                button.setText(shown)
                button.set_icon(kind)

    @Slot(object)
    def _clicked(self, _button: object) -> None:
        self._show_words()
        self.changed.emit(self.value())
