"""The panel of a feedback as a user meets it: words heard, climbed rung by rung, asked about once, and tried."""

from collections.abc import Callable, Generator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.practices import drafts, entries, feedback, one_on_ones, vague_words
from journal.store import history, records
from journal.store.tables import AgendaItem, ClimbStep, Entry, Feedback, OneOnOne
from journal.store.vault import Vault
from journal.ui import autosave
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.journal import JournalPage
from journal.ui.pages.journal.feedback_panel import FeedbackPanel
from journal.ui.pages.journal.rung import Rung
from journal.ui.widgets.button import Button
from journal.ui.widgets.form import Field
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key = Qt.Key
TODAY = date.today()
Open = Callable[[], FeedbackPanel]


@pytest.fixture(autouse=True)
def quick_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "REST_MS", 40)


@pytest.fixture
def opened(open_journal: OpenJournal, qtbot: QtBot) -> Generator[Open]:
    """Opens the page on the newest entry, which is a feedback."""
    held: list[JournalPage] = []

    def show() -> FeedbackPanel:
        page = JournalPage(open_journal)
        held.append(page)
        open_journal.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1100, 900)
        with qtbot.waitActive(page):
            page.show()
        panel = page.editor.body.panels["feedback"]
        assert isinstance(panel, FeedbackPanel)
        return panel

    yield show
    held.clear()


@pytest.fixture
def heard(vault: Vault) -> Callable[..., str]:
    """Makes a feedback of today, and gives its entry."""

    def write(words: str = "be more strategic", **fields: object) -> str:
        with vault.write() as session:
            return make.feedback(session, words, TODAY, **fields).entry_id

    return write


def page_of(panel: FeedbackPanel) -> JournalPage:
    page: QWidget | None = panel
    while page and not isinstance(page, JournalPage):
        page = page.parentWidget()
    assert page
    return page


def stored(vault: Vault) -> Feedback:
    with vault.read() as session:
        return session.scalars(select(Feedback)).one()


def steps(vault: Vault) -> list[tuple[str, str]]:
    with vault.read() as session:
        return [(step.rung, step.words) for step in feedback.history(session, stored(vault).entry_id)]


def topics(vault: Vault) -> list[AgendaItem]:
    with vault.read() as session:
        return list(session.scalars(select(AgendaItem).where(AgendaItem.deleted_at.is_(None))))


def hint(widget: QWidget) -> str:
    field = widget.parentWidget()
    assert isinstance(field, Field)
    return field._hint.text() if field._hint.isVisibleTo(field) else ""


def press(qtbot: QtBot, button: Button) -> None:
    """By the keyboard, which can only press what is in sight and may be pressed."""
    assert button.isVisible()
    assert button.isEnabled()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Key.Key_Return)


def climb(qtbot: QtBot, panel: FeedbackPanel, rung: str, words: str) -> None:
    on = panel.ladder.rungs[rung]
    press(qtbot, on.answered)
    field = panel.focusWidget()
    assert field
    QTest.keyClicks(field, words)
    press(qtbot, on.climb)


def rung_fields_in_sight(panel: FeedbackPanel) -> list[str]:
    return [name for name, rung in panel.ladder.rungs.items() if rung.fields.isVisible()]


# ------------------------------------------------------------------------------------------- the ladder


def test_one_climbs_from_the_label_to_confirmed_by_the_keyboard_and_every_step_is_kept(
    opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot
) -> None:
    heard(what_i_will_do="Open with the decision")
    panel = opened()
    assert rung_fields_in_sight(panel) == []
    climb(qtbot, panel, "example", "In the review")
    assert panel.ladder.rungs["example"].place == "here"
    climb(qtbot, panel, "behaviour", "I list items")
    assert rung_fields_in_sight(panel) == ["behaviour"]
    assert panel.ladder.rungs["example"].words.text() == "In the review"
    assert panel.ladder.rungs["label"].words.text() == "“be more strategic”"
    climb(qtbot, panel, "goal", "Faster decisions")
    climb(qtbot, panel, "confirmed", "Yes, twice")
    assert steps(vault) == [
        ("example", "In the review"),
        ("behaviour", "I list items"),
        ("goal", "Faster decisions"),
        ("confirmed", "Yes, twice"),
    ]
    found = stored(vault)
    assert (found.clarity, found.situation, found.behaviour, found.goal) == (
        "confirmed",
        "In the review",
        "I list items",
        "Faster decisions",
    )
    assert panel.ladder.rungs["confirmed"].words.text() == "Yes, twice"
    assert [step.name for step in panel.climb.steps()] == [
        "Heard", "Example", "Behaviour", "Goal", "Confirmed",
    ]  # fmt: skip
    assert panel.ladder.accessibleDescription() == "You stand on “Confirmed”, 5 of 5."


