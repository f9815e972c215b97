"""Backups: each one whole and proven before it has its name, and the newest proven one never gone."""

import errno
import json
import os
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from journal import paths
from journal.errors import DiskFull, JournalBusy, JournalDamaged, WrongPassphrase
from journal.store import backup, known, labels, shelf
from journal.store.key import Key, new_salt
from journal.store.known import Known
from journal.store.rotation import kept
from journal.store.vault import Vault
from tests import make
from tests.conftest import PASSPHRASE
from tests.store import other_program
from tests.store.test_sessions import another_program

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def of(vault: Vault) -> Known:
    """What this computer knows of the journal."""
    return known.saw(vault)


def _after(**span: float) -> datetime:
    return NOON + timedelta(**span)


def _save(vault: Vault, words: str = "A quiet week.") -> None:
    with vault.write() as session:
        make.entry(session, words)


def _spoil(path: Path, place: int = 5000) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 4
    path.write_bytes(data)


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def _folder(vault: Vault) -> Path:
    return paths.data_folder() / "backups" / vault.journal_id


def test_a_backup_holds_everything_and_opens_with_the_passphrase(vault: Vault, of: Known) -> None:
    _save(vault, "zebra crossing")
    made = shelf.make(vault, "demand", now=NOON).backup
    assert (made.entries, made.is_verified, made.reason, made.made_at) == (1, True, "demand", NOON)
    assert made.path == _folder(vault) / "journal-2026-03-02T120000Z.upward"
    assert (made.salt, made.size) == (vault.key.salt, made.path.stat().st_size)
    assert shelf.backups(of) == [made]
    assert shelf.newest_verified(of) == made
    connection = other_program.opened(made.path, PASSPHRASE)
    assert connection.execute("SELECT text FROM entry").fetchall() == [("zebra crossing",)]
    connection.close()


def test_backups_are_for_their_owner_alone_and_nothing_beside_them_tells_a_word(vault: Vault) -> None:
    _save(vault, "zebra crossing")
    made = shelf.make(vault, "demand", now=NOON).backup
    assert _folder(vault).stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in _folder(vault).iterdir()} == {0o600}
    assert _names(_folder(vault)) == [f".{made.path.name}.json", made.path.name]
    said = labels.place_of(made.path).read_text()
    assert "zebra" not in said
    assert str(vault.path.parent) not in said
    assert vault.key.raw.hex() not in said


def test_a_backup_is_due_without_one_and_after_twelve_hours(vault: Vault, of: Known) -> None:
    assert shelf.is_due(of, NOON)
    shelf.make(vault, "unlock", now=NOON)
    assert not shelf.is_due(of, _after(hours=11.9))
    assert shelf.is_due(of, _after(hours=12.1))
    found = known.by_id(of.journal_id)
    assert found
    assert found.last_backup == "2026-03-02T12:00:00.000+00:00"


def test_a_backup_is_due_when_the_newest_comes_from_the_future(vault: Vault, of: Known) -> None:
    future = shelf.make(vault, "demand", now=_after(days=400)).backup
    assert shelf.is_due(of, NOON)
    assert shelf.newest_verified(of, NOON) == future
    present = shelf.make(vault, "demand", now=NOON).backup
    assert shelf.newest_verified(of, NOON) == present
    assert not shelf.is_due(of, NOON)
    assert len(shelf.backups(of)) == 2


def test_two_backups_of_one_second_have_two_names(vault: Vault, of: Known) -> None:
    made = [shelf.make(vault, "demand", now=NOON).backup.path for _each in range(3)]
    assert len(set(made)) == 3
    assert {each.path for each in shelf.backups(of)} == set(made)


def test_an_unknown_reason_is_a_mistake_of_ours(vault: Vault) -> None:
    with pytest.raises(ValueError, match="boredom"):
        shelf.make(vault, "boredom")


# what fails leaves nothing, and takes nothing away


def test_a_damaged_journal_gives_no_backup_and_takes_none_away(vault: Vault, of: Known) -> None:
    for number in range(40):
        _save(vault, f"{number} over the weir " * 200)
    before = [shelf.make(vault, "demand", now=_after(minutes=each)).backup for each in range(3)]
    vault.close()
    for place in range(9 * 4096, vault.path.stat().st_size, 4096):
        _spoil(vault.path, place + 77)
    for day in range(20, 60, 6):
        with pytest.raises((JournalDamaged, WrongPassphrase)):
            shelf.put(of, vault.key, vault.backup_to, "unlock", now=_after(days=day))
    assert shelf.backups(of) == before[::-1]
    assert len(_names(_folder(vault))) == 6


