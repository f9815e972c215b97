"""What an earlier text has that the present one has not, and the other way round: by words, within lines that differ."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

#: `both` stands in both texts, `earlier` only in the earlier one, `present` only in the present one.
Where = Literal["both", "earlier", "present"]

#: Longer passages are compared by lines alone, which keeps the longest text under the blink of an eye.
_MOST_WORDS: Final = 1_500
_WORD: Final = re.compile(r"\S+[^\S\n]*|\n|[^\S\n]+")


class Part(NamedTuple):
    """A piece of text, and in which of both it stands."""

    text: str
    where: Where


def compare(earlier: str, present: str) -> list[Part]:
    """Both texts as one: put the parts of `both` and `earlier` together, and the earlier text is whole again."""
    before, after = earlier.splitlines(keepends=True), present.splitlines(keepends=True)
    return _joined(_lines(before, after))


def _lines(before: list[str], after: list[str]) -> Iterator[Part]:
    for what, start, end, first, last in SequenceMatcher(None, before, after).get_opcodes():
        old, new = "".join(before[start:end]), "".join(after[first:last])
        words = _WORD.findall(old), _WORD.findall(new)
        if what == "replace" and max(map(len, words)) <= _MOST_WORDS:
            yield from _pieces(*words)
        else:
            yield from _piece(what, old, new)


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Part]:
    """Word by word; a single word that both have between two changes belongs to the change, which reads better."""
    old = new = ""
    for what, start, end, first, last in SequenceMatcher(None, before, after).get_opcodes():
        same = before[start:end]
        if what == "equal" and (len(same) > 1 or "\n" in same or not (old or new)):
            yield from _piece("replace", old, new)
            yield from _piece("equal", "".join(same), "")
            old = new = ""
        else:
            old, new = old + "".join(same), new + "".join(after[first:last])
    yield from _piece("replace", old, new)


def _piece(what: str, old: str, new: str) -> Iterator[Part]:
    if what == "equal":
        yield Part(old, "both")
        return
    yield Part(old, "earlier")
    yield Part(new, "present")


def _joined(parts: Iterator[Part]) -> list[Part]:
    """Without empty parts, and neighbours of one kind in one."""
    found: list[Part] = []
    for part in parts:
        if found and found[-1].where == part.where:
            found[-1] = Part(found[-1].text + part.text, part.where)
        elif part.text:
            found.append(part)
    return found
