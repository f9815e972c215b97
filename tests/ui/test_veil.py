from collections.abc import Generator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.practices import entries, managers
from journal.store.tables import Entry
from journal.ui import dialogs, notifications, theme
from journal.ui.dialogs import Dialog
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.text_editor import TextEditor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CANARY = "the heron at the weir knows"


@pytest.fixture
def window(open_journal: OpenJournal, qtbot: QtBot) -> Generator[MainWindow]:
    """The window on an entry."""
    with open_journal.write(Changed.ENTRIES) as session:
        entry = entries.write(session, "interaction", CANARY, date.today(), manager_id=managers.current(session).id)
    window = MainWindow(open_journal)
    window.resize(800, 600)
    window.show()
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)
    window.go("journal", entry.id)
    yield window
    window.close()
    window.deleteLater()


def colors_of(widget: QWidget) -> set[str]:
    """Every colour that is painted away from the middle, where the sign and its sentence stand."""
    image = widget.grab().toImage()
    edge = [*range(0, image.width() // 5, 3), *range(image.width() * 4 // 5, image.width(), 3)]
    return {QColor(image.pixel(x, y)).name() for x in edge for y in range(0, image.height(), 3)}


def told(interface: QAccessibleInterface | None) -> list[str]:
    """Everything that a screen reader finds to read: what is shown, and its children."""
    if interface is None or not interface.isValid() or interface.state().invisible:  # type: ignore[attr-defined]
        return []
    here = [interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
    text = interface.textInterface()
    here += [text.text(0, text.characterCount())] if text else []
    return here + [each for number in range(interface.childCount()) for each in told(interface.child(number))]


def press(window: QWidget, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key as the desktop sends it, to a window and not to a widget."""
    handle = window.windowHandle()
    assert handle
    QTest.keyClick(handle, key, with_)


def editor(window: MainWindow) -> TextEditor:
    """The editor of the page that is on."""
    return next(each for each in window.page.findChildren(TextEditor) if each.isVisible())


def test_the_hide_key_leaves_nothing_to_see_or_to_hear_and_everything_comes_back(window: MainWindow) -> None:
    writing = editor(window)
    writing.setFocus()
    assert len(colors_of(window)) > 2
    assert any(CANARY in text for text in told(QAccessible.queryAccessibleInterface(window)))
    press(window, Qt.Key.Key_F9)
    assert colors_of(window) == {QColor(theme.colors().paper).name()}
    assert "Hidden" in " ".join(told(QAccessible.queryAccessibleInterface(window)))
    assert not any(CANARY in text for text in told(QAccessible.queryAccessibleInterface(window)))
    window.resize(900, 640)
    assert colors_of(window) == {QColor(theme.colors().paper).name()}
    press(window, Qt.Key.Key_F9)
    assert writing.isVisible()
    assert writing.hasFocus()
    assert writing.text() == CANARY
    assert not window.veils.are_drawn


def test_no_key_reaches_what_is_hidden(window: MainWindow, open_journal: OpenJournal) -> None:
    editor(window).setFocus()
    press(window, Qt.Key.Key_F9)
    for key in (Qt.Key.Key_A, Qt.Key.Key_Tab, Qt.Key.Key_Delete, Qt.Key.Key_Return):
        press(window, key)
    press(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.veils.are_drawn
    assert QApplication.activeModalWidget() is None
    press(window, Qt.Key.Key_Escape)
    assert not window.veils.are_drawn
    assert window.page.accessibleName() == "Journal"
    assert editor(window).text() == CANARY
    with open_journal.read() as session:
        assert [entry.text for entry in session.scalars(select(Entry))] == [CANARY]
    press(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)  # the control: such a key does something
    assert window.page.accessibleName() == "Commitments"


def test_a_dialog_and_a_menu_are_hidden_with_the_window_from_whichever_has_the_keyboard(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = Dialog(window, CANARY, CANARY, action="Do it")
    dialog.open()
    dialog.activateWindow()
    qtbot.wait_until(dialog.isActiveWindow)
    press(dialog, Qt.Key.Key_F9)
    paper = {QColor(theme.colors().paper).name()}
    assert colors_of(window) == colors_of(dialog) == paper
    assert not any(CANARY in text for text in told(QAccessible.queryAccessibleInterface(dialog)))
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()  # the veil took it, not the dialog
    assert len(colors_of(dialog)) > 1
    dialog.reject()
    window._open_menu()
    assert window.file_menu.isVisible()
    window.veils.hide_or_show()
    assert not window.file_menu.isVisible()


def test_what_comes_up_meanwhile_waits_under_the_veil(window: MainWindow) -> None:
    window.veils.hide_or_show()
    notifications.offer_undo(window, CANARY, list[Any]().clear)
    dialog = Dialog(window, CANARY, action="Close")
    dialog.open()
    assert colors_of(window) == colors_of(dialog) == {QColor(theme.colors().paper).name()}
    toast = window.findChild(notifications.Toast)
    assert isinstance(toast, notifications.Toast)
    assert not toast.isVisible()
    window.veils.lift()
    assert dialog.action.isVisible()
    dialog.reject()


def test_a_window_that_is_hidden_can_be_closed(window: MainWindow, open_journal: OpenJournal) -> None:
    editor(window).insertPlainText("And more. ")
    window.veils.hide_or_show()
    assert window.close()
    assert not open_journal.is_open


@pytest.mark.parametrize("is_safe", [True, False])
def test_closing_shows_what_is_hidden_only_to_ask_about_a_loss(
    window: MainWindow, is_safe: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def save() -> bool:
        seen.append(window.veils.are_drawn)
        return is_safe

    def ask(*_given: object, **_more: object) -> bool:
        seen.append(window.veils.are_drawn)
        return True

    monkeypatch.setattr(window._leaving, "save_patiently", save)
    monkeypatch.setattr(dialogs, "confirm", ask)
    window.veils.draw_for_now()
    window.close()
    assert seen == ([True] if is_safe else [True, False])
    assert not window.veils.are_drawn, "nothing covers the window that comes next"


def test_what_is_hidden_can_be_locked(window: MainWindow, open_journal: OpenJournal) -> None:
    press(window, Qt.Key.Key_F9)
    press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not open_journal.is_open


def test_the_hide_key_is_in_the_menu(window: MainWindow) -> None:
    action = next(each for each in window.file_menu.actions() if each.text() == "Hide")
    action.trigger()
    assert window.veils.are_drawn
