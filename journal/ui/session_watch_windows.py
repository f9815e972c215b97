"""Windows: the messages that the system sends to a window that has asked for them. Cannot be run on other systems."""

import contextlib
import ctypes
from ctypes import wintypes
from typing import Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

from journal.ui import lock_reason
from journal.ui.session_watch import SessionWatch

WM_WTSSESSION_CHANGE: Final = 0x02B1
WM_POWERBROADCAST: Final = 0x0218
WTS_CONSOLE_DISCONNECT: Final = 0x2
WTS_REMOTE_DISCONNECT: Final = 0x4
WTS_SESSION_LOCK: Final = 0x7
PBT_APMSUSPEND: Final = 0x4
_FOR_THIS_SESSION: Final = 0


def meaning(message: int, what: int) -> str:
    """The reason to lock that a window message and its first parameter give; empty when they give none."""
    return {
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK): lock_reason.SCREEN,
        (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT): lock_reason.USER,
        (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT): lock_reason.USER,
        (WM_POWERBROADCAST, PBT_APMSUSPEND): lock_reason.SLEEP,
    }.get((message, what), "")


class WindowsWatch(SessionWatch):
    """Hears the session's and the power's messages of one window."""

    def __init__(self, window: QWidget) -> None:
        """Deaf until `start`."""
        super().__init__(window)
        self._window = window
        self._filter = _Messages(self)

    def start(self) -> None:
        """Ask for the messages of this session."""
        app = QCoreApplication.instance()
        if app is None:
            return
        app.installNativeEventFilter(self._filter)
        with contextlib.suppress(OSError, AttributeError):
            terminal: Any = getattr(ctypes, "WinDLL")("wtsapi32")  # noqa: B009 (only Windows has it)
            terminal.WTSRegisterSessionNotification(wintypes.HWND(int(self._window.winId())), _FOR_THIS_SESSION)


class _Messages(QAbstractNativeEventFilter):
    """Looks at every message of Windows and lets all of them go their way."""

    def __init__(self, watch: SessionWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(  # noqa: N802 (Qt's name)
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Qt hands over the address of a MSG."""
        if QByteArray(kind).data() == b"windows_generic_MSG":
            sent = wintypes.MSG.from_address(int(message))
            reason = meaning(int(sent.message), int(sent.wParam))
            if reason:
                self._watch.left.emit(reason)
        return False, 0
