"""The case for a bigger role as a user makes it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.practices import bigger_role, commitments, evidence
from journal.store import history, records
from journal.store.tables import AgendaItem, Criterion, RoleCase
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth.role import RoleTab
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[[], RoleTab]


@pytest.fixture
def tab(open_journal: OpenJournal, qtbot: QtBot) -> Open:
    """Opens the tab as the page does: shown, told of changes, with the keyboard."""

    def show() -> RoleTab:
        made = RoleTab(open_journal)
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


def case_of(journal: OpenJournal) -> tuple[RoleCase, list[Criterion]]:
    with journal.read() as session:
        [case] = bigger_role.cases(session)
        return case, bigger_role.criteria(session, case.id)


def begun(journal: OpenJournal) -> str:
    with journal.write(Changed.GROWTH) as session:
        return bigger_role.begin(session, "Head of service", DAY, manager_id=make.manager(session).id).id


def test_a_case_is_begun_and_reasoned_by_keys_alone(tab: Open, open_journal: OpenJournal, qtbot: QtBot) -> None:
    shown = tab()
    qtbot.keyClick(shown.empty.button, Qt.Key.Key_Return)
    qtbot.keyClicks(focused(), "Head of service")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClicks(focused(), "Two regions run well.")
    qtbot.keyClick(shown, Qt.Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    case, _criteria = case_of(open_journal)
    assert (case.role, case.reasoning) == ("Head of service", "Two regions run well.")
    with open_journal.read() as session:
        [asked] = session.scalars(select(AgendaItem))
        assert "ready for this role: Head of service. Do you agree?" in asked.text
        assert (asked.source_kind, asked.source_id) == ("role_case", case.id)
    assert not shown.steps.ask.isVisible()


def test_their_answer_gets_its_day_and_is_taken_back(tab: Open, open_journal: OpenJournal, qtbot: QtBot) -> None:
    begun(open_journal)
    shown = tab()
    shown.steps.agrees.setFocus()
    qtbot.keyClicks(shown.steps.agrees, "n")
    case, _criteria = case_of(open_journal)
    assert case.agrees == "no"
    assert case.agrees_on is not None
    shown.steps.reasoning.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert case_of(open_journal)[0].agrees == ""


def test_a_criterion_is_added_shown_agreed_on_and_linked(tab: Open, open_journal: OpenJournal, qtbot: QtBot) -> None:
    begun(open_journal)
    with open_journal.write(Changed.ENTRIES) as session:
        win = make.entry(session, "Led the union talks.", "win").id
    shown = tab()
    shown.criteria.line.setFocus()
    qtbot.keyClicks(shown.criteria.line, "Lead talks")
    qtbot.keyClick(shown.criteria.line, Qt.Key.Key_Return)
    shown.criteria.state.click()
    shown.criteria.told.click()
    [criterion] = case_of(open_journal)[1]
    assert (criterion.what, criterion.state, criterion.basis) == ("Lead talks", "shown", "told")
    shown.criteria.link.click()
    qtbot.waitUntil(lambda: shown.criteria.picker.model.rowCount() == 1)
    qtbot.keyClick(shown.criteria.picker, Qt.Key.Key_Return)
    with open_journal.read() as session:
        assert evidence.linked(session, win) == {criterion.id}
    with qtbot.waitSignal(shown.go) as went:
        shown.criteria.shown_list.opened.emit(shown.criteria.shown.index(0, 0))
    assert went.args == ["journal", win]


def test_a_next_step_becomes_a_commitment(tab: Open, open_journal: OpenJournal, qtbot: QtBot) -> None:
    begun(open_journal)
    shown = tab()
    shown.steps.next_steps.setFocus()
    qtbot.keyClicks(shown.steps.next_steps, "Draft the proposal by 2030-01-07")
    shown.steps.commit.click()
    with open_journal.read() as session:
        [made] = commitments.ledger(session)
        assert (made.what, str(made.due)) == ("Draft the proposal", "2030-01-07")


def test_what_is_typed_as_a_new_criterion_is_there_after_the_lock(
    tab: Open, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    begun(open_journal)
    shown = tab()
    qtbot.keyClicks(shown.criteria.line, "Lead ta")
    assert shown.flush()
    assert tab().criteria.line.text() == "Lead ta"


def test_a_criterion_half_typed_stays_with_its_case(tab: Open, open_journal: OpenJournal, qtbot: QtBot) -> None:
    first = begun(open_journal)
    with open_journal.write(Changed.GROWTH) as session:
        other = bigger_role.begin(session, "Head of sales", DAY, manager_id=make.manager(session).id).id
    shown = tab()
    shown.show_record(first)
    qtbot.keyClicks(shown.criteria.line, "Lead ta")
    shown.show_record(other)
    assert shown.criteria.line.text() == ""
    qtbot.keyClicks(shown.criteria.line, "Win a reg")
    assert shown.flush()
    again = tab()
    for case, words in ((first, "Lead ta"), (other, "Win a reg")):
        again.show_record(case)
        assert again.criteria.line.text() == words


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("others", [0, 1])
def test_a_case_that_another_program_deletes_comes_back_with_what_one_types_in_it(
    tab: Open, open_journal: OpenJournal, qtbot: QtBot, others: int, for_good: bool
) -> None:
    made = begun(open_journal)
    with open_journal.write(Changed.GROWTH) as session:
        for _number in range(others):
            bigger_role.begin(session, "Head of sales", DAY, manager_id=make.manager(session).id)
    shown = tab()
    shown.show_record(made)
    shown.steps.reasoning.setFocus()
    qtbot.keyClicks(shown.steps.reasoning, "Half a reason")
    with open_journal.write(Changed.GROWTH) as session:
        bigger_role.move_to_trash(session, made)
        if for_good:
            history.delete_for_good(session, records.get(session, RoleCase, made))
    assert shown.flush()
    with open_journal.read() as session:
        reasons = {case.role: case.reasoning for case in bigger_role.cases(session)}
    assert len(reasons) == others + 1
    assert reasons["Head of service"] == "Half a reason"
    assert shown.steps.reasoning.text() == "Half a reason"
