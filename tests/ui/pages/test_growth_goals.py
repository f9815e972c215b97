"""Goals as a user meets them: written in one line, filled in, shown by entries, asked about, reached."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.practices import bigger_role, entries, evidence, goals, managers
from journal.store import history, records
from journal.store.tables import AgendaItem, Goal, OneOnOne
from journal.ui import background
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth.goals import GoalsTab
from journal.ui.pages.journal import JournalPage
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[[], GoalsTab]


@pytest.fixture
def tab(open_journal: OpenJournal, qtbot: QtBot) -> Open:
    """Opens the tab as the page does: shown, told of changes, with the keyboard."""

    def show() -> GoalsTab:
        made = GoalsTab(open_journal)
        open_journal.changed.connect(made.refresh)
        qtbot.addWidget(made)
        made.resize(1000, 700)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return show


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found
    return found


def everything(journal: OpenJournal) -> list[Goal]:
    with journal.read() as session:
        return goals.goals(session)


def test_a_goal_is_begun_filled_in_and_saved_by_keys_alone(tab: Open, open_journal: OpenJournal, qtbot: QtBot) -> None:
    shown = tab()
    qtbot.keyClick(shown.empty.button, Qt.Key.Key_Return)
    qtbot.keyClicks(focused(), "Speak for the whole company")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClicks(focused(), "The merger needs one voice.")
    assert shown.flush()
    [goal] = everything(open_journal)
    assert (goal.what, goal.why) == ("Speak for the whole company", "The merger needs one voice.")
    qtbot.keyClick(shown, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert everything(open_journal)[0].status == "reached"
    qtbot.keyClick(shown, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert everything(open_journal)[0].status == "open"


def test_a_goal_never_loses_its_name(tab: Open, open_journal: OpenJournal, qtbot: QtBot) -> None:
    with open_journal.write(Changed.GROWTH) as session:
        goals.begin(session, "Speak up", make.DAY, manager_id=make.manager(session).id)
    shown = tab()
    shown.detail.what.setFocus()
    shown.detail.what.selectAll()
    qtbot.keyClick(shown.detail.what, Qt.Key.Key_Delete)
    assert shown.flush()
    assert everything(open_journal)[0].what == "Speak up"


def test_what_one_types_into_a_goal_stays_where_another_program_wrote_too(
    tab: Open, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.GROWTH) as session:
        made = goals.begin(session, "Speak up", make.DAY, manager_id=make.manager(session).id, why="Once.")
    shown = tab()
    shown.detail.why.setFocus()
    qtbot.keyClicks(shown.detail.why, "Mine. ")
    with open_journal.write(Changed.GROWTH) as session:
        goals.revise(session, made.id, why="Theirs.")
    assert shown.flush()
    [goal] = everything(open_journal)
    assert "Mine." in goal.why
    assert "Theirs." in goal.why


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("others", [0, 1])
def test_a_goal_that_another_program_deletes_comes_back_with_what_one_types_in_it(
    tab: Open, open_journal: OpenJournal, qtbot: QtBot, others: int, for_good: bool
) -> None:
    with open_journal.write(Changed.GROWTH) as session:
        boss = make.manager(session).id
        made = goals.begin(session, "Speak up", make.DAY, manager_id=boss)
        for _number in range(others):
            goals.begin(session, "Lead", make.DAY, manager_id=boss)
    shown = tab()
    shown.show_record(made.id)
    shown.detail.why.setFocus()
    qtbot.keyClicks(shown.detail.why, "Half a thought")
    with open_journal.write(Changed.GROWTH) as session:
        goals.move_to_trash(session, made.id)
        if for_good:
            history.delete_for_good(session, records.get(session, Goal, made.id))
    assert shown.flush()
    kept = next(each for each in everything(open_journal) if each.what == "Speak up")
    assert kept.why == "Half a thought"
    assert shown.detail.why.text() == "Half a thought"
    assert shown.detail.view
    assert shown.detail.view.id == kept.id
    assert len(everything(open_journal)) == others + 1


def test_half_a_date_is_there_again_after_the_lock(tab: Open, open_journal: OpenJournal, qtbot: QtBot) -> None:
    with open_journal.write(Changed.GROWTH) as session:
        goals.begin(session, "Speak up", make.DAY, manager_id=make.manager(session).id)
    shown = tab()
    shown.detail.due.setFocus()
    qtbot.keyClicks(shown.detail.due, "next blorg")
    assert shown.flush()
    again = tab()
    assert again.detail.due.text() == "next blorg"
    assert everything(open_journal)[0].due is None


def test_an_entry_is_linked_by_its_words_opened_and_taken_away(
    tab: Open, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.GROWTH | Changed.ENTRIES) as session:
        goal = goals.begin(session, "Speak up", make.DAY, manager_id=make.manager(session).id)
        make.entry(session, "A quiet week.")
        win = make.entry(session, "Presented to the board.", "win")
    shown = tab()
    qtbot.keyClick(shown, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shown.picker.model.rowCount() == 2)
    qtbot.keyClicks(shown.picker.field, "boar")
    qtbot.waitUntil(lambda: shown.picker.model.rowCount() == 1)
    qtbot.keyClick(shown.picker, Qt.Key.Key_Return)
    assert [row.title for row in shown.detail.model.rows()] == ["Presented to the board."]
    with qtbot.waitSignal(shown.go) as went:
        shown.detail.list.opened.emit(shown.detail.model.index(0, 0))
    assert went.args == ["journal", win.id]
    shown.detail.list.delete_pressed.emit(shown.detail.model.index(0, 0))
    with open_journal.read() as session:
        assert evidence.of(session, "goal_id", goal.id) == []
        assert entries.first_rows(session, entries.EntryFilter(), 5)
    qtbot.waitUntil(lambda: not background.is_busy())


def test_a_goal_is_asked_about_once(tab: Open, open_journal: OpenJournal, qtbot: QtBot) -> None:
    with open_journal.write(Changed.GROWTH) as session:
        boss = make.manager(session).id
        goals.begin(session, "Speak up", make.DAY, manager_id=boss, support_wanted="a seat in the review")
        make.meeting(session, make.DAY, state="held")
    shown = tab()
    shown.detail.ask.click()
    assert not shown.detail.ask.isVisible()
    qtbot.keyClick(shown, Qt.Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    with open_journal.read() as session:
        asked = list(session.scalars(select(AgendaItem.text)))
    assert asked == ["For my goal Speak up: a seat in the review"]


def test_a_goal_is_asked_about_with_its_own_manager_while_two_chapters_run(
    tab: Open, open_journal: OpenJournal
) -> None:
    with open_journal.write(Changed.GROWTH | Changed.MANAGERS) as session:
        ada = make.manager(session).id
        goals.begin(session, "Speak up", make.DAY, manager_id=ada)
        bob = managers.begin(session, "Bob", date.today()).id
    tab().detail.ask.click()
    with open_journal.write(Changed.MANAGERS) as session:
        asked = list(session.scalars(select(OneOnOne.manager_id)))
        assert asked == [ada]
        managers.close(session, ada, date.today() - timedelta(days=1))
    again = tab()
    assert again.detail.ask.isVisible()
    again.detail.ask.click()
    with open_journal.read() as session:
        assert set(session.scalars(select(OneOnOne.manager_id))) == {ada, bob}


def test_the_keyboard_stays_with_the_goal_that_was_reached(tab: Open, open_journal: OpenJournal, qtbot: QtBot) -> None:
    with open_journal.write(Changed.GROWTH) as session:
        goals.begin(session, "Speak up", make.DAY, manager_id=make.manager(session).id)
    shown = tab()
    shown.detail.reach.setFocus()
    qtbot.keyClick(shown.detail.reach, Qt.Key.Key_Space)
    assert everything(open_journal)[0].status == "reached"
    assert shown.list.hasFocus()
    shown.detail.reopen.setFocus()
    qtbot.keyClick(shown.detail.reopen, Qt.Key.Key_Space)
    assert shown.list.hasFocus()


def test_an_endless_word_makes_no_window_wider(tab: Open, open_journal: OpenJournal) -> None:
    with open_journal.write(Changed.GROWTH) as session:
        goals.begin(session, "W" * 400, make.DAY, manager_id=make.manager(session).id, why="ש" * 400)
    assert tab().width() == 1000


def test_the_standing_duties_come_with_one_press_and_go_with_one_undo(
    tab: Open, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    shown = tab()
    shown.duties.click()
    assert len(everything(open_journal)) == 4
    assert not shown.duties.isVisible()
    qtbot.keyClick(shown, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert everything(open_journal) == []
    assert shown.duties.isVisible()


def test_an_entry_is_ticked_as_evidence_from_its_own_page(open_journal: OpenJournal, qtbot: QtBot) -> None:
    with open_journal.write(Changed.GROWTH | Changed.ENTRIES) as session:
        boss = make.manager(session).id
        goal = goals.begin(session, "Speak up", make.DAY, manager_id=boss).id
        case = bigger_role.begin(session, "Head of service", make.DAY, manager_id=boss)
        criterion = bigger_role.add_criterion(session, case.id, "Lead talks").id
        win = make.entry(session, "Presented to the board.", "win").id
    page = JournalPage(open_journal)
    open_journal.changed.connect(page.refresh)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_record(win)
    page.editor.header.evidence.click()
    qtbot.waitUntil(lambda: not background.is_busy())  # what reads holds up a write for a moment
    assert [row.title for row in page.evidence.model.rows()] == ["Speak up", "Lead talks"]
    qtbot.keyClick(page.evidence.list, Qt.Key.Key_Space)
    qtbot.keyClick(page.evidence.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.evidence.list, Qt.Key.Key_Return)
    with open_journal.read() as session:
        assert evidence.linked(session, win) == {goal, criterion}
    qtbot.keyClick(page.evidence.list, Qt.Key.Key_Return)
    with open_journal.read() as session:
        assert evidence.linked(session, win) == {goal}
    page.evidence.close()