def test_a_copy_that_is_not_whole_gets_no_name(vault: Vault, of: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_pages = backup.copy_pages

    def carelessly(live: object, copy: object) -> None:
        copy_pages(live, copy)
        draft = next(_folder(vault).glob(".journal-*.copy"))
        assert draft.exists()

    def spoilt(path: Path, key: Key) -> None:
        _spoil(path)
        verify(path, key)

    verify = backup.verify
    monkeypatch.setattr(backup, "verify", spoilt)
    monkeypatch.setattr(backup, "copy_pages", carelessly)
    with pytest.raises(JournalDamaged):
        shelf.make(vault, "demand")
    assert shelf.backups(of) == []
    assert _names(_folder(vault)) == []


def test_a_backup_is_refused_while_another_program_has_the_journal_to_itself(vault: Vault, of: Known) -> None:
    with another_program(vault, "BEGIN EXCLUSIVE"), pytest.raises(JournalBusy):
        shelf.make(vault, "demand", wait_ms=0)
    assert shelf.backups(of) == []
    assert _names(_folder(vault)) == []


@contextmanager
def full_disk(bytes_left: int) -> Generator[None]:
    """No file may grow over so many bytes."""
    resource = pytest.importorskip("resource", reason="limits on files are a matter of Unix")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_afull_disk_leaves_no_half_backup(vault: Vault, of: Known, share: float) -> None:
    before = shelf.make(vault, "demand", now=NOON).backup
    names = _names(_folder(vault))
    with full_disk(int(before.size * share)), pytest.raises(DiskFull):
        shelf.make(vault, "demand", now=_after(days=100))
    assert _names(_folder(vault)) == names
    assert shelf.backups(of) == [before]
    assert shelf.make(vault, "demand", now=_after(days=100)).backup.is_verified


def test_no_room_for_the_label_is_no_room_for_the_backup(
    vault: Vault, of: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_anything: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(labels, "draft", no_room)
    with pytest.raises(DiskFull):
        shelf.make(vault, "demand")
    assert _names(_folder(vault)) == []


# saving goes on


def test_saving_goes_on_while_backups_are_made(vault: Vault, of: Known) -> None:
    saved = 0
    done = threading.Event()

    def back_up() -> None:
        try:
            for _each in range(5):
                shelf.make(vault, "demand")
        finally:
            done.set()

    worker = threading.Thread(target=back_up)
    worker.start()
    while not done.is_set():
        try:
            with vault.write(wait_ms=0) as session:
                make.entry(session, f"saved {saved}")
            saved += 1
        except JournalBusy:
            done.wait(0.001)
    worker.join()
    assert saved > 0
    assert len(shelf.backups(of)) == 5
    with vault.read() as session:
        assert session.execute(text("SELECT count(*) FROM entry")).scalar_one() == saved
    for each in shelf.backups(of):
        backup.verify(each.path, vault.key)
        assert each.entries is not None
        assert each.entries <= saved


# rotation, on real files


def test_over_many_days_every_backup_that_stands_opens_and_the_set_is_as_promised(vault: Vault, of: Known) -> None:
    made: dict[Path, datetime] = {}
    for day in range(0, 120, 5):
        now = _after(days=day, minutes=day)
        new = shelf.make(vault, "demand", now=now).backup
        made[new.path] = new.made_at
        stays = kept(made, now)
        made = {path: made[path] for path in stays}
        assert {each.path for each in shelf.backups(of)} == stays
    for each in shelf.backups(of):
        backup.verify(each.path, vault.key)
    assert len(_names(_folder(vault))) == 2 * len(made)


def test_nothing_rotates_after_a_restore_until_all_is_well(vault: Vault, of: Known) -> None:
    shelf.pause(of)
    for day in range(0, 36, 2):
        shelf.make(vault, "unlock", now=_after(days=day))
    assert len(shelf.backups(of)) == 18
    shelf.confirm(of)
    shelf.make(vault, "demand", now=_after(days=36))
    assert len(shelf.backups(of)) < 17


def test_the_backup_before_a_restore_pushes_out_none_that_may_be_brought_back(vault: Vault, of: Known) -> None:
    made = [shelf.make(vault, "demand", now=_after(minutes=each)).backup.path for each in range(3)]
    shelf.make(vault, "restore", now=_after(days=30))
    assert [each for each in made if not each.exists()] == []
    shelf.make(vault, "demand", now=_after(days=30))
    assert [each for each in made if not each.exists()] == made[:2]


def test_damaged_newer_ones_push_no_whole_one_out(vault: Vault, of: Known) -> None:
    whole = shelf.make(vault, "demand", now=NOON).backup
    for hour in range(1, 4):
        damaged = shelf.make(vault, "demand", now=_after(hours=hour)).backup
        _spoil(damaged.path)
        with pytest.raises(JournalDamaged):
            shelf.prove(damaged, vault.key)
    assert [each.path for each in shelf.backups(of) if each.is_verified] == [whole.path]
    assert shelf.newest_verified(of) == whole
    shelf.make(vault, "demand", now=_after(days=300))
    assert whole.path.exists()


def test_unlocks_of_a_journal_that_did_not_change_leave_one_backup(vault: Vault, of: Known) -> None:
    _save(vault)
    made = [shelf.make(vault, "unlock", now=_after(days=day)).backup for day in range(5)]
    assert shelf.backups(of) == made[-1:]
    _save(vault)
    shelf.make(vault, "unlock", now=_after(days=6))
    asked_for = shelf.make(vault, "demand", now=_after(days=6, hours=1)).backup
    assert len(shelf.backups(of)) == 3
    assert asked_for.path.exists()


def test_two_copies_of_one_journal_leave_each_other_the_newest(
    new_vault: Callable[[str], Vault], tmp_path: Path
) -> None:
    first = new_vault("journal.upward")
    first.backup_to(tmp_path / "copy.upward")
    second = Vault.open_keyed(tmp_path / "copy.upward", first.key)
    _save(second, "only here")
    theirs = shelf.make(second, "demand", now=NOON).backup
    for moment in (_after(hours=1), _after(days=100), _after(days=101)):
        shelf.make(first, "demand", now=moment)
    assert theirs.path.exists()
    second.close()


# what the shelf says of its files


def test_a_cut_off_backup_is_not_verified_any_more(vault: Vault, of: Known) -> None:
    whole = shelf.make(vault, "demand", now=NOON).backup
    cut = shelf.make(vault, "demand", now=_after(hours=1)).backup
    cut.path.write_bytes(cut.path.read_bytes()[:-4096])
    assert [each.is_verified for each in shelf.backups(of)] == [False, True]
    assert shelf.newest_verified(of) == whole


@pytest.mark.parametrize("damage", [None, b"", b"{}", b"[1]", b"\x00\xff"])
def test_a_lost_label_means_not_verified_yet_and_the_next_backup_finds_out(
    vault: Vault, of: Known, damage: bytes | None
) -> None:
    made = shelf.make(vault, "demand", now=NOON).backup
    place = labels.place_of(made.path)
    place.unlink() if damage is None else place.write_bytes(damage)
    found = shelf.backups(of)[0]
    assert (found.path, found.is_verified, found.entries, found.made_at) == (made.path, False, None, NOON)
    assert shelf.newest_verified(of) is None
    assert shelf.is_due(of, NOON)
    shelf.make(vault, "demand", now=_after(days=400))
    assert [each.is_verified for each in shelf.backups(of)] == [True, True]


def test_a_label_that_says_too_much_is_not_believed(vault: Vault, of: Known) -> None:
    made = shelf.make(vault, "demand", now=NOON).backup
    said = json.loads(labels.place_of(made.path).read_text())
    for wrong in ({"is_verified": "yes"}, {"entries": None}, {"salt": "zz"}, {"size": 1.5}):
        labels.place_of(made.path).write_text(json.dumps(said | wrong))
        assert not shelf.backups(of)[0].is_verified


def test_a_file_that_somebody_put_there_is_listed_and_stays(vault: Vault, of: Known) -> None:
    made = shelf.make(vault, "demand", now=NOON).backup
    mine, older = (_folder(vault) / f"before the {name}.upward" for name in ("holidays", "move"))
    for each, hour in ((mine, -1), (older, -2)):
        each.write_bytes(made.path.read_bytes())
        os.utime(each, (0, _after(hours=hour).timestamp()))
    (_folder(vault) / "nothing.upward").touch()
    (_folder(vault) / "note.txt").touch()
    (_folder(vault) / "link.upward").symlink_to(mine)
    for day in range(100, 104):
        shelf.make(vault, "demand", now=_after(days=day))
    found = {each.path.name: each for each in shelf.backups(of)}
    assert (found[mine.name].entries, found[mine.name].salt) == (None, vault.key.salt)
    assert found["nothing.upward"].salt == b""
    assert "link.upward" not in found
    assert older.exists()
    assert "note.txt" in _names(_folder(vault))


def test_a_backup_that_was_found_damaged_is_known_as_such(vault: Vault, of: Known) -> None:
    for place in (3, 20, 5000):
        made = shelf.make(vault, "demand").backup
        _spoil(made.path, place)
        with pytest.raises(JournalDamaged) as raised:
            shelf.prove(made, vault.key, is_sure=True)
        assert raised.value.path == made.path
        assert [each.is_verified for each in shelf.backups(of) if each.path == made.path] == [False]


def test_a_whole_backup_is_proven_again(vault: Vault, of: Known) -> None:
    made = shelf.make(vault, "import", now=NOON).backup
    again = shelf.prove(made, vault.key)
    assert (again.path, again.is_verified, again.reason) == (made.path, True, "import")


def test_a_wrong_key_says_nothing_against_a_backup(vault: Vault, of: Known) -> None:
    made = shelf.make(vault, "demand").backup
    for key in (Key(bytes(32), new_salt()), Key(bytes(32), vault.key.salt)):
        with pytest.raises(WrongPassphrase):
            shelf.prove(made, key)
    assert shelf.backups(of) == [made]


def test_backups_under_an_earlier_passphrase_are_told_apart(vault: Vault, of: Known) -> None:
    made = shelf.make(vault, "passphrase", now=NOON).backup
    new = Key(bytes(range(32)), new_salt())
    assert shelf.under_other_key(of, vault.key.salt) == []
    assert shelf.under_other_key(of, new.salt) == [made]
    anew = made.path.with_name("anew")
    backup.copy_out(made.path, vault.key, anew, under=new)
    anew.replace(made.path)
    shelf.rekeyed(made.path, new)
    assert shelf.under_other_key(of, new.salt) == []
    found = shelf.newest_verified(of)
    assert found
    assert (found.salt, found.reason) == (new.salt, "passphrase")


def test_what_a_killed_program_left_is_swept_and_never_listed(vault: Vault, of: Known) -> None:
    shelf.make(vault, "demand", now=NOON)
    old = ".journal-2026-03-02T120000Z.upward.0123abcd.copy"
    left = [_folder(vault) / name for name in (old, f"{old}-journal", ".journal-2026-03-01T120000Z.upward.json")]
    for each in left:
        each.write_bytes(b"left behind")
        _age(each)
    young = _folder(vault) / ".journal-2026-03-02T120000Z.upward.89abcdef.copy"
    young.write_bytes(b"somebody is writing this")
    assert len(shelf.backups(of)) == 1
    shelf.make(vault, "demand", now=_after(hours=1))
    assert [each.name for each in left if each.exists()] == []
    assert young.exists()


def _age(path: Path) -> None:
    os.utime(path, (0, path.stat().st_mtime - 2 * backup.LEFT_BEHIND_S))


@pytest.mark.parametrize("has_links", [True, False])
def test_two_copies_that_are_backed_up_in_one_second_get_two_backups(
    new_vault: Callable[[str], Vault], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", _cannot)
    first = new_vault("journal.upward")
    first.backup_to(tmp_path / "copy.upward")
    second = Vault.open_keyed(tmp_path / "copy.upward", first.key)
    _save(second, "only here")
    made: list[shelf.Backup] = []

    def copy_late(target: Path) -> None:
        first.backup_to(target)
        made.append(shelf.make(second, "demand", now=NOON).backup)

    made.append(shelf.put(known.of(first), first.key, copy_late, "demand", now=NOON).backup)
    assert sorted(each.entries or 0 for each in made) == [0, 1]
    assert {(each.path, each.entries) for each in shelf.backups(known.of(first))} == {
        (each.path, each.entries) for each in made
    }
    for each in made:
        assert backup.contents(each.path, first.key).entries == each.entries
    assert len(_names(_folder(first))) == 4
    second.close()


def _cannot(*_anything: object) -> None:
    raise OSError(errno.EPERM, "no second names here")
