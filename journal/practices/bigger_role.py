"""The case for a bigger role: my reasoning, does the manager agree, what must I demonstrate, how far can they speak for me.

The order of the questions, and that a limit to the manager's voice is put on the table, come from source article 4.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import history, records
from journal.store.tables import Criterion, RoleCase
from journal.text import _


def begin(session: Session, role: str, begun_on: date, *, manager_id: str, **fields: Any) -> RoleCase:
    """Begin a case. Raises BadInput without the name of a role."""
    case = RoleCase(role=_checked(role), begun_on=begun_on, manager_id=manager_id, **fields)
    session.add(case)
    session.flush()
    return case


def revise(session: Session, case_id: str, **changes: Any) -> RoleCase:
    """Change what a case says; an answer of the manager gets its day. Raises BadInput without a role, RecordGone."""
    if "role" in changes:
        changes["role"] = _checked(changes["role"])
    case = records.get(session, RoleCase, case_id)
    records.change(case, changes)
    return case


def answer(session: Session, case_id: str, agrees: str, day: date) -> RoleCase:
    """Keep whether the manager agrees (`yes`, `partly`, `no`, or empty when nobody has said), and since when."""
    return revise(session, case_id, agrees=agrees, agrees_on=day if agrees else None)


def close(session: Session, case_id: str, status: str, day: date) -> RoleCase:
    """Mark a case as `reached` or `dropped` on a day."""
    return revise(session, case_id, status=status, closed_on=day)


def reopen(session: Session, case_id: str) -> RoleCase:
    """Open a closed case again."""
    return revise(session, case_id, status="open", closed_on=None)


def move_to_trash(session: Session, case_id: str) -> None:
    """Put a case into the trash, with its criteria."""
    history.trash(records.get(session, RoleCase, case_id))


def take_back(session: Session, case_id: str) -> None:
    """Take a case out of the trash."""
    history.restore(records.get(session, RoleCase, case_id))


def cases(session: Session) -> list[RoleCase]:
    """Every case: the open ones first, the latest begun first."""
    found = session.scalars(select(RoleCase).where(RoleCase.deleted_at.is_(None)).order_by(RoleCase.place.desc()))
    return sorted(found, key=_is_closed)


def _is_closed(case: RoleCase) -> bool:
    return case.status != "open"


# ----------------------------------------------------------------------------------------------------------- criteria


def criteria(session: Session, case_id: str) -> list[Criterion]:
    """What must be demonstrated, in its order."""
    wanted = select(Criterion).where(Criterion.role_case_id == case_id, Criterion.deleted_at.is_(None))
    return list(session.scalars(wanted.order_by(Criterion.position, Criterion.created_at)))


def add_criterion(session: Session, case_id: str, what: str, basis: str = "assumed") -> Criterion:
    """Add something that must be demonstrated. Raises BadInput without words, RecordGone without a case."""
    if not what.strip():
        raise BadInput(_("Say in a few words what you must demonstrate."))
    records.get(session, RoleCase, case_id)
    last = session.scalar(select(func.max(Criterion.position)).where(Criterion.role_case_id == case_id))
    made = Criterion(role_case_id=case_id, what=what.strip(), basis=basis, position=0 if last is None else last + 1)
    session.add(made)
    session.flush()
    return made


def revise_criterion(session: Session, criterion_id: str, **changes: Any) -> Criterion:
    """Change a criterion. Raises RecordGone."""
    found = records.get(session, Criterion, criterion_id)
    records.change(found, changes)
    return found


def remove_criterion(session: Session, criterion_id: str) -> None:
    """Put a criterion into the trash."""
    history.trash(records.get(session, Criterion, criterion_id))


def take_back_criterion(session: Session, criterion_id: str) -> None:
    """Take a criterion out of the trash."""
    history.restore(records.get(session, Criterion, criterion_id))


# ---------------------------------------------------------------------------------------------------------- pure rules


def standing(found: Sequence[Criterion]) -> tuple[int, int, int]:
    """How many criteria the manager agrees on, how many are shown or agreed on, and how many there are."""
    states = Counter(each.state for each in found)
    return states["agreed"], states["shown"] + states["agreed"], len(found)


def next_question(case: RoleCase, found: Sequence[Criterion]) -> str:
    """What to ask the manager next, in the order of the source; empty when everything was asked."""
    if not case.agrees:
        return _("Here is why I think that I am ready for this role: {role}. Do you agree?").format(role=case.role)
    if case.agrees != "yes" and not any(each.basis == "told" for each in found):
        return _("What must I demonstrate to be ready for this role: {role}?").format(role=case.role)
    if case.limit_asked_on is None and not case.advocacy_limit.strip():
        return _("Is there any limit to how far you can speak for me for this role: {role}?").format(role=case.role)
    if not case.next_steps.strip():
        return _("Which steps could we take together, and are the nearest ones right? ({role})").format(role=case.role)
    return ""


def _checked(role: str) -> str:
    if not role.strip():
        raise BadInput(_("Name the role, in a few words."))
    return role.strip()
