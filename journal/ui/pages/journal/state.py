"""An entry as the editor holds it: plain values, read from the journal and written back with nothing lost.

The values are one flat mapping, `text` and `day` beside `feedback.exact_words` and `request.by_when`, so that what
changed here and what another program changed meanwhile can be told apart field by field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from journal import trash
from journal.practices import entries, managers, requests
from journal.store import records
from journal.store.tables import Entry

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

Values = Mapping[str, Any]

OWN: Final = ("kind", "day", "time", "starred", "text", "manager_id")
#: What the details say of a feedback and of a request before anything was filled in.
BLANK: Final[Values] = MappingProxyType(
    {
        "feedback.exact_words": "",
        "feedback.from_whom": "",
        "feedback.kind": "coaching",
        "feedback.clarity": "label",
        "feedback.situation": "",
        "feedback.behaviour": "",
        "feedback.impact": "",
        "feedback.what_i_will_do": "",
        "feedback.ask_again_on": None,
        "feedback.understood": "",
        "feedback.felt_heard": "",
        "feedback.my_view": "",
        "feedback.strength": "",
        "feedback.goal": "",
        "feedback.faster_by": "",
        "request.ask": "",
        "request.kind": "advice",
        "request.by_when": None,
        "request.why_them": "",
        "request.why_it_helps_them": "",
        "request.minutes": None,
        "request.obstacle": "",
        "request.status": "draft",
        "request.asked_on": None,
        "request.agreed_on": None,
        "request.answered_on": None,
        "request.answer": "",
        "request.outcome": "",
    }
)
#: Of those that are empty at first, the ones that are chosen and not written.
CHOSEN: Final = frozenset({"feedback.felt_heard", "request.obstacle"})
#: The fields in which somebody writes: two versions of one of these are both kept.
WRITTEN: Final = frozenset({"text"} | {name for name, blank in BLANK.items() if blank == ""}) - CHOSEN


@dataclass(frozen=True)
class EntryState:
    """An entry as it was last read or saved; without an id it is not in the journal yet."""

    values: Values
    id: str = ""
    place: int | None = None
    #: The day on which it goes for good, when it is in the trash.
    goes_on: date | None = None

    @property
    def trashed(self) -> bool:
        """Whether it is in the trash."""
        return self.goes_on is not None


@dataclass(frozen=True)
class Saved:
    """What a save left: the entry, and the id of the other version where both had to be kept; or that it was gone."""

    state: EntryState
    other: str = ""
    was_gone: bool = field(default=False)


def new_state(kind: str, day: date, clock: str) -> EntryState:
    """An entry that is not written yet; without a manager it will be the current one's."""
    own = {"kind": kind, "day": day, "time": clock, "starred": False, "text": "", "manager_id": ""}
    return EntryState({**own, **BLANK})


def load(session: "Session", entry_id: str) -> EntryState:
    """The entry with its details. Raises RecordGone."""
    entry = records.get(session, Entry, entry_id)
    values: dict[str, Any] = {name: getattr(entry, name) for name in OWN} | dict(BLANK)
    details = entries.details(session, entry_id)
    if details is not None:
        for name in BLANK:
            kind, _dot, column = name.partition(".")
            if kind == entry.kind:
                values[name] = getattr(details, column)
    goes_on = trash.goes_on(entry.deleted_at) if entry.deleted_at else None
    return EntryState(values, entry.id, entry.place, goes_on)


def has_words(values: Values) -> bool:
    """Whether anything was written, so that it is worth keeping."""
    return any(str(values[name]).strip() for name in WRITTEN)


def changes(before: Values, after: Values) -> dict[str, Any]:
    """The fields that are different, with their later values."""
    return {name: value for name, value in after.items() if before[name] != value}


def save(session: "Session", base: EntryState, values: Values, today: date) -> Saved:
    """Write what changed since `base`, in one transaction.

    Where another program rewrote the very field that was written in here, ours becomes an entry of its own and theirs
    stays; an entry deleted for good meanwhile is written anew, and one moved to the trash is taken back.
    """
    if not base.id:
        return Saved(_write_new(session, values, today))
    if records.find(session, Entry, base.id) is None:
        return Saved(_write_new(session, values, today), was_gone=True)
    there = load(session, base.id)
    wanted = changes(base.values, values)
    if any(name in WRITTEN and there.values[name] not in (base.values[name], wanted[name]) for name in wanted):
        return Saved(_write_new(session, values, today), other=base.id)
    if there.trashed and not base.trashed:
        entries.take_back(session, base.id)
    _apply(session, base.id, wanted, wanted.get("kind", there.values["kind"]), today)
    return Saved(load(session, base.id))


def _write_new(session: "Session", values: Values, today: date) -> EntryState:
    manager_id = values["manager_id"] or managers.current(session).id
    entry = entries.write(
        session,
        values["kind"],
        values["text"],
        values["day"],
        values["time"],
        manager_id=manager_id,
        starred=values["starred"],
    )
    _apply(session, entry.id, changes(BLANK, {name: values[name] for name in BLANK}), values["kind"], today)
    return load(session, entry.id)


def _apply(session: "Session", entry_id: str, wanted: Values, kind: str, today: date) -> None:
    for detailed in entries.DETAILS:
        part = {name.partition(".")[2]: value for name, value in wanted.items() if name.startswith(f"{detailed}.")}
        if part:
            entries.revise(session, entry_id, kind=detailed)
            if "status" in part:
                requests.move(session, entry_id, part.pop("status"), today)
            entries.revise_details(session, entry_id, **part)
    own = {name: value for name, value in wanted.items() if name in OWN}
    entries.revise(session, entry_id, **{**own, "kind": kind})
