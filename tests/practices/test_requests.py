from datetime import date, timedelta

import pytest

from journal.errors import BadInput
from journal.practices import entries, requests
from journal.practices.requests import Asked
from journal.store.tables import Request
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
