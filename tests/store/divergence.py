"""Copies of one journal that went on separately, what a merge of them must hold, and what a bad merge loses.

Every text that is typed here holds a word of its own, so that one word found or missed tells of one text.
"""

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.practices import commitments, entries, managers, one_on_ones
from journal.sharing import lines
from journal.sharing.lines import Source
from journal.store import history, merge, search
from journal.store.history import as_json
from journal.store.key import Key
from journal.store.merging.comparing import record_kinds, references
from journal.store.tables import (
    AgendaItem,
    Authority,
    ClimbStep,
    Commitment,
    Criterion,
    DevelopmentTalk,
    Entry,
    Evidence,
    Experience,
    Feedback,
    Goal,
    History,
    ImportanceHand,
    Manager,
    OneOnOne,
    PlanCard,
    Prompt,
    Pulse,
    Receipt,
    Record,
    Request,
    RoleCase,
    Setting,
    ShareableLine,
    Statement,
    Surprise,
)
from journal.store.vault import Vault

DAY = date(2026, 3, 2)
_WORD = re.compile(r"word[a-z]+\d+x")
#: Texts that are easily taken for one another, or for none.
HARD_WORDS = [
    *(
        "note one here",
        "note one here ",
        " note one here",
        "note one",
        "note",
        "two words",
        "Budget",
        "budget",
        "x" * 30,
    ),
    *(
        "",
        " ",
        "\n",
        "预算",
        "予算",
        "予算案",
        "I",
        "art",
        "start",
        "a\n\n* * *\n\nnote one here",
        "and / or",
        "2026-03-02",
    ),
]
_CARDS = ["integrity", "expertise", "results", "teamwork", "initiative"]
_NO_TEXTS = {
    "marks",
    "pulse",
    "surprise",
    "basis",
    "cards",
    "days",
    "kind",
    "commitment",
    "form",
    "owner",
    "due",
    "day",
    "start",
    "minutes",
    "since",
    "when",
}
_TEXTS: dict[type[Record], list[str]] = {
    Entry: ["text"],
    Feedback: ["exact_words", "situation", "behaviour", "impact", "what_i_will_do", "from_whom"],
    Request: ["ask", "why_it_helps_them", "outcome"],
    OneOnOne: ["notes", "next_topics"],
    AgendaItem: ["text"],
    Commitment: ["what", "reason"],
    ShareableLine: ["text"],
    Manager: ["name"],
    ClimbStep: ["words"],
    PlanCard: ["issue", "opening", "key_points", "outcome", "support_from_me"],
    Statement: ["text"],
    Authority: ["decision", "condition"],
    Surprise: ["what_happened", "they_expected"],
    Experience: ["what_they_did", "what_i_could_learn"],
    Goal: ["what", "why", "support_wanted"],
    RoleCase: ["role", "reasoning", "their_words", "next_steps"],
    Criterion: ["what"],
    DevelopmentTalk: ["strengths", "areas", "next_steps"],
    Pulse: ["note"],
    Prompt: ["text"],
}
_OTHERS: dict[type[Record], list[dict[str, Any]]] = {
    Entry: [
        {"starred": True},
        {"kind": "win"},
        {"kind": "reflection"},
        {"day": DAY + timedelta(1)},
        {"day": DAY, "time": "08:00"},
    ],
    Feedback: [{"clarity": "example"}, {"kind": "appreciation"}, {"ask_again_on": DAY}],
    Request: [{"status": "asked", "asked_on": DAY}, {"status": "declined", "answered_on": DAY}, {"kind": "support"}],
    OneOnOne: [{"state": "held"}, {"day": DAY, "start": "09:00"}, {"minutes": 45}],
    AgendaItem: [{"discussed": True}, {"position": 7}],
    Commitment: [{"status": "kept", "closed_on": DAY}, {"status": "dropped", "closed_on": DAY}, {"due": DAY}],
    ShareableLine: [{"withdrawn_at": "2026-03-05T10:00:00.000+00:00"}, {"section": "next"}, {"withdrawn_at": None}],
    Manager: [{"started_on": DAY}],
    ImportanceHand: [{"competencies": ["integrity", "results", "teamwork", "inspiring"]}],
    ClimbStep: [{"rung": "behaviour"}, {"reached_on": DAY}],
    PlanCard: [{"position": 5}, {"rehearsed_on": DAY, "rehearsed_seconds": 90}],
    Statement: [{"basis": "told", "said_on": DAY + timedelta(2)}, {"discussed_on": DAY}, {"times": 3}],
    Authority: [{"degree": 4}, {"basis": "told"}, {"discussed_on": DAY}],
    Surprise: [{"day": DAY}, {"authority_id": None}, {"statement_id": None}],
    Experience: [{"basis": "observed"}, {"asked_entry_id": None}],
    Goal: [{"status": "reached", "closed_on": DAY}, {"status": "dropped", "closed_on": DAY}, {"due": DAY}],
    RoleCase: [{"agrees": "partly", "agrees_on": DAY}, {"agrees": "", "agrees_on": None}, {"limit_asked_on": DAY}],
    Criterion: [{"state": "shown"}, {"state": "agreed"}, {"basis": "told"}, {"position": 3}],
    DevelopmentTalk: [{"opened_by": "manager"}, {"about": "skills"}, {"day": DAY}, {"one_on_one_id": None}],
    Pulse: [{"trust": 2}, {"support": 5}, {"rated_on": DAY}],
    Prompt: [{"moment": "stuck"}],
}


