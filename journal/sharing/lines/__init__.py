"""Shareable lines: what could go into a summary, and what I approved for my manager.

A candidate shows me my own private words so that I know what it is about; only the line that I write for it can ever
reach a paper. Its first wording comes from public fields alone: a promise's text, a request's ask.
"""

from journal.sharing.lines.approving import (
    approve,
    approve_again,
    approve_words,
    checked,
    draft,
    has_words,
    move_to_trash,
    revise,
    take_back,
    withdraw,
)
from journal.sharing.lines.candidate import (
    AGREEMENT,
    LONGEST_LINE,
    ON_THE_PAGE,
    SENTENCES,
    Candidate,
    Source,
    own_key,
)
from journal.sharing.lines.offered import candidates, opening_and_closing
from journal.sharing.lines.ordering import Place, in_page_order, move, place, put_under
from journal.sharing.lines.written import approved, of_paper

__all__ = [
    "AGREEMENT",
    "LONGEST_LINE",
    "ON_THE_PAGE",
    "SENTENCES",
    "Candidate",
    "Place",
    "Source",
    "approve",
    "approve_again",
    "approve_words",
    "approved",
    "candidates",
    "checked",
    "draft",
    "has_words",
    "in_page_order",
    "move",
    "move_to_trash",
    "of_paper",
    "opening_and_closing",
    "own_key",
    "place",
    "put_under",
    "revise",
    "take_back",
    "withdraw",
]
