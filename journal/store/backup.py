"""Copies of a journal: made through the database's backup interface, under the same key, and verified by opening them."""

import contextlib
import re
import secrets
import stat
import time
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from journal.errors import JournalBusy, JournalDamaged
from journal.store.connection import WAIT_MS, connect, create_file, faults_explained, read_salt
from journal.store.key import Key
from journal.text import _

LEFT_BEHIND_S: Final = 3600


def copy_out(
    source: Path, key: Key, target: Path, *, wait_ms: int = WAIT_MS, held: Any = None, under: Key | None = None
) -> None:
    """Copy a journal into the new file `target`, and open the copy to verify it.

    held: an open connection to copy from, where the file at `source` is not the journal any more. under: the key of the
    copy, where it is to be another one.

    Raises JournalExists, JournalUnreachable, DiskFull, JournalDamaged, and JournalBusy when another program keeps the
    journal to itself for longer than `wait_ms`; a failed copy leaves no file.
    """
    create_file(target)
    try:
        with faults_explained():
            with contextlib.ExitStack() as open_files:
                live = held or open_files.enter_context(contextlib.closing(connect(source, key, wait_ms=wait_ms)))
                copy = open_files.enter_context(contextlib.closing(connect(target, under or key)))
                copy_pages(live, copy)
            verify(target, under or key)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def copy_pages(live: Any, copy: Any) -> None:
    """Copy every page in one step: in several, each save meanwhile would make it begin again.

    Raises JournalBusy when the patience of `live` is over; the driver alone would go on trying for ever.
    """

    def refuse_waiting(status: int, _remaining: int, _total: int) -> None:
        if status in {dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED}:
            raise JournalBusy

    live.backup(copy, progress=refuse_waiting)


def verify(path: Path, key: Key) -> None:
    """Open a journal that nobody has open and check every page. Raises JournalDamaged, WrongPassphrase."""
    if read_salt(path) != key.salt:
        raise JournalDamaged(_("The copy of the journal cannot be opened with the passphrase, so it was not kept."))
    with faults_explained(), contextlib.closing(connect(path, key, read_only=True)) as copy:
        faults = copy.execute("PRAGMA cipher_integrity_check").fetchall()
        if faults or copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise JournalDamaged(_("The copy of the journal is not whole, so it was not kept."))


def free_name(path: Path, word: str) -> Path:
    """A name beside `path` that is not taken: `journal.before-schema-2.upward`, or with a further number."""
    suffixes = ("", *(f"-{number}" for number in range(1, 1000)))
    names = (path.with_name(f"{path.stem}.{word}{suffix}{path.suffix}") for suffix in suffixes)
    return next(name for name in names if not name.exists())


def passing_name(path: Path) -> Path:
    """A name beside `path` for a copy that is gone again soon."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.copy")


def sweep(path: Path) -> None:
    """Remove the passing copies beside `path` that a killed program left behind: those untouched for an hour."""
    pattern = re.compile(re.escape(f".{path.name}.") + r"[0-9a-f]{8}\.copy(-journal)?")
    with contextlib.suppress(OSError):
        for each in path.parent.iterdir():
            if pattern.fullmatch(each.name) and _is_left_behind(each):
                each.unlink()


def _is_left_behind(path: Path) -> bool:
    found = path.lstat()
    return stat.S_ISREG(found.st_mode) and time.time() - found.st_mtime > LEFT_BEHIND_S
