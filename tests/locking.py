"""A window in a process of its own that is locked from outside, and watched by its place under /proc."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.buses import Lines
from tests.conftest import PASSPHRASE
from tests.desktop import ROOT, until


class Life:
    """One process: the window up to its lock, and after it what took its place."""

    def __init__(
        self, journal: Path, opened: str, words: str, environment: Mapping[str, str], under: Sequence[str] = ()
    ) -> None:
        """Opens the journal, leaves the words unsaved with something open, and waits; see `tests.lock_life`. `under`: a program that starts it."""
        self.process = subprocess.Popen(
            [*under, sys.executable, "-m", "tests.lock_life", str(journal), opened],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        self._lines = Lines(self.process)
        self.tell(PASSPHRASE)
        self.tell(words)
        try:
            assert self._lines.next() == "ready"
        except BaseException:
            self.close()
            raise

    def tell(self, line: str) -> None:
        """Write a line to it."""
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def wait_for_the_lock(self, again: Callable[[], None] | None = None) -> str:
        """Wait until the same process is another program; gives why, as it was handed over.

        again: says once a second what shall lock it, where the window may not be listening yet.
        """
        own, said_at = self.folder, time.monotonic()

        def is_locked() -> bool:
            nonlocal said_at
            if again and time.monotonic() - said_at > 1:
                said_at = time.monotonic()
                again()
            return b"lock_life" not in (own / "cmdline").read_bytes()

        until("the lock", is_locked)
        until("the new program's start", lambda: b"UPWARD_LOCKED" in (own / "environ").read_bytes())
        environment = dict(
            each.split("=", 1) for each in (own / "environ").read_text().split("\0") if each and "=" in each
        )
        return environment["UPWARD_LOCKED"]

    @property
    def folder(self) -> Path:
        """What the system says about the process."""
        return Path("/proc", str(self.process.pid))

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()
