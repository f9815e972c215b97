"""Asking for a passphrase over the open journal: what is typed is tried at once, and a wrong one can be typed again."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.errors import UpwardError, WrongPassphrase
from journal.text import _
from journal.ui import background, dialogs
from journal.ui.widgets.passphrase_field import SecretField

if TYPE_CHECKING:
    from pathlib import Path

    from journal.store.key import Key


class PassphraseDialog(dialogs.Dialog):
    """`answered` carries what `tried` made of the passphrase, once it fitted; it forgets it whatever happens."""

    answered = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        tried: Callable[[str], Any],
        *,
        action: str,
        label: str = "",
    ) -> None:
        """tried: runs on a worker thread; raises WrongPassphrase, or another fault, whose sentence is shown."""
        super().__init__(parent, title, text, action=action)
        self._tried = tried
        self._field = SecretField(label or _("Passphrase"))
        self.passphrase = self._field.line
        self.passphrase.textEdited.connect(self._take_back)
        self.content.addWidget(self._field)
        self.passphrase.setFocus()
        self.finished.connect(self._field.forget)
        self.finished.connect(self.deleteLater)
        self._words = action

    def accept(self) -> None:
        """Try what was typed."""
        words = self.passphrase.text()
        if not words or self.passphrase.isReadOnly():
            return

        def work(_progress: background.Progress) -> object:
            return self._tried(words)

        self._busy(on=True)
        background.run(work, self._take, self._refuse)

    @Slot(int, int)
    def say_progress(self, done: int, total: int) -> None:
        """How far it is, where the trying does something long as well."""
        if total:
            self.action.setText(_("{done} of {total}").format(done=done, total=total))

    @Slot(object)
    def _take(self, answer: object) -> None:
        if self.isVisible():  # else it was left, or the journal was locked
            super().accept()
            self.answered.emit(answer)

    @Slot(object)
    def _refuse(self, fault: Exception) -> None:
        if not self.isVisible():
            return
        self._busy(on=False)
        if not isinstance(fault, UpwardError):
            raise fault
        wrong = _("This passphrase does not fit. Type it again.")
        self._field.complain(wrong if isinstance(fault, WrongPassphrase) else str(fault))
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _busy(self, *, on: bool) -> None:
        self.passphrase.setReadOnly(on)
        self.action.setEnabled(not on)
        self.action.setText(_("One moment…") if on else self._words)

    @Slot()
    def _take_back(self) -> None:
        self._field.complain("")


class Asking(QObject):
    """Gets the key of a file that may be under an earlier passphrase: the present key where it fits, else by asking.

    `got` carries the key. Nothing is sent when the user leaves.
    """

    got = Signal(object)
    left = Signal()

    def __init__(self, window: QWidget, present: "Key") -> None:
        """present: the key of the open journal."""
        super().__init__(window)
        self._window, self._present = window, present

    def ask(self, file: "Path", title: str, text: str, action: str) -> None:
        """Find the key of this file. Raises NotAJournal, JournalMissing, JournalUnreachable."""
        from journal.store.connection import read_salt

        salt = read_salt(file)
        if salt == self._present.salt:
            self.got.emit(self._present)
            return

        def tried(words: str) -> "Key":
            from journal.store import opening
            from journal.store.key import derive

            key = derive(words, salt)
            if not opening.opens(file, key):
                raise WrongPassphrase
            return key

        dialog = PassphraseDialog(self._window, title, text, tried, action=action)
        dialog.answered.connect(self.got)
        dialog.rejected.connect(self.left)
        dialog.open()


def is_present(key: "Key", words: str) -> None:
    """Raise WrongPassphrase unless this is the passphrase of the key; for a worker thread."""
    from journal.store.key import derive

    if derive(words, key.salt) != key:
        raise WrongPassphrase
