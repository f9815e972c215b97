"""Which versions of a record came from which, and what stands when two copies of it meet.

Each copy of a record has *heads*, the versions that stand in it (one as a rule, several in a record that a merge joined),
and it *knows* every version that it ever had. A head stays when the other copy has it too or has never known it; one that
the other copy knows and left behind is an earlier version. So the result depends on what is merged and not on the order,
and merging again finds nothing to do. A record that was deleted for good has no heads and still knows all its versions.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

#: The device of versions that a merge made: nobody typed them, and every copy makes the same ones.
MERGED: Final = "merged"
_NAMESPACE: Final = uuid.UUID("6b1f6d0e-2f4e-5c1b-9d57-0d9a4b1c7e35")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record. `values` are as the history holds them; None where only the ids were kept."""

    revision: str
    parents: tuple[str, ...]
    at: str
    values: Mapping[str, Any] | None
    device: str = MERGED

    @property
    def age(self) -> tuple[str, str]:
        """What versions are ordered by, the earliest first."""
        return self.at, self.revision


def derived(word: str, *revisions: str) -> str:
    """A UUID that is the same on every computer: of what becomes of these revisions."""
    return str(uuid.uuid5(_NAMESPACE, " ".join([word, *sorted(revisions)])))


def joined_revision(heads: Iterable[str]) -> str:
    """The revision of a record with these heads: the one that stands alone, or that of their joint version."""
    several = sorted(heads)
    return several[0] if len(several) == 1 else derived("joined", *several)


def is_joint(revision: str, parents: Iterable[str]) -> bool:
    """Whether a merge made this version out of several and nobody has changed it since."""
    known = list(parents)
    return len(known) > 1 and revision == derived("joined", *known)


def heads_of(revision: str, parents: Iterable[str]) -> frozenset[str]:
    """The heads of a copy whose present version this is."""
    known = list(parents)
    return frozenset(known) if is_joint(revision, known) else frozenset([revision])


def standing(
    ours: frozenset[str], known_here: Iterable[str], theirs: frozenset[str], known_there: Iterable[str]
) -> frozenset[str]:
    """The heads that stand after a merge; empty when the record is gone."""
    return (ours & theirs) | ours.difference(known_there) | theirs.difference(known_here)


def common_base(heads: Iterable[str], versions: Mapping[str, Version]) -> Version | None:
    """The nearest common ancestor of these versions whose values were kept."""
    lines = [ancestors(head, versions) for head in heads]
    shared = set[str].intersection(*lines) if lines else set[str]()
    kept = [versions[found] for found in shared if found in versions and versions[found].values is not None]
    nearest = [(len(ancestors(found.revision, versions)), found.age, found) for found in kept]
    return max(nearest, key=_nearness)[2] if nearest else None


def _nearness(found: tuple[int, tuple[str, str], Version]) -> tuple[int, tuple[str, str]]:
    return found[:2]


def ancestors(revision: str, versions: Mapping[str, Version]) -> set[str]:
    """Every version that this one came from, without itself."""
    found: set[str] = set()
    waiting = [revision]
    while waiting:
        version = versions.get(waiting.pop())
        fresh = set(version.parents) - found if version else set[str]()
        found |= fresh
        waiting += fresh
    return found
