"""Bytes to text: encoding, byte-order marks, line ends, and what no text may hold.

Reasons never quote the text: they end in windows, terminals and logs.
"""

import codecs
import re
import unicodedata
from typing import Final

from journal.exchange.rows import Place, Problem
from journal.text import _

_NO_TEXT: Final = re.compile("[\x00\ud800-\udfff]")


class Unreadable(Exception):
    """The file as a whole cannot be taken; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def unreadable(file: str, line: int, reason: str) -> Unreadable:
    """The error for a file that cannot be read on from a line."""
    return Unreadable(Problem(Place(file, line), reason))


def decoded(data: bytes, file: str) -> str:
    """The text of a file: UTF-8, with or without a byte-order mark, or UTF-16 with one; line ends as they stand.

    Raises Unreadable with the line of the first bad byte.
    """
    encoding = "utf-16" if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise unreadable(file, data.count(b"\n", 0, error.start) + 1, _("this is not UTF-8 text")) from None
    if "\x00" in text:
        raise unreadable(file, text.count("\n", 0, text.index("\x00")) + 1, _("this is not text: it holds a zero byte"))
    return text


def unix_lines(text: str) -> str:
    """The text with a newline alone at its line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_clean(text: str) -> bool:
    """Whether a text can be kept: no zero byte and no half of a surrogate pair."""
    return _NO_TEXT.search(text) is None


def same_form(text: str) -> str:
    """The form under which two spellings of the same characters are one: NFC, without space around it."""
    return unicodedata.normalize("NFC", text.strip())
