"""The paper's file: the approved words and nothing that tells who made it, where or with what."""

import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import Destination, StreamObject
from pypdfium2 import PdfDocument

from journal.errors import BadInput
from journal.sharing.document import PageSize, SummaryDocument, compose
from journal.sharing.leak_check import verify
from journal.sharing.pdf import render
from journal.sharing.pdf_text import missing
from tests.sharing import papers

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
needs_qpdf = pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
IN_POINTS: list[tuple[PageSize, tuple[int, int]]] = [("A4", (595, 842)), ("Letter", (612, 792))]
PAGES: list[PageSize] = ["A4", "Letter"]


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def decoded(data: bytes) -> bytes:
    """Every stream of a file, decoded, and every other object as it prints."""
    reader = PdfReader(BytesIO(data))
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    return b"\n".join(item.get_data() if isinstance(item, StreamObject) else repr(item).encode() for item in objects)


@pytest.mark.parametrize(("page", "size"), IN_POINTS)
def test_a_paper_has_the_size_that_was_asked_for(page: PageSize, size: tuple[int, int]) -> None:
    (sheet,) = PdfReader(BytesIO(render(papers.quarter(page=page)))).pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == size


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


def test_a_paper_says_its_language_and_shows_its_title() -> None:
    data = render(replace(papers.quarter(), language="de"))
    assert PdfReader(BytesIO(data)).root_object["/Lang"] == "de"
    assert b"{'/DisplayDocTitle': True}" in decoded(data)


def test_the_headings_are_bookmarks_on_their_pages() -> None:
    document = compose("Progress summary", "P", papers.approved() * 2, chart=papers.kept_by_month(papers.YEAR))
    reader = PdfReader(BytesIO(render(document)))
    marks = [mark for mark in reader.outline if isinstance(mark, Destination)]
    assert tuple(mark.title for mark in marks) == document.bookmarks()
    assert len(marks) == 7
    for mark in marks:
        number = reader.get_destination_page_number(mark)
        assert number is not None
        assert squeezed(str(mark.title)) in squeezed(reader.pages[number].extract_text())


@needs_qpdf
@pytest.mark.parametrize("page", PAGES)
def test_a_checker_of_files_has_nothing_to_say(page: PageSize, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(render(papers.whole_year(page=page)))
    done = subprocess.run(["qpdf", "--check", str(tmp_path / "paper.pdf")], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


@needs_poppler
def test_every_face_is_embedded_and_holds_only_the_letters_in_use() -> None:
    data = render(papers.whole_year())
    _head, _rule, *rows = papers.pdffonts(data).splitlines()
    assert len(rows) == 2
    for row in rows:
        name, *_kind, embedded, subset, unicode, _object, _generation = row.split()
        assert re.fullmatch(r"[A-Z]{6}\+Roboto-\w+", name)
        assert (embedded, subset, unicode) == ("yes", "yes", "yes")
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


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (papers.one_line("A \u0378 here"), "The character \u0378 .* in line 1 of “Progress”"),
        (compose("T", "P", [("next", "fine"), ("next", "part \u0378")]), "in line 2 of “Next steps”"),
        (compose("\u0378", "P", [("next", "fine")]), "in the title"),
        (compose("T", "P", [("next", "fine"), ("opening", "a\u0378")]), "in the opening sentence"),
        (compose("T", "P", [("next", "fine"), ("closing", "a\u0378")]), "in the closing sentence"),
    ],
)
def test_a_character_that_no_face_has_is_named_with_its_place(document: SummaryDocument, words: str) -> None:
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
    assert squeezed(document.sections[0].lines[0]) in squeezed(PdfReader(BytesIO(data)).pages[0].extract_text())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=8))
def test_any_text_is_either_drawn_to_the_letter_or_refused_with_a_reason(lines: list[str]) -> None:
    document = compose("Progress summary", "P", [("progress", line) for line in lines])
    if any(missing(text) for text in document.texts()):
        with pytest.raises(BadInput, match="cannot be printed"):
            render(document)
    else:
        verify(render(document), document)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.sampled_from([*papers.bundled_letters(), *" -\n<&>()\\%\u202e"])), max_size=8))
def test_every_text_in_letters_that_the_fonts_have_is_drawn_to_the_letter(lines: list[str]) -> None:
    document = compose("Progress summary", "P", [("feedback", line) for line in lines])
    verify(render(document), document)


def test_every_single_character_of_the_fonts_survives_the_way_through_the_paper() -> None:
    known = papers.bundled_letters()
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
