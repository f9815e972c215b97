"""From approved lines and figures to the finished paper's contents: the one door out of the journal.

What passes here is the approved lines of the period, and the number of my own promises kept, or of a goal's steps, by
month. Nothing else of the journal is read for a paper.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from sqlalchemy import or_
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices import commitments, evidence, managers
from journal.sharing import labels, lines
from journal.sharing.choices import KEPT_BY_MONTH, Choices
from journal.sharing.document import MonthChart, MonthFigure, SummaryDocument, compose
from journal.store.tables import Commitment, ShareableLine
from journal.text import SECTIONS, _, day_range

MOST_MONTHS: Final = 12
#: A month: its year, and its number from 1 on.
Month = tuple[int, int]
_NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Collected:
    """What a summary says, the approved lines that are in it, its period, and which manager it is for."""

    document: SummaryDocument
    lines: list[ShareableLine]
    first: date
    last: date
    manager_id: str


def collect(
    session: Session, chosen: Choices, *, manager_id: str = "", words: Mapping[str, str] = _NO_WORDS
) -> Collected:
    """The contents of the paper of a period, for the current manager unless another is named.

    `words` are those of approved lines as they are being typed, by the lines' UUIDs: for the preview alone. Raises BadInput
    when no line is approved, or none is left of it.
    """
    manager_id = manager_id or managers.current(session).id
    first, last = chosen.first, chosen.last
    found = [
        each for each in lines.approved(session, first, last, manager_id=manager_id) if each.section not in chosen.off
    ]
    told = labels.labels(chosen.language)
    if not any(line.section in SECTIONS for line in found):
        raise BadInput(
            _("No line is approved for {period}. Tick what you want to share, and write its line.").format(
                period=day_range(first, last)
            )
        )
    document = compose(
        told["title"],
        told.period(first, last),
        [(line.section, words.get(line.id, line.text)) for line in found],
        headings=told.sections(),
        chart=_chart(session, chosen, found, manager_id),
        page=chosen.page,
        design=chosen.design,
        language=chosen.language,
        most_pages=chosen.pages,
        page_words=told["page"],
    )
    if not document.sections:
        raise BadInput(_("Nothing is left to print of these lines: write their words."))
    return Collected(document, found, first, last, manager_id)


def _chart(session: Session, chosen: Choices, found: Sequence[ShareableLine], manager_id: str) -> MonthChart | None:
    """The chart that was ticked, where it has anything to show; a goal's only beside its approved line, whose words name it."""
    told = labels.labels(chosen.language)
    if chosen.chart == KEPT_BY_MONTH:
        figures = kept_by_month(session, chosen.first, chosen.last, manager_id=manager_id)
        if not any(any(each) for _month_of, each in figures):
            return None
        months = tuple(MonthFigure(told.month(month[1]), each) for month, each in figures)
        return MonthChart(months, told["kept_by_month"], (told["kept"], told["made"]))
    kind, _colon, goal_id = chosen.chart.partition(":")
    about = [line for line in found if line.source_kind == "goal" and line.source_id == goal_id]
    if kind != "goal" or not about:
        return None
    steps = steps_by_month(session, goal_id, chosen.first, chosen.last)
    if not any(number for _month_of, number in steps):
        return None
    months = tuple(MonthFigure(told.month(month[1]), (number,)) for month, number in steps)
    return MonthChart(months, told["goal_by_month"], (told["steps"],), after=about[0].section, about=about[0].text)


def kept_by_month(
    session: Session, first: date, last: date, *, manager_id: str = ""
) -> list[tuple[Month, tuple[int, int]]]:
    """How many of my own promises were kept and made in each month of the period, at most the last twelve months.

    They are those to the current manager unless another is named.
    """
    made_then, closed_then = Commitment.made_on.between(first, last), Commitment.closed_on.between(first, last)
    to_them = Commitment.manager_id == (manager_id or managers.current(session).id)
    mine = session.scalars(commitments.live().where(Commitment.owner == "me", to_them, or_(made_then, closed_then)))
    made: Counter[Month] = Counter()
    kept: Counter[Month] = Counter()
    for each in mine:
        made[_month(each.made_on)] += first <= each.made_on <= last
        if each.status == "kept" and each.closed_on:
            kept[_month(each.closed_on)] += first <= each.closed_on <= last
    return [(month, (kept[month], made[month])) for month in _months(first, last)[-MOST_MONTHS:]]


def steps_by_month(session: Session, goal_id: str, first: date, last: date) -> list[tuple[Month, int]]:
    """How many entries stand as evidence for a goal in each month of the period, at most the last twelve months."""
    found = Counter(_month(each.day) for each in evidence.of(session, "goal_id", goal_id) if first <= each.day <= last)
    return [(month, found[month]) for month in _months(first, last)[-MOST_MONTHS:]]


def _month(day: date) -> Month:
    return day.year, day.month


def _months(first: date, last: date) -> list[Month]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [(number // 12, number % 12 + 1) for number in numbers]
