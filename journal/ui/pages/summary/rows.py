"""How the candidates of a period stand in the list."""

from dataclasses import replace
from datetime import date
from typing import Final

from journal.sharing.lines import Candidate
from journal.sharing.receipts import Shared
from journal.text import SECTIONS, _, first_line
from journal.ui.models.rows import Row
from journal.ui.widgets.dates import near_day

CHART: Final = "chart"


def rows_of(found: list[Candidate], shared: dict[str, Shared], today: date) -> list[Row]:
    """A row a candidate, without headings."""
    return [_row(each, shared, today) for each in found]


def with_chart(rows: list[Row], *, ticked: bool) -> list[Row]:
    """The chart stands as a candidate like any other, after the commitments."""
    order = list(SECTIONS)
    place = sum(order.index(row.section) <= order.index("commitments") for row in rows)
    chart = Row(
        CHART,
        _("Chart: your commitments kept, by month"),
        _("figures only") if ticked else _("not shared"),
        section="commitments",
        tone="" if ticked else "muted",
        ticked=ticked,
    )
    return [*rows[:place], chart, *rows[place:]]


def with_headings(rows: list[Row]) -> list[Row]:
    """Only the first row of a section carries its heading."""
    return [
        replace(row, section="" if number and rows[number - 1].section == row.section else SECTIONS[row.section])
        for number, row in enumerate(rows)
    ]


def about(candidate: Candidate) -> str:
    """What a candidate is about, in the user's own private words where there are any."""
    words = first_line(candidate.about)
    if words:
        return words
    if candidate.source.id is None:
        return _("a line of your own")
    return _("its note has no words yet") if candidate.line is None else _("its note has changed or is gone")


def _row(candidate: Candidate, shared: dict[str, Shared], today: date) -> Row:
    line = candidate.line
    ticked = candidate.is_ticked
    private = about(candidate)
    title = line.text if line and (ticked or not candidate.about) else private
    state = [_given(shared[line.id], line.text, today) if line and line.id in shared else ""]
    if not ticked:
        state.append(_("taken out") if state[0] else _("draft, not shared") if line else _("not shared"))
    elif private != title:
        state.append(private)
    state.append(candidate.note)
    return Row(
        candidate.key,
        title[:1].upper() + title[1:],
        " · ".join(each for each in state if each),
        near_day(candidate.source.day, today),
        section=candidate.section,
        tone="" if ticked else "muted",
        ticked=ticked,
    )


def _given(shared: Shared, words: str, today: date) -> str:
    day = near_day(shared.day, today)
    return (_("shared {day}") if shared.text == words else _("changed since {day}")).format(day=day)
