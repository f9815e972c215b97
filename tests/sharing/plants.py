"""What somebody could plant in a paper while it is drawn, so that the file is otherwise whole and our own."""

from typing import Any

from reportlab.lib.colors import HexColor, black, white
from reportlab.pdfbase import pdfdoc

from journal.sharing.pdf_text import TextStyle, draw_text

SECRET = "He is a bad liar and everybody knows it"


def write(
    canvas: Any, text: str = SECRET, *, size: float = 9, x: float = 200, y: float = 120, color: Any = None
) -> None:
    """Words, set as all words are."""
    draw_text(canvas, text, TextStyle(size, 12, color or HexColor(0x222222)), x, y)


# ------------------------------------------------------------------------------------------------------------- words


def nothing(_canvas: Any) -> None:
    """What leaves the paper as it is."""


def plain_words(canvas: Any) -> None:
    write(canvas)


def one_more_word(canvas: Any) -> None:
    write(canvas, "Progress")  # an approved word, but once too often


def white_words(canvas: Any) -> None:
    write(canvas, color=white)


def words_under_a_box(canvas: Any) -> None:
    write(canvas)
    canvas.setFillColor(black)
    canvas.rect(190, 110, 300, 20, stroke=0, fill=1)


def words_outside_the_page(canvas: Any) -> None:
    write(canvas, x=-900, y=-900)


def words_too_small_to_see(canvas: Any) -> None:
    write(canvas, size=0.01)


def words_that_are_not_painted(canvas: Any) -> None:
    write(canvas)
    canvas._code[-1] = canvas._code[-1].replace("BT ", "BT 3 Tr ", 1)


def words_in_a_face_that_is_not_embedded(canvas: Any) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(200, 120, SECRET)


def words_letter_by_letter(canvas: Any) -> None:
    for place, letter in enumerate("liar"):
        write(canvas, letter, x=200 + 30 * place)


def words_in_a_form(canvas: Any) -> None:
    canvas.beginForm("inner")
    canvas.setFont("Helvetica", 9)
    canvas.drawString(10, 10, SECRET)
    canvas.endForm()
    canvas.doForm("inner")


def words_in_another_script(canvas: Any) -> None:
    write(canvas, "Он лжец, и все это знают")


WORDS = [
    plain_words,
    one_more_word,
    white_words,
    words_under_a_box,
    words_outside_the_page,
    words_too_small_to_see,
    words_that_are_not_painted,
    words_in_a_face_that_is_not_embedded,
    words_letter_by_letter,
    words_in_a_form,
    words_in_another_script,
]


# ----------------------------------------------------------------------------------------------------- in the drawing


def a_comment_in_the_drawing(canvas: Any) -> None:
    canvas._code.append(f"% {SECRET}")


def a_text_that_is_never_shown(canvas: Any) -> None:
    canvas._code.append(f"BT ({SECRET}) ET")


def a_passage_with_another_text_for_readers_aloud(canvas: Any) -> None:
    canvas._code.append(f"/Span <</ActualText ({SECRET})>> BDC EMC")


def a_marked_point(canvas: Any) -> None:
    canvas._code.append("/HeIsABadLiar MP")


def an_inline_picture(canvas: Any) -> None:
    canvas._code.append(f"BI /W 1 /H 1 /BPC 8 /CS /G ID {SECRET} EI")


def boxes_that_cover_the_paper(canvas: Any) -> None:
    for place in range(20):
        canvas.rect(100, 100 + place, 300, 300, stroke=0, fill=1)


def letters_drawn_as_curves(canvas: Any) -> None:
    path = canvas.beginPath()
    path.moveTo(100, 100)
    path.curveTo(110, 110, 120, 90, 130, 100)
    canvas.drawPath(path)


def letters_drawn_as_lines(canvas: Any) -> None:
    for place in range(60):
        canvas.line(100 + 4 * place, 100, 102 + 4 * place, 108)


def a_line_as_wide_as_the_paper(canvas: Any) -> None:
    canvas.setLineWidth(400)
    canvas.line(0, 400, 600, 400)


def half_a_code(canvas: Any) -> None:
    canvas._code.append("BT 1 0 0 1 50 50 Tm /F1 9 Tf [<4c6961>] TJ ET")


# -------------------------------------------------------------------------------------------------- beside the drawing


def a_picture(canvas: Any) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (4, 4))), 10, 10)


def a_note_on_the_page(canvas: Any) -> None:
    canvas.textAnnotation(SECRET, Rect=[100, 100, 120, 120])


def a_link(canvas: Any) -> None:
    canvas.linkURL(f"https://example.com/{SECRET}", (100, 100, 200, 120))


