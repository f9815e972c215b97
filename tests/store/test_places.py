"""The order in which things stand in time, whatever the order in which they were written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from journal.practices import entries
from journal.practices.entries import EntryFilter
from journal.store import search
from journal.store.tables import Entry
from journal.store.tables.base import day_of, first_place, places_of, table_code_of
from journal.store.vault import Vault
from tests import make

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
CLOCKS = st.one_of(st.none(), st.times().map(lambda clock: clock.strftime("%H:%M")))


@given(DAYS, CLOCKS, st.integers(0, 15))
def test_a_place_remembers_its_day_and_its_table(day: date, clock: str | None, code: int) -> None:
    place = first_place(code, day, clock)
    assert (day_of(place), table_code_of(place)) == (day, code)
    first, end = places_of(day, day)
    assert first <= place < place + (1 << 23) <= end


@given(DAYS, CLOCKS, DAYS, CLOCKS)
def test_places_grow_with_day_and_minute(day: date, clock: str | None, other: date, moment: str | None) -> None:
    assert (first_place(1, day, clock) < first_place(1, other, moment)) == (
        (day, clock or "00:00") < (other, moment or "00:00")
    )


def test_every_place_fits_the_database() -> None:
    assert 0 < first_place(0, date.min, "00:00") < first_place(15, date.max, "23:59") + (1 << 23) < 2**63


def _headlines(vault: Vault, wanted: EntryFilter | None = None) -> list[str]:
    with vault.read() as session:
        return [row.headline for row in entries.first_rows(session, wanted or EntryFilter(), 100)]


def test_the_list_goes_back_in_time_however_it_was_written(vault: Vault) -> None:
    written = [("noon", 2, "12:00"), ("last year", -300, "09:00"), ("morning", 2, "07:30"), ("no time", 2, None)]
    for text_, days, clock in written:
        with vault.write() as session:
            make.entry(session, text_, day=make.DAY + timedelta(days), time=clock)
    assert _headlines(vault) == ["noon", "morning", "no time", "last year"]


def test_entries_of_one_minute_keep_the_order_in_which_they_were_written(vault: Vault) -> None:
    for number in range(3):
        with vault.write() as session:
            make.entry(session, f"{number} first", time="09:00")
            make.entry(session, f"{number} second", time="09:00")
    assert _headlines(vault) == [f"{n} {which}" for n in (2, 1, 0) for which in ("second", "first")]


def test_an_entry_moved_to_another_day_stands_there(vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "stays", time="10:00")
        moved = make.entry(session, "moves", time="11:00")
        make.entry(session, "was there", day=make.DAY - timedelta(7), time="11:00")
    with vault.write() as session:
        entries.revise(session, moved.id, day=make.DAY - timedelta(7))
    assert _headlines(vault) == ["stays", "moves", "was there"]
    week_before = EntryFilter(first=make.DAY - timedelta(7), last=make.DAY - timedelta(7))
    assert _headlines(vault, week_before) == ["moves", "was there"]
    with vault.read() as session:
        [hit] = search.find(session, "moves")
        assert hit.day == make.DAY - timedelta(7)
        assert entries.place_of(session, moved.id) != moved.place or entries.rows(session, [moved.place])
    assert vault.integrity_faults() == []


def test_two_entries_can_change_their_days(vault: Vault) -> None:
    with vault.write() as session:
        one = make.entry(session, "one", day=make.DAY)
        two = make.entry(session, "two", day=make.DAY + timedelta(1))
    with vault.write() as session:
        entries.revise(session, one.id, day=make.DAY + timedelta(1))
        entries.revise(session, two.id, day=make.DAY)
    assert _headlines(vault) == ["one", "two"]
    assert vault.integrity_faults() == []


def test_an_entry_that_is_only_edited_keeps_its_place(vault: Vault) -> None:
    with vault.write() as session:
        first = make.entry(session, "first", time="10:00")
        make.entry(session, "second", time="10:00")
    with vault.write() as session:
        entries.revise(session, first.id, text="first, edited")
    assert _headlines(vault) == ["second", "first, edited"]


def test_ten_thousand_entries_of_one_minute_all_have_a_place_in_order(vault: Vault) -> None:
    for part in range(4):
        with vault.write() as session, search.rebuilt_at_end(session):
            manager = make.manager(session)
            session.add_all(
                Entry(kind="win", text=f"note {part * 2500 + n}", day=make.DAY, time="09:00", manager_id=manager.id)
                for n in range(2500)
            )
    with vault.read() as session:
        found = list(session.execute(text("SELECT text FROM entry ORDER BY place")).scalars())
        assert found == [f"note {number}" for number in range(10_000)]
        assert len(entries.places(session, EntryFilter(first=make.DAY, last=make.DAY))) == 10_000
        [hit] = search.find(session, "9999")
        assert (hit.title, hit.day) == ("note 9999", make.DAY)


@pytest.mark.parametrize("clock", ["00:00", "23:59", None])
def test_a_day_ends_where_the_next_begins(vault: Vault, clock: str | None) -> None:
    with vault.write() as session:
        make.entry(session, "in", time=clock)
        make.entry(session, "before", day=make.DAY - timedelta(1), time="23:59")
        make.entry(session, "after", day=make.DAY + timedelta(1))
    assert _headlines(vault, EntryFilter(first=make.DAY, last=make.DAY)) == ["in"]
