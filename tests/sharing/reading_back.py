"""A finished file, read back in every way that we know: four readers, and the bytes themselves in every form."""

import base64
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_NO_DIGITS: Final = bytes(set(range(256)) - set(b"0123456789abcdefABCDEF"))
READERS: Final = ("pypdf", "pdfium", "the bytes", "pdftotext")


class Poppler:
    """`pdftotext -raw` at work on a file, while the other readers read."""

    def __init__(self, file: Path) -> None:
        """Start it."""
        command = ["pdftotext", "-raw", "-enc", "UTF-8", str(file), "-"]
        self._running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def text(self) -> str:
        """What it found."""
        with self._running:
            return self._running.communicate()[0].decode()


def by_pypdf(data: bytes) -> str:
    """Every page, and whatever else this reader knows to look for."""
    reader = PdfReader(BytesIO(data))
    pages = [page.extract_text() for page in reader.pages]
    told = [str(part) for part in (reader.metadata, reader.xmp_metadata, reader.outline, dict(reader.attachments))]
    return "\n".join([*pages, *told, *(str(page.annotations) for page in reader.pages)])


def by_pdfium(data: bytes) -> str:
    """Every page, the document's information and the bookmarks."""
    with PdfDocument(data) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
        marks = [mark.get_title() for mark in opened.get_toc()]  # pyright: ignore[reportAttributeAccessIssue] in no stub
        return "\n".join([*pages, *marks, str(opened.get_metadata_dict())])


def by_bytes(data: bytes) -> str:
    """The file as it lies there and every stream of it unpacked: as letters of one byte and of two, and as hexadecimals."""
    return "\n".join(form for part in (data, *unpacked(data)) for form in _forms(part))


def unpacked(data: bytes) -> Iterator[bytes]:
    """Every stream of a file, without asking any reader where they are."""
    for found in _STREAM.finditer(data):
        packed = found[1]
        if packed.rstrip().endswith(b"~>"):
            packed = base64.a85decode(b"<~" + packed.strip(), adobe=True)
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(packed)


def _forms(part: bytes) -> Iterator[str]:
    yield part.replace(b"\0", b"").decode("utf-8", "ignore")
    digits = part.translate(None, _NO_DIGITS)
    for start in (0, 1):
        whole = digits[start : start + (len(digits) - start) // 2 * 2]
        yield bytes.fromhex(whole.decode()).replace(b"\0", b"").decode("latin-1")
