"""Calendars (iCalendar, `.ics`): the recurring timed events, each with its instances, past and coming.

A time in any zone becomes wall-clock time in the zone of this computer, where the meeting will be attended; a time
without a zone stays as it is. Moved instances stand where they were moved to and keep the name of their first place;
excluded and cancelled ones are left out. Series without end are read up to twelve months ahead.

A calendar comes from outside, so what it may cost is bounded: a rule that repeats within a day is refused, and instances
are read from twenty years back at the most.
"""

import re
import warnings
from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Final, cast

from journal.exchange.plain_text import decoded, unreadable
from journal.exchange.rows import InstanceRow, Parsed, Place, Problem, Series
from journal.text import _

if TYPE_CHECKING:
    from icalendar import Event

_BEGIN: Final = re.compile(r"^BEGIN:VEVENT[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_CALENDAR: Final = re.compile(r"\ufeff?BEGIN:VCALENDAR\s", re.IGNORECASE)
_END: Final = re.compile(r"^END:VCALENDAR\s*\Z", re.MULTILINE | re.IGNORECASE)
_YEARS_BACK: Final = 20
_CALM: Final = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
#: 1:1, 1-1, 1 on 1, one-on-one, one to one; but no part of a time or a date such as 11:15 or 2026-1-1
_MEETING: Final = re.compile(
    r"(?<![\d:/.-])1\s*(?:[:/-]|on)\s*1(?!\d|[:/.-]\d)|\bone[\s-]*(?:on|to|2|:)[\s-]*one\b", re.IGNORECASE
)
_SHORTEST_NAME: Final = 2


def looks_like(text: str) -> bool:
    """Whether a text begins as a calendar does."""
    return _CALENDAR.match(text.lstrip()) is not None


def a_year_after(day: date) -> date:
    """The same day twelve months later; 28 February for the 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def chosen(series: tuple[Series, ...], manager: str) -> tuple[Series, ...]:
    """The series that are one-on-ones: whose title or people name the manager or whose title says 1:1 or one-on-one.

    Where none does, all of them.
    """
    fitting = tuple(found for found in series if _MEETING.search(found.title) or _names(found, manager))
    return fitting or series


def _names(series: Series, manager: str) -> bool:
    """Whether the title holds a word of the manager's name, or one of the people all of its words."""
    wanted = {word for word in _words(manager) if len(word) >= _SHORTEST_NAME}
    if not wanted:
        return False
    return bool(wanted & _words(series.title)) or any(wanted <= _words(person) for person in series.people)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold().replace("_", " ")))


def parse(data: bytes, file: str, today: date, zone: tzinfo | None = None) -> Parsed:
    """The recurring timed events of a calendar, as wall-clock time in `zone` (None: the zone of this computer).

    Raises Unreadable when the file is no whole calendar.
    """
    text = decoded(data, file)
    if not looks_like(text):
        raise unreadable(file, 1, _("this is not a calendar"))
    if not _END.search(text.rstrip()):
        raise unreadable(file, text.rstrip().count("\n") + 1, _("this calendar is cut off: its end is missing"))
    problems: list[Problem] = []
    by_uid: defaultdict[str, list[tuple[Place, Event]]] = defaultdict(list)
    for place, event in _events(text, file):
        by_uid[str(event.get("UID", ""))].append((place, event))
    series = [_series(uid, events, problems, _Window(today, zone)) for uid, events in by_uid.items()]
    cancelled = [_called_off(uid, events) for uid, events in by_uid.items()]
    return Parsed(
        (),
        tuple(found for found in series if found),
        tuple(problems),
        tuple(found for found in cancelled if found),
    )


class _Window:
    """The days whose instances are wanted, and the zone that they are told in."""

    def __init__(self, today: date, zone: tzinfo | None) -> None:
        self.zone = zone
        self.first = date(today.year - _YEARS_BACK, 1, 1)
        self.last = a_year_after(today)

    def wall(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone) if moment.tzinfo else moment


def _events(text: str, file: str) -> list[tuple[Place, "Event"]]:
    from icalendar import Calendar

    lines = [Place(file, text.count("\n", 0, found.start()) + 1) for found in _BEGIN.finditer(text)]
    try:
        with _guesses_accepted():
            calendars = Calendar.from_ical(text, multiple=True)
        components: Any = calendars
        events: list[Any] = [event for calendar in components for event in calendar.walk("VEVENT")]
    except RecursionError:
        raise unreadable(file, 0, _("this is nested too deeply")) from None
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise unreadable(file, 0, _("this calendar is damaged")) from None
    places = lines if len(lines) == len(events) else [Place(file)] * len(events)
    return list(zip(places, events, strict=True))


