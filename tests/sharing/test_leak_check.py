"""No paper leaves with anything that was not approved, wherever in the file it hides."""

import re
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.lib.colors import black, white
from reportlab.pdfbase import pdfdoc

from journal.errors import LeakFound
from journal.sharing import pdf
from journal.sharing.document import Section, SummaryDocument, compose
from journal.sharing.fonts import PLAIN, STRONG
from journal.sharing.leak_check import verify
from journal.sharing.pdf import render
from journal.sharing.pdf_file import QuietCanvas
from tests.sharing import papers

SECRET = "He is a bad liar and everybody knows it"
Plant = Callable[[Any], None]


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Callable[[SummaryDocument, Plant], bytes]:
    """Draws a paper with something planted on its first page, so that the file is otherwise whole and our own."""

    def draw(document: SummaryDocument, plant: Plant) -> bytes:
        class Tampered(QuietCanvas):
            def showPage(self) -> None:  # noqa: N802 - the typesetter's name
                if self.getPageNumber() == 1:
                    plant(self)
                super().showPage()

        with monkeypatch.context() as patch:
            patch.setattr(pdf, "QuietCanvas", Tampered)
            return render(document)

    return draw


def write(canvas: Any, text: str = SECRET, *, size: float = 9, x: float = 200, y: float = 120) -> None:
    canvas.setFont(PLAIN, size)
    canvas.drawString(x, y, text)


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
def test_a_word_that_was_not_approved_is_found_however_it_hides(
    planted: Callable[[SummaryDocument, Plant], bytes], plant: Plant, chart: bool
) -> None:
    document = papers.quarter(chart=chart)
    with pytest.raises(LeakFound, match=r"page 1 holds \d+ words? that w"):
        verify(planted(document, plant), document)


def a_comment_in_the_drawing(canvas: Any) -> None:
    canvas._code.append(f"% {SECRET}")


def a_text_that_is_never_shown(canvas: Any) -> None:
    canvas._code.append(f"BT ({SECRET}) ET")


def a_marked_passage_with_another_text(canvas: Any) -> None:
    canvas._code.append(f"/Span <</ActualText ({SECRET})>> BDC EMC")


def a_box_over_the_paper(canvas: Any) -> None:
    for place in range(20):
        canvas.rect(100, 100 + place, 300, 300, stroke=0, fill=1)


def letters_drawn_as_curves(canvas: Any) -> None:
    path = canvas.beginPath()
    path.moveTo(100, 100)
    path.curveTo(110, 110, 120, 90, 130, 100)
    canvas.drawPath(path)


def a_picture(canvas: Any) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (4, 4))), 10, 10)


def a_note_on_the_page(canvas: Any) -> None:
    canvas.textAnnotation(SECRET, Rect=[100, 100, 120, 120])


def a_link(canvas: Any) -> None:
    canvas.linkURL(f"https://example.com/{SECRET}", (100, 100, 200, 120))


def a_bookmark(canvas: Any) -> None:
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry(SECRET, "here")


def a_script(canvas: Any) -> None:
    action = pdfdoc.PDFDictionary({"S": pdfdoc.PDFName("JavaScript"), "JS": pdfdoc.PDFString(SECRET)})
    canvas._doc.Catalog.OpenAction = action


def an_attachment(canvas: Any) -> None:
    stream = pdfdoc.PDFStream(content=SECRET)
    file = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Filespec"), "F": pdfdoc.PDFString("notes.txt")})
    file["EF"] = pdfdoc.PDFDictionary({"F": canvas._doc.Reference(stream)})
    names = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray([pdfdoc.PDFString("notes"), file])})
    canvas._doc.Catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": names})


def a_packet_of_metadata(canvas: Any) -> None:
    canvas._doc.Catalog.Metadata = pdfdoc.PDFStream(content=f"<x:xmpmeta>{SECRET}</x:xmpmeta>")


def a_hidden_layer(canvas: Any) -> None:
    canvas._doc.Catalog.__class__ = _catalog_with("OCProperties")
    canvas._doc.Catalog.OCProperties = pdfdoc.PDFDictionary({"Name": pdfdoc.PDFString(SECRET)})


def something_that_nobody_thought_of(canvas: Any) -> None:
    canvas._doc.Catalog.__class__ = _catalog_with("Whatever")
    canvas._doc.Catalog.Whatever = pdfdoc.PDFString("/home/maeve/journal.upward")


def an_object_that_nothing_leads_to(canvas: Any) -> None:
    canvas._doc.Reference(pdfdoc.PDFStream(content=SECRET))


def an_object_named_like_a_text(canvas: Any) -> None:
    canvas._doc.Catalog.setPageMode("HeIsABadLiar")


def another_title(canvas: Any) -> None:
    canvas.setTitle("/home/maeve/private.upward")


def another_language(canvas: Any) -> None:
    canvas._doc.Catalog.Lang = pdfdoc.PDFString(SECRET)


def an_author(canvas: Any) -> None:
    canvas._doc.info = pdfdoc.PDFInfo()
    canvas.setTitle("Progress summary")
    canvas.setAuthor("Maeve Tiernan")


def _catalog_with(key: str) -> type:
    return type("Catalog", (pdfdoc.PDFCatalog,), {"__NoDefault__": [*pdfdoc.PDFCatalog.__NoDefault__, key]})


