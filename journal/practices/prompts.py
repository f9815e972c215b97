"""Prompts: short questions for a moment of a practice, those that come with Upward and those of one's own."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.paths import resource
from journal.store import history, records
from journal.store.tables import Prompt
from journal.text import _

PRACTICES: Final[dict[str, str]] = {
    "feedback": _("Feedback"),
    "requests": _("Requests"),
    "one-on-ones": _("One-on-ones"),
    "commitments": _("Commitments"),
    "agreement": _("Working agreement"),
    "importance": _("Importance"),
    "growth": _("Growth"),
    "role": _("Bigger role"),
    "relationship": _("Relationship"),
}
MOMENTS: Final[dict[str, str]] = {
    "before": _("Before a talk"),
    "after": _("After a talk"),
    "stuck": _("When stuck"),
    "review": _("Looking back"),
}
#: Where a question comes from: the source articles by their number, and public sources.
SOURCES: Final[dict[str, str]] = {
    "0": _("Importance ratings and the manager’s support"),
    "1": _("Coaching up"),
    "2": _("Coaching your boss"),
    "3": _("Putting your boss to work"),
    "4": _("Vague feedback and the bigger role"),
    "stone-heen": _("Stone and Heen, on kinds of feedback"),
    "sbi": _("Situation, behaviour, impact (Center for Creative Leadership)"),
    "glasshammer": _("The Glass Hammer, on asking for feedback"),
    "gabarro-kotter": _("Gabarro and Kotter, on managing one’s boss"),
    "oncken-wass": _("Oncken and Wass, five degrees of initiative"),
    "manager-tools": _("Manager Tools, the form for one-on-ones"),
    "one-on-one-notes": _("Public templates for notes after one-on-ones"),
    "manage-up": _("Public rules for clear messages upwards"),
    "evans": _("Julia Evans, on keeping a log of one’s work"),
    "": _("Your own"),
}


@dataclass(frozen=True)
class Question:
    """One prompt, as it is put into a text; of several lines where it is a form. `id` is empty unless it is one's own."""

    practice: str
    moment: str
    text: str
    source: str = ""
    id: str = ""


@cache
def load() -> tuple[Question, ...]:
    """The questions that come with Upward, by practice and moment, in the order of the file."""
    found = tomllib.loads(resource("prompts.toml").read_text(encoding="utf-8"))
    return tuple(
        Question(practice, moment, _(each["text"]), each["source"])
        for practice, moments in found.items()
        for moment, questions in moments.items()
        for each in questions
    )


def own(session: Session) -> list[Question]:
    """The questions of one's own, the newest first."""
    wanted = select(Prompt).where(Prompt.deleted_at.is_(None)).order_by(Prompt.created_at.desc(), Prompt.id)
    return [Question(each.practice, each.moment, each.text, "", each.id) for each in session.scalars(wanted)]


def everything(session: Session) -> list[Question]:
    """One's own questions, then those that come with Upward."""
    return [*own(session), *load()]


def for_moment(questions: Iterable[Question], practice: str, moment: str = "") -> list[Question]:
    """The questions of one practice, and of one moment where it is named; in the order in which they came."""
    return [each for each in questions if each.practice == practice and moment in ("", each.moment)]


def search(questions: Iterable[Question], words: str, practice: str = "") -> list[Question]:
    """The questions in which every word stands somewhere, be it as a part of a word or in the name of practice or moment.

    Those that begin with the words come first, then those of `practice`, then the others; within each as they came.
    """
    parts = words.casefold().split()
    found = [each for each in questions if all(part in _searched(each) for part in parts)]
    start = " ".join(parts)

    def rank(question: Question) -> tuple[bool, bool]:
        begins = " ".join(question.text.casefold().split()).startswith(start)
        return bool(start) and not begins, question.practice != practice

    return sorted(found, key=rank)


def _searched(question: Question) -> str:
    names = PRACTICES.get(question.practice, ""), MOMENTS.get(question.moment, "")
    return " ".join((question.text, *names)).casefold()


def add(session: Session, practice: str, moment: str, text: str) -> Prompt:
    """Keep a question of one's own. Raises BadInput without words, and for another practice or moment."""
    made = Prompt(**_checked(practice, moment, text))
    session.add(made)
    session.flush()
    return made


def revise(session: Session, prompt_id: str, *, practice: str, moment: str, text: str) -> Prompt:
    """Change a question of one's own; one in the trash comes back with it. Raises BadInput, RecordGone."""
    found = records.get(session, Prompt, prompt_id)
    if found.deleted_at:
        history.restore(found)
    records.change(found, dict(_checked(practice, moment, text)))
    return found


def remove(session: Session, prompt_id: str) -> None:
    """Put a question of one's own into the trash."""
    history.trash(records.get(session, Prompt, prompt_id))


def take_back(session: Session, prompt_id: str) -> None:
    """Take a question out of the trash."""
    history.restore(records.get(session, Prompt, prompt_id))


def _checked(practice: str, moment: str, text: str) -> dict[str, str]:
    if practice not in PRACTICES or moment not in MOMENTS:
        raise BadInput(_("Choose the practice and the moment at which the question helps."))
    if not text.strip():
        raise BadInput(_("Write the question itself."))
    return {"practice": practice, "moment": moment, "text": text.strip()}
