"""A field for a passphrase: hidden unless one asks to see it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from journal.text import _
from journal.ui.widgets.form import LineField


class PassphraseField(LineField):
    """One line whose letters are hidden, with an eye at its end that shows them."""

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
