"""What growth offers to a summary: goals, what is shown for a bigger role, and the next steps of talks about development.

No first wording: what I need to show, and what my manager said of it, are words of mine for me.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select

from journal.practices import development_talks
from journal.sharing.lines.candidate import Source
from journal.sharing.lines.offers import Asked, Offer
from journal.store.tables import Criterion, Entry, Evidence, Goal, RoleCase
from journal.store.tables.base import places_of
from journal.text import _, first_line, n_


@dataclass
class _Shown:
    """The entries of the period that show something, and the latest of their days."""

    entries: set[str] = field(default_factory=set)
    last: date = date.min


def all_of(asked: Asked) -> Iterator[Offer]:
    """Everything of growth."""
    yield from _goals(asked)
    yield from _criteria(asked)
    for talk in development_talks.talks(asked.session, asked.manager_id):
        if asked.has(talk.day) and talk.next_steps.strip():
            note = _("next steps of a talk about your development")
            yield Offer("next", Source("development_talk", talk.id, talk.day), first_line(talk.next_steps), note=note)


def _goals(asked: Asked) -> Iterator[Offer]:
    """A goal that was begun, reached, or of which something was shown; a standing duty only when something was."""
    shown = _evidence(asked, "goal_id")
    wanted = select(Goal).where(Goal.deleted_at.is_(None), Goal.manager_id == asked.manager_id)
    for goal in asked.session.scalars(wanted.where(Goal.begun_on <= asked.last).order_by(Goal.place.desc())):
        steps = shown.get(goal.id, _Shown())
        is_begun = asked.has(goal.begun_on) and goal.kind != "duty"
        is_reached = goal.status == "reached" and asked.has(goal.closed_on)
        is_again = goal.status == "open" and ("progress", "goal", goal.id) in asked.before
        if goal.status == "dropped" or not (is_begun or is_reached or steps.entries or is_again):
            continue
        on = asked.latest(goal.begun_on, goal.closed_on if is_reached else None, steps.last)
        note = _goal_note(_goal_stands(goal, is_begun=is_begun, is_reached=is_reached), len(steps.entries))
        yield Offer("progress", Source("goal", goal.id, on), goal.what, note=note, steps=len(steps.entries))


def _goal_stands(goal: Goal, *, is_begun: bool, is_reached: bool) -> str:
    if is_reached:
        return _("goal, reached")
    if goal.kind == "duty":
        return _("standing duty")
    return _("goal, begun") if is_begun else _("goal, open")


def _goal_note(stands: str, steps: int) -> str:
    if not steps:
        return stands
    return _("{goal}, {steps}").format(goal=stands, steps=n_("{n} step", "{n} steps", steps).format(n=steps))


def _criteria(asked: Asked) -> Iterator[Offer]:
    """What must be demonstrated for a bigger role, and was: shown, or agreed by the manager."""
    shown = _evidence(asked, "criterion_id")
    wanted = select(Criterion).join(RoleCase, RoleCase.id == Criterion.role_case_id)
    wanted = wanted.where(Criterion.deleted_at.is_(None), RoleCase.deleted_at.is_(None))
    wanted = wanted.where(RoleCase.manager_id == asked.manager_id, Criterion.state != "open")
    for found in asked.session.scalars(wanted.order_by(Criterion.position, Criterion.created_at)):
        changed_on = datetime.fromisoformat(found.changed_at).astimezone().date()
        last = shown[found.id].last if found.id in shown else None
        is_again = found.state == "shown" and ("progress", "criterion", found.id) in asked.before
        if asked.has(changed_on) or last or is_again:
            on = asked.latest(changed_on, last)
            agreed, seen = _("your manager agrees that you show it"), _("shown, for the bigger role")
            note = agreed if found.state == "agreed" else seen
            yield Offer("progress", Source("criterion", found.id, on), found.what, note=note)


def _evidence(asked: Asked, what: Literal["goal_id", "criterion_id"]) -> dict[str, _Shown]:
    """The entries of the period that show something, by the goal or the criterion that they show."""
    column = getattr(Evidence, what)
    begin, end = places_of(asked.first, asked.last)
    query = select(column, Entry.id, Entry.day).join(Entry, Entry.id == Evidence.entry_id)
    query = query.where(column.is_not(None), Evidence.deleted_at.is_(None), Entry.deleted_at.is_(None))
    found: dict[str, _Shown] = {}
    for record_id, entry_id, day in asked.session.execute(query.where(Entry.place >= begin, Entry.place < end)):
        shown = found.setdefault(record_id, _Shown())
        shown.entries.add(entry_id)
        shown.last = max(shown.last, day)
    return found
