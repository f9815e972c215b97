import resource
import threading
from collections.abc import Callable, Generator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.store.tables import Entry
from journal.store.vault import Vault
from journal.ui import autolock, background, lock_reason, preferences
from journal.ui.autolock import AutoLock
from journal.ui.autosave import Autosave
from journal.ui.lock_settings import LockSettings
from journal.ui.long_job import LongJob
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.text_editor import TextEditor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CANARY = "the heron at the weir knows"


class Clocks:
    """A clock that ticks and one of the day, turned by hand; both in seconds."""

    def __init__(self) -> None:
        self.ticking, self.of_day = 1_000.0, 1_700_000_000.0

    def go(self, seconds: float, lock: AutoLock) -> None:
        """Let time pass with the lock looking each second."""
        for _second in range(round(seconds)):
            self.ticking += 1
            self.of_day += 1
            lock.look()


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    """A window of the application that has the keyboard."""
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.wait_until(made.isActiveWindow)
    return made


@pytest.fixture
def lock(clocks: Clocks, field: QWidget) -> Generator[AutoLock]:
    owner = QObject()
    made = AutoLock(owner, ticking=lambda: clocks.ticking, of_day=lambda: clocks.of_day)
    made._timer.stop()  # time goes by hand
    yield made
    owner.deleteLater()


@pytest.fixture
def sent(lock: AutoLock) -> list[str]:
    reasons: list[str] = []
    lock.due.connect(reasons.append)
    return reasons


def test_it_locks_after_five_minutes_without_a_key_and_not_before(
    lock: AutoLock, clocks: Clocks, sent: list[str]
) -> None:
    clocks.go(5 * 60 - 1, lock)
    assert sent == []
    clocks.go(1, lock)
    assert sent == ["idle-5"]
    clocks.go(60, lock)
    assert len(sent) == 1  # where it could not be locked it is asked again, but not each second


@pytest.mark.parametrize("act", ["key", "click", "move", "letters of an input method"])
def test_whatever_one_does_begins_the_minutes_anew(
    act: str, lock: AutoLock, clocks: Clocks, sent: list[str], field: QLineEdit
) -> None:
    clocks.go(299, lock)
    handle = field.windowHandle()
    assert handle
    if act == "key":
        QTest.keyClick(handle, Qt.Key.Key_A)
    elif act == "click":
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton)
    elif act == "move":
        QTest.mouseMove(handle, field.rect().center())
        QTest.mouseMove(handle, field.rect().bottomRight())
    else:
        field.setText("a word that came without a key")
    clocks.go(299, lock)
    assert sent == []


def test_the_minutes_are_those_of_the_preferences(lock: AutoLock, clocks: Clocks, sent: list[str]) -> None:
    preferences.current().remember(lock_minutes=1)
    clocks.go(60, lock)
    assert sent == ["idle-1"]
    preferences.current().remember(lock_minutes=0)
    clocks.go(3600, lock)
    assert sent == ["idle-1"]


def test_a_sleep_that_nobody_told_of_locks_even_where_no_minutes_do(
    lock: AutoLock, clocks: Clocks, sent: list[str]
) -> None:
    preferences.current().remember(lock_minutes=0)
    clocks.of_day += 61  # the ticking clock stood still
    lock.look()
    assert sent == [lock_reason.SLEEP]
    clocks.of_day -= 3600  # set back by hand
    lock.look()
    clocks.of_day += 59
    lock.look()
    assert sent == [lock_reason.SLEEP]


