"""Another file takes the name of a journal while nobody saves into it: what was saved meanwhile would be in the old file alone.

A program that waits to save finds out afterwards that the file was replaced, and says so. Never opens the file itself
beside a connection to it: the lock would be gone.
"""

import os
from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from journal.errors import JournalReplaced
from journal.store.connection import WAIT_MS, connect, faults_explained
from journal.store.key import Key


class Kept:
    """A journal into which nobody else can save at this moment."""

    def __init__(self, path: Path, lock: Any) -> None:
        """lock: a connection that has begun to write."""
        self._path, self._lock, self._file = path, lock, _identity(path)

    def let_go_for_swap(self) -> None:
        """To be called right before the swap. Raises JournalReplaced when another file lies there by now.

        On Windows no open file can be replaced, so there the lock ends here.
        """
        if self._file is None or _identity(self._path) != self._file:
            raise JournalReplaced
        if os.name == "nt":
            self._lock.close()


@contextmanager
def kept_from_writers(path: Path, key: Key, wait_ms: int = WAIT_MS) -> Generator[Kept]:
    """Nobody else saves into a journal until the end. Raises JournalBusy, and as `connect`.

    What a killed program left half written is undone first.
    """
    with ExitStack() as at_end:
        with faults_explained():
            before = _identity(path)
            lock = at_end.enter_context(closing(connect(path, key, wait_ms=wait_ms)))
            lock.execute("BEGIN IMMEDIATE")
        if _identity(path) != before:
            raise JournalReplaced
        yield Kept(path, lock)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
