"""Whatever the moment at which a merge is killed: the journal is the old one or the merged one, and whole."""

import random
import shutil
import time
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from journal.store import merge
from journal.store.key import Key
from journal.store.vault import Vault
from tests.conftest import PASSPHRASE
from tests.exchange.conftest import everything
from tests.faults.killing import Program, kill_later, program
from tests.store.divergence import Author, Copies

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


def merged(merger: Program, after: str = "merged", delay: float = 0.0) -> dict[str, float]:
    """One merge, killed so many seconds after it said a word: when it said which words."""
    life, began = merger.begin(), time.monotonic()
    words: dict[str, float] = {}
    for word in merger.words():
        words[word] = time.monotonic() - began
        if word == after:
            kill_later(life, delay)
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
    with program("merger", journal, other, secrets=[PASSPHRASE]) as merger:
        times = merged(merger)
        assert list(times) == ["begun", "written", "merged"]
        new = state_of(journal, key)
        assert new != old
        for life in range(100 if long else 8):
            shutil.copyfile(ours, journal)
            # every other kill comes about when the file itself is written
            first, last = ("written", "merged") if life % 2 else ("begun", "written")
            words = merged(merger, first, chance.uniform(0, times[last] - times[first]))
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
