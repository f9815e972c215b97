"""Starting the window: harden the process, put on the look, ask for the passphrase, show the journal."""

import contextlib
import os
import signal
import sys
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSettings, QTimer, Slot
from PySide6.QtWidgets import QApplication

from journal import paths
from journal.errors import JournalOpenElsewhere, UpwardError
from journal.hardening import forbid_debuggers, harden, report_fault
from journal.text import _
from journal.ui import background, lock_reason, preferences, theme
from journal.ui.one_window import OneWindow, bring_to_front
from journal.ui.unlock_window import UnlockWindow

if TYPE_CHECKING:
    from journal.ui.main_window import MainWindow
    from journal.ui.open_journal import OpenJournal

DEMO_FOLDER: Final = "upward-demo"
_LAST_WAIT_MS: Final = (
    800  # for a job that does not stop when the journal is locked; whatever it was at survives a kill
)
_ASKS_TO_END: Final = [
    getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)
]  # Windows has no SIGHUP


def run(journal: Path | None = None) -> int:
    """Open the window on a journal, or on the last one, or on the first screen; gives the exit code."""
    app = prepared()
    windows = Windows(journal.absolute() if journal else None)
    if not windows.ask():
        return 0  # another window has this journal, and came to the front
    return _until_the_end(app, windows)


def demo(out: Path | None = None) -> int:
    """Make the sample journal and open the window on it; with `out`, or without a display, write it and its pictures there.

    Raises JournalUnreachable when the folder cannot be written to.
    """
    from journal import demo as sample

    if out is None and has_display():
        path = sample.free_place()
        passphrase = sample.create(path)
        print(
            _("The passphrase of the sample journal {path} is: {words}").format(path=path, words=passphrase), flush=True
        )
        app = prepared()
        windows = Windows(path)
        windows.show_main(_opened(path, passphrase))
        return _until_the_end(app, windows)
    return _write_demo(out or Path(DEMO_FOLDER))


def _write_demo(folder: Path) -> int:
    """The sample journal, its summary and a picture of every page, in a folder; files of an earlier demo are replaced."""
    from journal import demo as sample

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    prepared()
    path, passphrase = sample.write(folder)
    print(_("The passphrase of the sample journal {path} is: {words}").format(path=path, words=passphrase), flush=True)
    from journal.ui import gallery

    journal = _opened(path, passphrase)
    pictures = gallery.write(journal, folder)
    journal.close()
    print(_("Wrote the summary and {n} pictures to {folder}.").format(n=len(pictures), folder=folder))
    return 0


def _opened(path: Path, passphrase: str) -> "OpenJournal":
    from journal.ui.open_journal import OpenJournal

    return OpenJournal(OpenJournal.open_vault(path, passphrase))


def has_display() -> bool:
    """Whether a window could be seen."""
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepared() -> QApplication:
    """The application, hardened and with its look on."""
    harden()
    app = _application()
    theme.install(app, preferences.current().scheme, preferences.current().text_scale)
    return app


def _until_the_end(app: QApplication, windows: "Windows") -> int:
    """Run until the last window is gone; gives the exit code, or starts anew when the journal was locked."""
    windows.heed_signals()
    code = app.exec()
    windows.one.release()
    background.end_all(_LAST_WAIT_MS if windows.is_locked else -1)
    preferences.current().save()
    return windows.start_anew() if windows.is_locked else code


def _application() -> QApplication:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    os.environ.setdefault(theme.STYLE_VARIABLE, theme.STYLE)
    # Qt's file dialogs would keep the folders that were looked into, in a file of all Qt programs
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    app = QApplication([paths.APPLICATION])
    app.setApplicationName(paths.APPLICATION)
    app.setDesktopFileName("upward")
    background.Garbage(app)
    return app


