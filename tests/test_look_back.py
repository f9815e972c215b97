"""The whole review of a period: which records it tells of, what it says of them, and what of it may be copied."""

from datetime import date, timedelta

from journal import look_back
from journal.look_back import Line, Part
from journal.practices import (
    bigger_role,
    commitments,
    competencies,
    entries,
    evidence,
    feedback,
    goals,
    importance,
    one_on_ones,
    requests,
    surprises,
)
from journal.store.tables import DevelopmentTalk, Pulse
from journal.store.vault import Vault
from tests import make

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
BEFORE, AFTER = FIRST - timedelta(1), LAST + timedelta(1)


def _parts(vault: Vault) -> dict[str, Part]:
    with vault.read() as session:
        return {part.name: part for part in look_back.look(session, FIRST, LAST)}


def _said(part: Part) -> list[tuple[str, str, str]]:
    return [(line.group, line.text, line.note) for line in part.lines]


def test_an_empty_period_has_nothing_to_tell(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "A win", "win", BEFORE)
        make.promise(session, made_on=AFTER)
    assert _parts(vault) == {}


def test_wins_stand_by_their_first_line_the_latest_first_and_lead_to_their_entry(vault: Vault) -> None:
    with vault.write() as session:
        early = make.entry(session, "Early win\nmore", "win", FIRST)
        late = make.entry(session, "Late win", "win", LAST)
        entries.move_to_trash(session, make.entry(session, "gone", "win", LAST).id)
        make.entry(session, "no win", day=LAST)
    assert _parts(vault)["wins"].lines == (
        Line("Late win", LAST, "", "win", late.id),
        Line("Early win", FIRST, "", "win", early.id),
    )


def test_evidence_stands_by_competency_in_the_words_of_the_journal(vault: Vault) -> None:
    with vault.write() as session:
        manager_id = make.manager(session).id
        competencies.rename(session, "initiative", "Going first", "Acts before being asked.")
        for name, competency in (("Speak up", "communication"), ("Start", "initiative"), ("Else", "")):
            goal = goals.begin(session, name, BEFORE, manager_id=manager_id, competency=competency)
            evidence.link(session, make.entry(session, f"shows {name}", day=FIRST).id, "goal_id", goal.id)
        case = bigger_role.begin(session, "Head", FIRST, manager_id=manager_id)
        criterion = bigger_role.add_criterion(session, case.id, "Run a budget")
        evidence.link(session, make.entry(session, "budget", day=LAST).id, "criterion_id", criterion.id)
        evidence.link(session, make.entry(session, "too early", day=BEFORE).id, "goal_id", goal.id)
        known = competencies.of_journal(session)
    found = _said(_parts(vault)["evidence"])
    assert sorted(found[:2]) == sorted(
        [
            (known["communication"].label, "shows Speak up", "Speak up"),
            ("Going first", "shows Start", "Start"),
        ]
    )
    assert found[2:] == [("Other goals", "shows Else", "Else"), ("For a bigger role", "budget", "Run a budget")]


def test_a_feedback_tells_its_climb_with_the_days(vault: Vault) -> None:
    with vault.write() as session:
        old = make.feedback(session, "be bolder", BEFORE, what_i_will_do="Speak first").entry_id
        make.feedback(session, "be quick", FIRST, clarity="example")
        make.feedback(session, "not at all", BEFORE)
        feedback.climb(session, old, "example", BEFORE)
        feedback.climb(session, old, "behaviour", FIRST)
        feedback.climb(session, old, "goal", LAST)
    assert _said(_parts(vault)["feedback"]) == [
        ("", "be quick", "Coaching · Example"),
        ("", "be bolder", "Coaching · Behaviour 1 January 2026 → Goal 31 March 2026 · what I do: Speak first"),
    ]


def test_requests_stand_by_kind_with_their_answer(vault: Vault) -> None:
    with vault.write() as session:
        made = make.request(session, "Fund it", kind="resources", answer="Yes, from May", outcome="Two people")
        requests.move(session, made.entry_id, "asked", BEFORE)
        requests.move(session, made.entry_id, "agreed", LAST)
        requests.move(session, make.request(session, "Your view?", kind="decision").entry_id, "asked", FIRST)
        requests.move(session, make.request(session, "Later", kind="advice").entry_id, "asked", AFTER)
        make.request(session, "A draft")
    assert _said(_parts(vault)["requests"]) == [
        ("Weigh in on a decision", "Your view?", "Asked"),
        ("Resources", "Fund it", "Agreed 31 March 2026 · Yes, from May · Two people"),
    ]


