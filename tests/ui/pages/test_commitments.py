"""The ledger as a user meets it: through its list, its keys and its forms."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from journal.errors import JournalBusy
from journal.practices import commitments, drafts
from journal.store import records
from journal.store.key import Key
from journal.store.tables import Commitment
from journal.store.vault import Vault
from journal.ui.models.ledger import LedgerRow, narrowed
from journal.ui.notifications import Toast
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.commitments import CommitmentsPage
from journal.ui.widgets import clipboard
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.form import LineField
from journal.ui.widgets.list_row import RowRole
from tests import make
from tests.store.test_sessions import another_program

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[[], CommitmentsPage]


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Open:
    """Opens the page as the window does: shown, told of changes, with the keyboard."""

    def show() -> CommitmentsPage:
        made = CommitmentsPage(open_journal)
        open_journal.changed.connect(made.refresh)
        qtbot.addWidget(made)
        made.resize(1000, 700)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.list.setFocus()
        return made

    return show


def promise(journal: OpenJournal, what: str, days: int | None, owner: str = "me") -> str:
    """An open promise that is due so many days from now."""
    due = None if days is None else date.today() + timedelta(days=days)
    with journal.write(Changed.COMMITMENTS) as session:
        return make.promise(session, what, owner, date.today() - timedelta(days=40), due=due).id


def everything(journal: OpenJournal) -> dict[str, Commitment]:
    """The ledger as it stands in the file."""
    with journal.read() as session:
        return {each.id: each for each in commitments.ledger(session)}


def titles(page: CommitmentsPage) -> list[str]:
    return [page.model.index(row, 0).data(RowRole.TITLE) for row in range(page.model.rowCount())]


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


def test_what_is_late_stands_first_and_what_has_no_date_last(open_journal: OpenJournal, page: Open) -> None:
    for what, days in (("Undated", None), ("Later", 30), ("Late", -3), ("Soon", 2), ("Very late", -9)):
        promise(open_journal, what, days)
    assert titles(page()) == ["Very late", "Late", "Soon", "Later", "Undated"]


def test_one_line_adds_a_promise_of_the_manager_as_it_was_read(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    promise(open_journal, "Older", 1)
    ledger = page()
    keys(qtbot, "n")
    keys(qtbot, "ada: talk to sales by tomorrow")
    assert ledger.field.reading.text() == "Ada · Talk to sales · due tomorrow"
    key(qtbot, Qt.Key.Key_Return)
    (made,) = [each for each in everything(open_journal).values() if each.what == "Talk to sales"]
    assert (made.owner, made.due, made.made_on) == ("manager", date.today() + timedelta(days=1), date.today())
    assert ledger.field.field.text() == ""
    assert ledger.list.currentIndex().data(RowRole.ID) == made.id


def test_a_line_without_words_is_refused_and_stays(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    promise(open_journal, "Older", 1)
    ledger = page()
    keys(qtbot, "n")
    keys(qtbot, "me: ,")
    key(qtbot, Qt.Key.Key_Return)
    assert len(everything(open_journal)) == 1
    assert ledger.field.field.text() == "me: ,"
    assert "such as" in ledger.field.reading.text()


def test_k_keeps_and_undo_opens_it_again(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    kept = promise(open_journal, "Late", -1)
    promise(open_journal, "Next", 3)
    ledger = page()
    keys(qtbot, "k")
    assert (everything(open_journal)[kept].status, everything(open_journal)[kept].closed_on) == ("kept", date.today())
    assert titles(ledger) == ["Next"]
    assert ledger.list.currentIndex().data(RowRole.TITLE) == "Next", "the next one is at hand"
    undo(qtbot)
    assert everything(open_journal)[kept].status == "open"
    assert titles(ledger) == ["Late", "Next"]


def test_the_box_and_the_toast_do_the_same(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    kept = promise(open_journal, "Late", -1)
    ledger = page()
    key(qtbot, Qt.Key.Key_Space)
    assert everything(open_journal)[kept].status == "kept"
    toast = ledger.findChild(Toast)
    assert isinstance(toast, Toast)
    assert "Late" in toast.text.text()
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert everything(open_journal)[kept].status == "open"


def test_another_date_closes_the_old_promise_and_keeps_its_date(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    old = promise(open_journal, "Draft the plan", -2)
    ledger = page()
    keys(qtbot, "r")
    keys(qtbot, "+10")
    key(qtbot, Qt.Key.Key_Tab)
    keys(qtbot, "the figures come late")
    key(qtbot, Qt.Key.Key_Return)
    found = everything(open_journal)
    new = next(each for each in found.values() if each.replaces_id == old)
    assert (found[old].status, found[old].due, found[old].reason) == (
        "renegotiated",
        date.today() - timedelta(days=2),
        "the figures come late",
    )
    assert (new.status, new.due, new.what) == ("open", date.today() + timedelta(days=10), "Draft the plan")
    row = ledger.list.currentIndex()
    assert row.data(RowRole.ID) == new.id
    assert "moved once" in row.data(RowRole.SECOND)
    undo(qtbot)
    assert [(each.id, each.status) for each in everything(open_journal).values()] == [(old, "open")]


def test_a_date_that_is_none_is_not_taken(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    old = promise(open_journal, "Draft the plan", -2)
    ledger = page()
    keys(qtbot, "r")
    keys(qtbot, "some day")
    key(qtbot, Qt.Key.Key_Return)
    assert everything(open_journal)[old].status == "open"
    assert ledger.detail.date_form.isVisible()
    key(qtbot, Qt.Key.Key_Escape)
    assert not ledger.detail.date_form.isVisible()
    assert ledger.list.hasFocus()


def test_dropping_takes_a_reason_and_can_be_reopened(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    dropped = promise(open_journal, "Travel plan", 5)
    ledger = page()
    keys(qtbot, "d")
    keys(qtbot, "nobody travels")
    key(qtbot, Qt.Key.Key_Return)
    assert (everything(open_journal)[dropped].status, everything(open_journal)[dropped].reason) == (
        "dropped",
        "nobody travels",
    )
    qtbot.mouseClick(
        ledger.state.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[1],
        Qt.MouseButton.LeftButton,
    )
    assert titles(ledger) == ["Travel plan"]
    keys(qtbot, "o")
    assert everything(open_journal)[dropped].status == "open"
    undo(qtbot)
    assert everything(open_journal)[dropped].reason == "nobody travels"


def test_delete_can_be_undone(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    gone = promise(open_journal, "Wrong", 5)
    page()
    key(qtbot, Qt.Key.Key_Delete)
    assert everything(open_journal) == {}
    undo(qtbot)
    assert list(everything(open_journal)) == [gone]


def test_a_promise_written_down_wrongly_is_corrected(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    wrong = promise(open_journal, "Intro to the CFO", 5)
    page()
    keys(qtbot, "e")
    keys(qtbot, "Intro to the COO")
    key(qtbot, Qt.Key.Key_Return)
    assert everything(open_journal)[wrong].what == "Intro to the COO"
    undo(qtbot)
    assert everything(open_journal)[wrong].what == "Intro to the CFO"


def test_the_segments_narrow_and_a_record_asked_for_is_shown_all_the_same(
    open_journal: OpenJournal, page: Open
) -> None:
    mine, theirs = promise(open_journal, "Mine", 5), promise(open_journal, "Theirs", 6, "manager")
    with open_journal.write(Changed.COMMITMENTS) as session:
        commitments.keep(session, mine, date.today())
    ledger = page()
    assert titles(ledger) == ["Theirs"]
    ledger.show_record(mine)
    assert titles(ledger) == ["Mine"]
    assert ledger.state.value() == "closed"
    ledger.owner.set_value("me")
    ledger.show_record(theirs)
    assert ledger.list.currentIndex().data(RowRole.ID) == theirs


def test_the_meeting_of_a_promise_is_one_press_away(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    with open_journal.write(Changed.COMMITMENTS) as session:
        meeting = make.meeting(session, date.today() - timedelta(days=7))
        make.promise(session, made_on=meeting.day, one_on_one_id=meeting.id)
    ledger = page()
    with qtbot.waitSignal(ledger.go) as asked:
        qtbot.mouseClick(ledger.detail.origin, Qt.MouseButton.LeftButton)
    assert asked.args == ["one_on_ones", meeting.id]


def say_yes(*_asked: object, **_how: object) -> bool:
    return True


def choose_state(ledger: CommitmentsPage, value: str) -> None:
    ledger.state.set_value(value)
    ledger.state.changed.emit(value)


def test_what_was_deleted_is_restored_from_the_trash_later(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    for what in ("Late", "Kept"):
        made = promise(open_journal, what, -1)
        with open_journal.write(Changed.COMMITMENTS) as session:
            if what == "Kept":
                commitments.keep(session, made, date.today())
            commitments.move_to_trash(session, made)
    ledger = page()
    assert ledger.empty.isVisible()
    choose_state(ledger, "trash")
    assert sorted(titles(ledger)) == ["Kept", "Late"]
    assert ledger.model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) is None
    assert "deleted today" in ledger.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    ledger.list.setFocus()
    keys(qtbot, "krde")  # nothing of this can be done in the trash
    assert ledger.detail.for_good.isVisible()
    assert not ledger.detail.delete.isVisible()
    keys(qtbot, "o")
    qtbot.mouseClick(ledger.detail.restore, Qt.MouseButton.LeftButton)
    assert titles(ledger) == []
    assert "The trash is empty" in ledger.empty._sentence.text()
    assert {each.what: each.status for each in everything(open_journal).values()} == {"Late": "open", "Kept": "kept"}
    choose_state(ledger, "open")
    assert titles(ledger) == ["Late"]


def test_what_is_deleted_for_good_is_gone_and_undo_is_not_stuck(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    promise(open_journal, "Late", -1)
    later = promise(open_journal, "Later", 30)
    ledger = page()
    keys(qtbot, "k")
    ledger.show_record(later)
    key(qtbot, Qt.Key.Key_Delete)
    choose_state(ledger, "trash")
    assert titles(ledger) == ["Later"]
    ledger.list.setFocus()
    monkeypatch.setattr("journal.ui.dialogs.confirm", say_yes)
    with qtbot.waitSignal(open_journal.changed):
        key(qtbot, Qt.Key.Key_Delete)
    assert titles(ledger) == []
    with open_journal.read() as session:
        assert commitments.trashed(session) == []
    choose_state(ledger, "open")
    for _time in range(2):
        key(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(ledger) == ["Late"]


@pytest.mark.parametrize("line", ["manager: introduce me to finance", "manager:", "by 31 Feb"])
def test_a_line_that_is_being_typed_is_there_again_after_locking(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, line: str
) -> None:
    ledger = page()
    ledger.new_record()
    keys(qtbot, line)
    assert ledger.flush()
    assert everything(open_journal) == {}, "nothing is promised before one says so"
    again = page()
    assert again.field.field.text() == line
    again.field.field.clear()
    assert again.flush()
    assert page().field.field.text() == ""


@pytest.mark.parametrize("form", ["r", "d", "e"])
def test_words_in_a_form_stay_until_it_is_done_or_left(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, form: str
) -> None:
    late, later = promise(open_journal, "Late", -1), promise(open_journal, "Later", 30)
    ledger = page()
    keys(qtbot, form)
    field = {
        "r": ledger.detail.date_form.reason,
        "d": ledger.detail.drop_form.reason,
        "e": ledger.detail.edit_form.what,
    }
    field[form].setText("She asked for it")
    ledger.list.setFocus()
    key(qtbot, Qt.Key.Key_Down)
    keys(qtbot, {"r": "d", "d": "e", "e": "r"}[form])
    ledger.state.set_value("closed")
    ledger.state.changed.emit("closed")
    ledger.show_record(later)
    assert ledger.state.value() == "open"
    assert titles(ledger) == ["Late", "Later"]
    assert ledger.detail.row
    assert ledger.detail.row.id == late
    assert ledger.list.currentIndex().row() == 0
    assert field[form].isVisible()
    assert field[form].text() == "She asked for it"
    field[form].setFocus()
    key(qtbot, Qt.Key.Key_Escape)
    key(qtbot, Qt.Key.Key_Down)
    assert ledger.detail.row
    assert ledger.detail.row.id == later


@pytest.mark.parametrize("others", [0, 1])
@pytest.mark.parametrize("form", ["r", "d", "e"])
def test_words_in_a_form_outlive_that_another_program_closes_that_commitment(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, form: str, others: int
) -> None:
    late = promise(open_journal, "Late", -1)
    later = [promise(open_journal, "Later", 30) for _number in range(others)]
    ledger = page()
    ledger.show_record(late)
    keys(qtbot, form)
    put_into(ledger, form)
    typed = forms_of(ledger)
    with open_journal.vault.write() as session:
        commitments.keep(session, late, date.today())
    ledger.refresh()
    assert forms_of(ledger) == typed
    assert ledger.detail.isVisible()
    assert ledger.detail.row
    assert (ledger.detail.row.id, ledger.detail.row.status) == (late, "kept")
    ledger.list.setFocus()
    key(qtbot, Qt.Key.Key_Down)
    assert forms_of(ledger) == typed
    assert ledger.flush()
    again = page()
    assert forms_of(again) == typed
    assert again.detail.row
    assert again.detail.row.id == late
    again.detail.leave()
    ledger.detail.leave()
    assert not forms_of(ledger)
    assert ([ledger.detail.row.id] if ledger.detail.row else []) == later


def test_a_correction_of_what_another_program_has_closed_is_still_saved(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    late = promise(open_journal, "Late", -1)
    ledger = page()
    keys(qtbot, "e")
    ledger.detail.edit_form.what.setText("Later than late")
    with open_journal.vault.write() as session:
        commitments.keep(session, late, date.today())
    ledger.refresh()
    ledger.detail.edit_form.action.click()
    stored = everything(open_journal)[late]
    assert (stored.what, stored.status) == ("Later than late", "kept")
    assert not forms_of(ledger)


def put_into(ledger: CommitmentsPage, form: str) -> None:
    """Fill a form, with half a date in it where it has one."""
    forms: dict[str, tuple[LineField, DateField | None]] = {
        "r": (ledger.detail.date_form.reason, ledger.detail.date_form.due),
        "d": (ledger.detail.drop_form.reason, None),
        "e": (ledger.detail.edit_form.what, ledger.detail.edit_form.due),
    }
    words, day = forms[form]
    words.setText("" if form == "e" else "She asked for it")
    if day:
        day.setText("31 Feb")


def forms_of(ledger: CommitmentsPage) -> list[dict[str, str]]:
    detail = ledger.detail
    return [each.typed() for each in (detail.date_form, detail.drop_form, detail.edit_form) if each.isVisible()]


@pytest.mark.parametrize("form", ["r", "d", "e"])
def test_a_filled_form_is_kept_in_any_state_and_open_again_after_locking(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, form: str
) -> None:
    promise(open_journal, "Later", 30)
    late = promise(open_journal, "Late", -1)
    ledger = page()
    ledger.show_record(late)
    keys(qtbot, form)
    put_into(ledger, form)
    typed = forms_of(ledger)
    assert len(typed) == 1
    assert ledger.flush(), "nothing but the journal itself can refuse"
    assert everything(open_journal)[late].status == "open", "nothing is done before one says so"
    again = page()
    assert again.detail.row
    assert again.detail.row.id == late
    assert forms_of(again) == typed
    again.detail.leave()
    assert again.flush()
    assert forms_of(page()) == [], "a form that was left is not opened again"


def test_a_filled_form_is_kept_when_the_journal_is_locked_while_another_program_writes(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, template: tuple[Path, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    promise(open_journal, "Late", -1)
    ledger = page()
    keys(qtbot, "d")
    put_into(ledger, "d")
    held: list[bool] = []
    writing = open_journal.write

    def busy_twice(what: Changed) -> AbstractContextManager[Session]:
        held.append(True)
        if len(held) <= 2:
            raise JournalBusy
        return writing(what)

    monkeypatch.setattr(open_journal, "write", busy_twice)
    path = open_journal.path
    open_journal.close()
    assert len(held) == 3
    with Vault.open_keyed(path, template[1]).read() as session:
        assert drafts.kept(session, "commitments")["fields"] == {"reason": "She asked for it"}


def test_a_form_that_nobody_touched_is_just_left(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    late, later = promise(open_journal, "Late", -1), promise(open_journal, "Later", 30)
    ledger = page()
    for form in "rde":
        ledger.show_record(late)
        keys(qtbot, form)
        ledger.list.setFocus()
        key(qtbot, Qt.Key.Key_Down)
        assert ledger.detail.row
        assert ledger.detail.row.id == later
    keys(qtbot, "r")
    open_journal.close()


def test_while_another_program_writes_nothing_is_lost_and_the_user_is_told(
    open_journal: OpenJournal, page: Open, qtbot: QtBot, template: tuple[Path, Key]
) -> None:
    late = promise(open_journal, "Late", -1)
    ledger = page()
    other = Vault.open_keyed(open_journal.path, template[1], device="other")
    with other.write() as session:
        make.manager(session)
        keys(qtbot, "k")
        toast = ledger.findChild(Toast)
        assert isinstance(toast, Toast)
        assert "Another program" in toast.text.text()
    other.close()
    assert everything(open_journal)[late].status == "open"
    keys(qtbot, "k")
    assert everything(open_journal)[late].status == "kept"


def test_the_segments_say_what_is_shown_even_if_it_cannot_be_read_now(
    open_journal: OpenJournal, page: Open, vault: Vault, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journal.ui.open_journal.READ_MS", 20)
    promise(open_journal, "Late", -1)
    ledger = page()
    with another_program(vault, "BEGIN EXCLUSIVE"), qtbot.captureExceptions() as faults:
        choose_state(ledger, "closed")
    assert [kind for kind, _fault, _trace in faults] == [JournalBusy]
    assert (ledger.state.value(), titles(ledger)) == ("open", ["Late"])


def test_an_empty_ledger_says_what_belongs_here_and_starts_it(page: Open, qtbot: QtBot) -> None:
    ledger = page()
    assert ledger.empty.isVisible()
    qtbot.mouseClick(ledger.empty.button, Qt.MouseButton.LeftButton)
    assert ledger.field.field.hasFocus()


def test_everything_can_be_named_by_a_screen_reader(open_journal: OpenJournal, page: Open) -> None:
    promise(open_journal, "Late", -1)
    ledger = page()
    index: QModelIndex = ledger.model.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Late, 1 day late, Me")
    for widget in (ledger.list, ledger.field.field, ledger.detail.correct, ledger.detail.delete, ledger.owner):
        assert widget.accessibleName()


# ------------------------------------------------------------------------------------- narrowing and nudges


def test_overdue_words_and_the_one_on_one_narrow_the_ledger(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    promise(open_journal, "Late plan", -2)
    promise(open_journal, "Early plan", 5)
    promise(open_journal, "Late budget", -3, "manager")
    with open_journal.write(Changed.COMMITMENTS) as session:
        meeting = make.meeting(session, date.today() - timedelta(days=7))
        make.promise(session, "From the talk", one_on_one_id=meeting.id)
    ledger = page()
    assert len(titles(ledger)) == 4
    qtbot.mouseClick(ledger.narrowing.overdue, Qt.MouseButton.LeftButton)
    assert titles(ledger) == ["Late budget", "Late plan"]
    key(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    keys(qtbot, "PLAN")
    assert titles(ledger) == ["Late plan"]
    keys(qtbot, " budget")
    assert titles(ledger) == []
    assert ledger.empty.isVisible()
    qtbot.mouseClick(ledger.empty.button, Qt.MouseButton.LeftButton)
    assert len(titles(ledger)) == 4, "one click shows everything again"
    ledger.narrowing.fill_menu()
    (only,) = ledger.narrowing.menu.actions()
    only.trigger()
    assert titles(ledger) == ["From the talk"]
    promise(open_journal, "Elsewhere", 9)
    ledger.refresh()
    assert titles(ledger) == ["From the talk"]
    ledger.show_record(promise(open_journal, "Shown", 1))
    assert "Shown" in titles(ledger), "what is asked for is shown, whatever narrows the list"


def test_overdue_shows_open_ones_though_the_closed_ones_were_shown(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    promise(open_journal, "Late", -2)
    ledger = page()
    ledger.state.set_value("closed")
    ledger.state.changed.emit("closed")
    assert titles(ledger) == []
    ledger.narrowing.overdue.click()
    assert (ledger.state.value(), titles(ledger)) == ("open", ["Late"])


def test_a_nudge_is_drafted_in_the_managers_way_changed_and_copied(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.MANAGERS) as session:
        records.change(make.manager(session), {"channel": "mail", "detail": "brief"})
    promise(open_journal, "Talk to sales", -3, "manager")
    ledger = page()
    keys(qtbot, "g")
    form = ledger.detail.nudge_form
    assert form.isVisible()
    assert form.words.text().startswith("Waiting on: Talk to sales\n\nHello Ada,")
    assert "mail" in form.how.text()
    key(qtbot, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    keys(qtbot, " Best, K.")
    key(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().endswith("Thank you! Best, K.")
    assert QGuiApplication.clipboard().mimeData().data("x-kde-passwordManagerHint") == b"secret"
    assert not form.isVisible()
    clipboard.take_back()
    assert QGuiApplication.clipboard().text() == ""


def test_only_what_is_waited_for_can_be_nudged(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    promise(open_journal, "Mine", -3)
    theirs = promise(open_journal, "Theirs", 3, "manager")
    ledger = page()
    assert not ledger.detail.nudge.isVisible()
    keys(qtbot, "g")
    assert not ledger.detail.nudge_form.isVisible()
    ledger.show_record(f"{theirs}/nudge")
    assert ledger.detail.nudge_form.isVisible()
    assert "Theirs" in ledger.detail.nudge_form.words.text()


def test_a_nudge_that_was_changed_survives_the_lock(open_journal: OpenJournal, page: Open, qtbot: QtBot) -> None:
    theirs = promise(open_journal, "Theirs", 3, "manager")
    first = page()
    first.show_record(f"{theirs}/nudge")
    first.detail.nudge_form.words.selectAll()
    qtbot.keyClicks(first.detail.nudge_form.words, "In my own words")
    assert first.flush()
    again = page()
    assert again.detail.nudge_form.isVisible()
    assert again.detail.nudge_form.words.text() == "In my own words"


@given(
    st.lists(st.tuples(st.sampled_from(["me", "manager"]), st.sampled_from(["", "m1"]), st.sampled_from([-3, 0, 4, None]),
                       st.sampled_from(["Plan", "plan the budget", "Zürich"])), max_size=12),
    st.sampled_from(["all", "me", "manager"]), st.sampled_from(["", "m1"]), st.booleans(), st.sampled_from(["", "plan", "ZÜR"]),
)  # fmt: skip
def test_narrowing_keeps_just_those_that_every_filter_lets_through(
    made: list[tuple[str, str, int | None, str]], owner: str, meeting: str, overdue: bool, words: str
) -> None:
    today = date(2026, 3, 2)
    rows = [
        LedgerRow(str(n), who, who, what, "open", today, None if days is None else today + timedelta(days), None, "", of,
                  None, "", None)
        for n, (who, of, days, what) in enumerate(made)
    ]  # fmt: skip
    found = narrowed(rows, owner=owner, overdue_on=today if overdue else None, meeting_id=meeting, words=words)
    assert [row.id for row in found] == [
        str(n) for n, (who, of, days, what) in enumerate(made)
        if owner in ("all", who) and meeting in ("", of) and words.casefold() in what.casefold()
        and (not overdue or (days is not None and days < 0))
    ]  # fmt: skip


def test_the_keyboard_stays_with_the_list_when_its_last_row_goes_and_comes_back(
    open_journal: OpenJournal, page: Open, qtbot: QtBot
) -> None:
    """Not on a filter that happens to stand beside it, which Space would press."""
    promise(open_journal, "Draft the plan", 3)
    shown = page()
    keys(qtbot, "k")
    assert shown.model.rowCount() == 0
    assert focused() is shown
    undo(qtbot)
    assert titles(shown) == ["Draft the plan"]
    assert focused() is shown.list
