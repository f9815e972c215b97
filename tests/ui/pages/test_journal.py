"""The Journal as a user meets it: what is typed is kept, found again, and never lost."""

import os
import threading
from collections.abc import Callable, Generator
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.practices import drafts, entries
from journal.practices.entries import EntryFilter
from journal.store import records
from journal.store.key import Key as Secret
from journal.store.tables import Entry, Feedback, History, Request
from journal.store.vault import Vault
from journal.ui import autosave
from journal.ui.notifications import Toast
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.journal import JournalPage
from journal.ui.pages.journal.entry_list import Shown
from journal.ui.pages.journal.ladder import Ladder
from journal.ui.pages.journal.periods import first_day
from journal.ui.widgets.list_row import RowRole
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[[], JournalPage]
Key = Qt.Key


@pytest.fixture(autouse=True)
def quick_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    """One rests sooner here."""
    monkeypatch.setattr(autosave, "REST_MS", 40)
    monkeypatch.setattr(autosave, "RETRY_MS", 20)


@pytest.fixture
def opened(open_journal: OpenJournal, qtbot: QtBot) -> Generator[Open]:
    """Opens the page as the window does: shown, told of changes, with the keyboard, and held until the end."""
    held: list[JournalPage] = []

    def show() -> JournalPage:
        page = JournalPage(open_journal)
        held.append(page)
        open_journal.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        with qtbot.waitActive(page):
            page.show()
        page.activateWindow()
        return page

    yield show
    held.clear()


def stored(vault: Vault) -> list[Entry]:
    """What the file holds, trash and all, newest first."""
    with vault.read() as session:
        return list(session.scalars(select(Entry).order_by(Entry.place.desc())))


def rows(page: JournalPage) -> list[str]:
    model = page.list.model
    return [model.index(row, 0).data(RowRole.TITLE) for row in range(model.rowCount())]


def status(page: JournalPage) -> str:
    return page.editor.foot.status.text()


def type_text(page: JournalPage, words: str) -> None:
    QTest.keyClicks(page.editor.text, words)


def wait_saved(page: JournalPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: status(page).startswith("Saved"))


def all_known(page: JournalPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.list.model.is_complete)


def say_yes(*_words: object, **_more: object) -> bool:
    return True


# ------------------------------------------------------------------------------------------------- writing


def test_an_empty_journal_says_what_belongs_there_and_one_click_begins(
    opened: Open, vault: Vault, qtbot: QtBot
) -> None:
    page = opened()
    assert page._stack.currentWidget() is page._begin
    qtbot.keyClick(page._begin.button, Key.Key_Return)
    assert page.editor.text.hasFocus()
    type_text(page, "The first word")
    wait_saved(page, qtbot)
    assert [entry.text for entry in stored(vault)] == ["The first word"]


def test_what_is_typed_is_in_the_vault_when_saved_is_said_and_not_before(
    opened: Open, vault: Vault, qtbot: QtBot
) -> None:
    page = opened()
    qtbot.keyClick(page.list.view, "N")
    type_text(page, "A call about the budget @budget")
    assert "Saved" not in status(page)
    assert stored(vault) == []
    wait_saved(page, qtbot)
    found = stored(vault)[0]
    assert (found.text, found.kind, found.day) == ("A call about the budget @budget", "interaction", date.today())
    assert rows(page) == ["A call about the budget @budget"]
    assert page.list.view.currentIndex().row() == 0


