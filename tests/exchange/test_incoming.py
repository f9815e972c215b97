"""Importing: everything once, the same again adds nothing, changes follow, and what is ours stays ours."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from journal.errors import SourceRefused
from journal.exchange import report, sources, writing
from journal.practices import commitments, entries, managers, one_on_ones
from journal.store import history, search
from journal.store.tables import Commitment, Entry, Feedback, OneOnOne
from tests.exchange.conftest import DUBLIN, INPUT, TODAY, Importer, everything

HEAD = "made_on,owner,what,due,status,closed_on,one_on_one\n"
REQUESTS = "asked_on,kind,ask,by_when,why_it_helps_them,status,answered_on,outcome\n"
MEETINGS = "date,start,minutes,agenda,notes,next_topics\n"
LINES = "section,text,source\n"
WEEKLY = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:series
SUMMARY:1:1
DTSTART:20261103T100000
DURATION:PT30M
RRULE:FREQ=WEEKLY;COUNT=6
END:VEVENT
END:VCALENDAR
"""


def test_the_sample_is_imported_whole(into: Importer) -> None:
    plan = into.path(INPUT)
    added = {kind: counts["added"] for kind, counts in plan.counts.items()}
    wanted = {
        "notes": 160,
        "one-on-ones": 34,
        "commitments": 70,
        "requests": 28,
        "feedback": 30,
        "shareable": 25,
    }
    assert added == {**wanted, "importance": 6, "calendar": 52}
    assert plan.count("linked") == 34
    assert plan.ignored == ("README.md", "expected.json", "facts.py", "private-canaries.txt")
    assert plan.series == ("1:1 Graham / Maeve", "1:1 Graham / Maeve (weekly)")
    assert into.value("SELECT sum(json_array_length(competencies)) FROM importance_hand") == 24
    assert into.value("SELECT count(*) FROM entry WHERE kind = 'interaction'") == 160
    assert into.value("SELECT count(*) FROM one_on_one WHERE state = 'held' AND calendar_uid IS NOT NULL") == 34
    assert into.value("SELECT count(*) FROM one_on_one WHERE state = 'planned'") == 52
    assert into.value("SELECT count(*) FROM history") == 0


def test_the_sample_says_in_the_journal_what_its_files_say(into: Importer) -> None:
    into.path(INPUT)
    facts = json.loads((INPUT / "expected.json").read_text(encoding="utf-8"))
    tags = into.counts("SELECT name, count(*) FROM entry_tag GROUP BY name")
    assert tags == facts["notes"]["per_tag"]
    assert into.value("SELECT count(*) FROM entry WHERE starred") == facts["notes"]["starred"]
    assert into.value("SELECT sum(minutes) FROM one_on_one WHERE state = 'held'") == facts["one_on_ones"]["minutes"]
    statuses = into.counts("SELECT status, count(*) FROM request GROUP BY status")
    assert statuses == {name: count for name, count in facts["requests_by_status"].items() if count}
    sections = into.counts("SELECT section, count(*) FROM shareable_line GROUP BY section")
    assert sections == facts["shareable_by_section"]
    assert into.value("SELECT count(one_on_one_id) FROM commitment") == 65
    assert into.value("SELECT count(replaces_id) FROM commitment") == 12
    assert into.value("SELECT count(*) FROM agenda_item WHERE NOT discussed") == 0
    assert into.rows("SELECT day FROM entry JOIN request ON entry_id = entry.id WHERE status = 'draft'") == [
        (TODAY.isoformat(),)
    ]


def test_everything_imported_is_found(into: Importer) -> None:
    into.path(INPUT)
    with into.vault.read() as session:
        kinds = {hit.kind for word in ("Corinne", "Harrowgate") for hit in search.find(session, word, limit=200)}
    assert {"interaction", "feedback", "request", "one_on_one", "commitment"} <= kinds


def test_the_same_source_again_changes_no_row(into: Importer) -> None:
    into.path(INPUT)
    before = everything(into.vault)
    plan = into.path(INPUT)
    assert plan.is_empty
    assert plan.count("same") == 160 + 34 + 70 + 28 + 30 + 6 + 25 + 86
    assert everything(into.vault) == before


