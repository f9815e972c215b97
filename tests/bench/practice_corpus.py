"""The same journal after a life of one-on-ones: what every practice leaves behind, in numbers that nobody reaches."""

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from journal.practices import importance
from journal.store import search
from journal.store.tables import (
    AgendaItem,
    Authority,
    Base,
    ClimbStep,
    Commitment,
    Criterion,
    DevelopmentTalk,
    Entry,
    Evidence,
    Experience,
    Feedback,
    Goal,
    ImportanceHand,
    Manager,
    OneOnOne,
    Placed,
    PlanCard,
    Pulse,
    Request,
    RoleCase,
    ShareableLine,
    Statement,
    Surprise,
)
from journal.store.tables.base import first_place, new_id, now
from journal.store.vault import Vault
from journal.text import SECTIONS, TOPICS
from tests.bench.corpus import FIRST_DAY, PASSPHRASE, vocabulary

MEETINGS, PROMISES, FEEDBACKS, REQUESTS, STATEMENTS = 2_000, 5_000, 400, 400, 300
GOALS, PULSES, TALKS, LIMITS, CASES = 60, 200, 200, 40, 5
STATUSES = ("draft", "asked", "agreed", "delivered", "delivered", "delivered", "declined", "withdrawn")
RUNGS = ("label", "example", "behaviour", "goal", "confirmed")

Row = dict[str, Any]


def lived_in(many: Path, folder: Path) -> Path:
    """A copy of the journal of many entries with everything else in it as well; made once a folder."""
    path = folder / "bench-lived-in.upward"
    if not path.exists():
        draft = path.with_suffix(".part")
        shutil.copyfile(many, draft)
        vault = Vault.open(draft, PASSPHRASE)
        with vault.write() as session, search.rebuilt_at_end(session):
            _Life(session).live()
        vault.close()
        shutil.move(draft, path)
    return path


