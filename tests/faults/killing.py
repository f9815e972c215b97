"""Programs that live to be killed: they are told on their input what to do, and say on their output what is done.

Each of them forks for every life, says the life's process first and `dead` last.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import IO, Final

from journal.store.key import Key

ROOT: Final = Path(__file__).resolve().parents[2]
GO: Final = "go\nwait"


class Program:
    """Where one of them is told what to do, and what it says."""

    def __init__(self, told: IO[str], said: IO[str]) -> None:
        self._told = told
        self._said = said

    def begin(self, order: str = GO) -> int:
        """Have a life begun; its process."""
        print(order, file=self._told, flush=True)
        return int(self._said.readline())

    def words(self) -> Iterator[str]:
        """What it says until it is dead, line by line."""
        for line in self._said:
            if line == "dead\n":
                return
            yield line.strip()

    def killed(self, delay: float, order: str = GO, *, after: int = 0) -> list[str]:
        """All that a life said which is killed so many seconds after so many lines, unless it came to its end before."""
        life = self.begin(order)
        first = [self._said.readline().strip() for _line in range(after)]
        end = kill_later(life, delay)
        rest = list(self.words())
        end.cancel()
        return first + rest


@contextlib.contextmanager
def program(name: str, *given: str | Path, secrets: list[str], quiet: bool = False) -> Generator[Program]:
    """The program of this name in `tests.faults`, which reads the secrets line by line; quiet: its errors are no news."""
    with subprocess.Popen(
        [sys.executable, "-m", f"tests.faults.{name}", *given],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else None,
        text=True,
    ) as running:
        assert running.stdin
        assert running.stdout
        print(*secrets, sep="\n", file=running.stdin, flush=True)
        yield Program(running.stdin, running.stdout)
        running.stdin.close()


def kill_later(life: int, delay: float) -> threading.Timer:
    """Kill a process after so many seconds."""
    end = threading.Timer(delay, _kill, (life,))
    end.start()
    return end


def _kill(life: int) -> None:
    with contextlib.suppress(ProcessLookupError):  # it was done before
        os.kill(life, signal.SIGKILL)


def in_digits(key: Key) -> str:
    """A key as these programs read it."""
    return f"{key.raw.hex()} {key.salt.hex()}"
