"""What the first window shows and what was copied from it goes: by F9, when nobody is there, and when it closes."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal import paths
from journal.app import Windows
from journal.store import known, sheet, shelf
from journal.store.vault import Vault
from journal.ui import background, dialogs, lock_reason
from journal.ui.autolock import AutoLock
from journal.ui.open_journal import OpenJournal
from journal.ui.unlock_window import UnlockWindow
from journal.ui.veil import Veil
from journal.ui.widgets.clipboard import take_back
from journal.ui.widgets.label import Label
from tests.conftest import PASSPHRASE
from tests.ui.first_window import (
    LONG,
    begin_to_open,
    chooses,
    first_run,
    is_closed,
    put_older_copy_in_place,
    shown,
    wait_for,
    wait_for_mending,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def nobody_is_there(window: UnlockWindow, qtbot: QtBot) -> None:
    """So many minutes pass."""
    qtbot.wait_until(lambda: window.findChild(AutoLock) is not None, timeout=LONG)
    watch = window.findChild(AutoLock)
    assert isinstance(watch, AutoLock)
    watch.due.emit(lock_reason.idle(5))


def told(window: UnlockWindow) -> str:
    """Every word that the window holds, seen or not."""
    return "\n".join(each.text() + each.accessibleName() for each in window.findChildren(Label))


def to_sheet(window: UnlockWindow, qtbot: QtBot) -> list[str]:
    run = first_run(window)
    run.place.manager.setText("Ada")
    run.place.on.click()
    run.passphrase.on.click()
    wait_for(run.sheet.form, window, qtbot)
    assert run._new
    return run._new.groups


def test_words_and_sheet_of_a_first_run_go_and_are_drawn_anew(qtbot: QtBot) -> None:
    window = shown(UnlockWindow(), qtbot)
    groups, run = to_sheet(window, qtbot), first_run(window)
    words = run.passphrase.chosen()
    assert groups[0] in told(window)
    nobody_is_there(window, qtbot)
    QApplication.processEvents()
    assert window.stage.current() is run.place
    assert "will not open the journal" in run.place.complaint.text()
    QApplication.sendPostedEvents(None, 52)  # what is deleted later
    assert not any(group in told(window) for group in groups)
    assert words.split(" ")[0] not in told(window)
    assert not run.place.manager.text()
    new = to_sheet(window, qtbot)
    assert new != groups
    assert run.passphrase.chosen() != words
    assert run.place.complaint.isHidden()


def test_nothing_is_taken_away_while_something_is_under_way(qtbot: QtBot) -> None:
    window = shown(UnlockWindow(), qtbot)
    run = first_run(window)
    run.place.on.click()
    run.passphrase.on.click()
    nobody_is_there(window, qtbot)
    wait_for(run.sheet.form, window, qtbot)


@pytest.mark.parametrize("at", ["passphrase", "sheet", "damage"])
def test_what_was_typed_to_open_a_journal_goes(vault: Vault, qtbot: QtBot, at: str) -> None:
    shelf.make(vault, "demand")
    known.saw(vault)
    vault.close()
    if at == "damage":
        vault.path.write_bytes(bytes(100) + vault.path.read_bytes()[100:])
    window = shown(UnlockWindow(vault.path), qtbot)
    window._open.passphrase.setText(PASSPHRASE)
    if at == "sheet":
        window._recover()
        assert window.recovering
        window.recovering.form.field.insertPlainText(sheet.groups(vault.key)[0])
    elif at == "damage":
        window._open.open.click()
        wait_for_mending(window, qtbot)
    nobody_is_there(window, qtbot)
    assert window.stage.current() is window._open
    assert not window._open.passphrase.text()
    assert "was cleared" in told(window)
    if window.recovering:
        assert not window.recovering.form.typed()
    if window.mending:
        assert not window.mending._secret


def test_a_form_without_a_secret_stays_as_it_is(vault: Vault, qtbot: QtBot) -> None:
    window = shown(UnlockWindow(vault.path), qtbot)
    window.say("Locked with the screen.")
    nobody_is_there(window, qtbot)
    assert "Locked with the screen." in told(window)
    vault.path.with_name(f".{vault.path.name}.lock").write_text("77\nupward\nthe-other-laptop\n")
    window.one.release()
    vault.path.with_name(f".{vault.path.name}.lock").write_text("77\nupward\nthe-other-laptop\n")
    asking = shown(UnlockWindow(vault.path), qtbot)
    nobody_is_there(asking, qtbot)
    assert asking.stage.current() is asking.question


def test_a_journal_that_waits_for_an_answer_is_closed(vault: Vault, qtbot: QtBot) -> None:
    put_older_copy_in_place(vault)
    window = shown(UnlockWindow(vault.path), qtbot)
    begin_to_open(window)
    qtbot.wait_until(lambda: window.question is not None and window.question.isVisible(), timeout=LONG)
    found: Any = window._asked
    nobody_is_there(window, qtbot)
    assert window.stage.current() is window._open
    assert is_closed(found)


def test_a_sheet_that_is_gone_meanwhile_is_not_saved(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown(UnlockWindow(), qtbot)
    to_sheet(window, qtbot)

    def choose_late(*_given: object) -> Path:
        nobody_is_there(window, qtbot)
        return tmp_path / "sheet.pdf"

    monkeypatch.setattr(dialogs, "choose_new_file", choose_late)
    first_run(window).sheet._save()
    qtbot.wait_until(lambda: not background.is_busy(), timeout=LONG)
    assert not (tmp_path / "sheet.pdf").exists()


def test_f9_hides_the_first_window_and_shows_it_again(qtbot: QtBot) -> None:
    window = shown(UnlockWindow(), qtbot)
    to_sheet(window, qtbot)
    form = first_run(window).sheet.form
    assert window.veils
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
    assert window.findChildren(Veil)
    assert not form.isVisible()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
    assert form.isVisible()
    assert form.isAncestorOf(window.focusWidget())


def test_a_journal_that_opens_behind_the_veil_is_veiled(vault: Vault, qtbot: QtBot) -> None:
    vault.close()
    windows = Windows(vault.path)
    assert windows.ask()
    first = windows.unlock
    assert first
    qtbot.wait_until(lambda: first.findChild(AutoLock) is not None, timeout=LONG)
    begin_to_open(first)
    QTest.keyClick(first.windowHandle(), Qt.Key.Key_F9)
    assert first.findChildren(Veil)
    qtbot.wait_until(lambda: windows.main is not None, timeout=LONG)
    main = windows.main
    assert main
    qtbot.addWidget(main)
    QApplication.processEvents()
    assert main.veils.are_drawn
    main.veils.lift()
    assert not [each for each in main.findChildren(Veil) if each.isVisible()]
    main.close()
    windows.one.release()


def copied() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("way", ["key", "cut", "menu"])
def test_a_copied_passphrase_is_marked_and_goes_when_the_journal_opens(vault: Vault, qtbot: QtBot, way: str) -> None:
    vault.close()
    window = shown(UnlockWindow(vault.path), qtbot)
    field = window._open.passphrase
    field.setText(PASSPHRASE)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() != PASSPHRASE  # what cannot be seen is not copied either
    field.reveal(True)
    if way == "menu":
        field.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), QPoint(2, 2)))
        menu = QApplication.activePopupWidget()
        assert menu
        (action,) = (each for each in menu.findChildren(QAction) if each.objectName() == "edit-copy")
        action.trigger()
        menu.close()
    else:
        key = Qt.Key.Key_X if way == "cut" else Qt.Key.Key_C
        qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert copied() == PASSPHRASE
    assert "x-kde-passwordManagerHint" in QGuiApplication.clipboard().mimeData().formats()
    assert field.text() == ("" if way == "cut" else PASSPHRASE)
    field.setText(PASSPHRASE)
    opened: list[OpenJournal] = []
    window.opened.connect(opened.append)
    window._open.open.click()
    qtbot.wait_until(lambda: bool(opened), timeout=LONG)
    assert copied() != PASSPHRASE
    opened[0].close()


def test_a_copied_sheet_goes_when_the_window_closes_and_what_others_copied_stays(vault: Vault, qtbot: QtBot) -> None:
    window = shown(UnlockWindow(vault.path), qtbot)
    window._recover()
    assert window.recovering
    field = window.recovering.form.field
    field.insertPlainText("ABCD 1234")
    field.selectAll()
    field.copy()
    assert "ABCD" in copied()
    window.close()
    assert "ABCD" not in copied()
    again = shown(UnlockWindow(vault.path), qtbot)
    QGuiApplication.clipboard().setText("a shopping list")
    again.close()
    assert copied() == "a shopping list"
    QGuiApplication.clipboard().clear()
    take_back()


def test_a_folder_that_cannot_be_written_is_said_at_the_first_step(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "choose_new_file", chooses(Path("/proc/nowhere/journal.upward")))
    window = shown(UnlockWindow(), qtbot)
    run = first_run(window)
    run._choose_place()
    qtbot.wait_until(lambda: "choose another place" in run.place.warning, timeout=LONG)
    assert not run.place.own_place.isHidden()
    run.place.on.click()
    assert window.stage.current() is run.place
    run.place.own_place.click()
    assert not run.place.warning
    run.place.on.click()
    assert window.stage.current() is run.passphrase
    assert [each.name for each in paths.data_folder().iterdir()] in ([], [".journal.upward.lock"])
