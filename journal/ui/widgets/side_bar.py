"""The side bar: a button for each page, walked with the arrow keys, and a few at its foot; words or, folded, icons alone."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SideBar(QWidget):
    """Buttons of which one is chosen; `chosen` carries its name."""

    chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """An empty bar under the application's name."""
        super().__init__(parent)
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons: dict[str, Button] = {}
        self._keys: dict[str, str] = {}
        self._is_folded = False
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.space(1.5), theme.space(2), theme.space(1.5), theme.space(1.5))
        layout.setSpacing(theme.space(0.25))
        self._heading = Label(title, "heading")
        self._heading.setContentsMargins(theme.space(1.5), 0, 0, theme.space(1.5))
        layout.addWidget(self._heading)
        self._top, self._foot = QVBoxLayout(), QVBoxLayout()
        for part in (self._top, self._foot):
            part.setSpacing(theme.space(0.25))
        layout.addLayout(self._top)
        layout.addStretch(1)
        layout.addLayout(self._foot)
        self.setMinimumWidth(theme.space(24))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def add_page(self, name: str, text: str, icon: str, *, foot: bool = False) -> Button:
        """A button for a page; those on top get Ctrl+1, Ctrl+2 and so on, in their order."""
        button = Button(text, "nav", icon, parent=self)
        button.setCheckable(True)
        button.setAccessibleName(text)
        self._buttons[name] = button
        self._group.addButton(button)
        if not foot:
            keys = QKeySequence(f"Ctrl+{self._top.count() + 1}")
            QShortcut(keys, button, button.click)
            self._keys[name] = keys.toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(self._keys[name])
        (self._foot if foot else self._top).addWidget(button)
        return button

    def fold(self, *, is_folded: bool) -> None:
        """Show the icons alone, whose words are then in their tool tips, where the window is too narrow for its text."""
        if is_folded == self._is_folded:
            return
        self._is_folded = is_folded
        self._heading.setVisible(not is_folded)
        self.setMinimumWidth(0 if is_folded else theme.space(24))
        for name, button in self._buttons.items():
            words, keys = button.accessibleName(), self._keys.get(name, "")
            button.setText("" if is_folded else words)
            button.setToolTip(f"{words} {keys}".rstrip() if is_folded else keys)

    def add_action(self, widget: QWidget) -> None:
        """Something at the foot that is no page."""
        self._foot.addWidget(widget)

    def choose(self, name: str) -> None:
        """Show which page is on, without a signal."""
        self._buttons[name].setChecked(True)

    def focus_chosen(self) -> None:
        """Give the keyboard to the chosen button."""
        checked = self._group.checkedButton()
        if checked:
            checked.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk the buttons and choose."""
        step = _STEPS.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        here = next((number for number, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        there = buttons[(here + step) % len(buttons)]
        there.click()
        there.setFocus(Qt.FocusReason.TabFocusReason)  # the page may have taken the keyboard

    @Slot(object)
    def _clicked(self, button: Button) -> None:
        self.chosen.emit(next(name for name, one in self._buttons.items() if one is button))
