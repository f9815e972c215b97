"""Saving by itself what one types: when the typing rests, at the latest ten seconds after the first unsaved key.

*Saved* is said after the commit and never before. What could not be saved stays in the editor and is tried again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal, Slot

from journal.errors import JournalBusy, UpwardError
from journal.ui.widgets.status_line import StatusLine

REST_MS: Final = 1_500
LONGEST_MS: Final = 10_000
RETRY_MS: Final = 400
CLOSING_MS: Final = 5_000


@dataclass(frozen=True)
class SaveState:
    """How safe the text is: `typing` (not yet saved), `saving` (waits its turn), `saved` at a moment, `failed` with why."""

    kind: Literal["typing", "saving", "saved", "failed", "nothing"]
    at: datetime | None = None
    reason: str = ""


class Autosave(QObject):
    """Calls `write` when it is time to; `write` puts the editor's present text through one `journal.write`.

    `state` carries a SaveState; a StatusLine that is given shows it.
    """

    state = Signal(object)

    def __init__(self, write: Callable[[], None], parent: QObject, status: StatusLine | None = None) -> None:
        """`write` raises UpwardError when nothing was saved; JournalBusy is tried again soon, any other error later."""
        super().__init__(parent)
        self._write = write
        self._status = status
        self._unsaved = False
        self._kind = "nothing"
        self._rest = self._timer(REST_MS)
        self._longest = self._timer(LONGEST_MS)
        self._retry = self._timer(RETRY_MS)

    @property
    def unsaved(self) -> bool:
        """Whether the editor holds something that the journal does not."""
        return self._unsaved

    @property
    def is_waiting(self) -> bool:
        """Whether what is unsaved waits for another program to end its writing."""
        return self._unsaved and self._kind == "saving"

    @Slot()
    def touch(self) -> None:
        """The user has changed something: save it soon."""
        self._unsaved = True
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()
        if self._kind not in {"failed", "saving"}:
            self._say(SaveState("typing"))

    def flush(self, wait_ms: int = 0) -> bool:
        """Save now; whether nothing is unsaved any more. With `wait_ms` it waits that long for another program's write."""
        deadline = QDeadlineTimer(wait_ms)
        while self._unsaved and not self._try() and self._kind == "saving" and not deadline.hasExpired():
            QThread.msleep(25)
        return not self._unsaved

    def forget(self) -> None:
        """What was typed is not wanted any more, or another record is on: save nothing, say nothing."""
        self._unsaved = False
        self._stop()
        self._say(SaveState("nothing"))

    def _timer(self, wait_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(self._due)
        return timer

    @Slot()
    def _due(self) -> None:
        self.flush()

    def _try(self) -> bool:
        """One attempt. While it lasts, the text counts as saved, so that what hears of the change reads it again."""
        self._stop()
        self._unsaved = False
        try:
            self._write()
        except UpwardError as error:
            self._unsaved = True
            self._fail(error)
            return False
        except BaseException:
            self._unsaved = True
            raise
        self._say(SaveState("saved", at=datetime.now()))  # noqa: DTZ005 (the user's clock)
        return True

    def _fail(self, error: UpwardError) -> None:
        is_busy = isinstance(error, JournalBusy)
        self._retry.start(RETRY_MS if is_busy else LONGEST_MS)
        self._say(SaveState("saving") if is_busy else SaveState("failed", reason=str(error)))

    def _stop(self) -> None:
        for timer in (self._rest, self._longest, self._retry):
            timer.stop()

    def _say(self, state: SaveState) -> None:
        if state.kind == self._kind and state.kind != "saved":
            return
        self._kind = state.kind
        if self._status:
            self._show(self._status, state)
        self.state.emit(state)

    def _show(self, status: StatusLine, state: SaveState) -> None:
        match state.kind:
            case "typing":
                status.typing()
            case "saving":
                status.saving()
            case "saved" if state.at:
                status.saved(state.at)
            case "failed":
                status.failed(state.reason)
            case _:
                status.nothing()
