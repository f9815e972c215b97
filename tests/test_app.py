import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.app import Windows
from journal.errors import JournalBusy
from journal.store.key import Key
from journal.store.tables import Entry
from journal.store.vault import Vault
from journal.ui import one_window
from journal.ui.notifications import Toast
from journal.ui.open_journal import OpenJournal
from tests.conftest import PASSPHRASE
from tests.desktop import until

CANARY = "the heron at the weir knows"


def run(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_new_files_are_the_owners_and_no_memory_is_dumped() -> None:
    done = run(
        "import os, resource, ctypes; from journal import hardening; hardening.harden(); hardening.forbid_debuggers();"
        " print(oct(os.umask(0)), resource.getrlimit(resource.RLIMIT_CORE),"
        " ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    assert done.stdout.split(" ", 1)[0] == "0o77"
    assert "(0, 0)" in done.stdout
    if sys.platform == "linux":
        assert done.stdout.strip().endswith(" 0")


def test_a_fault_of_our_own_shows_where_and_no_private_word() -> None:
    done = run(
        f"from journal import hardening; hardening.harden(); hardening.forbid_debuggers(); raise KeyError({CANARY!r})"
    )
    assert done.returncode == 1
    assert "KeyError at" in done.stderr
    assert CANARY not in done.stderr + done.stdout


@pytest.mark.parametrize(
    "fault",
    [
        f"class Left:\n    def __del__(self):\n        raise KeyError({CANARY!r})\nLeft()",
        f"import threading\ndef work():\n    raise KeyError({CANARY!r})\nthreading.Thread(target=work).start()",
    ],
    ids=["while clearing away", "in a thread"],
)
def test_a_fault_that_nobody_can_catch_tells_no_private_word_either(fault: str) -> None:
    done = run(f"from journal import hardening; hardening.harden()\n{fault}")
    assert "KeyError at" in done.stderr
    assert CANARY not in done.stderr + done.stdout


def test_what_the_outside_world_refuses_is_said_in_the_window_by_its_sentence(
    vault: Vault, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # so that it comes back
    windows = Windows(None)
    windows.show_main(OpenJournal(vault))
    main = windows.main
    assert main
    qtbot.addWidget(main)
    busy, ours = JournalBusy(), KeyError(CANARY)
    windows.report_fault(type(busy), busy, None)
    toast = main.findChild(Toast)
    assert isinstance(toast, Toast)
    assert toast.text.text() == str(busy)
    windows.report_fault(type(ours), ours, None)
    assert "KeyError" in toast.text.text()
    assert CANARY not in toast.text.text()


DRIVE = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from journal import app
anew = []
os.execv = lambda program, words: anew.append(words)
windows = []
made = app.Windows.__init__
def keep(self, journal):
    made(self, journal)
    windows.append(self)
app.Windows.__init__ = keep
def step():
    one = windows[0]
    if one.main:
        one.main.lock()
        return
    if one.unlock and not one.unlock._open.passphrase.isReadOnly():
        one.unlock._open.passphrase.setText(sys.argv[2])
        one.unlock._open.open.click()
    QTimer.singleShot(50, step)
QTimer.singleShot(0, step)
app.run(Path(sys.argv[1]))
print(anew[0][1:])
"""


def test_open_then_lock_starts_a_fresh_process_on_the_same_journal(vault: Vault) -> None:
    vault.close()
    done = subprocess.run(
        [sys.executable, "-c", DRIVE, str(vault.path), PASSPHRASE],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
    )
    assert done.stdout.strip() == str(["-P", "-m", "journal", str(vault.path)]), done.stderr


TYPE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from journal import app
from journal.ui.widgets.text_editor import TextEditor
made = app.Windows.__init__
windows = []
def keep(self, journal):
    made(self, journal)
    windows.append(self)
app.Windows.__init__ = keep
def step():
    one = windows[0]
    if one.main:
        one.main.go("journal", "")
        editor = next(each for each in one.main.page.findChildren(TextEditor) if each.isVisible())
        editor.insertPlainText(sys.argv[3])
        print("typed", flush=True)
        return
    if one.unlock and not one.unlock._open.passphrase.isReadOnly():
        one.unlock._open.passphrase.setText(sys.argv[2])
        one.unlock._open.open.click()
    QTimer.singleShot(50, step)
QTimer.singleShot(0, step)
sys.exit(app.run(Path(sys.argv[1])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are not sent there")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_asked_to_end_from_outside_it_saves_what_was_typed_a_moment_ago(
    vault: Vault, template: tuple[Path, Key], name: str
) -> None:
    vault.close()
    window = subprocess.Popen(
        [sys.executable, "-c", TYPE, str(vault.path), PASSPHRASE, CANARY],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert window.stdout
    assert window.stdout.readline() == "typed\n"
    window.send_signal(getattr(signal, name))
    try:
        _out, said = window.communicate(timeout=60)
    finally:
        window.kill()
    again = Vault.open_keyed(vault.path, template[1])
    with again.read() as session:
        assert [entry.text for entry in session.scalars(select(Entry))] == [CANARY], said
    again.close()
    assert window.returncode == 0


CHOOSE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from journal import app
from journal.ui import dialogs
app.prepared()
timer = QTimer()
def choose():
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QFileDialog):
        dialog.findChild(QLineEdit).setText(sys.argv[1])
        dialog.accept()
timer.timeout.connect(choose)
timer.start(50)
print(dialogs.choose_file(None, "Choose", Path(sys.argv[1]).parent))
"""


def test_no_folder_that_was_looked_into_is_remembered_outside_the_journal(tmp_path: Path) -> None:
    home, looked_into = tmp_path / "home", tmp_path / "my severance"
    for folder in (home, looked_into):
        folder.mkdir()
    (looked_into / "offer.md").touch()
    places = {name: str(home / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", CHOOSE, str(looked_into / "offer.md")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **places, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
    )
    assert done.stdout.strip() == str(looked_into / "offer.md"), done.stderr
    written = [path for path in home.rglob("*") if path.is_file()]
    assert not [path for path in written if b"severance" in path.read_bytes()]
    assert "QtProject.conf" not in {path.name for path in written}


def _started(path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "journal", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="it is ended by a signal")
def test_a_second_start_ends_at_once_and_a_killed_first_one_does_not_count(vault: Vault) -> None:
    vault.close()
    link = vault.path.with_name("link.upward")
    link.symlink_to(vault.path)
    first = _started(vault.path)
    try:
        until("the first window", lambda: one_window.held_by(vault.path) is not None)
        second = _started(link)
        second.communicate(timeout=60)
        assert second.returncode == 0
        assert first.poll() is None
        first.kill()
        first.communicate()
        assert one_window.held_by(vault.path) is None
        first = _started(vault.path)
        until("the window after a crash", lambda: one_window.raise_other(vault.path))
        first.terminate()
        assert first.wait(60) == 0
    finally:
        first.kill()
        first.communicate()
    assert not vault.path.with_name(f".{vault.path.name}.lock").exists()
