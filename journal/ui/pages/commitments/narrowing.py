"""What narrows the ledger beside owner and state: overdue, the one-on-one that it comes from, words."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.models.ledger import LedgerRow, narrowed
from journal.ui.widgets.button import Button
from journal.ui.widgets.dates import near_day
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.form import LineField

MOST_MEETINGS: Final = 30
_ANY: Final = _("Any one-on-one")


class LedgerNarrowing(QWidget):
    """`changed` when something else shall be shown."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is narrowed."""
        super().__init__(parent)
        self._meeting = ""
        self._days: dict[str, date] = {}
        self.overdue = Button(_("Overdue"), "pill", "clock", parent=self)
        self.overdue.setCheckable(True)
        self.overdue.clicked.connect(self.changed)
        self.meeting = Button(_ANY, "pill", "one-on-ones", parent=self)
        self.meeting.setCheckable(True)
        self.meeting.clicked.connect(self._press_meeting)
        self.menu = QMenu(self)
        self.menu.triggered.connect(self._choose)
        self.words = LineField(placeholder=_("Words (Ctrl+F)"), name=_("Words to look for in the ledger"))
        self.words.set_start_icon("search")
        self.words.setMaximumWidth(theme.theme().em(14))
        self.words.setMinimumWidth(theme.theme().em(7))
        self.words.textChanged.connect(self.changed)
        self.clear = Button("", "pill", "close", parent=self)
        self.clear.setToolTip(_("Clear the filter"))
        self.clear.setAccessibleName(_("Clear the filter"))
        self.clear.clicked.connect(self.clear_all)
        flow = FlowLayout(gap=theme.space(0.5))
        for part in (self.overdue, self.meeting, self.words, self.clear):
            flow.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(flow)
        self._show_state()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pills are as high as the field beside them."""
        super().resizeEvent(event)
        for pill in (self.overdue, self.meeting, self.clear):
            pill.setMinimumHeight(self.words.sizeHint().height())

    @property
    def is_on(self) -> bool:
        """Whether anything is narrowed."""
        return self.overdue.isChecked() or bool(self._meeting) or bool(self.words.text().strip())

    def apply(self, rows: list[LedgerRow], today: date) -> list[LedgerRow]:
        """The rows that are let through; their one-on-ones are offered from now on."""
        self._days = {row.meeting_id: row.meeting_day for row in rows if row.meeting_day is not None}
        self._show_state()
        overdue_on = today if self.overdue.isChecked() else None
        return narrowed(rows, overdue_on=overdue_on, meeting_id=self._meeting, words=self.words.text())

    @Slot()
    def clear_all(self) -> None:
        """Narrow nothing."""
        if self.is_on:
            self.reset()
            self.changed.emit()

    def reset(self) -> None:
        """Narrow nothing, without a signal."""
        self.overdue.setChecked(False)
        self._meeting = ""
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self._show_state()

    def _show_state(self) -> None:
        day = self._days.get(self._meeting)
        said = _("From {day}").format(day=near_day(day, date.today())) if day else _ANY
        self.meeting.setText(said if not self._meeting or day else _("From a one-on-one"))
        self.meeting.setChecked(bool(self._meeting))
        self.clear.setVisible(self.is_on)

    @Slot()
    def _press_meeting(self) -> None:
        """One that is chosen goes; else one is chosen."""
        if self._meeting:
            self._meeting = ""
            self._show_state()
            self.changed.emit()
            return
        self.meeting.setChecked(False)
        self.fill_menu()
        self.menu.popup(self.meeting.mapToGlobal(QPoint(0, self.meeting.height() + 4)))

    def fill_menu(self) -> None:
        """Offer the latest one-on-ones that something was promised in."""
        self.menu.clear()
        for meeting_id, day in _latest(self._days.items()):
            self.menu.addAction(near_day(day, date.today())).setData(meeting_id)
        if self.menu.isEmpty():
            self.menu.addAction(_("None of these comes from a one-on-one.")).setEnabled(False)

    @Slot(object)
    def _choose(self, action: QAction) -> None:
        self._meeting = str(action.data() or "")
        self._show_state()
        self.changed.emit()


def _latest(days: Iterable[tuple[str, date]]) -> list[tuple[str, date]]:
    return sorted(days, key=_day, reverse=True)[:MOST_MEETINGS]


def _day(found: tuple[str, date]) -> date:
    return found[1]
