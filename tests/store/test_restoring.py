"""Bringing a backup back loses neither the backup nor what was there, whatever goes wrong on the way."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from journal import paths
from journal.errors import (
    BadInput,
    DiskFull,
    JournalBusy,
    JournalDamaged,
    JournalExists,
    JournalMissing,
    JournalTooNew,
    NotAJournal,
    UpwardError,
    WrongPassphrase,
)
from journal.store import backup, known, restoring, shelf
from journal.store.key import Key, derive, new_salt
from journal.store.migrations import CURRENT
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE
from tests.store import other_program
from tests.store.test_sessions import another_program
from tests.store.test_shelf import full_disk

#: Writes half a transaction into the file, with the old pages in its journal, and dies.
HALF_WRITER = """
import os, signal, sys
from pathlib import Path
from journal.store.connection import connect
from journal.store.key import Key
raw, salt = (bytes.fromhex(each) for each in sys.stdin.readline().split())
connection = connect(Path(sys.argv[1]), Key(raw, salt))
connection.execute("PRAGMA cache_size=5")
connection.execute("PRAGMA cache_spill=5")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE entry SET text = 'half' || hex(randomblob(9000))")
connection.execute("CREATE TABLE half AS SELECT hex(randomblob(3000)) FROM entry, entry AS other")
os.kill(os.getpid(), signal.SIGKILL)
"""

#: Saves once, and says with which error that was refused.
SAVER = """
import sys
from pathlib import Path
from journal.store.connection import connect, faults_explained
from journal.store.key import Key
raw, salt, wait_ms = sys.stdin.readline().split()
try:
    with faults_explained():
        connection = connect(Path(sys.argv[1]), Key(bytes.fromhex(raw), bytes.fromhex(salt)), wait_ms=int(wait_ms))
        connection.execute("UPDATE entry SET text = 'saved in between'")
    print("saved")
except Exception as error:
    print(type(error).__name__)
"""


def _save(vault: Vault, words: str) -> None:
    with vault.write() as session:
        make.entry(session, words)


def _texts(path: Path, key: Key) -> list[str]:
    with closing(Vault.open_keyed(path, key)) as opened:
        assert opened.integrity_faults() == []
        with opened.read() as session:
            return list(session.execute(text("SELECT text FROM entry ORDER BY place")).scalars())


def _is_restored(vault: Vault) -> bool:
    try:
        return _texts(vault.path, vault.key) == ["before"]
    except (UpwardError, AssertionError):
        return False


def _files(vault: Vault) -> dict[str, bytes]:
    """The files in the journal's folder; nobody has them open."""
    return {each.name: each.read_bytes() for each in vault.path.parent.iterdir() if each.is_file()}


@pytest.fixture
def saved(vault: Vault) -> shelf.Backup:
    """A backup with "before" in it, of a closed journal with "before" and "after"."""
    _save(vault, "before")
    made = shelf.make(vault, "demand").backup
    _save(vault, "after")
    known.saw(vault)
    vault.close()
    return made


def test_a_backup_comes_back_and_the_present_journal_is_set_aside(vault: Vault, saved: shelf.Backup) -> None:
    aside = restoring.restore(saved.path, vault.key, vault.path)
    assert aside
    assert _texts(vault.path, vault.key) == ["before"]
    assert _texts(aside, vault.key) == ["before", "after"]
    assert aside.name.startswith("journal.before-restore-2")
    assert restoring.set_asides(vault.path) == [aside]
    assert {each.stat().st_mode & 0o777 for each in (vault.path, aside)} == {0o600}
    assert sorted(_files(vault)) == sorted([aside.name, vault.path.name])
    connection = other_program.opened(vault.path, PASSPHRASE)
    assert connection.execute("SELECT text FROM entry").fetchall() == [("before",)]
    connection.close()


def test_after_a_restore_nothing_rotates_and_the_older_state_is_no_surprise(vault: Vault, saved: shelf.Backup) -> None:
    restoring.restore(saved.path, vault.key, vault.path)
    again = Vault.open_keyed(vault.path, vault.key)
    found = known.by_path(vault.path)
    assert found
    assert found.is_paused
    assert not known.is_older_than_seen(found, again.last_change().changes)
    assert found.journal_id == again.journal_id
    again.close()


def test_a_restore_can_be_taken_back_by_another_one(vault: Vault, saved: shelf.Backup) -> None:
    first = restoring.restore(saved.path, vault.key, vault.path)
    assert first
    second = restoring.restore(first, vault.key, vault.path)
    assert _texts(vault.path, vault.key) == ["before", "after"]
    assert set(restoring.set_asides(vault.path)) == {first, second}


