"""macOS: the state of the session, asked for every two seconds, for its notices would need a bridge to Objective-C.

Cannot be run on other systems. Going to sleep is noticed by its jump of the clock, and by the screen's lock.
"""

import contextlib
import ctypes
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from journal.ui import lock_reason
from journal.ui.session_watch import SessionWatch

_LOOK_MS: Final = 2_000
_UTF8: Final = 0x08000100
_GRAPHICS: Final = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
_FOUNDATION: Final = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"


class Session(NamedTuple):
    """How the session stands."""

    is_locked: bool
    is_on_screen: bool


def meaning(before: Session, now: Session) -> str:
    """The reason to lock that a change of the session gives; empty when it gives none."""
    if now.is_locked and not before.is_locked:
        return lock_reason.SCREEN
    if before.is_on_screen and not now.is_on_screen:
        return lock_reason.USER
    return ""


class MacWatch(SessionWatch):
    """Compares the session's state with that of two seconds before."""

    def __init__(self, parent: QObject) -> None:
        """Deaf until `start`."""
        super().__init__(parent)
        self._before = Session(is_locked=False, is_on_screen=True)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on, where the system can be asked."""
        with contextlib.suppress(OSError, AttributeError):
            self._libraries = _libraries()
            self._timer.start(_LOOK_MS)

    @Slot()
    def look(self) -> None:
        """Compare."""
        now = _state(*self._libraries)
        before, self._before = self._before, now
        reason = meaning(before, now)
        if reason:
            self.left.emit(reason)


def _libraries() -> tuple[Any, Any]:
    graphics, foundation = ctypes.CDLL(_GRAPHICS), ctypes.CDLL(_FOUNDATION)
    graphics.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p
    foundation.CFStringCreateWithCString.restype = ctypes.c_void_p
    foundation.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
    foundation.CFDictionaryGetValue.restype = ctypes.c_void_p
    foundation.CFDictionaryGetValue.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    foundation.CFBooleanGetValue.argtypes = [ctypes.c_void_p]
    foundation.CFRelease.argtypes = [ctypes.c_void_p]
    return graphics, foundation


def _state(graphics: Any, foundation: Any) -> Session:
    """A session without a dictionary has no screen."""
    found = graphics.CGSessionCopyCurrentDictionary()
    if not found:
        return Session(is_locked=False, is_on_screen=False)
    try:
        return Session(
            is_locked=_is_true(foundation, found, b"CGSSessionScreenIsLocked"),
            is_on_screen=_is_true(foundation, found, b"kCGSSessionOnConsoleKey"),
        )
    finally:
        foundation.CFRelease(found)


def _is_true(foundation: Any, dictionary: int, name: bytes) -> bool:
    key = foundation.CFStringCreateWithCString(None, name, _UTF8)
    try:
        value = foundation.CFDictionaryGetValue(dictionary, key)
        return bool(value) and bool(foundation.CFBooleanGetValue(value))
    finally:
        foundation.CFRelease(key)
