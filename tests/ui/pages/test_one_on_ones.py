"""One-on-ones as a user meets them: planned, talked through, noted, promised, mostly by keyboard."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.errors import JournalBusy
from journal.practices import commitments, drafts, one_on_ones
from journal.store import history, records
from journal.store.key import Key
from journal.store.tables import AgendaItem, Commitment, OneOnOne
from journal.store.vault import Vault
from journal.ui import autosave
from journal.ui.earlier_versions import VersionsDialog
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.one_on_ones import OneOnOnesPage
from journal.ui.trash import TrashDialog
from journal.ui.widgets.list_row import RowRole
from tests import make
from tests.store.test_sessions import another_program

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MEETINGS = Changed.MEETINGS
Open = Callable[[], OneOnOnesPage]


def last_week() -> date:
    return date.today() - timedelta(days=7)


def next_week() -> date:
    return date.today() + timedelta(days=7)


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Open:
    """Opens the page as the window does: shown, told of changes, with the keyboard."""

    def show() -> OneOnOnesPage:
        made = OneOnOnesPage(open_journal)
        open_journal.changed.connect(made.refresh)
        qtbot.addWidget(made)
        made.resize(1000, 760)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.list.setFocus()
        return made

    return show


def plan(journal: OpenJournal, day: date, state: str = "planned", **texts: str) -> str:
    """A meeting of a day, with notes and next topics."""
    with journal.write(MEETINGS) as session:
        made = make.meeting(session, day, state=state)
        one_on_ones.revise(session, made.id, **texts)
        return made.id


def stored(journal: OpenJournal, meeting_id: str) -> OneOnOne:
    """A meeting as it stands in the file."""
    with journal.read() as session:
        return records.get(session, OneOnOne, meeting_id)


def agenda(journal: OpenJournal, meeting_id: str) -> list[AgendaItem]:
    """Its topics as they stand in the file."""
    with journal.read() as session:
        return one_on_ones.agenda(session, records.get(session, OneOnOne, meeting_id)).own


def ledger(journal: OpenJournal) -> list[Commitment]:
    """All promises as they stand in the file."""
    with journal.read() as session:
        return commitments.ledger(session)


def keys(qtbot: QtBot, text: str) -> None:
    """Type where the keyboard is."""
    qtbot.keyClicks(focused(), text)


def key(qtbot: QtBot, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key where the keyboard is."""
    qtbot.keyClick(focused(), which, modifier)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def undo(qtbot: QtBot) -> None:
    key(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


# ------------------------------------------------------------------------------------------------ planning


def test_one_key_plans_the_next_at_the_usual_time_and_undo_takes_it_back(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    plan(open_journal, last_week(), "held")
    shown = page()
    keys(qtbot, "n")
    made = stored(open_journal, shown.pane.meeting_id)
    assert (made.day, made.start, made.state) == (next_week(), "14:00", "planned")
    assert shown.pane.topics.field.hasFocus(), "the agenda comes next"
    key(qtbot, Qt.Key.Key_Escape)
    undo(qtbot)
    assert stored(open_journal, made.id).deleted_at
    assert shown.model.rowCount() == 1


def test_a_meeting_whose_day_has_passed_asks_first_whether_it_took_place(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    plan(open_journal, next_week())
    waits = plan(open_journal, last_week())
    shown = page()
    assert shown.pane.meeting_id == waits
    assert shown.model.index(0, 0).data(RowRole.SECTION) == "Did it take place?"
    assert shown.pane.header.hold.isVisible()
    keys(qtbot, "h")
    assert stored(open_journal, waits).state == "held"
    assert not shown.pane.header.hold.isVisible()
    undo(qtbot)
    assert stored(open_journal, waits).state == "planned"
    qtbot.mouseClick(shown.pane.header.not_held, Qt.MouseButton.LeftButton)
    assert stored(open_journal, waits).deleted_at
    undo(qtbot)
    assert not stored(open_journal, waits).deleted_at


def test_a_meeting_to_come_cannot_be_held_yet(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    coming = plan(open_journal, next_week())
    page()
    keys(qtbot, "h")
    assert stored(open_journal, coming).state == "planned"


def test_day_and_time_are_changed_in_place(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    keys(qtbot, "e")
    keys(qtbot, (next_week() + timedelta(days=1)).isoformat())
    key(qtbot, Qt.Key.Key_Tab)
    keys(qtbot, "9:15")
    key(qtbot, Qt.Key.Key_Tab)
    keys(qtbot, "45")
    key(qtbot, Qt.Key.Key_Return)
    moved = stored(open_journal, coming)
    assert (moved.day, moved.start, moved.minutes) == (next_week() + timedelta(days=1), "09:15", 45)
    assert shown.list.hasFocus()
    undo(qtbot)
    assert stored(open_journal, coming).day == next_week()


def test_many_planned_ones_are_folded_until_they_are_asked_for(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    ids = [plan(open_journal, date.today() + timedelta(weeks=week)) for week in range(1, 13)]
    shown = page()
    assert shown.model.rowCount() == 5
    shown.list.choose_row(4)
    key(qtbot, Qt.Key.Key_Return)
    assert shown.model.rowCount() == 12
    fresh = page()
    fresh.show_record(ids[-1])
    assert fresh.pane.meeting_id == ids[-1]


def test_an_empty_page_is_started_with_one_click(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    shown = page()
    assert shown.empty.isVisible()
    qtbot.mouseClick(shown.empty.button, Qt.MouseButton.LeftButton)
    assert stored(open_journal, shown.pane.meeting_id).day == next_week()
    assert not shown.empty.isVisible()


# ------------------------------------------------------------------------------------------------ agenda


def test_topics_are_typed_ordered_changed_ticked_and_taken_off_by_keys(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    keys(qtbot, "a")
    for topic in ("Budget", "Hiring", "Travel"):
        keys(qtbot, topic)
        key(qtbot, Qt.Key.Key_Return)
    key(qtbot, Qt.Key.Key_Up)
    assert shown.pane.topics.list.hasFocus()
    shown.pane.topics.list.setCurrentIndex(shown.pane.topics.model.index(2, 0))
    key(qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [item.text for item in agenda(open_journal, coming)] == ["Budget", "Travel", "Hiring"]
    assert shown.pane.topics.list.currentIndex().data(RowRole.TITLE) == "Travel", "the moved one stays at hand"
    key(qtbot, Qt.Key.Key_Space)
    assert [item.discussed for item in agenda(open_journal, coming)] == [False, True, False]
    key(qtbot, Qt.Key.Key_Return)
    keys(qtbot, "Travel in May")
    with qtbot.waitSignal(open_journal.changed):
        key(qtbot, Qt.Key.Key_Return)
    assert [item.text for item in agenda(open_journal, coming)] == ["Budget", "Travel in May", "Hiring"]
    shown.pane.topics.list.setFocus()
    key(qtbot, Qt.Key.Key_Delete)
    assert [item.text for item in agenda(open_journal, coming)] == ["Budget", "Hiring"]
    undo(qtbot)
    assert [item.text for item in agenda(open_journal, coming)] == ["Budget", "Travel in May", "Hiring"]


def test_what_was_not_discussed_comes_back_and_one_key_takes_it_on(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    last = plan(open_journal, last_week(), "held", next_topics="Career")
    with open_journal.write(MEETINGS) as session:
        left = make.topic(session, records.get(session, OneOnOne, last), "Hiring plan")
    coming = plan(open_journal, next_week())
    shown = page()
    assert shown.pane.topics.waiting_model.rowCount() == 2
    shown.pane.topics.waiting.setFocus()
    key(qtbot, Qt.Key.Key_Return)
    (taken,) = agenda(open_journal, coming)
    assert (taken.id, taken.raised_on) == (left.id, last_week())
    assert "since" in shown.pane.topics.model.index(0, 0).data(RowRole.TRAILING)
    key(qtbot, Qt.Key.Key_Return)
    assert [item.text for item in agenda(open_journal, coming)] == ["Hiring plan", "Career"]
    assert not shown.pane.topics.waiting.isVisible()


# ---------------------------------------------------------------------------------------------- promises


def test_open_promises_of_both_sides_come_back_and_a_tick_keeps_one(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    plan(open_journal, next_week())
    with open_journal.write(MEETINGS) as session:
        make.promise(session, "Mine", made_on=last_week(), due=date.today() - timedelta(days=2))
        make.promise(session, "Theirs", "manager", last_week())
    shown = page()
    mine, theirs = shown.pane.open_promises.mine, shown.pane.open_promises.theirs
    assert mine.model.index(0, 0).data(RowRole.TRAILING) == "2 days late"
    assert theirs.model.index(0, 0).data(RowRole.TITLE) == "Theirs"
    mine.list.setFocus()
    key(qtbot, Qt.Key.Key_Space)
    assert {each.what: each.status for each in ledger(open_journal)} == {"Mine": "kept", "Theirs": "open"}
    assert not mine.isVisible()
    with qtbot.waitSignal(shown.go) as asked:
        theirs.list.setFocus()
        key(qtbot, Qt.Key.Key_Return)
    assert asked.args is not None
    assert asked.args[0] == "commitments"


def test_a_promise_is_one_line_read_at_once_and_belongs_to_the_meeting(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    held = plan(open_journal, last_week(), "held")
    shown = page()
    keys(qtbot, "p")
    keys(qtbot, "me: draft the plan by tomorrow")
    assert shown.pane.made.field.reading.text().startswith("Me · Draft the plan · due")
    key(qtbot, Qt.Key.Key_Return)
    keys(qtbot, "ada: say yes")
    key(qtbot, Qt.Key.Key_Return)
    made = {each.what: each for each in ledger(open_journal)}
    assert (made["Draft the plan"].owner, made["Draft the plan"].made_on) == ("me", last_week())
    assert made["Draft the plan"].due == last_week() + timedelta(days=1), "tomorrow is said from the day of the meeting"
    assert made["Say yes"].owner == "manager"
    assert {each.one_on_one_id for each in made.values()} == {held}
    assert shown.pane.made.made.model.rowCount() == 2


# ------------------------------------------------------------------------------------------------- notes


def test_notes_are_saved_when_the_typing_rests_and_saved_is_said_after_that(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "REST_MS", 50)
    coming = plan(open_journal, next_week())
    shown = page()
    keys(qtbot, "w")
    keys(qtbot, "She hesitated")
    assert "Saved" not in shown.pane.save_bar.status.text()
    qtbot.waitUntil(lambda: "Saved" in shown.pane.save_bar.status.text())
    assert stored(open_journal, coming).notes == "She hesitated"


def test_going_to_another_meeting_saves_first(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    coming, past = plan(open_journal, next_week()), plan(open_journal, last_week(), "held", notes="Old words")
    shown = page()
    keys(qtbot, "w")
    keys(qtbot, "For next week")
    shown.show_record(past)
    assert stored(open_journal, coming).notes == "For next week"
    assert shown.pane.notes.private.text() == "Old words"
    assert stored(open_journal, past).notes == "Old words"


def test_while_another_program_writes_the_text_stays_and_is_saved_after(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, template: tuple[Path, Key]
) -> None:
    coming, past = plan(open_journal, next_week()), plan(open_journal, last_week(), "held")
    shown = page()
    keys(qtbot, "w")
    keys(qtbot, "Not lost")
    other = Vault.open_keyed(open_journal.path, template[1], device="other")
    with other.write() as session:
        make.manager(session)
        assert not shown.flush()
        assert shown.pane.save_bar.status.text() == "Saving…"
        shown.show_record(past)
        assert shown.pane.meeting_id == coming, "the meeting with unsaved text stays on"
        assert shown.pane.notes.private.text() == "Not lost"
    other.close()
    qtbot.waitUntil(lambda: "Saved" in shown.pane.save_bar.status.text())
    assert stored(open_journal, coming).notes == "Not lost"


def test_a_save_that_a_reader_holds_up_loses_no_word(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    """Every writer waits for every reader only when it commits, with all its changes made."""
    coming = plan(open_journal, next_week(), notes="First words")
    shown = page()
    shown.pane.notes.private.selectAll()
    shown.pane.notes.private.insertPlainText("Quite other words")
    with open_journal.read_anywhere() as reading:
        records.get(reading, OneOnOne, coming)
        assert not shown.flush()
    assert shown.flush()
    assert shown.pane.notes.private.text() == "Quite other words"
    assert stored(open_journal, coming).notes == "Quite other words"


def test_what_another_program_wrote_meanwhile_is_kept_beside_ones_own_text(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    keys(qtbot, "w")
    keys(qtbot, "Mine")
    with open_journal.write(MEETINGS) as session:
        one_on_ones.revise(session, coming, notes="Theirs")
    assert shown.pane.notes.private.text() == "Mine", "typing is not disturbed"
    assert shown.flush()
    assert stored(open_journal, coming).notes == "Mine\n\nTheirs"


def test_locking_saves_what_is_typed(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, template: tuple[Path, Key]
) -> None:
    coming = plan(open_journal, next_week())
    page()
    keys(qtbot, "w")
    keys(qtbot, "At the last moment")
    open_journal.close()
    again = Vault.open_keyed(open_journal.path, template[1], device="test")
    with again.read() as session:
        assert records.get(session, OneOnOne, coming).notes == "At the last moment"
    again.close()


def trash_of(meetings: OneOnOnesPage) -> TrashDialog:
    found = meetings.findChild(TrashDialog)
    assert isinstance(found, TrashDialog)
    return found


def test_a_deleted_meeting_is_restored_from_the_trash_later(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    gone = plan(open_journal, last_week(), "held", notes="What we said")
    with open_journal.write(MEETINGS) as session:
        make.topic(session, records.get(session, OneOnOne, gone), "The pilot")
        one_on_ones.move_to_trash(session, gone)
    meetings = page()
    assert meetings.empty.isVisible()
    qtbot.mouseClick(next(door for door in meetings._doors if door.isVisible()), Qt.MouseButton.LeftButton)
    shown = trash_of(meetings)
    qtbot.waitUntil(shown.list.hasFocus)
    key(qtbot, Qt.Key.Key_Return)
    key(qtbot, Qt.Key.Key_Escape)
    assert meetings.pane.isVisible()
    assert meetings.pane.meeting_id == gone
    assert [item.text for item in agenda(open_journal, gone)] == ["The pilot"]
    assert not any(door.isVisible() for door in meetings._doors)


def test_the_earlier_words_of_a_meeting_and_of_a_topic_are_brought_back_by_keys(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    coming = plan(open_journal, next_week())
    with open_journal.write(MEETINGS) as session:
        topic = one_on_ones.add_item(session, coming, "First topic", last_week())
        one_on_ones.revise(session, coming, notes="First words")
    with open_journal.write(MEETINGS) as session:
        history.keep_every_version(session)
        one_on_ones.revise(session, coming, notes="Second words")
        one_on_ones.revise_item(session, topic.id, text="Second topic")
    shown = page()
    for begin in (shown.list.setFocus, shown.pane.topics.list.setFocus):
        begin()
        key(qtbot, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
        dialog = shown.findChild(VersionsDialog)
        assert isinstance(dialog, VersionsDialog)
        qtbot.waitUntil(dialog.list.hasFocus)
        key(qtbot, Qt.Key.Key_Return)
        shown.activateWindow()
        qtbot.waitUntil(shown.isActiveWindow)
    assert shown.pane.notes.private.text() == stored(open_journal, coming).notes == "First words"
    assert [item.text for item in agenda(open_journal, coming)] == ["First topic"]
    for _time in range(2):
        undo(qtbot)
    assert shown.pane.notes.private.text() == stored(open_journal, coming).notes == "Second words"
    assert [item.text for item in agenda(open_journal, coming)] == ["Second topic"]


def test_a_meeting_that_cannot_be_read_now_is_not_the_chosen_one(
    open_journal: OpenJournal, page: Open, vault: Vault, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journal.ui.open_journal.READ_MS", 20)
    held, planned = plan(open_journal, last_week(), "held"), plan(open_journal, next_week())
    meetings = page()
    meetings.show_record(planned)
    with another_program(vault, "BEGIN EXCLUSIVE"), qtbot.captureExceptions() as faults:
        key(qtbot, Qt.Key.Key_Down)
    assert [kind for kind, _fault, _trace in faults] == [JournalBusy]
    assert meetings.pane.meeting_id == meetings.list.currentIndex().data(RowRole.ID) == planned
    key(qtbot, Qt.Key.Key_Down)
    assert meetings.pane.meeting_id == held


def test_deleted_topics_can_be_put_back_on_their_agenda(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    planned = plan(open_journal, next_week())
    with open_journal.write(MEETINGS) as session:
        of = records.get(session, OneOnOne, planned)
        for words in ("First", "Second", "Third"):
            item = make.topic(session, of, words)
            if words != "First":
                one_on_ones.remove_item(session, item.id)
    meetings = page()
    button = meetings.pane.topics.deleted
    assert button.text() == "Restore 2 deleted topics"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [item.text for item in agenda(open_journal, planned)] == ["First", "Second", "Third"]
    assert not button.isVisible()
    key(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [item.text for item in agenda(open_journal, planned)] == ["First"]


def test_what_is_being_typed_waits_with_its_meeting_and_is_there_again_after_locking(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    held, planned = plan(open_journal, last_week(), "held"), plan(open_journal, next_week())
    meetings = page()
    meetings.show_record(planned)
    meetings.pane.go_to_topics()
    keys(qtbot, "Half a topic")
    meetings.pane.go_to_promises()
    keys(qtbot, "manager:")
    meetings.show_record(held)
    assert (meetings.pane.topics.field.text(), meetings.pane.made.field.field.text()) == ("", "")
    meetings.pane.go_to_promises()
    keys(qtbot, "another promise")
    assert meetings.flush()
    assert ledger(open_journal) == [], "nothing is promised before one says so"
    assert agenda(open_journal, planned) == []
    again = page()
    again.show_record(planned)
    assert again.pane.topics.field.text() == "Half a topic"
    assert again.pane.made.field.field.text() == "manager:"
    again.show_record(held)
    assert again.pane.made.field.field.text() == "another promise"
    again.pane.go_to_promises()
    key(qtbot, Qt.Key.Key_Return)
    assert again.flush()
    assert [each.what for each in ledger(open_journal)] == ["Another promise"]
    third = page()
    assert third.pane.meeting_id == planned, "the meeting for which something was being typed is on"
    third.show_record(held)
    assert third.pane.made.field.field.text() == ""


def test_half_a_date_in_the_form_of_a_meeting_is_kept_and_asked_about_again(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    held, planned = plan(open_journal, last_week(), "held"), plan(open_journal, next_week())
    meetings = page()
    meetings.show_record(planned)
    keys(qtbot, "e")
    form = meetings.pane.header.form
    form.day.setText("31 Feb")
    form.minutes.setText("many")
    meetings.show_record(held)
    assert form.isHidden()
    assert meetings.flush()
    again = page()
    assert again.pane.meeting_id == planned
    shown = again.pane.header.form
    assert shown.isVisible()
    assert (shown.day.text(), shown.minutes.text()) == ("31 Feb", "many")
    assert shown.day.complaint
    again.pane.header.leave()
    assert again.flush()
    assert page().pane.header.form.isHidden()


def test_what_was_typed_for_a_meeting_that_is_gone_for_good_goes_with_it(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    planned, held = plan(open_journal, next_week()), plan(open_journal, last_week(), "held")
    meetings = page()
    meetings.show_record(planned)
    meetings.pane.go_to_topics()
    keys(qtbot, "Half a topic")
    assert meetings.flush()
    with open_journal.write(MEETINGS) as session:
        history.delete_for_good(session, records.get(session, OneOnOne, planned))
    again = page()
    assert again.pane.meeting_id == held
    assert again.flush()
    with open_journal.read() as session:
        assert drafts.kept(session, "one_on_ones") == {}


def test_words_for_a_meeting_that_another_program_deleted_for_good_get_a_meeting_again(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    keys(qtbot, "w")
    keys(qtbot, "Not lost")
    with open_journal.write_anywhere() as session:
        history.delete_for_good(session, records.get(session, OneOnOne, coming))
    assert shown.flush()
    with open_journal.read() as session:
        assert [each.notes for each in one_on_ones.planned(session)] == ["Not lost"]


def test_a_topic_that_cannot_be_renamed_now_keeps_its_new_words_and_gets_them_later(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, template: tuple[Path, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "RETRY_MS", 20)
    planned = plan(open_journal, next_week())
    with open_journal.write(MEETINGS) as session:
        one_on_ones.add_item(session, planned, "Old words", last_week())
    shown = page()
    topics = shown.pane.topics
    topics.list.setFocus()
    key(qtbot, Qt.Key.Key_Return)
    other = Vault.open_keyed(open_journal.path, template[1], device="other")
    with other.write() as session:
        make.manager(session)
        keys(qtbot, "New words")
        assert not shown.flush(), "the words that are being typed in the list are part of what must be safe"
        assert topics.words() == ["New words"]
    other.close()
    qtbot.waitUntil(lambda: [item.text for item in agenda(open_journal, planned)] == ["New words"])
    assert shown.flush()
    undo(qtbot)
    assert [item.text for item in agenda(open_journal, planned)] == ["Old words"]


def test_while_another_program_writes_a_typed_topic_keeps_the_page_open(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, template: tuple[Path, Key]
) -> None:
    plan(open_journal, next_week())
    meetings = page()
    meetings.pane.go_to_topics()
    keys(qtbot, "Half a topic")
    other = Vault.open_keyed(open_journal.path, template[1], device="other")
    with other.write():
        assert not meetings.flush()
        assert meetings.pane.topics.field.text() == "Half a topic"
    other.close()
    assert meetings.flush()
    assert page().pane.topics.field.text() == "Half a topic"


def test_escape_leads_back_to_the_list_and_delete_can_be_undone(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    coming = plan(open_journal, next_week())
    shown = page()
    keys(qtbot, "w")
    key(qtbot, Qt.Key.Key_Escape)
    assert shown.list.hasFocus()
    key(qtbot, Qt.Key.Key_Delete)
    assert stored(open_journal, coming).deleted_at
    undo(qtbot)
    assert shown.model.rowCount() == 1
