"""Compare what a source holds with the journal, and write what is new or changed.

`compare` reads and plans; the plan is the preview. `write` does what a plan says in the caller's one session, so that all
of it is committed or nothing. A row that was imported before is known by its key: unchanged there, it is left alone;
changed there, it is updated and the earlier version kept, unless the record was edited here since: then ours stays. What
is in the trash, or was deleted for good, stays away. A row that somebody has typed in by hand already is not doubled.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.exchange import full_import, series_import
from journal.exchange.identity import KINDS, digest_of, draft_key, identity, key_of, keyed, kind_of
from journal.exchange.journal_rows import RECORDS, JournalRows
from journal.exchange.rows import CommitmentRow, MeetingRow, Place, Problem, RequestRow, Row
from journal.exchange.sources import Source
from journal.practices import managers
from journal.store.tables import Commitment, Entry, Feedback, Imported, OneOnOne, Request, ShareableLine

Outcome = Literal["added", "changed", "joined", "same", "kept_ours", "in_trash", "withdrawn", "removed", "linked"]
OUTCOMES: Final[tuple[Outcome, ...]] = (
    "added",
    "changed",
    "joined",
    "same",
    "kept_ours",
    "in_trash",
    "withdrawn",
    "removed",
    "linked",
)
WRITTEN: Final = frozenset({"added", "changed", "joined", "withdrawn", "removed", "linked"})
_LINKS: Final[dict[str, Any]] = {
    "commitments": Commitment.one_on_one_id,
    "shareable": ShareableLine.source_id,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the journal remembers of an imported row. `revision` is None when the record was deleted for good."""

    record_id: str
    digest: str
    imported_revision: str
    revision: str | None
    trashed: bool
    linked: bool

    @property
    def edited(self) -> bool:
        return self.revision != self.imported_revision


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one row. `former` is the key under which the record was known until now, where that changes."""

    outcome: Outcome
    row: Row
    key: str
    digest: str
    record_id: str = ""
    former: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import does, row by row and counted; also its preview and its report.

    `skipped` are the rows that cannot be taken and are left out; `ignored` the files that are no source; `series` the
    titles of the calendar series that were taken, `other_series` of those that were not.
    """

    steps: tuple[Step, ...]
    meetings: tuple["series_import.InstanceStep", ...]
    full: "full_import.FullPlan | None"
    skipped: tuple[Problem, ...]
    ignored: tuple[str, ...]
    series: tuple[str, ...]
    other_series: tuple[str, ...]
    today: date
    manager_id: str | None = None
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def count(self, outcome: Outcome, kind: str | None = None) -> int:
        """How many rows of a kind, or of all, have an outcome."""
        return sum(found[outcome] for name, found in self.counts.items() if kind in {None, name})

    @property
    def is_empty(self) -> bool:
        """Whether the journal would stay as it is."""
        return not (any(self.count(outcome) for outcome in OUTCOMES if outcome in WRITTEN) or self.small_news)

    @property
    def small_news(self) -> frozenset[str]:
        """What comes in beside the records that are counted, such as drafts."""
        return self.full.small_news if self.full else frozenset()

    def places(self, outcome: Outcome) -> tuple[Place, ...]:
        """Where the rows with an outcome stand in the source, such as those where ours stays."""
        found = [step.row.place for step in self.steps if step.outcome == outcome]
        found += [step.row.place for step in self.meetings if step.outcome == outcome]
        return tuple(found)


def compare(session: Session, source: Source, *, manager_id: str | None = None) -> ImportPlan:
    """What importing a source would do to the journal; nothing is changed. The manager is the current one unless named."""
    chapters = managers.chapters(session)
    chosen = next((found for found in chapters if found.id == manager_id), None) or (
        managers.current(session) if chapters else None
    )
    steps = _Comparison(session).steps(source.rows)
    arriving = {step.row.day for step in steps if isinstance(step.row, MeetingRow) and step.outcome in WRITTEN}
    series = series_import.compare(
        session, source.series, source.cancelled, chosen.name if chosen else "", source.today, arriving
    )
    full = full_import.compare(session, source.full) if source.full else None
    plan = ImportPlan(
        steps=tuple(steps),
        meetings=series.steps,
        full=full,
        skipped=source.problems,
        ignored=source.ignored,
        series=series.taken,
        other_series=series.left,
        today=source.today,
        manager_id=chosen.id if chosen else None,
    )
    plan.counts.update(_counted(plan))
    return plan


def _counted(plan: ImportPlan) -> dict[str, Counter[str]]:
    counts = {kind: Counter[str]() for kind in [*KINDS.values(), "calendar"]}
    for step in plan.steps:
        counts[kind_of(step.row)][step.outcome] += 1
    counts["calendar"].update(step.outcome for step in plan.meetings)
    if plan.full:
        counts.update(plan.full.counts)
    return {kind: found for kind, found in counts.items() if found}


