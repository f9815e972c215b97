"""Change of passphrase: the journal is written anew under a new key, and so are its backups.

Nothing is changed in place. The new file is whole, verified and on the disk before it takes the old one's name in one
step; whenever the program is killed, the journal under its name opens with the old passphrase or with the new one, and is
complete. Afterwards no copy in the folders of Upward opens with the old passphrase or with its recovery sheet.
"""

import contextlib
import shutil
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from journal import paths
from journal.errors import DiskFull, JournalDamaged, UpwardError, WeakPassphrase, WrongPassphrase, not_written
from journal.store import backup, beside, known, labels, shelf
from journal.store.connection import connect, faults_explained, read_salt
from journal.store.key import Key, check_new, derive, key_of, new_salt
from journal.store.known import Known
from journal.store.shelf import Backup
from journal.store.swapping import kept_from_writers
from journal.store.vault import Vault
from journal.text import _

#: How many times the file's size must be free: for the backup, the new file, and a little.
ROOM: Final = 2.2
_COUNTED: Final = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'search' AND rootpage > 0 ORDER BY name"
)


#: Told how many are done, and of how many.
Step = Callable[[int, int], None]


@dataclass(frozen=True)
class Changed:
    """What a change of passphrase did.

    key: the new key, of which the new recovery sheet is made. backups: those that are under it now. copies: the files
    beside the journal that are, such as one set aside before a restore. left: the files and folders that are, or may be,
    still under an earlier passphrase: what could not be reached or read, what had another one already, and other copies
    of the journal, which may be in use, with their own backups.
    """

    key: Key
    backups: tuple[Path, ...]
    copies: tuple[Path, ...]
    left: tuple[Path, ...]

    @property
    def rekeyed(self) -> tuple[Path, ...]:
        """Everything beside the journal itself that is under the new key."""
        return *self.backups, *self.copies


def change_passphrase(path: Path, key: Key, new: str, *, device: str = "", step: Step | None = None) -> Changed:
    """Put a journal that this process does not have open, and its backups, under a new passphrase.

    key: the present one, from the passphrase or the recovery sheet. step: told how many of the backups and copies are done,
    and of how many. Raises WeakPassphrase, also for the passphrase as it is now, JournalMissing, NotAJournal,
    WrongPassphrase, JournalDamaged, JournalBusy, JournalReplaced, DiskFull, JournalUnreachable: then nothing was changed.
    What goes wrong once the journal is under the new passphrase is told by `left`.
    """
    check_new(new)
    path = path.resolve()
    if read_salt(path) != key.salt:
        raise WrongPassphrase
    if derive(new, key.salt) == key:
        raise WeakPassphrase(_("This is the passphrase as it is now: choose another one."))
    new_key = derive(new, new_salt())
    with closing(Vault.open_keyed(path, key, device=device)) as vault, kept_from_writers(path, key) as kept:
        _require_room(path)
        shelf.make(vault, "passphrase")
        before = known.of(vault)
        staying = beside.own_copies(path, _salts(before), known.by_id(vault.journal_id))
        found = known.under(known.saw(vault), new_key.salt)
        vault.close()
        with _written_anew(path, key, new_key) as made:
            _refuse_false_index(made, new_key)
            kept.let_go_for_swap()
            _take_place(made, path)
    with contextlib.suppress(UpwardError):
        known.remember(found)
    return _taken_along(found, key, new_key, staying, step)


def rekey_backups(of: Known, old: Key | str, new: Key, *, step: Step | None = None) -> list[Path]:
    """Put under the present key what is still under an earlier passphrase: in a folder that came back, or after a kill.

    old: that passphrase, or its key. step: as for `change_passphrase`. Returns what is under the new key now. Raises
    WrongPassphrase when something waits, and `old` opens none of it.
    """
    waiting = shelf.under_other_key(of, new.salt)
    progress = _Progress(len(waiting), step)
    rekeyed: list[Path] = []
    for salt in dict.fromkeys(beside.salt_of(each.path) for each in waiting):
        mine = [each for each in waiting if beside.salt_of(each.path) == salt]
        rekeyed += _rekey_all(of, mine, key_of(old, salt), new, progress)[0]
    if waiting and not rekeyed:
        raise WrongPassphrase
    return rekeyed


