"""Finished papers read by PDFium: as text for the leak check, as pictures for the screen."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

#: The reader rounds up: a little less than the width wanted, so that it never comes out one wider.
_ROUNDING: Final = 0.01
#: PDFium works for one thread at a time.
_ONE_AT_A_TIME: Final = threading.Lock()


@dataclass(frozen=True)
class Picture:
    """One page as pixels of three bytes, red, green and blue; `stride` is the bytes of a line."""

    width: int
    height: int
    stride: int
    pixels: bytes


@contextmanager
def opened(data: bytes) -> "Generator[PdfDocument]":
    """A paper opened from its bytes, for this thread alone. Raises pypdfium2.PdfiumError when it cannot be read."""
    from pypdfium2 import PdfDocument  # only where a paper is made

    with _ONE_AT_A_TIME:
        document = PdfDocument(data)
        try:
            yield document
        finally:
            document.close()


def texts(data: bytes) -> list[str]:
    """The text of every page, as PDFium reads it."""
    with opened(data) as document:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]


def pictures(data: bytes, width: int) -> list[Picture]:
    """Every page as a picture of exactly this many pixels across; some ten milliseconds a page."""
    with opened(data) as document:
        return [_picture(document, number, width) for number in range(len(document))]


def _picture(document: "PdfDocument", number: int, width: int) -> Picture:
    page = document[number]
    scale = (width - _ROUNDING) / page.get_width()
    bitmap = page.render(scale=scale, rev_byteorder=True)
    return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