def test_confirmed_without_their_words_is_refused_in_place(
    opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot
) -> None:
    heard(clarity="goal")
    panel = opened()
    on = panel.ladder.rungs["confirmed"]
    press(qtbot, on.answered)
    press(qtbot, on.climb)
    assert "Write what they said" in hint(panel.confirmation)
    assert (stored(vault).clarity, steps(vault)) == ("goal", [])
    QTest.keyClicks(panel.confirmation, "I have seen it")
    on.day.set_day(TODAY - timedelta(days=3))
    press(qtbot, on.climb)
    with vault.read() as session:
        step = session.scalars(select(ClimbStep)).one()
    assert (step.reached_on, step.words) == (TODAY - timedelta(days=3), "I have seen it")


def test_a_day_typed_right_before_the_click_counts_and_half_a_day_is_asked_about(
    opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot
) -> None:
    heard(situation="In the review")
    panel = opened()
    rung = panel.ladder.rungs["example"]
    press(qtbot, rung.answered)
    rung.day.setFocus()
    rung.day.selectAll()
    QTest.keyClicks(rung.day, "2026-02-")
    qtbot.mouseClick(rung.climb, Qt.MouseButton.LeftButton)
    assert steps(vault) == []
    assert "That is no date" in hint(rung.day)
    QTest.keyClicks(rung.day, "03")
    qtbot.mouseClick(rung.climb, Qt.MouseButton.LeftButton)
    with vault.read() as session:
        assert session.scalars(select(ClimbStep)).one().reached_on == date(2026, 2, 3)


def test_what_they_said_and_is_not_climbed_yet_is_there_again(
    opened: Open, heard: Callable[..., str], open_journal: OpenJournal, qtbot: QtBot
) -> None:
    other, first = heard(clarity="goal"), heard(clarity="goal")
    panel = opened()
    press(qtbot, panel.ladder.rungs["confirmed"].answered)
    QTest.keyClicks(panel.confirmation, "Half a sen")
    page = page_of(panel)
    page.show_record(other)
    assert panel.confirmation.text() == ""
    page.show_record(first)
    assert panel.confirmation.text() == "Half a sen"
    assert page.flush()
    assert "Half a sen" in page.editor.words()
    again = FeedbackPanel(panel.desk)
    qtbot.addWidget(again)
    again.show_values(page.editor.state.values)
    again.show_entry(first)
    assert again.confirmation.text() == "Half a sen"


