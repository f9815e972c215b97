"""What is known of a journal before one writes into it."""

import contextlib
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal.errors import (
    BadSheet,
    JournalDamaged,
    JournalMissing,
    JournalReadOnly,
    NotAJournal,
    PassphraseChanged,
    UpwardError,
    WrongPassphrase,
)
from journal.store import key, known, opening, rekey, sheet, shelf
from journal.store.connection import LEAST_BYTES, connect
from journal.store.key import Key
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE


@pytest.fixture
def lived_in(vault: Vault) -> tuple[Path, Key]:
    """A closed journal with some pages of entries, which this computer has seen, and a backup of it."""
    with vault.write() as session:
        for number in range(30):
            make.entry(session, f"Note {number}. " + "A quiet week. " * 30)
    shelf.make(vault, "first")
    known.saw(vault)
    vault.close()
    return vault.path, vault.key


def _look(path: Path, key: Key, *, read_only: bool = False) -> opening.Opened:
    opened = opening.open_journal(path, key, device="test", read_only=read_only)
    opened.vault.close()
    return opened


def _write(path: Path, key: Key) -> None:
    vault = Vault.open_keyed(path, key, device="test")
    with vault.write() as session:
        make.entry(session, "One more.")
    vault.close()


def test_a_whole_journal_is_checked_at_once_and_says_when_it_was_changed(lived_in: tuple[Path, Key]) -> None:
    opened = _look(*lived_in)
    assert (opened.is_checked, opened.faults, opened.is_behind, opened.other_copies) == (True, [], False, [])
    assert opened.last_change.changes == 1


def test_an_older_copy_in_the_place_of_the_journal_is_noticed_each_time(lived_in: tuple[Path, Key]) -> None:
    path, key = lived_in
    older = path.with_name("older")
    shutil.copyfile(path, older)
    _write(path, key)
    assert not _look(path, key).is_behind
    shutil.move(older, path)
    assert _look(path, key).is_behind
    assert _look(path, key).is_behind


def test_a_journal_that_went_on_from_there_is_not_called_old(lived_in: tuple[Path, Key]) -> None:
    path, key = lived_in
    _write(path, key)
    assert not _look(path, key).is_behind


