"""What was done in a period: wins, evidence, goals, one-on-ones, and the promises of both sides."""

from datetime import date
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from journal.look_back.lines import Line, Part
from journal.practices import competencies, entries
from journal.practices.entries import EntryFilter, EntryRow
from journal.store.planning import unindexed
from journal.store.tables import Commitment, Criterion, Entry, Evidence, Goal, OneOnOne, RoleCase
from journal.text import (
    COMMITMENT_STATUSES,
    CRITERION_STATES,
    GOAL_KINDS,
    GOAL_STATUSES,
    YES_PARTLY_NO,
    _,
    first_line,
    long_day,
)

_ANSWERS: Final = {
    "outcome_reached": _("the outcome: {answer}"),
    "felt_heard": _("they felt heard: {answer}"),
    "listened": _("I listened to understand: {answer}"),
}
_CLOSED: Final = ("kept", "renegotiated", "dropped")


def wins(session: Session, first: date, last: date) -> Part:
    """The wins, the latest first."""
    found = entries.rows(session, list(entries.places(session, _kind("win", first, last))))
    return Part("wins", _("Wins"), tuple(_entry_line(row) for row in found))


def evidence(session: Session, first: date, last: date) -> Part:
    """The entries that stand as evidence, by the competency of their goal; then those for a bigger role."""
    known = competencies.of_journal(session)
    linked = (
        select(Entry.place, Goal.competency, Goal.what, Criterion.what, Goal.id, Criterion.id)
        .distinct()  # two copies of a journal may have linked the same
        .join(Evidence, Evidence.entry_id == Entry.id)
        .join(Goal, Goal.id == Evidence.goal_id, isouter=True)
        .join(Criterion, Criterion.id == Evidence.criterion_id, isouter=True)
        .join(RoleCase, RoleCase.id == Criterion.role_case_id, isouter=True)
        .where(Evidence.deleted_at.is_(None), unindexed(Entry.deleted_at).is_(None), Entry.day.between(first, last))
        .where(Goal.deleted_at.is_(None), Criterion.deleted_at.is_(None), RoleCase.deleted_at.is_(None))
    )
    found = [
        (place, competency, goal, criterion)
        for place, competency, goal, criterion, _goal_id, _criterion_id in session.execute(linked)
    ]
    rows = {row.place: row for row in entries.rows(session, [place for place, *_more in found])}
    lines: list[Line] = []
    for place, competency, goal, criterion in found:
        group = competencies.label(known, competency) if competency else _("Other goals")
        group = group if goal else _("For a bigger role")
        lines.append(_entry_line(rows[place], note=first_line(goal or criterion or ""), group=group))
    order = [each.label for each in known.values()]
    lines.sort(key=lambda line: (_rank(order, line.group), line.note, -(line.day or first).toordinal()))
    return Part("evidence", _("Evidence, by competency"), tuple(lines))


def goals(session: Session, first: date, last: date) -> Part:
    """The goals and the cases for a bigger role that ran in the period, with what became of them."""
    known = competencies.of_journal(session)
    ran = select(Goal).where(Goal.deleted_at.is_(None), Goal.begun_on <= last)
    ran = ran.where(or_(Goal.closed_on.is_(None), Goal.closed_on >= first)).order_by(Goal.place)
    lines = [
        Line(
            first_line(each.what),
            each.begun_on,
            _joined(_course(each, last), competencies.label(known, each.competency) if each.competency else ""),
            "goal",
            each.id,
            GOAL_KINDS[each.kind],
        )
        for each in session.scalars(ran)
    ]
    return Part("goals", _("Goals and the bigger role"), (*lines, *_cases(session, first, last)))


