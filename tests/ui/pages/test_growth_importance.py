"""The importance board as a user meets it: by its cards, its keys and what a round says."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.exchange import sources, writing
from journal.practices import competencies, importance, one_on_ones
from journal.store import records
from journal.store.tables import ImportanceHand
from journal.ui import dialogs
from journal.ui.models.importance_board import NO_GRADE
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth import GrowthPage
from journal.ui.pages.growth.board import BoardTab
from journal.ui.pages.growth.card_words import CardWords
from journal.ui.showing_paper import PaperDialog
from tests import make
from tests.conftest import DATA

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[[], BoardTab]
ME, GUESS, THEIRS = importance.RATERS
SHIFT = Qt.KeyboardModifier.ControlModifier
TODAY = date.today()


@pytest.fixture
def board(open_journal: OpenJournal, qtbot: QtBot) -> Open:
    """Opens the page as the window does: shown, told of changes, with the keyboard."""
    pages: list[GrowthPage] = []

    def show() -> BoardTab:
        page = GrowthPage(open_journal)
        pages.append(page)
        open_journal.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1100, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        tab = page.tab("importance")
        assert isinstance(tab, BoardTab)
        return tab

    return show


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(focused(), key)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def hands(journal: OpenJournal, number: int = 1) -> dict[str, list[str]]:
    """The hands of a round as they stand in the file."""
    with journal.read() as session:
        rounds = importance.rounds(session)
    return {rater: hand.competencies for rater, hand in rounds[number - 1].hands.items()} if rounds else {}


def play(journal: OpenJournal, rater: str, hand: list[str], day: date = TODAY) -> str:
    with journal.write(Changed.IMPORTANCE) as session:
        return importance.play(session, rater, hand, day, manager_id=make.manager(session).id).id


def whole_round(journal: OpenJournal, day: date = TODAY) -> None:
    play(journal, ME, ["results", "teamwork", "integrity", "expertise"], day)
    play(journal, GUESS, ["results", "innovation", "communication", "expertise"], day)
    play(journal, THEIRS, ["results", "innovation", "initiative", "inspiring"], day)


def test_the_imported_rounds_show_the_agreements_and_bands_as_they_are(open_journal: OpenJournal, board: Open) -> None:
    with open_journal.write(Changed.IMPORTANCE) as session:
        writing.bring_in(session, sources.read(DATA / "input" / "importance.csv", TODAY))
    tab = board()
    expected = json.loads((DATA / "input" / "expected.json").read_text(encoding="utf-8"))["importance"]
    assert tab.number == len(expected) == 2
    for each in expected:
        tab.show_round(each["round"])
        for label, name in ((tab.view.agreed, "me_vs_manager"), (tab.view.known, "guess_vs_manager")):
            counted, _colon, named = label.text().partition(": ")
            assert counted.endswith(f" {each[name]} of 4")
            assert set(named.split(", ")) == {label_of(tab, key) for key in each[f"{name}_common"]}
        shown = {rater: tab.view.hands[rater].day.day() for rater in importance.RATERS}
        assert {rater: str(day) for rater, day in shown.items()} == each["rated_on"]
    tab.show_round(1)
    assert "the source does not say" in tab.view.band.text()
    tab.show_round(2)
    assert "occasional talks" in tab.view.band.text()
    assert tab.view.band.text().endswith(NO_GRADE)


def label_of(tab: BoardTab, key: str) -> str:
    return competencies.label(tab.board.known, key)


def test_three_hands_are_laid_with_the_keyboard_alone(open_journal: OpenJournal, board: Open, qtbot: QtBot) -> None:
    tab = board()
    assert tab.view.grid.isAncestorOf(focused())
    press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Right)  # integrity, then the second group
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down)
    assert hands(open_journal) == {}
    press(qtbot, Qt.Key.Key_Space)
    mine = ["integrity", "expertise", "problem-solving", "innovation"]
    assert hands(open_journal) == {ME: mine}
    press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Space)  # into the guess
    press(qtbot, Qt.Key.Key_3, Qt.Key.Key_Right, Qt.Key.Key_2)
    assert set(hands(open_journal)) == {ME, GUESS}
    press(qtbot, Qt.Key.Key_3, Qt.Key.Key_Down, Qt.Key.Key_3, Qt.Key.Key_Down, Qt.Key.Key_3)
    assert hands(open_journal)[THEIRS] == ["expertise", "results", "stretch-goals", "initiative"]
    assert tab.view.agreed.text() == "You agree on 1 of 4: Expertise in the work"
    assert tab.view.known.text() == "You knew 2 of 4: Expertise in the work, Getting results"
    assert tab.view.grid.isHidden()
    assert focused() is tab.view.head.cards


def test_a_click_lays_a_card_and_takes_it_back(board: Open, qtbot: QtBot) -> None:
    tab = board()
    card = next(each for each in tab.view.grid.cards if each.view.key == "teamwork")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert card.view.marks == (True, False, False)
    assert card.accessibleName() == "Working together: Mine"
    assert "1 of 4" in tab.view.hands[ME].state.text()
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert card.view.marks == (False, False, False)
    assert tab.view.hands[ME].leave.isHidden()


def test_a_fifth_is_refused_with_what_to_take_back(open_journal: OpenJournal, board: Open, qtbot: QtBot) -> None:
    play(open_journal, ME, ["results", "teamwork", "integrity", "expertise"])
    tab = board()
    tab.view.grid.choose("initiative")
    press(qtbot, Qt.Key.Key_1)
    assert not tab.view.message.isHidden()
    assert all(
        label_of(tab, key) in tab.view.message.text() for key in ("results", "teamwork", "integrity", "expertise")
    )
    assert hands(open_journal)[ME] == ["results", "teamwork", "integrity", "expertise"]
    tab.view.grid.choose("teamwork")
    press(qtbot, Qt.Key.Key_1)
    assert tab.view.message.isHidden()
    tab.view.grid.choose("initiative")
    press(qtbot, Qt.Key.Key_1)
    assert set(hands(open_journal)[ME]) == {"results", "initiative", "integrity", "expertise"}


def test_correcting_a_hand_can_be_undone_or_left(open_journal: OpenJournal, board: Open, qtbot: QtBot) -> None:
    before = ["results", "teamwork", "integrity", "expertise"]
    hand_id = play(open_journal, ME, before)
    tab = board()
    tab.view.grid.choose("results")
    press(qtbot, Qt.Key.Key_1)
    assert hands(open_journal)[ME] == before
    press(qtbot, Qt.Key.Key_Escape)
    assert tab.view.grid.card.view.marks[0]
    press(qtbot, Qt.Key.Key_1)
    tab.view.grid.choose("innovation")
    press(qtbot, Qt.Key.Key_1)
    assert "innovation" in hands(open_journal)[ME]
    qtbot.keyClick(focused(), Qt.Key.Key_Z, SHIFT)
    assert hands(open_journal)[ME] == before
    with open_journal.read() as session:
        assert records.get(session, ImportanceHand, hand_id).deleted_at is None


def test_another_day_of_a_hand_is_kept_and_one_that_is_taken_is_refused(
    open_journal: OpenJournal, board: Open, said: list[str]
) -> None:
    day = TODAY - timedelta(30)
    play(open_journal, ME, ["results", "teamwork", "integrity", "expertise"], day)
    second = play(open_journal, ME, ["results", "teamwork", "integrity", "initiative"])
    tab = board()
    tab.view.hands[ME].day._take(day)
    assert "of that day already" in said[-1]
    assert tab.view.hands[ME].day.day() == TODAY
    tab.view.hands[ME].day._take(day + timedelta(1))
    with open_journal.read() as session:
        assert records.get(session, ImportanceHand, second).rated_on == day + timedelta(1)


def test_a_hand_for_a_day_that_has_one_waits_until_it_gets_another_day(
    open_journal: OpenJournal, board: Open, said: list[str]
) -> None:
    play(open_journal, ME, ["results", "teamwork", "integrity", "expertise"])
    tab = board()
    tab.new_record()
    for key in ("results", "teamwork", "integrity", "initiative"):
        tab._lay(key, 0)
    assert "of that day already" in said[-1]
    assert "not kept yet" in tab.view.hands[ME].state.text()
    with open_journal.read() as session:
        assert len(importance.rounds(session)) == 1
    tab.view.hands[ME].day._take(TODAY + timedelta(1))
    assert set(hands(open_journal, 2)[ME]) == {"results", "teamwork", "integrity", "initiative"}
    assert tab.view.hands[ME].state.isHidden()


def test_a_deleted_hand_comes_back_by_undo(open_journal: OpenJournal, board: Open, qtbot: QtBot) -> None:
    whole_round(open_journal)
    tab = board()
    qtbot.mouseClick(tab.view.hands[THEIRS].trash, Qt.MouseButton.LeftButton)
    assert set(hands(open_journal)) == {ME, GUESS}
    assert tab.view.agreed.isHidden()
    assert tab.view.talks.isHidden()
    qtbot.keyClick(focused(), Qt.Key.Key_Z, SHIFT)
    assert tab.view.agreed.text().startswith("You agree on 1 of 4")


def test_what_is_half_chosen_is_there_again_after_unlocking(open_journal: OpenJournal, board: Open) -> None:
    first = board()
    first._lay("results", 0)
    first._lay("integrity", 1)
    assert first.flush()
    again = board()
    marks = {card.view.key: card.view.marks for card in again.view.grid.cards if any(card.view.marks)}
    assert marks == {"results": (True, False, False), "integrity": (False, True, False)}
    assert hands(open_journal) == {}


def test_a_mismatch_goes_onto_the_next_agenda_with_one_click_and_back(
    open_journal: OpenJournal, board: Open, qtbot: QtBot
) -> None:
    whole_round(open_journal)
    with open_journal.write(Changed.MEETINGS) as session:
        meeting = make.meeting(session, TODAY + timedelta(2), state="planned")
    tab = board()
    labels = [row.label.text() for row in tab.view.talks.rows]
    wanted = {"integrity", "expertise", "innovation", "initiative", "communication", "inspiring", "teamwork"}
    assert set(labels) == {label_of(tab, key) for key in wanted}
    qtbot.mouseClick(tab.view.talks.rows[0].ask, Qt.MouseButton.LeftButton)
    assert agenda(open_journal, meeting.id) == [tab.view.talks.rows[0].question.text()]
    assert not tab.view.talks.rows[0].ask.isEnabled()
    assert tab.view.talks.rows[1].ask.isEnabled()
    qtbot.mouseClick(tab.view.talks.ask_all, Qt.MouseButton.LeftButton)
    assert len(agenda(open_journal, meeting.id)) == len(labels)
    qtbot.keyClick(focused(), Qt.Key.Key_Z, SHIFT)
    qtbot.keyClick(focused(), Qt.Key.Key_Z, SHIFT)
    assert agenda(open_journal, meeting.id) == []
    assert all(row.ask.isEnabled() for row in tab.view.talks.rows)


def agenda(journal: OpenJournal, meeting_id: str) -> list[str]:
    with journal.read() as session:
        return [item.text for item in one_on_ones.agenda(session, one_on_ones.planned(session)[0]).own]


def test_another_round_begins_empty_and_history_leads_back(
    open_journal: OpenJournal, board: Open, qtbot: QtBot
) -> None:
    whole_round(open_journal, TODAY - timedelta(200))
    tab = board()
    press(qtbot, Qt.Key.Key_N)
    assert tab.number == 2
    assert not any(any(card.view.marks) for card in tab.view.grid.cards)
    for key in ("results", "teamwork", "integrity", "initiative"):
        tab.view.grid.choose(key)
        press(qtbot, Qt.Key.Key_1)
    assert set(hands(open_journal, 2)) == {ME}
    assert [row.title for row in tab.view.history.model.rows()] == ["Round 2", "Round 1"]
    assert tab.view.history.model.rows()[1].second == "You agree on 1 of 4, you knew 2 of 4"
    tab.view.history.list.choose_row(1)
    tab.view.history.list.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert tab.number == 1


def test_a_hand_that_an_earlier_round_lacks_is_laid_there_first(open_journal: OpenJournal, board: Open) -> None:
    play(open_journal, ME, ["results", "teamwork", "integrity", "expertise"], TODAY - timedelta(60))
    play(open_journal, ME, ["results", "teamwork", "integrity", "initiative"])
    tab = board()
    assert tab.number == 2
    tab._lay("results", 1)
    assert "round 1" in tab.view.message.text()
    tab.view.hands[GUESS].elsewhere.click()
    assert tab.number == 1
    assert "0 of 4" in tab.view.hands[GUESS].state.text()


def test_own_words_of_a_card_are_shown_and_can_be_taken_back(
    open_journal: OpenJournal, board: Open, qtbot: QtBot
) -> None:
    whole_round(open_journal)
    tab = board()
    tab.view.head.words.click()
    dialog = tab.findChildren(CardWords)[0]
    dialog.list.choose_row(list(dialog._known).index("results"))
    dialog.label.setText("Delivers")
    dialog.accept()
    assert "Delivers" in tab.view.agreed.text()
    qtbot.keyClick(tab, Qt.Key.Key_Z, SHIFT)
    assert "Getting results" in tab.view.agreed.text()


def test_a_card_without_a_name_is_refused_in_its_place(open_journal: OpenJournal, board: Open) -> None:
    tab = board()
    tab.view.head.words.click()
    dialog = tab.findChildren(CardWords)[0]
    dialog.label.setText(" ")
    dialog.accept()
    assert dialog.isVisible()
    dialog.reject()
    with open_journal.read() as session:
        assert tuple(competencies.of_journal(session).values()) == competencies.ours()


def test_a_chosen_day_of_another_round_is_kept(open_journal: OpenJournal, board: Open) -> None:
    whole_round(open_journal)
    tab = board()
    assert tab.view.history.again.day() == importance.again_on(TODAY)
    tab.view.history.again._take(TODAY + timedelta(30))
    with open_journal.read() as session:
        assert importance.again(session, make.manager(session).id) == TODAY + timedelta(30)


def test_a_hit_for_a_hand_shows_its_round(open_journal: OpenJournal, board: Open) -> None:
    first = play(open_journal, ME, ["results", "teamwork", "integrity", "expertise"], TODAY - timedelta(60))
    play(open_journal, ME, ["results", "teamwork", "integrity", "initiative"])
    tab = board()
    assert tab.show_record(first)
    assert tab.number == 1
    assert not tab.show_record("00000000-0000-0000-0000-000000000000")


def paper(journal: OpenJournal, tab: BoardTab, qtbot: QtBot) -> PaperDialog:
    tab.view.head.blank.click()
    dialog = tab.window().findChildren(PaperDialog)[-1]
    qtbot.wait_until(dialog.save.isEnabled)
    return dialog


def test_the_blank_is_one_page_of_fixed_words_and_holds_no_hand(
    open_journal: OpenJournal, board: Open, qtbot: QtBot
) -> None:
    whole_round(open_journal)
    tab = board()
    dialog = paper(open_journal, tab, qtbot)
    words = dialog.view.accessibleDescription()
    assert all(f"{card.label}: {card.description}" in words for card in competencies.ours())
    assert make_name(open_journal) not in words
    assert "1 page" in dialog.view.accessibleName()
    dialog.reject()


def make_name(journal: OpenJournal) -> str:
    with journal.read() as session:
        return make.manager(session).name


@pytest.mark.parametrize("is_approved", [True, False])
def test_own_words_come_onto_the_blank_only_when_they_are_read_out_and_approved(
    open_journal: OpenJournal, board: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, is_approved: bool
) -> None:
    with open_journal.write(Changed.IMPORTANCE) as session:
        competencies.rename(session, "results", "Delivers", "Even when Nadir forgets.")
    asked: list[str] = []

    def confirm(_parent: object, _title: str, text: str, _action: str) -> bool:
        asked.append(text)
        return is_approved

    monkeypatch.setattr(dialogs, "confirm", confirm)
    tab = board()
    if is_approved:
        dialog = paper(open_journal, tab, qtbot)
        assert "Delivers: Even when Nadir forgets." in dialog.view.accessibleDescription()
        dialog.reject()
    else:
        tab.view.head.blank.click()
        assert not tab.window().findChildren(PaperDialog)
    assert "Delivers: Even when Nadir forgets." in asked[0]
    assert "Integrity" not in asked[0]
