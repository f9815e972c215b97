from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from journal import today
from journal.errors import JournalBusy
from journal.practices import cadence, commitments, one_on_ones, surprises
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.today import TodayPage
from journal.ui.pages.today import page as today_page
from journal.ui.pages.today.section import MOST_ROWS, Section
from journal.ui.widgets.label import Label
from tests import make


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> TodayPage:
    page = TodayPage(open_journal)
    open_journal.changed.connect(page.refresh)
    qtbot.add_widget(page)
    page.resize(1000, 800)
    page.show()
    page.activateWindow()
    qtbot.wait_until(page.isActiveWindow)
    return page


def promise(journal: OpenJournal, what: str, due: int | None = 0, owner: str = "me") -> str:
    day = date.today() + timedelta(days=due) if due is not None else None
    with journal.write(Changed.COMMITMENTS) as session:
        return make.promise(session, what, owner, date.today() - timedelta(days=30), due=day).id


def rows(section: Section) -> list[str]:
    return [row.title for row in section._model.rows()] if section.isVisible() else []


def status(journal: OpenJournal, commitment_id: str) -> str:
    with journal.read() as session:
        return next(each.status for each in commitments.ledger(session) if each.id == commitment_id)


def place(section: Section, row: int, *, box: bool) -> QPoint:
    """The middle of a row's box, or a point on its words."""
    listed = section.list
    rect = listed.visualRect(listed.model().index(row, 0))
    return listed.rows.icon_rect(rect).center() if box else rect.center()


def test_what_is_late_comes_first_and_what_is_far_off_waits(open_journal: OpenJournal, page: TodayPage) -> None:
    for what, due in (("in a week", 7), ("late", -3), ("today", 0), ("in a month", 30), ("some day", None)):
        promise(open_journal, what, due)
    promise(open_journal, "theirs", -6, owner="manager")
    assert rows(page.due) == ["late", "today", "in a week"]
    assert [row.tone for row in page.due._model.rows()] == ["alert", "", ""]
    assert page.due._model.rows()[0].trailing == "3 days late"
    assert rows(page.waiting) == ["theirs"]


