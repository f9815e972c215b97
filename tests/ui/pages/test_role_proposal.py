"""The proposal for a bigger role as a user makes it: worded by keys, shown, saved with its receipt."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from journal.practices import bigger_role
from journal.sharing import choices, lines, paper_lines, receipts
from journal.sharing.choices import Choices
from journal.store.vault import Vault
from journal.ui import dialogs
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth import GrowthPage
from journal.ui.pages.growth.proposal import Proposal
from journal.ui.pages.growth.role import RoleTab
from tests import make
from tests.make import DAY

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[[], GrowthPage]


@pytest.fixture
def case(open_journal: OpenJournal) -> str:
    with open_journal.write(Changed.GROWTH) as session:
        whose = make.manager(session).id
        begun = bigger_role.begin(session, "Head of service", DAY, manager_id=whose, reasoning="Private herons")
        bigger_role.add_criterion(session, begun.id, "Lead two sites", "told")
        return begun.id


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot, case: str) -> Open:
    """Opens the page Growth as the window does, and presses Proposal."""

    def show() -> GrowthPage:
        made = GrowthPage(open_journal)
        open_journal.changed.connect(made.refresh)
        qtbot.addWidget(made)
        made.resize(1000, 700)
        made.show_tab("role")
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        role_tab(made).steps.propose.click()
        assert on(made).isVisible()
        return made

    return show


def on(page: GrowthPage) -> Proposal:
    found = role_tab(page).proposal
    assert found is not None
    return found


def role_tab(page: GrowthPage) -> RoleTab:
    tab = page.findChild(RoleTab)
    assert tab is not None
    return tab


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def word(qtbot: QtBot, shown: Proposal, part_id: str, words: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type the line of a part in place of what it begins with."""
    shown.list.choose(part_id)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    editor = focused()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, end)


def the_lines(journal: OpenJournal) -> dict[str, bool]:
    """The lines of the proposal by their words, and whether each is approved."""
    with journal.read() as session:
        found = lines.of_paper(session, paper_lines.ROLE, make.manager(session).id)
        return {line.text: line.withdrawn_at is None for line in found}


def test_lines_are_approved_with_enter_alone_and_taken_off_with_space(
    page: Open, open_journal: OpenJournal, case: str, qtbot: QtBot
) -> None:
    growth = page()
    shown = on(growth)
    role, why, criterion = (row.id for row in shown.model.rows())
    assert role == case
    word(qtbot, shown, criterion, "I lead two sites.")
    qtbot.wait_until(lambda: the_lines(open_journal) == {"I lead two sites.": True})
    shown.list.choose(why)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    editor = focused()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "", "my reasons are for my eyes only"
    qtbot.keyClicks(editor, "Half a thought")
    shown.list.setFocus()
    qtbot.wait_until(lambda: the_lines(open_journal) == {"I lead two sites.": True, "Half a thought": False})
    shown.list.choose(criterion)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.wait_until(lambda: not the_lines(open_journal)["I lead two sites."])
    assert not shown.show_it.isEnabled()


def test_the_page_is_saved_with_its_receipt_in_the_look_chosen_for_the_summary(
    page: Open,
    open_journal: OpenJournal,
    case: str,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_journal.write(Changed.LINES) as session:
        german = Choices(DAY, DAY, language="de", page="Letter")
        choices.keep(session, make.manager(session).id, german)
    growth = page()
    shown = on(growth)
    word(qtbot, shown, case, "I propose to lead the service.")
    qtbot.wait_until(lambda: the_lines(open_journal) == {"I propose to lead the service.": True})
    target = tmp_path / "role.pdf"

    def choose(*_given: object) -> Path:
        return target

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    shown.show_it.click()
    qtbot.wait_until(shown.dialog.save.isEnabled, timeout=20_000)
    shown.dialog.save.click()
    qtbot.wait_until(target.exists, timeout=20_000)
    paper = PdfReader(target)
    words = " ".join(paper.pages[0].extract_text().split())
    assert "Eine größere Rolle: ein Vorschlag" in words
    assert "I propose to lead the service." in words
    assert "herons" not in words
    assert float(paper.pages[0].mediabox.width) == 612
    with open_journal.read() as session:
        [receipt] = receipts.kept(session)
        assert [line["text"] for line in receipt.lines] == ["I propose to lead the service."]
        assert receipts.data_of(session, receipt.id) == target.read_bytes()
        assert receipts.since_the_last(session, date.max) is None, "it tells of no days, as a summary does"
    shown.dialog.reject()


def test_back_leads_to_the_case_and_keeps_what_is_typed(
    page: Open, open_journal: OpenJournal, case: str, qtbot: QtBot
) -> None:
    growth = page()
    shown = on(growth)
    shown.list.choose(case)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.keyClicks(focused(), "A role with more")
    shown.back.click()
    tab = role_tab(growth)
    assert tab.steps.isVisible()
    assert not shown.isVisible()
    assert the_lines(open_journal) == {"A role with more": False}


def test_words_that_wait_are_kept_before_the_journal_is_locked_and_another_case_has_its_own(
    page: Open, open_journal: OpenJournal, vault: Vault, case: str, qtbot: QtBot
) -> None:
    growth = page()
    shown = on(growth)
    tab = role_tab(growth)
    other = Vault.open_keyed(vault.path, vault.key)
    with other.write():
        word(qtbot, shown, case, "Of the first.")
        qtbot.wait_until(lambda: shown.words() == ["Of the first."])
        assert not tab.flush(), "another program is writing"
        assert "Of the first." in tab._words()
    other.close()
    assert tab.flush()
    assert the_lines(open_journal) == {"Of the first.": True}
    with open_journal.write(Changed.GROWTH) as session:
        second = bigger_role.begin(session, "Another role", DAY, manager_id=make.manager(session).id).id
    assert tab.show_record(second)
    assert shown.isVisible()
    assert [row.title for row in shown.model.rows()] == ["Another role"]
    assert tab.show_record(case)
    assert shown.model.rows()[0].title == "Of the first."


def test_what_the_manager_may_stumble_over_is_said_before_it_goes_and_asked_once(
    page: Open, open_journal: OpenJournal, case: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growth = page()
    shown = on(growth)
    word(qtbot, shown, case, "Finance failed to send the figures.")
    qtbot.wait_until(lambda: bool(the_lines(open_journal)))

    def choose(*_given: object) -> Path:
        return tmp_path / "role.pdf"

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    shown.show_it.click()
    assert "“failed to”" in shown.dialog.handing.note.text()
    qtbot.wait_until(shown.dialog.save.isEnabled, timeout=20_000)
    with qtbot.wait_signal(shown.dialog.handed_over, timeout=20_000):
        shown.dialog.save.click()
    shown.dialog.reject()
    shown.show_it.click()
    assert shown.dialog.handing.note.text() == ""
    qtbot.wait_until(shown.dialog.save.isEnabled, timeout=20_000)
    shown.dialog.reject()
