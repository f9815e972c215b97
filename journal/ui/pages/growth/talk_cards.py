"""What a round of the importance board leaves to talk about: a card for each mismatch, one click from the agenda."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from journal.text import _, n_
from journal.ui import theme
from journal.ui.models.importance_board import TalkCard
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.section import SectionHeading

_NARROW_EM: Final = 24


class TalkCards(QWidget):
    """The mismatches of one round. `asked` carries the cards that shall go onto the next one-on-one's agenda."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until a round is shown."""
        super().__init__(parent)
        self._cards: tuple[TalkCard, ...] = ()
        self.rows: list[_TalkRow] = []
        self.ask_all = Button(_("Ask them all"), "quiet", "one-on-ones")
        self.ask_all.clicked.connect(self._ask_all)
        self.heading = SectionHeading(_("To talk about"), action=self.ask_all, parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.space(1), 0, 0)
        self._column.setSpacing(theme.space(1))
        self._column.addWidget(self.heading)

    def show_cards(self, cards: Sequence[TalkCard], *, may_ask: bool) -> None:
        """Show these; the same ones again keep the keyboard where it is."""
        if [card.competency for card in cards] != [card.competency for card in self._cards]:
            self._make(cards)
        self._cards = tuple(cards)
        for row, card in zip(self.rows, cards, strict=True):
            row.show_card(card, may_ask=may_ask)
        self.heading.set_note(n_("{n} card", "{n} cards", len(cards)).format(n=len(cards)))
        waiting = [card for card in cards if not card.is_asked]
        self.ask_all.setVisible(len(waiting) > 1)
        self.ask_all.setEnabled(may_ask)

    def _make(self, cards: Sequence[TalkCard]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for _card in cards:
            row = _TalkRow(self)
            row.asked.connect(self._ask)
            self._column.addWidget(row)
            self.rows.append(row)

    @Slot(object)
    def _ask(self, card: TalkCard) -> None:
        self.asked.emit([card])

    @Slot()
    def _ask_all(self) -> None:
        self.asked.emit([card for card in self._cards if not card.is_asked])


class _TalkRow(QWidget):
    """One mismatch: the competency and who holds it, the question, and the way onto the agenda."""

    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card: TalkCard | None = None
        self.label = Label("", "strong", wrap=True)
        self.who = Label("", "small", wrap=True)
        self.question = Label("", "body", wrap=True)
        self.ask = Button("", "plain", "one-on-ones")
        self.ask.clicked.connect(self._ask)
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.25))
        for part in (self.label, self.who, self.question):
            words.addWidget(part)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.space(2))
        self._row.addLayout(words, 1)
        self._row.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(hairline())
        column.addLayout(self._row)

    def show_card(self, card: TalkCard, *, may_ask: bool) -> None:
        self._card = card
        self.label.setText(card.label)
        self.who.setText(card.who)
        self.question.setText(card.question)
        self.ask.setText(_("On the agenda") if card.is_asked else _("Ask next time"))
        self.ask.set_icon("check" if card.is_asked else "one-on-ones")
        self.ask.setEnabled(may_ask and not card.is_asked)
        self.ask.setAccessibleName(f"{self.ask.text()}: {card.label}")
        self.ask.setToolTip(_("Put the question onto the agenda of the next one-on-one"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow place the button stands below the words."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.theme().em(_NARROW_EM)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    @Slot()
    def _ask(self) -> None:
        if self._card:
            self.asked.emit(self._card)
