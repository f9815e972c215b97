"""The figures of the coaching practices in a period: how often, by which kind, each with its number and never as a grade."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from journal.practices import agreement, feedback, surprises
from journal.store.planning import unindexed
from journal.store.tables import (
    Authority,
    ClimbStep,
    Criterion,
    DevelopmentTalk,
    Entry,
    Evidence,
    Goal,
    OneOnOne,
    PlanCard,
    Pulse,
    Request,
    RoleCase,
    Statement,
    Surprise,
)
from journal.text import (
    BASES,
    CRITERION_STATES,
    DEGREES,
    OWNERS,
    PULSE_WORDS,
    REQUEST_KINDS,
    TALK_SUBJECTS,
    YES_PARTLY_NO,
)

#: How a request was answered: by its status, and a withdrawn one by whether there had been a yes.
YES: Final = ("agreed", "delivered")
DEBRIEF: Final = ("outcome_reached", "felt_heard", "listened")


def figures(session: Session, first: date, last: date) -> dict[str, Any]:
    """The figures of the days from `first` to `last`, both included, as plain data.

    requests: by kind how many were asked in the period, and what was answered in it. climbs: the rungs climbed to in it.
    agreement, authority: what is known at the last day, by how it is known, and how much of that is stale. surprises: of the
    period, with a rule by now and without. goals, evidence, role_cases: begun and closed in the period, open at its end;
    evidence by the day of its entry. development_talks, pulse, debriefs, plans: those of the period.
    """
    return {
        "requests": asked_requests(session, first, last),
        "climbs": climbs(session, first, last),
        "agreement": _agreement(session, last),
        "authority": _authority(session, last),
        "surprises": _surprises(session, first, last),
        "goals": _goals(session, first, last),
        "evidence": _evidence(session, first, last),
        "role_cases": _role_cases(session, first, last),
        "development_talks": talks(session, first, last),
        "pulse": pulse(session, first, last),
        "debriefs": _debriefs(session, first, last),
        "plans": _plans(session, first, last),
    }


def asked_requests(session: Session, first: date, last: date) -> dict[str, Any]:
    """By kind: how many were asked in a period, and how many were answered in it, and how."""
    asked = Counter(dict(_pairs(session, _requested(Request.asked_on.between(first, last)))))
    answered = select(Request.kind, Request.status).join(Entry, Entry.id == unindexed(Request.entry_id))
    answered = answered.where(unindexed(Entry.deleted_at).is_(None), unindexed(Entry.kind) == "request")
    found = Counter(
        (kind, _verdict(status)) for kind, status in session.execute(answered.where(_answered(first, last)))
    )
    return {
        kind: {"asked": asked[kind], **{verdict: found[kind, verdict] for verdict in ("yes", "no", "withdrawn")}}
        for kind in REQUEST_KINDS
    }


def _requested(*conditions: ColumnElement[bool]) -> Select[str, int]:
    query = select(Request.kind, func.count()).join(Entry, Entry.id == unindexed(Request.entry_id))
    live = query.where(unindexed(Entry.deleted_at).is_(None), unindexed(Entry.kind) == "request")
    return live.where(*conditions).group_by(Request.kind)


def _answered(first: date, last: date) -> ColumnElement[bool]:
    """On the day of the yes, where there was one; else on the day of the present status, unless that is no answer."""
    day = func.coalesce(Request.agreed_on, Request.answered_on)
    return Request.status.not_in(("draft", "asked")) & day.between(first, last)


def _verdict(status: str) -> str:
    if status in YES:
        return "yes"
    return "no" if status == "declined" else "withdrawn"


def climbs(session: Session, first: date, last: date) -> dict[str, Any]:
    """How many feedbacks became clearer in a period, and the rungs that were climbed to in it; a step down is no climb."""
    touched = select(ClimbStep.entry_id).where(
        ClimbStep.deleted_at.is_(None), ClimbStep.reached_on.between(first, last)
    )
    steps = select(ClimbStep.entry_id, ClimbStep.rung, ClimbStep.reached_on).join(Entry, Entry.id == ClimbStep.entry_id)
    steps = steps.where(
        ClimbStep.deleted_at.is_(None),
        ClimbStep.entry_id.in_(touched),
        ClimbStep.reached_on <= last,
        unindexed(Entry.deleted_at).is_(None),
        unindexed(Entry.kind) == "feedback",
    )
    stands, climbed = dict[str, int](), list[tuple[str, str]]()
    for entry_id, rung, day in session.execute(steps.order_by(ClimbStep.reached_on, ClimbStep.created_at)):
        height = feedback.LADDER.index(rung)
        if height > stands.get(entry_id, 0) and day >= first:
            climbed.append((entry_id, rung))
        stands[entry_id] = height
    rungs = Counter(rung for _entry, rung in climbed)
    return {
        "feedbacks": len({entry_id for entry_id, _rung in climbed}),
        "steps": {rung: rungs[rung] for rung in feedback.LADDER},
    }


def _agreement(session: Session, last: date) -> dict[str, Any]:
    known = select(Statement.side, Statement.basis, Statement.said_on).where(
        Statement.deleted_at.is_(None), Statement.said_on <= last
    )
    found = [(side, basis, said_on) for side, basis, said_on in session.execute(known)]
    return {
        owner: _by_basis([(basis, said_on) for side, basis, said_on in found if side == owner], last)
        for owner in OWNERS
    }


def _by_basis(known: list[tuple[str, date]], last: date) -> dict[str, int]:
    counts = Counter(basis for basis, _day in known)
    stale = sum(agreement.is_stale(basis, said_on, last) for basis, said_on in known)
    return {basis: counts[basis] for basis in BASES} | {"stale": stale}


def _authority(session: Session, last: date) -> dict[str, Any]:
    known = select(Authority.degree, Authority.basis, Authority.said_on).where(
        Authority.deleted_at.is_(None), Authority.said_on <= last
    )
    found = [(degree, basis, said_on) for degree, basis, said_on in session.execute(known)]
    degrees = Counter(degree for degree, _basis, _day in found)
    return {
        "by_degree": {str(degree): degrees[degree] for degree in DEGREES},
        **_by_basis([(basis, said_on) for _degree, basis, said_on in found], last),
    }


def _surprises(session: Session, first: date, last: date) -> dict[str, int]:
    days = select(func.count()).where(Surprise.deleted_at.is_(None), Surprise.day.between(first, last))
    without = sum(first <= each.day <= last for each in surprises.without_rule(session))
    return {"with_rule": (session.scalar(days) or 0) - without, "without_rule": without}


def _goals(session: Session, first: date, last: date) -> dict[str, Any]:
    found = list(session.scalars(select(Goal).where(Goal.deleted_at.is_(None), Goal.begun_on <= last)))
    return {kind: _course([each for each in found if each.kind == kind], first, last) for kind in ("growth", "duty")}


def _role_cases(session: Session, first: date, last: date) -> dict[str, Any]:
    live = select(RoleCase).where(RoleCase.deleted_at.is_(None), RoleCase.begun_on <= last)
    states = select(Criterion.state, func.count()).join(RoleCase, RoleCase.id == Criterion.role_case_id)
    states = states.where(Criterion.deleted_at.is_(None), RoleCase.deleted_at.is_(None), RoleCase.status == "open")
    criteria = Counter(dict(_pairs(session, states.group_by(Criterion.state))))
    return {
        **_course(session.scalars(live), first, last),
        "criteria": {state: criteria[state] for state in CRITERION_STATES},
    }


def _course(found: Iterable[Goal | RoleCase], first: date, last: date) -> dict[str, int]:
    """How many were begun and closed in a period, and how many are open on its last day."""
    counts = Counter[str]()
    for each in found:
        is_closed = each.closed_on is not None and each.closed_on <= last
        counts["begun"] += each.begun_on >= first
        counts[each.status] += is_closed and each.closed_on is not None and each.closed_on >= first
        counts["open_at_end"] += not is_closed
    return {name: counts[name] for name in ("begun", "reached", "dropped", "open_at_end")}


def _evidence(session: Session, first: date, last: date) -> dict[str, Any]:
    columns = (Evidence.entry_id, Evidence.goal_id, Evidence.criterion_id, Goal.competency)
    linked = select(*columns).distinct().join(Entry, Entry.id == Evidence.entry_id)
    linked = linked.join(Goal, Goal.id == Evidence.goal_id, isouter=True)
    linked = linked.join(Criterion, Criterion.id == Evidence.criterion_id, isouter=True)
    linked = linked.join(RoleCase, RoleCase.id == Criterion.role_case_id, isouter=True)
    linked = linked.where(Goal.deleted_at.is_(None), Criterion.deleted_at.is_(None), RoleCase.deleted_at.is_(None))
    linked = linked.where(
        Evidence.deleted_at.is_(None), unindexed(Entry.deleted_at).is_(None), Entry.day.between(first, last)
    )
    found = [(goal_id, competency) for _entry, goal_id, _criterion, competency in session.execute(linked)]
    by_competency = Counter(competency for _goal, competency in found if competency)
    for_goals = sum(goal_id is not None for goal_id, _competency in found)
    return {
        "for_goals": for_goals,
        "for_a_role": len(found) - for_goals,
        "by_competency": dict(sorted(by_competency.items())),
    }


def talks(session: Session, first: date, last: date) -> dict[str, Any]:
    """The talks about my development in a period: how many, who opened them, and what they were about."""
    found = list(
        session.scalars(
            select(DevelopmentTalk).where(
                DevelopmentTalk.deleted_at.is_(None), DevelopmentTalk.day.between(first, last)
            )
        )
    )
    opened, about = Counter(each.opened_by for each in found), Counter(each.about for each in found)
    return {
        "n": len(found),
        "opened_by": {owner: opened[owner] for owner in OWNERS},
        "about": {subject: about[subject] for subject in TALK_SUBJECTS},
    }


def pulse(session: Session, first: date, last: date) -> dict[str, Any]:
    """Each word with how often it was rated, 1 to 5, and its first and last figure; None where it never was."""
    wanted = select(Pulse).where(Pulse.deleted_at.is_(None), Pulse.rated_on.between(first, last))
    found = list(session.scalars(wanted.order_by(Pulse.place)))
    rated = {word: [each for each in (getattr(one, word) for one in found) if each is not None] for word in PULSE_WORDS}
    return {
        "n": len(found),
        **{
            word: {"n": len(each), "first": each[0] if each else None, "last": each[-1] if each else None}
            for word, each in rated.items()
        },
    }


def _debriefs(session: Session, first: date, last: date) -> dict[str, Any]:
    wanted = select(OneOnOne).where(
        OneOnOne.deleted_at.is_(None), OneOnOne.state == "held", OneOnOne.day.between(first, last)
    )
    found = list(session.scalars(wanted.where(OneOnOne.debriefed_on.is_not(None))))
    answers = {name: Counter(getattr(each, name) for each in found) for name in DEBRIEF}
    opened = Counter(each.opened_by for each in found)
    return {
        "n": len(found),
        **{name: {answer: counts[answer] for answer in YES_PARTLY_NO} for name, counts in answers.items()},
        "opened_by": {owner: opened[owner] for owner in OWNERS},
    }


def _plans(session: Session, first: date, last: date) -> dict[str, int]:
    cards = select(PlanCard.rehearsed_on).join(OneOnOne, OneOnOne.id == PlanCard.one_on_one_id)
    cards = cards.where(PlanCard.deleted_at.is_(None), OneOnOne.deleted_at.is_(None), OneOnOne.day.between(first, last))
    days = list(session.scalars(cards))
    return {"cards": len(days), "rehearsed": sum(day is not None for day in days)}


def _pairs(session: Session, query: Select[str, int]) -> list[tuple[str, int]]:
    return [(name, count) for name, count in session.execute(query)]
