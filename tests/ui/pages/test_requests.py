"""Requests as a user meets them in the Journal: the panel beside the text, the strip above the list."""

from collections.abc import Callable, Generator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.practices import managers, one_on_ones, requests
from journal.store.tables import Entry, Experience, Request
from journal.store.vault import Vault
from journal.ui import autosave
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.journal import JournalPage
from journal.ui.pages.journal.request_panel import RequestPanel
from journal.ui.widgets.button import Button
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_row import RowRole
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[[], JournalPage]
TODAY = date.today()


@pytest.fixture(autouse=True)
def quick_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    """One rests sooner here."""
    monkeypatch.setattr(autosave, "REST_MS", 40)


@pytest.fixture
def opened(open_journal: OpenJournal, qtbot: QtBot) -> Generator[Open]:
    """Opens the page as the window does: shown, told of changes, and held until the end."""
    held: list[JournalPage] = []

    def show() -> JournalPage:
        page = JournalPage(open_journal)
        held.append(page)
        open_journal.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1100, 900)
        with qtbot.waitActive(page):
            page.show()
        return page

    yield show
    held.clear()


def ask_for(vault: Vault, ask: str, status: str = "draft", noted_on: date = TODAY, **fields: object) -> str:
    """A request in the journal; gives the id of its entry."""
    with vault.write() as session:
        made = make.request(session, ask, noted_on, **fields)
        if status != "draft":
            requests.move(session, made.entry_id, status, noted_on)
        return made.entry_id


def stored(vault: Vault, entry_id: str) -> Request:
    with vault.read() as session:
        found = requests.details(session, entry_id)
    assert found is not None
    return found


def panel_of(page: JournalPage) -> RequestPanel:
    panel = page.editor.body.panels["request"]
    assert isinstance(panel, RequestPanel)
    return panel


def words_in(panel: RequestPanel) -> str:
    """Everything that the panel says at this moment."""
    return "\n".join(label.text() for label in panel.findChildren(Label) if label.isVisibleTo(panel))


def titles(page: JournalPage) -> list[str]:
    model = page.list.model
    return [model.index(row, 0).data(RowRole.TITLE) for row in range(model.rowCount())]


