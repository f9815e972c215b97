"""Whatever the moment at which a journal that is brought up to a newer schema is killed: it is the old one or the new one, whole."""

import contextlib
import random
import shutil
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from journal.store.connection import DatabaseError, connect
from journal.store.key import Key
from journal.store.migrations import CURRENT
from journal.store.tables import Entry, EntryTag
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE
from tests.faults.killing import Program, program

NOTES = 3000


@pytest.fixture(scope="module")
def older(template: tuple[Path, Key], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of today's schema with many notes: an older one, to an Upward that has a newer schema."""
    path = Path(shutil.copy(template[0], tmp_path_factory.mktemp("older") / "journal.upward"))
    vault = Vault.open_keyed(path, template[1])
    with vault.write() as session:
        manager = make.manager(session)
        notes = [
            Entry(kind="win", text=f"note {number} " * 6, day=make.DAY, starred=number % 9 == 0, manager_id=manager.id)
            for number in range(NOTES)
        ]
        session.add_all(notes)
        session.flush()
        session.add_all(EntryTag(entry_id=note.id, name="@note") for note in notes)
    vault.close()
    return path


def _migrator(*habits: str) -> contextlib.AbstractContextManager[Program]:
    """The program that opens the journals whose places it is told."""
    return program("migrator", *habits, secrets=[PASSPHRASE], quiet=True)


def _state(path: Path, key: Key) -> str:
    """Which schema a journal has, by all that tells it: `old`, `new`, or a word for what is between."""
    with contextlib.closing(connect(path, key)) as driver:
        columns = {row[1] for name in ("entry", "entry_tag") for row in driver.execute(f"PRAGMA table_info({name})")}
        tables = {row[0] for row in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        said = (
            driver.execute("PRAGMA user_version").fetchone()[0],
            driver.execute("SELECT version_num FROM alembic_version").fetchone()[0],
            "mood" in columns,
            "weight" in columns,
            "mood" in tables,
            any(table.startswith("_alembic") for table in tables),
        )
        tagged = "SELECT count(*), count(name) FROM entry LEFT JOIN entry_tag ON entry_id = id"
        if driver.execute(tagged).fetchone() != (NOTES, NOTES):
            return "notes lost"
        if driver.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return "damaged"
        try:
            driver.execute("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")
        except DatabaseError:
            return "half: no index, or one without what it stands on"
    return {
        (CURRENT, f"{CURRENT:04}", False, False, False, False): "old",
        (CURRENT + 1, "next", True, True, True, False): "new",
    }.get(said, f"half: {said}")


def _states(older: Path, key: Key, place: Path, migrator: Program) -> Generator[str]:
    """What is found after one kill after another, anywhere in the time that it takes."""
    whole = place / "whole" / "journal.upward"
    whole.parent.mkdir()
    shutil.copy(older, whole)
    migrator.begin(str(whole))
    begun = time.monotonic()
    assert list(migrator.words()) == ["done"]
    took = time.monotonic() - begun
    yield _state(whole, key)
    die = random.Random()
    while True:
        folder = place / "killed"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path = Path(shutil.copy(older, folder / "journal.upward"))
        migrator.killed(die.uniform(0, took), str(path))
        yield _state(path, key)


def test_a_migration_that_is_killed_leaves_the_old_journal_or_the_new_one(
    older: Path, template: tuple[Path, Key], tmp_path: Path, long: bool
) -> None:
    with _migrator() as migrator:
        states = _states(older, template[1], tmp_path, migrator)
        assert next(states) == "new"
        found = [next(states) for _kill in range(100 if long else 8)]
    assert set(found) <= {"old", "new"}
    assert "old" in found


def test_these_kills_find_out_who_leaves_transactions_to_the_driver(
    older: Path, template: tuple[Path, Key], tmp_path: Path
) -> None:
    with _migrator("untransacted") as migrator:
        states = _states(older, template[1], tmp_path, migrator)
        assert next(states) == "new"
        assert any(next(states).startswith("half") for _kill in range(60))
