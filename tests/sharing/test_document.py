"""What a summary is made of: clean texts, in order, and nothing that leads back into the journal."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import BadInput
from journal.sharing.document import clean, compose
from tests.sharing import papers


def test_lines_stand_under_their_sections_in_the_order_of_the_paper_whatever_order_they_came_in() -> None:
    document = compose("T", "P", [("next", "n"), ("progress", "a"), ("requests", "r"), ("progress", "b")])
    assert [(section.key, section.lines) for section in document.sections] == [
        ("progress", ("a", "b")),
        ("requests", ("r",)),
        ("next", ("n",)),
    ]


def test_a_section_without_lines_and_a_line_without_letters_are_left_out() -> None:
    document = compose("T", "P", [("progress", " \n\u200b "), ("next", "x")])
    assert [section.key for section in document.sections] == ["next"]


def test_a_finished_paper_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        papers.quarter().title = "Another"  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("“Quoted” – it’s fine…", "“Quoted” – it’s fine…"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("safe\u202egnp.exe\u202c", "safegnp.exe"),
        ("\u2067left\u2069 \u200fright", "left right"),
        ("zero\u200bwidth so\u00adft \ufefffirst", "zerowidth soft first"),
        ("lone \ud83d surrogate", "lone  surrogate"),
        ("e\u0301te\u0301", "été"),
        ("one\r\ntwo\rthree\u2028four\tfive", "one\ntwo\nthree\nfour five"),
        ("<b>&amp;</b> <img src='x'/>", "<b>&amp;</b> <img src='x'/>"),
        ("  \n\n  a  \n ", "a"),
    ],
)
def test_a_text_keeps_what_can_be_seen_and_loses_what_cannot(typed: str, seen: str) -> None:
    assert clean(typed) == seen


@given(st.text())
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_every_text_of_the_paper_is_accounted_for_in_the_order_of_reading() -> None:
    document = papers.quarter(byline="Maeve Tiernan")
    texts = document.texts()
    assert texts[:3] == ("Progress summary", "1 July – 30 September 2026", "Maeve Tiernan")
    commitments, chart = texts.index("Commitments"), texts.index("My commitments kept, by month")
    assert commitments < chart < texts.index("Requests")
    assert texts[chart + 1 : chart + 6] == ("kept", "made", "1", "2", "Jul")


def test_pages_are_numbered_only_when_there_are_two() -> None:
    document = papers.quarter()
    assert document.page_label(1, 1) == ""
    assert document.allowed_texts(2)[-2:] == ("Page 1 of 2", "Page 2 of 2")


def test_a_chart_without_room_for_its_months_is_refused() -> None:
    with pytest.raises(BadInput, match="15 months"):
        compose("T", "P", [("next", "x")], chart=papers.kept_by_month([("Jan", 1, 1)] * 16))


def test_the_marks_of_a_typewriter_become_those_of_the_papers_language() -> None:
    said = [("progress", 'They said "it\'s done" - 3 - 5 days early...'), ("closing", '"Thanks"')]
    english, german = (compose("T", "P", said, language=language) for language in ("en-GB", "de"))
    assert english.sections[0].lines == ("They said “it’s done” – 3 - 5 days early…",)
    assert german.sections[0].lines == ("They said „it’s done“ – 3 - 5 days early…",)
    assert (english.closing, german.closing) == ("“Thanks”", "„Thanks“")