def test_a_backup_under_an_earlier_passphrase_comes_back_with_that_passphrase(
    vault: Vault, saved: shelf.Backup, tmp_path: Path
) -> None:
    new = derive("nine patient owls in a barn", new_salt())
    backup.copy_out(vault.path, vault.key, tmp_path / "anew", under=new)
    (tmp_path / "anew").replace(vault.path)
    aside = restoring.restore(saved.path, vault.key, vault.path)
    assert aside
    assert _texts(vault.path, derive(PASSPHRASE, vault.key.salt)) == ["before"]
    assert _texts(aside, new) == ["before", "after"]
    found = known.by_path(vault.path)
    assert found
    assert found.salt == vault.key.salt.hex()


def test_where_the_journal_is_gone_the_backup_takes_its_name(vault: Vault, saved: shelf.Backup) -> None:
    vault.path.unlink()
    assert restoring.restore(saved.path, vault.key, vault.path) is None
    assert _texts(vault.path, vault.key) == ["before"]


def test_a_damaged_journal_is_set_aside_as_it_is(vault: Vault, saved: shelf.Backup) -> None:
    vault.path.write_bytes(b"\x07" * 5000)
    aside = restoring.restore(saved.path, vault.key, vault.path)
    assert aside
    assert aside.read_bytes() == b"\x07" * 5000
    assert _texts(vault.path, vault.key) == ["before"]


# refused, with everything as it was


def _refused(vault: Vault, source: Path, key: Key, error: type[UpwardError]) -> str:
    before, seen = _files(vault), known.by_path(vault.path)
    with pytest.raises(error) as raised:
        restoring.restore(source, key, vault.path)
    assert _files(vault) == before
    assert known.by_path(vault.path) == seen
    return str(raised.value)


@pytest.mark.parametrize("place", [20, 5000, -100])
def test_a_damaged_backup_is_refused(vault: Vault, saved: shelf.Backup, place: int) -> None:
    data = bytearray(saved.path.read_bytes())
    data[place] ^= 4
    saved.path.write_bytes(data)
    _refused(vault, saved.path, vault.key, JournalDamaged if place > 4096 or place < 0 else WrongPassphrase)


def test_a_cut_off_backup_is_refused(vault: Vault, saved: shelf.Backup) -> None:
    saved.path.write_bytes(saved.path.read_bytes()[: -4096 * 3])
    said = _refused(vault, saved.path, vault.key, JournalDamaged)
    assert str(saved.path) in said


def test_a_wrong_key_is_refused(vault: Vault, saved: shelf.Backup) -> None:
    _refused(vault, saved.path, Key(bytes(32), vault.key.salt), WrongPassphrase)
    _refused(vault, saved.path, Key(vault.key.raw, new_salt()), WrongPassphrase)


def test_what_is_no_backup_is_refused(vault: Vault, saved: shelf.Backup, tmp_path: Path) -> None:
    _refused(vault, tmp_path / "nowhere.upward", vault.key, JournalMissing)
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "note.upward").write_text("no journal " * 1000)
    _refused(vault, tmp_path / "text" / "note.upward", vault.key, NotAJournal)
    _refused(vault, vault.path, vault.key, BadInput)
    with pytest.raises(BadInput):
        restoring.restore(saved.path, vault.key, tmp_path)


