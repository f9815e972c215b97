"""The folders of backups: each is used while it is there, told of while it is away, and never forgotten unasked."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal import paths
from journal.errors import UpwardError
from journal.store import backup, backup_folders, known, shelf
from journal.store.key import Key
from journal.store.known import Known
from journal.store.vault import Vault

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def of(vault: Vault) -> Known:
    """What this computer knows of the journal."""
    return known.saw(vault)


def test_backups_go_to_the_named_folder_and_also_to_the_second(vault: Vault, of: Known, tmp_path: Path) -> None:
    before = shelf.make(vault, "demand", now=NOON).backup
    for name in ("disk", "stick"):
        (tmp_path / name).mkdir()
    named = shelf.name_folders(of, folder=str(tmp_path / "disk"), second=str(tmp_path / "stick"))
    made = shelf.make(vault, "demand", now=NOON + timedelta(hours=1))
    assert made.second
    assert made.faults == ()
    assert made.backup.path.parent.parent == tmp_path / "disk"
    assert made.second.path.parent.parent == tmp_path / "stick"
    assert made.second.is_verified
    assert made.backup.path.parent.stat().st_mode & 0o777 == 0o700
    assert set(shelf.backups(named)) == {before, made.backup, made.second}
    assert shelf.unreachable(named) == []
    backup.verify(made.second.path, vault.key)


def test_two_journals_share_a_stick_and_not_their_backups(new_vault: Callable[[str], Vault], tmp_path: Path) -> None:
    one = new_vault("one.upward")
    two = Vault.create_keyed(tmp_path / "two.upward", Key(bytes(range(32)), bytes(16)))
    (tmp_path / "stick").mkdir()
    for each in (one, two):
        shelf.name_folders(known.saw(each), folder=str(tmp_path / "stick"))
        shelf.make(each, "demand")
    assert len(shelf.backups(known.of(one))) == len(shelf.backups(known.of(two))) == 1
    two.close()


def test_a_stick_that_is_not_there_is_said_and_the_backup_is_made_all_the_same(
    vault: Vault, of: Known, tmp_path: Path
) -> None:
    for name in ("disk", "stick"):
        (tmp_path / name).mkdir()
    named = shelf.name_folders(of, folder=str(tmp_path / "disk"), second=str(tmp_path / "stick"))
    (tmp_path / "disk").rename(tmp_path / "disk away")
    (tmp_path / "stick").rename(tmp_path / "stick away")
    (tmp_path / "stick").mkdir()  # the place where a stick comes
    assert shelf.unreachable(named) == [tmp_path / "disk", tmp_path / "stick"]
    made = shelf.make(vault, "unlock")
    assert made.backup.path.parent == paths.data_folder() / "backups" / vault.journal_id
    assert made.backup.is_verified
    assert made.second is None
    assert [str(tmp_path / "disk") in made.faults[0], len(made.faults)] == [True, 2]
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_second_folder_that_fails_spoils_nothing(
    vault: Vault, of: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stick").mkdir()
    named = shelf.name_folders(of, second=str(tmp_path / "stick"))
    verify = backup.verify

    def bad_stick(path: Path, key: Key) -> None:
        if tmp_path / "stick" in path.parents:
            path.write_bytes(path.read_bytes()[:-1] + b"x")
        verify(path, key)

    monkeypatch.setattr(backup, "verify", bad_stick)
    made = shelf.make(vault, "demand")
    assert made.backup.is_verified
    assert (made.second, len(made.faults)) == (None, 1)
    assert shelf.backups(named) == [made.backup]
    assert list(next((tmp_path / "stick").iterdir()).iterdir()) == []


def test_a_folder_that_cannot_be_is_not_named(vault: Vault, of: Known, tmp_path: Path) -> None:
    with pytest.raises(UpwardError):
        shelf.name_folders(of, second=str(tmp_path / "nowhere"))
    assert known.by_id(of.journal_id) == of
    (tmp_path / "stick").mkdir()
    shelf.name_folders(of, second=str(tmp_path / "stick"))
    assert shelf.name_folders(of, second="").second == ""


def test_where_no_folder_can_be_made_it_is_said(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file" / "below"))
    assert shelf.backups(known.of(vault)) == []
    with pytest.raises(UpwardError):
        shelf.make(vault, "demand")


def test_a_folder_that_is_named_no_more_is_remembered_until_it_is_empty_or_forgotten(
    vault: Vault, of: Known, tmp_path: Path
) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
    shelf.name_folders(of, second=str(tmp_path / "one"))
    first = shelf.make(vault, "demand", now=NOON).second
    named = shelf.name_folders(known.of(vault), second=str(tmp_path / "two"))
    assert first
    assert first.path in {each.path for each in shelf.backups(named)}
    (tmp_path / "one").rename(tmp_path / "away")
    assert shelf.unreachable(named) == [tmp_path / "one"]
    named = shelf.name_folders(known.of(vault), second=str(tmp_path / "three"))
    assert named.places == (str(tmp_path / "one"),)  # nothing was ever put into the second
    assert shelf.unreachable(shelf.forget_folder(named, tmp_path / "one")) == []
    assert shelf.unreachable(known.of(vault)) == []


def test_a_folder_that_is_named_again_is_in_use_again(vault: Vault, of: Known, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        of = shelf.name_folders(of, folder=str(tmp_path / name))
        shelf.make(vault, "demand")
    assert of.places == (str(tmp_path / "one"),)
    of = shelf.name_folders(of, folder=str(tmp_path / "one"))
    assert of.places == (str(tmp_path / "two"),)
    assert shelf.make(vault, "demand").backup.path.parent.parent == tmp_path / "one"


def test_where_the_data_folder_cannot_be_used_the_sentence_names_it(
    vault: Vault, of: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file" / "below"))
    for act in (known.remember, shelf.pause, backup_folders.first_folder):
        with pytest.raises(UpwardError) as raised:
            act(of)
        assert str(tmp_path / "file") in str(raised.value)
