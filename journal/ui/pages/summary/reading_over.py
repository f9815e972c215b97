"""Reading the lines as the manager would, on a worker thread, in short reads; and what of it was let stand."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journal.practices import managers
from journal.sharing import lines, reading
from journal.sharing.choices import Choices
from journal.sharing.reading import Finding
from journal.ui import background

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Reads = Callable[[], "AbstractContextManager[Session]"]


@dataclass(frozen=True)
class Stood:
    """Something that was let stand: its key, with the line that it is about (empty: the whole summary), and its words."""

    line_id: str
    key: str
    words: str


@dataclass(frozen=True)
class Read:
    """What was found; the words of each line as they were read, by its id; what was let stand and is still there."""

    findings: list[Finding]
    texts: dict[str, str]
    stood: list[Stood]


def read_over(
    reads: Reads, chosen: Choices, manager_id: str, words: dict[str, str], progress: background.Progress
) -> Read:
    """Read the lines of these choices, in the words as they are being typed. Raises Cancelled."""
    progress.step(0, 1)
    with reads() as session:
        whose = manager_id or managers.current(session).id
        found = lines.approved(session, chosen.first, chosen.last, manager_id=whose)
    found = [line for line in found if line.section not in chosen.off]
    texts = {line.id: words.get(line.id, line.text) for line in found}
    if not found:
        return Read([], texts, [])
    once = reading.Reading(found, manager_id=whose, words=words, stand=chosen.let_stand)
    for step in once.steps():
        progress.step(0, 1)
        with reads() as session:
            step(session)
    stood = [_stood(line.id, key, texts[line.id]) for line in found for key in line.let_stand or ()]
    whole = [_stood("", key, "") for key in sorted(chosen.let_stand)]
    return Read(once.findings(), texts, [each for each in [*stood, *whole] if each])


def _stood(line_id: str, key: str, text: str) -> Stood | None:
    """None where the line has other words by now, so that nothing is left to be taken up again."""
    kind, _colon, words = key.partition(":")
    if kind not in reading.KINDS:
        return None
    place = text.lower().find(words)
    if not line_id:
        return Stood(line_id, key, "")
    return Stood(line_id, key, text[place : place + len(words)] if place >= 0 else words)
