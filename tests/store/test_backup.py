"""A copy is whole, opens with the passphrase, and never takes the place of anything."""

import contextlib
import errno
import os
import re
from pathlib import Path

import pytest
from sqlalchemy import select, text

from journal.errors import (
    JournalBusy,
    JournalDamaged,
    JournalExists,
    JournalUnreachable,
    UpwardError,
    WrongPassphrase,
)
from journal.store import backup, history, records
from journal.store.connection import LEAST_BYTES, connect
from journal.store.key import Key
from journal.store.tables import Entry
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE
from tests.store import other_program
from tests.store.test_sessions import another_program


def test_a_copy_holds_everything_and_opens_with_the_passphrase(vault: Vault, tmp_path: Path) -> None:
    with vault.write() as session:
        make.entry(session, "In the copy.")
    vault.backup_to(tmp_path / "copy.upward")
    with vault.write() as session:
        make.entry(session, "Not in the copy.")
    copy = Vault.open(tmp_path / "copy.upward", PASSPHRASE)
    with copy.read() as session:
        assert session.execute(text("SELECT text FROM entry")).scalars().all() == ["In the copy."]
    assert copy.integrity_faults() == []
    copy.close()
    connection = other_program.opened(tmp_path / "copy.upward", PASSPHRASE)
    assert connection.execute("SELECT count(*) FROM entry").fetchone() == (1,)
    connection.close()


