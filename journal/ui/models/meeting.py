"""One one-on-one in full: its agenda, what waits since earlier ones, and the promises of both sides."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal

from journal import today as bringing
from journal.practices import commitments, managers, one_on_ones
from journal.store import records
from journal.store.tables import AgendaItem, OneOnOne
from journal.text import _
from journal.ui.models.ledger import LedgerRow, rows_of
from journal.ui.models.promise_words import day_text, due_text, end_text, moved_text
from journal.ui.models.rows import Index, Row, RowsModel

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

#: What stands before the words of a suggested topic in the id of its row.
SUGGESTED: Final = "suggested:"
A_WHILE: Final = timedelta(days=180)
_ENDS: Final = {"kept": "check", "renegotiated": "renegotiated", "dropped": "dropped"}


@dataclass(frozen=True)
class MeetingView:
    """One meeting in full: its topics, those that wait since earlier meetings, and the promises of both sides.

    waiting: undiscussed topics of earlier meetings; suggested: next topics of the last one; mine, theirs: open promises
    that were made elsewhere; made_here: what was promised in this one. A past meeting brings nothing along.
    """

    meeting: OneOnOne
    manager: str
    topics: list[Row]
    waiting: list[AgendaItem]
    suggested: list[str]
    mine: list[LedgerRow]
    theirs: list[LedgerRow]
    made_here: list[LedgerRow]
    #: The topics of this meeting that are in the trash.
    deleted: list[AgendaItem]


def read_meeting(session: "Session", meeting_id: str, today: date) -> MeetingView | None:
    """One meeting with all that belongs to it, or None when it is gone or in the trash."""
    meeting = records.find(session, OneOnOne, meeting_id)
    if meeting is None or meeting.deleted_at is not None:
        return None
    brought = bringing.bring(session, meeting)
    is_present = meeting.state == "planned" or meeting.day >= today
    waiting = one_on_ones.carried_over(session, meeting) if is_present else []
    names = {manager.id: manager.name for manager in managers.chapters(session)}
    elsewhere = [each for each in rows_of(session, [*brought.mine, *brought.theirs]) if each.meeting_id != meeting_id]
    return MeetingView(
        meeting,
        names.get(meeting.manager_id, ""),
        [_topic_row(each, _last_before(session, meeting), today) for each in brought.agenda.own],
        waiting,
        brought.agenda.suggested,
        [each for each in elsewhere if is_present and each.owner == "me"],
        [each for each in elsewhere if is_present and each.owner == "manager"],
        rows_of(session, commitments.of_meeting(session, meeting_id)),
        one_on_ones.trashed_items(session, meeting_id),
    )


def _last_before(session: "Session", meeting: OneOnOne) -> date | None:
    """The day of this manager's last meeting held before, up to which a topic counts as carried over."""
    held = one_on_ones.held(session, meeting.day - A_WHILE, meeting.day)
    return next(
        (each.day for each in held if each.place < meeting.place and each.manager_id == meeting.manager_id), None
    )


def _topic_row(item: AgendaItem, last: date | None, today: date) -> Row:
    is_old = last is not None and item.raised_on <= last
    since = since_text(item.raised_on, today) if is_old else ""
    return Row(item.id, item.text, trailing=since, tone="muted" if item.discussed else "", ticked=item.discussed)


def since_text(day: date, today: date) -> str:
    """Since when something waits."""
    return _("since {day}").format(day=day_text(day, today))


def waiting_rows(view: MeetingView, today: date) -> list[Row]:
    """What earlier meetings left over: topics by their own id, suggestions by their words after a sign."""
    rows = [Row(each.id, each.text, trailing=since_text(each.raised_on, today), icon="plus") for each in view.waiting]
    note = _("noted for next time")
    return [*rows, *(Row(SUGGESTED + topic, topic, trailing=note, icon="plus") for topic in view.suggested)]


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
