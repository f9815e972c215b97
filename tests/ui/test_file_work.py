import threading
from collections.abc import Callable, Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from journal.errors import DiskFull
from journal.store.vault import Vault
from journal.ui import background, dialogs, lock_reason
from journal.ui.file_work import FileWork
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.manager import ManagerPage
from tests import make
from tests.ui import flows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Act:
    """An act on the file that waits until it may go on, then ends or fails."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, step: Callable[[int, int], None]) -> str:
        step(3, 7)
        self.begun.set()
        self.may_end.wait(20)
        if self.fault:
            raise self.fault
        return "done"


@pytest.fixture
def act() -> Generator[Act]:
    act = Act()
    yield act
    act.may_end.set()


def begun(journal: OpenJournal, window: MainWindow, act: Act, qtbot: QtBot) -> FileWork:
    work = FileWork(journal, window, "Working on the file", act)
    work.start()
    qtbot.wait_until(act.begun.is_set)
    return work


def test_what_was_typed_is_saved_and_nobody_has_the_file_meanwhile(
    main_window: MainWindow, open_journal: OpenJournal, act: Act, qtbot: QtBot
) -> None:
    main_window.show_page("manager")
    page = main_window.page
    assert isinstance(page, ManagerPage)
    page.head.form.name.setText("Grace")
    work = begun(open_journal, main_window, act, qtbot)
    assert not open_journal.is_open
    other = Vault.open_keyed(open_journal.path, open_journal.vault.key)
    with other.write() as session:  # a reader of ours would be in its way
        make.entry(session)
    other.close()
    with qtbot.wait_signal(work.finished):
        act.may_end.set()
    with Vault.open_keyed(open_journal.path, open_journal.vault.key).read() as session:
        assert make.manager(session).name == "Grace"


def test_it_says_how_far_it_is(main_window: MainWindow, open_journal: OpenJournal, act: Act, qtbot: QtBot) -> None:
    work = begun(open_journal, main_window, act, qtbot)
    bar = flows.seen(qtbot, dialogs.ProgressDialog)
    qtbot.wait_until(lambda: bar.figures.text() == "3 of 7")
    background.cancel_all()  # as a lock does: it goes on to its end
    with qtbot.wait_signal(work.finished):
        act.may_end.set()


def test_what_cannot_be_saved_keeps_the_file_open(
    main_window: MainWindow, open_journal: OpenJournal, act: Act, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> bool:
        return False

    monkeypatch.setattr(main_window, "save_everything", refuse)
    work = FileWork(open_journal, main_window, "Working on the file", act)
    with qtbot.wait_signal(work.failed) as failed:
        work.start()
    assert failed.args
    assert "not saved yet" in str(failed.args[0])
    assert open_journal.is_open
    assert not act.begun.is_set()


def test_a_job_that_still_reads_is_waited_for(
    main_window: MainWindow, open_journal: OpenJournal, act: Act, qtbot: QtBot
) -> None:
    may_end = threading.Event()
    ended: list[object] = []

    def read(_progress: background.Progress) -> None:
        may_end.wait(20)

    background.run(read, ended.append, ended.append)
    work = FileWork(open_journal, main_window, "Working on the file", act)
    work.start()
    qtbot.wait(60)
    assert open_journal.is_open
    assert not act.begun.is_set()
    may_end.set()
    qtbot.wait_until(act.begun.is_set)
    assert ended == [None]


def test_after_a_failure_the_journal_goes_on_in_the_same_window(
    main_window: MainWindow, open_journal: OpenJournal, act: Act, qtbot: QtBot
) -> None:
    act.fault = DiskFull()
    work = begun(open_journal, main_window, act, qtbot)
    with qtbot.wait_signal(work.failed):
        act.may_end.set()
    with open_journal.write(Changed.ENTRIES) as session:
        make.entry(session)
    assert flows.none_open()


def test_a_lock_that_comes_meanwhile_hides_everything_and_is_made_up_for_after_a_failure(
    main_window: MainWindow, open_journal: OpenJournal, act: Act, qtbot: QtBot
) -> None:
    act.fault = DiskFull()
    begun(open_journal, main_window, act, qtbot)
    main_window.lock(lock_reason.SCREEN)
    assert main_window.veils.are_drawn
    with qtbot.wait_signal(main_window.lock_asked) as locked:
        act.may_end.set()
    assert locked.args
    assert locked.args[0].startswith(lock_reason.SCREEN)
    assert not open_journal.is_open


def test_an_act_that_ends_after_such_a_lock_still_leaves_by_its_own_way(
    main_window: MainWindow, open_journal: OpenJournal, act: Act, qtbot: QtBot
) -> None:
    work = begun(open_journal, main_window, act, qtbot)

    def leave(_result: object) -> None:
        main_window.leave(lock_reason.RESTORED)

    work.finished.connect(leave)
    main_window.lock(lock_reason.SCREEN)
    with qtbot.wait_signal(main_window.lock_asked) as locked:
        act.may_end.set()
    assert locked.args == [lock_reason.RESTORED]


def test_it_says_that_it_runs_and_cannot_be_stopped(
    main_window: MainWindow, open_journal: OpenJournal, act: Act, qtbot: QtBot
) -> None:
    begun(open_journal, main_window, act, qtbot)
    bar = flows.seen(qtbot, dialogs.ProgressDialog)
    assert "Working on the file" in {label.text() for label in bar.findChildren(QLabel)}
    assert not bar.cancel.isVisible()
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    bar.close()
    assert bar.isVisible()
    assert not open_journal.is_open
