"""Managers: each a chapter of the journal. Everything that is written names one, by default the current one."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import records
from journal.store.tables import Manager
from journal.text import _


def begin(session: Session, name: str, started_on: date | None = None) -> Manager:
    """Begin a chapter with a manager. An empty name becomes `My manager`, which can be changed at any time."""
    manager = Manager(name=name.strip() or _("My manager"), started_on=started_on)
    session.add(manager)
    session.flush()
    return manager


def revise(session: Session, manager_id: str, *, name: str, started_on: date | None, ended_on: date | None) -> Manager:
    """Change a chapter. Raises BadInput for an empty name or an end before the start."""
    if not name.strip():
        raise BadInput(_("A manager needs a name: type one, or a word that stands for it."))
    if started_on and ended_on and ended_on < started_on:
        raise BadInput(_("The chapter ends before it starts: change one of the two days."))
    manager = records.get(session, Manager, manager_id)
    records.change(manager, {"name": name.strip(), "started_on": started_on, "ended_on": ended_on})
    return manager


def chapters(session: Session) -> list[Manager]:
    """Every manager, the latest chapter first; one without a start counts as the earliest."""
    wanted = select(Manager).where(Manager.deleted_at.is_(None))
    return list(session.scalars(wanted.order_by(Manager.started_on.desc().nulls_last(), Manager.created_at.desc())))


def current(session: Session) -> Manager:
    """The manager of today: of the chapters without an end, the latest begun, else the latest of all.

    A journal without any gets a first chapter when this is asked in a session that writes.
    """
    found = chapters(session)
    running = [manager for manager in found if manager.ended_on is None]
    if found:
        return (running or found)[0]
    return begin(session, "")
