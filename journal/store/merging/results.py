"""What one record is after a merge: its row, and its earlier versions as the union of both sides'."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from journal.store.history import as_json, from_json
from journal.store.merging import ancestry, joining
from journal.store.merging.ancestry import Version
from journal.store.merging.comparing import Copy, Fate
from journal.store.merging.sides import Kind, Row
from journal.store.tables import ShareableLine

#: The rows of earlier versions by revision.
Versions = dict[str, Row]


@dataclass(slots=True)
class Held:
    """What one side holds of a record: its present row, and its earlier versions."""

    row: Row | None = None
    versions: Versions = field(default_factory=dict)


@dataclass(slots=True)
class Result:
    """row: the record as it is in the end, without its place; None when it is gone or stays as it is here.

    versions: all its earlier versions. lines: further rows that keep the words of an approved line.
    """

    row: Row | None
    versions: Versions
    lines: list[Row]


def result_of(fate: Fate, ours: Held, theirs: Held, twin: Versions) -> Result:
    """What a record is after the merge. `twin`: the versions of the other record that goes up in it, if there is one."""
    for held in (ours, theirs):
        for revision, row in twin.items():
            held.versions.setdefault(revision, {**row, "record": fate.id})
    # what merges made of versions that are all there is needed no more, unless somebody wrote on in it
    passing = {each.mark.revision for each in (fate.ours, fate.theirs) if each.mark and _is_joint(each)}
    passing -= {*ours.versions, *theirs.versions, fate.revived_from}
    sides = [_with_present(fate.kind, held) for held in (ours, theirs)]
    row, lines = _row(fate, ours, theirs, _known(sides))
    versions = _union(fate, sides)
    return Result(row, {name: found for name, found in versions.items() if name not in passing}, lines)


def _row(fate: Fate, ours: Held, theirs: Held, known: Mapping[str, Version]) -> tuple[Row | None, list[Row]]:
    if not fate.revision or (ours.row and ours.row["revision"] == fate.revision):
        return None, []
    if theirs.row and theirs.row["revision"] == fate.revision:
        return theirs.row, []
    if fate.revived_from:
        return _revived(fate, known[fate.revived_from]), []
    if len(fate.heads) == 1:
        return _row_of(fate, known[fate.revision]), []
    return _joined(fate, known)


def _revived(fate: Fate, version: Version) -> Row:
    values = {**(version.values or {}), "deleted_at": None}
    return _row_of(fate, Version(fate.revision, (version.revision,), version.at, values))


def _joined(fate: Fate, known: Mapping[str, Version]) -> tuple[Row, list[Row]]:
    heads = [known[head] for head in fate.heads if head in known and known[head].values is not None]
    if len(heads) < len(
        fate.heads
    ):  # a rescued journal may have lost some: their words stand in what was joined before
        heads += [known[each.mark.revision] for each in (fate.ours, fate.theirs) if each.mark and _is_joint(each)]
    base = ancestry.common_base(fate.heads, known)
    values = joining.joined(fate.kind, heads, base)
    newest = max(version.at for version in heads)
    lines = joining.other_words(values, heads, base) if fate.kind is ShareableLine else []
    row = _row_of(fate, Version(fate.revision, tuple(sorted(fate.heads)), newest, values))
    return row, [from_json(fate.kind, line) for line in lines]


def joined_again(kind: Kind, held: Held) -> Row | None:
    """The row of a record that a merge joined, with what is known by now; None for another one, or where nothing changes."""
    row = held.row
    if row is None or not ancestry.is_joint(row["revision"], row["parents"]):
        return None
    known = _known([_with_present(kind, held), {}])
    heads = [known[head] for head in row["parents"] if head in known and known[head].values is not None]
    if len(heads) < len(row["parents"]):
        return None
    values = joining.joined(kind, heads, ancestry.common_base(row["parents"], known))
    again = {**row, **from_json(kind, values)}
    return again if again != row else None


def _row_of(fate: Fate, version: Version) -> Row:
    return {
        **from_json(fate.kind, dict(version.values or {})),
        "id": fate.id,
        "revision": version.revision,
        "parents": list(version.parents),
        "changed_at": version.at,
        "device": version.device,
    }


def _known(sides: list[Versions]) -> dict[str, Version]:
    """Every version with whatever is known of it, to build from; what must not stay is left out of the union."""
    found: dict[str, Version] = {}
    for revision in {*sides[0], *sides[1]}:
        pair = [side[revision] for side in sides if revision in side]
        row = pair[0]
        found[revision] = Version(revision, tuple(row["parents"]), row["at"], fuller(pair), row["device"])
    return found


def _union(fate: Fate, sides: list[Versions]) -> Versions:
    """All versions but the one that is the present one now. What is gone for good on one side is gone."""
    found: Versions = {}
    for revision in {*sides[0], *sides[1]} - {fate.revision}:
        pair = [side[revision] for side in sides if revision in side]
        is_gone = fate.is_gone or any(row["gone"] for row in pair)
        found[revision] = {**pair[0], "gone": is_gone, "values": None if is_gone else fuller(pair)}
    return found


def fuller(rows: Iterable[Row]) -> Mapping[str, Any] | None:
    """The values of a version of which one side may have kept the ids alone."""
    kept = [row["values"] for row in rows if row["values"] is not None]
    return max(kept, key=_canonical) if kept else None


def _canonical(values: Mapping[str, Any]) -> str:
    return json.dumps(values, sort_keys=True)


def _with_present(kind: Kind, held: Held) -> Versions:
    return {**held.versions, **({held.row["revision"]: version_row(kind, held.row)} if held.row else {})}


def version_row(kind: Kind, row: Row) -> Row:
    """The row of the history that keeps a present row as an earlier version."""
    return {
        "revision": row["revision"],
        "record": row["id"],
        "table": kind.__tablename__,
        "parents": list(row["parents"]),
        "device": row["device"],
        "at": row["changed_at"],
        "values": {name: as_json(value) for name, value in row.items() if name not in kind.BOOKKEEPING},
        "gone": False,
    }


def _is_joint(copy: Copy) -> bool:
    return bool(copy.mark and ancestry.is_joint(copy.mark.revision, copy.mark.parents))
