"""Text set in lines: nothing cut, nothing too wide, no lonely words, and the same bytes for the same text."""

import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from journal.sharing import pdf_faces, pdf_shaping
from journal.sharing.pdf_file import QuietCanvas
from journal.sharing.pdf_shaping import Voice, shaped
from journal.sharing.pdf_text import TextStyle, draw_text, forget, missing, set_block, text_width
from tests.sharing.setting import BODY, INK, SIZE, STRONG, by_pdfium, by_pypdf, page, seen

TEXT = (
    "“Third contract type retired” 12 weeks ahead of the plan; we’ll keep the well-known long-distance promise on"
    " 14 November, and a thank-you for your help with it – and much more — is on 3 pages too."
)
WIDTHS = range(60, 400, 9)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("style", [BODY, STRONG])
def test_no_line_is_wider_than_it_may_be_and_no_letter_is_lost(width: int, style: TextStyle) -> None:
    block = set_block(TEXT, style, width, hang=False)
    assert squeezed("".join(block.lines)) == squeezed(TEXT)
    assert max(text_width(line, style) for line in block.lines) <= width + 0.3
    assert block.width == pytest.approx(max(text_width(line, style) for line in block.lines), abs=0.3)
    assert (block.rows, block.height) == (len(block.lines), len(block.lines) * style.line)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab1 .,-–/\n“”WWW"), max_size=80), st.integers(20, 300))
def test_any_text_is_set_without_loss(text: str, width: int) -> None:
    block = set_block(text, BODY, width, hang=False)
    assert squeezed("".join(block.lines)) == squeezed(text)
    assert block.rows >= text.count("\n") + 1
    parted = 0.2 * BODY.size  # two letters that were drawn closer together need that much more when a line ends between
    assert all(text_width(line, BODY) <= width + parted or len(line) == 1 for line in block.lines)


def test_a_number_stays_with_what_it_counts_and_the_last_line_is_not_one_short_word() -> None:
    for width in WIDTHS[8:]:
        lines = set_block(TEXT, BODY, width).lines
        assert not [line for line in lines[:-1] if re.search(r"(\d|\b[a-zA-Z])$", line)], width
        assert len(lines[-1]) >= 12 or len(lines) == 1, width


def test_a_word_that_is_too_long_is_broken_and_nothing_of_it_is_lost() -> None:
    block = set_block("W" * 100, BODY, 100)
    assert "".join(block.lines) == "W" * 100
    assert len(set(map(len, block.lines[:-1]))) == 1
    assert set_block("W" * 3, BODY, 1).lines == ("W",) * 3


def test_marks_hang_in_the_margin_on_request_only() -> None:
    text = "“" + "ab, " * 60
    for hang, over in ((True, True), (False, False)):
        widths = [set_block(text, BODY, width, hang=hang).width - width for width in range(90, 130)]
        assert (max(widths) > 0.5) is over
        assert max(widths) < 4
    hung, plain = (PdfReader(BytesIO(data)).pages[0].get_contents() for data in (page([text]), page([text[1:]])))
    assert hung is not None
    assert plain is not None
    first = [float(re.search(rb"1 0 0 1 ([\d.]+)", one.get_data().split(b"BT", 1)[1])[1]) for one in (hung, plain)]  # pyright: ignore[reportOptionalSubscript]
    assert first[0] < first[1] == 100


def test_a_block_is_split_between_its_lines_and_draws_the_same() -> None:
    block = set_block(TEXT, BODY, 150)
    head, rest = block.split(2)
    assert (head.rows, rest.rows) == (2, block.rows - 2)
    assert head.lines + rest.lines == block.lines
    whole, parts = (QuietCanvas(SIZE, title="T", language="en", fingerprint=bytes(16)) for _each in range(2))
    block.draw(whole, 100, 700)
    head.draw(parts, 100, 700)
    rest.draw(parts, 100, 700 - head.height)
    texts = []
    for canvas in (whole, parts):
        canvas.showPage()
        texts.append(by_pypdf(canvas.finished()))
    assert texts[0] == texts[1]


