"""In the window: whatever happens to the file, *Saved* is said of nothing that is not, and the text stays until it is."""

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.errors import DiskFull
from journal.practices import managers
from journal.store.connection import DatabaseError
from journal.store.key import Key
from journal.store.tables import Entry
from journal.store.vault import Vault
from journal.ui import theme
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.journal.page import JournalPage
from tests.faults.test_taken_away import FAULTS, NOBODY, as_nobody


@pytest.fixture
def page(template: tuple[Path, Key], qtbot: QtBot) -> Generator[JournalPage]:
    """The journal's page, with one saved entry in its editor; the journal lies in a folder of nobody's."""
    theme.theme()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "folder")
        folder.mkdir(mode=0o700)
        path = Path(shutil.copy(template[0], folder / "journal.upward"))
        vault = Vault.open_keyed(path, template[1])
        with vault.write() as session:
            managers.begin(session, "Ada")
        for copy in ("older.upward", "other.upward"):
            vault.backup_to(folder / copy)
        for each in (Path(name), folder, *folder.iterdir()) if os.geteuid() == 0 else ():
            os.chown(each, NOBODY, NOBODY)
        journal = OpenJournal(vault)
        shown = JournalPage(journal)
        qtbot.addWidget(shown)
        shown.show()
        shown.new_record()
        shown.editor.text.insertPlainText("before")
        assert shown.editor.flush()
        assert _status(shown).startswith("Saved")
        yield shown
        folder.chmod(0o700)
        journal.close()


def _status(page: JournalPage) -> str:
    return page.editor.foot.status.text()


def _stored(page: JournalPage) -> list[str]:
    with page._journal.vault.read() as session:
        return list(session.scalars(select(Entry.text)))


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_called_saved_while_the_file_is_not_there_and_everything_is_when_it_is_back(
    page: JournalPage, fault: str
) -> None:
    undo = FAULTS[fault][0](page._journal.path)
    page.editor.text.insertPlainText(" and after")
    with as_nobody():
        assert not page.editor.flush()
    assert _status(page).startswith("Not saved")
    assert page.editor.text.text() == "before and after"
    assert page.editor.foot.to_do.isVisible()
    undo()
    assert page.editor.flush()
    assert _status(page).startswith("Saved")
    assert _stored(page) == ["before and after"]


def test_a_full_disk_is_said_and_the_text_is_saved_once_there_is_room(
    page: JournalPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = page._journal.vault
    with vault.read() as session:
        [pages] = session.connection().exec_driver_sql("PRAGMA page_count").one()
        [most] = session.connection().exec_driver_sql("PRAGMA max_page_count").one()
    _limit(vault, pages)
    page.editor.text.insertPlainText(" and after" * 9000)
    assert not page.editor.flush()
    assert _status(page).startswith(f"Not saved: {DiskFull()}"[:30])
    assert page.editor.text.text() == "before" + " and after" * 9000
    _limit(vault, most)
    assert page.editor.flush()
    assert _stored(page) == ["before" + " and after" * 9000]


def _limit(vault: Vault, pages: int) -> None:
    """How many pages the file may have, for every connection there is."""
    for connection in [vault._engine.raw_connection() for _each in range(3)]:
        try:
            connection.driver_connection.execute(f"PRAGMA max_page_count={pages}")  # type: ignore[union-attr]
        except DatabaseError:
            pytest.fail("the limit was refused")
        connection.close()
