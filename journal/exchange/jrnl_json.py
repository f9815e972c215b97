"""jrnl's JSON export: `{"tags": …, "entries": [{"title", "body", "date", "time", "tags", "starred"}]}`.

Its notes are the same as those of the text file that it was made from.
"""

import json
import re
from datetime import date
from typing import Any, Final, cast

from journal.exchange.jrnl_text import joined
from journal.exchange.json_text import loaded
from journal.exchange.plain_text import decoded, is_clean, unix_lines, unreadable
from journal.exchange.rows import Gathered, NoteRow, Parsed, Place, Problem
from journal.text import _

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_SPACE: Final = re.compile(r"[\s,]*")


def looks_like(value: Any) -> bool:
    """Whether a JSON value is jrnl's export."""
    return isinstance(value, dict) and isinstance(cast("dict[str, Any]", value).get("entries"), list)


def parse(data: bytes, file: str) -> Parsed:
    """The notes of a jrnl JSON export, in its order. Raises Unreadable."""
    value = loaded(data, file)
    if not looks_like(value):
        raise unreadable(file, 1, _("this is not a JSON export of jrnl"))
    entries = cast("list[Any]", value["entries"])
    lines = _lines(decoded(data, file), len(entries))
    gathered = Gathered()
    for line, entry in zip(lines, entries, strict=True):
        _take(gathered, Place(file, line), entry)
    return gathered.done()


def _take(gathered: Gathered, place: Place, entry: Any) -> None:
    reason = _fault(entry)
    if reason:
        gathered.problems.append(Problem(place, reason))
        return
    starred = bool(entry.get("starred", False))
    text = joined(unix_lines(entry["title"]), unix_lines(entry.get("body", "")))
    gathered.rows.append(
        NoteRow(place, date.fromisoformat(entry["date"]), entry["time"], text or ("*" if starred else ""), starred)
    )


def _fault(entry: Any) -> str:
    """Why an entry cannot be taken, or ''."""
    if not isinstance(entry, dict):
        return _("this entry is not an object")
    found = cast("dict[str, Any]", entry)
    texts = [found.get("title"), found.get("body", ""), found.get("date"), found.get("time")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(found.get("starred", False), bool):
        return _("this entry lacks title, date or time, or holds something else there")
    if not all(is_clean(text) for text in cast("list[str]", texts)):
        return _("this entry holds characters that are no text")
    return "" if _is_day(found["date"]) and _TIME.fullmatch(found["time"]) else _("there is no such date or time")


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _lines(text: str, count: int) -> list[int]:
    """The line where each of `count` entries begins: the items of the outermost `entries` read one by one."""
    decoder = json.JSONDecoder()
    lines: list[int] = []
    at, line = _list_start(text, decoder), 1
    counted = 0
    for _number in range(count):
        at = _skipped(text, at)
        line += text.count("\n", counted, at)
        counted = at
        lines.append(line)
        at = decoder.raw_decode(text, at)[1]
    return lines


def _list_start(text: str, decoder: json.JSONDecoder) -> int:
    """Just behind the `[` of the outermost `entries`; the text is known to be a JSON object that has it."""
    at = text.index("{") + 1
    while True:
        name, at = decoder.raw_decode(text, _skipped(text, at))
        at = _skipped(text, text.index(":", at) + 1)
        if name == "entries":
            return at + 1
        at = decoder.raw_decode(text, at)[1]


def _skipped(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
