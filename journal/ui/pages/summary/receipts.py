"""What my manager already knows from me: every summary that was handed over, and the lines that were in it."""

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from journal.sharing import receipts
from journal.text import _, day_range
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.dates import full_day
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.list_view import ListView


class Receipts(QWidget):
    """The receipts, the latest first, each with its lines."""

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Empty until `refresh`."""
        super().__init__(parent)
        self._journal = journal
        self._model = RowsModel(self)
        self._list = ListView(_("What my manager already knows from me"), sections=True, ground="side")
        self._list.setModel(self._model)
        empty = EmptyState(
            "receipt", _("Nothing was handed over yet. Every export leaves its receipt here: who got which lines when.")
        )
        self._layers = QStackedLayout(self)
        self._layers.addWidget(empty)
        self._layers.addWidget(self._list)

    @Slot()
    def refresh(self) -> None:
        """Read the receipts again."""
        with self._journal.read() as session:
            kept = receipts.kept(session)
        rows = [row for receipt in kept for row in _rows(receipt)]
        self._model.set_rows(rows)
        self._layers.setCurrentIndex(1 if rows else 0)


def _rows(receipt: receipts.Receipt) -> list[Row]:
    day = datetime.fromisoformat(receipt.made_at).astimezone().date()
    period = day_range(receipt.period_from, receipt.period_to)
    return [
        Row(f"{receipt.id}:{number}", line["text"], period, section=full_day(day) if number == 0 else "")
        for number, line in enumerate(receipt.lines)
    ]
