"""Keeping the windows out of screen sharing and screen recordings, where a system can: Windows and macOS.

Each is a call of the system with the window's handle; what cannot be run on Linux, which offers nothing, is this module.
"""

import contextlib
import ctypes
import sys
from typing import Any, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QWindow

from journal.ui import preferences

PREFERENCE: Final = "allow_capture"
_EXCLUDE_FROM_CAPTURE: Final = 0x11  # WDA_EXCLUDEFROMCAPTURE
_SHARING_NONE: Final = 0  # NSWindowSharingNone
_OBJECTIVE_C: Final = "/usr/lib/libobjc.dylib"


class Exclusion(QObject):
    """Excludes each window of the application when it first takes the keyboard, unless the user allows capture."""

    def __init__(self, parent: QObject) -> None:
        """Begins at once."""
        super().__init__(parent)
        app = QGuiApplication.instance()
        if is_offered() and isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._exclude)
            self._exclude(QGuiApplication.focusWindow())

    @Slot(object)
    def _exclude(self, window: QWindow | None) -> None:
        if window is not None and not is_allowed():
            exclude(int(window.winId()))


def is_offered() -> bool:
    """Whether this system can keep a window out of what is shared."""
    return sys.platform in {"win32", "darwin"}


def is_allowed() -> bool:
    """Whether the user wants the window to be seen in shared screens."""
    return preferences.current().number(PREFERENCE, 0) == 1


def exclude(handle: int) -> None:
    """Keep the window with this handle out of captures; a system that refuses shows it as before."""
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "win32":
            user: Any = getattr(ctypes, "WinDLL")("user32")  # noqa: B009 (only Windows has it)
            user.SetWindowDisplayAffinity(ctypes.c_void_p(handle), _EXCLUDE_FROM_CAPTURE)
        elif sys.platform == "darwin":
            _exclude_on_macos(handle)


def _exclude_on_macos(view: int) -> None:
    """`[[view window] setSharingType: NSWindowSharingNone]`."""
    runtime = ctypes.CDLL(_OBJECTIVE_C)
    runtime.sel_registerName.restype = ctypes.c_void_p
    runtime.sel_registerName.argtypes = [ctypes.c_char_p]
    send = ctypes.cast(runtime.objc_msgSend, ctypes.c_void_p).value
    if not send:
        return
    ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(send)
    tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(send)
    window = ask(view, runtime.sel_registerName(b"window"))
    if window:
        tell(window, runtime.sel_registerName(b"setSharingType:"), _SHARING_NONE)
