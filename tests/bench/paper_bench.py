"""The summary's PDF over the same words on a page of raw reportlab."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import count

from journal.sharing import leak_check, pdf
from journal.sharing.document import SummaryDocument, compose
from journal.sharing.fonts import PLAIN, face_bytes
from journal.text import SECTIONS
from tests.bench.paired import Ratio, compare

LINES = (
    "Renewals in the north stand at 91 percent, up from 78 in the autumn; two smaller regions improved as well.",
    "The campaign closed on 2 April: 74 units exchanged and every sample safe.",
    "Four deputies ran the region for most of August without needing to reach me.",
)


def run() -> Iterator[Ratio]:
    """Drawing alone, drawing with the leak check, and drawing after each key that is typed in a line."""
    document = _paper()
    plain = pdf.render(document)
    assert plain == pdf.render(document)
    typed = (_paper(f"And {number} letters more.") for number in count())

    def checked() -> None:
        leak_check.verify(pdf.render(document), document)

    def raw() -> bytes:
        return raw_page(document)

    yield compare("summary PDF over the same page in raw reportlab", lambda: pdf.render(document), raw, goal=2.0)
    yield compare("summary PDF after a key over the same", lambda: pdf.render(next(typed)), raw, goal=2.0)
    yield compare("summary PDF with its leak check over the same", checked, raw, goal=4.0)


def _paper(last: str = "") -> SummaryDocument:
    lines = [(section, line) for section in SECTIONS for line in LINES]
    return compose("Progress summary", "1 July – 30 September 2026", [*lines, ("closing", last)])


def raw_page(document: SummaryDocument) -> bytes:
    """The same words with the same faces, as the library's own guide would draw them."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    _register()
    style = ParagraphStyle("line", fontName=PLAIN, fontSize=10, leading=14, spaceAfter=4)
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build([Paragraph(text, style) for text in document.texts()])
    return out.getvalue()


@cache
def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(PLAIN, BytesIO(face_bytes(PLAIN))))  # pyright: ignore[reportUnknownMemberType]
