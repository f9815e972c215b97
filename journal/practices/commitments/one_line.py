"""A promise typed in one line: `me: draft the plan by Friday`, `Priya will send the numbers next Tuesday`.

Who promised stands in front, when it is due mostly at the end; what is neither is the promise. What is not clearly a day
stays a word of the promise.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from journal.errors import BadInput
from journal.text import _

#: Reads a day as the user types it; None where the words are none.
ReadDay = Callable[[str], date | None]
#: A day takes at most so many words; and of a long text only the last and the first so many letters are looked at.
MOST_WORDS: Final = 6
LOOKED_AT: Final = 160
MOST_TRIES: Final = 12


@dataclass(frozen=True)
class Promise:
    """A commitment as it was typed in one line."""

    owner: str
    what: str
    due: date | None


_BULLET: Final = re.compile(
    r"^\s*(?:[-*•–—·]+\s+)?(?:\[[ xX]?\]\s*)?(?:(?:to-?do|action(?: item)?|ai|commitment)\s*:\s*)?", re.IGNORECASE
)
#: The owner before a colon, a dash or an arrow.
_OWNER: Final = re.compile(r"(?P<who>[^:\n]{1,40}?)\s*(?::|\s[-–—]\s|->|→)\s*(?P<rest>.*)", re.DOTALL)
#: The owner at the end: in brackets, behind a dash, or said to be the owner.
_OWNER_BEHIND: Final = re.compile(
    r"(?:[(\[](?P<in>[^()\[\]:]{1,40})[)\]]"
    r"|(?:\s[-–—]\s+|[\s,;.]+owner:?\s+)(?P<by>(?:(?!\s[-–—]\s)[^()\[\]:,;]){1,40}?))[\s.]*$",
    re.IGNORECASE,
)
#: The number of an item in a list.
_NUMBER: Final = re.compile(r"\s*\d{1,2}[.)]\s+")
#: What others do to me: they wait for what I promised.
_NO_DOING: Final = (
    r"(?:is|was|has|always|perhaps|sometimes|needs|wants|says|thinks|expects|asks|hopes|wishes|likes|loves|hates|prefers"
    r"|waits|awaits|knows|believes|feels|insists|requires|relies|counts|depends|worries|seems|looks|sounds|gets|receives)"
)
#: What follows whoever promises something.
_WILL: Final = (
    r"(?:['’]ll|\s+(?:will|shall|to|is going to|am going to|are going to|['’]?m going to|needs? to|has to|have to|must"
    r"|should|can|could|wants? to|agreed to|agrees to|promised to|promises to|promise to|offered to|offers to|said (?:s?he|they)"
    r"(?:['’]d| would)|is to|am to))(?:\s+(?:then|also|please|try to|be sure to|make sure to))?\s+"
)
_I: Final = re.compile(
    r"(?:i(?:['’]m going to\s+|" + _WILL + r")|let me\s+|i['’]d better\s+)(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL
)
_THEY: Final = re.compile(
    r"(?:she|he|they)(?:['’]s going to\s+|['’]re going to\s+|" + _WILL + r")(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL
)
#: What stands before a day by which something is due; besides English, what other languages say before their own days.
_BY: Final = re.compile(
    r"(?:^|(?<=[\s,;(\[–—-]))(?P<by>(?:no|not) later than|at the latest(?: by| on)?|latest(?: by| on)?|due(?: date| day)?(?: by| on| in)?:?"
    r"|deadline(?: is)?:?|by|until|till?|(?<!\bnot )before|within|on|in|over|bis(?: zum| zur)?|vor(?: dem)?|am|d['’]ici(?: au| le)?"
    r"|jusqu['’](?:au|à)|avant(?: le)?|le|para(?: el)?|hasta(?: el)?|antes del?|el|entro(?: il)?|il|tot|voor)(?=[\s:]+\S)",
    re.IGNORECASE,
)
#: Before these a day says how long or how soon, and is read with them.
_SPANS: Final = frozenset({"in", "within", "over"})
#: After these a day is not when something is due.
_NOT_DUE_AFTER: Final = frozenset(
    [
        "for",
        "of",
        "from",
        "since",
        "about",
        "with",
        "and",
        "or",
        "to",
        "after",
        "every",
        "each",
        "than",
        "as",
        "at",
        "like",
        "the",
        "a",
        "an",
        "'s",
        "last",
        "past",
        "between",
        "until",
        "versus",
        "vs",
        "on's",
        "per",
        "starting",
        "was",
        "were",
        "is",
        "are",
    ]
)
#: Behind a span these say from when it counts, which is not today.
_GOES_ON: Final = re.compile(r"\s+(?:after|before|of|from|since|following)\b", re.IGNORECASE)
#: A day that stands behind this is the first one, not the last.
_NOT_BEFORE: Final = re.compile(r"\bnot\s+before\s*$", re.IGNORECASE)
#: Names of days and months that are other words as well, when they are written small.
_OTHER_WORDS: Final = frozenset({"sun", "sat", "mon", "wed", "mar", "may", "march", "second"})
_SMALL: Final = re.compile(r"[^\W\d_]")
_WITH_YEAR: Final = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.\d{1,2}\.")
#: A time of day behind the day: the words stay, so that nothing that was typed is lost.
_TIME: Final = re.compile(
    r"^[\s,]*(?:(?:at|around|about|before|by|um|à)\s+)?(?:\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|h|uhr|o['’]clock)|\d{1,2}:\d{2}|noon|midday|lunch(?:time)?"
    r"|morning|afternoon|evening|night)\b",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(r"(?:[\s,.;!)\]]|\b(?:at the )?latest\b)+$", re.IGNORECASE)
_GAP: Final = "([–—- \t\r\n,;"
_WORD: Final = re.compile(r"\S+")
_EDGES: Final = " \t\r\n,;:–—-"


def from_line(line: str, read_day: ReadDay, manager_name: str = "") -> Promise:
    """Read whose promise a line is, what is promised, and when it is due; without an owner it is mine.

    `read_day` reads a day as people type it in the user's language, and gives None where it is none. Raises BadInput for
    a line without a promise.
    """
    text = _BULLET.sub("", line, count=1)
    number = _NUMBER.match(text)
    owner, rest = _owner_of(text[number.end() :] if number else text, manager_name)
    if number and rest == text[number.end() :]:
        rest = text  # no list with owners: the number is a word of it, or of its day
    what, due = _due_of(rest, read_day)
    again, bare = _owner_of(what.strip(_EDGES), manager_name)  # `by Friday I will …`
    if due and bare.strip(_EDGES) and bare.strip() != what.strip() and rest == text:
        owner, what = again, bare
    what = what.strip().rstrip(",;").rstrip()
    if due is not None:
        what = what.strip(_EDGES)
    if not what:
        raise BadInput(_("Say what was promised, such as `me: draft the plan by Friday`."))
    return Promise(owner, what[:1].upper() + what[1:], due)


# ------------------------------------------------------------------------------------------------ the owner


def _owner_of(line: str, manager_name: str) -> tuple[str, str]:
    mine = {"me", "i", "mine", "myself", _("me").lower()}
    theirs = _names_of(manager_name)
    found = _OWNER.match(line.lstrip())
    who = found["who"].strip().lower() if found else ""
    if found and who in mine | theirs:
        return ("manager" if who in theirs else "me"), _without_will(found["rest"])
    spoken = _I.match(line.lstrip())
    if spoken:
        return "me", spoken["rest"]
    told = _told(line.strip(), theirs)
    if told is not None:
        return "manager", told
    me = re.match(r"(?:me|myself)\s+to\s+(?=\S)", line.lstrip(), re.IGNORECASE)
    if me:
        return "me", line.lstrip()[me.end() :]
    behind = _OWNER_BEHIND.search(line, max(0, len(line) - LOOKED_AT))
    last = (behind["in"] or behind["by"]).strip().lower() if behind else ""
    if behind and last in mine | theirs:
        return ("manager" if last in theirs else "me"), line[: behind.start()].rstrip()
    return "me", line


def _names_of(manager_name: str) -> set[str]:
    name = manager_name.strip().lower()
    parts = name.split()
    plain = {"manager", "my manager", "the manager", "boss", "my boss", "the boss", _("manager").lower()}
    return (plain | {name, *parts[:1], *([parts[-1]] if len(parts[-1:]) and len(parts[-1]) > 1 else [])}) - {""}


def _told(line: str, theirs: set[str]) -> str | None:
    """What is left of `Priya will send it`, `she’ll send it`, `Priya sends it`; None where it is not theirs."""
    spoken = _THEY.match(line)
    if spoken:
        return spoken["rest"]
    lowered = line.lower()
    for name in sorted(theirs, key=len, reverse=True):
        rest = line[len(name) :]
        if not lowered.startswith(name) or len(lowered) != len(line) or not re.match(r"[\s'’]", rest):
            continue
        will = re.match(_WILL, rest, re.IGNORECASE) or re.match(r"['’]s going to\s+", rest, re.IGNORECASE)
        if will and rest[will.end() :].strip():
            return rest[will.end() :]
        does = re.match(rf"\s+(?=[a-z]{{2,}}[^s\s]s\s+\S)(?!{_NO_DOING}\b)", rest)
        if does:
            return rest[does.end() :]
    return None


def _without_will(rest: str) -> str:
    """`me: I will draft it` says the owner twice."""
    spoken = _I.match(rest) or _THEY.match(rest)
    return spoken["rest"] if spoken else rest


# ---------------------------------------------------------------------------------------------- the due day


def _due_of(text: str, read_day: ReadDay) -> tuple[str, date | None]:
    """What is promised without the words of its day, and that day; the whole text where none is said."""
    for find in (_at_the_end, _inside, _in_front):
        found = find(text, read_day)
        if found and found[0].strip(_EDGES):
            return found
    return text, None


def _at_the_end(text: str, read_day: ReadDay) -> tuple[str, date] | None:
    """The longest run of last words that is a day: after a `by`, or by itself where it cannot be anything else."""
    end = len(_TAIL.sub("", text[-LOOKED_AT:])) + max(0, len(text) - LOOKED_AT)
    words = [(found.start(), found.group()) for found in _WORD.finditer(text, max(0, end - LOOKED_AT), end)]
    keeps_point = text[end : end + 1] == "."
    for start, _first in words[-MOST_WORDS:]:
        tail = text[start:end].lstrip("([–—-")
        before = text[:start]
        by = _BY.match(tail)
        if by and not _NOT_BEFORE.search(f"{before}{by['by']}"):
            day = _read_after(by["by"], tail[by.end() :].strip(" :"), read_day, keeps_point=keeps_point)
        else:
            day = _read_bare(tail, before, read_day)
        if day:
            return _left(before), day
    return None


def _left(before: str) -> str:
    return before.rstrip(_GAP)


def _read_after(by: str, words: str, read_day: ReadDay, *, keeps_point: bool = False) -> date | None:
    """A day after a `by`; `in` and `within` belong to it, and a bare month means its beginning or, after `in`, its end."""
    by = by.casefold()
    if len(words.split()) > MOST_WORDS or _BY.fullmatch(words):
        return None
    if by in _SPANS:
        return read_day(f"{by} {words}") or (
            read_day(f"end of {words}") if by == "in" and words[:1].isupper() else None
        )
    day = read_day(words) or (read_day(words + ".") if keeps_point else None)
    if day or by in ("on", "le", "el", "il", "am"):
        return day
    is_month = words[:1].isupper() or words not in _OTHER_WORDS
    return read_day(f"1 {words}") if is_month and " " not in words and words.isalpha() else None


def _read_bare(tail: str, before: str, read_day: ReadDay) -> date | None:
    """Words without a `by`: only what is a day beyond doubt, and is not what the words before it are about."""
    is_wordy = _SMALL.search(tail) is not None or _WITH_YEAR.fullmatch(tail) is not None
    if (
        not is_wordy
        or _NOT_BEFORE.search(before)
        or tail.rsplit(maxsplit=1)[-1] in _OTHER_WORDS
        or not before.strip()
        or _BY.match(tail)
    ):
        return None
    is_parted = before.rstrip().endswith((",", ":", "-", "–", "—", "("))
    last = before.rsplit(maxsplit=1)[-1].casefold()
    is_about = last in _NOT_DUE_AFTER or last.endswith(("'s", "’s", "s'", "s’"))
    return None if is_about and not is_parted else read_day(tail)


def _inside(text: str, read_day: ReadDay) -> tuple[str, date] | None:
    """A `by` with its day amid the words: the last one; a time of day behind it keeps the words in their place."""
    if len(text) > 4 * LOOKED_AT:
        return None
    for by in list(_BY.finditer(text))[: -MOST_TRIES - 1 : -1]:
        found = _day_behind(text, by, read_day)
        if found is None or (by["by"].casefold() in _SPANS and _GOES_ON.match(text[found[0] :])):
            continue
        end, day = found
        if _TIME.match(text[end:]):
            return text, day
        before, after = _left(text[: by.start()]), text[end:].lstrip(" ,;)]")
        return (
            f"{before} {after}".strip() if not text[end:].lstrip().startswith((".", "!")) else before + text[end:]
        ), day
    return _time_at_the_end(text, read_day)


def _day_behind(text: str, by: "re.Match[str]", read_day: ReadDay) -> tuple[int, date] | None:
    """Where the longest day after a `by` ends, and the day."""
    words = list(_WORD.finditer(text, by.end(), min(len(text), by.end() + LOOKED_AT)))[:MOST_WORDS]
    for last in reversed(words):
        said = text[by.end() : last.end()].strip(" :")
        bare = said.rstrip(".,;:!)]")
        day = _read_after(by["by"], bare, read_day, keeps_point=said != bare)
        if day and not (by["by"].casefold() in ("on", "in") and bare.casefold() in _OTHER_WORDS and bare.islower()):
            return last.end() - (len(said) - len(bare)), day
    return None


def _time_at_the_end(text: str, read_day: ReadDay) -> tuple[str, date] | None:
    """`tomorrow morning`, `Friday 10am`: due that day, in the words that were typed."""
    words = list(_WORD.finditer(text, max(0, len(text) - LOOKED_AT)))[-MOST_WORDS:]
    for number, first in enumerate(words[:-1]):
        for last in words[number : number + 3]:
            day = _read_bare(text[first.start() : last.end()], text[: first.start()], read_day)
            if day and _TIME.match(text[last.end() :]):
                return text, day
    return None


def _in_front(text: str, read_day: ReadDay) -> tuple[str, date] | None:
    """`By Friday: send it`, `tomorrow I call her`."""
    start = len(text) - len(text.lstrip())
    by = _BY.match(text, start)
    words = list(_WORD.finditer(text, by.end() if by else start, start + LOOKED_AT))[:MOST_WORDS]
    for last in reversed(words):
        said = text[by.end() if by else start : last.end()].lstrip(" :")
        bare = said.rstrip(",:;–—-")
        rest = text[last.end() :].lstrip(" ,:;–—-")
        is_parted = said != bare or _I.match(rest) or text[last.end() :].lstrip().startswith(("-", "–", "—", ":", ","))
        day = _read_after(by["by"], bare, read_day) if by else (read_day(bare) if is_parted else None)
        if day and rest and (is_parted or by):
            return rest, day
    return None
