"""Talks and pulse as a user meets them: written down, counted, marked by numbers, read over time."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.practices import development_talks, drafts, managers, pulse
from journal.store import history, records
from journal.store.tables import DevelopmentTalk, Pulse
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth import GrowthPage
from journal.ui.pages.growth.talks import TalksTab
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[[], TalksTab]
CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = date.today()


@pytest.fixture
def tab(open_journal: OpenJournal, qtbot: QtBot) -> Open:
    """Opens the page on this tab as the window does."""
    pages: list[GrowthPage] = []

    def show() -> TalksTab:
        page = GrowthPage(open_journal)
        pages.append(page)
        open_journal.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1100, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.show_tab("talks")
        page.setFocus()
        found = page.tab("talks")
        assert isinstance(found, TalksTab)
        return found

    return show


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(focused(), key)


def undo(qtbot: QtBot) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_Z, CONTROL)


def talked(journal: OpenJournal, days_ago: int, opened_by: str = "me", **fields: str) -> str:
    with journal.write(Changed.GROWTH) as session:
        boss, day = make.manager(session).id, TODAY - timedelta(days_ago)
        return development_talks.write_down(session, day, manager_id=boss, opened_by=opened_by, **fields).id


def taken(journal: OpenJournal, days_ago: int, note: str = "", **marks: int) -> str:
    with journal.write(Changed.GROWTH) as session:
        boss, day = make.manager(session).id, TODAY - timedelta(days_ago)
        return pulse.take(session, day, marks, note, manager_id=boss).id


def talks(journal: OpenJournal) -> list[DevelopmentTalk]:
    with journal.read() as session:
        return development_talks.talks(session)


def pulses(journal: OpenJournal) -> list[Pulse]:
    with journal.read() as session:
        return pulse.pulses(session)


def test_who_opened_and_how_regular_are_said_with_their_numbers(open_journal: OpenJournal, tab: Open) -> None:
    for days, opener in ((20, "me"), (100, "manager"), (190, "me"), (290, "me"), (500, "manager")):
        talked(open_journal, days, opener)
    shown = tab()
    assert shown.opened.text() == "You opened 3 of 5"
    assert shown.regularity.text() == "Regular: 4 talks in the last 12 months, at most 100 days apart."
    assert "numbers are ours" in shown.rule.text()
    assert "61 financial managers" in shown.pulse.figure.text()
    assert "correlation" in shown.pulse.figure.text()


def test_a_talk_is_written_down_by_keys_and_saved_by_itself(open_journal: OpenJournal, tab: Open, qtbot: QtBot) -> None:
    with open_journal.write(Changed.MEETINGS) as session:
        meeting = make.meeting(session, TODAY)
    shown = tab()
    assert not shown.welcome.isHidden()
    press(qtbot, Qt.Key.Key_N)
    qtbot.keyClicks(focused(), "Calm under pressure")
    assert shown.flush()
    [talk] = talks(open_journal)
    assert (talk.strengths, talk.day, talk.opened_by) == ("Calm under pressure", TODAY, "me")
    assert talk.one_on_one_id == meeting.id
    with qtbot.waitSignal(shown.go) as gone:
        shown.form.meeting.click()
    assert gone.args == ["one_on_ones", meeting.id]


def test_what_is_chosen_of_a_talk_is_kept_and_an_earlier_one_stays_itself(
    open_journal: OpenJournal, tab: Open, qtbot: QtBot
) -> None:
    talked(open_journal, 5, strengths="New")
    talked(open_journal, 50, strengths="Old")
    shown = tab()
    qtbot.mouseClick(shown.form.about._buttons["role"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(shown.form.opened_by._buttons["manager"], Qt.MouseButton.LeftButton)
    shown.talks.choose_row(1)
    assert shown.form.texts["strengths"].text() == "Old"
    assert shown.form.about.value() == "career"
    new, old = talks(open_journal)
    assert (new.about, new.opened_by, new.strengths) == ("role", "manager", "New")
    assert (old.about, old.opened_by, old.strengths) == ("career", "me", "Old")
    assert shown.talk_rows.rows()[0].title == "A bigger role, opened by my manager"


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("others", [0, 1])
def test_a_talk_that_another_program_deletes_comes_back_with_what_one_types_in_it(
    open_journal: OpenJournal, tab: Open, qtbot: QtBot, others: int, for_good: bool, said: list[str]
) -> None:
    made = talked(open_journal, 5)
    for _number in range(others):
        talked(open_journal, 50, strengths="Old")
    shown = tab()
    shown.show_record(made)
    shown.form.focus_first()
    qtbot.keyClicks(focused(), "Calm und")
    with open_journal.write(Changed.GROWTH) as session:
        development_talks.move_to_trash(session, made)
        if for_good:
            history.delete_for_good(session, records.get(session, DevelopmentTalk, made))
    assert shown.flush()
    found = talks(open_journal)
    assert len(found) == others + 1
    assert [(each.strengths, each.day) for each in found if each.strengths != "Old"] == [
        ("Calm und", TODAY - timedelta(5))
    ]
    assert said == ["Another program deleted this talk while you were writing. Your version is kept."]


def test_a_choice_that_another_program_changed_meanwhile_is_the_one_made_here(
    open_journal: OpenJournal, tab: Open, qtbot: QtBot
) -> None:
    made = talked(open_journal, 5)
    shown = tab()
    qtbot.mouseClick(shown.form.about._buttons["role"], Qt.MouseButton.LeftButton)
    with open_journal.vault.write() as session:
        development_talks.revise(session, made, about="skills")
    assert shown.flush()
    assert [talk.about for talk in talks(open_journal)] == ["role"], "two choices are no text to be joined"


def test_a_deleted_talk_comes_back_by_undo(open_journal: OpenJournal, tab: Open, qtbot: QtBot) -> None:
    talked(open_journal, 5)
    shown = tab()
    press(qtbot, Qt.Key.Key_Delete)
    assert talks(open_journal) == []
    assert shown.form.isHidden()
    undo(qtbot)
    assert len(talks(open_journal)) == 1


def test_the_pulse_is_taken_by_numbers_alone(open_journal: OpenJournal, tab: Open, qtbot: QtBot) -> None:
    shown = tab()
    press(qtbot, Qt.Key.Key_P, Qt.Key.Key_4, Qt.Key.Key_3, Qt.Key.Key_Tab, Qt.Key.Key_5)
    assert shown.pulse.form.scales["support"].accessibleName() == "Support for my development: 4 of 5"
    shown.pulse.form.note.setFocus()
    qtbot.keyClicks(focused(), "After the offsite")
    press(qtbot, Qt.Key.Key_Return)
    [found] = pulses(open_journal)
    marks = {word: mark for word, mark in pulse.marks_of(found).items() if mark is not None}
    assert marks == {"support": 4, "trust": 3, "accountability": 5}
    assert (found.rated_on, found.note) == (TODAY, "After the offsite")
    assert all(mark is None for mark in shown.pulse.form.marks().values())
    undo(qtbot)
    assert pulses(open_journal) == []


def test_a_mark_steps_is_clicked_and_taken_back(tab: Open, qtbot: QtBot) -> None:
    shown = tab()
    scale = shown.pulse.form.scales["trust"]
    scale.setFocus()
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert scale.mark() == 2
    press(qtbot, Qt.Key.Key_0)
    assert scale.mark() is None
    qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=scale.rect().center())
    assert scale.mark() == 3
    qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=scale.rect().center())
    assert scale.mark() is None


def test_a_pulse_without_marks_or_of_a_taken_day_says_why_it_is_not_kept(
    open_journal: OpenJournal, tab: Open, qtbot: QtBot
) -> None:
    taken(open_journal, 0, support=3)
    shown = tab()
    shown.pulse.form.keep.click()
    assert "at least one mark" in shown.pulse.form.fault.text()
    shown.pulse.form.focus_first()
    press(qtbot, Qt.Key.Key_4)
    assert shown.pulse.form.fault.isHidden()
    shown.pulse.form.keep.click()
    assert "of that day already" in shown.pulse.form.fault.text()
    assert len(pulses(open_journal)) == 1


def test_an_earlier_pulse_is_corrected_left_and_deleted(open_journal: OpenJournal, tab: Open, qtbot: QtBot) -> None:
    taken(open_journal, 30, support=3, trust=2)
    taken(open_journal, 3, support=5)
    shown = tab()
    shown.pulse.past.choose_row(1)
    shown.pulse.past.setFocus()
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_1)
    shown.pulse.form.leave.click()
    assert pulses(open_journal)[0].support == 3
    shown.pulse.past.setFocus()
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_1)
    shown.pulse.form.keep.click()
    assert [each.support for each in pulses(open_journal)] == [1, 5]
    undo(qtbot)
    assert [each.support for each in pulses(open_journal)] == [3, 5]
    shown.pulse.past.choose_row(1)
    shown.pulse.past.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert [each.support for each in pulses(open_journal)] == [5]
    undo(qtbot)
    assert len(pulses(open_journal)) == 2


def test_the_chart_says_every_line_with_its_number_and_paints_it(open_journal: OpenJournal, tab: Open) -> None:
    taken(open_journal, 60, support=2, trust=4)
    taken(open_journal, 3, support=5)
    shown = tab()
    first, second = shown.pulse.chart.accessibleDescription().splitlines()
    assert first.startswith("Support for my development (n = 2): 2 on ")
    assert second.startswith("Trust (n = 1): 4 on ")
    before = shown.pulse.chart.grab().toImage()
    taken(open_journal, 1, support=1)
    assert shown.pulse.chart.grab().toImage() != before


def test_what_is_marked_is_there_again_after_unlocking(open_journal: OpenJournal, tab: Open, qtbot: QtBot) -> None:
    first = tab()
    first.pulse.form.focus_first()
    press(qtbot, Qt.Key.Key_2)
    assert first.flush()
    assert tab().pulse.form.scales["support"].mark() == 2
    again = tab()
    again.pulse.form.clear()
    assert again.flush()
    with open_journal.read() as session:
        assert drafts.kept(session, "pulse") == {}


def test_a_hit_leads_to_the_talk_or_the_pulse(open_journal: OpenJournal, tab: Open) -> None:
    talked(open_journal, 5)
    wanted = talked(open_journal, 90, strengths="Patient")
    marked = taken(open_journal, 30, support=3)
    shown = tab()
    assert shown.show_record(wanted)
    assert shown.form.texts["strengths"].text() == "Patient"
    assert shown.show_record(marked)
    assert shown.pulse.form.pulse_id == marked
    assert not shown.show_record("00000000-0000-0000-0000-000000000000")


def test_marks_that_are_no_pulse_yet_stay_with_the_manager_of_whom_they_are(
    open_journal: OpenJournal, tab: Open, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.MANAGERS) as session:
        first, second = make.manager(session).id, managers.begin(session, "Grace").id
    shown = tab()
    shown._show_manager(first)
    shown.pulse.form.focus_first()
    press(qtbot, Qt.Key.Key_2)
    shown._show_manager(second)
    assert set(shown.pulse.form.marks().values()) == {None}
    shown.pulse.form.focus_first()
    press(qtbot, Qt.Key.Key_5)
    shown.pulse.form.keep.click()
    assert [(each.manager_id, each.support) for each in pulses(open_journal)] == [(second, 5)]
    assert shown.flush()
    again = tab()
    again._show_manager(first)
    assert again.pulse.form.marks()["support"] == 2
    again.pulse.form.keep.click()
    assert (first, 2) in [(each.manager_id, each.support) for each in pulses(open_journal)]
