"""Whether a backup is whole, found out by opening it, and what is noted of it then."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from journal.errors import JournalDamaged, NotAJournal, UpwardError, WrongPassphrase, not_written
from journal.store import backup, labels
from journal.store.backup_files import NAME, Backup, standing, standing_in
from journal.store.key import Key
from journal.store.labels import Label
from journal.text import _


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
        labels.draft(found.path, replace(old, is_verified=False, verified_at=iso(datetime.now(UTC)))).place()
    raise JournalDamaged(_("The backup {path} is damaged.").format(path=found.path), found.path)


def rekeyed(path: Path, key: Key) -> None:
    """Note that a verified file under another key took a backup's place. Raises as `prove`."""
    old = labels.read(path)
    _labelled(path, key, old.reason if old else "", old.origin if old else "")


def label_of(path: Path, key: Key, reason: str, origin: str) -> Label:
    """The label of a file that was found whole just now."""
    found = backup.contents(path, key)
    size = path.stat().st_size
    at = iso(datetime.now(UTC))
    return Label(True, at, reason, found.entries, size, key.salt.hex(), found.changes, found.changed_at, origin)


def prove_one(folder: Path, key: Key, journal: str) -> None:
    """Open one backup that nothing is noted of, so that a shelf whose labels were lost comes to be known again."""
    for each in standing_in(folder, journal):
        if each.label is None and each.salt == key.salt and NAME.fullmatch(each.path.name):
            with contextlib.suppress(UpwardError):
                prove(each, key, is_sure=True)
            return


def iso(moment: datetime) -> str:
    """A moment as it is noted."""
    return moment.isoformat(timespec="milliseconds")


def _labelled(path: Path, key: Key, reason: str, origin: str) -> Backup:
    try:
        labels.draft(path, label_of(path, key, reason, origin)).place()
    except OSError as error:
        raise not_written(error, path) from None
    return standing(path)
