"""The working agreement: what each side has said or shown about how they like to work, and how fresh that is.

A statement was told, observed or only assumed. It grows stale with time, an assumption soonest; and an assumption is
worth a question. Who talks of expectations before they are missed has fewer surprises (source articles 1 and 2).
"""

import tomllib
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.paths import resource
from journal.store import history, records
from journal.store.tables import Statement
from journal.text import BASES, OWNERS, TOPICS, _

#: For how many months a statement counts as fresh, by how it is known.
FRESH_MONTHS: Final = {"told": 12, "observed": 6, "assumed": 3}
EXPECTATIONS: Final = "expectations"
USUAL_TOPIC: Final = "working"


@dataclass(frozen=True)
class ReadLine:
    """How one typed line was understood: whose statement, about what (empty: nothing in it says so), and its words."""

    side: str
    topic: str
    text: str


@dataclass(frozen=True)
class FirstQuestion:
    """A question of the first talk about expectations, and the side and topic of the statement that answers it."""

    text: str
    side: str
    topic: str


# -------------------------------------------------------------------------------------------------- pure rules


def stale_on(basis: str, said_on: date) -> date:
    """The first day on which a statement counts as stale: 12 months after it was told, 6 observed, 3 assumed."""
    months = said_on.year * 12 + said_on.month - 1 + FRESH_MONTHS[basis]
    year, month = divmod(months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(said_on.day, monthrange(year, month + 1)[1]))


def is_stale(basis: str, said_on: date, today: date) -> bool:
    """Whether a statement that was last confirmed on a day should be asked about again."""
    return today >= stale_on(basis, said_on)


def sides_of(topic: str) -> tuple[str, ...]:
    """The sides that a topic can be stated for."""
    return TOPICS[topic][0]


def guess_topic(text: str, side: str) -> str:
    """What a sentence is about, by the words in it; empty where none of them says so."""
    words = {word.strip(".,;:!?()\"'“”’").casefold() for word in text.split()}
    scores = {
        topic: sum(any(word.startswith(cue) for word in words) for cue in cues)
        for topic, cues in _cues().items()
        if side in sides_of(topic)
    }
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] else ""


def read_line(line: str, side: str, manager_name: str) -> ReadLine:
    """Read a line such as `me: I like to hear bad news at once`; without whose it is of the given side."""
    whose, colon, rest = line.partition(":")
    names = {_("me"): "me", _("i"): "me", manager_name.casefold(): "manager", _("manager"): "manager"}
    found = names.get(whose.strip().casefold()) if colon else None
    text = " ".join((rest if found else line).split())
    return ReadLine(found or side, guess_topic(text, found or side), text)


def question(side: str, topic: str, text: str) -> str:
    """What to ask in order to learn whether a statement is so."""
    if side == "manager":
        ask = _QUESTIONS.get(topic, _("Have I understood this rightly?"))
        return _("{question} So far I assume: “{text}”").format(question=ask, text=text)
    return _("Did you know this of me: “{text}”?").format(text=text)


def expectations_were_talked_of(statements: Iterable[Statement]) -> bool:
    """Whether what the two expect of each other was ever told by the manager, or discussed."""
    found = [each for each in statements if each.topic == EXPECTATIONS]
    return any(each.discussed_on or (each.side == "manager" and each.basis == "told") for each in found)


@cache
def first_questions() -> tuple[FirstQuestion, ...]:
    """The questions of a first talk about expectations, from resources/first_meeting.toml, in their order."""
    found = tomllib.loads(resource("first_meeting.toml").read_text(encoding="utf-8"))
    return tuple(FirstQuestion(_(each["text"]), each["side"], each["topic"]) for each in found["question"])


@cache
def first_card() -> dict[str, str]:
    """The fields of the plan for that talk, by the names of a plan card's columns."""
    found = tomllib.loads(resource("first_meeting.toml").read_text(encoding="utf-8"))
    return {name: _(text) for name, text in found["card"].items()}


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    """The beginnings of words that give a topic away."""
    found = tomllib.loads(resource("first_meeting.toml").read_text(encoding="utf-8"))
    return {topic: tuple(_(cues).casefold().split()) for topic, cues in found["cues"].items()}


