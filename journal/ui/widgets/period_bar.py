"""A period: by one choice, or days of one's own."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.choice_box import ChoiceBox
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.dates import month_day
from journal.ui.widgets.label import Label

Days = tuple[date, date]


class PeriodBar(QWidget):
    """Which days something is about. `changed` when they are other days, never while they are the wrong way round."""

    changed = Signal()

    def __init__(
        self, choices: Sequence[tuple[str, Days]], on: Days, beside: QWidget, parent: QWidget | None = None
    ) -> None:
        """`choices` are offered by their names, and days of one's own after them; `beside` stands at their right."""
        super().__init__(parent)
        self.first, self.last = on
        self._choice = ChoiceBox()
        self._choice.setAccessibleName(_("Period"))
        self._choice.setMinimumContentsLength(12)
        self._choice.activated.connect(self._choose)
        self._from = DateField(_("First day"), self.first, optional=False)
        self._to = DateField(_("Last day"), self.last, optional=False)
        self._days = QWidget()
        self._complaint = Label("", "small-alert", wrap=True)
        self._complaint.hide()
        self._assemble(beside)
        self.set_choices(choices)

    def _assemble(self, beside: QWidget) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(theme.space(1))
        choice.addWidget(self._choice, 1)
        choice.addWidget(beside)
        days = QHBoxLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(theme.space(1))
        for part, stretch in ((self._from, 1), (Label("–", "muted"), 0), (self._to, 1)):
            days.addWidget(part, stretch)
        for field in (self._from, self._to):
            field.changed.connect(self._days_changed)
            field.complained.connect(self._complain)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addLayout(choice)
        for part in (self._days, self._complaint):
            column.addWidget(part)
        self._days.hide()

    def set_choices(self, choices: Sequence[tuple[str, Days]]) -> None:
        """Offer other periods; what is on stays on."""
        own = self._days.isVisibleTo(self)
        self._offered: list[Days | None] = [*(days for _name, days in choices), None]
        self._choice.clear()
        for name, days in choices:
            words = _("{first} – {last}").format(first=month_day(days[0]), last=month_day(days[1]))
            self._choice.addItem(_("{period} · {days}").format(period=name, days=words))
        self._choice.addItem(_("Days of your own"))
        here = (self.first, self.last)
        if own or here not in self._offered:
            self._begin_own(*here)
        else:
            self._choice.setCurrentIndex(self._offered.index(here))

    def set_period(self, first: date, last: date) -> None:
        """Show days of one's own."""
        self._begin_own(first, last)
        self._take(first, last)

    def put_back(self, first: date, last: date) -> None:
        """Show these days again, without a signal: the others could not be taken."""
        self.first, self.last = first, last
        self._begin_own(first, last)

    def _begin_own(self, first: date, last: date) -> None:
        self._choice.setCurrentIndex(len(self._offered) - 1)
        self._days.show()
        self._from.set_day(first)
        self._to.set_day(last)
        self._complain("")

    @Slot(int)
    def _choose(self, number: int) -> None:
        days = self._offered[number]
        if days is None:
            self._begin_own(self.first, self.last)
            self._from.setFocus()
            return
        self._days.hide()
        self._take(*days)

    @Slot()
    def _days_changed(self) -> None:
        first, last = self._from.day(), self._to.day()
        if first and last:
            self._take(first, last)

    def _take(self, first: date, last: date) -> None:
        if last < first:
            self._complain(_("The last day is before the first: change one of the two."))
            return
        self._complain("")
        if (first, last) != (self.first, self.last):
            self.first, self.last = first, last
            self.changed.emit()

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self._complaint.setText(sentence)
        self._complaint.setVisible(bool(sentence))
