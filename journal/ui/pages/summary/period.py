"""The period of a summary: a quarter, the days since the last summary, or days of one's own."""

from datetime import date

from PySide6.QtWidgets import QWidget

from journal.practices.periods import Days, quarter_before, quarter_of
from journal.text import _
from journal.ui.widgets import period_bar


class PeriodBar(period_bar.PeriodBar):
    """Which days a summary is about."""

    def __init__(self, today: date, since: date | None, beside: QWidget, parent: QWidget | None = None) -> None:
        """`since` is the first day of which no summary tells yet; without one the quarter of today is on at first.

        `beside` stands at the right of the choice.
        """
        self._known = (since, today)
        super().__init__(_choices(since, today), (since, today) if since else quarter_of(today), beside, parent)

    def set_since(self, since: date | None, today: date) -> None:
        """Offer the days since the last summary, or no longer; what is on stays on."""
        if (since, today) != self._known:
            self._known = (since, today)
            self.set_choices(_choices(since, today))


def _choices(since: date | None, today: date) -> list[tuple[str, Days]]:
    choices = [(_("This quarter"), quarter_of(today)), (_("Last quarter"), quarter_before(today))]
    return [*choices, (_("Since the last summary"), (since, today))] if since else choices
