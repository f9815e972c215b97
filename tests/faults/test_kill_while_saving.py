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

from journal.store.key import Key
from journal.store.vault import Vault
from tests.conftest import PASSPHRASE
from tests.faults import saver

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def _saver(path: Path, *habits: str) -> Generator[tuple[IO[str], IO[str]]]:
    """The program that saves: where it is told what to do, and what it says."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.saver", path, *habits],
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


def _whats_wrong(path: Path, key: Key, acknowledged: int) -> str:
    """What is missing, half or damaged in a journal after a kill; nothing when all is well."""
    vault = Vault.open_keyed(path, key)
    faults = vault.integrity_faults()
    with vault.read() as session:
        wrong = saver.whats_wrong(session.connection().connection.driver_connection, acknowledged)
    vault.close()
    return wrong or " ".join(faults)


def test_every_acknowledged_save_survives_being_killed(vault: Vault, long: bool) -> None:
    vault.close()
    die = random.Random()
    with _saver(vault.path) as (told, said):
        for _life in range(200 if long else 50):
            acknowledged = _killed_life(told, said, die.uniform(0.01, 0.25 if long else 0.12))
            assert not _whats_wrong(vault.path, vault.key, acknowledged)


def test_these_kills_find_out_who_says_saved_before_it_is(vault: Vault) -> None:
    vault.close()
    die = random.Random()
    with _saver(vault.path, "careless") as (told, said):
        lives = (_killed_life(told, said, die.uniform(0.01, 0.04)) for _life in range(100))
        assert any(_whats_wrong(vault.path, vault.key, acknowledged) for acknowledged in lives)
