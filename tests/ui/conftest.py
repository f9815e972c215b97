"""What the tests of the window may use: a real journal behind its gate."""

import gc
from collections.abc import Generator

import pytest
from pytestqt.qtbot import QtBot

from journal.practices import managers
from journal.store.vault import Vault
from journal.ui import theme
from journal.ui.open_journal import OpenJournal


@pytest.fixture(autouse=True)
def garbage_waits() -> Generator[None]:
    """Nothing is collected while a test's worker threads run: widgets must not be destroyed on them."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def open_journal(vault: Vault, qtbot: QtBot) -> Generator[OpenJournal]:
    """A fresh journal with one manager, as the pages get it; it is closed at the end, as the window does."""
    theme.theme()
    with vault.write() as session:
        managers.begin(session, "Ada")
    journal = OpenJournal(vault)
    yield journal
    journal.close()
