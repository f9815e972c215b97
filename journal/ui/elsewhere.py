"""Saving the journal elsewhere: the way out when its file cannot be written any more, or is gone.

A whole copy is made at a new place, verified, opened under the same passphrase, and written to from then on. What was
typed and could not be saved is saved there. The file at the old place is not touched. What is open only to be looked at
has nothing to go on with.
"""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from journal.errors import JournalReadOnly, UpwardError
from journal.store.vault import Vault
from journal.text import _
from journal.ui import background, dialogs, notifications, preferences
from journal.ui.autosave import Autosave
from journal.ui.long_job import LongJob
from journal.ui.open_journal import OpenJournal

NAME: Final = _("Save the journal elsewhere…")


def save_elsewhere(journal: OpenJournal, widget: QWidget) -> None:
    """Ask for a new place, and go on there; `widget` is where the user asked for it."""
    if journal.is_read_only:  # a backup that is looked at must not become the journal in passing
        notifications.say(widget, str(JournalReadOnly()))
    else:
        Elsewhere(journal, widget).choose()


class Elsewhere(QObject):
    """One attempt; it goes when it is over."""

    def __init__(self, journal: OpenJournal, widget: QWidget) -> None:
        """`widget` is where the user asked for it; dialogs and messages stand over its window."""
        super().__init__(widget)
        self._journal, self._widget = journal, widget
        self._target = Path()

    def choose(self) -> None:
        """Ask for the new place, and begin."""
        old = self._journal.path
        proposed = Path.home() / _("{name} {day}.upward").format(name=old.stem, day=date.today().isoformat())
        target = dialogs.choose_new_file(
            self._widget.window(), _("Save the journal elsewhere"), proposed, _("Journals (*.upward)")
        )
        if target is None:
            self.deleteLater()
            return
        self._target = target
        self._copy()

    def _copy(self) -> None:
        job = LongJob(
            self._widget.window(), _("Saving the journal elsewhere"), partial(_copy, self._journal, self._target)
        )
        job.finished.connect(self._go_on)
        job.failed.connect(self._stay)
        job.start()

    @Slot(object)
    def _go_on(self, vault: Vault) -> None:
        """Write to the new file from now on; what was saved at the old place meanwhile is copied as well, first."""
        if not self._journal.is_open:
            vault.close()
        elif _is_behind(vault, self._journal):
            vault.close()
            self._target.unlink()
            self._copy()
            return
        else:
            self._journal.continue_in(vault)
            for autosave in self._widget.window().findChildren(Autosave):
                autosave.flush()
            preferences.current().remember(last_journal=str(vault.path.resolve()))
            said = _("From now on the journal is at {path}. The old file was left as it is.")
            notifications.say(self._widget, said.format(path=vault.path))
        self.deleteLater()

    @Slot(object)
    def _stay(self, fault: Exception) -> None:
        self.deleteLater()
        if not isinstance(fault, background.Cancelled):
            dialogs.show_fault(self._widget.window(), fault, _("The journal was not saved elsewhere"))


def _copy(journal: OpenJournal, target: Path, _progress: background.Progress) -> Vault:
    """Runs on a worker thread."""
    journal.backup_to(target)
    return Vault.open_keyed(target, journal.vault.key, device=journal.vault.device)


def _is_behind(copy: Vault, journal: OpenJournal) -> bool:
    """Whether something was saved in the journal since the copy was made."""
    try:
        return journal.vault.last_change().changes > copy.last_change().changes
    except UpwardError:
        return False  # the old file can be neither read nor written: the copy is the newest there is
