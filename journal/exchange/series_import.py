"""The meetings of calendar series against the journal's one-on-ones: a plan of what becomes of each.

Instances from today on become planned meetings. Past ones only link to the held meeting of their day. A planned meeting
whose instance was moved moves along, with whatever was typed into it, unless its time was changed here; so does one whose
series was moved as a whole, so that its instances have other names. One whose instance is gone from its series goes into
the trash, unless there is work of ours in it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from journal.exchange.calendar_ics import chosen
from journal.exchange.identity import digest_of, key_of
from journal.exchange.rows import InstanceRow, Place, Series
from journal.store.tables import AgendaItem, Commitment, DevelopmentTalk, Imported, OneOnOne, PlanCard
from journal.text import _

Outcome = Literal["added", "changed", "same", "kept_ours", "in_trash", "withdrawn", "linked"]
KIND: Final = "calendar"
_WEEK: Final = 7  # days


@dataclass(frozen=True, slots=True)
class InstanceStep:
    """What becomes of one instance. A `linked` one without `record_id` links to the meeting that the import brings.

    `was`: the day and time at which its meeting stands here; `former`: the key under which it was known until now, where that
    changes; `is_gone`: its calendar has it no more.
    """

    outcome: Outcome
    row: InstanceRow
    key: str
    digest: str
    record_id: str = ""
    was: tuple[date, str] | None = None
    former: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """The steps, and the titles of the series that were taken and of those that were not."""

    steps: tuple[InstanceStep, ...] = ()
    taken: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def compare(
    session: Session,
    series: tuple[Series, ...],
    cancelled: tuple[Series, ...],
    manager: str,
    today: date,
    arriving: Iterable[date],
) -> SeriesPlan:
    """What becomes of the series, and of those that were `cancelled`. `manager` is the name that they may hold.

    On the `arriving` days the same import brings a held meeting.
    """
    if not series and not cancelled:
        return SeriesPlan()
    taken = chosen(series, "" if manager == _("My manager") else manager)
    comparison = _Comparison(session, today, set(arriving))
    steps = [step for found in taken for row in found.instances if (step := comparison.step(row))]
    steps = comparison.with_those_gone(steps, (*taken, *cancelled))
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
        self._busy = _with_work(session)

    def step(self, row: InstanceRow) -> InstanceStep | None:
        key, digest = key_of(KIND, (row.uid, row.instance)), digest_of(row)
        if key in self._seen:  # two files of one calendar
            return None
        self._seen.add(key)
        known = self._known.get(key)
        if known:
            return self._known_step(row, key, digest, known)
        linked = self._by_instance.get((row.uid, row.instance))
        if linked:
            return InstanceStep(self._linked_outcome(linked, row), row, key, digest, linked.id, _stands(linked))
        if row.day in self._arriving and row.day <= self._today:
            self._arriving.discard(row.day)
            return InstanceStep("linked", row, key, digest)
        fitting = self._fitting(row)
        if fitting:
            self._claimed.add(fitting.id)
            return InstanceStep("linked", row, key, digest, fitting.id)
        return InstanceStep("added", row, key, digest) if row.day >= self._today else None

    def _known_step(self, row: InstanceRow, key: str, digest: str, known: Imported) -> InstanceStep:
        meeting = self._meetings.get(known.record_id)
        was = _stands(meeting) if meeting else None
        return InstanceStep(self._outcome(row, digest, known, meeting), row, key, digest, known.record_id, was)

    def _outcome(self, row: InstanceRow, digest: str, known: Imported, meeting: OneOnOne | None) -> Outcome:
        if meeting is None or meeting.deleted_at is not None:
            return "in_trash"
        if digest == known.digest or meeting.state == "held":
            return "same"
        # words that were typed into it stay where they are when it moves; a time that was set here is not overruled
        return "changed" if _said_of(meeting, row) in {known.digest, digest} else "kept_ours"

    def _linked_outcome(self, linked: OneOnOne, row: InstanceRow) -> Outcome:
        """Of a meeting that belongs to an instance of which nothing is remembered."""
        if linked.deleted_at is not None:
            return "in_trash"
        is_there = _stands(linked) == (row.day, row.start)
        return "changed" if linked.state == "planned" and not is_there and row.day >= self._today else "same"

    def _fitting(self, row: InstanceRow) -> OneOnOne | None:
        """The meeting of this day that the instance stands for: a held one, the nearest in time; or one planned for it."""
        free = [found for found in self._by_day[row.day] if not found.calendar_uid and found.id not in self._claimed]
        held = [found for found in free if found.state == "held"]
        if held and row.day <= self._today:
            return min(held, key=_Distance(row.start))
        planned = [found for found in free if found.state == "planned" and found.start in {None, row.start}]
        return planned[0] if planned and row.day >= self._today else None

    def with_those_gone(self, steps: list[InstanceStep], series: tuple[Series, ...]) -> list[InstanceStep]:
        """The steps, with those of the meetings whose instance is no longer in its series.

        Where a series was moved as a whole its instances have new names: each takes the meeting of the old one with it.
        """
        titles = {found.uid: found.title.casefold() for found in series}
        places = {found.uid: found.place for found in series}
        left = [step for step in steps if step.outcome == "added"]
        moved: dict[str, InstanceStep] = {}
        gone: list[InstanceStep] = []
        for meeting in self._vanished(set(titles)):
            uid, instance = meeting.calendar_uid or "", meeting.calendar_instance or ""
            key = key_of(KIND, (uid, instance))
            follows = _Successor(meeting, titles)
            fitting = min((step for step in left if follows.fits(step)), key=follows.distance, default=None)
            if fitting:
                left.remove(fitting)
                is_ours = _said_of(meeting, _row(meeting, places[uid])) != self._known[key].digest
                outcome: Outcome = "kept_ours" if is_ours else "changed"
                moved[fitting.key] = replace(
                    fitting, outcome=outcome, record_id=meeting.id, was=_stands(meeting), former=key
                )
            else:
                gone.append(self._gone(meeting, key, places[uid]))
        return [moved.get(step.key, step) for step in steps] + gone

    def _vanished(self, uids: set[str]) -> list[OneOnOne]:
        """The planned meetings from today on whose instance is no longer in its series, the nearest first."""
        found: list[OneOnOne] = []
        for meeting in self._meetings.values():
            key = key_of(KIND, (meeting.calendar_uid or "", meeting.calendar_instance or ""))
            is_known = meeting.calendar_uid in uids and key in self._known and key not in self._seen
            if is_known and self._is_coming(meeting):
                found.append(meeting)
        return sorted(found, key=_stands)

    def _gone(self, meeting: OneOnOne, key: str, place: Place) -> InstanceStep:
        ours = meeting.revision != self._known[key].revision or meeting.id in self._busy
        outcome: Outcome = "kept_ours" if ours else "withdrawn"
        return InstanceStep(outcome, _row(meeting, place), key, "", meeting.id, _stands(meeting), is_gone=True)

    def _is_coming(self, meeting: OneOnOne) -> bool:
        return meeting.state == "planned" and meeting.day >= self._today and meeting.deleted_at is None


class _Successor:
    """Which new instance takes the place of a meeting's old one: of the same series, within a week, best in the same one."""

    def __init__(self, meeting: OneOnOne, titles: dict[str, str]) -> None:
        self._day, self._uid, self._titles = meeting.day, meeting.calendar_uid or "", titles

    def fits(self, step: InstanceStep) -> bool:
        same_title = self._titles.get(step.row.uid) == self._titles.get(self._uid)
        near = abs((step.row.day - self._day).days) < _WEEK
        return near and (step.row.uid == self._uid or same_title)

    def distance(self, step: InstanceStep) -> tuple[bool, bool, int]:
        other_week = step.row.day.isocalendar()[:2] != self._day.isocalendar()[:2]
        return step.row.uid != self._uid, other_week, abs((step.row.day - self._day).days)


