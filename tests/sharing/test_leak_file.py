"""Whatever a file can carry besides its words is found, and so are bytes that are not just our paper."""

import re
import traceback
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfdoc

from journal.errors import LeakFound
from journal.sharing.leak_check import verify
from journal.sharing.pdf import render
from tests.sharing import papers
from tests.sharing.papers import SECRET, Plant, Planter


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
    planted: Planter, plant: Plant, place: str
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


def test_a_refusal_never_repeats_what_it_found(planted: Planter) -> None:
    document = papers.quarter()
    forgeries = [planted(document, plant) for plant in (papers.write, a_bookmark, a_script, another_title)]
    forgeries.append(render(document)[:-20] + SECRET.encode())
    for forged in forgeries:
        with pytest.raises(LeakFound) as refusal:
            verify(forged, document, [SECRET])
        told = "".join(traceback.format_exception(refusal.value))
        assert "liar" not in told
        assert "maeve" not in told
        assert refusal.value.__context__ is None


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
