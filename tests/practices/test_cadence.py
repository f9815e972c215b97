"""How often we meet: the next day, how late it is, and where the plan stands."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import BadInput
from journal.practices import cadence, managers
from journal.practices.cadence import CHOICES
from journal.store import records
from journal.store.tables import Manager
from journal.store.vault import Vault
from tests import make

_DAYS = st.dates(date(1999, 1, 1), date(2199, 12, 31))
_WEEKS = st.sampled_from(CHOICES)


@given(_DAYS, _WEEKS)
def test_the_next_one_falls_on_the_same_weekday_so_many_weeks_on(last: date, weeks: int) -> None:
    due = cadence.next_day(last, weeks)
    assert due.weekday() == last.weekday()
    assert (due - last).days == 7 * weeks


@given(_DAYS, _WEEKS, st.integers(-400, 4000))
def test_the_coming_day_stays_in_the_rhythm_and_is_the_first_that_is_not_past(
    last: date, weeks: int, away: int
) -> None:
    today = last + timedelta(days=away)
    day = cadence.coming_day(last, weeks, today)
    assert day > last
    assert day >= today
    assert (day - last).days % (7 * weeks) == 0
    before = day - timedelta(weeks=weeks)
    assert before < today or before == last


@pytest.mark.parametrize(
    ("last", "weeks", "due"),
    [
        (date(2026, 12, 31), 1, date(2027, 1, 7)),  # over the turn of a year
        (date(2020, 12, 24), 2, date(2021, 1, 7)),  # over a week 53
        (date(2028, 2, 25), 1, date(2028, 3, 3)),  # over a leap day
        (date(2026, 3, 26), 1, date(2026, 4, 2)),  # over the change to summer time
        (date(2026, 10, 22), 4, date(2026, 11, 19)),  # and back
    ],
)
def test_the_next_one_over_years_and_changes_of_the_clocks(last: date, weeks: int, due: date) -> None:
    assert cadence.next_day(last, weeks) == due


@given(_DAYS, _WEEKS, st.sampled_from(["Europe/Dublin", "America/Santiago", "Australia/Lord_Howe", "Pacific/Apia"]))
def test_the_clock_on_the_wall_stays_whatever_the_zone_does_in_between(last: date, weeks: int, name: str) -> None:
    held = datetime.combine(last, time(14), ZoneInfo(name))
    due = datetime.combine(cadence.next_day(last, weeks), time(14), ZoneInfo(name))
    assert (due.hour, due.weekday()) == (held.hour, held.weekday())


@given(_DAYS, _WEEKS, st.none() | st.integers(-30, 90), st.integers(0, 90))
def test_lateness_counts_from_the_due_day_to_the_plan_or_to_today(
    last: date, weeks: int, planned_after: int | None, passed: int
) -> None:
    today = last + timedelta(days=passed)
    planned = None if planned_after is None else today + timedelta(days=abs(planned_after))
    found = cadence.stand(last, weeks, planned, today)
    assert found.due == cadence.next_day(last, weeks)
    assert found.late == max(0, ((planned or today) - cadence.next_day(last, weeks)).days)
    assert (found.state == "late") == (found.late > cadence.GRACE)
    assert bool(cadence.late_words(found.late)) == (found.state == "late")


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_words_for_more_days_are_never_softer(one: int, other: int) -> None:
    scale = [cadence.late_words(days) for days in range(400)]
    order = list(dict.fromkeys(scale))
    assert order[0] == ""
    low, high = sorted((one, other))
    assert order.index(cadence.late_words(low)) <= order.index(cadence.late_words(high))


def test_without_a_rhythm_or_a_meeting_nothing_is_late() -> None:
    today = date(2026, 11, 21)
    assert cadence.stand(date(2026, 1, 1), None, None, today).state == "unset"
    assert cadence.stand(None, 2, None, today).state == "none"
    assert cadence.stand(None, 2, today, today).state == "planned"
    assert cadence.stand(None, 2, None, today).late == 0


def test_a_rhythm_is_kept_with_the_manager_and_counts_from_the_last_meeting_that_took_place(vault: Vault) -> None:
    today = date(2026, 11, 21)
    with vault.write() as session:
        manager = make.manager(session)
        make.meeting(session, date(2026, 11, 5))
        make.meeting(session, date(2026, 11, 12), state="planned")  # nobody has said that it took place
        make.meeting(session, date(2026, 11, 24), state="planned")
        cadence.keep(session, manager.id, 2)
        other = managers.begin(session, "Somebody else")
    with vault.read() as session:
        found = cadence.of(session, records.get(session, Manager, manager.id), today)
        assert (found.last, found.due, found.planned) == (date(2026, 11, 5), date(2026, 11, 19), date(2026, 11, 24))
        assert (found.late, found.state) == (5, "late")
        assert cadence.of(session, other, today).last is None


def test_another_number_of_weeks_is_refused(vault: Vault) -> None:
    with vault.write() as session:
        manager = make.manager(session)
        with pytest.raises(BadInput):
            cadence.keep(session, manager.id, 3)
        assert cadence.keep(session, manager.id, None).cadence_weeks is None
