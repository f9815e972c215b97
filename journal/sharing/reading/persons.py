"""Names of third persons in a line: who is named there has not been asked. The role does as well (“a colleague”).

A word with a capital is a name when the journal says so: it stands as somebody from whom a feedback came, or its notes
tell of it as of a person (“Ruth said”), or the line itself does. What a sentence begins with, days, months, departments,
acronyms, words after an article, and whatever the journal also writes small, are none; so the nouns of German are not taken
for people. The manager's own name is left alone.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from journal.sharing.reading.findings import Finding, Line, folded, in_line, word_lists
from journal.text import _, month_name, n_

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENS: Final = re.compile(r"(?:^|[.!?:;•…]\s*|[–—]\s+|\n)[\s“\"„«‘'(]*$")
_SENTENCE: Final = re.compile(r"(?:^|[.!?…]\s+|\n)[\s“\"„«‘'(]*$")
_GLUE: Final = re.compile(r"\s*(?:,|&|,?\s+(?:and|or|und|et|y|e))\s*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_OWNS: Final = re.compile(r"['’]s?(?!\w)")
_SHORTEST: Final = 2
_CLEAR: Final = 2
_WEAK_ONES: Final = 3
_COUNTED: Final = (_("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"))


class Name(NamedTuple):
    """A word that may be a name: where it stands, without what ties it to the next (“Ruth’s” is “Ruth”)."""

    start: int
    end: int
    word: str
    opens: bool


def capitalised(text: str) -> list[Name]:
    """The words of a line that are written as a name is."""
    found: list[Name] = []
    before = ""
    for each in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", each.group())
        if _is_written_as_name(word) and before not in word_lists()["names"]["articles"]:
            opens = _OPENS.search(text, max(0, each.start() - 8), each.start()) is not None
            found.append(Name(each.start(), each.start() + len(word), word, opens))
        before = each.group().lower() if text[each.end() : each.end() + 1].isspace() else ""
    return found


def _is_written_as_name(word: str) -> bool:
    small = word[1:]
    if len(word) < _SHORTEST or not word[:1].isupper() or not (small.islower() or _is_double(word)):
        return False
    return folded(word) not in _others()


def _is_double(word: str) -> bool:
    """Whether it is written as Jean-Luc, O’Neill or McBride are."""
    parts = re.split(r"['’-]|(?<=Mc)|(?<=Mac)", word)
    return all(part[:1].isupper() and (not part[1:] or part[1:].islower()) for part in parts if part)


@cache
def _others() -> frozenset[str]:
    months = (month_name(month) for month in range(1, 13))
    names = word_lists()["names"]
    return frozenset(
        folded(each) for each in (*names["others"], *names["titles"], *word_lists()["figures"]["months"], *months)
    )


def candidates(text: str) -> frozenset[str]:
    """Every word of a line that may be a name, as written."""
    return frozenset(name.word for name in capitalised(text))


def is_person(word: str, texts: Iterable[str]) -> bool:
    """Whether texts of the journal tell of a word as of a person, and neither as of a place nor written small as well.

    One clear sign is enough (“Ruth said”, “told Ruth”), or three that could mean something else (“Ruth … she”, “Ruth’s”),
    or a tag; an article before it, or an “in”, speaks against it.
    """
    small = re.compile(rf"(?<![\w@]){re.escape(word.lower())}(?!\w)")
    seen = re.compile(rf"(?<![\w@-]){re.escape(word)}(?![\w-])")
    tag = re.compile(rf"(?<!\S)@{re.escape(word)}(?!\w)", re.IGNORECASE)
    signs = clear = 0
    as_tag = 0
    for text in texts:
        if small.search(text):
            return False
        found = [_signs(text, each) for each in seen.finditer(text)]
        clear += found.count(_CLEAR)
        signs += sum(found)
        as_tag = as_tag or (_WEAK_ONES if tag.search(text) else 0)
    return signs + as_tag >= (_CLEAR if clear else _WEAK_ONES)


def _signs(text: str, found: re.Match[str]) -> int:
    """How much tells of a person at a place: 2 for a clear sign, 1 for a weak one, less than nothing for a place."""
    cues = _cues()
    start, end = found.span()
    if _is_place(text, start, end):
        return -_CLEAR
    if cues.after.match(text, end) or cues.before.search(text, max(0, start - 60), start):
        return _CLEAR
    return int(cues.weak.match(text, end) is not None)


def _is_place(text: str, start: int, end: int) -> bool:
    """Whether something stands in it; “in Ruth’s hands” does not."""
    is_within = _cues().place.search(text, max(0, start - 12), start) is not None
    return is_within and _OWNS.match(text, end) is None


class _Cues(NamedTuple):
    after: re.Pattern[str]
    before: re.Pattern[str]
    weak: re.Pattern[str]
    place: re.Pattern[str]


@cache
def _cues() -> _Cues:
    names = word_lists()["names"]
    after, before, about, place = (
        "|".join(_spaced(each) for each in names[kind]) for kind in ("after", "before", "about", "place")
    )
    surname = r"(?: [A-ZÀ-ÞŁŽ][\w’'-]+)?"
    return _Cues(
        re.compile(rf"{surname},?\s+(?:{after})(?!\w)"),
        re.compile(rf"(?i:(?<!\w)(?:{before}))\.?\s+(?:[A-ZÀ-ÞŁŽ][\w’'-]+(?:,|\s|&|and|und|et)+)*$"),
        re.compile(rf"['’]s\s+[a-zà-ÿ]|[^.!?;:\n@]{{0,40}}?(?<!\w)(?:{about})(?!\w)"),
        re.compile(rf"(?i:(?<!\w)(?:{place}))\s+$"),
    )


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def check(line: Line, people: Collection[str], own: Collection[str]) -> list[Finding]:
    """The names of a line. `people`: those known from the journal; `own`: the manager's own, and those told before; folded.

    Names that follow each other in one breath are one finding.
    """
    known = [name for name in capitalised(line.text) if folded(name.word) not in own and _counts(line, name, people)]
    whole = _with_surnames(line.text, known)
    return [_finding(line, list(group)) for group in _in_one_breath(line.text, whole)]


def _counts(line: Line, name: Name, people: Collection[str]) -> bool:
    if _is_place(line.text, name.start, name.end):
        return False
    if folded(name.word) in people:
        return True
    cues = _cues()
    is_told = cues.before.search(line.text, max(0, name.start - 60), name.start) is not None
    return is_told or (not name.opens and cues.after.match(line.text, name.end) is not None)


def _with_surnames(text: str, names: Sequence[Name]) -> list[Name]:
    """Title, first name and surname as one; a name's neighbour with a capital belongs to it."""
    around = {name.start: name for name in capitalised(text)}
    found: list[Name] = []
    for name in names:
        if found and name.start < found[-1].end:
            continue
        end = name.end
        while (after := around.get(end + 1)) and text[end] == " ":
            end = after.end
        title = _titles().search(text, max(0, name.start - 12), name.start)
        start = title.start() if title else name.start
        found.append(name._replace(start=start, end=end, word=text[start:end]))
    return found


@cache
def _titles() -> re.Pattern[str]:
    titles = "|".join(re.escape(each) for each in word_lists()["names"]["titles"])
    return re.compile(rf"(?<!\w)(?:{titles})\.?\s+$", re.IGNORECASE)


def _in_one_breath(text: str, names: Sequence[Name]) -> list[list[Name]]:
    groups: list[list[Name]] = []
    for name in names:
        if groups and _GLUE.fullmatch(text, groups[-1][-1].end, name.start):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _finding(line: Line, names: list[Name]) -> Finding:
    start, end = names[0].start, names[-1].end
    role = _role(len(names))
    role = role[:1].upper() + role[1:] if _SENTENCE.search(line.text, max(0, start - 8), start) else role
    offer = line.text[:start] + role + line.text[end:]
    why = n_(
        "It names somebody who has not been asked. Does your manager need the name, or does the role do?",
        "It names people who have not been asked. Does your manager need the names, or do the roles do?",
        len(names),
    )
    return in_line(line, "person", start, end - start, why, offer=offer)


def _role(number: int) -> str:
    if number == 1:
        return _("a colleague")
    count = _COUNTED[number - 2] if number - 2 < len(_COUNTED) else str(number)
    return _("{count} colleagues").format(count=count)
