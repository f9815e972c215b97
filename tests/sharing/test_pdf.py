"""The paper itself: one page, the approved words, and nothing that tells who made it, where or with what."""

import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import StreamObject
from pypdfium2 import PdfDocument

from journal.errors import BadInput
from journal.sharing.document import PageSize, SummaryDocument, clean, compose
from journal.sharing.leak_check import verify
from journal.sharing.pdf import render
from journal.sharing.pdf_layout import lay_out
from journal.sharing.pdf_styles import SIZES, Frame, register_faces
from tests.sharing import papers

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
IN_POINTS: list[tuple[PageSize, tuple[int, int]]] = [("A4", (595, 842)), ("Letter", (612, 792))]
PAGES: list[PageSize] = ["A4", "Letter"]


def squeezed(text: str) -> str:
    return "".join(text.split())


def decoded(data: bytes) -> bytes:
    """Every stream of a file, decoded, and every other object as it prints."""
    reader = PdfReader(BytesIO(data))
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    return b"\n".join(item.get_data() if isinstance(item, StreamObject) else repr(item).encode() for item in objects)


@pytest.mark.parametrize(("page", "size"), IN_POINTS)
def test_a_paper_has_the_size_that_was_asked_for(page: PageSize, size: tuple[int, int]) -> None:
    (sheet,) = PdfReader(BytesIO(render(papers.quarter(page=page)))).pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == size


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("chart", [True, False])
def test_a_whole_year_of_approved_lines_with_its_chart_fits_on_one_page(page: PageSize, chart: bool) -> None:
    document = papers.whole_year(page=page, chart=chart)
    data = render(document)
    verify(data, document)
    assert len(PdfReader(BytesIO(data)).pages) == 1


@pytest.mark.parametrize("chart", [True, False])
def test_every_approved_line_is_there_and_no_private_phrase_in_any_stream(chart: bool) -> None:
    document = papers.quarter(chart=chart)
    data = render(document)
    with PdfDocument(data) as opened:
        by_pdfium = opened[0].get_textpage().get_text_range()
    by_pypdf = PdfReader(BytesIO(data)).pages[0].extract_text()
    for text in (by_pdfium, by_pypdf):
        assert all(squeezed(line) in squeezed(text) for line in document.texts())
    everything = squeezed(by_pdfium + by_pypdf + decoded(data).decode("latin-1")).casefold()
    canaries = (papers.INPUT / "private-canaries.txt").read_text(encoding="utf-8").splitlines()
    assert len(canaries) == 60
    assert squeezed("Third contract type retired").casefold() in everything  # the search does find what is there
    assert not [phrase for phrase in canaries if squeezed(phrase).casefold() in everything]


@needs_poppler
def test_a_third_reader_finds_the_same_words_and_nobody_s_name() -> None:
    document = papers.whole_year()
    data = render(document)
    text = squeezed(papers.pdftotext(data))
    assert all(squeezed(line) in text for line in document.texts())
    info = papers.pdfinfo(data)
    named = {line.partition(":")[0] for line in info.splitlines()}
    assert not named & {"Author", "Creator", "Producer", "Subject", "Keywords", "CreationDate", "ModDate"}
    assert re.search(r"^Title: +Progress summary$", info, re.MULTILINE)
    assert re.search(r"^(JavaScript|Metadata Stream|Custom Metadata|Encrypted): +yes", info, re.MULTILINE) is None


def test_the_file_names_no_program_no_path_and_no_moment() -> None:
    data = render(papers.whole_year())
    everything = data + decoded(data)
    assert b"Roboto" in everything  # the search does find what is there
    for trace in (b"ReportLab", b"reportlab", b"opensource", b"/Producer", b"/CreationDate", b"D:20", b"site-packages"):
        assert trace not in everything
    assert re.search(rb"/(home|root|Users|tmp|usr)/", everything) is None
    assert PdfReader(BytesIO(data)).root_object["/Lang"] == "en"


def test_only_the_bundled_faces_are_in_the_file_and_only_the_letters_in_use() -> None:
    data = render(papers.whole_year())
    names = re.findall(rb"/BaseFont /([\w+-]+)", data)
    assert sorted(names) == [b"AAAAAA+Roboto-Medium", b"AAAAAA+Roboto-Regular"]
    assert len(data) < 40_000


@pytest.mark.parametrize("page", PAGES)
def test_the_same_document_gives_the_same_bytes(page: PageSize) -> None:
    assert render(papers.whole_year(page=page)) == render(papers.whole_year(page=page))


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys; from tests.sharing import papers; from journal.sharing.pdf import render;"
        "sys.stdout.buffer.write(render(papers.quarter()))"
    )
    other = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=papers.INPUT.parents[2])
    assert other.stdout == render(papers.quarter())


def test_papers_that_are_drawn_at_the_same_time_do_not_mix_their_letters() -> None:
    documents = [papers.one_line(text) for _section, text in papers.approved()] * 2
    one_by_one = [render(document) for document in documents]
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as crew:
            assert list(crew.map(render, documents)) == one_by_one
    finally:
        sys.setswitchinterval(switch)


