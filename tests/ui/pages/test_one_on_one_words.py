"""No word of a one-on-one is lost by an undo, nor by what another program does while one writes."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal.practices import one_on_ones
from journal.store import history, records
from journal.store.tables import AgendaItem, OneOnOne, PlanCard
from journal.ui.models.steps import DEBRIEF, TALK
from journal.ui.open_journal import OpenJournal
from tests import make
from tests.ui.meeting_page import MEETINGS, Hand, agenda, cards, last_week, next_week, open_page, plan, stored

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Gone = Callable[[OpenJournal, str], None]


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    """Types where the keyboard is."""
    return Hand(qtbot)


def topic(journal: OpenJournal, meeting_id: str, text: str = "The pilot") -> str:
    with journal.write(MEETINGS) as session:
        return make.topic(session, records.get(session, OneOnOne, meeting_id), text).id


def in_trash(journal: OpenJournal, meeting_id: str) -> None:
    """Another program puts a meeting into the trash."""
    with journal.vault.write() as session:
        history.trash(records.get(session, OneOnOne, meeting_id))


def for_good(journal: OpenJournal, meeting_id: str) -> None:
    """Another program deletes a meeting for good."""
    with journal.vault.write() as session:
        history.delete_for_good(session, records.get(session, OneOnOne, meeting_id))


AWAY = pytest.mark.parametrize("away", [in_trash, for_good])


def test_undo_of_an_answer_leaves_the_words_that_were_added_to_it(
    open_journal: OpenJournal, qtbot: QtBot, hand: Hand
) -> None:
    meeting = plan(open_journal, date.today())
    topic(open_journal, meeting)
    shown = open_page(open_journal, qtbot)
    shown.show_record(meeting)
    shown.pane.show_step(TALK)
    shown.pane.go_to_answer()
    hand.enter("Yes")
    shown.pane.go_to_answer()
    hand.press(Qt.Key.Key_End)
    hand.type(", from May")
    assert shown.pane.flush()
    shown.list.setFocus()
    hand.command(Qt.Key.Key_Z)
    [item] = agenda(open_journal, meeting)
    assert (item.answer, item.discussed) == ("Yes, from May", False)


def test_undo_of_an_answer_takes_back_what_was_only_answered(
    open_journal: OpenJournal, qtbot: QtBot, hand: Hand
) -> None:
    meeting = plan(open_journal, date.today())
    topic(open_journal, meeting)
    shown = open_page(open_journal, qtbot)
    shown.show_record(meeting)
    shown.pane.show_step(TALK)
    shown.pane.go_to_answer()
    hand.enter("Yes")
    hand.command(Qt.Key.Key_Z)
    [item] = agenda(open_journal, meeting)
    assert (item.answer, item.discussed) == ("", False)


def test_undo_of_a_split_keeps_the_words_typed_since(open_journal: OpenJournal, qtbot: QtBot, hand: Hand) -> None:
    meeting = plan(open_journal, next_week())
    with open_journal.write(MEETINGS) as session:
        card = one_on_ones.add_card(session, meeting, "The pilot and the budget").id
    shown = open_page(open_journal, qtbot)
    shown.show_record(meeting)
    pane = shown.pane
    pane.cards._show_card(card)
    pane.cards.form.ask_split()
    hand.press(Qt.Key.Key_Return)
    pane.cards._show_card(card)
    pane.cards.form.editors["issue"].setFocus()
    hand.command(Qt.Key.Key_End)
    hand.type(" of May")
    assert pane.flush()
    shown.list.setFocus()
    hand.command(Qt.Key.Key_Z)
    [left] = cards(open_journal, meeting)
    assert "The pilot of May" in left.issue
    assert "the budget" in left.issue


def test_undo_of_a_debrief_leaves_the_next_meeting_in_which_something_was_written(
    open_journal: OpenJournal, qtbot: QtBot, hand: Hand
) -> None:
    meeting = plan(open_journal, date.today(), state="held")
    shown = open_page(open_journal, qtbot)
    shown.show_record(meeting)
    shown.pane.show_step(DEBRIEF)
    hand.command(Qt.Key.Key_Return)
    with open_journal.read() as session:
        [coming] = one_on_ones.planned(session)
    shown.show_record(coming.id)
    shown.pane.go_to_notes()
    hand.type("Bring the figures")
    assert shown.pane.flush()
    shown.list.setFocus()
    hand.command(Qt.Key.Key_Z)
    assert stored(open_journal, meeting).debriefed_on is None
    there = stored(open_journal, coming.id)
    assert (there.notes, there.deleted_at) == ("Bring the figures", None)


@AWAY
def test_notes_and_what_was_learned_bring_back_a_meeting_that_was_deleted_meanwhile(
    open_journal: OpenJournal, qtbot: QtBot, hand: Hand, away: Gone
) -> None:
    meeting = plan(open_journal, last_week(), state="held")
    shown = open_page(open_journal, qtbot)
    shown.show_record(meeting)
    shown.pane.go_to_notes()
    hand.type("She said yes")
    shown.pane.show_step(DEBRIEF)
    shown.pane.questions.learned.setFocus()
    hand.type("Ask earlier")
    away(open_journal, meeting)
    assert shown.pane.flush()
    found = stored(open_journal, meeting)
    assert (found.notes, found.learned, found.deleted_at) == ("She said yes", "Ask earlier", None)


@AWAY
def test_an_answer_brings_back_a_topic_whose_meeting_was_deleted_meanwhile(
    open_journal: OpenJournal, qtbot: QtBot, hand: Hand, away: Gone
) -> None:
    meeting = plan(open_journal, date.today())
    topic(open_journal, meeting)
    shown = open_page(open_journal, qtbot)
    shown.show_record(meeting)
    shown.pane.show_step(TALK)
    shown.pane.go_to_answer()
    hand.type("Not before May")
    away(open_journal, meeting)
    assert shown.pane.flush()
    assert stored(open_journal, meeting).deleted_at is None
    assert [(item.text, item.answer) for item in agenda(open_journal, meeting)] == [("The pilot", "Not before May")]


@AWAY
def test_a_card_brings_back_its_meeting_that_was_deleted_meanwhile(
    open_journal: OpenJournal, qtbot: QtBot, hand: Hand, away: Gone
) -> None:
    meeting = plan(open_journal, next_week())
    with open_journal.write(MEETINGS) as session:
        card = one_on_ones.add_card(session, meeting, "The pilot").id
    shown = open_page(open_journal, qtbot)
    shown.show_record(meeting)
    shown.pane.cards._show_card(card)
    hand.type("A yes for May")
    away(open_journal, meeting)
    assert shown.pane.flush()
    assert stored(open_journal, meeting).deleted_at is None
    assert [each.outcome for each in cards(open_journal, meeting)] == ["A yes for May"]


def test_an_answer_written_by_another_program_meanwhile_stays(
    open_journal: OpenJournal, qtbot: QtBot, hand: Hand
) -> None:
    meeting = plan(open_journal, date.today())
    item = topic(open_journal, meeting)
    shown = open_page(open_journal, qtbot)
    shown.show_record(meeting)
    shown.pane.show_step(TALK)
    shown.pane.go_to_answer()
    hand.type("Yes")
    with open_journal.vault.write() as session:
        one_on_ones.revise_item(session, item, answer="Ask Grace")
    assert shown.pane.flush()
    with open_journal.read() as session:
        answer = records.get(session, AgendaItem, item).answer
    assert "Yes" in answer
    assert "Ask Grace" in answer


def test_a_card_in_the_trash_comes_back_with_the_words_typed_meanwhile(
    open_journal: OpenJournal, qtbot: QtBot, hand: Hand
) -> None:
    meeting = plan(open_journal, next_week())
    with open_journal.write(MEETINGS) as session:
        card = one_on_ones.add_card(session, meeting, "The pilot").id
    shown = open_page(open_journal, qtbot)
    shown.show_record(meeting)
    shown.pane.cards._show_card(card)
    hand.type("A yes")
    with open_journal.vault.write() as session:
        history.trash(records.get(session, PlanCard, card))
    assert shown.pane.flush()
    assert [each.outcome for each in cards(open_journal, meeting)] == ["A yes"]


def test_a_day_for_the_next_meeting_that_could_not_be_planned_stays_in_its_field(
    open_journal: OpenJournal, qtbot: QtBot, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    from journal.errors import DiskFull
    from journal.ui.pages.one_on_ones import pane

    def full(*_args: object, **_more: object) -> str:
        raise DiskFull

    meeting = plan(open_journal, date.today(), state="held")
    shown = open_page(open_journal, qtbot)
    shown.show_record(meeting)
    shown.pane.show_step(DEBRIEF)
    shown.pane.ending.day.setFocus()
    shown.pane.ending.day.selectAll()
    hand.type(next_week().isoformat())
    monkeypatch.setattr(pane, "finish", full)
    hand.command(Qt.Key.Key_Return)
    assert shown.pane.ending.next_day == next_week()


def test_what_was_prepared_for_a_meeting_that_did_not_take_place_waits_in_the_next_one(
    open_journal: OpenJournal, qtbot: QtBot, hand: Hand
) -> None:
    waits, coming = plan(open_journal, last_week()), plan(open_journal, next_week())
    topic(open_journal, waits, "The pilot")
    shown = open_page(open_journal, qtbot)
    shown.show_record(waits)
    qtbot.mouseClick(shown.pane.header.not_held, Qt.MouseButton.LeftButton)
    assert stored(open_journal, waits).deleted_at
    assert [item.text for item in agenda(open_journal, coming)] == ["The pilot"]
    shown.list.setFocus()
    hand.command(Qt.Key.Key_Z)
    assert stored(open_journal, waits).deleted_at is None
    assert [item.text for item in agenda(open_journal, waits)] == ["The pilot"]


def test_words_changed_in_place_stay_in_their_field_when_another_program_adds_a_topic(
    open_journal: OpenJournal, qtbot: QtBot, hand: Hand
) -> None:
    meeting = plan(open_journal, date.today())
    topic(open_journal, meeting)
    shown = open_page(open_journal, qtbot)
    shown.show_record(meeting)
    topics = shown.pane.topics
    topics.list.setFocus()
    topics.list.edit(topics.model.index(0, 0))
    hand.type("The pilot, n")
    topic(open_journal, meeting, "From elsewhere")
    hand.type("ow")  # no key of the page either
    assert shown.pane.flush()
    assert [item.text for item in agenda(open_journal, meeting)] == ["The pilot, now", "From elsewhere"]