class _Comparison:
    """The rows of a source against what the journal knows; each kind is read when its first row comes."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, dict[str, Known]] = {}
        self._typed: dict[str, dict[str, tuple[str, str]]] = {}
        self._planned: dict[date, list[tuple[str, str]]] | None = None
        self._claimed: set[str] = set()
        self._meeting_days: Counter[date] = Counter()

    def steps(self, rows: Iterable[Row]) -> list[Step]:
        wanted = keyed(rows)
        if any(isinstance(row, CommitmentRow) for row in wanted.values()):
            held = select(OneOnOne.day).where(OneOnOne.deleted_at.is_(None), OneOnOne.state == "held")
            self._meeting_days.update(self._session.scalars(held))
        order = list(KINDS.values())
        ordered = sorted(wanted.items(), key=lambda item: order.index(kind_of(item[1])))
        return [self._step(key, row, wanted) for key, row in ordered]

    def _step(self, key: str, row: Row, wanted: dict[str, Row]) -> Step:
        kind, digest = kind_of(row), digest_of(row)
        known = self._known_of(kind).get(key)
        if known:
            return Step(self._outcome(row, digest, known), row, key, digest, known.record_id)
        if isinstance(row, RequestRow) and row.asked_on and (step := self._asked_draft(key, row, digest, wanted)):
            return step
        typed = self._typed_of(kind).get(key)
        if typed:
            return Step("same" if typed[1] == digest else "kept_ours", row, key, digest, typed[0])
        planned = self._planned_for(row) if isinstance(row, MeetingRow) else None
        if isinstance(row, MeetingRow):
            self._meeting_days[row.day] += 1
        return Step("changed" if planned else "added", row, key, digest, planned or "")

    def _outcome(self, row: Row, digest: str, known: Known) -> Outcome:
        if known.revision is None or known.trashed:
            return "in_trash"
        if digest != known.digest:
            return "kept_ours" if known.edited else "changed"
        late = isinstance(row, CommitmentRow) and row.one_on_one and self._meeting_days[row.one_on_one] == 1
        return "changed" if late and not known.linked and not known.edited else "same"

    def _asked_draft(self, key: str, row: RequestRow, digest: str, wanted: dict[str, Row]) -> Step | None:
        """A draft of the same ask that the source no longer has became this request."""
        former = draft_key(row)
        known = self._known_of("requests").get(former)
        if known is None or former in wanted or known.edited or known.trashed or known.record_id in self._claimed:
            return None
        self._claimed.add(known.record_id)
        return Step("changed", row, key, digest, known.record_id, former)

    def _known_of(self, kind: str) -> dict[str, Known]:
        if kind not in self._known:
            self._known[kind] = known_rows(self._session, kind)
        return self._known[kind]

    def _typed_of(self, kind: str) -> dict[str, tuple[str, str]]:
        if kind not in self._typed:
            # a planned meeting that came from a calendar may have been held since: it counts like a typed one
            found = JournalRows(self._session, typed_only=kind != "one-on-ones").of(kind)
            self._typed[kind] = {key_of(kind, identity(row)): (record_id, digest_of(row)) for record_id, row in found}
        return self._typed[kind]

    def _planned_for(self, row: MeetingRow) -> str | None:
        """The planned meeting that this row tells the end of: at the same time, or the only one of that day."""
        if self._planned is None:
            query = select(OneOnOne.id, OneOnOne.day, OneOnOne.start)
            query = query.where(OneOnOne.deleted_at.is_(None), OneOnOne.state == "planned")
            self._planned = {}
            for record_id, day, start in self._session.execute(query):
                self._planned.setdefault(day, []).append((start or "", record_id))
        there = [
            (start, record_id) for start, record_id in self._planned.get(row.day, []) if record_id not in self._claimed
        ]
        fitting = [record_id for start, record_id in there if start == row.start]
        found = fitting[0] if fitting else there[0][1] if len(there) == 1 else None
        if found:
            self._claimed.add(found)
        return found


def known_rows(session: Session, kind: str) -> dict[str, Known]:
    """What the journal remembers of the imported rows of a kind, by key."""
    record = RECORDS[kind]
    link = _LINKS.get(kind)
    columns = [
        Imported.key,
        Imported.record_id,
        Imported.digest,
        Imported.revision,
        record.revision,
        record.deleted_at,
    ]
    query = select(*columns, link if link is not None else record.id)
    query = query.outerjoin(record, record.id == Imported.record_id).where(Imported.table == record.__tablename__)
    trashed: set[str] = set()
    if record in {Feedback, Request}:
        gone = select(record.id).join(Entry, Entry.id == record.entry_id).where(Entry.deleted_at.is_not(None))  # type: ignore[attr-defined]
        trashed = set(session.scalars(gone))
    row: Any
    found: dict[str, Known] = {}
    for row in session.execute(query):
        key, record_id, digest, imported, revision, deleted_at, linked = row
        is_trashed = deleted_at is not None or record_id in trashed
        found[key] = Known(record_id, digest, imported, revision, is_trashed, linked is not None)
    return found
