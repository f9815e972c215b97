"""A copy of a damaged journal that can be read from: whole pages, its salt in front, its schema readable.

The damaged file itself is only read. Where the very pages that say what lies where are damaged, they are taken from a
backup under the same key, or from an empty journal that is made for it: no word of the user stands in them. A page from
another file is believed by the database only under the same key and at the same place.
"""

import contextlib
import shutil
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from journal.errors import JournalDamaged, JournalMissing, NotAJournal, UpwardError, WrongPassphrase, not_written
from journal.store import backup
from journal.store.connection import LEAST_BYTES, PLAIN_HEADER, DatabaseError, connect, create_file, keyed
from journal.store.damaged import Damaged
from journal.store.key import SALT_BYTES, Key, derive
from journal.store.vault import Vault
from journal.text import _

_SCHEMA: Final = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master"
_SAYS: Final = "HMAC verification failed for page "
_TABLE_WITH_ROOM: Final = "INSERT INTO setting(key, value) VALUES('room', zeroblob(?))"


@contextlib.contextmanager
def readable(path: Path, secret: str | Key, beside: Path, backups: Iterable[Path]) -> Generator[tuple[Damaged, Key]]:
    """A damaged journal that nobody has open, ready to be read, and its key; the copy is gone at the end.

    beside: a name beside which the copy lies. backups: files that may be under the same key, the best first. Raises
    JournalMissing, WrongPassphrase when not a single page fits the secret, JournalDamaged when nothing of it can be read,
    NotAJournal, DiskFull.
    """
    copy = backup.passing_name(beside)
    known_backups = [each for each in backups if each.is_file()]
    try:
        key, spoilt = _prepared(path, copy, secret, known_backups)
        with closing(Damaged(copy, key, spoilt)) as damaged:
            yield damaged, key
    finally:
        backup.discard(copy)


def _prepared(path: Path, copy: Path, secret: str | Key, backups: list[Path]) -> tuple[Key, list[int]]:
    """Make the copy; its key, and its damaged pages."""
    try:
        _copy_pages(path, copy)
        key, spoilt = _fitting(copy, secret, backups)
        _roll_back(path, copy, key)
        if not _has_schema(copy, key):
            _mend_schema(copy, key, spoilt, backups)
    except OSError as error:
        raise not_written(error, copy) from None
    return key, spoilt


