"""The vault: creates, opens and closes the encrypted file, and lends sessions to it.

Every write is one transaction that begins with `BEGIN IMMEDIATE`, so that a killed process leaves all of it or nothing,
definitions of tables included.
"""

import contextlib
import os
import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlcipher3 import dbapi2

from journal.errors import (
    DiskFull,
    JournalBusy,
    JournalClosed,
    JournalMissing,
    JournalReadOnly,
    JournalReplaced,
    JournalUnreachable,
    NotAJournal,
)
from journal.store import backup, history, identity, migrations, search
from journal.store.connection import WAIT_MS, connect, create_file, faults_explained, keyed, read_salt, settle
from journal.store.identity import LastChange
from journal.store.key import Key, check_new, derive, new_salt
from journal.text import _

POOL: Final = 5
_READ_OPTIONS: Final = {"writes": False}
_WRITE_OPTIONS: Final = {"writes": True}


class Vault:
    """One open journal. Use `create` or `open`; `read` and `write` lend sessions; `close` when done."""

    def __init__(self, path: Path, key: Key, device: str, *, read_only: bool = False) -> None:
        """Keep the key and make the pool; nothing is opened before the first session."""
        self.path = path
        self.device = device
        self.key = key
        self.is_read_only = read_only
        self._engine = _engine(path, key, read_only=read_only)
        self._reader = self._engine.execution_options(**_READ_OPTIONS)
        self._writer = self._engine.execution_options(**_WRITE_OPTIONS)
        #: The last version of a record that was written here, by `history.last_written`.
        self.last_written = ""
        self._is_closed = False
        #: Whether the file is a passing copy, which nobody wants once it is closed.
        self.goes_with_closing = False
        self._writing: set[int] = set()
        self._watch: Any = None
        self._version = 0
        self._file = _file_identity(path)

    @classmethod
    def create(cls, path: Path, passphrase: str, *, device: str = "") -> "Vault":
        """A new, empty journal at `path`.

        Raises WeakPassphrase, JournalExists, JournalUnreachable. When anything fails, no file is left.
        """
        check_new(passphrase)
        cls.create_keyed(path, derive(passphrase, new_salt()), device=device).close()
        try:
            return cls.open(path, passphrase, device=device)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    @classmethod
    def create_keyed(cls, path: Path, key: Key, *, device: str = "") -> "Vault":
        """A new, empty journal under the key of a journal that was: the same passphrase opens it. As `create` else."""
        create_file(path)
        try:
            with faults_explained(DBAPIError):
                vault = cls(path, key, device)
                try:
                    vault._upgrade(new=True)
                finally:
                    vault.close()
            return cls.open_keyed(path, key, device=device)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: Path, passphrase: str, *, device: str = "", read_only: bool = False) -> "Vault":
        """The journal at `path`. Raises JournalMissing, NotAJournal, JournalUnreachable, WrongPassphrase, JournalTooNew."""
        return cls.open_keyed(path, derive(passphrase, read_salt(path)), device=device, read_only=read_only)

    @classmethod
    def open_keyed(
        cls, path: Path, key: Key, *, device: str = "", read_only: bool = False, is_passing: bool = False
    ) -> "Vault":
        """The journal at `path` under a key that was derived already; as `open` else.

        `is_passing` says that it is itself a copy that soon goes, of which no backup is made before it is brought up.
        With `read_only` no byte of it changes, not even to bring an older schema up: raises NotAJournal for one.
        """
        if not path.exists():
            raise JournalMissing(path)
        if not read_only:
            _keep_from_others(path)
        with faults_explained(DBAPIError):
            _check_opens(path, key, read_only=read_only)
            vault = cls(path, key, device, read_only=read_only)
            try:
                vault._upgrade(needs_backup=not is_passing)
            except BaseException:
                vault.close()
                raise
        if not read_only:
            backup.sweep(path)
        return vault

    def close(self) -> None:
        """Close every connection. The object must not be used afterwards."""
        self._is_closed = True
        if self._watch is not None:
            self._watch.close()
        self._engine.dispose()
        if self.goes_with_closing:
            backup.discard(self.path)

    @contextmanager
    def read(self, wait_ms: int = WAIT_MS) -> Generator[Session]:
        """A session that reads one consistent state. Keep it short: a writer waits for every reader.

        Raises JournalBusy after `wait_ms` when another program has the journal to itself, JournalClosed after `close`.
        """
        self._refuse_closed()
        engine = self._reader.execution_options(wait_ms=wait_ms)
        with faults_explained(DBAPIError), Session(engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self, wait_ms: int = WAIT_MS) -> Generator[Session]:
        """A session whose changes are committed as one transaction at the end, or not at all.

        Raises JournalBusy after `wait_ms` when another program is writing, JournalReplaced when the file was exchanged
        under us, DiskFull. A write within a write is refused at once: it is a mistake of ours.
        """
        thread = threading.get_ident()
        if thread in self._writing:
            raise RuntimeError("a write within a write")
        self._refuse_closed()
        if self.is_read_only:
            raise JournalReadOnly
        self._refuse_exchanged_file()
        self._writing.add(thread)
        try:
            with self._faults_of_writing(), self._session(wait_ms) as session:
                driver: Any = (
                    session.connection().connection.driver_connection
                )  # takes the lock before anything is done
                before = driver.total_changes
                yield session
                session.flush()
                if driver.total_changes != before:
                    identity.count_change(session)
                session.commit()
                self.last_written = history.last_written(session) or self.last_written
            self._refuse_exchanged_file()  # exchanged meanwhile: what was committed is in a file that nobody opens again
        finally:
            self._writing.discard(thread)

    def data_version(self) -> int:
        """A number that changes whenever anybody, we ourselves included, has changed the file. Never waits.

        While somebody is writing at this very moment it is the number of before.
        """
        try:
            self._refuse_closed()
            with faults_explained():
                if self._watch is None:
                    self._watch = connect(self.path, self.key, read_only=self.is_read_only, wait_ms=0)
                self._version = int(self._watch.execute("PRAGMA data_version").fetchone()[0])
        except JournalBusy:
            pass
        return self._version

    def backup_to(self, target: Path, *, wait_ms: int = WAIT_MS) -> None:
        """A copy of the present state in a new file under the same key, verified by opening it. `target` must not exist.

        Works even when the file was deleted or replaced under us, as long as the window has looked at it before: the open
        connection still holds what was there.
        """
        held = self._watch if self.is_exchanged() else None
        if held is None:
            self._refuse_exchanged_file()
        backup.copy_out(self.path, self.key, target, wait_ms=wait_ms, held=held)

    @contextmanager
    def snapshot(self) -> "Generator[Vault]":
        """A verified copy of the present state to read from at leisure, gone at the end.

        A writer waits for every reader, so whatever reads long reads here. The copy lies beside the journal, encrypted
        under the same key; in a folder that we may not write to there is no writer of ours to keep waiting, and the
        journal itself is read.
        """
        if self.is_read_only or not os.access(
            self.path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids
        ):
            yield self
            return
        path = backup.passing_name(self.path)
        self.backup_to(path)
        copy = Vault(path, self.key, self.device)
        try:
            yield copy
        finally:
            copy.close()
            path.unlink(missing_ok=True)

    def _refuse_closed(self) -> None:
        """A late timer must not touch a file that somebody else takes as a whole now: the pool would connect again."""
        if self._is_closed:
            raise JournalClosed

    def is_exchanged(self) -> bool:
        """Whether another file, or none, lies where ours was: whatever is written now would be lost."""
        return _file_identity(self.path) != self._file

    def last_change(self) -> LastChange:
        """How often the journal was changed, and when for the last time."""
        with self.read() as session:
            return identity.read(session)[1]

    @cached_property
    def journal_id(self) -> str:
        """The UUID that every copy of this journal has."""
        with self.read() as session:
            return identity.read(session)[0]

    def integrity_faults(self) -> list[str]:
        """What `cipher_integrity_check`, `quick_check` and the search index say against the file; empty when it is whole.

        The index is asked by a statement that only a journal open for writing takes.
        """
        with faults_explained(DBAPIError), self._reader.connect() as connection:
            faults = backup.page_faults(connection.connection.driver_connection)
            return faults or ([] if self.is_read_only else search.index_faults(connection))

    @contextmanager
    def _faults_of_writing(self) -> Generator[None]:
        """What the database calls read-only or a failing disk may be that the file is another one by now."""
        try:
            with faults_explained(DBAPIError):
                yield
        except (JournalReadOnly, DiskFull, JournalUnreachable):
            self._refuse_exchanged_file()
            raise

    def _session(self, wait_ms: int) -> Session:
        engine = self._writer.execution_options(wait_ms=wait_ms)
        return history.KeepingSession(engine, expire_on_commit=False, info={"device": self.device})

    def _upgrade(self, *, new: bool = False, needs_backup: bool = True) -> None:
        """Bring an older schema up to ours, with a verified backup made first; only a new file may be without any."""
        found = migrations.version_of(self._reader)
        if found == migrations.CURRENT and identity.is_there(self._reader):
            return
        migrations.refuse_newer(found)
        if not found and not new:
            raise NotAJournal(_("{path} is the encrypted database of another program.").format(path=self.path))
        if self.is_read_only:
            raise NotAJournal(
                _("{path} was written by an older Upward: open it as a journal first.").format(path=self.path)
            )
        if found == migrations.CURRENT:
            identity.add(self._writer)
            return
        if found and needs_backup:
            from journal.store import shelf  # not needed for a journal that is up to date

            shelf.make(self, "migration")
        migrations.upgrade(self._writer)

    def _refuse_exchanged_file(self) -> None:
        if self.is_exchanged():
            raise JournalReplaced


