"""A field for a passphrase: hidden unless one asks to see it, and a word when Caps Lock is on."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from journal.text import _
from journal.ui.widgets import clipboard
from journal.ui.widgets.form import Field, LineField


class PassphraseField(LineField):
    """One line whose letters are hidden, with an eye at its end that shows them.

    `caps_lock_seen` says whether Caps Lock is on, as far as the letters typed show it: no system tells it in one way.
    """

    caps_lock_seen = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says."""
        super().__init__(name=name, parent=parent)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhSensitiveData | hints.ImhHiddenText | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )
        self.eye = self.add_end_button("eye", _("Show the passphrase"))
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self.reveal)
        self.reveal(False)

    @Slot(bool)
    def reveal(self, shown: bool) -> None:
        """Show or hide the letters."""
        self.setEchoMode(self.EchoMode.Normal if shown else self.EchoMode.Password)
        self.eye.set_icon("eye-off" if shown else "eye")
        self.eye.set_name(_("Hide the passphrase") if shown else _("Show the passphrase"))
        self.eye.setChecked(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, is Caps Lock's doing; its own key may have ended that."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        else:
            super().keyPressEvent(event)
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock_seen.emit(False)
        elif len(letter) == 1 and letter.lower() != letter.upper():
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_seen.emit(letter.isupper() != has_shift)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, which copies and cuts as the keys do."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            own = {"edit-copy": self.copy, "edit-cut": self.cut}.get(action.objectName())
            if own:
                action.triggered.disconnect()
                action.triggered.connect(own)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    @Slot()
    def copy(self) -> None:
        """Copy what is chosen and can be seen, so that it can be taken back."""
        if self.hasSelectedText() and self.echoMode() is self.EchoMode.Normal:
            clipboard.put(self.selectedText())

    @Slot()
    def cut(self) -> None:
        """The same, and it goes from here."""
        if not self.isReadOnly():
            self.copy()
            if self.echoMode() is self.EchoMode.Normal:
                self.del_()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was seen here is not true for long."""
        super().focusOutEvent(event)
        self.caps_lock_seen.emit(False)


class SecretField(Field):
    """A passphrase field under its label; below it stand what is wrong, else Caps Lock, else a hint."""

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        """Empty."""
        self.line = PassphraseField(label)
        super().__init__(label, self.line, hint, parent)
        self._complaint = ""
        self._is_caps = False
        self.line.caps_lock_seen.connect(self._see_caps_lock)

    def complain(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence takes it back."""
        self._complaint = sentence
        self._say()

    def forget(self) -> None:
        """Leave no passphrase behind, not for Undo either: clearing could be undone."""
        self.line.setText("")
        self.line.reveal(False)
        self.complain("")

    @Slot(bool)
    def _see_caps_lock(self, on: bool) -> None:
        if on != self._is_caps:
            self._is_caps = on
            self._say()

    def _say(self) -> None:
        caps = _("Caps Lock is on.") if self._is_caps else ""
        super().complain(" ".join(filter(None, (self._complaint, caps))))
