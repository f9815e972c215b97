"""Further copies of a journal beside it, as sync clients leave them when two computers changed the file.

Each client has a pattern of its own. A name with a word such as `conflict` says what it is; one with a mere number or the
name of a computer may be anything, and counts only where the file begins with the same salt as the journal, which no other
journal shares. Upward's own files beside a journal (`journal.before-restore-….upward` and the like) never match.
"""

import re
import stat
from pathlib import Path
from typing import Final

from journal.errors import not_written
from journal.paths import settle_folder
from journal.store.backup import free_name, give_name
from journal.store.connection import LEAST_BYTES, PLAIN_HEADER
from journal.store.key import SALT_BYTES

MERGED: Final = "merged"
_WORD: Final = r"conflict|konflikt|conflit|conflito|conflicto|conflitto|競合|冲突"
#: What stands between the stem and the suffix, of names that say what they are.
_PLAIN: Final = re.compile(
    rf"""
      \ ?[(\[][^()\[\]]*(?:{_WORD})[^()\[\]]*[)\]](?:\ ?\(\d+\))?  # Dropbox, Nextcloud, Box, pCloud, Seafile
    | \.sync-conflict-\d{{8}}-\d{{6}}(?:-[A-Z0-9]+)?                # Syncthing
    | \.conflict(?:[-.]?\d+)?                                       # Resilio
    | [-_](?:[^()\[\]]*[-_])?(?:{_WORD})(?:[-_ ][^()\[\]]*)?        # ownCloud, Synology, Unison
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: And of names that may be anything.
_DOUBTFUL: Final = re.compile(
    r"""
      \ ?\(\d{1,3}\)                          # Google Drive, MEGA, OneDrive in the browser
    | \ \d{1,3}                               # iCloud
    | -(?=[^-]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9-]{0,62}   # OneDrive: the name of the other computer
    """,
    re.VERBOSE,
)
#: Words of people and programs that put a copy aside on purpose.
_ON_PURPOSE: Final = re.compile(
    r"backup|back-up|\bbak\b|\bold\b|copy|archive|before|damaged|sample|earlier", re.IGNORECASE
)


def siblings(path: Path, salt: bytes = b"") -> list[Path]:
    """The files beside a journal that look like copies of it left by a sync client, by name.

    salt: that of the journal, which is in the key of whoever has it open; without it doubtful names go by their form.
    Only the first bytes of the others are read, never the journal itself. A folder that cannot be read has none.
    """
    try:
        names = sorted(path.parent.iterdir())
    except OSError:
        return []
    return [each for each in names if each.name != path.name and _is_copy(each, path, salt)]


def _is_copy(each: Path, path: Path, salt: bytes) -> bool:
    stem, suffix = path.stem, path.suffix
    if not each.name.startswith(stem) or not each.name.endswith(suffix):
        return False
    between = each.name[len(stem) : len(each.name) - len(suffix)]
    if _PLAIN.fullmatch(between):
        return bool(_head(each))
    if not _DOUBTFUL.fullmatch(between) or _ON_PURPOSE.search(between):
        return False
    head = _head(each)
    return bool(head) and (not salt or head == salt)


def _head(path: Path) -> bytes:
    """The first bytes of what may be an encrypted journal; nothing for anything else."""
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size < LEAST_BYTES or found.st_size % LEAST_BYTES:
            return b""
        with path.open("rb") as file:
            head = file.read(SALT_BYTES)
    except OSError:
        return b""
    return b"" if head == PLAIN_HEADER or not any(head) else head


def set_aside(sibling: Path) -> Path:
    """Move a copy that was merged into the folder `merged` beside it, and say where it is now; nothing is deleted.

    Nobody may have it open. Raises BadInput, DiskFull.
    """
    folder = sibling.parent / MERGED
    place = folder / sibling.name
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if place.exists():
            place = free_name(place, "again")
        give_name(sibling, place)
        settle_folder(sibling.parent)
    except OSError as error:
        raise not_written(error, place) from None
    return place
