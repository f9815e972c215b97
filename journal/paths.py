"""Where things are: the journal file, the preferences, and the resources that ship with Upward.

Works from the source tree, from an installed wheel, and from a frozen application.
"""

import contextlib
import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Final

APPLICATION: Final = "Upward"
_DRAFT: Final = re.compile(r"\.upward-[0-9a-f]{16}\.part")
_LEFT_BEHIND_S: Final = 3600


def resource(*parts: str) -> Path:
    """A file or folder that ships with Upward, such as `resource("icons", "today.svg")`."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    places = [package / "resources", package.parent / "resources"]
    if frozen:
        places.insert(0, Path(frozen) / "resources")
    root = next((place for place in places if place.is_dir()), places[-1])
    return root.joinpath(*parts)


def data_folder() -> Path:
    """The folder of this user's data for Upward; made with rights for the owner alone when it is first needed."""
    from platformdirs import user_data_path

    return _private_folder(user_data_path(APPLICATION, appauthor=False))


def preferences_folder() -> Path:
    """The folder of this user's preferences for Upward, which never hold a word of a journal."""
    from platformdirs import user_config_path

    return _private_folder(user_config_path(APPLICATION, appauthor=False))


def preferences_file() -> Path:
    """The preferences of the window: sizes, theme, the last journal's place."""
    return preferences_folder() / "preferences.json"


def default_journal() -> Path:
    """Where a first journal is offered to go."""
    return data_folder() / "journal.upward"


def device() -> str:
    """A random name of this computer and user, eight hexadecimal digits: it tells apart versions made on two machines."""
    name = os.urandom(4).hex()
    try:
        file = preferences_folder() / "device.json"
        try:
            return str(json.loads(file.read_text(encoding="utf-8"))["device"])
        except (OSError, ValueError, KeyError):
            write_private(file, json.dumps({"device": name}).encode())
    except OSError:
        pass  # a home that cannot be written to: this run has a name of its own
    return name


class Draft:
    """A file that is whole and on the disk, beside its place and not there yet. End it with `place` or `discard`."""

    def __init__(self, file: Path, data: bytes) -> None:
        """Write it, for its owner alone. Raises OSError, and leaves nothing behind then."""
        self._file = file
        self._draft = file.parent / f".upward-{os.urandom(8).hex()}.part"
        _sweep(file.parent)
        try:
            _write_through(self._draft, data)
        except BaseException:
            self.discard()
            raise

    def place(self) -> None:
        """Give it its name, in one step, in place of what has that name. Raises OSError; the draft is gone either way."""
        try:
            self._draft.replace(self._file)
        except BaseException:
            self.discard()
            raise
        settle_folder(self._file.parent)

    def discard(self) -> None:
        """Take it away unless it was placed."""
        with contextlib.suppress(OSError):
            self._draft.unlink(missing_ok=True)


def write_private(file: Path, data: bytes) -> None:
    """Write a file as a whole or not at all, for its owner alone: beside its place, onto the disk, then in one step there.

    A file of that name is replaced only when the new one is whole. Raises OSError, and leaves nothing else behind.
    """
    Draft(file, data).place()


def _sweep(folder: Path) -> None:
    """Remove the drafts that a killed program left in a folder: those untouched for an hour."""
    with contextlib.suppress(OSError):
        for each in folder.glob(".upward-*.part"):
            if _DRAFT.fullmatch(each.name) and time.time() - each.lstat().st_mtime > _LEFT_BEHIND_S:
                each.unlink()


def _write_through(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Make the new name survive a power cut; the file itself is safe, so a system that cannot do this is no failure."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _private_folder(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
