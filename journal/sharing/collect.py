"""From approved lines and figures to the finished paper's contents: the one door out of the journal.

What passes here is the approved lines of the period, the manager's name where it is wanted, and the number of my own
promises kept by month. Nothing else of the journal is read for a paper.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices import commitments, managers
from journal.sharing import lines
from journal.sharing.document import MonthFigure, PageSize, SummaryDocument, compose
from journal.store.tables import ShareableLine
from journal.text import _, day_range, month_name


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
    """How many of my own promises were made and kept in each month of the period, at most the last twelve."""
    mine = [made for made in commitments.ledger(session) if made.owner == "me"]
    months: list[MonthFigure] = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        kept = sum(
            made.status == "kept"
            and made.closed_on is not None
            and (made.closed_on.year, made.closed_on.month) == (year, month)
            for made in mine
        )
        begun = sum((made.made_on.year, made.made_on.month) == (year, month) for made in mine)
        months.append(MonthFigure(month_name(month)[:3], kept, begun))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return months[-12:]
