"""Copies of a journal: made through the database's backup interface, under the same key, and verified by opening them."""

import contextlib
import os
import re
import secrets
import stat
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from journal import paths
from journal.errors import JournalBusy, JournalDamaged, JournalExists, JournalUnreachable, NotAJournal, not_written
from journal.store.connection import WAIT_MS, connect, create_file, faults_explained, read_salt
from journal.store.key import Key
from journal.store.migrations import APPLICATION_ID, CURRENT
from journal.text import _

LEFT_BEHIND_S: Final = 3600
_PASSING: Final = re.compile(r"\.+(.+?)(?:\.[0-9a-f]{8}\.copy)+")
_LEFT_BEHIND: Final = re.compile(rf"{_PASSING.pattern}(?:-journal|-wal|-shm)?")


@dataclass(frozen=True)
class Contents:
    """Which journal a file is, and in which state; a newer schema is not looked into.

    schema: its number. changes, changed_at: how often it was changed and when last (UTC). entries: those not in the trash.
    """

    journal_id: str
    schema: int
    changes: int
    changed_at: str
    entries: int


def copy_out(
    source: Path,
    key: Key,
    target: Path,
    *,
    wait_ms: int = WAIT_MS,
    held: Any = None,
    under: Key | None = None,
    read_only: bool = False,
) -> None:
    """Copy a journal into the new file `target`: it has that name only once it is on the disk and was opened to verify it.

    held: an open connection to copy from, where the file at `source` is not the journal any more. under: the key of the
    copy, where it is to be another one. read_only: no byte of `source` changes.

    Raises JournalExists, JournalUnreachable, DiskFull, JournalDamaged, and JournalBusy when another program keeps the
    journal to itself for longer than `wait_ms`; a failed copy leaves no file.
    """
    draft = target if _PASSING.fullmatch(target.name) else passing_name(target)
    if os.path.lexists(target):
        raise JournalExists(target)
    try:
        _copy_to(draft, source, key, under or key, wait_ms=wait_ms, held=held, read_only=read_only)
        if draft != target:
            give_name(draft, target)
    except JournalUnreachable as fault:
        raise JournalUnreachable(str(fault).replace(draft.name, target.name)) from None
    except OSError as error:
        raise not_written(error, target) from None
    finally:
        if draft != target:
            discard(draft)


def _copy_to(draft: Path, source: Path, key: Key, under: Key, *, wait_ms: int, held: Any, read_only: bool) -> None:
    """A verified copy, by the backup interface, or where that stumbles over an unused page that is spoilt, without it."""
    try:
        _copy_and_verify(source, key, draft, under, wait_ms=wait_ms, held=held, read_only=read_only)
    except JournalDamaged:
        passing = passing_name(draft)
        with faults_explained(), contextlib.ExitStack() as at_end:
            at_end.callback(discard, passing)
            if held or not _copy_what_is_used(source, key, passing):
                raise
            _copy_and_verify(passing, key, draft, under, wait_ms=0, held=None, read_only=True)


def _copy_and_verify(
    source: Path, key: Key, target: Path, under: Key, *, wait_ms: int, held: Any, read_only: bool
) -> None:
    create_file(target)
    try:
        with faults_explained():
            with contextlib.ExitStack() as open_files:
                live = held or open_files.enter_context(
                    contextlib.closing(connect(source, key, read_only=read_only, wait_ms=wait_ms))
                )
                copy = open_files.enter_context(contextlib.closing(connect(target, under)))
                # a writer waits for this step: it must not wait for a slow disk, whose turn comes below
                copy.execute("PRAGMA synchronous=OFF").fetchall()
                copy_pages(live, copy)
            settle_file(target)
            verify(target, under)
    except BaseException:
        discard(target)
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
        if page_faults(copy):
            raise JournalDamaged(_("The copy of the journal is not whole, so it was not kept."))


def page_faults(connection: Any) -> list[str]:
    """What the checks of every page say against a file; empty when it is whole.

    A power cut may tear a page that is not in use at that moment, and SQLite never reads it before it is written anew:
    as many spoilt pages as are unused, in a file whose every row is in its place, are no damage.
    """
    spoilt = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
    rows = [str(row[0]) for row in connection.execute("PRAGMA quick_check").fetchall() if row[0] != "ok"]
    if spoilt and not rows and len(spoilt) <= connection.execute("PRAGMA freelist_count").fetchone()[0]:
        return []
    return spoilt + rows


