"""The journal is taken away from under whoever writes: nothing is called saved that is not, and nothing of either side is lost."""

import os
import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from journal.errors import JournalReadOnly, JournalReplaced, UpwardError
from journal.store import connection, merge
from journal.store.key import Key
from journal.store.tables import Entry
from journal.store.vault import Vault
from tests import make

NOBODY = 65534
Undo = Callable[[], object]


@pytest.fixture
def place(template: tuple[Path, Key]) -> Generator[Path]:
    """A folder of nobody's, with an empty journal, in which nobody may do everything; the folders of tests are root's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "folder")
        folder.mkdir(mode=0o700)
        journal = Path(shutil.copy(template[0], folder / "journal.upward"))
        for each in (Path(name), folder, journal) if os.geteuid() == 0 else ():
            os.chown(each, NOBODY, NOBODY)
        with as_nobody():
            yield folder
        folder.chmod(0o700)


@contextmanager
def as_nobody() -> Generator[None]:
    """Without the rights of root, which no folder keeps out; for everybody else as oneself."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def journal(template: tuple[Path, Key], place: Path) -> Generator[Vault]:
    """An open journal with two saves in it; `older.upward` is a copy of the first, `other.upward` went on from there."""
    vault = Vault.open_keyed(place / "journal.upward", template[1], device="here")
    _save(vault, "first")
    vault.backup_to(place / "older.upward")
    vault.backup_to(place / "other.upward")
    other = Vault.open_keyed(place / "other.upward", template[1], device="there")
    _save(other, "theirs")
    other.close()
    _save(vault, "ours")
    yield vault
    vault.close()


def _save(vault: Vault, text: str) -> None:
    with vault.write() as session:
        make.entry(session, text)


def _texts(vault: Vault) -> list[str]:
    with vault.read() as session:
        return sorted(session.scalars(select(Entry.text)))


def _read_only_folder(path: Path) -> Undo:
    path.parent.chmod(0o500)
    return lambda: path.parent.chmod(0o700)


def _closed_folder(path: Path) -> Undo:
    path.parent.chmod(0)
    return lambda: path.parent.chmod(0o700)


def _vanished_folder(path: Path) -> Undo:
    away = path.parent.rename(path.parent.with_name("away"))
    return lambda: away.rename(path.parent)


def _moved(path: Path) -> Undo:
    away = path.rename(path.with_name("moved.upward"))
    return lambda: away.rename(path)


def _replaced_by(name: str) -> Callable[[Path], Undo]:
    def replace(path: Path) -> Undo:
        path.with_name("kept").hardlink_to(path)
        path.with_name(name).replace(path)
        return lambda: path.with_name("kept").replace(path)

    return replace


FAULTS: dict[str, tuple[Callable[[Path], Undo], type[UpwardError]]] = {
    "a read-only folder": (_read_only_folder, JournalReadOnly),
    "a folder that was closed": (_closed_folder, JournalReplaced),
    "a folder that vanished": (_vanished_folder, JournalReplaced),
    "a file that was moved": (_moved, JournalReplaced),
    "an older copy in its place": (_replaced_by("older.upward"), JournalReplaced),
    "another copy in its place": (_replaced_by("other.upward"), JournalReplaced),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_called_saved_that_is_not_and_saving_goes_on_when_the_journal_is_back(
    journal: Vault, fault: str
) -> None:
    happens, error = FAULTS[fault]
    undo = happens(journal.path)
    for _each in range(2):
        with pytest.raises(error):
            _save(journal, "into nowhere")
    undo()
    _save(journal, "afterwards")
    assert _texts(journal) == ["afterwards", "first", "ours"]
    assert journal.integrity_faults() == []


def test_a_file_that_was_deleted_is_not_saved_into_and_can_be_saved_elsewhere(journal: Vault, place: Path) -> None:
    journal.data_version()
    journal.path.unlink()
    with pytest.raises(JournalReplaced):
        _save(journal, "into nowhere")
    assert not journal.path.exists()
    journal.backup_to(place / "saved.upward")
    again = Vault.open_keyed(place / "saved.upward", journal.key)
    assert _texts(again) == ["first", "ours"]
    again.close()


def test_both_sides_of_an_exchange_can_be_joined_with_nothing_lost(journal: Vault, place: Path) -> None:
    journal.data_version()
    (place / "other.upward").replace(journal.path)
    with pytest.raises(JournalReplaced):
        _save(journal, "into nowhere")
    journal.backup_to(place / "ours.upward")
    theirs = Vault.open_keyed(journal.path, journal.key)
    ours = Vault.open_keyed(place / "ours.upward", journal.key)
    with ours.read() as read, theirs.write() as session:
        merge.merge(session, merge.rows_of(read))
    assert _texts(theirs) == ["first", "ours", "theirs"]
    assert theirs.integrity_faults() == []
    ours.close()
    theirs.close()


def test_a_file_that_may_only_be_read_is_read_and_not_called_saved(journal: Vault) -> None:
    journal.close()
    journal.path.chmod(0o400)
    again = Vault.open_keyed(journal.path, journal.key)
    with pytest.raises(JournalReadOnly):
        _save(again, "into nowhere")
    assert _texts(again) == ["first", "ours"]
    journal.path.chmod(0o600)
    again.close()


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_only_this_journal_mode_notices_a_file_that_was_exchanged(
    journal: Vault, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    changed = tuple(each.replace("=DELETE", f"={mode}") for each in connection.PRAGMAS)
    monkeypatch.setattr(connection, "PRAGMAS", changed)
    driver = connection.connect(journal.path, journal.key)
    driver.execute("UPDATE entry SET starred = 1")
    journal.path.with_name("other.upward").replace(journal.path)
    refused = False
    try:
        driver.execute("UPDATE entry SET starred = 0")
    except connection.DatabaseError:
        refused = True
    driver.close()
    assert refused == (mode == "DELETE")
