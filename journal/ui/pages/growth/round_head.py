"""Above the importance board: which round is on, with which manager, and what can be done with the board as a whole."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.models.importance_board import Board
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label
from journal.ui.widgets.manager_picker import ManagerPicker


class RoundHead(QWidget):
    """`round_asked` carries a round's number, `manager_chosen` the id of another chapter."""

    round_asked = Signal(int)
    manager_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Says nothing until a round is shown."""
        super().__init__(parent)
        self._number = 1
        self.title = Label("", "heading")
        self.back = IconButton("chevron-left", _("The round before"))
        self.back.clicked.connect(self._go_back)
        self.on = IconButton("chevron-right", _("The next round"))
        self.on.clicked.connect(self._go_on)
        self.managers = ManagerPicker()
        self.managers.picked.connect(self.manager_chosen)
        self.cards = Button("", "plain")
        self.new = Button(_("New round"), "plain", "plus")
        self.new.setToolTip(_("Begin another round (N)"))
        self.blank = Button(_("Blank for my manager…"), "quiet", "print")
        self.words = Button(_("Words of the cards…"), "quiet", "edit")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        line = QWidget(self)
        flow = FlowLayout(line, gap=theme.space(1))
        parts = (self.title, self.back, self.on, self.managers, self.cards, self.new, self.blank, self.words)
        self.title.setMinimumHeight(self.new.sizeHint().height())  # in one line with the buttons
        for part in parts:
            flow.addWidget(part)
        column.addWidget(line)

    @property
    def ways_to_change(self) -> tuple[QWidget, ...]:
        """What is of no use in a journal that is only looked at."""
        return (self.new, self.words)

    def show_round(self, board: Board, number: int, days: str) -> None:
        """Say which round is on."""
        self._number = number
        name = _("Round {n}").format(n=number)
        self.title.setText(f"{name} · {days}" if days else name)
        last = len(board.rounds)
        self.back.setVisible(number > 1)
        self.on.setVisible(number < last)
        self.new.setVisible(number <= last)
        self.managers.show_chapters(board.chapters, board.manager_id)

    def show_cards_shown(self, *, is_shown: bool, can_hide: bool) -> None:
        """Whether the cards are on; where a round is not whole yet they always are."""
        self.cards.setText(_("Hide the cards") if is_shown else _("Show the cards"))
        self.cards.setVisible(can_hide)

    @Slot()
    def _go_back(self) -> None:
        self.round_asked.emit(self._number - 1)

    @Slot()
    def _go_on(self) -> None:
        self.round_asked.emit(self._number + 1)
