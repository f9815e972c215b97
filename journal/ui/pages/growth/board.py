"""The tab Importance: sixteen cards, three hands of four, what a round says, and what it leaves to talk about."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

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
from journal.ui.pages.growth.cards import ACTIVE, CardGrid, CardView
from journal.ui.pages.growth.hands import HandPanel, HandView
from journal.ui.pages.growth.history import RoundHistory, days_of
from journal.ui.pages.growth.laying import Laying
from journal.ui.pages.growth.round_head import RoundHead
from journal.ui.pages.growth.talk_cards import TalkCards
from journal.ui.widgets.label import Label

_WHAT: Final = Changed.IMPORTANCE
_WIDEST_EM: Final = 62
_BESIDE_EM: Final = 30
_WELCOME: Final = _(
    "Which four of these sixteen matter most in your role? Choose yours, guess your manager’s, then let them choose:"
    " where the hands differ, you have something to talk about."
)


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
        self._versions = EarlierVersions(journal, self, self._acts)
        self._laying = Laying()
        self._manager_id = self._board.manager_id
        self._number: int = 0
        self._active = RATERS[0]
        self._wants_cards: bool | None = None
        self._save_bar = SaveBar(journal, self._words, self)
        self._build_parts()
        self._build_keys()
        self._assemble()
        self._drafting = Drafting(journal, "importance", self._laying.typed, self)
        self._save_bar.watch(self._drafting.autosave, quietly=True)
        self._laying.put(self._drafting.bring_back())
        self._acts.need_writing(*self.head.ways_to_change)
        self.refresh()
        self._take_keyboard()

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
        self._scroll.verticalScrollBar().setValue(0)

    @property
    def board(self) -> Board:
        """What was read last."""
        return self._board

    @property
    def number(self) -> int:
        """The number of the round that is on."""
        return self._number

    # ----------------------------------------------------------------------------------------- building

    def _build_parts(self) -> None:
        self.head = RoundHead(self)
        self.head.round_asked.connect(self.show_round)
        self.head.manager_chosen.connect(self._show_manager)
        self.head.new.clicked.connect(self.new_record)
        self.head.cards.clicked.connect(self._turn_cards)
        self.head.words.clicked.connect(self._change_words)
        self.head.blank.clicked.connect(self._show_blank)
        self.welcome = Label(_WELCOME, "muted", wrap=True)
        self.hands = {rater: self._hand(rater) for rater in RATERS}
        self.message = Label("", "small", wrap=True)
        self.grid = CardGrid()
        self.grid.laid.connect(self._lay)
        self.grid.current_changed.connect(self._describe)
        self.description = Label("", "muted", wrap=True)
        self.agreed = Label("", "heading", wrap=True)
        self.known = Label("", "heading", wrap=True)
        self.band = Label("", "muted", wrap=True)
        self.talks = TalkCards()
        self.talks.asked.connect(self._ask)
        self.history = RoundHistory()
        self.history.round_asked.connect(self.show_round)
        self.history.dated.connect(self._choose_again)

    def _hand(self, rater: str) -> HandPanel:
        panel = HandPanel(rater)
        panel.chosen.connect(self._fill)
        panel.taken_back.connect(self._toggle)
        panel.dated.connect(self._date)
        panel.left.connect(self._leave)
        panel.trashed.connect(self._trash)
        panel.versions.connect(self._show_versions_of)
        panel.round_asked.connect(self.show_round)
        return panel

    def _build_keys(self) -> None:
        for keys, slot in (("Alt+H", self._show_versions), ("N", self.new_record)):
            QShortcut(QKeySequence(keys), self, slot)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.grid, self._leave_active)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _assemble(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = QScrollArea(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._scroll, 1)
        self._save_bar.set_margins(theme.space(3), 0, theme.space(3), theme.space(1))
        outer.addWidget(self._save_bar)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(theme.space(3), 0, theme.space(3), theme.space(3))
        body = QWidget()
        body.setMaximumWidth(theme.theme().em(_WIDEST_EM))
        row.addWidget(body, 1)
        row.addStretch(0)
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
        column.addLayout(self._result())
        for part in (self.talks, self.history):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(holder)

    def _result(self) -> QVBoxLayout:
        result = QVBoxLayout()
        result.setSpacing(theme.space(0.75))
        for part in (self.agreed, self.known, self.band):
            result.addWidget(part)
        return result

    # ------------------------------------------------------------------------------------------ showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three hands side by side where there is room, else below each other."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.theme().em(_BESIDE_EM)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._row_of_hands.setDirection(direction)

    def _show(self) -> None:
        board, number = self.board, self._number
        played = board.round_of(number)
        self.head.show_round(board, number, days_of(played) if played.hands else "")
        self.welcome.setVisible(not board.rounds)
        may_change = not self._acts.is_read_only
        for rater, panel in self.hands.items():
            panel.show_hand(self._hand_view(rater), is_active=rater == self._active, may_change=may_change)
        self.grid.show_cards(self._card_views())
        self._show_result()
        self.talks.show_cards(board.talks, may_ask=may_change)
        self.talks.setVisible(bool(board.talks))
        self.history.show_rounds(board, may_change=may_change)
        self.history.setVisible(bool(board.rounds))
        self._show_cards_or_not()
        self._describe()
        self._say("")

    def _show_result(self) -> None:
        said = self.board.agreement(self._number)
        for label, text in zip((self.agreed, self.known), [*said, "", ""], strict=False):
            label.setText(text)
            label.setVisible(bool(text))
        band = self.board.band(self._number)
        self.band.setText(f"{band} {importance_board.NO_GRADE}")
        self.band.setVisible(bool(band))

    def _show_cards_or_not(self) -> None:
        """Where a round is whole, the cards give way to what it says; a key or the button brings them back."""
        is_whole = len(self.board.round_of(self._number).hands) == len(RATERS) and not self._is_choosing()
        shown = not is_whole if self._wants_cards is None else self._wants_cards
        self.grid.setVisible(shown)
        self.description.setVisible(shown)
        self.head.show_cards_shown(is_shown=shown, can_hide=is_whole)

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

    @Slot()
    def _describe(self) -> None:
        """The card that the keyboard stands on, in a sentence; and into sight."""
        card = self.board.known.get(self.grid.current)
        self.description.setText(f"{card.label}: {card.description}" if card and card.description else "")
        if self.grid.card.hasFocus():
            self._scroll.ensureWidgetVisible(self.grid.card, 0, theme.space(8))

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

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
        self._show()
        self.grid.card.setFocus()

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
        self._drafting.touch()
        self._show()

    def _full(self, rater: str) -> str:
        text = _("Four lie in this hand already: {cards}. Take one of them back first.")
        return text.format(cards=self.board.labels(self._held(rater)))

    def _refuse(self, sentence: str) -> None:
        self._show()
        self._say(sentence)

    def _put_down(self, rater: str, cards: list[str]) -> None:
        """Four cards: the hand goes into the journal, and the next one that is missing is filled."""
        place, there = self._place(rater), self.board.round_of(self._number).hands.get(rater)
        if there and set(there.competencies) == set(cards):
            self._laying.drop(place)  # it is as it was
            return
        cards = importance_board.in_order(cards)
        day = self._laying.days.get(place, date.today())
        lay = partial(importance_board.lay, board=self.board, number=self._number, rater=rater, cards=cards, day=day)
        self._laying.drop(place)
        try:
            hand = self._acts.do(_WHAT, lay)
        except UpwardError as fault:
            self._laying.cards[place], self._laying.days[place] = cards, day
            self._acts.say(fault)
            return
        title = self.board.title_of_hand(rater)
        if there:
            back = partial(
                importance.correct, hand_id=hand.id, competencies=list(there.competencies), rated_on=there.rated_on
            )
            self._acts.remember(_WHAT, back, _("Corrected: {hand}").format(hand=title))
        else:
            back = partial(importance.move_to_trash, hand_id=hand.id)
            self._acts.remember(_WHAT, back, _("Laid: {hand}").format(hand=title))
        self.refresh()
        self._active = rater if there else self._next_to_lay()
        if len(self.board.round_of(self._number).hands) == len(RATERS):
            self._wants_cards = None
            self._show()
            self._take_keyboard()

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
            self._drafting.touch()
            return
        change = partial(importance.correct, hand_id=there.id, competencies=None)
        said = _("Another day: {hand}").format(hand=self.board.title_of_hand(rater))
        if self._acts.try_to(_WHAT, partial(change, rated_on=day), partial(change, rated_on=there.rated_on), said):
            self.refresh()
            self.show_round(self.board.number_of(there.id))
        else:
            self._show()

    @Slot(str)
    def _trash(self, rater: str) -> None:
        there = self.board.round_of(self._number).hands.get(rater)
        if there is None:
            return
        self._laying.drop(self._place(rater))
        said = _("Deleted: {hand}").format(hand=self.board.title_of_hand(rater))
        act = partial(importance.move_to_trash, hand_id=there.id)
        if self._acts.try_to(_WHAT, act, partial(importance.take_back, hand_id=there.id), said):
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
        what = Changed.MEETINGS | _WHAT
        ask = partial(importance_board.ask, manager_id=self._manager_id, cards=cards, day=date.today())
        asked = self._acts.attempt(what, ask)
        if asked:
            back = partial(importance_board.ask_no_more, asked=asked)
            self._acts.remember(what, back, _("On the agenda of the next one-on-one."))
            self.refresh()

    @Slot(object)
    def _choose_again(self, day: date | None) -> None:
        choose = partial(importance.choose_again, manager_id=self._manager_id)
        before = self.board.again
        if self._acts.try_to(_WHAT, partial(choose, day=day), partial(choose, day=before)):
            self.refresh()

    @Slot()
    def _turn_cards(self) -> None:
        self._wants_cards = self.grid.isHidden()
        self._show()
        self._take_keyboard()

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
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        (self.head.cards if self.grid.isHidden() else self.grid.card).setFocus(Qt.FocusReason.OtherFocusReason)
