"""The last look before a paper leaves: the finished file is opened again, and nothing in it may be a surprise.

Two readers that know nothing of how it was drawn read its text, letter by letter. Then it is read once more by ourselves:
`leak_file` knows every byte and object that may be there, `leak_drawing` everything that may be painted, `leak_seen` whether
one sees it, `leak_fonts` what the codes of a text show, and `leak_wanted` which line must come next. Whatever cannot be read counts as a leak. No message
here repeats a word of what was found.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from journal.errors import LeakFound
from journal.sharing import pdfium
from journal.sharing.document import SummaryDocument
from journal.text import _, n_

if TYPE_CHECKING:
    from journal.sharing.leak_drawing import Drawing
    from journal.sharing.leak_file import Contents
    from journal.sharing.leak_fonts import Fonts

_WORD: Final = re.compile(r"[^\W_]+")
_TURNED: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)  # what is written from right to left
_GUESSED: Final = re.compile(  # that, and where vowels stand around their letters: PDFium goes by where signs stand
    "[\u0590-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00011fff\U0001e800-\U0001efff]"
)
_HALVES: Final = re.compile("[/\ud800-\udfff\U00010000-\U0010ffff]")
_READERS_SIGNS: Final = str.maketrans({"\ufffe": "-", "\x02": "-", "\u2044": "/"})  # a hyphen at a line's end, for one
_UNSEEN: Final = frozenset({"Cc", "Cf"})


@cache
def _mirrored() -> dict[int, str]:
    """Signs that have a direction, each as the first of its pair: readers turn them round with the words beside them."""
    from bidi.mirror import MIRRORED

    pairs = {**MIRRORED, "”": "“", "’": "‘"}
    return {ord(sign): min(sign, other) for sign, other in pairs.items()}


class _Reader(NamedTuple):
    """How a reader spells: the categories of what it may not tell of, and whether it drops what it cannot turn round."""

    unseen: frozenset[str]
    drops: bool


_PYPDF: Final = _Reader(_UNSEEN, drops=False)
_PDFIUM: Final = _Reader(_UNSEEN | {"Mn", "Me"}, drops=True)  # also an accent that stands twice on one letter


def verify(pdf: bytes, document: SummaryDocument) -> None:
    """Refuse the finished bytes unless they hold the document's texts, once each and in order, and nothing else.

    Whether an approved line repeats a private text is not asked here: that is a finding before it is written, which
    whoever approves it may let stand. Raises LeakFound, which names the place and the number of words, never the words.
    """
    try:
        _verify(pdf, document)
    except LeakFound:
        raise
    except Exception:  # noqa: BLE001 - fail closed: a file over which a reader stumbles is not handed out
        unreadable = True
    else:
        unreadable = False
    if unreadable:  # raised out here so that it carries no trace of the reader's own error, which may quote text
        raise LeakFound(_("The summary was not written: the finished file could not be read again."))


def _verify(pdf: bytes, document: SummaryDocument) -> None:
    from pypdf import PdfReader

    from journal.sharing import leak_file
    from journal.sharing.pdf import fingerprint

    leak_file.check_bytes(pdf)
    pages = PdfReader(BytesIO(pdf), strict=True).pages
    _check_pages([page.extract_text() for page in pages], document, _PYPDF)
    _check_pages(pdfium.texts(pdf), document, _PDFIUM)
    contents = leak_file.Contents(PdfReader(BytesIO(pdf), strict=True))  # anew: reading text changes what was read
    leak_file.check_contents(contents, document, fingerprint(document))
    _check_drawings(contents, document)


def _check_drawings(contents: "Contents", document: SummaryDocument) -> None:
    """What is painted, by our own reading of it: in the order of the text whatever its direction, and to be seen."""
    from journal.sharing import leak_drawing, leak_file, leak_fonts, leak_seen
    from journal.sharing.pdf_file import ONE_AT_A_TIME

    drawings = [leak_drawing.read(contents.stream(page, "/Contents")) for page in contents.pages]
    sheet = leak_drawing.Box(0, 0, *leak_file.SIZES[document.page])
    with ONE_AT_A_TIME:
        fonts = leak_fonts.Fonts(contents)
        _check_lines(drawings, fonts, document)
        fonts.check()
        for drawing in drawings:
            leak_seen.check_seen(drawing, sheet, fonts.width)
    leak_seen.check_amount(drawings, document)


def _check_lines(drawings: Sequence["Drawing"], fonts: "Fonts", document: SummaryDocument) -> None:
    """Line by line: each is the next part of the document's texts, or the label of its page, and shows just that."""
    from journal.sharing import leak_seen
    from journal.sharing.leak_wanted import Wanted

    wanted = Wanted(document.texts())
    placed: list[leak_seen.Placed] = []
    pages = [[fonts.said_by(shown) for shown in drawing.shown] for drawing in drawings]
    for number, (drawing, lines) in enumerate(zip(drawings, pages, strict=True), start=1):
        label = Wanted([document.page_label(number, len(drawings))])
        for shown, said in zip(drawing.shown, lines, strict=True):
            is_label = not label.is_over()
            part = (label if is_label else wanted).take(said)
            if part is None:
                raise _unexpected(list(map("\n".join, pages)), document)
            fonts.check_line(shown, part)
            if not is_label:
                placed.append(leak_seen.Placed(number, shown, part.goes_on, part.is_broken))
        if not label.is_over():
            raise _unexpected(list(map("\n".join, pages)), document)
    if not wanted.is_over():
        raise _unexpected(list(map("\n".join, pages)), document)
    if not any(section.grid for section in document.sections):  # its groups are set letter by letter
        leak_seen.check_order(placed, fonts.width)


