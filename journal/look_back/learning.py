"""What was heard, asked and learned in a period: feedback, requests, development talks, pulse, agreement and importance."""

from collections import defaultdict
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from journal.look_back.lines import Line, Part
from journal.practices import importance
from journal.review import coaching
from journal.store.planning import unindexed
from journal.store.tables import (
    Authority,
    ClimbStep,
    DevelopmentTalk,
    Entry,
    Feedback,
    Pulse,
    Request,
    Statement,
    Surprise,
)
from journal.store.tables.base import places_of
from journal.text import (
    BASES,
    CLARITIES,
    FEEDBACK_KINDS,
    PULSE_WORDS,
    REQUEST_KINDS,
    REQUEST_STATUSES,
    TALK_SUBJECTS,
    _,
    first_line,
    long_day,
)


def feedback(session: Session, first: date, last: date) -> Part:
    """What was received in the period, or climbed in it: the words, and the rungs with their days."""
    climbs = _climbs(session, first, last)
    begin, end = places_of(first, last)
    received = select(Entry.id).where(
        Entry.deleted_at.is_(None), Entry.kind == "feedback", Entry.place >= begin, Entry.place < end
    )
    told = {*session.scalars(received), *climbs}
    wanted = select(Entry.id, Entry.day, Feedback).join(Feedback, Feedback.entry_id == Entry.id)
    wanted = wanted.where(
        unindexed(Entry.deleted_at).is_(None), unindexed(Entry.kind) == "feedback", Entry.id.in_(told)
    )
    lines = tuple(
        _feedback_line(entry_id, day, heard, climbs.get(entry_id, []))
        for entry_id, day, heard in session.execute(wanted.order_by(Entry.place.desc()))
    )
    return Part("feedback", _("Feedback, and how clear it became"), lines)


def _climbs(session: Session, first: date, last: date) -> dict[str, list[ClimbStep]]:
    """The steps of the period by their entry, in the order in which they were climbed."""
    steps = select(ClimbStep).where(ClimbStep.deleted_at.is_(None), ClimbStep.reached_on.between(first, last))
    found: dict[str, list[ClimbStep]] = defaultdict(list)
    for step in session.scalars(steps.order_by(ClimbStep.reached_on, ClimbStep.created_at)):
        found[step.entry_id].append(step)
    return dict(found)


def _feedback_line(entry_id: str, day: date, heard: Feedback, steps: list[ClimbStep]) -> Line:
    rungs = [_("{rung} {day}").format(rung=CLARITIES[step.rung], day=long_day(step.reached_on)) for step in steps]
    climbed = " → ".join(rungs) or CLARITIES[heard.clarity]
    did = first_line(heard.what_i_will_do)
    note = _joined(FEEDBACK_KINDS[heard.kind], climbed, _("what I do: {words}").format(words=did) if did else "")
    words = first_line(heard.exact_words) or _("A feedback without words yet")
    return Line(words, day, note, "feedback", entry_id)


def requests(session: Session, first: date, last: date) -> Part:
    """What was asked or answered in the period, by kind, with the answer and what came of it."""
    query = select(Entry.id, Request).join(Request, unindexed(Request.entry_id) == Entry.id)
    query = query.where(
        Entry.deleted_at.is_(None),
        Entry.kind == "request",
        or_(*(day.between(first, last) for day in (Request.asked_on, Request.agreed_on, Request.answered_on))),
    )
    found = [(entry_id, request) for entry_id, request in session.execute(query.order_by(Request.asked_on))]
    order = list(REQUEST_KINDS)
    found.sort(key=lambda each: order.index(each[1].kind))
    return Part("requests", _("Requests, and their answers"), tuple(_request_line(*each) for each in found))


def _request_line(entry_id: str, request: Request) -> Line:
    status = REQUEST_STATUSES[request.status]
    said = _("{state} {day}").format(state=status, day=long_day(request.answered_on)) if request.answered_on else status
    outcome = first_line(request.outcome)
    note, copied = _joined(said, first_line(request.answer), outcome), _joined(said, outcome)
    ask = first_line(request.ask) or _("A request without words yet")
    return Line(ask, request.asked_on, note, "request", entry_id, REQUEST_KINDS[request.kind], copied)


