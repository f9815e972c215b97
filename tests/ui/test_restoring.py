from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from journal.errors import DiskFull
from journal.practices import entries
from journal.store import known, restoring, shelf
from journal.store.key import derive, new_salt
from journal.store.vault import Vault
from journal.ui import background, lock_reason
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.restoring import Restoring
from tests import make
from tests.conftest import PASSPHRASE
from tests.ui import flows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def backup(open_journal: OpenJournal) -> Path:
    """A backup with one entry; since then another one was written."""
    with open_journal.write(Changed.ENTRIES) as session:
        make.entry(session, "Before the backup.")
    made = shelf.make(open_journal.vault, "demand").backup.path
    with open_journal.write(Changed.ENTRIES) as session:
        make.entry(session, "After the backup.")
    return made


def texts(path: Path) -> set[str]:
    """The entries of a journal that nobody has open."""
    vault = Vault.open(path, PASSPHRASE, read_only=True)
    with vault.read() as session:
        found = {row.headline for row in entries.first_rows(session, entries.EntryFilter(), 9)}
    vault.close()
    return found


def words_in(window: MainWindow | object) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel))  # type: ignore[union-attr]


def test_a_backup_is_looked_into_in_a_window_of_its_own_and_changes_nothing(
    main_window: MainWindow, open_journal: OpenJournal, backup: Path, qtbot: QtBot
) -> None:
    before = backup.read_bytes()
    Restoring(open_journal, main_window, backup).look()
    beside = flows.seen(qtbot, MainWindow, lambda window: window is not main_window)
    assert beside.windowTitle() == "Upward"
    assert "only to be looked at" in beside.notices.bar.text.text()
    assert beside._journal.is_read_only
    assert not any(
        action.isEnabled() for action in beside.actions() if action.text() in {"New entry", "Import a file…"}
    )
    qtbot.mouseClick(beside.notices.bar.leave, Qt.MouseButton.LeftButton)
    assert open_journal.is_open
    assert backup.read_bytes() == before


def test_locking_takes_the_window_of_a_backup_with_it(
    main_window: MainWindow, open_journal: OpenJournal, backup: Path, qtbot: QtBot
) -> None:
    Restoring(open_journal, main_window, backup).look()
    beside = flows.seen(qtbot, MainWindow, lambda window: window is not main_window)
    with qtbot.wait_signal(main_window.lock_asked):
        beside.lock()
    assert not open_journal.is_open
    assert not beside.isVisible()
    assert not beside._journal.is_open


def test_a_backup_is_brought_back_and_the_present_file_is_set_aside(
    main_window: MainWindow, open_journal: OpenJournal, backup: Path, qtbot: QtBot
) -> None:
    path, journal_id = open_journal.path, open_journal.journal_id
    Restoring(open_journal, main_window, backup).bring_back()
    question = flows.asked(qtbot, "Bring it back")
    said = words_in(question)
    assert "with 1 entry" in said
    assert "1 entry that was written or changed since then" in said
    with qtbot.wait_signal(main_window.lock_asked) as locked, qtbot.wait_signal(open_journal.locked):
        question.action.click()
    assert locked.args == [lock_reason.RESTORED]
    assert texts(path) == {"Before the backup."}
    (aside,) = restoring.set_asides(path)
    assert texts(aside) == {"Before the backup.", "After the backup."}
    found = known.by_id(journal_id)
    assert found is not None
    assert found.is_paused
    assert shelf.backups(found)[0].reason == "restore"


def test_after_a_look_the_same_backup_is_brought_back_from_its_own_window(
    main_window: MainWindow, open_journal: OpenJournal, backup: Path, qtbot: QtBot
) -> None:
    Restoring(open_journal, main_window, backup).look()
    beside = flows.seen(qtbot, MainWindow, lambda window: window is not main_window)
    qtbot.mouseClick(beside.notices.bar.button, Qt.MouseButton.LeftButton)
    question = flows.asked(qtbot, "Bring it back")
    question.reject()
    assert open_journal.is_open
    assert main_window._beside == []


def test_a_disk_without_room_leaves_the_journal_open_and_as_it_was(
    main_window: MainWindow,
    open_journal: OpenJournal,
    backup: Path,
    qtbot: QtBot,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_given: object, **_more: object) -> None:
        raise DiskFull

    monkeypatch.setattr(restoring, "restore", refuse)
    Restoring(open_journal, main_window, backup).bring_back()
    flows.asked(qtbot, "Bring it back").action.click()
    qtbot.wait_until(lambda: bool(said))
    assert said == [str(DiskFull())]
    assert open_journal.is_open
    with open_journal.write(Changed.ENTRIES) as session:
        make.entry(session, "It goes on.")
    open_journal.close()
    assert "It goes on." in texts(open_journal.path)


def test_a_backup_under_an_earlier_passphrase_asks_for_that_one(
    main_window: MainWindow, open_journal: OpenJournal, backup: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    earlier = tmp_path / "earlier.upward"
    from journal.store import backup as copying

    copying.copy_out(backup, open_journal.vault.key, earlier, under=derive("as it was in former times", new_salt()))
    Restoring(open_journal, main_window, earlier).look()
    dialog = flows.answer(qtbot, PASSPHRASE)
    qtbot.wait_until(lambda: "does not fit" in words_in(dialog))
    flows.answer(qtbot, "as it was in former times")
    beside = flows.seen(qtbot, MainWindow, lambda window: window is not main_window)
    assert beside._journal.path == earlier
    beside.close()


def test_a_damaged_backup_is_refused_and_says_so(
    main_window: MainWindow, open_journal: OpenJournal, backup: Path, qtbot: QtBot, said: list[str]
) -> None:
    whole = bytearray(backup.read_bytes())
    whole[len(whole) // 2] ^= 1
    backup.write_bytes(whole)
    Restoring(open_journal, main_window, backup).bring_back()
    qtbot.wait_until(lambda: bool(said))
    assert "is not whole" in said[0]
    assert open_journal.is_open
    assert flows.none_open()
    assert not background.is_busy()
    assert QApplication.activeModalWidget() is None


def test_the_journal_itself_is_no_backup(
    main_window: MainWindow, open_journal: OpenJournal, said: list[str], tmp_path: Path
) -> None:
    again = tmp_path / "another name.upward"
    again.hardlink_to(open_journal.path)
    Restoring(open_journal, main_window, again).look()
    assert "the journal itself" in said[0]
