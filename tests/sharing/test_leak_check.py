"""No paper leaves with a word that was not approved, wherever on its pages it hides."""

import traceback
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.errors import LeakFound
from journal.sharing import leak_drawing, leak_file, pdfium
from journal.sharing.document import Section, compose
from journal.sharing.leak_check import verify
from journal.sharing.pdf import render
from tests.sharing import papers
from tests.sharing.papers import Plant, Planter
from tests.sharing.plants import SECRET, WORDS, nothing


@pytest.mark.parametrize("chart", [True, False])
@pytest.mark.parametrize("plant", WORDS)
def test_a_word_that_was_not_approved_is_found_however_it_hides(planted: Planter, plant: Plant, chart: bool) -> None:
    document = papers.quarter(chart=chart)
    with pytest.raises(LeakFound, match=r"page 1 holds \d+ words? that w"):
        verify(planted(document, plant), document)


@pytest.mark.parametrize("chart", [True, False])
def test_the_paper_in_which_nothing_was_planted_passes(planted: Planter, chart: bool) -> None:
    document = papers.quarter(chart=chart)
    verify(planted(document, nothing), document)


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
    months = (replace(document.chart.months[0], figures=(7, 7)), *document.chart.months[1:])
    with pytest.raises(LeakFound):
        verify(render(document), replace(document, chart=replace(document.chart, months=months)))


def test_hyphens_ligatures_and_broken_words_are_no_leak() -> None:
    document = papers.one_line(
        "ﬁne ﬂow ½ ² … ½-time well-" + "known-" * 60 + " e\u0301 ™ № ﬁ" + " Ω" * 3 + " \u0307 \u034f \u00a0 x"
    )
    verify(render(document), document)


def test_several_pages_with_their_labels_are_accounted_for() -> None:
    lines = [("progress", f"{number}. We agreed on the pilot, and on what it costs. " * 4) for number in range(60)]
    document = compose("Progress summary", "Spring", lines, most_pages=9)
    data = render(document)
    verify(data, document)
    with pytest.raises(LeakFound, match="page 1 holds"):
        verify(data, replace(document, page_words="{number} / {count}"))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abcdefghij klmnop", min_size=1, max_size=40).filter(lambda text: text.strip()))
def test_a_line_that_was_not_approved_never_passes(text: str) -> None:
    shown = compose("Progress summary", "P", [("progress", "The plan is in use."), ("next", text)])
    approved = replace(shown, sections=(Section("progress", "Progress", ("The plan is in use.",)),))
    verify(render(shown), shown)
    with pytest.raises(LeakFound):
        verify(render(shown), approved)


@pytest.mark.parametrize("reader", [pdfium, leak_drawing, leak_file])
def test_whatever_a_reader_stumbles_over_is_refused_without_a_word_of_it(
    monkeypatch: pytest.MonkeyPatch, reader: ModuleType
) -> None:
    def stumble(*_told: object) -> None:
        raise ValueError(SECRET)

    document = papers.quarter()
    data = render(document)
    verify(data, document)
    name = {pdfium: "texts", leak_drawing: "read", leak_file: "Contents"}[reader]
    monkeypatch.setattr(reader, name, stumble)
    with pytest.raises(LeakFound, match="could not be read again") as refusal:
        verify(data, document)
    assert "liar" not in "".join(traceback.format_exception(refusal.value))


def test_the_second_reader_is_asked_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    document = papers.quarter()
    data = render(document)
    found = pdfium.texts(data)
    monkeypatch.setattr(pdfium, "texts", lambda _data: [f"{found[0]} liar"])  # pyright: ignore[reportUnknownLambdaType]
    with pytest.raises(LeakFound, match="page 1 holds 1 word that was not approved"):
        verify(data, document)
