"""The period of a summary: a quarter by one press, or days of one's own."""

from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.label import Label


def quarter_of(day: date) -> tuple[date, date]:
    """The first and the last day of the calendar quarter that a day is in."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    after = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return first, after - timedelta(days=1)


def quarter_before(day: date) -> tuple[date, date]:
    """The quarter before the one that a day is in."""
    return quarter_of(quarter_of(day)[0] - timedelta(days=1))


class PeriodBar(QWidget):
    """Which days a summary is about. `changed` when they are other days, never while they are the wrong way round."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Starts with the quarter of today."""
        super().__init__(parent)
        self._today = today
        self.first, self.last = quarter_of(today)
        choices = [("this", _("This quarter")), ("last", _("Last quarter")), ("own", _("Own days"))]
        self._choice = SegmentedChoice(_("Period"), choices)
        self._choice.changed.connect(self._choose)
        self._from = DateField(_("First day"), self.first, optional=False)
        self._to = DateField(_("Last day"), self.last, optional=False)
        self._days = QWidget()
        self._complaint = Label("", "small-alert", wrap=True)
        self._complaint.hide()
        self._assemble()

    def _assemble(self) -> None:
        days = QHBoxLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(theme.space(1))
        for part in (self._from, Label("–", "muted"), self._to):
            days.addWidget(part)
        days.addStretch(1)
        for field in (self._from, self._to):
            field.changed.connect(self._days_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self._choice, self._days, self._complaint):
            column.addWidget(part)
        self._days.hide()

    def set_period(self, first: date, last: date) -> None:
        """Show days of one's own."""
        self._choice.set_value("own")
        self._days.show()
        self._from.set_day(first)
        self._to.set_day(last)
        self._take(first, last)

    @Slot(object)
    def _choose(self, value: str) -> None:
        self._days.setVisible(value == "own")
        if value == "own":
            self._from.set_day(self.first)
            self._to.set_day(self.last)
            self._from.setFocus()
        else:
            self._take(*(quarter_of(self._today) if value == "this" else quarter_before(self._today)))

    @Slot()
    def _days_changed(self) -> None:
        first, last = self._from.day(), self._to.day()
        if first and last:
            self._take(first, last)

    def _take(self, first: date, last: date) -> None:
        wrong = last < first
        self._complaint.setText(_("The last day is before the first: change one of the two."))
        self._complaint.setVisible(wrong)
        if not wrong and (first, last) != (self.first, self.last):
            self.first, self.last = first, last
            self.changed.emit()
