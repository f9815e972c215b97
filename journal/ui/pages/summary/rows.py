"""How the candidates of a period stand in the list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from journal.sharing.choices import KEPT_BY_MONTH
from journal.sharing.lines import ON_THE_PAGE, SENTENCES, Candidate
from journal.sharing.receipts import Shared
from journal.text import LINE_SECTIONS, _, first_line
from journal.ui.models.rows import Row
from journal.ui.widgets.dates import near_day

CHART: Final = "chart:"
_HEADINGS: Final = {**LINE_SECTIONS, "closing": _("At the end")}


@dataclass(frozen=True)
class CandidateRow(Row):
    """A row with the section it is of, its line if that is ticked, and everything that the filter looks through.

    `is_off`: the section is left out of the page; `is_own`: the line is about no note, and may go under any heading.
    """

    part: str = ""
    line_id: str = ""
    words: str = ""
    is_off: bool = False
    is_own: bool = False


def rows_of(
    found: Sequence[Candidate], shared: Mapping[str, Shared], today: date, off: Iterable[str] = ()
) -> list[CandidateRow]:
    """A row a candidate, without headings."""
    left_out = frozenset(off)
    return [_row(each, shared, today, is_off=each.section in left_out) for each in found]


def with_charts(
    rows: Sequence[CandidateRow], found: Sequence[Candidate], chart: str, *, has_kept: bool
) -> list[CandidateRow]:
    """The charts stand as candidates like any other: of the commitments after them, of a goal after its approved line.

    `chart` is the one that is ticked; `has_kept` whether there is anything in the one of the commitments.
    """
    goals = {each.key: each for each in found if each.is_ticked and each.source.kind == "goal" and each.steps}
    charted: list[CandidateRow] = []
    for row in rows:
        charted.append(row)
        if row.id in goals:
            words = goals[row.id].line
            title = _("Chart: steps towards “{goal}”").format(goal=words.text if words else "")
            charted.append(_chart(f"goal:{goals[row.id].source.id}", title, chart, row))
    if has_kept:
        order = ON_THE_PAGE.index("commitments")
        at = sum(ON_THE_PAGE.index(row.part) <= order for row in charted)
        beside = CandidateRow("", "", part="commitments", is_off=any(r.is_off for r in rows if r.part == "commitments"))
        charted.insert(at, _chart(KEPT_BY_MONTH, _("Chart: your commitments kept, by month"), chart, beside))
    return charted


def _chart(which: str, title: str, chart: str, beside: CandidateRow) -> CandidateRow:
    ticked = chart == which
    second = _("figures only") if ticked else _("not shared")
    tone = "" if ticked and not beside.is_off else "muted"
    row = CandidateRow(CHART + which, title, second, tone=tone, ticked=ticked, part=beside.part)
    return replace(row, is_off=beside.is_off, words=title.casefold())


def filtered(rows: Sequence[CandidateRow], words: str) -> list[CandidateRow]:
    """The rows that hold each of these words anywhere: in the line, in what it is about, in how it stands."""
    wanted = words.casefold().split()
    return [row for row in rows if all(word in row.words for word in wanted)]


def with_headings(rows: Sequence[CandidateRow]) -> list[CandidateRow]:
    """Only the first row of a section carries its heading; the sentence before all needs none."""
    headed: list[CandidateRow] = []
    for number, row in enumerate(rows):
        is_first = row.part != "opening" and (not number or rows[number - 1].part != row.part)
        headed.append(replace(row, section=_HEADINGS[row.part] if is_first else ""))
    return headed


def about(candidate: Candidate) -> str:
    """What a candidate is about, in the user's own private words where there are any."""
    words = first_line(candidate.about)
    if words:
        return words
    if candidate.section in SENTENCES:
        return LINE_SECTIONS[candidate.section]
    if candidate.source.id is None:
        return _("a line of your own")
    return _("its note has no words yet") if candidate.line is None else _("its note has changed or is gone")


def _row(candidate: Candidate, shared: Mapping[str, Shared], today: date, *, is_off: bool) -> CandidateRow:
    line, ticked, private = candidate.line, candidate.is_ticked, about(candidate)
    title = line.text if line and (ticked or not candidate.about) else private
    second = _second(candidate, shared, today, title)
    row = CandidateRow(
        candidate.key,
        title[:1].upper() + title[1:],
        " · ".join([_("left out"), second] if is_off and ticked else [second]),
        "" if candidate.section in SENTENCES else near_day(candidate.source.day, today),
        tone="" if ticked and not is_off else "muted",
        ticked=ticked,
        part=candidate.section,
    )
    searched = (row.title, row.second, candidate.about, candidate.wording, line.text if line else "")
    return replace(
        row,
        line_id=line.id if line and ticked else "",
        words="\n".join(searched).casefold(),
        is_off=is_off,
        is_own=candidate.source.id is None and candidate.section not in SENTENCES,
    )


def _second(candidate: Candidate, shared: Mapping[str, Shared], today: date, title: str) -> str:
    line, private = candidate.line, about(candidate)
    given = _given(candidate, shared, today)
    state = [given]
    if not candidate.is_ticked:
        is_taken_out = line is not None and line.id in shared
        state.append(_("taken out") if is_taken_out else _("draft, not shared") if line else "")
        if line is None and not given:
            state.append(_("not written yet") if candidate.section in SENTENCES else _("not shared"))
    elif private != title:
        state.append(private)
    state.append(candidate.note)
    return " · ".join(each for each in state if each)


def _given(candidate: Candidate, shared: Mapping[str, Shared], today: date) -> str:
    """When it was handed over, in this period or before it, and whether its words are others since."""
    line, earlier = candidate.line, shared.get(candidate.earlier)
    if line and line.id in shared:
        told = shared[line.id]
        said = _("shared {day}") if told.text == line.text else _("changed since {day}")
        return said.format(day=near_day(told.day, today))
    if earlier is None:
        return ""
    is_changed = candidate.is_ticked and line is not None and line.text != earlier.text
    said = _("changed since {day}") if is_changed else _("shared before, {day}")
    return said.format(day=near_day(earlier.day, today))
