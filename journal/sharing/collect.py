"""From approved lines and figures to the finished paper's contents: the one door out of the journal.

What passes here is the approved lines of the period, or of the page to discuss, the manager's name where it is wanted, and
the number of my own promises kept by month. Nothing else of the journal is read for a paper.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import or_
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices import agreement, commitments, managers
from journal.sharing import lines, papers
from journal.sharing.document import MonthFigure, PageSize, SummaryDocument, compose
from journal.store import records
from journal.store.tables import Commitment, Manager, ShareableLine
from journal.text import TOPICS, _, day_range, month_name

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


def collect(
    session: Session,
    first: date,
    last: date,
    *,
    page: PageSize = "A4",
    chart: bool = False,
    manager_id: str = "",
) -> Collected:
    """The contents of the paper of a period, for the current manager unless another is named.

    Raises BadInput when no line is approved.
    """
    manager_id = manager_id or managers.current(session).id
    found = lines.approved(session, first, last, manager_id=manager_id)
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
        months=kept_by_month(session, first, last, manager_id=manager_id) if chart else (),
        page=page,
    )
    return Collected(document, found, first, last, manager_id)


def collect_agreement(session: Session, manager_id: str, day: date, *, page: PageSize = "A4") -> Collected:
    """The page to discuss with a manager: its approved lines alone, under their topics.

    Raises BadInput when no line is approved.
    """
    found = [line for line in lines.of_agreement(session, manager_id) if line.withdrawn_at is None]
    topics = {each.id: each.topic for each in agreement.statements(session, manager_id)}
    order = list(TOPICS)
    found = sorted(
        (line for line in found if line.source_id in topics), key=lambda line: order.index(topics[line.source_id or ""])
    )
    if not found:
        raise BadInput(_("No line is approved for this page yet. Tick what you want to discuss, and write its line."))
    name = records.get(session, Manager, manager_id).name
    headed = [(TOPICS[topics[line.source_id or ""]][1], line.text) for line in found]
    document = papers.agreement(headed, name, day, page=page)
    return Collected(document, found, day, day, manager_id)


def kept_by_month(session: Session, first: date, last: date, *, manager_id: str = "") -> list[MonthFigure]:
    """How many of my own promises were made and kept in each month of the period, at most the last twelve months.

    They are those to the current manager unless another is named.
    """
    made_then, closed_then = Commitment.made_on.between(first, last), Commitment.closed_on.between(first, last)
    to_them = Commitment.manager_id == (manager_id or managers.current(session).id)
    mine = session.scalars(commitments.live().where(Commitment.owner == "me", to_them, or_(made_then, closed_then)))
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
