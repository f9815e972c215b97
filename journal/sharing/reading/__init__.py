"""Read as your manager: what the lines of a coming summary may do to who reads them, before anything is written.

Each finding says where, why, and, where there is one, a gentler form; it is mended or let stand, and never refuses
anything. What is let stand is kept with the line, by the finding's key: other words make the finding new.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy.orm import Session

from journal.sharing.quotations import Quotation, Quotations
from journal.sharing.reading import balance, contradictions, gathering, hot_buttons, length, persons, tone
from journal.sharing.reading.findings import KINDS, Finding, Line, in_line, lines_of, still_open
from journal.store import records
from journal.store.tables import ShareableLine
from journal.text import COLUMNS, HIT_KINDS, SECTIONS, _, long_day, n_

__all__ = ["KINDS", "Finding", "Reading", "let_stand", "read", "take_up_again"]

_LONGEST: Final = 2_000  # characters; five times what can be approved
#: So many findings of a line are let stand: more than one line can hold. Of words that it had before, the oldest go.
_MOST_KEPT: Final = 60


class Reading:
    """One reading of the lines for a manager, in steps: each is given a session and lasts a few milliseconds.

    `words`: those of lines that were changed and not saved yet, by the line's UUID. `stand`: the keys of findings about the
    whole summary that are let stand.
    """

    def __init__(
        self,
        lines: Sequence[ShareableLine],
        *,
        manager_id: str,
        words: Mapping[str, str] | None = None,
        stand: Collection[str] = (),
    ) -> None:
        self._lines = lines_of(lines, words or {})
        self._manager_id = manager_id
        self._stand = stand
        self._known = gathering.Known()

    def steps(self) -> Iterator[Callable[[Session], None]]:
        """What is to be read, a short read each."""
        yield self._read_manager
        finder = gathering.finder()
        for line in filter(_is_read, self._lines):
            yield _Step(self._known, line, finder)

    def _read_manager(self, session: Session) -> None:
        gathering.gather_manager(session, self._manager_id, self._known)
        gathering.gather_shared(session, self._lines, self._manager_id, self._known)
        gathering.gather_public(session, self._lines, self._known)

    def findings(self) -> list[Finding]:
        """What was found and is not let stand: line by line, then about the whole; needs no session."""
        found = [finding for line in filter(_is_read, self._lines) for finding in self._of_line(line)]
        found += length.check(self._lines, self._known.takes_in, self._known.detail)
        found += contradictions.check(self._lines, self._known.shared, self._known.standing)
        if any(line.section in SECTIONS for line in self._lines):  # another paper asks and thanks elsewhere
            found += balance.check(self._lines)
        order = {line.id: place for place, line in enumerate(self._lines)}
        found.sort(key=lambda each: (order.get(each.line_id, len(order)), each.start))
        return still_open(found, self._lines, self._stand)

    def _of_line(self, line: Line) -> Iterator[Finding]:
        yield from hot_buttons.check(line, self._known.hot_buttons)
        yield from tone.check(line)
        yield from persons.check(line, self._known.people, self._known.own_name | self._known.told)
        for quoted in self._known.quoted.get(line.id, ()):
            yield in_line(line, "quotation", quoted.start, quoted.length, _where(quoted))


def _is_read(line: Line) -> bool:
    """Whether it is short enough to be read word by word; of a longer one nothing is said but that it is too long."""
    return len(line.text) <= _LONGEST


class _Step:
    """The read of one line: who of its names is known, and what of its words is private (2 ms at 10,000 entries)."""

    def __init__(self, known: gathering.Known, line: Line, finder: Quotations) -> None:
        self._known = known
        self._line = line
        self._finder = finder

    def __call__(self, session: Session) -> None:
        gathering.gather_people(session, self._line, self._known)
        gathering.gather_quotations(session, self._line, self._finder, self._known)


def read(
    session: Session,
    lines: Sequence[ShareableLine],
    *,
    manager_id: str,
    words: Mapping[str, str] | None = None,
    stand: Collection[str] = (),
) -> list[Finding]:
    """What the lines hold for who reads them as their manager, in one read: see `Reading`."""
    reading = Reading(lines, manager_id=manager_id, words=words, stand=stand)
    for step in reading.steps():
        step(session)
    return reading.findings()


def let_stand(session: Session, line_id: str, key: str) -> None:
    """Let a finding of a line stand as long as its words stay. Raises RecordGone."""
    line = records.get(session, ShareableLine, line_id)
    if key not in line.let_stand:
        records.change(line, {"let_stand": [*line.let_stand, key][-_MOST_KEPT:]})


def take_up_again(session: Session, line_id: str, key: str) -> None:
    """Show a finding again that was let stand. Raises RecordGone."""
    line = records.get(session, ShareableLine, line_id)
    records.change(line, {"let_stand": [each for each in line.let_stand if each != key]})


def _where(quoted: Quotation) -> str:
    """In which private field the words stand."""
    place = _("{kind} of {day}, “{field}”").format(
        kind=HIT_KINDS[quoted.kind], day=long_day(quoted.day), field=COLUMNS[quoted.table][quoted.column]
    )
    return n_(
        "This stands word for word in your private notes ({place}).",
        "These {n} words stand in a row in your private notes ({place}).",
        quoted.words,
    ).format(n=quoted.words, place=place)
