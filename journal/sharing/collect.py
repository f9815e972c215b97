"""From approved lines and figures to the finished paper's contents: the one door out of the journal.

What passes here is the approved lines of the period, the manager's name where it is wanted, and the number of my own
promises kept by month. Nothing else of the journal is read for a paper.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import or_
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices import commitments, managers
from journal.sharing import lines
from journal.sharing.document import MonthFigure, PageSize, SummaryDocument, compose
from journal.store.tables import Commitment, ShareableLine
from journal.text import _, day_range, month_name

MOST_MONTHS: Final = 12
_Month = tuple[int, int]


@dataclass(frozen=True)
class Collected:
    """What a summary says, the approved lines that are in it, its period, and which manager it is for."""

    document: SummaryDocument
    lines: list[ShareableLine]
    first: date
    last: date
    manager_id: str


def collect(session: Session, first: date, last: date, *, page: PageSize = "A4", chart: bool = False) -> Collected:
    """The contents of the paper of a period. Raises BadInput when no line is approved."""
    found = lines.approved(session, first, last)
    if not found:
        raise BadInput(
            _("No line is approved for {period}. Tick what you want to share, and write its line.").format(
                period=day_range(first, last)
            )
        )
    document = compose(
        _("Progress summary"),
        day_range(first, last),
        [(line.section, line.text) for line in found],
        months=kept_by_month(session, first, last) if chart else (),
        page=page,
    )
    return Collected(document, found, first, last, managers.current(session).id)


def kept_by_month(session: Session, first: date, last: date) -> list[MonthFigure]:
    """How many of my own promises were made and kept in each month of the period, at most the last twelve months."""
    made_then, closed_then = Commitment.made_on.between(first, last), Commitment.closed_on.between(first, last)
    mine = session.scalars(commitments.live().where(Commitment.owner == "me", or_(made_then, closed_then)))
    made: Counter[_Month] = Counter()
    kept: Counter[_Month] = Counter()
    for each in mine:
        made[_month(each.made_on)] += first <= each.made_on <= last
        if each.status == "kept" and each.closed_on:
            kept[_month(each.closed_on)] += first <= each.closed_on <= last
    return [
        MonthFigure(month_name(month[1])[:3], kept[month], made[month]) for month in _months(first, last)[-MOST_MONTHS:]
    ]


def _month(day: date) -> _Month:
    return day.year, day.month


def _months(first: date, last: date) -> list[_Month]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [(number // 12, number % 12 + 1) for number in numbers]
