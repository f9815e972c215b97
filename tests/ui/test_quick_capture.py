"""Quick capture: under thirty seconds, and what is left unfinished is there the next time."""

from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.store.key import Key as Secret
from journal.store.tables import Entry
from journal.store.vault import Vault
from journal.ui import autosave
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import OpenJournal
from journal.ui.quick_capture import QuickCapture
from tests import make
from tests.store.test_sessions import another_program

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Capture = Callable[[], QuickCapture]
Key = Qt.Key
NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def capture(
    open_journal: OpenJournal, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Generator[Callable[[], QuickCapture]]:
    """Opens the dialog over a window."""
    monkeypatch.setattr(autosave, "RETRY_MS", 20)
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    held: list[QuickCapture] = []

    def show() -> QuickCapture:
        dialog = QuickCapture(open_journal, window)
        held.append(dialog)
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    yield show
    held.clear()


def texts(vault: Vault) -> list[tuple[str, str, date]]:
    with vault.read() as session:
        return [(entry.kind, entry.text, entry.day) for entry in session.scalars(select(Entry))]


def test_words_a_kind_and_one_key_make_an_entry_of_today(capture: Capture, vault: Vault, qtbot: QtBot) -> None:
    dialog = capture()
    QTest.keyClicks(dialog.text, "Ada backed the delay @launch")
    qtbot.keyClick(dialog.text, Key.Key_4, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(dialog.saved) as told:
        qtbot.keyClick(dialog.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts(vault) == [("win", "Ada backed the delay @launch", date.today())]
    with vault.read() as session:
        assert told.args == list(session.scalars(select(Entry.id)))


def test_escape_keeps_a_draft_without_a_question_and_saving_it_uses_it_up(
    capture: Capture, vault: Vault, qtbot: QtBot
) -> None:
    first = capture()
    QTest.keyClicks(first.text, "half a thou")
    qtbot.keyClick(first.text, Key.Key_Escape)
    assert texts(vault) == []
    again = capture()
    assert again.text.text() == "half a thou"
    QTest.keyClicks(again.text, "ght")
    qtbot.keyClick(again.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [text for _kind, text, _day in texts(vault)] == ["half a thought"]
    assert capture().text.text() == ""


def test_a_draft_that_is_emptied_is_forgotten(capture: Capture, qtbot: QtBot) -> None:
    first = capture()
    QTest.keyClicks(first.text, "no")
    qtbot.keyClick(first.text, Key.Key_Escape)
    again = capture()
    again.text.selectAll()
    qtbot.keyClick(again.text, Key.Key_Delete)
    qtbot.keyClick(again.text, Key.Key_Escape)
    assert capture().text.text() == ""


def test_closing_the_journal_keeps_the_words_as_a_draft(
    capture: Capture, open_journal: OpenJournal, vault: Vault, template: tuple[Path, Secret], qtbot: QtBot
) -> None:
    QTest.keyClicks(capture().text, "not done")
    open_journal.close()
    later = OpenJournal(Vault.open_keyed(vault.path, template[1]))
    dialog = QuickCapture(later)
    qtbot.addWidget(dialog)
    assert dialog.text.text() == "not done"
    later.close()


def test_while_another_program_writes_it_waits_and_then_saves(
    capture: Capture, vault: Vault, template: tuple[Path, Secret], qtbot: QtBot
) -> None:
    dialog = capture()
    QTest.keyClicks(dialog.text, "patience")
    with qtbot.waitSignal(dialog.saved), Vault.open_keyed(vault.path, template[1]).write() as session:
        make.manager(session)
        session.connection()
        qtbot.keyClick(dialog.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert dialog.status.text() == "Saving…"
        assert dialog.isVisible()
    assert [text for _kind, text, _day in texts(vault)] == ["patience"]


def test_a_failure_is_said_and_the_words_stay(capture: Capture, vault: Vault, qtbot: QtBot) -> None:
    dialog = capture()
    QTest.keyClicks(dialog.text, "stay")
    moved = vault.path.rename(vault.path.with_suffix(".moved"))
    qtbot.keyClick(dialog.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Not saved" in dialog.status.text()
    qtbot.keyClick(dialog.text, Key.Key_Escape)
    assert dialog.isVisible()
    moved.rename(vault.path)
    qtbot.keyClick(dialog.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [text for _kind, text, _day in texts(vault)] == ["stay"]


def test_escape_at_a_busy_moment_lets_the_window_live_and_goes_when_the_draft_is_kept(
    capture: Capture, vault: Vault, qtbot: QtBot
) -> None:
    dialog = capture()
    QTest.keyClicks(dialog.text, "patience")
    with another_program(vault):
        began = QElapsedTimer()
        began.start()
        qtbot.keyClick(dialog.text, Key.Key_Escape)
        assert not began.hasExpired(autosave.CLOSING_MS)
        assert dialog.isVisible()
        assert dialog.status.text() == "Saving…"
    with qtbot.waitSignal(dialog.finished):
        pass
    assert capture().text.text() == "patience"


@pytest.mark.parametrize("ending", [Key.Key_Escape, Key.Key_Return])
def test_a_draft_that_could_not_be_read_is_not_replaced_by_what_is_written_now(
    capture: Capture, vault: Vault, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ending: Qt.Key
) -> None:
    monkeypatch.setattr("journal.ui.open_journal.READ_MS", 20)
    first = capture()
    QTest.keyClicks(first.text, "the first")
    qtbot.keyClick(first.text, Key.Key_Escape)
    with another_program(vault, "BEGIN EXCLUSIVE"):
        dialog = capture()
        assert dialog.text.text() == ""
    QTest.keyClicks(dialog.text, "the second")
    assert dialog.flush()
    qtbot.keyClick(dialog.text, ending, Qt.KeyboardModifier.ControlModifier if ending == Key.Key_Return else NO_KEY)
    assert not dialog.isVisible()
    kept = capture().text.text()
    if ending == Key.Key_Escape:
        assert kept == "the first\n\nthe second"
    else:
        assert kept == "the first"
        assert [text for _kind, text, _day in texts(vault)] == ["the second"]


def test_what_is_typed_is_kept_before_anybody_asks(capture: Capture, open_journal: OpenJournal, qtbot: QtBot) -> None:
    dialog = capture()
    with qtbot.waitSignal(open_journal.changed):
        dialog._drafting._rest.setInterval(20)
        QTest.keyClicks(dialog.text, "before a power cut")
    other = QuickCapture(open_journal)
    qtbot.addWidget(other)
    assert other.text.text() == "before a power cut"


def test_closing_its_window_keeps_the_words(capture: Capture) -> None:
    dialog = capture()
    QTest.keyClicks(dialog.text, "by the corner")
    dialog.close()
    assert capture().text.text() == "by the corner"


def test_words_left_as_a_draft_are_kept_though_another_window_used_the_draft_up(
    capture: Capture, vault: Vault, qtbot: QtBot
) -> None:
    first = capture()
    QTest.keyClicks(first.text, "alpha")
    assert first.flush()
    second = capture()
    assert second.text.text() == "alpha"
    second.text.selectAll()
    QTest.keyClicks(second.text, "gamma")
    qtbot.keyClick(second.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert first.cancel.text() == "Keep as draft"
    first.cancel.click()
    assert [text for _kind, text, _day in texts(vault)] == ["gamma"]
    assert capture().text.text() == "alpha"


def test_saving_leaves_a_draft_that_was_written_elsewhere_meanwhile(
    capture: Capture, vault: Vault, qtbot: QtBot
) -> None:
    first, second = capture(), capture()
    QTest.keyClicks(first.text, "alpha")
    QTest.keyClicks(second.text, "gamma")
    assert first.flush()
    assert second.flush()
    qtbot.keyClick(second.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [text for _kind, text, _day in texts(vault)] == ["gamma"]
    assert capture().text.text() == "alpha"


def test_a_window_has_one_of_them(main_window: MainWindow) -> None:
    main_window.new_entry()
    main_window.new_entry()
    (only,) = main_window.findChildren(QuickCapture)
    assert only.isVisible()
    only.reject()
