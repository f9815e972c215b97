"""Shareable lines: what could go into a summary, and what I approved for my manager.

A candidate shows me my own private words so that I know what it is about; only the line that I write for it can ever
reach a paper. Its first wording comes from public fields alone: a promise's text, a request's ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from journal.errors import BadInput
from journal.practices import commitments, entries, feedback, managers, one_on_ones, requests
from journal.sharing.document import clean
from journal.store import history, records
from journal.store.tables import Commitment, Entry, ShareableLine
from journal.store.tables.base import now
from journal.text import LINE_SECTIONS, REQUEST_STATUSES, SECTIONS, _, first_line

LONGEST_LINE = 400
#: The section of the page to discuss together; no summary takes what stands in it.
AGREEMENT = "agreement"
#: Where a line of a summary can stand, in the order of the page.
ON_THE_PAGE = ("opening", *SECTIONS, "closing")


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
    or a draft and withdrawn; `note` says how things stand with it, private as well.
    """

    key: str
    section: str
    source: Source
    about: str
    wording: str
    line: ShareableLine | None
    note: str = ""

    @property
    def is_ticked(self) -> bool:
        """Whether it stands in the next summary."""
        return self.line is not None and self.line.withdrawn_at is None


def candidates(session: Session, first: date, last: date, *, manager_id: str = "") -> list[Candidate]:
    """What could be shared of the days from `first` to `last`: by section, newest first, all unticked to begin with.

    It is for the current manager unless another is named. Wins, and notes with a star, are offered to whoever it is for;
    what a manager said, promised, was asked or talked about only to that one. A line whose note is gone, or has moved to another section, stands as a candidate of its own.
    """
    manager_id = manager_id or managers.current(session).id
    written = _written(session, first, last, manager_id)
    earlier = _earlier(session, first, manager_id)
    found: list[Candidate] = []
    for offer in _offered(session, first, last, manager_id):
        what = (offer.section, offer.source.kind, offer.source.id or "")
        line, wording = written.pop(what, None), earlier.get(what, offer.wording)
        found.append(Candidate(":".join(what), offer.section, offer.source, offer.about, wording, line, offer.note))
    for line in written.values():
        source = Source(line.source_kind, line.source_id, line.source_day)
        found.append(Candidate(own_key(line), line.section, source, "", line.text, line))
    return sorted(found, key=lambda each: (ON_THE_PAGE.index(each.section), -each.source.day.toordinal()))


def own_key(line: ShareableLine) -> str:
    """The key of a candidate that is a line and nothing else."""
    return f"line:{line.id}"


def _written(session: Session, first: date, last: date, manager_id: str) -> dict[tuple[str, str, str], ShareableLine]:
    """The lines of a period by what they are about; one without a source, or a second one about the same, by its own id."""
    found: dict[tuple[str, str, str], ShareableLine] = {}
    wanted = _of_summary(manager_id).where(ShareableLine.source_day.between(first, last))
    for line in session.scalars(wanted.order_by(ShareableLine.position)):
        key = (line.section, line.source_kind, line.source_id or "")
        found[key if line.source_id and key not in found else (line.section, "line", line.id)] = line
    return found


def _earlier(session: Session, first: date, manager_id: str) -> dict[tuple[str, str, str], str]:
    """The words that were approved before a period for what may still be open in it: a good beginning for its line."""
    wanted = _of_summary(manager_id).where(
        ShareableLine.source_day < first,
        ShareableLine.source_id.is_not(None),
        ShareableLine.withdrawn_at.is_(None),
    )
    found = session.scalars(wanted.order_by(ShareableLine.source_day, ShareableLine.approved_at))
    return {(line.section, line.source_kind, line.source_id or ""): line.text for line in found}


class _Offer(NamedTuple):
    """Something that happened in the period, before it is known whether a line was written for it."""

    section: str
    source: Source
    about: str
    wording: str = ""
    note: str = ""


def _offered(session: Session, first: date, last: date, manager_id: str) -> Iterator[_Offer]:
    yield from _entries_offered(session, first, last)
    theirs = _entries_of(session, manager_id)
    for heard in feedback.received(session, first, last):
        if heard.entry_id in theirs:
            yield _Offer("feedback", Source("feedback", heard.entry_id, heard.day), heard.feedback.exact_words)
    yield from _commitments_offered(session, first, last, manager_id)
    yield from (offer for offer in _requests_offered(session, first, last) if offer.source.id in theirs)
    for meeting in one_on_ones.held(session, first, last):
        if meeting.manager_id == manager_id and meeting.next_topics.strip():
            yield _Offer("next", Source("one_on_one", meeting.id, meeting.day), first_line(meeting.next_topics))


def _entries_of(session: Session, manager_id: str) -> set[str]:
    """The ids of the feedback and the requests of a manager, found by their kind: by the manager would be nearly all."""
    wanted = select(Entry.id, Entry.manager_id)
    wanted = wanted.where(Entry.deleted_at.is_(None), Entry.kind.in_(("feedback", "request")))
    return {entry_id for entry_id, theirs in session.execute(wanted) if theirs == manager_id}