@pytest.mark.parametrize(("align", "begins"), [("start", 300.0), ("end", 200.0), ("centre", 250.0)])
def test_a_line_is_drawn_where_it_is_wanted(align: str, begins: float) -> None:
    width = 100.0
    size = BODY.size * width / text_width("Where", BODY)
    style = TextStyle(size=size, line=50, color=INK)
    canvas = QuietCanvas(SIZE, title="T", language="en", fingerprint=bytes(16))
    draw_text(canvas, "Where", style, 300, 400, align)  # pyright: ignore[reportArgumentType] it is one of them
    canvas.showPage()
    reader = PdfReader(BytesIO(canvas.finished()))
    contents = reader.pages[0].get_contents()
    assert contents is not None
    place = re.search(rb"1 0 0 1 ([\d.]+) 400", contents.get_data())
    assert place is not None
    assert float(place[1]) == pytest.approx(begins, abs=0.01)


def test_latin_ligatures_are_not_drawn_and_letters_are_kerned() -> None:
    (piece,) = shaped("office ffi fl", Voice()).pieces
    assert [glyph.text for glyph in piece.glyphs] == list("office ffi fl")
    assert text_width("AV", BODY) < text_width("A", BODY) + text_width("V", BODY) - 0.3


def test_every_character_of_the_faces_is_read_back_by_two_readers() -> None:
    covered = set(pdf_faces.bundled(strong=False).covered) & set(pdf_faces.bundled(strong=True).covered)
    known = [f"a{chr(code)}b" for code in sorted(covered) if chr(code).isprintable() and seen(chr(code))]
    assert len(known) > 2500
    for start in range(0, len(known), 700):
        text = " ".join(known[start : start + 700])
        data = page([text], style=TextStyle(size=5, line=7, color=INK), width=480)
        assert seen(by_pypdf(data)) == seen(text)
        assert seen(by_pdfium(data), marks=False) == seen(text, marks=False)


def test_one_glyph_that_stands_for_two_texts_says_each_of_them() -> None:
    face = pdf_faces.bundled(strong=False)
    same: dict[int, list[str]] = {}
    for code in sorted(face.covered):
        if chr(code).isprintable() and seen(chr(code)) == chr(code):
            same.setdefault(face.hb_font.get_nominal_glyph(code) or 0, []).append(chr(code))
    twins = next(pair for glyph, pair in same.items() if glyph and len(pair) > 1)
    text = "".join(twins) * 2 + "word"
    assert seen(by_pypdf(page([text]))) == seen(text)


@pytest.mark.parametrize(
    "text", ["W" * 1_000_000, "word " * 10_000, "日本" * 100_000, "مرحبا " * 20_000, "a\n" * 100_000]
)
def test_a_text_of_any_length_is_answered_and_looked_at_no_further_than_is_wanted(text: str) -> None:
    looked_at = set_block(text, BODY, 387, most_rows=60)
    assert 60 < looked_at.rows < 1000
    if len(text) <= 50_000:
        whole = set_block(text, BODY, 387)
        assert squeezed("".join(whole.lines)) == squeezed(text)
        assert whole.lines[:60] == looked_at.lines[:60]


def test_a_file_says_only_its_title_its_language_and_its_bookmarks() -> None:
    canvas = QuietCanvas(SIZE, title="Prüfung", language="de", fingerprint=b"0123456789abcdef")
    for number in (1, 2):
        draw_text(canvas, f"Teil {number}", STRONG, 100, 700)
        canvas.bookmark(f"Teil {number} – 日本", 720)
        canvas.showPage()
    reader = PdfReader(BytesIO(canvas.finished()), strict=True)
    assert reader.metadata == {"/Title": "Prüfung"}
    assert reader.root_object["/Lang"] == "de"
    assert reader.root_object["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    found = [(entry.title, reader.get_destination_page_number(entry)) for entry in reader.outline]  # pyright: ignore[reportArgumentType, reportAttributeAccessIssue]
    assert found == [("Teil 1 – 日本", 0), ("Teil 2 – 日本", 1)]
    assert not {"/Names", "/Dests", "/Metadata", "/OpenAction"} & set(reader.root_object)


def test_the_words_of_a_paper_are_forgotten() -> None:
    assert missing(TEXT) is None
    page([TEXT])
    assert pdf_shaping._kept_line.cache_info().currsize
    forget()
    assert not pdf_shaping._kept_line.cache_info().currsize
    assert not pdf_shaping.has_face.cache_info().currsize


def test_the_same_texts_give_the_same_bytes() -> None:
    first = page([TEXT, "日本語 سلام"])
    forget()
    assert page([TEXT, "日本語 سلام"]) == first
    assert page([TEXT, "日本語"]) != first
