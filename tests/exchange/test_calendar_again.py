"""A calendar that is read again: what moved there moves here, what is gone may go, and nothing of ours is lost."""

from collections.abc import Sequence
from datetime import date

import pytest

from journal.exchange import report
from journal.practices import managers, one_on_ones
from journal.store import records
from journal.store.tables import OneOnOne
from tests.exchange.conftest import TODAY, Importer

ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Dublin
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
END:VTIMEZONE"""
AT = ";TZID=Europe/Dublin:"
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=4"


def event(start: str = "20261124T140000", *more: str, uid: str = "weekly", rule: str = WEEKLY) -> str:
    """The master of a series of Tuesdays: 24 November, 1, 8 and 15 December."""
    lines = [f"UID:{uid}", "SUMMARY:1:1 Ada", f"DTSTART{AT}{start}", "DURATION:PT30M", *([rule] if rule else []), *more]
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def moved(original: str, start: str, uid: str = "weekly") -> str:
    """One instance of it, moved."""
    return event(start, f"RECURRENCE-ID{AT}{original}", uid=uid, rule="")


def calendar(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", ZONE, *events, "END:VCALENDAR", ""]).replace("\n", "\r\n")


def read(into: Importer, *events: str, today: date = TODAY) -> Sequence[str]:
    """Import the calendar; the report's lines about meetings that are here."""
    plan = into.data("c.ics", calendar(*events), today=today)
    return report.meetings(plan)


def standing(into: Importer) -> list[str]:
    """The day and time of every meeting that is not in the trash."""
    found = into.rows("SELECT day, start FROM one_on_one WHERE deleted_at IS NULL ORDER BY day, start")
    return [f"{str(day)[5:]} {start}" for day, start in found]


def meeting_of(into: Importer, day: date) -> str:
    with into.vault.read() as session:
        return next(each.id for each in one_on_ones.planned(session) if each.day == day)


def revise(into: Importer, meeting_id: str, **values: object) -> None:
    with into.vault.write() as session:
        one_on_ones.revise(session, meeting_id, **values)


FOUR = ["11-24 14:00", "12-01 14:00", "12-08 14:00", "12-15 14:00"]
SECOND = date(2026, 12, 1)


def test_the_same_calendar_again_changes_nothing(into: Importer) -> None:
    assert not read(into, event())
    assert standing(into) == FOUR
    plan = into.data("c.ics", calendar(event()))
    assert plan.is_empty
    assert standing(into) == FOUR


def test_a_moved_instance_moves_here_with_everything_that_was_typed_into_it(into: Importer) -> None:
    read(into, event())
    meeting_id = meeting_of(into, SECOND)
    revise(into, meeting_id, notes="Bring the figures.")
    with into.vault.write() as session:
        one_on_ones.add_item(session, meeting_id, "The pilot", TODAY)
        one_on_ones.add_card(session, meeting_id, "The budget")
    assert read(into, event(), moved("20261201T140000", "20261203T093000")) == [
        "Moved: 1 December 2026, 14:00 → 3 December 2026, 09:30"
    ]
    assert standing(into) == ["11-24 14:00", "12-03 09:30", "12-08 14:00", "12-15 14:00"]
    with into.vault.read() as session:
        found = records.get(session, OneOnOne, meeting_id)
        assert (found.day, found.notes) == (date(2026, 12, 3), "Bring the figures.")
        assert len(one_on_ones.cards(session, meeting_id)) == 1
    # and back again, and the same once more
    read(into, event())
    assert standing(into) == FOUR
    assert into.data("c.ics", calendar(event())).is_empty


def test_a_time_that_was_set_here_is_not_overruled(into: Importer) -> None:
    read(into, event())
    revise(into, meeting_of(into, SECOND), start="16:00")
    assert read(into, event(), moved("20261201T140000", "20261203T093000")) == [
        "Set here to 1 December 2026, 16:00, in the calendar 3 December 2026, 09:30: left as it is"
    ]
    assert "12-01 16:00" in standing(into)


def test_a_meeting_that_was_moved_here_first_and_there_alike_moves_on_with_the_calendar(into: Importer) -> None:
    read(into, event())
    revise(into, meeting_of(into, SECOND), day=date(2026, 12, 3))
    assert not read(into, event(), moved("20261201T140000", "20261203T140000"))
    read(into, event(), moved("20261201T140000", "20261204T140000"))
    assert "12-04 14:00" in standing(into)


def test_a_series_that_was_moved_as_a_whole_takes_its_meetings_along(into: Importer) -> None:
    read(into, event())
    meeting_id = meeting_of(into, SECOND)
    with into.vault.write() as session:
        one_on_ones.add_item(session, meeting_id, "The pilot", TODAY)
    lines = read(into, event("20261126T100000"))  # Thursdays at ten: every instance has another name
    assert len(lines) == 4
    assert standing(into) == ["11-26 10:00", "12-03 10:00", "12-10 10:00", "12-17 10:00"]
    assert meeting_of(into, date(2026, 12, 3)) == meeting_id
    assert into.data("c.ics", calendar(event("20261126T100000"))).is_empty
    # it is known by its new name: what moves again moves along
    read(into, event("20261126T100000"), moved("20261203T100000", "20261204T100000"))
    assert meeting_of(into, date(2026, 12, 4)) == meeting_id