def some_draft(chance: random.Random, key: str = "") -> tuple[str, dict[str, Any]]:
    """A draft as a page keeps it, of hard words: the key of its setting, and its value."""
    word = partial(chance.choice, HARD_WORDS)
    owner = chance.choice(["one", "two"])
    fields = {"due": chance.choice(["fri", "2 Mar"]), **{name: word() for name in ("reason", "what")}}
    form: dict[str, Any] = {"commitment": owner, "form": chance.randrange(3), "fields": fields}
    drafts: dict[str, dict[str, Any]] = {
        "quick_capture.draft": {"kind": chance.choice(["win", "feedback"]), "text": word()},
        "draft.one_on_ones": {"topics": {owner: word()}, "promises": {"one": word(), owner: word()}},
        "draft.commitments": {"line": word()} | chance.choice([{}, form]),
        "draft.summary": {owner: word()},
        "draft.settings": {"name": word(), "since": chance.choice(["31.2.", "soon"])},
        "draft.pulse": {
            "m": {"marks": {"trust": chance.randrange(1, 6)}, "note": word(), "day": "2 Mar", "pulse": owner}
        },
        "draft.importance": {
            "cards": {f"m {chance.randrange(1, 3)} me": chance.sample(_CARDS, 3)},
            "days": {"m 1 me": str(DAY + timedelta(chance.randrange(3)))},
        },
        "draft.goals": {owner: {"due": chance.choice(["31.2.", "soon"])}},
        "draft.manager.surprises": {"first": word(), "surprise": owner, "rule": {"words": word(), "basis": "told"}},
        "competencies": {owner: {"label": word(), "description": word()}},
    }
    key = key or chance.choice(list(drafts))
    return key, drafts[key]


