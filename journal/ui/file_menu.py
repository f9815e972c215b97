"""The File menu of an open journal, and the commands in it that need no page."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from journal.text import _
from journal.ui.open_journal import OpenJournal

if TYPE_CHECKING:
    from journal.ui.importing import Importing


class FileMenu(QMenu):
    """Belongs to a window, whose keys carry its commands out also while it is closed."""

    def __init__(self, journal: OpenJournal, window: QMainWindow) -> None:
        """Empty; the window adds its commands."""
        super().__init__(_("File"), window)
        self._journal, self._window = journal, window

    def add(self, text: str, keys: str | QKeySequence.StandardKey, slot: Callable[[], object]) -> QAction:
        """A command at the end of the menu, with its keys."""
        action = QAction(text, self._window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(slot)
        self._window.addAction(action)
        self.addAction(action)
        return action

    def add_work(self, merge: Callable[[], object]) -> None:
        """What goes into the journal as a whole, and comes out of it."""
        going_in = [
            self.add(_("Import a file…"), "Ctrl+I", self._import_file),
            self.add(_("Import a folder…"), "Ctrl+Shift+I", self._import_folder),
            self.add(_("Merge another copy…"), "", merge),
        ]
        for command in going_in:
            command.setEnabled(not self._journal.is_read_only)
        self.add(_("Export everything…"), "Ctrl+Shift+E", self._export)
        self.add(_("Trash…"), "", self._show_trash)

    def put_into_bar(self) -> bool:
        """On macOS the menu stands at the top of the screen; whether it does."""
        if sys.platform != "darwin":
            return False
        self._window.menuBar().addMenu(self)
        return True

    @Slot()
    def _import_file(self) -> None:
        self._importing().choose_file()

    @Slot()
    def _import_folder(self) -> None:
        self._importing().choose_folder()

    def _importing(self) -> "Importing":
        from journal.ui.importing import Importing

        flow = Importing(self._journal, self._window)
        flow.ended.connect(flow.deleteLater)
        return flow

    @Slot()
    def _export(self) -> None:
        from journal.ui.exporting import Exporting

        flow = Exporting(self._journal, self._window)
        flow.ended.connect(flow.deleteLater)
        flow.ask()

    @Slot()
    def _show_trash(self) -> None:
        from journal.ui.trash import show_trash

        show_trash(self._journal, self._window)