def _entries_offered(session: Session, first: date, last: date) -> Iterator[_Offer]:
    wins = entries.EntryFilter(kinds=frozenset({"win"}), first=first, last=last)
    starred = entries.EntryFilter(kinds=frozenset({"interaction", "reflection"}), first=first, last=last, starred=True)
    for wanted in (wins, starred):
        for row in entries.first_rows(session, wanted, limit=200):
            yield _Offer("progress", Source("entry", row.id, row.day), row.headline)


def _commitments_offered(session: Session, first: date, last: date, manager_id: str) -> Iterator[_Offer]:
    kept = and_(Commitment.status == "kept", Commitment.closed_on.between(first, last))
    still_open = and_(Commitment.status == "open", Commitment.made_on <= last)
    wanted = commitments.live().where(or_(kept, still_open), Commitment.manager_id == manager_id)
    for made in session.scalars(wanted.order_by(Commitment.place.desc())):
        is_mine, is_kept = made.owner == "me", made.status == "kept"
        day = made.closed_on if is_kept and made.closed_on else max(made.made_on, first)
        yield _Offer(
            "support" if is_kept and not is_mine else "commitments",
            Source("commitment", made.id, day),
            made.what,
            made.what if is_mine else "",
            _standing(is_mine=is_mine, is_kept=is_kept),
        )


def _standing(*, is_mine: bool, is_kept: bool) -> str:
    if is_mine:
        return _("yours, kept") if is_kept else _("yours, open")
    return _("your manager’s, kept") if is_kept else _("your manager’s, open")


def _requests_offered(session: Session, first: date, last: date) -> Iterator[_Offer]:
    for asked in requests.open_or_answered(session, first, last):
        request = asked.request
        answered = request.answered_on is not None and first <= request.answered_on <= last
        note = REQUEST_STATUSES[request.status].lower()
        if request.status == "delivered" and answered:
            source = Source("request", asked.entry_id, request.answered_on or last)
            yield _Offer("support", source, request.ask, note=note)
        elif request.status in {"draft", "asked", "agreed"} and asked.day <= last:
            source = Source("request", asked.entry_id, max(asked.day, first))
            yield _Offer("requests", source, request.ask, request.ask, note)


def approve(session: Session, section: str, text: str, source: Source, *, manager_id: str) -> ShareableLine:
    """Approve a line for the manager. What stands in `text` is what the manager will read.

    A line about the same thing on the same day is taken up again; one of an earlier period stays what it was. Raises
    BadInput for an empty or an overlong line.
    """
    words = checked(text)
    if section not in LINE_SECTIONS:
        raise BadInput(_("There is no such section of the summary."))
    line = _about(session, section, source, manager_id)
    if line is not None:
        records.change(line, {"text": words, "withdrawn_at": None, "approved_at": now()})
        return line
    return _added(session, section, words, source, manager_id=manager_id)


def draft(session: Session, section: str, text: str, source: Source, *, manager_id: str) -> ShareableLine:
    """Keep words that nobody has approved yet: a line that stands in no summary before it is approved.

    One about the same thing on the same day takes the words, and is out of the summary until it is approved again.
    Raises BadInput for an empty line; an overlong one is kept, and refused when it is approved.
    """
    words = _worded(text)
    if section not in LINE_SECTIONS:
        raise BadInput(_("There is no such section of the summary."))
    line = _about(session, section, source, manager_id)
    if line is None:
        return _added(session, section, words, source, manager_id=manager_id, withdrawn_at=now())
    records.change(line, {"text": words, "withdrawn_at": line.withdrawn_at or now()})
    return line


def _added(
    session: Session, section: str, words: str, source: Source, *, manager_id: str, withdrawn_at: str | None = None
) -> ShareableLine:
    line = ShareableLine(
        section=section,
        text=words,
        source_kind=source.kind,
        source_id=source.id,
        source_day=source.day,
        position=_next_position(session, section),
        approved_at=now(),
        withdrawn_at=withdrawn_at,
        manager_id=manager_id,
    )
    session.add(line)
    session.flush()
    return line


def approve_words(session: Session, line_id: str, text: str) -> ShareableLine:
    """Approve a drafted or a withdrawn line with these words. Raises BadInput as `approve` does, RecordGone."""
    line = records.get(session, ShareableLine, line_id)
    records.change(line, {"text": checked(text), "withdrawn_at": None, "approved_at": now()})
    return line


def revise(session: Session, line_id: str, text: str) -> ShareableLine:
    """Change the words of a line; whether it is approved stays as it is.

    Raises BadInput for an empty line, or an overlong one that is approved; RecordGone.
    """
    line = records.get(session, ShareableLine, line_id)
    records.change(line, {"text": _worded(text) if line.withdrawn_at else checked(text)})
    return line