class _Progress:
    """Counts what is done, and tells it."""

    def __init__(self, of: int, step: Step | None) -> None:
        self._done, self._of, self._step = -1, of, step
        self.next()

    def next(self) -> None:
        """One more is done."""
        self._done += 1
        if self._step:
            self._step(self._done, self._of)


def _salts(of: Known) -> set[bytes]:
    return {bytes.fromhex(each) for each in (of.salt, *of.former) if each}


def _taken_along(found: Known, old: Key, new: Key, staying: list[Path], step: Step | None) -> Changed:
    """Put the backups and the copies beside the journal under the new key, but for those of copies that stay as they are."""
    theirs = {labels.origin_of(str(each)) for each in staying} - {labels.origin_of(found.path)}
    waiting = shelf.under_other_key(found, new.salt)
    mine = [each for each in waiting if each.salt == old.salt and not (each.label and each.label.origin in theirs)]
    rekeyed, failed = _rekey_all(found, mine, old, new, _Progress(len(mine), step))
    left = [*failed, *(each.path for each in waiting if each not in mine), *staying, *shelf.unreachable(found)]
    folders = shelf.folders(found)
    backups = tuple(each for each in rekeyed if each.parent in folders)
    copies = tuple(each for each in rekeyed if each.parent not in folders)
    return Changed(new, backups, copies, tuple(dict.fromkeys(left)))


def _require_room(path: Path) -> None:
    if shutil.disk_usage(path.parent).free < ROOM * path.stat().st_size:
        raise DiskFull


@contextlib.contextmanager
def _written_anew(path: Path, old: Key, new: Key) -> Generator[Path]:
    """A copy beside a file, under another key, verified and on the disk; gone at the end unless it took a name.

    Raises UpwardError.
    """
    made = backup.passing_name(path)
    try:
        backup.copy_out(path, old, made, under=new)
        if _counts(path, old) != _counts(made, new):
            raise _not_whole()
        _settle(made)
        yield made
    finally:
        backup.discard(made)


def _settle(made: Path) -> None:
    try:
        backup.settle_file(made)
    except OSError as error:
        raise not_written(error, made) from None


def _take_place(made: Path, path: Path) -> None:
    """Give the new file the name of the old one, in one step, and make that survive a power cut."""
    try:
        made.replace(path)
    except OSError as error:
        raise not_written(error, path) from None
    paths.settle_folder(path.parent)


def _refuse_false_index(made: Path, key: Key) -> None:
    """Raise JournalDamaged unless the search index of the copy agrees with its records."""
    with closing(Vault(made, key, "")) as copy:
        if copy.integrity_faults():
            raise _not_whole()


def _not_whole() -> JournalDamaged:
    return JournalDamaged(
        _(
            "The copy under the new passphrase is not whole, so everything stays under the present one. Check the journal."
        )
    )


def _counts(path: Path, key: Key) -> dict[str, int]:
    """How many rows each table has."""
    with faults_explained(), closing(connect(path, key, read_only=True)) as opened:
        names = [str(row[0]) for row in opened.execute(_COUNTED).fetchall()]
        return {name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def _rekey_all(
    of: Known, waiting: list[Backup], old: Key, new: Key, progress: _Progress
) -> tuple[list[Path], list[Path]]:
    """Write files anew under the new key; which are under it now, and which could not be."""
    folders = shelf.folders(of)
    for folder in {each.path.parent for each in waiting}:
        backup.sweep(folder / "any")
    rekeyed: list[Path] = []
    left: list[Path] = []
    for each in waiting:
        try:
            _rekey(each.path, old, new)
            if each.path.parent in folders:
                shelf.rekeyed(each.path, new)
            rekeyed.append(each.path)
        except (UpwardError, OSError):
            left.append(each.path)
        progress.next()
    return rekeyed, left


def _rekey(file: Path, old: Key, new: Key) -> None:
    """Write one file anew, unless that was done and only not noted. Raises UpwardError."""
    if beside.salt_of(file) == new.salt:
        return
    with kept_from_writers(file, old) as kept, _written_anew(file, old, new) as made:
        kept.let_go_for_swap()
        _take_place(made, file)
