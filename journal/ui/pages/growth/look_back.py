"""Look back: a whole period by practice, each line leading to its record, and the words about oneself to copy."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from journal import look_back
from journal.errors import UpwardError
from journal.look_back import Line, Part
from journal.practices.periods import Days, quarter_before, quarter_of
from journal.text import _
from journal.ui import background, notifications, theme
from journal.ui.background import Job, Progress
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets import clipboard
from journal.ui.widgets.button import Button
from journal.ui.widgets.dates import near_day
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.period_bar import PeriodBar

QUARTERS: Final = 5
WIDEST_EM: Final = 44
SEPARATOR: Final = " · "
#: Which page a kind of line leads to; every other kind is an entry.
HOMES: Final = {
    "one_on_one": "one_on_ones",
    "commitment": "commitments",
    "surprise": "manager",
    "goal": "growth",
    "role_case": "growth",
    "development_talk": "growth",
    "pulse": "growth",
}


class LookBackTab(QWidget):
    """Choose a period, walk its lines, Enter opens the record. Made in the background; the last one stays until then."""

    go = Signal(str, str)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Begins with the last quarter in which there was time to do something: the present one from its second month on."""
        super().__init__(parent)
        self._journal = journal
        self._job: Job | None = None
        self._parts: list[Part] = []
        self._lines: list[Line] = []
        self._days: Days | None = None
        self._today = today = date.today()
        self.copy = Button(_("Copy for a self-assessment"), icon="export")
        self.copy.clicked.connect(self._copy)
        self.period = PeriodBar(choices(today), usual(today), self.copy, self)
        self.period.changed.connect(self.refresh)
        self.glance = Label("", "strong", wrap=True, parent=self)
        theme.theme().changed.connect(self._fit)
        self.model = RowsModel(self)
        self.list = ListView(_("What happened in the period"), lines=2, sections=True)
        self.list.setModel(self.model)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(self._open)
        self.empty = EmptyState(
            "history",
            _("Nothing was written for these days. What you write stands here by practice when you look back."),
            _("Write an entry"),
        )
        self.empty.started.connect(self._begin_entry)
        self._assemble()
        self._fit()
        journal.closing.connect(self._leave)
        self.refresh()

    def _assemble(self) -> None:
        words = _(
            "Only you see this. The copy holds your own side alone, with the words of feedback that you received;"
            " read it before you hand it on."
        )
        head = QVBoxLayout()
        head.setContentsMargins(theme.space(3), 0, theme.space(3), 0)
        head.setSpacing(theme.space(1))
        head.addWidget(self.period)
        head.addWidget(Label(words, "small", wrap=True, parent=self))
        head.addSpacing(theme.space(1))
        head.addWidget(self.glance)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addLayout(head)
        self._layers = QStackedLayout()
        column.addLayout(self._layers, 1)
        shown = QWidget(self)
        hung = QVBoxLayout(shown)
        hung.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        hung.addWidget(self.list)
        self._layers.addWidget(shown)
        self._layers.addWidget(self.empty)

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Look back again, in the background."""
        if self._job:
            self._job.forget()
        if date.today() != self._today:  # a new day has begun since the periods were named
            self._today = date.today()
            self.period.set_choices(choices(self._today))
        self.copy.setEnabled(False)
        days = (self.period.first, self.period.last)
        self._job = background.run(partial(_look, self._journal, days), self._show, self._fail)

    def flush(self) -> bool:
        """Nothing is typed here."""
        return True

    def show_record(self, record_id: str) -> bool:
        """What stands here has its home elsewhere."""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the lines, or to what begins them."""
        super().focusInEvent(event)
        self._take_keyboard(event.reason())

    # ------------------------------------------------------------------------------------------ internal

    @Slot(object)
    def _show(self, found: tuple[Days, list[Part]]) -> None:
        self._job = None
        self._days, self._parts = found
        self.glance.setText(
            SEPARATOR.join(line.text for part in self._parts if not _is_list(part) for line in part.lines)
        )
        listed = [part for part in self._parts if _is_list(part)]
        self._lines = [line for part in listed for line in part.lines]
        self.model.set_rows([row for part in listed for row in _rows(part, date.today())])
        has_keyboard = self.list.hasFocus() or self.empty.button.hasFocus()
        self._layers.setCurrentIndex(0 if self._parts else 1)
        if has_keyboard:
            self._take_keyboard(Qt.FocusReason.OtherFocusReason)
        self.copy.setEnabled(any(part.is_mine for part in self._parts))
        if self._parts and not self.list.currentIndex().isValid():
            self.list.choose_row(0)

    def _take_keyboard(self, reason: Qt.FocusReason) -> None:
        is_empty = self._layers.currentWidget() is self.empty
        (self.empty.button if is_empty else self.list).setFocus(reason)

    @Slot()
    def _fit(self) -> None:
        self.period.setMaximumWidth(theme.theme().em(WIDEST_EM))

    @Slot(object)
    def _fail(self, fault: Exception) -> None:
        self._job = None
        if not isinstance(fault, UpwardError):
            raise fault
        if self._journal.is_open:
            notifications.say(self, str(fault))

    @Slot()
    def _leave(self) -> None:
        if self._job:
            self._job.forget()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        """Enter or a click leads to the record, as on Today."""
        line = self._lines[index.row()] if index.isValid() else None
        if line and line.kind == "importance":
            self.go.emit("growth", "importance")
        elif line and line.record_id:
            self.go.emit(HOMES.get(line.kind, "journal"), line.record_id)

    @Slot()
    def _copy(self) -> None:
        if self._days:
            clipboard.put(look_back.as_text(self._parts, *self._days))
            notifications.say(self, _("Copied. It stays private until you hand it on; locking empties the clipboard."))

    @Slot()
    def _begin_entry(self) -> None:
        self.go.emit("journal", "")


