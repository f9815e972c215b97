"""The vague words in the settings: ticked off, added, changed, removed, and taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journal.practices import vague_words
from journal.store.vault import Vault
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.settings.vague_words import VagueWordsSection
from journal.ui.widgets.list_row import RowRole

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key = Qt.Key


@pytest.fixture
def section(open_journal: OpenJournal, qtbot: QtBot) -> VagueWordsSection:
    section = VagueWordsSection(open_journal)
    section.refresh()
    qtbot.addWidget(section)
    section.resize(600, 700)
    with qtbot.waitActive(section):
        section.show()
    return section


def own(vault: Vault) -> list[tuple[str, str]]:
    with vault.read() as session:
        return [(word.expression, word.question) for word in vague_words.kept(session).own]


def in_force(vault: Vault) -> set[str]:
    with vault.read() as session:
        return {word.expression for word in vague_words.in_force(session)}


def choose(section: VagueWordsSection, expression: str) -> None:
    def is_it(index: object) -> bool:
        return index.data(RowRole.TITLE) == expression  # type: ignore[attr-defined]

    assert section.list.first_row_chosen(is_it)


def undo(section: VagueWordsSection, qtbot: QtBot) -> None:
    qtbot.keyClick(section.list, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_shipped_word_is_switched_off_by_space_and_on_by_undo(
    section: VagueWordsSection, vault: Vault, qtbot: QtBot
) -> None:
    choose(section, "strategic")
    section.list.setFocus()
    qtbot.keyClick(section.list, Key.Key_Space)
    assert "strategic" not in in_force(vault)
    assert section.list.currentIndex().data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    undo(section, qtbot)
    assert "strategic" in in_force(vault)
    assert section.list.currentIndex().data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_a_word_of_ones_own_is_added_by_enter_changed_and_removed(
    section: VagueWordsSection, vault: Vault, qtbot: QtBot
) -> None:
    section.expression.setFocus()
    QTest.keyClicks(section.expression, "more senior")
    qtbot.keyClick(section.expression, Key.Key_Return)
    assert own(vault) == []
    assert section._question.widget.property("wrong")
    section.question.setFocus()
    QTest.keyClicks(section.question, "What would I do?")
    qtbot.keyClick(section.question, Key.Key_Return)
    assert own(vault) == [("more senior", "What would I do?")]
    assert section.expression.text() == section.question.text() == ""
    assert section.list.currentIndex().data(RowRole.TITLE) == "more senior"
    qtbot.keyClick(section.list, Key.Key_Return)
    assert section.question.hasFocus()
    section.question.selectAll()
    QTest.keyClicks(section.question, "What then?")
    qtbot.keyClick(section.question, Key.Key_Return)
    assert own(vault) == [("more senior", "What then?")]
    undo(section, qtbot)
    assert own(vault) == [("more senior", "What would I do?")]
    choose(section, "more senior")
    qtbot.keyClick(section.list, Key.Key_Delete)
    assert own(vault) == []
    undo(section, qtbot)
    assert own(vault) == [("more senior", "What would I do?")]


def test_a_shipped_word_gets_ones_own_question(section: VagueWordsSection, vault: Vault, qtbot: QtBot) -> None:
    choose(section, "strategic")
    assert not section.remove.isEnabled()
    section.change.click()
    section.question.selectAll()
    QTest.keyClicks(section.question, "Which decision?")
    section.add.click()
    with vault.read() as session:
        (mark,) = vague_words.marks("strategic", vague_words.in_force(session))
    assert mark.question == "Which decision?"


def test_what_is_half_typed_is_there_after_unlocking(
    section: VagueWordsSection, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    QTest.keyClicks(section.expression, "more sen")
    assert section.flush()
    again = VagueWordsSection(open_journal)
    qtbot.addWidget(again)
    assert again.expression.text() == "more sen"
