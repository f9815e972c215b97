"""What a line is about, where it can stand, and a candidate: something of a period that could be shared."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from journal.store.tables import ShareableLine
from journal.text import SECTIONS

LONGEST_LINE: Final = 400
#: The section of the page to discuss together; no summary takes what stands in it.
AGREEMENT: Final = "agreement"
#: Where one sentence of a period stands alone, before and after the sections.
SENTENCES: Final = ("opening", "closing")
#: Where a line of a summary can stand, in the order of the page.
ON_THE_PAGE: Final = ("opening", *SECTIONS, "closing")


@dataclass(frozen=True)
class Source:
    """What a line is about: a kind of record, its UUID, and the day that decides in which period it counts."""

    kind: str
    id: str | None
    day: date


@dataclass(frozen=True)
class Candidate:
    """Something of a period that could be shared. `about` is private and for my eyes; `wording` is a first proposal.

    `key` stays the same while its line is written and changed; `line` is what I wrote for it in this period: approved,
    or a draft and withdrawn; `note` says how things stand with it, private as well. `earlier` is the UUID of the line that I
    approved for the same thing before the period, whose words are the proposal; `steps` how many entries of the period show something of a goal.
    """

    key: str
    section: str
    source: Source
    about: str
    wording: str
    line: ShareableLine | None
    note: str = ""
    earlier: str = ""
    steps: int = 0

    @property
    def is_ticked(self) -> bool:
        """Whether it stands in the next summary."""
        return self.line is not None and self.line.withdrawn_at is None


def own_key(line: ShareableLine) -> str:
    """The key of a candidate that is a line and nothing else: one of the two sentences by its section."""
    return line.section if line.section in SENTENCES else f"line:{line.id}"
