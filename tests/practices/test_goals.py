"""Goals, their evidence, and the case for a bigger role."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal import look_back, review
from journal.errors import BadInput, RecordGone
from journal.practices import bigger_role, entries, evidence, goals
from journal.store.tables import Criterion, Evidence, Goal, RoleCase
from journal.store.vault import Vault
from journal.text import CRITERION_STATES, YES_PARTLY_NO
from tests import make
from tests.make import DAY

DAYS = st.dates(DAY, DAY + timedelta(400))


def test_the_four_duties_are_begun_once(vault: Vault) -> None:
    with vault.write() as session:
        boss = make.manager(session).id
        assert len(goals.begin_duties(session, DAY, manager_id=boss)) == 4
        goals.move_to_trash(session, goals.goals(session)[0].id)
        session.flush()
        assert len(goals.begin_duties(session, DAY, manager_id=boss)) == 1


def test_a_goal_without_words_is_refused_and_one_is_closed_and_opened_again(vault: Vault) -> None:
    with vault.write() as session:
        boss = make.manager(session).id
        with pytest.raises(BadInput, match="few words"):
            goals.begin(session, "  ", DAY, manager_id=boss)
        goal = goals.begin(session, " Speak for the company ", DAY, manager_id=boss, due=DAY)
        assert goal.what == "Speak for the company"
        assert goals.is_overdue(goal, DAY + timedelta(1))
        assert not goals.is_overdue(goal, DAY)
        with pytest.raises(BadInput, match="before"):
            goals.close(session, goal.id, "reached", DAY - timedelta(1))
        goals.close(session, goal.id, "reached", DAY)
        assert not goals.is_overdue(goal, DAY + timedelta(9))
        goals.reopen(session, goal.id)
        assert (goal.status, goal.closed_on) == ("open", None)


@given(st.lists(st.tuples(st.sampled_from(["growth", "duty"]), st.sampled_from(["open", "reached", "dropped"]), DAYS)))
def test_open_goals_come_first_by_their_due_day_then_duties_then_what_is_closed(
    made: list[tuple[str, str, object]],
) -> None:
    found = [
        Goal(what="x", kind=kind, status=status, begun_on=DAY, due=day, closed_on=day, place=place)
        for place, (kind, status, day) in enumerate(made)
    ]
    groups = [goals.order(goal)[0] for goal in sorted(found, key=goals.order)]
    assert groups == sorted(groups)
    dues = [goal.due for goal in sorted(found, key=goals.order) if goals.order(goal)[0] == 0]
    assert dues == sorted(dues, key=str)


def test_an_entry_is_evidence_once_and_no_longer_when_it_is_in_the_trash(vault: Vault) -> None:
    with vault.write() as session:
        boss = make.manager(session).id
        goal = goals.begin(session, "Speak for the company", DAY, manager_id=boss)
        win = make.entry(session, "Closed the audit.\nAlone.", "win")
        one = evidence.link(session, win.id, "goal_id", goal.id)
        assert evidence.link(session, win.id, "goal_id", goal.id).id == one.id
        [shown] = evidence.of(session, "goal_id", goal.id)
        assert (shown.headline, shown.kind, shown.entry_id) == ("Closed the audit.", "win", win.id)
        assert evidence.counts(session, "goal_id") == {goal.id: 1}
        assert evidence.linked(session, win.id) == {goal.id}
        evidence.unlink(session, one.id)
        session.flush()
        assert evidence.of(session, "goal_id", goal.id) == []
        assert evidence.link(session, win.id, "goal_id", goal.id).id == one.id
        entries.move_to_trash(session, win.id)
        session.flush()
        assert (evidence.of(session, "goal_id", goal.id), evidence.counts(session, "goal_id")) == ([], {})
        with pytest.raises(RecordGone):
            evidence.link(session, win.id, "criterion_id", goal.id)


def test_criteria_keep_their_order_and_the_answer_its_day(vault: Vault) -> None:
    with vault.write() as session:
        case = bigger_role.begin(session, "Head of service", DAY, manager_id=make.manager(session).id)
        with pytest.raises(BadInput, match="demonstrate"):
            bigger_role.add_criterion(session, case.id, " ")
        first = bigger_role.add_criterion(session, case.id, "Lead two sites", "told")
        second = bigger_role.add_criterion(session, case.id, "Hold a budget")
        assert [each.id for each in bigger_role.criteria(session, case.id)] == [first.id, second.id]
        bigger_role.revise_criterion(session, second.id, state="agreed")
        assert bigger_role.standing(bigger_role.criteria(session, case.id)) == (1, 1, 2)
        bigger_role.remove_criterion(session, first.id)
        session.flush()
        assert bigger_role.standing(bigger_role.criteria(session, case.id)) == (1, 1, 1)
        assert bigger_role.answer(session, case.id, "partly", DAY).agrees_on == DAY
        assert bigger_role.answer(session, case.id, "", DAY).agrees_on is None


@given(
    st.sampled_from(["", *YES_PARTLY_NO]),
    st.booleans(),
    st.sampled_from(["", "With the board, not with finance."]),
    st.sampled_from(["", "Present it together."]),
    st.lists(st.tuples(st.sampled_from(["told", "assumed"]), st.sampled_from(list(CRITERION_STATES)))),
)
def test_what_to_ask_next_follows_the_order_of_the_source_and_ends(
    agrees: str, is_asked: bool, limit: str, steps: str, shown: list[tuple[str, str]]
) -> None:
    case = RoleCase(role="Head", agrees=agrees, advocacy_limit=limit, next_steps=steps)
    case.limit_asked_on = DAY if is_asked else None
    question = bigger_role.next_question(
        case, [Criterion(what="x", basis=basis, state=state) for basis, state in shown]
    )
    if not agrees:
        assert "Do you agree?" in question
    elif agrees != "yes" and not any(basis == "told" for basis, _state in shown):
        assert "demonstrate" in question
    elif not (is_asked or limit):
        assert "limit" in question
    elif not steps:
        assert "together" in question
    else:
        assert not question


def test_what_two_copies_of_a_journal_linked_alike_shows_once_and_goes_at_once(vault: Vault) -> None:
    with vault.write() as session:
        goal = goals.begin(session, "Speak up", DAY, manager_id=make.manager(session).id)
        entry_id = make.entry(session, "Spoke", "win", DAY).id
        session.add_all([Evidence(entry_id=entry_id, goal_id=goal.id) for _copy in range(2)])
        session.flush()
        [shown] = evidence.of(session, "goal_id", goal.id)
        assert evidence.counts(session, "goal_id")[goal.id] == 1
        assert review.figures(session, DAY, DAY)["evidence"]["for_goals"] == 1
        part = next(each for each in look_back.look(session, DAY, DAY) if each.name == "evidence")
        assert len(part.lines) == 1
        evidence.unlink(session, shown.id)
        session.flush()
        assert evidence.of(session, "goal_id", goal.id) == []
        evidence.take_back(session, shown.id)
        session.flush()
        assert len(evidence.of(session, "goal_id", goal.id)) == 1
