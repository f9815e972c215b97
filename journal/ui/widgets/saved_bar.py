"""What can be done with a file that was just saved: open it, show it in its folder, print it, drag it out of the window."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import saved_file, theme
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.file_handle import FileHandle
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label


class SavedBar(QWidget):
    """Hidden until something was saved or printed."""

    print_asked = Signal()
    put_away = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Nothing is shown yet."""
        super().__init__(parent)
        self.file: Path | None = None
        self.handle = FileHandle(_("Drag the file from here into a mail or a folder"), self)
        self.said = Label("", wrap=True, parent=self)
        self.open = Button(_("Open"), "quiet", "page", parent=self)
        self.folder = Button(_("Show in folder"), "quiet", "folder", parent=self)
        self.print = Button(_("Print…"), "quiet", "print", parent=self)
        self.close_button = IconButton("close", _("Put away"), parent=self)
        self._in_folder = saved_file.InFolder(self)
        self._assemble()
        self.open.clicked.connect(self._open)
        self.folder.clicked.connect(self._show_in_folder)
        self.print.clicked.connect(self.print_asked)
        self.close_button.clicked.connect(self._close)
        self._in_folder.failed.connect(self._say_no_folders)
        self.hide()

    def show_saved(self, file: Path, said: str, page: QImage | None = None) -> None:
        """This file was saved; `page` is a picture of its first page."""
        self.file = file
        self.handle.show_file(file, page)
        self.say(said)

    def say(self, said: str) -> None:
        """Say what was done; the file that was saved before stays at hand."""
        self.said.setText(said)
        for part in (self.handle, self.open, self.folder):
            part.setVisible(self.file is not None)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _assemble(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1.5))
        row.addWidget(self.handle, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.space(0.5))
        column.addWidget(self.said)
        ways = FlowLayout(gap=theme.space(0.5))
        for button in (self.open, self.folder, self.print):
            ways.addWidget(button)
        column.addLayout(ways)
        row.addLayout(column, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _open(self) -> None:
        file = self._still_there()
        if file and not saved_file.open_file(file):
            said = _("The system has no program for PDF files. The file is in {folder}.")
            self.said.setText(said.format(folder=file.parent))

    @Slot()
    def _show_in_folder(self) -> None:
        file = self._still_there()
        if file:
            self._in_folder.show(file)

    @Slot()
    def _say_no_folders(self) -> None:
        if self.file:
            said = _("The system has no program for folders. The file is in {folder}.")
            self.said.setText(said.format(folder=self.file.parent))

    @Slot()
    def _close(self) -> None:
        self.file = None
        self.hide()
        self.put_away.emit()

    def _still_there(self) -> Path | None:
        """The file, unless it was taken away meanwhile: then that is said, and nothing more can be done with it."""
        if self.file and not self.file.is_file():
            self.file = None
            self.say(_("The file is no longer where it was saved."))
        return self.file
