"""The rounds of the importance board, the newest first, and when another one may come."""

from datetime import date

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.practices.importance import HAND, RATERS, Round
from journal.text import _
from journal.ui import theme
from journal.ui.models.importance_board import Board
from journal.ui.models.rows import Row, RowsModel
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.dates import short_day
from journal.ui.widgets.form import Field
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.section import SectionHeading


class RoundHistory(QWidget):
    """`round_asked` carries the number of the round to look at, `dated` the day of another one, or None."""

    round_asked = Signal(int)
    dated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until rounds are shown."""
        super().__init__(parent)
        self.model = RowsModel(self)
        self.list = ListView(_("Rounds"))
        self.list.setModel(self.model)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(self._open)
        self.again = DateField()
        self.again.setMaximumWidth(theme.theme().em(12))
        self.again.changed.connect(self.dated)
        hint = _("Proposed half a year after the last hand. Soon after a talk about your career, it tells most.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(2), 0, 0)
        column.setSpacing(theme.space(1))
        self._heading = SectionHeading(_("Rounds"))
        self._field = Field(_("Another round on"), self.again, hint)
        self.again.complained.connect(self._field.complain)
        for part in (self._heading, self.list, self._field):
            column.addWidget(part)

    def show_rounds(self, board: Board, *, may_change: bool) -> None:
        """Show every round in a line, with its two agreements."""
        self.model.set_rows([_row(each) for each in reversed(board.rounds)])
        self.list.setFixedHeight(self.list.content_height())
        self.again.set_day(board.again)
        self.again.setEnabled(may_change)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row:
            self.round_asked.emit(int(row.id))


def _row(played: Round) -> Row:
    agreed, known = played.agreed, played.known
    parts = [
        "" if agreed is None else _("you agree on {n} of {all}").format(n=len(agreed), all=HAND),
        "" if known is None else _("you knew {n} of {all}").format(n=len(known), all=HAND),
    ]
    said = ", ".join(part for part in parts if part) or _("{n} of 3 hands laid").format(n=len(played.hands))
    return Row(str(played.number), _("Round {n}").format(n=played.number), said[:1].upper() + said[1:], days_of(played))


def days_of(played: Round) -> str:
    """The days of a round's hands, the first and the last."""
    days = sorted({played.hands[rater].rated_on for rater in RATERS if rater in played.hands})
    return " – ".join(short_day(day) for day in (days[:1] + days[1:][-1:])) if days else short_day(date.today())
