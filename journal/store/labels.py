"""The label of a backup: what its name cannot say, in a small hidden file beside it.

Each backup has a label of its own, so that a window and the command line, or two computers with one backup folder, never
write over what the other noted. It holds no word of the journal. A missing or damaged label means *not verified yet*.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from journal import paths

_SALT: Final = re.compile("([0-9a-f]{32})?")


@dataclass(frozen=True)
class Label:
    """What is known of a backup since it was made.

    is_verified: opened, and every page found whole, at `verified_at`; False when it was found damaged then. size: bytes of
    the file at that time. salt: its first 16 bytes, in hexadecimal digits. changes, changed_at: the state of the journal
    in it. origin: a mark of the computer and file that it was made from. Moments are in UTC, ISO 8601.
    """

    is_verified: bool
    verified_at: str
    reason: str
    entries: int
    size: int
    salt: str
    changes: int
    changed_at: str
    origin: str


_KINDS: Final[dict[str, type]] = {
    each.name: bool if each.name == "is_verified" else int if each.name in {"entries", "size", "changes"} else str
    for each in fields(Label)
}


def place_of(backup: Path) -> Path:
    """Where the label of a backup lies."""
    return backup.with_name(f".{backup.name}.json")


def draft(backup: Path, label: Label) -> paths.Draft:
    """A label that is on the disk and gets its name with `place`. Raises OSError."""
    return paths.Draft(place_of(backup), json.dumps(asdict(label), indent=1).encode())


def read(backup: Path) -> Label | None:
    """The label of a backup; None when it has none that can be read."""
    try:
        values: Any = json.loads(place_of(backup).read_bytes())
        label = Label(**{name: values[name] for name in _KINDS})
    except (OSError, ValueError, TypeError, KeyError):
        return None
    kinds_fit = all(type(getattr(label, name)) is kind for name, kind in _KINDS.items())
    return label if kinds_fit and _SALT.fullmatch(label.salt) else None


def origin_of(journal: str) -> str:
    """The mark of a journal's place on this computer, from which the place cannot be read."""
    return hashlib.sha256(f"{paths.device()}|{journal}".encode()).hexdigest()[:12]
