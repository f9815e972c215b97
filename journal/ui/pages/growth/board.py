"""The tab Importance: sixteen cards, three hands of four, what a round says, and what it leaves to talk about."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.errors import JournalBusy, UpwardError
from journal.practices import competencies, importance
from journal.practices.competencies import Competency
from journal.practices.importance import HAND, RATERS
from journal.store.tables import ImportanceHand
from journal.text import _
from journal.ui import dialogs, notifications, theme
from journal.ui.acts import Acts
from journal.ui.drafting import Drafting
from journal.ui.earlier_versions import EarlierVersions
from journal.ui.models import importance_board
from journal.ui.models.importance_board import Board, TalkCard
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth.board_view import BoardView
from journal.ui.pages.growth.cards import ACTIVE, CardView
from journal.ui.pages.growth.hand_acts import HandActs
from journal.ui.pages.growth.hands import HandView
from journal.ui.pages.growth.laying import Laying

_WHAT: Final = Changed.IMPORTANCE


class BoardTab(QWidget):
    """Arrows, Space and 1, 2, 3 play the board; Escape leaves a hand as it was; Alt+H shows a hand's earlier versions."""

    go = Signal(str, str)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(parent)
        self._journal = journal
        with journal.read() as session:
            self._board: Board = importance_board.read(session)
        self._acts = Acts(journal, self)
        self._hand_acts = HandActs(self._acts)
        self._versions = EarlierVersions(journal, self, self._acts)
        self._laying = Laying()
        self._manager_id = self._board.manager_id
        self._number: int = self._board.number
        self._active = RATERS[0]
        self._wants_cards: bool | None = None
        self._save_bar = SaveBar(journal, self._words, self)
        self.view = BoardView(self)
        self._connect()
        self._build_keys()
        self._assemble()
        self._drafting = Drafting(journal, "importance", self._laying.typed, self)
        self._save_bar.watch(self._drafting.autosave, quietly=True)
        self._laying.put(self._drafting.bring_back())
        self._acts.need_writing(*self.view.head.ways_to_change)
        self._active = self._next_to_lay()
        self._show()
        self.view.take_keyboard()

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the hands again; the round that is on stays on, or the last one where it is gone."""
        with self._journal.read() as session:
            self._board = importance_board.read(session, self._manager_id, self._number)
        self._manager_id = self._board.manager_id
        if self._number != self._board.number:
            self._number = self._board.number
            self._active = self._next_to_lay()
        self._show()

    def flush(self) -> bool:
        """Keep what is being chosen; whether it is kept."""
        return self._drafting.flush()

    def show_record(self, record_id: str) -> bool:
        """Show the round of a hand."""
        with self._journal.read() as session:
            manager_id = importance_board.manager_of(session, record_id)
        if not manager_id:
            return False
        self._manager_id = manager_id
        self.refresh()
        self.show_round(self.board.number_of(record_id))
        return True

    @Slot()
    def new_record(self) -> None:
        """Begin another round, unless the last one has no hand yet."""
        if not self._acts.refuse_writing():
            self.show_round(len(self.board.rounds) + 1)

    @Slot(int)
    def show_round(self, number: int) -> None:
        """Show a round, or an empty one after the last."""
        before = self._number
        self._number = max(1, min(number, len(self.board.rounds) + 1))
        try:
            self.refresh()
        except JournalBusy:
            self._number = before  # what is shown is what the keys act on
            raise
        self._active, self._wants_cards = self._next_to_lay(), None
        self._show()
        self.view.verticalScrollBar().setValue(0)

    @property
    def board(self) -> Board:
        """What was read last."""
        return self._board

    @property
    def number(self) -> int:
        """The number of the round that is on."""
        return self._number

    # ----------------------------------------------------------------------------------------- building

    def _connect(self) -> None:
        view = self.view
        view.head.round_asked.connect(self.show_round)
        view.head.manager_chosen.connect(self._show_manager)
        view.head.new.clicked.connect(self.new_record)
        view.head.cards.clicked.connect(self._turn_cards)
        view.head.words.clicked.connect(self._change_words)
        view.head.blank.clicked.connect(self._show_blank)
        view.grid.laid.connect(self._lay)
        view.talks.asked.connect(self._ask)
        view.history.round_asked.connect(self.show_round)
        view.history.dated.connect(self._choose_again)
        for panel in view.hands.values():
            panel.chosen.connect(self._fill)
            panel.taken_back.connect(self._toggle)
            panel.dated.connect(self._date)
            panel.left.connect(self._leave)
            panel.trashed.connect(self._trash)
            panel.versions.connect(self._show_versions_of)
            panel.round_asked.connect(self.show_round)

    def _build_keys(self) -> None:
        for keys, slot in (("Alt+H", self._show_versions), ("N", self.new_record)):
            QShortcut(QKeySequence(keys), self, slot)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.view.grid, self._leave_active)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _assemble(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.view, 1)
        self._save_bar.set_margins(theme.space(3), 0, theme.space(3), theme.space(1))
        outer.addWidget(self._save_bar)

    # ------------------------------------------------------------------------------------------ showing

    def _show(self) -> None:
        hands = {rater: self._hand_view(rater) for rater in RATERS}
        may_change = not self._acts.is_read_only
        self.view.show_board(self.board, hands, self._card_views(), active=self._active, may_change=may_change)
        is_whole = len(self.board.round_of(self._number).hands) == len(RATERS) and not self._is_choosing()
        shown = not is_whole if self._wants_cards is None else self._wants_cards
        self.view.show_cards(are_shown=shown, can_hide=is_whole)

    def _hand_view(self, rater: str) -> HandView:
        board, place = self.board, self._place(rater)
        there = board.round_of(self._number).hands.get(rater)
        cards = importance_board.in_order(self._held(rater))
        return HandView(
            board.title_of_hand(rater),
            tuple((key, competencies.label(board.known, key)) for key in cards),
            there.rated_on if there else self._laying.days.get(place, date.today()),
            is_laid=there is not None,
            is_draft=place in self._laying.cards,
            elsewhere=0 if there else board.missing_before(rater, self._number),
        )

    def _card_views(self) -> list[CardView]:
        held = [self._held(rater) for rater in RATERS]
        active = self._held(self._active)
        return [
            CardView(
                key,
                card.label,
                card.description,
                card.cluster,
                (key in held[0], key in held[1], key in held[2]),
                key in active,
            )
            for key, card in self.board.known.items()
        ]

    # ------------------------------------------------------------------------------------------- laying

    def _place(self, rater: str) -> tuple[str, int, str]:
        return self._manager_id, self._number, rater

    def _held(self, rater: str) -> list[str]:
        """The cards of a hand as one sees it: those being chosen, else those that lie."""
        there = self.board.round_of(self._number).hands.get(rater)
        return self._laying.cards.get(self._place(rater), list(there.competencies) if there else [])

    def _is_choosing(self) -> bool:
        return any(self._place(rater) in self._laying.cards for rater in RATERS)

    def _next_to_lay(self) -> str:
        """The first hand that is missing in the round, and that can be laid there; else mine."""
        played = self.board.round_of(self._number)
        wanted = (
            rater
            for rater in RATERS
            if rater not in played.hands and not self.board.missing_before(rater, self._number)
        )
        return next(wanted, RATERS[0])

    @Slot(str)
    def _fill(self, rater: str) -> None:
        """This hand is being filled from now on."""
        self._active, self._wants_cards = rater, True
        self._try_again(rater)
        self.view.take_keyboard()

    @Slot(str, int)
    def _lay(self, key: str, hand: int) -> None:
        self._active = self._active if hand == ACTIVE else RATERS[hand]
        self._toggle(self._active, key)

    @Slot(str, str)
    def _toggle(self, rater: str, key: str) -> None:
        """Lay a card into a hand, or take it back; the fourth makes the hand a hand."""
        if self._acts.refuse_writing():
            return
        before = self.board.missing_before(rater, self._number)
        if before and rater not in self.board.round_of(self._number).hands:
            self._refuse(_("This hand is missing in round {n}: choose it there first.").format(n=before))
            return
        cards = importance.toggled(self._held(rater), key)
        if cards is None:
            self._refuse(self._full(rater))
            return
        self._wants_cards = True
        self._laying.cards[self._place(rater)] = cards
        if len(cards) == HAND:
            self._put_down(rater, cards)
        elif not cards and rater not in self.board.round_of(self._number).hands:
            self._laying.cards.pop(self._place(rater))  # nothing is chosen any more
        self._drafting.touch()
        self._show()

    def _full(self, rater: str) -> str:
        text = _("Four lie in this hand already: {cards}. Take one of them back first.")
        return text.format(cards=self.board.labels(self._held(rater)))

    def _refuse(self, sentence: str) -> None:
        self._show()
        self.view.say(sentence)

    def _put_down(self, rater: str, cards: list[str]) -> None:
        """Four cards: the hand goes into the journal, and the next one that is missing is filled."""
        place, there = self._place(rater), self.board.round_of(self._number).hands.get(rater)
        if there and set(there.competencies) == set(cards):
            self._laying.drop(place)  # it is as it was
            return
        cards, day = importance_board.in_order(cards), self._laying.days.get(place, date.today())
        self._laying.drop(place)
        try:
            self._hand_acts.lay(self.board, rater, cards, day)
        except UpwardError as fault:
            self._laying.cards[place], self._laying.days[place] = cards, day
            self._acts.say(fault)
            return
        self.refresh()
        self._active = rater if there else self._next_to_lay()
        if len(self.board.round_of(self._number).hands) == len(RATERS):
            self._wants_cards = None
            self._show()
            self.view.take_keyboard()

    def _try_again(self, rater: str) -> None:
        """Four that could not be kept, because their day was taken or the journal was busy, are laid now."""
        cards = self._laying.cards.get(self._place(rater), [])
        if len(cards) == HAND and not self._acts.refuse_writing():
            self._put_down(rater, cards)
        self._drafting.touch()
        self._show()

    @Slot(str)
    def _leave(self, rater: str) -> None:
        self._laying.drop(self._place(rater))
        self._drafting.touch()
        self._show()

    @Slot()
    def _leave_active(self) -> None:
        self._leave(self._active)

    @Slot(str, object)
    def _date(self, rater: str, day: date) -> None:
        """Another day: of the hand that lies, at once; of one that is being chosen, when it is laid."""
        there = self.board.round_of(self._number).hands.get(rater)
        if there is None:
            self._laying.days[self._place(rater)] = day
            self._try_again(rater)
            return
        if self._hand_acts.move(self.board, rater, day):
            self.refresh()
            self.show_round(self.board.number_of(there.id))
        else:
            self._show()

    @Slot(str)
    def _trash(self, rater: str) -> None:
        if rater in self.board.round_of(self._number).hands:
            self._laying.drop(self._place(rater))
            self._hand_acts.trash(self.board, rater)
            self.refresh()

    @Slot(str)
    def _show_versions_of(self, rater: str) -> None:
        there = self.board.round_of(self._number).hands.get(rater)
        if there:
            self._versions.show(ImportanceHand, there.id, _WHAT)
        else:
            notifications.say(self, _("This has no earlier versions yet."))

    @Slot()
    def _show_versions(self) -> None:
        self._show_versions_of(self._active)

    # ------------------------------------------------------------------------------------------- others

    @Slot(object)
    def _ask(self, cards: list[TalkCard]) -> None:
        """Put questions onto the next one-on-one's agenda."""
        self._hand_acts.ask(self.board, cards)
        self.refresh()

    @Slot(object)
    def _choose_again(self, day: date | None) -> None:
        self._hand_acts.choose_again(self.board, day)
        self.refresh()

    @Slot()
    def _turn_cards(self) -> None:
        self._wants_cards = self.view.grid.isHidden()
        self._show()
        self.view.take_keyboard()

    @Slot(str)
    def _show_manager(self, manager_id: str) -> None:
        self._manager_id, self._number = manager_id, 0
        self.refresh()

    @Slot()
    def _change_words(self) -> None:
        from journal.ui.pages.growth.card_words import CardWords

        CardWords(self._journal, self._acts, self).open()

    @Slot()
    def _show_blank(self) -> None:
        """The page on which the manager ticks four; words of one's own are read out once more before they stand on it."""
        from journal.ui.showing_paper import page_size, show_paper

        own = [card for card in self.board.known.values() if card.is_own]
        if own and not self._approve(own):
            return
        show_paper(self._journal, importance_board.blank(self.board, page_size()), _("what matters most"), self)

    def _approve(self, own: list[Competency]) -> bool:
        words = "\n".join(importance_board.words_on_blank(card) for card in own)
        text = _("These words are yours, and your manager will read them on the blank:\n{words}").format(words=words)
        return dialogs.confirm(self, _("Put your own words on the blank?"), text, _("Show the blank"))

    def _words(self) -> str:
        """What is being chosen, to be copied where it cannot be kept."""
        held = (self._laying.cards.get(self._place(rater), []) for rater in RATERS)
        return "\n".join(self.board.labels(cards) for cards in held if cards)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cards have the keyboard, or where they are away, the button that brings them back."""
        super().focusInEvent(event)
        self.view.take_keyboard()
