from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from journal.practices import (
    agreement,
    authority,
    bigger_role,
    development_talks,
    entries,
    evidence,
    feedback,
    goals,
    managers,
    one_on_ones,
    surprises,
)
from journal.sharing import lines
from journal.sharing.lines import Candidate
from journal.store.tables import Record
from journal.store.vault import Vault
from tests import make

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
NEXT = (date(2026, 4, 1), date(2026, 6, 30))
DAY, BEFORE, LATER = make.DAY, date(2025, 11, 3), date(2026, 3, 20)


def _offered(vault: Vault, first: date = FIRST, last: date = LAST) -> list[Candidate]:
    with vault.read() as session:
        return lines.candidates(session, first, last)


def _approve(vault: Vault, candidate: Candidate, words: str) -> None:
    with vault.write() as session:
        boss = make.manager(session).id
        lines.approve(session, candidate.section, words, candidate.source, manager_id=boss)


def _told(candidate: Candidate) -> tuple[str, str, str, date]:
    return candidate.section, candidate.about, candidate.note, candidate.source.day


# ------------------------------------------------------------------------------------------------------ feedback


def test_a_feedback_that_was_confirmed_comes_back_with_the_day_on_which_the_manager_saw_it(vault: Vault) -> None:
    with vault.write() as session:
        heard = make.feedback(session, "be more strategic", BEFORE, what_i_will_do="Open each review with the why")
        feedback.climb(session, heard.entry_id, "confirmed", LATER, "I have seen it.")
    [found] = _offered(vault)
    assert _told(found) == ("feedback", "be more strategic", "your manager has seen the change", LATER)
    assert found.wording == ""


def test_a_feedback_whose_experiment_was_due_in_the_period_comes_back(vault: Vault) -> None:
    with vault.write() as session:
        make.feedback(session, "be bolder", BEFORE, what_i_will_do="Say it first", ask_again_on=LATER)
        make.feedback(session, "nothing tried", BEFORE, ask_again_on=LATER)
        make.feedback(session, "long ago", BEFORE, what_i_will_do="Other things", ask_again_on=BEFORE)
    assert [_told(each) for each in _offered(vault)] == [("feedback", "be bolder", "you tried: Say it first", LATER)]


def test_what_was_tried_stays_an_offer_until_it_is_confirmed(vault: Vault) -> None:
    with vault.write() as session:
        heard = make.feedback(session, "be bolder", DAY, what_i_will_do="Say it first")
    _approve(vault, _offered(vault)[0], "I speak first in reviews now.")
    [again] = _offered(vault, *NEXT)
    assert (again.wording, again.is_ticked, again.source.day) == ("I speak first in reviews now.", False, NEXT[0])
    with vault.write() as session:
        feedback.climb(session, heard.entry_id, "confirmed", LATER, "I have seen it.")
    assert _offered(vault, *NEXT) == []


# -------------------------------------------------------------------------------------------------------- growth


def test_a_goal_is_offered_when_it_is_begun_when_it_is_reached_and_for_its_steps(vault: Vault) -> None:
    with vault.write() as session:
        boss = make.manager(session).id
        begun = partial(goals.begin, session, manager_id=boss)
        begun("Begun now", DAY)
        goals.close(session, begun("Reached now", BEFORE).id, "reached", LATER)
        shown = begun("Shown now", BEFORE)
        for day in (DAY, LATER, BEFORE):
            evidence.link(session, make.entry(session, "Closed the audit.", day=day).id, "goal_id", shown.id)
        begun("Nothing new", BEFORE)
        begun("Begun later", NEXT[0])
        goals.close(session, begun("Dropped", DAY).id, "dropped", LATER)
    told = [(each.about, each.note, each.source.day, each.steps) for each in _offered(vault)]
    assert sorted(told) == [
        ("Begun now", "goal, begun", DAY, 0),
        ("Reached now", "goal, reached", LATER, 0),
        ("Shown now", "goal, open, 2 steps", LATER, 2),
    ]


def test_a_standing_duty_is_offered_only_for_what_was_shown_of_it(vault: Vault) -> None:
    with vault.write() as session:
        first, *_others = goals.begin_duties(session, DAY, manager_id=make.manager(session).id)
    assert _offered(vault) == []
    with vault.write() as session:
        evidence.link(session, make.entry(session, "Closed the audit.").id, "goal_id", first.id)
    assert [(each.about, each.note) for each in _offered(vault)] == [(first.what, "standing duty, 1 step")]


