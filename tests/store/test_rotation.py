"""Which backups stay, day after day, by a second account of the rule, and by what a user counts on."""

import random
from collections.abc import Callable, Generator, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal.store import rotation

START = datetime(2026, 1, 1, tzinfo=UTC)
Rule = Callable[[Mapping[int, datetime], datetime], set[int]]


def _of_periods(moments: list[datetime], period: Callable[[datetime], object], count: int) -> list[datetime]:
    """The newest of each of the newest `count` periods."""
    periods: dict[object, list[datetime]] = {}
    for moment in sorted(moments, reverse=True):
        periods.setdefault(period(moment), []).append(moment)
    return [each[0] for each in list(periods.values())[:count]]


def _older_than(
    moments: Iterable[datetime], kept: list[datetime], period: Callable[[datetime], object]
) -> list[datetime]:
    """What is older than the last period that was taken."""
    last = {period(each) for each in kept}
    return [each for each in moments if not kept or (each < min(kept) and period(each) not in last)]


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> object:
    return (moment.year, moment.month)


def _expected(moments: list[datetime], now: datetime) -> set[datetime]:
    recent = [each for each in moments if each >= now - timedelta(hours=48)]
    rest = [each for each in moments if each not in recent]
    stays = set(recent)
    for period, count in ((_day, 12), (_week, 10), (_month, 9)):
        taken = _of_periods(rest, period, count)
        rest = _older_than(rest, taken, period) if len(taken) == count else []
        stays |= set(taken)
    return stays


def _live(rule: Rule, days: int, die: random.Random) -> Generator[str]:
    """So many days with backups at odd times, some days without: what is wrong at any day by the specification."""
    standing: dict[int, datetime] = {}
    ever: list[datetime] = []
    number = 0
    for day in range(days):
        moments = sorted(
            START + timedelta(days=day, seconds=die.randrange(86400)) for _each in range(die.choice(RATES))
        )
        for moment in moments:
            number += 1
            standing[number] = moment
            ever.append(moment)
            stays = rule(standing, moment)
            if {standing[each] for each in stays} != _expected(list(standing.values()), moment):
                yield f"day {day}: another set than specified"
            if number not in stays:
                yield f"day {day}: the newest is gone"
            standing = {each: standing[each] for each in stays}
        if moments:
            yield from _missed(set(standing.values()), ever, day)


RATES = (0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 5, 20)


def _missed(standing: set[datetime], ever: list[datetime], day: int) -> list[str]:
    """What a user counts on, held against every backup that was ever made."""
    last = max(ever)
    recent = {each for each in ever if last - each <= timedelta(hours=48)}
    days = _of_periods([each for each in ever if each not in recent], _day, 12)
    older = [each for each in ever if each.date() < min(days).date()] if len(days) == 12 else []
    weeks = _of_periods(older, _week, 10)
    wrong = [f"day {day}: not all of two days"] if recent - standing else []
    wrong += [f"day {day}: a day is missing"] if set(days) - standing else []
    wrong += (
        [f"day {day}: a week is missing"]
        if {_week(each) for each in weeks} - {_week(each) for each in standing}
        else []
    )
    months = {_month(each) for each in ever if last - each < timedelta(days=300)}
    held = {_month(each) for each in standing} | {_month(each + timedelta(days=7)) for each in standing}
    wrong += [f"day {day}: a month is missing"] if months - held else []
    wrong += [f"day {day}: {len(standing)} stand"] if len(standing) > len(recent) + 12 + 10 + 9 else []
    return wrong


def test_on_each_of_400_days_what_stays_is_what_was_promised(long: bool) -> None:
    for life in range(40 if long else 2):
        assert list(_live(rotation.kept, 400, random.Random(life))) == []


def _newest_30(made: Mapping[int, datetime], _now: datetime) -> set[int]:
    return set(sorted(made, key=made.__getitem__)[-30:])


def _all_that_is_young(made: Mapping[int, datetime], now: datetime) -> set[int]:
    return {each for each, moment in made.items() if now - moment < timedelta(days=300)}


@pytest.mark.parametrize("rule", [_newest_30, _all_that_is_young])
def test_a_simpler_rule_would_be_found_wanting(rule: Rule) -> None:
    assert next(_live(rule, 400, random.Random(0)), "")


def _daily(count: int, first: date = date(2026, 1, 1)) -> dict[int, datetime]:
    start = datetime(first.year, first.month, first.day, 9, tzinfo=UTC)
    return {each: start + timedelta(days=each) for each in range(count)}


def test_a_year_of_daily_backups_is_two_days_twelve_days_ten_weeks_nine_months() -> None:
    made = _daily(365)
    stays = rotation.kept(made, made[364])
    assert len(stays) == 3 + 12 + 10 + 9  # the third is of exactly 48 hours ago
    assert {made[each].date() for each in stays} >= {date(2026, 12, 29), date(2026, 12, 17), date(2026, 3, 31)}


def test_after_a_year_away_nothing_more_goes_than_before() -> None:
    made = _daily(300)
    before = rotation.kept(made, made[299])
    made[300] = made[299] + timedelta(days=365)
    after = rotation.kept({each: made[each] for each in before | {300}}, made[300])
    assert 300 in after
    assert len(before - after) <= 3


def test_backups_from_the_future_stay_and_push_nothing_out() -> None:
    made = _daily(60)
    before = rotation.kept(made, made[59])
    future = {100 + each: made[59] + timedelta(days=300 + each) for each in range(40)}
    assert rotation.kept(made | future, made[59]) == before | set(future)


def test_a_change_of_the_clock_splits_no_day() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    made = {each: datetime(2026, 10, 20, 23, 30, tzinfo=UTC) + timedelta(hours=each) for each in range(24 * 20)}
    local = {each: moment.astimezone(berlin) for each, moment in made.items()}
    now = max(made.values())
    assert rotation.kept(local, now.astimezone(berlin)) == rotation.kept(made, now)


def test_of_nothing_nothing_stays_and_of_one_the_one() -> None:
    assert rotation.kept({}, START) == set()
    assert rotation.kept({"old": START}, START + timedelta(days=5000)) == {"old"}