def test_my_commitments_stand_by_what_became_of_them_and_theirs_are_only_listed(vault: Vault) -> None:
    with vault.write() as session:
        for owner in ("me", "manager"):
            kept = make.promise(session, "kept", owner, BEFORE, due=FIRST)
            commitments.keep(session, kept.id, LAST)
            commitments.drop(session, make.promise(session, "dropped", owner, FIRST).id, LAST, "No budget")
            commitments.keep(session, make.promise(session, "kept later", owner, FIRST).id, AFTER)
            commitments.keep(session, make.promise(session, "long ago", owner, BEFORE).id, BEFORE)
    parts = _parts(vault)
    assert _said(parts["commitments"]) == [
        ("Kept", "kept", "Kept 31 March 2026 · due 1 January 2026"),
        ("Dropped", "dropped", "Dropped 31 March 2026 · No budget"),
        ("Open", "kept later", ""),
    ]
    assert {line.group for line in parts["their_commitments"].lines} == {""}
    assert {line.text for line in parts["their_commitments"].lines} == {"kept", "dropped", "kept later"}


def test_the_copy_holds_my_side_alone(vault: Vault) -> None:
    with vault.write() as session:
        manager_id = make.manager(session).id
        make.entry(session, "The pilot stands", "win", FIRST)
        make.promise(session, "mine to do", made_on=FIRST)
        make.promise(session, "theirs to do", "manager", FIRST)
        surprises.write(session, FIRST, "a call was missed", manager_id=manager_id)
        session.add(Pulse(rated_on=FIRST, trust=2, note="a sore day", manager_id=manager_id))
        session.add(DevelopmentTalk(day=FIRST, next_steps="a course in May", manager_id=manager_id))
        one_on_ones.debrief(session, make.meeting(session, FIRST).id, learned="they dislike slides", debriefed_on=FIRST)
        importance.play(session, "me", list(importance.COMPETENCIES[:4]), FIRST, manager_id=manager_id)
        parts = look_back.look(session, FIRST, LAST)
    whole = " ".join(f"{line.text} {line.note}" for part in parts for line in part.lines)
    text = look_back.as_text(parts, FIRST, LAST)
    assert text.startswith("Looking back: 1 January – 31 March 2026\n\nAt a glance\n- ")
    assert "Wins\n- The pilot stands (1 January 2026)\n" in text
    for words in ("mine to do", "a course in May"):
        assert words in whole
        assert words in text
    for words in ("theirs to do", "a call was missed", "a sore day", "Trust", "they dislike slides", "Round 1"):
        assert words in whole
        assert words not in text


def test_the_copy_leaves_out_what_the_manager_said_of_a_request_or_in_a_talk(vault: Vault) -> None:
    with vault.write() as session:
        made = make.request(session, "Fund it", answer="Only if Bea goes", outcome="Two people")
        requests.move(session, made.entry_id, "asked", FIRST)
        requests.move(session, made.entry_id, "agreed", LAST)
        talk = {"strengths": "calm in a crisis", "areas": "too soft on Bo", "next_steps": "a course in May"}
        session.add(DevelopmentTalk(day=FIRST, manager_id=make.manager(session).id, **talk))
        parts = look_back.look(session, FIRST, LAST)
    whole = " ".join(f"{line.text} {line.note}" for part in parts for line in part.lines)
    text = look_back.as_text(parts, FIRST, LAST)
    for words in ("Fund it", "Agreed 31 March 2026", "Two people", "a course in May"):
        assert words in whole
        assert words in text
    for words in ("Only if Bea goes", "calm in a crisis", "too soft on Bo"):
        assert words in whole
        assert words not in text


def test_what_is_no_feedback_any_more_has_no_climb_to_tell(vault: Vault) -> None:
    with vault.write() as session:
        other = make.feedback(session, "be quick", FIRST).entry_id
        feedback.climb(session, other, "example", FIRST)
        entries.revise(session, other, kind="interaction")
    assert "feedback" not in _parts(vault)


def test_figures_and_lines_come_from_the_same_period(vault: Vault) -> None:
    with vault.write() as session:
        commitments.keep(session, make.promise(session, made_on=FIRST).id, LAST)
        make.feedback(session, day=FIRST)
        make.entry(session, day=LAST)
        make.entry(session, day=AFTER)
    found = [line.text for line in _parts(vault)["figures"].lines]
    assert found == ["1 note", "1 commitment of mine kept", "1 feedback received"]