def test_what_is_chosen_in_the_settings_holds_at_once(
    lock: AutoLock, clocks: Clocks, sent: list[str], qtbot: QtBot
) -> None:
    settings = LockSettings()
    qtbot.addWidget(settings)
    assert settings.minutes.currentData() == autolock.USUAL_MINUTES
    assert [settings.minutes.itemData(place) for place in range(settings.minutes.count())] == list(autolock.MINUTES)
    settings.minutes.setCurrentIndex(settings.minutes.findData(2))
    settings.minutes.activated.emit(settings.minutes.currentIndex())
    clocks.go(120, lock)
    assert sent == ["idle-2"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("idle-1", "Locked after 1 minute of inactivity."),
        ("idle-5+stopped", "Locked after 5 minutes of inactivity. Unfinished work was stopped."),
        ("screen", "Locked with the screen."),
        ("something new", ""),
        ("idle-<b>", ""),
        ("", ""),
    ],
)
def test_the_next_process_says_why_and_says_it_once(code: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPWARD_LOCKED", "")
    lock_reason.hand_over(code)
    assert lock_reason.taken() == said
    assert lock_reason.taken() == ""


# ------------------------------------------------------------------------------- a window that is locked


@pytest.fixture
def window(open_journal: OpenJournal, qtbot: QtBot) -> Generator[MainWindow]:
    made = MainWindow(open_journal)
    made.show()
    made.activateWindow()
    qtbot.wait_until(made.isActiveWindow)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def write(window: MainWindow) -> Callable[[str], None]:
    """Type into a new entry."""

    def write(words: str) -> None:
        window.go("journal", "")
        editor = next(each for each in window.page.findChildren(TextEditor) if each.isVisible())
        editor.insertPlainText(words)

    return write


@pytest.fixture
def room() -> Generator[Callable[[int], None]]:
    """How many bytes a file may have; as much as it likes again at the end."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def leave(most: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))

    yield leave
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_refuses_hides_the_window_and_the_lock_comes_once_there_is_room(
    window: MainWindow,
    write: Callable[[str], None],
    open_journal: OpenJournal,
    qtbot: QtBot,
    room: Callable[[int], None],
) -> None:
    write(CANARY)
    room(2_048)
    window.lock(lock_reason.idle(5))
    assert open_journal.is_open
    [veil] = window.veils._veils
    assert veil.isVisible()
    said = veil.text.text()
    assert said.startswith("Not locked")
    assert next(each.said.reason for each in window.findChildren(Autosave) if each.said.kind == "failed") in said
    assert not window.page.isVisible()
    handle = window.windowHandle()
    assert handle
    QTest.keyClick(handle, Qt.Key.Key_Space)  # somebody is there, and looks after the words
    assert window.page.isVisible()
    window.lock()
    assert not window.page.isVisible()
    with qtbot.wait_signal(window.lock_asked):
        room(resource.RLIM_INFINITY)
    _assert_saved(open_journal)


def test_another_program_that_writes_holds_the_lock_up_only_as_long_as_it_writes(
    window: MainWindow, write: Callable[[str], None], open_journal: OpenJournal, qtbot: QtBot
) -> None:
    write(CANARY)
    other = Vault.open_keyed(open_journal.path, open_journal.vault.key)
    with other.write():
        window.lock()
        assert window.veils.are_drawn
        assert open_journal.is_open
    other.close()
    with qtbot.wait_signal(window.lock_asked):
        pass
    _assert_saved(open_journal)


def _assert_saved(journal: OpenJournal) -> None:
    assert not journal.is_open
    again = Vault.open_keyed(journal.path, journal.vault.key)
    with again.read() as session:
        assert [entry.text for entry in session.scalars(select(Entry))] == [CANARY]
    again.close()


def test_a_fault_of_our_own_in_a_page_hides_the_window_and_is_told_without_words(
    window: MainWindow,
    write: Callable[[str], None],
    open_journal: OpenJournal,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(CANARY)
    told: list[type[BaseException]] = []

    def take(kind: type[BaseException], *_rest: object) -> None:
        told.append(kind)

    monkeypatch.setattr("sys.excepthook", take)

    def broken() -> bool:
        raise KeyError(CANARY)

    with monkeypatch.context() as patch:
        patch.setattr(window.page, "flush", broken)
        window.lock()
        assert window.veils.are_drawn
    assert set(told) == {KeyError}
    with qtbot.wait_signal(window.lock_asked):
        pass
    assert not open_journal.is_open


def test_a_job_is_told_to_stop_and_the_next_process_says_so(
    window: MainWindow, write: Callable[[str], None], qtbot: QtBot, open_journal: OpenJournal
) -> None:
    stopped: list[bool] = []

    def work(progress: background.Progress) -> None:
        progress._cancelled.wait()
        stopped.append(True)
        progress.step(0, 0)

    LongJob(window, "Copying", work).start()
    write(CANARY)
    with qtbot.wait_signal(window.lock_asked) as locked:
        window.lock(lock_reason.SCREEN)
    assert locked.args == ["screen+stopped"]
    background.end_all()
    assert stopped == [True]


def test_an_import_that_writes_is_stopped_for_the_words_that_wait_for_it(
    window: MainWindow, write: Callable[[str], None], open_journal: OpenJournal, qtbot: QtBot
) -> None:
    has_begun = threading.Event()

    def work(progress: background.Progress) -> None:
        with open_journal.write_anywhere():
            has_begun.set()
            progress._cancelled.wait()
            progress.step(0, 0)

    LongJob(window, "Importing", work).start()
    assert has_begun.wait(60)
    write(CANARY)
    try:
        with qtbot.wait_signal(window.lock_asked):
            window.lock(lock_reason.SLEEP)
    finally:
        background.end_all()  # were it not told to stop, nobody else would
    _assert_saved(open_journal)


def test_words_of_a_moment_ago_are_in_the_journal_after_the_lock(
    window: MainWindow, write: Callable[[str], None], open_journal: OpenJournal
) -> None:
    write(CANARY)
    window.lock()
    _assert_saved(open_journal)
