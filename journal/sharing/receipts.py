"""Receipts: who got which lines when. They answer what the manager already knows from me."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.sharing.collect import Collected
from journal.store import history, records
from journal.store.tables import Receipt
from journal.store.tables.base import now
from journal.text import SECTIONS


@dataclass(frozen=True)
class Shared:
    """The day on which a line was handed over, and its words as they were then."""

    day: date
    text: str


def keep(session: Session, content: Collected, data: bytes) -> Receipt:
    """Write down that this paper, with these lines, was made for the manager."""
    receipt = Receipt(
        made_at=now(),
        period_from=content.first,
        period_to=content.last,
        title=content.document.title,
        lines=[{"id": line.id, "section": line.section, "text": line.text} for line in content.lines],
        sha256=hashlib.sha256(data).hexdigest(),
        manager_id=content.manager_id,
    )
    session.add(receipt)
    session.flush()
    return receipt


def take_back(session: Session, receipt_id: str) -> None:
    """Forget a receipt whose paper never came to be."""
    history.delete_for_good(session, records.get(session, Receipt, receipt_id))


def kept(session: Session, *, manager_id: str = "") -> list[Receipt]:
    """All receipts, or those of what one manager got, the latest first."""
    wanted = select(Receipt).where(Receipt.deleted_at.is_(None)).order_by(Receipt.made_at.desc())
    return list(session.scalars(wanted.where(Receipt.manager_id == manager_id) if manager_id else wanted))


def shared(session: Session, *, manager_id: str = "") -> dict[str, Shared]:
    """When each line was handed over last, and in which words, by the line's UUID."""
    found: dict[str, Shared] = {}
    for receipt in kept(session, manager_id=manager_id):
        for line in receipt.lines:
            found.setdefault(line["id"], Shared(_day(receipt), line["text"]))
    return found


def since_the_last(session: Session, today: date, *, manager_id: str = "") -> date | None:
    """The first day of which no summary tells yet; None before the first summary, or when the last goes up to today.

    Of every manager's summaries, or of one's alone; a page to discuss tells of no days.
    """
    made = [each for each in kept(session, manager_id=manager_id) if _is_summary(each)]
    if not made:
        return None
    after = min(made[0].period_to, _day(made[0])) + timedelta(days=1)
    return after if after <= today else None


def _is_summary(receipt: Receipt) -> bool:
    return any(line["section"] in SECTIONS for line in receipt.lines)


def _day(receipt: Receipt) -> date:
    return datetime.fromisoformat(receipt.made_at).astimezone().date()
