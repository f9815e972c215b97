"""What the window remembers between two starts: sizes, look, the last journal's place. Never a word of a journal."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QByteArray, QObject, QTimer, Slot

from journal import paths
from journal.ui.theme import Scheme

_SCHEMES: Final[tuple[Scheme, ...]] = ("system", "light", "dark")
TEXT_SCALES: Final = (0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
_REST_MS: Final = 400


class Preferences(QObject):
    """A small file of plain values; a missing, damaged or foreign one means the values that we ship."""

    def __init__(self, file: Path) -> None:
        """Read the file, or start without it."""
        super().__init__()
        self.file = file
        self._values = _read(file)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST_MS)
        self._later.timeout.connect(self.save)

    @property
    def last_journal(self) -> Path | None:
        """The journal that was open last, if its place was remembered."""
        path = self._values.get("last_journal")
        return Path(path) if isinstance(path, str) and path else None

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or as the system has it."""
        value = self._values.get("scheme")
        return value if value in _SCHEMES else "system"

    @property
    def text_scale(self) -> float:
        """How many times the usual size of text."""
        value = self._values.get("text_scale")
        is_number = isinstance(value, int | float) and TEXT_SCALES[0] <= value <= TEXT_SCALES[-1]
        return float(cast(float, value)) if is_number else 1.0

    def text(self, name: str, default: str = "") -> str:
        """Any other remembered word, such as the paper's format."""
        value = self._values.get(name)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int) -> int:
        """Any other remembered whole number, such as the minutes until the lock."""
        value = self._values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def geometry(self) -> QByteArray:
        """The window's place and size as Qt wrote them; empty if none."""
        return QByteArray.fromBase64(self.text("geometry").encode("ascii", "ignore"))

    def sizes(self, name: str) -> list[int]:
        """The widths of a split view's panes; empty if none were remembered."""
        all_sizes = self._values.get("sizes")
        sizes = cast(Mapping[str, object], all_sizes).get(name) if isinstance(all_sizes, dict) else None
        found = cast(list[object], sizes) if isinstance(sizes, list) else []
        return [size for size in found if isinstance(size, int) and size >= 0]

    def remember(self, **values: str | float | None) -> None:
        """Keep these values; the file is written once the user rests, and at the end."""
        self._values.update(values)
        self._later.start()

    def remember_geometry(self, geometry: QByteArray) -> None:
        """Keep the window's place and size."""
        self.remember(geometry=geometry.toBase64().toStdString())

    def remember_sizes(self, name: str, sizes: list[int]) -> None:
        """Keep a split view's widths."""
        all_sizes = self._values.get("sizes")
        known = cast(dict[str, object], all_sizes) if isinstance(all_sizes, dict) else {}
        self._values["sizes"] = {**known, name: sizes}
        self._later.start()

    @Slot()
    def save(self) -> None:
        """Write the file now. A disk that refuses costs nothing but the memory of sizes."""
        self._later.stop()
        try:
            paths.write_private(self.file, json.dumps(self._values, indent=1, sort_keys=True).encode())
        except OSError:
            return


def _read(file: Path) -> dict[str, object]:
    try:
        read: object = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast(dict[str, object], read) if isinstance(read, dict) else {}


_current: list[Preferences] = []


def current() -> Preferences:
    """The preferences of this user, read once."""
    file = paths.preferences_file()
    if not _current or _current[0].file != file:
        _current[:] = [Preferences(file)]
    return _current[0]