class Author:
    """Somebody who writes in one copy: what is done is drawn by lot, and every text is new."""

    def __init__(self, name: str, chance: random.Random, *, deletes: bool = True) -> None:
        self.name = name
        self.deletes = deletes
        self.chance = chance
        self.typed = 0

    def words(self) -> str:
        """A text with a word that nobody else has typed, and now and then a tag."""
        self.typed += 1
        tag = self.chance.choice(["", "", " @here", f" @tag{self.typed}"])
        start = self.chance.choice(["noted", "said", "a\nlonger"])
        return f"{start} word{self.name}{self.typed}x{tag}"

    def begin(self, session: Session, number: int) -> None:
        """Some of everything, as a copy has it before the two part."""
        managers.current(session)
        for _each in range(number):
            self.add(session)

    def go_on(self, session: Session, share: float) -> int:
        """Do something to about this share of all records, and add a few; how many things were done."""
        if self.chance.random() < 0.5:
            history.keep_every_version(session)
        done = 0
        for kind in record_kinds():
            for record_id in list(session.scalars(select(kind.id).order_by(kind.id))):
                if self.chance.random() < share:
                    self._change(session, kind, record_id)
                    session.flush()
                    done += 1
        for _each in range(max(1, int(done * 0.2))):
            self.add(session)
            done += 1
        if self.chance.random() < 0.3:
            session.merge(Setting(key="draft.note", value={"kind": "win", "text": self.words()}))
        for _each in range(2):
            key, value = some_draft(self.chance)
            session.merge(Setting(key=key, value=value))
        return done

    def add(self, session: Session) -> None:
        """One new record of some kind."""
        boss = self.chance.choice(managers.chapters(session))
        day = DAY + timedelta(self.chance.randrange(3))
        make: Callable[[Session, str, date], object] = self.chance.choice(
            [
                self._add_entry,
                self._add_details,
                self._add_details,
                self._add_meeting,
                self._add_promise,
                self._add_line,
                self._add_coaching,
                self._add_agreement,
                self._add_growth,
            ]
        )
        make(session, boss.id, day)
        session.flush()

    def _add_entry(self, session: Session, boss: str, day: date) -> None:
        clock = self.chance.choice([None, "08:00", "09:30"])
        entries.write(session, self.chance.choice(["interaction", "win"]), self.words(), day, clock, manager_id=boss)

    def _add_details(self, session: Session, boss: str, day: date) -> None:
        kind = self.chance.choice(["feedback", "request"])
        made = entries.write(session, kind, "", day, manager_id=boss)
        entries.revise_details(session, made.id, **{"exact_words" if kind == "feedback" else "ask": self.words()})

    def _add_meeting(self, session: Session, boss: str, day: date) -> None:
        made = one_on_ones.plan(session, day, self.chance.choice([None, "09:00"]), manager_id=boss)
        for _each in range(self.chance.randrange(3)):
            one_on_ones.add_item(session, made.id, self.words(), day)

    def _add_promise(self, session: Session, boss: str, day: date) -> None:
        meetings = list(session.scalars(select(OneOnOne.id).order_by(OneOnOne.id)))
        made = commitments.make(session, "me", self.words(), day, manager_id=boss)
        if meetings and self.chance.random() < 0.5:
            made.one_on_one_id = self.chance.choice(meetings)
        if self.chance.random() < 0.3:
            commitments.renegotiate(session, made.id, day, None, what=self.words(), reason=self.words())

    def _add_line(self, session: Session, boss: str, day: date) -> None:
        lines.approve(session, "progress", self.words(), Source("", None, day), manager_id=boss)

    def _one_of(self, session: Session, kind: type[Record], *conditions: Any) -> str | None:
        """A record that is there, or none: what a new one may name."""
        found = list(session.scalars(select(kind.id).where(*conditions).order_by(kind.id)))
        return self.chance.choice(found) if found and self.chance.random() < 0.8 else None

    def _add_coaching(self, session: Session, boss: str, day: date) -> None:
        """A plan card, a rung, a prompt, a pulse."""
        meeting = self._one_of(session, OneOnOne) or one_on_ones.plan(session, day, manager_id=boss).id
        session.add(PlanCard(one_on_one_id=meeting, issue=self.words(), outcome=self.words()))
        heard = self._one_of(session, Entry, Entry.kind == "feedback")
        if heard:
            session.add(ClimbStep(entry_id=heard, rung="example", reached_on=day, words=self.words()))
        session.add(Prompt(practice="feedback", moment="after", text=self.words()))
        session.add(Pulse(rated_on=day, trust=4, note=self.words(), manager_id=boss))

    def _add_agreement(self, session: Session, boss: str, day: date) -> None:
        """What the page of the manager holds, each naming what was there before."""
        said = Statement(side="manager", topic="channel", text=self.words(), said_on=day, manager_id=boss)
        limit = Authority(decision=self.words(), degree=2, condition=self.words(), said_on=day, manager_id=boss)
        session.add_all([said, limit])
        session.flush()
        ended = {"statement_id": self._one_of(session, Statement), "authority_id": self._one_of(session, Authority)}
        session.add(Surprise(day=day, what_happened=self.words(), they_expected=self.words(), manager_id=boss, **ended))
        asked = self._one_of(session, Entry, Entry.kind == "request")
        done = Experience(what_they_did=self.words(), known_on=day, asked_entry_id=asked, manager_id=boss)
        session.add(done)
        split = self._one_of(session, Request)
        if split:
            session.get_one(Request, split).split_from_id = self._one_of(session, Entry, Entry.kind == "request")

    def _add_growth(self, session: Session, boss: str, day: date) -> None:
        """A goal and a case with what shows them, and a talk."""
        goal = Goal(begun_on=day, what=self.words(), why=self.words(), manager_id=boss)
        case = RoleCase(begun_on=day, role=self.words(), reasoning=self.words(), manager_id=boss)
        session.add_all([goal, case])
        session.flush()
        must = Criterion(role_case_id=self._one_of(session, RoleCase) or case.id, what=self.words())
        session.add(must)
        session.flush()
        shown = self._one_of(session, Entry)
        if shown:
            session.add(Evidence(entry_id=shown, goal_id=self._one_of(session, Goal) or goal.id))
            session.add(Evidence(entry_id=shown, criterion_id=self._one_of(session, Criterion) or must.id))
        meeting = self._one_of(session, OneOnOne)
        session.add(DevelopmentTalk(day=day, strengths=self.words(), one_on_one_id=meeting, manager_id=boss))
        hand = ["integrity", "expertise", "results", "teamwork"]
        session.add(ImportanceHand(rated_on=day, rater="me", competencies=hand, manager_id=boss))

    def _change(self, session: Session, kind: type[Record], record_id: str) -> None:
        record = session.scalar(select(kind).where(kind.id == record_id))
        if record is None or kind is Receipt:
            return
        lot = self.chance.random()
        if lot < 0.12 and kind is not Manager and self.deletes:
            history.delete_for_good(session, record)
        elif lot < 0.3 and kind is not Manager:
            record.deleted_at = None if record.deleted_at else history.now()
        elif lot < 0.8 and kind in _TEXTS:
            self._type(session, record)
        elif kind is Entry and self.chance.random() < 0.3:
            entries.revise(session, record_id, kind=self.chance.choice(["feedback", "request"]))
        elif kind in _OTHERS:
            for name, value in self.chance.choice(_OTHERS[kind]).items():
                setattr(record, name, value)

    def _type(self, session: Session, record: Record) -> None:
        name = self.chance.choice(_TEXTS[type(record)])
        before = str(getattr(record, name))
        text = (
            self.words() if self.chance.random() < 0.5 or isinstance(record, Manager) else f"{before}\n{self.words()}"
        )
        if isinstance(record, Entry):
            entries.revise(session, record.id, text=text)
        else:
            setattr(record, name, " ".join(text.split()) if isinstance(record, ShareableLine) else text)


