"""Surprises: expectations that I learned of too late. Each is to end in a rule, so that it happens once (article 2)."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import history, records
from journal.store.tables import Authority, Statement, Surprise
from journal.text import _


def write(session: Session, day: date, what_happened: str, they_expected: str = "", *, manager_id: str) -> Surprise:
    """Write down a surprise. Raises BadInput without words."""
    _check(what_happened)
    made = Surprise(
        day=day, what_happened=what_happened.strip(), they_expected=they_expected.strip(), manager_id=manager_id
    )
    session.add(made)
    session.flush()
    return made


def revise(session: Session, surprise_id: str, **changes: Any) -> Surprise:
    """Change columns of a surprise. Raises BadInput without words, RecordGone."""
    found = records.get(session, Surprise, surprise_id)
    _check(changes.get("what_happened", found.what_happened))
    trimmed = {name: value.strip() for name, value in changes.items() if name in {"what_happened", "they_expected"}}
    records.change(found, changes | trimmed)
    return found


def end_in(session: Session, surprise_id: str, *, authority_id: str | None, statement_id: str | None) -> Surprise:
    """Link the rule that a surprise ended in; without either it is open again."""
    return revise(session, surprise_id, authority_id=authority_id, statement_id=statement_id)


def of(session: Session, manager_id: str) -> list[Surprise]:
    """The surprises with a manager, those without a rule first, each part newest first."""
    wanted = select(Surprise).where(Surprise.deleted_at.is_(None), Surprise.manager_id == manager_id)
    found = list(session.scalars(wanted.order_by(Surprise.place.desc())))
    waiting = {each.id for each in without_rule(session)}
    return [each for each in found if each.id in waiting] + [each for each in found if each.id not in waiting]


def without_rule(session: Session) -> list[Surprise]:
    """The surprises of every chapter that no rule came of yet, newest first; a rule in the trash is none."""
    wanted = select(Surprise).where(
        Surprise.deleted_at.is_(None),
        ~_is_there(Authority, Surprise.authority_id),
        ~_is_there(Statement, Surprise.statement_id),
    )
    return list(session.scalars(wanted.order_by(Surprise.place.desc())))


def _is_there(kind: type[Authority] | type[Statement], named: Any) -> ColumnElement[bool]:
    return exists().where(kind.id == named, kind.deleted_at.is_(None))


def move_to_trash(session: Session, surprise_id: str) -> None:
    """Put a surprise into the trash."""
    history.trash(records.get(session, Surprise, surprise_id))


def take_back(session: Session, surprise_id: str) -> None:
    """Take a surprise out of the trash."""
    history.restore(records.get(session, Surprise, surprise_id))


def _check(what_happened: str) -> None:
    if not what_happened.strip():
        raise BadInput(_("A surprise needs a few words: what happened?"))
