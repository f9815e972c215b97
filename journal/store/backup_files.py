"""The files of backups in one folder: their names, what is known of each, and what killed programs left between them."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from journal.errors import UpwardError
from journal.store import backup, labels
from journal.store.connection import read_salt
from journal.store.labels import Label

#: The name of a backup: when it was made, and no word of the journal.
NAME: Final = re.compile(r"journal-(\d{4}-\d\d-\d\dT\d{6}Z)\.upward")
_LABEL: Final = re.compile(rf"\.({NAME.pattern})\.json")
_DRAFT: Final = re.compile(r"\.upward-[0-9a-f]{16}\.part")
_MOMENT: Final = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True)
class Backup:
    """One backup on the shelf.

    made_at: in UTC. entries: how many it holds, None where that is not known. is_verified: was opened and found whole, and
    has the same size since. reason: one of REASONS, or empty. size: bytes. salt: the first 16 bytes of the file; empty
    where it cannot be read. label: everything that was noted of it, None for a file that Upward has noted nothing of.
    """

    path: Path
    made_at: datetime
    entries: int | None
    is_verified: bool
    reason: str
    size: int
    salt: bytes
    label: Label | None


def standing_in(folder: Path, journal: str = "") -> Iterator[Backup]:
    """The backups in a folder, in no order; none where the folder is not there.

    journal: the path of the journal, which is no backup wherever it lies, and must not be read beside its connections.
    """
    names: list[Path] = []
    with contextlib.suppress(OSError):
        names = [each for each in folder.iterdir() if each.suffix == ".upward" and not each.name.startswith(".")]
    for each in names:
        with contextlib.suppress(OSError):  # gone in this moment
            if each.is_file() and not each.is_symlink() and not _is_same_file(each, journal):
                yield standing(each)


def _is_same_file(one: Path, other: str) -> bool:
    try:
        return bool(other) and one.samefile(other)
    except OSError:
        return False


def standing(path: Path) -> Backup:
    """A backup as it lies there. Raises OSError."""
    found = path.stat()
    label = labels.read(path)
    name = NAME.fullmatch(path.name)
    made_at = datetime.fromtimestamp(found.st_mtime, UTC)
    with contextlib.suppress(ValueError):  # digits that are no date
        made_at = datetime.strptime(name[1], _MOMENT).replace(tzinfo=UTC) if name else made_at
    if label is None:
        return Backup(path, made_at, None, False, "", found.st_size, salt_of(path), None)
    entries = label.entries if label.changed_at else None
    is_whole = label.is_verified and label.size == found.st_size
    return Backup(path, made_at, entries, is_whole, label.reason, found.st_size, bytes.fromhex(label.salt), label)


def salt_of(path: Path) -> bytes:
    """The first bytes of a whole file that nobody has open; empty for what is plainly no journal."""
    try:
        return read_salt(path)
    except UpwardError:
        return b""


def free_name(folder: Path, moment: datetime) -> Path:
    """The name of a backup of this moment; the next second's where that is taken."""
    while (path := folder / f"journal-{moment.strftime(_MOMENT)}.upward").exists():
        moment += timedelta(seconds=1)
    return path


def sweep(folder: Path) -> None:
    """Remove what killed programs left over an hour ago: passing copies, and labels half written or of backups gone."""
    backup.sweep(folder / "any")
    with contextlib.suppress(OSError):
        for each in list(folder.iterdir()):
            is_orphan = (label := _LABEL.fullmatch(each.name)) and not (folder / label[1]).exists()
            if (is_orphan or _DRAFT.fullmatch(each.name)) and backup.is_left_behind(each):
                each.unlink(missing_ok=True)
