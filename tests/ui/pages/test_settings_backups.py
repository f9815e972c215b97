from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from journal.errors import DiskFull
from journal.practices import managers
from journal.store import known, location, opening, shelf
from journal.store.vault import Vault
from journal.ui import dialogs
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.settings import SettingsPage
from journal.ui.pages.settings.backups import BackupsSection
from journal.ui.showing_sheet import SheetDialog
from journal.ui.unlocking import moment_words
from journal.ui.widgets.button import Button
from journal.ui.widgets.list_row import RowRole
from tests import make
from tests.conftest import PASSPHRASE
from tests.ui import flows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def section(main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot) -> BackupsSection:
    """The backups in the settings, of a journal with one entry and one backup."""
    with open_journal.write(Changed.ENTRIES) as session:
        make.entry(session)
    shelf.make(open_journal.vault, "demand")
    main_window.go("settings", "backups")
    page = main_window.page
    assert isinstance(page, SettingsPage)
    qtbot.wait_until(lambda: page.backups.list.model().rowCount() == 1)
    return page.backups


def told(section: BackupsSection, row: int = 0) -> str:
    index = section.list.model().index(row, 0)
    return " | ".join(str(index.data(role)) for role in (RowRole.TITLE, RowRole.SECOND, RowRole.TRAILING))


def press(qtbot: QtBot, button: Button) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def chosen(*_given: object) -> Path:
        return folder

    monkeypatch.setattr(dialogs, "choose_folder", chosen)


def test_each_backup_says_how_many_entries_it_has_why_and_whether_it_is_verified(section: BackupsSection) -> None:
    assert "1 entry" in told(section)
    assert "when you asked" in told(section)
    assert told(section).endswith("| Verified")
    assert section.state.text().startswith("Last backup: ")
    assert not section.rekey.isVisible()
    assert not section.confirm.isVisible()


def test_one_more_is_made_at_a_press_and_stands_first(section: BackupsSection, qtbot: QtBot, said: list[str]) -> None:
    press(qtbot, section.now)
    qtbot.wait_until(lambda: section.list.model().rowCount() == 2)
    assert said == ["Backed up and verified."]
    assert section.now.isEnabled()


def test_without_room_it_says_so_and_can_be_pressed_again(
    section: BackupsSection, qtbot: QtBot, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_more: object) -> None:
        raise DiskFull

    monkeypatch.setattr(shelf, "put", refuse)
    press(qtbot, section.now)
    qtbot.wait_until(lambda: said == [str(DiskFull())])
    assert section.now.isEnabled()


