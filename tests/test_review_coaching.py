"""The rules behind the figures of the coaching practices: what counts, in which period, and what is out of it."""

from datetime import date, timedelta
from typing import Any

from journal import look_back, review
from journal.practices import (
    agreement,
    authority,
    bigger_role,
    entries,
    evidence,
    feedback,
    goals,
    one_on_ones,
    requests,
    surprises,
)
from journal.store import history
from journal.store.tables import DevelopmentTalk, Pulse
from journal.store.vault import Vault
from tests import make

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
BEFORE, AFTER = FIRST - timedelta(1), LAST + timedelta(1)


def _figures(vault: Vault) -> dict[str, Any]:
    with vault.read() as session:
        return review.figures(session, FIRST, LAST)


def test_requests_are_counted_by_kind_when_asked_and_when_answered(vault: Vault) -> None:
    ways = (
        ("advice", FIRST, "asked", None),
        ("advice", BEFORE, "agreed", FIRST),
        ("advice", FIRST, "declined", LAST),
        ("role", FIRST, "delivered", AFTER),
        ("role", BEFORE, "withdrawn", LAST),
        ("support", AFTER, "declined", AFTER),
    )
    with vault.write() as session:
        for kind, asked_on, status, answered_on in ways:
            made = make.request(session, kind=kind)
            requests.move(session, made.entry_id, "asked", asked_on)
            if answered_on:
                requests.move(session, made.entry_id, status, answered_on)
        first_yes = make.request(session, kind="visibility")
        requests.move(session, first_yes.entry_id, "agreed", LAST)
        requests.move(session, first_yes.entry_id, "delivered", AFTER)
        gone = make.request(session, kind="advice")
        requests.move(session, gone.entry_id, "asked", FIRST)
        entries.move_to_trash(session, gone.entry_id)
    found = _figures(vault)["requests"]
    none = {"asked": 0, "yes": 0, "no": 0, "withdrawn": 0}
    assert found["advice"] == {"asked": 2, "yes": 1, "no": 1, "withdrawn": 0}
    assert found["role"] == {"asked": 1, "yes": 0, "no": 0, "withdrawn": 1}
    assert found["visibility"] == {"asked": 1, "yes": 1, "no": 0, "withdrawn": 0}
    assert (found["support"], found["resources"], len(found)) == (none, none, 9)


def test_climbs_are_the_rungs_reached_in_the_period(vault: Vault) -> None:
    with vault.write() as session:
        one = make.feedback(session, "be bolder", BEFORE).entry_id
        other = make.feedback(session, "be quick", FIRST).entry_id
        feedback.climb(session, one, "example", BEFORE)
        feedback.climb(session, one, "behaviour", FIRST)
        feedback.climb(session, one, "confirmed", LAST, "I have seen it")
        taken_back = feedback.climb(session, other, "example", FIRST)
        feedback.take_back(session, taken_back.id, "label")
        feedback.climb(session, other, "goal", AFTER)
    found = _figures(vault)["climbs"]
    assert found["feedbacks"] == 1
    assert found["steps"] == {"label": 0, "example": 0, "behaviour": 1, "goal": 0, "confirmed": 1}


def test_a_step_down_makes_nothing_clearer_nor_does_what_is_no_feedback_any_more(vault: Vault) -> None:
    with vault.write() as session:
        fallen = make.feedback(session, "be bolder", BEFORE).entry_id
        feedback.climb(session, fallen, "behaviour", BEFORE)
        feedback.climb(session, fallen, "example", FIRST)
        other = make.feedback(session, "be quick", FIRST).entry_id
        feedback.climb(session, other, "example", FIRST)
        entries.revise(session, other, kind="interaction")
    found = _figures(vault)["climbs"]
    assert found == {"feedbacks": 0, "steps": dict.fromkeys(feedback.LADDER, 0)}
    with vault.write() as session:
        feedback.climb(session, fallen, "behaviour", LAST)
    assert _figures(vault)["climbs"]["feedbacks"] == 1


def test_evidence_for_what_lies_in_the_trash_does_not_count(vault: Vault) -> None:
    with vault.write() as session:
        manager_id = make.manager(session).id
        goal = goals.begin(session, "Speak up", FIRST, manager_id=manager_id, competency="communication")
        case = bigger_role.begin(session, "Head of it all", FIRST, manager_id=manager_id)
        criterion = bigger_role.add_criterion(session, case.id, "Run a budget")
        entry_id = make.entry(session, day=FIRST).id
        evidence.link(session, entry_id, "goal_id", goal.id)
        evidence.link(session, entry_id, "criterion_id", criterion.id)
    assert _figures(vault)["evidence"] == {"for_goals": 1, "for_a_role": 1, "by_competency": {"communication": 1}}
    with vault.write() as session:
        goals.move_to_trash(session, goal.id)
        bigger_role.move_to_trash(session, case.id)
        parts = look_back.look(session, FIRST, LAST)
    assert _figures(vault)["evidence"] == {"for_goals": 0, "for_a_role": 0, "by_competency": {}}
    assert "evidence" not in {part.name for part in parts}


