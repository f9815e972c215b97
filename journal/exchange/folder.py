"""A folder for an export: new or empty, readable by its owner alone, and gone again when the export fails."""

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from journal.errors import BadInput, not_written
from journal.text import _


class NewFolder:
    """Writes files into a folder that must be new or empty. What was written is removed when an error leaves it."""

    def __init__(self, folder: Path) -> None:
        """Nothing is touched before the context is entered."""
        self._folder = folder
        self._made = False
        self.written: list[Path] = []
        self._folders: list[Path] = []

    def __enter__(self) -> Self:
        """Make the folder. Raises BadInput when it holds something, or cannot be made."""
        try:
            if self._folder.exists() and (not self._folder.is_dir() or any(self._folder.iterdir())):
                raise BadInput(
                    _("{folder} exists and is not an empty folder. Name a new one.").format(folder=self._folder)
                )
            self._made = not self._folder.exists()
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
        except OSError as error:
            raise not_written(error, self._folder) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """On an error, take away what was written."""
        if error is None:
            return
        for file in self.written:
            file.unlink(missing_ok=True)
        for folder in reversed(self._folders):
            folder.rmdir()
        if self._made:
            self._folder.rmdir()

    def write(self, name: str, content: str | bytes) -> None:
        """Write one file, a text in UTF-8, readable by its owner alone. `name` may lie in a folder below."""
        file = self._folder / name
        try:
            if file.parent != self._folder and file.parent not in self._folders:
                file.parent.mkdir(mode=0o700)
                self._folders.append(file.parent)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            self.written.append(file)
            with os.fdopen(handle, "wb") as stream:
                stream.write(content.encode() if isinstance(content, str) else content)
        except OSError as error:
            raise not_written(error, file) from None
