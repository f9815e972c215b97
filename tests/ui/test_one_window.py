"""One window per journal: what a second start meets, and what never blocks."""

import os
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journal.errors import JournalOpenElsewhere
from journal.ui import one_window
from journal.ui.one_window import OneWindow, bring_to_front

ANSWER = 20_000  # milliseconds: another process has to start

#: Takes a journal as a window does, answers second starts, and says what happened; ends when its input ends.
HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QSocketNotifier, QTimer
from journal.ui.one_window import OneWindow
app = QCoreApplication([])
one = OneWindow()
one.raise_asked.connect(lambda: print("raised", flush=True))
one.start_listening()
print(one.take(Path(sys.argv[1])), flush=True)
told = QSocketNotifier(0, QSocketNotifier.Type.Read)
told.activated.connect(app.quit)
app.exec()
import os
os._exit(9)
"""
Holding = Callable[[Path], "subprocess.Popen[str]"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal's place, and a private folder for sockets with a name short enough for one."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    path = tmp_path / "journal.upward"
    path.touch()
    return path


@pytest.fixture
def hold() -> Generator[Holding]:
    """Starts another process that holds a journal; it is killed at the end."""
    started: list[subprocess.Popen[str]] = []

    def start(path: Path) -> "subprocess.Popen[str]":
        made = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(made)
        assert made.stdout
        assert made.stdout.readline() == "True\n"
        return made

    yield start
    for each in started:
        each.kill()
        each.communicate()


def test_a_second_start_raises_the_first_window_and_takes_nothing(place: Path, hold: Holding, qtbot: QtBot) -> None:
    first = hold(place)
    one = OneWindow()
    assert not one.take(place)
    assert one.path is None
    assert first.stdout
    assert first.stdout.readline() == "raised\n"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_window_that_comes_to_the_front_is_as_large_as_it_was(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMaximized()
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    assert window.isMinimized()
    bring_to_front(window)
    assert not window.isMinimized()
    assert window.isMaximized()


def test_through_a_link_it_is_the_same_journal(place: Path, hold: Holding, qtbot: QtBot) -> None:
    hold(place)
    link = place.with_name("link.upward")
    link.symlink_to(place)
    assert not OneWindow().take(link)


def test_another_journal_has_a_window_of_its_own(place: Path, hold: Holding, qtbot: QtBot) -> None:
    hold(place)
    other = place.with_name("other.upward")
    other.touch()
    one = OneWindow()
    assert one.take(other)
    assert one_window.held_by(other)
    one.release()


def test_a_killed_window_never_blocks(place: Path, hold: Holding, qtbot: QtBot) -> None:
    first = hold(place)
    assert one_window.held_by(place)
    first.kill()
    first.wait()
    lock = place.with_name(".journal.upward.lock")
    assert lock.exists()
    assert one_window.held_by(place) is None
    one = OneWindow()
    assert one.take(place)
    one.release()
    assert not lock.exists()


def test_not_even_when_its_number_is_anothers_now(place: Path, qtbot: QtBot) -> None:
    lock = place.with_name(".journal.upward.lock")
    lock.write_text(f"{os.getpid()}\n{Path(sys.executable).resolve().name}\n{QSysInfo.machineHostName()}\n")
    assert one_window.held_by(place) is None
    lock.write_text(f"{os.getpid()}\n{Path(sys.executable).resolve().name}\n{QSysInfo.machineHostName()}\n")
    one = OneWindow()
    assert one.take(place)
    one.release()


def test_a_window_on_another_computer_is_named_and_can_be_passed_over(place: Path, qtbot: QtBot) -> None:
    lock = place.with_name(".journal.upward.lock")
    lock.write_text("77\nupward\nthe-other-laptop\n")
    one = OneWindow()
    with pytest.raises(JournalOpenElsewhere, match="the-other-laptop") as refused:
        one.take(place)
    assert refused.value.host == "the-other-laptop"
    holder = one_window.held_by(place)
    assert holder
    assert holder.host == "the-other-laptop"
    assert one.take(place, by_force=True)
    assert one.path == place
    one.release()


def _nobody(_path: Path) -> str:
    return "upward-nobody-listens-here"


def test_a_live_window_of_another_user_here_is_not_passed_over(
    place: Path, hold: Holding, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(place)
    monkeypatch.setattr(one_window, "_TRIES", 1)
    monkeypatch.setattr(one_window, "_server_name", _nobody)
    one = OneWindow()
    for by_force in (False, True):
        with pytest.raises(JournalOpenElsewhere) as refused:
            one.take(place, by_force=by_force)
        assert refused.value.host == ""


def test_what_was_held_is_kept_when_the_other_cannot_be_had(place: Path, hold: Holding, qtbot: QtBot) -> None:
    mine, theirs = place.with_name("mine.upward"), place
    mine.touch()
    hold(theirs)
    one = OneWindow()
    assert one.take(mine)
    assert not one.take(theirs)
    assert one.path == mine
    assert one_window.held_by(mine)
    one.release()
    assert one_window.held_by(mine) is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no folder is closed to everybody")
def test_where_no_lock_can_be_written_the_window_opens_all_the_same(qtbot: QtBot) -> None:
    place = Path("/proc/self/status").resolve()  # beside it not even root can make a file
    one = OneWindow()
    assert one.take(place)
    assert one.path == place
    assert one_window.held_by(place) is None
    one.release()


def test_nothing_is_left_beside_a_journal_that_is_not_there_but_one_that_is_made_is_held(
    tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "later.upward"
    one = OneWindow()
    assert one.take(path)
    assert not list(tmp_path.glob(".*"))
    path.touch()
    assert one_window.held_by(path) is None
    assert one.take(path)
    assert one_window.held_by(path)
    one.release()


def test_the_desktops_permission_to_come_to_the_front_is_handed_on(
    place: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = OneWindow()
    one.start_listening()
    assert one.take(place)
    ask = (
        "import sys; from pathlib import Path; from journal.ui.one_window import raise_other;"
        " print(raise_other(Path(sys.argv[1])))"
    )
    environment = {**os.environ, one_window.TOKEN_VARIABLE: "token-7"}
    with qtbot.wait_signal(one.raise_asked, timeout=ANSWER):
        asking = subprocess.Popen(
            [sys.executable, "-c", ask, str(place)], stdout=subprocess.PIPE, text=True, env=environment
        )
    assert asking.communicate(timeout=60)[0] == "True\n"
    assert os.environ[one_window.TOKEN_VARIABLE] == "token-7"
    monkeypatch.delenv(one_window.TOKEN_VARIABLE)
    one.release()


def test_only_this_user_may_speak_to_the_window(
    place: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    runtime = Path(tmp_path_factory.mktemp("r"))
    runtime.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    one = OneWindow()
    one.start_listening()
    assert one.take(place)
    (socket,) = runtime.iterdir()
    assert socket.is_socket()
    assert not socket.stat().st_mode & 0o077
    assert "journal" not in socket.name
    one.release()
    assert not list(runtime.iterdir())
