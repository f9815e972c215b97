"""What the rotation takes away is the shelf's own, and nobody's work is in it."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal.store import known, labels, rotation, shelf
from journal.store.known import Known
from journal.store.vault import Vault
from tests import make

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def of(vault: Vault) -> Known:
    """What this computer knows of the journal."""
    return known.saw(vault)


def _save(vault: Vault, words: str = "A quiet week.") -> None:
    with vault.write() as session:
        make.entry(session, words)


@pytest.fixture(autouse=True)
def short_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what is older than two days, one day, one week and one month stay."""
    for name in ("DAILY", "WEEKLY", "MONTHLY"):
        monkeypatch.setattr(rotation, name, 1)


def _rotate(vault: Vault) -> None:
    """Backups so late that no earlier one has a place left."""
    for day in range(0, 200, 40):
        shelf.make(vault, "demand", now=NOON + timedelta(days=500 + day))


@pytest.fixture
def old(vault: Vault) -> shelf.Backup:
    """A backup that the rotation takes away in time, as it is."""
    return shelf.make(vault, "demand", now=NOON).backup


def test_an_old_backup_goes_in_time(vault: Vault, old: shelf.Backup) -> None:
    _rotate(vault)
    assert not old.path.exists()
    assert not labels.place_of(old.path).exists()


def test_a_backup_that_somebody_has_written_into_stays(vault: Vault, old: shelf.Backup) -> None:
    used = Vault.open_keyed(old.path, vault.key)
    _save(used, "written into a backup")
    used.close()
    _rotate(vault)
    assert old.path.exists()


def test_a_backup_in_which_somebody_is_writing_stays(vault: Vault, old: shelf.Backup) -> None:
    old.path.with_name(f"{old.path.name}-journal").write_bytes(b"half a save")
    _rotate(vault)
    assert old.path.exists()


def test_a_file_with_a_name_of_the_user_stays_though_it_was_proven(vault: Vault, of: Known, old: shelf.Backup) -> None:
    mine = Path(shutil.copy(old.path, old.path.with_name("before the holidays.upward")))
    os.utime(mine, (0, NOON.timestamp() - 60))
    found = next(each for each in shelf.backups(of) if each.path == mine)
    assert shelf.prove(found, vault.key).is_verified
    _rotate(vault)
    assert mine.exists()
    assert not old.path.exists()


def test_the_open_journal_is_never_taken_for_a_backup_of_itself(vault: Vault, old: shelf.Backup) -> None:
    used = Vault.open_keyed(old.path, vault.key)
    of = known.saw(used)
    assert old.path not in {each.path for each in shelf.backups(of)}
    _rotate(used)
    assert old.path.exists()
    _save(used, "and it goes on")
    used.close()


def test_two_unlocks_in_one_moment_leave_one_of_two_equal_backups(vault: Vault, of: Known) -> None:
    one = shelf.make(vault, "unlock", now=NOON).backup
    two = shelf.make(vault, "unlock", now=NOON - timedelta(seconds=1)).backup  # it was begun first, and ends last
    assert one.path.exists()
    assert two.path.exists()
    newest = shelf.make(vault, "unlock", now=NOON + timedelta(hours=1)).backup
    assert shelf.backups(of) == [newest]