def _copy_what_is_used(source: Path, key: Key, target: Path) -> bool:
    """Copy without the pages that nothing uses, one of which may be spoilt, from a file that is whole else; whether it was.

    The backup interface copies nothing right after a page that cannot be read.
    """
    with contextlib.closing(connect(source, key, read_only=True)) as live:
        if page_faults(live):
            return False
        discard(target)
        create_file(target)
        live.execute("VACUUM INTO ?", (str(target),))
    return True


def contents(path: Path, key: Key) -> Contents:
    """Which journal a file is, and its state. Raises NotAJournal for another program's, WrongPassphrase, JournalDamaged."""
    with faults_explained(), contextlib.closing(connect(path, key, read_only=True)) as copy:
        owner, schema = (
            int(copy.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("application_id", "user_version")
        )
        if owner != APPLICATION_ID:
            raise NotAJournal(_("{path} is the encrypted database of another program.").format(path=path))
        if schema > CURRENT:
            return Contents("", schema, 0, "", 0)
        has_one = copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'identity'").fetchone()  # the first had none
        identity = (
            copy.execute("SELECT journal, changes, changed_at FROM identity").fetchone() if has_one else ("", 0, "")
        )
        entries = copy.execute("SELECT count(*) FROM entry WHERE deleted_at IS NULL").fetchone()
        return Contents(str(identity[0]), schema, int(identity[1]), str(identity[2]), int(entries[0]))


def settle_file(path: Path) -> None:
    """Wait until a file that nobody has open is on the disk. Raises DiskFull, or BadInput where it may not be touched."""
    try:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise not_written(error, path) from None


def discard(path: Path) -> None:
    """Remove a copy that is not wanted, and what the database may have left beside it."""
    for each in (path, path.with_name(f"{path.name}-journal")):
        with contextlib.suppress(OSError):
            each.unlink(missing_ok=True)


def free_name(path: Path, word: str) -> Path:
    """A name beside `path` that is not taken: `journal.before-restore-….upward`, or with a further number."""
    suffixes = ("", *(f"-{number}" for number in range(1, 1000)))
    names = (path.with_name(f"{path.stem}.{word}{suffix}{path.suffix}") for suffix in suffixes)
    return next(name for name in names if not name.exists())


def passing_name(path: Path) -> Path:
    """A name beside `path` for a copy that is gone again soon; that of a passing copy is made from the name behind it."""
    behind = _PASSING.fullmatch(path.name)
    return path.with_name(f".{behind[1] if behind else path.name}.{secrets.token_hex(4)}.copy")


def give_name(draft: Path, target: Path) -> None:
    """Give a finished file, which is on the disk, a name that nobody else has, and make that survive a power cut.

    Raises JournalExists when the name is taken, by another program in this very moment too, and OSError.
    """
    try:
        if os.name == "nt":
            draft.rename(target)  # there it never replaces a file
        else:
            os.link(draft, target)
            with contextlib.suppress(OSError):
                draft.unlink()  # else it is swept away later
    except FileExistsError:
        raise JournalExists(target) from None
    except FileNotFoundError:
        raise
    except OSError:
        _name_without_links(draft, target)
    paths.settle_folder(target.parent)


def _name_without_links(draft: Path, target: Path) -> None:
    """On a disk where a file has one name only, the name is taken first by an empty file."""
    create_file(target)
    try:
        draft.replace(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def sweep(path: Path) -> None:
    """Remove the passing copies in the folder of `path` that killed programs left behind: those untouched for an hour."""
    with contextlib.suppress(OSError):
        for each in list(path.parent.iterdir()):
            if _LEFT_BEHIND.fullmatch(each.name):
                with contextlib.suppress(OSError):
                    if is_left_behind(each):
                        each.unlink()


def is_left_behind(path: Path) -> bool:
    """Whether a file has not been touched for an hour: nobody is writing it any more."""
    found = path.lstat()
    return stat.S_ISREG(found.st_mode) and time.time() - found.st_mtime > LEFT_BEHIND_S
