"""Managers: each a chapter of the journal. Everything that is written names one, by default the current one."""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import records
from journal.store.tables import Manager
from journal.store.tables.base import Base, Record
from journal.text import CHANNELS, COACH_PATHS, DETAIL, HINDERED_BY, TAKES_IN, _

#: What can be said of how a manager likes to work, and the choices of each; nothing need be chosen.
PROFILE = {
    "channel": CHANNELS,
    "takes_in": TAKES_IN,
    "detail": DETAIL,
    "coach_path": COACH_PATHS,
    "hindered_by": HINDERED_BY,
}
#: What a choice asks of me: a busy manager and an unpractised one need different help (source articles 0 and 1).
REMEDIES: Final[dict[tuple[str, str], str]] = {
    ("hindered_by", "load"): _("Ask for little and often: one prepared question, and the minutes that it takes."),
    ("hindered_by", "skill"): _("Say how you like to be coached, and what in a talk helped you; thank them for it."),
    ("hindered_by", "both"): _("One small, exact request at a time, and say which kind of help it is."),
    ("coach_path", "unaware"): _(
        "Tell them what coaching would look like for you, and offer what you have read or learned."
    ),
    ("coach_path", "learning"): _("Name what they did well, and ask for one thing more."),
    ("coach_path", "able"): _("Use it: bring the hard questions."),
    ("takes_in", "reading"): _("Bring a page, and let them read it first."),
    ("takes_in", "listening"): _("Say it in five points; the page comes after."),
}


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


def describe(session: Session, manager_id: str, **choices: str) -> Manager:
    """Say how a manager likes to work: `channel`, `takes_in`, `detail`, `coach_path`, `hindered_by`; empty for nothing.

    Raises BadInput for a choice that there is not, RecordGone.
    """
    for name, value in choices.items():
        if value and value not in PROFILE.get(name, {}):
            raise BadInput(_("There is no such choice."))
    manager = records.get(session, Manager, manager_id)
    changes: dict[str, Any] = dict(choices)
    records.change(manager, changes)
    return manager


def close(session: Session, manager_id: str, ended_on: date | None) -> Manager:
    """End a chapter on a day, its last one; None opens it again. Raises BadInput for an end before the start."""
    manager = records.get(session, Manager, manager_id)
    return revise(session, manager_id, name=manager.name, started_on=manager.started_on, ended_on=ended_on)


def begin_next(session: Session, name: str, started_on: date, *, ends: str | None = None) -> Manager:
    """Begin a chapter on a day; `ends` names the chapter that ends the day before, without it both run side by side.

    One that ended earlier keeps its last day. Raises BadInput without a name, or when the other would end before it
    started.
    """
    if not name.strip():
        raise BadInput(_("A manager needs a name: type one, or a word that stands for it."))
    if ends:
        last = records.get(session, Manager, ends).ended_on
        close(session, ends, min(last or date.max, started_on - timedelta(days=1)))
    return begin(session, name, started_on)


def is_written_in(session: Session, manager_id: str, *, but: type[Record]) -> bool:
    """Whether any record names this manager and is not in the trash; those of the class `but` do not count."""
    classes = (mapper.class_ for mapper in Base.registry.mappers)
    naming = [each for each in classes if issubclass(each, Record) and each is not but and hasattr(each, "manager_id")]
    return any(session.scalar(_naming(kind, manager_id)) for kind in naming)


def _naming(kind: Any, manager_id: str) -> Select[str]:
    return select(kind.id).where(kind.manager_id == manager_id, kind.deleted_at.is_(None)).limit(1)


def chapters(session: Session) -> list[Manager]:
    """Every manager, the latest chapter first; one without a start counts as the earliest."""
    wanted = select(Manager).where(Manager.deleted_at.is_(None))
    return list(session.scalars(wanted.order_by(Manager.started_on.desc().nulls_last(), Manager.created_at.desc())))


def is_running(manager: Manager, today: date) -> bool:
    """Whether a chapter has begun and has not ended on a day; its last day belongs to it."""
    has_begun = manager.started_on is None or manager.started_on <= today
    return has_begun and (manager.ended_on is None or manager.ended_on >= today)


def running(session: Session, today: date | None = None) -> list[Manager]:
    """The chapters that run on a day, by default this one; the latest begun first."""
    day = today or date.today()
    return [manager for manager in chapters(session) if is_running(manager, day)]


def current(session: Session, today: date | None = None) -> Manager:
    """The manager of a day, by default this one: of the chapters that run, the latest begun, else the latest of all.

    A journal without any gets a first chapter when this is asked in a session that writes.
    """
    found = chapters(session)
    day = today or date.today()
    on = [manager for manager in found if is_running(manager, day)]
    open_ones = [manager for manager in found if manager.ended_on is None]
    if found:
        return (on or open_ones or found)[0]
    return begin(session, "")
