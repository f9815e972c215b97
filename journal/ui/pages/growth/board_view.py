"""What the importance board looks like: the round, the three hands, the cards, what they say, and what is left to talk about."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from journal.practices.importance import RATERS
from journal.text import _
from journal.ui import theme
from journal.ui.models import importance_board
from journal.ui.models.importance_board import Board
from journal.ui.pages.growth.cards import CardGrid, CardView
from journal.ui.pages.growth.hands import HandPanel, HandView
from journal.ui.pages.growth.history import RoundHistory, days_of
from journal.ui.pages.growth.round_head import RoundHead
from journal.ui.pages.growth.talk_cards import TalkCards
from journal.ui.widgets.label import Label
from journal.ui.widgets.scroll_body import ScrollBody

_WIDEST_EM: Final = 62
_BESIDE_EM: Final = 30
_WELCOME: Final = _(
    "Which four of these sixteen matter most in your role? Choose yours, guess your manager’s, then let them choose:"
    " where the hands differ, you have something to talk about."
)


class BoardView(ScrollBody):
    """The parts, one below the other; it decides nothing."""

    def __init__(self, parent: QWidget) -> None:
        """Empty until a board is shown."""
        super().__init__(_WIDEST_EM, parent)
        self._board: Board | None = None
        self._build_parts(self.body)
        self._assemble(self.body)

    def _build_parts(self, body: QWidget) -> None:
        self.head = RoundHead(body)
        self.welcome = Label(_WELCOME, "muted", wrap=True, parent=body)
        self.hands = {rater: HandPanel(rater, body) for rater in RATERS}
        self.message = Label("", "small", wrap=True, parent=body)
        self.grid = CardGrid(body)
        self.grid.current_changed.connect(self.describe)
        self.description = Label("", "muted", wrap=True, parent=body)
        self.agreed = Label("", "heading", wrap=True, parent=body)
        self.known = Label("", "heading", wrap=True, parent=body)
        self.band = Label("", "muted", wrap=True, parent=body)
        self.talks = TalkCards(body)
        self.history = RoundHistory(body)

    def _assemble(self, body: QWidget) -> None:
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        self._row_of_hands = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row_of_hands.setSpacing(theme.space(3))
        for panel in self.hands.values():
            self._row_of_hands.addWidget(panel, 1)
        for part in (self.head, self.welcome):
            column.addWidget(part)
        column.addLayout(self._row_of_hands)
        for part in (self.message, self.grid, self.description):
            column.addWidget(part)
        result = QVBoxLayout()
        result.setSpacing(theme.space(0.75))
        for part in (self.agreed, self.known, self.band):
            result.addWidget(part)
        column.addLayout(result)
        for part in (self.talks, self.history):
            column.addWidget(part)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three hands side by side where there is room, else below each other."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.theme().em(_BESIDE_EM)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._row_of_hands.setDirection(direction)

    # ------------------------------------------------------------------------------------------- public

    def show_board(
        self,
        board: Board,
        hands: Mapping[str, HandView],
        cards: Sequence[CardView],
        *,
        active: str,
        may_change: bool,
    ) -> None:
        """Show the round that is on; `active` is the rater whose hand is being filled."""
        self._board = board
        played = board.round_of(board.number)
        self.head.show_round(board, board.number, days_of(played) if played.hands else "")
        self.welcome.setVisible(not board.rounds)
        for rater, panel in self.hands.items():
            panel.show_hand(hands[rater], is_active=rater == active, may_change=may_change)
        self.grid.show_cards(cards)
        self._show_result(board)
        self.talks.show_cards(board.talks, may_ask=may_change)
        self.talks.setVisible(bool(board.talks))
        self.history.show_rounds(board, may_change=may_change)
        self.history.setVisible(bool(board.rounds))
        self.describe()
        self.say("")

    def show_cards(self, *, are_shown: bool, can_hide: bool) -> None:
        """Whether the cards are on; where they can be away, a button turns them."""
        self.grid.setVisible(are_shown)
        self.description.setVisible(are_shown)
        self.head.show_cards_shown(is_shown=are_shown, can_hide=can_hide)

    def say(self, sentence: str) -> None:
        """Say something about what was just tried, to who reads and to who listens; an empty sentence takes it back."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def take_keyboard(self) -> None:
        """The cards have the keyboard, or where they are away, the button that brings them back."""
        (self.head.cards if self.grid.isHidden() else self.grid.card).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def describe(self) -> None:
        """The card that the keyboard stands on, in a sentence; and into sight."""
        card = self._board.known.get(self.grid.current) if self._board else None
        self.description.setText(f"{card.label}: {card.description}" if card and card.description else "")
        if self.grid.cards and self.grid.card.hasFocus():
            self.ensureWidgetVisible(self.grid.card, 0, theme.space(8))

    def _show_result(self, board: Board) -> None:
        said = board.agreement(board.number)
        for label, text in zip((self.agreed, self.known), [*said, "", ""], strict=False):
            label.setText(text)
            label.setVisible(bool(text))
        band = board.band(board.number)
        self.band.setText(f"{band} {importance_board.NO_GRADE}")
        self.band.setVisible(bool(band))
