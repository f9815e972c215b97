"""One one-on-one in full: its agenda, what comes into it by itself, its plan cards, and the promises of both sides."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal

from journal.practices import commitments, managers, one_on_ones
from journal.preparing import Offered, Preparation, ToAsk, prepare
from journal.store import records
from journal.store.tables import AgendaItem, OneOnOne, PlanCard
from journal.text import HIT_KINDS, _
from journal.ui.models.ledger import LedgerRow, rows_of
from journal.ui.models.promise_words import day_text, due_text, end_text, moved_text
from journal.ui.models.rows import Index, Row, RowsModel

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

#: What stands before the words of a suggested topic in the id of its row.
SUGGESTED: Final = "suggested:"
A_WHILE: Final = timedelta(days=180)
#: Where a topic came from, by the kind of its source; and the page on which that stands.
SOURCES: Final[dict[str, str]] = {
    kind: _("From: {source}").format(source=HIT_KINDS[kind].lower())
    for kind in ("feedback", "request", "statement", "authority", "experience", "goal", "role_case")
}
PAGES: Final = {
    "feedback": "journal",
    "request": "journal",
    "statement": "manager",
    "authority": "manager",
    "surprise": "manager",
    "experience": "manager",
    "goal": "growth",
    "role_case": "growth",
    "development_talk": "growth",
}
_ENDS: Final = {"kept": "check", "renegotiated": "renegotiated", "dropped": "dropped"}


@dataclass(frozen=True)
class MeetingView:
    """One meeting in full: its topics, what comes into it by itself, and the promises of both sides.

    items: its own topics, topics: the same as rows; waiting: undiscussed topics of earlier meetings; suggested: next topics of
    the last one; ask_again, questions, to_request: what could be asked; mine, theirs: open promises that were made elsewhere;
    made_here: what was promised in this one; coming: the next planned one with this manager. A past meeting brings nothing along.
    """

    meeting: OneOnOne
    manager: str
    #: With whom it can be instead, by id and name; nobody where only one chapter runs.
    others: list[tuple[str, str]]
    #: Every how many weeks one meets this manager; None where nothing was agreed.
    cadence_weeks: int | None
    items: list[AgendaItem]
    topics: list[Row]
    waiting: list[AgendaItem]
    suggested: list[str]
    ask_again: list[ToAsk]
    questions: list[ToAsk]
    to_request: list[ToAsk]
    cards: list[PlanCard]
    mine: list[LedgerRow]
    theirs: list[LedgerRow]
    made_here: list[LedgerRow]
    coming: OneOnOne | None
    #: The topics and the cards of this meeting that are in the trash.
    deleted: list[AgendaItem]
    deleted_cards: list[PlanCard]


def read_meeting(session: "Session", meeting_id: str, today: date, *, with_offers: bool = True) -> MeetingView | None:
    """One meeting with all that belongs to it, or None when it is gone or in the trash.

    What could be asked in it takes the longest to find; `with_offered` puts it in later.
    """
    meeting = records.find(session, OneOnOne, meeting_id)
    if meeting is None or meeting.deleted_at is not None:
        return None
    brought = _brought(session, meeting, today, with_offers=with_offers)
    chapters = managers.chapters(session)
    of = next((manager for manager in chapters if manager.id == meeting.manager_id), None)
    running = [manager for manager in chapters if managers.is_running(manager, today)]
    open_ones = rows_of(session, [*brought.mine, *brought.theirs])
    elsewhere = [each for each in open_ones if each.meeting_id != meeting_id]
    last = _last_before(session, meeting)
    return MeetingView(
        meeting=meeting,
        manager=of.name if of else "",
        others=[(each.id, each.name) for each in chapters if each in running or each is of] if len(running) > 1 else [],
        cadence_weeks=of.cadence_weeks if of else None,
        items=brought.agenda.own,
        topics=[_topic_row(each, last, today) for each in brought.agenda.own],
        waiting=brought.agenda.carried,
        suggested=brought.agenda.suggested,
        ask_again=brought.ask_again,
        questions=brought.questions,
        to_request=brought.requests_to_make,
        cards=brought.cards,
        mine=[each for each in elsewhere if each.owner == "me"],
        theirs=[each for each in elsewhere if each.owner == "manager"],
        made_here=rows_of(session, commitments.of_meeting(session, meeting_id)),
        coming=_coming(session, meeting),
        deleted=one_on_ones.trashed_items(session, meeting_id),
        deleted_cards=one_on_ones.trashed_cards(session, meeting_id),
    )


def takes_in(meeting: OneOnOne, today: date) -> bool:
    """Whether anything comes in by itself: into a meeting that was held before today nothing does but what stands in it."""
    return meeting.state == "planned" or meeting.day >= today


def with_offered(view: MeetingView, found: Offered) -> MeetingView:
    """The same meeting with what could be asked in it."""
    return replace(view, ask_again=found.ask_again, questions=found.questions, to_request=found.requests_to_make)


def _brought(session: "Session", meeting: OneOnOne, today: date, *, with_offers: bool) -> Preparation:
    if takes_in(meeting, today):
        return prepare(session, meeting, today, with_offers=with_offers)
    return Preparation(one_on_ones.agenda(session, meeting), [], [], [], [], [], one_on_ones.cards(session, meeting.id))


def _coming(session: "Session", meeting: OneOnOne) -> OneOnOne | None:
    """The next meeting planned with the same manager after this one."""
    ahead = (each for each in one_on_ones.planned(session) if each.place > meeting.place)
    return next((each for each in ahead if each.manager_id == meeting.manager_id), None)


def _last_before(session: "Session", meeting: OneOnOne) -> date | None:
    """The day of this manager's last meeting held before, up to which a topic counts as carried over."""
    held = one_on_ones.held(session, meeting.day - A_WHILE, meeting.day)
    return next(
        (each.day for each in held if each.place < meeting.place and each.manager_id == meeting.manager_id), None
    )