def test_another_document_gets_another_id() -> None:
    one, two = (PdfReader(BytesIO(render(papers.one_line(text)))).trailer["/ID"] for text in ("one", "two"))
    assert one != two


def test_what_needs_more_than_one_page_goes_on_two_that_are_numbered() -> None:
    document = compose("Progress summary", "Two years", papers.approved() * 2)
    data = render(document)
    verify(data, document)
    first, second = (page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second


def test_a_long_line_at_the_foot_of_the_page_goes_on_without_a_lonely_row() -> None:
    divided = 0
    for count in range(12, 34):
        before, after = ([("progress", f"Filler {number}.") for number in range(n)] for n in (count, 45 - count))
        document = compose("T", "P", [*before, ("progress", "And so it went on for a while. " * 45), *after])
        frame = Frame(*SIZES["A4"])
        layout = lay_out(document, frame)
        column = [placed for sheet in layout.sheets for placed in sheet.placed if placed.left == frame.text_left]
        begun = [round(placed.height / layout.density.line) for placed in column if placed.marked]
        continued = [round(placed.height / layout.density.line) for placed in column[2:] if not placed.marked]
        assert begun.count(1) == 45, count
        assert 1 not in continued, count
        divided += len(continued)
    assert divided


def test_no_paragraph_ends_with_one_short_word_on_a_row_of_its_own() -> None:
    for width in range(60, 110):
        text = "word " * (width // 5) + "and it is so."
        rows = PdfReader(BytesIO(render(papers.one_line(text)))).pages[0].extract_text().splitlines()
        last = next(row for row in rows if row.endswith("so."))
        assert len(last) > len("it is so.")


def test_what_does_not_fit_on_two_pages_is_refused_with_the_number_of_lines_that_must_go() -> None:
    lines = papers.approved() * 4
    with pytest.raises(BadInput, match=r"take out at least (\d+) lines") as refusal:
        render(compose("Progress summary", "P", lines))
    number = re.search(r"\d+", str(refusal.value))
    assert number is not None
    document = compose("Progress summary", "P", [("next", text) for _section, text in lines][: -int(number[0]) - 6])
    verify(render(document), document)


@pytest.mark.parametrize("text", ["W" * 200_000, "word " * 40_000, "\n".join("a" * 20_000)])
def test_a_text_of_any_length_is_answered(text: str) -> None:
    with pytest.raises(BadInput, match="does not fit on two pages"):
        render(papers.one_line(text))


def test_a_title_that_never_ends_is_refused() -> None:
    with pytest.raises(BadInput, match="title is too long"):
        render(compose("Title " * 100, "P", [("next", "x")]))


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (papers.one_line("A 漢 here"), "The character 漢 .* in line 1 of “Progress”"),
        (compose("T", "P", [("next", "fine"), ("next", "party 🎉")]), "🎉 .party popper. in line 2 of “Next steps”"),
        (compose("→", "P", [("next", "fine")]), "→ .rightwards arrow. in the title"),
    ],
)
def test_a_character_that_the_fonts_lack_is_named_and_never_drawn_as_a_box(
    document: SummaryDocument, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        render(document)


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>not bold</b> &amp; <i>",
        "<img src='/etc/passwd'/><a href='file:///etc/passwd'>x</a>",
        "<para backColor='red'>x</para><unichar code='65'/>",
        "<font color='[[[getattr(pow,Word(\"__globals__\"))]]]'>x</font>",
        "]]> <!-- --> <?xml?> &#65; &lt;",
        "\\001 \\( ) ( %%EOF endstream endobj",
        "\u202ereversed\u202c and\x00 cut\x1b",
        "a  b   c    \u3000 d",
    ],
)
def test_markup_and_tricks_come_out_as_they_were_typed(hostile: str) -> None:
    document = papers.one_line(hostile)
    data = render(document)
    verify(data, document)
    assert squeezed(clean(hostile)) in squeezed(PdfReader(BytesIO(data)).pages[0].extract_text())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=8))
def test_any_text_is_either_drawn_to_the_letter_or_refused_with_a_reason(lines: list[str]) -> None:
    document = compose("Progress summary", "P", [("progress", line) for line in lines])
    drawable = all(letter in register_faces() or letter.isspace() for text in document.texts() for letter in text)
    if drawable:
        verify(render(document), document)
    else:
        with pytest.raises(BadInput, match="cannot be printed"):
            render(document)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.sampled_from([*sorted(register_faces()), *" -\n<&>()\\%\u202e"])), max_size=8))
def test_every_text_in_letters_that_the_fonts_have_is_drawn_to_the_letter(lines: list[str]) -> None:
    document = compose("Progress summary", "P", [("feedback", line) for line in lines])
    verify(render(document), document)


def test_every_single_character_of_the_fonts_survives_the_way_through_the_paper() -> None:
    known = sorted(register_faces())
    for start in range(0, len(known), 120):
        document = papers.one_line(" ".join(f"a{character}b" for character in known[start : start + 120]))
        verify(render(document), document)


def test_what_draws_the_summary_knows_nothing_of_the_journal() -> None:
    script = (
        "import sys; import journal.sharing.pdf;"
        "print([name for name in sys.modules if name.startswith(('journal.store', 'journal.practices', 'sqlalchemy'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
