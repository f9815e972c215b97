"""Rehearsing a plan: what comes in which order, which cards go the way of a feedback, and the time."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from journal.practices import one_on_ones, rehearsal
from journal.practices.rehearsal import Stopwatch
from journal.store.tables import PlanCard
from journal.store.vault import Vault
from tests import make

_FIELDS = (*rehearsal.ISSUE, *rehearsal.BESIDES)
_CARDS = st.lists(st.dictionaries(st.sampled_from(_FIELDS), st.sampled_from(["", " ", "Some words."])), max_size=4)


def card(number: int = 0, /, **fields: str) -> PlanCard:
    values = {"id": str(number), "issue": "The budget"} | dict.fromkeys(_FIELDS, "") | fields
    return PlanCard(**values)


def test_an_issue_goes_from_its_opening_to_the_wider_view_and_leaves_out_what_is_not_written() -> None:
    full = card(**{name: f"about {name}" for name in reversed(rehearsal.ISSUE)})
    found = rehearsal.slides([full], frozenset())
    assert [slide.parts for slide in found] == [(("", f"about {name}"),) for name in rehearsal.ISSUE]
    assert [slide.is_last for slide in found] == [False] * 5 + [True]
    short = rehearsal.slides([card(outcome="A yes", obstacles="No money")], frozenset())
    assert [slide.heading for slide in short] == ["The outcome I want", "Also in mind"]


def test_a_feedback_hears_first_and_every_step_is_practised() -> None:
    found = rehearsal.slides([card(key_points="My view")], frozenset("0"))
    assert [slide.heading for slide in found] == ["Hear", "Feel heard", "Advocate", "Ask", "Next step"]
    assert all(slide.cue for slide in found)
    assert found[2].parts == (("Key points", "My view"),)


@given(_CARDS, st.sets(st.sampled_from("0123")))
def test_nothing_that_is_written_is_left_out_and_every_card_has_one_last_slide(
    cards: list[dict[str, str]], feedback: set[str]
) -> None:
    made = [card(number, **fields) for number, fields in enumerate(cards)]
    found = rehearsal.slides(made, frozenset(feedback))
    assert [slide.card_id for slide in found if slide.is_last] == [each.id for each in made]
    for each in made:
        written = sum(bool(getattr(each, name).strip()) for name in _FIELDS)
        assert sum(len(slide.parts) for slide in found if slide.card_id == each.id) == written


def test_a_card_about_a_topic_that_came_from_a_feedback_goes_its_way(vault: Vault) -> None:
    with vault.write() as session:
        meeting = make.meeting(session, state="planned")
        one_on_ones.add_item(session, meeting.id, "Be more strategic?", make.DAY, "feedback", "some-id")
        one_on_ones.add_item(session, meeting.id, "The budget", make.DAY)
        about = one_on_ones.add_card(session, meeting.id, "be more strategic? ")
        one_on_ones.add_card(session, meeting.id, "The budget")
    with vault.read() as session:
        assert rehearsal.about_feedback(session, one_on_ones.cards(session, meeting.id)) == {about.id}


def test_what_was_rehearsed_is_kept_with_its_seconds(vault: Vault) -> None:
    with vault.write() as session:
        made = one_on_ones.add_card(session, make.meeting(session, state="planned").id, "The budget")
        rehearsal.keep(session, {made.id: 95}, date(2026, 11, 21))
    with vault.read() as session:
        (found,) = one_on_ones.cards(session, made.one_on_one_id)
        assert (found.rehearsed_on, found.rehearsed_seconds) == (date(2026, 11, 21), 95)


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1000)), max_size=20))
def test_a_watch_counts_what_passes_while_it_runs_and_nothing_else(steps: list[tuple[bool, float]]) -> None:
    watch, now, expected = Stopwatch(), 0.0, 0.0
    for runs, passes in steps:
        (watch.start if runs else watch.pause)(now)
        now += passes
        expected += passes if runs else 0.0
        assert abs(watch.seconds(now) - expected) < 1e-6
    watch.reset()
    assert watch.seconds(now) == 0.0
    assert not watch.is_running


def test_seconds_are_said_as_minutes() -> None:
    assert [rehearsal.clock_words(each) for each in (0, 9.9, 65, 3600)] == ["0:00", "0:09", "1:05", "60:00"]
