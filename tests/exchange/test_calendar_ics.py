"""Calendars: recurring timed events with their exceptions, in any zone, told as wall-clock time here."""

import contextlib
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.exchange import calendar_ics
from journal.exchange.plain_text import Unreadable
from journal.exchange.rows import Parsed, Series
from tests.exchange.conftest import DUBLIN, INPUT, TODAY

CUSTOM_ZONE = """BEGIN:VTIMEZONE
TZID:Head office
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0500
TZOFFSETTO:+0530
END:STANDARD
END:VTIMEZONE"""


def calendar(*events: str, zone: str = "") -> bytes:
    """A calendar of events, each given by its lines."""
    blocks = [f"BEGIN:VEVENT\n{event}\nEND:VEVENT" for event in events]
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *([zone] if zone else []), *blocks, "END:VCALENDAR", ""])
    return text.replace("\n", "\r\n").encode()


def event(start: str, rule: str = "RRULE:FREQ=WEEKLY;COUNT=3", *more: str, uid: str = "a", title: str = "1:1") -> str:
    return "\n".join([f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART{start}", "DURATION:PT30M", rule, *more])


def read(data: bytes, today: date = date(2026, 1, 1), zone: ZoneInfo = DUBLIN) -> Parsed:
    return calendar_ics.parse(data, "c.ics", today, zone)


def moments(parsed: Parsed) -> list[str]:
    return [f"{row.day} {row.start}" for series in parsed.series for row in series.instances]


def test_the_sample_has_two_series_with_their_exceptions_and_the_moved_meeting() -> None:
    parsed = calendar_ics.parse((INPUT / "calendar.ics").read_bytes(), "calendar.ics", TODAY, DUBLIN)
    assert [series.title for series in parsed.series] == ["1:1 Graham / Maeve", "1:1 Graham / Maeve (weekly)"]
    assert not parsed.problems
    past = [moment for moment in moments(parsed) if moment < "2026-10-31"]
    assert len(past) == 34
    assert "2026-06-11 15:30" in past
    assert not {"2026-06-09 08:30", "2026-10-13 08:30", "2026-02-10 10:00"} & set(past)
    assert moments(parsed)[-1] == "2027-11-16 08:30"


@pytest.mark.parametrize(
    ("start", "zone", "clock"),
    [
        (":20260105T100000Z", "", "10:00"),
        (";TZID=America/New_York:20260105T100000", "", "15:00"),
        (";TZID=W. Europe Standard Time:20260105T100000", "", "09:00"),
        (";TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20260105T200000", "", "11:00"),
        (";TZID=Head office:20260105T100000", CUSTOM_ZONE, "04:30"),
        (":20260105T100000", "", "10:00"),
    ],
)
def test_a_time_in_any_zone_becomes_the_time_here(start: str, zone: str, clock: str) -> None:
    assert moments(read(calendar(event(start), zone=zone)))[0] == f"2026-01-05 {clock}"


def test_a_meeting_keeps_its_own_zones_clock_over_a_change_to_summer_time() -> None:
    parsed = read(calendar(event(";TZID=America/New_York:20260306T090000", "RRULE:FREQ=WEEKLY;COUNT=4")))
    assert moments(parsed) == ["2026-03-06 14:00", "2026-03-13 13:00", "2026-03-20 13:00", "2026-03-27 13:00"]


def test_a_zone_that_nobody_explains_is_a_problem_and_not_a_guess() -> None:
    parsed = read(calendar(event(";TZID=Mars/Olympus:20260105T100000")))
    assert [str(problem) for problem in parsed.problems] == [
        "c.ics, line 3: this event is in a time zone that the calendar does not explain"
    ]


def test_a_series_without_end_is_read_twelve_months_ahead() -> None:
    found = moments(read(calendar(event(":20260105T100000", "RRULE:FREQ=WEEKLY"))))
    assert (found[0], found[-1], len(found)) == ("2026-01-05 10:00", "2026-12-28 10:00", 52)
    assert calendar_ics.a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)


def test_single_events_whole_days_and_cancelled_series_are_no_series() -> None:
    parsed = read(
        calendar(
            event(":20260105T100000", "LOCATION:here", uid="once"),
            event(";VALUE=DATE:20260105", uid="day"),
            event(":20260105T100000", uid="off").replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY"),
        )
    )
    assert not parsed.series
    assert not parsed.problems
    assert [found.uid for found in parsed.cancelled] == ["off"]


def test_a_cancelled_instance_is_left_out_and_a_moved_one_keeps_its_name() -> None:
    moved = "UID:a\nSUMMARY:1:1\nRECURRENCE-ID:20260112T100000\nDTSTART:20260114T160000\nDURATION:PT1H"
    off = "UID:a\nSUMMARY:1:1\nRECURRENCE-ID:20260119T100000\nDTSTART:20260119T100000\nSTATUS:CANCELLED"
    parsed = read(calendar(event(":20260105T100000"), moved, off))
    assert moments(parsed) == ["2026-01-05 10:00", "2026-01-14 16:00"]
    assert [row.instance for row in parsed.series[0].instances] == ["20260105T100000", "20260112T100000"]
    assert [row.minutes for row in parsed.series[0].instances] == [30, 60]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("RRULE:FREQ=SECONDLY", "repeats within a day"),
        ("RRULE:FREQ=DAILY;BYHOUR=1,2,3", "repeats within a day"),
        ("RRULE:FREQ=SOMETIMES", "a date or a rule that cannot be read"),
        ("RRULE:FREQ=WEEKLY\nEXDATE:tomorrow", "a date or a rule that cannot be read"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=0", "never comes to its next time"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_named_by_its_line(rule: str, reason: str) -> None:
    parsed = read(calendar(event(":20260105T100000", uid="good"), event(":20260105T110000", rule)))
    assert len(parsed.series) == 1
    assert len(parsed.problems) == 1
    assert str(parsed.problems[0]).startswith("c.ics, line 10: ")
    assert reason in str(parsed.problems[0])


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.995])
def test_a_calendar_that_was_cut_off_is_refused(kept: float) -> None:
    data = (INPUT / "calendar.ics").read_bytes()
    with pytest.raises(Unreadable, match=r"c.ics, line \d+: this calendar is cut off"):
        read(data[: int(len(data) * kept)])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"\xff\xff",
        b"words",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR",
    ],
)
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"c\.ics"):
        read(data)


