"""What a merge takes over beside the records that it counts, so that nobody is told of nothing new when something is."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy.orm import Session

from journal.store.merging.comparing import Comparison, Fate
from journal.store.merging.placing import moves, place_in
from journal.store.merging.settings import is_draft
from journal.store.merging.sides import Row, Trace
from journal.store.tables import Placed, Setting
from journal.store.tables.base import ORDER_BITS

#: `drafts`, `settings`, `versions` and `order`; where an import came from counts as a setting.
SmallNews = frozenset[str]


def small_news(session: Session, found: Comparison, kept: Mapping[str, tuple[list[Row], list[Row]]]) -> SmallNews:
    """What comes in beside the records. `kept`: what `keeping.news` found in this session."""
    news = set(_of_settings(kept))
    changes = [(each.ours, each.theirs) for each in found.differences]
    changes += [pair for fate in found.fates.values() if fate.outcome in {"kept", "gone"} for pair in _traces(fate)]
    if any(_is_news(ours, theirs) for ours, theirs in changes):
        news.add("versions")
    if _is_order_new(session, found):
        news.add("order")
    return frozenset(news)


def _of_settings(kept: Mapping[str, tuple[list[Row], list[Row]]]) -> Iterator[str]:
    for table, (added, changed) in kept.items():
        for row in (*added, *changed):
            yield "drafts" if table == Setting.__tablename__ and is_draft(row["key"]) else "settings"


def _traces(fate: Fate) -> Iterable[tuple[Trace | None, Trace]]:
    """The other side's versions of a record that stays as it is here, each with what is known of it here."""
    known = fate.ours.traces
    for trace in fate.theirs.traces.values():
        if fate.ours.mark is None or trace.revision != fate.ours.mark.revision:
            yield known.get(trace.revision), trace
    mark = fate.theirs.mark
    if mark and mark.revision in known:
        yield known[mark.revision], known[mark.revision]._replace(is_kept=not fate.is_gone, is_gone=fate.is_gone)


def _is_news(ours: Trace | None, theirs: Trace) -> bool:
    """Whether a version, its words, or that they were deleted for good, is not known here."""
    if ours is None:
        return True
    return (theirs.is_gone and not ours.is_gone) or (theirs.is_kept and not (ours.is_kept or ours.is_gone))


def _is_order_new(session: Session, found: Comparison) -> bool:
    """Whether records that stay as they are change places; those that come in find their own anyway."""
    if any(fate.outcome not in {"", "kept", "gone"} for fate in found.fates.values()):
        return False
    staying = [(fate.id, fate.ours.mark, fate.theirs.mark) for fate in found.fates.values()]
    places = {
        each: place_in(here.place >> ORDER_BITS, here, there) for each, here, there in staying if here
    } | found.places
    kinds = [kind for kind in found.minutes if issubclass(kind, Placed)]
    return any(moves(session, kind.__table__, found.minutes[kind], places) for kind in kinds)  # type: ignore[reportArgumentType]
