"""Plan cards and debriefs: one issue a card, in the order that one gives them, and answers one at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import BadInput, RecordGone
from journal.practices import one_on_ones
from journal.practices.one_on_ones import plan_cards
from journal.store import records
from journal.store.tables import OneOnOne, PlanCard
from journal.store.vault import Vault
from tests import make

DAY = make.DAY


def test_cards_stand_in_the_order_in_which_they_are_put(vault: Vault) -> None:
    with vault.write() as session:
        of = make.meeting(session, state="planned").id
        made = [one_on_ones.add_card(session, of, issue).id for issue in ("Budget", "Hiring", "Travel")]
        one_on_ones.put_in_order(session, [made[2], made[0], made[1]])
        assert [each.issue for each in one_on_ones.cards(session, of)] == ["Travel", "Budget", "Hiring"]
        one_on_ones.remove_card(session, made[0])
        session.flush()
        assert [each.issue for each in one_on_ones.cards(session, of)] == ["Travel", "Hiring"]
        assert [each.issue for each in one_on_ones.trashed_cards(session, of)] == ["Budget"]
        one_on_ones.take_back_card(session, made[0])
        session.flush()
        assert [each.issue for each in one_on_ones.cards(session, of)] == ["Travel", "Budget", "Hiring"]


def test_an_entangled_issue_becomes_two_cards_beside_each_other(vault: Vault) -> None:
    with vault.write() as session:
        of = make.meeting(session, state="planned").id
        first = one_on_ones.add_card(
            session, of, "Our trust and support for the pilot", opening="Thank you for the time"
        )
        one_on_ones.add_card(session, of, "Travel")
        other = one_on_ones.second_issue(first.issue)
        made = one_on_ones.split_card(session, first.id, other)
        assert made.issue == "support for the pilot"
        issues = [each.issue for each in one_on_ones.cards(session, of)]
        assert issues == ["Our trust", "support for the pilot", "Travel"]
        assert (first.opening, made.opening) == ("Thank you for the time", "")
        with pytest.raises(BadInput):
            one_on_ones.split_card(session, first.id, "  ")
        one_on_ones.split_card(session, first.id, "Something else")
        assert records.get(session, PlanCard, first.id).issue == "Our trust", (
            "what was not among its words leaves it alone"
        )


@pytest.mark.parametrize(
    ("issue", "other"),
    [
        ("Budget and hiring", "hiring"),
        ("Budget; hiring and travel", "hiring and travel"),
        ("Budget, AND hiring", "hiring"),
        ("Budget\nhiring", "hiring"),
        ("The candidate", ""),
        ("and then", ""),
        ("Budget and", ""),
        ("", ""),
    ],
)
def test_a_second_issue_is_seen_at_its_joint_and_never_within_a_word(issue: str, other: str) -> None:
    assert one_on_ones.second_issue(issue) == other


@given(st.text(st.sampled_from("ab;\n ")), st.text(st.sampled_from("ab ")))
def test_splitting_loses_no_word(first: str, second: str) -> None:
    issue = f"{first} and {second}".strip()
    other = one_on_ones.second_issue(issue)
    if other:
        left = plan_cards.without(issue, other)
        kept = [word for word in f"{left} {other}".replace(";", " ").split() if word != "and"]
        assert kept == [word for word in issue.replace(";", " ").split() if word != "and"]
        assert left


def test_answers_of_a_debrief_are_kept_one_by_one_and_its_end_holds_the_meeting(vault: Vault) -> None:
    with vault.write() as session:
        of = make.meeting(session, state="planned").id
        one_on_ones.debrief(session, of, outcome_reached="partly")
        found = one_on_ones.debrief(session, of, felt_heard="yes", learned="Ask for one thing")
        assert (found.state, found.outcome_reached, found.felt_heard, found.listened) == (
            "planned",
            "partly",
            "yes",
            "",
        )
        one_on_ones.debrief(session, of, debriefed_on=DAY)
        session.flush()
        assert records.get(session, OneOnOne, of).state == "held"


def test_a_debrief_refuses_answers_that_it_does_not_know(vault: Vault) -> None:
    with vault.write() as session:
        of = make.meeting(session).id
        with pytest.raises(BadInput):
            one_on_ones.debrief(session, of, felt_heard="perhaps")
        with pytest.raises(AttributeError):
            one_on_ones.debrief(session, of, notes="not an answer")
        with pytest.raises(RecordGone):
            one_on_ones.debrief(session, "nowhere", felt_heard="yes")
