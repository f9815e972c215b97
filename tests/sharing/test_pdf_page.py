"""How the page is set: on one grid, nothing alone, nothing cut, and the same words in either design."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader
from reportlab.lib.colors import Color

from journal.errors import BadInput
from journal.sharing import pdf_sheet
from journal.sharing.document import Design, MonthChart, MonthFigure, PageSize, Section, SummaryDocument, compose
from journal.sharing.labels import labels
from journal.sharing.leak_check import verify
from journal.sharing.pdf import render
from journal.sharing.pdf_filling import Placed
from journal.sharing.pdf_layout import Layout, lay_out
from journal.sharing.pdf_styles import DENSITIES_OF, PALETTES, SIDES, SIZES, Frame, styles
from journal.sharing.pdf_text import Block
from tests.sharing import papers
from tests.sharing.papers import Shown, shown

PAGES: list[PageSize] = ["A4", "Letter"]
DESIGNS: list[Design] = ["plain", "accent"]
DAY = date(2026, 11, 20)
LEAST_CONTRAST = 4.5  # of text on paper: WCAG 2, 1.4.3


def long_paper(*, page: PageSize = "A4", design: Design = "accent") -> SummaryDocument:
    """Two pages full, with everything that a paper can hold."""
    lines = [("opening", "A steady year. " * 9), *papers.approved() * 2, ("closing", "Thank you for it.")]
    chart = papers.kept_by_month(papers.YEAR)
    return compose("Progress summary", "A year", lines, chart=chart, byline="from me", page=page, design=design)


def laid_out(document: SummaryDocument) -> Layout:
    return lay_out(document, Frame(*SIZES[document.page], side=SIDES[document.look]))


def texts_of(layout: Layout) -> Iterator[tuple[int, Placed, Block]]:
    """The approved lines of every page, or their parts, in order."""
    for number, sheet in enumerate(layout.sheets):
        for placed in sheet.placed:
            if isinstance(placed.what, Block) and placed.what.style == layout.styles.body:
                yield number, placed, placed.what


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("design", DESIGNS)
def test_the_lines_of_both_columns_and_all_pages_stand_on_one_grid(page: PageSize, design: Design) -> None:
    for paper in (papers.quarter(page=page), papers.whole_year(page=page), long_paper(page=page)):
        document = replace(paper, design=design, opening="A steady year.")
        density = laid_out(document).styles.density
        lines = [
            line for line in shown(render(document)) if line.size >= density.size
        ]  # all but the chart's and labels
        body = [line for line in lines if line.size == density.size]
        pitch, origin = density.line / density.units, body[0].y
        assert len({round(line.x) for line in body}) >= 2  # both columns
        assert len({line.size for line in lines}) >= 3  # the title and the opening sentence too
        assert max(abs((origin - line.y + pitch / 2) % pitch - pitch / 2) for line in lines) < 0.02
        assert min(abs(line.y - other.y) for line, other in _neighbours(body)) > density.line - 0.02


def _neighbours(body: list[Shown]) -> Iterator[tuple[Shown, Shown]]:
    """Lines that follow one another in one column."""
    return ((one, two) for one, two in pairwise(body) if one.page == two.page and one.x == two.x)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("chart", [True, False])
def test_a_whole_year_of_approved_lines_with_its_chart_fits_on_one_page(page: PageSize, chart: bool) -> None:
    document = papers.whole_year(page=page, chart=chart)
    data = render(document)
    verify(data, document)
    assert len(PdfReader(BytesIO(data)).pages) == 1


@pytest.mark.parametrize("design", DESIGNS)
def test_every_colour_of_words_can_be_read_on_paper(design: Design) -> None:
    used = {styles(DENSITIES_OF["summary"][0], design).title(1.0).color}
    for data in (render(replace(long_paper(), design=design)), render(replace(papers.one_line("x"), design=design))):
        for page in PdfReader(BytesIO(data)).pages:
            contents = page.get_contents()
            assert contents is not None
            found = re.findall(r"(\S+) (\S+) (\S+) rg\s+BT", contents.get_data().decode("ascii"))
            used |= {Color(*map(float, each)) for each in found}
    assert len(used) >= (2 if design == "plain" else 3)
    assert min(contrast_on_white(color) for color in used) >= LEAST_CONTRAST
    assert contrast_on_white(PALETTES[design].fine) < LEAST_CONTRAST  # the measure can fail


def contrast_on_white(color: Color) -> float:
    """As WCAG 2 measures it."""
    parts = (color.red, color.green, color.blue)
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_the_plain_design_prints_in_black_and_says_the_same() -> None:
    plain, accent = (render(long_paper(design=design)) for design in DESIGNS)
    contents = b"".join(page.get_contents().get_data() for page in PdfReader(BytesIO(plain)).pages)  # type: ignore[union-attr]
    colors = {tuple(match.split()[:3]) for match in re.findall(rb"\S+ \S+ \S+ (?:rg|RG)", contents)}
    assert len(colors) >= 3
    assert all(len(set(color)) == 1 for color in colors)  # greys
    assert [line[1:] for line in shown(plain)] == [line[1:] for line in shown(accent)]


def test_a_changed_line_changes_only_itself() -> None:
    lines = papers.approved("2026-07-01", "2026-09-30")
    section, text = lines[2]
    changed = [*lines[:2], (section, text.replace("January", "February")), *lines[3:]]
    one, two = (shown(render(compose("T", "P", each))) for each in (lines, changed))
    assert len(one) == len(two)
    different = [(before, after) for before, after in zip(one, two, strict=True) if before != after]
    assert len(different) == 1
    assert different[0][0][:4] == different[0][1][:4]  # in its place


def test_there_is_no_label_on_a_single_page_and_one_on_each_of_several() -> None:
    assert "Page" not in PdfReader(BytesIO(render(papers.quarter()))).pages[0].extract_text()
    document = replace(long_paper(), page_words=labels("de")["page"])
    data = render(document)
    verify(data, document)
    first, second = (page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    assert "Seite 1 von 2" in first
    assert "Seite 2 von 2" in second


def test_no_line_of_a_paragraph_stands_alone_at_the_head_or_the_foot_of_a_page() -> None:
    divided = 0
    for count in range(8, 40):
        before, after = ([("progress", f"Filler {number}.") for number in range(n)] for n in (count, 45 - count))
        document = compose("T", "P", [*before, ("progress", "And so it went on for a while. " * 45), *after])
        found = [(placed.marked, block.rows) for _sheet, placed, block in texts_of(laid_out(document))]
        begun, continued = ([rows for marked, rows in found if marked is each] for each in (True, False))
        assert begun.count(1) == 45, count
        assert 1 not in continued, count
        divided += len(continued)
    assert divided


def test_a_heading_always_has_a_line_beside_it() -> None:
    turned = 0
    for count in range(20, 60):
        lines = [
            (key, f"Filler {number}.") for key, most in (("progress", count), ("next", 100)) for number in range(most)
        ]
        layout = laid_out(compose("T", "P", lines, most_pages=9))
        for sheet in layout.sheets:
            for heading in (placed for placed in sheet.placed if placed.title):
                beside = [other.top - heading.top for other in sheet.placed if other.marked]
                assert sum(distance > -1 for distance in beside) >= 2, count
                assert min(map(abs, beside)) < 0.1
        turned += any(sheet.placed[0].title == "Next steps" for sheet in layout.sheets)
    assert turned  # the second section did come to the foot of a page


def test_the_last_line_of_a_section_does_not_go_on_to_the_next_page_alone() -> None:
    parted = 0
    for count in range(32, 42):
        lines = [
            (key, f"Filler {number}.") for key, most in (("progress", count), ("next", 30)) for number in range(most)
        ]
        layout = laid_out(compose("T", "P", lines))
        kinds = [bool(placed.title) for placed in layout.sheets[1].placed]
        alone = kinds.index(True) if True in kinds else len(kinds)
        assert alone != 1, count
        parted += alone > 1
    assert parted


def test_nothing_stands_outside_the_page_s_margins() -> None:
    for document in (
        papers.whole_year(),
        long_paper(),
        papers.one_line("W" * 900),
        pdf_sheet.document(["WWWW"] * 14, DAY),
    ):
        layout = laid_out(document)
        for sheet in layout.sheets:
            for placed in sheet.placed:
                assert placed.top + placed.what.height <= layout.frame.depth + 3, placed
                width = placed.what.width if isinstance(placed.what, Block) else 0
                assert placed.left + width <= layout.frame.width - layout.frame.right + 8, placed


def test_no_paragraph_ends_with_one_short_word_on_a_row_of_its_own() -> None:
    for width in range(60, 110):
        text = "word " * (width // 5) + "and it is so."
        rows = PdfReader(BytesIO(render(papers.one_line(text)))).pages[0].extract_text().splitlines()
        last = next(row for row in rows if row.endswith("so."))
        assert len(last) > len("it is so.")


def test_a_heading_begins_with_more_than_one_short_word() -> None:
    for heading in ("Is something missing?", "What I would accept", "Your feedback, and what I did with it"):
        layout = laid_out(SummaryDocument("T", "P", (Section("", heading, ("x",)),)))
        (block,) = [each.what for each in layout.sheets[0].placed if each.title and isinstance(each.what, Block)]
        assert block.rows <= 2
        assert " " in block.lines[0], heading


def test_what_does_not_fit_is_refused_with_the_number_of_lines_that_must_go() -> None:
    lines = papers.approved() * 5
    with pytest.raises(BadInput, match=r"on 2 pages\. Take out at least (\d+) lines") as refusal:
        render(compose("Progress summary", "P", lines))
    number = int(re.findall(r"\d+", str(refusal.value))[1])
    fitting = compose("Progress summary", "P", [("next", text) for _section, text in lines][: -number - 6])
    verify(render(fitting), fitting)
    with pytest.raises(BadInput, match=r"on 1 page\. Take out"):
        render(replace(fitting, most_pages=1))


def test_a_paper_may_take_as_many_pages_as_it_was_given() -> None:
    document = compose("Progress summary", "P", papers.approved() * 9, most_pages=9)
    data = render(document)
    verify(data, document)
    assert 3 <= len(PdfReader(BytesIO(data)).pages) <= 9


def test_a_head_that_never_ends_is_refused() -> None:
    with pytest.raises(BadInput, match="title is too long"):
        render(compose("Title " * 100, "P", [("next", "x")]))
    with pytest.raises(BadInput, match="lines under the title are too long"):
        render(compose("T", "P " * 2000, [("next", "x")]))


def test_a_heading_longer_than_a_page_is_refused_and_never_cut() -> None:
    with pytest.raises(BadInput, match="does not fit"):
        render(SummaryDocument("T", "P", (Section("", "Heading " * 300, ("x",)),)))


def test_a_word_that_cannot_be_divided_is_refused_when_it_is_wider_than_its_column() -> None:
    with pytest.raises(BadInput, match="wider than its column"):
        render(papers.one_line("क\u200d" * 200))


@pytest.mark.parametrize("figures", [((1, 2), (0, 0)), ((3,), (0,)), ((0, 0), (0, 0)), ((12_345, 7), (1, 99_999))])
def test_a_chart_of_one_or_two_figures_is_drawn_with_every_word(figures: tuple[tuple[int, ...], ...]) -> None:
    months = tuple(MonthFigure(f"Month {number}", each) for number, each in enumerate(figures))
    chart = MonthChart(months, "By month", ("steps", "made")[: len(figures[0])], about="What it is about.")
    document = compose("T", "P", [("progress", "One line.")], chart=chart)
    verify(render(document), document)


def test_a_chart_is_never_parted_from_its_heading() -> None:
    chart = papers.kept_by_month(papers.QUARTER)
    for count in range(30, 60):
        layout = laid_out(compose("T", "P", [("progress", f"Filler {n}.") for n in range(count)], chart=chart))
        (heading,) = [
            (n, each) for n, sheet in enumerate(layout.sheets) for each in sheet.placed if each.title == chart.heading
        ]
        drawn = [
            n for n, sheet in enumerate(layout.sheets) for each in sheet.placed if type(each.what).__name__ == "Chart"
        ]
        assert drawn == [heading[0]]


def test_a_line_in_a_script_that_is_read_from_the_right_has_its_mark_there() -> None:
    data = render(papers.one_line("שלום עולם", "next"))
    contents = PdfReader(BytesIO(data)).pages[0].get_contents()
    assert contents is not None
    marks = re.findall(r"n (\S+) \S+ m (\S+) \S+ l S", contents.get_data().decode("ascii"))
    assert any(float(left) > SIZES["A4"][0] - 54 for left, _right in marks)


def test_a_byline_beside_a_period_of_two_lines_leaves_both_lines_their_room() -> None:
    period = f"From the first of July on, {'week_by_week_' * 3}"
    for look in ("summary", "large"):
        document = replace(papers.one_line("One line."), period=period, byline="J. W.", look=look)
        verify(render(document), document)
