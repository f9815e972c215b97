"""One fresh process of the window's benchmarks: `bare`, `unlock`, `open JOURNAL` or `list JOURNAL`."""

import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

LIST_TURNS = 12
IDLE_MS = 150


class FirstPaint(QObject):
    """Calls back once, right after a widget and what is in it were painted for the first time."""

    PAINTED = QEvent.Type(QEvent.registerEventType())

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then: Callable[[], None] | None = then
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._then:
            # a posted event comes after the painting that goes on now, and before whatever waits for an idle moment
            QCoreApplication.postEvent(self, QEvent(self.PAINTED), int(Qt.EventPriority.HighEventPriority.value))
        return False

    def event(self, event: QEvent) -> bool:
        then = self._then
        if event.type() == self.PAINTED and then:
            self._then = None
            then()
            return True
        return super().event(event)


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


def first_paints(paths: list[Path], passphrase: str) -> None:
    """The Journal page of several journals made and painted in turn in one process; the first turn warms up."""
    from journal import app
    from journal.ui import background
    from journal.ui.open_journal import OpenJournal
    from journal.ui.pages.journal import JournalPage

    application = app.prepared()
    application.setQuitOnLastWindowClosed(False)
    journals = [OpenJournal(OpenJournal.open_vault(path, passphrase)) for path in paths]
    paints: list[float] = []
    shown: list[QWidget] = []  # else nobody but the page's own parts would hold it

    def next_page() -> None:
        if len(paints) == LIST_TURNS * len(journals):
            turns = [paints[at : at + len(journals)] for at in range(0, len(paints), len(journals))]
            background.end_all()
            say(turns=turns[1:])
            return
        begun = time.monotonic_ns()
        page = JournalPage(journals[len(paints) % len(journals)])
        shown[:] = [page]
        page.resize(1000, 700)

        def painted() -> None:
            paints.append(since(begun))
            QTimer.singleShot(IDLE_MS, clear)

        def clear() -> None:
            page.close()
            page.deleteLater()
            next_page()

        FirstPaint(page, painted)
        page.show()

    QTimer.singleShot(0, next_page)
    application.exec()


def main() -> None:
    """Run what is asked for."""
    what, passphrase, start, *paths = sys.argv[1:]
    if what == "bare":
        bare(int(start))
    elif what == "unlock":
        unlock(int(start))
    elif what == "open":
        open_journal(Path(paths[0]), passphrase)
    else:
        first_paints([Path(path) for path in paths], passphrase)
    sys.stdout.flush()
    os._exit(0)  # what was to be measured is said; tearing the window down is not measured


main()
