"""Saving by itself what one types: when the typing rests, at the latest ten seconds after the first unsaved key.

*Saved* is said after the commit and never before. What could not be saved stays in the editor and is tried again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal, Slot

from journal.errors import BadInput, JournalBusy, RecordGone, UpwardError

REST_MS: Final = 1_500
LONGEST_MS: Final = 10_000
#: After a fault it tries again by itself: at once while another program is only writing, else at growing distances.
RETRY_MS: Final = 400
FIRST_AGAIN_MS: Final = 2_000
LAST_AGAIN_MS: Final = 30_000
CLOSING_MS: Final = 5_000
#: No job of ours reads for longer than 20 ms at a time; leaving a page, or a press, must not fail because of one.
OWN_READERS_MS: Final = 40


@dataclass(frozen=True)
class SaveState:
    """How safe the text is: `typing` (not yet saved), `saving` (waits its turn), `saved` at a moment, `failed` with why.

    What is saved as a draft alone, because it cannot be more yet, is `saved` with the `reason`.
    """

    kind: Literal["typing", "saving", "saved", "failed", "nothing"]
    at: datetime | None = None
    reason: str = ""


class Autosave(QObject):
    """Calls `write` when it is time to; `write` puts the editor's present text through one `journal.write`.

    `state` carries a SaveState; a SaveBar shows it.
    """

    state = Signal(object)

    def __init__(self, write: Callable[[], str | None], parent: QObject) -> None:
        """`write` raises UpwardError when nothing was saved; where only a draft could be kept it says why.

        JournalBusy is tried again soon, any other error at growing distances.
        """
        super().__init__(parent)
        self._write = write
        self._unsaved = False
        self._said = SaveState("nothing")
        self._fault: UpwardError | None = None
        self._again_ms = 0
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
        return self._unsaved and self._said.kind == "saving"

    @property
    def is_refused(self) -> bool:
        """Whether what is unsaved cannot be saved because of the journal's file: nothing done to the words mends that."""
        is_failed = self._unsaved and self._said.kind == "failed"
        return is_failed and not isinstance(self._fault, BadInput | RecordGone)

    @Slot()
    def touch(self) -> None:
        """The user has changed something: save it soon."""
        self._unsaved = True
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()
        if self._said.kind not in {"failed", "saving"}:
            self._say(SaveState("typing"))

    @property
    def said(self) -> SaveState:
        """How safe the text is at this moment."""
        return self._said

    def flush(self, wait_ms: int = OWN_READERS_MS) -> bool:
        """Save now; whether nothing is unsaved any more. It waits so long for who reads or writes at this moment."""
        deadline = QDeadlineTimer(wait_ms)
        while self._unsaved and not self._try() and self._said.kind == "saving" and not deadline.hasExpired():
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
        self.flush(0)

    def _try(self) -> bool:
        """One attempt. While it lasts, the text counts as saved, so that what hears of the change reads it again."""
        self._stop()
        self._unsaved = False
        try:
            reason = self._write() or ""
        except UpwardError as error:
            self._unsaved = True
            self._fail(error)
            return False
        except BaseException:
            self._unsaved = True
            raise
        self._again_ms = 0
        self._say(SaveState("saved", datetime.now(), reason))  # noqa: DTZ005 (the user's clock)
        return True

    def _fail(self, error: UpwardError) -> None:
        self._fault = error
        if isinstance(error, JournalBusy):
            self._retry.start(RETRY_MS)
            self._say(SaveState("saving"))
            return
        self._again_ms = min(self._again_ms * 2 or FIRST_AGAIN_MS, LAST_AGAIN_MS)
        self._retry.start(self._again_ms)
        self._say(SaveState("failed", reason=str(error)))

    def _stop(self) -> None:
        for timer in (self._rest, self._longest, self._retry):
            timer.stop()

    def _say(self, state: SaveState) -> None:
        if state == self._said and state.kind != "saved":
            return
        self._said = state
        self.state.emit(state)
