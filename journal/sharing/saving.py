"""A finished paper reaches its folder whole or not at all, and only its owner may read it."""

import contextlib
import errno
import os
import secrets
from pathlib import Path
from typing import Final

from journal.errors import BadInput, DiskFull, UpwardError
from journal.text import _

_OWNER_ONLY: Final = 0o600
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_NO_RIGHTS: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_FOLDER: Final = frozenset({errno.ENOENT, errno.ENOTDIR})


def save_pdf(data: bytes, target: Path) -> None:
    """Write beside the target, make sure that it is on the disk, then put it in place in one step.

    A file of that name is replaced only when the new one is whole; when anything fails it stays as it was and nothing
    else is left. Raises BadInput for a folder that is missing or closed to us, and DiskFull.
    """
    waiting = target.parent / f".upward-{secrets.token_hex(8)}.part"
    try:
        try:
            _write_through(data, waiting)
            waiting.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                waiting.unlink(missing_ok=True)
            raise
        _settle_folder(target.parent)
    except OSError as error:
        raise _explained(error, target) from error


def _write_through(data: bytes, path: Path) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(path, flags, _OWNER_ONLY), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle_folder(folder: Path) -> None:
    """Make the new name survive a power cut; the file itself is safe, so a system that cannot do this is no failure."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explained(error: OSError, target: Path) -> UpwardError:
    if error.errno in _NO_ROOM:
        return DiskFull()
    if error.errno in _NO_FOLDER:
        return BadInput(_("There is no folder {folder}: choose another place.").format(folder=target.parent))
    if error.errno in _NO_RIGHTS:
        return BadInput(_("Nothing may be written to {folder}: choose another place.").format(folder=target.parent))
    if target.is_dir():
        return BadInput(_("{target} is a folder: choose another name.").format(target=target))
    return BadInput(
        _("{target} could not be written ({reason}).").format(target=target, reason=os.strerror(error.errno or 0))
    )
