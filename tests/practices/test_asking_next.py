"""Questions on their way to the next one-on-one: they arrive once, and wherever there is or will be a meeting."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices import managers, one_on_ones
from journal.store.tables import AgendaItem
from journal.store.vault import Vault
from tests import make

DAY = make.DAY
WEEK = timedelta(7)
WORDS = "Which meeting do you think of?"


def ask(session: Session, text: str = WORDS, source_id: str | None = "f1", manager_id: str = "") -> AgendaItem:
    """Ask on DAY, of the current manager unless another is named."""
    whom = manager_id or make.manager(session).id
    return one_on_ones.ask_next(session, text, DAY, manager_id=whom, source_kind="feedback", source_id=source_id)


def test_a_question_stands_on_the_nearest_meeting_with_the_day_and_the_source_that_it_came_from(vault: Vault) -> None:
    with vault.write() as session:
        make.meeting(session, DAY - WEEK, state="planned")
        make.meeting(session, DAY + 2 * WEEK, state="planned")
        nearest = make.meeting(session, DAY, state="planned")
        make.topic(session, nearest, "The pilot")
        item = ask(session)
    assert item.one_on_one_id == nearest.id
    assert (item.text, item.raised_on, item.source_kind, item.source_id) == (WORDS, DAY, "feedback", "f1")
    assert (item.position, item.discussed, item.answer) == (1, False, "")


def test_the_same_question_of_the_same_source_is_not_asked_twice_while_it_waits(vault: Vault) -> None:
    with vault.write() as session:
        make.meeting(session, DAY, state="planned")
        first = ask(session)
        assert ask(session, f"  {WORDS} ").id == first.id
        assert ask(session, "And what would good look like?").id != first.id
        assert ask(session, source_id="f2").id != first.id
        assert ask(session, source_id=None).id == ask(session, source_id=None).id


def test_a_question_that_was_talked_about_can_be_asked_again_in_the_same_words(vault: Vault) -> None:
    with vault.write() as session:
        meeting = make.meeting(session, DAY, state="planned")
        first = ask(session)
        one_on_ones.revise_item(session, first.id, discussed=True)
        one_on_ones.hold(session, meeting.id)
        session.flush()
        coming = make.meeting(session, DAY + WEEK, state="planned")
        again = ask(session)
        assert (again.one_on_one_id, again.discussed) == (coming.id, False)
        assert ask(session).id == again.id


def test_whether_it_was_asked_already_forgets_what_is_in_the_trash(vault: Vault) -> None:
    with vault.write() as session:
        make.meeting(session, DAY, state="planned")
        assert not one_on_ones.asked_already(session, "feedback", "f1", WORDS)
        item = ask(session)
        assert one_on_ones.asked_already(session, "feedback", "f1", WORDS)
        assert not one_on_ones.asked_already(session, "statement", "f1", WORDS)
        one_on_ones.remove_item(session, item.id)
        session.flush()
        assert not one_on_ones.asked_already(session, "feedback", "f1", WORDS)
        one_on_ones.move_to_trash(session, ask(session).one_on_one_id)
        session.flush()
        assert not one_on_ones.asked_already(session, "feedback", "f1", WORDS)


def test_without_a_planned_meeting_it_waits_on_the_last_one_held_and_is_carried_over(vault: Vault) -> None:
    with vault.write() as session:
        make.meeting(session, DAY - 3 * WEEK)
        last = make.meeting(session, DAY - WEEK)
        item = ask(session)
        assert item.one_on_one_id == last.id
        coming = make.meeting(session, DAY + WEEK, state="planned")
        carried = one_on_ones.agenda(session, coming).carried
    assert [(each.id, each.raised_on) for each in carried] == [(item.id, DAY)]


def test_with_no_meeting_at_all_one_is_planned_a_week_ahead_and_only_one(vault: Vault) -> None:
    with vault.write() as session:
        item = ask(session)
        assert ask(session, "Another question").one_on_one_id == item.one_on_one_id
        (planned,) = one_on_ones.planned(session)
    assert (planned.id, planned.day, planned.start) == (item.one_on_one_id, DAY + WEEK, None)


def test_a_planned_meeting_whose_day_has_passed_takes_it_before_another_is_planned(vault: Vault) -> None:
    with vault.write() as session:
        passed = make.meeting(session, DAY - WEEK, state="planned")
        assert ask(session).one_on_one_id == passed.id


def test_each_manager_is_asked_in_their_own_meetings(vault: Vault) -> None:
    with vault.write() as session:
        ours = make.meeting(session, DAY, state="planned")
        other = managers.begin(session, "Noor", DAY)
        asked = ask(session, manager_id=other.id)
        assert asked.one_on_one_id != ours.id
        assert ask(session, manager_id=ours.manager_id).one_on_one_id == ours.id


def test_a_question_needs_words_and_leaves_no_meeting_behind_without_them(vault: Vault) -> None:
    with vault.write() as session:
        with pytest.raises(BadInput):
            ask(session, "  ")
        assert one_on_ones.planned(session) == []
