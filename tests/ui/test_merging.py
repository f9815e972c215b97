import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from journal.practices import entries
from journal.store import known, shelf
from journal.store import merge as merge_store
from journal.store.vault import Vault
from journal.ui import dialogs
from journal.ui.main_window import MainWindow
from journal.ui.merging import CopiesDialog, Merging
from journal.ui.open_journal import Changed, Notice, OpenJournal
from tests import make
from tests.ui import flows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def sibling(open_journal: OpenJournal) -> Path:
    """A copy beside the journal with an entry of its own, as a sync program leaves it."""
    place = open_journal.path.with_name("journal (conflicted copy 2026-03-02).upward")
    open_journal.backup_to(place)
    other = Vault.open_keyed(place, open_journal.vault.key, device="other")
    with other.write() as session:
        make.entry(session, "Written on the other computer.")
    other.close()
    return place


@pytest.fixture
def merging(open_journal: OpenJournal, main_window: MainWindow) -> Merging:
    return Merging(open_journal, main_window)


def texts(journal: OpenJournal) -> list[str]:
    with journal.read() as session:
        return [row.headline for row in entries.first_rows(session, entries.EntryFilter(), 9)]


def report_in(dialog: dialogs.Dialog) -> str:
    return dialog.findChildren(QPlainTextEdit)[0].toPlainText()


def test_a_copy_beside_the_journal_is_offered_previewed_merged_and_moved_away(
    merging: Merging, open_journal: OpenJournal, sibling: Path, qtbot: QtBot
) -> None:
    open_journal.notice(Notice("copies", "Another version lies beside it.", "Merge…"))
    merging.choose()
    choice = flows.seen(qtbot, CopiesDialog)
    qtbot.keyClick(choice.list, Qt.Key.Key_Return)
    preview = flows.asked(qtbot, "Merge")
    assert "1 to add" in report_in(preview)
    assert texts(open_journal) == []
    preview.action.click()
    done = flows.asked(qtbot, "Close")
    assert "1 added" in report_in(done)
    done.accept()
    assert texts(open_journal) == ["Written on the other computer."]
    assert not sibling.exists()
    assert (sibling.parent / "merged" / sibling.name).exists()
    assert open_journal.notices == []
    assert [each.reason for each in shelf.backups(known.of(open_journal.vault))] == ["merge"]


def test_the_same_copy_again_holds_nothing_new_and_can_be_moved_away(
    merging: Merging, open_journal: OpenJournal, sibling: Path, qtbot: QtBot
) -> None:
    with Vault.open_keyed(sibling, open_journal.vault.key).read() as theirs, open_journal.write(Changed(0)) as session:
        merge_store.merge(session, merge_store.rows_of(theirs))
    merging.look_at(sibling)
    flows.asked(qtbot, "Move it there").action.click()
    assert (sibling.parent / "merged" / sibling.name).exists()
    assert shelf.backups(known.of(open_journal.vault)) == []


def test_a_file_from_elsewhere_stays_where_it_is(
    merging: Merging, open_journal: OpenJournal, sibling: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.move(sibling, elsewhere / "laptop.upward")
    merging.look_at(elsewhere / "laptop.upward")
    flows.asked(qtbot, "Merge").action.click()
    flows.asked(qtbot, "Close").accept()
    assert (elsewhere / "laptop.upward").exists()
    assert texts(open_journal) == ["Written on the other computer."]


def test_another_journal_is_refused_and_nothing_changes(
    merging: Merging,
    open_journal: OpenJournal,
    tmp_path: Path,
    qtbot: QtBot,
    said: list[str],
) -> None:
    key = open_journal.vault.key
    Vault.create_keyed(tmp_path / "another.upward", key).close()
    merging.look_at(tmp_path / "another.upward")
    qtbot.wait_until(lambda: bool(said))
    assert "two different journals" in said[0]
    assert shelf.backups(known.of(open_journal.vault)) == []


def test_the_journal_itself_is_no_other_copy(merging: Merging, open_journal: OpenJournal, said: list[str]) -> None:
    merging.look_at(open_journal.path)
    assert "the journal itself" in said[0]


def test_leaving_the_preview_changes_nothing(
    merging: Merging, open_journal: OpenJournal, sibling: Path, qtbot: QtBot
) -> None:
    merging.look_at(sibling)
    dialog = flows.asked(qtbot, "Merge")
    with qtbot.wait_signal(merging.ended):
        dialog.reject()
    assert texts(open_journal) == []
    assert sibling.exists()
