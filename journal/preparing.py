"""What comes into a one-on-one by itself: the promises of both sides, what was left over, and what waits to be asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from journal.practices import agreement, commitments, feedback, one_on_ones
from journal.practices.one_on_ones import Agenda
from journal.store.planning import unindexed
from journal.store.tables import AgendaItem, Commitment, Entry, Feedback, OneOnOne, PlanCard, Request, Statement
from journal.text import first_line

#: More than this of one kind is never offered at once: the newest feedbacks, the requests that are wanted first.
MOST: Final = 40
#: How many of the newest feedbacks and of the newest requests are looked at: years of them, and a moment's reading.
LOOKED_AT: Final = 500


@dataclass(frozen=True)
class ToAsk:
    """Something that could stand on an agenda: the words, and the record that it comes from.

    about: what the words are about, in a few words; since: the day of the record; same_words: whether it counts as asked only in
    these words, because the record asks for more than one thing; again: asked before this day does not count.
    """

    text: str
    source_kind: str
    source_id: str
    about: str
    since: date
    same_words: bool = False
    again: date | None = None


@dataclass(frozen=True)
class Preparation:
    """Everything that belongs into a meeting.

    agenda: its topics and those carried over; mine, theirs: the open promises to this manager and by them; questions: the next
    ones of feedbacks that are not clear yet, and of assumptions; requests_to_make: drafts; ask_again: feedbacks whose day to ask
    again has come. What stands on an agenda of this manager already is not offered again.
    """

    agenda: Agenda
    mine: list[Commitment]
    theirs: list[Commitment]
    questions: list[ToAsk]
    requests_to_make: list[ToAsk]
    ask_again: list[ToAsk]
    cards: list[PlanCard]

    @property
    def offered(self) -> list[ToAsk]:
        """Whatever could be put on the agenda, in the order in which it is shown."""
        return [*self.ask_again, *self.questions, *self.requests_to_make]


@dataclass(frozen=True)
class Offered:
    """What waits to be asked of a manager, whether a meeting is planned or not."""

    questions: list[ToAsk]
    requests_to_make: list[ToAsk]
    ask_again: list[ToAsk]


def prepare(session: Session, meeting: OneOnOne, today: date, *, with_offers: bool = True) -> Preparation:
    """Everything that belongs into a meeting, as things stand on a day; what could be asked only where it is wanted."""
    waiting = [each for each in commitments.open_ones(session) if each.manager_id == meeting.manager_id]
    found = offered(session, meeting.manager_id, today) if with_offers else Offered([], [], [])
    return Preparation(
        one_on_ones.agenda(session, meeting),
        [each for each in waiting if each.owner == "me"],
        [each for each in waiting if each.owner == "manager"],
        found.questions,
        found.requests_to_make,
        found.ask_again,
        one_on_ones.cards(session, meeting.id),
    )


def offered(session: Session, manager_id: str, today: date) -> Offered:
    """What could be put on the next agenda with a manager: what no topic asks yet."""
    again = _ask_again(session, manager_id, today)
    drafts = _drafts(session, manager_id)
    questions = [*_of_feedback(session, manager_id), *_of_assumptions(session, manager_id)]
    asked = _asked(session, manager_id, [*again, *drafts, *questions])
    coming = {each.source_id for each in again}
    return Offered(
        still_to_ask([each for each in questions if each.source_id not in coming], asked),
        still_to_ask(drafts, asked),
        still_to_ask(again, asked),
    )


def still_to_ask(found: Iterable[ToAsk], asked: Iterable[AgendaItem]) -> list[ToAsk]:
    """Those of `found` that no topic asks yet; each source and wording once."""
    by_source: dict[tuple[str, str | None], list[AgendaItem]] = {}
    for item in asked:
        by_source.setdefault((item.source_kind, item.source_id), []).append(item)
    left: dict[tuple[str, str, str], ToAsk] = {}
    for each in found:
        if not any(_asks(item, each) for item in by_source.get((each.source_kind, each.source_id), [])):
            left.setdefault((each.source_kind, each.source_id, each.text), each)
    return list(left.values())


def _asks(item: AgendaItem, wanted: ToAsk) -> bool:
    if wanted.again and item.raised_on < wanted.again:
        return False
    return not wanted.same_words or item.text == wanted.text


# ------------------------------------------------------------------------------------------------- the sources


def _of_feedback(session: Session, manager_id: str) -> list[ToAsk]:
    """The next rung's question of the newest feedbacks that are not confirmed."""
    wanted = _feedbacks(manager_id).where(Feedback.clarity != "confirmed")
    found = [(*row, feedback.next_question(row[2])) for row in session.execute(wanted)]
    return [
        ToAsk(question, "feedback", entry_id, first_line(heard.exact_words), day, same_words=True)
        for entry_id, day, heard, question in found
        if question
    ]


