"""Rehearsing a one-on-one: what stands before one's eyes, one thing at a time, and how long it took.

A talk about a feedback goes another way than one about an issue of mine: hear, let them feel heard, advocate, ask, and
agree on the next step (source articles 2 and 4).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.store import records
from journal.store.tables import AgendaItem, PlanCard
from journal.text import COLUMNS, _

_NAMES: Final = COLUMNS["plan_card"]
#: The way of an issue of mine: each field by itself.
ISSUE: Final = ("opening", "key_points", "outcome", "proposal", "alternatives", "wider_view")
#: What it may be good to have in mind besides.
BESIDES: Final = ("likely_answer", "better_future", "obstacles", "support_from_me", "support_from_them")
#: The way of a feedback: the step, what it is about, and the fields that help in it.
FEEDBACK: Final = (
    (
        _("Hear"),
        _("Let them finish. Ask what they saw, and when, before you say anything of your own."),
        ("opening", "likely_answer"),
    ),
    (
        _("Feel heard"),
        _("Say in your own words what you understood, until they say: yes, that is it."),
        ("better_future",),
    ),
    (_("Advocate"), _("Now your view, joined to what you are good at."), ("key_points", "proposal")),
    (_("Ask"), _("Ask for what you need to get further."), ("outcome", "wider_view")),
    (
        _("Next step"),
        _("Agree on one thing, who does it, and when you look at it again."),
        ("alternatives", "obstacles", "support_from_me", "support_from_them"),
    ),
)


@dataclass(frozen=True, slots=True)
class Slide:
    """What stands before one's eyes at one time.

    card_id, issue: of the plan card; heading: the field or the step; cue: what the step asks of me, or empty;
    parts: each text with the name of its field, which is empty where the heading says it; is_last: of its card.
    """

    card_id: str
    issue: str
    heading: str
    cue: str
    parts: tuple[tuple[str, str], ...]
    is_last: bool


def slides(cards: Iterable[PlanCard], about_feedback: frozenset[str]) -> list[Slide]:
    """The cards of a meeting as slides, in the order of the talk; `about_feedback` are the ids of cards that go that way.

    A field without words is no slide, but every step of a feedback is one: its cue alone is worth practising.
    """
    found: list[Slide] = []
    for card in cards:
        steps = _of_feedback(card) if card.id in about_feedback else _of_issue(card)
        last = len(steps) - 1
        for place, (heading, cue, parts) in enumerate(steps):
            found.append(Slide(card.id, card.issue.strip(), heading, cue, parts, place == last))
    return found


_Step = tuple[str, str, tuple[tuple[str, str], ...]]


def _of_feedback(card: PlanCard) -> list[_Step]:
    return [(heading, cue, _parts(card, fields)) for heading, cue, fields in FEEDBACK]


def _of_issue(card: PlanCard) -> list[_Step]:
    steps: list[_Step] = [(_NAMES[name], "", (("", _words(card, name)),)) for name in ISSUE if _words(card, name)]
    if besides := _parts(card, BESIDES):
        steps.append((_("Also in mind"), "", besides))
    return steps or [(_NAMES["issue"], _("Nothing else is written on this card yet."), ())]


def _parts(card: PlanCard, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((_NAMES[name], words) for name in names if (words := _words(card, name)))


def _words(card: PlanCard, name: str) -> str:
    return str(getattr(card, name)).strip()


def crib_parts(card: PlanCard) -> tuple[tuple[str, str], ...]:
    """What of a card goes onto the crib: each field with words and its name, in the order of the talk."""
    return _parts(card, (*ISSUE, *BESIDES))


def about_feedback(session: Session, cards: Iterable[PlanCard]) -> frozenset[str]:
    """The ids of the cards whose issue is a topic that came from a feedback onto the agenda of the same meeting."""
    found: set[str] = set()
    for card in cards:
        topics = select(AgendaItem.text).where(
            AgendaItem.one_on_one_id == card.one_on_one_id,
            AgendaItem.deleted_at.is_(None),
            AgendaItem.source_kind == "feedback",
        )
        if card.issue.strip().casefold() in {text.strip().casefold() for text in session.scalars(topics)}:
            found.add(card.id)
    return frozenset(found)


def keep(session: Session, seconds: dict[str, int], day: date) -> list[PlanCard]:
    """Write down that cards were rehearsed on a day, and how many seconds each took. Raises RecordGone."""
    cards = [records.get(session, PlanCard, card_id) for card_id in seconds]
    for card in cards:
        records.change(card, {"rehearsed_on": day, "rehearsed_seconds": seconds[card.id]})
    return cards


class Stopwatch:
    """Counts seconds while it runs; it is told the time, so that it needs none of its own."""

    def __init__(self) -> None:
        """Stands at zero."""
        self._before = 0.0
        self._since: float | None = None

    @property
    def is_running(self) -> bool:
        """Whether it counts."""
        return self._since is not None

    def start(self, now: float) -> None:
        """Count from here on; nothing where it counts already."""
        if self._since is None:
            self._since = now

    def pause(self, now: float) -> None:
        """Count no more until it is started again."""
        self._before = self.seconds(now)
        self._since = None

    def seconds(self, now: float) -> float:
        """What was counted until now."""
        return self._before + (0.0 if self._since is None else max(0.0, now - self._since))

    def reset(self) -> None:
        """Back to zero, and standing."""
        self._before, self._since = 0.0, None


def clock_words(seconds: float) -> str:
    """Minutes and seconds, such as `2:05`."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"