def press(qtbot: QtBot, button: Button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_missing_is_said_as_one_types_and_never_holds_one_back(
    opened: Open, vault: Vault, qtbot: QtBot
) -> None:
    entry_id = ask_for(vault, "More visibility", kind="visibility")
    panel = panel_of(opened())
    assert "No verb" in words_in(panel)
    assert "Let me present the repair times" in words_in(panel), "the example is one of this kind"
    panel.ask.setFocus()
    panel.ask.selectAll()
    QTest.keyClicks(panel.ask, "Let me present our figures to the board")
    assert "No verb" not in words_in(panel)
    assert "a date · why they" in words_in(panel)
    press(qtbot, panel.steps.next)
    assert stored(vault, entry_id).status == "asked", "an incomplete request can be asked all the same"
    QTest.keyClicks(panel.minutes, "1x5")
    QTest.keyClicks(panel.why_them, "You set the agenda")
    assert page_is_saved(panel)
    assert (stored(vault, entry_id).minutes, stored(vault, entry_id).why_them) == (15, "You set the agenda")
    assert "their minutes" not in words_in(panel)


def page_is_saved(panel: RequestPanel) -> bool:
    return bool(panel.desk.settle())


def test_a_complete_request_is_called_clear(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    ask_for(
        vault, "Call the CFO about Heron", by_when=TODAY, why_them="He listens", why_it_helps_them="It holds", minutes=5
    )
    panel = panel_of(opened())
    assert "Clear and specific." in words_in(panel)
    field = panel.widget_of("request.by_when")
    assert isinstance(field, DateField)
    field.clear()
    field.editingFinished.emit()
    assert "No date" in words_in(panel)


def test_the_steps_go_on_with_one_button_and_elsewhere_by_the_menu(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    entry_id = ask_for(vault, "Fund the pilot")
    panel = panel_of(opened())
    assert not panel.field_of("request.answer").isVisibleTo(panel), "nothing is answered yet"
    for words, status in (("I have asked", "asked"), ("They agreed", "agreed"), ("It is delivered", "delivered")):
        assert panel.steps.next.text() == words
        press(qtbot, panel.steps.next)
        assert stored(vault, entry_id).status == status
    assert panel.field_of("request.answer").isVisibleTo(panel)
    assert panel.steps.accessibleDescription() == "Draft today, Asked today, Agreed today, Delivered today"
    back = next(action for action in panel.steps.menu.actions() if action.text() == "I have asked")
    back.trigger()
    assert (stored(vault, entry_id).status, stored(vault, entry_id).agreed_on) == ("asked", None)


def test_the_day_of_a_yes_can_be_put_right(opened: Open, vault: Vault) -> None:
    entry_id = ask_for(vault, "Fund the pilot", "agreed", TODAY - timedelta(9))
    panel = panel_of(opened())
    field = panel.widget_of("request.agreed_on")
    assert isinstance(field, DateField)
    field.setText((TODAY - timedelta(3)).isoformat())
    field.editingFinished.emit()
    found = stored(vault, entry_id)
    assert found.agreed_on == found.answered_on == TODAY - timedelta(3)


def test_a_draft_that_waits_gets_a_word_of_courage(opened: Open, vault: Vault) -> None:
    ask_for(vault, "Fund the pilot", noted_on=TODAY - timedelta(15))
    panel = panel_of(opened())
    assert "being asked flatters" in words_in(panel)
    panel.steps.next.click()
    assert "being asked flatters" not in words_in(panel)


def test_split_makes_two_requests_each_with_the_way_to_the_other(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    first = ask_for(vault, "Introduce me to Omar and approve the bench")
    page = opened()
    with qtbot.waitSignal(page.list.model.all_known):
        press(qtbot, panel_of(page).splitter)
    assert sorted(titles(page)) == ["Approve the bench", "Introduce me to Omar"]
    assert panel_of(page).ask.text() == "Introduce me to Omar"
    (link,) = panel_of(page).links()
    press(qtbot, link)
    assert panel_of(page).ask.text() == "Approve the bench"
    (back,) = panel_of(page).links()
    assert "Introduce me to Omar" in back.accessibleName()
    with qtbot.waitSignal(page.list.model.all_known):
        page._acts.undo()
    assert stored(vault, first).ask == "Introduce me to Omar and approve the bench"
    assert titles(page) == ["Introduce me to Omar and approve the bench"]


def test_the_words_that_are_selected_become_the_other_request(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    first = ask_for(vault, "Ask sales and finance, also fund it")
    page = opened()
    ask = panel_of(page).ask
    cursor = ask.textCursor()
    cursor.setPosition(23)
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    ask.setTextCursor(cursor)
    with qtbot.waitSignal(page.list.model.all_known):
        press(qtbot, panel_of(page).splitter)
    assert stored(vault, first).ask == "Ask sales and finance"
    assert "also fund it" in titles(page)


def test_what_cannot_be_cut_says_what_to_do(opened: Open, vault: Vault, qtbot: QtBot, said: list[str]) -> None:
    ask_for(vault, "Fund the pilot")
    page = opened()
    press(qtbot, panel_of(page).splitter)
    assert titles(page) == ["Fund the pilot"]
    assert any("Select the words" in words for words in said)


def test_it_goes_on_the_next_agenda_once_and_can_be_taken_off(
    opened: Open, vault: Vault, qtbot: QtBot, open_journal: OpenJournal
) -> None:
    with open_journal.write(Changed.MEETINGS) as session:
        meeting = make.meeting(session, TODAY + timedelta(3), state="planned")
    ask_for(vault, "Fund the pilot")
    page = opened()
    button = panel_of(page).agenda
    press(qtbot, button)

    def agenda() -> list[str]:
        with vault.read() as session:
            return [item.text for item in one_on_ones.agenda(session, meeting).own]

    assert agenda() == ["Fund the pilot"]
    assert (button.text(), button.isEnabled()) == ("On an agenda", False)
    page._acts.undo()
    assert agenda() == []
    assert button.isEnabled()


def test_advice_is_asked_of_what_they_have_done(opened: Open, vault: Vault) -> None:
    with vault.write() as session:
        boss = managers.current(session)
        session.add(
            Experience(what_they_did="Led a move", what_i_could_learn="Tell me how", known_on=TODAY, manager_id=boss.id)
        )
    entry_id = ask_for(vault, "", kind="advice")
    panel = panel_of(opened())
    assert panel.experiences.isVisibleTo(panel)
    (action,) = panel.experience_menu.actions()
    action.trigger()
    assert (stored(vault, entry_id).why_them, stored(vault, entry_id).ask) == ("Led a move", "Tell me how")
    with vault.read() as session:
        assert session.scalars(select(Experience)).one().asked_entry_id == entry_id
    box = panel.widget_of("request.kind")
    box.setCurrentIndex(box.findData("resources"))  # type: ignore[reportAttributeAccessIssue]
    box.activated.emit(box.currentIndex())  # type: ignore[reportAttributeAccessIssue]
    assert not panel.experiences.isVisibleTo(panel)


def test_the_strip_counts_and_narrows_and_goes_with_its_filter(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    ask_for(vault, "Asked late", "asked", TODAY - timedelta(9), by_when=TODAY - timedelta(1))
    ask_for(vault, "Asked in time", "asked", TODAY - timedelta(9), by_when=TODAY)
    ask_for(vault, "Draft")
    with vault.write() as session:
        make.entry(session, "A talk")
    page = opened()
    strip = page.list.filters.strip
    assert not strip.isVisible()
    page.list.filters.set_kinds(["request"])
    shown = [pill for pill in strip.findChildren(Button) if pill.isVisible()]
    assert [pill.text() for pill in shown] == ["Drafts 1", "Asked 2", "Late 1"]
    with qtbot.waitSignal(page.list.model.all_known):
        press(qtbot, shown[2])
    assert titles(page) == ["Asked late"]
    with qtbot.waitSignal(page.list.model.all_known):
        press(qtbot, shown[1])
    assert sorted(titles(page)) == ["Asked in time", "Asked late"]
    page.list.filters.clear_all()
    assert len(titles(page)) == 4
    assert not strip.isVisible()


def test_the_strip_follows_a_step_taken_in_the_panel(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    ask_for(vault, "Draft")
    page = opened()
    page.list.filters.set_kinds(["request"])
    press(qtbot, panel_of(page).steps.next)
    strip = page.list.filters.strip
    assert [pill.text() for pill in strip.findChildren(Button) if pill.isVisible()] == ["Asked 1"]


def test_what_gets_a_yes_is_said_after_ten_answers_and_not_before(opened: Open, vault: Vault) -> None:
    for number in range(9):
        ask_for(vault, f"Number {number}", "delivered" if number % 3 else "declined", kind="advice")
    page = opened()
    page.list.filters.set_kinds(["request"])
    strip = page.list.filters.strip

    def said() -> str:
        return "\n".join(label.text() for label in strip.findChildren(Label) if label.isVisible())

    assert said() == "9 of ten answered: then this says what gets a yes."
    ask_for(vault, "The tenth", "declined", kind="resources")
    strip.refresh()
    assert said() == "Near help: Advice from their experience 6 of 9\nStrategic support: Resources 0 of 1"
    assert strip.answers.text() == "What gets a yes (n = 10)"
    strip.answers.click()
    assert said() == ""


def test_a_new_request_begins_in_the_narrowed_list(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    ask_for(vault, "Asked", "asked")
    page = opened()
    page.list.filters.set_kinds(["request"])
    press(qtbot, next(pill for pill in page.list.filters.strip.findChildren(Button) if pill.text() == "Asked 1"))
    page.new_record()
    assert page.editor.state.values["kind"] == "request"
    QTest.keyClicks(page.editor.text, "Budget")
    assert page.flush()
    with vault.read() as session:
        assert session.scalar(select(Entry.kind).where(Entry.text == "Budget")) == "request"


def test_a_chosen_obstacle_is_kept_and_answered_with_a_remedy(opened: Open, vault: Vault) -> None:
    entry_id = ask_for(vault, "Fund the pilot")
    panel = panel_of(opened())
    box = panel.widget_of("request.obstacle")
    box.setCurrentIndex(box.findData("time"))  # type: ignore[reportAttributeAccessIssue]
    box.activated.emit(box.currentIndex())  # type: ignore[reportAttributeAccessIssue]
    assert stored(vault, entry_id).obstacle == "time"
    assert "fewest minutes" in words_in(panel)
