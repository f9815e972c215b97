"""What the importance board shows, read in one go: the rounds with a manager, and what each of them says in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from journal.practices import competencies, importance, managers, one_on_ones
from journal.practices.competencies import Competency
from journal.practices.importance import GUESS, HAND, MINE, RATERS, THEIRS, Mismatch, Round
from journal.store import records
from journal.store.tables import ImportanceHand
from journal.text import _

if TYPE_CHECKING:
    from journal.sharing.document import PageSize, SummaryDocument
    from journal.ui.open_journal import Session

SOURCE: Final = "importance_hand"
#: What goes with so much in common, as the source has it; of one it says nothing.
_BANDS: Final[Mapping[importance.Band, str]] = {
    "regular": _("All four in common is rare. It goes with regular talks about career and performance."),
    "occasional": _("Two or three in common is what happens most. It goes with occasional talks about career."),
    "hardly": _("Nothing in common happens too often. It goes with hardly any talk about career, or none."),
    "unsaid": _("What goes with one in common, the source does not say."),
}
NO_GRADE: Final = _(
    "This tells how much the two of you have talked about it; it is no mark for you, nor for your manager."
)


@dataclass(frozen=True)
class TalkCard:
    """A mismatch as a topic: the competency, who holds it, the question to ask, and whether it is on an agenda."""

    competency: str
    label: str
    who: str
    question: str
    hand_id: str
    is_asked: bool


@dataclass(frozen=True)
class Board:
    """The rounds with one manager, and what the one that is on leaves to talk about.

    `again` is the day of another round, None before the first.
    """

    manager_id: str
    manager: str
    chapters: tuple[tuple[str, str], ...]
    known: dict[str, Competency]
    rounds: tuple[Round, ...]
    number: int
    talks: tuple[TalkCard, ...]
    again: date | None

    def round_of(self, number: int) -> Round:
        """A round by its number; one that nobody has laid a hand for is empty."""
        return self.rounds[number - 1] if 0 < number <= len(self.rounds) else Round(number, {})

    def number_of(self, hand_id: str) -> int:
        """The round of a hand, 0 where it is in none."""
        found = (each.number for each in self.rounds if any(hand.id == hand_id for hand in each.hands.values()))
        return next(found, 0)

    def missing_before(self, rater: str, number: int) -> int:
        """The first round before this one that lacks a rater's hand, 0 for none: a new hand of theirs counts there."""
        return next((each.number for each in self.rounds[: number - 1] if rater not in each.hands), 0)

    def labels(self, keys: list[str]) -> str:
        """Competencies by their labels, in the order of the board."""
        return ", ".join(competencies.label(self.known, key) for key in in_order(keys))

    def agreement(self, number: int) -> list[str]:
        """What a round says: how many we agree on and which, and how many I knew; empty until their hand is there."""
        played = self.round_of(number)
        said: list[str] = []
        if played.agreed is not None:
            said.append(_counted(_("You agree on {n} of {all}"), self, played.agreed))
        if played.known is not None:
            said.append(_counted(_("You knew {n} of {all}"), self, played.known))
        return said

    def band(self, number: int) -> str:
        """What goes with this agreement; empty while one of the two hands is missing."""
        agreed = self.round_of(number).agreed
        return "" if agreed is None else _BANDS[importance.band(len(agreed))]

    def title_of_hand(self, rater: str) -> str:
        """What a hand is called."""
        return {
            MINE: _("My four"),
            GUESS: _("My guess of theirs"),
            THEIRS: _("{name}’s four").format(name=self.manager),
        }[rater]


def read(session: "Session", manager_id: str = "", number: int = 0) -> Board:
    """The board with a manager, by default the current one, on a round, by default the last.

    The round after the last is empty; one that is not there any more gives way to the last.
    """
    everyone = managers.chapters(session)
    manager = next((each for each in everyone if each.id == manager_id), None) or managers.current(session)
    known = competencies.of_journal(session)
    rounds = importance.rounds(session, manager_id=manager.id)
    number = number if 0 < number <= len(rounds) + 1 else max(1, len(rounds))
    return Board(
        manager.id,
        manager.name,
        tuple((each.id, each.name) for each in everyone),
        known,
        tuple(rounds),
        number,
        tuple(_talks(session, rounds[number - 1], known)) if number <= len(rounds) else (),
        importance.again(session, manager.id),
    )