def _ask_again(session: Session, manager_id: str, today: date) -> list[ToAsk]:
    """Whether they have seen it: of the feedbacks whose day to ask again has come."""
    wanted = _feedbacks(manager_id).where(Feedback.ask_again_on <= today, Feedback.clarity != "confirmed")
    return [
        ToAsk(_have_you_seen(heard), "feedback", entry_id, first_line(heard.exact_words), day, again=heard.ask_again_on)
        for entry_id, day, heard in session.execute(wanted)
    ]


def _have_you_seen(heard: Feedback) -> str:
    return feedback.question(feedback.LADDER[-1], heard.kind, heard.exact_words, heard.what_i_will_do)


def _of_assumptions(session: Session, manager_id: str) -> list[ToAsk]:
    """What I only assume of how we work, and never talked about."""
    wanted = (
        select(Statement)
        .where(
            Statement.deleted_at.is_(None),
            Statement.manager_id == manager_id,
            Statement.basis == "assumed",
            Statement.discussed_on.is_(None),
        )
        .order_by(Statement.place.desc())
        .limit(MOST)
    )
    return [
        ToAsk(
            agreement.question(each.side, each.topic, each.text),
            "statement",
            each.id,
            first_line(each.text),
            each.said_on,
        )
        for each in session.scalars(wanted)
    ]


def _drafts(session: Session, manager_id: str) -> list[ToAsk]:
    """The requests that are still drafts, the earliest wanted first."""
    wanted = (
        select(Entry.id, Entry.day, Request)
        .join(Request, Request.entry_id == Entry.id)
        .where(Entry.id.in_(_newest("request", manager_id)), Request.status == "draft")
    )
    found = session.execute(wanted.order_by(Request.by_when.asc().nulls_last(), Entry.place).limit(MOST))
    asks = [(entry_id, day, first_line(request.ask)) for entry_id, day, request in found]
    return [ToAsk(ask, "request", entry_id, ask, day) for entry_id, day, ask in asks if ask]


def _feedbacks(manager_id: str) -> "Select[str, date, Feedback]":
    wanted = select(Entry.id, Entry.day, Feedback).join(Feedback, Feedback.entry_id == Entry.id)
    return wanted.where(Entry.id.in_(_newest("feedback", manager_id))).order_by(Entry.place.desc()).limit(MOST)


def _newest(kind: str, manager_id: str) -> "Select[str]":
    """The ids of the newest entries of a kind with a manager, by the index of the list."""
    wanted = select(Entry.id).where(Entry.deleted_at.is_(None), Entry.kind == kind)
    wanted = wanted.where(unindexed(Entry.manager_id) == manager_id)
    return wanted.order_by(Entry.place.desc()).limit(LOOKED_AT)


def _asked(session: Session, manager_id: str, found: list[ToAsk]) -> list[AgendaItem]:
    """The topics of this manager's meetings that came from the same records."""
    wanted = (
        select(AgendaItem)
        .join(OneOnOne, OneOnOne.id == AgendaItem.one_on_one_id)
        .where(
            AgendaItem.deleted_at.is_(None),
            AgendaItem.source_id.in_({each.source_id for each in found}),
            OneOnOne.deleted_at.is_(None),
            unindexed(OneOnOne.manager_id) == manager_id,
        )
    )
    return list(session.scalars(wanted))