def test_a_wrong_passphrase_is_not_taken_for_damage(lived_in: tuple[Path, Key]) -> None:
    with pytest.raises(WrongPassphrase):
        opening.open_vault(lived_in[0], PASSPHRASE + "!")


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The salts that a key was derived with, one after the other: each costs the user up to 0.4 s."""
    salts: list[bytes] = []
    real = key.derive

    def derive(passphrase: str, salt: bytes) -> Key:
        salts.append(salt)
        return real(passphrase, salt)

    monkeypatch.setattr(key, "derive", derive)
    return salts


@pytest.mark.parametrize("end", ["!", ""])
def test_however_many_backups_there_are_a_passphrase_is_derived_once(
    lived_in: tuple[Path, Key], derived: list[bytes], end: str
) -> None:
    path, its_key = lived_in
    with contextlib.closing(Vault.open_keyed(path, its_key, device="test")) as vault:
        for minutes in range(1, 6):
            shelf.make(vault, "demand", now=datetime.now(UTC) + timedelta(minutes=minutes))
    if not end:
        data = bytearray(path.read_bytes())
        data[200] ^= 4
        path.write_bytes(data)
    with pytest.raises(JournalDamaged if not end else WrongPassphrase):
        opening.open_vault(path, PASSPHRASE + end)
    assert derived == [its_key.salt]


@pytest.mark.parametrize("damage", ["page 1", "salt", "cut", "empty", "zeros", "plain"])
def test_damage_is_not_taken_for_a_wrong_passphrase(lived_in: tuple[Path, Key], damage: str) -> None:
    path, _key = lived_in
    data = bytearray(path.read_bytes())
    match damage:
        case "page 1":
            data[200] ^= 4
        case "salt":
            data[3] ^= 4
        case "cut":
            del data[5000:]
        case "empty":
            data.clear()
        case "zeros":
            data = bytearray(len(data))
        case _:
            data[:16] = b"SQLite format 3\x00"
    path.write_bytes(data)
    with pytest.raises(JournalDamaged) as found:
        opening.open_vault(path, PASSPHRASE)
    assert found.value.path == path
    assert found.value.backup
    assert opening.opens(found.value.backup, PASSPHRASE)
    with pytest.raises((WrongPassphrase, NotAJournal)):
        opening.open_vault(path, PASSPHRASE + "!")


def test_a_damaged_page_far_inside_is_found_when_a_small_journal_opens(lived_in: tuple[Path, Key]) -> None:
    path, key = lived_in
    data = bytearray(path.read_bytes())
    data[-2000] ^= 4
    path.write_bytes(data)
    with pytest.raises(JournalDamaged) as found:
        _look(path, key)
    assert found.value.backup
    seen = _look(path, key, read_only=True)
    assert seen.faults
    assert path.read_bytes() == bytes(data)


def test_damage_that_a_large_journal_shows_only_when_it_is_read_names_the_backup_too(
    lived_in: tuple[Path, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "CHECKED_AT_ONCE", 0)
    path, its_key = lived_in
    whole, told = path.read_bytes(), list[UpwardError]()
    for place in range(LEAST_BYTES, len(whole), LEAST_BYTES):
        data = bytearray(whole)
        data[place + 200] ^= 4
        path.write_bytes(data)
        try:
            _look(path, its_key)
        except UpwardError as fault:
            told.append(fault)
    assert told
    assert all(isinstance(fault, JournalDamaged) and fault.backup for fault in told), told


def test_a_journal_that_is_no_longer_there_is_missed_and_its_backup_named(lived_in: tuple[Path, Key]) -> None:
    path, key = lived_in
    path.unlink()
    with pytest.raises(JournalMissing) as found:
        opening.open_vault(path, key)
    assert found.value.backup


def test_the_sheet_opens_also_where_the_first_bytes_are_damaged(lived_in: tuple[Path, Key]) -> None:
    path, key = lived_in
    typed = " ".join(sheet.groups(key))
    assert opening.key_of_sheet(path, typed) == key
    data = bytearray(path.read_bytes())
    data[0] ^= 1
    path.write_bytes(data)
    assert opening.key_of_sheet(path, typed) == key


def test_another_copy_beside_the_journal_is_noticed(lived_in: tuple[Path, Key]) -> None:
    path, key = lived_in
    other = path.with_name(f"{path.stem} (conflicted copy 2026-11-20){path.suffix}")
    shutil.copyfile(path, other)
    assert _look(path, key).other_copies == [other]


def test_a_journal_that_was_moved_and_then_damaged_still_has_its_backups(lived_in: tuple[Path, Key]) -> None:
    path, _key = lived_in
    moved = path.rename(path.with_name("moved.upward"))
    data = bytearray(moved.read_bytes())
    data[200] ^= 4
    moved.write_bytes(data)
    with pytest.raises(JournalDamaged) as found:
        opening.open_vault(moved, PASSPHRASE)
    assert found.value.backup


def test_a_sheet_that_is_right_says_that_the_file_is_damaged_also_without_a_backup(vault: Vault) -> None:
    vault.close()
    data = bytearray(vault.path.read_bytes())
    data[200] ^= 4
    vault.path.write_bytes(data)
    with pytest.raises(JournalDamaged):
        opening.open_vault(vault.path, opening.key_of_sheet(vault.path, " ".join(sheet.groups(vault.key))))


def test_a_passphrase_changed_elsewhere_is_not_taken_for_damage(lived_in: tuple[Path, Key], tmp_path: Path) -> None:
    path, key = lived_in
    elsewhere = tmp_path / "elsewhere" / path.name
    elsewhere.parent.mkdir()
    shutil.copyfile(path, elsewhere)
    with pytest.MonkeyPatch.context() as other_computer:
        other_computer.setenv("XDG_DATA_HOME", str(tmp_path / "data of another computer"))
        rekey.change_passphrase(elsewhere, key, PASSPHRASE + " and on")
    shutil.move(elsewhere, path)
    with pytest.raises(PassphraseChanged) as found:
        opening.open_vault(path, PASSPHRASE)
    assert found.value.backup
    with pytest.raises(BadSheet):
        opening.key_of_sheet(path, " ".join(sheet.groups(key)))
    opening.open_vault(path, PASSPHRASE + " and on").close()


def test_of_two_backups_a_damaged_one_is_not_the_one_that_is_offered(lived_in: tuple[Path, Key]) -> None:
    path, key = lived_in
    vault = Vault.open_keyed(path, key, device="test")
    newer = shelf.make(vault, "demand", now=datetime.now(UTC) + timedelta(minutes=2)).backup
    vault.close()
    for file in (path, newer.path):
        data = bytearray(file.read_bytes())
        data[-2000] ^= 4
        file.write_bytes(data)
    with pytest.raises(JournalDamaged) as found:
        _look(path, key)
    assert found.value.backup
    assert found.value.backup != newer.path


def test_what_a_killed_program_left_half_done_keeps_nobody_from_looking(lived_in: tuple[Path, Key]) -> None:
    path, key = lived_in
    path.with_name(f"{path.name}-journal").write_bytes(_half_done(path, key))
    seen = _look(path, key, read_only=True)
    assert seen.faults == []


def _half_done(path: Path, key: Key) -> bytes:
    """The journal file of a transaction that was never ended; the file itself is as it was before."""
    with contextlib.closing(connect(path, key)) as driver:
        driver.execute("BEGIN IMMEDIATE")
        driver.execute("PRAGMA cache_spill=1").fetchall()
        driver.execute("PRAGMA cache_size=10").fetchall()
        driver.execute("UPDATE entry SET text = text || 'halfway'")
        left = path.with_name(f"{path.name}-journal").read_bytes()
        driver.execute("ROLLBACK")
    return left


def test_nobody_writes_into_a_backup(lived_in: tuple[Path, Key]) -> None:
    path, key = lived_in
    found = known.by_path(path)
    assert found
    kept = shelf.backups(found)[0].path
    vault = opening.open_vault(kept, key)
    with pytest.raises(JournalReadOnly), vault.write() as session:
        make.entry(session)
    vault.close()


def test_an_opened_journal_is_for_its_owner_alone(lived_in: tuple[Path, Key]) -> None:
    path, key = lived_in
    path.chmod(0o644)
    _look(path, key)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_copy_that_went_on_elsewhere_in_the_place_of_the_journal_is_noticed(
    lived_in: tuple[Path, Key], tmp_path: Path
) -> None:
    path, key = lived_in
    elsewhere = tmp_path / "elsewhere.upward"
    shutil.copyfile(path, elsewhere)
    opened = opening.open_journal(path, key, device="test")
    with opened.vault.write() as session:
        make.entry(session, "Only here.")
    known.saw(opened.vault)
    opened.vault.close()
    assert not _look(path, key).is_behind
    for _each in range(3):
        _write(elsewhere, key)
    shutil.move(elsewhere, path)
    assert _look(path, key).is_behind