def _stands(meeting: OneOnOne) -> tuple[date, str]:
    return meeting.day, meeting.start or ""


def _row(meeting: OneOnOne, place: Place) -> InstanceRow:
    """The instance of a meeting as the meeting stands here."""
    uid, instance = meeting.calendar_uid or "", meeting.calendar_instance or ""
    return InstanceRow(place, uid, instance, meeting.day, meeting.start or "", meeting.minutes)


def _said_of(meeting: OneOnOne, row: InstanceRow) -> str:
    """What the calendar would have said of the row's instance if it stood where its meeting stands here."""
    return digest_of(replace(row, day=meeting.day, start=meeting.start or "", minutes=meeting.minutes))


def _with_work(session: Session) -> set[str]:
    """The ids of the meetings that hold something of ours: words, topics, cards, promises, talks."""
    typed = [OneOnOne.notes, OneOnOne.next_topics, OneOnOne.learned]
    found = set(session.scalars(select(OneOnOne.id).where(or_(*(column != "" for column in typed)))))
    for part in (AgendaItem, PlanCard, Commitment, DevelopmentTalk):
        wanted = select(part.one_on_one_id).where(part.one_on_one_id.is_not(None), part.deleted_at.is_(None))
        found.update(each for each in session.scalars(wanted) if each)
    return found


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
