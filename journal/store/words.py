"""A passphrase that is offered: six words drawn at random from the long list of the Electronic Frontier Foundation.

7,776 words, so six of them carry 77 bits: years of guessing for whoever has the file, and still possible to remember.
The list comes with the package xkcdpass, which is read here and not run.
"""

import secrets
from functools import cache
from importlib.resources import files
from typing import Final

from journal.errors import UpwardError
from journal.text import _

WORDS: Final = 6
_LISTED: Final = 7776


def generated() -> str:
    """Six words with a blank between them, new each time. Raises UpwardError when the list did not come with Upward."""
    listed = _listed()
    return " ".join(secrets.choice(listed) for _each in range(WORDS))


@cache
def _listed() -> tuple[str, ...]:
    try:
        text = files("xkcdpass").joinpath("static", "eff-long").read_text(encoding="ascii")
    except (ImportError, OSError):
        text = ""
    listed = tuple(text.split())
    if len(set(listed)) != _LISTED:  # fewer words would be a weaker passphrase, and nobody would see it
        raise UpwardError(
            _(
                "This installation is not complete: its list of words is missing. Install Upward again, or type words of your own."
            )
        )
    return listed
