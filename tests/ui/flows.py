"""What the tests of long ways through the window share: a main window with three pages, and the hand that answers dialogs."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from journal.ui import dialogs
from journal.ui.asking import PassphraseDialog
from journal.ui.places import PLACES

T = TypeVar("T", bound=QWidget)
#: As few pages as the ways need.
FEW_PLACES = {name: PLACES[name] for name in ("today", "manager", "settings")}


def seen(qtbot: QtBot, kind: type[T], holds: Callable[[T], bool] = bool) -> T:
    """Wait for a window of this kind that is on the screen."""
    found: list[T] = []

    def is_there() -> bool:
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
        found[:] = [each for each in windows if holds(each)]
        return bool(found)

    qtbot.wait_until(is_there)
    return found[0]


def asked(qtbot: QtBot, title: str) -> dialogs.Dialog:
    """Wait for the question with this action."""
    return seen(qtbot, dialogs.Dialog, lambda dialog: dialog.action.text() == title)


def answer(qtbot: QtBot, words: str) -> PassphraseDialog:
    """Type a passphrase where it is asked for, and press Enter."""
    dialog = seen(qtbot, PassphraseDialog)
    dialog.passphrase.clear()
    qtbot.keyClicks(dialog.passphrase, words)
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    return dialog


def none_open() -> bool:
    """Whether no dialog is on the screen."""
    return not any(isinstance(each, QDialog) and each.isVisible() for each in QApplication.topLevelWidgets())
