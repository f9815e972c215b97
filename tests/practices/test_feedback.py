from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.errors import BadInput, RecordGone
from journal.practices import entries, feedback, one_on_ones
from journal.store.tables import Feedback
from journal.store.vault import Vault
from journal.text import FEEDBACK_KINDS
from tests import make


def test_feedback_of_a_period_comes_newest_first_without_the_trash(vault: Vault) -> None:
    with vault.write() as session:
        for days in (-1, 0, 5, 9, 10):
            make.feedback(session, f"day {days}", make.DAY + timedelta(days))
        entries.move_to_trash(session, make.feedback(session, "trashed").entry_id)
        entries.revise(session, make.feedback(session, "became a note").entry_id, kind="win")
    with vault.read() as session:
        found = feedback.received(session, make.DAY, make.DAY + timedelta(9))
    assert [each.feedback.exact_words for each in found] == ["day 9", "day 5", "day 0"]
    assert [each.day for each in found] == [make.DAY + timedelta(days) for days in (9, 5, 0)]


def test_a_feedback_comes_back_on_the_day_to_ask_again_until_it_is_confirmed(vault: Vault) -> None:
    with vault.write() as session:
        make.feedback(session, "not set")
        make.feedback(session, "tomorrow", ask_again_on=make.DAY + timedelta(1))
        make.feedback(session, "today", ask_again_on=make.DAY, clarity="goal")
        make.feedback(session, "long ago", ask_again_on=make.DAY - timedelta(90))
        make.feedback(session, "seen", ask_again_on=make.DAY, clarity="confirmed")
    with vault.read() as session:
        found = feedback.to_ask_again(session, make.DAY)
    assert {each.feedback.exact_words for each in found} == {"today", "long ago"}


# ------------------------------------------------------------------------------------------------- the climb


def test_a_climb_keeps_every_step_with_its_day_and_words(vault: Vault) -> None:
    with vault.write() as session:
        entry_id = make.feedback(session).entry_id
        feedback.climb(session, entry_id, "example", make.DAY + timedelta(7), " In the review. ")
        feedback.climb(session, entry_id, "behaviour", make.DAY + timedelta(14), "I begin with the detail.")
        feedback.climb(session, entry_id, "example", make.DAY + timedelta(21))
    with vault.read() as session:
        steps = feedback.history(session, entry_id)
        assert feedback.of_entry(session, entry_id).clarity == "example"
    assert [(step.rung, step.words) for step in steps] == [
        ("example", "In the review."),
        ("behaviour", "I begin with the detail."),
        ("example", ""),
    ]
    assert [(step.reached_on - make.DAY).days for step in steps] == [7, 14, 21]


def test_a_step_is_none_to_come_and_none_before_the_last_one(vault: Vault) -> None:
    day = make.DAY + timedelta(14)
    with vault.write() as session:
        entry_id = make.feedback(session).entry_id
        feedback.climb(session, entry_id, "example", day, today=day)
        for wrong, said in ((day + timedelta(1), "still to come"), (day - timedelta(1), "last step was on")):
            with pytest.raises(BadInput, match=said):
                feedback.climb(session, entry_id, "behaviour", wrong, today=day)
        assert feedback.of_entry(session, entry_id).clarity == "example"
        feedback.climb(session, entry_id, "behaviour", day, today=day)
        assert len(feedback.history(session, entry_id)) == 2


def test_a_step_that_stands_in_the_future_holds_up_none_of_today(vault: Vault) -> None:
    """As a clock that was wrong may have left it."""
    with vault.write() as session:
        entry_id = make.feedback(session).entry_id
        feedback.climb(session, entry_id, "example", make.DAY + timedelta(9), today=make.DAY + timedelta(9))
        feedback.climb(session, entry_id, "label", make.DAY, today=make.DAY)
        assert feedback.of_entry(session, entry_id).clarity == "label"


def test_confirmed_needs_what_the_manager_said(vault: Vault) -> None:
    with vault.write() as session:
        entry_id = make.feedback(session, clarity="goal").entry_id
        with pytest.raises(BadInput):
            feedback.climb(session, entry_id, "confirmed", make.DAY, "  ")
        assert feedback.of_entry(session, entry_id).clarity == "goal"
        assert feedback.history(session, entry_id) == []
        feedback.climb(session, entry_id, "confirmed", make.DAY, "I have seen it twice.")
        assert feedback.of_entry(session, entry_id).clarity == "confirmed"


def test_there_is_no_other_rung_and_no_step_to_where_one_stands(vault: Vault) -> None:
    with vault.write() as session:
        made = make.feedback(session)
        for rung in ("cloud", "label"):
            with pytest.raises(BadInput):
                feedback.climb(session, made.entry_id, rung, make.DAY)
        note = make.entry(session)
        with pytest.raises(RecordGone):
            feedback.climb(session, note.id, "example", make.DAY)


