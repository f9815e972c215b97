"""What the tests of the window may use: a real journal behind its gate."""

import gc
from collections.abc import Generator

import pytest
from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from journal.practices import managers
from journal.store.vault import Vault
from journal.ui import dialogs, notifications, theme
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets import clipboard
from tests.ui.flows import FEW_PLACES


@pytest.fixture(scope="session")
def program_stays() -> Generator[None]:
    """What was imported is no garbage: each search for some passes it over, which costs half as much."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def garbage_waits(program_stays: None) -> Generator[None]:
    """Nothing is collected while a test's worker threads run: widgets must not be destroyed on them, but after it.

    What a test has left to be deleted goes at its end, for whatever is done to all widgets costs as much as there are.
    So does what it has left on the clipboard: Qt would delete that after the end of Python, and crash.
    """
    gc.disable()
    yield
    if QApplication.instance():
        clipboard.take_back(copied_too=True)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()
    gc.collect()


@pytest.fixture
def open_journal(vault: Vault, qtbot: QtBot) -> Generator[OpenJournal]:
    """A fresh journal with one manager, as the pages get it; it is closed at the end, as the window does."""
    theme.theme()
    with vault.write() as session:
        managers.begin(session, "Ada")
    journal = OpenJournal(vault)
    yield journal
    journal.close()


@pytest.fixture
def main_window(open_journal: OpenJournal, qtbot: QtBot) -> Generator[MainWindow]:
    """The main window with its pages Today, My manager and Settings."""
    window = MainWindow(open_journal, FEW_PLACES)
    window.show()
    yield window
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    window.close()
    for dialog in window.findChildren(QDialog):
        dialog.deleteLater()
    window.deleteLater()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window says at its foot, and in dialogs with nothing to answer."""
    said: list[str] = []

    def say(_widget: object, text: str) -> None:
        said.append(text)

    def show(_parent: object, _title: str, text: str) -> None:
        said.append(text)

    monkeypatch.setattr(notifications, "say", say)
    monkeypatch.setattr(dialogs, "show_message", show)
    return said
