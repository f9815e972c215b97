import contextlib
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlcipher3 import dbapi2

from journal import paths
from journal.errors import (
    BadSheet,
    DiskFull,
    JournalBusy,
    JournalDamaged,
    JournalMissing,
    UpwardError,
    WeakPassphrase,
    WrongPassphrase,
)
from journal.store import backup, known, rekey, sheet, shelf, swapping
from journal.store.connection import LEAST_BYTES, connect, read_salt
from journal.store.key import Key, derive, new_salt
from journal.store.tables import Entry
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE

NEW = "nine patient owls in a barn"
_derived = cache(derive)
_salt = cache(new_salt)
TEXTS = ["first heron", "second heron", "third " * 2000]


@pytest.fixture(autouse=True)
def derived_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key takes a moment to derive: all journals here get the same new salt, but where a test derives for itself."""
    if "freshly" not in request.node.name:
        monkeypatch.setattr(rekey, "new_salt", _salt)
        monkeypatch.setattr(rekey, "derive", _derived)


@pytest.fixture
def journal(vault: Vault) -> tuple[Path, Key]:
    """A journal with three entries and two backups on its shelf, closed, and its key."""
    with vault.write() as session:
        for each in TEXTS:
            make.entry(session, each)
    known.saw(vault)
    for days, reason in ((3, "first"), (1, "unlock")):
        shelf.make(vault, reason, now=datetime.now(UTC) - timedelta(days=days))
    vault.close()
    return vault.path, vault.key


def _texts(path: Path, key: Key | str) -> list[str]:
    key = _derived(key, read_salt(path)) if isinstance(key, str) else key
    with contextlib.closing(Vault.open_keyed(path, key)) as vault:
        assert vault.integrity_faults() == []
        with vault.read() as session:
            return list(session.scalars(select(Entry.text).order_by(Entry.place)))


def _opens(path: Path, passphrase: str) -> bool:
    """Whether SQLCipher opens a file with a passphrase, by its own derivation."""
    connection = dbapi2.connect(f"file:{path}?mode=ro", uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
        connection.set_key(passphrase.encode())
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError:
        return False
    finally:
        connection.close()
    return True


def _opened_by(passphrase: str, *folders: Path) -> list[Path]:
    """Every file below the folders that a passphrase opens."""
    found: list[Path] = []
    for file in (file for folder in folders for file in folder.rglob("*") if file.is_file()):
        with contextlib.suppress(dbapi2.DatabaseError, UpwardError):
            connect(file, _derived(passphrase, read_salt(file)), read_only=True).close()
            found.append(file)
    return found


def _everything(*folders: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file()}


def test_a_freshly_derived_key_opens_the_journal_and_it_has_all_that_it_had(journal: tuple[Path, Key]) -> None:
    path, key = journal
    changed = rekey.change_passphrase(path, key, NEW)
    assert _opens(path, NEW)
    assert not _opens(path, PASSPHRASE)
    assert changed.key == derive(NEW, read_salt(path))
    assert changed.key.salt != key.salt
    assert _texts(path, NEW) == TEXTS
    assert path.stat().st_mode & 0o777 == 0o600


def test_it_stays_the_same_journal_to_this_computer(journal: tuple[Path, Key]) -> None:
    path, key = journal
    before = known.by_path(path)
    rekey.change_passphrase(path, key, NEW)
    after = known.by_path(path)
    assert before
    assert after
    assert (after.journal_id, after.changes) == (before.journal_id, before.changes)
    assert known.by_salt(read_salt(path)) == after


def test_neither_the_old_passphrase_nor_the_old_sheet_opens_anything_afterwards(
    journal: tuple[Path, Key], tmp_path: Path
) -> None:
    path, key = journal
    old_sheet = " ".join(sheet.groups(key))
    shutil.copy(path, path.with_name("journal.before-restore-2026-11-20.upward"))
    (path.parent / "merged").mkdir()
    shutil.copy(path, path.parent / "merged" / "journal (1).upward")
    assert len(_opened_by(PASSPHRASE, tmp_path)) == 5
    changed = rekey.change_passphrase(path, key, NEW)
    assert _opened_by(PASSPHRASE, tmp_path) == []
    opened = _opened_by(NEW, tmp_path)
    assert len(opened) == 6  # the backup made before the change is among them
    assert set(opened) == {path, *changed.rekeyed}
    assert changed.left == ()
    for file in opened:
        assert _texts(file, NEW) == TEXTS
        with pytest.raises(UpwardError):
            Vault.open_keyed(file, key)
    with pytest.raises(BadSheet):  # in one of sixteen the check of another journal looks like a slip in the last group
        sheet.read(old_sheet, read_salt(path))


def test_the_backups_stay_verified_and_keep_their_moments_and_reasons(journal: tuple[Path, Key]) -> None:
    path, key = journal
    found = known.by_path(path)
    assert found
    before = {each.path: (each.made_at, each.reason, each.entries) for each in shelf.backups(found)}
    changed = rekey.change_passphrase(path, key, NEW)
    after = shelf.backups(found)
    assert all(each.is_verified and each.salt == changed.key.salt for each in after)
    assert {each.reason for each in after} == {"first", "unlock", "passphrase"}
    for each in after:
        assert before.get(each.path, (each.made_at, "passphrase", 3)) == (each.made_at, each.reason, each.entries)


def test_a_journal_whose_passphrase_is_forgotten_gets_a_new_one_by_its_sheet(journal: tuple[Path, Key]) -> None:
    path, key = journal
    typed = sheet.text(key, journal=path.name, made_on=datetime.now(UTC).date())
    rekey.change_passphrase(path, sheet.read(typed, read_salt(path)), NEW)
    assert _texts(path, NEW) == TEXTS


@pytest.mark.parametrize("refused", [PASSPHRASE, "too short", "aaaaaaaaaaaaaaaa", "two\nlines of words"])
def test_the_same_passphrase_and_a_weak_one_change_nothing(
    journal: tuple[Path, Key], tmp_path: Path, refused: str
) -> None:
    before = _everything(tmp_path)
    with pytest.raises(WeakPassphrase):
        rekey.change_passphrase(*journal, refused)
    assert _everything(tmp_path) == before


def test_a_wrong_key_changes_nothing(journal: tuple[Path, Key], tmp_path: Path) -> None:
    path, key = journal
    before = _everything(tmp_path)
    for wrong in (Key(bytes(32), key.salt), Key(key.raw, bytes(16))):
        with pytest.raises(WrongPassphrase):
            rekey.change_passphrase(path, wrong, NEW)
    with pytest.raises(JournalMissing):
        rekey.change_passphrase(path.with_name("gone.upward"), key, NEW)
    assert _everything(tmp_path) == before


def _full(_path: Path) -> shutil._ntuple_diskusage:
    return shutil._ntuple_diskusage(10**9, 10**9, 0)


def test_without_room_for_the_copies_nothing_is_begun(
    journal: tuple[Path, Key], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", _full)
    before = _everything(tmp_path)
    with pytest.raises(DiskFull):
        rekey.change_passphrase(*journal, NEW)
    assert _everything(tmp_path) == before


def test_a_journal_that_somebody_writes_to_is_left_alone(
    journal: tuple[Path, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = journal
    impatient = swapping.connect
    monkeypatch.setattr(swapping, "connect", lambda path, key, **more: impatient(path, key, **{**more, "wait_ms": 0}))  # type: ignore[reportUnknownLambdaType]
    with contextlib.closing(connect(path, key)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalBusy):
            rekey.change_passphrase(path, key, NEW)
    assert _texts(path, PASSPHRASE) == TEXTS


def test_nobody_can_save_into_the_file_that_is_about_to_go(
    journal: tuple[Path, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = journal
    refused: list[bool] = []
    whole = rekey._refuse_false_index

    def try_to_save(made: Path, new_key: Key) -> None:
        with contextlib.closing(Vault.open_keyed(path, key)) as other:
            with pytest.raises(JournalBusy), other.write(wait_ms=0) as session:
                make.entry(session, "lost?")
            refused.append(True)
        whole(made, new_key)

    monkeypatch.setattr(rekey, "_refuse_false_index", try_to_save)
    rekey.change_passphrase(path, key, NEW)
    assert refused == [True]
    assert _texts(path, NEW) == TEXTS


def test_a_damaged_journal_keeps_its_passphrase(journal: tuple[Path, Key]) -> None:
    path, key = journal
    data = bytearray(path.read_bytes())
    data[-LEAST_BYTES + 100] ^= 1
    path.write_bytes(data)
    with pytest.raises((JournalDamaged, WrongPassphrase)):
        rekey.change_passphrase(path, key, NEW)
    assert path.read_bytes() == data
    assert not [file for file in path.parent.iterdir() if file.name.startswith(".journal")]


def test_a_journal_whose_search_index_is_wrong_keeps_its_passphrase(journal: tuple[Path, Key]) -> None:
    path, key = journal
    with contextlib.closing(Vault.open_keyed(path, key)) as vault, vault.write() as session:
        session.execute(text("DELETE FROM search_docsize WHERE id = (SELECT max(id) FROM search_docsize)"))
        session.execute(text("UPDATE search_data SET block = x'00' WHERE id > 10"))
    with pytest.raises(JournalDamaged):
        rekey.change_passphrase(path, key, NEW)
    assert _opened_by(PASSPHRASE, path.parent)


def test_a_copy_that_lost_a_row_does_not_take_the_journals_place(
    journal: tuple[Path, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = journal
    whole = backup.copy_out

    def forgetful(source: Path, key: Key, target: Path, *, under: Key | None = None, **more: Any) -> None:
        whole(source, key, target, under=under, **more)
        if under:
            with contextlib.closing(connect(target, under)) as copy:
                copy.execute("DELETE FROM entry WHERE place = (SELECT max(place) FROM entry)")

    monkeypatch.setattr(backup, "copy_out", forgetful)
    with pytest.raises(JournalDamaged):
        rekey.change_passphrase(path, key, NEW)
    assert _texts(path, PASSPHRASE) == TEXTS


def test_what_cannot_be_put_under_the_new_passphrase_is_told(journal: tuple[Path, Key]) -> None:
    path, key = journal
    found = known.by_path(path)
    assert found
    spoilt = shelf.backups(found)[0].path
    data = bytearray(spoilt.read_bytes())
    data[5000] ^= 1
    spoilt.write_bytes(data)
    cut = path.with_name("journal.damaged-2026-11-20.upward")
    cut.write_bytes(path.read_bytes()[:-100])
    changed = rekey.change_passphrase(path, key, NEW)
    assert set(changed.left) == {spoilt, cut}
    assert spoilt.read_bytes() == data
    assert _texts(path, NEW) == TEXTS


@pytest.fixture
def with_stick(journal: tuple[Path, Key], tmp_path: Path) -> Iterator[tuple[Path, Key, Path]]:
    """The journal with a second backup folder that is away now, with one backup on it: the place where it comes back."""
    path, key = journal
    stick = tmp_path / "stick"
    stick.mkdir()
    found = known.by_path(path)
    assert found
    shelf.name_folders(found, second=str(stick))
    with contextlib.closing(Vault.open_keyed(path, key)) as vault:
        assert shelf.make(vault, "demand").second
    stick.rename(tmp_path / "away")
    yield path, key, stick
    assert not list(tmp_path.rglob("*.copy*"))


def test_a_folder_that_is_away_is_named_and_put_under_the_new_passphrase_when_it_comes_back(
    with_stick: tuple[Path, Key, Path], tmp_path: Path
) -> None:
    path, key, stick = with_stick
    changed = rekey.change_passphrase(path, key, NEW)
    assert changed.left == (stick,)
    (tmp_path / "away").rename(stick)
    found = known.by_path(path)
    assert found
    waiting = shelf.under_other_key(found, changed.key.salt)
    assert len(waiting) == 1
    with pytest.raises(WrongPassphrase):
        rekey.rekey_backups(found, "another passphrase than that", changed.key)
    assert rekey.rekey_backups(found, PASSPHRASE, changed.key) == [each.path for each in waiting]
    assert shelf.under_other_key(found, changed.key.salt) == []
    assert _opened_by(PASSPHRASE, tmp_path) == []
    assert _texts(waiting[0].path, NEW) == TEXTS


def test_a_change_that_was_killed_before_the_backups_is_finished_with_the_old_passphrase(
    journal: tuple[Path, Key], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = journal
    shutil.copy(path, path.with_name("journal.before-restore-2026-11-20.upward"))
    done: list[Path] = []
    noted = shelf.rekeyed

    def die_at_the_second(file: Path, new: Key) -> None:
        done.append(file)
        if len(done) == 2:
            raise KeyboardInterrupt
        noted(file, new)

    with monkeypatch.context() as patch:
        patch.setattr(shelf, "rekeyed", die_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            rekey.change_passphrase(path, key, NEW)
    new_key = _derived(NEW, read_salt(path))
    found = known.by_path(path)
    assert found
    assert len(_opened_by(PASSPHRASE, tmp_path)) == 2
    rekey.rekey_backups(found, PASSPHRASE, new_key)
    assert _opened_by(PASSPHRASE, tmp_path) == []
    assert shelf.under_other_key(found, new_key.salt) == []


def test_another_journal_in_the_same_folder_keeps_its_passphrase(
    journal: tuple[Path, Key], new_vault: Callable[[str], Vault]
) -> None:
    path, key = journal
    other = Vault.create(path.with_name("other.upward"), PASSPHRASE)
    other.close()
    before = other.path.read_bytes()
    rekey.change_passphrase(path, key, NEW)
    assert other.path.read_bytes() == before
    assert paths.data_folder().is_dir()


def test_a_link_to_the_journal_stays_a_link(journal: tuple[Path, Key]) -> None:
    path, key = journal
    link = path.with_name("link.upward")
    link.symlink_to(path)
    rekey.change_passphrase(link, key, NEW)
    assert link.is_symlink()
    assert _texts(path, NEW) == TEXTS
