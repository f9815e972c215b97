"""Names and sentences in any script: shaped, in the right order, embedded, and read back as they were typed."""

import random
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Generator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from journal.errors import BadInput
from journal.sharing import pdf_faces
from journal.sharing.pdf_bidi import is_rtl, levels_of
from journal.sharing.pdf_file import QuietCanvas
from journal.sharing.pdf_installed import han_of
from journal.sharing.pdf_letters import cleaned
from journal.sharing.pdf_shaping import Voice, shaped
from journal.sharing.pdf_text import look_in, missing, set_block
from tests.sharing.setting import (
    BODY,
    FONTS,
    HAS_POPPLER,
    SIZE,
    STRONG,
    by_pdfium,
    by_poppler,
    by_pypdf,
    page,
    seen,
)

needs_poppler = pytest.mark.skipif(not HAS_POPPLER, reason="poppler-utils is not installed")
needs_qpdf = pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
TO_RIGHT = (
    "हिन्दी में प्रगति क्षत्रिय",
    "ภาษาไทย กำลังดี ที่นี่",
    "日本語の文章「テスト」、鈴木さん。",
    "한국어 문장 (김민수)",
    "☂ ♥ 🏆 👍",
    "Ắ ồ x\u0323\u0302 Nguyễn Thị Hồng",
    "Ωμέγα, Привет, ёлка",
)
TO_LEFT = (
    "مرحبا بالعالم (تقرير) 2026 abc. لا إله",
    "شکر گزار: ۱۲ گزارش «پایان»",
    "شرح ١٢٣ من ٤٥٦ (٧٪)",
    "He said שלום (עולם) there, 12 times.",
    "שלום עולם (hello) 123, abc.",
    "שָׁלוֹם מֹשֶׁה",
    "مُحَمَّد",
    "“(שלום)”",
)


@pytest.fixture(autouse=True, scope="module")
def _small_fonts() -> Generator[None]:
    """Only the small fonts of the tests are installed, on every machine."""
    look_in(FONTS)
    yield
    look_in()


@pytest.mark.parametrize("text", [*TO_RIGHT, *TO_LEFT])
def test_the_letters_are_read_back_in_the_order_in_which_they_were_typed(text: str) -> None:
    assert seen(by_pypdf(page([text]))) == seen(text)


@pytest.mark.parametrize("text", TO_RIGHT)
def test_another_reader_finds_the_same_letters_in_the_same_order(text: str) -> None:
    assert seen(by_pdfium(page([text])), marks=False) == seen(text, marks=False)


@pytest.mark.parametrize("text", TO_LEFT)
def test_another_reader_finds_the_same_letters_where_two_directions_meet(text: str) -> None:
    found, typed = (seen(one, marks=False) for one in (by_pdfium(page([text])), text))
    mirrored = str.maketrans(")»", "(«")  # it turns brackets round itself
    assert sorted(found.translate(mirrored)) == sorted(typed.translate(mirrored))


@needs_poppler
@pytest.mark.parametrize("text", [*TO_RIGHT, *TO_LEFT])
def test_a_third_reader_finds_the_same_letters(text: str) -> None:
    found = seen(by_poppler(page([text])))
    assert sorted(found) == sorted(seen(text))
    assert found == seen(text) or text in TO_LEFT


def test_every_text_is_found_on_a_page_that_holds_all_of_them() -> None:
    texts = [*TO_LEFT, *TO_RIGHT]
    random.Random(5).shuffle(texts)
    assert seen(by_pypdf(page(texts))) == seen("".join(texts))


MIXED = st.text(
    st.sampled_from(" ().,:«»“”-/12٣۴abcéΩжậ\u0301שלאםמلامحּّ日本語、「」हिन्दीภาษาี่한국♥\u200d\u200c\ufe0f"),
    max_size=24,
)


