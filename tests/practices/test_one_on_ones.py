from datetime import timedelta

import pytest

from journal.errors import BadInput, RecordGone
from journal.practices import managers, one_on_ones
from journal.store.vault import Vault
from tests import make

DAY = make.DAY
WEEK = timedelta(7)


def test_a_planned_meeting_becomes_a_held_one(vault: Vault) -> None:
    with vault.write() as session:
        meeting = make.meeting(session, state="planned")
        assert ([each.id for each in one_on_ones.planned(session)], one_on_ones.held(session)) == ([meeting.id], [])
        one_on_ones.hold(session, meeting.id)
        session.flush()
        assert (one_on_ones.planned(session), [each.id for each in one_on_ones.held(session)]) == ([], [meeting.id])


def test_held_meetings_of_a_period_come_newest_first(vault: Vault) -> None:
    with vault.write() as session:
        for days in (-1, 0, 7, 14, 15):
            make.meeting(session, DAY + timedelta(days))
        one_on_ones.move_to_trash(session, make.meeting(session, DAY).id)
        make.meeting(session, DAY, state="planned")
    with vault.read() as session:
        found = one_on_ones.held(session, DAY, DAY + timedelta(14))
    assert [(each.day - DAY).days for each in found] == [14, 7, 0]


def test_the_next_meeting_may_be_today_and_the_earlier_hour_comes_first(vault: Vault) -> None:
    with vault.write() as session:
        assert one_on_ones.next_one(session, DAY) is None
        for day, start in ((DAY - WEEK, "09:00"), (DAY, "16:00"), (DAY, "09:30"), (DAY + WEEK, "08:00")):
            make.meeting(session, day, start, "planned")
        found = one_on_ones.next_one(session, DAY)
        assert found is not None
        assert (found.day, found.start) == (DAY, "09:30")
        one_on_ones.move_to_trash(session, found.id)
        session.flush()
        later = one_on_ones.next_one(session, DAY)
        assert later is not None
        assert later.start == "16:00"
        one_on_ones.take_back(session, found.id)
        session.flush()
        again = one_on_ones.next_one(session, DAY)
        assert again is not None
        assert again.id == found.id


def test_what_was_not_discussed_carries_over_with_the_day_it_was_first_raised(vault: Vault) -> None:
    with vault.write() as session:
        first = make.meeting(session, DAY)
        make.topic(session, first, "discussed", discussed=True)
        make.topic(session, first, "waiting long")
        second = make.meeting(session, DAY + WEEK)
        make.topic(session, second, "waiting")
        one_on_ones.remove_item(session, make.topic(session, second, "removed").id)
        gone = make.meeting(session, DAY + WEEK, "09:00")
        make.topic(session, gone, "of a meeting in the trash")
        one_on_ones.move_to_trash(session, gone.id)
        planned = make.meeting(session, DAY + 2 * WEEK, state="planned")
        make.topic(session, planned, "its own")
        later = make.meeting(session, DAY + 3 * WEEK)
        make.topic(session, later, "of a later meeting")
    with vault.read() as session:
        agenda = one_on_ones.agenda(session, planned)
    assert [item.text for item in agenda.own] == ["its own"]
    assert [(item.text, item.raised_on) for item in agenda.carried] == [("waiting long", DAY), ("waiting", DAY + WEEK)]


def test_a_topic_that_is_brought_forward_keeps_its_day_and_is_not_carried_over_twice(vault: Vault) -> None:
    with vault.write() as session:
        held = make.meeting(session, DAY)
        item = make.topic(session, held, "the pilot")
        planned = make.meeting(session, DAY + WEEK, state="planned")
        make.topic(session, planned, "its own")
        one_on_ones.bring_forward(session, item.id, planned.id)
    with vault.read() as session:
        agenda = one_on_ones.agenda(session, planned)
    assert [(each.text, each.raised_on) for each in agenda.own] == [("its own", DAY + WEEK), ("the pilot", DAY)]
    assert agenda.carried == []


def test_the_next_topics_of_the_last_meeting_are_suggested_once(vault: Vault) -> None:
    with vault.write() as session:
        older = make.meeting(session, DAY)
        one_on_ones.revise(session, older.id, next_topics="forgotten")
        last = make.meeting(session, DAY + WEEK)
        one_on_ones.revise(session, last.id, next_topics=" budget \n\nthe pilot\n")
        planned = make.meeting(session, DAY + 2 * WEEK, state="planned")
        make.topic(session, planned, "the pilot")
    with vault.read() as session:
        assert one_on_ones.agenda(session, planned).suggested == ["budget"]
        assert one_on_ones.agenda(session, last).suggested == []


def test_topics_stay_with_their_manager(vault: Vault) -> None:
    with vault.write() as session:
        old = managers.begin(session, "Ada")
        new = managers.begin(session, "Grace")
        theirs = one_on_ones.hold(session, one_on_ones.plan(session, DAY, manager_id=old.id).id)
        one_on_ones.revise(session, theirs.id, next_topics="Ada's topic")
        make.topic(session, theirs, "Ada's question")
        planned = one_on_ones.plan(session, DAY + WEEK, manager_id=new.id)
    with vault.read() as session:
        agenda = one_on_ones.agenda(session, planned)
    assert (agenda.own, agenda.carried, agenda.suggested) == ([], [], [])


def test_a_topic_needs_words_and_a_meeting(vault: Vault) -> None:
    with vault.write() as session:
        meeting = make.meeting(session)
        with pytest.raises(BadInput):
            one_on_ones.add_item(session, meeting.id, "  ", DAY)
        with pytest.raises(RecordGone):
            one_on_ones.add_item(session, "no such id", "a topic", DAY)


def test_a_removed_topic_comes_back_where_it_was(vault: Vault) -> None:
    with vault.write() as session:
        meeting = make.meeting(session)
        items = [make.topic(session, meeting, text) for text in ("one", "two", "three")]
        one_on_ones.remove_item(session, items[1].id)
        session.flush()
        assert [item.text for item in one_on_ones.agenda(session, meeting).own] == ["one", "three"]
        one_on_ones.take_back_item(session, items[1].id)
        session.flush()
        assert [item.text for item in one_on_ones.agenda(session, meeting).own] == ["one", "two", "three"]
