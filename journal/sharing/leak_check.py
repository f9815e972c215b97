"""The last look before a paper leaves: the finished file is opened again, and nothing in it may be a surprise.

Two readers that know nothing of how it was drawn read its text, letter by letter; `leak_file` looks at everything else
that a file can carry. Whatever cannot be read counts as a leak. No message here repeats a word of what was found.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Final

from journal.errors import LeakFound
from journal.sharing import pdfium
from journal.sharing.document import SummaryDocument
from journal.text import _, n_

_WORD: Final = re.compile(r"[^\W_]+")
_RUN: Final = 5  # so many words in a row are a quotation, not a coincidence
_READERS_HYPHENS: Final = str.maketrans({"\ufffe": "-", "\x02": "-"})  # what pdfium gives for one at a line's end
_UNSEEN: Final = frozenset({"Cc", "Cf"})
_UNSEEN_BY_PDFIUM: Final = _UNSEEN | {"Mn", "Me"}  # it drops an accent that stands twice on one letter


def verify(pdf: bytes, document: SummaryDocument, private_texts: Iterable[str] = ()) -> None:
    """Refuse the finished bytes unless they hold the document's texts, once each and in order, and nothing else.

    `private_texts` are what must never be quoted; they are read only if the file holds any run of words that is not
    approved. Raises LeakFound, which names the place and the number of words, never the words.
    """
    try:
        _verify(pdf, document, private_texts)
    except LeakFound:
        raise
    except Exception:  # noqa: BLE001 - fail closed: a file over which a reader stumbles is not handed out
        unreadable = True
    else:
        unreadable = False
    if unreadable:  # raised out here so that it carries no trace of the reader's own error, which may quote text
        raise LeakFound(_("The summary was not written: the finished file could not be read again."))


def _verify(pdf: bytes, document: SummaryDocument, private_texts: Iterable[str]) -> None:
    from pypdf import PdfReader

    from journal.sharing import leak_file

    leak_file.check_bytes(pdf)
    reader = PdfReader(BytesIO(pdf), strict=True)
    by_pypdf, by_pdfium = [page.extract_text() for page in reader.pages], pdfium.texts(pdf)
    contents = leak_file.Contents(reader)
    _check_quotations([*by_pypdf, *by_pdfium, *contents.loose_texts], document, private_texts)
    _check_pages(by_pypdf, document, _UNSEEN)
    _check_pages(by_pdfium, document, _UNSEEN_BY_PDFIUM)
    leak_file.check_contents(contents, document)


def _check_pages(pages: Sequence[str], document: SummaryDocument, unseen: frozenset[str]) -> None:
    """Letter by letter, without regard to spaces and line ends: each text once, in the order of reading."""
    found = ""
    for number, page in enumerate(pages, start=1):
        label = _letters(document.page_label(number, len(pages)), unseen)
        letters = _letters(page, unseen)
        if not letters.startswith(label):
            raise _unexpected(pages, document)
        found += letters.removeprefix(label)
    if _letters(found, unseen) != _letters("".join(document.texts()), unseen):
        raise _unexpected(pages, document)


def _letters(text: str, unseen: frozenset[str]) -> str:
    """What is left of a text when only what one can see counts, in one form: two readers spell one page differently."""
    seen = "".join(text.translate(_READERS_HYPHENS).split())
    folded = "".join(unicodedata.normalize("NFKD", seen).split())  # D: nothing grows together over the end of a line
    bare = folded.translate({ord(sign): None for sign in set(folded) if unicodedata.category(sign) in unseen})
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


def _check_quotations(found: Iterable[str], document: SummaryDocument, private_texts: Iterable[str]) -> None:
    approved = set(_runs(" ".join(document.allowed_texts(0))))
    strange = {run for text in found for run in _runs(text)} - approved
    if not strange:
        return
    if any(run in strange for text in private_texts for run in _runs(text)):
        raise LeakFound(_("The summary was not written: it repeats a passage of the journal that was not approved."))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _words(text)
    return zip(*(words[start:] for start in range(_RUN)), strict=False)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
