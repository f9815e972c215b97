from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from journal.errors import DiskFull, JournalDamaged
from journal.practices import entries, quick_draft
from journal.store import known, restoring, shelf
from journal.store.key import derive, new_salt
from journal.store.vault import Vault
from journal.ui import background, lock_reason
from journal.ui.autosave import Autosave
from journal.ui.main_window import MainWindow
from journal.ui.notifications import Toast
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.manager import ManagerPage
from journal.ui.pages.settings import SettingsPage
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


def test_a_second_click_begins_no_second_one(
    main_window: MainWindow, open_journal: OpenJournal, backup: Path, qtbot: QtBot
) -> None:
    for _click in range(2):
        Restoring(open_journal, main_window, backup).look()
    beside = flows.seen(qtbot, MainWindow, lambda window: window is not main_window)
    qtbot.wait_until(lambda: not background.is_busy())
    QApplication.processEvents()
    assert main_window._beside == [beside]
    Restoring(open_journal, main_window, backup).look()  # that one has ended long ago
    again = flows.seen(qtbot, MainWindow, lambda window: window not in {main_window, beside})
    for each in (beside, again):
        each.close()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another journal under the same passphrase."""
    path = tmp_path / "other.upward"
    vault = Vault.create(path, PASSPHRASE)
    with vault.write() as session:
        make.entry(session, "Of another journal.")
    vault.close()
    return path


def test_another_journal_is_refused_before_anything_is_asked(
    main_window: MainWindow, open_journal: OpenJournal, other: Path, qtbot: QtBot, said: list[str]
) -> None:
    Restoring(open_journal, main_window, other).bring_back()
    flows.answer(qtbot, PASSPHRASE)
    qtbot.wait_until(lambda: bool(said))
    assert said[0].startswith("This is a backup of another journal.")
    assert flows.none_open()


def test_another_journal_can_be_looked_into_and_not_brought_back(
    main_window: MainWindow, open_journal: OpenJournal, other: Path, qtbot: QtBot
) -> None:
    Restoring(open_journal, main_window, other).look()
    flows.answer(qtbot, PASSPHRASE)
    beside = flows.seen(qtbot, MainWindow, lambda window: window is not main_window)
    assert beside.notices.bar.text.text().startswith("Another journal")
    assert not beside.notices.bar.button.isVisible()
    beside.close()


@pytest.fixture
def damaged(monkeypatch: pytest.MonkeyPatch, open_journal: OpenJournal, backup: Path) -> OpenJournal:
    """An open journal whose file takes nothing any more and cannot be copied."""

    @contextmanager
    def refuse(*_given: object, **_more: object) -> Generator[None]:
        raise JournalDamaged
        yield

    def copy(*_given: object, **_more: object) -> None:
        raise JournalDamaged

    monkeypatch.setattr(open_journal.vault, "write", refuse)
    monkeypatch.setattr(open_journal.vault, "backup_to", copy)
    return open_journal


def type_a_name(window: MainWindow, qtbot: QtBot) -> None:
    """Type into a page what the damaged journal cannot take."""
    window.show_page("manager")
    assert isinstance(window.page, ManagerPage)
    window.page.head.unfold()
    window.page.head.form.name.selectAll()
    qtbot.keyClicks(window.page.head.form.name, "Grace, unsaved")
    assert not window.page.flush()


def test_a_page_whose_words_the_file_refuses_lets_one_go_to_the_backups(
    damaged: OpenJournal, main_window: MainWindow, qtbot: QtBot
) -> None:
    type_a_name(main_window, qtbot)
    page = main_window.page
    assert main_window.show_page("today")
    toast = main_window.findChild(Toast)
    assert isinstance(toast, Toast)
    assert "not saved yet" in toast.text.text()
    main_window.upkeep.act("damaged")
    assert isinstance(main_window.page, SettingsPage)
    assert isinstance(page, ManagerPage)
    assert page.head.form.name.text() == "Grace, unsaved"
    assert not main_window.save_everything()
    forget(main_window)


def forget(window: MainWindow) -> None:
    """Let the window close without its question."""
    window.show_page("manager")
    assert isinstance(window.page, ManagerPage)
    window.page.head.form.name.setText("Ada")
    for each in window.findChildren(Autosave):
        each.forget()


def test_words_that_a_damaged_journal_does_not_take_are_in_the_one_that_is_brought_back(
    damaged: OpenJournal, main_window: MainWindow, backup: Path, qtbot: QtBot
) -> None:
    type_a_name(main_window, qtbot)
    Restoring(damaged, main_window, backup).bring_back()
    flows.asked(qtbot, "Bring it back").action.click()
    question = flows.asked(qtbot, "Copy the text and go on")
    with qtbot.wait_signal(main_window.lock_asked) as locked:
        question.action.click()
        assert "Grace, unsaved" in QApplication.clipboard().text()
    assert locked.args == [lock_reason.RESTORED]
    assert texts(damaged.path) == {"Before the backup."}
    vault = Vault.open(damaged.path, PASSPHRASE)
    with vault.read() as session:
        assert quick_draft.kept(session)[1].startswith("Grace, unsaved")
    vault.close()
    forget(main_window)


def test_who_would_rather_not_go_on_without_the_words_stays(
    damaged: OpenJournal, main_window: MainWindow, backup: Path, qtbot: QtBot
) -> None:
    type_a_name(main_window, qtbot)
    Restoring(damaged, main_window, backup).bring_back()
    flows.asked(qtbot, "Bring it back").action.click()
    flows.asked(qtbot, "Copy the text and go on").reject()
    assert damaged.is_open
    assert flows.none_open()
    forget(main_window)
