"""Whatever the moment at which a change of passphrase is killed: the journal is whole, under the old or the new one."""

import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Generator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from sqlalchemy import text

from journal.errors import UpwardError
from journal.store import known, rekey, shelf
from journal.store.connection import read_salt
from journal.store.key import Key, derive, new_salt
from journal.store.vault import Vault
from tests import make
from tests.faults.killing import Program, in_digits, program
from tests.faults.rekeyer import NEW

LONG_TEXT = "over the weir " * 3000
ENTRIES = 12
BACKUPS = 2


@pytest.fixture
def journal(vault: Vault) -> tuple[Path, Key]:
    """A journal of half a megabyte with two backups on its shelf, closed, and its key."""
    with vault.write() as session:
        for number in range(ENTRIES):
            make.entry(session, f"{number} {LONG_TEXT}")
    known.saw(vault)
    for reason in ("first", "demand"):
        shelf.make(vault, reason)
    vault.close()
    return vault.path, vault.key


def _rekeyer(how: str, path: Path, keys: dict[bytes, Key]) -> AbstractContextManager[Program]:
    """The program that changes the passphrase; the old key and the new one are its secrets."""
    return program("rekeyer", how, path, secrets=[in_digits(key) for key in keys.values()])


def _look(path: Path, keys: dict[bytes, Key]) -> Key:
    """Check that a journal is complete under one of the keys, and under no other; which that is."""
    key = keys[read_salt(path)]
    with closing(Vault.open_keyed(path, key)) as vault:
        assert vault.integrity_faults() == []
        with vault.read() as session:
            found = session.execute(text("SELECT text FROM entry")).scalars().all()
        assert {each.split()[0] for each in found} == {str(number) for number in range(ENTRIES)}
    for other in keys.values():
        if other != key:
            with pytest.raises(UpwardError):
                Vault.open_keyed(path, Key(other.raw, key.salt))
    return key


def _age(folder: Path) -> None:
    """Let what was left behind be two hours old."""
    for each in folder.rglob(".*.copy*"):
        then = time.time() - 7200
        os.utime(each, (then, then))


def _copies(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*.upward") if not each.name.startswith(".")]


def _life(said: list[str], path: Path, keys: dict[bytes, Key]) -> str:
    """How a life in fresh folders ended, once everything was looked at and finished."""
    is_done = said == ["done"]
    _age(path.parent)
    old, new = keys.values()
    present = _look(path, keys)
    assert not list(path.parent.glob(".*.copy*"))
    found = known.by_path(path)
    assert found
    backups = shelf.backups(found)
    assert len(backups) >= BACKUPS
    under = Counter(_look(each.path, keys).salt for each in backups)
    assert not (present == old and under[new.salt])
    assert not is_done or not under[old.salt]
    if under[old.salt] and present == new:
        rekey.rekey_backups(found, old, new)
    assert {read_salt(each) for each in _copies(path.parent)} == {present.salt}
    return "done" if is_done else "new" if present == new else "old"


@pytest.fixture
def lives(journal: tuple[Path, Key], tmp_path: Path) -> Generator[tuple[Path, dict[bytes, Key], Path]]:
    """The journal, both keys by their salts, and a copy of all folders to begin every life with."""
    path, old = journal
    new = derive(NEW, new_salt())
    pristine = tmp_path.with_name(f"{tmp_path.name}-pristine")
    shutil.copytree(tmp_path, pristine)
    yield path, {old.salt: old, new.salt: new}, pristine
    shutil.rmtree(pristine)


def _begin_anew(folder: Path, pristine: Path) -> None:
    for each in folder.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    shutil.copytree(pristine, folder, dirs_exist_ok=True)


def test_a_killed_change_leaves_the_old_or_the_new_journal_whole(
    lives: tuple[Path, dict[bytes, Key], Path], long: bool
) -> None:
    path, keys, pristine = lives
    die = random.Random()
    ends: Counter[str] = Counter()
    with _rekeyer("well", path, keys) as rekeyer:
        for number in range(100 if long else 6):
            _begin_anew(path.parent, pristine)
            most = 0.1 if number % 2 else 0.6
            ends[_life(rekeyer.killed(die.uniform(0.005, most)), path, keys)] += 1
    assert ends["old"]
    if long:
        assert ends["new"] + ends["done"]


def test_whichever_file_got_its_name_last_everything_is_whole(
    lives: tuple[Path, dict[bytes, Key], Path], long: bool
) -> None:
    path, keys, pristine = lives
    ends: list[str] = []
    with _rekeyer("well", path, keys) as rekeyer:
        while "done" not in ends:
            _begin_anew(path.parent, pristine)
            at = len(ends) * (1 if long else 4) + 2  # the number of the name at which it dies
            ends.append(_life(rekeyer.killed(60, f"go {at}\nwait"), path, keys))
    assert set(ends) == {"old", "new", "done"}, ends


def test_a_change_in_place_would_be_found(lives: tuple[Path, dict[bytes, Key], Path]) -> None:
    path, keys, _pristine = lives
    with _rekeyer("in place", path, keys) as rekeyer:
        assert rekeyer.killed(60) == []
    with pytest.raises((UpwardError, KeyError, AssertionError)):
        _look(path, keys)