def test_file_by_file_gives_what_the_folder_gives(into: Importer) -> None:
    for name in ("commitments.csv", "shareable.csv", "one-on-ones.csv", "feedback.csv", "notes.jrnl.json"):
        into.path(INPUT / name)
    for name in ("requests.csv", "importance.csv", "calendar.ics"):
        into.path(INPUT / name)
    assert into.path(INPUT).count("added") == 0
    assert into.value("SELECT count(*) FROM entry WHERE kind = 'interaction'") == 160
    assert into.value("SELECT count(one_on_one_id) FROM commitment") == 65
    assert into.path(INPUT).is_empty


def test_text_and_json_are_the_same_notes(into: Importer) -> None:
    assert into.path(INPUT / "notes.jrnl.txt").count("added") == 160
    assert into.path(INPUT / "notes.jrnl.json").is_empty


def test_two_notes_of_one_minute_with_one_title_are_two(into: Importer) -> None:
    twice = "[2026-01-02 10:00] Same\nfirst\n\n[2026-01-02 10:00] Same\nsecond\n\n"
    assert into.data("n.txt", twice).count("added", "notes") == 2
    assert into.data("n.txt", twice + "[2026-01-02 10:00] Same\nsecond\n").count("added") == 1
    assert into.rows("SELECT text FROM entry ORDER BY place") == [
        ("Same\nfirst",),
        ("Same\nsecond",),
        ("Same\nsecond",),
    ]


def test_an_accent_written_in_another_form_is_the_same_note(into: Importer) -> None:
    into.data("n.txt", "[2026-01-02 10:00] Siobh\u00e1n\n")
    assert into.data("n.txt", "[2026-01-02 10:00] Siobha\u0301n\n").is_empty


def test_an_imported_note_is_an_interaction_whatever_its_tags(into: Importer) -> None:
    into.data("n.txt", "[2026-01-02 10:00] Hooray @win @feedback @Win x@no\n@ask\n")
    assert into.rows("SELECT kind, time, day FROM entry") == [("interaction", "10:00", "2026-01-02")]
    assert into.rows("SELECT name FROM entry_tag ORDER BY name") == [("@ask",), ("@feedback",), ("@win",)]


def test_a_source_that_grew_adds_what_is_new(into: Importer, sample: Path) -> None:
    into.path(sample)
    with (sample / "notes.jrnl.txt").open("a", encoding="utf-8") as file:
        file.write("\n[2026-11-02 09:00] One more.\n")
    with (sample / "commitments.csv").open("a", encoding="utf-8") as file:
        file.write("2026-11-03,me,One more promise,,open,,\n")
    plan = into.path(sample)
    assert (plan.count("added", "notes"), plan.count("added", "commitments"), plan.count("added")) == (
        1,
        1,
        2,
    )
    assert plan.count("changed") == 0


def test_a_row_that_changed_updates_the_record_and_keeps_the_earlier_version(into: Importer) -> None:
    into.data("c.csv", HEAD + "2026-01-02,me,Draft the plan,2026-01-09,open,,\n")
    plan = into.data("c.csv", HEAD + "2026-01-02,me,Draft the plan,2026-01-09,kept,2026-01-08,\n")
    assert plan.count("changed", "commitments") == 1
    assert into.rows("SELECT status, closed_on FROM commitment") == [("kept", "2026-01-08")]
    with into.vault.read() as session:
        found = session.scalars(select(Commitment)).one()
        assert [version.values["status"] for version in history.versions(session, found.id) if version.values] == [
            "open"
        ]
    assert into.data("c.csv", HEAD + "2026-01-02,me,Draft the plan,2026-01-09,kept,2026-01-08,\n").is_empty


def test_a_record_that_follows_its_source_twice_is_not_taken_for_edited(into: Importer) -> None:
    for due in ("2026-01-09", "2026-01-10", "2026-01-11"):
        into.data("c.csv", HEAD + f"2026-01-02,me,Draft the plan,{due},open,,\n")
    assert into.rows("SELECT due FROM commitment") == [("2026-01-11",)]