def test_an_open_goal_that_was_told_of_is_offered_again(vault: Vault) -> None:
    with vault.write() as session:
        goal = goals.begin(session, "Speak for the whole company", DAY, manager_id=make.manager(session).id)
    assert _offered(vault, *NEXT) == []
    _approve(vault, _offered(vault)[0], "I prepare to speak for the whole company.")
    [again] = _offered(vault, *NEXT)
    assert (again.wording, again.earlier != "") == ("I prepare to speak for the whole company.", True)
    with vault.write() as session:
        goals.close(session, goal.id, "dropped", LATER)
    assert _offered(vault, *NEXT) == []


def test_what_a_bigger_role_takes_is_offered_once_it_is_shown_or_agreed(vault: Vault) -> None:
    with vault.write() as session:
        case = bigger_role.begin(session, "Head of service", BEFORE, manager_id=make.manager(session).id)
        still, shown, agreed = (
            bigger_role.add_criterion(session, case.id, what) for what in ("Open", "Two sites", "A budget")
        )
        bigger_role.revise_criterion(session, shown.id, state="shown")
        bigger_role.revise_criterion(session, agreed.id, state="agreed")
        for each in (still, shown):
            evidence.link(session, make.entry(session, "Led both.").id, "criterion_id", each.id)
    today = date.today()
    assert {(each.about, each.note) for each in _offered(vault, today, today)} == {
        ("Two sites", "shown, for the bigger role"),
        ("A budget", "your manager agrees that you show it"),
    }
    assert [each.about for each in _offered(vault) if each.source.kind == "criterion"] == ["Two sites"]


def test_the_next_steps_of_a_development_talk_are_offered(vault: Vault) -> None:
    with vault.write() as session:
        talk = partial(development_talks.write_down, session, manager_id=make.manager(session).id)
        talk(DAY, next_steps="Shadow the board\nand more", strengths="Calm")
        talk(DAY, strengths="Only praise")
        talk(BEFORE, next_steps="Long done")
    note = "next steps of a talk about your development"
    assert [_told(each) for each in _offered(vault)] == [("next", "Shadow the board", note, DAY)]


# ----------------------------------------------------------------------------------------------------- agreement


def test_a_surprise_is_offered_with_the_rule_that_it_ended_in(vault: Vault) -> None:
    with vault.write() as session:
        boss = make.manager(session).id
        rule = authority.allow(session, "Spend beyond the budget", 2, "told", LATER, manager_id=boss)
        said = agreement.state(session, "manager", "channel", "Call about delays", "told", DAY, manager_id=boss)
        with_limit, with_statement = (
            surprises.write(session, day, what, manager_id=boss)
            for day, what in ((LATER, "Ordered a bench"), (DAY, "Told them late"))
        )
        surprises.end_in(session, with_limit.id, authority_id=rule.id, statement_id=None)
        surprises.end_in(session, with_statement.id, authority_id=None, statement_id=said.id)
        surprises.write(session, DAY, "No rule yet", manager_id=boss)
    told = [(each.section, each.about, each.note) for each in _offered(vault)]
    assert told == [
        ("feedback", "Ordered a bench", "a surprise; the new rule: Spend beyond the budget"),
        ("feedback", "Told them late", "a surprise; the new rule: Call about delays"),
    ], "the limit stands once, with its surprise"


def test_a_limit_is_offered_when_the_manager_told_it_in_the_period(vault: Vault) -> None:
    with vault.write() as session:
        boss = make.manager(session).id
        for decision, basis, day in (("Hire", "told", DAY), ("Let go", "assumed", DAY), ("Pay", "told", BEFORE)):
            authority.allow(session, decision, 4, basis, day, manager_id=boss)
    note = "how far you may go: act, and tell at once"
    assert [_told(each) for each in _offered(vault)] == [("commitments", "Hire", note, DAY)]


# ------------------------------------------------------------------------------------------------------ of all kinds


