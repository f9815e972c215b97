"""Who the manager is and how they like to work, as a user meets it at the head of the page."""

from collections.abc import Generator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal.practices import managers
from journal.store.vault import Vault
from journal.ui import theme
from journal.ui.earlier_versions import VersionsDialog
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.manager import ManagerPage

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Generator[ManagerPage]:
    page = ManagerPage(open_journal)
    open_journal.changed.connect(page.refresh)
    qtbot.add_widget(page)
    page.resize(900, 700)
    page.show()
    page.head.unfold()
    yield page
    theme.theme().apply()


def name_in(journal: OpenJournal) -> str:
    with journal.read() as session:
        return managers.current(session).name


def test_the_manager_gets_another_name_and_a_first_day(
    open_journal: OpenJournal, qtbot: QtBot, page: ManagerPage
) -> None:
    page.head.form.name.selectAll()
    qtbot.keyClicks(page.head.form.name, "Grace")
    qtbot.keyClicks(page.head.form.since, "2024-05-06")
    assert page.flush()
    assert page.head.form.since.text() == "2024-05-06"
    qtbot.keyClick(page.head.form.since, Qt.Key.Key_Return)
    with open_journal.read() as session:
        manager = managers.current(session)
    assert (manager.name, manager.started_on) == ("Grace", date(2024, 5, 6))


def test_a_name_without_letters_is_complained_of_and_the_old_one_stays(
    open_journal: OpenJournal, qtbot: QtBot, page: ManagerPage
) -> None:
    page.head.form.name.setText("  ")
    page.head.form.name.editingFinished.emit()
    assert "A manager needs a name" in page.head.form.name_field._hint.text()
    assert name_in(open_journal) == "Ada"
    assert page.flush()
    assert page.head.form.name.text() == "Ada"


def test_a_name_being_typed_survives_that_the_page_reads_again(
    open_journal: OpenJournal, qtbot: QtBot, page: ManagerPage
) -> None:
    page.head.form.name.selectAll()
    qtbot.keyClicks(page.head.form.name, "Gra")
    with open_journal.write(Changed.MANAGERS) as session:
        managers.begin(session, "Edsger", date(2001, 1, 1))
    assert page.head.form.name.text() == "Gra"


def test_while_another_program_writes_the_name_stays_unsaved_and_is_said(
    open_journal: OpenJournal, vault: Vault, page: ManagerPage
) -> None:
    page.head.form.name.setText("Grace")
    other = Vault.open_keyed(vault.path, vault.key)
    with other.write():
        assert not page.flush()
        assert page.head.form._autosave.is_waiting
    other.close()
    assert page.flush()
    assert name_in(open_journal) == "Grace"


def test_half_a_day_is_kept_and_asked_about_again_and_never_holds_up_a_lock(
    open_journal: OpenJournal, qtbot: QtBot, page: ManagerPage
) -> None:
    page.head.form.since.setText("31 Feb")
    page.head.form.since.editingFinished.emit()
    assert page.flush()
    again = ManagerPage(open_journal)
    qtbot.addWidget(again)
    assert again.head.form.since.text() == "31 Feb"
    assert again.head.form.since.complaint
    again.head.form.since.setText("2024-05-06")
    again.head.form.since.editingFinished.emit()
    assert again.flush()
    third = ManagerPage(open_journal)
    qtbot.addWidget(third)
    assert third.head.form.since.day() == date(2024, 5, 6)
    assert not third.head.form.since.complaint


def test_the_earlier_name_of_a_manager_comes_back(open_journal: OpenJournal, qtbot: QtBot, page: ManagerPage) -> None:
    page.head.form.name.setText("Grace")
    assert page.flush()
    page.head.form.history.click()
    dialog = page.findChild(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    dialog.accept()
    assert name_in(open_journal) == "Ada"
    assert page.head.form.name.text() == "Ada"


def test_there_is_no_gap_for_a_fault_where_there_is_none(main_window: MainWindow, open_journal: OpenJournal) -> None:
    main_window.show_page("manager")
    page = main_window.page
    assert isinstance(page, ManagerPage)
    chapter = page.head.form
    page.head.unfold()
    assert not chapter.save_bar.isVisible()
    open_journal.path.rename(open_journal.path.with_name("away.upward"))
    chapter.name.setText("Grace")
    assert not page.flush()
    assert chapter.save_bar.isVisible()
    open_journal.path.with_name("away.upward").rename(open_journal.path)
    assert page.flush()
    assert not chapter.save_bar.isVisible()
