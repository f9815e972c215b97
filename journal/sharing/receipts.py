"""Receipts: who got which lines when. They answer what the manager already knows from me."""

import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.sharing.collect import Collected
from journal.store import history, records
from journal.store.tables import Receipt, ReceiptFile, ShareableLine
from journal.store.tables.base import now
from journal.text import SECTIONS, _


@dataclass(frozen=True)
class Shared:
    """The day on which a line was handed over, and its words as they were then."""

    day: date
    text: str


#: How a line stands today beside what was handed over.
State = Literal["as shared", "changed", "withdrawn", "gone"]


@dataclass(frozen=True)
class KnownLine:
    """A line as it was handed over, on which days (the latest first), how it stands today, and by which receipts.

    `now` are its words today where they are others.
    """

    text: str
    section: str
    days: tuple[date, ...]
    state: State
    now: str
    receipt_ids: tuple[str, ...]


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
    session.add(ReceiptFile(receipt_id=receipt.id, data=b64encode(data).decode("ascii")))
    session.flush()
    return receipt


def data_of(session: Session, receipt_id: str) -> bytes | None:
    """The very bytes that were handed over; None for a receipt of a time when they were not kept.

    Raises BadInput when what is kept is not what was handed over.
    """
    receipt = records.get(session, Receipt, receipt_id)
    found = session.scalar(select(ReceiptFile.data).where(ReceiptFile.receipt_id == receipt_id).limit(1))
    if found is None:
        return None
    try:
        data = b64decode(found, validate=True)
    except ValueError:
        data = b""
    if hashlib.sha256(data).hexdigest() != receipt.sha256:
        raise BadInput(_("The paper that was kept with this receipt is damaged. Bring it back from a backup."))
    return data


def with_data(session: Session) -> frozenset[str]:
    """The UUIDs of the receipts whose papers' bytes are kept."""
    return frozenset(session.scalars(select(ReceiptFile.receipt_id)))


def take_back(session: Session, receipt_id: str) -> None:
    """Forget a receipt whose paper never came to be."""
    history.delete_for_good(session, records.get(session, Receipt, receipt_id))


def known(session: Session, words: str = "", *, manager_id: str = "") -> list[KnownLine]:
    """What a manager already knows from me: every line that was handed over, the latest first; with `words`, those that hold all.

    A line counts once however often it was handed over in the same words, and again for words that it had before.
    """
    now_lines = {line.id: line for line in session.scalars(select(ShareableLine))}
    found: dict[tuple[str, str], list[Receipt]] = {}
    sections: dict[tuple[str, str], str] = {}
    for receipt in kept(session, manager_id=manager_id):
        for line in receipt.lines:
            found.setdefault((line["id"], line["text"]), []).append(receipt)
            sections.setdefault((line["id"], line["text"]), line["section"])
    wanted = words.casefold().split()
    return [
        _known(now_lines.get(key[0]), key[1], sections[key], with_it)
        for key, with_it in found.items()
        if all(word in key[1].casefold() for word in wanted)
    ]


def _known(line: ShareableLine | None, text: str, section: str, with_it: list[Receipt]) -> KnownLine:
    state: State = "as shared"
    if line is None or line.deleted_at is not None:
        state = "gone"
    elif line.withdrawn_at is not None:
        state = "withdrawn"
    elif line.text != text:
        state = "changed"
    now_says = line.text if line and state == "changed" else ""
    days = tuple(_day(receipt) for receipt in with_it)
    return KnownLine(text, section, days, state, now_says, tuple(receipt.id for receipt in with_it))


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

    Of every manager's summaries, or of one's alone; a page to discuss tells of no days, and a later summary of earlier days
    takes none back.
    """
    made = (each for each in kept(session, manager_id=manager_id) if _is_summary(each))
    told = max((min(each.period_to, _day(each)) for each in made), default=None)
    if told is None or told >= today:
        return None
    return told + timedelta(days=1)


def _is_summary(receipt: Receipt) -> bool:
    return any(line["section"] in SECTIONS for line in receipt.lines)


def _day(receipt: Receipt) -> date:
    return datetime.fromisoformat(receipt.made_at).astimezone().date()
