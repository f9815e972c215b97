"""No paper leaves with anything that was not approved, wherever in the file it hides."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import black, white

from journal.errors import LeakFound
from journal.sharing.document import Section, compose
from journal.sharing.fonts import PLAIN, STRONG
from journal.sharing.leak_check import verify
from journal.sharing.pdf import render
from tests.sharing import papers
from tests.sharing.papers import SECRET, Plant, Planter, write


def plain_words(canvas: Any) -> None:
    write(canvas)


def one_more_word(canvas: Any) -> None:
    write(canvas, "Progress")  # an approved word, but once too often


def white_words(canvas: Any) -> None:
    canvas.setFillColor(white)
    write(canvas)


def words_under_a_box(canvas: Any) -> None:
    write(canvas)
    canvas.setFillColor(black)
    canvas.rect(190, 110, 300, 20, stroke=0, fill=1)


def words_outside_the_page(canvas: Any) -> None:
    write(canvas, x=-900, y=-900)


def words_too_small_to_see(canvas: Any) -> None:
    write(canvas, size=0.01)


def words_that_are_not_painted(canvas: Any) -> None:
    text = canvas.beginText(200, 120)
    text.setFont(PLAIN, 9)
    text.setTextRenderMode(3)
    text.textOut(SECRET)
    canvas.drawText(text)


def words_in_another_face(canvas: Any) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(200, 120, SECRET)


def words_letter_by_letter(canvas: Any) -> None:
    for place, letter in enumerate("liar"):
        write(canvas, letter, x=200 + 30 * place)


def words_in_another_picture(canvas: Any) -> None:
    canvas.beginForm("inner")
    write(canvas)
    canvas.endForm()
    canvas.doForm("inner")


WORDS = [
    plain_words,
    one_more_word,
    white_words,
    words_under_a_box,
    words_outside_the_page,
    words_too_small_to_see,
    words_that_are_not_painted,
    words_in_another_face,
    words_letter_by_letter,
    words_in_another_picture,
]


@pytest.mark.parametrize("chart", [True, False])
@pytest.mark.parametrize("plant", WORDS)
def test_a_word_that_was_not_approved_is_found_however_it_hides(planted: Planter, plant: Plant, chart: bool) -> None:
    document = papers.quarter(chart=chart)
    with pytest.raises(LeakFound, match=r"page 1 holds \d+ words? that w"):
        verify(planted(document, plant), document)


def test_a_paper_that_was_drawn_from_another_document_is_refused() -> None:
    document = papers.quarter()
    section = document.sections[0]
    withdrawn = replace(document, sections=(replace(section, lines=section.lines[1:]), *document.sections[1:]))
    with pytest.raises(LeakFound, match=r"page 1 holds \d+ words that were not approved"):
        verify(render(document), withdrawn)
    with pytest.raises(LeakFound, match="differ from the approved lines"):
        verify(render(withdrawn), document)


def test_lines_in_another_order_are_another_paper() -> None:
    document = papers.quarter()
    swapped = replace(document, sections=tuple(reversed(document.sections)))
    with pytest.raises(LeakFound, match="differ from the approved lines"):
        verify(render(document), swapped)


def test_another_figure_in_the_chart_is_another_paper() -> None:
    document = papers.quarter()
    assert document.chart is not None
    months = (replace(document.chart.months[0], figures=(0, 7)), *document.chart.months[1:])
    with pytest.raises(LeakFound):
        verify(render(document), replace(document, chart=replace(document.chart, months=months)))


def test_a_passage_of_the_journal_is_called_by_its_name(planted: Planter) -> None:
    document = papers.quarter()
    data = planted(document, plain_words)
    with pytest.raises(LeakFound, match="repeats a passage of the journal"):
        verify(data, document, ["Met him again. He is a bad LIAR, and everybody knows it."])


def test_what_was_approved_may_be_shared_though_the_journal_says_the_same() -> None:
    document = papers.quarter()
    verify(render(document), document, [text for _section, text in papers.approved()])


def test_the_private_texts_are_not_even_read_when_nothing_strange_is_in_the_file() -> None:
    def texts() -> Iterator[str]:
        raise AssertionError
        yield ""

    for document in (papers.quarter(), papers.whole_year()):
        verify(render(document), document, texts())


def test_hyphens_ligatures_and_broken_words_are_no_leak() -> None:
    document = papers.one_line(
        "ﬁne ﬂow ½ ² … ½-time well-" + "known-" * 60 + " e\u0301 ™ № ﬁ" + " Ω" * 3 + " \u0307 y\u1dcf\u1dcf \u034f"
    )
    verify(render(document), document)


def test_only_two_faces_may_speak(planted: Planter) -> None:
    document = papers.quarter()
    verify(planted(document, lambda canvas: canvas.setFont(STRONG, 9)), document)
    with pytest.raises(LeakFound):
        verify(planted(document, lambda canvas: canvas.setFont("Courier", 9)), document)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abcdefghij klmnop", min_size=1, max_size=40).filter(lambda text: text.strip()))
def test_a_line_that_was_not_approved_never_passes(text: str) -> None:
    shown = compose("Progress summary", "P", [("progress", "The plan is in use."), ("next", text)])
    approved = replace(shown, sections=(Section("progress", "Progress", ("The plan is in use.",)),))
    with pytest.raises(LeakFound):
        verify(render(shown), approved)
