"""A desktop's file manager of its own, on a bus of its own: prints what it was asked to show. Run by test_saved_file."""

import sys
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection

from journal.ui.saved_file import InFolder

NAME, PLACE = "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"


@cast(Any, ClassInfo)({"D-Bus Interface": NAME})  # declared without its arguments
class FileManager(QObject):
    """Has the one call that every file manager has."""

    @Slot("QStringList", str)
    def ShowItems(self, places: list[str], _start: str) -> None:  # noqa: N802 (the interface's name)
        """Say which files are to be shown, and end."""
        sys.stdout.write(" ".join(places))
        QCoreApplication.quit()


def main() -> None:
    """Ask for the file that is named, over the bus."""
    app = QCoreApplication([])
    manager = FileManager()
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "the desktop's")
    options = QDBusConnection.RegisterOption.ExportAllSlots
    assert bus.registerObject(PLACE, manager, options)
    assert bus.registerService(NAME)
    InFolder(app).show(Path(sys.argv[1]))
    QTimer.singleShot(20_000, app.quit)
    app.exec()


if __name__ == "__main__":
    main()
