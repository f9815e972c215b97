from collections.abc import Callable, Generator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.practices import commitments, entries, managers
from journal.store.tables import Entry
from journal.ui import dialogs, notifications, preferences
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.today import TodayPage
from journal.ui.places import Place
from journal.ui.quick_capture import QuickCapture
from journal.ui.widgets import clipboard
from journal.ui.widgets.button import Button
from journal.ui.widgets.form import LineField

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CANARY = "the heron at the weir knows"


class Probe(QWidget):
    """A small page that keeps what was asked of it, and text that cannot always be saved."""

    go = Signal(str, str)
    title = "Probe"
    reads = Changed.COMMITMENTS

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []
        self.can_save = True
        self.field = LineField()
        QVBoxLayout(self).addWidget(self.field)

    def refresh(self) -> None:
        self.calls.append("refresh")

    def show_record(self, record_id: str) -> None:
        self.calls.append(f"show {record_id}")

    def new_record(self) -> None:
        self.calls.append("new")

    def flush(self) -> bool:
        self.calls.append("flush")
        return self.can_save


def probe(_journal: OpenJournal, _parent: QWidget) -> QWidget:
    return Probe()


def today(journal: OpenJournal, parent: QWidget) -> QWidget:
    return TodayPage(journal, parent)


PLACES = {
    "today": Place("Today", "today", today),
    "journal": Place("Journal", "journal", probe),
    "commitments": Place("Commitments", "commitments", probe),
    "settings": Place("Settings", "settings", probe, at_foot=True),
}


@pytest.fixture
def window(open_journal: OpenJournal, qtbot: QtBot) -> Generator[MainWindow]:
    window = MainWindow(open_journal, PLACES)
    window.show()
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)
    yield window
    for page in window._pages.values():
        if isinstance(page, Probe):
            page.can_save = True
    window.close()
    window.deleteLater()


@pytest.fixture
def shown_probe(window: MainWindow) -> Callable[[str], Probe]:
    def show(name: str) -> Probe:
        window.show_page(name)
        page = window.page
        assert isinstance(page, Probe)
        return page

    return show


def add_commitment(journal: OpenJournal, what: str) -> str:
    with journal.write(Changed.COMMITMENTS) as session:
        manager = managers.current(session)
        return commitments.make(session, owner="me", what=what, made_on=date.today(), manager_id=manager.id).id


def test_a_page_is_made_when_it_is_first_shown(window: MainWindow) -> None:
    assert set(window._pages) == {"today"}
    window.show_page("journal")
    assert set(window._pages) == {"today", "journal"}


def test_the_page_that_is_on_reads_again_at_once_and_a_hidden_one_when_shown(
    window: MainWindow, open_journal: OpenJournal, shown_probe: Callable[[str], Probe]
) -> None:
    hidden = shown_probe("journal")
    on = shown_probe("commitments")
    open_journal.announce(Changed.COMMITMENTS)
    open_journal.announce(Changed.COMMITMENTS)
    assert on.calls.count("refresh") == 2
    assert hidden.calls.count("refresh") == 0
    window.show_page("journal")
    window.show_page("commitments")
    assert hidden.calls.count("refresh") == 1
    assert on.calls.count("refresh") == 2


def test_a_change_of_another_kind_disturbs_nobody(
    open_journal: OpenJournal, shown_probe: Callable[[str], Probe]
) -> None:
    page = shown_probe("commitments")
    open_journal.announce(Changed.RECEIPTS)
    assert "refresh" not in page.calls


def test_a_page_that_cannot_save_stays_on(window: MainWindow, shown_probe: Callable[[str], Probe]) -> None:
    page = shown_probe("journal")
    page.can_save = False
    assert not window.show_page("today")
    assert window.page is page
    assert window._side_bar._buttons["journal"].isChecked()
    window.lock()
    assert window._journal.is_open


def test_ctrl_n_on_the_journal_begins_an_entry_in_its_editor(
    window: MainWindow, qtbot: QtBot, shown_probe: Callable[[str], Probe]
) -> None:
    page = shown_probe("journal")
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.calls[-1] == "new"