def test_a_series_that_ends_and_goes_on_under_another_name_takes_its_meetings_along(into: Importer) -> None:
    read(into, event())
    meeting_id = meeting_of(into, date(2026, 12, 8))
    before = event(rule="RRULE:FREQ=WEEKLY;UNTIL=20261203T000000Z")
    after = event("20261209T140000", uid="weekly_R2", rule="RRULE:FREQ=WEEKLY;COUNT=2")
    read(into, before, after)
    assert standing(into) == ["11-24 14:00", "12-01 14:00", "12-09 14:00", "12-16 14:00"]
    assert meeting_of(into, date(2026, 12, 9)) == meeting_id


def test_a_cancelled_instance_takes_its_empty_meeting_away_and_no_other(into: Importer) -> None:
    read(into, event())
    assert read(into, event("20261124T140000", f"EXDATE{AT}20261201T140000")) == [
        "No longer in the calendar, to the trash: 1 December 2026, 14:00"
    ]
    assert standing(into) == [FOUR[0], *FOUR[2:]]


def work(kind: str, into: Importer, meeting_id: str) -> None:
    """Do some work in a meeting."""
    with into.vault.write() as session:
        match kind:
            case "notes":
                one_on_ones.revise(session, meeting_id, notes="Bring the figures.")
            case "topic":
                one_on_ones.add_item(session, meeting_id, "The pilot", TODAY)
            case "card":
                one_on_ones.add_card(session, meeting_id, "The budget")
            case _:
                one_on_ones.revise(session, meeting_id, state="held")


@pytest.mark.parametrize("kind", ["notes", "topic", "card", "held"])
def test_a_meeting_with_work_in_it_or_that_was_held_never_goes(into: Importer, kind: str) -> None:
    read(into, event())
    work(kind, into, meeting_of(into, SECOND))
    read(into, event("20261124T140000", f"EXDATE{AT}20261201T140000"))
    assert standing(into) == FOUR
    read(into, event("20261124T140000", "STATUS:CANCELLED"))
    assert standing(into) == [FOUR[1]]


def test_a_series_that_was_called_off_takes_its_empty_meetings_away(into: Importer) -> None:
    read(into, event())
    assert len(read(into, event("20261124T140000", "STATUS:CANCELLED"))) == 4
    assert standing(into) == []
    # control: another calendar, in which the series does not stand at all, says nothing about it
    with into.vault.write() as session:
        one_on_ones.plan(session, SECOND, "14:00", manager_id=managers.current(session).id)
    read(into, event("20270105T140000", uid="other"))
    assert "12-01 14:00" in standing(into)


def test_a_new_instance_appears(into: Importer) -> None:
    read(into, event())
    read(into, event(rule="RRULE:FREQ=WEEKLY;COUNT=5"))
    assert standing(into) == [*FOUR, "12-22 14:00"]


def test_a_meeting_that_was_planned_here_and_found_in_the_calendar_moves_along_from_then_on(into: Importer) -> None:
    with into.vault.write() as session:
        made = one_on_ones.plan(session, SECOND, "14:00", manager_id=managers.current(session).id)
    read(into, event())
    assert meeting_of(into, SECOND) == made.id
    assert standing(into) == FOUR
    read(into, event(), moved("20261201T140000", "20261202T140000"))
    assert meeting_of(into, date(2026, 12, 2)) == made.id


def test_the_clock_on_the_wall_stays_over_the_change_of_the_clocks(into: Importer) -> None:
    spring = event("20270316T140000")  # the clocks change on 28 March
    assert not read(into, spring)
    four = ["03-16 14:00", "03-23 14:00", "03-30 14:00", "04-06 14:00"]
    assert standing(into) == four
    assert into.data("c.ics", calendar(spring)).is_empty
    read(into, spring, moved("20270330T140000", "20270331T150000"))
    assert standing(into) == [*four[:2], "03-31 15:00", four[3]]


def test_what_lies_in_the_trash_stays_there(into: Importer) -> None:
    read(into, event())
    with into.vault.write() as session:
        one_on_ones.move_to_trash(session, meeting_of(into, SECOND))
    read(into, event(), moved("20261201T140000", "20261203T093000"))
    assert standing(into) == [FOUR[0], *FOUR[2:]]


def test_a_meeting_whose_day_has_passed_without_a_word_moves_to_the_new_day(into: Importer) -> None:
    read(into, event())
    later = date(2026, 12, 2)
    read(into, event(), moved("20261201T140000", "20261203T140000"), today=later)
    assert "12-03 14:00" in standing(into)
