"""Development goals and standing duties: what I need to show, for which critical goal, with which support.

The source (article 4) asks which critical goal a perception touches and which new behaviour would speed it up; the four
standing duties are those on which every request for support rests (article 3).
"""

from datetime import date
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import history, records
from journal.store.tables import Goal
from journal.text import _

#: What every leader owes before asking for more (source article 3).
DUTIES: Final = (
    _("Lead my team well"),
    _("Execute what was decided"),
    _("Meet what is expected of me"),
    _("Let my manager look good"),
)


def begin(session: Session, what: str, begun_on: date, *, manager_id: str, **fields: Any) -> Goal:
    """Begin a goal. Raises BadInput without words."""
    goal = Goal(what=_checked(what), begun_on=begun_on, manager_id=manager_id, **fields)
    session.add(goal)
    session.flush()
    return goal


def begin_duties(session: Session, day: date, *, manager_id: str) -> list[Goal]:
    """Begin the standing duties that are not there yet; those that were begun."""
    return [begin(session, what, day, manager_id=manager_id, kind="duty") for what in duties_missing(session)]


def duties_missing(session: Session) -> list[str]:
    """The standing duties that are no goals yet."""
    there = set(session.scalars(_live().where(Goal.kind == "duty").with_only_columns(Goal.what)))
    return [what for what in DUTIES if what not in there]


def revise(session: Session, goal_id: str, **changes: Any) -> Goal:
    """Change what a goal says. Raises BadInput for a goal without words, RecordGone."""
    if "what" in changes:
        changes["what"] = _checked(changes["what"])
    goal = records.get(session, Goal, goal_id)
    records.change(goal, changes)
    return goal


def close(session: Session, goal_id: str, status: str, day: date) -> Goal:
    """Mark a goal as `reached` or `dropped` on a day. Raises BadInput when it was begun later than that."""
    goal = records.get(session, Goal, goal_id)
    if day < goal.begun_on:
        raise BadInput(_("A goal cannot be closed before the day on which it was begun."))
    records.change(goal, {"status": status, "closed_on": day})
    return goal


def reopen(session: Session, goal_id: str) -> Goal:
    """Open a closed goal again."""
    goal = records.get(session, Goal, goal_id)
    records.change(goal, {"status": "open", "closed_on": None})
    return goal


def move_to_trash(session: Session, goal_id: str) -> None:
    """Put a goal into the trash."""
    history.trash(records.get(session, Goal, goal_id))


def take_back(session: Session, goal_id: str) -> None:
    """Take a goal out of the trash."""
    history.restore(records.get(session, Goal, goal_id))


def goals(session: Session) -> list[Goal]:
    """Every goal: the open ones by the day on which they are due, then the duties, then the closed ones, the latest first."""
    return sorted(session.scalars(_live()), key=order)


def order(goal: Goal) -> tuple[int, int, int]:
    """Where a goal stands in the list."""
    if goal.status != "open":
        return 2, -(goal.closed_on or goal.begun_on).toordinal(), -goal.place
    due = (goal.due or date.max).toordinal()
    return (1, 0, goal.place) if goal.kind == "duty" else (0, due, goal.place)


def is_overdue(goal: Goal, today: date) -> bool:
    """Whether an open goal was due before today."""
    return goal.status == "open" and goal.due is not None and goal.due < today


def question(goal: Goal) -> str:
    """What to ask the manager about a goal: for the support that it needs, else what would show it."""
    support = goal.support_wanted.strip()
    if support:
        return _("For my goal {goal}: {support}").format(goal=goal.what, support=support)
    return _("What would you need to see to say that I show this: {goal}?").format(goal=goal.what)


def _live() -> Select[Goal]:
    return select(Goal).where(Goal.deleted_at.is_(None))


def _checked(what: str) -> str:
    if not what.strip():
        raise BadInput(_("Say in a few words what you need to show."))
    return what.strip()