def test_an_entry_in_which_nothing_was_written_is_not_kept(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    page = opened()
    page.new_record()
    type_text(page, "x")
    qtbot.keyClick(page.editor.text, Key.Key_Backspace)
    assert page.flush()
    qtbot.keyClick(page.editor.text, Key.Key_Escape)
    assert stored(vault) == []


def test_the_whole_job_is_done_with_the_keyboard_alone(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    page = opened()
    steps = [
        (Key.Key_N, Qt.KeyboardModifier.NoModifier),
        (Key.Key_3, Qt.KeyboardModifier.AltModifier),  # a request
    ]
    for key, modifier in steps:
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClick(widget, key, modifier)
    type_text(page, "Budget")
    qtbot.keyClick(page.editor.text, Key.Key_Tab)
    ask = page.editor.body.panels["request"].widget_of("request.ask")
    assert QApplication.focusWidget() is ask
    QTest.keyClicks(ask, "Fund the pilot")
    qtbot.keyClick(ask, Key.Key_Escape)
    assert page.list.view.hasFocus()
    with vault.read() as session:
        entry = session.scalars(select(Entry)).one()
        assert (entry.kind, entry.text) == ("request", "Budget")
        assert session.scalars(select(Request.ask)).one() == "Fund the pilot"


def test_tab_walks_the_page_as_one_reads_it(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        make.feedback(session)
    page = opened()
    page.list.new.setFocus()
    walked: list[str] = []
    while (focused := QApplication.focusWidget()) and (not walked or focused is not page.list.new):
        walked.append(focused.accessibleName() or getattr(focused, "text", str)())
        qtbot.keyClick(focused, Key.Key_Tab)
    stations = ["New entry", "Tag", "Entries", "Trash", "Day", "Text of the entry", "The exact words", "Ask again on"]
    assert [name for name in walked if name in stations] == stations


def test_the_space_that_does_not_break_and_other_line_ends_survive_an_edit_elsewhere(
    opened: Open, vault: Vault, qtbot: QtBot
) -> None:
    text = "Dit-elle\u00a0: «\u202fnon\u202f»\nend"
    with vault.write() as session:
        make.entry(session, text)
        make.entry(session, "one\r\ntwo", time="09:00")
    page = opened()
    assert page.editor.state.values["text"] == "one\r\ntwo"
    qtbot.mouseClick(page.editor.header.star, Qt.MouseButton.LeftButton)
    wait_saved(page, qtbot)
    page.list.view.choose_row(1)
    page.editor.text.moveCursor(page.editor.text.textCursor().MoveOperation.End)
    type_text(page, "!")
    wait_saved(page, qtbot)
    assert [entry.text for entry in stored(vault)] == ["one\r\ntwo", text + "!"]


# -------------------------------------------------------------------------------------------------- kinds


def test_a_feedback_keeps_its_exact_words_and_the_rung_that_was_climbed(
    opened: Open, vault: Vault, qtbot: QtBot
) -> None:
    page = opened()
    page.new_record()
    qtbot.keyClick(page.editor.text, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    panel = page.editor.body.panels["feedback"]
    assert panel.isVisible()
    QTest.keyClicks(panel.widget_of("feedback.exact_words"), "be more strategic")
    wait_saved(page, qtbot)
    assert rows(page) == ["be more strategic"]
    [ladder] = panel.findChildren(Ladder)
    example = ladder.rungs["example"]
    qtbot.mouseClick(example.answered, Qt.MouseButton.LeftButton)
    QTest.keyClicks(panel.widget_of("feedback.situation"), "In the review on Monday")
    qtbot.mouseClick(example.climb, Qt.MouseButton.LeftButton)
    with vault.read() as session:
        found = session.scalars(select(Feedback)).one()
    assert (found.exact_words, found.clarity) == ("be more strategic", "example")
    assert found.situation == "In the review on Monday"


def test_a_request_gets_the_days_of_its_status(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        make.request(session, "Fund the pilot")
    page = opened()
    steps = page.editor.body.panels["request"].widget_of("request.status")
    for words in ("I have asked", "They agreed"):
        button = next(each for each in steps.findChildren(type(page.list.new)) if each.text() == words)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with vault.read() as session:
        found = session.scalars(select(Request)).one()
    assert (found.status, found.asked_on, found.agreed_on) == ("agreed", date.today(), date.today())
    assert page.editor.body.panels["request"].values()["request.answered_on"] == date.today()


def test_another_kind_and_back_keeps_the_details(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        make.feedback(session, "be more strategic")
    page = opened()
    text = page.editor.text
    qtbot.keyClick(text, Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert stored(vault)[0].kind == "win"
    qtbot.keyClick(text, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert page.editor.body.panels["feedback"].values()["feedback.exact_words"] == "be more strategic"


def test_a_new_day_moves_the_entry_in_the_list_and_keeps_it_chosen(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        make.entry(session, "older", day=date.today() - timedelta(days=9))
        make.entry(session, "newer", day=date.today() - timedelta(days=1))
    page = opened()
    day = page.editor.header.day
    day.setFocus()
    day.selectAll()
    QTest.keyClicks(day, str(date.today() - timedelta(days=30)))
    qtbot.keyClick(day, Key.Key_Return)
    assert rows(page) == ["older", "newer"]
    assert page.list.view.currentIndex().row() == 1
    assert page.editor.state.values["day"] == date.today() - timedelta(days=30)


def test_a_time_typed_and_not_left_yet_is_saved_with_the_rest(opened: Open, vault: Vault) -> None:
    with vault.write() as session:
        make.entry(session, "talk")
    page = opened()
    clock = page.editor.header.time
    clock.setFocus()
    QTest.keyClicks(clock, "14:30")
    assert page.flush()
    assert stored(vault)[0].time == "14:30"
    assert clock.at() == time(14, 30)


# --------------------------------------------------------------------------------------- nothing is lost


def test_closing_the_journal_with_unsaved_text_loses_nothing(
    opened: Open, open_journal: OpenJournal, vault: Vault
) -> None:
    page = opened()
    page.new_record()
    type_text(page, "typed a moment ago")
    open_journal.close()
    again = Vault.open_keyed(vault.path, vault.key)
    assert "typed a moment ago" in [entry.text for entry in stored(again)]
    again.close()


def test_while_another_program_writes_it_says_so_and_saves_as_soon_as_it_may(
    opened: Open, vault: Vault, template: tuple[Path, Secret], qtbot: QtBot
) -> None:
    page = opened()
    page.new_record()
    with Vault.open_keyed(vault.path, template[1]).write() as session:
        make.manager(session)
        session.connection()
        type_text(page, "in the queue")
        qtbot.waitUntil(lambda: status(page) == "Saving…")
        assert not page.flush()
        assert page.editor.text.text() == "in the queue"
    wait_saved(page, qtbot)
    assert [entry.text for entry in stored(vault)] == ["in the queue"]


def test_a_save_that_fails_says_why_keeps_the_text_and_can_be_tried_again(
    opened: Open, vault: Vault, qtbot: QtBot
) -> None:
    page = opened()
    page.new_record()
    moved = vault.path.with_suffix(".moved")
    os.rename(vault.path, moved)  # noqa: PTH104
    type_text(page, "must not get lost")
    qtbot.waitUntil(lambda: status(page).startswith("Not saved"))
    assert "replaced" in status(page)
    assert page.editor.foot.to_do.retry.isVisible()
    qtbot.mouseClick(page.editor.foot.to_do.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "must not get lost"
    assert not page.flush()
    os.rename(moved, vault.path)  # noqa: PTH104
    qtbot.mouseClick(page.editor.foot.to_do.retry, Qt.MouseButton.LeftButton)
    assert status(page).startswith("Saved")
    assert not page.editor.foot.to_do.retry.isVisible()
    assert [entry.text for entry in stored(vault)] == ["must not get lost"]


def test_an_entry_that_cannot_be_saved_stays_open_when_another_is_chosen(
    opened: Open, vault: Vault, qtbot: QtBot
) -> None:
    with vault.write() as session:
        make.entry(session, "one", time="10:00")
        make.entry(session, "two", time="09:00")
    page = opened()
    moved = vault.path.with_suffix(".moved")
    type_text(page, "edited ")
    os.rename(vault.path, moved)  # noqa: PTH104
    qtbot.keyClick(page.list.view, Key.Key_Down)
    assert page.editor.text.text() == "edited one"
    assert page.list.view.currentIndex().row() == 0
    os.rename(moved, vault.path)  # noqa: PTH104
    assert page.flush()


def test_two_versions_of_one_text_are_both_kept(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        made = make.entry(session, "talk", day=date.today())
    page = opened()
    type_text(page, "ours: ")
    with vault.write() as session:
        entries.revise(session, made.id, text="theirs: talk")
    wait_saved(page, qtbot)
    assert sorted(entry.text for entry in stored(vault)) == ["ours: talk", "theirs: talk"]
    assert page.editor.text.text() == "ours: talk"
    assert page.editor.note.isVisible()
    qtbot.mouseClick(page.editor.note.first, Qt.MouseButton.LeftButton)
    assert page.editor.text.text() == "theirs: talk"


def test_what_another_program_changed_beside_our_text_is_joined_with_it(
    opened: Open, vault: Vault, qtbot: QtBot
) -> None:
    with vault.write() as session:
        made = make.entry(session, "talk", day=date.today())
    page = opened()
    type_text(page, "ours: ")
    with vault.write() as session:
        entries.revise(session, made.id, starred=True, kind="win")
    wait_saved(page, qtbot)
    found = stored(vault)
    assert [(entry.text, entry.starred, entry.kind) for entry in found] == [("ours: talk", True, "win")]
    assert page.editor.header.star.isChecked()


def test_what_another_program_changed_is_shown_when_nothing_is_being_typed(
    opened: Open, vault: Vault, open_journal: OpenJournal
) -> None:
    with vault.write() as session:
        made = make.entry(session, "talk", day=date.today())
    page = opened()
    with vault.write() as session:
        entries.revise(session, made.id, text="theirs")
    open_journal.look_for_changes()
    assert page.editor.text.text() == "theirs"


def test_an_import_beside_us_leaves_what_is_being_written_under_the_cursor(
    opened: Open, vault: Vault, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    with vault.write() as session:
        for number in range(100):
            make.entry(session, f"entry {number}", day=date.today() - timedelta(days=number))
    page = opened()
    all_known(page, qtbot)
    page.list.view.choose_row(50)
    top = page.list.view.rowAt(1)
    title = page.list.model.index(top, 0).data(RowRole.TITLE)
    type_text(page, "in the middle of a sen")
    with vault.write() as session:
        for day in (date.today() + timedelta(days=1), date.today() - timedelta(days=200)):
            make.entry(session, "imported", day=day)
    with qtbot.waitSignal(page.list.model.all_known):
        open_journal.look_for_changes()
    type_text(page, "tence, ")
    assert page.editor.text.text() == "in the middle of a sentence, entry 50"
    assert page.list.view.currentIndex().row() == 51
    assert page.list.model.index(page.list.view.rowAt(1), 0).data(RowRole.TITLE) == title
    wait_saved(page, qtbot)
    assert rows(page)[51] == "in the middle of a sentence, entry 50"


def test_a_text_whose_entry_was_deleted_for_good_meanwhile_becomes_an_entry_again(
    opened: Open, vault: Vault, qtbot: QtBot
) -> None:
    with vault.write() as session:
        made = make.entry(session, "talk", day=date.today())
    page = opened()
    type_text(page, "more ")
    with vault.write() as session:
        session.execute(Entry.__table__.delete().where(Entry.id == made.id))  # pyright: ignore[reportAttributeAccessIssue]
    wait_saved(page, qtbot)
    assert [entry.text for entry in stored(vault)] == ["more talk"]


# ------------------------------------------------------------------------------------- deleting, finding


def test_delete_asks_nothing_and_can_be_undone(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        for number in range(3):
            make.entry(session, f"entry {number}", time=f"1{number}:00")
    page = opened()
    view = page.list.view
    view.setFocus()
    qtbot.keyClick(view, Key.Key_Down)
    qtbot.keyClick(view, Key.Key_Delete)
    assert rows(page) == ["entry 2", "entry 0"]
    assert page.editor.text.text() == "entry 0"
    toast = page.window().findChild(Toast)
    assert isinstance(toast, Toast)
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert rows(page) == ["entry 2", "entry 1", "entry 0"]
    assert page.editor.text.text() == "entry 1"
    qtbot.keyClick(view, Key.Key_Delete)
    qtbot.keyClick(view, Key.Key_Delete)
    qtbot.keyClick(view, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sorted(rows(page)) == ["entry 0", "entry 1", "entry 2"]
    assert all(entry.deleted_at is None for entry in stored(vault))


def test_unsaved_text_goes_into_the_trash_with_its_entry(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        make.entry(session, "talk")
    page = opened()
    type_text(page, "late words, ")
    qtbot.keyClick(page.list.view, Key.Key_Delete)
    found = stored(vault)[0]
    assert found.text == "late words, talk"
    assert found.deleted_at is not None


def test_the_trash_gives_back_and_deletes_for_good(
    opened: Open, open_journal: OpenJournal, vault: Vault, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault.write() as session:
        make.entry(session, "kept")
        for words in ("first", "second"):
            entries.move_to_trash(session, make.entry(session, words).id)
        gone = make.feedback(session, "words that nobody shall read again")
        entries.move_to_trash(session, gone.entry_id)
    page = opened()
    qtbot.mouseClick(page.list.trash, Qt.MouseButton.LeftButton)
    all_known(page, qtbot)
    assert rows(page) == ["words that nobody shall read again", "second", "first"]
    assert page.editor.text.isReadOnly()
    monkeypatch.setattr("journal.ui.dialogs.confirm", say_yes)
    with qtbot.waitSignal(open_journal.changed):
        qtbot.mouseClick(page.editor.note.second, Qt.MouseButton.LeftButton)
        assert rows(page) == ["second", "first"]
    qtbot.mouseClick(page.editor.note.first, Qt.MouseButton.LeftButton)
    assert rows(page) == ["first"]
    qtbot.mouseClick(page.list.trash, Qt.MouseButton.LeftButton)
    assert sorted(rows(page)) == ["kept", "second"]
    with vault.read() as session:
        kept = [version.values for version in session.scalars(select(History)) if version.values]
        assert "nobody shall read" not in str(kept)
        assert session.scalars(select(Feedback)).all() == []


def test_an_entry_that_could_not_be_deleted_for_good_is_in_the_trash_again(
    opened: Open, vault: Vault, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault.write() as session:
        for words in ("first", "second"):
            entries.move_to_trash(session, make.entry(session, words).id)
    page = opened()
    qtbot.mouseClick(page.list.trash, Qt.MouseButton.LeftButton)
    all_known(page, qtbot)
    monkeypatch.setattr("journal.ui.dialogs.confirm", say_yes)
    moved = vault.path.with_suffix(".moved")
    os.rename(vault.path, moved)  # noqa: PTH104
    qtbot.mouseClick(page.editor.note.second, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.window().findChild(Toast) is not None)
    os.rename(moved, vault.path)  # noqa: PTH104
    assert rows(page) == ["second", "first"]
    assert [entry.text for entry in stored(vault)] == ["second", "first"]


def test_one_writes_on_while_an_entry_is_deleted_for_good(
    opened: Open, open_journal: OpenJournal, vault: Vault, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault.write() as session:
        entries.move_to_trash(session, make.entry(session, "thrown away").id)
        make.entry(session, "kept")
    page = opened()
    qtbot.mouseClick(page.list.trash, Qt.MouseButton.LeftButton)
    all_known(page, qtbot)
    monkeypatch.setattr("journal.ui.dialogs.confirm", say_yes)
    purging, enough = threading.Event(), threading.Event()

    def purge_slowly(*_anything: object) -> None:
        purging.set()
        enough.wait(30)

    monkeypatch.setattr("journal.store.search.purge", purge_slowly)
    qtbot.mouseClick(page.editor.note.second, Qt.MouseButton.LeftButton)
    assert purging.wait(30)
    page.new_record()
    type_text(page, "written meanwhile")
    qtbot.waitUntil(lambda: status(page) == "Saving…")
    with qtbot.waitSignal(open_journal.changed):
        enough.set()
    wait_saved(page, qtbot)
    qtbot.waitUntil(lambda: sorted(entry.text for entry in stored(vault)) == ["kept", "written meanwhile"])
    assert page.editor.text.text() == "written meanwhile"


def test_when_everything_is_in_the_trash_the_way_to_it_is_still_there(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        entries.move_to_trash(session, make.entry(session, "thrown away").id)
    page = opened()
    qtbot.mouseClick(page.list.trash, Qt.MouseButton.LeftButton)
    all_known(page, qtbot)
    qtbot.mouseClick(page.editor.note.first, Qt.MouseButton.LeftButton)
    assert page.list.shown is Shown.EMPTY_TRASH
    qtbot.mouseClick(page.list.empty.button, Qt.MouseButton.LeftButton)
    assert rows(page) == ["thrown away"]


@pytest.mark.parametrize(
    ("period", "today", "first"),
    [
        ("month", date(2026, 11, 21), date(2026, 11, 1)),
        ("quarter", date(2026, 11, 21), date(2026, 10, 1)),
        ("quarter", date(2026, 3, 31), date(2026, 1, 1)),
        ("year", date(2026, 11, 21), date(2025, 11, 22)),
        ("year", date(2028, 2, 29), date(2027, 3, 1)),
        ("", date(2026, 11, 21), None),
    ],
)
def test_a_period_reaches_from_its_first_day_to_today(period: str, today: date, first: date | None) -> None:
    assert first_day(period, today) == first


def test_a_filter_that_matches_nothing_is_cleared_with_one_click(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        make.entry(session, "a win", "win")
        make.entry(session, "a talk")
    page = opened()
    page.list.filters.set_kinds(["win"])
    assert rows(page) == ["a win"]
    page.list.filters.set_kinds(["reflection"])
    assert page.list.shown is Shown.NO_MATCH
    qtbot.mouseClick(page.list.empty.button, Qt.MouseButton.LeftButton)
    assert len(rows(page)) == 2


def test_a_tag_is_found_by_a_few_letters(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        make.entry(session, "about @budget and @board")
        make.entry(session, "about @hiring")
    page = opened()
    qtbot.mouseClick(page.list.filters.tag, Qt.MouseButton.LeftButton)
    picker = page.list.filters.tags
    qtbot.waitUntil(lambda: picker.model.rowCount() == 3)
    QTest.keyClicks(picker.field, "hir")
    qtbot.keyClick(picker.field, Key.Key_Return)
    all_known(page, qtbot)
    assert rows(page) == ["about @hiring"]
    assert page.list.filters.wanted() == EntryFilter(tag="@hiring")


def test_a_new_entry_is_of_the_kind_that_the_list_is_narrowed_to(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        make.entry(session, "a win", "win")
    page = opened()
    page.list.filters.set_kinds(["win"])
    page.new_record()
    type_text(page, "another")
    assert page.flush()
    assert rows(page) == ["another", "a win"]


def test_a_record_is_shown_wherever_it_is(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        old = make.entry(session, "old", day=date(2019, 5, 6))
        for number in range(80):
            make.entry(session, f"entry {number}", "win", day=date(2026, 1, 1) + timedelta(days=number))
        thrown = make.entry(session, "thrown away")
        entries.move_to_trash(session, thrown.id)
    page = opened()
    page.list.filters.set_kinds(["win"])
    page.show_record(old.id)
    assert page.editor.text.text() == "old"
    assert page.list.view.currentIndex().row() == 80
    assert page.list.filters.wanted() == EntryFilter()
    page.show_record(thrown.id)
    assert page.editor.text.text() == "thrown away"
    assert page.list.is_trash
    page.show_record(old.id)
    assert not page.list.is_trash


def test_at_any_width_every_field_can_be_reached(opened: Open, vault: Vault, qtbot: QtBot) -> None:
    with vault.write() as session:
        make.feedback(session)
    page = opened()
    page.resize(1100, 700)
    assert page.editor.body.orientation() is Qt.Orientation.Horizontal
    page.resize(660, 520)
    qtbot.waitUntil(lambda: page.editor.body.orientation() is Qt.Orientation.Vertical)
    panel = page.editor.body.panels["feedback"]
    assert panel.verticalScrollBar().maximum() > 0
    last = panel.widget_of("feedback.ask_again_on")
    last.setFocus(Qt.FocusReason.TabFocusReason)
    panel.ensureWidgetVisible(last)
    assert panel.viewport().rect().contains(last.mapTo(panel.viewport(), last.rect().center()))


def test_half_a_date_stays_with_its_entry_and_is_asked_about_again_after_locking(
    opened: Open, vault: Vault, qtbot: QtBot
) -> None:
    with vault.write() as session:
        for words in ("First", "Second"):
            make.entry(session, words)
    page = opened()
    day = page.editor.header.day
    half = page.editor.state.id
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "31 Feb")
    assert page.flush(), "nothing but the journal itself can refuse"
    assert day.complaint
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    assert page.editor.state.id != half
    assert not day.complaint
    page.show_record(half)
    assert (day.text(), bool(day.complaint)) == ("31 Feb", True)
    assert page.flush()
    again = opened()
    again.show_record(half)
    shown = again.editor.header.day
    assert (shown.text(), bool(shown.complaint)) == ("31 Feb", True)
    again.activateWindow()
    shown.setFocus()
    qtbot.waitUntil(shown.hasFocus)
    shown.setText("2026-03-05")
    assert again.flush()
    with vault.read() as session:
        assert drafts.kept(session, "journal") == {}
        assert records.get(session, Entry, half).day == date(2026, 3, 5)


def test_half_a_date_of_a_feedback_without_other_words_is_there_when_the_next_one_is_begun(
    opened: Open, vault: Vault, qtbot: QtBot
) -> None:
    page = opened()
    page.editor.begin("feedback")
    day = page.editor.body.day_fields()["feedback.ask_again_on"]
    day.setFocus()
    qtbot.keyClicks(day, "31 Feb")
    assert page.flush(), "nothing but the journal itself can refuse"
    again = opened()
    assert again.flush()
    again.editor.begin("interaction")
    again.editor.begin("feedback")
    shown = again.editor.body.day_fields()["feedback.ask_again_on"]
    qtbot.waitUntil(lambda: (shown.text(), bool(shown.complaint)) == ("31 Feb", True))
    QTest.keyClicks(again.editor.text, "Be bolder")
    assert again.flush()
    made = again.editor.state.id
    again.editor.begin("feedback")
    assert shown.text() == ""
    again.show_record(made)
    assert shown.text() == "31 Feb"
