"""Copies that sync clients leave beside a journal are found by name and head, and put aside once they are merged."""

import shutil
from pathlib import Path

import pytest

from journal.errors import BadInput
from journal.store import copies
from journal.store.key import Key
from journal.store.vault import Vault
from tests.conftest import PASSPHRASE

LEFT_BY_CLIENTS = [
    "journal (John's conflicted copy 2026-11-20).upward",
    "journal (DESKTOP-AB12's conflicted copy 2026-11-20) (1).upward",
    "journal (conflicted copy).upward",
    "journal (Anas Konflikt-Kopie 2026-11-20).upward",
    "journal (copie en conflit de Ana 2026-11-20).upward",
    "journal.sync-conflict-20261120-101010-ABCDEFG.upward",
    "journal.sync-conflict-20261120-101010.upward",
    "journal-DESKTOP-AB12CD3.upward",
    "journal-Anas-MacBook-Pro.upward",
    "journal-LAPTOP7-2.upward",
    "journal (1).upward",
    "journal(2).upward",
    "journal 2.upward",
    "journal (conflicted copy 2026-11-20 101010).upward",
    "journal_conflict-20261120-101010.upward",
    "journal.Conflict.upward",
    "journal [conflicted].upward",
    "journal (conflicted).upward",
    "journal (SFConflict ana@example.org 2026-11-20-10-10-10).upward",
    "journal_DISKSTATION_Nov-20-101010-2026_Conflict.upward",
    "journal (Box conflict, Ana Ames).upward",
]
OF_OTHERS = [
    "journal.before-restore-20261120-101010.upward",
    "journal.before-schema-2.upward",
    "journal.damaged-20261120.upward",
    "journal.sample.upward",
    "journal.earlier-2.upward",
    "journal-2.upward",
    "journal-2026-11-20.upward",
    "journal-backup.upward",
    "journal - Copy.upward",
    "journal-old.upward",
    "journals.upward",
    "my journal (1).upward",
    "journal (1).upward-journal",
    "journal (1).txt",
    ".journal.upward.0a1b2c3d.copy",
    "conflict.upward",
]


@pytest.fixture
def journal(template: tuple[Path, Key], tmp_path: Path) -> Path:
    """A journal file in a folder of its own."""
    (tmp_path / "synced").mkdir()
    return Path(shutil.copyfile(template[0], tmp_path / "synced" / "journal.upward"))


@pytest.mark.parametrize("name", LEFT_BY_CLIENTS)
def test_a_copy_that_a_sync_client_left_is_found(journal: Path, template: tuple[Path, Key], name: str) -> None:
    shutil.copyfile(journal, journal.with_name(name))
    assert copies.siblings(journal, template[1].salt) == [journal.with_name(name)]


@pytest.mark.parametrize("name", OF_OTHERS)
def test_what_upward_or_its_user_put_there_is_no_copy_to_merge(
    journal: Path, template: tuple[Path, Key], name: str
) -> None:
    shutil.copyfile(journal, journal.with_name(name))
    assert copies.siblings(journal) == []
    assert copies.siblings(journal, template[1].salt) == []


def test_another_journal_with_a_doubtful_name_is_no_copy(journal: Path, template: tuple[Path, Key]) -> None:
    Vault.create(journal.with_name("journal 2.upward"), PASSPHRASE).close()
    assert copies.siblings(journal, template[1].salt) == []
    shutil.copyfile(journal, journal.with_name("journal 3.upward"))
    assert copies.siblings(journal, template[1].salt) == [journal.with_name("journal 3.upward")]


def test_what_is_plainly_no_journal_is_no_copy(journal: Path, tmp_path: Path) -> None:
    name = "journal (conflicted copy).upward"
    for content in (b"", b"half", b"SQLite format 3\x00" + bytes(8176), bytes(8192), journal.read_bytes()[:5000]):
        journal.with_name(name).write_bytes(content)
        assert copies.siblings(journal) == []
    journal.with_name(name).unlink()
    journal.with_name(name).mkdir()
    journal.with_name("journal (conflict).upward").symlink_to(journal)
    assert copies.siblings(journal) == []
    assert copies.siblings(tmp_path / "nowhere" / "journal.upward") == []


def test_a_merged_copy_is_put_aside_and_never_replaces_another(journal: Path) -> None:
    found: list[Path] = []
    for _each in range(3):
        sibling = journal.with_name("journal (1).upward")
        shutil.copyfile(journal, sibling)
        found.append(copies.set_aside(sibling))
        assert not sibling.exists()
    assert len(set(found)) == 3
    assert all(each.read_bytes() == journal.read_bytes() for each in found)
    assert {each.parent for each in found} == {journal.parent / "merged"}
    assert (journal.parent / "merged").stat().st_mode & 0o777 == 0o700
    assert copies.siblings(journal) == []


def test_a_copy_that_cannot_be_put_aside_stays_and_says_why(journal: Path) -> None:
    sibling = journal.with_name("journal (1).upward")
    shutil.copyfile(journal, sibling)
    (journal.parent / "merged").write_text("a file of that name")
    with pytest.raises(BadInput):
        copies.set_aside(sibling)
    assert sibling.exists()
