"""Letting old backups go: what the rotation does not keep, and never a file that is not the shelf's own."""

import contextlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from journal.errors import UpwardError
from journal.store import backup, known, labels
from journal.store.backup_files import NAME, Backup, salt_of, standing_in
from journal.store.key import Key
from journal.store.known import Known
from journal.store.labels import Label
from journal.store.rotation import kept

#: How long the newest backup of another copy of the journal stays, whatever the rotation says.
OF_ANOTHER_COPY: Final = timedelta(days=400)


def let_go(folder: Path, of: Known, made: Backup, key: Key, now: datetime) -> None:
    """Remove the backups of a folder that the rotation does not keep, once `made` stands there.

    Files that Upward has not named itself or has noted nothing of stay, and so does what somebody has written into since.
    None goes before a restore either: it may be the very one that is to be brought back.
    """
    current = known.by_id(of.journal_id)
    if of.is_paused or (current and current.is_paused) or made.reason == "restore":
        return
    noted = [each for each in standing_in(folder, of.path) if each.label and NAME.fullmatch(each.path.name)]
    whole = {each: each.made_at for each in noted if each.is_verified}
    stays = kept(whole, now) | kept({each: each.made_at for each in noted if each not in whole}, now)
    stays |= _newest_of_each_copy(whole, now)
    for each in noted:
        if (each not in stays or _is_same_again(each, made)) and not _is_in_use(each, key):
            with contextlib.suppress(OSError):
                each.path.unlink()
                labels.place_of(each.path).unlink()


def _newest_of_each_copy(whole: Iterable[Backup], now: datetime) -> set[Backup]:
    """Two copies of one journal on a computer have one shelf: neither pushes out the newest backup of the other."""
    newest: dict[str, Backup] = {}
    for each in sorted(whole, key=made_at):
        if each.label and now - each.made_at <= OF_ANOTHER_COPY:
            newest[each.label.origin] = each
    return set(newest.values())


def _is_in_use(each: Backup, key: Key) -> bool:
    """Whether somebody has opened a backup as a journal: it is kept by a program, or holds more than it did when made.

    One under another key cannot be looked into; its size and its first bytes must be as they were.
    """
    if each.label is None or any(
        each.path.with_name(f"{each.path.name}{end}").exists() for end in ("-journal", "-wal")
    ):
        return True
    if each.salt != key.salt:
        return (each.size, salt_of(each.path)) != (each.label.size, each.salt)
    try:
        found = backup.contents(each.path, key)
    except UpwardError:
        return False  # damaged since, or gone
    return (found.changes, found.changed_at) != (each.label.changes, each.label.changed_at)


def _is_same_again(old: Backup, new: Backup) -> bool:
    """Whether both hold the very same state and were made by themselves at unlock: then the newer one is enough."""
    if old.made_at >= new.made_at or not (old.label and new.label and old.is_verified and new.is_verified):
        return False
    return _state(old.label) == _state(new.label) and old.reason == new.reason == "unlock"


def _state(label: Label) -> tuple[object, ...]:
    return label.salt, label.changes, label.changed_at, label.entries


def made_at(each: Backup) -> datetime:
    """When a backup was made, to sort by."""
    return each.made_at
