"""The texts that a paper should show, taken line by line in the order in which they are drawn."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from journal.sharing.pdf_bidi import is_rtl, levels_of
from journal.sharing.pdf_faces import UNSEEN
from journal.sharing.pdf_installed import han_of
from journal.sharing.pdf_letters import cleaned

#: Two letters of a script that has spaces between its words.
_WITHIN: Final = re.compile("^[^\\W_\u0e00-\u0eff\u2e80-\uabff\uf900-\ufaff\ufe30-\uffef\U0001f000-\U0003ffff]{2}$")


class Part(NamedTuple):
    """What one line shows: the words, in which direction each is read, and whose forms Chinese characters take.

    `goes_on`: the line before it showed the start of the paragraph; `is_broken`: it ends within a word.
    """

    text: str
    levels: bytes
    han: str
    goes_on: bool = False
    is_broken: bool = False


class Wanted:
    """Texts that wait for the lines that show them; where a line ends is up to whoever set it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._rest = self._paragraphs(texts)
        self._now = Part("", b"", "")
        self._place = 0

    @staticmethod
    def _paragraphs(texts: Iterable[str]) -> Iterator[Part]:
        for paragraph in (paragraph for text in map(cleaned, texts) for paragraph in text.split("\n")):
            yield Part(paragraph, levels_of(paragraph, rtl=is_rtl(paragraph)), han_of(paragraph))

    def take(self, said: str) -> Part | None:
        """What a line says, as it was typed, if it is what comes next; blanks at a line's end may be left out."""
        if self.is_over():
            return None
        text = self._now.text
        start = self._place + max(0, _blanks(text[self._place :]) - _blanks(said))
        stop = _stop_of(text, start, said)
        if stop < 0:
            return None
        goes_on = bool(text[: self._place].strip())
        self._place = stop
        is_broken = bool(_WITHIN.search(text[stop - 1 : stop + 1])) if stop else False
        return Part(text[start:stop], self._now.levels[start:stop], self._now.han, goes_on, is_broken)

    def is_over(self) -> bool:
        """Whether all of it was taken."""
        while not self._now.text[self._place :].strip():
            following = next(self._rest, None)
            if following is None:
                return True
            self._now, self._place = following, 0
        return False


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def _stop_of(text: str, start: int, said: str) -> int:
    """Where these words end in a text in which they begin here; -1 if they do not. A sign may stand for several letters."""
    if text.startswith(said, start):
        return start + len(said)
    wanted, found = "".join(map(_spelt, said)), ""
    stop = start
    while len(found) < len(wanted) and stop < len(text):
        found += _spelt(text[stop])
        stop += 1
    while stop < len(text) and ord(text[stop]) in UNSEEN:
        stop += 1
    return stop if unicodedata.normalize("NFD", found) == unicodedata.normalize("NFD", wanted) else -1


@lru_cache(8192)
def _spelt(character: str) -> str:
    return "" if ord(character) in UNSEEN else unicodedata.normalize("NFKD", character)