def _cases(session: Session, first: date, last: date) -> list[Line]:
    ran = select(RoleCase).where(RoleCase.deleted_at.is_(None), RoleCase.begun_on <= last)
    ran = ran.where(or_(RoleCase.closed_on.is_(None), RoleCase.closed_on >= first)).order_by(RoleCase.place)
    lines: list[Line] = []
    for case in session.scalars(ran):
        named = select(Criterion).where(Criterion.role_case_id == case.id, Criterion.deleted_at.is_(None))
        criteria = [
            _("{criterion}: {state}").format(criterion=first_line(each.what), state=CRITERION_STATES[each.state])
            for each in session.scalars(named.order_by(Criterion.position))
        ]
        note = _joined(_course(case, last), "; ".join(criteria))
        lines.append(Line(first_line(case.role), case.begun_on, note, "role_case", case.id, _("A bigger role")))
    return lines


def _course(each: Goal | RoleCase, last: date) -> str:
    if each.closed_on and each.closed_on <= last:
        return _("{state} {day}").format(state=GOAL_STATUSES[each.status], day=long_day(each.closed_on))
    return GOAL_STATUSES["open"]


def my_commitments(session: Session, first: date, last: date) -> Part:
    """What I promised and closed in the period, by what became of it; then what is open on its last day."""
    lines = tuple(_promise_line(each, last) for each in _promises(session, "me", first, last))
    return Part("commitments", _("My commitments"), lines)


def their_commitments(session: Session, first: date, last: date) -> Part:
    """What the manager promised: listed by day, and never counted against anybody."""
    found = sorted(_promises(session, "manager", first, last), key=lambda each: each.made_on)
    lines = tuple(_promise_line(each, last, group="") for each in found)
    return Part("their_commitments", _("What my manager promised"), lines, is_mine=False)


def _promises(session: Session, owner: str, first: date, last: date) -> list[Commitment]:
    wanted = select(Commitment).where(
        Commitment.deleted_at.is_(None),
        Commitment.owner == owner,
        Commitment.made_on <= last,
        or_(Commitment.closed_on.is_(None), Commitment.closed_on >= first),
    )

    def rank(each: Commitment) -> tuple[int, int]:
        status = _status(each, last)
        return (_CLOSED.index(status) if status in _CLOSED else len(_CLOSED)), (
            each.closed_on or each.made_on
        ).toordinal()

    return sorted(session.scalars(wanted), key=rank)


def _status(promise: Commitment, last: date) -> str:
    return promise.status if promise.closed_on and promise.closed_on <= last else "open"


def _promise_line(promise: Commitment, last: date, group: str | None = None) -> Line:
    status = _status(promise, last)
    name = COMMITMENT_STATUSES[status]
    said = name
    if status != "open" and promise.closed_on:
        said = _("{state} {day}").format(state=name, day=long_day(promise.closed_on))
    due = _("due {day}").format(day=long_day(promise.due)) if promise.due else ""
    note = _joined(said if group is not None or status != "open" else "", due, first_line(promise.reason))
    return Line(
        first_line(promise.what), promise.made_on, note, "commitment", promise.id, name if group is None else group
    )


def one_on_ones(session: Session, first: date, last: date) -> Part:
    """The meetings held, the latest first, with what their debriefs say."""
    held = select(OneOnOne).where(
        OneOnOne.deleted_at.is_(None), OneOnOne.state == "held", OneOnOne.day.between(first, last)
    )
    lines = tuple(
        Line(_("One-on-one of {day}").format(day=long_day(each.day)), each.day, _debrief(each), "one_on_one", each.id)
        for each in session.scalars(held.order_by(OneOnOne.place.desc()))
    )
    return Part("one_on_ones", _("One-on-ones"), lines, is_mine=False)


def _debrief(meeting: OneOnOne) -> str:
    said = [
        words.format(answer=YES_PARTLY_NO[getattr(meeting, name)].lower())
        for name, words in _ANSWERS.items()
        if getattr(meeting, name)
    ]
    return _joined(*said, first_line(meeting.learned))


def _kind(kind: str, first: date, last: date) -> EntryFilter:
    return EntryFilter(kinds=frozenset({kind}), first=first, last=last)


def _entry_line(row: EntryRow, note: str = "", group: str = "") -> Line:
    return Line(row.headline or _("Without words"), row.day, note, row.kind, row.id, group)


def _rank(order: list[str], group: str) -> int:
    return order.index(group) if group in order else len(order) + (group == _("For a bigger role"))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
