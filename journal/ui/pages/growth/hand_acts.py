"""What can become of a hand and of a round, each act with its way back."""

from datetime import date
from functools import partial
from typing import Final

from journal.practices import importance
from journal.text import _
from journal.ui.acts import Acts
from journal.ui.models import importance_board
from journal.ui.models.importance_board import Board, TalkCard
from journal.ui.open_journal import Changed

_WHAT: Final = Changed.IMPORTANCE


class HandActs:
    """One transaction each, on the round of the board that is on."""

    def __init__(self, acts: Acts) -> None:
        """`acts` are those of the tab: its messages and its Ctrl+Z."""
        self._acts = acts

    def lay(self, board: Board, rater: str, cards: list[str], day: date) -> None:
        """Lay four cards down, or put them in place of those that lie. Raises UpwardError."""
        there = board.round_of(board.number).hands.get(rater)
        title = board.title_of_hand(rater)
        lay = partial(importance_board.lay, board=board, rater=rater, cards=cards, day=day)
        hand = self._acts.do(_WHAT, lay)
        if there:
            back = partial(
                importance.correct, hand_id=hand.id, competencies=there.competencies, rated_on=there.rated_on
            )
            self._acts.remember(_WHAT, back, _("Corrected: {hand}").format(hand=title))
        else:
            back = partial(importance.move_to_trash, hand_id=hand.id)
            self._acts.remember(_WHAT, back, _("Laid: {hand}").format(hand=title))

    def move(self, board: Board, rater: str, day: date) -> bool:
        """Give a hand that lies another day; whether it was done."""
        there = board.round_of(board.number).hands[rater]
        change = partial(importance.correct, hand_id=there.id, competencies=None)
        said = _("Another day: {hand}").format(hand=board.title_of_hand(rater))
        return self._acts.try_to(_WHAT, partial(change, rated_on=day), partial(change, rated_on=there.rated_on), said)

    def trash(self, board: Board, rater: str) -> None:
        """Put a hand that lies into the trash."""
        there = board.round_of(board.number).hands[rater]
        said = _("Deleted: {hand}").format(hand=board.title_of_hand(rater))
        act = partial(importance.move_to_trash, hand_id=there.id)
        self._acts.try_to(_WHAT, act, partial(importance.take_back, hand_id=there.id), said)

    def ask(self, board: Board, cards: list[TalkCard]) -> None:
        """Put questions onto the next one-on-one's agenda."""
        what = Changed.MEETINGS | _WHAT
        ask = partial(importance_board.ask, manager_id=board.manager_id, cards=cards, day=date.today())
        asked = self._acts.attempt(what, ask)
        if asked:
            back = partial(importance_board.ask_no_more, asked=asked)
            self._acts.remember(what, back, _("On the agenda of the next one-on-one."))

    def choose_again(self, board: Board, day: date | None) -> None:
        """Choose the day of another round, or none of one's own."""
        choose = partial(importance.choose_again, manager_id=board.manager_id)
        self._acts.try_to(_WHAT, partial(choose, day=day), partial(choose, day=board.again))
