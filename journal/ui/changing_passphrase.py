"""Another passphrase: the old one is asked for, the new one chosen and typed, the file written anew, the new sheet shown."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from journal.text import _, n_
from journal.ui import background, dialogs, lock_reason, theme
from journal.ui.asking import PassphraseDialog, is_present
from journal.ui.file_work import FileWork, Step, journal_window
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.showing_sheet import SheetOf
from journal.ui.unlocking import offered
from journal.ui.widgets.new_passphrase_form import NewPassphraseForm
from journal.ui.widgets.prove_form import ProveForm
from journal.ui.widgets.stage import Stage

if TYPE_CHECKING:
    from journal.store import rekey
    from journal.store.vault import Vault


class NewPassphraseDialog(QDialog):
    """Offers six words or takes an own passphrase; `chosen` carries it once it was typed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        """Begins with the offer."""
        super().__init__(parent)
        self.setWindowTitle(_("Upward"))
        self.setModal(True)
        self._stage = Stage(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stage)
        self.form = NewPassphraseForm(offered, self._stage.place)
        self.proof = ProveForm(
            _("Type it once"),
            _("The passphrase is changed when you have shown that you have it. The old one is of no use then."),
            _("Change the passphrase"),
            self._stage.place,
        )
        self.form.back.setText(_("Cancel"))
        self.form.back_asked.connect(self.reject)
        self.form.submitted.connect(self._take)
        self.proof.back_asked.connect(self._choose)
        self.proof.submitted.connect(self._end)
        self.finished.connect(self._forget)
        self.setMinimumWidth(theme.space(50))
        self._choose()

    @Slot()
    def _choose(self) -> None:
        self.form.start()
        self._stage.show_form(self.form)

    @Slot()
    def _take(self) -> None:
        """An own one was typed twice already."""
        self.proof.ask_for(self.form.chosen())
        if self.form.is_generated:
            self._stage.show_form(self.proof)
        else:
            self._end()

    @Slot()
    def _end(self) -> None:
        words = self.form.chosen()
        self.accept()
        self.chosen.emit(words)

    @Slot()
    def _forget(self) -> None:
        self.form.forget()
        self.proof.forget()
        self.deleteLater()


class ChangingPassphrase(QObject):
    """One change. After it the window is locked, so that the new passphrase opens the journal and nothing of the old stays."""

    ended = Signal()

    def __init__(self, journal: OpenJournal, window: QWidget) -> None:
        """`window` is the main window."""
        super().__init__(window)
        self._journal, self._window = journal, window
        self._left: tuple[Path, ...] = ()
        self.ended.connect(self.deleteLater)

    def ask(self) -> None:
        """Ask for the present passphrase, and say what a change means."""
        words = _(
            "The journal and its backups are written anew under the new passphrase, which takes a while; a backup is made"
            " first. The recovery sheet that you have is of no use afterwards: a new one is shown, so have paper at hand."
            " Copies elsewhere, such as on a stick that is not plugged in now, stay under the old passphrase."
        )
        dialog = PassphraseDialog(
            self._window,
            _("Change the passphrase"),
            words,
            partial(is_present, self._journal.vault.key),
            action=_("Continue"),
            label=_("The passphrase as it is now"),
        )
        dialog.answered.connect(self._choose)
        dialog.rejected.connect(self.ended)
        dialog.open()

    @Slot()
    def _choose(self) -> None:
        dialog = NewPassphraseDialog(self._window)
        dialog.chosen.connect(self._change)
        dialog.rejected.connect(self.ended)
        dialog.open()

    @Slot(str)
    def _change(self, words: str) -> None:
        from journal.store import rekey

        vault = self._journal.vault

        def act(step: Step) -> rekey.Changed:
            return rekey.change_passphrase(vault.path, vault.key, words, device=vault.device, step=step)

        work = FileWork(self._journal, self._window, _("Changing the passphrase"), act)
        work.finished.connect(self._open_again)
        work.failed.connect(self._refuse)
        work.start()

    @Slot(object)
    def _open_again(self, changed: "rekey.Changed") -> None:
        """Under the new key, for the new sheet."""
        self._left = changed.left
        old = self._journal.vault

        def work(_progress: background.Progress) -> "Vault":
            from journal.store.vault import Vault

            return Vault.open_keyed(old.path, changed.key, device=old.device)

        background.run(work, self._go_on, self._lock)

    @Slot(object)
    def _go_on(self, vault: "Vault") -> None:
        self._journal.continue_in(vault)
        if self._left:
            dialogs.show_message(self._window, _("The passphrase is changed"), left_words(self._left))
        if not self._journal.is_open:
            return  # locked while that was read
        sheet = SheetOf(self._journal, self._window)
        sheet.ended.connect(self._lock)
        sheet.open()

    @Slot()
    def _lock(self, _fault: object = None) -> None:
        journal_window(self._window).leave(lock_reason.NEW_PASSPHRASE)

    @Slot(object)
    def _refuse(self, fault: Exception) -> None:
        self.ended.emit()
        dialogs.show_fault(self._window, fault, _("The passphrase was not changed"))


def left_words(left: "tuple[Path, ...] | list[Path]") -> str:
    """Which copies could not be reached, and what becomes of them."""
    said = n_(
        "This copy could not be reached and still opens with the old passphrase, which you should keep until then:",
        "These copies could not be reached and still open with the old passphrase, which you should keep until then:",
        len(left),
    )
    then = _("When they are there again, re-encrypt them with the current passphrase in Settings, under Backups.")
    return "\n\n".join([said, "\n".join(str(each) for each in left), then])


class AskingForSheet(QObject):
    """Shows the recovery sheet of the open journal, once the passphrase was typed."""

    def __init__(self, journal: OpenJournal, window: QWidget) -> None:
        """`window` is what the dialogs stand on."""
        super().__init__(window)
        self._journal, self._window = journal, window

    def ask(self) -> None:
        """Ask for the passphrase: whoever finds the window open must not walk away with the key."""
        text = _("The sheet opens the journal in place of the passphrase, so the passphrase is asked for first.")
        dialog = PassphraseDialog(
            self._window,
            _("Show the recovery sheet"),
            text,
            partial(is_present, self._journal.vault.key),
            action=_("Show it"),
        )
        dialog.answered.connect(self._show)
        dialog.rejected.connect(self._end)
        dialog.open()

    @Slot()
    def _show(self) -> None:
        sheet = SheetOf(self._journal, self._window)
        sheet.ended.connect(self._end)
        sheet.open()

    @Slot()
    def _end(self) -> None:
        if self._journal.is_open:
            self._journal.announce(Changed.BACKUPS)
        self.deleteLater()
