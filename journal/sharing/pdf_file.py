"""A PDF file that says nothing of who made it, where, when or with what: only its title and its language."""

import threading
from io import BytesIO
from typing import Final, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

#: A face remembers where it is being read: two papers that are drawn at once would mix their letters.
ONE_AT_A_TIME: Final = threading.Lock()

_VERSION: Final = (1, 4)
_BINARY_MARK: Final = b"%\xe2\xe3\xcf\xd3"  # the line that tells programs that a PDF is not text


class _TitleOnly(pdfdoc.PDFInfo):
    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        entries = pdfdoc.PDFDictionary({"Title": pdfdoc.PDFString(self.title)})
        return entries.format(document)  # pyright: ignore[reportUnknownMemberType] the typesetter's stubs are incomplete


class _QuietFile(pdfdoc.PDFDocument):
    fingerprint: bytes = b""

    def ID(self) -> bytes:  # noqa: N802 - reportlab's name
        digits = self.fingerprint.hex().encode("ascii")
        return b"[<" + digits + b"><" + digits + b">]"

    def format(self) -> bytes:
        """The finished bytes, with the typesetter's own advertisement blanked: equal length keeps every offset true."""
        data: bytes = super().format()
        start = data.index(b"\n") + 1
        end = data.index(b"\n", start)
        return data[:start] + _BINARY_MARK.ljust(end - start) + data[end:]


class QuietCanvas(Canvas):
    """A canvas whose file holds the pages, the title and the language. `fingerprint` (16 bytes) becomes its id."""

    def __init__(self, size: tuple[float, float], font: str, *, title: str, language: str, fingerprint: bytes) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType] the same
            BytesIO(),
            pagesize=size,
            pageCompression=1,
            invariant=1,
            initialFontName=font,  # pyright: ignore[reportArgumentType] it is a name, whatever the stubs say
        )
        self._doc = _QuietFile(compression=1, invariant=1, pdfVersion=_VERSION, lang=language)
        self._doc.info = _TitleOnly()
        self._doc.fingerprint = fingerprint
        self.setTitle(title)

    def finished(self) -> bytes:
        """Close the file and give its bytes; nothing can be drawn after it."""
        return cast("bytes", self.getpdfdata())  # pyright: ignore[reportUnknownMemberType] the same
