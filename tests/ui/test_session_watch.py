"""What the system says of its session: on a bus of the test's own, and as messages of systems that are not here."""

import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from journal.ui import lock_reason, session_watch_linux, session_watch_macos, session_watch_windows
from journal.ui.session_watch_macos import Session
from tests.buses import Buses, Lines

ROOT = Path(__file__).parents[2]
LISTEN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from journal.ui.session_watch_linux import LinuxWatch
app = QApplication([])
window = QWidget()
watch = LinuxWatch(window)
def told(reason):
    print(reason, flush=True)
watch.left.connect(told)
watch.start()
def sure():
    if watch._inhibitor >= 0 and watch._session_path:
        print("listening", flush=True)
    elif sys.argv[1:] == ["deaf"]:
        app.quit()
    else:
        QTimer.singleShot(20, sure)
QTimer.singleShot(0, sure)
app.exec()
"""


@pytest.fixture(scope="module")
def buses() -> Generator[Buses]:
    made = Buses()
    yield made
    made.close()


@pytest.fixture
def listener(buses: Buses) -> Generator[Lines]:
    process = subprocess.Popen(
        [sys.executable, "-c", LISTEN], cwd=ROOT, env=buses.environment, stdout=subprocess.PIPE, text=True
    )
    assert buses.heard() == "inhibited"
    yield Lines(process)
    process.kill()
    process.wait()
    assert buses.heard() == "released"


def test_the_desktop_is_heard_when_nobody_sits_there_any_more(buses: Buses, listener: Lines) -> None:
    assert listener.next() == "listening"
    for told, reason in (
        ("lock", lock_reason.SCREEN),
        ("freedesktop", lock_reason.SCREEN),
        ("gnome", lock_reason.SCREEN),
        ("LockedHint=true", lock_reason.SCREEN),
    ):
        buses.say(told)
        assert listener.next() == reason, told
    buses.say("LockedHint=false")
    for nothing in ("over", "wake", "lock of another"):  # were any of these heard, it would come before the next
        buses.say(nothing)
    buses.say("Active=false")
    assert listener.next() == lock_reason.USER
    buses.say("Active=true")


def test_the_sleep_waits_until_the_journal_is_locked_and_no_longer(buses: Buses, listener: Lines) -> None:
    assert listener.next() == "listening"
    buses.say("sleep")
    assert listener.next() == lock_reason.SLEEP
    assert buses.heard() == "released"  # this program goes on, as one does that cannot save
    buses.say("wake")
    assert buses.heard() == "inhibited"  # for the next time


def test_without_a_bus_nothing_happens_and_nothing_is_said(buses: Buses) -> None:
    bare = {name: value for name, value in buses.environment.items() if not name.startswith("DBUS")}
    for broken in ({}, {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere", "DBUS_SESSION_BUS_ADDRESS": "nonsense"}):
        done = subprocess.run(
            [sys.executable, "-c", LISTEN, "deaf"],
            cwd=ROOT,
            env={**bare, "XDG_RUNTIME_DIR": "/nowhere", **broken},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), broken


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (("org.freedesktop.login1.Manager", "PrepareForSleep", [True]), lock_reason.SLEEP),
        (("org.freedesktop.login1.Manager", "PrepareForSleep", [False]), ""),
        (("org.freedesktop.login1.Session", "Lock", []), lock_reason.SCREEN),
        (("org.freedesktop.login1.Session", "Unlock", []), ""),
        (("org.mate.ScreenSaver", "ActiveChanged", [True]), lock_reason.SCREEN),
        (("org.mate.ScreenSaver", "ActiveChanged", [False]), ""),
        (("org.example.Lamp", "ActiveChanged", [True]), ""),
        (("org.mate.ScreenSaver", "ActiveChanged", []), ""),
    ],
)
def test_a_signal_of_linux_means(message: tuple[str, str, list[object]], reason: str) -> None:
    assert session_watch_linux.meaning(*message) == reason


@pytest.mark.parametrize(
    ("message", "what", "reason"),
    [
        (0x02B1, 7, lock_reason.SCREEN),  # WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK
        (0x02B1, 8, ""),  # WTS_SESSION_UNLOCK
        (0x02B1, 2, lock_reason.USER),  # WTS_CONSOLE_DISCONNECT: another user
        (0x02B1, 4, lock_reason.USER),  # WTS_REMOTE_DISCONNECT
        (0x0218, 4, lock_reason.SLEEP),  # WM_POWERBROADCAST, PBT_APMSUSPEND
        (0x0218, 7, ""),  # PBT_APMRESUMESUSPEND
        (0x0100, 7, ""),  # a key
    ],
)
def test_a_message_of_windows_means(message: int, what: int, reason: str) -> None:
    assert session_watch_windows.meaning(message, what) == reason


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        (Session(False, True), Session(True, True), lock_reason.SCREEN),
        (Session(True, True), Session(True, True), ""),
        (Session(True, True), Session(False, True), ""),
        (Session(False, True), Session(False, False), lock_reason.USER),
        (Session(False, False), Session(False, True), ""),
    ],
)
def test_a_change_of_the_session_of_macos_means(before: Session, now: Session, reason: str) -> None:
    assert session_watch_macos.meaning(before, now) == reason
