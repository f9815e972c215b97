"""Linux: what logind and the screen saver say over D-Bus.

logind is asked to wait with the sleep until the journal is locked ("delay" inhibitor): it goes on when the file that it
gave us is closed, which the new process does, or after its own five seconds.
"""

import contextlib
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, QTimer, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCall,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

from journal.ui import lock_reason
from journal.ui.session_watch import SessionWatch

_LOGIND: Final = "org.freedesktop.login1"
_MANAGER: Final = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_SESSION: Final = "org.freedesktop.login1.Session"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_SCREEN_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
)
_HEARD: Final[Any] = SLOT("heard(QDBusMessage)")  # its declared type is not the one that is taken
_RELEASE_MS: Final = 1_000


def meaning(interface: str, member: str, arguments: list[Any]) -> str:
    """The reason to lock that a signal gives; empty when it gives none."""
    said = arguments[0] if arguments else None
    match interface, member, said:
        case (_, "PrepareForSleep", True):
            return lock_reason.SLEEP
        case ("org.freedesktop.login1.Session", "Lock", _):
            return lock_reason.SCREEN
        case (_, "ActiveChanged", True) if interface in _SCREEN_SAVERS:
            return lock_reason.SCREEN
        case _:
            return ""


def meaning_of_property(name: str, value: object) -> str:
    """The reason to lock that a property of our session gives: its screen is locked, or somebody else has the screen."""
    if name == "LockedHint" and value is True:
        return lock_reason.SCREEN
    if name == "Active" and value is False:
        return lock_reason.USER
    return ""


class LinuxWatch(SessionWatch):
    """Listens on the system bus to logind and on the session bus to every screen saver."""

    def __init__(self, parent: QObject) -> None:
        """Deaf until `start`."""
        super().__init__(parent)
        self._system: QDBusConnection | None = None
        self._session_path = ""
        self._inhibitor = -1

    def start(self) -> None:
        """Listen on the buses that there are."""
        if _has_bus("DBUS_SESSION_BUS_ADDRESS", Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "bus")):
            bus = QDBusConnection.sessionBus()
            for each in _SCREEN_SAVERS if bus.isConnected() else ():
                bus.connect("", "", each, "ActiveChanged", self, _HEARD)
        if _has_bus("DBUS_SYSTEM_BUS_ADDRESS", Path("/run/dbus/system_bus_socket")):
            system = QDBusConnection.systemBus()
            if system.isConnected():
                self._system = system
                system.connect(_LOGIND, _MANAGER[0], _MANAGER[1], "PrepareForSleep", self, _HEARD)
                self._ask_logind("GetSession", [os.environ.get("XDG_SESSION_ID", "auto")], self._listen_to_session)
                self._inhibit()

    @Slot(QDBusMessage)
    def heard(self, message: QDBusMessage) -> None:
        """A signal of one of the buses."""
        arguments = message.arguments()
        reason = meaning(message.interface(), message.member(), arguments)
        if reason:
            self.left.emit(reason)
        if message.member() == "PrepareForSleep":
            if reason:
                QTimer.singleShot(_RELEASE_MS, self, self.release)  # if this process still is, it could not be locked
            else:
                self._inhibit()
        elif message.interface() == _PROPERTIES:
            for name in ("LockedHint", "Active"):
                self._ask(self._session_path, _PROPERTIES, "Get", [_SESSION, name], partial(self.property_is, name))

    @Slot()
    def release(self) -> None:
        """Let the computer sleep."""
        if self._inhibitor >= 0:
            os.close(self._inhibitor)
            self._inhibitor = -1

    def property_is(self, name: str, value: object) -> None:
        """What a property of our session is now."""
        reason = meaning_of_property(name, value)
        if reason:
            self.left.emit(reason)

    # ----------------------------------------------------------------------------------------- internal

    def _inhibit(self) -> None:
        if self._inhibitor < 0:
            self._ask_logind("Inhibit", ["sleep", "Upward", "Saves and locks the journal", "delay"], self._hold)

    def _hold(self, given: object) -> None:
        if isinstance(given, QDBusUnixFileDescriptor) and given.isValid() and self._inhibitor < 0:
            with contextlib.suppress(OSError):
                self._inhibitor = os.dup(given.fileDescriptor())  # not inherited: the new process does not have it

    def _listen_to_session(self, path: object) -> None:
        if self._system is None or not isinstance(path, QDBusObjectPath):
            return
        self._session_path = path.path()
        for interface, member in ((_SESSION, "Lock"), (_PROPERTIES, "PropertiesChanged")):
            self._system.connect(_LOGIND, self._session_path, interface, member, self, _HEARD)

    def _ask_logind(self, member: str, arguments: list[Any], then: Callable[[object], None]) -> None:
        self._ask(*_MANAGER, member, arguments, then)

    def _ask(
        self, path: str, interface: str, member: str, arguments: list[Any], then: Callable[[object], None]
    ) -> None:
        """Call logind without waiting; `then` gets the first value of its answer, if it answers well."""
        if self._system is None or not path:
            return
        call = QDBusMessage.createMethodCall(_LOGIND, path, interface, member)
        call.setArguments(arguments)
        _Call(self._system.asyncCall(call), then, self)


class _Call(QDBusPendingCallWatcher):
    """A call under way; gone when it is answered, and with it what the answer still held."""

    def __init__(self, call: QDBusPendingCall, then: Callable[[object], None], parent: QObject) -> None:
        super().__init__(call, parent)
        self._then = then
        self.finished.connect(self._arrived)

    @Slot()
    def _arrived(self) -> None:
        self.deleteLater()
        values = [] if self.isError() else self.reply().arguments()
        if values:
            first = values[0]
            self._then(first.variant() if isinstance(first, QDBusVariant) else first)


def _has_bus(variable: str, usual: Path) -> bool:
    """Whether there is a bus to ask: the library would start one of its own where there is none."""
    return bool(os.environ.get(variable)) or usual.exists()
