"""Choosing an entry that shows something: a few words of it, Enter."""

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from journal.errors import UpwardError
from journal.practices.evidence import For
from journal.text import _
from journal.ui import background
from journal.ui.background import Progress
from journal.ui.models import goals
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.finding_popup import FindingPopup

_REST_MS = 120


class EntryPicker(FindingPopup):
    """Opens under a button; `chosen` carries the UUID of an entry. They are looked for by a worker."""

    def __init__(self, journal: OpenJournal, parent: QWidget) -> None:
        """Empty until it is opened."""
        self.model = RowsModel()
        super().__init__(_("Find an entry by its words"), _("Entries"), self.model, parent)
        self._journal = journal
        self._for: tuple[For, str] = ("goal_id", "")
        self._asked = 0
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        self.field.textChanged.connect(self._rest.start)

    def open_below(self, button: QWidget, what: For, record_id: str) -> None:
        """Show under a button, with the keyboard; what is linked to this goal or criterion is not offered again."""
        self._for = (what, record_id)
        self.model.set_rows([])
        self.show_below(button, 26, 18)
        self._look()

    @Slot()
    def _look(self) -> None:
        self._asked += 1
        work = partial(_read, self._journal, self.field.text(), *self._for)
        background.run(work, partial(self._show, self._asked), self._failed)

    def _show(self, asked: int, rows: list[Row]) -> None:
        if asked != self._asked:
            return  # other words were typed meanwhile
        self.model.set_rows(rows)
        self.list.choose_row(0)
        self.say("" if rows else _("No other entry has these words."))

    @Slot(object)
    def _failed(self, fault: Exception) -> None:
        if not isinstance(fault, UpwardError):
            raise fault
        self.say(str(fault))


def _read(journal: OpenJournal, words: str, what: For, record_id: str, _progress: Progress) -> list[Row]:
    with journal.read_anywhere() as session:
        return goals.entries_to_offer(session, words, what, record_id)