def blank(board: Board, page: "PageSize") -> "SummaryDocument":
    """The page on which the manager ticks four of the sixteen: fixed words, and those of the cards."""
    from journal.sharing import papers

    return papers.importance_blank([(card.cluster, words_on_blank(card)) for card in board.known.values()], page=page)


def words_on_blank(card: Competency) -> str:
    """What stands on the blank of a card."""
    return f"{card.label}: {card.description}" if card.description else card.label


def in_order(keys: list[str]) -> list[str]:
    """Competencies in the order of the board."""
    return [key for key in importance.COMPETENCIES if key in keys]


def _counted(text: str, board: Board, keys: list[str]) -> str:
    counted = text.format(n=len(keys), all=HAND)
    return f"{counted}: {board.labels(keys)}" if keys else counted


def _talks(session: "Session", played: Round, known: dict[str, Competency]) -> list[TalkCard]:
    if THEIRS not in played.hands:
        return []
    hand_id = played.hands[THEIRS].id
    asked = one_on_ones.questions_of(session, SOURCE, hand_id)
    found = importance.mismatches({rater: hand.competencies for rater, hand in played.hands.items()})
    return [_talk(each, known, hand_id, played, asked) for each in found]


def _talk(mismatch: Mismatch, known: dict[str, Competency], hand_id: str, played: Round, asked: set[str]) -> TalkCard:
    label = competencies.label(known, mismatch.competency)
    question = importance.question(mismatch, label)
    return TalkCard(mismatch.competency, label, _who(mismatch, played), question, hand_id, question in asked)


def _who(mismatch: Mismatch, played: Round) -> str:
    """Who holds the card and who does not, of those whose hand is there."""
    words = {
        MINE: (_("mine"), _("not mine")),
        GUESS: (_("guessed"), _("not guessed")),
        THEIRS: (_("theirs"), _("not theirs")),
    }
    said = [words[rater][0 if rater in mismatch.held_by else 1] for rater in RATERS if rater in played.hands]
    return ", ".join(said)


def manager_of(session: "Session", hand_id: str) -> str:
    """Whose chapter a hand belongs to; empty for what is no hand of the board."""
    hand = records.find(session, ImportanceHand, hand_id)
    return hand.manager_id if hand and hand.deleted_at is None else ""


def lay(session: "Session", board: Board, rater: str, cards: list[str], day: date) -> ImportanceHand:
    """Lay four cards down as a rater's hand of the round that is on: a new one, or other cards for the one there."""
    there = board.round_of(board.number).hands.get(rater)
    if there:
        return importance.correct(session, there.id, cards, there.rated_on)
    importance.need_free_day(session, rater, day, manager_id=board.manager_id)
    return importance.play(session, rater, cards, day, manager_id=board.manager_id)


def ask(session: "Session", manager_id: str, cards: list[TalkCard], day: date) -> tuple[list[str], list[str]]:
    """Put questions onto the next agenda; gives the ids of the topics, and of a meeting that was planned for them."""
    before = {each.id for each in one_on_ones.planned(session)}
    made = [
        one_on_ones.ask_next(
            session, card.question, day, manager_id=manager_id, source_kind=SOURCE, source_id=card.hand_id
        )
        for card in cards
    ]
    planned = [each.id for each in one_on_ones.planned(session) if each.id not in before]
    return [item.id for item in made], planned


def ask_no_more(session: "Session", asked: tuple[list[str], list[str]]) -> None:
    """Take back what `ask` did."""
    topics, planned = asked
    for item_id in topics:
        one_on_ones.remove_item(session, item_id)
    for meeting_id in planned:
        one_on_ones.unplan(session, meeting_id)
