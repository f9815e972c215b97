"""A font cannot lie: what a reader gets is what is drawn, and the font carries nothing but outlines."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from journal.errors import LeakFound
from journal.sharing import pdf, pdf_fonts
from journal.sharing.leak_check import verify
from journal.sharing.pdf_file import QuietCanvas
from journal.sharing.pdf_order import Glyph, pieces_of
from journal.sharing.pdf_shaping import Line
from tests.sharing import papers
from tests.sharing.plants import SECRET

Patch = Callable[[pytest.MonkeyPatch], None]


class _Liar(QuietCanvas):
    """Draws the letters of a secret, and tells readers that they are those of the paper's title."""

    def show(self, line: Line, x: float, y: float, size: float) -> None:
        """As it should, but for the title."""
        glyphs = [glyph for piece in line.pieces for glyph in piece.glyphs]
        if "".join(glyph.text for glyph in glyphs) == "Progress summary":
            line = Line(tuple(pieces_of([_lying(glyphs)])), line.width)
        super().show(line, x, y, size)


def _lying(glyphs: list[Glyph]) -> list[Glyph]:
    """The letters of the secret side by side, each with what it should say."""
    pen, found = 0.0, list[Glyph]()
    for glyph, letter in zip(glyphs, SECRET.replace(" ", ""), strict=False):
        number = glyph.face.hb_font.get_nominal_glyph(ord(letter)) or 0
        found.append(glyph._replace(number=number, at=pen))
        pen += glyph.face.width(number)
    return found


def other_letters_than_it_says(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(pdf, "QuietCanvas", _Liar)


def a_code_that_nothing_shows(patch: pytest.MonkeyPatch) -> None:
    _given(patch, "_character_table", lambda says: {**says, 0xFFF0: SECRET})


def other_widths(patch: pytest.MonkeyPatch) -> None:
    _made(patch, "_widths", lambda found: [*found, 65000, pdf_fonts.pdfdoc.PDFArray(list(b"liar"))])


def the_table_of_names(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(pdf_fonts, "_KEPT_TABLES", pdf_fonts._KEPT_TABLES | {"name", "post"})


def words_behind_the_outlines(patch: pytest.MonkeyPatch) -> None:
    _made(patch, "_subset", lambda program: program + SECRET.encode())


def more_outlines_than_are_shown(patch: pytest.MonkeyPatch) -> None:
    _given(patch, "_subset", _with_more)


def _with_more(font: Any) -> Any:
    more = pdf_fonts.Font(font.face, font.key)
    more.says = {**font.says, **{font.face.hb_font.get_nominal_glyph(ord(one)): one for one in "QXZ@#"}}
    return more


def a_name_that_says_something(patch: pytest.MonkeyPatch) -> None:
    _made(patch, "_tag", lambda _tag: "LIARSX")


def measures_that_say_something(patch: pytest.MonkeyPatch) -> None:
    _made(patch, "_descriptor", lambda found: {**found, "CapHeight": 1819304306})


def a_key_that_says_something(patch: pytest.MonkeyPatch) -> None:
    _made(patch, "_descriptor", lambda found: {**found, "FontFamily": pdf_fonts.pdfdoc.PDFString(SECRET)})


def _made(patch: pytest.MonkeyPatch, name: str, change: Callable[[Any], Any]) -> None:
    """Change what a part of the typesetter makes."""
    whole: Any = getattr(pdf_fonts, name)

    def instead(*told: Any) -> Any:
        return change(whole(*told))

    patch.setattr(pdf_fonts, name, instead)


def _given(patch: pytest.MonkeyPatch, name: str, change: Callable[[Any], Any]) -> None:
    """Change what a part of the typesetter is given."""
    whole: Any = getattr(pdf_fonts, name)

    def instead(told: Any) -> Any:
        return whole(change(told))

    patch.setattr(pdf_fonts, name, instead)


LIES = [
    other_letters_than_it_says,
    a_code_that_nothing_shows,
    other_widths,
    the_table_of_names,
    words_behind_the_outlines,
    more_outlines_than_are_shown,
    a_name_that_says_something,
    measures_that_say_something,
    a_key_that_says_something,
]


@pytest.mark.parametrize("lie", LIES)
def test_a_font_that_carries_or_tells_something_else_is_refused(monkeypatch: pytest.MonkeyPatch, lie: Patch) -> None:
    document = papers.quarter()
    verify(pdf.render(document), document)
    with monkeypatch.context() as patch:
        lie(patch)
        data = pdf.render(document)
    with pytest.raises(LeakFound, match=r"the (fonts|structure) of"):
        verify(data, document)


def test_readers_believe_a_font_that_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    """A control: what other_letters_than_it_says draws, no reader of text can tell from the paper."""
    document = papers.quarter()
    with monkeypatch.context() as patch:
        other_letters_than_it_says(patch)
        lied = pdf.render(document)
    told, truth = papers.pdftotext(lied), papers.pdftotext(pdf.render(document))
    assert "".join(told.split()) == "".join(truth.split())


@pytest.mark.parametrize(
    "words",
    [
        "مراجعة ربع سنوية مع المدير 123 (abc) قوس",
        "סיכום רבעוני (שלום) 42 x",
        "He said “שלום עולם” (מה?) to me 12:30",
        "می‌خواهم نامه‌ای",
        "三四半期の進捗報告、会は本日。",
        "보고서를 한국어의 문장",
        "नमस्ते दुनिया",
        "ความคืบหน้าไตรมาสที่สาม",
        "Điều khoản Τρίτος τύπος Третий ﬁ \u00a0 e\u0301",
        "🏆 and 👍",
        "لا بأس",
    ],
)
def test_a_paper_in_any_script_that_can_be_set_is_accounted_for_letter_by_letter(words: str) -> None:
    document = papers.one_line(words)
    data = pdf.render(document)
    verify(data, document)
    (section,) = document.sections
    other = replace(section, lines=(section.lines[0][:-1],))
    with pytest.raises(LeakFound):
        verify(data, replace(document, sections=(other,)))
