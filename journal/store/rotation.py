"""Which backups stay: all of the last two days, then one a day, one a week, one a month. A pure rule.

The counts are of days, weeks and months *that have a backup*: whoever was away for a year loses none to the calendar, and
neither does one whose clock was wrong for a day. Days are those of UTC, so that no change of the clock joins or splits one.
"""

from collections.abc import Hashable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeVar

ALL_OF: Final = timedelta(days=2)
DAILY: Final = 12
WEEKLY: Final = 10
MONTHLY: Final = 9

T = TypeVar("T", bound=Hashable)


def kept(made: Mapping[T, datetime], now: datetime) -> set[T]:
    """Those that stay of some backups, given with the moment at which each was made.

    From the newest to the oldest: all of the two days before now, and all that say that they come from the future (the
    clock was set back); then the newest of each of 12 days, of each of 10 weeks before those, of each of 9 months before
    those. The newest of all always stays.
    """
    stays = {each for each, moment in made.items() if now - moment <= ALL_OF}
    older = sorted(((moment.astimezone(UTC), each) for each, moment in made.items() if each not in stays), key=_moment)
    for period, count in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        taken: set[date] = set()
        while older and (len(taken) < count or period(older[-1][0]) in taken):
            moment, each = older.pop()
            if period(moment) not in taken:
                stays.add(each)
                taken.add(period(moment))
    return stays


def _moment(dated: tuple[datetime, object]) -> datetime:
    return dated[0]


def _day(moment: datetime) -> date:
    return moment.date()


def _week(moment: datetime) -> date:
    return moment.date() - timedelta(days=moment.weekday())


def _month(moment: datetime) -> date:
    return moment.date().replace(day=1)
