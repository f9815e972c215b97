"""What the command line says: answers on stdout, progress and refusals on stderr, and nothing that a terminal would obey."""

import contextlib
import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Final, TextIO

from journal.errors import BadInput
from journal.text import (
    BASES,
    CLARITIES,
    COMMITMENT_STATUSES,
    CRITERION_STATES,
    DEGREES,
    GOAL_KINDS,
    GOAL_STATUSES,
    OWNERS,
    PULSE_WORDS,
    REQUEST_KINDS,
    REQUEST_STATUSES,
    TALK_SUBJECTS,
    YES_PARTLY_NO,
    _,
)

if TYPE_CHECKING:
    from journal.store.shelf import Made

#: The figures of `review` in words, by their names in JSON.
FIGURES: Final[dict[str, str]] = {
    **CRITERION_STATES,
    **GOAL_STATUSES,
    **TALK_SUBJECTS,
    **REQUEST_KINDS,
    **GOAL_KINDS,
    **PULSE_WORDS,
    **BASES,
    **YES_PARTLY_NO,
    **{str(degree): name for degree, name in DEGREES.items()},
    **OWNERS,
    **CLARITIES,
    **REQUEST_STATUSES,
    **COMMITMENT_STATUSES,
    "from": _("First day"),
    "to": _("Last day"),
    "notes": _("Notes"),
    "one_on_ones": _("One-on-ones held"),
    "commitments": _("Commitments"),
    "made": _("Made"),
    "kept_late": _("Kept after the day due"),
    "open_at_end": _("Open on the last day"),
    "overdue_at_end": _("Overdue on the last day"),
    "requests_at_end": _("Requests on the last day"),
    "feedback_received": _("Feedback received"),
    "importance": _("Importance board"),
    "round": _("Round"),
    "rated_on": _("Hands laid down on"),
    "my-guess-of-manager": _("My guess of my manager"),
    "me_vs_manager": _("Common to my hand and my manager's"),
    "me_vs_manager_common": _("These"),
    "guess_vs_manager": _("Common to my guess and my manager's hand"),
    "guess_vs_manager_common": _("These"),
    "requests": _("Requests, by kind"),
    "climbs": _("Feedback made clearer"),
    "feedbacks": _("Feedbacks that climbed"),
    "steps": _("Rungs reached"),
    "agreement": _("Working agreement, on the last day"),
    "stale": _("Stale by then"),
    "authority": _("Limits of authority, on the last day"),
    "by_degree": _("By degree"),
    "surprises": _("Surprises"),
    "with_rule": _("Ended in a rule"),
    "without_rule": _("Without a rule yet"),
    "goals": _("Goals"),
    "begun": _("Begun"),
    "evidence": _("Evidence"),
    "for_goals": _("For goals"),
    "for_a_role": _("For a bigger role"),
    "by_competency": _("By competency"),
    "role_cases": _("Cases for a bigger role"),
    "criteria": _("What must be demonstrated"),
    "development_talks": _("Development talks"),
    "n": _("How many"),
    "opened_by": _("Opened by"),
    "about": _("About"),
    "pulse": _("Pulse, 1 to 5"),
    "first": _("The first"),
    "last": _("The latest"),
    "debriefs": _("Debriefs"),
    "outcome_reached": _("Did I get the outcome?"),
    "felt_heard": _("Did they feel heard?"),
    "listened": _("Did I listen to understand?"),
    "plans": _("Plans"),
    "cards": _("Written"),
    "rehearsed": _("Rehearsed"),
}


def let_every_letter_be_printed() -> None:
    """A terminal that lacks a letter must not make a command fail that has done its work."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a text, without the characters that a terminal would obey instead of showing them.

    Raises BrokenPipeError when nobody reads on, and BadInput when the answer cannot be written otherwise.
    """
    shown = "".join(each for each in text.replace("\t", " ") if each == "\n" or not _is_obeyed(each))
    _print(shown, stream)


def say_faults(made: "Made") -> None:
    """What could not be done beside a backup that stands: it is said, and the command goes on."""
    for fault in made.faults:
        say(_("upward: {why}").format(why=fault), sys.stderr)


def say_json(value: Any) -> None:
    """Print data for a script; what a terminal would obey, or cannot show, stands as an escape of JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    _print("".join(json.dumps(each)[1:-1] if each != "\n" and _is_obeyed(each) else each for each in text))


def _is_obeyed(character: str) -> bool:
    """Whether it is a control or a format character, such as one that begins a terminal's command or turns the line round."""
    return unicodedata.category(character) in {"Cc", "Cf"}


def _print(text: str, stream: TextIO | None = None) -> None:
    if stream is sys.stderr:
        with contextlib.suppress(OSError):
            print(text, file=stream, flush=True)
        return
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_the_rest()
        sentence = _("The answer could not be written ({why}). The command itself was carried out.")
        raise BadInput(sentence.format(why=error.strerror)) from None


def drop_the_rest() -> None:
    """What is still to be printed goes nowhere, or Python would complain about it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def tree(value: dict[str, Any], indent: str = "") -> Generator[str]:
    """Figures as lines of text."""
    for name, part in value.items():
        label = f"{indent}{FIGURES.get(name, name)}:"
        if isinstance(part, dict):
            yield label
            yield from tree(part, indent + "  ")  # type: ignore[reportUnknownArgumentType]
        elif isinstance(part, list):
            yield label
            yield from _items(part, indent + "  ")  # type: ignore[reportUnknownArgumentType]
        else:
            yield f"{label:<44} {_('not yet') if part is None else part}"


def _items(parts: list[Any], indent: str) -> Generator[str]:
    for part in parts:
        if isinstance(part, dict):
            yield from tree(part, indent)  # type: ignore[reportUnknownArgumentType]
        else:
            yield f"{indent}{part}"


def progress(doing: str) -> Callable[[int, int], None]:
    """A bar on the terminal for long work; nothing where no terminal is."""
    if not sys.stderr.isatty():
        return _silent

    def show(done: int, total: int) -> None:
        filled = 30 * done // max(total, 1)
        end = "\n" if done >= total else ""
        print(f"\r{doing} {'█' * filled}{'·' * (30 - filled)} {done}/{total}", end=end, file=sys.stderr, flush=True)

    return show


def _silent(_done: int, _total: int) -> None:
    """Say nothing."""
