"""Two copies of one journal as one: nothing that was typed is lost, in whichever order they are merged.

What changed on one side only is taken over; what changed on both is joined (`merging.joining` says how); an edit beats a
deletion; what was deleted for good, and not edited elsewhere since, stays gone with all its earlier versions. Merging again
changes nothing, and merging in the other direction gives the same journal. How versions are compared: `merging.ancestry`.
"""

from collections import Counter
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from journal.errors import SourceRefused
from journal.store import identity
from journal.store.merging import keeping, writing
from journal.store.merging.comparing import Comparison, Fate, compare, references
from journal.store.merging.report import KINDS, MergeReport, report_lines
from journal.store.merging.sides import SessionSide, Side, TablesSide
from journal.store.merging.small_news import small_news
from journal.store.merging.writing import Watch
from journal.text import _

__all__ = ["MergeReport", "Watch", "merge", "preview", "report_lines", "report_of", "rows_in", "rows_of", "take_over"]
#: Of two things that happen to one entry, as to its text and to its details, the one that is counted.
_WEIGHT: Final = ("", "gone", "kept", "updated", "removed", "added", "joined", "revived")


def rows_of(session: Session) -> Side:
    """The other copy: another journal's open session, which must stay open during the merge. It is read in pages."""
    return SessionSide(session)


def rows_in(tables: dict[str, list[dict[str, Any]]]) -> Side:
    """The other copy as the tables of a full export."""
    return TablesSide(tables)


def preview(session: Session, rows: Side) -> MergeReport:
    """What `merge` would do; nothing is changed.

    It reads every id of both copies in one go, which keeps writers waiting: call it with a session on a snapshot.
    Raises NotACopy.
    """
    found = compare(SessionSide(session), rows)
    return report_with_news(session, rows, found)


def merge(session: Session, rows: Side, *, step: Watch | None = None) -> MergeReport:
    """Merge the other copy into the journal of a session that writes: all of it is committed with the session, or nothing.

    `step(done, total)` is called now and then; what it raises (Cancelled) goes through. Raises NotACopy, and SourceRefused
    when the records of the other copy do not fit together.
    """
    found = compare(SessionSide(session), rows)
    report = report_with_news(session, rows, found)
    take_over(session, rows, found, step=step)
    identity.adopt(session, rows.changes)
    return report


def take_over(session: Session, rows: Side, found: Comparison, *, step: Watch | None = None) -> None:
    """Write a comparison that was made in this session. Raises SourceRefused."""
    try:
        kept = keeping.news(session, rows)
        if found.fates or found.differences or found.places:
            writing.write(session, found, rows, step)
        keeping.write(session, kept)
    except IntegrityError:
        raise SourceRefused(_("The records of the other copy do not fit together. Nothing was taken over.")) from None


def report_with_news(session: Session, rows: Side, found: Comparison) -> MergeReport:
    """The counts of a comparison, and what comes in beside the records that they count."""
    news = small_news(session, found, keeping.news(session, rows))
    return replace(report_of(session, rows, found), small_news=news)


def report_of(session: Session, rows: Side, found: Comparison) -> MergeReport:
    """The counts of a comparison; what happens to details and topics counts for their entry or meeting."""
    outcomes = {fate.id: fate for fate in found.fates.values() if fate.kind.__tablename__ in KINDS}
    counted = {record_id: (fate.kind.__tablename__, fate.outcome) for record_id, fate in outcomes.items()}
    for owner, table, outcome in _of_owners(session, rows, found):
        _table, known = counted.get(owner, (table, ""))
        counted[owner] = (table, max(known, outcome, key=_WEIGHT.index))
    counts: dict[str, Counter[str]] = {}
    for table, outcome in counted.values():
        if outcome:
            counts.setdefault(KINDS[table], Counter())[outcome] += 1
    return MergeReport(counts)


def _of_owners(session: Session, rows: Side, found: Comparison) -> list[tuple[str, str, str]]:
    """Id and table of the owners of whatever belongs to another record, and what becomes of that as a change of theirs."""
    told: list[tuple[str, str, str]] = []
    for kind in {fate.kind for fate in found.fates.values()}:
        if kind.__tablename__ in KINDS:
            continue
        column, owner = next(each for each in references(kind))
        fates = {fate.id: fate for fate in found.of(kind) if fate.outcome}
        for side in (SessionSide(session), rows):
            for child, named in side.naming(kind, column.name, fates, by="id"):
                told.append((named, owner.__tablename__, _as_change(fates[child])))
    return told


def _as_change(fate: Fate) -> str:
    """A topic that is added or removed changes its meeting."""
    return "updated" if fate.outcome in {"added", "removed"} else fate.outcome
