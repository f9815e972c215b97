"""The search index agrees with the records after whatever one does, in whatever order."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.practices import commitments, entries, one_on_ones
from journal.store import history, search
from journal.store.tables import AgendaItem, Commitment, Entry, OneOnOne, Placed
from journal.store.vault import Vault
from tests import make

WORDS = ("heron", "weir", "plan", "budget", "žluť", "the", "2026", "@pilot", "offsite", "trust")


class Someone:
    """Somebody who does one thing after the other, as a seeded die says."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session = session
        self.die = random.Random(seed)

    def words(self) -> str:
        return " ".join(self.die.choices(WORDS, k=self.die.choice((0, 1, 5, 40, 400))))

    def any_of(self, kind: type[Any]) -> Any:
        found = self.session.scalars(select(kind)).all()
        return self.die.choice(found) if found else None

    def write(self) -> None:
        day = make.DAY + timedelta(self.die.randint(0, 3))
        make.entry(
            self.session, self.words(), self.die.choice(entries.KINDS), day, time=self.die.choice((None, "09:00"))
        )

    def revise(self) -> None:
        if found := self.any_of(Entry):
            day = make.DAY + timedelta(self.die.randint(0, 3))
            entries.revise(self.session, found.id, text=self.words(), day=day, kind=self.die.choice(entries.KINDS))

    def detail(self) -> None:
        found = self.any_of(Entry)
        if found and found.kind in entries.DETAILS:
            column = "exact_words" if found.kind == "feedback" else "ask"
            entries.revise_details(self.session, found.id, **{column: self.words()})

    def meet(self) -> None:
        meeting = make.meeting(
            self.session, make.DAY + timedelta(self.die.randint(0, 3)), self.die.choice((None, "14:00"))
        )
        one_on_ones.revise(self.session, meeting.id, notes=self.words(), next_topics=self.words())
        make.topic(self.session, meeting, self.words() or "a topic")

    def topic(self) -> None:
        item, meeting = self.any_of(AgendaItem), self.any_of(OneOnOne)
        if item and meeting:
            one_on_ones.revise_item(self.session, item.id, text=self.words())
            one_on_ones.bring_forward(self.session, item.id, meeting.id)

    def promise(self) -> None:
        meeting = self.any_of(OneOnOne)
        make.promise(self.session, self.words() or "a promise", one_on_one_id=meeting.id if meeting else None)

    def close(self) -> None:
        found = self.any_of(Commitment)
        if found and found.status == "open":
            closing: Callable[..., object] = self.die.choice((commitments.drop, commitments.keep))
            closing(self.session, found.id, found.made_on)
        elif found:
            commitments.reopen(self.session, found.id)

    def trash_or_take_back(self) -> None:
        found = self.any_of(self.die.choice((Entry, OneOnOne, Commitment, AgendaItem)))
        if found:
            (history.restore if found.deleted_at else history.trash)(found)

    def delete_for_good(self) -> None:
        found = self.any_of(self.die.choice((Entry, OneOnOne, Commitment, AgendaItem)))
        if found:
            history.delete_for_good(self.session, found)

    def bring_back(self) -> None:
        found = self.any_of(Entry)
        versions = history.versions(self.session, found.id) if found else []
        if versions:
            entries.bring_back(self.session, found.id, self.die.choice(versions))

    def do_something(self) -> None:
        """One thing, written to the database."""
        things = (self.write, self.write, self.revise, self.detail, self.meet, self.topic, self.promise)
        rest = (self.close, self.trash_or_take_back, self.delete_for_good, self.bring_back)
        self.die.choice(things + rest)()
        self.session.flush()


def _places_with(session: Session, word: str) -> set[str]:
    """The records that hold a word, by reading every one of them."""
    held: set[str] = set()
    for table in search.placed_tables():
        rows = session.connection().exec_driver_sql(
            f"SELECT t.id, concat_ws(' ', s.text, s.more) FROM searchable_{table.__tablename__} s"  # noqa: S608 (names of our own tables)
            f" JOIN {table.__tablename__} t ON t.place = s.place"
        )
        held |= {row[0] for row in rows if word in row[1].lower().split()}
    return held


@pytest.mark.parametrize("seed", range(4))
def test_after_anything_one_does_the_index_agrees_with_the_records(vault: Vault, seed: int, long: bool) -> None:
    for part in range(40 if long else 6):
        with vault.write() as session:
            someone = Someone(session, seed * 1000 + part)
            for _step in range(15):
                someone.do_something()
            assert search.index_faults(session.connection()) == []
    assert vault.integrity_faults() == []
    with vault.read() as session:
        for word in WORDS:
            if word.isalnum() and word.isascii():
                assert {hit.id for hit in search.find(session, word, limit=10_000)} == _places_with(session, word)


def test_an_index_that_disagrees_is_noticed(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "heron")
    with vault.write() as session:
        session.connection().exec_driver_sql("DROP TRIGGER search_entry_after")
        session.connection().exec_driver_sql("UPDATE entry SET text = 'weir'")
    assert vault.integrity_faults() != []
    with vault.write() as session:
        search.redefine(session.connection())
    assert vault.integrity_faults() == []
    with vault.read() as session:
        assert [hit.title for hit in search.find(session, "weir")] == ["weir"]


def test_every_placed_table_has_a_code_of_its_own() -> None:
    codes = [table.table_code for table in search.placed_tables()]
    assert sorted(codes) == sorted(set(codes))
    assert all(issubclass(table, Placed) and 0 <= table.table_code <= 15 for table in search.placed_tables())
