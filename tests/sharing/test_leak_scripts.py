"""What was approved and can be set is never refused, in whatever script: a refusal would keep the paper from its reader."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.errors import BadInput, LeakFound
from journal.sharing.document import MonthChart, MonthFigure, SummaryDocument, compose
from journal.sharing.leak_check import verify
from journal.sharing.papers import CribCard, crib
from journal.sharing.pdf import render
from tests.sharing import papers

_WORDS = {
    "Latin": [
        "plan",
        "agreed",
        "“fine”",
        "€1,200",
        "½",
        "≠",
        "12:30",
        "and/or",
        "naïve",
        "(net)",
        "‘so’",
        "e\u0301",
        "\xa0x",
    ],
    "Greek and Cyrillic": ["Τρίτος", "σχέδιο", "отчёт", "Ёж", "«да»"],
    "Arabic": ["مراجعة", "ربع", "كتـــاب", "مُدِيرٌ", "لا", "(لا)", "محمّد", "می\u200cخواهم", "ه\u200cااه", "؟", "مع"],
    "Hebrew": ["סיכום", "רבעוני", "שָׁלוֹם", "בְּרֵאשִׁית", "מה?", "(שלום)"],
    "Japanese": ["四半期", "の", "進捗", "。", "、"],
    "Korean": ["보고서를", "한국어의", "문장"],
    "Thai": ["ความ", "ที่สาม", "น้ำ"],
    "Devanagari": ["नमस्ते", "दुनिया", "हिन्दी"],
    "signs": [
        "👍",
        "🏆",
        "≤",
        "→",
        "•",
        "…",
        "-",
        "–",
        ".",
        "%",
        "«",
        "»",
        "\u200d",
        "\ufe0f",
        "\u00ad",
        "\u3164",
        "\u202e",
    ],
}


def _accepted(document: SummaryDocument) -> None:
    verify(render(document), document)


@pytest.mark.parametrize(
    "words",
    [
        "ه\u200cااه",  # one glyph with and without a joiner
        "می\u200cخواهم نامه\u200cای",
        "לָם≥ ≤ x",
        "בְּ ≠ 1",
        "👍ה",
        "12:30 (x)\nשלום",  # a line without a direction before one that has one
        "\u0301 x\nשלום",
        "報告\nの",  # characters whose forms only the other line tells
        " \xa0".join(["report"] * 40),  # lines that begin with a blank of fixed width
        "a \u115fb\u3164 \u17b4c\u2800",
    ],
)
def test_words_that_readers_spell_in_their_own_way_are_accepted(words: str) -> None:
    _accepted(papers.one_line(words))


def test_a_heading_in_bold_beside_the_same_words_in_plain_type_is_accepted() -> None:
    _accepted(crib([CribCard("ربع سنوية", (("مراجعة ربع", "مراجعة ربع"), ("مع", "ربع")))], "Monday"))


def test_a_byline_from_right_to_left_stands_beside_the_period_and_not_on_it() -> None:
    _accepted(papers.quarter(byline="مراجعة ربع"))


@pytest.mark.parametrize("words", ["x" * 9000, "ש" * 9000, ("a" * 300 + " שלום ") * 25])
def test_a_word_that_goes_on_over_the_end_of_a_page_is_accepted(words: str) -> None:
    _accepted(replace(papers.one_line(words), most_pages=9))


@pytest.mark.parametrize("months", [2, 7, 15])
@pytest.mark.parametrize("most", [12, 125, 54321])
def test_a_chart_whose_figures_are_large_is_accepted(months: int, most: int) -> None:
    figures = tuple(MonthFigure("Sep", (most - place % 9, most - place % 3 * 4)) for place in range(months))
    _accepted(replace(papers.quarter(), chart=MonthChart(figures, "My commitments", ("kept", "made"))))


def _mixtures() -> st.SearchStrategy[str]:
    scripts = st.lists(st.sampled_from(sorted(_WORDS)), min_size=1, max_size=3)
    words = scripts.flatmap(lambda chosen: st.lists(st.sampled_from([word for one in chosen for word in _WORDS[one]])))
    return st.builds(_joined, words, st.lists(st.sampled_from([" ", " ", " ", "", "  ", "\xa0", "-", "\n"])))


def _joined(words: Sequence[str], between: Sequence[str]) -> str:
    return "".join(word + (between[place % len(between)] if between else " ") for place, word in enumerate(words))


@given(
    st.lists(st.tuples(st.sampled_from(["opening", "progress", "next", "closing"]), _mixtures()), min_size=1),
    _mixtures(),
)
def _every_mixture(lines: list[tuple[str, str]], byline: str) -> None:
    document = compose("Progress summary", "Spring", lines, byline=byline, most_pages=9)
    try:
        data = render(document)
    except BadInput:  # says which character, and where: seen by the tests of drawing
        return
    try:
        verify(data, document)
    except LeakFound:
        pytest.fail(f"refused, though nothing was planted: {document.texts()!a}")


def test_any_mixture_of_scripts_is_set_and_accepted_or_refused_with_a_reason(long: bool) -> None:
    settings(max_examples=3000 if long else 60, deadline=None)(_every_mixture)()
