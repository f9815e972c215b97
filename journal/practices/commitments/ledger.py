"""The ledger of both sides' promises: made, kept, renegotiated, dropped."""

from datetime import date
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import history, records
from journal.store.tables import Commitment
from journal.text import _

OWNERS: Final = ("me", "manager")
STATUSES: Final = ("open", "kept", "renegotiated", "dropped")


def make(
    session: Session,
    owner: str,
    what: str,
    made_on: date,
    *,
    manager_id: str,
    due: date | None = None,
    one_on_one_id: str | None = None,
) -> Commitment:
    """Enter a promise into the ledger. Raises BadInput without words or with an unknown owner."""
    if not what.strip():
        raise BadInput(_("Say what was promised, in a few words."))
    if owner not in OWNERS:
        raise BadInput(_("A commitment is mine or my manager's: begin with `me:` or `manager:`."))
    made = Commitment(
        owner=owner,
        what=what.strip(),
        made_on=made_on,
        due=due,
        one_on_one_id=one_on_one_id,
        manager_id=manager_id,
    )
    session.add(made)
    session.flush()
    return made


def revise(session: Session, commitment_id: str, *, what: str, due: date | None, owner: str) -> Commitment:
    """Correct a promise that was written down wrongly; a promise that changed is renegotiated instead."""
    if not what.strip():
        raise BadInput(_("Say what was promised, in a few words."))
    found = records.get(session, Commitment, commitment_id)
    records.change(found, {"what": what.strip(), "due": due, "owner": owner})
    return found


def keep(session: Session, commitment_id: str, day: date) -> Commitment:
    """Mark a promise as kept on a day."""
    return _close(session, commitment_id, "kept", day)


def drop(session: Session, commitment_id: str, day: date, reason: str = "") -> Commitment:
    """Let a promise go on a day, with the reason."""
    return _close(session, commitment_id, "dropped", day, reason)


def renegotiate(
    session: Session, commitment_id: str, day: date, due: date | None, reason: str = "", what: str = ""
) -> Commitment:
    """Agree on another date: the old promise is closed and keeps its dates, the new one replaces it and is returned."""
    old = _close(session, commitment_id, "renegotiated", day, reason)
    new = Commitment(
        owner=old.owner,
        what=what.strip() or old.what,
        made_on=day,
        due=due,
        one_on_one_id=old.one_on_one_id,
        replaces_id=old.id,
        manager_id=old.manager_id,
    )
    session.add(new)
    session.flush()
    return new


def reopen(session: Session, commitment_id: str) -> Commitment:
    """Undo keeping, renegotiating or dropping; a successor that came of it goes into the trash."""
    found = records.get(session, Commitment, commitment_id)
    for successor in session.scalars(live().where(Commitment.replaces_id == commitment_id)):
        history.trash(successor)
    records.change(found, {"status": "open", "closed_on": None, "reason": ""})
    return found


def move_to_trash(session: Session, commitment_id: str) -> None:
    """Put a promise into the trash."""
    history.trash(records.get(session, Commitment, commitment_id))


def take_back(session: Session, commitment_id: str) -> None:
    """Take a promise out of the trash."""
    history.restore(records.get(session, Commitment, commitment_id))


def live() -> Select[Commitment]:
    """The promises that are not in the trash."""
    return select(Commitment).where(Commitment.deleted_at.is_(None))


def trashed(session: Session) -> list[Commitment]:
    """The commitments in the trash, the last deleted first."""
    wanted = select(Commitment).where(Commitment.deleted_at.is_not(None)).order_by(Commitment.deleted_at.desc())
    return list(session.scalars(wanted))


def ledger(session: Session) -> list[Commitment]:
    """Every promise, newest first."""
    return list(session.scalars(live().order_by(Commitment.place.desc())))


def open_ones(session: Session) -> list[Commitment]:
    """The open promises of both sides: those with a due day first, the earliest first, then those without."""
    wanted = live().where(Commitment.status == "open")
    return list(session.scalars(wanted.order_by(Commitment.due.asc().nulls_last(), Commitment.place)))


def of_meeting(session: Session, one_on_one_id: str) -> list[Commitment]:
    """What was promised in one meeting, in the order in which it was written down."""
    return list(session.scalars(live().where(Commitment.one_on_one_id == one_on_one_id).order_by(Commitment.place)))


def earlier(session: Session, commitment: Commitment) -> list[Commitment]:
    """The promises that this one replaced, the latest first."""
    found: list[Commitment] = []
    wanted = commitment.replaces_id
    while wanted and (replaced := records.find(session, Commitment, wanted)) and replaced not in found:
        found.append(replaced)
        wanted = replaced.replaces_id
    return found


def is_open_on(commitment: Commitment, day: date) -> bool:
    """Whether it was made on or before a day and closed after it, or not at all."""
    return commitment.made_on <= day and (commitment.closed_on is None or commitment.closed_on > day)


def is_overdue_on(commitment: Commitment, day: date) -> bool:
    """Whether it was open on a day and due before it; what is due that very day is not overdue."""
    return is_open_on(commitment, day) and commitment.due is not None and commitment.due < day


def _close(session: Session, commitment_id: str, status: str, day: date, reason: str = "") -> Commitment:
    found = records.get(session, Commitment, commitment_id)
    if found.status != "open":
        raise BadInput(_("This commitment is closed already. Reopen it first."))
    if day < found.made_on:
        raise BadInput(_("A commitment cannot be closed before the day on which it was made."))
    records.change(found, {"status": status, "closed_on": day, "reason": reason.strip()})
    return found
