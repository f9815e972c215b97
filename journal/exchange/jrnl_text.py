"""jrnl's plain text file: a note begins at a line `[YYYY-MM-DD HH:MM] `; what follows on the line is its title.

Written after jrnl 4.6 itself (`Journal._parse`, `Entry._parse_text`): a title line that ends in `*` is starred, and lines
such as `[x] ` or `[1] ` begin no note. Seconds and AM or PM, jrnl's other common time format, are understood as well.
"""

import re
from bisect import bisect_right
from datetime import date
from typing import Final

from journal.exchange.plain_text import decoded, unix_lines
from journal.exchange.rows import Gathered, NoteRow, Parsed, Place, Problem
from journal.text import _

HEAD: Final = re.compile(
    r"^\[([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}):([0-9]{2})(?::[0-9]{2})?(?: ([AaPp])[Mm])?\] ",
    re.MULTILINE,
)

_RAW_HEAD: Final = re.compile(rb"(?:^|\n|\r)(?:\xef\xbb\xbf)?\[[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}")


def might_be(data: bytes) -> bool:
    """Whether bytes hold what looks like a note's first line, whatever their encoding."""
    return _RAW_HEAD.search(data.replace(b"\x00", b"")) is not None


def looks_like(text: str) -> bool:
    """Whether a text holds at least one note's first line."""
    return HEAD.search(unix_lines(text)) is not None


def parse(data: bytes, file: str) -> Parsed:
    """The notes of a jrnl text file, in its order. Raises Unreadable."""
    text = unix_lines(decoded(data, file))
    heads = list(HEAD.finditer(text))
    line_starts = [0, *(found.end() for found in re.finditer("\n", text))]
    gathered = Gathered()
    before = text[: heads[0].start()] if heads else text
    if before.strip():
        line = before[: len(before) - len(before.lstrip())].count("\n") + 1
        gathered.problems.append(Problem(Place(file, line), _("this text stands before the first note")))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=False):
        place = Place(file, bisect_right(line_starts, head.start()))
        _take(gathered, place, head, text[head.end() : end])
    return gathered.done()


def _take(gathered: Gathered, place: Place, head: re.Match[str], raw: str) -> None:
    moment = _moment(head)
    if moment is None:
        gathered.problems.append(Problem(place, _("there is no such date or time")))
        return
    text, starred = split(raw)
    gathered.rows.append(NoteRow(place, moment[0], moment[1], text, starred))


def _moment(head: re.Match[str]) -> tuple[date, str] | None:
    day, hours, minutes, half = head.groups()
    hour = int(hours)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "Pp" else 0)
    if hour > 23 or int(minutes) > 59:
        return None
    try:
        return date.fromisoformat(day), f"{hour:02d}:{minutes}"
    except ValueError:
        return None


def split(raw: str) -> tuple[str, bool]:
    """What stands between two heads, as text (title, then body where there is one) and whether it is starred."""
    title, _newline, body = raw.partition("\n")
    starred = title.strip().endswith("*")
    if starred:
        title = title.strip("\n *")
    return joined(title, body) or ("*" if starred else ""), starred


def joined(title: str, body: str) -> str:
    """One text of title and body without blank space around either; a note without a title begins with its body."""
    first, _newline, rest = f"{title.strip()}\n{body}".strip().partition("\n")
    return f"{first.strip()}\n{rest.strip()}" if rest.strip() else first.strip()
