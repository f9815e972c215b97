"""The windows with a list in them: as high as the list wants, and not as low as the words alone would be."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.practices import entries
from journal.ui import dialogs, notifications
from journal.ui.autosave import Autosave
from journal.ui.main_window import MainWindow
from journal.ui.not_saved import SaveBar
from journal.ui.notifications import Toast
from journal.ui.open_journal import ANYTHING, OpenJournal
from journal.ui.trash import TrashDialog
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_trash_keeps_the_height_of_its_list(main_window: MainWindow, open_journal: OpenJournal) -> None:
    with open_journal.write(ANYTHING) as session:
        for number in range(12):
            entries.move_to_trash(session, make.entry(session, f"Entry {number}").id)
    main_window.resize(900, 600)
    shown = TrashDialog(open_journal, main_window.page)
    wanted = shown.height()
    shown.open()
    QApplication.processEvents()
    assert shown.height() == wanted
    assert shown.list.viewport().height() >= 4 * shown.list.rows.height
    shown.reject()


def test_a_question_is_as_high_as_its_words(main_window: MainWindow) -> None:
    question = dialogs.Dialog(main_window, "Sure?", "One line.", action="Yes")
    question.resize(question.width(), 900)
    question.open()
    QApplication.processEvents()
    assert question.height() < 400
    question.reject()


def test_what_is_said_does_not_cover_that_something_is_not_saved(
    main_window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    main_window.resize(900, 600)
    open_journal.path.rename(open_journal.path.with_name("away.upward"))
    bar = SaveBar(open_journal, str, main_window)

    def write() -> None:
        with open_journal.write(ANYTHING):
            pass

    autosave = bar.watch(Autosave(write, bar))
    bar.setGeometry(0, 520, 900, 80)
    bar.show()
    notifications.say(main_window, "Backed up and verified.")
    toast = main_window.findChild(Toast)
    assert isinstance(toast, Toast)
    assert toast.geometry().bottom() > 520, "at the foot, where nothing is in its way"
    autosave.touch()
    autosave.flush()
    assert bar.is_failed
    qtbot.wait_until(lambda: toast.geometry().bottom() < 520)
    autosave.forget()
    notifications.say(main_window, "Saved again.")
    assert toast.geometry().bottom() > 520
