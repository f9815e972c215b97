"""Comparing two copies of a journal: what becomes of every record that is not the same on both sides.

Only ids and revisions are read. Beyond the ancestry of each record by itself, what belongs together stays together: an
entry lives with its details and a meeting with its topics, so an edit of the one brings back the other from the trash, or
from a deletion for good, as an edit of itself would; and nothing that lives names a manager or an owner who is gone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Column

from journal.errors import NotACopy
from journal.store.merging import ancestry
from journal.store.merging.sides import Kind, Mark, Side, Trace, side_by_side
from journal.store.tables import Base, Placed, Record
from journal.store.tables.base import ORDER_BITS


@dataclass(slots=True)
class Copy:
    """What one side has of a record: its present version if any, and its earlier ones by revision."""

    mark: Mark | None
    traces: dict[str, Trace] = field(default_factory=dict)

    @property
    def heads(self) -> frozenset[str]:
        return ancestry.heads_of(self.mark.revision, self.mark.parents) if self.mark else frozenset()

    @property
    def known(self) -> set[str]:
        return {*self.traces, *self.heads, *([self.mark.revision] if self.mark else [])}

    @property
    def is_gone(self) -> bool:
        """Whether it was deleted for good here."""
        return self.mark is None and any(trace.is_gone for trace in self.traces.values())


@dataclass(slots=True)
class Fate:
    """What becomes of one record. `revision` is that of the result; empty when nothing is left.

    revived_from: the version that lives on although it went with what it belongs to, or that was revived for what belongs
    to it. twin: the id of another record that is the same thing, made on both sides, and goes up in this one.
    """

    id: str
    kind: Kind
    ours: Copy
    theirs: Copy
    heads: frozenset[str] = frozenset()
    revision: str = ""
    revived_from: str = ""
    twin: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether its text must not be anywhere any more."""
        return not self.revision and (self.ours.is_gone or self.theirs.is_gone)

    def settle(self, heads: frozenset[str]) -> None:
        """Let these heads stand."""
        self.heads = heads
        self.revision = ancestry.joined_revision(heads) if heads else ""

    def revive(self, revision: str) -> None:
        """Let a version live on, under a revision of its own."""
        self.revived_from = revision
        self.settle(frozenset([ancestry.derived("revived", revision)]))

    @property
    def outcome(self) -> str:
        """`added`, `updated`, `joined`, `kept`, `revived`, `removed`, `gone` (there already), or empty: no news."""
        ours, theirs = self.ours.mark, self.theirs.mark
        if not self.revision:
            return "removed" if ours else "gone" if theirs else ""
        if theirs is None and not self.theirs.traces and not self.twin:
            return ""
        if ours and self.revision == ours.revision:
            return "kept"
        if ours is None or self.revived_from:
            return "revived" if self.ours.traces or self.revived_from else "added"
        return "updated" if len(self.heads) == 1 else "joined"


class Difference(NamedTuple):
    """An earlier version that the two sides do not hold alike, of a record that is the same on both."""

    ours: Trace | None
    theirs: Trace


