"""A one-on-one from its preparation to its debrief, by keyboard alone, on a real journal."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal.practices import agreement, one_on_ones
from journal.store.key import Key
from journal.store.vault import Vault
from journal.ui.models.steps import DEBRIEF, PREPARE, TALK
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.one_on_ones import OneOnOnesPage
from journal.ui.pages.one_on_ones.rehearsal import Rehearsal
from journal.ui.showing_paper import PaperDialog
from journal.ui.widgets.list_row import RowRole
from tests import make
from tests.ui.meeting_page import (
    MEETINGS,
    Hand,
    agenda,
    cards,
    last_week,
    ledger,
    next_week,
    open_page,
    plan,
    stored,
)

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[[], OneOnOnesPage]


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Open:
    """Opens the page with the keyboard in its list."""
    return lambda: open_page(open_journal, qtbot)


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    """Types, and counts."""
    return Hand(qtbot)


def topics(journal: OpenJournal, meeting_id: str) -> list[str]:
    return [item.text for item in agenda(journal, meeting_id)]


# ------------------------------------------------------------------------------------------------- prepare


def fill(journal: OpenJournal) -> str:
    """A planned meeting, with something of every kind that comes into it by itself."""
    with journal.write(MEETINGS) as session:
        last = make.meeting(session, last_week())
        make.topic(session, last, "Hiring plan")
        make.feedback(session, "be more strategic", last_week())
        make.feedback(session, "louder", last_week(), ask_again_on=date.today(), what_i_will_do="Begin with the number")
        make.request(session, "Introduce me to the COO", last_week())
        of = make.manager(session).id
        agreement.state(session, "manager", "channel", "prefers chat", "assumed", last_week(), manager_id=of)
        make.promise(session, "Draft the plan", made_on=last_week())
    return plan(journal, next_week())


def test_the_next_one_on_one_is_prepared_by_keyboard_within_three_minutes(
    open_journal: OpenJournal, page: Open, hand: Hand
) -> None:
    coming = fill(open_journal)
    shown = page()
    shown.show_record(coming)
    assert shown.pane.step == PREPARE
    hand.press(Qt.Key.Key_Return)
    hand.enter("Budget of the second half")
    hand.press(Qt.Key.Key_Tab)
    for _offer in range(5):  # carried over, ask again, two questions, a request: where one list ends the next begins
        hand.press(Qt.Key.Key_Return)
    assert len(topics(open_journal, coming)) == 6
    assert shown.pane.offers.isHidden()
    assert shown.pane.cards.field.hasFocus(), "then comes the plan"
    hand.enter("The pilot needs a sponsor above us")
    hand.type("She names one person, and a day on which we ask")
    hand.command(Qt.Key.Key_Return)
    (card,) = cards(open_journal, coming)
    assert (card.issue, card.outcome) == (
        "The pilot needs a sponsor above us",
        "She names one person, and a day on which we ask",
    )
    assert hand.seconds <= 180, hand


def test_what_is_offered_stands_on_the_agenda_with_its_source_and_undo_offers_it_again(
    open_journal: OpenJournal, page: Open, hand: Hand, qtbot: QtBot
) -> None:
    coming = fill(open_journal)
    shown = page()
    shown.show_record(coming)
    offers = shown.pane.offers
    qtbot.waitUntil(lambda: [each.model.rowCount() for each in offers.lists] == [1, 2, 1])
    offers.requests.list.setFocus()
    with qtbot.waitSignal(shown.go) as asked:
        hand.type("o")
    assert asked.args is not None
    assert asked.args[0] == "journal", "one can look at the draft before"
    hand.press(Qt.Key.Key_Space)
    (item,) = agenda(open_journal, coming)
    assert (item.text, item.source_kind, item.source_id) == ("Introduce me to the COO", "request", asked.args[1])
    assert offers.requests.isHidden()
    hand.command(Qt.Key.Key_Z)
    assert topics(open_journal, coming) == []
    assert not offers.requests.isHidden()


# --------------------------------------------------------------------------------------------------- cards


def test_a_card_shows_two_fields_at_first_and_all_of_them_for_who_wants_more(
    open_journal: OpenJournal, page: Open, hand: Hand
) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    hand.type("c")
    hand.enter("The pilot")
    form = shown.pane.cards.form
    assert [each.isVisible() for each in form.editors.values()] == [True, True]
    assert form.editors["outcome"].hasFocus()
    hand.type("A sponsor")
    hand.press(Qt.Key.Key_Tab)
    assert form.more.hasFocus()
    hand.press(Qt.Key.Key_Return)
    assert tuple(form.editors) == one_on_ones.FIELDS, "in the order in which one thinks it through"
    assert form.editors["opening"].hasFocus()
    hand.type("Thank you for the time")
    hand.press(Qt.Key.Key_Tab)
    hand.type("Two teams wait")
    assert shown.flush()
    (card,) = cards(open_journal, coming)
    assert (card.outcome, card.opening, card.key_points) == ("A sponsor", "Thank you for the time", "Two teams wait")
    hand.press(Qt.Key.Key_Escape)
    assert shown.pane.cards.list.hasFocus()
    assert not form.isVisible()
    row = shown.pane.cards.model.index(0, 0)
    assert (row.data(RowRole.TITLE), row.data(RowRole.SECOND)) == ("The pilot", "A sponsor")


def test_cards_are_ordered_trashed_and_brought_back_by_keys(open_journal: OpenJournal, page: Open, hand: Hand) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    hand.type("c")
    for issue in ("Budget", "Hiring", "Travel"):
        hand.enter(issue)
        hand.command(Qt.Key.Key_Return)
        hand.type("c")
    shown.pane.cards.list.setFocus()
    shown.pane.cards.list.choose(cards(open_journal, coming)[2].id)
    hand.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [card.issue for card in cards(open_journal, coming)] == ["Budget", "Travel", "Hiring"]
    hand.press(Qt.Key.Key_Delete)
    assert [card.issue for card in cards(open_journal, coming)] == ["Budget", "Hiring"]
    assert shown.pane.cards.deleted.text() == "Restore 1 deleted card"
    hand.command(Qt.Key.Key_Z)
    hand.command(Qt.Key.Key_Z)
    assert [card.issue for card in cards(open_journal, coming)] == ["Budget", "Hiring", "Travel"]


def test_two_issues_in_one_are_split_into_two_cards_and_undo_joins_them(
    open_journal: OpenJournal, page: Open, hand: Hand
) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    hand.type("c")
    hand.enter("Our trust and support for the pilot")
    form = shown.pane.cards.form
    assert form._two.isVisible()
    form.split.click()
    assert form.other.text() == "support for the pilot"
    hand.press(Qt.Key.Key_Return)
    assert [card.issue for card in cards(open_journal, coming)] == ["Our trust", "support for the pilot"]
    assert form.editors["issue"].text() == "support for the pilot", "the new card is open"
    assert not form._two.isVisible()
    hand.press(Qt.Key.Key_Escape)
    hand.command(Qt.Key.Key_Z)
    assert [card.issue for card in cards(open_journal, coming)] == ["Our trust and support for the pilot"]


def test_wording_that_confronts_is_pointed_at_and_mended_only_when_one_wants_it(
    open_journal: OpenJournal, page: Open, hand: Hand, qtbot: QtBot
) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    hand.type("c")
    hand.enter("The pilot")
    form = shown.pane.cards.form
    form.show_more()
    hand.type("You always postpone it")
    hint = form.hints[0]
    qtbot.waitUntil(hint.isVisible)
    assert "You always" in hint.words.text()
    assert shown.flush()
    assert cards(open_journal, coming)[0].opening == "You always postpone it", "it is saved as it stands"
    hint.use.click()
    assert form.editors["opening"].text() != "You always postpone it"
    assert shown.flush()
    assert cards(open_journal, coming)[0].opening == form.editors["opening"].text()
    form.editors["opening"].set_text("I would like your view on this")
    qtbot.waitUntil(hint.isHidden)


def test_what_another_program_wrote_into_a_card_is_kept_below_ones_own_words(
    open_journal: OpenJournal, page: Open, hand: Hand
) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    hand.type("c")
    hand.enter("The pilot")
    hand.type("Mine")
    (card,) = cards(open_journal, coming)
    with open_journal.write(MEETINGS) as session:
        one_on_ones.revise_card(session, card.id, outcome="Theirs")
    assert shown.pane.cards.form.editors["outcome"].text() == "Mine", "typing is not disturbed"
    assert shown.flush()
    assert cards(open_journal, coming)[0].outcome == "Mine\n\nTheirs"


def test_while_another_program_writes_the_words_of_a_card_stay_and_keep_the_page_open(
    open_journal: OpenJournal, page: Open, hand: Hand, template: tuple[Path, Key]
) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    hand.type("c")
    hand.enter("The pilot")
    hand.type("Not lost")
    other = Vault.open_keyed(open_journal.path, template[1], device="other")
    with other.write():
        assert not shown.flush()
    other.close()
    assert shown.flush()
    assert cards(open_journal, coming)[0].outcome == "Not lost"


def test_an_issue_that_is_being_typed_is_there_again_after_locking(
    open_journal: OpenJournal, page: Open, hand: Hand
) -> None:
    plan(open_journal, next_week())
    shown = page()
    hand.type("c")
    hand.type("Half an iss")
    assert shown.flush()
    again = page()
    assert again.pane.cards.field.text() == "Half an iss"


def test_a_written_plan_is_rehearsed_by_one_key_and_its_crib_is_shown(
    open_journal: OpenJournal, page: Open, hand: Hand, qtbot: QtBot
) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    assert not shown.pane.cards.rehearse.isVisible(), "nothing to rehearse yet"
    with open_journal.write(MEETINGS) as session:
        one_on_ones.add_card(session, coming, "The pilot", outcome="A sponsor")
    hand.type("r")
    rehearsal = shown.findChild(Rehearsal)
    assert isinstance(rehearsal, Rehearsal)
    assert rehearsal.isVisible()
    hand.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown.findChild(Rehearsal) is None)
    shown.pane.cards.print.click()
    paper = shown.findChild(PaperDialog)
    assert isinstance(paper, PaperDialog)
    paper.close()


# ---------------------------------------------------------------------------------------------------- talk


def today_meeting(journal: OpenJournal) -> str:
    """A meeting of today that has no hour, so that it lasts all day."""
    return plan(journal, date.today(), start=None)


def test_in_the_talk_each_topic_takes_what_they_said_and_leads_to_the_next(
    open_journal: OpenJournal, page: Open, hand: Hand, qtbot: QtBot
) -> None:
    meeting = today_meeting(open_journal)
    with open_journal.write(MEETINGS) as session:
        heard = make.feedback(session)
        for text, source in (("Hiring", ""), ("When did you see it?", "feedback"), ("Travel", "")):
            one_on_ones.add_item(session, meeting, text, date.today(), source, heard.entry_id if source else None)
    shown = page()
    pane = shown.pane
    assert pane.step == TALK
    hand.press(Qt.Key.Key_Return)
    assert pane.topics.list.hasFocus()
    assert pane.notes.private.isVisible(), "notes and agenda on one screen"
    hand.press(Qt.Key.Key_Space)
    hand.press(Qt.Key.Key_Down)
    assert pane.topics.answering.open.isVisible()
    hand.type("s")
    assert pane.topics.answering.field.hasFocus()
    hand.enter("In the monthly review")
    items = agenda(open_journal, meeting)
    assert [(item.discussed, item.answer) for item in items] == [
        (True, ""),
        (True, "In the monthly review"),
        (False, ""),
    ]
    row = pane.topics.list.currentIndex()
    assert (row.data(RowRole.TITLE), pane.topics.list.hasFocus()) == ("Travel", True)
    assert not pane.topics.answering.open.isVisible(), "a topic of one's own came from nowhere"
    hand.press(Qt.Key.Key_Up)
    assert pane.topics.list.currentIndex().data(RowRole.SECOND) == "They said: In the monthly review"
    with qtbot.waitSignal(shown.go) as asked:
        hand.type("o")
    assert asked.args == ["journal", heard.entry_id], "the answer finds its place"
    hand.command(Qt.Key.Key_Z)
    assert [item.answer for item in agenda(open_journal, meeting)] == ["", "", ""]


def test_an_answer_that_is_only_typed_is_saved_by_itself(open_journal: OpenJournal, page: Open, hand: Hand) -> None:
    meeting = today_meeting(open_journal)
    with open_journal.write(MEETINGS) as session:
        for text in ("Hiring", "Travel"):
            one_on_ones.add_item(session, meeting, text, date.today())
    shown = page()
    hand.type("s")
    hand.type("Two in May")
    shown.pane.topics.list.setCurrentIndex(shown.pane.topics.model.index(1, 0))
    assert shown.pane.topics.answering.field.text() == "", "each topic has its own line"
    assert shown.flush()
    assert [(item.answer, item.discussed) for item in agenda(open_journal, meeting)] == [
        ("Two in May", False),
        ("", False),
    ]


# ------------------------------------------------------------------------------------------------- debrief


def test_a_debrief_takes_ninety_seconds_by_keyboard_and_leaves_the_next_meeting_planned(
    open_journal: OpenJournal, page: Open, hand: Hand
) -> None:
    held = plan(open_journal, last_week(), start="09:30")
    with open_journal.write(MEETINGS) as session:
        for text in ("Budget", "Travel"):
            one_on_ones.add_item(session, held, text, last_week())
    shown = page()
    assert shown.pane.step == DEBRIEF
    hand.press(Qt.Key.Key_Return)
    hand.type("ypy2")
    assert shown.pane.questions.learned.hasFocus(), "each key leads on to the next question"
    hand.enter("Bring the number first")
    hand.enter("me: draft the plan by tomorrow")
    hand.enter("ada: ask the COO")
    hand.press(Qt.Key.Key_Return)
    assert shown.pane.ending.day.hasFocus()
    assert shown.pane.ending.model.rowCount() == 2, "what was not discussed goes on"
    hand.press(Qt.Key.Key_Return)
    assert hand.seconds <= 90, hand
    done = stored(open_journal, held)
    assert (done.outcome_reached, done.felt_heard, done.listened, done.opened_by) == ("yes", "partly", "yes", "manager")
    assert (done.learned, done.state, done.debriefed_on) == ("Bring the number first", "held", date.today())
    assert {each.what: each.owner for each in ledger(open_journal)} == {
        "Draft the plan": "me",
        "Ask the COO": "manager",
    }
    with open_journal.read() as session:
        (coming,) = one_on_ones.planned(session)
        carried = one_on_ones.carried_over(session, coming)
    assert (coming.day, coming.start) == (last_week() + timedelta(days=14), "09:30"), (
        "two weeks on where nothing was agreed"
    )
    assert [item.text for item in carried] == ["Budget", "Travel"]
    assert shown.list.hasFocus()
    assert shown.pane.step == TALK
    assert shown.pane.folded.isVisible(), "a held meeting shows its debrief folded"
    assert (
        shown.pane.folded.line.text() == "outcome reached · partly heard · I listened · learned: Bring the number first"
    )
    hand.command(Qt.Key.Key_Z)
    before = stored(open_journal, held)
    assert (before.state, before.debriefed_on, before.felt_heard) == ("planned", None, "partly")
    assert stored(open_journal, coming.id).deleted_at


def test_keys_of_a_question_are_not_the_keys_of_the_page(open_journal: OpenJournal, page: Open, hand: Hand) -> None:
    held = plan(open_journal, last_week(), "held")
    shown = page()
    hand.press(Qt.Key.Key_Return)
    hand.type("n")
    assert stored(open_journal, held).outcome_reached == "no"
    with open_journal.read() as session:
        assert one_on_ones.planned(session) == [], "N plans a meeting only elsewhere"
    shown.pane.questions.begin()
    shown.pane.questions.questions["outcome_reached"].setFocus()
    hand.type("n")
    assert stored(open_journal, held).outcome_reached == "", "the same key again takes it back"
    hand.press(Qt.Key.Key_Return)
    assert shown.pane.questions.questions["felt_heard"].hasFocus(), "no question must be answered"


def test_where_the_next_meeting_is_planned_already_no_second_one_is(
    open_journal: OpenJournal, page: Open, hand: Hand
) -> None:
    held = plan(open_journal, last_week(), "held")
    coming = plan(open_journal, next_week())
    shown = page()
    shown.show_record(held)
    hand.step(3)
    assert "planned" in shown.pane.ending.planned.text()
    hand.command(Qt.Key.Key_Return)
    assert stored(open_journal, held).debriefed_on == date.today()
    with open_journal.read() as session:
        assert [each.id for each in one_on_ones.planned(session)] == [coming]


def test_the_next_day_follows_the_cadence_and_half_a_date_is_kept_and_asked_about_again(
    open_journal: OpenJournal, page: Open, hand: Hand
) -> None:
    held = plan(open_journal, last_week(), "held")
    with open_journal.write(MEETINGS) as session:
        make.manager(session).cadence_weeks = 4
    shown = page()
    assert shown.pane.ending.day.day() == last_week() + timedelta(days=28)
    shown.pane.ending.day.setText("31 Feb")
    assert shown.flush()
    again = page()
    assert (again.pane.meeting_id, again.pane.step) == (held, DEBRIEF)
    assert again.pane.ending.day.text() == "31 Feb"
    hand.command(Qt.Key.Key_Return)
    assert again.pane.ending.day.hasFocus()
    assert again.pane.ending.day.complaint
    assert stored(open_journal, held).debriefed_on is None
    again.pane.ending.day.setText("")
    hand.command(Qt.Key.Key_Return)
    assert stored(open_journal, held).debriefed_on == date.today()
    with open_journal.read() as session:
        assert one_on_ones.planned(session) == [], "none is planned without a day"
    assert again.flush()
    assert page().pane.step == TALK


def test_a_meeting_to_come_has_nothing_to_debrief_yet(
    open_journal: OpenJournal, page: Open, hand: Hand, said: list[str]
) -> None:
    coming = plan(open_journal, next_week())
    page()
    hand.step(3)
    hand.command(Qt.Key.Key_Return)
    assert stored(open_journal, coming).state == "planned"
    assert any("has not come" in words for words in said)


def test_what_one_learned_is_saved_by_itself_and_the_step_stays_while_others_change_things(
    open_journal: OpenJournal, page: Open, hand: Hand
) -> None:
    held = plan(open_journal, last_week(), "held")
    shown = page()
    hand.step(3)
    for _question in range(4):
        hand.press(Qt.Key.Key_Return)
    hand.type("Say less")
    with open_journal.write(MEETINGS) as session:
        one_on_ones.revise(session, held, notes="Written elsewhere")
    assert (shown.pane.step, shown.pane.questions.learned.text()) == (DEBRIEF, "Say less")
    assert shown.flush()
    assert stored(open_journal, held).learned == "Say less"


def test_the_folded_debrief_unfolds_and_leads_back_to_its_answers(
    open_journal: OpenJournal, page: Open, hand: Hand
) -> None:
    debriefed = {"outcome_reached": "no", "opened_by": "me", "debriefed_on": last_week()}
    plan(open_journal, last_week(), "held", **debriefed)
    shown = page()
    folded = shown.pane.folded
    assert folded.line.text() == "no outcome"
    folded.unfold.setFocus()
    hand.press(Qt.Key.Key_Return)
    assert folded.words.text().splitlines() == ["Did I get the outcome? No", "Who opened it: Me"]
    folded.change.setFocus()
    hand.press(Qt.Key.Key_Return)
    assert shown.pane.step == DEBRIEF
    assert shown.pane.questions.questions["felt_heard"].hasFocus()


def test_marking_a_meeting_as_held_leads_to_its_debrief(open_journal: OpenJournal, page: Open, hand: Hand) -> None:
    meeting = today_meeting(open_journal)
    shown = page()
    assert shown.pane.step == TALK
    hand.type("h")
    assert stored(open_journal, meeting).state == "held"
    assert shown.pane.step == DEBRIEF


def test_the_steps_are_three_keys_and_another_meeting_begins_with_its_own(
    open_journal: OpenJournal, page: Open, hand: Hand
) -> None:
    coming, held = plan(open_journal, next_week()), plan(open_journal, last_week(), "held")
    shown = page()
    shown.show_record(coming)
    hand.step(2)
    assert (shown.pane.step, shown.pane.header.steps.value()) == (TALK, TALK)
    assert shown.pane.notes.private.hasFocus()
    hand.step(1)
    assert shown.pane.topics.field.hasFocus()
    shown.show_record(held)
    assert shown.pane.step == DEBRIEF
    shown.show_record(coming)
    assert shown.pane.step == PREPARE


def test_a_journal_that_is_only_looked_at_takes_no_answer(
    open_journal: OpenJournal, qtbot: QtBot, template: tuple[Path, Key], hand: Hand
) -> None:
    held = plan(open_journal, last_week(), "held")
    open_journal.close()
    looked_at = OpenJournal(Vault.open_keyed(open_journal.path, template[1], device="test", read_only=True))
    shown = open_page(looked_at, qtbot)
    hand.step(3)
    hand.type("y")
    hand.command(Qt.Key.Key_Return)
    assert (stored(looked_at, held).outcome_reached, stored(looked_at, held).debriefed_on) == ("", None)
    assert not shown.pane.ending.save.isEnabled()
    looked_at.close()


def test_the_next_day_is_proposed_anew_when_the_meeting_was_moved_but_for_one_that_is_typed(
    open_journal: OpenJournal, page: Open, hand: Hand
) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    shown.show_record(coming)
    assert shown.pane.ending.day.day() == next_week() + timedelta(days=14)
    with open_journal.write(MEETINGS) as session:
        one_on_ones.revise(session, coming, day=date.today())
    assert shown.pane.ending.day.day() == date.today() + timedelta(days=14)
    shown.pane.ending.day.setText("2031-03-03")
    shown.pane.ending.day.editingFinished.emit()
    with open_journal.write(MEETINGS) as session:
        one_on_ones.revise(session, coming, day=next_week())
    assert shown.pane.ending.day.day() == date(2031, 3, 3)
