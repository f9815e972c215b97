"""The Journal's list: any number of entries as one array of places, and the rows of the pages that were looked at.

The newest page is read at once. The places of all the others come from a worker thread as soon as the first rows were
painted, so that the first paint costs the same whatever the length; nothing is ever counted before it.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable
from datetime import time
from functools import partial
from operator import attrgetter, neg
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from journal.errors import JournalBusy, UpwardError
from journal.practices import entries
from journal.practices.entries import EntryFilter, EntryRow
from journal.text import ENTRY_KINDS, _
from journal.ui import background
from journal.ui.background import Job, Progress
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.dates import full_day, short_time
from journal.ui.widgets.list_row import RowRole

Index = QModelIndex | QPersistentModelIndex

PAGE: Final = 64
MOST_ROWS: Final = 128 * PAGE
RETRY_MS: Final = 250
PLACES_AT_ONCE: Final = 10_000
_NOWHERE: Final = QModelIndex()


class EntriesModel(QAbstractTableModel):
    """The entries that a filter lets through, newest first. `show_filter` fills it; `all_known` when nothing is missing."""

    #: Rows are about to come and go because others changed the journal; `all_known` follows.
    about_to_settle = Signal()
    all_known = Signal()

    def __init__(self, journal: OpenJournal, parent: QObject | None = None) -> None:
        """Empty until a filter is shown."""
        super().__init__(parent)
        self._journal = journal
        self._wanted = EntryFilter()
        self._places: array[int] = array("q")
        self._rows: dict[int, EntryRow | None] = {}
        self._is_complete = False
        self._job: Job | None = None
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._read_again)

    # ------------------------------------------------------------------------------------------- filling

    @property
    def wanted(self) -> EntryFilter:
        """The filter that is on."""
        return self._wanted

    @property
    def is_complete(self) -> bool:
        """Whether every entry that the filter lets through is known by now."""
        return self._is_complete

    def show_filter(self, wanted: EntryFilter) -> None:
        """Show what this filter lets through: its newest page now, and the rest right after it was painted."""
        self._forget_job()
        self.beginResetModel()
        self._wanted = wanted
        self._rows.clear()
        first = self._first_rows()
        self._rows.update((row.place, row) for row in first)
        self._places = array("q", (row.place for row in first))
        self._is_complete = not _is_slow(wanted) and len(first) < PAGE and not self._retry.isActive()
        self.endResetModel()
        if self._is_complete:
            self.all_known.emit()
        elif not first:
            self._read_places()

    def refresh(self) -> None:
        """Read again after a change that others made: rows come, go and change, and the rest keeps its place."""
        self._rows.clear()
        self._tell_changed()
        self._read_places()

    def read_all_now(self) -> None:
        """Have every place at once, as when a certain entry is to be shown. Raises UpwardError."""
        if not self._is_complete:
            with self._journal.read() as session:
                found = entries.places(session, self._wanted)
            self._forget_job()
            self._take_places(found)

    def move(self, old: int | None, new: int | None) -> None:
        """One entry that stood at the place `old` stands at `new` by now; None for outside of this list."""
        if self._job:
            self._read_places()
        for place in (old, new):
            self._rows.pop(place or 0, None)
        if old == new:
            row = self.row_of(new)
            self._tell_changed(row, row)
            return
        if old is not None and (row := self.row_of(old)) >= 0:
            self.beginRemoveRows(_NOWHERE, row, row)
            del self._places[row]
            self.endRemoveRows()
        if new is not None and self.row_of(new) < 0:
            row = bisect_left(self._places, -new, key=neg)
            self.beginInsertRows(_NOWHERE, row, row)
            self._places.insert(row, new)
            self.endInsertRows()

    def row_of(self, place: int | None) -> int:
        """The row of a place, or -1."""
        row = len(self._places) if place is None else bisect_left(self._places, -place, key=neg)
        return row if row < len(self._places) and self._places[row] == place else -1

    def place_at(self, row: int) -> int | None:
        """The place of a row; None outside of the list."""
        return self._places[row] if 0 <= row < len(self._places) else None

    # --------------------------------------------------------------------------------------------- rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many entries are known."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One column, painted by the list's delegate."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What `RowRole` and a screen reader ask for."""
        answer = _ANSWERS.get(role)
        if answer is None or not index.isValid() or index.row() >= len(self._places):
            return None
        row = self._row(index.row())
        if not self._is_complete and self._job is None and not self._retry.isActive():
            QTimer.singleShot(0, self, self._read_rest)
        return answer(row) if row else None

    def _row(self, number: int) -> EntryRow | None:
        place = self._places[number]
        if place not in self._rows:
            start = number - number % PAGE
            self._read_rows(list(self._places[start : start + PAGE]))
        return self._rows.get(place)

    def _read_rows(self, places: list[int]) -> None:
        """Read a page of rows; a place that is empty by now stays empty until the next refresh."""
        if not self._journal.is_open or self._retry.isActive():
            return
        try:
            with self._journal.read() as session:
                found = entries.rows(session, places)
        except UpwardError:
            self._retry.start()
            return
        while len(self._rows) > MOST_ROWS - PAGE:
            del self._rows[next(iter(self._rows))]
        self._rows.update(dict.fromkeys(places))
        self._rows.update((row.place, row) for row in found)

    def _first_rows(self) -> list[EntryRow]:
        """The newest page, where an index gives it; else nothing, and the worker finds everything."""
        if _is_slow(self._wanted):
            return []
        try:
            with self._journal.read() as session:
                return entries.first_rows(session, self._wanted, PAGE)
        except UpwardError:
            self._retry.start()
            return []

    # ------------------------------------------------------------------------------------------- places

    @Slot()
    def _read_rest(self) -> None:
        if not self._is_complete and self._job is None:
            self._read_places()

    def _read_places(self) -> None:
        self._forget_job()
        if self._journal.is_open:
            self._job = background.run(partial(_find_places, self._journal, self._wanted), self._found, self._failed)

    def _forget_job(self) -> None:
        if self._job:
            self._job.forget()
        self._job = None

    @Slot(object)
    def _found(self, places: "array[int]") -> None:
        self._job = None
        if self._journal.is_open:
            self._take_places(places)

    @Slot(object)
    def _failed(self, fault: Exception) -> None:
        self._job = None
        if isinstance(fault, JournalBusy):
            self._retry.start()
        elif not isinstance(fault, UpwardError):
            raise fault

    def _take_places(self, new: "array[int]") -> None:
        """Go over to these places by one removal and one insertion, so that selection and scroll position stay."""
        self.about_to_settle.emit()
        old = self._places
        start = _common(old, new, from_end=False)
        end = min(_common(old, new, from_end=True), len(old) - start, len(new) - start)
        if len(old) > start + end:
            self.beginRemoveRows(_NOWHERE, start, len(old) - end - 1)
            self._places = old[:start] + old[len(old) - end :]
            self.endRemoveRows()
        if len(new) > start + end:
            self.beginInsertRows(_NOWHERE, start, len(new) - end - 1)
            self._places = new
            self.endInsertRows()
        self._is_complete = True
        self.all_known.emit()

    @Slot()
    def _read_again(self) -> None:
        """After a moment in which another program had the journal to itself."""
        if self._journal.is_open:
            self.refresh()

    def _tell_changed(self, first: int = 0, last: int | None = None) -> None:
        last = len(self._places) - 1 if last is None else last
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))


