"""Change of passphrase: the journal is written anew under a new key, and so are its backups.

Nothing is changed in place. The new file is whole, verified and on the disk before it takes the old one's name in one
step; whenever the program is killed, the journal under its name opens with the old passphrase or with the new one, and is
complete. Afterwards no copy in the folders of Upward opens with the old passphrase or with its recovery sheet.
"""

import contextlib
import os
import shutil
import stat
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from journal import paths
from journal.errors import DiskFull, JournalDamaged, UpwardError, WeakPassphrase, WrongPassphrase, not_written
from journal.store import backup, known, shelf
from journal.store.connection import connect, faults_explained, read_salt
from journal.store.key import SALT_BYTES, Key, check_new, derive, new_salt
from journal.store.known import Known
from journal.store.vault import Vault
from journal.text import _

#: How many times the file's size must be free: for the backup, the new file, and a little.
ROOM: Final = 2.2
_MERGED: Final = "merged"
_COUNTED: Final = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'search' AND rootpage > 0 ORDER BY name"
)


@dataclass(frozen=True)
class Changed:
    """What a change of passphrase did.

    key: the new key, of which the new recovery sheet is made. rekeyed: the backups and other copies that are under it
    now. left: the files and folders that could not be reached or read and are still under the old passphrase.
    """

    key: Key
    rekeyed: tuple[Path, ...]
    left: tuple[Path, ...]


def change_passphrase(path: Path, key: Key, new: str, *, device: str = "") -> Changed:
    """Put a journal that this process does not have open, and its backups, under a new passphrase.

    key: the present one, from the passphrase or the recovery sheet. Raises WeakPassphrase, also for the passphrase as it
    is now, JournalMissing, NotAJournal, WrongPassphrase, JournalDamaged, JournalBusy, DiskFull, JournalUnreachable: then
    nothing was changed. What goes wrong once the journal is under the new passphrase is told by `left`.
    """
    check_new(new)
    path = path.resolve()
    if read_salt(path) != key.salt:
        raise WrongPassphrase
    if derive(new, key.salt) == key:
        raise WeakPassphrase(_("This is the passphrase as it is now: choose another one."))
    new_key = derive(new, new_salt())
    with closing(Vault.open_keyed(path, key, device=device)) as vault, _kept_from_writers(path, key) as lock:
        _require_room(path)
        shelf.make(vault, "passphrase")
        found = known.saw(vault)
        vault.close()
        with _written_anew(path, key, new_key) as made:
            _refuse_false_index(made, new_key)
            if os.name == "nt":
                lock.close()  # there no open file can be replaced
            _take_place(made, path)
    with contextlib.suppress(UpwardError):
        known.remember(replace(found, salt=new_key.salt.hex()))
    backups = [each.path for each in shelf.backups(found) if _salt_of(each.path) == key.salt]
    rekeyed, left = _rekey_all(backups, _beside(path, {key.salt}), key, new_key)
    return Changed(new_key, tuple(rekeyed), (*left, *shelf.unreachable(found)))


def rekey_backups(of: Known, old: Key | str, new: Key) -> list[Path]:
    """Put under the present key what is still under an earlier passphrase: for a backup folder that came back.

    old: that passphrase, or its key. Returns what is under the new key now. Raises WrongPassphrase when something waits,
    and `old` opens none of it.
    """
    waiting = [each.path for each in shelf.under_other_key(of, new.salt)]
    rekeyed: list[Path] = []
    for salt in {_salt_of(each) for each in waiting}:
        key = old if isinstance(old, Key) else derive(old, salt)
        backups = [each for each in waiting if _salt_of(each) == salt]
        rekeyed += _rekey_all(backups, _beside(Path(of.path), {salt} - {new.salt}), key, new)[0]
    if waiting and not rekeyed:
        raise WrongPassphrase
    return rekeyed


@contextlib.contextmanager
def _kept_from_writers(path: Path, key: Key) -> Generator[Any]:
    """Nobody else writes meanwhile: what they saved would be in the old file alone. Raises JournalBusy."""
    with faults_explained(), closing(connect(path, key)) as lock:
        lock.execute("BEGIN IMMEDIATE")
        yield lock


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


def _rekey_all(backups: Iterable[Path], others: Iterable[Path], old: Key, new: Key) -> tuple[list[Path], list[Path]]:
    """Write backups on the shelf and other copies anew under the new key; which are under it now, and which could not be."""
    rekeyed: list[Path] = []
    left: list[Path] = []
    on_shelf = dict.fromkeys(backups)
    for file in [*on_shelf, *(each for each in others if each not in on_shelf)]:
        try:
            if _salt_of(file) != new.salt:  # of an earlier time, killed before it was noted
                with _written_anew(file, old, new) as made:
                    _take_place(made, file)
            if file in on_shelf:
                shelf.rekeyed(file, new)
            rekeyed.append(file)
        except (UpwardError, OSError):
            left.append(file)
    return rekeyed, left


def _beside(path: Path, salts: set[bytes]) -> Iterator[Path]:
    """The copies of the journal in its folder, such as one set aside before a restore: they begin with its salt."""
    for folder in (path.parent, path.parent / _MERGED):
        with contextlib.suppress(OSError):
            for file in sorted(folder.iterdir()):
                if file != path and not file.name.startswith(".") and _salt_of(file) in salts:
                    yield file


def _salt_of(file: Path) -> bytes:
    """The first bytes of a file, which may be damaged or cut off; nothing of what is no file of ours."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return b""
        with file.open("rb") as opened:
            return opened.read(SALT_BYTES)
    except OSError:
        return b""
