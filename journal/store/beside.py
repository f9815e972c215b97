"""The other copies of a journal in its own folder, and which of them a change of passphrase takes along.

Only what Upward or a sync client made of this journal is taken: files set aside, conflicting copies, and those that were
merged. Any other file with the same salt is somebody's own copy, perhaps in use: it is told of and left alone.
"""

import contextlib
import stat
from collections.abc import Iterator
from pathlib import Path

from journal.store import copies, restoring
from journal.store.key import SALT_BYTES
from journal.store.known import Known


def taken_along(path: Path, salts: set[bytes]) -> list[Path]:
    """The copies beside a journal that belong to it, of those that begin with one of these salts."""
    merged = list(_files_in(path.parent / copies.MERGED))
    conflicting = [each for salt in salts for each in copies.siblings(path, salt)]
    found = dict.fromkeys([*restoring.set_asides(path), *conflicting, *merged])
    return [each for each in found if salt_of(each) in salts]


def own_copies(path: Path, salts: set[bytes], of: Known | None = None) -> list[Path]:
    """The further files with one of these salts, in the journal's folder and where this computer saw the journal last."""
    belonging = set(taken_along(path, salts))
    elsewhere = [Path(of.path)] if of and of.path else []
    found = dict.fromkeys([*_files_in(path.parent), *elsewhere])
    return [each for each in found if each not in belonging and not _is(each, path) and salt_of(each) in salts]


def salt_of(file: Path) -> bytes:
    """The first bytes of a file, which may be damaged or cut off; nothing of what is no file of ours."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return b""
        with file.open("rb") as opened:
            return opened.read(SALT_BYTES)
    except OSError:
        return b""


def _is(one: Path, other: Path) -> bool:
    """Whether these are one file, which must not be read beside its connections."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _files_in(folder: Path) -> Iterator[Path]:
    names: list[Path] = []
    with contextlib.suppress(OSError):
        names = sorted(folder.iterdir())
    yield from (each for each in names if not each.name.startswith("."))
