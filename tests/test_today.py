"""What needs attention now, from all practices."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from journal import today
from journal.practices import (
    agreement,
    authority,
    cadence,
    commitments,
    entries,
    managers,
    one_on_ones,
    surprises,
)
from journal.store.vault import Vault
from tests import make

DAY = make.DAY
WEEK = timedelta(7)


def _today(vault: Vault, day: date = DAY) -> today.Today:
    with vault.read() as session:
        return today.look(session, day)


def test_a_new_journal_has_nothing_to_show_but_its_first_steps(vault: Vault) -> None:
    found = _today(vault)
    assert (found.next_meeting, found.bring, found.unclosed, found.due, found.manager_id) == (None, None, [], [], "")
    assert (found.waiting_promises, found.waiting_requests, found.ask_again, found.on_this_day) == ([], [], [], [])
    assert (found.questions, found.surprises, found.rhythm.state) == ([], [], "unset")
    assert found.is_empty
    assert [step.name for step in found.steps] == list(today.STEPS)
    assert not any(step.is_done for step in found.steps)


def test_first_steps_tick_themselves_off_and_go_when_all_are_taken(vault: Vault) -> None:
    with vault.write() as session:
        manager = make.manager(session)
        make.entry(session)
        made = make.promise(session)
    assert [step.name for step in _today(vault).steps if step.is_done] == ["interaction", "commitment"]
    with vault.write() as session:
        make.meeting(session)
        make.feedback(session)
        commitments.keep(session, made.id, DAY)
    assert [step.name for step in _today(vault).steps if not step.is_done] == ["statement"]
    with vault.write() as session:
        agreement.state(session, "me", "working", "In the morning.", "told", DAY, manager_id=manager.id)
    assert _today(vault).steps == []
    assert not _today(vault).is_empty


@given(st.sets(st.sampled_from(today.STEPS)), st.integers(0, 60))
def test_first_steps_stand_only_while_something_is_new_and_undone(done: set[str], written: int) -> None:
    steps = today.first_steps(done, written)
    assert bool(steps) == (len(done) < len(today.STEPS) and written < today.NOT_NEW)
    assert {step.name for step in steps if step.is_done} == (done if steps else set())


def test_questions_wait_whether_or_not_a_meeting_is_planned(vault: Vault) -> None:
    with vault.write() as session:
        make.feedback(session, "be bolder")
        make.request(session, "Fund the pilot")
    asked = [each.text for each in _today(vault).questions]
    assert len(asked) == 2
    assert "be bolder" in asked[0]
    assert asked[1] == "Fund the pilot"
    with vault.write() as session:
        meeting = make.meeting(session, DAY + WEEK, state="planned")
        first = _today(vault).questions[0]
        one_on_ones.add_item(
            session, meeting.id, first.text, DAY, source_kind=first.source_kind, source_id=first.source_id
        )
    assert [each.text for each in _today(vault).questions] == ["Fund the pilot"]


def test_a_surprise_stands_there_until_a_rule_came_of_it(vault: Vault) -> None:
    with vault.write() as session:
        manager = make.manager(session)
        made = surprises.write(session, DAY, "They expected a call", manager_id=manager.id)
    assert [each.id for each in _today(vault).surprises] == [made.id]
    with vault.write() as session:
        rule = authority.allow(session, "Hiring", 4, "told", DAY, manager_id=manager.id)
        surprises.end_in(session, made.id, authority_id=rule.id, statement_id=None)
    assert _today(vault).surprises == []


def test_a_meeting_that_comes_later_than_the_rhythm_is_late(vault: Vault) -> None:
    with vault.write() as session:
        cadence.keep(session, make.manager(session).id, 1)
        make.meeting(session, DAY - timedelta(20))
    assert (_today(vault).rhythm.state, _today(vault).rhythm.late) == ("late", 13)
    with vault.write() as session:
        make.meeting(session, DAY - timedelta(3))
    assert _today(vault).rhythm.state == "open"


def test_the_next_meeting_brings_its_topics_and_the_open_promises_of_both_sides(vault: Vault) -> None:
    with vault.write() as session:
        make.topic(session, make.meeting(session, DAY - WEEK), "left over")
        meeting = make.meeting(session, DAY + WEEK, state="planned")
        make.topic(session, meeting, "its own")
        make.promise(session, "mine")
        make.promise(session, "theirs", "manager")
        commitments.keep(session, make.promise(session, "kept").id, DAY)
    found = _today(vault)
    assert found.next_meeting is not None
    assert found.next_meeting.id == meeting.id
    assert found.bring is not None
    assert [item.text for item in found.bring.agenda.own] == ["its own"]
    assert [item.text for item in found.bring.agenda.carried] == ["left over"]
    assert [[each.what for each in side] for side in (found.bring.mine, found.bring.theirs)] == [["mine"], ["theirs"]]


def test_a_meeting_brings_only_what_belongs_to_its_manager(vault: Vault) -> None:
    with vault.write() as session:
        other = managers.begin(session, "Ada")
        commitments.make(session, "me", "for Ada", DAY, manager_id=other.id)
        new = managers.begin(session, "Grace", DAY)
        one_on_ones.plan(session, DAY, manager_id=new.id)
    found = _today(vault)
    assert found.bring is not None
    assert found.bring.mine == []


def test_my_promises_are_due_when_overdue_or_within_a_fortnight(vault: Vault) -> None:
    with vault.write() as session:
        for days in (-30, 0, 14, 15):
            make.promise(session, str(days), due=DAY + timedelta(days))
        make.promise(session, "no day")
        make.promise(session, "theirs", "manager", due=DAY)
    assert [each.what for each in _today(vault).due] == ["-30", "0", "14"]
    assert [each.what for each in _today(vault).waiting_promises] == ["theirs"]


def test_a_planned_meeting_whose_day_has_passed_waits_to_be_closed(vault: Vault) -> None:
    with vault.write() as session:
        old = make.meeting(session, DAY - timedelta(1), state="planned")
        make.meeting(session, DAY, state="planned")
        make.meeting(session, DAY - timedelta(2))
    assert [each.id for each in _today(vault).unclosed] == [old.id]


def test_what_one_waits_for_and_what_to_ask_again_stand_there(vault: Vault) -> None:
    with vault.write() as session:
        make.request(session, "fund the pilot", status="asked", asked_on=DAY)
        make.request(session, "a draft")
        make.feedback(session, "be bolder", ask_again_on=DAY)
    found = _today(vault)
    assert [each.request.ask for each in found.waiting_requests] == ["fund the pilot"]
    assert [each.feedback.exact_words for each in found.ask_again] == ["be bolder"]


def test_what_stands_on_an_agenda_since_its_day_is_not_asked_again_twice(vault: Vault) -> None:
    with vault.write() as session:
        heard = make.feedback(session, "be bolder", ask_again_on=DAY)
        meeting = make.meeting(session, DAY + WEEK, state="planned")
        ask = {"source_kind": "feedback", "source_id": heard.entry_id}
        one_on_ones.add_item(session, meeting.id, "Long ago?", DAY - timedelta(1), **ask)
    found = _today(vault)
    assert found.bring
    assert (len(found.ask_again), len(found.bring.ask_again)) == (1, 1)
    with vault.write() as session:
        item = one_on_ones.add_item(session, meeting.id, "Have you seen it?", DAY, **ask)
    found = _today(vault)
    assert found.bring
    assert (found.ask_again, found.bring.ask_again) == ([], [])
    with vault.write() as session:
        one_on_ones.remove_item(session, item.id)
    assert len(_today(vault).ask_again) == 1


def test_this_day_a_year_ago_comes_back(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "a year ago", day=DAY.replace(year=DAY.year - 1))
        entries.move_to_trash(session, make.entry(session, "trashed", day=DAY.replace(year=DAY.year - 1)).id)
    found = _today(vault)
    assert [row.headline for row in found.on_this_day] == ["a year ago"]
