from datetime import date, timedelta
from typing import Any

import pytest

from journal.errors import BadInput
from journal.practices import entries, requests
from journal.practices.entries import EntryFilter
from journal.practices.requests import Asked
from journal.store import history, records
from journal.store.tables import Entry, Experience, Request
from journal.store.vault import Vault
from tests import make

DAY = make.DAY
LATER = DAY + timedelta(10)


@pytest.mark.parametrize(
    ("status", "asked_on", "answered_on", "on", "expected"),
    [
        ("draft", None, None, DAY, None),
        ("asked", DAY, None, DAY - timedelta(1), None),
        ("asked", DAY, None, DAY, "asked"),
        ("agreed", DAY, LATER, LATER - timedelta(1), "asked"),
        ("agreed", DAY, LATER, LATER, "agreed"),
        ("delivered", DAY, DAY, DAY, "delivered"),
        ("declined", DAY, LATER, LATER + timedelta(900), "declined"),
        ("withdrawn", DAY, LATER, DAY, "asked"),
    ],
)
def test_the_status_at_the_end_of_a_day(
    status: str, asked_on: date | None, answered_on: date | None, on: date, expected: str | None
) -> None:
    request = Request(status=status, asked_on=asked_on, answered_on=answered_on)
    assert Asked("id", DAY, request).status_on(on) == expected


def _dates(request: Request) -> tuple[str, date | None, date | None]:
    return request.status, request.asked_on, request.answered_on


def test_the_days_of_asking_and_answering_follow_the_status(vault: Vault) -> None:
    with vault.write() as session:
        made = make.request(session)
        assert _dates(requests.move(session, made.entry_id, "asked", DAY)) == ("asked", DAY, None)
        assert _dates(requests.move(session, made.entry_id, "agreed", LATER)) == ("agreed", DAY, LATER)
        after = LATER + timedelta(5)
        assert _dates(requests.move(session, made.entry_id, "delivered", after)) == ("delivered", DAY, after)
        assert _dates(requests.move(session, made.entry_id, "asked", after)) == ("asked", DAY, None)
        assert _dates(requests.move(session, made.entry_id, "draft", after)) == ("draft", None, None)


def test_the_day_of_a_yes_stays_until_it_is_asked_anew(vault: Vault) -> None:
    with vault.write() as session:
        made = make.request(session)
        requests.move(session, made.entry_id, "agreed", LATER)
        after = LATER + timedelta(5)
        for status in ("delivered", "declined", "withdrawn", "agreed"):
            assert requests.move(session, made.entry_id, status, after).agreed_on == LATER
        assert made.answered_on == LATER, "back at the yes, it got there on the day of the yes"
        assert requests.move(session, made.entry_id, "asked", after).agreed_on is None


def test_a_split_request_is_two_that_know_of_each_other_and_can_be_joined_again(vault: Vault) -> None:
    with vault.write() as session:
        made = make.request(session, "Introduce me and fund it", kind="resources")
        second = requests.split(session, made.entry_id, "Introduce me", " Fund it ")
    with vault.read() as session:
        (there,) = requests.linked(session, made.entry_id)
        (back,) = requests.linked(session, second.id)
        drafts = requests.to_make(session)
    assert (there.entry_id, there.request.ask, there.request.kind, there.day) == (
        second.id,
        "Fund it",
        "resources",
        DAY,
    )
    assert (back.entry_id, back.request.ask) == (made.entry_id, "Introduce me")
    assert {each.request.ask for each in drafts} == {"Introduce me", "Fund it"}
    with vault.write() as session:
        requests.join(session, made.entry_id, second.id, ("Introduce me", "Fund it"), ask="Introduce me and fund it")
    with vault.read() as session:
        assert requests.linked(session, made.entry_id) == []
        assert [each.request.ask for each in requests.all_requests(session)] == ["Introduce me and fund it"]


def test_a_split_is_not_taken_back_over_words_that_were_written_since(vault: Vault) -> None:
    halves = ("Introduce me", "Fund it")
    with vault.write() as session:
        made = make.request(session, "Introduce me and fund it")
        second = requests.split(session, made.entry_id, *halves)
        for entry_id, wrote in ((made.entry_id, "Introduce me to Ruth"), (second.id, "Fund it until May")):
            asked = entries.revise_details(session, entry_id, ask=wrote)
            with pytest.raises(BadInput):
                requests.join(session, made.entry_id, second.id, halves, ask="Introduce me and fund it")
            assert isinstance(asked, Request)
            assert asked.ask == wrote
            entries.revise_details(session, entry_id, ask=halves[entry_id == second.id])
        entries.revise(session, second.id, text="Why it matters")
        with pytest.raises(BadInput):
            requests.join(session, made.entry_id, second.id, halves, ask="Introduce me and fund it")


