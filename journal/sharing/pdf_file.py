"""A PDF file that says nothing of who made it, where, when or with what: only its title and its language."""

import threading
from io import BytesIO
from typing import Final, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from journal.sharing.pdf_fonts import Fonts
from journal.sharing.pdf_shaping import Line

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
    """A canvas whose file holds the pages, the title, the language and the bookmarks, and embeds what it shows with.

    `fingerprint` (16 bytes) becomes its id. Text is drawn by `show` alone.
    """

    def __init__(self, size: tuple[float, float], *, title: str, language: str, fingerprint: bytes) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType] the same
            BytesIO(),
            pagesize=size,
            pageCompression=1,
            invariant=1,
        )
        self._fonts = Fonts()
        self._marks = 0
        self._doc = _QuietFile(compression=1, invariant=1, pdfVersion=_VERSION, lang=language)
        self._doc.info = _TitleOnly()
        self._doc.fingerprint = fingerprint
        self.setTitle(title)
        self.setViewerPreference("DisplayDocTitle", "true")  # pyright: ignore[reportUnknownMemberType] the same

    def _make_preamble(self) -> None:
        """No page begins with the typesetter's own face: it would be named in the file, and not embedded."""
        self._preamble = "1 0 0 1 0 0 cm"

    def show(self, line: Line, x: float, y: float, size: float) -> None:
        """Show a shaped line from `x` on, on the base line `y`, in the colour that is set for filling."""
        parts = [f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm"]
        for key, piece in self._fonts.shown(line):
            parts.append(f"/{key} {size:g} Tf")
            for rise, array in piece.shown:
                parts.append(f"{rise * size / 1000:.3f} Ts {array} TJ 0 Ts" if rise else f"{array} TJ")
        parts.append("ET")
        self._code.append(" ".join(parts))  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue] the same

    def bookmark(self, title: str, top_y: float) -> None:
        """List the place at the height `top_y` of this page under a title in the reader's side bar."""
        self._marks += 1
        key = f"m{self._marks}"
        self.bookmarkPage(key, fit="XYZ", left=0, top=top_y)  # pyright: ignore[reportUnknownMemberType] the same
        self.addOutlineEntry(title, key)  # pyright: ignore[reportUnknownMemberType] the same

    def finished(self) -> bytes:
        """Close the file and give its bytes; nothing can be drawn after it."""
        self._fonts.put_into(self._doc)
        return cast("bytes", self.getpdfdata())  # pyright: ignore[reportUnknownMemberType] the same
