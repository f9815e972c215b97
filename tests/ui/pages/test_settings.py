from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal.store.vault import Vault
from journal.ui import dialogs, preferences, theme
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
        page.look.scale,
    ]
    parts = [part for part in found if part.isVisible()]
    qtbot.wait_until(lambda: all(part.mapTo(page, part.rect().topRight()).x() <= 630 for part in parts))
    assert all(part.width() >= part.minimumSizeHint().width() for part in parts)


def test_the_paper_is_remembered(qtbot: QtBot, page: SettingsPage) -> None:
    choose(page, qtbot, "Letter")
    assert saved().text("paper") == "Letter"


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
