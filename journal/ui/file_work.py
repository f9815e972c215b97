"""An act on the journal's file as a whole, such as a change of passphrase: nothing else has the file open meanwhile.

Everything typed is saved, the file is closed, the act runs as a job, and the window says that it runs. Where it fails,
the journal is opened again as it was. It cannot be cancelled: it is over soon, and half of it would be no use.
"""

from collections.abc import Callable
from typing import Any, Final, Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.errors import UpwardError
from journal.store.vault import Vault
from journal.text import _
from journal.ui import background, dialogs
from journal.ui.open_journal import OpenJournal

_LOOK_AGAIN_MS: Final = 20
Step = Callable[[int, int], None]


class JournalWindow(Protocol):
    """What the window of an open journal can do for an act on its file."""

    def save_everything(self) -> bool:
        """Save what is typed anywhere; whether nothing is unsaved any more."""
        ...

    def leave(self, reason: str) -> None:
        """Close the journal, whatever is under way, and ask for its passphrase; `reason` is a code of `lock_reason`."""

    def look_beside(self, journal: OpenJournal, bring_back: Callable[[], None]) -> None:
        """Show a journal that is open only to be looked at in a window of its own."""


def journal_window(widget: QWidget) -> JournalWindow:
    """The window that a widget stands in."""
    return cast(JournalWindow, cast(object, widget.window()))


class _Unsaved(UpwardError):
    """Something that was typed could not be saved."""


class _Bar(dialogs.ProgressDialog):
    """It stays over the window as long as the journal is closed: Escape would lay the pages open."""

    def reject(self) -> None:
        """There is no way out before the end."""


class FileWork(QObject):
    """One act. Exactly one of `finished`, with the journal still closed, and `failed`, with it open again, is sent."""

    finished = Signal(object)
    failed = Signal(object)
    _stepped = Signal(int, int)

    def __init__(
        self, journal: OpenJournal, window: QWidget, title: str, work: Callable[[Step], Any], *, saves: bool = True
    ) -> None:
        """work: runs on a worker thread, while nobody has the file; given what to tell how much is done, and of how much.

        saves: whether it is refused when something that was typed cannot be saved; else the words are looked after.
        """
        super().__init__(window)
        self._saves = saves
        self._journal, self._window, self._work = journal, window, work
        self._fault: Exception | None = None
        self._bar = _Bar(window, title, _("This takes a moment. Please let it finish."))
        self._bar.cancel.hide()
        self._stepped.connect(self._bar.progress)
        self._quiet = QTimer(self)
        self._quiet.setInterval(_LOOK_AGAIN_MS)
        self._quiet.timeout.connect(self._begin_when_quiet)

    def start(self) -> None:
        """Save, wait for the jobs that read the file, and begin."""
        if not journal_window(self._window).save_everything() and self._saves:
            said = _("Something that you typed is not saved yet. Save it, or delete it, and try again.")
            self._end(_Unsaved(said))
            return
        background.cancel_all()
        self._bar.show()
        self._quiet.start()

    @Slot()
    def _begin_when_quiet(self) -> None:
        if background.is_busy():
            return
        self._quiet.stop()
        if not self._journal.is_open:
            self._end(None)  # locked meanwhile
            return
        self._journal.let_go()
        background.run(self._do, self._finish, self._open_again)

    def _do(self, _progress: background.Progress) -> object:
        return self._work(self._stepped.emit)  # and never the job's own step, which ends in the middle when one locks

    @Slot(object)
    def _finish(self, result: object) -> None:
        self._hide_bar()
        self.finished.emit(result)
        self.deleteLater()

    @Slot(object)
    def _open_again(self, fault: Exception) -> None:
        """Nothing was changed: the journal is opened as it was."""
        self._fault = fault
        background.run(self._opened, self._go_on, self._give_up)

    def _opened(self, _progress: background.Progress) -> Vault:
        old = self._journal.vault
        return Vault.open_keyed(old.path, old.key, device=old.device, read_only=old.is_read_only)

    @Slot(object)
    def _go_on(self, vault: Vault) -> None:
        self._journal.continue_in(vault)
        self._end(self._fault)

    @Slot(object)
    def _give_up(self, fault: Exception) -> None:
        """The file does not open any more: the first window is where that is looked after."""
        self._hide_bar()
        dialogs.show_fault(self._window, self._fault or fault)
        journal_window(self._window).leave("")

    def _end(self, fault: Exception | None) -> None:
        self._hide_bar()
        if fault is not None:
            self.failed.emit(fault)
        self.deleteLater()

    def _hide_bar(self) -> None:
        self._quiet.stop()
        self._bar.hide()
        self._bar.deleteLater()
