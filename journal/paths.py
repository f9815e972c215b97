"""Where things are: the journal file, the preferences, and the resources that ship with Upward.

Works from the source tree, from an installed wheel, and from a frozen application.
"""

import json
import os
import sys
from pathlib import Path
from typing import Final

APPLICATION: Final = "Upward"


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


def write_private(file: Path, data: bytes) -> None:
    """Write a small file of our own as a whole, readable by the owner alone: temporary file, fsync, rename."""
    draft = file.with_name(f".{file.name}.{os.urandom(4).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _private_folder(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
