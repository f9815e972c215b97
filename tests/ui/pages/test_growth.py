"""The page Growth as a frame: its tabs, the keys between them, and the way from a search hit to its tab."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from journal.practices import development_talks, importance, managers
from journal.store.vault import Vault
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth import GrowthPage
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NAMES = ["importance", "goals", "role", "talks", "look_back"]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> GrowthPage:
    made = GrowthPage(open_journal)
    open_journal.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_the_keys_go_round_all_tabs_and_the_keyboard_goes_with_them(page: GrowthPage, qtbot: QtBot) -> None:
    seen = [page.tab_name]
    for _tab in NAMES:
        qtbot.keyClick(focused(), Qt.Key.Key_PageDown, CONTROL)
        seen.append(page.tab_name)
        assert page.choice.value() == page.tab_name
        assert page.isAncestorOf(focused())
    assert seen == [*NAMES, NAMES[0]]
    qtbot.keyClick(focused(), Qt.Key.Key_PageUp, CONTROL)
    assert page.tab_name == NAMES[-1]


def test_a_tab_that_cannot_save_its_words_stays(page: GrowthPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page.tab("importance"), "flush", bool)
    assert not page.show_tab("talks")
    assert (page.tab_name, page.choice.value()) == ("importance", "importance")
    assert not page.flush()
    monkeypatch.undo()
    assert page.show_tab("talks")


def test_a_hit_and_a_tab_by_its_name_are_both_found(open_journal: OpenJournal, page: GrowthPage) -> None:
    with open_journal.write(Changed.GROWTH) as session:
        talk = development_talks.write_down(session, date.today(), manager_id=make.manager(session).id)
    page.show_record(talk.id)
    assert page.tab_name == "talks"
    page.show_record("role")
    assert page.tab_name == "role"


def test_a_tab_that_is_not_on_reads_again_when_it_is_shown(open_journal: OpenJournal, page: GrowthPage) -> None:
    page.show_tab("talks")
    page.show_tab("importance")
    with open_journal.write(Changed.GROWTH) as session:
        development_talks.write_down(session, date.today(), manager_id=make.manager(session).id)
    page.show_tab("talks")
    assert getattr(page.tab("talks"), "opened").text() == "You opened 1 of 1"  # noqa: B009


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("name", ["importance", "talks"])
def test_where_one_may_only_look_no_field_takes_a_word_and_no_key_changes_a_thing(
    vault: Vault, qtbot: QtBot, name: str, *, read_only: bool
) -> None:
    with vault.write() as session:
        boss = managers.begin(session, "Ada", date(2026, 1, 1)).id
        importance.play(session, "me", list(importance.COMPETENCIES[:4]), date(2026, 5, 4), manager_id=boss)
        development_talks.write_down(session, date(2026, 5, 4), manager_id=boss)
    path, key = vault.path, vault.key
    vault.close()
    before = path.read_bytes()
    journal = OpenJournal(Vault.open_keyed(path, key, device="test", read_only=read_only))
    page = GrowthPage(journal)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_tab(name)
    fields = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
    assert read_only is not any(each.isVisible() and each.isEnabled() and not each.isReadOnly() for each in fields)
    for pressed in (Qt.Key.Key_N, Qt.Key.Key_Space, Qt.Key.Key_Delete):
        page.setFocus()
        qtbot.keyClick(focused(), pressed)
    assert page.flush()
    with journal.read() as session:
        hands, talks = importance.rounds(session), development_talks.talks(session)
    assert (len(hands), len(talks)) == (1, 1)  # where one may write, a talk was begun by N and deleted again
    journal.close()
    assert (path.read_bytes() == before) is read_only
