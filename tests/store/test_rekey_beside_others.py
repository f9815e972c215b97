"""A change of passphrase takes along what belongs to the journal, harms nobody who is at work, and keeps nothing back."""

import contextlib
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import select

from journal.errors import JournalReplaced, UpwardError
from journal.store import backup, known, rekey, restoring, shelf, swapping
from journal.store.connection import LEAST_BYTES, DatabaseError, connect, read_salt
from journal.store.key import Key, derive
from journal.store.tables import Entry
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE

NEW = "nine patient owls in a barn"
THIRD = "eleven slow barges under a bridge"
_derived = cache(derive)


@pytest.fixture(autouse=True)
def derived_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key takes a moment to derive: each change here gets the next of a few salts."""
    salts = iter(bytes([number]) * 16 for number in range(1, 9))
    monkeypatch.setattr(rekey, "new_salt", lambda: next(salts))
    monkeypatch.setattr(rekey, "derive", _derived)


@pytest.fixture
def journal(vault: Vault) -> tuple[Path, Key]:
    """A closed journal with an entry and a backup, and its key."""
    with vault.write() as session:
        make.entry(session, "heron")
    known.saw(vault)
    shelf.make(vault, "demand")
    vault.close()
    return vault.path, vault.key


def _texts(path: Path, passphrase: str) -> list[str]:
    with contextlib.closing(Vault.open_keyed(path, _derived(passphrase, read_salt(path)))) as vault:
        assert vault.integrity_faults() == []
        with vault.read() as session:
            return list(session.scalars(select(Entry.text).order_by(Entry.place)))


def _opened_by(passphrase: str, folder: Path) -> set[Path]:
    """Every file below a folder that a passphrase opens."""
    found: set[Path] = set()
    for file in (file for file in folder.rglob("*") if file.is_file() and file.stat().st_size >= LEAST_BYTES):
        with contextlib.suppress(UpwardError, DatabaseError):
            connect(file, _derived(passphrase, read_salt(file)), read_only=True).close()
            found.add(file)
    return found


def _save(vault: Vault, words: str) -> None:
    with vault.write(wait_ms=0) as session:
        make.entry(session, words)


def test_another_copy_in_the_folder_keeps_its_passphrase_and_is_named(
    journal: tuple[Path, Key], tmp_path: Path
) -> None:
    path, key = journal
    lent = Path(shutil.copy(path, path.with_name("to lend.upward")))
    changed = rekey.change_passphrase(lent, key, NEW)
    assert _texts(lent, NEW) == _texts(path, PASSPHRASE) == ["heron"]
    assert path in changed.left
    assert path not in changed.rekeyed
    of = known.by_path(lent)
    assert of
    # the backup that was made of the journal stays with it, the new one of the lent copy goes with that
    assert sorted(len(_opened_by(each, tmp_path / "xdg_data_home")) for each in (PASSPHRASE, NEW)) == [1, 1]
    assert len(changed.backups) == 1
    assert {each.path for each in shelf.under_other_key(of, changed.key.salt)} < set(changed.left)


def test_what_was_set_aside_or_merged_is_no_backup_and_told_apart(journal: tuple[Path, Key]) -> None:
    path, key = journal
    aside = Path(shutil.copy(path, path.with_name("journal.before-restore-2026-11-20.upward")))
    conflict = Path(shutil.copy(path, path.with_name("journal (1).upward")))
    steps: list[tuple[int, int]] = []
    changed = rekey.change_passphrase(path, key, NEW, step=lambda done, of: steps.append((done, of)))
    assert set(changed.copies) == {aside, conflict}
    assert len(changed.backups) == 2
    assert set(changed.rekeyed) == {*changed.backups, *changed.copies}
    assert changed.left == ()
    assert steps == [(done, 4) for done in range(5)]


def test_a_second_journal_at_work_loses_no_acknowledged_save(
    journal: tuple[Path, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = journal
    other = Vault.open_keyed(Path(shutil.copy(path, path.with_name("journal (2).upward"))), key, device="there")
    _save(other, "before")
    told: list[str] = []
    settle = rekey._settle

    def save_meanwhile(made: Path) -> None:
        settle(made)
        if "(2)" in made.name:
            with contextlib.suppress(UpwardError):
                _save(other, "in between")
                told.append("in between")

    monkeypatch.setattr(rekey, "_settle", save_meanwhile)
    rekey.change_passphrase(path, key, NEW)
    with pytest.raises(JournalReplaced):
        _save(other, "afterwards")
    other.close()
    assert _texts(other.path, NEW) == ["heron", "before", *told]


def test_a_copy_into_which_somebody_writes_at_that_moment_is_left_alone_and_named(
    journal: tuple[Path, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = journal
    copy = Path(shutil.copy(path, path.with_name("journal (2).upward")))
    patient = swapping.connect
    monkeypatch.setattr(swapping, "connect", lambda path, key, **more: patient(path, key, **{**more, "wait_ms": 0}))  # type: ignore[reportUnknownLambdaType]
    with contextlib.closing(connect(copy, key)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        changed = rekey.change_passphrase(path, key, NEW)
        writer.execute("UPDATE entry SET text = 'and goes on'")
        writer.execute("COMMIT")
    assert changed.left == (copy,)
    assert _texts(copy, PASSPHRASE) == ["and goes on"]


def test_a_file_that_took_the_place_of_a_copy_meanwhile_is_not_overwritten(
    journal: tuple[Path, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = journal
    copy = Path(shutil.copy(path, path.with_name("journal (2).upward")))
    settle = rekey._settle

    def exchange(made: Path) -> None:
        settle(made)
        if "(2)" in made.name:
            (copy.parent / "other").write_bytes(b"precious")
            (copy.parent / "other").replace(copy)

    monkeypatch.setattr(rekey, "_settle", exchange)
    assert rekey.change_passphrase(path, key, NEW).left == (copy,)
    assert copy.read_bytes() == b"precious"


def _with_a_folder_that_is_named_no_more(journal: tuple[Path, Key], tmp_path: Path) -> Path:
    """The stick with a backup, which is away, when another one is named in its stead; where it comes back."""
    path, key = journal
    for name in ("stick a", "stick b"):
        (tmp_path / name).mkdir()
        with contextlib.closing(Vault.open_keyed(path, key)) as vault:
            shelf.name_folders(known.of(vault), second=str(tmp_path / name))
            shelf.make(vault, "demand")
    return (tmp_path / "stick a").rename(tmp_path / "away")


def test_a_folder_that_is_named_no_more_is_not_forgotten(journal: tuple[Path, Key], tmp_path: Path) -> None:
    path, key = journal
    away = _with_a_folder_that_is_named_no_more(journal, tmp_path)
    changed = rekey.change_passphrase(path, key, NEW)
    assert changed.left == (tmp_path / "stick a",)
    of = known.by_path(path)
    assert of
    assert shelf.under_other_key(of, changed.key.salt) == []
    away.rename(tmp_path / "stick a")
    assert len(rekey.rekey_backups(of, PASSPHRASE, changed.key)) == 1
    assert _opened_by(PASSPHRASE, tmp_path) == set()


def test_what_two_changes_left_under_the_first_passphrase_is_named_and_mended(
    journal: tuple[Path, Key], tmp_path: Path
) -> None:
    path, key = journal
    away = _with_a_folder_that_is_named_no_more(journal, tmp_path)
    second = rekey.change_passphrase(path, key, NEW).key
    back = away.rename(tmp_path / "stick a")
    aside = path.with_name("journal.before-restore-2026-11-20.upward")
    backup.copy_out(path, second, aside, under=key)  # one that could not be reached before
    third = rekey.change_passphrase(path, second, THIRD)
    stale = {each for each in back.rglob("*.upward") if not each.name.startswith(".")} | {aside}
    assert set(third.left) == stale == _opened_by(PASSPHRASE, tmp_path)
    of = known.by_path(path)
    assert of
    assert {each.path for each in shelf.under_other_key(of, third.key.salt)} == stale
    steps: list[tuple[int, int]] = []
    rekey.rekey_backups(of, PASSPHRASE, third.key, step=lambda done, of: steps.append((done, of)))
    assert steps == [(done, len(stale)) for done in range(len(stale) + 1)]
    assert _opened_by(PASSPHRASE, tmp_path) == _opened_by(NEW, tmp_path) == set()


def _killed_in_a_change(path: Path, key: Key, at: Callable[[Path], bool]) -> Key:
    """Change the passphrase in a process that dies when it comes to a file; the key that is new then."""
    if not (child := os.fork()):
        anew = rekey._written_anew

        def die(file: Path, old: Key, new: Key) -> contextlib.AbstractContextManager[Path]:
            if at(file):
                os._exit(9)
            return anew(file, old, new)

        rekey._written_anew = die
        rekey.change_passphrase(path, key, NEW)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    return _derived(NEW, read_salt(path))


@pytest.mark.parametrize("where", ["backups", "copies"])
def test_a_change_that_was_killed_is_told_of_and_brought_to_its_end(
    journal: tuple[Path, Key], tmp_path: Path, where: str
) -> None:
    path, key = journal
    of = known.by_path(path)
    assert of
    aside = restoring.restore(shelf.backups(of)[0].path, key, path)
    assert aside
    new = _killed_in_a_change(path, key, lambda file: file == aside if where == "copies" else file != path)
    with contextlib.closing(Vault.open_keyed(path, new)) as vault:
        of = known.saw(vault)
        waiting = {each.path for each in shelf.under_other_key(of, new.salt)}
        assert waiting == _opened_by(PASSPHRASE, tmp_path)
        assert aside in waiting
        assert set(rekey.rekey_backups(of, PASSPHRASE, new)) == waiting
    assert _opened_by(PASSPHRASE, tmp_path) == set()


def test_the_leavings_of_killed_programs_do_not_outlive_a_change(journal: tuple[Path, Key], tmp_path: Path) -> None:
    path, key = journal
    (path.parent / "merged").mkdir()
    shutil.copy(path, path.parent / "merged" / "journal (1).upward")
    places = (path.parent, path.parent / "merged")
    for each in (Path(shutil.copy(path, place / ".rescued.upward.0123abcd.copy")) for place in places):
        os.utime(each, (1, 1))
    rekey.change_passphrase(path, key, NEW)
    assert _opened_by(PASSPHRASE, tmp_path) == set()
