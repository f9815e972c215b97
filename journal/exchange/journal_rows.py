"""The journal's records in the shape of rows: for the tables that go out, and to know what was typed in by hand.

What is in the trash is left out.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from journal.exchange.rows import (
    CommitmentRow,
    FeedbackRow,
    HandRow,
    LineRow,
    MeetingRow,
    NoteRow,
    Place,
    RequestRow,
    Row,
)
from journal.store.tables import (
    AgendaItem,
    Commitment,
    Entry,
    Feedback,
    ImportanceHand,
    Imported,
    Manager,
    OneOnOne,
    Record,
    Request,
    ShareableLine,
)

#: What a line's source is called in tables, and in the journal.
SOURCE_KINDS: Final = {
    "notes": "entry",
    "one-on-ones": "one_on_one",
    "commitments": "commitment",
    "requests": "request",
    "feedback": "feedback",
    "importance": "importance_hand",
}
_SOURCES: Final = {kind: source for source, kind in SOURCE_KINDS.items()}
#: The class whose record a kind of row becomes; of feedback and requests it is the details, not the entry.
RECORDS: Final[dict[str, type[Record]]] = {
    "one-on-ones": OneOnOne,
    "notes": Entry,
    "feedback": Feedback,
    "requests": Request,
    "commitments": Commitment,
    "importance": ImportanceHand,
    "shareable": ShareableLine,
}
Found = tuple[str, Row]


class JournalRows:
    """Reads the records of a session as rows, each with the id of its record, in the order of their days."""

    def __init__(self, session: Session, *, typed_only: bool = False, whole: bool = False) -> None:
        """`typed_only` leaves out what was imported; `whole` adds what no table that comes in has: plans, withdrawn lines."""
        self._session = session
        self._typed_only = typed_only
        self._whole = whole
        self._managers = {found.id: found.name for found in session.scalars(select(Manager))}
        self._here = Place("")

    def of(self, kind: str) -> Iterator[Found]:
        """The rows of one kind."""
        readers = {
            "one-on-ones": self._meetings,
            "notes": self._notes,
            "feedback": self._feedback,
            "requests": self._requests,
            "commitments": self._commitments,
            "importance": self._hands,
            "shareable": self._lines,
        }
        return readers[kind]()

    def _live(self, kind: type[Record], *more: Any) -> Any:
        query = select(kind).where(kind.deleted_at.is_(None), *more)
        return query.where(~exists().where(Imported.record_id == kind.id)) if self._typed_only else query

    def _manager(self, manager_id: str) -> str:
        return self._managers.get(manager_id, "")

    def _meetings(self) -> Iterator[Found]:
        agendas: defaultdict[str, list[str]] = defaultdict(list)
        items = select(AgendaItem.one_on_one_id, AgendaItem.text).where(AgendaItem.deleted_at.is_(None))
        for meeting_id, text in self._session.execute(items.order_by(AgendaItem.position, AgendaItem.created_at)):
            agendas[meeting_id].append(text)
        held = () if self._whole else (OneOnOne.state == "held",)
        for found in self._session.scalars(self._live(OneOnOne, *held).order_by(OneOnOne.place)):
            yield (
                found.id,
                MeetingRow(
                    place=self._here,
                    day=found.day,
                    start=found.start or "",
                    minutes=found.minutes,
                    agenda=tuple(agendas[found.id]),
                    notes=found.notes,
                    next_topics=found.next_topics,
                    manager=self._manager(found.manager_id),
                ),
            )

    def _notes(self) -> Iterator[Found]:
        columns = (Entry.id, Entry.day, Entry.time, Entry.text, Entry.starred)
        query = self._live(Entry, Entry.kind == "interaction").with_only_columns(*columns).order_by(Entry.place)
        found: Any
        for found in self._session.execute(query):
            yield found.id, NoteRow(self._here, found.day, found.time or "", found.text, found.starred)

    def _detailed(self, detail: type[Feedback] | type[Request], kind: str) -> Iterator[tuple[Any, date, str]]:
        query = self._live(detail).join(Entry, Entry.id == detail.entry_id).order_by(Entry.place)
        query = query.where(Entry.deleted_at.is_(None), Entry.kind == kind)
        row: Any
        for row in self._session.execute(query.add_columns(Entry.day, Entry.manager_id)):
            yield row[0], row.day, self._manager(row.manager_id)

    def _feedback(self) -> Iterator[Found]:
        for found, day, manager in self._detailed(Feedback, "feedback"):
            yield (
                found.id,
                FeedbackRow(
                    place=self._here,
                    received_on=day,
                    from_whom=found.from_whom,
                    exact_words=found.exact_words,
                    kind=found.kind,
                    situation=found.situation,
                    behaviour=found.behaviour,
                    impact=found.impact,
                    what_i_will_do=found.what_i_will_do,
                    ask_again_on=found.ask_again_on,
                    clarity=found.clarity,
                    manager=manager,
                ),
            )

    def _requests(self) -> Iterator[Found]:
        for found, _day, manager in self._detailed(Request, "request"):
            yield (
                found.id,
                RequestRow(
                    place=self._here,
                    asked_on=found.asked_on,
                    kind=found.kind,
                    ask=found.ask,
                    by_when=found.by_when,
                    why_it_helps_them=found.why_it_helps_them,
                    status=found.status,
                    answered_on=found.answered_on,
                    outcome=found.outcome,
                    manager=manager,
                ),
            )

    def _commitments(self) -> Iterator[Found]:
        meetings = dict(self._session.execute(select(OneOnOne.id, OneOnOne.day)).all())
        for found in self._session.scalars(self._live(Commitment).order_by(Commitment.place)):
            yield (
                found.id,
                CommitmentRow(
                    place=self._here,
                    made_on=found.made_on,
                    owner=found.owner,
                    what=found.what,
                    due=found.due,
                    status=found.status,
                    closed_on=found.closed_on,
                    one_on_one=meetings.get(found.one_on_one_id or ""),
                    manager=self._manager(found.manager_id),
                ),
            )

    def _hands(self) -> Iterator[Found]:
        hands = self._live(ImportanceHand).order_by(ImportanceHand.rated_on, ImportanceHand.rater)
        for found in self._session.scalars(hands):
            cards = tuple(sorted(found.competencies))
            yield (
                found.id,
                HandRow(self._here, found.rated_on, found.rater, cards, self._manager(found.manager_id)),
            )

    def _lines(self) -> Iterator[Found]:
        approved = () if self._whole else (ShareableLine.withdrawn_at.is_(None),)
        lines = self._live(ShareableLine, *approved).order_by(
            ShareableLine.section, ShareableLine.position, ShareableLine.approved_at
        )
        for found in self._session.scalars(lines):
            source = _SOURCES.get(found.source_kind, found.source_kind if self._whole else "") or "notes"
            manager = self._manager(found.manager_id)
            yield found.id, LineRow(self._here, found.section, found.text, source, found.source_day, manager)