def test_a_climb_and_a_step_down_can_be_taken_back(
    opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot
) -> None:
    heard(clarity="behaviour", behaviour="I list items")
    panel = opened()
    press(qtbot, panel.ladder.rungs["behaviour"].down)
    assert (stored(vault).clarity, steps(vault)) == ("example", [("example", "")])
    assert panel.ladder.rungs["example"].place == "here"
    qtbot.keyClick(page_of(panel).list.view, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (stored(vault).clarity, steps(vault)) == ("behaviour", [])
    assert stored(vault).behaviour == "I list items"


def test_what_they_said_goes_with_an_entry_that_is_deleted_for_good(
    opened: Open, heard: Callable[..., str], open_journal: OpenJournal, qtbot: QtBot
) -> None:
    other, first = heard(clarity="goal"), heard(clarity="goal")
    panel = opened()
    page = page_of(panel)
    for entry_id, words in ((other, "Other words"), (first, "Half a sen")):
        page.show_record(entry_id)
        panel.ladder.rungs["confirmed"].answered.click()
        QTest.keyClicks(panel.confirmation, words)
        assert page.flush()
    with open_journal.write(Changed.ENTRIES) as session:
        assert set(drafts.kept(session, "feedback")) == {other, first}
        history.delete_for_good(session, records.get(session, Entry, first))
    page.show_record(other)
    QTest.keyClicks(panel.confirmation, "More. ")
    assert page.flush()
    with open_journal.read() as session:
        kept = drafts.kept(session, "feedback")
    assert set(kept) == {other}
    assert "More." in kept[other]


def test_what_they_said_is_there_to_be_climbed_again_once_the_climb_is_taken_back(
    opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot
) -> None:
    heard(clarity="goal")
    panel = opened()
    climb(qtbot, panel, "confirmed", "I have seen it twice")
    assert (stored(vault).clarity, panel.confirmation.text()) == ("confirmed", "")
    qtbot.keyClick(page_of(panel).list.view, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (stored(vault).clarity, steps(vault)) == ("goal", [])
    assert panel.confirmation.text() == "I have seen it twice"
    again = FeedbackPanel(panel.desk)
    qtbot.addWidget(again)
    again.show_entry(stored(vault).entry_id)
    assert again.confirmation.text() == "I have seen it twice"


def test_the_words_of_a_climbed_rung_can_be_changed_in_place(
    opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot
) -> None:
    heard(clarity="behaviour", situation="In the review")
    panel = opened()
    rung = panel.ladder.rungs["example"]
    rung.edit.click()
    field = panel.widget_of("feedback.situation")
    assert field.hasFocus()
    field.moveCursor(field.textCursor().MoveOperation.End)  # type: ignore[attr-defined]
    QTest.keyClicks(field, " in May")
    assert page_of(panel).flush()
    assert stored(vault).situation == "In the review in May"
    rung.edit.click()
    assert rung.words.text() == "In the review in May"
    assert rung.words.isVisible()


def test_nothing_is_climbed_before_anything_was_heard(
    opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot, said: list[str]
) -> None:
    heard()
    panel = opened()
    page_of(panel).new_record()
    page_of(panel).editor.header.kinds._buttons["feedback"].click()
    press(qtbot, panel.ladder.rungs["example"].ask)
    assert said == ["Write the words that you heard first."]
    assert panel.exact_words.hasFocus()
    assert topics(vault) == []


# ----------------------------------------------------------------------------------------- the question


def asked_words(rung: Rung) -> str:
    return rung.state.text() if rung.state.isVisible() else ""


def test_the_question_goes_on_the_next_agenda_once(
    opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot
) -> None:
    entry_id = heard()
    with vault.write() as session:
        meeting = make.meeting(session, TODAY + timedelta(days=1), state="planned")
    panel = opened()
    rung = panel.ladder.rungs["example"]
    press(qtbot, rung.ask)
    (item,) = topics(vault)
    assert item.text == rung.question.text()
    assert (item.one_on_one_id, item.source_kind, item.source_id) == (meeting.id, "feedback", entry_id)
    assert not rung.ask.isVisible()
    assert asked_words(rung) == "It stands on the agenda of the one-on-one, tomorrow."
    panel.ladder.ask_wanted.emit()
    QTest.keyClicks(panel.exact_words, "please ")  # other words heard are no other question
    panel.ladder.ask_wanted.emit()
    assert len(topics(vault)) == 1
    page_of(panel).flush()
    qtbot.keyClick(page_of(panel).list.view, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert topics(vault) == []
    assert rung.ask.isVisible()


def test_a_meeting_that_was_planned_for_the_question_alone_goes_with_it(
    opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot
) -> None:
    heard()
    panel = opened()
    press(qtbot, panel.ladder.rungs["example"].ask)
    with vault.read() as session:
        assert len(one_on_ones.planned(session)) == 1
    page_of(panel)._acts.undo()
    with vault.read() as session:
        assert one_on_ones.planned(session) == []
        assert session.scalars(select(OneOnOne)).one().deleted_at


def test_an_answer_from_the_agenda_begins_the_next_rung_and_a_poor_one_can_be_asked_again(
    opened: Open, heard: Callable[..., str], open_journal: OpenJournal, vault: Vault, qtbot: QtBot
) -> None:
    heard()
    panel = opened()
    rung = panel.ladder.rungs["example"]
    press(qtbot, rung.ask)
    with open_journal.write(Changed.MEETINGS) as session:
        (item,) = topics(vault)
        one_on_ones.revise_item(session, item.id, discussed=True, answer="In the May review")
        one_on_ones.hold(session, item.one_on_one_id)
    assert "In the May review" in asked_words(rung)
    assert rung.ask.text() == "Ask again in the next one-on-one"
    press(qtbot, rung.ask)
    assert len(topics(vault)) == 2
    assert not rung.ask.isVisible()
    page_of(panel)._acts.undo()
    press(qtbot, rung.answered)
    press(qtbot, rung.climb)
    assert steps(vault) == [("example", "In the May review")]


def test_an_appreciation_is_asked_what_exactly_it_was_for(
    opened: Open, heard: Callable[..., str], qtbot: QtBot
) -> None:
    heard("Great job")
    panel = opened()
    assert panel.hearing.isVisibleTo(panel)
    pills = panel.widget_of("feedback.kind")
    press(qtbot, next(pill for pill in pills.findChildren(Button) if pill.text() == "Appreciation"))
    rungs = panel.ladder.rungs
    assert rungs["example"].question.text().endswith("What exactly did I do?")
    assert [name for name, rung in rungs.items() if rung.isHidden()] == ["confirmed", "goal"]
    assert not panel.hearing.isVisibleTo(panel)


# ------------------------------------------------------------------------------- hearing, trying, marking


def test_my_view_waits_for_what_i_understood_and_is_never_held_back(
    opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot
) -> None:
    heard()
    panel = opened()
    assert "First what I understood" in hint(panel.my_view)
    assert panel.my_view.property("waiting") is True
    QTest.keyClicks(panel.my_view, "I was asked for it")
    page_of(panel).flush()
    assert stored(vault).my_view == "I was asked for it"
    QTest.keyClicks(panel.understood, "She wants the point")
    assert hint(panel.my_view) == ""
    assert panel.my_view.property("waiting") is False
    page_of(panel).flush()
    assert stored(vault).understood == "She wants the point"


def test_felt_heard_can_be_said_and_unsaid(opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot) -> None:
    heard()
    panel = opened()
    partly = panel.widget_of("feedback.felt_heard").findChildren(Button)[1]
    press(qtbot, partly)
    assert stored(vault).felt_heard == "partly"
    press(qtbot, partly)
    assert stored(vault).felt_heard == ""


def test_ask_again_in_two_weeks_is_one_press_and_comes_back_that_day(
    opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot
) -> None:
    entry_id = heard(what_i_will_do="Open with the decision")
    panel = opened()
    press(qtbot, panel.distances.findChildren(Button)[0])
    due = TODAY + timedelta(days=14)
    with vault.read() as session:
        assert [each.entry_id for each in feedback.to_ask_again(session, due)] == [entry_id]
        assert feedback.to_ask_again(session, due - timedelta(days=1)) == []
    press(qtbot, panel.distances.findChildren(Button)[0])
    assert stored(vault).ask_again_on is None


def test_the_question_of_a_vague_word_stands_below_the_words_heard(
    opened: Open, heard: Callable[..., str], qtbot: QtBot
) -> None:
    heard("")
    panel = opened()
    QTest.keyClicks(panel.exact_words, "you should simply step up")
    assert "What would I take over that I do not do now?" in hint(panel.exact_words)
    assert "no scene" in hint(panel.exact_words)
    QTest.keyClicks(panel.exact_words, " in the review")
    assert "no scene" not in hint(panel.exact_words)


def test_vague_words_are_marked_in_the_text_of_a_feedback_alone(
    opened: Open, heard: Callable[..., str], vault: Vault, qtbot: QtBot
) -> None:
    entry_id = heard()
    with vault.write() as session:
        entries.revise(session, entry_id, text="She never said when")
    page = page_of(opened())
    assert page.editor.body.pane.line.isVisible()
    assert page.editor.body.pane.line.text().startswith("“never”")
    page.editor.header.kinds._buttons["win"].click()
    assert not page.editor.body.pane.line.isVisible()
    assert page.editor.text.text() == "She never said when"


def test_a_word_of_ones_own_is_marked_at_once(
    opened: Open, heard: Callable[..., str], open_journal: OpenJournal
) -> None:
    heard("be more senior")
    panel = opened()
    assert "senior person" not in hint(panel.exact_words)
    with open_journal.write(Changed.ENTRIES) as session:
        vague_words.add(session, "more senior", "What does a senior person do?")
    assert "What does a senior person do?" in hint(panel.exact_words)


def test_in_the_trash_nothing_is_climbed_or_asked(opened: Open, heard: Callable[..., str]) -> None:
    entry_id = heard()
    panel = opened()
    page = page_of(panel)
    page.editor.delete_pressed.emit()
    page.show_record(entry_id)
    assert page.editor.state.trashed
    assert not panel.ladder.rungs["example"].ask.isEnabled()
    assert panel.isEnabled()  # it can be read to its end
