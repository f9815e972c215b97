"""A job that a user waits for: a bar that shows how far it is, after a moment, and a button that stops it."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from journal.ui import background, dialogs

PATIENCE_MS: Final = 300


class LongJob(QObject):
    """Runs `work` in the background; exactly one of `finished` and `failed` is sent, after the bar is gone."""

    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, window: QWidget, title: str, work: Callable[[background.Progress], Any]) -> None:
        """`window` is what the bar stands on."""
        super().__init__(window)
        self._bar = dialogs.ProgressDialog(window, title)
        self._job = background.Job(work)
        self._job.progress.connect(self._bar.progress)
        self._job.finished.connect(self._finish)
        self._job.failed.connect(self._fail)
        self._bar.rejected.connect(self.cancel)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._bar.show)

    def start(self) -> None:
        """Begin; what ends within a moment never shows its bar."""
        self._soon.start(PATIENCE_MS)
        self._job.start()

    @Slot()
    def cancel(self) -> None:
        """Stop at the next step; the job then fails with Cancelled."""
        self._job.cancel()

    @Slot(object)
    def _finish(self, result: object) -> None:
        self._end()
        self.finished.emit(result)

    @Slot(object)
    def _fail(self, error: object) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._soon.stop()
        self._bar.hide()
        self._bar.deleteLater()
        self.deleteLater()
