"""Backups under an earlier passphrase, as in a folder that was not there when it was changed: put under the present one."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.text import _, n_
from journal.ui import notifications
from journal.ui.asking import PassphraseDialog
from journal.ui.open_journal import Changed, OpenJournal


class Rekeying(QObject):
    """Asks for the earlier passphrase, and writes what it opens anew. `ended` at its end."""

    ended = Signal()
    _stepped = Signal(int, int)

    def __init__(self, journal: OpenJournal, window: QWidget) -> None:
        """`window` is what the dialog stands on."""
        super().__init__(window)
        self._journal, self._window = journal, window
        self.ended.connect(self.deleteLater)

    def ask(self) -> None:
        """Ask, and try at once."""
        text = _(
            "Some backups still open with an earlier passphrase. Type it, and they are re-encrypted with the current one;"
            " then the earlier one opens none of them."
        )
        journal = self._journal

        def tried(words: str) -> list[Path]:
            from journal.store import known, rekey

            return rekey.rekey_backups(known.of(journal.vault), words, journal.vault.key, step=self._stepped.emit)

        dialog = PassphraseDialog(
            self._window,
            _("Backups under an earlier passphrase"),
            text,
            tried,
            action=_("Re-encrypt"),
            label=_("The earlier passphrase"),
        )
        self._stepped.connect(dialog.say_progress)
        dialog.answered.connect(self._say)
        dialog.rejected.connect(self.ended)
        dialog.open()

    @Slot(object)
    def _say(self, rekeyed: list[Path]) -> None:
        if self._journal.is_open:
            said = n_(
                "{n} backup is under the present passphrase now.",
                "{n} backups are under the present passphrase now.",
                len(rekeyed),
            )
            notifications.say(self._window, said.format(n=len(rekeyed)))
            self._journal.put_away("other-key")
            self._journal.announce(Changed.BACKUPS)
        self.ended.emit()
