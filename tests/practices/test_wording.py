"""The check of a wording: what it points at, what it offers, and that it never marks inside another word."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.practices import wording
from journal.practices.wording import Expression, Finding

_ALL = wording.load()
_WORDS = st.sampled_from([each.words for each in _ALL])
#: Letters and digits of many scripts, accents that tie to the letter before, and joiners.
_LETTERS = st.characters(categories=["L", "N"]) | st.sampled_from("\u0301\u0308\u200d\u00ad_")


def _only(text: str) -> Finding:
    (found,) = wording.check(text)
    return found


def test_there_are_at_least_sixty_expressions_of_every_kind_each_with_a_reason_and_a_gentler_form() -> None:
    assert len(_ALL) >= 60
    assert {each.kind for each in _ALL} == set(wording.KINDS)
    assert len({each.words for each in _ALL}) == len(_ALL)
    for each in _ALL:
        assert each.why.strip(), each
        assert bool(each.replacement) != bool(each.example), each
        assert each.words == " ".join(each.words.lower().split()), each


def test_what_is_offered_is_not_itself_pointed_at() -> None:
    offered = [each.replacement or each.example for each in _ALL]
    assert {text: wording.check(text) for text in offered if wording.check(text)} == {}


def test_a_replaced_feeling_keeps_the_article_before_it_right() -> None:
    odd = [each.words for each in _ALL if each.kind == "emotion" and each.replacement and _article_changes(each)]
    # These never follow an article, or stand for a whole phrase.
    assert set(odd) <= {"useless"}


def _article_changes(each: Expression) -> bool:
    return (each.words[0] in "aeiou") != (each.replacement[0] in "aeiou")


@pytest.mark.parametrize(
    ("text", "kind", "mended"),
    [
        ("Finance has failed to answer.", "blame", "Finance has yet to answer."),
        ("You always move the date.", "you", "At times you move the date."),
        ("The date is always moved.", "absolute", "The date is often moved."),
        ("Nobody answers me.", "absolute", "Hardly anybody answers me."),
        ("You should decide by Friday!", "you", "Could you decide by Friday?"),
        ("Why didn’t you call me?", "accusation", "What would have helped you to call me?"),
        ("Why did you not call me?", "accusation", "What would have helped you to call me?"),
        ("You need to sign this.", "demand", "Could you sign this?"),
        ("It is late, and I need you to sign this. Thanks.", "demand", "It is late, and would you sign this? Thanks."),
        ("I demand a second seat.", "demand", "I would like a second seat."),
        ("I am furious about it.", "emotion", "I am concerned about it."),
    ],
)
def test_a_hard_form_is_pointed_at_and_a_gentler_one_put_in_its_place(text: str, kind: str, mended: str) -> None:
    found = _only(text)
    assert found.kind == kind
    assert wording.mended(text, found) == mended


def test_where_no_words_fit_everywhere_an_example_shows_the_way_and_the_text_stays() -> None:
    text = "They failed to send the numbers."
    found = _only(text)
    assert "waiting on" in found.example
    assert wording.mended(text, found) == text


def test_a_demand_with_its_reason_is_none() -> None:
    assert not wording.check("You must sign by Friday because the board meets on Monday.")
    assert not wording.check("So that the team can start, I need you to sign by Friday.")
    # The reason has to stand in the same sentence.
    assert _only("I ask because it matters to the team. You must sign by Friday.").kind == "demand"


def test_the_longest_of_those_that_begin_together_counts() -> None:
    assert _only("You should have called.").words == "You should have"
    assert _only("you never call").kind == "you"


def test_a_kind_that_is_not_wanted_leaves_its_words_to_the_others() -> None:
    assert wording.check("you never call", kinds=["absolute"])[0].words == "never"
    assert not wording.check("you never call", kinds=["blame"])
    assert not wording.check("you never call", kinds=[])


def test_words_are_found_over_line_ends_and_whatever_apostrophe_is_typed() -> None:
    assert _only("Why \n don't  you call?").words == "Why \n don't  you"
    assert _only("‘Never’ is long.").words == "Never"


@pytest.mark.parametrize(
    "text",
    [
        "nevertheless",
        "unalways",
        "never-ending",
        "well-ignored",
        "neverʼs",
        "blocksʼs",
        "never\u0301",
        "ne\u00adver",
        "hateful",
    ],
)
def test_no_other_word_is_pointed_at(text: str) -> None:
    assert not wording.check(f"This is {text} so.")


@given(words=_WORDS, before=st.text(_LETTERS, max_size=3), after=st.text(_LETTERS, max_size=3))
@example(words="never", before="", after="")
def test_an_expression_is_found_alone_and_never_inside_another_word(words: str, before: str, after: str) -> None:
    lone = Expression(words, "absolute", "why", example="other")
    text = f"say {before}{words}{after} so"
    found = wording.check(text, expressions=[lone])
    inside = bool(before) or bool(after)
    assert [(each.start, each.words) for each in found] == ([] if inside else [(4, words)])


@given(st.lists(_WORDS | st.text(max_size=8), max_size=12), st.sampled_from([" ", "\n", ", ", "—"]), st.data())
def test_findings_stand_where_they_say_never_overlap_and_name_their_words(
    parts: list[str], between: str, data: st.DataObject
) -> None:
    text = between.join(parts)
    text = data.draw(st.sampled_from([text, text.upper(), text.title()]))
    end = 0
    for found in wording.check(text):
        assert found.start >= end
        assert text[found.start : found.end] == found.words
        for sign in (text[found.start - 1 : found.start], text[found.end : found.end + 1]):
            assert not sign.isalnum()
            assert not sign or not unicodedata.category(sign).startswith("M")
        changed = wording.mended(text, found)
        assert changed.startswith(text[: found.start])
        end = found.end


def test_a_long_text_without_a_full_stop_is_checked_whole() -> None:
    assert len(wording.check("you must " * 10_000)) == 10_000
    assert not wording.check("you must " * 10_000 + "because it matters")
    assert not wording.check("you" + " " * 100_000)
