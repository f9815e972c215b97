"""The shelf of a journal's backups: where they stand, which there are, and putting a new one there.

A backup gets its name only when it is whole, verified by opening it and on the disk; a killed program leaves a hidden file
that is swept away later. Backups stand in the data folder, or in a folder that the user named, and also in a second one.
"""

import contextlib
import errno
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journal import paths
from journal.errors import JournalDamaged, NotAJournal, UpwardError, WrongPassphrase, not_written
from journal.store import backup, known, labels
from journal.store.backup_files import NAME, Backup, free_name, standing, standing_in, sweep
from journal.store.backup_folders import below, first_folder, folders, name_folders, unreachable
from journal.store.connection import WAIT_MS, create_file
from journal.store.key import Key
from journal.store.known import Known
from journal.store.labels import Label
from journal.store.rotation import kept
from journal.text import _

__all__ = [
    "REASONS",
    "Backup",
    "Made",
    "backups",
    "confirm",
    "folders",
    "is_due",
    "make",
    "name_folders",
    "newest_verified",
    "pause",
    "prove",
    "put",
    "rekeyed",
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
#: How long the newest backup of another copy of the journal stays, whatever the rotation says.
OF_ANOTHER_COPY: Final = timedelta(days=400)


@dataclass(frozen=True)
class Made:
    """A new backup, the one in the second folder, and sentences about what could not be done beside that."""

    backup: Backup
    second: Backup | None
    faults: tuple[str, ...]


def backups(of: Known) -> list[Backup]:
    """Every backup in the folders that are there, the newest first."""
    found = [each for folder in folders(of) for each in standing_in(folder)]
    return sorted(found, key=_made_at, reverse=True)


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
    """The backups that do not open with the key that belongs to this salt."""
    return [each for each in backups(of) if each.salt and each.salt != salt]


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
    _check_one(folder, key)
    return Made(made, second, tuple(faults))


def prove(found: Backup, key: Key, *, is_sure: bool = False) -> Backup:
    """Open a backup, check every page, and note what was found: the backup as it is known now.

    is_sure: the key is that of an open journal, not of a passphrase typed for this backup; so if it has the backup's salt
    and does not fit, the backup is damaged. Raises JournalDamaged when it is, WrongPassphrase when the key may be wrong.
    """
    reason, origin = (found.label.reason, found.label.origin) if found.label else ("", "")
    if found.salt != key.salt:
        raise WrongPassphrase
    try:
        backup.verify(found.path, key)
        return _labelled(found.path, key, reason, origin)
    except WrongPassphrase:
        if not is_sure:
            raise
    except (JournalDamaged, NotAJournal):
        pass
    old = found.label or Label(False, "", "", 0, found.size, key.salt.hex(), 0, "", "")
    with contextlib.suppress(OSError):
        labels.draft(found.path, replace(old, is_verified=False, verified_at=_iso(datetime.now(UTC)))).place()
    raise JournalDamaged(_("The backup {path} is damaged.").format(path=found.path), found.path)


def rekeyed(path: Path, key: Key) -> None:
    """Note that a verified file under another key took a backup's place. Raises as `prove`."""
    old = labels.read(path)
    _labelled(path, key, old.reason if old else "", old.origin if old else "")


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
        label = _label(draft, key, reason, labels.origin_of(of.path))
        _name(draft, target, label)
        made = standing(target)
    except OSError as error:
        raise not_written(error, target) from None
    finally:
        backup.discard(draft)
    _let_go(folder, of, made, moment)
    sweep(folder)
    return made


def _name(draft: Path, target: Path, label: Label) -> None:
    """Give a backup its name once its label is on the disk too. Raises OSError."""
    noted = labels.draft(target, label)
    try:
        draft.rename(target)
    except BaseException:
        noted.discard()
        raise
    noted.place()
    paths.settle_folder(target.parent)


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


def _label(path: Path, key: Key, reason: str, origin: str) -> Label:
    """The label of a file that was found whole just now."""
    found = backup.contents(path, key)
    size = path.stat().st_size
    at = _iso(datetime.now(UTC))
    return Label(True, at, reason, found.entries, size, key.salt.hex(), found.changes, found.changed_at, origin)


def _labelled(path: Path, key: Key, reason: str, origin: str) -> Backup:
    try:
        labels.draft(path, _label(path, key, reason, origin)).place()
    except OSError as error:
        raise not_written(error, path) from None
    return standing(path)


def _made_at(each: Backup) -> datetime:
    return each.made_at


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _note(of: Known, moment: datetime) -> None:
    """Note when the last backup was made; the backup itself is there, whether that can be written or not."""
    with contextlib.suppress(UpwardError):
        known.remember(replace(known.by_id(of.journal_id) or of, last_backup=_iso(moment)))


def _let_go(folder: Path, of: Known, made: Backup, now: datetime) -> None:
    """Remove the backups of a folder that the rotation does not keep. Files that Upward has noted nothing of stay.

    None goes before a restore either: it may be the very one that is to be brought back.
    """
    current = known.by_id(of.journal_id)
    if of.is_paused or (current and current.is_paused) or made.reason == "restore":
        return
    noted = [each for each in standing_in(folder) if each.label]
    whole = {each: each.made_at for each in noted if each.is_verified}
    stays = kept(whole, now) | kept({each: each.made_at for each in noted if each not in whole}, now)
    stays |= _newest_of_each_copy(whole, now)
    for each in noted:
        if each not in stays or _is_same_again(each, made):
            with contextlib.suppress(OSError):
                each.path.unlink()
                labels.place_of(each.path).unlink()


def _newest_of_each_copy(whole: Iterable[Backup], now: datetime) -> set[Backup]:
    """Two copies of one journal on a computer have one shelf: neither pushes out the newest backup of the other."""
    newest: dict[str, Backup] = {}
    for each in sorted(whole, key=_made_at):
        if each.label and now - each.made_at <= OF_ANOTHER_COPY:
            newest[each.label.origin] = each
    return set(newest.values())


def _is_same_again(old: Backup, new: Backup) -> bool:
    """Whether both hold the very same state and were made by themselves at unlock: then the new one is enough."""
    if old.path == new.path or not (old.label and new.label and old.is_verified and new.is_verified):
        return False
    return _state(old.label) == _state(new.label) and old.reason == new.reason == "unlock"


def _state(label: Label) -> tuple[object, ...]:
    return label.salt, label.changes, label.changed_at, label.entries


def _check_one(folder: Path, key: Key) -> None:
    """Open one backup that nothing is noted of, so that a shelf whose labels were lost comes to be known again."""
    for each in standing_in(folder):
        if each.label is None and each.salt == key.salt and NAME.fullmatch(each.path.name):
            with contextlib.suppress(UpwardError):
                prove(each, key, is_sure=True)
            return