class Windows(QObject):
    """The first window, and after it the main one."""

    def __init__(self, journal: Path | None) -> None:
        """`journal` is the one to open, if one was named."""
        super().__init__()
        self._path = journal
        self.unlock: UnlockWindow | None = None
        self.main: MainWindow | None = None
        self._journal: OpenJournal | None = None
        self.is_locked = False
        self.one = OneWindow(self)
        self.one.raise_asked.connect(self._come_to_the_front)

    def ask(self) -> bool:
        """Show the first window; False when another process has one on this journal, which now shows that."""
        self.unlock = UnlockWindow(self._path, one=self.one)
        if self.unlock.is_elsewhere:
            return False
        self.unlock.painted.connect(forbid_debuggers)
        self.unlock.opened.connect(self.show_main)
        self.unlock.backups_asked.connect(self._show_backups)
        self.unlock.show()
        why = lock_reason.taken()
        if why:
            self.unlock.say(why)
            bring_to_front(self.unlock)
        return True

    @Slot(object)
    def show_main(self, journal: "OpenJournal") -> None:
        """Show the journal in place of the first window."""
        from journal.ui.guard import Guard
        from journal.ui.main_window import MainWindow

        self._path = journal.path.absolute()
        self._journal = journal
        self.one.take(journal.path)
        self.one.start_listening()
        journal.changed.connect(self._follow)
        journal.locked.connect(self.one.release)
        self.main = MainWindow(journal)
        self.main.lock_asked.connect(self._end_locked)
        is_veiled = self._without_veil()
        self.main.show()
        if is_veiled:
            self.main.veils.draw_for_now()
        Guard(self.main)
        self.main.upkeep.start()
        forbid_debuggers()
        sys.excepthook = self.report_fault
        if self.unlock:
            self.unlock.close()
            self.unlock.deleteLater()
            self.unlock = None
        self._say_last_change(journal)

    def _without_veil(self) -> bool:
        """Whether the first window was hidden by its user; its veils go with it, so the next window draws its own."""
        veils = self.unlock.veils if self.unlock else None
        if veils is None or not veils.are_drawn:
            return False
        veils.lift()
        return True

    @Slot()
    def _show_backups(self) -> None:
        if self.main:
            self.main.show_page("settings")

    @Slot()
    def _follow(self) -> None:
        """The journal may go on in another file: that one is held from then on."""
        journal = self._journal
        if journal and journal.is_open and journal.path.absolute() != self._path:
            self._path = journal.path.absolute()
            with contextlib.suppress(JournalOpenElsewhere):  # it is open here already, whatever its lock file says
                self.one.take(self._path)

    @Slot()
    def _come_to_the_front(self) -> None:
        """The journal was started a second time."""
        window = self.main or self.unlock
        if window:
            bring_to_front(window)

    def _say_last_change(self, journal: "OpenJournal") -> None:
        """When this file was changed last, so that an older copy in its place is noticed by who knows better."""
        if self.main and journal.opened and journal.opened.last_change.changes > 1:
            from journal.ui import notifications, unlocking

            words = _("Last change on {moment}").format(moment=unlocking.moment_words(journal.opened.last_change.at))
            notifications.say(self.main, words)

    def report_fault(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Say it in the window, where somebody reads it: a fault of the world by its sentence, one of ours by its kind."""
        if not isinstance(fault, UpwardError):
            report_fault(kind, fault, trace)
        if self.main and self.main.isVisible():
            from journal.ui import notifications

            ours = _("Something went wrong inside Upward ({kind}). What was saved is safe.").format(kind=kind.__name__)
            notifications.say(self.main, str(fault) if isinstance(fault, UpwardError) else ours)

    def heed_signals(self) -> None:
        """Asked to end from outside, as by a shutdown or Ctrl+C, save and close as a click would."""
        for number in _ASKS_TO_END:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._asked_to_end)

    def _asked_to_end(self, _number: int, _frame: FrameType | None) -> None:
        """Python calls this at its next step, in the middle of anything; the turns of `Garbage` make a step each second."""
        QTimer.singleShot(0, self, self.close)

    @Slot()
    def close(self) -> None:
        """Close whichever window is on, and end; a window that cannot save its text may stay."""
        window = self.main or self.unlock
        if window and window.close():
            QApplication.exit(0)

    @Slot(str)
    def _end_locked(self, reason: str) -> None:
        self.is_locked = True
        lock_reason.hand_over(reason)
        for window in QApplication.topLevelWidgets():
            window.hide()
        QApplication.exit(0)

    def start_anew(self) -> int:
        """Replace this process, and all that it still knows, by one that asks for the passphrase again.

        `-P` keeps a journal.py that lies in the present folder from being taken for us.
        """
        own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "journal"]
        sys.stdout.flush()
        if sys.platform != "win32":
            os.execv(sys.executable, [*own, str(self._path)])  # noqa: S606 (our own interpreter, no shell)
        else:
            import subprocess  # the exec of Windows starts another process as well, and forgets to quote

            subprocess.Popen([*own, str(self._path)])  # noqa: S603 (the same)
        return 0
