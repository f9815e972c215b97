"""The gate: the window's only way to the journal. It lends sessions and says what kind of thing changed.

A page reads with `read()` and changes with `write(what)`; one action of the user is one transaction. After the commit
`changed(what)` tells the pages what kind of thing changed; a failed write announces nothing.
"""

import contextlib
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Flag, auto
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from journal import paths
from journal.errors import JournalReplaced, UpwardError
from journal.practices import managers
from journal.store import history, known, opening, shelf
from journal.store.vault import Vault
from journal.text import _
from journal.ui import background

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from journal.store.key import Key
    from journal.store.opening import Opened

WATCH_MS: Final = 2000
READ_MS: Final = 250  # how long the window's thread waits at most while another program has the file to itself


class Changed(Flag):
    """Kinds of things that can change; a page names those that it shows."""

    ENTRIES = auto()
    MEETINGS = auto()
    COMMITMENTS = auto()
    LINES = auto()
    MANAGERS = auto()
    IMPORTANCE = auto()
    RECEIPTS = auto()
    #: The working agreement, limits of authority, surprises, experience.
    AGREEMENT = auto()
    #: Goals with their evidence, bigger-role cases, development talks, the pulse.
    GROWTH = auto()
    PROMPTS = auto()
    #: The copies that stand on the shelf, and the sheet: what the settings say of the file.
    BACKUPS = auto()


ANYTHING: Final = ~Changed(0)


@dataclass(frozen=True)
class Notice:
    """Something about the journal as a whole that stays in sight until it is done or put away.

    kind: what it is about, one notice of a kind at a time: `read-only`, `gone`, `damaged`, `older`, `copies`, `sheet`,
    `backup`. text: one or two sentences. action: what the button says that does something about it; empty for none.
    """

    kind: str
    text: str
    action: str = ""


