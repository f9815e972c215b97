"""One connection to the encrypted file: keyed, set to lose nothing, and refused when the library cannot be trusted.

Everything here runs without SQLAlchemy, so that a wrong passphrase is known before anything heavy is loaded.
"""

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import sqlcipher3
from sqlcipher3 import dbapi2

from journal.errors import (
    DiskFull,
    EncryptionMissing,
    JournalBusy,
    JournalDamaged,
    JournalExists,
    JournalMissing,
    JournalReadOnly,
    JournalReplaced,
    JournalUnreachable,
    NotAJournal,
    UpwardError,
    WrongPassphrase,
)
from journal.store.key import SALT_BYTES, Key
from journal.text import _

PLAIN_HEADER: Final = b"SQLite format 3\x00"
LEAST_BYTES: Final = 4096
LEAST_SQLITE: Final = (3, 51, 3)
WAIT_MS: Final = 5000

#: Why each stands as it does is measured: see DESIGN, section 2. The order matters: nothing is written before `temp_store`.
#: In KiB, negative as SQLite wants it: what the pages of a long journal read at once is not decrypted anew each time.
USUAL_CACHE: Final = -8192
PRAGMAS: Final = (
    "cipher_log_level=NONE",
    "temp_store=MEMORY",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "cell_size_check=ON",
    "mmap_size=0",
    f"cache_size={USUAL_CACHE}",
)
DatabaseError: Final = dbapi2.DatabaseError
_DATABASE_MOVED: Final = 8 | 4 << 8  # SQLITE_READONLY_DBMOVED, which the driver does not name
#: SQLite's own words for its codes: the driver's errors of a backup carry no code.
_SAID: Final[dict[str, int]] = {
    "database is locked": dbapi2.SQLITE_BUSY,
    "database or disk is full": dbapi2.SQLITE_FULL,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "unable to open database file": dbapi2.SQLITE_CANTOPEN,
    "file is not a database": dbapi2.SQLITE_NOTADB,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
}


def read_salt(path: Path) -> bytes:
    """The salt of a journal: its first 16 bytes. Only for a file that this process has not connected to.

    Raises JournalMissing, JournalUnreachable, and NotAJournal for anything that is plainly no encrypted journal.
    """
    try:
        size = _regular_size(path)
        with path.open("rb") as file:
            head = file.read(SALT_BYTES)
    except FileNotFoundError:
        raise JournalMissing(path) from None
    except OSError as error:
        raise JournalUnreachable(
            _("Upward may not read {path} ({why}). Check the rights of the file and its folder.").format(
                path=path, why=error.strerror
            )
        ) from None
    if head == PLAIN_HEADER:
        raise NotAJournal(_("{path} is a database without encryption, not a journal of Upward.").format(path=path))
    if size == 0:
        raise NotAJournal(_("{path} is empty, not a journal of Upward.").format(path=path))
    if size < LEAST_BYTES or size % LEAST_BYTES:
        raise NotAJournal(_("{path} is not a journal of Upward, or only a part of one.").format(path=path))
    return head


def _regular_size(path: Path) -> int:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise NotAJournal(_("{path} is not a file. Name the journal file itself.").format(path=path))
    return found.st_size


def create_file(path: Path) -> None:
    """Make the empty file that becomes a journal, with rights for its owner alone.

    Raises JournalExists, JournalUnreachable.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise JournalExists(path) from None
    except OSError as error:
        raise JournalUnreachable(
            _("Upward cannot create {path} ({why}). Choose a folder that you may write to.").format(
                path=path, why=error.strerror
            )
        ) from None


def connect(path: Path, key: Key, *, read_only: bool = False, wait_ms: int = WAIT_MS) -> Any:
    """A new connection, keyed and checked. Raises WrongPassphrase where key or contents do not fit, and fails closed.

    What a program that was killed while it saved has left half done is undone first, also where nothing may be written
    but that.
    """
    try:
        return _connected(path, key, read_only=read_only, wait_ms=wait_ms)
    except dbapi2.OperationalError as error:
        if not read_only or error.sqlite_errorcode & 0xFF != dbapi2.SQLITE_READONLY:
            raise
    _connected(path, key, read_only=False, wait_ms=wait_ms).close()
    return _connected(path, key, read_only=True, wait_ms=wait_ms)


def _connected(path: Path, key: Key, *, read_only: bool, wait_ms: int) -> Any:
    connection = keyed(path, key, read_only=read_only, wait_ms=wait_ms)
    try:
        settle(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def keyed(path: Path, key: Key, *, read_only: bool = False, wait_ms: int = 0) -> Any:
    """A new connection that has its key and has not looked into the file yet: `settle` must be the first to do so."""
    mode = "ro" if read_only else "rw"
    connection: Any = dbapi2.connect(
        f"file:{quote(_plain(path))}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=wait_ms / 1000,
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
        connection.execute(f'PRAGMA key="{key.pragma}"').fetchall()
        _require_encryption(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _plain(path: Path) -> bytes:
    """A path as bytes, whatever its letters; two slashes in front would name another computer."""
    name = os.fsencode(path)
    return b"/" + name.lstrip(b"/") if name.startswith(b"/") else name


def settle(connection: Any) -> None:
    """Every setting, and the proof that the key fits; this reads the file, with the patience that the connection has."""
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if connection.execute("PRAGMA temp_store").fetchone()[0] != 2:
        raise EncryptionMissing


def _require_encryption(connection: Any) -> None:
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if not version or not version[0] or tuple(sqlcipher3.dbapi2.sqlite_version_info) < LEAST_SQLITE:
        raise EncryptionMissing


@contextmanager
def faults_explained(*also: type[Exception]) -> Generator[None]:
    """Turn the database's errors into the sentences that a user can act on; what is our own fault goes through.

    also: further classes of exceptions that carry the database's own error as `orig`.
    """
    try:
        yield
    except (dbapi2.Error, *also) as error:
        fault = explained(error)
        if fault is None:
            raise
        raise fault from None


def explained(error: BaseException) -> UpwardError | None:
    """The fault of the outside world behind an error of the database, or None when it is a fault of ours."""
    original: Any = getattr(error, "orig", None) or error
    code: int = getattr(original, "sqlite_errorcode", 0) or _SAID.get(str(original), 0)
    known: dict[int, type[UpwardError]] = {
        dbapi2.SQLITE_BUSY: JournalBusy,
        dbapi2.SQLITE_LOCKED: JournalBusy,
        dbapi2.SQLITE_FULL: DiskFull,
        dbapi2.SQLITE_IOERR: DiskFull,
        dbapi2.SQLITE_READONLY: JournalReadOnly,
        dbapi2.SQLITE_CANTOPEN: JournalReplaced,
    }
    if code == _DATABASE_MOVED:
        return JournalReplaced()
    primary = code & 0xFF
    if primary == dbapi2.SQLITE_NOTADB:
        return WrongPassphrase()
    if primary == dbapi2.SQLITE_CORRUPT:
        return JournalDamaged()
    return known[primary]() if primary in known else None