def test_ctrl_n_anywhere_else_takes_a_few_words_and_offers_to_open_them(
    window: MainWindow, qtbot: QtBot, open_journal: OpenJournal, shown_probe: Callable[[str], Probe]
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(QuickCapture)
    assert isinstance(dialog, QuickCapture)
    qtbot.wait_until(dialog.isActiveWindow)
    qtbot.keyClicks(dialog.text, CANARY)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    toast = window.findChild(notifications.Toast)
    assert isinstance(toast, notifications.Toast)
    assert toast.isVisible()
    assert window._name == "today"
    toast.button.click()
    with open_journal.read() as session:
        [entry] = session.scalars(select(Entry))
    assert entry.text == CANARY
    assert window._name == "journal"
    assert shown_probe("journal").calls[-1] == f"show {entry.id}"


def test_pages_are_reached_by_ctrl_and_a_figure(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window._name == "commitments"
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert window._name == "settings"


def test_what_is_typed_is_found_and_opened_by_keys_alone(
    window: MainWindow, open_journal: OpenJournal, qtbot: QtBot, shown_probe: Callable[[str], Probe]
) -> None:
    record = add_commitment(open_journal, f"Tell her that {CANARY}")
    add_commitment(open_journal, "Something else")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.search
    with qtbot.wait_signal(window._results.arrived):
        qtbot.keyClicks(window.search, "heron we")
    results = window.search.results()
    assert results is not None
    assert results.isVisible()
    assert window._results.rowCount() == 1
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert shown_probe("commitments").calls[-1] == f"show {record}"


def test_an_entry_is_found_in_the_journal(
    window: MainWindow, open_journal: OpenJournal, qtbot: QtBot, shown_probe: Callable[[str], Probe]
) -> None:
    with open_journal.write(Changed.ENTRIES) as session:
        manager = managers.current(session)
        entry = entries.write(session, "interaction", CANARY, date.today(), manager_id=manager.id)
    window.search.start()
    with qtbot.wait_signal(window._results.arrived):
        qtbot.keyClicks(window.search, "heron")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert shown_probe("journal").calls[-1] == f"show {entry.id}"


def test_nothing_found_is_said(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    with qtbot.wait_signal(window._results.arrived):
        qtbot.keyClicks(window.search, "zzz")
    assert "Nothing found" in window._results.message


def test_lock_saves_closes_the_journal_and_asks_for_a_fresh_process(
    window: MainWindow, open_journal: OpenJournal, qtbot: QtBot, shown_probe: Callable[[str], Probe]
) -> None:
    page = shown_probe("journal")
    with qtbot.wait_signal(window.lock_asked):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert "flush" in page.calls
    assert not open_journal.is_open


@pytest.mark.parametrize("end", [MainWindow.lock, MainWindow.close])
def test_what_was_copied_for_the_user_is_gone_from_the_clipboard_after_the_end(
    window: MainWindow, end: Callable[[MainWindow], object]
) -> None:
    clipboard.put(CANARY)
    end(window)
    assert QGuiApplication.clipboard().text() == ""


def test_what_somebody_else_put_on_the_clipboard_stays(window: MainWindow) -> None:
    clipboard.put(CANARY)
    QGuiApplication.clipboard().setText("a recipe")
    window.lock()
    assert QGuiApplication.clipboard().text() == "a recipe"


def test_a_text_that_could_only_be_copied_outlives_the_window(
    window: MainWindow, shown_probe: Callable[[str], Probe], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_probe("journal").can_save = False
    clipboard.put(CANARY)
    monkeypatch.setattr(dialogs, "confirm", _yes)
    assert window.close()
    assert QGuiApplication.clipboard().text() == CANARY


def _yes(*_asked: object, **_how: Any) -> bool:
    return True


def test_closing_with_unsaved_text_asks_first(
    window: MainWindow,
    open_journal: OpenJournal,
    shown_probe: Callable[[str], Probe],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = shown_probe("journal")
    page.can_save = False
    answers = iter([False, True])

    def answer(*_asked: object, **_how: Any) -> bool:
        return next(answers)

    monkeypatch.setattr(dialogs, "confirm", answer)
    assert not window.close()
    assert open_journal.is_open
    assert window.close()
    assert not open_journal.is_open


def test_the_title_and_the_preferences_hold_no_word_of_the_journal(
    window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    add_commitment(open_journal, CANARY)
    window.search.start()
    with qtbot.wait_signal(window._results.arrived):
        qtbot.keyClicks(window.search, "heron")
    window.close()
    assert window.windowTitle() == "Upward"
    written = preferences.current().file.read_text(encoding="utf-8")
    assert "geometry" in written
    assert "heron" not in written


def test_the_window_comes_back_in_its_size(window: MainWindow, open_journal: OpenJournal) -> None:
    window.resize(800, 655)  # the offscreen screen is 800 wide
    window._remember_size()
    again = MainWindow(open_journal, PLACES)
    assert (again.width(), again.height()) == (800, 655)
    again.deleteLater()


def test_an_undo_is_offered_and_done_once(window: MainWindow, qtbot: QtBot) -> None:
    undone: list[str] = []
    notifications.offer_undo(window.page, "Moved to the trash", lambda: undone.append("once"))
    toast = window.findChild(notifications.Toast)
    assert isinstance(toast, notifications.Toast)
    assert toast.isVisible()
    assert toast.text.text() == "Moved to the trash"
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert undone == ["once"]
    assert not toast.isVisible()


def test_a_page_takes_the_keyboard_unless_one_walks_the_side_bar(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert not isinstance(window.focusWidget(), Button)
    window._side_bar.focus_chosen()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window._name == "commitments"
    assert window.focusWidget() is window._side_bar._buttons["commitments"]
