"""The sign in the system's tray, where there is one: show, write, hide, lock, quit. It never says a word of the journal."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from journal.text import _
from journal.ui import icons, preferences

PREFERENCE: Final = "tray"


class Tray(QSystemTrayIcon):
    """A menu of five commands; a click on the sign shows the window."""

    show_asked = Signal()
    entry_asked = Signal()
    hide_asked = Signal()
    lock_asked = Signal()
    quit_asked = Signal()

    def __init__(self, window: QWidget) -> None:
        """Not in the tray until `show`."""
        super().__init__(icons.application_icon(), window)
        self.setToolTip("Upward")
        self.menu = QMenu(window)
        for text, signal in (
            (_("Show"), self.show_asked),
            (_("New entry"), self.entry_asked),
            (_("Hide"), self.hide_asked),
            (_("Lock"), self.lock_asked),
            (_("Quit"), self.quit_asked),
        ):
            action = QAction(text, self.menu)
            action.triggered.connect(signal)
            self.menu.addAction(action)
        self.menu.insertSeparator(self.menu.actions()[2])
        self.setContextMenu(self.menu)
        self.activated.connect(self._clicked)

    @Slot(object)
    def _clicked(self, how: QSystemTrayIcon.ActivationReason) -> None:
        if how in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            self.show_asked.emit()


def is_wanted() -> bool:
    """Whether there is a tray, and the user has nothing against it."""
    return preferences.current().number(PREFERENCE, 1) == 1 and QSystemTrayIcon.isSystemTrayAvailable()
