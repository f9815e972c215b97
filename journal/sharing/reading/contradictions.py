"""What in a coming summary does not agree with the last ones, or with the ledger as it stands.

A promise shared as kept and open again, a line that says done of what is open, or open of what is kept, and another figure
for the same thing. Words that could mean either say nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from journal.sharing.reading.findings import Finding, Line, folded, in_line, of_whole, word_lists
from journal.text import COMMITMENT_STATUSES, _, long_day

_FIGURE: Final = re.compile(r"(?<![\w.,])([£$€]?)(\d+(?:[.,]\d+)*)(k|m|bn)?\s?(%|[^\W\d_]+)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Shared:
    """A line as it was handed over on a day, what it was about, and whether the ledger had that as kept then."""

    day: date
    text: str
    source_kind: str
    source_id: str
    was_kept: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands in the ledger."""

    status: str
    what: str


def check(lines: Sequence[Line], shared: Sequence[Shared], standing: Mapping[str, Standing]) -> list[Finding]:
    """What does not agree. `shared`: of each source the line that was handed over last; `standing`: promises by UUID."""
    earlier = {each.source_id: each for each in shared}
    found = [each for line in lines if line.source_id for each in _of_line(line, earlier.get(line.source_id), standing)]
    named = {line.source_id for line in lines}
    for each in shared:
        now = standing.get(each.source_id)
        if now and now.status == "open" and _was_done(each) and each.source_id not in named:
            found.append(of_whole("contradiction", f"{each.source_id} {each.day}", _open_again(each)))
    return found


def _of_line(line: Line, earlier: Shared | None, standing: Mapping[str, Standing]) -> list[Finding]:
    now = standing.get(line.source_id or "")
    why = ""
    if now and now.status == "open" and says_done(line.text):
        why = _("This line says that it is done; your ledger has it open: “{what}”").format(what=now.what)
    elif now and now.status == "open" and earlier and _was_done(earlier):
        why = _open_again(earlier)
    elif now and now.status != "open" and says_open(line.text):
        why = _("This line says that it is open; your ledger has it as: {status}.").format(
            status=COMMITMENT_STATUSES[now.status].lower()
        )
    if why:
        return [in_line(line, "contradiction", 0, len(line.text), why)]
    return _other_figure(line, earlier) if earlier and (now is None or now.status != "open") else []


def _was_done(earlier: Shared) -> bool:
    return earlier.was_kept or says_done(earlier.text)


def _open_again(earlier: Shared) -> str:
    return _("On {day} your manager read this as kept: “{text}” Now it is open. Say what happened.").format(
        day=long_day(earlier.day), text=earlier.text
    )


def _other_figure(line: Line, earlier: Shared) -> list[Finding]:
    """Another number before the same word as in the line that was handed over about the same thing."""
    was = figures(earlier.text)
    for what, (number, start, end) in figures(line.text).items():
        if what in was and was[what][0] != number:
            why = _("On {day} your manager read another figure: “{text}”").format(
                day=long_day(earlier.day), text=earlier.text
            )
            return [in_line(line, "contradiction", start, end - start, why)]
    return []


def figures(text: str) -> dict[str, tuple[str, int, int]]:
    """The figures of a line by what they count, each with its place; without days, years, and what counts twice."""
    found: dict[str, tuple[str, int, int]] = {}
    twice: set[str] = set()
    for each in _FIGURE.finditer(text):
        money, number, size, what = (part or "" for part in each.groups())
        unit = folded(what)
        what = money + size + ("" if unit in word_lists()["quotations"]["small"] else unit)
        if (
            not what
            or unit in word_lists()["figures"]["months"]
            or (not money and not size and _YEAR.fullmatch(number))
        ):
            continue
        twice |= {what} & found.keys()
        found[what] = (number, each.start(), each.end())
    return {what: place for what, place in found.items() if what not in twice}


def says_done(text: str) -> bool:
    """Whether a line says of what it is about that it is done, and nothing that could mean otherwise."""
    return bool(_any_of("done").search(text)) and not _any_of("open").search(text)


def says_open(text: str) -> bool:
    """Whether a line says plainly that it is not done yet."""
    return bool(_any_of("still_open").search(text)) and not _any_of("done").search(text)


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    words = "|".join(re.escape(each) for each in word_lists()["state"][kind])
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