def a_field_to_fill_in(canvas: Any) -> None:
    canvas.acroForm.textfield(value=SECRET, x=10, y=10)


def one_more_bookmark(canvas: Any) -> None:
    canvas.bookmark(SECRET, 100)


def a_heading_twice_among_the_bookmarks(canvas: Any) -> None:
    canvas.bookmark("Progress", 100)


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
    _into_the_catalog(canvas, "OCProperties", pdfdoc.PDFDictionary({"Name": pdfdoc.PDFString(SECRET)}))


def words_for_readers_aloud(canvas: Any) -> None:
    _into_the_catalog(canvas, "StructTreeRoot", pdfdoc.PDFDictionary({"Alt": pdfdoc.PDFString(SECRET)}))


def named_pages(canvas: Any) -> None:
    label = pdfdoc.PDFDictionary({"P": pdfdoc.PDFString(SECRET)})
    _into_the_catalog(canvas, "PageLabels", pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray([0, label])}))


def what_another_program_keeps(canvas: Any) -> None:
    _into_the_catalog(canvas, "PieceInfo", pdfdoc.PDFDictionary({"Liar": pdfdoc.PDFString(SECRET)}))


def one_more_preference(canvas: Any) -> None:
    canvas.setViewerPreference("Direction", "R2L")


def something_that_nobody_thought_of(canvas: Any) -> None:
    _into_the_catalog(canvas, "Whatever", pdfdoc.PDFString("/home/maeve/journal.upward"))


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


def a_name_of_the_file_that_says_something(canvas: Any) -> None:
    canvas._doc.fingerprint = b"He is a bad liar"


def a_page_that_turns(canvas: Any) -> None:
    canvas.setPageRotation(90)


def a_larger_page_than_one_sees(canvas: Any) -> None:
    canvas.setCropBox((0, 0, 300, 300))


def another_size(canvas: Any) -> None:
    canvas.setPageSize((5950, 8420))


def an_effect_between_pages(canvas: Any) -> None:
    canvas.setPageTransition("Wipe", 1)


def a_font_that_shows_nothing(canvas: Any) -> None:
    names = canvas._doc.idToObject["BasicFonts"]
    names["F9"] = canvas._doc.Reference(pdfdoc.PDFDictionary({"BaseFont": pdfdoc.PDFName("HeIsABadLiar")}))


def _into_the_catalog(canvas: Any, key: str, value: Any) -> None:
    catalog = canvas._doc.Catalog
    known = [*catalog.__NoDefault__, key]
    catalog.__class__ = type("Catalog", (type(catalog),), {"__NoDefault__": known})
    setattr(catalog, key, value)


#: Each with the place that the refusal names.
BESIDE = [
    (a_comment_in_the_drawing, "the drawing"),
    (a_text_that_is_never_shown, "the drawing"),
    (a_passage_with_another_text_for_readers_aloud, "the drawing"),
    (a_marked_point, "the drawing"),
    (an_inline_picture, "the drawing"),
    (boxes_that_cover_the_paper, "the drawing"),
    (letters_drawn_as_curves, "the drawing"),
    (letters_drawn_as_lines, "the drawing"),
    (a_line_as_wide_as_the_paper, "the drawing"),
    (a_picture, "the pictures"),
    (a_note_on_the_page, "the annotations"),
    (a_link, "the annotations"),
    (a_field_to_fill_in, "the (annotations|structure|fonts)"),
    (one_more_bookmark, "the bookmarks"),
    (a_heading_twice_among_the_bookmarks, "the bookmarks"),
    (a_script, "the attachments or scripts"),
    (an_attachment, "the attachments or scripts"),
    (a_packet_of_metadata, "the metadata"),
    (a_hidden_layer, "the layers"),
    (words_for_readers_aloud, "the structure"),
    (named_pages, "the structure"),
    (what_another_program_keeps, "the structure"),
    (one_more_preference, "the structure|its pages differ"),
    (something_that_nobody_thought_of, "the structure"),
    (an_object_that_nothing_leads_to, "the structure"),
    (an_object_named_like_a_text, "the structure"),
    (another_title, "the title"),
    (another_language, "the title"),
    (an_author, "the author|the date|the name of the program"),
    (a_name_of_the_file_that_says_something, "the structure"),
    (a_page_that_turns, "the structure|its pages differ"),
    (a_larger_page_than_one_sees, "the structure"),
    (another_size, "the structure"),
    (an_effect_between_pages, "the structure"),
    (a_font_that_shows_nothing, "could not be read"),
]
