"""Vague words: found where they stand, as whole words of any script, and never where they do not."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.errors import BadInput
from journal.practices import vague_words
from journal.practices.vague_words import Mark, VagueWord, marks
from journal.store.merging.settings import both_settings
from journal.store.tables import Setting
from journal.store.vault import Vault

SHIPPED = vague_words.load().words
#: Some of every script that is written with spaces.
LETTERS = "abzäéßİıñœ" + "жщё" + "άλς" + "אבת" + "شعر" + "हिन" + "կյ" + "ქა" + "09_"
words_of_letters = st.text(st.sampled_from(LETTERS), min_size=1, max_size=6)
any_text = st.text(max_size=80) | st.lists(
    st.sampled_from([word.expression for word in SHIPPED])
    | words_of_letters
    | st.sampled_from([" ", ", ", "-", "’", "\n"])
).map("".join)


def found(text: str, *expressions: str) -> list[str]:
    """The pieces of a text that are marked."""
    words = [VagueWord(each, "?") for each in expressions] if expressions else SHIPPED
    return [text[mark.start : mark.start + mark.length] for mark in marks(text, words)]


def is_of_a_word(sign: str) -> bool:
    """Told apart from the rule that is tested: a letter, a digit, or what sits on one."""
    return unicodedata.category(sign)[0] in "LNM" or sign == "_"


def test_the_list_is_long_and_every_question_asks() -> None:
    assert len(SHIPPED) >= 60
    assert len({word.expression for word in SHIPPED}) == len(SHIPPED)
    assert all(word.question.endswith("?") for word in SHIPPED)
    assert all(word.expression == word.expression.casefold().strip() for word in SHIPPED)
    assert {word.kind for word in SHIPPED} == set(vague_words.load().kinds)


def test_an_expression_is_found_in_any_case_with_the_question_that_it_calls_for() -> None:
    text = "You should Step\n up, and be MORE  STRATEGIC."
    first, second = marks(text, SHIPPED)
    assert (text[first.start :][: first.length], first.expression) == ("Step\n up", "step up")
    assert (text[second.start :][: second.length], second.expression) == ("MORE  STRATEGIC", "more strategic")
    assert first.question == "What would I take over that I do not do now?"


@pytest.mark.parametrize(
    "text",
    [
        "nonstrategic",
        "non-strategic",
        "strategic’s",
        "strategi\u0301c",
        "strategic\u0301",
        "strategic_plan",
        "4strategic",
    ],
)
def test_nothing_is_marked_inside_another_word(text: str) -> None:
    assert found(text, "strategic") == []
    assert found(f"“strategic”, {text}", "strategic") == ["strategic"]  # the control


def test_of_two_that_overlap_the_first_and_longest_is_marked() -> None:
    assert found("be more strategic now", "be more", "more strategic", "strategic now", "be") == [
        "be more",
        "strategic now",
    ]
    assert found("be more strategic", "be", "be more strategic", "be more") == ["be more strategic"]
    assert found("be more visible", "be more strategic", "more") == ["more"]


def test_accents_apostrophes_and_hyphens_count_alike_however_they_are_typed() -> None:
    decomposed = unicodedata.normalize("NFD", "plus présent")
    assert found(f"Soyez {decomposed} !", "plus présent") == [decomposed]
    assert found("I’ve heard it", "i've heard") == ["I’ve heard"]
    assert found("be self\u2011driven", "self-driven") == ["self\u2011driven"]
    assert found("GROSS und groß", "gross") == ["GROSS", "groß"]


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("ты всегда опаздываешь", "всегда"),
        ("είσαι πάντα αργά", "πάντα"),
        ("אתה תמיד מאחר", "תמיד"),
        ("أنت دائما متأخر", "دائما"),
        ("तुम हमेशा देर करते हो", "हमेशा"),
        ("他总是迟到", "总是"),
        ("คุณมาสายเสมอ", "เสมอ"),
        ("いつも遅い", "いつも"),
    ],
)
def test_ones_own_words_are_found_in_any_script(text: str, expression: str) -> None:
    assert found(text, expression) == [expression]


def test_what_stands_between_two_words_counts() -> None:
    assert found("work, life", "work life") == []
    assert found("work/life", "work/life") == ["work/life"]


@given(any_text)
@example("a\u0301lways")
@example("always\u200dx always")
def test_marks_lie_in_the_text_apart_from_each_other_and_bounded(text: str) -> None:
    end = 0
    for mark in marks(text, SHIPPED):
        assert mark.length > 0
        assert end <= mark.start < mark.start + mark.length <= len(text)
        end = mark.start + mark.length
        assert not (mark.start and is_of_a_word(text[mark.start - 1]))
        assert not (end < len(text) and is_of_a_word(text[end]))


@given(words_of_letters, st.sampled_from(SHIPPED), words_of_letters)
def test_glued_to_other_letters_no_expression_is_marked(before: str, word: VagueWord, after: str) -> None:
    for text in (before + word.expression, word.expression + after, before + word.expression + after):
        assert all(mark.expression != word.expression for mark in marks(text, [word]))


@given(words_of_letters, words_of_letters, st.sampled_from([" ", "  ", "\n", "\u00a0"]))
def test_any_expression_is_found_between_spaces_and_signs(first: str, second: str, space: str) -> None:
    expression = f"{first} {second}"
    text = f"… “{first.upper() if first.upper().casefold() == first.casefold() else first}{space}{second}”!"
    assert [mark.expression for mark in marks(text, [VagueWord(expression, "?")])] == [expression]


@given(any_text, st.lists(st.builds(VagueWord, words_of_letters, st.just("?")), max_size=4))
def test_more_words_leave_no_marked_place_unmarked(text: str, more: list[VagueWord]) -> None:
    assert bool(marks(text, [*SHIPPED, *more])) >= bool(marks(text, SHIPPED))


def test_of_two_questions_for_one_expression_ones_own_counts() -> None:
    own = VagueWord("Strategic", "Which decision?")
    assert marks("strategic", [own, *SHIPPED]) == [Mark(0, 9, "Strategic", "Which decision?")]


# -------------------------------------------------------------------------------------------------- scene


@pytest.mark.parametrize(
    "told",
    [
        "You were too quiet in the steering meeting",
        "On Tuesday you were too quiet",
        "You were too quiet in March somehow",
        "You were too quiet at 3 with them",
        "You came late when we met them",
    ],
)
def test_words_with_a_time_or_a_place_have_a_scene(told: str) -> None:
    assert vague_words.scene_question(told, "") == ""


def test_words_without_a_scene_are_asked_about_until_a_situation_is_noted() -> None:
    heard = "You should have more presence"
    assert vague_words.scene_question(heard, "").endswith("?")
    assert vague_words.scene_question(heard, "In the review") == ""
    assert vague_words.scene_question("Too quiet", "") == ""  # a label calls for its own question
    assert vague_words.scene_question("", "") == ""


# ------------------------------------------------------------------------------------------------ the list


def test_ones_own_words_and_what_is_switched_off_are_kept_in_the_journal(vault: Vault) -> None:
    with vault.write() as session:
        vague_words.add(session, " be more  senior ", "What would I do?")
        vague_words.switch(session, "strategic", is_on=False)
    with vault.read() as session:
        words = vague_words.in_force(session)
    assert words[0] == VagueWord("be more senior", "What would I do?")
    assert found("be more Senior and strategic", *(word.expression for word in words)) == ["be more Senior"]
    with vault.write() as session:
        vague_words.switch(session, "strategic", is_on=True)
        vague_words.add(session, "Be more senior", "Another?")
        assert [word.question for word in vague_words.kept(session).own] == ["Another?"]
        vague_words.remove(session, "BE MORE SENIOR")
        assert vague_words.in_force(session) == SHIPPED


@pytest.mark.parametrize(("expression", "question"), [("  ", "What?"), ("…!", "What?"), ("senior", " ")])
def test_an_expression_needs_letters_and_a_question(vault: Vault, expression: str, question: str) -> None:
    with vault.write() as session, pytest.raises(BadInput):
        vague_words.add(session, expression, question)


def test_a_damaged_setting_leaves_the_words_that_ship(vault: Vault) -> None:
    with vault.write() as session:
        session.add(Setting(key=vague_words.SETTING, value={"own": ["x", {"question": 3}], "off": "all"}))
    with vault.read() as session:
        assert set(SHIPPED) <= set(vague_words.in_force(session))
        assert marks("You never asked", vague_words.in_force(session))


def test_two_copies_of_the_journal_keep_the_words_of_both() -> None:
    mine = {"own": [{"expression": "senior", "question": "How?"}], "off": ["strategic"]}
    yours = {"own": [{"expression": "gravity", "question": "Where?"}], "off": ["never"]}
    joined = both_settings("vague_words", mine, yours)
    assert joined == both_settings("vague_words", yours, mine)
    assert {row["expression"] for row in joined["own"]} == {"senior", "gravity"}
    assert joined["off"] == ["never", "strategic"]