def test_what_was_edited_here_stays_and_is_listed(into: Importer) -> None:
    into.data("c.csv", HEAD + "2026-01-02,me,Draft the plan,,open,,\n2026-01-02,me,Other,,open,,\n")
    with into.vault.write() as session:
        mine = session.scalars(select(Commitment).where(Commitment.what == "Draft the plan")).one()
        commitments.keep(session, mine.id, date(2026, 1, 5))
    plan = into.data("c.csv", HEAD + "2026-01-02,me,Draft the plan,,dropped,2026-01-07,\n2026-01-02,me,Other,,open,,\n")
    assert into.rows("SELECT status FROM commitment WHERE what = 'Draft the plan'") == [("kept",)]
    assert [str(place) for place in plan.places("kept_ours")] == ["c.csv, line 2"]
    assert "Edited here since, left as it is: c.csv, line 2" in report.lines(plan)


def test_an_edited_note_whose_source_stayed_the_same_is_left_alone(into: Importer) -> None:
    into.data("n.txt", "[2026-01-02 10:00] Title\nbody\n")
    with into.vault.write() as session:
        entries.revise(session, session.scalars(select(Entry.id)).one(), text="New title @tag")
    assert into.data("n.txt", "[2026-01-02 10:00] Title\nbody\n").is_empty
    assert into.data("n.txt", "[2026-01-02 10:00] Title\nother body\n").count("kept_ours") == 1
    assert into.value("SELECT text FROM entry") == "New title @tag"


def test_a_changed_note_takes_its_tags_along(into: Importer) -> None:
    into.data("n.txt", "[2026-01-02 10:00] Title\n@old words\n")
    into.data("n.txt", "[2026-01-02 10:00] Title\n@new words\n")
    assert into.rows("SELECT name FROM entry_tag") == [("@new",)]
    with into.vault.read() as session:
        assert not search.find(session, "old")
        assert len(search.find(session, "new words")) == 1


@pytest.mark.parametrize("for_good", [False, True])
def test_what_is_in_the_trash_or_gone_for_good_stays_there(into: Importer, *, for_good: bool) -> None:
    into.path(INPUT)
    with into.vault.write() as session:
        for kind in (Entry, Commitment):
            found = session.scalars(select(kind).limit(1)).one()
            history.trash(found)
            session.flush()
            if for_good:
                history.delete_for_good(session, found)
    plan = into.path(INPUT)
    assert plan.count("in_trash") == 2
    assert plan.is_empty


def test_a_feedback_whose_entry_is_in_the_trash_stays_there(into: Importer, sample: Path) -> None:
    into.path(sample / "feedback.csv")
    with into.vault.write() as session:
        entries.move_to_trash(session, session.scalars(select(Feedback.entry_id).limit(1)).one())
    assert into.path(sample / "feedback.csv").count("in_trash") == 1


def test_a_draft_that_was_asked_in_the_meantime_is_the_same_request(into: Importer) -> None:
    into.data("r.csv", REQUESTS + ",role,A bigger role,,,draft,,\n")
    plan = into.data("r.csv", REQUESTS + "2026-11-10,role,A bigger role,,,asked,,\n")
    assert (plan.count("changed"), plan.count("added")) == (1, 0)
    assert into.rows("SELECT status, asked_on, day FROM request JOIN entry ON entry.id = entry_id") == [
        ("asked", "2026-11-10", "2026-11-10")
    ]
    assert into.data("r.csv", REQUESTS + "2026-11-10,role,A bigger role,,,asked,,\n").is_empty


def test_a_draft_keeps_the_day_of_its_first_import(into: Importer) -> None:
    draft = REQUESTS + ",role,A bigger role,,,draft,,\n"
    into.data("r.csv", draft, today=date(2026, 1, 2))
    assert into.data("r.csv", draft, today=date(2026, 2, 3)).is_empty
    assert into.value("SELECT day FROM entry") == "2026-01-02"


def test_what_was_typed_in_by_hand_is_not_doubled(into: Importer) -> None:
    with into.vault.write() as session:
        boss = managers.current(session)
        commitments.make(session, "me", "Draft the plan", date(2026, 1, 2), manager_id=boss.id)
        entries.write(session, "interaction", "Title\nbody", date(2026, 1, 2), "10:00", manager_id=boss.id)
    into.data("c.csv", HEAD + "2026-01-02,me,Draft the plan,,open,,\n")
    plan = into.data("n.txt", "[2026-01-02 10:00] Title\nanother body\n")
    assert plan.count("kept_ours") == 1
    assert into.rows("SELECT count(*) FROM commitment UNION ALL SELECT count(*) FROM entry") == [(1,), (1,)]


