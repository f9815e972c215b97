"""The whole way of a summary: collect, draw, check for leaks, save, keep the receipt. Window and command line both go it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from journal.practices import managers
from journal.sharing import receipts
from journal.sharing.collect import collect
from journal.sharing.document import PageSize, SummaryDocument
from journal.store.tables import Receipt, ShareableLine


@dataclass(frozen=True)
class Paper:
    """A summary that was drawn and checked: what it says, its bytes, and the lines that are in it."""

    document: SummaryDocument
    data: bytes
    lines: list[ShareableLine]
    first: date
    last: date
    manager_id: str


def draw(document: SummaryDocument) -> bytes:
    """The PDF of a document, checked for leaks. Raises BadInput when it cannot be drawn, LeakFound when it must not be."""
    from journal.sharing import leak_check, pdf

    data = pdf.render(document)
    leak_check.verify(data, document)
    return data


def make(session: Session, first: date, last: date, *, page: PageSize = "A4", chart: bool = False) -> Paper:
    """The summary of a period, in memory. Raises BadInput, LeakFound."""
    document, found = collect(session, first, last, page=page, chart=chart)
    return Paper(document, draw(document), found, first, last, managers.current(session).id)


def hand_over(session: Session, paper: Paper, target: Path) -> Receipt:
    """Save a paper as a file and keep its receipt: both, or neither.

    Raises BadInput when the target cannot be written.
    """
    from journal.sharing import saving

    receipt = receipts.keep(
        session, paper.document, paper.data, paper.lines, paper.first, paper.last, manager_id=paper.manager_id
    )
    saving.save_pdf(paper.data, target)
    return receipt