class OpenJournal(QObject):
    """One open journal in the window. Belongs to the window's thread; jobs lend sessions by `read_anywhere`."""

    #: What kinds of things changed, as `Changed`.
    changed = Signal(object)
    #: The journal is about to close: whoever holds unsaved text must write it now.
    closing = Signal()
    #: The journal is closed and must not be used any more.
    locked = Signal()
    #: The file was replaced, moved or taken away under us: nothing is written until it is back or saved elsewhere.
    gone = Signal()
    #: `notices` changed.
    noticed = Signal()

    def __init__(self, vault: Vault, parent: QObject | None = None, *, opened: "Opened | None" = None) -> None:
        """Take over an open vault, and what was found when it was opened; made on the window's thread."""
        super().__init__(parent)
        self._vault = vault
        self.opened = opened
        self.notices: list[Notice] = []
        self._is_gone = False
        self._is_open = True
        self._is_over = False
        self._version = vault.data_version()
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self.look_for_changes)
        self._watch.start()

    @staticmethod
    def open_vault(path: Path, passphrase: str) -> Vault:
        """Open a journal; takes as long as the derivation of the key, so it runs on a worker thread."""
        return Vault.open(path, passphrase, device=paths.device())

    @staticmethod
    def open_file(path: Path, secret: "str | Key", *, read_only: bool = False) -> "Opened":
        """Open a journal with its passphrase or the key of its recovery sheet, and look it over; for a worker thread."""
        return opening.open_journal(path, secret, device=paths.device(), read_only=read_only)

    @staticmethod
    def create_vault(path: Path, key: "Key", manager_name: str, today: date) -> Vault:
        """Make a new journal with its first chapter under the key of its passphrase; runs on a worker thread."""
        vault = Vault.create_keyed(path, key, device=paths.device())
        with vault.write() as session:
            managers.begin(session, manager_name, today)
        return vault

    @property
    def path(self) -> Path:
        """Where the journal's file is."""
        return self._vault.path

    @property
    def is_open(self) -> bool:
        """Whether it may still be used."""
        return self._is_open

    @property
    def is_read_only(self) -> bool:
        """Whether it was opened only to be looked at."""
        return self._vault.is_read_only

    @property
    def journal_id(self) -> str:
        """The UUID that every copy of this journal has."""
        return self._vault.journal_id

    @property
    def vault(self) -> Vault:
        """The vault itself, for a job that copies, merges or backs up; pages read and write through the gate."""
        return self._vault

    def read(self) -> "AbstractContextManager[Session]":
        """A session for reading, short: what is read is plain or detached when the block ends.

        Raises JournalBusy after a moment: the page then shows what it has, and the window lets it read again.
        """
        return self._vault.read(READ_MS)

    def read_anywhere(self) -> "AbstractContextManager[Session]":
        """A session for reading from a job on another thread."""
        return self._vault.read()

    def write_anywhere(self) -> "AbstractContextManager[Session]":
        """A session for writing from a job on another thread; call `announce` on the window's thread afterwards."""
        return self._vault.write()

    @contextmanager
    def write(self, what: Changed, wait_ms: int = 0) -> "Generator[Session]":
        """A session that is committed at the end of the block; then the change is announced.

        Raises JournalBusy at once when another program is writing, so that the window never stands still, or after
        `wait_ms`: as long as a job of our own may read, for what is not tried again by itself.
        """
        with self._vault.write(wait_ms=wait_ms) as session:
            yield session
        self.announce(what)

    def announce(self, what: Changed) -> None:
        """Tell the pages what kinds of things changed."""
        self._version = self._vault.data_version()
        self.changed.emit(what)

    def let_go(self) -> None:
        """Close the file for an act that takes it as a whole; nothing is read or written before `continue_in`.

        Everything typed must be saved before.
        """
        self._watch.stop()
        self._is_open = False
        self._remember_state()
        self._vault.close()

    def continue_in(self, vault: Vault) -> None:
        """From now on the journal is another file with the same contents; the pages notice nothing but the change."""
        left, self._vault = self._vault, vault
        left.close()
        self._is_open = True
        self._watch.start()
        self._is_gone = False
        self.put_away("gone")
        self.announce(ANYTHING)

    def notice(self, notice: Notice) -> None:
        """Keep something about the journal in sight, in place of an earlier notice of its kind."""
        self.notices = [*(each for each in self.notices if each.kind != notice.kind), notice]
        self.noticed.emit()

    def put_away(self, kind: str) -> None:
        """The notice of this kind is done with."""
        self.notices = [each for each in self.notices if each.kind != kind]
        self.noticed.emit()

    def snapshot(self) -> "AbstractContextManager[Vault]":
        """A copy of the present state to read from for long; for a job."""
        return self._vault.snapshot()

    def backup_to(self, target: Path) -> None:
        """A verified copy of the present state; for a job."""
        self._vault.backup_to(target)

    @Slot()
    def empty_old_trash(self) -> None:
        """Delete for good, in the background, what has been in the trash for too long."""
        if self._is_open:
            background.run(self._empty_old_trash, self._announce_emptied, self._leave_trash)

    def _empty_old_trash(self, _progress: background.Progress) -> int:
        moment = datetime.now(UTC)
        with self.read_anywhere() as session:
            if not history.has_old_trash(session, moment):
                return 0
        shelf.make(self._vault, "deletion")
        with self.write_anywhere() as session:
            return history.empty_old_trash(session, moment)

    @Slot(object)
    def _announce_emptied(self, count: int) -> None:
        if count and self._is_open:
            self.announce(ANYTHING)

    @Slot(object)
    def _leave_trash(self, fault: Exception) -> None:
        """Busy, or not ours to change: it is tried again after the next opening."""
        if not isinstance(fault, UpwardError):
            raise fault

    def close(self) -> None:
        """Ask for unsaved text, then close the journal."""
        if self._is_open:
            self.closing.emit()
            self.let_go()
        if not self._is_over:
            self._is_over = True
            self.locked.emit()

    def _remember_state(self) -> None:
        """What this computer has seen of the journal last, so that an older copy in its place is noticed."""
        if self.is_read_only or self._vault.is_exchanged():
            return
        with contextlib.suppress(UpwardError):  # busy or unreadable now: the state of before is remembered
            known.saw(self._vault)

    def _look_for_the_file(self) -> None:
        is_gone, self._is_gone = self._is_gone, self._vault.is_exchanged()
        if self._is_gone and not is_gone:
            self.notice(Notice("gone", str(JournalReplaced()), _("Save the journal elsewhere…")))
            self.gone.emit()
        elif is_gone and not self._is_gone:
            self.put_away("gone")

    @Slot()
    def look_for_changes(self) -> None:
        """Notice what another program wrote beside us, and let the pages read again."""
        self._look_for_the_file()
        try:
            version = self._vault.data_version()
        except UpwardError:
            return  # busy at this moment, or gone: the next look, or the next save, says so
        if version != self._version:
            self._version = version
            self.changed.emit(ANYTHING)