def test_what_is_known_is_counted_by_how_and_by_whether_it_is_stale(vault: Vault) -> None:
    old = LAST - timedelta(200)
    with vault.write() as session:
        manager_id = make.manager(session).id
        for basis, day in (("told", old), ("observed", old), ("assumed", FIRST), ("assumed", AFTER)):
            agreement.state(session, "manager", "working", basis, basis, day, manager_id=manager_id)
            authority.allow(session, f"{basis} {day}", 4, basis, day, manager_id=manager_id)
    found = _figures(vault)
    known = {"told": 1, "observed": 1, "assumed": 1, "stale": 1}
    assert found["agreement"] == {"me": dict.fromkeys(known, 0), "manager": known}
    assert found["authority"] == {"by_degree": {"1": 0, "2": 0, "3": 0, "4": 3, "5": 0}, **known}


def test_surprises_of_the_period_have_a_rule_or_none(vault: Vault) -> None:
    with vault.write() as session:
        manager_id = make.manager(session).id
        made = [surprises.write(session, day, "a call", manager_id=manager_id) for day in (BEFORE, FIRST, LAST, LAST)]
        rule = agreement.state(session, "manager", "working", "Call first", "told", LAST, manager_id=manager_id)
        surprises.end_in(session, made[1].id, authority_id=None, statement_id=rule.id)
    assert _figures(vault)["surprises"] == {"with_rule": 1, "without_rule": 2}
    with vault.write() as session:
        agreement.move_to_trash(session, rule.id)
    assert _figures(vault)["surprises"] == {"with_rule": 0, "without_rule": 3}


def test_goals_and_cases_are_begun_closed_and_open_and_evidence_counts_by_its_day(vault: Vault) -> None:
    with vault.write() as session:
        manager_id = make.manager(session).id
        goal = goals.begin(session, "Speak up", BEFORE, manager_id=manager_id, competency="communication")
        goals.close(session, goals.begin(session, "Lead", FIRST, manager_id=manager_id).id, "reached", LAST)
        goals.close(session, goals.begin(session, "Later", FIRST, manager_id=manager_id).id, "dropped", AFTER)
        goals.begin(session, "Duty", FIRST, manager_id=manager_id, kind="duty")
        case = bigger_role.begin(session, "Head of it all", FIRST, manager_id=manager_id)
        criterion = bigger_role.add_criterion(session, case.id, "Run a budget")
        bigger_role.revise_criterion(session, criterion.id, state="shown")
        for day in (BEFORE, FIRST, LAST):
            evidence.link(session, make.entry(session, day=day).id, "goal_id", goal.id)
        evidence.link(session, make.entry(session, day=LAST).id, "criterion_id", criterion.id)
        evidence.unlink(session, evidence.link(session, make.entry(session, day=LAST).id, "goal_id", goal.id).id)
    found = _figures(vault)
    assert found["goals"]["growth"] == {"begun": 2, "reached": 1, "dropped": 0, "open_at_end": 2}
    assert found["goals"]["duty"] == {"begun": 1, "reached": 0, "dropped": 0, "open_at_end": 1}
    assert found["evidence"] == {"for_goals": 2, "for_a_role": 1, "by_competency": {"communication": 2}}
    assert found["role_cases"] == {
        "begun": 1,
        "reached": 0,
        "dropped": 0,
        "open_at_end": 1,
        "criteria": {"open": 0, "shown": 1, "agreed": 0},
    }


def test_talks_pulse_and_debriefs_of_the_period_each_with_its_number(vault: Vault) -> None:
    with vault.write() as session:
        manager_id = make.manager(session).id
        for day, who in ((BEFORE, "me"), (FIRST, "me"), (LAST, "manager"), (LAST, "me")):
            session.add(DevelopmentTalk(day=day, opened_by=who, about="role", manager_id=manager_id))
        for day, support in ((BEFORE, 1), (FIRST, 2), (LAST, 4)):
            session.add(Pulse(rated_on=day, support=support, manager_id=manager_id))
        talked = make.meeting(session, FIRST)
        one_on_ones.debrief(session, talked.id, outcome_reached="partly", opened_by="me", debriefed_on=FIRST)
        make.meeting(session, LAST)
        card = one_on_ones.add_card(session, talked.id, "Budget")
        one_on_ones.revise_card(session, card.id, rehearsed_on=FIRST)
        history.trash(one_on_ones.add_card(session, talked.id, "Gone"))
    found = _figures(vault)
    talks = found["development_talks"]
    assert (talks["n"], talks["opened_by"], talks["about"]["role"]) == (3, {"me": 2, "manager": 1}, 3)
    assert found["pulse"]["n"] == 2
    assert found["pulse"]["support"] == {"n": 2, "first": 2, "last": 4}
    assert found["pulse"]["trust"] == {"n": 0, "first": None, "last": None}
    assert found["debriefs"]["n"] == 1
    assert found["debriefs"]["outcome_reached"] == {"yes": 0, "partly": 1, "no": 0}
    assert found["debriefs"]["opened_by"] == {"me": 1, "manager": 0}
    assert found["plans"] == {"cards": 1, "rehearsed": 1}
