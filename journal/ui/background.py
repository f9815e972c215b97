"""Jobs on a worker thread: whatever can take longer than the window may stand still.

A job is a function that takes a `Progress`, does its work with sessions of its own, and returns plain data. Its signals
arrive on the thread of the window.
"""

import gc
import threading
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot

from journal.errors import UpwardError
from journal.text import _

GARBAGE_MS: Final = 1000


class Cancelled(UpwardError):
    """The user has cancelled the job; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(_("Cancelled; nothing was changed."))


class Progress:
    """What a job says about itself while it runs, and how it learns that it is no longer wanted."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        """`report` is called from the worker thread."""
        self._report = report
        self._cancelled = threading.Event()

    def step(self, done: int, total: int) -> None:
        """Say how much is done. Raises Cancelled when the job is no longer wanted."""
        if self._cancelled.is_set():
            raise Cancelled
        self._report(done, total)

    def cancel(self) -> None:
        """Let the next step raise Cancelled."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the job is no longer wanted."""
        return self._cancelled.is_set()


class Job(QObject):
    """A running job. Exactly one of `finished` and `failed` is emitted, then `ended`; none after `forget`."""

    progress = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    ended = Signal()
    _done = Signal(object, object)

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        """Prepare a job; `start` runs it."""
        super().__init__()
        self._work = work
        self._progress = Progress(self.progress.emit)
        self._wanted = True
        self._done.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Run the work on a worker thread."""
        _RUNNING.add(self)
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; it then fails with Cancelled."""
        self._progress.cancel()

    def forget(self) -> None:
        """The result is no longer wanted: cancel, and emit nothing more."""
        self._wanted = False
        self.cancel()

    def _run(self) -> None:
        result: Any = None
        fault: Exception | None = None
        try:
            result = self._work(self._progress)
        except Exception as error:  # noqa: BLE001 (handed to the window, which knows what to do with it)
            fault = error
        self._done.emit(result, fault)

    @Slot(object, object)
    def _finish(self, result: object, fault: object) -> None:
        _RUNNING.discard(self)
        if not self._wanted:
            return
        if fault is None:
            self.finished.emit(result)
        else:
            self.failed.emit(fault)
        self.ended.emit()


#: Jobs under way; they are held here so that none is collected while it runs.
_RUNNING: Final[set[Job]] = set()


def cancel_all() -> None:
    """Ask every job to stop at its next step."""
    for job in list(_RUNNING):
        job.cancel()


def end_all(wait_ms: int = -1) -> None:
    """Before the program ends: nothing more is wanted of any job, and none is cut off in the middle.

    wait_ms: how long a job is waited for that does not stop; without an end unless given.
    """
    for job in list(_RUNNING):
        job.forget()
    QThreadPool.globalInstance().waitForDone(wait_ms)


class Garbage(QObject):
    """Collects Python's cyclic garbage on the window's thread alone.

    Python collects wherever it happens to be when enough has gathered, and so would destroy widgets from a worker
    thread, which Qt does not survive. From now on it collects here, in small turns.
    """

    def __init__(self, parent: QObject) -> None:
        """Begins at once; `parent` is the application."""
        super().__init__(parent)
        gc.disable()
        self._turns = QTimer(self)
        self._turns.timeout.connect(self.collect)
        self._turns.start(GARBAGE_MS)

    @Slot()
    def collect(self) -> None:
        """Collect the generations of which enough has gathered, the youngest first."""
        for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
            if count <= threshold:
                return
            gc.collect(generation)


def is_busy() -> bool:
    """Whether any job is under way."""
    return bool(_RUNNING)


def run(work: Callable[[Progress], Any], on_finished: Callable[[Any], None], on_failed: Callable[[Any], None]) -> Job:
    """Start a job and connect what happens at its end; both are called on the window's thread."""
    job = Job(work)
    job.finished.connect(on_finished)
    job.failed.connect(on_failed)
    job.start()
    return job
