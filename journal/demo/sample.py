"""Writing the sample year into a journal, through the functions of the practices."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from journal.demo.story import Clock
from journal.practices import cadence, commitments, entries, importance, managers, one_on_ones
from journal.sharing import collect, lines, receipts, summary
from journal.sharing.choices import Choices
from journal.store.tables import Commitment, History, Manager, OneOnOne, Record

_ENTRY_FIELDS: Final = frozenset({"key", "day", "time", "text", "manager", "starred"})
_DETAIL_DAYS: Final = frozenset({"ask_again_on", "asked_on", "by_when", "answered_on", "agreed_on"})

Part = dict[str, Any]


def period(today: date) -> tuple[date, date]:
    """The days of the sample summary: the thirteen weeks up to today."""
    return today - timedelta(weeks=13), today


class Sample:
    """The year while it is being written. `keys` finds what a line or a promise refers to; `moments` dates the records."""

    def __init__(self, session: Session, clock: Clock, parts: dict[str, list[Part]]) -> None:
        self.session = session
        self.clock = clock
        self.parts = parts
        self.managers: dict[str, Manager] = {}
        self.keys: dict[str, tuple[Record, date]] = {}
        self.moments: list[tuple[Record, str, str]] = []

    def begin_chapters(self) -> None:
        for part in self.parts["manager"]:
            first = self.clock.day(part["started"])
            manager = managers.begin(self.session, part["name"], first)
            last = self.clock.day(part["ended"]) if "ended" in part else None
            managers.revise(self.session, manager.id, name=manager.name, started_on=first, ended_on=last)
            managers.describe(self.session, manager.id, **part["profile"])
            cadence.keep(self.session, manager.id, part["cadence_weeks"])
            self.managers[part["key"]] = manager
            self.dated(manager, max(first, self.clock.day(self.parts["entry"][0]["day"])), "20:00")

    def write_entries(self) -> None:
        for part in self.parts["entry"]:
            self._entry(part["kind"], part)
        for kind in ("feedback", "request"):
            for part in self.parts[kind]:
                details = {name: value for name, value in part.items() if name not in _ENTRY_FIELDS}
                self._entry(kind, part, {name: self._detail(name, value) for name, value in details.items()})

    def _entry(self, kind: str, part: Part, details: dict[str, Any] | None = None) -> None:
        day, hour = self.clock.day(part["day"]), f"{part['time']:%H:%M}"
        entry = entries.write(
            self.session,
            kind,
            self.clock.say(part["text"]),
            day,
            hour,
            manager_id=self.manager_of(part, day).id,
            starred=part.get("starred", False),
        )
        self.dated(entry, day, hour)
        if details:
            self.dated(entries.revise_details(self.session, entry.id, **details), day, hour)
        if "key" in part:
            counts_on = self.clock.day(part["answered_on"]) if part.get("status") == "delivered" else day
            self.keys[f"{kind if details else 'entry'}:{part['key']}"] = (entry, counts_on)

    def _detail(self, name: str, value: Any) -> Any:
        if name in _DETAIL_DAYS:
            return self.clock.day(value)
        return self.clock.say(value) if isinstance(value, str) else value

    def hold_meetings(self) -> None:
        for part in self.parts["one_on_one"]:
            day = self.clock.day(part["day"])
            meeting = one_on_ones.plan(self.session, day, part["start"], manager_id=self.manager_of(part, day).id)
            held = not part.get("planned", False)
            if held:
                one_on_ones.revise(
                    self.session,
                    meeting.id,
                    minutes=part["minutes"],
                    notes=self.clock.say(part["notes"]),
                    next_topics="\n".join(part.get("next_topics", [])),
                )
                one_on_ones.hold(self.session, meeting.id)
            self._set_agenda(meeting, part, held=held)
            self.dated(meeting, min(day, self.clock.day("today-1")), part["start"])
            self.keys[f"one-on-one:{part['key']}"] = (meeting, day)

    def _set_agenda(self, meeting: OneOnOne, part: Part, *, held: bool) -> None:
        waiting = part.get("left", [])
        for topic in part["agenda"] + waiting:
            text = topic if isinstance(topic, str) else topic["text"]
            raised = meeting.day if isinstance(topic, str) else self.clock.day(topic["raised"])
            raised = min(raised, self.clock.day("today-1"))
            item = one_on_ones.add_item(self.session, meeting.id, text, raised)
            one_on_ones.revise_item(self.session, item.id, discussed=held and topic not in waiting)
            self.dated(item, raised, "09:00")

    def make_promises(self) -> None:
        made = sorted(self._promises(), key=_made)
        followers = {part["key"]: part for part in made if "key" in part}
        for part in made:
            key = f"commitment:{part.get('key')}"
            promise = self.keys[key][0] if key in self.keys else self._promise(part)
            if isinstance(promise, Commitment):
                self._close(promise, part, followers)

    def _promises(self) -> Iterator[Part]:
        """Every promise with the day on which it was made, and the meeting where that was."""
        for meeting in self.parts["one_on_one"]:
            found, day = self.keys[f"one-on-one:{meeting['key']}"]
            for promise in meeting.get("promise", []):
                yield {**promise, "made_on": day, "meeting": found.id}
        for promise in self.parts["promise"]:
            yield {**promise, "made_on": self.clock.day(promise["made"]), "meeting": None}

    def _promise(self, part: Part) -> Commitment:
        made = commitments.make(
            self.session,
            part["owner"],
            part["what"],
            part["made_on"],
            manager_id=self.manager_of(part, part["made_on"]).id,
            due=self._due(part),
            one_on_one_id=part["meeting"],
        )
        self._remember(made, part)
        return made

    def _close(self, promise: Commitment, part: Part, followers: dict[str, Part]) -> None:
        if part["status"] == "open":
            return
        day, reason = self.clock.day(part["closed"]), part.get("reason", "")
        if part["status"] == "kept":
            commitments.keep(self.session, promise.id, day)
        elif part["status"] == "dropped":
            commitments.drop(self.session, promise.id, day, reason)
        else:
            next_part = followers[part["becomes"]]
            follower = commitments.renegotiate(
                self.session, promise.id, day, self._due(next_part), reason, next_part["what"]
            )
            follower.one_on_one_id = next_part["meeting"]
            self._remember(follower, next_part)
        self.dated(promise, part["made_on"], "15:10", day, "17:40")
        if "key" in part:
            self.keys[f"commitment:{part['key']}"] = (promise, day)

    def _remember(self, promise: Commitment, part: Part) -> None:
        self.dated(promise, promise.made_on, "15:10")
        if "key" in part:
            self.keys[f"commitment:{part['key']}"] = (promise, promise.made_on)

    def _due(self, part: Part) -> date | None:
        return self.clock.day(part["due"]) if "due" in part else None

    def play_importance(self) -> None:
        for part in self.parts["importance"]:
            day = self.clock.day(part["rated_on"])
            manager = self.manager_of(part, day)
            hand = importance.play(self.session, part["rater"], part["competencies"], day, manager_id=manager.id)
            self.dated(hand, day, "20:30")
            if part["rater"] == "manager":
                self.keys[f"importance:{part['rated_on']}"] = (hand, day)

    def approve_lines(self) -> None:
        for part in self.parts["line"]:
            source = self._source(part)
            day = source.day
            line = lines.approve(
                self.session,
                part["section"],
                self.clock.say(part["text"]),
                source,
                manager_id=self.manager_of(part, day).id,
            )
            approved = min(day + timedelta(days=1), self.clock.day("today-1"))
            if part.get("withdrawn"):
                lines.withdraw(self.session, line.id)
            self.dated(line, approved, "08:15")

    def _source(self, part: Part) -> lines.Source:
        """What a line is about: a record, or nothing on a day of its own."""
        if "day" in part:
            return lines.Source("", None, self.clock.day(part["day"]))
        about, day = self.keys[part["source"]]
        kind = part["source"].partition(":")[0].replace("-", "_").replace("importance", "importance_hand")
        return lines.Source(kind, about.id, day)

    def keep_receipt(self) -> None:
        """The summary of the thirteen weeks before the last thirteen was handed over."""
        last = period(self.clock.today)[0] - timedelta(days=1)
        reader = list(self.managers.values())[-1]
        paper = summary.draw(
            collect.collect(self.session, Choices(last - timedelta(weeks=13), last), manager_id=reader.id)
        )
        receipt = receipts.keep(self.session, paper.content, paper.data)
        self.dated(receipt, last + timedelta(days=2), "17:20")

    def manager_of(self, part: Part, day: date) -> Manager:
        """The manager that a part names, else the one of the latest chapter begun by its day."""
        if "manager" in part:
            return self.managers[part["manager"]]
        begun = [manager for manager in self.managers.values() if manager.started_on and manager.started_on <= day]
        return begun[-1]

    def known(self, key: str) -> tuple[Any, date]:
        """What was written under a key such as `feedback:pen`, and its day."""
        return self.keys[key]

    def dated(
        self, record: Record, day: date, hour: str, changed_day: date | None = None, changed_hour: str = ""
    ) -> None:
        """Remember the moments of a record: when it was made, and where that is another one, when it was changed."""
        made = _moment(day, hour)
        changed = _moment(changed_day, changed_hour) if changed_day else made
        self.moments.append((record, made, max(made, changed)))

    def date_everything(self) -> None:
        """Give the records the moments of the story, and drop the versions that only the building left behind."""
        self.session.flush()
        written = [record.id for record, _made, _changed in self.moments]
        self.session.execute(delete(History).where(History.record.in_(written)))
        for record, made, changed in self.moments:
            values: dict[str, Any] = {"created_at": made, "changed_at": changed, "parents": []}
            values |= {name: made for name in ("approved_at", "made_at") if hasattr(record, name)}
            if getattr(record, "withdrawn_at", None):
                values["withdrawn_at"] = made
            self.session.execute(update(type(record)).where(type(record).id == record.id).values(values))


def _made(part: Part) -> date:
    return part["made_on"]


def _moment(day: date, hour: str) -> str:
    """A moment of the user's own time, as the journal keeps moments."""
    local = datetime.combine(day, time.fromisoformat(hour)).astimezone()
    return local.astimezone(UTC).isoformat(timespec="milliseconds")