def _copy_pages(path: Path, copy: Path) -> None:
    """Copy a file, and fill its last page up with zeros."""
    create_file(copy)
    try:
        with path.open("rb") as source, copy.open("r+b") as target:
            shutil.copyfileobj(source, target)
            size = target.tell()
            target.truncate(max(-(-size // LEAST_BYTES), 1) * LEAST_BYTES)
    except FileNotFoundError:
        raise JournalMissing(path) from None
    if not size:
        raise NotAJournal(_("{path} is empty: nothing can be rescued from it.").format(path=path))
    if _first_bytes(copy) == PLAIN_HEADER:
        raise NotAJournal(_("{path} is a database without encryption, not a journal of Upward.").format(path=path))


def _fitting(copy: Path, secret: str | Key, backups: list[Path]) -> tuple[Key, list[int]]:
    """The key under which at least one page of the copy is whole, put in front of it, and the pages that are not."""
    pages = copy.stat().st_size // LEAST_BYTES
    for key in _keys(copy, secret, backups):
        spoilt = spoilt_pages(copy, key)
        if len(spoilt) < pages:
            with copy.open("r+b") as file:
                file.write(key.salt)
            return key, spoilt
    raise WrongPassphrase


def _keys(copy: Path, secret: str | Key, backups: list[Path]) -> Iterator[Key]:
    """The keys that the secret may stand for: with the file's own salt, and should that be damaged, with its backups'."""
    if isinstance(secret, Key):
        yield secret
        return
    for salt in dict.fromkeys([_first_bytes(copy), *map(_first_bytes, backups)]):
        if len(salt) == SALT_BYTES:
            yield derive(secret, salt)


def _first_bytes(path: Path) -> bytes:
    """The salt of a file; nothing where it may not be read."""
    try:
        with path.open("rb") as file:
            return file.read(SALT_BYTES)
    except OSError:
        return b""


def spoilt_pages(path: Path, key: Key) -> list[int]:
    """The numbers of the pages that are not as they were written under this key."""
    with closing(keyed(path, key, read_only=True)) as connection:
        said = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
    return [int(each.removeprefix(_SAYS)) for each in said if each.startswith(_SAYS)]


def _roll_back(path: Path, copy: Path, key: Key) -> None:
    """Undo in the copy what a killed program left half written, as opening the journal itself would have done."""
    left = path.with_name(f"{path.name}-journal")
    if not left.is_file():
        return
    beside = copy.with_name(f"{copy.name}-journal")
    whole = backup.passing_name(copy)
    shutil.copyfile(copy, whole)
    shutil.copyfile(left, beside)
    try:
        connect(copy, key).close()
    except (UpwardError, DatabaseError):
        whole.replace(copy)  # what was left does not fit, or the schema cannot be read: go on without it
        beside.unlink(missing_ok=True)
    finally:
        whole.unlink(missing_ok=True)


def _has_schema(copy: Path, key: Key) -> bool:
    with closing(Damaged(copy, key)) as damaged:
        return bool(damaged.fetched(_SCHEMA))


def _mend_schema(copy: Path, key: Key, spoilt: list[int], backups: list[Path]) -> None:
    """Put whole pages in the place of the damaged ones that say what lies where. Raises JournalDamaged when none fit."""
    scratch = backup.passing_name(copy)
    mended = backup.passing_name(copy)
    for donor in (*backups, None):
        try:
            if not _made_ready(donor, scratch, key, copy.stat().st_size):
                continue
            shutil.copyfile(copy, mended)
            _graft(scratch, mended, key, spoilt)
            if _has_schema(mended, key):
                mended.replace(copy)
                return
        finally:
            backup.discard(scratch)
            backup.discard(mended)
    raise JournalDamaged(_("Nothing in the damaged journal can be read any more. Bring back the newest backup."))


def _made_ready(donor: Path | None, scratch: Path, key: Key, size: int) -> bool:
    """A copy of the backup, or an empty journal, that has at least as many bytes; False when it is under another key.

    Its first page says how many pages there are, and what lies beyond is not read.
    """
    try:
        if donor is None:
            Vault.create_keyed(scratch, key).close()
        elif _first_bytes(donor) == key.salt:
            backup.copy_out(donor, key, scratch)
        else:
            return False
        missing = size - scratch.stat().st_size
        if missing > 0:
            with closing(connect(scratch, key)) as connection:
                connection.execute(_TABLE_WITH_ROOM, (missing,))
    except (UpwardError, DatabaseError):
        return False
    return True


def _graft(donor: Path, copy: Path, key: Key, spoilt: list[int]) -> None:
    """Put the donor's pages of the schema in the place of those that are damaged or were cut off."""
    pages = donor.stat().st_size // LEAST_BYTES
    cut_off = range(copy.stat().st_size // LEAST_BYTES + 1, pages + 1)
    with copy.open("r+b") as target:
        for page in (*spoilt, *cut_off):
            if page <= pages and _belongs_to_schema(donor, key, page):
                with donor.open("rb") as source:
                    source.seek((page - 1) * LEAST_BYTES)
                    target.seek((page - 1) * LEAST_BYTES)
                    target.write(source.read(LEAST_BYTES))


def _belongs_to_schema(donor: Path, key: Key, page: int) -> bool:
    """Whether the schema cannot be read without a page: found out by taking it away for a moment."""
    place = (page - 1) * LEAST_BYTES
    with donor.open("r+b") as file:
        file.seek(place)
        whole = file.read(LEAST_BYTES)
        file.seek(place)
        file.write(whole[:SALT_BYTES] + bytes(LEAST_BYTES - SALT_BYTES))
    try:
        return not _has_schema(donor, key)
    finally:
        with donor.open("r+b") as file:
            file.seek(place)
            file.write(whole)
