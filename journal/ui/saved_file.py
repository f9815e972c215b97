"""What the system can do with a file that was saved: open it in its own viewer, show it in its folder."""

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QObject, QProcess, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

_FILE_MANAGER: Final = ("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1")
_ANSWER_MS: Final = 5_000


def open_file(file: Path) -> bool:
    """Open it in the viewer that the system has for it; whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


class InFolder(QObject):
    """Opens the window of a file's folder, with the file chosen where the system can do that.

    `failed` when nothing opened: the system knows no program for folders.
    """

    failed = Signal()

    def __init__(self, parent: QObject) -> None:
        """One question to the desktop's file manager at a time."""
        super().__init__(parent)
        self._folder = Path()

    def show(self, file: Path) -> None:
        """Show this one."""
        self._folder = file.parent
        if sys.platform == "win32":
            is_shown = _started("explorer", "/select,", QDir.toNativeSeparators(str(file)))
        elif sys.platform == "darwin":
            is_shown = _started("open", "-R", str(file))
        else:
            is_shown = self._ask_file_manager(file)
        if not is_shown:
            self._open_folder()

    def _ask_file_manager(self, file: Path) -> bool:
        """Ask by the interface that the file managers share; it is started if it does not run. Whether anybody is asked."""
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        call = QDBusMessage.createMethodCall(*_FILE_MANAGER, _FILE_MANAGER[0], "ShowItems")
        call.setArguments([[QUrl.fromLocalFile(str(file)).toString(QUrl.ComponentFormattingOption.FullyEncoded)], ""])
        watcher = QDBusPendingCallWatcher(bus.asyncCall(call, _ANSWER_MS), self)
        watcher.finished.connect(self._answered)
        return True

    @Slot("QDBusPendingCallWatcher*")
    def _answered(self, watcher: QObject) -> None:
        from PySide6.QtDBus import QDBusPendingCallWatcher

        if isinstance(watcher, QDBusPendingCallWatcher) and watcher.isError():
            self._open_folder()
        watcher.deleteLater()

    def _open_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self.failed.emit()


def _started(program: str, *arguments: str) -> bool:
    return bool(QProcess.startDetached(program, list(arguments))[0])
