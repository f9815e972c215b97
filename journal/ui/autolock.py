"""Locking by itself: when nobody has touched a key for a while, and when the computer was asleep.

It looks once a second at two clocks. An event of the user costs the note of its time and nothing else; only what the
window system sends is looked at, not what widgets send each other.
"""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

from journal.ui import lock_reason, preferences

PREFERENCE: Final = "lock_minutes"
MINUTES: Final = (1, 2, 5, 10, 15, 30, 0)
NEVER: Final = 0
USUAL_MINUTES: Final = 5
TICK_MS: Final = 1_000
ASLEEP_S: Final = 60.0
_OF_THE_USER: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
        QEvent.Type.NativeGesture,
    }
)


def minutes() -> int:
    """After how many minutes without a key the journal locks; 0 for never."""
    chosen = preferences.current().number(PREFERENCE, USUAL_MINUTES)
    return chosen if chosen >= 0 else USUAL_MINUTES


class AutoLock(QObject):
    """Sends `due` with the reason when it is time to lock, and again after as long where that could not be done."""

    due = Signal(str)

    def __init__(
        self,
        parent: QObject,
        *,
        ticking: Callable[[], float] = time.monotonic,
        of_day: Callable[[], float] = time.time,
    ) -> None:
        """Watches every window of the application from now on. `ticking` stands still while the computer sleeps, as
        some systems have it; `of_day` never does. Both in seconds.
        """  # noqa: D205
        super().__init__(parent)
        self._ticking, self._of_day = ticking, of_day
        self._touched = ticking()
        self._looked = of_day()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(TICK_MS)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
            # who writes with an input method sends words, not keys: the place of the next letter moves
            QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.touch)
        self._watch(QGuiApplication.focusWindow())

    @Slot()
    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._ticking()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when the user did something; every event goes its way."""
        if event.type() in _OF_THE_USER:
            self._touched = self._ticking()
        return False

    @Slot()
    def look(self) -> None:
        """Lock after a sleep that nobody told us of, and after the minutes that were chosen."""
        now, looked = self._of_day(), self._looked
        self._looked = now
        wanted = minutes()
        if now - looked > ASLEEP_S:
            self._send(lock_reason.SLEEP)
        elif wanted != NEVER and self._ticking() - self._touched >= wanted * 60:
            self._send(lock_reason.idle(wanted))

    def _send(self, reason: str) -> None:
        self.touch()
        self.due.emit(reason)

    @Slot(object)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once, however often it is asked for
