"""What the journal of dealings with a manager offers to a summary: notes, feedback, commitments, requests, topics.

A first wording comes from public fields alone: the text of my own promise, and what I asked for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from journal.practices import commitments, entries, one_on_ones, requests
from journal.sharing.lines.candidate import Source
from journal.store.tables import ClimbStep, Commitment, Entry, Feedback
from journal.store.tables.base import places_of
from journal.text import REQUEST_STATUSES, _, first_line

#: A section, a kind of record and its UUID: what a line is about.
Key = tuple[str, str, str]
_NOTES = 200


class Offer(NamedTuple):
    """Something that happened in the period, before it is known whether a line was written for it."""

    section: str
    source: Source
    about: str
    wording: str = ""
    note: str = ""
    steps: int = 0


@dataclass(frozen=True)
class Asked:
    """The period and the manager that offers are wanted for, and what a line was approved for before: if open, it comes again."""

    session: Session
    first: date
    last: date
    manager_id: str
    before: frozenset[Key]

    def has(self, day: date | None) -> bool:
        """Whether a day lies in the period."""
        return day is not None and self.first <= day <= self.last

    def latest(self, *days: date | None) -> date:
        """The latest of these days that lies in the period; its first day where none does."""
        return max((day for day in days if day and self.has(day)), default=self.first)


def all_of(asked: Asked) -> Iterator[Offer]:
    """Everything of the dealings."""
    yield from _notes(asked)
    yield from _feedback(asked)
    yield from _commitments(asked)
    yield from _requests(asked)
    for meeting in one_on_ones.held(asked.session, asked.first, asked.last):
        if meeting.manager_id == asked.manager_id and meeting.next_topics.strip():
            yield Offer("next", Source("one_on_one", meeting.id, meeting.day), first_line(meeting.next_topics))


def _notes(asked: Asked) -> Iterator[Offer]:
    of_period = entries.EntryFilter(first=asked.first, last=asked.last)
    wins = replace(of_period, kinds=frozenset({"win"}))
    starred = replace(of_period, kinds=frozenset({"interaction", "reflection"}), starred=True)
    for wanted in (wins, starred):
        for row in entries.first_rows(asked.session, wanted, limit=_NOTES):
            yield Offer("progress", Source("entry", row.id, row.day), row.headline)


def _feedback(asked: Asked) -> Iterator[Offer]:
    """What was heard, and what came of it: a feedback stands where it was heard, tried, climbed or confirmed.

    What one tried stays an offer until it is confirmed, once a line was approved for it.
    """
    climbed = _climbed(asked)
    for entry_id, day, found in _heard(asked, {*climbed, *_tried(asked)}):
        steps = climbed.get(entry_id, {})
        tried_on = found.ask_again_on if found.what_i_will_do.strip() else None
        on = asked.latest(day, tried_on, *steps.values())
        note = _how_far(found, is_confirmed="confirmed" in steps)
        yield Offer("feedback", Source("feedback", entry_id, on), found.exact_words, note=note)


def _heard(asked: Asked, others: Collection[str]) -> list[tuple[str, date, Feedback]]:
    """The feedbacks that were heard in the period, and these others, the newest first."""
    begin, end = places_of(asked.first, asked.last)
    query = select(Entry.id, Entry.day, Feedback).join(Feedback, Feedback.entry_id == Entry.id)
    query = query.where(Entry.deleted_at.is_(None), Entry.kind == "feedback", Entry.manager_id == asked.manager_id)
    of_period, beside = Entry.place.between(begin, end - 1), Entry.id.in_(others)
    rows = [row for where in (of_period, beside) for row in asked.session.execute(query.where(where))]
    found = {entry_id: (entry_id, day, heard) for entry_id, day, heard in rows}
    return sorted(found.values(), key=itemgetter(1), reverse=True)


def _tried(asked: Asked) -> set[str]:
    """The feedbacks whose experiment was to show something in the period; and, until they are confirmed, those told of before."""
    again = [key[2] for key in asked.before if key[:2] == ("feedback", "feedback")]
    due = Feedback.ask_again_on.between(asked.first, asked.last)
    still = and_(Feedback.clarity != "confirmed", Feedback.entry_id.in_(again))
    return set(asked.session.scalars(select(Feedback.entry_id).where(Feedback.what_i_will_do != "", or_(due, still))))


def _climbed(asked: Asked) -> dict[str, dict[str, date]]:
    """The rungs that feedbacks reached in the period, with the days, by the entries' UUIDs."""
    found: dict[str, dict[str, date]] = defaultdict(dict)
    wanted = select(ClimbStep).where(
        ClimbStep.deleted_at.is_(None), ClimbStep.reached_on.between(asked.first, asked.last)
    )
    for step in asked.session.scalars(wanted.order_by(ClimbStep.reached_on)):
        found[step.entry_id][step.rung] = step.reached_on
    return dict(found)


def _how_far(found: Feedback, *, is_confirmed: bool) -> str:
    """What was done with a feedback."""
    if is_confirmed:
        return _("your manager has seen the change")
    doing = first_line(found.what_i_will_do)
    return _("you tried: {words}").format(words=doing) if doing else ""


def _commitments(asked: Asked) -> Iterator[Offer]:
    kept = and_(Commitment.status == "kept", Commitment.closed_on.between(asked.first, asked.last))
    still_open = and_(Commitment.status == "open", Commitment.made_on <= asked.last)
    wanted = commitments.live().where(or_(kept, still_open), Commitment.manager_id == asked.manager_id)
    for made in asked.session.scalars(wanted.order_by(Commitment.place.desc())):
        is_mine, is_kept = made.owner == "me", made.status == "kept"
        day = made.closed_on if is_kept and made.closed_on else max(made.made_on, asked.first)
        yield Offer(
            "support" if is_kept and not is_mine else "commitments",
            Source("commitment", made.id, day),
            made.what,
            made.what if is_mine else "",
            _standing(is_mine=is_mine, is_kept=is_kept),
        )


def _standing(*, is_mine: bool, is_kept: bool) -> str:
    if is_mine:
        return _("yours, kept") if is_kept else _("yours, open")
    return _("your manager’s, kept") if is_kept else _("your manager’s, open")


def _requests(asked: Asked) -> Iterator[Offer]:
    """What is still asked for, and what was given: a thank-you."""
    theirs = _requests_of(asked)
    for made in requests.open_or_answered(asked.session, asked.first, asked.last):
        request, note = made.request, REQUEST_STATUSES[made.request.status].lower()
        if made.entry_id not in theirs:
            continue
        if request.status == "delivered" and asked.has(request.answered_on):
            source = Source("request", made.entry_id, request.answered_on or asked.last)
            yield Offer("support", source, request.ask, note=note)
        elif request.status in {"draft", "asked", "agreed"} and made.day <= asked.last:
            source = Source("request", made.entry_id, max(made.day, asked.first))
            yield Offer("requests", source, request.ask, request.ask, note)


def _requests_of(asked: Asked) -> set[str]:
    """The ids of a manager's requests, found by their kind: by the manager would be nearly all entries."""
    wanted = select(Entry.id, Entry.manager_id).where(Entry.deleted_at.is_(None), Entry.kind == "request")
    return {entry_id for entry_id, theirs in asked.session.execute(wanted) if theirs == asked.manager_id}
