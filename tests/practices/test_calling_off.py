"""A one-on-one that did not take place loses nothing that was prepared for it."""

from datetime import timedelta

from journal.practices import managers, one_on_ones
from journal.store import records
from journal.store.tables import AgendaItem, OneOnOne
from journal.store.vault import Vault
from tests import make

DAY = make.DAY
WEEK = timedelta(7)
TODAY = DAY + timedelta(1)


def _prepared(vault: Vault) -> OneOnOne:
    with vault.write() as session:
        meeting = make.meeting(session, state="planned")
        done, left = (make.topic(session, meeting, text) for text in ("The budget", "The pilot"))
        one_on_ones.revise_item(session, done.id, discussed=True)
        left.raised_on = DAY - WEEK
        one_on_ones.add_card(session, meeting.id, "Fund the pilot", outcome="A yes")
        return meeting


def _agenda(vault: Vault, meeting_id: str) -> tuple[list[AgendaItem], list[str]]:
    with vault.read() as session:
        own = one_on_ones.agenda(session, records.get(session, OneOnOne, meeting_id)).own
        return own, [card.issue for card in one_on_ones.cards(session, meeting_id)]


def test_what_was_not_talked_about_goes_to_the_next_planned_one_with_the_same_manager(vault: Vault) -> None:
    meeting = _prepared(vault)
    with vault.write() as session:
        other = one_on_ones.plan(session, DAY + WEEK, manager_id=managers.begin(session, "Grace").id)
        coming = one_on_ones.plan(session, DAY + 2 * WEEK, manager_id=meeting.manager_id)
        off = one_on_ones.call_off(session, meeting.id, TODAY)
    own, cards = _agenda(vault, coming.id)
    assert [(each.text, each.raised_on) for each in own] == [("The pilot", DAY - WEEK)]
    assert (cards, _agenda(vault, other.id)) == (["Fund the pilot"], ([], []))
    with vault.write() as session:
        assert records.get(session, OneOnOne, meeting.id).deleted_at
        one_on_ones.call_on(session, off)
    own, cards = _agenda(vault, meeting.id)
    assert (sorted(each.text for each in own), cards) == (["The budget", "The pilot"], ["Fund the pilot"])
    assert _agenda(vault, coming.id) == ([], [])


def test_where_none_is_planned_one_is_and_undo_takes_it_back_unless_something_was_written_there(vault: Vault) -> None:
    meeting = _prepared(vault)
    for notes in ("", "Ask for more time"):
        with vault.write() as session:
            off = one_on_ones.call_off(session, meeting.id, TODAY)
            session.flush()
            [made] = one_on_ones.planned(session)
            assert (made.day, made.start, off.planned_id) == (TODAY + WEEK, meeting.start, made.id)
        assert [each.text for each in _agenda(vault, made.id)[0]] == ["The pilot"]
        with vault.write() as session:
            one_on_ones.revise(session, made.id, notes=notes)
            one_on_ones.call_on(session, off)
        with vault.read() as session:
            assert [each.id for each in one_on_ones.planned(session)] == [meeting.id, *([made.id] if notes else [])]


def test_a_meeting_that_was_not_prepared_leaves_nothing_behind(vault: Vault) -> None:
    with vault.write() as session:
        off = one_on_ones.call_off(session, make.meeting(session, state="planned").id, TODAY)
        session.flush()
        assert (one_on_ones.planned(session), off.planned_id) == ([], "")
