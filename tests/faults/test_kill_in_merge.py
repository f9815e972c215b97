"""Whatever the moment at which a merge is killed: the journal is the old one or the merged one, and whole."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy.orm import Session

from journal.store import merge
from journal.store.key import Key
from journal.store.vault import Vault
from tests.conftest import PASSPHRASE
from tests.exchange.conftest import everything
from tests.store.divergence import Author, Copies

ROOT = Path(__file__).resolve().parents[2]
State = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def pair(template: tuple[Path, Key], tmp_path: Path, long: bool) -> tuple[Path, Path, Key]:
    """The files of two copies of one journal that went on separately."""
    copies, chance = Copies(template, tmp_path), random.Random(7)
    one = copies.new()
    with one.write() as session:
        Author("start", chance).begin(session, 150 if long else 50)
    other = copies.new(one)
    for name, vault in (("a", one), ("b", other)):
        with vault.write() as session:
            Author(name, chance).go_on(session, 0.5)
        vault.close()
    return one.path, other.path, template[1]


@contextmanager
def merger(path: Path, other: Path) -> Generator[tuple[IO[str], IO[str]]]:
    """The program that merges: where it is told what to do, and what it says."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.merger", path, other],
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


def merged(told: IO[str], said: IO[str], after: str = "merged", delay: float = 0.0) -> dict[str, float]:
    """One merge, killed so many seconds after it said a word: when it said which words."""
    print("go\nwait", file=told, flush=True)
    life = int(said.readline())
    began = time.monotonic()
    words: dict[str, float] = {}
    for line in said:
        if line == "dead\n":
            break
        words[line.strip()] = time.monotonic() - began
        if line.strip() == after:
            threading.Timer(delay, os.kill, (life, signal.SIGKILL)).start()
    return words


def state_of(path: Path, key: Key) -> State:
    """Every row of a journal that is whole; a journal that a killed program left half is made whole by opening it."""
    vault = Vault.open_keyed(path, key)
    assert vault.integrity_faults() == []
    found = everything(vault)
    vault.close()
    return found


def test_a_killed_merge_leaves_the_old_journal_or_the_merged_one(
    pair: tuple[Path, Path, Key], tmp_path: Path, long: bool
) -> None:
    ours, other, key = pair
    journal = tmp_path / "journal.upward"
    old, chance = state_of(ours, key), random.Random()
    half_written = 0
    shutil.copyfile(ours, journal)
    with merger(journal, other) as (told, said):
        times = merged(told, said)
        assert list(times) == ["begun", "written", "merged"]
        new = state_of(journal, key)
        assert new != old
        for life in range(100 if long else 8):
            shutil.copyfile(ours, journal)
            # every other kill comes about when the file itself is written
            first, last = ("written", "merged") if life % 2 else ("begun", "written")
            words = merged(told, said, first, chance.uniform(0, times[last] - times[first]))
            half_written += journal.with_name("journal.upward-journal").exists()
            found = state_of(journal, key)
            assert found in ((new,) if "merged" in words else (old, new))
            assert found == old or "written" in words
    assert not long or half_written, "no kill came while the file was being written: this proves nothing"


def test_half_a_merge_would_be_noticed(pair: tuple[Path, Path, Key]) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Stopped

    ours, theirs = Vault.open_keyed(pair[0], pair[2]), Vault.open_keyed(pair[1], pair[2])
    old = everything(ours)
    with theirs.read() as there, ours.write() as session:
        with pytest.raises(Stopped):
            merge.merge(session, merge.rows_of(there), step=stop)
        half = _unfinished(ours, session)
        session.rollback()
    assert everything(ours) == old
    with theirs.read() as there, ours.write() as session:
        merge.merge(session, merge.rows_of(there))
    assert half not in (old, everything(ours))
    ours.close()
    theirs.close()


def _unfinished(vault: Vault, session: Session) -> State:
    """Every row as a session sees it that has not committed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "read", partial(nullcontext, session))
        return everything(vault)