def _check_pages(pages: Sequence[str], document: SummaryDocument, reader: _Reader) -> None:
    """Letter by letter, without regard to spaces and line ends: each text once, in the order of reading.

    Readers that guess the order of what is written from right to left may turn it, and its brackets: of a paper with any
    they must find the same letters, and none more often. Our own reading keeps to the order there as well.
    """
    labels = [_letters(document.page_label(number, len(pages)), reader.unseen) for number in range(1, len(pages) + 1)]
    wanted = _letters("".join(document.texts()), reader.unseen)
    found = [_letters(page, reader.unseen) for page in pages]
    if (_GUESSED if reader.drops else _TURNED).search(wanted + "".join(labels)):
        allowed = Counter(_unturned(wanted + "".join(labels), reader))
        letters = Counter(_unturned("".join(found), reader))
        right = not letters - allowed and (reader.drops or letters == allowed)
    else:
        starts_right = all(map(str.startswith, found, labels))
        right = starts_right and "".join(map(str.removeprefix, found, labels)) == wanted
    if not right:
        raise _unexpected(pages, document)


def _unturned(text: str, reader: _Reader) -> str:
    """The same whichever way a reader turned it; one takes signs of two halves apart, such as ≠, and spoils what it turns."""
    return (_HALVES.sub("", text) if reader.drops else text).translate(_mirrored())


def _letters(text: str, unseen: frozenset[str]) -> str:
    """What is left of a text when only what one can see counts, in one form: two readers spell one page differently."""
    seen = "".join(text.translate(_READERS_SIGNS).split())
    folded = "".join(unicodedata.normalize("NFKD", seen).split())  # D: nothing grows together over the end of a line
    bare = folded.translate(_READERS_SIGNS).translate(
        {ord(sign): None for sign in set(folded) if unicodedata.category(sign) in unseen}
    )
    return unicodedata.normalize("NFKD", bare)  # again: accents that now stand together have an order of their own


def _unexpected(pages: Sequence[str], document: SummaryDocument) -> LeakFound:
    """Say on which page how many words are too many; the words themselves stay unsaid."""
    allowed = Counter(_words(" ".join(document.allowed_texts(len(pages)))))
    for number, page in enumerate(pages, start=1):
        words = Counter(_words(page))
        surplus = words - allowed
        allowed -= words
        if surplus:
            count = surplus.total()
            return LeakFound(
                n_(
                    "The summary was not written: page {page} holds {count} word that was not approved.",
                    "The summary was not written: page {page} holds {count} words that were not approved.",
                    count,
                ).format(page=number, count=count)
            )
    return LeakFound(_("The summary was not written: its pages differ from the approved lines."))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
