"""The ladder of a feedback: from a vague label at the foot to *confirmed* at the top, climbed a rung at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.practices.feedback import LADDER
from journal.text import CLARITIES, _
from journal.ui.pages.journal.rung import Place, Rung


class Ladder(QWidget):
    """The rungs, the highest on top. `climb_wanted` and `opened` carry a rung's name."""

    climb_wanted = Signal(str)
    ask_wanted = Signal()
    down_wanted = Signal()
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says of the whole."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.rungs: dict[str, Rung] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for value in reversed(LADDER):
            rung = Rung(value, self)
            rung.climb_pressed.connect(self._climb)
            rung.opened.connect(self._open)
            rung.ask_pressed.connect(self.ask_wanted)
            rung.down_pressed.connect(self.down_wanted)
            self.rungs[value] = rung
            layout.addWidget(rung)

    def stand(self, clarity: str, rungs: Sequence[str]) -> None:
        """Stand on a rung of a ladder of these rungs."""
        here = LADDER.index(clarity)
        for value, rung in self.rungs.items():
            own = LADDER.index(value)
            place: Place = "below" if own < here else "here" if own == here else "next" if own == here + 1 else "above"
            rung.stand(place, is_first=value == LADDER[0], is_last=value == rungs[-1])
            rung.setVisible(value in rungs)
        where = _("You stand on “{rung}”, {n} of {all}.")
        self.setAccessibleDescription(where.format(rung=CLARITIES[clarity], n=here + 1, all=len(rungs)))

    @Slot()
    def _climb(self) -> None:
        self.climb_wanted.emit(self._sender())

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._sender())

    def _sender(self) -> str:
        rung = self.sender()
        return rung.value if isinstance(rung, Rung) else ""