def test_a_backup_that_was_changed_on_the_disk_is_found_out(
    section: BackupsSection, open_journal: OpenJournal, qtbot: QtBot, said: list[str]
) -> None:
    press(qtbot, section.check)
    qtbot.wait_until(lambda: said == ["Opened and found whole."])
    qtbot.wait_until(section.check.isEnabled)
    (made,) = shelf.backups(known.of(open_journal.vault))
    whole = bytearray(made.path.read_bytes())
    whole[len(whole) // 2] ^= 1
    made.path.write_bytes(whole)
    press(qtbot, section.check)
    qtbot.wait_until(lambda: "is damaged" in said[-1])
    qtbot.wait_until(lambda: told(section).endswith("| Damaged"))


def test_a_second_folder_gets_a_backup_at_once_and_is_missed_when_it_is_away(
    section: BackupsSection,
    open_journal: OpenJournal,
    qtbot: QtBot,
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    choose(monkeypatch, stick)
    press(qtbot, section.second)
    qtbot.wait_until(lambda: any("second folder" in told(section, row) for row in range(3)))
    assert len(list(stick.glob("*/journal-*.upward"))) == 1
    stick.rename(tmp_path / "away")
    open_journal.announce(Changed.BACKUPS)
    qtbot.wait_until(section.away.isVisible)
    assert "stick" in section.away.text()


def test_another_folder_is_named_and_takes_the_next_backup(
    section: BackupsSection, open_journal: OpenJournal, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    choose(monkeypatch, folder)
    press(qtbot, section.choose)
    press(qtbot, section.now)
    qtbot.wait_until(lambda: len(list(folder.glob("*/journal-*.upward"))) == 1)
    assert len(shelf.backups(known.of(open_journal.vault))) == 2


def test_a_folder_that_a_sync_program_carries_is_advised_about_and_can_be_refused(
    section: BackupsSection, open_journal: OpenJournal, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def synced(_folder: Path) -> location.Risk:
        return location.Risk("synced", "Syncthing")

    def refuse(_parent: object, _title: str, text: str, _action: str) -> bool:
        asked.append(text)
        return False

    choose(monkeypatch, tmp_path)
    monkeypatch.setattr(location, "risk", synced)
    monkeypatch.setattr(dialogs, "confirm", refuse)
    press(qtbot, section.second)
    assert "Syncthing" in asked[0]
    assert known.of(open_journal.vault).second == ""


def test_the_folder_is_shown_by_the_system(
    section: BackupsSection, open_journal: OpenJournal, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def show(url: QUrl) -> bool:
        shown.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    press(qtbot, section.show_folder)
    (made,) = shelf.backups(known.of(open_journal.vault))
    assert shown == [str(made.path.parent)]


def test_after_a_restore_all_is_well_when_the_user_says_so(
    section: BackupsSection, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    shelf.pause(known.of(open_journal.vault))
    open_journal.announce(Changed.BACKUPS)
    qtbot.wait_until(section.confirm.isVisible)
    press(qtbot, section.confirm)
    qtbot.wait_until(lambda: not section.confirm.isVisible())
    assert not known.of(open_journal.vault).is_paused


def test_enter_on_a_backup_looks_into_it_and_its_button_asks_before_it_is_brought_back(
    section: BackupsSection, main_window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(section.list, Qt.Key.Key_Return)
    beside = flows.seen(qtbot, MainWindow, lambda window: window is not main_window)
    beside.close()
    press(qtbot, section.bring_back)
    flows.asked(qtbot, "Bring it back").reject()
    assert flows.none_open()


def test_both_folders_can_be_given_up(
    section: BackupsSection, open_journal: OpenJournal, qtbot: QtBot, tmp_path: Path
) -> None:
    folder, second = tmp_path / "disk", tmp_path / "stick"
    for each in (folder, second):
        each.mkdir()
    shelf.name_folders(known.of(open_journal.vault), folder=str(folder), second=str(second))
    open_journal.announce(Changed.BACKUPS)
    qtbot.wait_until(lambda: "stick" in section.places.text())
    timer = QTimer()
    timer.timeout.connect(give_up)
    timer.start(20)
    press(qtbot, section.second)
    qtbot.wait_until(lambda: "stick" not in section.places.text())
    press(qtbot, section.choose)
    timer.stop()
    of = known.of(open_journal.vault)
    assert (of.folder, of.second) == ("", "")


def give_up() -> None:
    dialog = QApplication.activeModalWidget()
    names = {"No second folder", "Use Upward’s own folder"}
    for button in dialog.findChildren(Button) if dialog else []:
        if button.text() in names:
            button.click()


def test_the_day_of_the_sheet_is_shown_once_it_was_checked(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    main_window.show_page("settings")
    page = main_window.page
    assert isinstance(page, SettingsPage)
    assert "has not been checked yet" in page.passphrase.state.text()
    press(qtbot, page.passphrase.sheet)
    flows.answer(qtbot, PASSPHRASE)
    flows.seen(qtbot, SheetDialog).showing.checked.emit()
    qtbot.wait_until(lambda: "you checked it on" in page.passphrase.state.text())


def test_the_last_change_of_the_file_stands_beside_its_place(vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        managers.begin(session, "Ada")
    opened = opening.open_journal(vault.path, vault.key)
    journal = OpenJournal(opened.vault, opened=opened)
    page = SettingsPage(journal)
    qtbot.addWidget(page)
    shown = [label.text() for label in page.file.findChildren(QLabel)]
    assert f"Last change before it was opened: {moment_words(opened.last_change.at)}" in shown
    journal.close()
