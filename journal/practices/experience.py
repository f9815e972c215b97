"""The experience map: what a manager has done, and what I could learn from it; it feeds requests for advice (article 3)."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import history, records
from journal.store.tables import Entry, Experience
from journal.text import BASES, _


def note(
    session: Session,
    what_they_did: str,
    known_on: date,
    basis: str = "told",
    *,
    what_i_could_learn: str = "",
    manager_id: str,
) -> Experience:
    """Write down something that a manager has done. Raises BadInput without words."""
    _check(what_they_did, basis)
    made = Experience(
        what_they_did=what_they_did.strip(),
        what_i_could_learn=what_i_could_learn.strip(),
        basis=basis,
        known_on=known_on,
        manager_id=manager_id,
    )
    session.add(made)
    session.flush()
    return made


def revise(session: Session, experience_id: str, **changes: Any) -> Experience:
    """Change columns of an experience. Raises BadInput as `note` does, RecordGone."""
    found = records.get(session, Experience, experience_id)
    _check(changes.get("what_they_did", found.what_they_did), changes.get("basis", found.basis))
    words = {"what_they_did", "what_i_could_learn"}
    trimmed = {name: value.strip() for name, value in changes.items() if name in words}
    records.change(found, changes | trimmed)
    return found


def of(session: Session, manager_id: str) -> list[Experience]:
    """The map of a manager, the latest known first."""
    wanted = select(Experience).where(Experience.deleted_at.is_(None), Experience.manager_id == manager_id)
    return list(session.scalars(wanted.order_by(Experience.place.desc())))


def asked_for(session: Session, found: Experience) -> Entry | None:
    """The request for advice that was made of it, unless that is in the trash or gone."""
    entry = records.find(session, Entry, found.asked_entry_id) if found.asked_entry_id else None
    return entry if entry and entry.deleted_at is None else None


def ask(found: Experience) -> str:
    """The first words of a request for advice from it."""
    if found.what_i_could_learn:
        words = _("You have done this: {what}. Would you take 30 minutes to tell me how, so that I learn: {learn}?")
    else:
        words = _("You have done this: {what}. Would you take 30 minutes to tell me how you went about it?")
    return words.format(what=found.what_they_did.rstrip("."), learn=found.what_i_could_learn.rstrip("."))


def move_to_trash(session: Session, experience_id: str) -> None:
    """Put an experience into the trash."""
    history.trash(records.get(session, Experience, experience_id))


def take_back(session: Session, experience_id: str) -> None:
    """Take an experience out of the trash."""
    history.restore(records.get(session, Experience, experience_id))


def _check(what_they_did: str, basis: str) -> None:
    if not what_they_did.strip() or basis not in BASES:
        raise BadInput(_("An experience needs a few words: what have they done?"))
