"""A desktop of its own for tests: Xvfb with a window manager, and the keys of a user."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PROGRAMS: Final = ("Xvfb", "xdotool", "openbox")
PATIENCE_S: Final = 60.0


def until(what: str, holds: Callable[[], bool], patience: float = PATIENCE_S) -> None:
    """Wait for something that another process does; fails when it does not come."""
    end = time.monotonic() + patience
    while not holds():
        if time.monotonic() > end:
            pytest.fail(f"did not come: {what}")
        time.sleep(0.05)


class Desktop:
    """A display that nobody else uses; `key` and `type` go to whatever has the keyboard."""

    def __init__(self, home: Path) -> None:
        """Nothing runs before `start`."""
        self.home = home
        self._running: list[subprocess.Popen[str]] = []
        self.environment: Mapping[str, str] = {}

    def start(self) -> None:
        """Start the display and its window manager."""
        missing = [program for program in PROGRAMS if not shutil.which(program)]
        if missing:
            pytest.skip(f"not installed: {', '.join(missing)}")
        read, write = os.pipe()
        xvfb = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
        self._running.append(
            subprocess.Popen(xvfb, pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
        )
        os.close(write)
        with os.fdopen(read) as answer:
            self.environment = self._environment(f":{answer.readline().strip()}")
        self._start("openbox")
        until("a window manager", lambda: self._ask("get_num_desktops", check=False) is not None)

    def _environment(self, display: str) -> Mapping[str, str]:
        folders = {
            name: str(self.home / name.lower()) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
        }
        own = {"HOME": str(self.home), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "NO_AT_BRIDGE": "1"}
        return {**os.environ, **folders, **own}

    def _start(self, *command: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self._running.append(process)
        return process

    def upward(self, *arguments: str) -> subprocess.Popen[str]:
        """Start Upward on this display."""
        return self._start(sys.executable, "-m", "journal", *arguments)

    def wait_for_window(self, *, wide: bool) -> None:
        """Wait until Upward's window is on, has the keyboard, and is as wide as the main window (or is not)."""

        def is_there() -> bool:
            name = self._ask("getactivewindow", "getwindowname", check=False) or ""
            return name.strip() == "Upward" and (self._measure("WIDTH") > 700) == wide

        until("the main window" if wide else "the first window", is_there)

    def height(self) -> int:
        """How high the window is that has the keyboard."""
        return self._measure("HEIGHT")

    def _measure(self, what: str) -> int:
        active = self._ask("getactivewindow", "getwindowgeometry", "--shell", check=False) or ""
        return int(next((line.split("=")[1] for line in active.splitlines() if line.startswith(what)), "0"))

    def wait_for_title(self, title: str) -> None:
        """Wait until a window of this title has the keyboard."""
        until(title, lambda: (self._ask("getactivewindow", "getwindowname", check=False) or "").strip() == title)

    def key(self, *keys: str) -> None:
        """Press keys, such as `ctrl+n`."""
        self._ask("key", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._ask("type", "--delay", "8", text)

    def titles(self) -> list[str]:
        """The titles of all windows."""
        found = (self._ask("search", "--name", ".", check=False) or "").split()
        return [(self._ask("getwindowname", window, check=False) or "").strip() for window in found]

    def picture(self, path: Path) -> None:
        """What is on the display, where ImageMagick is installed."""
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=False)

    def _ask(self, *arguments: str, check: bool = True) -> str | None:
        done = subprocess.run(
            ["xdotool", *arguments], env=self.environment, capture_output=True, text=True, check=check
        )
        return done.stdout if done.returncode == 0 else None

    def close(self) -> None:
        """End everything that runs on the display."""
        for process in reversed(self._running):
            process.terminate()
            try:
                process.communicate(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