def series(title: str, *people: str) -> Series:
    return Series(read(calendar(event(":20260105T100000"))).series[0].place, title, title, people, ())


@pytest.mark.parametrize(
    "fits",
    [
        "1:1 with Ann",
        "Weekly 1-1",
        "1 on 1",
        "One-on-one",
        "one to one",
        "ONE ON ONE",
        "Graham, weekly",
        "Talk (Pell)",
    ],
)
def test_a_title_that_says_one_on_one_or_names_the_manager_is_taken(fits: str) -> None:
    others = [
        series(title)
        for title in ("Staff meeting", "Sprint 11:15", "Room 21:1", "Plan 2026-1-1", "From 1:15", "Someone on oneself")
    ]
    assert calendar_ics.chosen((series(fits), *others), "Graham Pell") == (series(fits),)


def test_a_series_with_the_manager_among_its_people_is_taken() -> None:
    with_manager = series("Weekly", "Graham Pell", "ann")
    assert calendar_ics.chosen((series("Staff", "Graham Stone"), with_manager), "Graham Pell") == (with_manager,)
    by_address = series("Weekly", "graham.pell")
    assert calendar_ics.chosen((series("Staff"), by_address), "Graham Pell") == (by_address,)


def test_where_nothing_fits_all_series_are_taken() -> None:
    both = (series("Staff"), series("Planning"))
    assert calendar_ics.chosen(both, "Graham Pell") == both
    assert calendar_ics.chosen(both, "") == both


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5400), st.binary(max_size=12))
def test_a_damaged_calendar_is_read_or_refused_and_nothing_else(at: int, junk: bytes) -> None:
    data = (INPUT / "calendar.ics").read_bytes()
    with contextlib.suppress(Unreadable):
        read(data[:at] + junk + data[at + len(junk) :])
