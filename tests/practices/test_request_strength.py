"""What a request lacks, and what gets a yes: rules over plain values."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.practices import requests
from journal.practices.requests.examples import EXAMPLES
from journal.store.tables import Request
from journal.text import REQUEST_KINDS

DAY = date(2026, 3, 2)
STRONG = {"by_when": DAY, "why_them": "Above my limit.", "why_it_helps_them": "The launch holds.", "minutes": 10}


def faults(ask: str, **others: object) -> list[str]:
    """What is missing of an otherwise complete request."""
    return [each.what for each in requests.missing(Request(**{"kind": "advice", "ask": ask, **STRONG, **others}))]


@pytest.mark.parametrize(
    "ask",
    [
        "Introduce me by mail to Omar Reyes.",
        "Could you call the CFO about the Heron budget?",
        "I’d like you to sit in on Tuesday’s planning",
        "Would you mind watching me chair the review?",
        "Please review my draft of the plan for Cork",
        "I want to present the repair times to the directors",
        "Be my sponsor for the March round",
        "More testers are what we lack. Ask Rosa to release two until May.",
        "Approve 8,000 for a second bench",
    ],
)
def test_a_clear_request_lacks_nothing(ask: str) -> None:
    assert faults(ask) == []


@pytest.mark.parametrize(
    "ask", ["More visibility", "Support for my development", "The analytics budget for the pilot", "Your view on the move",
            "A call with the CFO", "30 minutes of coaching on stakeholders"]
)  # fmt: skip
def test_a_wish_without_a_verb_is_told_so(ask: str) -> None:
    assert faults(ask) == ["verb"]


@pytest.mark.parametrize(
    "ask", ["Help me with this stuff", "Fund the pilot", "Give me some guidance on it", "Call him"]
)
def test_what_could_be_anything_is_too_vague(ask: str) -> None:
    assert faults(ask) == ["vague"]


def test_a_figure_or_a_name_holds_what_would_be_vague() -> None:
    assert faults("Give me some guidance on the closing") == ["vague"]
    assert faults("Give me some guidance on the Heron closing") == []
    assert faults("Give me some guidance in 15 minutes") == []


@pytest.mark.parametrize(
    "ask", ["Bitte stell mich Frau Lind in der Zentrale vor", "部長に紹介してください", "Présentez-moi à votre équipe"]
)
def test_of_other_languages_the_verbs_are_not_judged(ask: str) -> None:
    assert faults(ask) == []


def test_each_empty_field_is_named_once_and_nothing_else() -> None:
    assert faults("") == ["ask"]
    blank = {"by_when": None, "why_them": " ", "why_it_helps_them": "", "minutes": None}
    assert faults("", **blank) == ["ask", "by_when", "why_them", "why_it_helps_them", "minutes"]
    for name, empty in blank.items():
        assert faults("Call the CFO about Heron", **{name: empty}) == [name]


@pytest.mark.parametrize("kind", REQUEST_KINDS)
def test_the_example_of_each_kind_would_itself_pass(kind: str) -> None:
    blank = Request(kind=kind, ask="", by_when=None, why_them="", why_it_helps_them="", minutes=None)
    assert [each.example for each in requests.missing(blank)] == list(EXAMPLES[kind])
    assert faults(EXAMPLES[kind].ask, kind=kind) == []


@given(st.text(max_size=200), st.sampled_from(list(REQUEST_KINDS)))
def test_any_text_gets_at_most_one_word_about_itself(ask: str, kind: str) -> None:
    found = requests.missing(Request(kind=kind, ask=ask, **STRONG))
    assert len(found) <= 1
    assert all(each.field == "ask" and each.sentence and each.example for each in found)


# ------------------------------------------------------------------------------------------------ steps


@given(st.lists(st.sampled_from(requests.STATUSES), max_size=8))
def test_from_every_status_there_is_a_next_step_and_a_way_on(steps: list[str]) -> None:
    for status in steps:
        nexts = requests.next_steps(status)
        assert status not in nexts
        assert len(set(nexts)) == len(nexts) >= 2
        assert set(nexts) <= set(requests.STATUSES)


def test_the_steps_show_the_day_of_each() -> None:
    later = DAY + timedelta(3)
    assert requests.step_days("agreed", DAY, asked_on=DAY, agreed_on=later, answered_on=later) == [
        ("draft", DAY, True), ("asked", DAY, True), ("agreed", later, True), ("delivered", None, False)
    ]  # fmt: skip
    declined = requests.step_days("declined", DAY, asked_on=DAY, agreed_on=None, answered_on=later)
    assert declined[-1] == ("declined", later, True)
    assert [name for name, _day, _done in declined] == ["draft", "asked", "declined"]
    at_once = requests.step_days("delivered", DAY, asked_on=DAY, agreed_on=None, answered_on=DAY)
    assert [name for name, _day, _done in at_once] == ["draft", "asked", "delivered"]


def test_a_draft_wants_courage_after_two_weeks_and_only_a_draft() -> None:
    assert not requests.needs_courage("draft", DAY, DAY + timedelta(14))
    assert requests.needs_courage("draft", DAY, DAY + timedelta(15))
    assert not requests.needs_courage("asked", DAY, DAY + timedelta(99))


# ---------------------------------------------------------------------------------------------- answers


def asked(kind: str, status: str, agreed_on: date | None = None) -> requests.Asked:
    return requests.Asked("id", DAY, Request(kind=kind, status=status, agreed_on=agreed_on))


def test_nothing_is_said_of_fewer_than_ten_answers() -> None:
    nine = [asked("advice", "delivered")] * 9 + [asked("advice", "asked")] * 5 + [asked("role", "withdrawn")] * 5
    assert requests.answers(nine) is None
    assert requests.answers([*nine, asked("role", "declined")]) == {"advice": (9, 9), "role": (0, 1)}


def test_a_yes_that_was_withdrawn_later_was_a_yes() -> None:
    found = [asked("advice", "declined")] * 9 + [asked("advice", "withdrawn", DAY)]
    assert requests.answers(found) == {"advice": (1, 10)}


@given(st.lists(st.tuples(st.sampled_from(list(REQUEST_KINDS)), st.sampled_from(requests.STATUSES)), max_size=40))
def test_yes_is_never_more_than_answered_and_every_kind_has_its_place(made: list[tuple[str, str]]) -> None:
    found = requests.answers(asked(*each) for each in made) or {}
    assert all(0 <= yes <= count for yes, count in found.values())
    assert sum(count for _yes, count in found.values()) in (0, sum(
        status in ("agreed", "delivered", "declined") for _kind, status in made
    ))  # fmt: skip


def test_the_ladder_of_support_has_a_place_for_each_kind() -> None:
    assert sorted(kind for kinds in requests.LADDER.values() for kind in kinds) == sorted(REQUEST_KINDS)


# ---------------------------------------------------------------------------------------------- halves


@pytest.mark.parametrize(
    ("ask", "two"),
    [
        ("Introduce me to Omar. Approve the bench.", ("Introduce me to Omar.", "Approve the bench.")),
        ("introduce me to Omar and approve the bench", ("introduce me to Omar", "Approve the bench")),
        ("Introduce me to Omar; approve it", ("Introduce me to Omar", "Approve it")),
        ("Introduce me\n\napprove it", ("Introduce me", "Approve it")),
        ("Introduce me to Andrea", ("Introduce me to Andrea", "")),
        ("", ("", "")),
    ],
)
def test_a_text_falls_into_two_where_a_reader_would_cut_it(ask: str, two: tuple[str, str]) -> None:
    assert requests.halves(ask) == two


@given(st.text(alphabet="abc .;,\n", max_size=60))
def test_no_letter_is_lost_in_cutting(ask: str) -> None:
    assert _letters(" ".join(requests.halves(ask))) == _letters(ask)


def _letters(text: str) -> list[str]:
    return sorted(letter for letter in text.casefold() if letter.isalpha())