class _Life:
    """Writes table after table in bulk, from the first day of the corpus until a fortnight from now."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._chance = random.Random(5)
        self._words = vocabulary()[:6000]
        self._boss = session.scalars(select(Manager.id)).one()
        self._last = date.today() + timedelta(days=14)
        self._order = 0

    def live(self) -> None:
        meetings = self._write(OneOnOne, self._meetings())
        self._write(AgendaItem, self._topics(meetings))
        self._write(PlanCard, self._cards(meetings))
        self._write(Commitment, self._promises(meetings))
        heard = self._write(Entry, self._entries("feedback", FEEDBACKS))
        self._write(Feedback, self._feedbacks(heard))
        self._write(ClimbStep, self._steps(heard))
        asked = self._write(Entry, self._entries("request", REQUESTS))
        self._write(Request, self._requests(asked))
        self._write(Statement, self._statements())
        self._write(Authority, self._limits())
        self._write(Surprise, self._each(LIMITS, lambda day: {"day": day, "what_happened": self._said(12)}))
        self._write(Experience, self._each(LIMITS, lambda day: {"known_on": day, "what_they_did": self._said(9)}))
        self._grow()
        self._write(ImportanceHand, self._hands())
        self._write(ShareableLine, self._lines())

    def _grow(self) -> None:
        goals = self._write(
            Goal, self._each(GOALS, lambda day: {"begun_on": day, "what": self._said(8), "why": self._said(5)})
        )
        wins = list(self._session.scalars(select(Entry.id).where(Entry.kind == "win").limit(GOALS * 10)))
        links = [{"entry_id": each, "goal_id": goals[at % GOALS]["id"]} for at, each in enumerate(wins)]
        self._write(Evidence, links)
        cases = self._write(RoleCase, self._each(CASES, lambda day: {"begun_on": day, "role": self._said(4)}))
        self._write(
            Criterion,
            [{"role_case_id": case["id"], "what": self._said(6), "position": at} for case in cases for at in range(5)],
        )
        marks = ("support", "trust", "loyalty", "accountability", "collaboration", "openness")
        self._write(
            Pulse,
            self._each(PULSES, lambda day: {"rated_on": day, **{mark: self._chance.randint(2, 5) for mark in marks}}),
        )
        self._write(DevelopmentTalk, self._each(TALKS, lambda day: {"day": day, "strengths": self._said(10)}))

    # ---- rows

    def _meetings(self) -> Iterator[Row]:
        for number, day in enumerate(self._days(MEETINGS)):
            held = day < date.today()
            yield {
                "day": day,
                "start": "14:00",
                "minutes": 45,
                "state": "held" if held else "planned",
                "notes": self._said(60) if held else "",
                "learned": self._said(12) if held and number % 2 else "",
                "debriefed_on": day if held and number % 2 else None,
            }

    def _topics(self, meetings: list[Row]) -> Iterator[Row]:
        for number, meeting in enumerate(meetings):
            for at in range(3):
                yield {
                    "one_on_one_id": meeting["id"],
                    "position": at,
                    "text": self._said(6),
                    "raised_on": meeting["day"],
                    "discussed": meeting["state"] == "held" and (number % 70 > 0 or at > 0),
                }

    def _cards(self, meetings: list[Row]) -> Iterator[Row]:
        for meeting in [*meetings[::5], *meetings[-3:]]:
            yield {"one_on_one_id": meeting["id"], "issue": self._said(6), "opening": self._said(15)}

    def _promises(self, meetings: list[Row]) -> Iterator[Row]:
        for number, day in enumerate(self._days(PROMISES)):
            is_open = number > PROMISES - 80 or number % 500 == 0
            yield {
                "made_on": min(day, date.today()),
                "owner": ("me", "manager")[number % 2],
                "what": self._said(8),
                "due": day + timedelta(days=10),
                "status": "open" if is_open else ("kept", "kept", "dropped")[number % 3],
                "closed_on": None if is_open else min(day + timedelta(days=9), date.today()),
                "one_on_one_id": meetings[number * MEETINGS // PROMISES]["id"],
            }

    def _entries(self, kind: str, number: int) -> Iterator[Row]:
        for day in self._days(number):
            yield {
                "kind": kind,
                "day": min(day, date.today()),
                "time": "10:00",
                "text": self._said(40),
                "starred": False,
            }

    def _feedbacks(self, heard: list[Row]) -> Iterator[Row]:
        for number, entry in enumerate(heard):
            yield {"entry_id": entry["id"], "exact_words": self._said(9), "clarity": RUNGS[number % 5]}

    def _steps(self, heard: list[Row]) -> Iterator[Row]:
        for number, entry in enumerate(heard):
            for rung in RUNGS[1 : number % 5 + 1]:
                yield {"entry_id": entry["id"], "rung": rung, "reached_on": entry["day"], "words": self._said(8)}

    def _requests(self, asked: list[Row]) -> Iterator[Row]:
        kinds = ("advice", "decision", "resources", "support")
        for number, entry in enumerate(asked):
            status = STATUSES[number % len(STATUSES)]
            yield {
                "entry_id": entry["id"],
                "kind": kinds[number % 4],
                "ask": self._said(10),
                "status": status,
                "asked_on": None if status == "draft" else entry["day"],
                "answered_on": None if status in {"draft", "asked"} else entry["day"],
            }

    def _statements(self) -> Iterator[Row]:
        topics = [(side, topic) for topic, (sides, _name) in TOPICS.items() for side in sides]
        for number, day in enumerate(self._days(STATEMENTS)):
            side, topic = topics[number % len(topics)]
            basis = ("told", "observed", "assumed")[number % 3]
            yield {
                "side": side,
                "topic": topic,
                "text": self._said(12),
                "basis": basis,
                "said_on": min(day, date.today()),
            }

    def _limits(self) -> Iterator[Row]:
        for number, day in enumerate(self._days(LIMITS)):
            yield {"decision": self._said(5), "degree": number % 5 + 1, "said_on": min(day, date.today())}

    def _hands(self) -> Iterator[Row]:
        for day in self._days(24):
            for rater in importance.RATERS:
                cards = self._chance.sample(list(importance.COMPETENCIES), 4)
                yield {"rated_on": min(day, date.today()), "rater": rater, "competencies": cards}

    def _lines(self) -> Iterator[Row]:
        for number, day in enumerate(self._days(300)):
            section = list(SECTIONS)[number % len(SECTIONS)]
            yield {
                "section": section,
                "text": self._said(14),
                "source_day": day,
                "position": number,
                "approved_at": now(),
            }

    def _each(self, number: int, row: Callable[[date], Row]) -> Iterator[Row]:
        for day in self._days(number):
            yield row(min(day, date.today()))

    # ---- writing

    def _days(self, number: int) -> list[date]:
        """So many days, evenly from the first to the last one."""
        whole = (self._last - FIRST_DAY).days
        return [FIRST_DAY + timedelta(days=whole * at // number) for at in range(1, number + 1)]

    def _said(self, length: int) -> str:
        return " ".join(self._chance.choices(self._words, k=length))

    def _write(self, kind: type[Base], rows: Any) -> list[Row]:
        """Insert rows with the usual values of what they leave out, and give them with their identities."""
        full = [self._full(kind, row) for row in rows]
        self._session.execute(insert(kind), full)
        return full

    def _full(self, kind: type[Base], row: Row) -> Row:
        moment = now()
        whole: Row = {"id": new_id(), "revision": new_id(), "parents": [], "device": "bench", "deleted_at": None}
        whole |= {"created_at": moment, "changed_at": moment} | row
        if "manager_id" in kind.__table__.columns:
            whole["manager_id"] = self._boss
        if issubclass(kind, Placed):
            self._order += 1
            clock = whole.get(kind.time_column) if kind.time_column else None
            whole["place"] = first_place(kind.table_code, whole[kind.day_column], clock) + 1_000_000 + self._order
        return whole
