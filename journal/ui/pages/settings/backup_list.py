"""What the settings say of the backups: read by a job, for a folder on a stick or in a network may take its time."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from journal.text import _, n_
from journal.ui.models.rows import Row
from journal.ui.unlocking import moment_words

if TYPE_CHECKING:
    from journal.store.shelf import Backup
    from journal.store.vault import Vault

REASONS: Final[dict[str, str]] = {
    "unlock": _("by itself"),
    "demand": _("when you asked"),
    "migration": _("before an update of the file"),
    "import": _("before an import"),
    "merge": _("before a merge"),
    "passphrase": _("before a change of passphrase"),
    "deletion": _("before a deletion"),
    "first": _("the first one"),
    "restore": _("before a restore"),
}


@dataclass(frozen=True)
class Shelf:
    """All of it as plain data. folder: where the next backup goes. second: the named second folder, or empty.

    away: named folders that are not there now. other_key: how many backups an earlier passphrase opens. aside: names of
    the files that restores set aside beside the journal.
    """

    folder: Path
    is_named: bool
    second: str
    away: tuple[Path, ...]
    is_paused: bool
    backups: "tuple[Backup, ...]"
    salt: bytes
    aside: tuple[str, ...]

    @property
    def other_key(self) -> int:
        """How many do not open with the present passphrase."""
        return sum(1 for each in self.backups if each.salt and each.salt != self.salt)


def read(vault: "Vault") -> Shelf:
    """Look at the folders; for a job. Raises BadInput or DiskFull where there can be no folder at all."""
    from journal.store import backup_folders, known, restoring, shelf

    of = known.of(vault)
    folder, _faults = backup_folders.first_folder(of)
    return Shelf(
        folder,
        bool(of.folder),
        of.second,
        tuple(shelf.unreachable(of)),
        of.is_paused,
        tuple(shelf.backups(of)),
        vault.key.salt,
        tuple(each.name for each in restoring.set_asides(vault.path)),
    )


def rows(found: Shelf) -> list[Row]:
    """A row for each backup, the newest first; its id is its path."""
    return [_row(each, found) for each in found.backups]


def _row(backup: "Backup", found: Shelf) -> Row:
    is_other = bool(backup.salt) and backup.salt != found.salt
    is_damaged = backup.label is not None and not backup.is_verified
    told: list[str] = []
    if backup.entries is not None:
        told.append(n_("{n} entry", "{n} entries", backup.entries).format(n=backup.entries))
    told.append(QLocale().formattedDataSize(backup.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat))
    told += [REASONS[backup.reason]] if backup.reason in REASONS else []
    told += [_("second folder")] if found.second and backup.path.is_relative_to(found.second) else []
    told += [_("under an earlier passphrase")] if is_other else []
    return Row(
        str(backup.path),
        moment_words(backup.made_at),
        " · ".join(told),
        _("Verified") if backup.is_verified else _("Damaged") if is_damaged else _("Not verified"),
        icon="check" if backup.is_verified else "warning" if is_damaged else "circle",
        tone="alert" if is_damaged else "",
    )


def state_words(found: Shelf) -> str:
    """When the last backup was made, and how many there are."""
    if not found.backups:
        return _("There is no backup yet.")
    count = len(found.backups)
    all_of_them = n_("{n} backup", "{n} backups", count).format(n=count)
    return _("Last backup: {moment}. {all_of_them} in all.").format(
        moment=moment_words(found.backups[0].made_at), all_of_them=all_of_them
    )


def place_words(found: Shelf) -> str:
    """Where they go, and where else."""
    words = [_("They go to {folder}").format(folder=found.folder)]
    if found.second:
        words.append(_("and to {folder}").format(folder=found.second))
    return "\n".join(words)


def away_words(found: Shelf) -> str:
    """What is not there now; empty when everything is."""
    if not found.away:
        return ""
    return _("Not there now: {folders}").format(folders=_listed(found.away))


def aside_words(found: Shelf) -> str:
    """What was set aside; empty when there is nothing."""
    if not found.aside:
        return ""
    return _("Set aside beside the journal: {names}").format(names=", ".join(found.aside))


def _listed(paths: Iterable[Path]) -> str:
    return ", ".join(str(each) for each in paths)
