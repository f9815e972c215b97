"""How long the lines are, and how many, beside how this manager takes things in (source article 2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from journal.sharing.reading.findings import Finding, Line, in_line, of_whole
from journal.text import _, n_


@dataclass(frozen=True, slots=True)
class Measure:
    """So many words a line and so many lines are enough, and why; `why` is empty where nothing is known of the manager."""

    words: int
    lines: int
    why: str = ""


def measure(takes_in: str, detail: str) -> Measure:
    """What is enough for a manager: `takes_in` reading, listening or empty, `detail` brief, full or empty."""
    if detail == "brief":
        return Measure(25, 12, _("Your manager wants it brief first."))
    if detail == "full":
        return Measure(38, 35, _("Even who wants the full picture reads a sentence in one breath."))
    if takes_in == "listening":
        return Measure(28, 14, _("Your manager takes things in by listening: a line should be easy to say aloud."))
    if takes_in == "reading":
        return Measure(32, 25, _("Even a reader takes in a line at a time."))
    return Measure(32, 25)


def check(lines: Sequence[Line], takes_in: str, detail: str) -> list[Finding]:
    """Lines of too many words, and too many lines for one summary."""
    enough = measure(takes_in, detail)
    found = [_long(line, enough) for line in lines if _words(line) > enough.words]
    if len(lines) > enough.lines:
        why = n_(
            "The summary has {n} line; {most} are enough.", "The summary has {n} lines; {most} are enough.", len(lines)
        )
        choose = _("Keep those that your manager would miss.")
        found.append(
            of_whole("length", "lines", _joined(why.format(n=len(lines), most=enough.lines), enough.why, choose))
        )
    return found


def _long(line: Line, enough: Measure) -> Finding:
    why = _("This line has {n} words; {most} are enough.").format(n=_words(line), most=enough.words)
    split = _("Say one thing, or make two lines of it.")
    return in_line(line, "length", 0, len(line.text), _joined(why, enough.why, split))


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _words(line: Line) -> int:
    return len(line.text.split())