def test_a_step_taken_back_is_in_the_history_no_more(vault: Vault) -> None:
    with vault.write() as session:
        entry_id = make.feedback(session).entry_id
        step = feedback.climb(session, entry_id, "example", make.DAY, "In the review.")
        feedback.take_back(session, step.id, "label")
        assert feedback.history(session, entry_id) == []
        assert feedback.of_entry(session, entry_id).clarity == "label"


# ---------------------------------------------------------------------------------------------- the questions


def test_each_rung_asks_for_the_next_one_with_the_words_heard() -> None:
    def asked(clarity: str, kind: str = "coaching", **more: str) -> str:
        return feedback.next_question(Feedback(exact_words="Be more strategic.", kind=kind, clarity=clarity, **more))

    assert asked("label", what_i_will_do="") == (
        "You said “Be more strategic”. Can you tell me about one time when you saw it?"
    )
    assert "What specifically do I do that concerns you" in asked("example", what_i_will_do="")
    assert "how does it lower others’ productivity" in asked("example", what_i_will_do="")
    assert "Which critical goal" in asked("behaviour", what_i_will_do="")
    assert "“Open with the decision”. Have you seen it?" in asked("goal", what_i_will_do="Open with the decision.")
    assert asked("confirmed", what_i_will_do="") == ""


def test_an_appreciation_asks_what_exactly_i_did_and_no_more() -> None:
    thanked = Feedback(exact_words="Great job", kind="appreciation", clarity="label", what_i_will_do="")
    assert feedback.next_question(thanked) == "You said “Great job”. Thank you. What exactly did I do?"
    thanked.clarity = "behaviour"
    assert feedback.next_question(thanked) == ""
    assert feedback.rungs("appreciation") == ("label", "example", "behaviour")
    assert feedback.rungs("appreciation", "confirmed") == feedback.LADDER  # it came in from elsewhere


@given(st.sampled_from(sorted(FEEDBACK_KINDS)), st.sampled_from(feedback.LADDER), st.text(max_size=200))
def test_there_is_a_question_exactly_where_there_is_a_next_rung(kind: str, clarity: str, words: str) -> None:
    heard = Feedback(exact_words=words, kind=kind, clarity=clarity, what_i_will_do=words)
    question, rung = feedback.next_question(heard), feedback.next_rung(kind, clarity)
    assert bool(question) == bool(rung)
    assert "\n" not in question
    assert len(question) < 2 * feedback.QUOTED + 200


@given(st.text(max_size=300))
def test_quoted_words_are_one_short_line(words: str) -> None:
    short = feedback.quoted(words)
    assert len(short) <= feedback.QUOTED + 1
    assert short == " ".join(short.split())
    assert short.rstrip("…") in " ".join(words.split())


def test_the_feedbacks_that_are_not_clear_yet_wait_with_their_questions(vault: Vault) -> None:
    with vault.write() as session:
        make.feedback(session, "be more strategic")
        make.feedback(session, "seen", clarity="confirmed")
        make.feedback(session, "great job", kind="appreciation", clarity="behaviour")
        entries.move_to_trash(session, make.feedback(session, "trashed").entry_id)
    with vault.read() as session:
        assert [heard.feedback.exact_words for heard in feedback.open_questions(session)] == ["be more strategic"]


def test_what_was_asked_says_where_it_stands_and_what_was_answered(vault: Vault) -> None:
    with vault.write() as session:
        entry_id = make.feedback(session).entry_id
        held = make.meeting(session, make.DAY)
        planned = make.meeting(session, make.DAY + timedelta(7), state="planned")
        for meeting, text, answer in ((held, "First?", "In the review."), (planned, "Second?", "")):
            item = one_on_ones.add_item(session, meeting.id, text, make.DAY, feedback.SOURCE, entry_id)
            one_on_ones.revise_item(session, item.id, discussed=bool(answer), answer=answer)
        one_on_ones.add_item(session, planned.id, "Of another", make.DAY)
        gone = one_on_ones.add_item(session, planned.id, "Taken off", make.DAY, feedback.SOURCE, entry_id)
        one_on_ones.remove_item(session, gone.id)
    with vault.read() as session:
        found = feedback.asked(session, entry_id)
    assert [(each.text, each.day, each.is_discussed, each.answer) for each in found] == [
        ("Second?", make.DAY + timedelta(7), False, ""),
        ("First?", make.DAY, True, "In the review."),
    ]


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31)))
@example(date(2027, 1, 31))
@example(date(2028, 1, 30))
@example(date(2026, 12, 31))
def test_in_a_month_is_in_the_next_month(today: date) -> None:
    days = feedback.ask_again_days(today)
    assert days["fortnight"] == today + timedelta(days=14)
    assert (days["month"].year * 12 + days["month"].month) - (today.year * 12 + today.month) == 1
    assert days["month"].day == today.day or (days["month"] + timedelta(1)).day == 1
