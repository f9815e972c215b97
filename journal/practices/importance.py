"""The importance board: my four competencies, my guess of my manager's four, and theirs (source article 0)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store.tables import ImportanceHand
from journal.text import _

RATERS: Final = ("me", "my-guess-of-manager", "manager")
COMPETENCIES: Final = (
    "integrity",
    "expertise",
    "problem-solving",
    "innovation",
    "self-development",
    "results",
    "stretch-goals",
    "initiative",
    "communication",
    "inspiring",
    "relationships",
    "developing-others",
    "teamwork",
    "strategic-perspective",
    "championing-change",
    "outside-world",
)
HAND: Final = 4


@dataclass(frozen=True)
class Round:
    """One round: the hands of the three raters that are there, and what two of them share."""

    number: int
    hands: dict[str, ImportanceHand]

    def common(self, one: str, other: str) -> list[str] | None:
        """The competencies in both raters' hands, sorted; None while one of the hands is missing."""
        if one not in self.hands or other not in self.hands:
            return None
        return sorted(set(self.hands[one].competencies) & set(self.hands[other].competencies))


def play(session: Session, rater: str, competencies: list[str], rated_on: date, *, manager_id: str) -> ImportanceHand:
    """Lay down a hand. Raises BadInput unless it is four different competencies of a known rater."""
    if rater not in RATERS or len(set(competencies)) != HAND or len(competencies) != HAND:
        raise BadInput(_("A hand is four different competencies: choose exactly four."))
    hand = ImportanceHand(rater=rater, rated_on=rated_on, competencies=competencies, manager_id=manager_id)
    session.add(hand)
    session.flush()
    return hand


def rounds(session: Session, until: date = date.max) -> list[Round]:
    """The rounds up to a day, the first one first: a rater's n-th day belongs to round n.

    Of several hands of one rater on one day the last one counts.
    """
    query = select(ImportanceHand).where(ImportanceHand.deleted_at.is_(None), ImportanceHand.rated_on <= until)
    query = query.order_by(ImportanceHand.rated_on, ImportanceHand.created_at)
    by_day: dict[str, dict[date, ImportanceHand]] = {rater: {} for rater in RATERS}
    for hand in session.scalars(query):
        by_day[hand.rater][hand.rated_on] = hand
    by_rater = {rater: list(hands.values()) for rater, hands in by_day.items()}
    longest = max(len(hands) for hands in by_rater.values())
    return [
        Round(number + 1, {rater: hands[number] for rater, hands in by_rater.items() if number < len(hands)})
        for number in range(longest)
    ]
