"""The one type family of the window: Roboto, loaded from its package, never from the system.

The faces are loaded under a name of our own, so that another Roboto on the system cannot mix with it, and with a line
gap: Qt takes the distance of lines in a plain text editor from the font alone, and Roboto itself has none.
"""

import struct
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

FAMILY: Final = "Upward"
_ORIGINAL: Final = "Roboto"
_FACES: Final = ("Regular", "Medium")
_LINE_GAP: Final = 370  # of 2,048 units: a line is then 1.5 times as high as its letters
_USE_TYPOGRAPHIC_METRICS: Final = 0x80


def load() -> bool:
    """Load the family for this process; when it is missing, warn and let the system's font stand in."""
    folder = _folder()
    loaded = [folder is not None and _load_face(folder / f"Roboto-{face}.ttf") for face in _FACES]
    if not all(loaded):
        warnings.warn("The font package font-roboto is missing or damaged: install Upward again.", stacklevel=2)
    return all(loaded)


def _folder() -> Path | None:
    package = find_spec("font_roboto")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "files"


def _load_face(file: Path) -> bool:
    try:
        data = with_line_gap(file.read_bytes())
    except (OSError, struct.error):
        return False
    return QFontDatabase.addApplicationFontFromData(QByteArray(data)) >= 0


def with_line_gap(font: bytes) -> bytes:
    """The same TrueType face under our name and with our line gap (tables `hhea`, `OS/2` and `name` of OpenType)."""
    face = bytearray(font)
    for tag, offset, length in _tables(font):
        if tag == b"hhea":
            struct.pack_into(">h", face, offset + 8, _LINE_GAP)
        elif tag == b"OS/2":
            flags: int = struct.unpack_from(">H", face, offset + 62)[0]
            struct.pack_into(">H", face, offset + 62, flags | _USE_TYPOGRAPHIC_METRICS)
            struct.pack_into(">h", face, offset + 72, _LINE_GAP)
        elif tag == b"name":
            face[offset : offset + length] = _renamed(font[offset : offset + length])
    return bytes(face)


def _tables(font: bytes) -> list[tuple[bytes, int, int]]:
    count: int = struct.unpack_from(">H", font, 4)[0]
    rows = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(count))
    return [(tag, offset, length) for tag, _checksum, offset, length in rows]


def _renamed(names: bytes) -> bytes:
    """Both names are six letters long, so nothing in the table moves."""
    return names.replace(_ORIGINAL.encode("utf-16-be"), FAMILY.encode("utf-16-be")).replace(
        _ORIGINAL.encode(), FAMILY.encode()
    )
