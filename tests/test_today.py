from datetime import date, timedelta

from journal import today
from journal.practices import commitments, entries, managers, one_on_ones
from journal.store.vault import Vault
from tests import make

DAY = make.DAY
WEEK = timedelta(7)


def _today(vault: Vault, day: date = DAY) -> today.Today:
    with vault.read() as session:
        return today.look(session, day)


def test_a_new_journal_has_nothing_to_show_and_is_no_error(vault: Vault) -> None:
    found = _today(vault)
    assert (found.next_meeting, found.bring, found.unclosed, found.due, found.has_entries) == (
        None,
        None,
        [],
        [],
        False,
    )
    assert (found.waiting_promises, found.waiting_requests, found.ask_again, found.on_this_day) == ([], [], [], [])


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


def test_this_day_a_year_ago_comes_back(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "a year ago", day=DAY.replace(year=DAY.year - 1))
        entries.move_to_trash(session, make.entry(session, "trashed", day=DAY.replace(year=DAY.year - 1)).id)
    found = _today(vault)
    assert ([row.headline for row in found.on_this_day], found.has_entries) == (["a year ago"], True)
