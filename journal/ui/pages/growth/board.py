"""The tab Importance: my four competencies, my guess of my manager's four, and theirs."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.text import _
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.empty_state import EmptyState


class BoardTab(QWidget):
    """The importance board."""

    go = Signal(str, str)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(parent)
        self._journal = journal
        self.empty = EmptyState("growth", _("Choose the four that matter most in your role, and guess your manager’s."))
        column = QVBoxLayout(self)
        column.addWidget(self.empty)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the hands again."""

    def flush(self) -> bool:
        """There is no unsaved text here."""
        return True

    def show_record(self, _record_id: str) -> bool:
        """Show the round of a hand."""
        return False
