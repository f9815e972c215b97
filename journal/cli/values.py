"""What the options of a command may hold: days, numbers, sections of the summary. Anything else is wrong usage."""

import argparse
from datetime import date
from typing import Any, Final

from journal.sharing.labels import LANGUAGES
from journal.text import SECTIONS, _

#: More pages than that nobody reads.
MOST_PAGES: Final = 9


def day(text: str) -> date:
    """A day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("{text} is not a day such as 2026-09-30").format(text=repr(text))) from None


def positive(text: str) -> int:
    """A number above 0."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(_("{text} is not a number above 0").format(text=repr(text)))
    return int(text)


def sections(text: str) -> frozenset[str]:
    """Sections of the summary, by their keys, with commas between them."""
    found = frozenset(each.strip() for each in text.split(",") if each.strip())
    if not found or found - SECTIONS.keys():
        known = ", ".join(SECTIONS)
        raise argparse.ArgumentTypeError(
            _("{text} are not sections: choose from {known}").format(text=repr(text), known=known)
        )
    return found


def language(text: str) -> str:
    """A language that a paper can be written in, by its tag; `en` is British English."""
    tags = {tag.casefold(): tag for tag in LANGUAGES} | {"en": "en-GB"}
    found = tags.get(text.casefold().replace("_", "-"))
    if found is None:
        known = ", ".join(LANGUAGES)
        raise argparse.ArgumentTypeError(_("{text} is none of {known}").format(text=repr(text), known=known))
    return found


def add_days(command: Any, *, needed: bool = True) -> None:
    """The first and the last day of a period."""
    first, last = _("the first day, YYYY-MM-DD"), _("the last day, YYYY-MM-DD")
    command.add_argument("--from", dest="first", type=day, required=needed, metavar="D", help=first)
    command.add_argument("--to", dest="last", type=day, required=needed, metavar="D", help=last)
