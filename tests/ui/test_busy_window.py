"""The window while another program has the journal to itself: it shows what it has, and reads again a moment later."""

import threading
from collections.abc import Callable, Generator
from contextlib import ExitStack
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journal.practices import commitments, managers
from journal.store.vault import Vault
from journal.ui import main_window
from journal.ui.main_window import MainWindow
from journal.ui.notifications import Toast
from journal.ui.open_journal import ANYTHING, OpenJournal
from journal.ui.pages.journal import JournalPage
from tests.store.test_sessions import another_program, texts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def opened(
    open_journal: OpenJournal, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Generator[Callable[[], MainWindow]]:
    """Opens the window on the journal; it looks again sooner here."""
    monkeypatch.setattr(main_window, "AGAIN_MS", 20)
    monkeypatch.setattr("journal.ui.open_journal.READ_MS", 20)
    made: list[MainWindow] = []

    def show() -> MainWindow:
        made.append(MainWindow(open_journal))
        made[-1].show()
        return made[-1]

    yield show
    for window in made:
        window.close()
        window.deleteLater()


def _promise_beside(vault: Vault) -> None:
    with vault.write() as session:
        manager = managers.current(session)
        commitments.make(session, "me", "Draft the plan", date.today(), due=date.today(), manager_id=manager.id)


def _pages_of(window: MainWindow) -> list[QWidget]:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return window._stack.findChildren(QWidget, options=direct)


def test_a_page_that_cannot_read_keeps_what_it_shows_and_reads_again(
    opened: Callable[[], MainWindow], open_journal: OpenJournal, vault: Vault, qtbot: QtBot
) -> None:
    window = opened()
    _promise_beside(vault)
    with another_program(vault, "BEGIN EXCLUSIVE"):
        open_journal.announce(ANYTHING)
        assert window._stale == {"today"}
    qtbot.waitUntil(lambda: not window._stale)


def test_a_page_that_cannot_be_made_now_is_made_when_asked_again(
    opened: Callable[[], MainWindow], vault: Vault, qtbot: QtBot
) -> None:
    window = opened()
    with another_program(vault, "BEGIN EXCLUSIVE"):
        assert not window.show_page("commitments")
        assert window._side_bar._buttons["today"].isChecked()
        toast = window.findChild(Toast)
        assert toast is not None
        assert "Another program" in toast.text.text()
    qtbot.waitUntil(lambda: _pages_of(window) == [window.page])
    assert window.show_page("commitments")
    assert len(_pages_of(window)) == 2


def test_a_window_opened_at_a_busy_moment_shows_its_first_page_a_moment_later(
    opened: Callable[[], MainWindow], vault: Vault, qtbot: QtBot
) -> None:
    with another_program(vault, "BEGIN EXCLUSIVE"):
        window = opened()
        assert window._pages == {}
    qtbot.waitUntil(lambda: "today" in window._pages)
    assert window._stack.currentWidget() is window.page
    assert _pages_of(window) == [window.page]


def test_the_end_waits_for_another_program_that_is_writing(
    opened: Callable[[], MainWindow], open_journal: OpenJournal, vault: Vault
) -> None:
    window = opened()
    write_a_word(window)
    with ExitStack() as program:
        program.enter_context(another_program(vault))
        threading.Timer(0.2, program.close).start()
        window.close()
    assert not open_journal.is_open
    assert texts(Vault.open_keyed(vault.path, vault.key)) == ["a last word"]


def write_a_word(window: MainWindow) -> None:
    window.go("journal", "")
    page = window.page
    assert isinstance(page, JournalPage)
    page.editor.text.insertPlainText("a last word")
