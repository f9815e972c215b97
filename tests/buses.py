"""Buses of a test's own, with a logind and a screen saver on them; nothing of the machine is asked or told."""

import os
import queue
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

import pytest

from tests.desktop import PATIENCE_S

ROOT: Final = Path(__file__).parents[1]


class Lines:
    """What a process writes, line by line, as it comes."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        """Reads from now on."""
        self._lines: queue.Queue[str] = queue.Queue()
        self._output = process.stdout
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        if self._output:
            with self._output:
                for line in self._output:
                    self._lines.put(line.strip())

    def next(self) -> str:
        """The next line; fails when none comes."""
        try:
            return self._lines.get(timeout=PATIENCE_S)
        except queue.Empty:
            pytest.fail("nothing more was said")


class Buses:
    """One daemon that is both, the system's bus and the session's."""

    def __init__(self) -> None:
        """Started at once; skipped by name where there is none."""
        if not shutil.which("dbus-daemon"):
            pytest.skip("not installed: dbus-daemon")
        daemon = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        self._daemon = subprocess.Popen(daemon, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        address = Lines(self._daemon).next()
        self.environment = {
            **os.environ,
            "DBUS_SYSTEM_BUS_ADDRESS": address,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "QT_QPA_PLATFORM": "offscreen",
        }
        self.environment.pop("XDG_SESSION_ID", None)
        self._system = subprocess.Popen(
            [sys.executable, "-m", "tests.fake_system"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=self.environment,
        )
        self._lines = Lines(self._system)
        assert self.heard() == "ready"

    def say(self, what: str) -> None:
        """Let logind or the screen saver say something: see `fake_system`."""
        assert self._system.stdin
        self._system.stdin.write(what + "\n")
        self._system.stdin.flush()

    def heard(self) -> str:
        """What logind has to tell next; waits for it."""
        return self._lines.next()

    def close(self) -> None:
        """End both."""
        for process in (self._system, self._daemon):
            process.terminate()
            process.wait(timeout=10)
        if self._system.stdin:
            self._system.stdin.close()