def withdraw(session: Session, line_id: str) -> ShareableLine:
    """Take a line out of the coming summaries; its words stay for the day when it is ticked again."""
    line = records.get(session, ShareableLine, line_id)
    records.change(line, {"withdrawn_at": now()})
    return line


def approve_again(session: Session, line_id: str, words: str) -> None:
    """Undo the withdrawal of these words. Raises BadInput where the line has other words by now, which nobody approved.

    Raises RecordGone.
    """
    line = records.get(session, ShareableLine, line_id)
    if line.text != words:
        raise BadInput(_("The words of this line were changed since: look at them, and approve them anew."))
    records.change(line, {"withdrawn_at": None})


def move_to_trash(session: Session, line_id: str) -> None:
    """Put a line into the trash: it stands in no summary, and among no candidates."""
    history.trash(records.get(session, ShareableLine, line_id))


def take_back(session: Session, line_id: str) -> None:
    """Take a line out of the trash."""
    history.restore(records.get(session, ShareableLine, line_id))


def put_under(session: Session, line_id: str, section: str) -> None:
    """Put a line at the end of another section. Raises BadInput, RecordGone."""
    if section not in ON_THE_PAGE:
        raise BadInput(_("There is no such section of the summary."))
    position = _next_position(session, section)
    records.change(records.get(session, ShareableLine, line_id), {"section": section, "position": position})


def move(session: Session, line_id: str, steps: int, first: date, last: date) -> bool:
    """Move an approved line up (negative) or down among those of its section and period; whether there was room."""
    line = records.get(session, ShareableLine, line_id)
    same = approved(session, first, last, manager_id=line.manager_id)
    shown = [each for each in same if each.section == line.section]
    place = shown.index(line) if line in shown else -1
    if place < 0 or not 0 <= place + steps < len(shown):
        return False
    beside = shown[place + steps]
    of_section = _live(line.manager_id).where(ShareableLine.section == line.section)
    row = list(session.scalars(of_section.order_by(ShareableLine.position, ShareableLine.approved_at)))
    row.remove(line)
    row.insert(row.index(beside) + (steps > 0), line)
    for position, each in enumerate(row):
        records.change(each, {"position": position})
    return True


def approved(session: Session, first: date, last: date, *, manager_id: str = "") -> list[ShareableLine]:
    """The approved lines whose source lies in the period, in the order of the sections and of the user.

    They are those for the current manager unless another is named, and never those of the page to discuss.
    """
    wanted = _of_summary(manager_id or managers.current(session).id).where(
        ShareableLine.withdrawn_at.is_(None), ShareableLine.source_day.between(first, last)
    )
    found = session.scalars(wanted.order_by(ShareableLine.position, ShareableLine.approved_at))
    return sorted(found, key=lambda line: ON_THE_PAGE.index(line.section))


def of_paper(session: Session, section: str, manager_id: str) -> list[ShareableLine]:
    """The lines of another paper for a manager, by its section, approved or not: of each part the one written last.

    Two copies of a journal that were merged may have a line each for one part: the other is on no page.
    """
    wanted = _live(manager_id).where(ShareableLine.section == section)
    found = session.scalars(wanted.order_by(ShareableLine.position, ShareableLine.approved_at, ShareableLine.id))
    return list({line.source_id or line.id: line for line in found}.values())


def has_words(text: str) -> bool:
    """Whether anything of a text could be printed."""
    return bool(clean(" ".join(text.split())))


def _worded(text: str) -> str:
    if not has_words(text):
        raise BadInput(_("Write the sentence that your manager may read; an empty line cannot be approved."))
    return " ".join(text.split())


def checked(text: str) -> str:
    """The words of a line as one line. Raises BadInput when nothing or too much is left."""
    words = _worded(text)
    if len(words) > LONGEST_LINE:
        raise BadInput(
            _("This line has {n} characters; a summary takes at most {most}. Shorten it.").format(
                n=len(words), most=LONGEST_LINE
            )
        )
    return words


def _live(manager_id: str) -> Select[ShareableLine]:
    """The lines for one manager alone: what one manager may read was not approved for another."""
    return select(ShareableLine).where(ShareableLine.deleted_at.is_(None), ShareableLine.manager_id == manager_id)


def _of_summary(manager_id: str) -> Select[ShareableLine]:
    return _live(manager_id).where(ShareableLine.section.in_(ON_THE_PAGE))


def _about(session: Session, section: str, source: Source, manager_id: str) -> ShareableLine | None:
    if source.id is None:
        return None
    same = _live(manager_id).where(
        ShareableLine.section == section,
        ShareableLine.source_kind == source.kind,
        ShareableLine.source_id == source.id,
        ShareableLine.source_day == source.day,
    )
    return session.scalar(same.limit(1))


def _next_position(session: Session, section: str) -> int:
    last = session.scalar(select(func.max(ShareableLine.position)).where(ShareableLine.section == section))
    return 0 if last is None else last + 1