def test_equal_rows_of_a_table_are_one_and_different_ones_with_one_identity_are_two(into: Importer) -> None:
    row = "2026-01-02,me,Call,2026-01-03,kept,2026-01-03,\n"
    rows = row + row + "2026-01-02,me,Call,2026-01-09,open,,\n"
    assert into.data("c.csv", HEAD + rows).count("added") == 2
    assert into.data("c.csv", HEAD + rows).is_empty


def test_two_files_with_the_same_rows_add_them_once(into: Importer, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    for name in ("2025.csv", "2026.csv"):
        (folder / name).write_text(HEAD + "2026-01-02,me,Call,,open,,\n", encoding="utf-8")
    assert into.path(folder).count("added") == 1


def test_a_renegotiated_promise_is_linked_to_its_successor_where_that_is_certain(into: Importer) -> None:
    into.data(
        "c.csv",
        HEAD
        + "2026-02-02,me,Cost model for parts,,open,,\n"
        + "2026-02-02,manager,Cost model with Ann,,open,,\n"
        + "2026-01-02,me,Cost model,,renegotiated,2026-02-02,\n"
        + "2026-01-02,me,Hire somebody,,renegotiated,2026-02-02,\n"
        + "2026-01-02,manager,Talk about Ann to sales,,renegotiated,2026-03-03,\n"
        + "2026-03-03,manager,Talk to Ann,,open,,\n2026-03-03,manager,Talk to Bob,,open,,\n",
    )
    query = "SELECT new.what, old.what FROM commitment new JOIN commitment old ON old.id = new.replaces_id"
    assert into.rows(query) == [("Cost model for parts", "Cost model")]
    assert into.value("SELECT count(*) FROM history") == 0


def test_a_successor_that_comes_with_a_grown_source_is_linked(into: Importer) -> None:
    into.data("c.csv", HEAD + "2026-01-02,me,Cost model,,open,,\n")
    grown = "2026-01-02,me,Cost model,,renegotiated,2026-02-02,\n2026-02-02,me,Cost model for parts,,open,,\n"
    into.data("c.csv", HEAD + grown)
    assert into.value("SELECT count(replaces_id) FROM commitment") == 1
    assert into.data("c.csv", HEAD + grown).is_empty


# ---- meetings and calendars -----------------------------------------------------------------------------------


def test_a_changed_agenda_follows_its_source_and_leaves_our_topics(into: Importer) -> None:
    into.data("m.csv", MEETINGS + '2026-01-02,10:00,30,"Budget\nHiring",notes,\n')
    with into.vault.write() as session:
        meeting = session.scalars(select(OneOnOne)).one()
        one_on_ones.add_item(session, meeting.id, "Mine", date(2026, 1, 3))
    into.data("m.csv", MEETINGS + '2026-01-02,10:00,30,"Budget\nTravel",notes,\n')
    live = "SELECT text FROM agenda_item WHERE deleted_at IS NULL ORDER BY text"
    assert into.rows(live) == [("Budget",), ("Mine",), ("Travel",)]
    assert into.data("m.csv", MEETINGS + '2026-01-02,10:00,30,"Budget\nTravel",notes,\n').is_empty


def test_instances_from_today_on_are_planned_and_past_ones_only_link(into: Importer) -> None:
    into.data("m.csv", MEETINGS + "2026-11-03,10:05,20,,held,\n2026-11-03,16:00,20,,other,\n")
    plan = into.data("c.ics", WEEKLY)
    assert (plan.count("added"), plan.count("linked")) == (3, 1)
    held = into.rows("SELECT start, calendar_instance FROM one_on_one WHERE state = 'held' ORDER BY start")
    assert held == [("10:05", "20261103T100000"), ("16:00", None)]
    assert into.rows("SELECT day FROM one_on_one WHERE state = 'planned' ORDER BY day") == [
        ("2026-11-24",),
        ("2026-12-01",),
        ("2026-12-08",),
    ]
    assert into.data("c.ics", WEEKLY).is_empty


def test_two_copies_of_one_calendar_plan_each_meeting_once(into: Importer, tmp_path: Path) -> None:
    folder = tmp_path / "calendars"
    folder.mkdir()
    for name in ("a.ics", "b.ics"):
        (folder / name).write_text(WEEKLY)
    assert into.path(folder).count("added") == 3
    assert into.path(folder).is_empty


def test_a_link_from_the_calendar_is_no_edit(into: Importer) -> None:
    into.data("m.csv", MEETINGS + "2026-11-03,10:00,20,,held,\n")
    into.data("c.ics", WEEKLY)
    assert into.data("m.csv", MEETINGS + "2026-11-03,10:00,25,,held,\n").count("changed") == 1


def test_a_planned_meeting_that_was_held_becomes_the_held_one(into: Importer) -> None:
    into.data("c.ics", WEEKLY)
    with into.vault.write() as session:
        planned = one_on_ones.planned(session)[0]
        one_on_ones.add_item(session, planned.id, "Mine", TODAY)
        one_on_ones.revise(session, planned.id, notes="prepared")
    plan = into.data("m.csv", MEETINGS + "2026-11-24,10:10,30,Budget,said,\n", today=date(2026, 11, 25))
    assert (plan.count("changed"), plan.count("added")) == (1, 0)
    assert into.rows("SELECT start, state, notes FROM one_on_one WHERE day = '2026-11-24'") == [
        ("10:10", "held", "prepared\n\nsaid")
    ]
    assert into.rows("SELECT text, discussed FROM agenda_item ORDER BY text") == [("Budget", 1), ("Mine", 0)]
    assert into.data("c.ics", WEEKLY, today=date(2026, 11, 25)).is_empty


def test_a_moved_instance_moves_its_planned_meeting(into: Importer) -> None:
    into.data("c.ics", WEEKLY)
    moved = (
        "BEGIN:VEVENT\nUID:series\nRECURRENCE-ID:20261201T100000\nDTSTART:20261203T150000\nDURATION:PT30M\nEND:VEVENT\n"
    )
    plan = into.data("c.ics", WEEKLY.replace("END:VCALENDAR", moved + "END:VCALENDAR"))
    assert (plan.count("changed"), plan.count("added")) == (1, 0)
    assert ("2026-12-03", "15:00") in into.rows("SELECT day, start FROM one_on_one")


def test_an_instance_that_is_gone_takes_its_planned_meeting_along_unless_we_worked_on_it(
    into: Importer,
) -> None:
    into.data("c.ics", WEEKLY)
    with into.vault.write() as session:
        meeting = session.scalars(select(OneOnOne).where(OneOnOne.day == date(2026, 12, 1))).one()
        one_on_ones.add_item(session, meeting.id, "Mine", TODAY)
    plan = into.data("c.ics", WEEKLY.replace("COUNT=6", "COUNT=4"))
    assert (plan.count("withdrawn"), plan.count("kept_ours")) == (1, 1)
    assert into.rows("SELECT day FROM one_on_one WHERE deleted_at IS NOT NULL") == [("2026-12-08",)]


def test_a_planned_meeting_in_the_trash_does_not_come_back(into: Importer) -> None:
    into.data("c.ics", WEEKLY)
    with into.vault.write() as session:
        one_on_ones.move_to_trash(session, one_on_ones.planned(session)[0].id)
    assert into.data("c.ics", WEEKLY).count("in_trash") == 1
    assert into.value("SELECT count(*) FROM one_on_one") == 3


def test_series_are_chosen_by_the_name_of_the_manager(into: Importer) -> None:
    with into.vault.write() as session:
        managers.begin(session, "Ada Ames")
    other = WEEKLY.replace("SUMMARY:1:1", "SUMMARY:Ames weekly")
    staff = WEEKLY.replace("SUMMARY:1:1", "SUMMARY:Staff").replace("UID:series", "UID:staff")
    body = staff.partition("VERSION:2.0\n")[2]
    plan = into.data("c.ics", other.replace("END:VCALENDAR\n", body))
    assert (plan.series, plan.other_series) == (("Ames weekly",), ("Staff",))
    assert "Calendar series taken: Ames weekly" in report.lines(plan)


# ---- approved lines -------------------------------------------------------------------------------------------


def test_a_line_knows_its_source_where_there_is_just_one(into: Importer) -> None:
    into.data("c.csv", HEAD + "2026-01-02,me,One,,open,,\n2026-01-03,me,Two,,open,,\n2026-01-03,me,Three,,open,,\n")
    lines = LINES + "commitments,First,commitments:2026-01-02\ncommitments,Second,commitments:2026-01-03\n"
    into.data("s.csv", lines + "next,Third,feedback:2026-01-03\n")
    found = into.rows(
        "SELECT text, source_kind, source_id IS NULL, source_day FROM shareable_line ORDER BY position, section"
    )
    assert sorted(found) == [
        ("First", "commitment", 0, "2026-01-02"),
        ("Second", "commitment", 1, "2026-01-03"),
        ("Third", "feedback", 1, "2026-01-03"),
    ]


def test_a_line_that_was_withdrawn_stays_withdrawn(into: Importer) -> None:
    into.data("s.csv", LINES + "next,Third,feedback:2026-01-03\n")
    with into.vault.write() as session:
        session.execute(text("UPDATE shareable_line SET withdrawn_at = '2026-02-01'"))
    assert into.data("s.csv", LINES + "next,Third,feedback:2026-01-03\n").is_empty
    assert into.value("SELECT withdrawn_at FROM shareable_line") == "2026-02-01"


# ---- refusal, skipping, cancelling ----------------------------------------------------------------------------


def test_one_bad_row_refuses_the_whole_import_and_changes_nothing(into: Importer, sample: Path) -> None:
    lines = (sample / "commitments.csv").read_text(encoding="utf-8").split("\n")
    lines[6] = lines[6].replace("2025-10-07", "2025-10-32", 1)
    (sample / "commitments.csv").write_text("\n".join(lines), encoding="utf-8")
    before = everything(into.vault)
    with pytest.raises(
        SourceRefused, match=r"^commitments.csv, line 7: made_on is a date that does not exist\. Nothing"
    ) as refused:
        into.path(sample)
    assert "\n" not in str(refused.value)
    assert everything(into.vault) == before
    plan = into.path(sample, skip_bad=True)
    assert plan.count("added", "commitments") == 69
    assert "Skipped: commitments.csv, line 7: made_on is a date that does not exist" in report.lines(plan)


class Stopped(Exception):
    pass


def test_a_cancelled_import_changes_nothing(into: Importer) -> None:
    before = everything(into.vault)

    def stop(done: int, total: int) -> None:
        assert 0 < done <= total
        if done > total // 2:
            raise Stopped

    with pytest.raises(Stopped), into.vault.write() as session:
        writing.bring_in(session, sources.read(INPUT, TODAY, zone=DUBLIN), step=stop)
    assert everything(into.vault) == before


def test_the_preview_says_what_the_import_then_does_and_changes_nothing(into: Importer) -> None:
    source = sources.read(INPUT, TODAY, zone=DUBLIN)
    before = everything(into.vault)
    with into.vault.read() as session:
        preview = writing.compare(session, source)
    assert everything(into.vault) == before
    done = into.path(INPUT)
    assert preview.counts == done.counts
    assert "Notes: 160 to add" in report.lines(preview, done=False)
    assert "Notes: 160 added" in report.lines(done)


def test_hostile_text_is_kept_as_text(into: Importer) -> None:
    hostile = "<img src='file:///etc/passwd'> =1+1 {7*7} '; DROP TABLE entry; -- \u202e\u200b \\N %s \x07"
    into.data("n.txt", f"[2026-01-02 10:00] {hostile}\n")
    assert into.value("SELECT text FROM entry") == hostile


def test_ten_thousand_notes_go_in_by_bulk_and_are_found(into: Importer) -> None:
    notes = "".join(
        f"[{date(2020, 1, 1) + timedelta(days=n % 300)} 10:00] Note {n} @t{n % 7}\nwords\n\n" for n in range(10_000)
    )
    assert into.data("n.txt", notes).count("added") == 10_000
    with into.vault.read() as session:
        assert len(search.find(session, "note 9999")) == 1
    with into.vault.write() as session:
        entries.write(session, "win", "after the bulk", date(2026, 1, 1), manager_id=managers.current(session).id)
    with into.vault.read() as session:
        assert len(search.find(session, "after bulk")) == 1
    assert into.data("n.txt", notes).is_empty
    assert into.value("SELECT count(DISTINCT place) FROM entry") == 10_001