def _everything(session: Session) -> list[Record]:
    """Every practice leaves something, and each of its private fields says so."""
    meeting = make.meeting(session)
    made = make.coaching(session, meeting)
    one_on_ones.revise(session, meeting.id, next_topics="private topic", notes="private")
    boss = make.manager(session).id
    heard = make.feedback(session, "private words", what_i_will_do="private trial", behaviour="private")
    feedback.climb(session, heard.entry_id, "confirmed", DAY, "private answer")
    goals.close(session, goals.begin(session, "private goal", DAY, manager_id=boss, why="private").id, "reached", DAY)
    for found in made:
        if hasattr(found, "state") and hasattr(found, "role_case_id"):
            bigger_role.revise_criterion(session, found.id, state="agreed")
            evidence.link(session, make.entry(session, "private", "win").id, "criterion_id", found.id)
    development_talks.write_down(session, DAY, manager_id=boss, next_steps="private step")
    make.promise(session, "private thought about them", "manager")
    return made


def test_no_first_wording_of_any_kind_comes_from_private_words(vault: Vault) -> None:
    with vault.write() as session:
        _everything(session)
        make.promise(session, "my promise")
        make.request(session, "my ask", status="asked", asked_on=DAY)
    found = _offered(vault)
    assert {each.source.kind for each in found} >= {
        "entry", "feedback", "commitment", "request", "one_on_one", "goal", "criterion", "development_talk", "surprise",
    }  # fmt: skip
    assert {each.wording for each in found} == {"", "my promise", "my ask"}
    assert not any(each.is_ticked for each in found)


def test_what_is_between_me_and_another_manager_is_not_offered(vault: Vault) -> None:
    with vault.write() as session:
        _everything(session)
        other = managers.begin(session, "Ben", date(2026, 1, 1)).id
        theirs = lines.candidates(session, FIRST, LAST, manager_id=other)
        wins = {each.about for each in theirs}
    assert {each.source.kind for each in theirs} == {"entry"}
    assert wins == {"private", "Closed the audit."}


Trash = Callable[[Session], object]


def _gone_goal(session: Session) -> None:
    goals.move_to_trash(session, goals.begin(session, "gone", DAY, manager_id=make.manager(session).id).id)


def _gone_step(session: Session) -> None:
    goal = goals.begin(session, "gone", BEFORE, manager_id=make.manager(session).id)
    shown = make.entry(session, "gone")
    evidence.link(session, shown.id, "goal_id", goal.id)
    entries.move_to_trash(session, shown.id)


def _gone_climb(session: Session) -> None:
    heard = make.feedback(session, "gone", BEFORE)
    feedback.take_back(session, feedback.climb(session, heard.entry_id, "example", DAY, "One time.").id, "label")


def _gone_talk(session: Session) -> None:
    boss = make.manager(session).id
    talk = development_talks.write_down(session, DAY, manager_id=boss, next_steps="gone")
    development_talks.move_to_trash(session, talk.id)


def _gone_rule(session: Session) -> None:
    boss = make.manager(session).id
    rule = authority.allow(session, "gone", 2, "told", DAY, manager_id=boss)
    found = surprises.write(session, DAY, "gone", manager_id=boss)
    surprises.end_in(session, found.id, authority_id=rule.id, statement_id=None)
    authority.move_to_trash(session, rule.id)


@pytest.mark.parametrize("trash", [_gone_goal, _gone_step, _gone_climb, _gone_talk, _gone_rule])
def test_what_lies_in_the_trash_is_no_candidate(vault: Vault, trash: Trash) -> None:
    with vault.write() as session:
        trash(session)
    assert _offered(vault) == []


# --------------------------------------------------------------------------------------------- since the last meeting


def test_the_days_since_the_last_one_on_one_begin_after_it_and_not_with_the_one_of_today(vault: Vault) -> None:
    today = date(2026, 3, 16)
    with vault.write() as session:
        boss = make.manager(session).id
        assert one_on_ones.since_the_last(session, today, manager_id=boss) is None
        for day in (DAY, DAY + timedelta(7), today):
            make.meeting(session, day)
        make.meeting(session, today - timedelta(1), state="planned")
        one_on_ones.move_to_trash(session, make.meeting(session, today - timedelta(2)).id)
        other = managers.begin(session, "Ben", DAY).id
        one_on_ones.hold(session, one_on_ones.plan(session, today - timedelta(3), manager_id=other).id)
        assert one_on_ones.since_the_last(session, today, manager_id=boss) == DAY + timedelta(8)
