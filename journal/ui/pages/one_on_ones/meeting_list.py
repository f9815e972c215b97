"""The meetings at the left: those that wait for an answer, those planned, the past ones; the far ones on request."""

from datetime import date

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.text import _
from journal.ui.models import meetings
from journal.ui.models.meetings import EARLIER, MORE, PAST_SHOWN, Meetings
from journal.ui.models.rows import RowsModel
from journal.ui.widgets.list_view import ListView


class MeetingList(ListView):
    """`turned_to` carries the id of the meeting that was chosen; the rows that only unfold others are none."""

    turned_to = Signal(str)
    #: A meeting was opened, to be written in.
    entered = Signal()
    #: More are to be shown: read them again.
    unfolded = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Empty until meetings are shown."""
        super().__init__(_("One-on-ones"), sections=True, parent=parent)
        self.found = Meetings([], [])
        #: How many past ones are to be read; None for all of them.
        self.past: int | None = PAST_SHOWN
        self._shows_all_planned = False
        self.listed = RowsModel(self)
        self.setModel(self.listed)
        self.chosen.connect(self._turn)
        self.opened.connect(self._open)
        self.clicked.connect(self._unfold)

    def show_meetings(self, found: Meetings, wanted: str) -> None:
        """Show these, with the wanted one chosen, else the first that one may come for, else what takes its place."""
        row = self.currentIndex().row()
        self.found = found
        rows = meetings.list_rows(found, date.today(), unfolded=self._shows_all_planned)
        self.listed.set_rows(rows)
        if not self.choose(wanted or self._first()) and rows:
            self.choose_row(max(0, min(row, len(rows) - 1)))

    def choose(self, meeting_id: str) -> bool:
        """Make a meeting the chosen one; whether it is listed."""
        place = next((number for number, row in enumerate(self.listed.rows()) if row.id == meeting_id), -1)
        if place >= 0:
            self.choose_row(place)
        return place >= 0

    def chosen_id(self) -> str | None:
        """The meeting that is chosen: empty for none, None on a row that only unfolds others."""
        row = self.listed.row_at(self.currentIndex())
        return None if row and row.id in (MORE, EARLIER) else row.id if row else ""

    def unfold_all(self) -> None:
        """From now on show every meeting that there is."""
        self._shows_all_planned, self.past = True, None

    def _first(self) -> str:
        """What one most likely comes for: the meeting that waits for an answer, the next one, the last one."""
        today = date.today()
        wanted = [*self.found.unmarked(today)[:1], *self.found.ahead(today)[:1], *self.found.held[:1]]
        return wanted[0].id if wanted else ""

    @Slot()
    def _turn(self) -> None:
        meeting_id = self.chosen_id()
        if meeting_id:
            self.turned_to.emit(meeting_id)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if self.chosen_id() is None:
            self._unfold(index)
        else:
            self.entered.emit()

    @Slot(QModelIndex)
    def _unfold(self, index: QModelIndex) -> None:
        row = self.listed.row_at(index)
        if row is None or row.id not in (MORE, EARLIER):
            return
        if row.id == MORE:
            self._shows_all_planned = True
        else:
            self.past = None
        place = index.row()
        self.unfolded.emit()
        self.choose_row(place)
