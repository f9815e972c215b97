"""Limits of authority: for each kind of decision how far I may go alone, in five degrees from waiting to routine.

The degrees are those of initiative by Oncken and Wass; which decisions need an approval, and which a call first, is what
source article 2 asks to be settled before trouble.
"""

import re
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import history, records
from journal.store.tables import Authority
from journal.text import BASES, DEGREES, _

#: Kinds of decisions that most who lead meet, to begin the table with.
USUAL: Final = (
    _("Spend within the budget"),
    _("Spend beyond the budget"),
    _("Hire somebody"),
    _("Let somebody go"),
    _("Raise pay or promote"),
    _("Move a deadline that others count on"),
    _("Change a priority of the team"),
    _("Commit us to something with a customer"),
    _("Say no to another department"),
    _("Speak for the team to senior leaders"),
    _("Change how the team is organised"),
    _("Share bad news outside the team"),
)

_LINE: Final = re.compile(r"(?P<decision>.+?)\s?:\s?(?P<degree>[1-5])(?:\s?[,;.]\s?(?P<condition>.*))?")


def read_line(line: str) -> tuple[str, int | None, str]:
    """Read a line such as `Hire somebody: 3, tell her first`: the decision, the degree if it has one, the condition."""
    found = _LINE.fullmatch(" ".join(line.split()))
    if not found:
        return " ".join(line.split()), None, ""
    return found["decision"], int(found["degree"]), found["condition"] or ""


def allow(
    session: Session,
    decision: str,
    degree: int,
    basis: str,
    said_on: date,
    *,
    condition: str = "",
    manager_id: str,
) -> Authority:
    """Write down how far I may go in a kind of decision. Raises BadInput without words, or for a degree not 1 to 5."""
    _check(decision, degree, basis)
    made = Authority(
        decision=decision.strip(),
        degree=degree,
        condition=condition.strip(),
        basis=basis,
        said_on=said_on,
        manager_id=manager_id,
    )
    session.add(made)
    session.flush()
    return made


def revise(session: Session, authority_id: str, **changes: Any) -> Authority:
    """Change columns of a limit. Raises BadInput as `allow` does, RecordGone."""
    found = records.get(session, Authority, authority_id)
    now = {name: changes.get(name, getattr(found, name)) for name in ("decision", "degree", "basis")}
    _check(**now)
    trimmed = {name: value.strip() for name, value in changes.items() if name in {"decision", "condition"}}
    records.change(found, changes | trimmed)
    return found


def limits(session: Session, manager_id: str) -> list[Authority]:
    """The table with a manager, in the order of the alphabet: a row stays in its place when its degree changes."""
    wanted = select(Authority).where(Authority.deleted_at.is_(None), Authority.manager_id == manager_id)
    return sorted(session.scalars(wanted), key=_alphabet)


def _alphabet(limit: Authority) -> tuple[str, str]:
    return limit.decision.casefold(), limit.id


def suggestions(found: list[Authority]) -> list[str]:
    """The usual kinds of decisions that the table does not have yet."""
    there = {each.decision.casefold() for each in found}
    return [each for each in USUAL if each.casefold() not in there]


def question(limit: Authority) -> str:
    """What to ask in order to learn whether a limit is as I think."""
    return _("“{decision}”: is it so that I {degree}?").format(
        decision=limit.decision, degree=DEGREES[limit.degree].lower()
    )


def confirm(session: Session, authority_id: str, basis: str, day: date) -> Authority:
    """It was told, seen or is still thought on a day."""
    found = records.get(session, Authority, authority_id)
    return revise(session, authority_id, basis=basis, said_on=max(day, found.said_on))


def move_to_trash(session: Session, authority_id: str) -> None:
    """Put a limit into the trash."""
    history.trash(records.get(session, Authority, authority_id))


def take_back(session: Session, authority_id: str) -> None:
    """Take a limit out of the trash."""
    history.restore(records.get(session, Authority, authority_id))


def _check(decision: str, degree: int, basis: str) -> None:
    if not decision.strip():
        raise BadInput(_("A limit needs a kind of decision, such as: hire somebody."))
    if degree not in DEGREES or basis not in BASES:
        raise BadInput(_("A degree is a number from 1 to 5."))