class Copies:
    """Makes journals, lets them go on, and merges them; every vault is closed by `close`."""

    def __init__(self, template: tuple[Path, Key], folder: Path) -> None:
        self._template, self._key = template
        self._folder = folder
        self._made = 0
        self._open: list[Vault] = []

    def new(self, of: Vault | None = None) -> Vault:
        """A new journal, or a copy of another one."""
        self._made += 1
        path = self._folder / f"copy-{self._made}.upward"
        if of is not None:
            of.backup_to(path)
        else:
            shutil.copyfile(self._template, path)
            path.chmod(0o600)
        self._open.append(Vault.open_keyed(path, self._key, device="test"))
        return self._open[-1]

    def merged(self, ours: Vault, *others: Vault) -> Vault:
        """A copy of one journal with others merged into it, one after the other."""
        made = self.new(ours)
        for other in others:
            self.merge(made, other)
        return made

    def merge(self, into: Vault, other: Vault) -> merge.MergeReport:
        """Merge one journal into another, as the command does."""
        with other.read() as theirs, into.write() as session:
            return merge.merge(session, merge.rows_of(theirs))

    def close(self) -> None:
        """Close all, and remove their files."""
        for vault in self._open:
            vault.close()
            vault.path.unlink()
        self._open.clear()


def versions(vault: Vault) -> Iterator[tuple[str, str, str]]:
    """Every version in a journal that still has its text: its record, its revision and all that it says."""
    with vault.read() as session:
        for kind in record_kinds():
            for record in session.scalars(select(kind)):
                content = {name: as_json(value) for name, value in record.content().items()}
                yield record.id, record.revision, json.dumps(content)
        for kept in session.scalars(select(History).where(History.values.is_not(None))):
            yield kept.record, kept.revision, json.dumps(kept.values)