@contextmanager
def _guesses_accepted() -> Generator[None]:
    """The library warns where it guesses what a zone's name means; there is nobody to hear it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _series(uid: str, events: list[tuple[Place, "Event"]], problems: list[Problem], window: _Window) -> Series | None:
    """The series of one UID, or None where it does not repeat, is not timed, or cannot be read."""
    masters = [(place, event) for place, event in events if "RRULE" in event or "RDATE" in event]
    if not masters:
        return None
    place, master = masters[0]
    reason = next((fault for _place, event in events if (fault := _fault(event))), "")
    if reason:
        problems.append(Problem(place, reason))
        return None
    if not isinstance(master.decoded("DTSTART"), datetime) or _is_cancelled(master):
        return None
    try:
        instances = _instances(place, uid, [event for _place, event in events], window)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        problems.append(Problem(place, _("this series cannot be unrolled")))
        return None
    return Series(place, uid, _title(master), _people(master), instances)


def _called_off(uid: str, events: list[tuple[Place, "Event"]]) -> Series | None:
    """The series of one UID, without instances, where it was cancelled as a whole."""
    whole = [(place, event) for place, event in events if "RECURRENCE-ID" not in event]
    if not uid or not whole or not all(_is_cancelled(event) for _place, event in whole):
        return None
    return Series(whole[0][0], uid, _title(whole[0][1]), (), ())


def _title(event: "Event") -> str:
    return " ".join(str(event.get("SUMMARY", "")).split())


def _fault(event: "Event") -> str:
    """Why a series with this event cannot be taken, or ''."""
    broken = {str(name) for name, _error in event.errors}
    if "DTSTART" in broken or "DTSTART" not in event:
        return _("this event has no start that can be read")
    if broken & {"RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", "DTEND", "DURATION"}:
        return _("this event holds a date or a rule that cannot be read")
    if _zone_is_lost(event):
        return _("this event is in a time zone that the calendar does not explain")
    if not all(_is_calm(rule) for rule in _listed(event.get("RRULE", []))):
        return _("this event repeats within a day, or never comes to its next time")
    return ""


def _zone_is_lost(event: "Event") -> bool:
    start: Any = event.decoded("DTSTART")
    return isinstance(start, datetime) and start.tzinfo is None and "TZID" in event["DTSTART"].params


def _is_calm(rule: Any) -> bool:
    """Whether a rule repeats once a day at the most, and steps forward: an interval of 0 would never end."""
    often = any(len(_listed(rule.get(part, []))) > 1 for part in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    steps = all(isinstance(interval, int) and interval > 0 for interval in _listed(rule.get("INTERVAL", [1])))
    return str(_listed(rule.get("FREQ", [""]))[0]).upper() in _CALM and not often and steps


def _is_cancelled(event: "Event") -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _listed(value: Any) -> list[Any]:
    """A property's values, which the library gives alone where there is one."""
    return cast("list[Any]", value) if isinstance(value, list) else [value]


def _people(event: "Event") -> tuple[str, ...]:
    """Names and addresses of those who organise or attend."""
    found: list[str] = []
    for name in ("ORGANIZER", "ATTENDEE"):
        for person in _listed(event.get(name, [])):
            known = str(getattr(person, "params", {}).get("CN", ""))
            address = str(person).removeprefix("mailto:").removeprefix("MAILTO:")
            found += [part for part in (known, address.partition("@")[0]) if part]
    return tuple(found)


def _instances(place: Place, uid: str, events: list["Event"], window: _Window) -> tuple[InstanceRow, ...]:
    import recurring_ical_events
    from icalendar import Calendar

    calendar = Calendar()
    for event in events:
        calendar.add_component(event)
    with _guesses_accepted():
        query = recurring_ical_events.of(calendar)
        found = query.between(window.first - timedelta(days=1), window.last + timedelta(days=2))
    rows = [_instance(place, uid, event, window) for event in found if not _is_cancelled(event)]
    inside = {row.instance: row for row in rows if row and window.first <= row.day <= window.last}
    return tuple(sorted(inside.values(), key=_moment))


def _moment(row: InstanceRow) -> tuple[date, str]:
    return row.day, row.start


def _instance(place: Place, uid: str, event: "Event", window: _Window) -> InstanceRow | None:
    start: Any = event.decoded("DTSTART")
    if not isinstance(start, datetime):
        return None
    wall = window.wall(start)
    end: Any = event.decoded("DTEND", None)
    minutes = int((end - start).total_seconds() // 60) if isinstance(end, datetime) else None
    name: Any = event.decoded("RECURRENCE-ID", start)
    if minutes is not None and not 0 < minutes < 24 * 60:
        minutes = None
    return InstanceRow(place, uid, _name(name), wall.date(), f"{wall:%H:%M}", minutes)


def _name(original: date) -> str:
    """How an instance is called: the moment at which the rule places it, in UTC where it has a zone."""
    if isinstance(original, datetime) and original.tzinfo:
        return f"{original.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{original:%Y%m%dT%H%M%S}"
