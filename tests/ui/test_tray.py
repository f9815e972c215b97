from collections.abc import Callable, Generator
from datetime import date

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from journal.practices import commitments, entries, managers
from journal.ui import capture, dialogs, lock_reason, preferences, session_watch_linux, tray
from journal.ui.guard import Guard
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.quick_capture import QuickCapture
from journal.ui.tray import Tray
from journal.ui.widgets import clipboard

#: Offscreen there is no desktop to tell these things to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "systemTrayWindowChanged")
CANARY = "the heron at the weir knows"


@pytest.fixture
def window(open_journal: OpenJournal, qtbot: QtBot) -> Generator[MainWindow]:
    with open_journal.write(Changed.ENTRIES) as session:
        manager_id = managers.current(session).id
        entries.write(session, "win", CANARY, date.today(), manager_id=manager_id)
        commitments.make(session, owner="me", what=CANARY, made_on=date.today(), manager_id=manager_id)
    made = MainWindow(open_journal)
    made.show()
    made.activateWindow()
    qtbot.wait_until(made.isActiveWindow)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def guard(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Guard:
    """What watches over the window, in a tray that takes everybody, and without the buses of this machine."""

    def none(*_asked: object) -> bool:
        return False

    monkeypatch.setattr(session_watch_linux, "_has_bus", none)
    made = Guard(window)
    made.put_in_tray()
    return made


def choose(guard: Guard, text: str) -> None:
    """Choose a command of the tray's menu."""
    assert guard.tray
    next(each for each in guard.tray.menu.actions() if each.text() == text).trigger()


def test_the_tray_shows_hides_and_begins_an_entry(guard: Guard, window: MainWindow) -> None:
    choose(guard, "Hide")
    assert window.veils.are_drawn
    choose(guard, "Hide")  # a second time it is no switch: who chooses it does not want to be seen
    assert window.veils.are_drawn
    window.showMinimized()
    choose(guard, "Show")
    assert not window.veils.are_drawn
    assert not window.isMinimized()
    choose(guard, "New entry")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QuickCapture)
    dialog.reject()
    window.hide()
    assert guard.tray
    guard.tray.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()


def test_nothing_is_begun_over_a_dialog_or_while_the_file_is_closed(
    guard: Guard, window: MainWindow, open_journal: OpenJournal
) -> None:
    question = dialogs.Dialog(window, "Bring this backup back?", action="Bring it back")
    question.open()
    choose(guard, "New entry")
    window.go("journal", "")
    assert not window.findChildren(QuickCapture)
    assert window._name == "today"
    question.reject()
    open_journal.let_go()
    window.hide()
    choose(guard, "New entry")
    window.go("journal", "")
    assert window.isVisible()
    assert not window.findChildren(QuickCapture)
    assert window._name == "today"


def test_the_tray_locks(guard: Guard, window: MainWindow, qtbot: QtBot, open_journal: OpenJournal) -> None:
    with qtbot.wait_signal(window.lock_asked) as locked:
        choose(guard, "Lock")
    assert locked.args == [lock_reason.ASKED]
    assert not open_journal.is_open


def test_the_tray_quits(guard: Guard, window: MainWindow, open_journal: OpenJournal) -> None:
    choose(guard, "Quit")
    assert not window.isVisible()
    assert not open_journal.is_open


@pytest.mark.parametrize("why", [lock_reason.SCREEN, lock_reason.SLEEP, lock_reason.USER])
def test_what_the_system_says_locks_before_it_goes_on(
    why: str, guard: Guard, window: MainWindow, open_journal: OpenJournal
) -> None:
    guard.start()
    guard.session.left.emit(why)
    assert not open_journal.is_open  # at once: the computer sleeps when the signal's slots return


def test_without_a_tray_or_unwanted_there_is_no_sign(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def has(is_there: bool) -> Callable[[], bool]:
        return lambda: is_there

    monkeypatch.setattr(Tray, "isSystemTrayAvailable", staticmethod(has(False)))
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(has(False)))
    assert not tray.is_wanted()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(has(True)))
    assert tray.is_wanted()
    preferences.current().remember(tray=0)
    assert not tray.is_wanted()


def test_no_title_no_icon_name_and_no_tray_text_says_a_word_of_the_journal(
    guard: Guard, window: MainWindow, qtbot: QtBot
) -> None:
    for name in window._places:
        window.show_page(name)
        _assert_neutral()
    window.new_entry()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QuickCapture)
    dialog.text.insertPlainText(CANARY)
    _assert_neutral()
    dialog.reject()
    window.search.start()
    with qtbot.wait_signal(window._results.arrived):
        qtbot.keyClicks(window.search, "heron")
    _assert_neutral()
    assert guard.tray
    assert guard.tray.toolTip() == "Upward"
    assert {each.text() for each in guard.tray.menu.actions()} == {"Show", "New entry", "", "Hide", "Lock", "Quit"}


def _assert_neutral() -> None:
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert shown
    assert {each.windowTitle() for each in shown} <= {"Upward", ""}
    told = [*(each.windowIconText() for each in shown), *(each.windowRole() for each in shown)]
    told += [each.title() for each in QGuiApplication.topLevelWindows()] + [QGuiApplication.applicationDisplayName()]
    assert "heron" not in " ".join(told)


def test_what_we_copy_for_the_user_is_marked_for_histories_to_leave_out(qtbot: QtBot) -> None:
    clipboard.put(CANARY)
    held = QGuiApplication.clipboard().mimeData(QClipboard.Mode.Clipboard)
    assert held.text() == CANARY
    assert held.data("x-kde-passwordManagerHint").toStdString() == "secret"
    clipboard.take_back()
    assert QGuiApplication.clipboard().text() == ""


def test_a_system_that_cannot_leave_windows_out_of_captures_is_asked_for_nothing(window: MainWindow) -> None:
    capture.Exclusion(window)
    if not capture.is_offered():
        capture.exclude(int(window.winId()))
    assert not capture.is_allowed()
    preferences.current().remember(allow_capture=1)
    assert capture.is_allowed()