def _is_slow(wanted: EntryFilter) -> bool:
    """Whether no index gives the newest page of this filter at once."""
    return bool(wanted.tag or wanted.statuses or wanted.late_on) or wanted.starred or wanted.trashed


def _find_places(journal: OpenJournal, wanted: EntryFilter, progress: Progress) -> "array[int]":
    """Every place, read in parts: a writer waits for every reader."""
    found: array[int] = array("q")
    while True:
        progress.step(len(found), 0)
        with journal.read_anywhere() as session:
            part = entries.places(session, wanted, below=found[-1] if found else None, limit=PLACES_AT_ONCE)
        found.extend(part)
        if len(part) < PLACES_AT_ONCE:
            return found


def _common(one: "array[int]", other: "array[int]", *, from_end: bool) -> int:
    """How many places both begin (or end) with, by halving: comparing two slices costs next to nothing."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        half = (low + high + 1) // 2
        slices = (one[-half:], other[-half:]) if from_end else (one[:half], other[:half])
        low, high = (half, high) if slices[0] == slices[1] else (low, half - 1)
    return low


def _title(row: EntryRow) -> str:
    return row.headline or _("No text yet")


def _clock(row: EntryRow) -> str:
    return short_time(time.fromisoformat(row.time)) if row.time else ""


def _second(row: EntryRow) -> str:
    return " · ".join(part for part in (_clock(row), ENTRY_KINDS[row.kind], " ".join(row.tags)) if part)


def _tone(row: EntryRow) -> str:
    return "" if row.headline else "muted"


def _mark(row: EntryRow) -> str:
    return "star-on" if row.starred else ""


def _spoken(row: EntryRow) -> str:
    star = _("starred") if row.starred else ""
    parts = (ENTRY_KINDS[row.kind], _title(row), full_day(row.day), _clock(row), star, " ".join(row.tags))
    return ", ".join(part for part in parts if part)


_ANSWERS: Final[dict[int, Callable[[EntryRow], Any]]] = {
    int(RowRole.TITLE): _title,
    int(RowRole.ID): attrgetter("id"),
    int(RowRole.SECOND): _second,
    int(RowRole.ICON): attrgetter("kind"),
    int(RowRole.DAY): attrgetter("day"),
    int(RowRole.TONE): _tone,
    int(RowRole.MARK): _mark,
    int(Qt.ItemDataRole.AccessibleTextRole): _spoken,
}
