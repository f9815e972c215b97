"""The shelf of a journal's backups: where they stand, which there are, and putting a new one there.

A backup gets its name only when it is whole, verified by opening it and on the disk; a killed program leaves a hidden file
that is swept away later. Backups stand in the data folder, or in a folder that the user named, and also in a second one.
"""

import contextlib
import errno
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journal.errors import JournalExists, UpwardError, not_written
from journal.store import backup, known, labels
from journal.store.backup_files import Backup, free_name, standing, standing_in, sweep
from journal.store.backup_folders import below, first_folder, folders, forget_folder, name_folders, unreachable
from journal.store.beside import taken_along
from journal.store.connection import WAIT_MS, create_file
from journal.store.key import Key
from journal.store.known import Known
from journal.store.labels import Label
from journal.store.letting_go import let_go, made_at
from journal.store.proving import iso, label_of, prove, prove_one, rekeyed
from journal.text import _

__all__ = [
    "REASONS",
    "Backup",
    "Made",
    "backups",
    "confirm",
    "folders",
    "forget_folder",
    "is_due",
    "make",
    "name_folders",
    "newest_verified",
    "pause",
    "prove",
    "put",
    "rekeyed",
    "standing",
    "under_other_key",
    "unreachable",
]

if TYPE_CHECKING:
    from journal.store.vault import Vault

#: Why a backup is made.
REASONS: Final = frozenset(
    {"unlock", "demand", "migration", "import", "merge", "passphrase", "deletion", "first", "restore"}
)
DUE: Final = timedelta(hours=12)
#: How far a backup's moment may lie ahead of the clock before the clock must have been set back.
SLACK: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class Made:
    """A new backup, the one in the second folder, and sentences about what could not be done beside that."""

    backup: Backup
    second: Backup | None
    faults: tuple[str, ...]


def backups(of: Known) -> list[Backup]:
    """Every backup in the folders that are there, the newest first."""
    found = [each for folder in folders(of) for each in standing_in(folder, of.path)]
    return sorted(found, key=made_at, reverse=True)


def newest_verified(of: Known, now: datetime | None = None) -> Backup | None:
    """The newest backup that was found whole. One that comes from the future counts only when there is no other."""
    verified = [each for each in backups(of) if each.is_verified]
    latest = (now or datetime.now(UTC)) + SLACK
    return next((each for each in verified if each.made_at <= latest), verified[0] if verified else None)


def is_due(of: Known, now: datetime | None = None) -> bool:
    """Whether the newest verified backup is over 12 hours old, or there is none."""
    now = now or datetime.now(UTC)
    newest = newest_verified(of, now)
    return newest is None or not -SLACK <= now - newest.made_at <= DUE


def under_other_key(of: Known, salt: bytes) -> list[Backup]:
    """The backups that do not open with the key that belongs to this salt, and such copies beside the journal."""
    earlier = {bytes.fromhex(each) for each in (of.salt, *of.former) if each} - {salt}
    found = [each for each in backups(of) if each.salt and each.salt != salt]
    for each in taken_along(Path(of.path), earlier) if of.path and earlier else ():
        with contextlib.suppress(OSError):  # gone in this moment
            found.append(standing(each))
    return found


def make(vault: "Vault", reason: str, *, wait_ms: int = WAIT_MS, now: datetime | None = None) -> Made:
    """Back up an open journal: see `put`. JournalBusy when another program keeps it to itself for over `wait_ms`."""
    return put(known.of(vault), vault.key, partial(vault.backup_to, wait_ms=wait_ms), reason, now=now)


def put(of: Known, key: Key, copy_to: Callable[[Path], None], reason: str, *, now: datetime | None = None) -> Made:
    """Put a new backup on the shelf, and let older ones go as the rotation says.

    copy_to: makes a copy of the journal under `key` in a new file, on the disk and verified, as `Vault.backup_to` does.
    When the named folder is not there, the backup goes to the data folder. What goes wrong with the second folder is told
    by `faults`. Raises DiskFull, JournalBusy, JournalDamaged, BadInput, JournalUnreachable: then no backup was made and
    none is gone.
    """
    if reason not in REASONS:
        raise ValueError(reason)
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    folder, faults = first_folder(of)
    made = _put_into(folder, of, key, copy_to, reason, moment)
    _note(of, moment)
    second: Backup | None = None
    if of.second and below(of, of.second) != folder:
        try:
            second = _put_second(of, key, made, reason, moment)
        except UpwardError as error:
            faults.append(_("The second backup was not made: {why}").format(why=error))
    prove_one(folder, key, of.path)
    return Made(made, second, tuple(faults))


def pause(of: Known) -> None:
    """Let no backup go until `confirm`: after a restore, or when a check found something. Raises as `known.remember`."""
    known.remember(replace(known.by_id(of.journal_id) or of, is_paused=True))


def confirm(of: Known) -> None:
    """The user says that all is well: the rotation goes on. Raises as `known.remember`."""
    known.remember(replace(known.by_id(of.journal_id) or of, is_paused=False))


def _put_into(
    folder: Path, of: Known, key: Key, copy_to: Callable[[Path], None], reason: str, moment: datetime
) -> Backup:
    """A new backup in one folder, and what the rotation does not keep gone from there."""
    target = free_name(folder, moment)
    draft = backup.passing_name(target)
    try:
        copy_to(draft)
        made = standing(_named(draft, folder, moment, label_of(draft, key, reason, labels.origin_of(of.path))))
    except OSError as error:
        raise not_written(error, target) from None
    finally:
        backup.discard(draft)
    let_go(folder, of, made, key, moment)
    sweep(folder)
    return made


def _named(draft: Path, folder: Path, moment: datetime, label: Label) -> Path:
    """Give a backup its name once its label is on the disk too; the next free one when somebody else was faster.

    Raises OSError, JournalUnreachable.
    """
    while True:
        target = free_name(folder, moment)
        noted = labels.draft(target, label)
        try:
            backup.give_name(draft, target)
        except JournalExists:
            noted.discard()
            continue
        except BaseException:
            noted.discard()
            raise
        noted.place()
        return target


def _put_second(of: Known, key: Key, made: Backup, reason: str, moment: datetime) -> Backup:
    folder = below(of, of.second)
    if not folder.is_dir():
        raise not_written(FileNotFoundError(errno.ENOENT, ""), folder)
    return _put_into(folder, of, key, partial(_copy_closed, made.path, key), reason, moment)


def _copy_closed(source: Path, key: Key, target: Path) -> None:
    """Copy a backup, which nobody writes to, byte by byte, and open the copy to verify it."""
    create_file(target)
    with source.open("rb") as whole, target.open("wb") as copy:
        shutil.copyfileobj(whole, copy)
    backup.settle_file(target)
    backup.verify(target, key)


def _note(of: Known, moment: datetime) -> None:
    """Note when the last backup was made; the backup itself is there, whether that can be written or not."""
    with contextlib.suppress(UpwardError):
        known.remember(replace(known.by_id(of.journal_id) or of, last_backup=iso(moment)))
