"""The summary's PDF over the same words on a page of raw reportlab."""

from collections.abc import Iterator
from io import BytesIO

from journal.sharing import leak_check, pdf
from journal.sharing.document import SummaryDocument, compose
from journal.text import SECTIONS
from tests.bench.paired import Ratio, compare

LINES = (
    "Renewals in the north stand at 91 percent, up from 78 in the autumn; two smaller regions improved as well.",
    "The campaign closed on 2 April: 74 units exchanged and every sample safe.",
    "Four deputies ran the region for most of August without needing to reach me.",
)


def run() -> Iterator[Ratio]:
    """Drawing alone, and drawing with the leak check."""
    document = compose(
        "Progress summary", "1 July – 30 September 2026", [(section, line) for section in SECTIONS for line in LINES]
    )
    plain = pdf.render(document)
    assert plain == pdf.render(document)

    def checked() -> None:
        leak_check.verify(pdf.render(document), document)

    yield compare(
        "summary PDF over the same page in raw reportlab",
        lambda: pdf.render(document),
        lambda: _raw(document),
        goal=2.0,
    )
    yield compare("summary PDF with its leak check over the same", checked, lambda: _raw(document), goal=4.0)


def _raw(document: SummaryDocument) -> bytes:
    """The same words with the same faces, as the library's own guide would draw them."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    from journal.sharing.pdf_styles import PLAIN, register_faces

    register_faces()
    style = ParagraphStyle("line", fontName=PLAIN, fontSize=10, leading=14, spaceAfter=4)
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build([Paragraph(text, style) for text in document.texts()])
    return out.getvalue()
