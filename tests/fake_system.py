"""A logind and a screen saver of one's own, as a program: what it is told line by line, it says on the bus.

Its buses are those of the environment. It says `inhibited` when a program holds the sleep up, and `released` when none
does any more.
"""

import os
import sys

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

MANAGER = "/org/freedesktop/login1"
SESSION = f"{MANAGER}/session/_31"
SIGNALS = {
    "sleep": (MANAGER, "org.freedesktop.login1.Manager", "PrepareForSleep", [True]),
    "wake": (MANAGER, "org.freedesktop.login1.Manager", "PrepareForSleep", [False]),
    "lock": (SESSION, "org.freedesktop.login1.Session", "Lock", []),
    "lock of another": (f"{MANAGER}/session/_32", "org.freedesktop.login1.Session", "Lock", []),
    "changed": (SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", ["org.freedesktop.login1.Session"]),
    "freedesktop": ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True]),
    "gnome": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
    "over": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [False]),
}


class Logind(QDBusVirtualObject):
    """Answers what a program asks logind."""

    def __init__(self) -> None:
        super().__init__()
        self.properties = {"Active": True, "LockedHint": False}
        self.watched: QSocketNotifier | None = None

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802 (Qt's name)
        match message.member(), message.arguments():
            case "GetSession", _:
                return connection.send(message.createReply(QDBusObjectPath(SESSION)))
            case "Get", [_, str(name)]:
                return connection.send(message.createReply(QDBusVariant(self.properties[name])))
            case "Inhibit", ["sleep", *_]:
                return self._inhibit(message, connection)
            case _:
                return False

    def _inhibit(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        """Give one end of a pipe; the other one ends when it is let go."""
        read, write = os.pipe()
        is_sent = connection.send(message.createReply(QDBusUnixFileDescriptor(write)))
        os.close(write)
        self.watched = QSocketNotifier(read, QSocketNotifier.Type.Read, self)
        self.watched.activated.connect(self._released)
        _tell("inhibited")
        return is_sent

    def _released(self) -> None:
        if self.watched:
            self.watched.setEnabled(False)
        _tell("released")


def _tell(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def main() -> None:
    """Serve until the input ends."""
    app = QCoreApplication(sys.argv)
    system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
    logind = Logind()
    assert system.registerVirtualObject(MANAGER, logind, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    assert system.registerService("org.freedesktop.login1")

    def heed() -> None:
        lines = os.read(sys.stdin.fileno(), 4096).decode().splitlines()
        for line in lines:
            say(line)
        if not lines:
            app.quit()

    def say(told: str) -> None:
        name, is_property, value = told.partition("=")
        if is_property:
            logind.properties[name] = value == "true"
        path, interface, member, arguments = SIGNALS["changed" if is_property else told]
        signal = QDBusMessage.createSignal(path, interface, member)
        signal.setArguments(arguments)
        (session if "ScreenSaver" in interface else system).send(signal)

    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    told.activated.connect(heed)
    _tell("ready")
    app.exec()


if __name__ == "__main__":
    main()
