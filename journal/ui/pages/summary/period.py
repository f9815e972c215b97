"""The period of a summary: a quarter, the days since the last summary or one-on-one, or days of one's own."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from journal.practices.periods import Days, quarter_of
from journal.sharing.choices import Choices, Period
from journal.text import _
from journal.ui.widgets import period_bar

_NAMES: Final[dict[Period, str]] = {
    "quarter": _("This quarter"),
    "last-quarter": _("Last quarter"),
    "since-summary": _("Since the last summary"),
    "since-meeting": _("Since the last one-on-one"),
}


class PeriodBar(period_bar.PeriodBar):
    """Which days a summary is about, by the name of their period: `changed` when either is another."""

    def __init__(self, beside: QWidget, parent: QWidget | None = None) -> None:
        """The quarter of today until `show_chosen`; `beside` stands at the right of the choice."""
        self.name: Period = "own"
        self._known: dict[Period, Days] = {}
        self._shown: tuple[Period, Days] | None = None
        super().__init__([], quarter_of(date.today()), beside, parent)

    def show_chosen(self, chosen: Choices, periods: Mapping[Period, Days]) -> None:
        """Show what is chosen, among these periods; without a signal. Days that are being typed stay as they are."""
        if dict(periods) != self._known:
            self._known = dict(periods)
            self.set_choices([(_NAMES[name], days) for name, days in periods.items()])
            self._shown = None
        days = (chosen.first, chosen.last)
        if self._shown == (chosen.period, days) == (self.name, (self.first, self.last)):
            return
        self.name, self._shown = chosen.period, (chosen.period, days)
        if self._known.get(chosen.period) == days:
            self.first, self.last = days
            self._choice.setCurrentIndex(list(self._known).index(chosen.period))
            self._days.hide()
            self._complain("")
        else:
            self.put_back(*days)
        self._choice.setToolTip(self._choice.currentText())  # a narrow box does not show all of it

    def set_period(self, first: date, last: date) -> None:
        """Show days of one's own."""
        self.name = "own"
        super().set_period(first, last)

    @Slot(int)
    def _choose(self, number: int) -> None:
        before = (self.name, self.first, self.last)
        names = list(self._known)
        self.name = names[number] if number < len(names) else "own"
        chosen = (self.name, self.first, self.last)
        super()._choose(number)  # says itself that the days are others
        if before != (self.name, self.first, self.last) == chosen:
            self.changed.emit()
