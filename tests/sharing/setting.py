"""Setting a few texts on a page, and reading them back."""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from pypdf import PdfReader
from pypdfium2 import PdfDocument
from reportlab.lib.colors import HexColor

from journal.sharing.pdf_file import ONE_AT_A_TIME, QuietCanvas
from journal.sharing.pdf_text import TextStyle, set_block

FONTS: Final = Path(__file__).parents[1] / "data" / "fonts"
INK: Final = HexColor(0x1D242B)
BODY: Final = TextStyle(size=10.5, line=15, color=INK)
STRONG: Final = TextStyle(size=10.5, line=15, color=INK, strong=True)
SIZE: Final = (595.0, 842.0)
HAS_POPPLER: Final = shutil.which("pdftotext") is not None
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_READERS_HYPHENS: Final = str.maketrans({"\ufffe": "-", "\x02": "-"})


def page(texts: Sequence[str], style: TextStyle = BODY, width: float = 387) -> bytes:
    """A file of one page with these texts one below the other."""
    with ONE_AT_A_TIME:
        canvas = QuietCanvas(SIZE, title="T", language="en", fingerprint=bytes(16))
        top = 800.0
        for text in texts:
            block = set_block(text, style, width)
            block.draw(canvas, 100, top)
            top -= block.height + 5
        canvas.showPage()
        return canvas.finished()


def by_pypdf(data: bytes) -> str:
    """The page's text as pypdf reads it."""
    return PdfReader(BytesIO(data), strict=True).pages[0].extract_text()


def by_pdfium(data: bytes) -> str:
    """The page's text as pdfium reads it."""
    with PdfDocument(data) as opened:
        return opened[0].get_textpage().get_text_range()


def by_poppler(data: bytes) -> str:
    """The page's text as poppler reads it."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def seen(text: str, *, marks: bool = True) -> str:
    """The letters of a text without spaces and signs that nobody sees, decomposed; on request without marks."""
    unseen = {"Cc", "Cf", "Cs"} if marks else {"Cc", "Cf", "Cs", "Mn", "Me"}
    folded = _SELECTORS.sub("", unicodedata.normalize("NFKD", text.translate(_READERS_HYPHENS)))
    bare = "".join(one for one in folded if not one.isspace() and unicodedata.category(one) not in unseen)
    return unicodedata.normalize("NFKD", bare)
