"""The tab Agreement: both sides, by topic."""

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.text import _
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.widgets.empty_state import EmptyState


class AgreementTab(QWidget):
    """What each side has said or shown."""

    reached = Signal(QRect)
    foot: QWidget | None = None

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(parent)
        self._chapter = chapter
        self.empty = EmptyState("person", _("What each of you has said, or shown, about how you like to work."))
        column = QVBoxLayout(self)
        column.addWidget(self.empty)

    @Slot()
    def refresh(self) -> None:
        """Read the statements again."""

    def flush(self) -> bool:
        """There is no unsaved text here."""
        return True

    def show_record(self, _record_id: str) -> bool:
        """Show a statement."""
        return False

    def new_record(self) -> None:
        """Begin a statement."""