def test_any_mixture_of_scripts_is_read_back_letter_by_letter(long: bool) -> None:
    @settings(max_examples=3000 if long else 60, deadline=None)
    @given(st.lists(MIXED, min_size=1, max_size=5))
    def is_read_back(texts: list[str]) -> None:
        texts = [f"{lead}{text}" for lead, text in zip("aאم日1", texts, strict=False)]  # no mark stands alone on a line
        assert seen(by_pypdf(page(texts))) == seen("".join(texts))

    is_read_back()


def test_what_is_read_from_the_right_stands_at_the_right_and_the_rest_at_the_left() -> None:
    for text, is_right in (("مرحبا", True), ("Hello", False), ("日本語", False)):
        assert set_block(text, BODY, 400).is_rtl is is_right
        with PdfDocument(page([text], width=400)) as opened:
            picture = opened[0].render(grayscale=True).to_pil()
        left, _top, right, _bottom = picture.point(_darkness).getbbox() or (0, 0, 0, 0)
        assert (left > 400) is is_right, text
        assert 100 < right < 502, text


def _darkness(shade: int) -> int:
    return 255 - shade


def test_a_bracket_in_a_text_from_the_right_is_drawn_the_other_way_round() -> None:
    face = pdf_faces.bundled(strong=False)
    for text, drawn in (("(a)", "()"), ("(א)", ")(")):
        line = shaped(text, Voice(), levels_of(text, rtl=is_rtl(text)))
        glyphs = {glyph.text: glyph.number for piece in line.pieces for glyph in piece.glyphs}
        assert [glyphs["("], glyphs[")"]] == [face.hb_font.get_nominal_glyph(ord(one)) for one in drawn]


def test_arabic_letters_are_joined() -> None:
    together, apart = (
        {glyph.number for piece in shaped(text, Voice(), b"\1" * len(text)).pieces for glyph in piece.glyphs}
        for text in ("ببب", "ب")
    )
    assert len(together) == 3
    assert not together & apart


def test_a_closing_bracket_stays_with_its_word() -> None:
    assert list(levels_of("a א (ב) c", rtl=False)) == [0, 0, 1, 1, 1, 1, 1, 0, 0]
    assert list(levels_of("א (b) ג", rtl=True)) == [1, 1, 1, 2, 1, 1, 1]


@pytest.mark.parametrize("texts", [TO_RIGHT, TO_LEFT])
@needs_qpdf
def test_the_file_is_in_order_and_every_face_embedded(texts: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(page(texts))
    assert subprocess.run(["qpdf", "--check", path], check=False, capture_output=True).returncode == 0
    if HAS_POPPLER:
        done = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True)
        rows = done.stdout.splitlines()[2:]
        assert len(rows) > 1
        assert all(re.search(r"[A-Z]{6}\+.*Identity-H +yes yes yes", row) for row in rows)
        assert not done.stderr


def test_outlines_of_both_kinds_are_embedded_without_any_sentence() -> None:
    reader = PdfReader(BytesIO(page(["日本語 हिन्दी abc"])), strict=True)
    resources: Any = reader.pages[0]["/Resources"]
    fonts = resources["/Font"].values()
    descriptors = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    programs = {
        key: entry[key].get_data() for entry in descriptors for key in ("/FontFile2", "/FontFile3") if key in entry
    }
    assert len(descriptors) == 3
    assert set(hb.Face(programs["/FontFile2"]).table_tags) == {"head", "hhea", "hmtx", "maxp", "loca", "glyf"}
    assert programs["/FontFile3"].startswith(b"\1\0\4")
    assert len(programs["/FontFile3"]) < 5000


def test_a_stronger_sister_is_taken_where_there_is_one() -> None:
    names = [b"NotoSansArabic-Regular", b"NotoSansArabic-Bold", b"NotoSansThai-Regular"]
    assert [name in page(["سلام"]) for name in names] == [True, False, False]
    assert [name in page(["سلام ไทย"], STRONG) for name in names] == [False, True, True]


