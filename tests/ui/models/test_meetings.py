"""Where a meeting stands in the list, and when the next one is proposed."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from journal.practices import one_on_ones
from journal.store.vault import Vault
from journal.ui.models import meetings
from journal.ui.models.meeting import TopicsModel, read_meeting, waiting_rows
from journal.ui.models.meetings import Meetings
from journal.ui.models.rows import Row
from tests import make

TODAY = date(2026, 11, 21)  # a Saturday
LAST = date(2026, 11, 18)  # a Wednesday


def read(vault: Vault) -> Meetings:
    with vault.read() as session:
        return meetings.read_all(session)


def sections(found: Meetings, *, unfolded: bool = False) -> list[tuple[str, str]]:
    rows = meetings.list_rows(found, TODAY, unfolded=unfolded)
    return [(row.section, row.title.replace("\N{NO-BREAK SPACE}", " ")) for row in rows]


def test_what_waits_for_an_answer_stands_first_then_the_next_then_the_past(vault: Vault) -> None:
    with vault.write() as session:
        make.meeting(session, date(2026, 10, 7))
        make.meeting(session, date(2026, 11, 4))
        make.meeting(session, date(2026, 12, 2), state="planned")
        make.meeting(session, date(2026, 11, 25), state="planned")
        make.meeting(session, date(2026, 11, 18), state="planned")
    assert sections(read(vault)) == [
        ("Did it take place?", "Wed 18 Nov"),
        ("Planned", "Wed 25 Nov"),
        ("", "Wed 2 Dec"),
        ("November 2026", "Wed 4 Nov"),
        ("October 2026", "Wed 7 Oct"),
    ]


def test_a_year_of_planned_meetings_does_not_bury_the_past(vault: Vault) -> None:
    with vault.write() as session:
        make.meeting(session, LAST)
        for week in range(1, 40):
            make.meeting(session, LAST + timedelta(weeks=week), state="planned")
    found = read(vault)
    assert len(sections(found)) == meetings.NEXT_SHOWN + 2
    assert len(sections(found, unfolded=True)) == 40


def test_years_of_past_meetings_are_listed_when_they_are_asked_for(vault: Vault) -> None:
    with vault.write() as session:
        for week in range(1, meetings.PAST_SHOWN + 6):
            make.meeting(session, TODAY - timedelta(weeks=week))
    with vault.read() as session:
        latest, everything = meetings.read_all(session), meetings.read_all(session, past=None)
    rows = meetings.list_rows(latest, TODAY, unfolded=False)
    assert (len(rows), rows[-1].id) == (meetings.PAST_SHOWN + 1, meetings.EARLIER)
    assert [each.id for each in latest.held] == [each.id for each in everything.held[: meetings.PAST_SHOWN]]
    assert len(meetings.list_rows(everything, TODAY, unfolded=False)) == meetings.PAST_SHOWN + 5


def test_the_next_one_keeps_the_rhythm_that_was_agreed(vault: Vault) -> None:
    with vault.write() as session:
        make.meeting(session, LAST)
        make.manager(session).cadence_weeks = 4
    assert read(vault).next_appointment(TODAY).day == LAST + timedelta(weeks=4)
    assert read(vault).next_appointment(LAST + timedelta(weeks=5)).day == LAST + timedelta(weeks=8), "from the day on"


def test_a_meeting_without_notes_says_what_it_waits_for_or_what_was_learned(vault: Vault) -> None:
    with vault.write() as session:
        make.meeting(session, TODAY - timedelta(days=30))
        make.meeting(session, TODAY - timedelta(days=3))
        done = make.meeting(session, TODAY - timedelta(days=2))
        one_on_ones.debrief(session, done.id, learned="Ask for one thing", debriefed_on=TODAY)
    rows = meetings.list_rows(read(vault), TODAY, unfolded=False)
    assert [row.second for row in rows] == ["Ask for one thing", "Waits for its debrief", "No notes"]


def test_the_next_one_is_proposed_a_week_on_at_the_usual_time(vault: Vault) -> None:
    with vault.write() as session:
        make.meeting(session, LAST, start="14:30")
    found = read(vault)
    assert found.next_appointment(TODAY) == meetings.Appointment(date(2026, 11, 25), "14:30", 30)
    assert found.next_appointment(LAST).day == date(2026, 11, 25)
    with vault.write() as session:
        make.meeting(session, date(2026, 11, 25), state="planned")
    assert read(vault).next_appointment(TODAY).day == date(2026, 12, 2)


def test_what_was_left_over_is_offered_with_the_day_since_which_it_waits(vault: Vault) -> None:
    with vault.write() as session:
        early = make.meeting(session, date(2026, 11, 4))
        make.topic(session, early, "Hiring plan")
        make.topic(session, early, "Budget", discussed=True)
        last = make.meeting(session, LAST)
        one_on_ones.revise(session, last.id, next_topics="Career\n\nTravel")
        coming = make.meeting(session, date(2026, 11, 25), state="planned")
        make.topic(session, coming, "Travel")
    with vault.read() as session:
        view = read_meeting(session, coming.id, TODAY)
        past = read_meeting(session, early.id, TODAY)
    assert view is not None
    assert past is not None
    offered = [(row.title, row.trailing.replace("\N{NO-BREAK SPACE}", " ")) for row in waiting_rows(view, TODAY)]
    assert offered == [("Hiring plan", "since Wed 4 Nov"), ("Career", "noted for next time")]
    assert waiting_rows(past, TODAY) == []


def test_promises_come_back_until_they_are_kept_and_only_to_meetings_ahead(vault: Vault) -> None:
    with vault.write() as session:
        early = make.meeting(session, date(2026, 11, 4))
        make.promise(session, "Mine", made_on=early.day, one_on_one_id=early.id)
        make.promise(session, "Theirs", owner="manager", made_on=early.day, one_on_one_id=early.id)
        coming = make.meeting(session, date(2026, 11, 25), state="planned")
        make.promise(session, "New", made_on=TODAY, one_on_one_id=coming.id)
    with vault.read() as session:
        view = read_meeting(session, coming.id, TODAY)
        past = read_meeting(session, early.id, TODAY)
    assert view is not None
    assert past is not None
    assert [[row.what for row in side] for side in (view.mine, view.theirs, view.made_here)] == [
        ["Mine"],
        ["Theirs"],
        ["New"],
    ]
    assert [[row.what for row in side] for side in (past.mine, past.theirs)] == [[], []]
    assert {row.what for row in past.made_here} == {"Mine", "Theirs"}


def test_the_agendas_model_hands_over_new_words_and_refuses_empty_ones(qtbot: QtBot) -> None:
    model = TopicsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows([Row("1", "Budget", ticked=False)])
    index = model.index(0, 0)
    with qtbot.waitSignal(model.renamed) as told:
        assert model.setData(index, " Budget for spring ", Qt.ItemDataRole.EditRole)
    assert told.args == ["1", "Budget for spring"]
    assert not model.setData(index, "  ", Qt.ItemDataRole.EditRole)
    assert tester.model() is model
