"""One of the three hands: its four cards, its day, and what can be done with it."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.practices.importance import HAND
from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label


@dataclass(frozen=True)
class HandView:
    """A hand as it stands: its cards by key and label, whether it lies in the journal, and what is being changed in it.

    `elsewhere` is the number of the earlier round that this hand is missing in; it would count there. 0 for none.
    """

    title: str
    cards: tuple[tuple[str, str], ...]
    day: date
    is_laid: bool = False
    is_draft: bool = False
    elsewhere: int = 0


class HandPanel(QWidget):
    """The heading chooses the hand as the one that is being filled; a click on a card of it takes that back."""

    #: Each carries whose hand it is; then the key of a card, or a day.
    chosen = Signal(str)
    taken_back = Signal(str, str)
    dated = Signal(str, object)
    left = Signal(str)
    trashed = Signal(str)
    versions = Signal(str)
    #: The number of another round.
    round_asked = Signal(int)

    def __init__(self, rater: str, parent: QWidget | None = None) -> None:
        """Empty until a hand is shown."""
        super().__init__(parent)
        self.rater = rater
        self._view: HandView | None = None
        self._pills: list[Button] = []
        self._build()
        self._assemble()

    def _build(self) -> None:
        self.heading = Button("", "nav")
        self.heading.setCheckable(True)
        self.heading.clicked.connect(self._choose)
        self.history = IconButton("history", _("Earlier versions"))
        self.history.clicked.connect(self._show_versions)
        self.trash = IconButton("trash", _("Delete this hand"))
        self.trash.clicked.connect(self._throw)
        self.state = Label("", "small", wrap=True)
        self.day = DateField(optional=False)
        self.day.changed.connect(self._date)
        self.leave = Button("", "quiet", "undo")
        self.leave.clicked.connect(self._leave)
        self.elsewhere = Button("", "quiet")
        self.elsewhere.clicked.connect(self._ask_for_round)

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.75))
        head = QHBoxLayout()
        head.setSpacing(theme.space(0.5))
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.history)
        head.addWidget(self.trash)
        column.addLayout(head)
        self._cards = QWidget(self)
        self._flow = FlowLayout(self._cards, gap=theme.space(0.5))
        column.addWidget(self._cards)
        column.addWidget(self.state)
        column.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        self.day.setMaximumWidth(theme.theme().em(10))
        column.addWidget(self.day)
        column.addStretch(1)

    def show_hand(self, view: HandView, *, is_active: bool, may_change: bool) -> None:
        """Show a hand; the one that is being filled has its heading pressed."""
        if view != self._view:
            self._view = view
            self._show_cards(view)
        self.heading.setText(view.title)
        self.heading.setChecked(is_active)
        self.heading.setEnabled(may_change and not view.elsewhere)
        self.day.setAccessibleName(_("Day of: {hand}").format(hand=view.title))
        self.day.setEnabled(may_change and not view.elsewhere)
        self.day.set_day(view.day)
        for button in (self.history, self.trash):
            button.setVisible(view.is_laid and not view.is_draft)
        self.trash.setEnabled(may_change)
        self.leave.setVisible(view.is_draft)
        self.leave.setText(_("Leave it as it was") if view.is_laid else _("Take all back"))
        self.day.setVisible(not view.elsewhere)
        self.elsewhere.setVisible(bool(view.elsewhere))
        self.elsewhere.setText(_("Go to round {n}").format(n=view.elsewhere))
        self.state.setText(self._state(view))
        self.state.setVisible(bool(self.state.text()))

    @staticmethod
    def _state(view: HandView) -> str:
        if view.elsewhere:
            return _("This hand is missing in round {n}: choose it there first.").format(n=view.elsewhere)
        if len(view.cards) < HAND:
            return _("{n} of {all} chosen").format(n=len(view.cards), all=HAND)
        return _("Four are chosen and not kept yet.") if view.is_draft else ""

    def _show_cards(self, view: HandView) -> None:
        for pill in self._pills:
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = []
        for key, label in view.cards:
            pill = Button(label, "pill", parent=self._cards)
            pill.setCheckable(True)
            pill.setChecked(True)
            pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard a card is taken back where it lies on the board
            pill.setToolTip(_("Take back"))
            pill.setProperty("card", key)
            pill.clicked.connect(self._take_back)
            self._flow.addWidget(pill)
            pill.show()
            self._pills.append(pill)
        self._cards.setVisible(bool(view.cards))
        self._cards.updateGeometry()

    @Slot()
    def _choose(self) -> None:
        self.heading.setChecked(True)
        self.chosen.emit(self.rater)

    @Slot()
    def _take_back(self) -> None:
        pill = self.sender()
        if isinstance(pill, Button):
            pill.setChecked(True)
            self.taken_back.emit(self.rater, pill.property("card"))

    @Slot(object)
    def _date(self, day: date) -> None:
        self.dated.emit(self.rater, day)

    @Slot()
    def _leave(self) -> None:
        self.left.emit(self.rater)

    @Slot()
    def _throw(self) -> None:
        self.trashed.emit(self.rater)

    @Slot()
    def _show_versions(self) -> None:
        self.versions.emit(self.rater)

    @Slot()
    def _ask_for_round(self) -> None:
        if self._view:
            self.round_asked.emit(self._view.elsewhere)
