"""What this computer knows of a journal helps when it is there, and is never in the way."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from journal import paths
from journal.errors import UpwardError
from journal.store import known
from journal.store.known import Known
from journal.store.vault import Vault
from tests import make


def _file(vault: Vault) -> Path:
    return paths.data_folder() / "journals" / f"{vault.journal_id}.json"


def test_a_journal_that_was_opened_here_is_known_by_id_place_and_salt(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "zebra crossing")
    seen = known.saw(vault)
    assert (seen.changes, seen.path) == (1, str(vault.path.resolve()))
    assert known.by_id(vault.journal_id) == seen
    assert known.by_path(vault.path) == seen
    assert known.by_salt(vault.key.salt) == seen
    assert known.of(vault) == seen


def test_an_unknown_journal_is_unknown(vault: Vault, tmp_path: Path) -> None:
    assert known.by_id(vault.journal_id) is None
    assert known.by_path(vault.path) is None
    assert known.by_salt(bytes(16)) is None
    known.saw(vault)
    assert known.by_path(tmp_path / "other.upward") is None
    assert known.by_salt(bytes(16)) is None


def test_what_is_known_is_for_the_owner_alone_and_holds_no_word_of_the_journal(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "zebra crossing")
    known.saw(vault)
    assert b"zebra" not in _file(vault).read_bytes()
    assert vault.key.raw.hex().encode() not in _file(vault).read_bytes()
    assert _file(vault).stat().st_mode & 0o777 == 0o600
    assert _file(vault).parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "damage", [b"", b"[]", b"7", b"{}", b"\xff\xfe", b'{"journal_id": "another"}', b'{"journal_id": 7, "changes": "x"}']
)
def test_a_damaged_note_means_that_nothing_is_known(vault: Vault, damage: bytes) -> None:
    known.saw(vault)
    _file(vault).write_bytes(damage)
    assert known.by_id(vault.journal_id) is None
    assert known.by_path(vault.path) is None
    assert known.of(vault).changes == 0
    assert known.by_id(known.saw(vault).journal_id) is not None


def test_a_value_of_another_kind_means_that_nothing_is_known(vault: Vault) -> None:
    seen = known.saw(vault)
    for changes in (
        {"changes": "9"},
        {"salt": "xyz"},
        {"is_paused": 1},
        {"path": None},
        {"former": (1,)},
        {"places": ({},)},
    ):
        known.remember(replace(seen, **changes))  # type: ignore[reportArgumentType]
        assert known.by_id(vault.journal_id) is None


def test_a_note_of_an_earlier_version_still_tells_what_it_holds(vault: Vault) -> None:
    _file(vault).parent.mkdir(parents=True)
    _file(vault).write_text('{"journal_id": "' + vault.journal_id + '", "folder": "/stick", "later": 1}')
    assert known.by_id(vault.journal_id) == Known(vault.journal_id, folder="/stick")


def test_an_older_copy_in_the_place_of_a_journal_is_noticed(new_vault: Callable[[str], Vault], tmp_path: Path) -> None:
    vault = new_vault("journal.upward")
    vault.backup_to(tmp_path / "old.upward")
    with vault.write() as session:
        make.entry(session)
    seen = known.saw(vault)
    assert not known.is_older_than_seen(seen, vault.last_change().changes)
    vault.close()
    (tmp_path / "old.upward").replace(vault.path)
    again = Vault.open_keyed(vault.path, vault.key)
    assert known.is_older_than_seen(seen, again.last_change().changes)
    again.close()


def test_the_named_folders_and_the_pause_stay_when_the_journal_is_seen_again(vault: Vault) -> None:
    known.remember(replace(known.saw(vault), folder="/stick", second="/disk", is_paused=True))
    with vault.write() as session:
        make.entry(session)
    seen = known.saw(vault)
    assert (seen.folder, seen.second, seen.is_paused, seen.changes) == ("/stick", "/disk", True, 1)


def test_of_two_journals_that_lay_in_one_place_the_last_one_is_known(vault: Vault) -> None:
    seen = known.saw(vault)
    other = replace(seen, journal_id="11111111-2222-3333-4444-555555555555", salt="ab" * 16)
    known.remember(other)
    os.utime(_file(vault), (1, 1))
    assert known.by_path(vault.path) == other


def test_an_id_that_is_a_path_stays_in_the_folder(vault: Vault) -> None:
    known.remember(Known("../../../elsewhere/x"))
    assert [each.name for each in (paths.data_folder() / "journals").iterdir()] == ["elsewherex.json"]
    assert known.by_id("../../../elsewhere/x") == Known("../../../elsewhere/x")


def test_where_nothing_can_be_kept_opening_goes_on_and_a_choice_is_refused(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file" / "below"))
    seen = known.saw(vault)
    assert seen.journal_id == vault.journal_id
    assert known.by_path(vault.path) is None
    with pytest.raises(UpwardError):
        known.remember(seen)


def test_the_salts_of_earlier_passphrases_are_remembered_the_last_one_first(vault: Vault) -> None:
    seen = known.saw(vault)
    for number in (1, 2, 3, 2):
        seen = known.under(seen, bytes([number]) * 16)
    assert seen.former == ("03" * 16, "01" * 16, vault.key.salt.hex())
    known.remember(seen)
    assert known.by_id(vault.journal_id) == seen
    again = known.saw(vault)  # an earlier copy, opened with its own passphrase
    assert (again.salt, again.former) == (vault.key.salt.hex(), ("02" * 16, "03" * 16, "01" * 16))
    for number in range(100):
        again = known.under(again, number.to_bytes(16, "big"))
    assert len(again.former) < 30
