"""What the notices and the settings both do and say about the backups."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.text import _, n_
from journal.ui import background, dialogs, notifications
from journal.ui.open_journal import Changed, OpenJournal

if TYPE_CHECKING:
    from journal.store.known import Known


class BackingUp(QObject):
    """Makes a backup because the user asked for one, and says that it is there.

    `made` carries the sentences about what could not be done beside it, a tuple; `failed` the fault.
    """

    made = Signal(tuple)
    failed = Signal(object)

    def __init__(self, journal: OpenJournal, place: QWidget, *, only_news: bool = False) -> None:
        """`place` is where it is said, and what this goes with. only_news: see `news`."""
        super().__init__(place)
        self._journal, self._place, self._only_news = journal, place, only_news

    @Slot()
    def start(self) -> None:
        """Make one now, in a job."""
        background.run(self._make, self._say, self._fail)

    def _make(self, _progress: background.Progress) -> tuple[str, ...]:
        from journal.store import known, shelf

        faults = shelf.make(self._journal.vault, "demand").faults
        return news(faults, known.of(self._journal.vault)) if self._only_news else faults

    @Slot(object)
    def _say(self, faults: tuple[str, ...]) -> None:
        if self._journal.is_open:
            self._journal.announce(Changed.BACKUPS)
            self._journal.put_away("backup")
            notifications.say(self._place, _("Backed up and verified."))
        self.made.emit(faults)

    @Slot(object)
    def _fail(self, fault: Exception) -> None:
        self.failed.emit(fault)


def confirm(journal: OpenJournal, place: QWidget) -> None:
    """All is well after a restore: older backups make room again. A fault is shown over `place`."""
    from journal.store import known, shelf

    with dialogs.faults_shown(place):
        shelf.confirm(known.of(journal.vault))
        journal.put_away("paused")
        journal.announce(Changed.BACKUPS)


def news(faults: tuple[str, ...], of: "Known") -> tuple[str, ...]:
    """That the stick with the second folder is not plugged in is nothing new: it is said after two weeks."""
    return faults[:-1] if second_is_away(of) else faults


def second_is_away(of: "Known") -> bool:
    """Whether a second folder is named and not there; for a job."""
    from journal.store import backup_folders

    return bool(of.second) and not backup_folders.below(of, of.second).is_dir()


def paused_words() -> str:
    """Why nothing rotates."""
    return _("A backup was restored. No old backups are deleted until you confirm that all is well.")


def other_key_words(count: int) -> str:
    """That so many backups are not under the present passphrase."""
    said = n_(
        "{n} backup still opens with an earlier passphrase, and not with the present one.",
        "{n} backups still open with an earlier passphrase, and not with the present one.",
        count,
    )
    return said.format(n=count)