def _topic_row(item: AgendaItem, last: date | None, today: date) -> Row:
    is_old = last is not None and item.raised_on <= last
    since = since_text(item.raised_on, today) if is_old else ""
    tone = "muted" if item.discussed else ""
    return Row(item.id, item.text, _said(item), trailing=since, tone=tone, ticked=item.discussed)


def _said(item: AgendaItem) -> str:
    """The line under a topic: what they said to it, else where it came from."""
    if item.answer:
        return _("They said: {answer}").format(answer=" ".join(item.answer.split()))
    return SOURCES.get(item.source_kind, "")


def since_text(day: date, today: date) -> str:
    """Since when something waits."""
    return _("since {day}").format(day=day_text(day, today))


def waiting_rows(view: MeetingView, today: date) -> list[Row]:
    """What earlier meetings left over: topics by their own id, suggestions by their words after a sign."""
    rows = [Row(each.id, each.text, trailing=since_text(each.raised_on, today), icon="plus") for each in view.waiting]
    note = _("noted for next time")
    return [*rows, *(Row(SUGGESTED + topic, topic, trailing=note, icon="plus") for topic in view.suggested)]


def offer_rows(offers: list[ToAsk], today: date) -> list[Row]:
    """What could be asked, each by its source and words."""
    return [
        Row(offer_id(each), each.text, trailing=since_text(each.since, today), icon="plus", page=each.source_kind)
        for each in offers
    ]


def offer_id(offer: ToAsk) -> str:
    """What names an offer among the others."""
    return f"{offer.source_kind}/{offer.source_id}/{offer.text}"


def promise_row(promise: LedgerRow, today: date, *, here: bool = False) -> Row:
    """A promise in a meeting: since when, how often moved, when due; `here` where it was made, with its owner."""
    late = promise.is_open and promise.due is not None and promise.due < today
    came = promise.who if here else since_text(promise.meeting_day or promise.made_on, today)
    return Row(
        promise.id,
        promise.what,
        " · ".join(part for part in (came, moved_text(len(promise.moves))) if part),
        due_text(promise.due, today) if promise.is_open else end_text(promise, today),
        icon=_ENDS.get(promise.status, ""),
        tone="alert" if late else "" if promise.is_open else "muted",
        ticked=False if promise.is_open else None,
    )


class TopicsModel(RowsModel):
    """The agenda: its words can be changed in place. `renamed` carries the topic's id and its new words."""

    renamed = Signal(str, str)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every topic can be chosen and changed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """As of all rows; what is edited are the words."""
        row = self.row_at(index)
        if role == int(Qt.ItemDataRole.EditRole):
            return row.title if row else None
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Say which words were typed; whoever hears it writes them."""
        row = self.row_at(index)
        words = str(value).strip()
        if role != int(Qt.ItemDataRole.EditRole) or row is None or not words or words == row.title:
            return False
        self.renamed.emit(row.id, words)
        return True
