"""A journal that is open only to be looked at: nothing in it can be changed, and nothing makes it the journal."""

from collections.abc import Callable, Generator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from journal.practices import managers
from journal.store.vault import Vault
from journal.ui import dialogs
from journal.ui.elsewhere import save_elsewhere
from journal.ui.main_window import MainWindow
from journal.ui.notifications import Toast
from journal.ui.open_journal import Notice, OpenJournal
from journal.ui.pages.commitments import CommitmentsPage
from journal.ui.pages.commitments.narrowing import LedgerNarrowing
from journal.ui.pages.one_on_ones import OneOnOnesPage
from journal.ui.widgets.inline_form import InlineForm
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

#: What a button says that would change something, as far as it stands on a page of its own.
CHANGING = {
    "today": {"Plan one"},
    "journal": {"New entry"},
    "one_on_ones": {"New", "It took place", "It did not"},
    "commitments": {"Kept", "Renegotiate", "Drop"},
    "summary": {"Add a line of your own (Ctrl+Shift+N)"},
    "settings": {"Back up now", "Merge another copy…", "Change the passphrase…"},
}


def fill(vault: Vault) -> None:
    with vault.write() as session:
        managers.begin(session, "Ada", date(2026, 1, 1))
        make.entry(session, "A quiet week")
        make.promise(session, "Draft the plan", made_on=date.today())
        make.meeting(session, date.today() - timedelta(days=3), state="planned")


@pytest.fixture
def window(new_vault: Callable[[str], Vault], qtbot: QtBot) -> Generator[Callable[[bool], MainWindow]]:
    """A maker of windows, with a journal that may be written or not."""
    made: list[MainWindow] = []

    def open_window(read_only: bool) -> MainWindow:
        vault = new_vault("journal.upward")
        fill(vault)
        path, key = vault.path, vault.key
        vault.close()
        shown = MainWindow(OpenJournal(Vault.open_keyed(path, key, device="test", read_only=read_only)))
        shown.show()
        made.append(shown)
        return shown

    yield open_window
    for each in made:
        each.close()
        each.deleteLater()


def changing(page: QWidget, name: str) -> dict[str, bool]:
    """The buttons of a page that would change something, and whether they can be pressed."""
    there = [each for each in page.findChildren(QAbstractButton) if each.isVisibleTo(page)]
    named = {each.text() or each.accessibleName(): each.isEnabled() for each in there}
    return {words: is_on for words, is_on in named.items() if words in CHANGING[name]}


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("name", CHANGING)
def test_what_would_change_something_is_grey(window: Callable[[bool], MainWindow], name: str, read_only: bool) -> None:
    shown = window(read_only)
    shown.show_page(name)
    assert changing(shown.page, name) == dict.fromkeys(CHANGING[name], not read_only)


def test_no_form_opens_and_no_field_takes_a_word(window: Callable[[bool], MainWindow], qtbot: QtBot) -> None:
    shown = window(True)
    for name in ("one_on_ones", "commitments"):
        shown.show_page(name)
        for key in (Qt.Key.Key_N, Qt.Key.Key_E, Qt.Key.Key_R, Qt.Key.Key_D):
            qtbot.keyClick(shown.page, key)
        assert not any(form.isVisible() for form in shown.page.findChildren(InlineForm))
        for field in [*shown.page.findChildren(QLineEdit), *shown.page.findChildren(QPlainTextEdit)]:
            if isinstance(field.parent(), LedgerNarrowing):
                continue  # looking for words changes nothing
            assert not field.isVisible() or field.isReadOnly() or not field.isEnabled()


def test_a_form_opens_where_one_may_write(window: Callable[[bool], MainWindow]) -> None:
    shown = window(False)
    shown.show_page("commitments")
    assert isinstance(shown.page, CommitmentsPage)
    shown.page.detail.ask_for_date()
    assert any(form.isVisible() for form in shown.page.findChildren(InlineForm))
    shown.show_page("one_on_ones")
    assert isinstance(shown.page, OneOnOnesPage)
    shown.page.pane.ask_when()
    assert any(form.isVisible() for form in shown.page.findChildren(InlineForm))


@pytest.mark.parametrize("name", ["journal", "one_on_ones", "summary"])
def test_a_refusal_offers_no_other_place(
    window: Callable[[bool], MainWindow], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[object] = []
    monkeypatch.setattr(dialogs, "choose_new_file", chosen.append)
    shown = window(True)
    shown.go(name, "")
    toast = shown.findChild(Toast)
    assert isinstance(toast, Toast)
    assert "may not be changed here" in toast.text.text()
    assert not toast.text.text().startswith("Not saved")
    assert not toast.button.isVisible()
    assert not chosen


def test_a_backup_that_is_looked_at_does_not_become_the_journal(
    window: Callable[[bool], MainWindow], tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(*_given: object) -> Path:
        return tmp_path / "elsewhere.upward"

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    shown = window(True)
    journal = shown._journal
    journal.notice(Notice("gone", "The file is gone.", "Save the journal elsewhere…"))
    shown.upkeep.act("gone")
    save_elsewhere(journal, shown.page)
    assert len(said) == 2
    assert "may not be changed here" in said[0]
    assert journal.is_read_only
    assert not (tmp_path / "elsewhere.upward").exists()


def test_that_it_is_only_looked_at_hides_no_other_notice(window: Callable[[bool], MainWindow]) -> None:
    shown = window(True)
    journal, bar = shown._journal, shown.notices.bar
    journal.notice(Notice("older", "This file is older.", "Show the backups…"))
    journal.notice(Notice("copies", "Another version lies beside it.", "Merge…"))
    shown.upkeep.begin()
    assert (bar.kind, bar.button.isVisible()) == ("copies", False)
    bar.close_button.click()
    assert (bar.kind, bar.button.text(), bar.more.text()) == ("older", "Show the backups…", "1 more")
    bar.close_button.click()
    assert bar.kind == "read-only"
    assert not bar.close_button.isVisible()


def test_a_copy_can_be_merged_where_one_may_write(window: Callable[[bool], MainWindow]) -> None:
    shown = window(False)
    shown._journal.notice(Notice("copies", "Another version lies beside it.", "Merge…"))
    assert shown.notices.bar.button.text() == "Merge…"
    assert shown.notices.bar.button.isVisible()
