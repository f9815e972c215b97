"""Receipts: who got which lines when. They answer what the manager already knows from me."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.sharing.collect import Collected
from journal.store.tables import Receipt
from journal.store.tables.base import now


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


def kept(session: Session) -> list[Receipt]:
    """All receipts, the latest first."""
    return list(session.scalars(select(Receipt).where(Receipt.deleted_at.is_(None)).order_by(Receipt.made_at.desc())))


def shared_when(session: Session) -> dict[str, str]:
    """The moment at which each line was handed over for the first time, by the line's UUID."""
    first: dict[str, str] = {}
    for receipt in reversed(kept(session)):
        for line in receipt.lines:
            first.setdefault(line["id"], receipt.made_at)
    return first
