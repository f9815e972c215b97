"""Which new promise took the place of a renegotiated one, where a source does not say it but it can be told for certain.

The successor was made by the same side on the day on which the old promise was closed, and shares words with it; where two
share equally many, or none does, nothing is linked.
"""

import re
from collections.abc import Iterable
from typing import Final

from journal.store.tables import Commitment

_WORD: Final = re.compile(r"\w{4,}")


def link(old: Iterable[Commitment], new: Iterable[Commitment]) -> None:
    """Let each new promise name the one that it replaces. The new ones are not in the journal yet."""
    free = [promise for promise in new if promise.replaces_id is None]
    for promise in old:
        successor = _successor(promise, free) if promise.status == "renegotiated" else None
        if successor:
            successor.replaces_id = promise.id
            free.remove(successor)


def _successor(old: Commitment, free: list[Commitment]) -> Commitment | None:
    words = _words(old)
    shared: dict[int, list[Commitment]] = {}
    for new in free:
        fits = new.owner == old.owner and new.manager_id == old.manager_id and new.made_on == old.closed_on
        if fits and new is not old:
            shared.setdefault(len(words & _words(new)), []).append(new)
    best = max(shared, default=0)
    return shared[best][0] if best and len(shared[best]) == 1 else None


def _words(promise: Commitment) -> set[str]:
    return set(_WORD.findall(promise.what.casefold()))
