"""Hearing from the system that nobody sits here any more: screen locked, going to sleep, another user at the screen.

What a system sends is understood in a module of its own; where there is nothing to hear, as without a bus, nothing
happens.
"""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class SessionWatch(QObject):
    """Sends `left` with a reason of `lock_reason`; the journal must be locked when the signal's slots return."""

    left = Signal(str)

    def start(self) -> None:
        """Begin to listen; called once the window is painted, for it asks the system."""


def session_watch(window: QWidget) -> SessionWatch:
    """The one for this system, not yet started."""
    if sys.platform == "win32":
        from journal.ui.session_watch_windows import WindowsWatch

        return WindowsWatch(window)
    if sys.platform == "darwin":
        from journal.ui.session_watch_macos import MacWatch

        return MacWatch(window)
    from journal.ui.session_watch_linux import LinuxWatch

    return LinuxWatch(window)
