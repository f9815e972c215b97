"""One fresh process of the window's benchmarks: `bare`, `unlock`, `open JOURNAL` or `list JOURNAL`."""

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class FirstPaint(QObject):
    """Calls back once, when a widget was painted for the first time and the event loop is idle again."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then: Callable[[], None] | None = then
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        then = self._then
        if event.type() == QEvent.Type.Paint and then:
            self._then = None
            QTimer.singleShot(0, then)
        return False


def resident() -> float:
    """The memory of this process, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def since(start: int) -> float:
    """Milliseconds since a moment of the monotonic clock."""
    return (time.monotonic_ns() - start) / 1e6


def say(**figures: Any) -> None:
    """Print the figures and end."""
    print(json.dumps(figures), flush=True)
    QApplication.exit(0)


def bare(start: int) -> None:
    """A window with nothing in it."""
    app = QApplication([])
    window = QMainWindow()
    FirstPaint(window, lambda: say(painted=since(start), memory=resident()))
    window.show()
    app.exec()


def unlock(start: int) -> None:
    """Upward until it asks for the passphrase."""
    from journal import app

    application = app.prepared()
    windows = app.Windows(Path("/nowhere.upward"))
    windows.ask()
    assert windows.unlock
    FirstPaint(windows.unlock, lambda: say(painted=since(start)))
    application.exec()


def open_journal(path: Path, passphrase: str) -> None:
    """From the passphrase to the painted list; what is imported while one types is imported already."""
    from journal import app
    from journal.store.connection import read_salt
    from journal.store.key import derive
    from journal.ui.open_journal import OpenJournal

    application = app.prepared()
    begun = time.monotonic_ns()
    derive(passphrase, read_salt(path))
    derived = since(begun)
    from journal.ui import main_window

    importlib.import_module("journal.ui.pages.journal")

    windows = app.Windows(path)
    begun = time.monotonic_ns()
    windows.show_main(OpenJournal(OpenJournal.open_vault(path, passphrase)))
    main = windows.main
    assert isinstance(main, main_window.MainWindow)
    main.show_page("journal")

    def painted() -> None:
        listed = since(begun)
        QTimer.singleShot(500, lambda: say(listed=listed, derived=derived, memory=resident()))

    FirstPaint(main.page, painted)
    application.exec()


def first_paints(path: Path, passphrase: str) -> None:
    """The Journal page made and painted seven times over in one process."""
    from journal import app
    from journal.ui.open_journal import OpenJournal
    from journal.ui.pages.journal import JournalPage

    application = app.prepared()
    journal = OpenJournal(OpenJournal.open_vault(path, passphrase))
    paints: list[float] = []
    kept: list[QWidget] = []

    def again() -> None:
        if len(paints) == 8:
            say(paints=paints[1:])
            return
        begun = time.monotonic_ns()
        page = JournalPage(journal)
        kept[:] = [page]
        page.resize(1000, 700)

        def painted() -> None:
            paints.append(since(begun))
            again()

        FirstPaint(page, painted)
        page.show()

    QTimer.singleShot(0, again)
    application.exec()


def main() -> None:
    """Run what is asked for."""
    what, path, passphrase, start = sys.argv[1:5]
    if what == "bare":
        bare(int(start))
    elif what == "unlock":
        unlock(int(start))
    elif what == "open":
        open_journal(Path(path), passphrase)
    else:
        first_paints(Path(path), passphrase)


main()
