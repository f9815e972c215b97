"""A walk through everything that the window shows, with a stopwatch and a monitor of its event loop; its own process.

`python -m tests.bench.walking JOURNAL PASSPHRASE` says on its last line, by view and in milliseconds, how long it took until
the view was painted the first time and the next, and the longest step of the event loop meanwhile.
"""

import gc
import json
import os
import sys
import time
from collections import defaultdict
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QSize, QTimer, Slot
from PySide6.QtWidgets import QApplication

TICK_MS = 1
REST_MS = 80


class StallMonitor(QObject):
    """Remembers the longest time for which the event loop served nobody, by what was on at the time."""

    def __init__(self) -> None:
        super().__init__()
        self.longest: defaultdict[str, float] = defaultdict(float)
        self.view = ""
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    @Slot()
    def _tick(self) -> None:
        present = time.perf_counter()
        self.longest[self.view] = max(self.longest[self.view], (present - self._last) * 1000 - TICK_MS)
        self._last = present

    def look_at(self, view: str) -> None:
        """From now on what stalls is counted for this view."""
        self.view = view
        self._last = time.perf_counter()


def main() -> None:
    """Walk twice, and say what was measured. What the program itself does while nobody waits for it is done before."""
    from journal import app
    from journal.ui import background, gallery, unlock_window
    from journal.ui.main_window import MainWindow
    from journal.ui.open_journal import OpenJournal

    path, passphrase = Path(sys.argv[1]), sys.argv[2]
    application = app.prepared()
    application.setQuitOnLastWindowClosed(False)
    background.run(unlock_window.bring_in, rested, rested)
    rest()
    journal = OpenJournal(OpenJournal.open_vault(path, passphrase))
    window = MainWindow(journal)
    window.resize(QSize(1280, 800))
    window.show()
    rest()
    told: dict[str, dict[str, float]] = {}
    monitor = StallMonitor()
    gc.collect()
    gc.freeze()
    for turn in ("first", "again"):
        told[turn], told[f"{turn} stall"] = {}, {}
        monitor.longest.clear()
        for view, show in gallery.views(window, journal):
            monitor.look_at(view)
            begun = time.perf_counter()
            show()
            application.processEvents()
            told[turn][view] = (time.perf_counter() - begun) * 1000
            rest()
        told[f"{turn} stall"] = dict(monitor.longest)
    print(json.dumps(told), flush=True)
    os._exit(0)  # what was to be measured is said; tearing the window down is not measured


def rested(_result: object) -> None:
    """A job is over; `rest` sees it."""


def rest() -> None:
    """Let the window work until no job is under way."""
    from journal.ui import background

    while True:
        loop = QEventLoop()
        QTimer.singleShot(REST_MS, loop.quit)
        loop.exec()
        if not background.is_busy():
            return


if __name__ == "__main__":
    assert QApplication.instance() is None
    main()