def test_one_half_of_a_split_can_be_deleted_for_good(vault: Vault) -> None:
    with vault.write() as session:
        made = make.request(session, "Introduce me and fund it")
        second = requests.split(session, made.entry_id, "Introduce me", "Fund it")
        history.delete_for_good(session, records.get(session, Entry, made.entry_id))
    with vault.read() as session:
        assert requests.linked(session, second.id) == []
        assert [each.request.ask for each in requests.all_requests(session)] == ["Fund it"]


def test_both_halves_of_a_split_need_words(vault: Vault) -> None:
    with vault.write() as session:
        made = make.request(session, "Introduce me")
        for ask, rest in (("Introduce me", " "), ("", "Fund it")):
            with pytest.raises(BadInput):
                requests.split(session, made.entry_id, ask, rest)
        with pytest.raises(BadInput):
            requests.split(session, make.entry(session).id, "One", "Two")


def test_the_database_counts_what_the_rules_count(vault: Vault) -> None:
    with vault.write() as session:
        for number in range(24):
            kind = ("advice", "resources", "role")[number % 3]
            late = DAY if number % 2 else None
            made = make.request(session, kind=kind, by_when=late)
            requests.move(session, made.entry_id, requests.STATUSES[number % 6], DAY)
        gone = make.request(session, status="asked", by_when=DAY)
        entries.move_to_trash(session, gone.entry_id)
    with vault.read() as session:
        found = requests.all_requests(session)
        tally = requests.tally(session, LATER)
    assert tally.answers == requests.answers(found)
    assert tally.answers is not None
    assert tally.answered == sum(count for _yes, count in tally.answers.values()) == 12
    assert tally.statuses == dict.fromkeys(requests.STATUSES, 4)
    assert tally.late == len([each for each in found if requests.is_late(each.request, LATER)]) > 0


def test_the_list_narrows_to_where_requests_stand(vault: Vault) -> None:
    with vault.write() as session:
        for status in requests.STATUSES:
            requests.move(session, make.request(session, status, by_when=DAY).entry_id, status, DAY)
        make.entry(session)

    def listed(**narrow: Any) -> list[str]:
        with vault.read() as session:
            return sorted(row.headline for row in entries.first_rows(session, EntryFilter(**narrow), 20))

    assert listed(statuses=frozenset({"draft", "agreed"})) == ["agreed", "draft"]
    assert listed(late_on=LATER) == ["agreed", "asked"]
    assert listed(late_on=DAY) == [], "what is wanted today is not late"


def test_what_they_have_done_is_offered_until_it_was_asked_about(vault: Vault) -> None:
    with vault.write() as session:
        boss = make.manager(session)
        for what in ("Led a move", "Closed a plant"):
            session.add(Experience(what_they_did=what, known_on=DAY, manager_id=boss.id))
        session.flush()
        made = make.request(session)
        first, _second = requests.experiences_to_ask(session, boss.id)
        requests.learn_from(session, made.entry_id, first.id)
        assert [each.id for each in requests.experiences_to_ask(session, boss.id)][-1] == first.id


def test_a_request_answered_at_once_was_asked_that_day(vault: Vault) -> None:
    with vault.write() as session:
        made = make.request(session)
        assert _dates(requests.move(session, made.entry_id, "declined", DAY)) == ("declined", DAY, DAY)


def test_there_is_no_other_status_and_no_request_without_one(vault: Vault) -> None:
    with vault.write() as session:
        made = make.request(session)
        note = make.entry(session)
        with pytest.raises(BadInput):
            requests.move(session, made.entry_id, "promised", DAY)
        with pytest.raises(BadInput):
            requests.move(session, note.id, "asked", DAY)


def test_what_one_waits_for_is_asked_or_agreed_and_the_most_urgent_comes_first(vault: Vault) -> None:
    with vault.write() as session:
        for status in requests.STATUSES:
            requests.move(session, make.request(session, status).entry_id, status, DAY)
        urgent = make.request(session, "urgent", by_when=DAY, status="asked", asked_on=DAY)
        trashed = make.request(session, "trashed", status="asked", asked_on=DAY)
        entries.move_to_trash(session, trashed.entry_id)
        turned = make.request(session, "became a note", status="asked", asked_on=DAY)
        entries.revise(session, turned.entry_id, kind="interaction")
    with vault.read() as session:
        waiting = [asked.request.ask for asked in requests.waiting(session)]
    assert waiting[0] == urgent.ask
    assert sorted(waiting[1:]) == ["agreed", "asked"]


def test_requests_are_counted_by_their_status_at_the_end_of_a_day(vault: Vault) -> None:
    with vault.write() as session:
        requests.move(session, make.request(session).entry_id, "asked", DAY)
        requests.move(session, make.request(session).entry_id, "agreed", LATER)
        make.request(session)
    with vault.read() as session:
        found = requests.all_requests(session)
    nothing = dict.fromkeys(requests.STATUSES, 0)
    assert requests.statuses_on(found, DAY - timedelta(1)) == nothing
    assert requests.statuses_on(found, DAY) == nothing | {"asked": 1}
    assert requests.statuses_on(found, LATER) == nothing | {"asked": 1, "agreed": 1}