@pytest.mark.parametrize(
    ("plant", "place"),
    [
        (a_comment_in_the_drawing, "the drawing"),
        (a_text_that_is_never_shown, "the drawing"),
        (a_marked_passage_with_another_text, "the drawing"),
        (a_box_over_the_paper, "the drawing"),
        (letters_drawn_as_curves, "the drawing"),
        (a_picture, "the pictures"),
        (a_note_on_the_page, "the annotations"),
        (a_link, "the annotations"),
        (a_bookmark, "the bookmarks"),
        (a_script, "the attachments or scripts"),
        (an_attachment, "the attachments or scripts"),
        (a_packet_of_metadata, "the metadata"),
        (a_hidden_layer, "the layers"),
        (something_that_nobody_thought_of, "the structure"),
        (an_object_that_nothing_leads_to, "the structure"),
        (an_object_named_like_a_text, "the structure"),
        (another_title, "the title"),
        (another_language, "the title"),
        (an_author, "the author|the date|the name of the program"),
    ],
)
def test_whatever_a_file_can_carry_besides_its_words_is_found_and_its_place_is_named(
    planted: Callable[[SummaryDocument, Plant], bytes], plant: Plant, place: str
) -> None:
    document = papers.quarter()
    data = planted(document, plant)
    with pytest.raises(LeakFound, match=f"({place}) of the finished file"):
        verify(data, document)


def _with_pypdf(data: bytes, change: Callable[[PdfWriter], object], *, incremental: bool = False) -> bytes:
    writer = PdfWriter(BytesIO(data), incremental=True) if incremental else PdfWriter(clone_from=BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _offsets_moved(data: bytes, after: int, by: int) -> bytes:
    """The file with every place behind `after` counted `by` bytes further on, as a careful forger would."""

    def moved(match: re.Match[bytes]) -> bytes:
        place = int(match[0][:10])
        return b"%010d 00000 n " % (place + by if place > after else place)

    start = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    body, table = data[: start + by], data[start + by :]
    return body + re.sub(rb"\d{10} 00000 n ", moved, table).replace(b"\n%d\n" % start, b"\n%d\n" % (start + by))


def _between_objects(data: bytes) -> bytes:
    comment = b"% " + SECRET.encode() + b"\n"
    place = data.index(b"endobj\n") + len(b"endobj\n")
    return _offsets_moved(data[:place] + comment + data[place:], place - 1, len(comment))


FORGERIES: list[Callable[[bytes], bytes]] = [
    lambda data: data + b"% " + SECRET.encode(),
    lambda data: data + data,
    lambda data: b"\n" + data,
    lambda data: data[:-1],
    lambda data: data[: len(data) // 2],
    lambda data: data.replace(b"%\xe2\xe3\xcf\xd3", b"%\xe2\xe3\xcf\xd3 secret", 1),
    lambda data: data.replace(b"/Rotate 0", b"%otate 0\n", 1),
    _between_objects,
    lambda data: _with_pypdf(data, lambda writer: writer.add_metadata({"/Author": "M"}), incremental=True),
    lambda data: _with_pypdf(data, lambda writer: writer.add_metadata({"/Keywords": SECRET})),
    lambda data: _with_pypdf(data, lambda writer: writer.add_attachment("notes.txt", SECRET.encode())),
    lambda data: _with_pypdf(data, lambda writer: writer.add_outline_item(title=SECRET, page_number=0)),
    lambda data: _with_pypdf(data, lambda writer: writer.add_blank_page(100, 100)),
    lambda data: _with_pypdf(data, lambda writer: writer.encrypt("x", algorithm="RC4-128")),
    lambda _data: b"",
    lambda _data: b"%PDF-1.4\n%%EOF\n",
    lambda _data: bytes(range(256)) * 50,
]


@pytest.mark.parametrize("forge", FORGERIES)
def test_bytes_that_are_not_just_our_paper_are_refused(forge: Callable[[bytes], bytes]) -> None:
    document = papers.quarter()
    forged = forge(render(document))
    with pytest.raises(LeakFound):
        verify(forged, document)


def test_the_forger_s_tools_work() -> None:
    """A control: the file with a comment between two objects is one that every reader takes for whole."""
    forged = _between_objects(render(papers.quarter()))
    assert SECRET.encode() in forged
    assert "Progress" in PdfReader(BytesIO(forged), strict=True).pages[0].extract_text()


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
    months = (replace(document.chart.months[0], made=7), *document.chart.months[1:])
    with pytest.raises(LeakFound):
        verify(render(document), replace(document, chart=replace(document.chart, months=months)))


def test_a_passage_of_the_journal_is_called_by_its_name(planted: Callable[[SummaryDocument, Plant], bytes]) -> None:
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


def test_a_refusal_never_repeats_what_it_found(planted: Callable[[SummaryDocument, Plant], bytes]) -> None:
    document = papers.quarter()
    forgeries = [planted(document, plant) for plant in (plain_words, a_bookmark, a_script, another_title)]
    forgeries.append(render(document)[:-20] + SECRET.encode())
    for forged in forgeries:
        with pytest.raises(LeakFound) as refusal:
            verify(forged, document, [SECRET])
        told = "".join(traceback.format_exception(refusal.value))
        assert "liar" not in told
        assert "maeve" not in told
        assert refusal.value.__context__ is None


def test_hyphens_ligatures_and_broken_words_are_no_leak() -> None:
    document = papers.one_line("ﬁne ﬂow ½ ² … ½-time well-" + "known-" * 60 + " e\u0301 ™ № ﬁ" + " Ω" * 3)
    verify(render(document), document)


def test_only_two_faces_may_speak(planted: Callable[[SummaryDocument, Plant], bytes]) -> None:
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


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_anywhere_is_answered_with_a_refusal_or_leaves_the_paper_readable(data: st.DataObject) -> None:
    document = papers.quarter()
    whole = bytearray(render(document))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        verify(bytes(whole), document)
    except LeakFound:
        return