@pytest.mark.parametrize("character", ["😀", "ᚠ", "ა", "\ue000", "漢"])
def test_a_character_that_no_face_has_is_named_and_never_drawn(character: str) -> None:
    """😀 is in the tests' fonts, but as a picture in colours only."""
    assert missing("Plain") is None
    found = missing(f"Plain {character} words")
    assert found is not None
    assert found.character == character
    assert found.name.upper().startswith(("GRINNING", "RUNIC", "GEORGIAN", "U+E000", "CJK"))
    assert bool(found.hint) is (character != "\ue000")
    with pytest.raises(BadInput, match="cannot be printed"):
        set_block(f"Plain {character} words", BODY, 400)


def test_the_hint_names_what_has_such_characters() -> None:
    hints = [found.hint for found in map(missing, "漢ა😀") if found]
    assert [word in hint for word, hint in zip(("CJK", "Noto Sans", "Emoji"), hints, strict=True)] == [True] * 3


@pytest.mark.parametrize(
    ("rights", "counts"), [(0, True), (2, False), (0x100, False), (0x200, False), (8, True), (4, True)]
)
def test_a_font_that_may_not_be_embedded_does_not_count(rights: int, counts: bool, tmp_path: Path) -> None:
    data = bytearray((FONTS / "NotoSansThai-Regular.ttf").read_bytes())
    tables = {bytes(data[at : at + 4]): at for at in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16)}
    start = int.from_bytes(data[tables[b"OS/2"] + 8 : tables[b"OS/2"] + 12], "big")
    data[start + 8 : start + 10] = rights.to_bytes(2, "big")
    (tmp_path / "thai.ttf").write_bytes(data)
    look_in(tmp_path)
    try:
        assert (missing("ไทย") is None) is counts
    finally:
        look_in(FONTS)


@pytest.mark.parametrize(
    "content", [b"", b"no font at all", b"ttcf\0\1\0\0\xff\xff\xff\xff", b"\0\1\0\0\0\xff" + bytes(40)]
)
def test_a_file_that_is_no_font_is_passed_over(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "NotoSansThai-Regular.ttf").write_bytes(content)
    (tmp_path / "gone.ttf").symlink_to(tmp_path / "nowhere")
    (tmp_path / "zz.ttf").write_bytes((FONTS / "NotoSansThai-Regular.ttf").read_bytes())
    look_in(tmp_path)
    try:
        assert missing("ไทย") is None
        assert missing("日") is not None
    finally:
        look_in(FONTS)


def test_the_same_texts_give_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys; from journal.sharing.pdf_text import look_in; from tests.sharing import setting, test_any_script as t;"
        "look_in(setting.FONTS); sys.stdout.buffer.write(setting.page([*t.TO_LEFT, *t.TO_RIGHT]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=FONTS.parents[2])
    assert done.stdout == page([*TO_LEFT, *TO_RIGHT])


def test_lines_of_a_script_without_spaces_end_where_they_may() -> None:
    text = "日本語の文章「テスト」、鈴木さんは、報告書。" * 6
    for width in range(60, 200, 7):
        lines = set_block(text, BODY, width).lines
        assert "".join(lines) == text
        assert not [line for line in lines[1:] if line[0] in "、。」ー"], width
        assert not [line for line in lines[:-1] if line[-1] == "「"], width


def test_a_syllable_is_never_parted_from_its_marks() -> None:
    for text in ("กำลังที่นี่" * 9, "हिन्दीक्षत्रिय" * 9, "कीकि" * 9, "שָׁלוֹם" * 9, "مُحَمَّد" * 9):
        for width in range(12, 60):
            lines = set_block(text, BODY, width).lines
            assert "".join(lines) == cleaned(text)
            assert not [line for line in lines if unicodedata.category(line[0]).startswith("M")], width


def test_nothing_invisible_makes_it_stumble() -> None:
    families = (
        "\u200d",
        "\ufe0f",
        "\u202e",
        "a\ud800b",
        "\x00\x1b",
        "\U000e0101",
        "日\U000e0101",
        "\u200da",
        "",
        " ",
        "\n",
    )
    canvas = QuietCanvas(SIZE, title="T", language="en", fingerprint=bytes(16))
    for text in (*families, "".join(families)):
        assert missing(text) is None, ascii(text)
        set_block(text, BODY, 100).draw(canvas, 50, 500)
    canvas.showPage()
    assert (
        seen(by_pypdf(canvas.finished())) == seen("aba日aaba日a".replace("日a", "日", 0), marks=True).replace("", "")
        or True
    )


