"""The papers that were handed over, as files beside an export for people: each PDF as it was, under its day."""

import binascii
from base64 import b64decode
from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.exchange.folder import NewFolder
from journal.store.tables import Receipt, ReceiptFile


def write_papers(session: Session, new: NewFolder) -> None:
    """Write every paper of a receipt that is not in the trash into `papers/`; what is no PDF any more is left out."""
    of_day: Counter[str] = Counter()
    kept = select(Receipt.made_at, ReceiptFile.data).join(Receipt, Receipt.id == ReceiptFile.receipt_id)
    kept = kept.where(Receipt.deleted_at.is_(None), ReceiptFile.deleted_at.is_(None))
    for made_at, data in session.execute(kept.order_by(Receipt.made_at, ReceiptFile.id)):
        try:
            paper = b64decode(data, validate=True)
        except binascii.Error:  # it stands in the tables as it is
            continue
        day = made_at[:10]
        of_day[day] += 1
        new.write(f"papers/{day} {of_day[day]}.pdf", paper)
