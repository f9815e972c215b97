"""What a rung says of a feedback whose fields are being written: its words, the question to it, and whether it was asked."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from journal.practices import feedback
from journal.practices.feedback import Asked
from journal.text import _
from journal.ui.pages.journal.state import Values
from journal.ui.widgets.dates import near_day

#: The fields of each rung, of which the first holds what was answered.
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "label": (),
    "example": ("situation",),
    "behaviour": ("behaviour", "impact"),
    "goal": ("goal", "faster_by"),
    "confirmed": (),
}


def words_of(rung: str, values: Values) -> str:
    """What stands on a rung, by its fields."""
    if rung == "label":
        return feedback.in_quotes(values["feedback.exact_words"])
    found = (values[f"feedback.{name}"].strip() for name in FIELDS[rung])
    return "\n".join(words for words in found if words)


def question(rung: str, values: Values) -> str:
    """The question that leads up to a rung."""
    named = {name: values[f"feedback.{name}"] for name in ("kind", "exact_words", "what_i_will_do")}
    return feedback.question(rung, **named)


def asked(rung: str, values: Values, found: Sequence[Asked]) -> Asked | None:
    """The question of a rung as it stands on an agenda, whatever was made of the words heard since; waiting ones first."""
    plain = question(rung, {**values, "feedback.exact_words": ""})
    there = [each for each in found if plain in each.text]
    return next((each for each in there if not each.is_discussed), there[0] if there else None)


def to_ask(rung: str, values: Values, found: Sequence[Asked]) -> str:
    """What to put on the next agenda; empty where the question stands on one already."""
    before = asked(rung, values, found)
    if before is None:
        return question(rung, values)
    return feedback.asked_again(question(rung, values), before.day) if before.is_discussed else ""


def became_of(before: Asked | None, today: date) -> str:
    """What became of a question that was asked."""
    if before is None:
        return ""
    day = near_day(before.day, today)
    if not before.is_discussed:
        return _("It stands on the agenda of the one-on-one, {day}.").format(day=day)
    if not before.answer.strip():
        return _("You spoke of it {day}.").format(day=day)
    return _("Their answer, {day}: {answer}").format(day=day, answer=before.answer.strip())


def ask_words(before: Asked | None) -> str:
    """What the button says that asks; empty where there is nothing to ask."""
    if before is None:
        return _("Ask in the next one-on-one")
    return _("Ask again in the next one-on-one") if before.is_discussed else ""