@dataclass(slots=True)
class Comparison:
    """Everything that is not the same. `minutes` are those whose places must be looked at, `places` what speaks for them."""

    fates: dict[str, Fate] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    same: Counter[str] = field(default_factory=Counter)
    minutes: dict[Kind, set[int]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def of(self, kind: Kind) -> Iterator[Fate]:
        """The fates of the records of a kind."""
        return (fate for fate in self.fates.values() if fate.kind is kind)

    def lives(self, record_id: str) -> bool:
        """Whether a record that is there on one side is there in the end."""
        fate = self.fates.get(record_id)
        return fate is None or bool(fate.revision)


def record_kinds() -> list[Kind]:
    """The classes of records, each after those that its rows refer to."""
    classes = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    kinds = [classes[table] for table in Base.metadata.sorted_tables if table in classes]
    return [kind for kind in kinds if issubclass(kind, Record)]


def references(kind: Kind) -> Iterator[tuple[Column[Any], Kind]]:
    """The columns of a class that name another record, and the class of that."""
    named = {each.__table__: each for each in record_kinds()}
    for column in kind.__table__.columns:
        for key in column.foreign_keys:
            if isinstance(column, Column) and key.column.table in named:
                yield column, named[key.column.table]


def compare(ours: Side, theirs: Side, *, must_be_copies: bool = True) -> Comparison:
    """What becomes of every record. Raises NotACopy when the two have nothing in common and must have."""
    found = Comparison()
    for kind in record_kinds():
        _read_marks(found, kind, ours, theirs)
    common = _read_traces(found, ours, theirs)
    if must_be_copies and not (common or found.same or _is_same_journal(ours, theirs)):
        raise NotACopy
    for fate in found.fates.values():
        standing = ancestry.standing(fate.ours.heads, fate.ours.known, fate.theirs.heads, fate.theirs.known)
        fate.settle(standing)
    _Belongings(found, ours, theirs).settle()
    return found


def _is_same_journal(ours: Side, theirs: Side) -> bool:
    return bool(theirs.journal) and ours.journal == theirs.journal


def _read_marks(found: Comparison, kind: Kind, ours: Side, theirs: Side) -> None:
    minutes = found.minutes.setdefault(kind, set())
    for here, there in side_by_side(ours.marks(kind), theirs.marks(kind), _mark_key):
        if here and there and here.revision == there.revision:
            found.same[kind.__tablename__] += 1
            if here.place != there.place:
                found.places[here.id] = min(here.place, there.place)
        elif mark := here or there:
            found.fates[mark.id] = Fate(mark.id, kind, Copy(here), Copy(there))
        if issubclass(kind, Placed) and (here is None or there is None or here != there):
            minutes |= {each.place >> ORDER_BITS for each in (here, there) if each}


def _read_traces(found: Comparison, ours: Side, theirs: Side) -> bool:
    """Tell each fate its earlier versions, and note where others differ; whether the sides have any record in common."""
    common = False
    for here, there in side_by_side(ours.traces(), theirs.traces(), _trace_key):
        common = common or (here is not None and there is not None)
        for trace, name in ((here, "ours"), (there, "theirs")):
            if trace and trace.record in found.fates:
                _copy(found.fates[trace.record], name).traces[trace.revision] = trace
        if there and there.record not in found.fates and (here is None or here[3:] != there[3:]):
            found.differences.append(Difference(here, there))
    known = (fate for fate in found.fates.values() if fate.ours.known and fate.theirs.known)
    return common or next(known, None) is not None


def _mark_key(mark: Mark) -> tuple[str]:
    return (mark.id,)


def _trace_key(trace: Trace) -> tuple[str, str, str]:
    return trace[:3]


class _Belongings:
    """Keeps together what belongs together, after each record was settled by itself."""

    def __init__(self, found: Comparison, ours: Side, theirs: Side) -> None:
        self._found = found
        self._sides = {"ours": ours, "theirs": theirs}

    def settle(self) -> None:
        kinds = record_kinds()
        for kind in reversed(kinds):
            for column, owner in references(kind):
                if not column.nullable or _belongs(column):
                    self._revive_owners(kind, column, owner)
        for kind in kinds:
            for column, owner in references(kind):
                if _belongs(column):
                    self._revive_belongings(kind, column, owner)
                if column.unique:
                    self._join_twins(kind, column)

    def _revive_owners(self, kind: Kind, column: Column[Any], owner: Kind) -> None:
        """Whoever is named by what lives, lives; whoever was thrown away is taken back when what belongs to it went on."""
        for name, side in self._sides.items():
            there = {fate.id: fate for fate in self._found.of(owner) if _copy(fate, name).mark and not fate.revision}
            for child, named in side.naming(kind, column.name, there, by=column.name):
                if self._found.lives(child):
                    there[named].revive(_revision(_copy(there[named], name)))
            if not _belongs(column):
                continue
            thrown = {fate.id: fate for fate in self._found.of(owner) if _was_thrown(fate, name)}
            for child, named in side.naming(kind, column.name, thrown, by=column.name):
                if self._went_on(child, name) and not thrown[named].revived_from:
                    thrown[named].revive(thrown[named].revision)

    def _went_on(self, child: str, name: str) -> bool:
        """Whether a record has on this side what the other side has never known."""
        fate = self._found.fates.get(child)
        return fate is not None and bool(_copy(fate, name).heads - _other(fate, name).known)

    def _revive_belongings(self, kind: Kind, column: Column[Any], owner: Kind) -> None:
        """What went only because its owner was deleted for good comes back with the owner."""
        for name, side in self._sides.items():
            back = [fate.id for fate in self._found.of(owner) if fate.revision and _other(fate, name).is_gone]
            for child, _named in side.naming(kind, column.name, back, by=column.name):
                fate = self._found.fates.get(child)
                if fate and not fate.revision:
                    fate.revive(_revision(_copy(fate, name)))

    def _join_twins(self, kind: Kind, column: Column[Any]) -> None:
        """Two records where there can be only one, made on both sides: the earlier one takes up the other."""
        alone = {fate.id: fate for fate in self._found.of(kind) if fate.revision and not _is_on_both(fate)}
        owners = [{named: child for child, named in self._owned(each, kind, column, alone)} for each in self._sides]
        for named in owners[0].keys() & owners[1].keys():
            pair = [owners[0][named], owners[1][named]]
            made = [*self._owned("ours", kind, column, pair[:1], "created_at")]
            made += self._owned("theirs", kind, column, pair[1:], "created_at")
            first, second = sorted((moment, child) for child, moment in made)
            _take_up(alone[first[1]], alone[second[1]])

    def _owned(
        self, name: str, kind: Kind, column: Column[Any], ids: Iterable[str], wanted: str = ""
    ) -> Iterator[tuple[str, str]]:
        return self._sides[name].naming(kind, wanted or column.name, ids, by="id")


def _take_up(first: Fate, second: Fate) -> None:
    known = [{*fate.ours.known, *fate.theirs.known} for fate in (first, second)]
    first.settle(first.heads.difference(known[1]) | second.heads.difference(known[0]))
    first.twin = second.id
    second.settle(frozenset())


def _belongs(column: Column[Any]) -> bool:
    """Whether a record goes when the one goes that it names in this column."""
    return next(iter(column.foreign_keys)).ondelete == "CASCADE"


def _was_thrown(fate: Fate, name: str) -> bool:
    """Whether the other side threw a record away that this side has had in use ever since."""
    here, there = _copy(fate, name).mark, _other(fate, name).mark
    return bool(here and there and not here.is_thrown and there.is_thrown and fate.revision == there.revision)


def _is_on_both(fate: Fate) -> bool:
    return fate.ours.mark is not None and fate.theirs.mark is not None


def _copy(fate: Fate, name: str) -> Copy:
    return fate.ours if name == "ours" else fate.theirs


def _other(fate: Fate, name: str) -> Copy:
    return fate.theirs if name == "ours" else fate.ours


def _revision(copy: Copy) -> str:
    return copy.mark.revision if copy.mark else ""
