"""What watches over the window of an open journal: the lock that comes by itself, the tray, and what others may capture."""

from PySide6.QtCore import QObject, QTimer, Slot

from journal.ui import lock_reason, tray
from journal.ui.autolock import AutoLock
from journal.ui.capture import Exclusion
from journal.ui.main_window import MainWindow
from journal.ui.one_window import bring_to_front
from journal.ui.session_watch import session_watch


class Guard(QObject):
    """Begins once the window is painted, for the system is asked about several things."""

    def __init__(self, window: MainWindow) -> None:
        """It goes with the window."""
        super().__init__(window)
        self._window = window
        self.lock = AutoLock(self)
        self.lock.due.connect(window.lock)
        self.capture = Exclusion(self)
        self.tray: tray.Tray | None = None
        QTimer.singleShot(0, self, self.start)

    @Slot()
    def start(self) -> None:
        """Listen to the system, and stand in its tray."""
        self.session = session_watch(self._window)
        self.session.left.connect(self._window.lock)
        self.session.start()
        if tray.is_wanted():
            self.put_in_tray()

    def put_in_tray(self) -> None:
        """Show the sign in the system's tray."""
        made = self.tray = tray.Tray(self._window)
        made.show_asked.connect(self.show_window)
        made.entry_asked.connect(self._new_entry)
        made.hide_asked.connect(self._hide)
        made.lock_asked.connect(self._lock)
        made.quit_asked.connect(self._window.close)
        made.show()

    @Slot()
    def show_window(self) -> None:
        """Bring the window to the front, without a veil."""
        self._window.veils.lift()
        bring_to_front(self._window)

    @Slot()
    def _new_entry(self) -> None:
        self.show_window()
        self._window.new_entry()

    @Slot()
    def _hide(self) -> None:
        self._window.veils.draw_for_now()

    @Slot()
    def _lock(self) -> None:
        self._window.lock(lock_reason.ASKED)