def test_a_tick_keeps_the_commitment_and_undo_takes_it_back(
    open_journal: OpenJournal, qtbot: QtBot, page: TodayPage
) -> None:
    made = promise(open_journal, "Draft the plan")
    promise(open_journal, "Count the herons", 1)
    page.due.list.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.due.list, Qt.Key.Key_Space)
    assert status(open_journal, made) == "kept"
    assert rows(page.due) == ["Count the herons"]
    qtbot.keyClick(page.due.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert status(open_journal, made) == "open"
    assert rows(page.due) == ["Draft the plan", "Count the herons"]


def test_a_click_on_the_box_ticks_and_goes_nowhere(open_journal: OpenJournal, qtbot: QtBot, page: TodayPage) -> None:
    made = promise(open_journal, "Draft the plan")
    promise(open_journal, "Count the herons", 1)
    with qtbot.assert_not_emitted(page.go):
        qtbot.mouseClick(page.due.list.viewport(), Qt.MouseButton.LeftButton, pos=place(page.due, 0, box=True))
    assert status(open_journal, made) == "kept"


@pytest.mark.parametrize("by", ["Return", "click"])
def test_a_row_leads_to_its_record(open_journal: OpenJournal, qtbot: QtBot, page: TodayPage, by: str) -> None:
    made = promise(open_journal, "Draft the plan")
    with qtbot.wait_signal(page.go) as gone:
        if by == "Return":
            page.due.list.setFocus(Qt.FocusReason.TabFocusReason)
            qtbot.keyClick(page.due.list, Qt.Key.Key_Return)
        else:
            where = place(page.due, 0, box=False)
            qtbot.mouseClick(page.due.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert gone.args == ["commitments", made]
    assert status(open_journal, made) == "open"


def test_a_request_leads_to_its_entry_and_has_no_box(open_journal: OpenJournal, qtbot: QtBot, page: TodayPage) -> None:
    with open_journal.write(Changed.ENTRIES) as session:
        asked = make.request(
            session, "Fund the pilot", date.today() - timedelta(days=9), status="asked", by_when=date.today()
        )
    assert rows(page.waiting) == ["Fund the pilot"]
    page.waiting.list.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.wait_signal(page.go) as gone:
        qtbot.keyClick(page.waiting.list, Qt.Key.Key_Space)
    assert gone.args == ["journal", asked.entry_id]


def test_a_long_list_shows_the_rest_in_its_place(open_journal: OpenJournal, qtbot: QtBot, page: TodayPage) -> None:
    for number in range(MOST_ROWS + 5):
        promise(open_journal, f"promise {number}", number - 20)
    assert len(rows(page.due)) == MOST_ROWS
    assert page.due.more.text() == "5 more"
    with qtbot.assert_not_emitted(page.go):
        qtbot.mouseClick(page.due.more, Qt.MouseButton.LeftButton)
    assert len(rows(page.due)) == MOST_ROWS + 5
    assert not page.due.more.isVisible()
    assert page.due.list.currentIndex().row() == MOST_ROWS


def test_the_next_one_on_one_says_when_and_what_comes_into_it(
    open_journal: OpenJournal, qtbot: QtBot, page: TodayPage
) -> None:
    promise(open_journal, "Draft the plan", 40)
    assert "No one-on-one is planned." in page.meeting.headline.text()
    with open_journal.write(Changed.MEETINGS) as session:
        last = make.meeting(session, date.today() - timedelta(days=7))
        make.topic(session, last, "Pay")
        meeting = make.meeting(session, date.today() + timedelta(days=1), state="planned")
        make.topic(session, meeting, "The pilot")
    said = page.meeting.headline.text().replace("\u00a0", " ")
    assert said.startswith(("Next one-on-one · tomorrow, 14:00", "Next one-on-one · tomorrow, 2:00"))
    bring = page.meeting.bring.text().replace("\u00a0", " ")
    assert bring.startswith("1 topic · 1 topic carried over since")
    assert bring.endswith("1 commitment of yours")
    with qtbot.wait_signal(page.go) as gone:
        qtbot.mouseClick(page.meeting.prepare, Qt.MouseButton.LeftButton)
    assert gone.args == ["one_on_ones", meeting.id]


def test_the_line_of_the_next_one_on_one_counts_what_the_lists_show(open_journal: OpenJournal, page: TodayPage) -> None:
    with open_journal.write(Changed.MEETINGS | Changed.ENTRIES) as session:
        make.meeting(session, date.today() + timedelta(days=1), state="planned")
        for words in ("be bolder", "be quick"):
            make.feedback(session, words, date.today() - timedelta(days=40))
        make.feedback(session, "be calm", date.today() - timedelta(days=40), ask_again_on=date.today())
        make.request(session, "Fund it")
    assert (len(rows(page.questions)), rows(page.ask)) == (3, ["be calm"])
    bring = page.meeting.bring.text().replace("\u00a0", " ")
    assert bring == "3 questions to ask · 1 to ask again"


def test_a_meeting_nobody_closed_is_asked_about_and_hides_not_the_next(
    open_journal: OpenJournal, qtbot: QtBot, page: TodayPage
) -> None:
    with open_journal.write(Changed.MEETINGS) as session:
        passed = make.meeting(session, date.today() - timedelta(days=1), state="planned")
        make.meeting(session, date.today() + timedelta(days=3), state="planned")
    assert rows(page.unclosed) == ["One-on-one of yesterday"]
    assert "Next one-on-one" in page.meeting.headline.text().replace("\u00a0", " ")
    page.unclosed.list.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.wait_signal(page.go) as gone:
        qtbot.keyClick(page.unclosed.list, Qt.Key.Key_Return)
    assert gone.args == ["one_on_ones", passed.id]


def test_this_day_of_earlier_years_and_questions_that_wait_come_back(
    open_journal: OpenJournal, page: TodayPage
) -> None:
    year_ago = date(date.today().year - 1, date.today().month, min(date.today().day, 28))
    with open_journal.write(Changed.ENTRIES) as session:
        make.entry(session, "A quiet day at the weir\nprivate", day=year_ago)
        make.feedback(session, "be more strategic", date.today() - timedelta(days=40), ask_again_on=date.today())
    assert rows(page.ask) == ["be more strategic"]
    if year_ago.day == date.today().day:
        assert rows(page.past) == ["A quiet day at the weir"]
        assert page.past._model.rows()[0].second == "a year ago"


def test_an_empty_journal_shows_the_first_steps_which_tick_themselves_off(
    open_journal: OpenJournal, qtbot: QtBot, page: TodayPage
) -> None:
    assert len(rows(page.steps)) == 5
    assert not page.due.isVisible()
    promise(open_journal, "some day", None)
    assert [row.ticked for row in page.steps._model.rows()] == [False, False, True, False, False]
    assert [title.partition(" · ")[0] for title in rows(page.steps)][3:] == ["4", "5"]
    assert not rows(page.steps)[2].startswith("3")
    assert page.due.isVisible()


@pytest.mark.parametrize(
    ("key", "goes"),
    [
        (Qt.Key.Key_1, ["journal", "interaction"]),
        (Qt.Key.Key_2, ["one_on_ones", ""]),
        (Qt.Key.Key_3, ["commitments", ""]),
        (Qt.Key.Key_4, ["journal", "feedback"]),
        (Qt.Key.Key_5, ["manager", ""]),
    ],
)
def test_each_first_step_begins_with_one_key_or_from_its_row(
    qtbot: QtBot, page: TodayPage, key: Qt.Key, goes: list[str]
) -> None:
    with qtbot.wait_signal(page.go) as gone:
        qtbot.keyClick(page, key)
    assert gone.args == goes
    page.steps.list.setFocus(Qt.FocusReason.TabFocusReason)
    page.steps.list.setCurrentIndex(page.steps._model.index(key - Qt.Key.Key_1, 0))
    for press in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.wait_signal(page.go) as gone:
            qtbot.keyClick(page.steps.list, press)
        assert gone.args == goes


def test_a_question_goes_to_the_next_agenda_with_space_and_comes_back_with_undo(
    open_journal: OpenJournal, qtbot: QtBot, page: TodayPage
) -> None:
    with open_journal.write(Changed.ENTRIES | Changed.MEETINGS) as session:
        meeting = make.meeting(session, date.today() + timedelta(days=1), state="planned")
        asked = make.request(session, "Fund the pilot", date.today())
    assert rows(page.questions) == ["Fund the pilot"]
    assert "1 question to ask" in page.meeting.bring.text().replace("\u00a0", " ")
    page.questions.list.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.wait_signal(page.go) as gone:
        qtbot.keyClick(page.questions.list, Qt.Key.Key_Return)
    assert gone.args == ["journal", asked.entry_id]
    with qtbot.assert_not_emitted(page.go):
        qtbot.keyClick(page.questions.list, Qt.Key.Key_Space)
    assert rows(page.questions) == []
    with open_journal.read() as session:
        assert [item.text for item in one_on_ones.agenda(session, meeting).own] == ["Fund the pilot"]
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert rows(page.questions) == ["Fund the pilot"]


def test_a_nudge_leads_to_the_promise_that_is_late_or_to_the_one_that_is_on(
    open_journal: OpenJournal, qtbot: QtBot, page: TodayPage
) -> None:
    assert not page.waiting.action.isVisible()
    later = promise(open_journal, "theirs, some day", None, owner="manager")
    late = promise(open_journal, "theirs, late", -3, owner="manager")
    assert page.waiting._model.rows()[0].trailing == "3 days late"
    with qtbot.wait_signal(page.go) as gone:
        qtbot.mouseClick(page.waiting.action, Qt.MouseButton.LeftButton)
    assert gone.args == ["commitments", late]
    page.waiting.list.choose(later)
    with qtbot.wait_signal(page.go) as gone:
        qtbot.mouseClick(page.waiting.action, Qt.MouseButton.LeftButton)
    assert gone.args == ["commitments", later]
    assert not page.due.action.isVisible()


def test_a_rhythm_that_is_late_is_said_softly(open_journal: OpenJournal, page: TodayPage) -> None:
    promise(open_journal, "Draft the plan")
    assert not page.meeting.rhythm.isVisible()
    with open_journal.write(Changed.MEETINGS | Changed.MANAGERS) as session:
        cadence.keep(session, make.manager(session).id, 1)
        make.meeting(session, date.today() - timedelta(days=15))
    said = page.meeting.rhythm.text()
    assert said.startswith("You last met")
    assert said.endswith("about a week after its time.")


def test_a_surprise_leads_to_its_place_until_it_has_a_rule(
    open_journal: OpenJournal, qtbot: QtBot, page: TodayPage
) -> None:
    with open_journal.write(Changed.AGREEMENT) as session:
        made = surprises.write(session, date.today(), "They expected a call", manager_id=make.manager(session).id)
    page.surprises.list.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.wait_signal(page.go) as gone:
        qtbot.keyClick(page.surprises.list, Qt.Key.Key_Return)
    assert gone.args == ["manager", made.id]


def test_the_arrow_keys_walk_through_every_item_of_the_page(
    open_journal: OpenJournal, qtbot: QtBot, page: TodayPage
) -> None:
    with open_journal.write(Changed.ENTRIES | Changed.AGREEMENT) as session:
        make.feedback(session, "be bolder", date.today() - timedelta(days=9), ask_again_on=date.today())
        make.request(session, "Fund the pilot")
        surprises.write(session, date.today(), "They expected a call", manager_id=make.manager(session).id)
    promise(open_journal, "mine")
    promise(open_journal, "theirs", -3, owner="manager")
    page.activateWindow()
    page.meeting.prepare.setFocus()
    seen: list[str] = []
    for _press in range(40):
        here = page.focusWidget()
        if isinstance(here, QListView):
            seen.append(here.currentIndex().data())
            qtbot.keyClick(here, Qt.Key.Key_Down)
        else:
            qtbot.keyClick(here, Qt.Key.Key_Tab)
    shown = [title for section in (page.steps, *page._sections) for title in rows(section)]
    assert set(shown) <= set(seen)
    assert seen[: len(shown)] == shown


def test_a_new_day_begins_when_one_comes_back(
    open_journal: OpenJournal, page: TodayPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    promise(open_journal, "Draft the plan", 1)
    assert page.due._model.rows()[0].trailing == "tomorrow"

    def busy(*_values: object) -> None:
        raise JournalBusy

    class Tomorrow(date):
        @classmethod
        def today(cls) -> "Tomorrow":
            return cls.fromordinal(date.today().toordinal() + 1)

    monkeypatch.setattr(today_page, "date", Tomorrow)
    with monkeypatch.context() as moment:
        moment.setattr(today, "look", busy)  # another program has the journal to itself
        page.hide()
        page.show()
    assert page.due._model.rows()[0].trailing == "tomorrow"
    page.hide()
    page.show()
    assert page.due._model.rows()[0].trailing == "today"


def test_a_narrow_window_has_one_column_with_what_is_due_first(
    open_journal: OpenJournal, qtbot: QtBot, page: TodayPage
) -> None:
    promise(open_journal, "Draft the plan")
    promise(open_journal, "theirs", owner="manager")
    assert page.due.geometry().top() == page.waiting.geometry().top()
    page.resize(480, 800)
    qtbot.wait_until(lambda: page.due.x() == page.waiting.x())
    assert page.due.y() < page.waiting.y()


def test_words_that_look_like_markup_stay_words(open_journal: OpenJournal, page: TodayPage) -> None:
    promise(open_journal, "<b>Draft</b> <img src=file:///etc/passwd>")
    assert rows(page.due) == ["<b>Draft</b> <img src=file:///etc/passwd>"]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in page.findChildren(Label))