_QUESTIONS: Final[dict[str, str]] = {
    "channel": _("How do you like to be reached?"),
    "working": _("How do you like us to work together?"),
    "deciding": _("How do you like to come to decisions?"),
    "hot-buttons": _("What is a red rag to you?"),
    "wants": _("What do you want from our working together?"),
    "expectations": _("What do you expect of me here?"),
    "boundaries": _("What may we coach each other on, and what not?"),
    "pressures": _("What weighs on you at present?"),
    "strengths": _("What are you known for, and where do you want a second pair of eyes?"),
    "leverage": _("Where does your word count most for my results?"),
}

# ------------------------------------------------------------------------------------------------- statements


def state(
    session: Session, side: str, topic: str, text: str, basis: str, said_on: date, *, manager_id: str
) -> Statement:
    """Write down a statement. Raises BadInput without words, or for a side, topic or basis that there is not."""
    words = _checked(side, topic, text, basis)
    made = Statement(side=side, topic=topic, text=words, basis=basis, said_on=said_on, manager_id=manager_id)
    session.add(made)
    session.flush()
    return made


def revise(session: Session, statement_id: str, **changes: Any) -> Statement:
    """Change columns of a statement. Raises BadInput as `state` does, RecordGone."""
    found = records.get(session, Statement, statement_id)
    now = {name: changes.get(name, getattr(found, name)) for name in ("side", "topic", "text", "basis")}
    words = _checked(**now)
    records.change(found, changes | ({"text": words} if "text" in changes else {}))
    return found


def confirm(session: Session, statement_id: str, basis: str, day: date) -> Statement:
    """It was told, seen or is still thought on a day: the day is renewed; seen once more, it counts once more."""
    found = records.get(session, Statement, statement_id)
    again = basis == found.basis == "observed"
    times = found.times + 1 if again else 1
    return revise(session, statement_id, basis=basis, said_on=max(day, found.said_on), times=times)


def discuss(session: Session, statement_id: str, day: date | None) -> Statement:
    """The two talked about it on a day; None takes that back."""
    return revise(session, statement_id, discussed_on=day)


def move_to_trash(session: Session, statement_id: str) -> None:
    """Put a statement into the trash."""
    history.trash(records.get(session, Statement, statement_id))


def take_back(session: Session, statement_id: str) -> None:
    """Take a statement out of the trash."""
    history.restore(records.get(session, Statement, statement_id))


def statements(session: Session, manager_id: str) -> list[Statement]:
    """The agreement with a manager: by topic in the order of `TOPICS`, within one the latest confirmed first."""
    wanted = select(Statement).where(Statement.deleted_at.is_(None), Statement.manager_id == manager_id)
    found = list(session.scalars(wanted.order_by(Statement.place.desc())))
    order = list(TOPICS)
    return sorted(found, key=lambda each: order.index(each.topic))


def carry_over(session: Session, from_id: str, to_id: str) -> list[Statement]:
    """Copy what is about me into the chapter of another manager, who has not heard it yet; gives the copies.

    What stands there already in the same words is left out.
    """
    there = {(each.topic, each.text.casefold()) for each in statements(session, to_id) if each.side == "me"}
    copies: list[Statement] = []
    for each in statements(session, from_id):
        if each.side == "me" and (each.topic, each.text.casefold()) not in there:
            made = state(session, "me", each.topic, each.text, each.basis, each.said_on, manager_id=to_id)
            made.times = each.times
            copies.append(made)
    session.flush()
    return copies


def _checked(side: str, topic: str, text: str, basis: str) -> str:
    """The words as they are kept."""
    if not text.strip():
        raise BadInput(_("A statement needs a few words, such as: likes bad news at once."))
    if side not in OWNERS or topic not in TOPICS or basis not in BASES:
        raise BadInput(_("There is no such side, topic or basis of a statement."))
    if side not in sides_of(topic):
        raise BadInput(_("“{topic}” is not a topic of that side: choose another one.").format(topic=TOPICS[topic][1]))
    return text.strip()
