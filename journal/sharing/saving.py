"""A finished paper reaches its folder whole or not at all, and only its owner may read it."""

import errno
import os
from pathlib import Path
from typing import Final

from journal import paths
from journal.errors import BadInput, DiskFull, UpwardError
from journal.text import _

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_NO_RIGHTS: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_FOLDER: Final = frozenset({errno.ENOENT, errno.ENOTDIR})


def save_pdf(data: bytes, target: Path) -> None:
    """Put a paper in its place; a file of that name is replaced only when the new one is whole.

    Raises BadInput for a name that is no PDF's (it may be the journal's own), for a folder that is missing or closed to
    us, and DiskFull; nothing is left then.
    """
    if target.suffix.lower() != ".pdf":
        raise BadInput(_("{target} does not end in .pdf: choose another name.").format(target=target))
    try:
        paths.write_private(target, data)
    except OSError as error:
        raise _explained(error, target) from error


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
