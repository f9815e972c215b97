"""What stands above the ledger: whose commitments in which state, the line that writes one down, and the filters."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.models import promise_words
from journal.ui.pages.commitments.narrowing import LedgerNarrowing
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.reading_field import ReadingField
from journal.ui.widgets.section import PageHeading


class LedgerHead(QWidget):
    """`chosen` when another segment was pressed, `narrowed` when a filter was changed."""

    chosen = Signal()
    narrowed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Shows the open ones of both sides."""
        super().__init__(parent)
        self._manager = ""
        owners = [("all", _("All")), ("me", _("Mine")), ("manager", _("My manager’s"))]
        self.owner = SegmentedChoice(_("Whose commitments"), owners)
        self.state = SegmentedChoice(_("State"), [("open", _("Open")), ("closed", _("Closed")), ("trash", _("Trash"))])
        self.narrowing = LedgerNarrowing(self)
        self.narrowing.changed.connect(self.narrowed)
        self.field = ReadingField(
            _("New commitment"), _("Write down a commitment (N)"), promise_words.line_hint(""), self._reading
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        column.setSpacing(theme.space(2))
        choices = QWidget()
        flow = FlowLayout(choices, theme.space(1))  # large type in a narrow window sets them one below the other
        for choice in (self.owner, self.state):
            choice.changed.connect(self.chosen)
            flow.addWidget(choice)
        column.addWidget(PageHeading(title, choices))
        column.addWidget(self.field)
        column.addWidget(self.narrowing)
        self.shown = self.segments

    @property
    def segments(self) -> tuple[str, str]:
        """Whose, and in which state, as the segments stand."""
        return self.owner.value(), self.state.value()

    def set_segments(self, owner: str, state: str) -> None:
        """Let the segments say what the list shows; `shown` remembers it."""
        self.shown = (owner, state)
        self.owner.set_value(owner)
        self.state.set_value(state)

    def set_manager(self, name: str) -> None:
        """Whose the other side is."""
        self._manager = name
        self.field.set_hint(promise_words.line_hint(name))

    def _reading(self, line: str) -> str:
        return promise_words.reading(line, date.today(), self._manager)