def gone(vault: Vault) -> set[tuple[str, str]]:
    """The versions whose text was deleted for good: record and revision."""
    with vault.read() as session:
        return {(record, revision) for record, revision in session.execute(_GONE)}


_GONE = select(History.record, History.revision).where(History.gone)


def words(vault: Vault) -> set[str]:
    """Every typed word that is in a record, in an earlier version or in a draft."""
    with vault.read() as session:
        drafts = [json.dumps(value) for value in session.scalars(select(Setting.value))]
    return {word for _record, _revision, said in versions(vault) for word in _WORD.findall(said)} | {
        word for draft in drafts for word in _WORD.findall(draft)
    }


def lost(merged: Vault, *sides: Vault) -> set[str]:
    """The words of the sides that the merged journal has nowhere, but for those that were deleted for good."""
    away = set[tuple[str, str]]().union(*(gone(side) for side in sides))
    wanted: set[str] = set()
    for side in sides:
        told = versions(side)
        wanted |= {word for at, by, said in told if (at, by) not in away for word in _WORD.findall(said)}
        with side.read() as session:
            wanted |= {
                word for value in session.scalars(select(Setting.value)) for word in _WORD.findall(json.dumps(value))
            }
    return wanted - words(merged)


def brought_back(merged: Vault, *sides: Vault) -> set[str]:
    """What was deleted for good on a side and is in the history again, or in the records and the index without an edit."""
    away = set[tuple[str, str]]().union(*(gone(side) for side in sides))
    kept: set[str] = set()
    deleted: set[str] = set()
    for side in sides:
        for at, by, said in versions(side):
            (deleted if (at, by) in away else kept).update(_WORD.findall(said))
    with merged.read() as session:
        alive = {record_id for kind in record_kinds() for record_id in session.scalars(select(kind.id))}
        found = {word for word in deleted - kept if search.find(session, word)}
    with merged.read() as session:
        earlier = session.scalars(select(History).where(History.values.is_not(None)))
        found |= {row.revision for row in earlier if (row.record, row.revision) in away}
    living = {word for at, _by, said in versions(merged) if at in alive for word in _WORD.findall(said)}
    return found - living


def drafts(vault: Vault) -> dict[str, Any]:
    """What is being typed, by the key of its setting."""
    with vault.read() as session:
        return {setting.key: setting.value for setting in session.scalars(select(Setting))}


def lost_drafts(merged: Vault, *sides: Vault) -> set[str]:
    """The texts of drafts, however short, that the same draft of the merged journal does not hold."""
    found = drafts(merged)
    said = [(key, text) for side in sides for key, value in drafts(side).items() for text in draft_texts(value)]
    return {text for key, text in said if not any(text.strip() in whole for whole in draft_texts(found.get(key)))}


def draft_texts(value: Any) -> Iterator[str]:
    """The texts of a draft: neither its days nor what says whose it is."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        yield from (text for name, inner in fields.items() if name not in _NO_TEXTS for text in draft_texts(inner))


def naive(ours: Vault, theirs: Vault) -> None:
    """What a merge must not do: of every record the later version, and nothing of the other."""
    with theirs.read() as there, ours.write() as session:
        for kind in record_kinds():
            for record in there.scalars(select(kind)):
                mine = session.scalar(select(kind).where(kind.id == record.id))
                if mine and mine.changed_at < record.changed_at:
                    left = {"place", *(column.name for column, _kind in references(kind))}  # it may be gone here
                    values = {name: value for name, value in record.column_values().items() if name not in left}
                    session.connection().execute(kind.__table__.update().where(kind.id == record.id).values(values))  # type: ignore[attr-defined]


def contents(vault: Vault) -> dict[str, dict[str, Any]]:
    """What every record says, by its id."""
    with vault.read() as session:
        return {each.id: each.content() for kind in record_kinds() for each in session.scalars(select(kind))}
