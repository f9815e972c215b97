"""The ledger of both sides' promises: made, kept, renegotiated, dropped."""

import re
from collections.abc import Callable
from dataclasses import dataclass
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
LONGEST_DAY: Final = 30
_OWNER: Final = re.compile(r"^\s*(?P<who>[^:]{1,40}):\s*(?P<rest>.*)$", re.DOTALL)
_BY: Final = re.compile(r"[\s,](?:by|until|due|before)(?=\s)", re.IGNORECASE)
#: Reads a day as the user types it; None where the words are none.
ReadDay = Callable[[str], date | None]


@dataclass(frozen=True)
class Promise:
    """A commitment as it was typed in one line."""

    owner: str
    what: str
    due: date | None


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


def from_line(line: str, read_day: ReadDay, manager_name: str = "") -> Promise:
    """Read `me: draft the plan by Friday`, `manager: talk to sales by 2026-12-01`; without an owner it is mine.

    `read_day` reads a day as people type it in the user's language, and gives None where it is none; words after `by`
    that are no day stay words of the promise. Raises BadInput for an empty line.
    """
    owner, rest = _owner_of(line, manager_name)
    what, due = _due_of(rest, read_day)
    what = what.strip().rstrip(",;").rstrip()
    if not what:
        raise BadInput(_("Say what was promised, such as `me: draft the plan by Friday`."))
    return Promise(owner, what[:1].upper() + what[1:], due)


def _due_of(text: str, read_day: ReadDay) -> tuple[str, date | None]:
    """What stands before the first `by` that a day follows up to the end, and that day; else the whole text."""
    whole = text.rstrip(" .\t\r\n")
    for by in _BY.finditer(whole):
        words = whole[by.end() : by.end() + LONGEST_DAY + 10].strip()
        if by.end() + LONGEST_DAY + 10 < len(whole) or len(words) > LONGEST_DAY:
            continue
        if due := read_day(words):
            return whole[: by.start()], due
    return text, None


def _owner_of(line: str, manager_name: str) -> tuple[str, str]:
    mine = {"me", "i", _("me").lower()}
    theirs = {
        "manager",
        "my manager",
        _("manager").lower(),
        manager_name.lower(),
        manager_name.split(" ", maxsplit=1)[0].lower(),
    } - {""}
    found = _OWNER.match(line)
    who = found["who"].strip().lower() if found else ""
    if found and who in theirs:
        return "manager", found["rest"]
    return "me", found["rest"] if found and who in mine else line


def _close(session: Session, commitment_id: str, status: str, day: date, reason: str = "") -> Commitment:
    found = records.get(session, Commitment, commitment_id)
    if found.status != "open":
        raise BadInput(_("This commitment is closed already. Reopen it first."))
    if day < found.made_on:
        raise BadInput(_("A commitment cannot be closed before the day on which it was made."))
    records.change(found, {"status": status, "closed_on": day, "reason": reason.strip()})
    return found
