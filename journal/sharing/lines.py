"""Shareable lines: what could go into a summary, and what I approved for my manager.

A candidate shows me my own private words so that I know what it is about; only the line that I write for it can ever
reach a paper. Its first wording comes from public fields alone: a promise's text, a request's ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices import commitments, entries, feedback, one_on_ones, requests
from journal.store import records
from journal.store.tables import Commitment, ShareableLine
from journal.store.tables.base import now
from journal.text import SECTIONS, _, first_line

LONGEST_LINE = 400


@dataclass(frozen=True)
class Source:
    """What a line is about: a kind of record, its UUID, and the day that decides in which period it counts."""

    kind: str
    id: str | None
    day: date


@dataclass(frozen=True)
class Candidate:
    """Something of a period that could be shared. `about` is private and for my eyes; `wording` is a first proposal.

    `line` is the line that I wrote for it earlier: approved when it is not withdrawn.
    """

    section: str
    source: Source
    about: str
    wording: str
    line: ShareableLine | None

    @property
    def is_ticked(self) -> bool:
        """Whether it stands in the next summary."""
        return self.line is not None and self.line.withdrawn_at is None


def candidates(session: Session, first: date, last: date) -> list[Candidate]:
    """What could be shared of the days from `first` to `last`: by section, newest first, all unticked to begin with."""
    written = _written(session, first, last)
    found: list[Candidate] = []
    for section, source, about, wording in _offered(session, first, last):
        line = written.pop((section, source.kind, source.id or ""), None)
        found.append(Candidate(section, source, about, wording, line))
    for line in written.values():
        source = Source(line.source_kind, line.source_id, line.source_day)
        found.append(Candidate(line.section, source, "", line.text, line))
    order = list(SECTIONS)
    return sorted(found, key=lambda each: (order.index(each.section), -each.source.day.toordinal()))


def _written(session: Session, first: date, last: date) -> dict[tuple[str, str, str], ShareableLine]:
    """The lines of a period by what they are about; one without a source, or a second one about the same, by its own id."""
    found: dict[tuple[str, str, str], ShareableLine] = {}
    wanted = _live().where(ShareableLine.source_day.between(first, last)).order_by(ShareableLine.position)
    for line in session.scalars(wanted):
        key = (line.section, line.source_kind, line.source_id or "")
        found[key if line.source_id and key not in found else (line.section, "line", line.id)] = line
    return found


def _offered(session: Session, first: date, last: date) -> Iterator[tuple[str, Source, str, str]]:
    yield from _entries_offered(session, first, last)
    for heard in feedback.received(session, first, last):
        yield "feedback", Source("feedback", heard.entry_id, heard.day), heard.feedback.exact_words, ""
    yield from _commitments_offered(session, first, last)
    yield from _requests_offered(session, first, last)
    for meeting in one_on_ones.held(session, first, last):
        if meeting.next_topics.strip():
            yield "next", Source("one_on_one", meeting.id, meeting.day), first_line(meeting.next_topics), ""


def _entries_offered(session: Session, first: date, last: date) -> Iterator[tuple[str, Source, str, str]]:
    wins = entries.EntryFilter(kinds=frozenset({"win"}), first=first, last=last)
    starred = entries.EntryFilter(kinds=frozenset({"interaction", "reflection"}), first=first, last=last, starred=True)
    for wanted in (wins, starred):
        for row in entries.first_rows(session, wanted, limit=200):
            yield "progress", Source("entry", row.id, row.day), row.headline, ""


def _commitments_offered(session: Session, first: date, last: date) -> Iterator[tuple[str, Source, str, str]]:
    for made in commitments.ledger(session):
        kept = made.status == "kept" and made.closed_on is not None and first <= made.closed_on <= last
        still_open = made.status == "open" and made.made_on <= last
        day = made.closed_on if kept and made.closed_on else min(max(made.made_on, first), last)
        source = Source("commitment", made.id, day)
        if made.owner == "manager" and kept:
            yield "support", source, made.what, ""
        elif kept or still_open:
            yield "commitments", source, made.what, _public_promise(made)


def _public_promise(made: Commitment) -> str:
    return made.what if made.owner == "me" else ""


def _requests_offered(session: Session, first: date, last: date) -> Iterator[tuple[str, Source, str, str]]:
    for asked in requests.all_requests(session):
        request = asked.request
        answered = request.answered_on is not None and first <= request.answered_on <= last
        source = Source(
            "request", asked.entry_id, request.answered_on if answered and request.answered_on else asked.day
        )
        if request.status == "delivered" and answered:
            yield "support", source, request.ask, ""
        elif request.status in {"draft", "asked", "agreed"} and asked.day <= last:
            day = min(max(asked.day, first), last)
            yield "requests", Source("request", asked.entry_id, day), request.ask, request.ask


def approve(session: Session, section: str, text: str, source: Source, *, manager_id: str) -> ShareableLine:
    """Approve a line for the manager. What stands in `text` is what the manager will read.

    A withdrawn line about the same thing is taken up again. Raises BadInput for an empty or an overlong line.
    """
    words = checked(text)
    if section not in SECTIONS:
        raise BadInput(_("There is no such section of the summary."))
    line = _about(session, section, source)
    if line is not None:
        records.change(line, {"text": words, "withdrawn_at": None, "approved_at": now()})
        return line
    line = ShareableLine(
        section=section,
        text=words,
        source_kind=source.kind,
        source_id=source.id,
        source_day=source.day,
        position=_next_position(session, section),
        approved_at=now(),
        manager_id=manager_id,
    )
    session.add(line)
    session.flush()
    return line


def revise(session: Session, line_id: str, text: str) -> ShareableLine:
    """Change the words of an approved line. Raises BadInput for an empty or an overlong line, RecordGone."""
    line = records.get(session, ShareableLine, line_id)
    records.change(line, {"text": checked(text)})
    return line


def withdraw(session: Session, line_id: str) -> None:
    """Take a line out of the coming summaries; its words stay for the day when it is ticked again."""
    records.change(records.get(session, ShareableLine, line_id), {"withdrawn_at": now()})


def approve_again(session: Session, line_id: str) -> None:
    """Undo a withdrawal."""
    records.change(records.get(session, ShareableLine, line_id), {"withdrawn_at": None})


def move(session: Session, line_id: str, steps: int) -> None:
    """Move an approved line up (negative) or down within its section."""
    line = records.get(session, ShareableLine, line_id)
    beside = (
        _live().where(ShareableLine.section == line.section).order_by(ShareableLine.position, ShareableLine.approved_at)
    )
    row = [each for each in session.scalars(beside) if each.id != line.id]
    place = next((at for at, each in enumerate(row) if each.position >= line.position), len(row))
    row.insert(max(0, min(len(row), place + steps)), line)
    for position, each in enumerate(row):
        records.change(each, {"position": position})


def approved(session: Session, first: date, last: date) -> list[ShareableLine]:
    """The approved lines whose source lies in the period, in the order of the sections and of the user."""
    wanted = _live().where(ShareableLine.withdrawn_at.is_(None), ShareableLine.source_day.between(first, last))
    found = session.scalars(wanted.order_by(ShareableLine.position, ShareableLine.approved_at))
    order = list(SECTIONS)
    return sorted(found, key=lambda line: order.index(line.section))


def checked(text: str) -> str:
    """The words of a line as one line. Raises BadInput when nothing or too much is left."""
    words = " ".join(text.split())
    if not words:
        raise BadInput(_("Write the sentence that your manager may read; an empty line cannot be approved."))
    if len(words) > LONGEST_LINE:
        raise BadInput(
            _("This line has {n} characters; a summary takes at most {most}. Shorten it.").format(
                n=len(words), most=LONGEST_LINE
            )
        )
    return words


def _live() -> Select[ShareableLine]:
    return select(ShareableLine).where(ShareableLine.deleted_at.is_(None))


def _about(session: Session, section: str, source: Source) -> ShareableLine | None:
    if source.id is None:
        return None
    same = _live().where(
        ShareableLine.section == section,
        ShareableLine.source_kind == source.kind,
        ShareableLine.source_id == source.id,
    )
    return session.scalar(same.limit(1))


def _next_position(session: Session, section: str) -> int:
    last = session.scalar(select(func.max(ShareableLine.position)).where(ShareableLine.section == section))
    return 0 if last is None else last + 1
