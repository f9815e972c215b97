"""From what was collected to a file in the manager's hands: draw, check for leaks, save, keep the receipt.

The window and the command line both go this way, and there is no other.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from journal.sharing import receipts
from journal.sharing.collect import Collected
from journal.store.tables import Receipt


@dataclass(frozen=True)
class Paper:
    """A summary that was drawn and checked: what it says, and the bytes of its PDF."""

    content: Collected
    data: bytes


def draw(content: Collected) -> Paper:
    """The paper of what was collected. Needs no session: it takes longer than one may last.

    Raises BadInput when it cannot be drawn, LeakFound when it must not leave.
    """
    from journal.sharing import leak_check, pdf  # reportlab and pypdf: only where a paper is made

    data = pdf.render(content.document)
    leak_check.verify(data, content.document)
    return Paper(content, data)


def hand_over(session: Session, paper: Paper, target: Path) -> Receipt:
    """Save a paper as a file and keep its receipt: both, or neither.

    Raises BadInput when the target cannot be written, and DiskFull.
    """
    from journal.sharing import saving

    receipt = receipts.keep(session, paper.content, paper.data)
    saving.save_pdf(paper.data, target)
    return receipt