def choices(today: date) -> list[tuple[str, Days]]:
    """The last quarters, and the last twelve months."""
    quarters = [quarter_of(today)]
    while len(quarters) < QUARTERS:
        quarters.append(quarter_before(quarters[-1][0]))
    names = [_("This quarter"), _("Last quarter"), *(_quarter_name(days) for days in quarters[2:])]
    return [*zip(names, quarters, strict=True), (_("The last 12 months"), _twelve_months(today))]


def usual(today: date) -> Days:
    """The present quarter; in its first month the one before, which is the one to look back on then."""
    return quarter_of(today) if (today.month - 1) % 3 else quarter_before(today)


def _quarter_name(days: Days) -> str:
    return _("Quarter {number} of {year}").format(number=(days[0].month + 2) // 3, year=days[0].year)


def _twelve_months(today: date) -> Days:
    tomorrow = today + timedelta(days=1)
    is_leap_day = (tomorrow.month, tomorrow.day) == (2, 29)
    return tomorrow.replace(year=tomorrow.year - 1, day=28 if is_leap_day else tomorrow.day), today


def _look(journal: OpenJournal, days: Days, progress: Progress) -> tuple[Days, list[Part]]:
    """Every part by a reading of its own, so that nothing that is saved meanwhile waits for long."""
    parts: list[Part] = []
    makers: tuple[Callable[..., Part], ...] = look_back.PARTS
    for number, make in enumerate(makers):
        progress.step(number, len(makers))
        with journal.read_anywhere() as session:
            parts.append(make(session, *days))
    return days, look_back.joined(parts)


def _is_list(part: Part) -> bool:
    """Whether its lines stand in the list; the figures at a glance stand above it."""
    return part.name != "figures"


def _rows(part: Part, today: date) -> list[Row]:
    """The lines of a part; its heading stands above the first, and above the first of each group."""
    rows: list[Row] = []
    group = ""
    for number, line in enumerate(part.lines):
        heading = part.heading if number == 0 else ""
        if line.group != group:
            group = line.group
            heading = _("{part} · {group}").format(part=part.heading, group=group) if group else heading
        day = near_day(line.day, today) if line.day else ""
        rows.append(Row(f"{part.name}-{number}", line.text, line.note, day, section=heading, icon=_icon(line)))
    return rows


def _icon(line: Line) -> str:
    icons = {"one_on_one": "one-on-ones", "commitment": "commitments", "importance": "star", "pulse": "today"}
    known = {"goal": "growth", "role_case": "growth", "development_talk": "person", "surprise": "info"}
    return (icons | known).get(line.kind, line.kind)
