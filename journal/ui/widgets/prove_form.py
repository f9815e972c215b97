"""The step in which a new passphrase is typed once more, as it will be every day."""

import unicodedata

from PySide6.QtWidgets import QWidget

from journal.text import _
from journal.ui.widgets.passphrase_field import SecretField
from journal.ui.widgets.step_form import StepForm


class ProveForm(StepForm):
    """Complete when what is typed is the passphrase that was chosen."""

    height_hint = 64.0

    def __init__(self, title: str, words: str, on: str, parent: QWidget | None = None, *, step: str = "") -> None:
        """words: why it is typed again. on: what is done then."""
        super().__init__(title, words, parent, place=step)
        self.wanted = ""
        self._field = SecretField(_("Passphrase"))
        self.first = self.passphrase = self._field.line
        self.passphrase.returnPressed.connect(self.go_on)
        self.body.addWidget(self._field)
        self.add_ways(on)

    def ask_for(self, passphrase: str) -> None:
        """Ask for this passphrase."""
        self.forget()
        self.wanted = passphrase

    def is_complete(self) -> bool:
        """Whether it was typed as it is."""
        same = unicodedata.normalize("NFC", self.passphrase.text()) == unicodedata.normalize("NFC", self.wanted)
        if not same:
            self._field.complain(
                _("This is not the passphrase that you chose. Type it again, or go back to see it.")
                if self.passphrase.text()
                else ""
            )
            self.passphrase.setFocus()
            self.passphrase.selectAll()
        return same

    def forget(self) -> None:
        """Leave no passphrase in the form."""
        self.wanted = ""
        self.busy("")
        self._field.forget()
        self.refuse_nothing()
