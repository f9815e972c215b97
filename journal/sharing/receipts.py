"""Receipts: who got which lines when. They answer what the manager already knows from me."""

import hashlib
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.sharing.document import SummaryDocument
from journal.store.tables import Receipt, ShareableLine
from journal.store.tables.base import now


def keep(
    session: Session,
    document: SummaryDocument,
    data: bytes,
    shared: list[ShareableLine],
    first: date,
    last: date,
    *,
    manager_id: str,
) -> Receipt:
    """Write down that this paper, with these lines, was made for the manager."""
    receipt = Receipt(
        made_at=now(),
        period_from=first,
        period_to=last,
        title=document.title,
        lines=[{"id": line.id, "section": line.section, "text": line.text} for line in shared],
        sha256=hashlib.sha256(data).hexdigest(),
        manager_id=manager_id,
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
