"""Copies of a journal: made through the database's backup interface, under the same key, and verified by opening them."""

import contextlib
from pathlib import Path

from journal.errors import JournalDamaged, JournalExists
from journal.store.connection import connect, create_file, faults_explained, read_salt
from journal.store.key import Key
from journal.text import _


def copy_out(source: Path, key: Key, target: Path) -> None:
    """Copy a journal into the new file `target`, and open the copy to verify it.

    Raises JournalExists, JournalUnreachable, DiskFull, JournalDamaged; a failed copy leaves no file.
    """
    if target.exists():
        raise JournalExists(target)
    create_file(target)
    try:
        with faults_explained():
            with (
                contextlib.closing(connect(source, key)) as live,
                contextlib.closing(connect(target, key)) as copy,
            ):
                live.backup(copy)
            verify(target, key)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


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
