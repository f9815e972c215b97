"""Whatever the moment at which the program is killed: what was acknowledged is there, and nothing is half."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import text

from journal.store.key import Key
from journal.store.vault import Vault
from tests.conftest import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def _saver(path: Path) -> Generator[tuple[IO[str], IO[str]]]:
    """The program that saves: where it is told what to do, and what it says."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.saver", path],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin
        assert program.stdout
        print(PASSPHRASE, file=program.stdin, flush=True)
        yield program.stdin, program.stdout
        program.stdin.close()


def _killed_life(told: IO[str], said: IO[str], delay: float) -> int:
    """One life, killed so many seconds after its first save; the number of the last save that it acknowledged."""
    print("go\nwait", file=told, flush=True)
    life = int(said.readline())
    acknowledged = int(said.readline())
    end = threading.Timer(delay, os.kill, (life, signal.SIGKILL))
    end.start()
    for line in said:
        if line == "dead\n":
            break
        acknowledged = int(line)
    return acknowledged


def _look(path: Path, key: Key, acknowledged: int) -> None:
    vault = Vault.open_keyed(path, key)
    assert vault.integrity_faults() == []
    with vault.read() as session:
        saved = session.execute(text("SELECT e.text, t.name FROM entry e LEFT JOIN entry_tag t ON t.entry_id = e.id"))
        found = {row[0]: row[1] for row in saved}
        changed = session.execute(text("SELECT count(*) FROM entry WHERE starred")).scalar_one()
        versions = session.execute(text("SELECT count(*) FROM history")).scalar_one()
    vault.close()
    numbers = range(len(found))
    assert found == {f"saved {number} @n{number}": f"@n{number}" for number in numbers}
    assert acknowledged < len(found) <= acknowledged + 2
    assert changed == versions


def test_every_acknowledged_save_survives_being_killed(vault: Vault, long: bool) -> None:
    vault.close()
    die, key = random.Random(), vault.key
    with _saver(vault.path) as (told, said):
        for _life in range(200 if long else 50):
            _look(vault.path, key, _killed_life(told, said, die.uniform(0.01, 0.25)))
