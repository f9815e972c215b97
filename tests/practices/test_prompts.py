"""The questions that come with Upward, and those of one's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import BadInput, RecordGone
from journal.practices import prompts
from journal.practices.prompts import MOMENTS, PRACTICES, SOURCES, Question
from journal.store import history, records
from journal.store.tables import Prompt
from journal.store.vault import Vault


def test_there_are_eighty_questions_for_every_practice_and_moment_each_with_its_source() -> None:
    found = prompts.load()
    assert len(found) >= 80
    assert {(each.practice, each.moment) for each in found} == {(one, other) for one in PRACTICES for other in MOMENTS}
    assert all(each.source and each.source in SOURCES for each in found)
    assert len({each.text for each in found}) == len(found)
    assert {each.source for each in found} >= {"0", "1", "2", "3", "4"}


def test_questions_are_short_and_forms_have_lines_to_fill_in() -> None:
    for each in prompts.load():
        assert all(len(line) <= 130 for line in each.text.splitlines()), each.text
        assert each.text == each.text.strip()
        assert "\n" not in each.text or "…" in each.text, each.text
    texts = [each.text for each in prompts.load()]
    assert any(text.startswith("Leading upward: I served") and len(text.splitlines()) == 3 for text in texts)
    assert any(
        [line.split(":")[0] for line in text.splitlines()][:3] == ["Hear", "Feel heard", "Advocate"] for text in texts
    )


def test_search_finds_every_word_in_any_order_and_in_the_names() -> None:
    found = prompts.search(prompts.load(), "LIMIT speak")
    assert [each.text for each in found] == ["Is there any limit to your ability to speak for me?", *_rest(found)]
    assert all("limit" in each.text.casefold() or "speak" in each.text.casefold() for each in found)
    assert {each.practice for each in prompts.search(prompts.load(), "feedback stuck")} == {"feedback"}
    assert prompts.search(prompts.load(), "home user") == []


def _rest(found: list[Question]) -> list[str]:
    return [each.text for each in found[1:]]


def test_what_begins_with_the_words_comes_first_then_what_belongs_to_the_practice() -> None:
    one = Question("growth", "before", "Who could help me?")
    two = Question("feedback", "before", "Ask: who could help me?")
    three = Question("requests", "before", "Is it clear who could?")
    assert prompts.search([three, two, one], "who could") == [one, three, two]
    assert prompts.search([three, two, one], "", "feedback") == [two, three, one]
    assert prompts.for_moment([one, two, three], "growth", "after") == []
    assert prompts.for_moment([one, two, three], "growth") == [one]


@given(st.text(max_size=30))
def test_no_words_make_search_stumble_and_what_it_finds_holds_them(words: str) -> None:
    for each in prompts.search(prompts.load(), words):
        whole = f"{each.text} {PRACTICES[each.practice]} {MOMENTS[each.moment]}".casefold()
        assert all(part in whole for part in words.casefold().split())


def test_a_question_of_ones_own_comes_first_can_be_changed_and_taken_back(vault: Vault) -> None:
    with vault.write() as session:
        made = prompts.add(session, "growth", "stuck", "  What would Ada do?\nAnd why?  ")
    with vault.write() as session:
        prompts.revise(session, made.id, practice="growth", moment="review", text="What did Ada do?")
    with vault.read() as session:
        first, *rest = prompts.everything(session)
        assert (first.text, first.moment, first.source, first.id) == ("What did Ada do?", "review", "", made.id)
        assert rest == list(prompts.load())
        assert len(history.versions(session, made.id)) == 1
    with vault.write() as session:
        prompts.remove(session, made.id)
    with vault.write() as session:
        assert prompts.own(session) == []
        prompts.take_back(session, made.id)
    with vault.read() as session:
        assert [each.id for each in prompts.own(session)] == [made.id]
        assert records.get(session, Prompt, made.id).text == "What did Ada do?"


@pytest.mark.parametrize(
    ("practice", "moment", "text"), [("", "stuck", "a"), ("growth", "", "a"), ("growth", "stuck", " ")]
)
def test_a_question_needs_words_a_practice_and_a_moment(vault: Vault, practice: str, moment: str, text: str) -> None:
    with vault.write() as session, pytest.raises(BadInput):
        prompts.add(session, practice, moment, text)
    with vault.write() as session, pytest.raises(RecordGone):
        prompts.revise(session, "none", practice="growth", moment="stuck", text="a")