def talks(session: Session, first: date, last: date) -> Part:
    """The talks about my development: who opened them, and what they left."""
    wanted = select(DevelopmentTalk).where(
        DevelopmentTalk.deleted_at.is_(None), DevelopmentTalk.day.between(first, last)
    )
    lines = tuple(
        Line(
            _("{subject}, {opened}").format(
                subject=TALK_SUBJECTS[each.about],
                opened=_("opened by me") if each.opened_by == "me" else _("opened by my manager"),
            ),
            each.day,
            _joined(first_line(each.strengths), first_line(each.areas), first_line(each.next_steps)),
            "development_talk",
            each.id,
            copied=first_line(each.next_steps),
        )
        for each in session.scalars(wanted.order_by(DevelopmentTalk.place.desc()))
    )
    return Part("talks", _("Talks about my development"), lines)


def pulse(session: Session, first: date, last: date) -> Part:
    """How each word stood at first and at last, with how often it was rated; then every rating."""
    figures = coaching.pulse(session, first, last)
    lines = [
        Line(
            _("{word}: {first} at first, {last} at last (n = {n})").format(
                word=name, first=figures[word]["first"], last=figures[word]["last"], n=figures[word]["n"]
            )
        )
        for word, name in PULSE_WORDS.items()
        if figures[word]["n"]
    ]
    wanted = select(Pulse).where(Pulse.deleted_at.is_(None), Pulse.rated_on.between(first, last))
    for each in session.scalars(wanted.order_by(Pulse.place.desc())):
        rated = [
            f"{name} {getattr(each, word)}" for word, name in PULSE_WORDS.items() if getattr(each, word) is not None
        ]
        note = first_line(each.note)
        lines.append(Line(note or _("Rated"), each.rated_on, " · ".join(rated), "pulse", each.id))
    return Part("pulse", _("Pulse, 1 to 5"), tuple(lines), is_mine=False)


def agreement(session: Session, first: date, last: date) -> Part:
    """What I came to know of how we work, by how I know it, and the surprises with the rules that came of them."""
    counted = select(Statement.basis, func.count()).where(
        Statement.deleted_at.is_(None), Statement.said_on.between(first, last)
    )
    counts = {row[0]: row[1] for row in session.execute(counted.group_by(Statement.basis))}
    lines: list[Line] = []
    if counts:
        known = [f"{BASES[basis]} {counts[basis]}" for basis in BASES if basis in counts]
        lines.append(Line(_("Statements of the working agreement: {known}").format(known=" · ".join(known))))
    wanted = (
        select(Surprise, Authority.decision, Statement.text)
        .join(Authority, (Authority.id == Surprise.authority_id) & Authority.deleted_at.is_(None), isouter=True)
        .join(Statement, (Statement.id == Surprise.statement_id) & Statement.deleted_at.is_(None), isouter=True)
        .where(Surprise.deleted_at.is_(None), Surprise.day.between(first, last))
        .order_by(Surprise.place.desc())
    )
    for each, decision, statement in session.execute(wanted):
        rule = first_line(decision or statement or "")
        note = _("The rule that came of it: {rule}").format(rule=rule) if rule else _("No rule came of it yet")
        lines.append(Line(first_line(each.what_happened), each.day, note, "surprise", each.id, _("Surprises")))
    return Part("agreement", _("Working agreement"), tuple(lines), is_mine=False)


def board(session: Session, first: date, last: date) -> Part:
    """The rounds of the importance board of which a hand was laid down in the period."""
    lines: list[Line] = []
    for each in importance.rounds(session, last):
        days = [hand.rated_on for hand in each.hands.values()]
        mine, known = each.common("me", "manager"), each.common("my-guess-of-manager", "manager")
        if max(days) >= first:
            said = [
                _("we agree on {n} of 4").format(n=len(mine))
                if mine is not None
                else _("no hand to compare mine with yet"),
                _("I knew {n} of their 4").format(n=len(known)) if known is not None else "",
            ]
            hand = each.hands.get("me") or next(iter(each.hands.values()))
            name = _("Round {number}").format(number=each.number)
            lines.append(Line(name, max(days), _joined(*said), "importance", hand.id))
    return Part("importance", _("Importance board"), tuple(lines), is_mine=False)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