def test_an_encrypted_database_of_another_program_is_refused(vault: Vault, saved: shelf.Backup, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    connection = other_program.opened(folder / "other.db", PASSPHRASE)
    connection.execute("CREATE TABLE thing (a)")
    connection.close()
    key = derive(PASSPHRASE, (folder / "other.db").read_bytes()[:16])
    _refused(vault, folder / "other.db", key, NotAJournal)


def test_a_backup_of_a_newer_upward_is_refused(vault: Vault, saved: shelf.Backup) -> None:
    connection = other_program.opened(saved.path, PASSPHRASE)
    connection.execute(f"PRAGMA user_version = {CURRENT + 1}").fetchall()
    connection.close()
    _refused(vault, saved.path, vault.key, JournalTooNew)


def test_a_backup_of_another_journal_is_refused(vault: Vault, saved: shelf.Backup, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Vault.create(tmp_path / "other" / "other.upward", PASSPHRASE)
    other.close()
    said = _refused(vault, other.path, other.key, BadInput)
    assert str(vault.path) in said


def test_a_journal_that_another_program_is_writing_to_is_left_alone(vault: Vault, saved: shelf.Backup) -> None:
    before = vault.path.read_bytes()
    with another_program(vault, "BEGIN EXCLUSIVE"), pytest.raises(JournalBusy):
        restoring.restore(saved.path, vault.key, vault.path, wait_ms=0)
    assert vault.path.read_bytes() == before
    assert restoring.set_asides(vault.path) == []


def test_a_full_disk_leaves_the_journal_as_it_was(vault: Vault, saved: shelf.Backup) -> None:
    before = _files(vault)
    for share in (0.0, 0.3, 0.9):
        with full_disk(int(saved.size * share)), pytest.raises(DiskFull):
            restoring.restore(saved.path, vault.key, vault.path)
        assert _files(vault) == before
    restoring.restore(saved.path, vault.key, vault.path)
    assert _texts(vault.path, vault.key) == ["before"]


def test_when_the_last_step_fails_the_journal_is_where_it_was(
    vault: Vault, saved: shelf.Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def refuses(path: Path, target: Path) -> Path:
        if Path(target) == vault.path and path.suffix == ".copy":
            raise OSError(errno.EACCES, "in use")
        return replace(path, target)

    vault.path.write_bytes(b"\x07" * 8192)
    vault.path.with_name("journal.upward-shm").write_bytes(b"stale")
    monkeypatch.setattr(Path, "replace", refuses)
    _refused(vault, saved.path, vault.key, BadInput)


# others that save, and a place that is no more what it was


def test_nobody_can_save_between_the_setting_aside_and_the_swap(
    vault: Vault, saved: shelf.Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle, tried = paths.settle_folder, list[str]()

    def save_now(folder: Path) -> None:
        settle(folder)
        if folder == vault.path.parent and restoring.set_asides(vault.path) == [] and not tried:
            tried.append(_saved_by_another_program(vault, wait_ms=0))

    monkeypatch.setattr(paths, "settle_folder", save_now)
    aside = restoring.restore(saved.path, vault.key, vault.path)
    assert tried == ["JournalBusy"]
    assert aside
    assert _texts(vault.path, vault.key) == ["before"]
    assert _texts(aside, vault.key) == ["before", "after"]


def _saved_by_another_program(vault: Vault, wait_ms: int) -> str:
    """Save as another program does; the name of what it was refused with."""
    raw = f"{vault.key.raw.hex()} {vault.key.salt.hex()} {wait_ms}\n"
    done = subprocess.run(
        [sys.executable, "-c", SAVER, vault.path], input=raw, text=True, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.strip()


def test_a_save_that_began_in_between_under_another_key_is_not_played_into_the_restored_file(
    vault: Vault, saved: shelf.Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = Key(bytes(range(32)), new_salt())
    backup.copy_out(vault.path, vault.key, tmp_path / "anew", under=key)
    (tmp_path / "anew").replace(vault.path)
    settle, begun = paths.settle_folder, list[bool]()

    def save_now(folder: Path) -> None:
        settle(folder)
        if folder == vault.path.parent and not begun:
            begun.append(True)
            _half_written(vault.path, key)

    monkeypatch.setattr(paths, "settle_folder", save_now)
    aside = restoring.restore(saved.path, vault.key, vault.path)
    assert begun
    assert aside
    assert _texts(vault.path, vault.key) == ["before"]
    assert _texts(aside, key) == ["before", "after"]


def test_a_file_that_came_where_none_was_is_not_overwritten(
    vault: Vault, saved: shelf.Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.path.unlink()
    whole = backup.verify

    def meanwhile(path: Path, key: Key) -> None:
        whole(path, key)
        if path.parent == vault.path.parent:
            monkeypatch.setattr(backup, "give_name", late)

    def late(draft: Path, target: Path) -> None:
        target.write_bytes(b"precious")
        give_name(draft, target)

    give_name = backup.give_name
    monkeypatch.setattr(backup, "verify", meanwhile)
    with pytest.raises(JournalExists):
        restoring.restore(saved.path, vault.key, vault.path)
    assert vault.path.read_bytes() == b"precious"
    assert [each.name for each in vault.path.parent.iterdir() if each.name.startswith(".")] == []


def test_where_this_computer_can_note_nothing_the_journal_comes_back_and_that_is_said(
    vault: Vault, saved: shelf.Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file" / "below"))
    said: list[str] = []
    assert restoring.restore(saved.path, vault.key, vault.path, warn=said.append)
    assert _texts(vault.path, vault.key) == ["before"]
    assert len(said) == 1
    assert str(tmp_path / "file") in said[0]


def test_a_restored_file_is_no_fork_of_what_was_written_here(vault: Vault, saved: shelf.Backup) -> None:
    seen = known.by_path(vault.path)
    assert seen
    known.remember(replace(seen, last_written="entry/one/two"))
    said: list[str] = []
    restoring.restore(saved.path, vault.key, vault.path, warn=said.append)
    found = known.by_path(vault.path)
    assert found
    assert (found.last_written, said) == ("", [])


@pytest.mark.parametrize("is_damaged", [False, True])
def test_without_second_names_a_journal_that_is_kept_from_writers_is_set_aside_whole(
    vault: Vault, saved: shelf.Backup, monkeypatch: pytest.MonkeyPatch, is_damaged: bool
) -> None:
    def cannot(*_anything: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    if is_damaged:
        data = bytearray(vault.path.read_bytes())
        data[-3000] ^= 1
        vault.path.write_bytes(data)
    before = vault.path.read_bytes()
    monkeypatch.setattr(os, "link", cannot)
    aside = restoring.restore(saved.path, vault.key, vault.path)
    assert aside
    assert (aside.read_bytes() == before) or not is_damaged
    assert is_damaged or _texts(aside, vault.key) == ["before", "after"]


def test_what_a_killed_restore_left_is_swept_by_the_next_one(vault: Vault, saved: shelf.Backup) -> None:
    left = vault.path.with_name(".other.upward.0123abcd.copy")
    left.write_bytes(b"x")
    os.utime(left, (1, 1))
    restoring.restore(saved.path, vault.key, vault.path)
    assert not left.exists()


# what lies beside the journal


def _half_written(path: Path, key: Key) -> None:
    subprocess.run(
        [sys.executable, "-c", HALF_WRITER, path], input=f"{key.raw.hex()} {key.salt.hex()}\n", text=True, check=False
    )
    assert path.with_name(f"{path.name}-journal").stat().st_size > 512


@pytest.mark.parametrize("is_same_key", [True, False])
def test_what_a_killed_program_left_half_written_is_undone_before_it_is_set_aside(
    vault: Vault, saved: shelf.Backup, tmp_path: Path, is_same_key: bool
) -> None:
    key = vault.key
    if not is_same_key:
        key = Key(bytes(range(32)), new_salt())
        backup.copy_out(vault.path, vault.key, tmp_path / "anew", under=key)
        (tmp_path / "anew").replace(vault.path)
    _half_written(vault.path, key)
    aside = restoring.restore(saved.path, vault.key, vault.path)
    assert aside
    assert _texts(vault.path, vault.key) == ["before"]
    assert _texts(aside, key) == ["before", "after"]


def test_what_was_left_beside_the_old_file_is_not_played_into_the_restored_one(
    vault: Vault, saved: shelf.Backup, tmp_path: Path
) -> None:
    for end in restoring.LEFTOVERS:
        vault.path.with_name(vault.path.name + end).write_bytes(b"stale" * 1000)
    vault.path.unlink()
    restoring.restore(saved.path, vault.key, vault.path)
    assert [end for end in restoring.LEFTOVERS if vault.path.with_name(vault.path.name + end).exists()] == []
    assert _texts(vault.path, vault.key) == ["before"]


def test_without_the_care_a_half_written_journal_would_spoil_the_restored_one(
    vault: Vault, saved: shelf.Backup
) -> None:
    _half_written(vault.path, vault.key)
    shutil.copyfile(saved.path, vault.path)
    assert not _is_restored(vault)


def test_on_a_disk_without_second_names_the_present_file_is_copied(
    vault: Vault, saved: shelf.Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(*_anything: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", cannot)
    aside = restoring.restore(saved.path, vault.key, vault.path)
    assert aside
    assert _texts(aside, vault.key) == ["before", "after"]
    assert aside.stat().st_mode & 0o777 == 0o600
    assert sorted(_files(vault)) == sorted([aside.name, vault.path.name])


def test_the_second_name_of_a_killed_restore_is_no_set_aside_file(vault: Vault, saved: shelf.Backup) -> None:
    false = vault.path.with_name("journal.before-restore-2026-01-01T000000Z.upward")
    os.link(vault.path, false)
    assert restoring.set_asides(vault.path) == []
    aside = restoring.restore(saved.path, vault.key, vault.path)
    assert not false.exists()
    assert restoring.set_asides(vault.path) == [aside]


def test_only_files_of_this_journal_count_as_set_aside(new_vault: Callable[[str], Vault]) -> None:
    path = new_vault("journal.upward").path
    moments = ("2026-01-01T000000Z", "2026-02-01T000000Z")
    mine = [path.with_name(f"journal.before-restore-{moment}.upward") for moment in moments]
    damaged = path.with_name("journal.damaged-2026-01-15.upward")
    for each in (*mine, damaged, path.with_name("other.before-restore-2026-01-01T000000Z.upward")):
        each.write_bytes(b"x")
    assert restoring.set_asides(path) == [mine[1], damaged, mine[0]]
