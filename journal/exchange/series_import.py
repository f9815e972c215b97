"""The meetings of calendar series against the journal's one-on-ones: a plan of what becomes of each.

Instances from today on become planned meetings. Past ones only link to the held meeting of their day. A planned meeting
whose instance was moved moves along; one whose instance is gone from its series goes into the trash, unless there is work
of ours in it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from journal.exchange.calendar_ics import chosen
from journal.exchange.identity import digest_of, key_of
from journal.exchange.rows import InstanceRow, Place, Series
from journal.store.tables import AgendaItem, Imported, OneOnOne
from journal.text import _

Outcome = Literal["added", "changed", "same", "kept_ours", "in_trash", "withdrawn", "linked"]
KIND: Final = "calendar"


@dataclass(frozen=True, slots=True)
class InstanceStep:
    """What becomes of one instance. A `linked` one without `record_id` links to the meeting that the import brings."""

    outcome: Outcome
    row: InstanceRow
    key: str
    digest: str
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """The steps, and the titles of the series that were taken and of those that were not."""

    steps: tuple[InstanceStep, ...] = ()
    taken: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def compare(
    session: Session, series: tuple[Series, ...], manager: str, today: date, arriving: Iterable[date]
) -> SeriesPlan:
    """What becomes of the series. `manager` is the name that their titles and people may hold.

    On the `arriving` days the same import brings a held meeting.
    """
    if not series:
        return SeriesPlan()
    taken = chosen(series, "" if manager == _("My manager") else manager)
    comparison = _Comparison(session, today, set(arriving))
    steps = [step for found in taken for row in found.instances if (step := comparison.step(row))]
    steps += comparison.withdrawn({found.uid: found.place for found in taken})
    left = tuple(found.title for found in series if found not in taken)
    return SeriesPlan(tuple(steps), tuple(found.title for found in taken), left)


class _Comparison:
    def __init__(self, session: Session, today: date, arriving: set[date]) -> None:
        self._today = today
        self._arriving = arriving
        self._seen: set[str] = set()
        self._claimed: set[str] = set()
        self._meetings = {found.id: found for found in session.scalars(select(OneOnOne))}
        self._by_day: defaultdict[date, list[OneOnOne]] = defaultdict(list)
        self._by_instance: dict[tuple[str, str], OneOnOne] = {}
        for found in self._meetings.values():
            if found.calendar_uid:
                self._by_instance[found.calendar_uid, found.calendar_instance or ""] = found
            if found.deleted_at is None:
                self._by_day[found.day].append(found)
        rows = session.scalars(select(Imported).where(Imported.table == OneOnOne.__tablename__))
        self._known = {row.key: row for row in rows}
        busy = select(OneOnOne.id).where(
            exists().where(AgendaItem.one_on_one_id == OneOnOne.id, AgendaItem.deleted_at.is_(None))
        )
        self._busy = set(session.scalars(busy))

    def step(self, row: InstanceRow) -> InstanceStep | None:
        key, digest = key_of(KIND, (row.uid, row.instance)), digest_of(row)
        if key in self._seen:  # two files of one calendar
            return None
        self._seen.add(key)
        known = self._known.get(key)
        if known:
            return InstanceStep(self._outcome(known, digest), row, key, digest, known.record_id)
        linked = self._by_instance.get((row.uid, row.instance))
        if linked:
            return InstanceStep("same" if linked.deleted_at is None else "in_trash", row, key, digest, linked.id)
        if row.day in self._arriving and row.day <= self._today:
            self._arriving.discard(row.day)
            return InstanceStep("linked", row, key, digest)
        fitting = self._fitting(row)
        if fitting:
            self._claimed.add(fitting.id)
            return InstanceStep("linked", row, key, digest, fitting.id)
        return InstanceStep("added", row, key, digest) if row.day >= self._today else None

    def _outcome(self, known: Imported, digest: str) -> Outcome:
        meeting = self._meetings.get(known.record_id)
        if meeting is None or meeting.deleted_at is not None:
            return "in_trash"
        if digest == known.digest or meeting.state == "held":
            return "same"
        return "kept_ours" if meeting.revision != known.revision else "changed"

    def _fitting(self, row: InstanceRow) -> OneOnOne | None:
        """The meeting of this day that the instance stands for: a held one, the nearest in time; or one planned for it."""
        free = [found for found in self._by_day[row.day] if not found.calendar_uid and found.id not in self._claimed]
        held = [found for found in free if found.state == "held"]
        if held and row.day <= self._today:
            return min(held, key=_Distance(row.start))
        planned = [found for found in free if found.state == "planned" and found.start in {None, row.start}]
        return planned[0] if planned and row.day >= self._today else None

    def withdrawn(self, uids: dict[str, Place]) -> list[InstanceStep]:
        """The planned meetings from today on whose instance is no longer in its series."""
        found: list[InstanceStep] = []
        for meeting in self._meetings.values():
            uid, instance = meeting.calendar_uid or "", meeting.calendar_instance or ""
            key = key_of(KIND, (uid, instance))
            if uid not in uids or key in self._seen or key not in self._known or not self._is_coming(meeting):
                continue
            ours = meeting.revision != self._known[key].revision or meeting.id in self._busy
            row = InstanceRow(uids[uid], uid, instance, meeting.day, meeting.start or "", meeting.minutes)
            found.append(InstanceStep("kept_ours" if ours else "withdrawn", row, key, "", meeting.id))
        return found

    def _is_coming(self, meeting: OneOnOne) -> bool:
        return meeting.state == "planned" and meeting.day >= self._today and meeting.deleted_at is None


class _Distance:
    """How far a meeting's start lies from a time of day, in minutes."""

    def __init__(self, start: str) -> None:
        self._start = _minutes(start)

    def __call__(self, meeting: OneOnOne) -> int:
        return abs(_minutes(meeting.start or "00:00") - self._start)


def _minutes(clock: str) -> int:
    hours, _colon, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def planned_columns(row: InstanceRow, manager_id: str) -> dict[str, Any]:
    """The columns of the planned meeting that an instance becomes."""
    return {
        "day": row.day,
        "start": row.start,
        "minutes": row.minutes,
        "state": "planned",
        "calendar_uid": row.uid,
        "calendar_instance": row.instance,
        "manager_id": manager_id,
    }
