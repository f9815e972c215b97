"""Where a journal lies, and what may happen to it there: a sync client, another computer's disk, a stick.

Only names, marks and the kind of the file system are looked at. The answer is advice: a folder that nothing is known of
may be carried somewhere all the same.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Final, Literal, cast

from journal.store.disks import disk_kind
from journal.text import _

#: Files and folders that a sync client puts at the top of what it carries. Their names are part of its own format.
_MARKS: Final[dict[str, str]] = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    ".sync": "Resilio Sync",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".seafile-ignore": "Seafile",
    ".insync-ignore": "Insync",
}
_NO_MARKS_AT_HOME: Final = frozenset({".dropbox", ".sync"})  # there the clients keep their own settings
_MARK_STARTS: Final[dict[str, str]] = {".sync_": "Nextcloud", "._sync_": "Nextcloud"}  # their databases, then a number
#: How sync clients call the folder that they carry; a company's name may follow, as in `OneDrive - Example`.
_NAMES: Final[dict[str, str]] = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "resilio sync": "Resilio Sync",
    "seafile": "Seafile",
    "pclouddrive": "pCloud",
    "pcloud drive": "pCloud",
    "mega": "MEGA",
    "megasync": "MEGA",
    "box": "Box",
    "box sync": "Box",
    "creative cloud files": "Creative Cloud",
    "proton drive": "Proton Drive",
    "tresorit": "Tresorit",
}
_ONLY_AT_HOME: Final = frozenset({"box", "mega", "syncthing", "seafile", "tresorit"})  # plain words elsewhere
_WINDOWS_PLACES: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_MOST_ENTRIES: Final = 2000  # of a folder, when it is searched for marks


@dataclass(frozen=True)
class Risk:
    """Why a folder is no quiet place for a journal. `carrier` is the name of the sync client, if that is what it is."""

    kind: Literal["synced", "network", "removable"]
    carrier: str = ""

    @property
    def sentence(self) -> str:
        """What this may do to the journal, and what would be better."""
        if self.kind == "synced":
            return _(
                "{carrier} carries this folder to other computers. It may replace the journal while you write, and leave"
                " several versions of it. Keep the journal on this computer, and let {carrier} carry a backup."
            ).format(carrier=self.carrier)
        if self.kind == "network":
            return _(
                "This folder lies on another computer. A broken connection can damage the journal, and whoever looks after"
                " that computer has a copy. Keep the journal on this computer, and a backup there."
            )
        return _(
            "This folder lies on a disk that can be pulled out. If that happens while you write, the journal can be"
            " damaged. Keep the journal on this computer, and a backup on the disk."
        )


def risk(folder: Path) -> Risk | None:
    """What may happen to a journal in this folder, or nothing that we can see. The folder need not exist yet.

    It takes a few looks at the disk: milliseconds, but seconds on a network drive that does not answer.
    """
    places = (_resolved(folder), folder.absolute())
    for place in dict.fromkeys(places):
        if carrier := _carrier(place):
            return Risk("synced", carrier)
    kind = disk_kind(_nearest(places[0]))
    if kind == "local":
        return None
    return Risk("synced", _("A cloud drive")) if kind == "cloud" else Risk(kind)


def _carrier(place: Path) -> str:
    for root, carrier in _known_roots():
        if place.is_relative_to(root):
            return carrier
    return _by_name(place) or _by_mark(place)


def _by_name(place: PurePath) -> str:
    """A folder that is called as sync clients call theirs; on a Mac most stand under Library/CloudStorage."""
    parts = [part.casefold() for part in place.parts]
    home = [part.casefold() for part in Path.home().parts]
    for number, part in enumerate(parts):
        plain = part.partition(" - ")[0].partition(" (")[0].strip()
        if number and parts[number - 1] == "cloudstorage":
            plain = part.partition("-")[0]
        known = _NAMES.get(plain)
        if known and (plain not in _ONLY_AT_HOME or parts[:number] == home):
            return known
    return ""


def _by_mark(place: Path) -> str:
    """A mark in this folder or in one above it; the root of the disk is nobody's to carry."""
    for folder in (place, *place.parents):
        if folder == Path(folder.anchor):
            break
        for name in _names_in(folder):
            if name in _MARKS and (folder != Path.home() or name not in _NO_MARKS_AT_HOME):
                return _MARKS[name]
            start = next((start for start in _MARK_STARTS if name.startswith(start) and name.endswith(".db")), "")
            if start:
                return _MARK_STARTS[start]
    return ""


def _names_in(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for count, entry in enumerate(entries):
                if count > _MOST_ENTRIES:
                    # the marks that have a whole name can still be asked for one by one
                    yield from (mark for mark in _MARKS if (folder / mark).exists())
                    return
                if entry.name.startswith("."):
                    yield entry.name
    except OSError:
        return  # not there yet, or closed to us


def _known_roots() -> Iterator[tuple[Path, str]]:
    """What the clients themselves say that they carry."""
    for variable in _WINDOWS_PLACES:
        if place := os.environ.get(variable):
            yield Path(place), "OneDrive"
    for place in _dropbox_roots():
        yield place, "Dropbox"
    cloud = Path.home() / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
    if sys.platform == "darwin":
        for name in ("Desktop", "Documents"):  # carried too where the user has said so: then they stand there as well
            if (cloud / name).is_dir():
                yield Path.home() / name, "iCloud Drive"


def _dropbox_roots() -> Iterable[Path]:
    homes = [Path.home() / ".dropbox"]
    homes += [Path(base) / "Dropbox" for base in map(os.environ.get, ("APPDATA", "LOCALAPPDATA")) if base]
    for home in homes:
        try:
            read: object = json.loads((home / "info.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        accounts = cast(dict[str, Any], read).values() if isinstance(read, dict) else ()
        found = [cast(dict[str, Any], each).get("path") for each in accounts if isinstance(each, dict)]
        yield from (Path(place) for place in found if isinstance(place, str) and place)


def _resolved(folder: Path) -> Path:
    try:
        return folder.resolve()
    except OSError:
        return folder.absolute()


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return next((each for each in (folder, *folder.parents) if each.exists()), Path(folder.anchor or "."))
