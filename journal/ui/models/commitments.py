"""The ledger of both sides as a list: overdue first, then by due day, then what has no date; or what is closed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from journal.errors import BadInput
from journal.practices import commitments, managers, one_on_ones
from journal.store import records
from journal.store.tables import Commitment, Manager, OneOnOne
from journal.text import COMMITMENT_STATUSES, OWNERS, _, month_name, n_
from journal.ui.widgets.dates import due_words, month_day, near_day, weekday
from journal.ui.widgets.list_row import RowRole

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

Index = QModelIndex | QPersistentModelIndex
SOON: Final = timedelta(days=7)
_NOWHERE: Final = QModelIndex()
_ICONS: Final = {"kept": "check", "renegotiated": "renegotiated", "dropped": "dropped"}


@dataclass(frozen=True)
class LedgerRow:
    """One promise as the ledger shows it: who made it to whom, where it comes from, how often it was moved."""

    id: str
    owner: str
    who: str
    what: str
    status: str
    made_on: date
    due: date | None
    closed_on: date | None
    reason: str
    meeting_id: str
    meeting_day: date | None
    #: The promise that took its place when it was moved to another date, or nothing, and when that is due.
    successor: str
    successor_due: date | None
    #: The promises that it replaced, the first one first: their due days, the days on which they were moved, and why.
    moves: list[tuple[date | None, date | None, str]] = field(
        default_factory=list[tuple[date | None, date | None, str]]
    )

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.status == "open"

    @property
    def can_reopen(self) -> bool:
        """Whether closing it can be taken back; of one that was moved the new promise lives on instead."""
        return self.status in ("kept", "dropped")


def read_open(session: "Session") -> list[LedgerRow]:
    """The open promises, in the order in which they are due."""
    return rows_of(session, commitments.open_ones(session))


def read_closed(session: "Session") -> list[LedgerRow]:
    """What was kept, moved or dropped, the latest first."""
    everything = commitments.ledger(session)
    closed = [each for each in everything if each.status != "open"]
    return rows_of(session, sorted(closed, key=_closed_on, reverse=True), everything)


def read_one(session: "Session", commitment_id: str) -> LedgerRow | None:
    """One promise, or None when it is gone or in the trash."""
    found = records.find(session, Commitment, commitment_id)
    if found is None or found.deleted_at is not None:
        return None
    return rows_of(session, [found], commitments.ledger(session) if found.status == "renegotiated" else None)[0]


def _closed_on(promise: Commitment) -> date:
    return promise.closed_on or promise.made_on


def rows_of(session: "Session", found: list[Commitment], everything: list[Commitment] | None = None) -> list[LedgerRow]:
    """The rows of promises; having the whole ledger spares a question for each that was moved."""
    names = {manager.id: manager.name for manager in managers.chapters(session)}
    asked = {each.one_on_one_id for each in found if each.one_on_one_id}
    meetings = [*one_on_ones.held(session), *one_on_ones.planned(session)] if asked else []
    days = {meeting.id: meeting.day for meeting in meetings}
    known = {each.id: each for each in everything or []}
    successors = {each.replaces_id: each for each in everything or [] if each.replaces_id}
    rows: list[LedgerRow] = []
    for made in found:
        earlier = _earlier(made, known) if known else commitments.earlier(session, made)[::-1]
        rows.append(_row(made, earlier, successors.get(made.id), names, days))
    return rows


def _earlier(made: Commitment, known: dict[str, Commitment]) -> list[Commitment]:
    """The promises that one replaced, the first one first."""
    chain: list[Commitment] = []
    wanted = made.replaces_id
    while wanted and (replaced := known.get(wanted)) and replaced not in chain:
        chain.append(replaced)
        wanted = replaced.replaces_id
    return chain[::-1]


def _row(
    made: Commitment,
    earlier: list[Commitment],
    successor: Commitment | None,
    names: dict[str, str],
    days: dict[str, date],
) -> LedgerRow:
    return LedgerRow(
        id=made.id,
        owner=made.owner,
        who=OWNERS["me"] if made.owner == "me" else names.get(made.manager_id, OWNERS["manager"]),
        what=made.what,
        status=made.status,
        made_on=made.made_on,
        due=made.due,
        closed_on=made.closed_on,
        reason=made.reason,
        meeting_id=made.one_on_one_id or "",
        meeting_day=days.get(made.one_on_one_id or ""),
        successor=successor.id if successor else "",
        successor_due=successor.due if successor else None,
        moves=[(each.due, each.closed_on, each.reason) for each in earlier],
    )


def day_text(day: date, today: date) -> str:
    """A day in plain words: today, tomorrow, yesterday, or `Fri 27 Nov`, with the year where it is another one."""
    near = near_day(day, today)
    if abs((day - today).days) <= 1:
        return near
    return f"{weekday(day)}\N{NO-BREAK SPACE}{near if day.year != today.year else month_day(day)}"


def due_text(due: date | None, today: date) -> str:
    """When something is due in plain words; how late it is; nothing without a date."""
    if due is None:
        return ""
    return due_words(due, today) if due < today else day_text(due, today)


def end_text(row: LedgerRow, today: date) -> str:
    """How a promise ended and when, such as `Kept Tue 6 Oct`."""
    return f"{COMMITMENT_STATUSES[row.status]} {day_text(row.closed_on, today) if row.closed_on else ''}".strip()


def reading(line: str, today: date, manager_name: str) -> str:
    """How a line such as `me: draft the plan by Friday` is understood."""
    try:
        read = commitments.from_line(line, today, manager_name)
    except BadInput as fault:
        return str(fault)
    who = OWNERS["me"] if read.owner == "me" else manager_name or OWNERS["manager"]
    due = _("due {day}").format(day=day_text(read.due, today)) if read.due else _("no date")
    return f"{who} · {read.what} · {due}"


def move_lines(row: LedgerRow, today: date) -> list[str]:
    """The earlier dates of a promise that was moved, a line each."""
    lines: list[str] = []
    for due, moved_on, reason in row.moves:
        was = _("was due {day}").format(day=day_text(due, today)) if due else _("had no date")
        moved = _("moved {day}").format(day=day_text(moved_on, today)) if moved_on else ""
        words = " · ".join(part for part in (was, moved) if part)
        lines.append(f"{words[:1].upper()}{words[1:]}" + (f": {reason}" if reason else ""))
    return lines


def write_down(session: "Session", line: str, today: date, meeting_id: str | None = None) -> Commitment:
    """Enter a promise as it was typed in one line, to the manager of the meeting or the current one. Raises BadInput."""
    manager = managers.current(session)
    if meeting_id:
        of = records.get(session, OneOnOne, meeting_id).manager_id
        manager = records.get(session, Manager, of)
    read = commitments.from_line(line, today, manager.name)
    return commitments.make(
        session, read.owner, read.what, today, manager_id=manager.id, due=read.due, one_on_one_id=meeting_id
    )


def line_hint(manager: str) -> str:
    """How to write a promise in one line, with the manager's own name."""
    name = manager.split(" ", maxsplit=1)[0] or _("manager")
    return _("Begin with “me:” or “{manager}:”, end with “by Friday”; Enter adds it.").format(manager=name)