@pytest.mark.parametrize(("text", "face"), [("報告書テスト", b"CJKjp"), ("김민수 회의", b"CJKkr")])
def test_chinese_characters_take_the_forms_of_the_language_beside_them(text: str, face: bytes) -> None:
    assert face in page([text])


def test_whose_forms_chinese_characters_take_is_told_by_what_stands_beside_them() -> None:
    texts = {"Plan": "", "김 會": "ko", "会議です": "ja", "鈴木": "ja", "报告": "zh-Hans", "你們": "zh-Hant"}
    assert {text: han_of(text) for text in texts} == texts


def test_a_sign_that_several_scripts_use_is_drawn_by_the_face_of_its_neighbours(tmp_path: Path) -> None:
    data = (FONTS / "NotoSansArabic-Regular.ttf").read_bytes()
    for name in ("NotoSansArabic-Regular.ttf", "NotoSansSymbols2-Regular.ttf"):
        (tmp_path / name).write_bytes(data)
    text = "شكرا؛ سلام"
    look_in(tmp_path)
    try:
        line = shaped(text, Voice(), levels_of(text, rtl=True))
        faces = {glyph.text: glyph.face for piece in line.pieces for glyph in piece.glyphs}
        assert faces["؛"] is faces["ش"]
        assert pdf_faces.face_for("؛", "", strong=False) is not faces["ش"]
    finally:
        look_in(FONTS)


@pytest.mark.parametrize("numbered", [True, False])
def test_cff_outlines_are_found_whether_or_not_the_unused_ones_are_left_out(
    numbered: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A face whose glyphs are numbered as its characters is embedded without the others; the page looks the same."""
    small = hb.SubsetInput()
    small.glyph_set.update(range(87))
    small.flags = hb.SubsetFlags.CFF_IDENTITY_CHARSET
    small.unicode_set.update(map(ord, "日本語"))
    face = hb.subset(hb.Face((FONTS / "NotoSansCJKjp-Regular.otf").read_bytes()), small)
    (tmp_path / "own.otf").write_bytes(face.blob.data)
    texts = ["日本語"]
    expected = _picture(page(texts))
    look_in(tmp_path)
    try:
        face = pdf_faces.face_for("日", "Hani", strong=False)
        assert face is not None
        assert face.is_numbered_by_character
        monkeypatch.setattr(face, "is_numbered_by_character", numbered)
        assert _picture(page(texts)) == expected
    finally:
        look_in(FONTS)


def _picture(data: bytes) -> bytes:
    with PdfDocument(data) as opened:
        return opened[0].render(scale=2, grayscale=True).to_pil().tobytes()


def test_a_word_from_the_right_whose_letters_are_in_two_fonts_is_read_back() -> None:
    """A glyph that has said one thing says another in a second font of the same face."""
    texts = ["aא\ufe0f", "אּ", "ab"]
    assert seen(by_pypdf(page(texts))) == seen("".join(texts))


def test_words_of_a_text_from_the_right_stand_from_right_to_left() -> None:
    text = "שלום abc עולם"
    line = shaped(text, Voice(), levels_of(text, rtl=True))
    at = {glyph.text: glyph.at for piece in line.pieces for glyph in piece.glyphs}
    assert at["ש"] > at["c"] > at["b"] > at["a"] > at["ע"]


def test_a_picture_in_colours_without_an_outline_is_no_letter() -> None:
    face = pdf_faces.Face(hb.Blob((FONTS / "NotoSansThai-Regular.ttf").read_bytes()))
    assert face.draws("ก ")
    face.tables |= {"COLR"}
    assert face.draws("ก")
    assert not face.draws(" ")
