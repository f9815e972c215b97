"""The importance board: my four competencies, my guess of my manager's four, and theirs (source article 0).

What a round says is read off the hands by pure rules, and never graded: the source knows three bands of agreement and
says nothing of a fourth, and neither do we.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.store import history, records
from journal.store.tables import ImportanceHand, Setting
from journal.text import _

RATERS: Final = ("me", "my-guess-of-manager", "manager")
MINE, GUESS, THEIRS = RATERS
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
MONTHS_BETWEEN: Final = 6
_AGAIN: Final = "importance_again"
#: What the source says goes with so many competencies in common; of one it says nothing.
Band = Literal["regular", "occasional", "hardly", "unsaid"]


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

    @property
    def agreed(self) -> list[str] | None:
        """What my hand and my manager's have in common."""
        return self.common(MINE, THEIRS)

    @property
    def known(self) -> list[str] | None:
        """What I guessed rightly of my manager's hand."""
        return self.common(GUESS, THEIRS)


@dataclass(frozen=True)
class Mismatch:
    """A competency that is not in my hand and my manager's alike, or that I guessed wrongly: who holds it."""

    competency: str
    held_by: frozenset[str]


# ------------------------------------------------------------------------------------------------------- pure rules


def band(in_common: int) -> Band:
    """What goes with so many of four in common: talks about career that are regular, occasional, or hardly there."""
    bands: dict[int, Band] = {4: "regular", 3: "occasional", 2: "occasional", 1: "unsaid", 0: "hardly"}
    return bands[in_common]


def toggled(hand: Iterable[str], competency: str) -> list[str] | None:
    """A hand with this card laid into it, or taken out where it lies in it; None when four lie there already."""
    held = list(hand)
    if competency in held:
        return [each for each in held if each != competency]
    return [*held, competency] if len(held) < HAND else None


def mismatches(hands: dict[str, list[str]]) -> list[Mismatch]:
    """What is worth a talk, in the order of the board; nothing until my manager's hand is there.

    That is each competency of mine or theirs that the other has not, and each that I guessed and they did not choose.
    """
    if THEIRS not in hands:
        return []
    laid = [each for each in COMPETENCIES if any(each in hand for hand in hands.values())]
    found = (Mismatch(each, frozenset(rater for rater, hand in hands.items() if each in hand)) for each in laid)
    return [each for each in found if not _is_shared(each.held_by, hands)]


def _is_shared(held_by: frozenset[str], hands: dict[str, list[str]]) -> bool:
    """Both hold it; where my own hand is missing, it counts that I guessed it."""
    return THEIRS in held_by and (MINE if MINE in hands else GUESS) in held_by


def question(mismatch: Mismatch, label: str) -> str:
    """What to ask about it in the next one-on-one: a question that opens, about a competency by its label."""
    held = mismatch.held_by
    if THEIRS in held and GUESS in held:
        asked = _("{card} is one of the four that matter most to you in my role. What makes it weigh so much?")
    elif THEIRS in held:
        asked = _(
            "{card} is one of your four for my role, and I had not seen that. What would I do if I were strong in it?"
        )
    elif MINE in held and GUESS in held:
        asked = _("I took {card} for one of your four for my role. What comes before it for you?")
    elif MINE in held:
        asked = _("I put {card} among the four that matter most in my role. What place does it have for you?")
    else:
        asked = _("I guessed that {card} is one of your four for my role. What made you choose others?")
    return asked.format(card=label)


def again_on(last: date) -> date:
    """The day that is proposed for another round: half a year after the last hand, never past the end of a month."""
    year, month = divmod(last.month - 1 + MONTHS_BETWEEN, 12)
    year, month = last.year + year, month + 1
    return date(year, month, min(last.day, monthrange(year, month)[1]))


# ------------------------------------------------------------------------------------------------------------ hands


def play(session: Session, rater: str, competencies: list[str], rated_on: date, *, manager_id: str) -> ImportanceHand:
    """Lay down a hand. Raises BadInput unless it is four different competencies of a known rater."""
    _check(rater, competencies)
    hand = ImportanceHand(rater=rater, rated_on=rated_on, competencies=competencies, manager_id=manager_id)
    session.add(hand)
    session.flush()
    return hand


def correct(session: Session, hand_id: str, competencies: list[str] | None, rated_on: date) -> ImportanceHand:
    """Put other cards, or another day, on a hand that lies; None leaves its cards.

    Raises BadInput for other than four, and where the rater has another hand of that day; RecordGone.
    """
    hand = records.get(session, ImportanceHand, hand_id)
    cards = hand.competencies if competencies is None else competencies
    if competencies is not None:
        _check(hand.rater, competencies)
    if rated_on != hand.rated_on:
        need_free_day(session, hand.rater, rated_on, manager_id=hand.manager_id)
    records.change(hand, {"competencies": cards, "rated_on": rated_on})
    return hand


def need_free_day(session: Session, rater: str, day: date, *, manager_id: str) -> None:
    """Raises BadInput where this rater has laid a hand on this day: one of two would stand for both."""
    wanted = _live(manager_id).where(ImportanceHand.rater == rater, ImportanceHand.rated_on == day)
    if session.scalar(wanted.limit(1)) is not None:
        raise BadInput(_("There is a hand of that day already: correct that one, or choose another day."))


def move_to_trash(session: Session, hand_id: str) -> None:
    """Put a hand into the trash. Raises RecordGone."""
    history.trash(records.get(session, ImportanceHand, hand_id))


def take_back(session: Session, hand_id: str) -> None:
    """Take a hand out of the trash. Raises RecordGone."""
    history.restore(records.get(session, ImportanceHand, hand_id))


def rounds(session: Session, until: date = date.max, *, manager_id: str = "") -> list[Round]:
    """The rounds up to a day, with one manager or with all, the first one first: a rater's n-th day belongs to round n.

    Of several hands of one rater on one day the last one counts.
    """
    query = _live(manager_id).where(ImportanceHand.rated_on <= until)
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


def _live(manager_id: str) -> Select[ImportanceHand]:
    query = select(ImportanceHand).where(ImportanceHand.deleted_at.is_(None))
    return query.where(ImportanceHand.manager_id == manager_id) if manager_id else query


def _check(rater: str, competencies: list[str]) -> None:
    if rater not in RATERS or len(set(competencies)) != HAND or len(competencies) != HAND:
        raise BadInput(_("A hand is four different competencies: choose exactly four."))


# ---------------------------------------------------------------------------------------------------- another round


def again(session: Session, manager_id: str) -> date | None:
    """When another round with this manager is due: the chosen day, else the proposed one; None before the first."""
    last = session.scalar(_live(manager_id).with_only_columns(func.max(ImportanceHand.rated_on)))
    if last is None:
        return None
    found = session.get(Setting, _AGAIN)
    chosen = date.fromisoformat(found.value[manager_id]) if found and manager_id in found.value else None
    return chosen if chosen and chosen > last else again_on(last)


def choose_again(session: Session, manager_id: str, day: date | None) -> None:
    """Choose the day of another round; None for the proposed one."""
    found = session.get(Setting, _AGAIN)
    days = {key: value for key, value in (found.value if found else {}).items() if key != manager_id}
    if day:
        days[manager_id] = day.isoformat()
    session.merge(Setting(key=_AGAIN, value=days))
    session.flush()
