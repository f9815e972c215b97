"""Whatever the moment at which a backup or a restore is killed: one whole journal has the name, and no half backup passes."""

import random
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from journal.errors import UpwardError
from journal.store import backup, known, restoring, shelf
from journal.store.key import Key
from journal.store.shelf import Backup
from journal.store.vault import Vault
from tests import make
from tests.faults.killing import in_digits, program

LONG_TEXT = "over the weir " * 3000


def _entries(path: Path, key: Key) -> set[str]:
    """The first two words of every entry of a journal, once all of it was found whole."""
    with closing(Vault.open_keyed(path, key)) as vault:
        assert vault.integrity_faults() == []
        with vault.read() as session:
            return {" ".join(each.split()[:2]) for each in session.execute(text("SELECT text FROM entry")).scalars()}


def _shelf(path: Path) -> list[Backup]:
    found = known.by_path(path)
    assert found
    return shelf.backups(found)


def test_a_killed_backup_leaves_nothing_half_and_costs_no_save(vault: Vault, long: bool) -> None:
    known.saw(vault)
    vault.close()
    die, key = random.Random(), vault.key
    saved: set[str] = set()
    named: set[str] = set()
    with program("backer", "back", vault.path, secrets=[in_digits(key)]) as backer:
        for _life in range(100 if long else 6):
            done = backer.killed(die.uniform(0, 0.12), after=2)
            saved |= {each for each in done if each.startswith("saved")}
            named |= {each.split()[1] for each in done if each.startswith("backup")}
            assert saved <= _entries(vault.path, key)
            standing = _shelf(vault.path)
            assert {each.path.name for each in standing if each.is_verified} >= named
            for each in standing:
                backup.verify(each.path, key)  # of one that lost its label to the kill too
    assert len(named) >= 6


def _two_backups(vault: Vault) -> tuple[set[str], set[str]]:
    """A journal with a backup of each of two states; which entries each has."""
    known.saw(vault)
    for number in range(2):
        with vault.write() as session:
            make.entry(session, f"state {number} {LONG_TEXT}")
        shelf.make(vault, "demand")
    known.saw(vault)
    vault.close()
    return {"state 0"}, {"state 0", "state 1"}


def test_a_killed_restore_leaves_one_whole_journal_under_the_name(vault: Vault, long: bool) -> None:
    states = _two_backups(vault)
    die, seen = random.Random(), list[set[str]]()
    with program("backer", "bring", vault.path, secrets=[in_digits(vault.key)]) as backer:
        for _life in range(100 if long else 6):
            backer.killed(die.uniform(0, 0.12), after=1)
            seen.append(_entries(vault.path, vault.key))
            assert seen[-1] in states
            asides = restoring.set_asides(vault.path)
            assert asides
            assert all(_entries(each, vault.key) in states for each in asides)
            assert [each.is_verified for each in _shelf(vault.path)] == [True, True]


def test_a_careless_restore_would_be_found_out(vault: Vault) -> None:
    states = _two_backups(vault)
    with program("backer", "careless", vault.path, secrets=[in_digits(vault.key)]) as backer:
        for delay in (0.02, 0.03, 0.04, 0.05, 0.06):
            backer.killed(delay, after=1)
            try:
                assert _entries(vault.path, vault.key) in states
            except (UpwardError, AssertionError):
                return
    pytest.fail("no half journal was found")