def test_a_copy_is_for_its_owner_alone_and_leaves_nothing_beside_it(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    vault.backup_to(tmp_path / "copies" / "copy.upward")
    assert [(each.name, each.stat().st_mode & 0o777) for each in (tmp_path / "copies").iterdir()] == [
        ("copy.upward", 0o600)
    ]


def test_a_copy_made_while_one_writes_holds_the_state_before(vault: Vault, tmp_path: Path) -> None:
    with vault.write() as session:
        make.entry(session, "Saved.")
    with vault.write() as session:
        make.entry(session, "Not saved yet.")
        session.flush()
        vault.backup_to(tmp_path / "copy.upward")
    with Vault.open_keyed(tmp_path / "copy.upward", vault.key).read() as session:
        assert session.execute(text("SELECT text FROM entry")).scalars().all() == ["Saved."]


def test_a_copy_never_replaces_a_file(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    with pytest.raises(JournalExists):
        vault.backup_to(tmp_path / "precious")
    assert (tmp_path / "precious").read_bytes() == b"precious"


def test_a_copy_into_a_missing_folder_is_refused(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(JournalUnreachable):
        vault.backup_to(tmp_path / "nowhere" / "copy.upward")


def test_a_failed_copy_leaves_no_file(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def found_wanting(*_anything: object) -> None:
        raise JournalDamaged

    monkeypatch.setattr(backup, "verify", found_wanting)
    with pytest.raises(JournalDamaged):
        vault.backup_to(tmp_path / "copy.upward")
    assert not (tmp_path / "copy.upward").exists()


def test_a_damaged_copy_does_not_pass_for_a_good_one(vault: Vault, tmp_path: Path) -> None:
    copy = tmp_path / "copy.upward"
    vault.backup_to(copy)
    whole = copy.read_bytes()
    key = vault.key
    backup.verify(copy, key)
    for place in (3, 20, 5000, len(whole) // 2, len(whole) - 1):
        spoilt = bytearray(whole)
        spoilt[place] ^= 4
        copy.write_bytes(spoilt)
        with pytest.raises((JournalDamaged, WrongPassphrase)):
            backup.verify(copy, key)
    copy.write_bytes(whole[: -4096 * 3])
    with pytest.raises((JournalDamaged, WrongPassphrase)):
        backup.verify(copy, key)


def test_a_copy_takes_the_first_free_name(tmp_path: Path) -> None:
    journal = tmp_path / "my journal.upward"
    assert backup.free_name(journal, "before").name == "my journal.before.upward"
    (tmp_path / "my journal.before.upward").touch()
    assert backup.free_name(journal, "before").name == "my journal.before-1.upward"


def test_a_copy_is_refused_while_another_program_has_the_journal_to_itself(vault: Vault, tmp_path: Path) -> None:
    with another_program(vault, "BEGIN EXCLUSIVE"), pytest.raises(JournalBusy):
        vault.backup_to(tmp_path / "copy.upward", wait_ms=0)
    assert not (tmp_path / "copy.upward").exists()
    vault.backup_to(tmp_path / "copy.upward", wait_ms=0)


def test_a_copy_that_another_program_comes_before_does_not_try_for_ever(vault: Vault, tmp_path: Path) -> None:
    vault.backup_to(tmp_path / "copy.upward")
    with (
        contextlib.closing(connect(vault.path, vault.key, wait_ms=0)) as live,
        contextlib.closing(connect(tmp_path / "copy.upward", vault.key)) as copy,
        another_program(vault, "BEGIN EXCLUSIVE"),
        pytest.raises(JournalBusy),
    ):
        backup.copy_pages(live, copy)


def _aged(path: Path) -> Path:
    path.write_bytes(b"left behind")
    os.utime(path, (0, path.stat().st_mtime - 2 * backup.LEFT_BEHIND_S))
    return path


def test_the_copy_of_a_killed_export_is_swept_away_and_nothing_else(vault: Vault) -> None:
    vault.close()
    own = vault.path.name
    names = (f".{own}.0123abcd.copy", ".rescued.upward.0123abcd.copy", f"..{own}.0123abcd.copy.89abcdef.copy")
    left = [_aged(vault.path.with_name(f"{name}{end}")) for name in names for end in ("", "-journal")]
    others = (f".{own}.0123abcd.copy.old", f".{own}.mine.copy", f"{own}.0123abcd.copy", ".0123abcd.copy", ".copy")
    kept = [_aged(vault.path.with_name(name)) for name in others]
    Vault.open_keyed(vault.path, vault.key).close()
    assert [each.name for each in left if each.exists()] == []
    assert [each.name for each in kept if not each.exists()] == []


def test_the_copy_of_an_export_that_is_under_way_stays(vault: Vault) -> None:
    with vault.snapshot() as copy:
        Vault.open_keyed(vault.path, vault.key).close()
        assert copy.path.exists()
        with copy.read() as session:
            assert session.execute(text("SELECT count(*) FROM entry")).scalar() == 0


@pytest.fixture
def spoilt_where_unused(vault: Vault) -> Vault:
    """A journal in which a page that nothing uses was torn, as a power cut may do."""
    with vault.write() as session:
        made = [make.entry(session, f"note {number} " + "word " * 100) for number in range(60)]
    with vault.write() as session:
        for each in made[:40]:
            history.delete_for_good(session, records.get(session, Entry, each.id))
    vault.close()
    whole = vault.path.read_bytes()
    for page in range(len(whole) // LEAST_BYTES, 1, -1):
        data = bytearray(whole)
        data[(page - 1) * LEAST_BYTES + 100] ^= 1
        vault.path.write_bytes(data)
        with contextlib.suppress(UpwardError):
            found = Vault.open_keyed(vault.path, vault.key, device="test")
            if not found.integrity_faults():
                return found
            found.close()
    pytest.fail("every page is in use")


def test_a_torn_page_that_nothing_uses_is_no_damage_and_is_not_copied(
    spoilt_where_unused: Vault, tmp_path: Path
) -> None:
    vault = spoilt_where_unused
    with contextlib.closing(connect(vault.path, vault.key)) as driver:
        assert driver.execute("PRAGMA cipher_integrity_check").fetchall()  # the control: there is something to find
    vault.backup_to(tmp_path / "copy.upward")
    with contextlib.closing(connect(tmp_path / "copy.upward", vault.key)) as driver:
        assert driver.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert driver.execute("SELECT count(*) FROM entry").fetchone() == (20,)
    with vault.write() as session:
        for number in range(100):
            make.entry(session, f"more {number} " + "word " * 100)
    with vault.read() as session:
        assert len(session.scalars(select(Entry.text)).all()) == 120
    assert vault.integrity_faults() == []
    vault.close()


# the name comes last


@pytest.mark.parametrize("has_links", [True, False])
def test_a_copy_has_its_name_only_when_it_was_verified_and_a_file_that_came_meanwhile_stays(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    target, whole = tmp_path / "copies" / "copy.upward", backup.verify
    target.parent.mkdir()

    def slowly(path: Path, key: Key) -> None:
        whole(path, key)
        assert not target.exists()
        target.write_bytes(b"precious")

    def cannot(*_anything: object) -> None:
        raise OSError(errno.EPERM, "no second names here")

    if not has_links:
        monkeypatch.setattr(os, "link", cannot)
    with monkeypatch.context() as patch:
        patch.setattr(backup, "verify", slowly)
        with pytest.raises(JournalExists):
            vault.backup_to(target)
    assert [(each.name, each.read_bytes()) for each in target.parent.iterdir()] == [(target.name, b"precious")]
    target.unlink()
    vault.backup_to(target)
    assert [each.name for each in target.parent.iterdir()] == [target.name]
    Vault.open_keyed(target, vault.key).close()


def test_a_copy_that_was_killed_is_made_again_under_the_same_name(vault: Vault, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copy.upward"
    target.parent.mkdir()
    if not (child := os.fork()):
        backup.verify = lambda *_anything: os._exit(9)  # type: ignore[reportUnknownLambdaType]
        backup.copy_out(vault.path, vault.key, target)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert not target.exists()
    backup.copy_out(vault.path, vault.key, target)
    Vault.open_keyed(target, vault.key).close()


def test_the_passing_copy_of_a_passing_copy_is_named_after_the_journal(tmp_path: Path) -> None:
    once = backup.passing_name(tmp_path / "journal.upward")
    assert re.fullmatch(r"\.journal\.upward\.[0-9a-f]{8}\.copy", once.name)
    assert re.fullmatch(r"\.journal\.upward\.[0-9a-f]{8}\.copy", backup.passing_name(once).name)
    assert backup.passing_name(once) != once


def test_the_sentence_about_a_folder_that_is_missing_names_the_copy_that_was_wanted(
    vault: Vault, tmp_path: Path
) -> None:
    with pytest.raises(JournalUnreachable) as raised:
        vault.backup_to(tmp_path / "nowhere" / "copy.upward")
    assert f"{tmp_path / 'nowhere' / 'copy.upward'} " in str(raised.value)