class LedgerModel(QAbstractTableModel):
    """Promises under headings. Open ones have a box to tick, closed ones the sign of how they ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty at first."""
        super().__init__(parent)
        self._rows: list[LedgerRow] = []
        self._today = date.min
        self._answers: dict[int, Callable[[LedgerRow], Any]] = {
            int(RowRole.TITLE): _what,
            int(RowRole.ID): _identity,
            int(RowRole.SECOND): self._second,
            int(RowRole.TRAILING): self._trailing,
            int(RowRole.ICON): _icon,
            int(RowRole.TONE): self._tone,
            int(Qt.ItemDataRole.CheckStateRole): _box,
            int(Qt.ItemDataRole.AccessibleTextRole): self._spoken,
        }

    def show(self, rows: list[LedgerRow], today: date) -> None:
        """Show these rows as they stand on a day; the same rows on the same day change nothing."""
        if rows == self._rows and today == self._today:
            return
        self.beginResetModel()
        self._rows, self._today = rows, today
        self.endResetModel()

    def row_at(self, index: Index) -> LedgerRow | None:
        """The promise at an index, or None."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def place_of(self, commitment_id: str) -> int:
        """The number of a promise's row, or -1."""
        return next((number for number, row in enumerate(self._rows) if row.id == commitment_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many promises are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One column, painted by the list."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What `RowRole` and Qt's own roles ask for."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == int(RowRole.SECTION):
            return self._heading(index.row())
        answer = self._answers.get(role)
        return answer(row) if answer else None

    def _heading(self, number: int) -> str:
        group = self._group(self._rows[number])
        return group if number == 0 or group != self._group(self._rows[number - 1]) else ""

    def _group(self, row: LedgerRow) -> str:
        if not row.is_open:
            closed = row.closed_on or row.made_on
            return _("{month} {year}").format(month=month_name(closed.month), year=closed.year)
        if row.due is None:
            return _("Without a date")
        if row.due < self._today:
            return _("Overdue")
        return _("Next seven days") if row.due <= self._today + SOON else _("Later")

    def _trailing(self, row: LedgerRow) -> str:
        if row.is_open:
            return due_text(row.due, self._today)
        return (
            f"{COMMITMENT_STATUSES[row.status]} {day_text(row.closed_on, self._today) if row.closed_on else ''}".strip()
        )

    def _tone(self, row: LedgerRow) -> str:
        return "alert" if row.is_open and row.due is not None and row.due < self._today else ""

    def _second(self, row: LedgerRow) -> str:
        if row.meeting_day:
            came = _("one-on-one of {day}").format(day=day_text(row.meeting_day, self._today))
        else:
            came = _("since {day}").format(day=day_text(row.made_on, self._today))
        return " · ".join(part for part in (row.who, came, moved_text(len(row.moves))) if part)

    def _spoken(self, row: LedgerRow) -> str:
        return ", ".join(part for part in (row.what, self._trailing(row), self._second(row)) if part)


def moved_text(count: int) -> str:
    """How often a promise was moved to another date; nothing for never."""
    return n_("moved once", "moved {count} times", count).format(count=count) if count else ""


def _what(row: LedgerRow) -> str:
    return row.what


def _identity(row: LedgerRow) -> str:
    return row.id


def _icon(row: LedgerRow) -> str:
    return _ICONS.get(row.status, "")


def _box(row: LedgerRow) -> Qt.CheckState | None:
    return Qt.CheckState.Unchecked if row.is_open else None