def _engine(path: Path, key: Key, *, read_only: bool) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=lambda: keyed(path, key, read_only=read_only),
        poolclass=QueuePool,
        pool_size=POOL,
        pool_use_lifo=True,  # what one has decrypted of the file, the next reading finds again
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "reset", _end_transaction)
    return engine


def _begin(connection: Connection) -> None:
    """Begin for real: the driver would begin only at the first change of rows, and never before a change of tables.

    A new connection looks into the file here for the first time, so that it waits no longer than its first user wants to.
    """
    options = connection.get_execution_options()
    driver: Any = connection.connection.driver_connection
    # said each time: a connection from the pool still has the patience of whoever used it before
    driver.execute(f"PRAGMA busy_timeout={int(options.get('wait_ms', WAIT_MS))}")
    if not connection.info.get("settled"):
        settle(driver)
        connection.info["settled"] = True
    if options.get("migrates"):  # a table that is made anew must not take along the rows that name it
        connection.info["migrates"] = True
        driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _end_transaction(connection: Any, record: ConnectionPoolEntry, _state: object) -> None:
    """A commit that failed, as while somebody reads, leaves the driver in its transaction with all its locks: end it."""
    connection.rollback()
    if record.info.pop("migrates", False):
        connection.execute("PRAGMA foreign_keys=ON")


def _check_opens(path: Path, key: Key, *, read_only: bool) -> None:
    connection = connect(path, key, read_only=read_only)
    connection.close()


def _keep_from_others(path: Path) -> None:
    """A journal is for its owner alone, however it came here; where the rights cannot be changed they stay."""
    with contextlib.suppress(OSError):
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _file_identity(path: Path) -> tuple[int, int] | None:
    """Which file this is, by `stat` alone: opening a connected file would drop SQLite's lock. None when there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 (said plainly: only stat is allowed here)
    except OSError:
        return None
    return found.st_dev, found.st_ino
