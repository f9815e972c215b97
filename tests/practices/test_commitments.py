from datetime import date, timedelta

import pytest

from journal.errors import BadInput, RecordGone
from journal.practices import commitments
from journal.store import history, records
from journal.store.tables import Commitment
from journal.store.vault import Vault
from tests import make

WEEK = timedelta(7)


def test_a_promise_needs_words_and_an_owner(vault: Vault) -> None:
    with vault.write() as session:
        for what, owner in (("  ", "me"), ("Call", "them"), ("Call", "")):
            with pytest.raises(BadInput):
                make.promise(session, what, owner)
        assert commitments.ledger(session) == []


@pytest.mark.parametrize(("close", "status"), [(commitments.keep, "kept"), (commitments.drop, "dropped")])
def test_a_closed_promise_keeps_its_day_and_is_not_open_any_more(vault: Vault, close: object, status: str) -> None:
    assert callable(close)
    with vault.write() as session:
        made = make.promise(session, due=make.DAY + WEEK)
        close(session, made.id, make.DAY + timedelta(3))
    with vault.read() as session:
        found = records.get(session, Commitment, made.id)
        assert (found.status, found.closed_on) == (status, make.DAY + timedelta(3))
        assert commitments.open_ones(session) == []
        assert [each.id for each in commitments.ledger(session)] == [made.id]


def test_a_renegotiated_promise_is_closed_and_its_successor_keeps_the_earlier_dates(vault: Vault) -> None:
    with vault.write() as session:
        first = make.promise(session, "Draft the plan", "manager", due=make.DAY + WEEK)
        second = commitments.renegotiate(session, first.id, make.DAY + WEEK, make.DAY + 3 * WEEK, " budget frozen ")
        third = commitments.renegotiate(session, second.id, make.DAY + 2 * WEEK, None, what="Draft half the plan")
    with vault.read() as session:
        assert [each.id for each in commitments.open_ones(session)] == [third.id]
        latest = records.get(session, Commitment, third.id)
        assert (latest.owner, latest.what, latest.made_on, latest.due) == (
            "manager",
            "Draft half the plan",
            make.DAY + 2 * WEEK,
            None,
        )
        line = [(each.id, each.due, each.reason) for each in commitments.earlier(session, latest)]
        assert line == [(second.id, make.DAY + 3 * WEEK, ""), (first.id, make.DAY + WEEK, "budget frozen")]


def test_what_is_closed_cannot_be_closed_again_before_it_is_reopened(vault: Vault) -> None:
    with vault.write() as session:
        made = make.promise(session)
        commitments.keep(session, made.id, make.DAY)
        for again in (commitments.keep, commitments.drop):
            with pytest.raises(BadInput):
                again(session, made.id, make.DAY)
        with pytest.raises(BadInput):
            commitments.renegotiate(session, made.id, make.DAY, None)
        commitments.reopen(session, made.id)
        assert commitments.drop(session, made.id, make.DAY, "not needed").reason == "not needed"


def test_a_promise_is_not_closed_before_it_was_made(vault: Vault) -> None:
    with vault.write() as session:
        made = make.promise(session)
        with pytest.raises(BadInput):
            commitments.keep(session, made.id, make.DAY - timedelta(1))


def test_reopening_takes_back_the_successor(vault: Vault) -> None:
    with vault.write() as session:
        made = make.promise(session)
        commitments.renegotiate(session, made.id, make.DAY, make.DAY + WEEK, "later")
    with vault.write() as session:
        commitments.reopen(session, made.id)
    with vault.read() as session:
        [found] = commitments.open_ones(session)
        assert (found.id, found.status, found.closed_on, found.reason) == (made.id, "open", None, "")


def test_open_promises_come_by_due_day_and_those_without_one_last(vault: Vault) -> None:
    with vault.write() as session:
        make.promise(session, "no day")
        make.promise(session, "later", due=make.DAY + WEEK)
        make.promise(session, "overdue", "manager", due=make.DAY - WEEK)
        commitments.move_to_trash(session, make.promise(session, "trashed").id)
    with vault.read() as session:
        assert [each.what for each in commitments.open_ones(session)] == ["overdue", "later", "no day"]


def test_the_promises_of_a_meeting_come_in_the_order_in_which_they_were_made(vault: Vault) -> None:
    with vault.write() as session:
        meeting = make.meeting(session)
        for what in ("first", "second", "third"):
            make.promise(session, what, one_on_one_id=meeting.id)
        make.promise(session, "elsewhere")
    with vault.read() as session:
        assert [each.what for each in commitments.of_meeting(session, meeting.id)] == ["first", "second", "third"]


def test_a_promise_comes_back_from_the_trash(vault: Vault) -> None:
    with vault.write() as session:
        made = make.promise(session)
        commitments.move_to_trash(session, made.id)
        session.flush()
        assert commitments.ledger(session) == []
        commitments.take_back(session, made.id)
    with vault.read() as session:
        assert [each.id for each in commitments.ledger(session)] == [made.id]


def test_a_promise_is_corrected_without_a_trace_in_the_ledger_and_with_one_in_its_history(vault: Vault) -> None:
    with vault.write() as session:
        made = make.promise(session, "Darft")
    with vault.write() as session:
        commitments.revise(session, made.id, what="Draft", due=make.DAY, owner="manager")
        with pytest.raises(BadInput):
            commitments.revise(session, made.id, what=" ", due=None, owner="me")
    with vault.read() as session:
        [found] = commitments.ledger(session)
        assert (found.what, found.owner, len(history.versions(session, made.id))) == ("Draft", "manager", 1)


def test_a_promise_deleted_meanwhile_is_said_to_be_gone(vault: Vault) -> None:
    with vault.write() as session, pytest.raises(RecordGone):
        commitments.keep(session, "no such id", make.DAY)


DAY = make.DAY


@pytest.mark.parametrize(
    ("made_on", "due", "closed_on", "is_open", "is_overdue"),
    [
        (DAY, None, None, True, False),
        (DAY, DAY, None, True, False),
        (DAY, DAY - timedelta(1), None, True, True),
        (DAY + timedelta(1), None, None, False, False),
        (DAY - WEEK, DAY - timedelta(1), DAY, False, False),
        (DAY - WEEK, DAY - timedelta(1), DAY + timedelta(1), True, True),
        (DAY - WEEK, DAY + timedelta(1), DAY + timedelta(1), True, False),
    ],
)
def test_what_is_open_and_what_is_overdue_on_a_day(
    made_on: date,
    due: date | None,
    closed_on: date | None,
    is_open: bool,
    is_overdue: bool,
) -> None:
    made = Commitment(made_on=made_on, due=due, closed_on=closed_on)
    assert (commitments.is_open_on(made, DAY), commitments.is_overdue_on(made, DAY)) == (is_open, is_overdue)
