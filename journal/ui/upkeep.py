"""What Upward does by itself for an open journal: a backup when one is due, a look at every page, and what it found.

It begins a moment after the window is there, works in the background, and says only what somebody must know. What the
notices over the page offer to do is done from here.
"""

import contextlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.errors import UpwardError
from journal.text import _
from journal.ui import background, backing_up
from journal.ui.backing_up import BackingUp
from journal.ui.open_journal import Changed, Notice, OpenJournal

if TYPE_CHECKING:
    from journal.store.known import Known

BEGIN_MS: Final = 1_000
#: How long a named second folder may be away before somebody must know.
SECOND_AWAY: Final = timedelta(days=14)


@dataclass(frozen=True)
class _Found:
    """What the look at the journal found.

    fault: why there is no new backup. faults: what the checks say against the file. is_made: a backup was made. away: the
    second folder, where it has been away for too long. is_paused: nothing rotates since a restore. under_other_key: how
    many backups another passphrase opens.
    """

    fault: str = ""
    faults: tuple[str, ...] = ()
    is_made: bool = False
    away: str = ""
    is_paused: bool = False
    under_other_key: int = 0


class Upkeep(QObject):
    """Belongs to the main window. `start` once it is shown; `act` does what a notice offers.

    `bring_back_asked` when the copy that is only looked at shall become the journal.
    """

    bring_back_asked = Signal()

    def __init__(self, journal: OpenJournal, window: QWidget) -> None:
        """Nothing is done before `start`."""
        super().__init__(window)
        self._journal, self._window = journal, window
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(BEGIN_MS)
        self._later.timeout.connect(self.begin)
        journal.locked.connect(self._later.stop)
        self._backing_up = BackingUp(journal, window, only_news=True)
        self._backing_up.made.connect(self._say_not_everywhere)
        self._backing_up.failed.connect(self._tell_fault)

    def start(self) -> None:
        """Begin once the window is painted and the user has seen it."""
        self._later.start()

    @Slot()
    def begin(self) -> None:
        """Back up the journal or check it, as is due."""
        if not self._journal.is_open:
            return
        if self._journal.is_read_only:
            self._say_read_only()
        else:
            background.run(self._look_after, self._tell, self._tell_fault)

    def _say_read_only(self) -> None:
        if not any(each.kind == "read-only" for each in self._journal.notices):
            said = _("{name} is open only to be looked at. Nothing in it can be changed.")
            self._journal.notice(Notice("read-only", said.format(name=self._journal.path.name), _("Show the backups…")))

    # -------------------------------------------------------------------------------------------- the job

    def _look_after(self, _progress: background.Progress) -> _Found:
        from journal.store import known, shelf

        vault, opened, now = self._journal.vault, self._journal.opened, datetime.now(UTC)
        of = _noted_away(known.of(vault), now)
        found = _Found(
            away=_away_for_long(of, now),
            is_paused=of.is_paused,
            under_other_key=len(shelf.under_other_key(of, vault.key.salt)),
        )
        if shelf.is_due(of, now):
            made = shelf.make(vault, "unlock")  # its own check is as thorough as ours
            return replace(found, is_made=True, fault=" ".join(backing_up.news(made.faults, of)))
        if opened and not opened.is_checked:
            with self._journal.snapshot() as copy:
                found = replace(found, faults=tuple(copy.integrity_faults()))
        if found.faults:
            shelf.pause(of)  # what is on the shelf is from before the damage
        return found

    @Slot(object)
    def _tell(self, found: _Found) -> None:
        if not self._journal.is_open:
            return
        if found.is_made:
            self._journal.announce(Changed.BACKUPS)
        if found.is_paused:
            self._journal.notice(Notice("paused", backing_up.paused_words(), _("All is well")))
        if found.under_other_key:
            said = backing_up.other_key_words(found.under_other_key)
            self._journal.notice(Notice("other-key", said, _("Re-encrypt with the current passphrase…")))
        if found.away:
            said = _("The second backup folder has not been there for over two weeks: {folder}")
            self._journal.notice(Notice("second", said.format(folder=found.away), _("Show the backups…")))
        if found.fault:
            self._journal.notice(Notice("backup", found.fault, _("Try again")))
        if found.faults:
            self._say_damaged()

    @Slot(object)
    def _tell_fault(self, fault: Exception) -> None:
        from journal.errors import JournalDamaged

        if not isinstance(fault, UpwardError):
            raise fault
        if not self._journal.is_open:
            return
        if isinstance(fault, JournalDamaged):
            self._say_damaged()
        else:
            said = _("No backup could be made. {why}").format(why=fault)
            self._journal.notice(Notice("backup", said, _("Try again")))

    def _say_damaged(self) -> None:
        said = _("The journal’s file is damaged. Stop writing, and bring back the newest backup.")
        self._journal.notice(Notice("damaged", said, _("Show the backups…")))

    # ------------------------------------------------------------------------------------------- the acts

    @Slot(str)
    def act(self, kind: str) -> None:
        """Do what the notice of this kind offers."""
        {
            "gone": self._save_elsewhere,
            "sheet": self._show_sheet,
            "backup": self._backing_up.start,
            "copies": self.merge,
            "looked-at": self.bring_back_asked.emit,
            "paused": self._confirm,
            "other-key": self.rekey,
        }.get(kind, self._show_backups)()

    @Slot(tuple)
    def _say_not_everywhere(self, faults: tuple[str, ...]) -> None:
        if faults and self._journal.is_open:
            self._journal.notice(Notice("backup", " ".join(faults), _("Try again")))

    @Slot()
    def merge(self) -> None:
        """Merge another copy of the journal into it."""
        from journal.ui.merging import Merging

        Merging(self._journal, self._window).choose()

    def _save_elsewhere(self) -> None:
        from journal.ui.elsewhere import save_elsewhere

        save_elsewhere(self._journal, self._window)

    def _show_sheet(self) -> None:
        from journal.ui.changing_passphrase import AskingForSheet

        AskingForSheet(self._journal, self._window).ask()

    def _show_backups(self) -> None:
        show = getattr(self._window, "go", None)
        if show:
            show("settings", "backups")

    @Slot()
    def rekey(self) -> None:
        """Bring backups that an earlier passphrase opens under the present one."""
        from journal.ui.rekeying import Rekeying

        Rekeying(self._journal, self._window).ask()

    def _confirm(self) -> None:
        backing_up.confirm(self._journal, self._window)


def _noted_away(of: "Known", now: datetime) -> "Known":
    """Note since when the second folder is away, or that it is back. Raises as `known.remember`."""
    from journal.store import known

    is_away = backing_up.second_is_away(of)
    if is_away == bool(of.second_away):
        return of
    noted = replace(of, second_away=now.isoformat() if is_away else "")
    known.remember(noted)
    return noted


def _away_for_long(of: "Known", now: datetime) -> str:
    """The second folder, where it has been away for over two weeks."""
    with contextlib.suppress(ValueError, TypeError):  # whatever stands there
        if of.second_away and now - datetime.fromisoformat(of.second_away) > SECOND_AWAY:
            return of.second
    return ""
