from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal.practices import managers
from journal.store.vault import Vault
from journal.ui import dialogs, preferences, theme
from journal.ui.earlier_versions import VersionsDialog
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.settings import SettingsPage
from journal.ui.preferences import Preferences
from tests import make
from tests.conftest import PASSPHRASE


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Generator[SettingsPage]:
    page = SettingsPage(open_journal)
    open_journal.changed.connect(page.refresh)
    qtbot.add_widget(page)
    page.resize(800, 700)
    page.show()
    yield page
    theme.theme().apply()


def choose(page: SettingsPage, qtbot: QtBot, text: str) -> None:
    for choice in (page.look.scheme, page.paper.paper):
        for button in choice._buttons.values():
            if button.text() == text:
                qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def saved() -> Preferences:
    """The preferences as the next start reads them."""
    preferences.current().save()
    return Preferences(preferences.current().file)


def name_in(journal: OpenJournal) -> str:
    with journal.read() as session:
        return managers.current(session).name


def test_dark_is_put_on_at_once_and_is_still_on_at_the_next_start(qtbot: QtBot, page: SettingsPage) -> None:
    choose(page, qtbot, "Dark")
    assert theme.theme().is_dark
    assert saved().scheme == "dark"
    choose(page, qtbot, "Light")
    assert not theme.theme().is_dark
    assert saved().scheme == "light"


def test_a_larger_text_is_put_on_at_once_and_remembered(page: SettingsPage) -> None:
    before = QApplication.font().pointSizeF()
    page.look.scale.setCurrentIndex(page.look.scale.findText("200 %"))
    page.look.scale.activated.emit(page.look.scale.currentIndex())
    assert QApplication.font().pointSizeF() == pytest.approx(2 * before, rel=0.01)
    assert saved().text_scale == 2.0


def test_at_twice_the_size_nothing_is_wider_than_a_small_window(qtbot: QtBot, page: SettingsPage) -> None:
    theme.theme().apply("light", 2.0)
    page.resize(630, 540)
    found: list[QWidget] = [
        *page.findChildren(QLabel),
        *page.findChildren(QPushButton),
        page.chapter.name,
        page.look.scale,
    ]
    parts = [part for part in found if part.isVisible()]
    qtbot.wait_until(lambda: all(part.mapTo(page, part.rect().topRight()).x() <= 630 for part in parts))
    assert all(part.width() >= part.minimumSizeHint().width() for part in parts)


def test_the_paper_is_remembered(qtbot: QtBot, page: SettingsPage) -> None:
    choose(page, qtbot, "Letter")
    assert saved().text("paper") == "Letter"


def test_the_manager_gets_another_name_and_a_first_day(
    open_journal: OpenJournal, qtbot: QtBot, page: SettingsPage
) -> None:
    page.chapter.name.selectAll()
    qtbot.keyClicks(page.chapter.name, "Grace")
    qtbot.keyClicks(page.chapter.since, "2024-05-06")
    assert page.flush()
    assert page.chapter.since.text() == "2024-05-06"
    qtbot.keyClick(page.chapter.since, Qt.Key.Key_Return)
    with open_journal.read() as session:
        manager = managers.current(session)
    assert (manager.name, manager.started_on) == ("Grace", date(2024, 5, 6))


def test_a_name_without_letters_is_complained_of_and_the_old_one_stays(
    open_journal: OpenJournal, qtbot: QtBot, page: SettingsPage
) -> None:
    page.chapter.name.setText("  ")
    page.chapter.name.editingFinished.emit()
    assert "A manager needs a name" in page.chapter.name_field._hint.text()
    assert name_in(open_journal) == "Ada"
    assert page.flush()
    assert page.chapter.name.text() == "Ada"


def test_a_name_being_typed_survives_that_the_page_reads_again(
    open_journal: OpenJournal, qtbot: QtBot, page: SettingsPage
) -> None:
    page.chapter.name.selectAll()
    qtbot.keyClicks(page.chapter.name, "Gra")
    with open_journal.write(Changed.MANAGERS) as session:
        managers.begin(session, "Edsger", date(2001, 1, 1))
    assert page.chapter.name.text() == "Gra"


def test_while_another_program_writes_the_name_stays_unsaved_and_is_said(
    open_journal: OpenJournal, vault: Vault, page: SettingsPage
) -> None:
    page.chapter.name.setText("Grace")
    other = Vault.open_keyed(vault.path, vault.key)
    with other.write():
        assert not page.flush()
        assert page.chapter._autosave.is_waiting
    other.close()
    assert page.flush()
    assert name_in(open_journal) == "Grace"


def test_half_a_day_is_kept_and_asked_about_again_and_never_holds_up_a_lock(
    open_journal: OpenJournal, qtbot: QtBot, page: SettingsPage
) -> None:
    page.chapter.since.setText("31 Feb")
    page.chapter.since.editingFinished.emit()
    assert page.flush()
    again = SettingsPage(open_journal)
    qtbot.addWidget(again)
    assert again.chapter.since.text() == "31 Feb"
    assert again.chapter.since.complaint
    again.chapter.since.setText("2024-05-06")
    again.chapter.since.editingFinished.emit()
    assert again.flush()
    third = SettingsPage(open_journal)
    qtbot.addWidget(third)
    assert third.chapter.since.day() == date(2024, 5, 6)
    assert not third.chapter.since.complaint


def test_the_earlier_name_of_a_manager_comes_back(open_journal: OpenJournal, qtbot: QtBot, page: SettingsPage) -> None:
    page.chapter.name.setText("Grace")
    assert page.flush()
    page.chapter.history.click()
    dialog = page.findChild(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    dialog.accept()
    assert name_in(open_journal) == "Ada"
    assert page.chapter.name.text() == "Ada"


def test_a_copy_holds_everything_and_opens_with_the_same_passphrase(
    open_journal: OpenJournal,
    qtbot: QtBot,
    page: SettingsPage,
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_journal.write(Changed.ENTRIES) as session:
        kept = make.entry(session, "zebra whispers").id

    def choose(*_given: object) -> Path:
        return tmp_path / "copy.upward"

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    qtbot.mouseClick(page.file.copy, Qt.MouseButton.LeftButton)
    qtbot.wait_until(lambda: bool(said))
    assert said == ["Copied to copy.upward and verified. The same passphrase opens it."]
    assert b"zebra" not in (tmp_path / "copy.upward").read_bytes()
    copy = Vault.open(tmp_path / "copy.upward", PASSPHRASE)
    with copy.read() as session:
        from journal.practices import entries

        assert [row.id for row in entries.first_rows(session, entries.EntryFilter(), 5)] == [kept]
    copy.close()


def test_a_copy_never_replaces_a_file(
    qtbot: QtBot, page: SettingsPage, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "letter.txt"
    there.write_text("dear")

    def choose(*_given: object) -> Path:
        return there

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    qtbot.mouseClick(page.file.copy, Qt.MouseButton.LeftButton)
    qtbot.wait_until(lambda: bool(said))
    assert "exists already" in said[0]
    assert there.read_text() == "dear"
    assert page.file.copy.isEnabled()
