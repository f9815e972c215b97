"""A full export of Upward coming in, record by record of its own identity.

Into a new journal everything goes as it is, so that the two are the same. Into any other one it goes as the other copy of a
merge does: what is missing is added, what is later there is updated, what changed on both sides is joined with nothing
lost, and what was deleted for good stays so.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, exists, insert, select, text
from sqlalchemy.orm import Session

from journal.errors import SourceRefused
from journal.exchange.journal_json import FullExport, ordered_tables
from journal.store import merge, search
from journal.store.merging import comparing
from journal.store.merging.comparing import Comparison, record_kinds
from journal.store.merging.report import KINDS
from journal.store.tables import History, Imported, Manager, Setting
from journal.text import _

_CHUNK: Final = 2000
#: What a merge says of a record in the words of an import.
_OUTCOMES: Final = {
    "added": "added",
    "revived": "added",
    "updated": "changed",
    "joined": "joined",
    "removed": "removed",
    "kept": "kept_ours",
    "gone": "in_trash",
}


@dataclass(frozen=True, slots=True)
class FullPlan:
    """What becomes of each record of an export. Without a comparison the journal is new, and takes everything as it is.

    small_news: what comes in beside the records, as in a merge: `drafts`, `versions`, `settings`, `order`.
    """

    export: FullExport
    comparison: Comparison | None
    counts: dict[str, Counter[str]]
    small_news: frozenset[str] = frozenset()


def compare(session: Session, export: FullExport) -> FullPlan:
    """What importing an export would do; nothing is changed."""
    if _is_new(session, export):
        counted = {name: Counter({"added": len(export.tables.get(table, []))}) for table, name in KINDS.items()}
        return FullPlan(export, None, {name: counts for name, counts in counted.items() if counts["added"]})
    rows = merge.rows_in(export.tables)
    found = comparing.compare(merge.rows_of(session), rows, must_be_copies=False)
    report = merge.report_with_news(session, rows, found)
    return FullPlan(export, found, _counts(found, report), report.small_news)


def _counts(found: Comparison, report: merge.MergeReport) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for table, name in KINDS.items():
        outcomes = report.counts.get(name, Counter[str]())
        counted = Counter[str]({"same": found.same[table]})
        for outcome, number in outcomes.items():
            counted[_OUTCOMES[outcome]] += number
        if counted := +counted:
            counts[name] = counted
    return counts


def write(session: Session, plan: FullPlan, *, step: Callable[[int, int], None] | None = None) -> None:
    """Write what a plan says. Raises SourceRefused when the records of the export do not fit together."""
    if plan.comparison:
        merge.take_over(session, merge.rows_in(plan.export.tables), plan.comparison, step=step)
        return
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    session.execute(delete(Manager))
    session.execute(delete(Setting))
    with search.rebuilt_at_end(session):
        for table in ordered_tables():
            rows = plan.export.tables.get(table.name, [])
            for at in range(0, len(rows), _CHUNK):
                session.execute(insert(table), rows[at : at + _CHUNK])
    if session.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise SourceRefused(_("The records of this export do not fit together. Nothing was imported."))
    session.expire_all()


def _is_new(session: Session, export: FullExport) -> bool:
    """Whether nobody has written anything yet: there is at most a first chapter as it was made, for the same person."""
    used: list[Any] = [kind for kind in [*record_kinds(), History, Imported] if kind is not Manager]
    if any(session.scalar(select(exists().select_from(kind))) for kind in used):
        return False
    names = {_("My manager"), *(row["name"] for row in export.tables.get("manager", []))}
    return all(found.name in names and not found.parents for found in session.scalars(select(Manager)))
