"""Printing a finished paper: through the system's dialog, from the same bytes that are saved and checked."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QObject, QRect, QRectF, Signal, Slot
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from journal.errors import BadInput
from journal.text import _
from journal.ui import background, dialogs

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from journal.sharing.pdfium import Picture

PRINTED_ACROSS: Final = 2480  # pixels: 300 to the inch on A4
_SQUARER_THAN_A4: Final = 1.35  # height over width: 1.29 of Letter, 1.41 of A4


class Printing(QObject):
    """Prints papers over one window. `printed` when one was given to the printer, `left` when it was not."""

    printed = Signal()
    left = Signal()

    def __init__(self, window: QWidget, may_go: Callable[[], bool] | None = None) -> None:
        """`window` is what the dialog stands on; with it this goes. `may_go` is asked last, when a printer was chosen."""
        super().__init__(window)
        self._window = window
        self._may_go = may_go
        self._wanted = False

    def start(self, data: bytes) -> None:
        """Draw the pages for the printer, then ask which one."""
        self._wanted = True
        background.run(partial(_pictures, data), self._choose_printer, self._say_fault)

    def forget(self) -> None:
        """What was started must not be printed any more, whatever is answered."""
        self._wanted = False

    @Slot(object)
    def _choose_printer(self, pictures: "list[Picture]") -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if not self._is_wanted():
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Upward")  # the queue of the printer is read by others: it says no more than that
        printer.setPageSize(page_size_of(pictures[0]))
        dialog = QPrintDialog(printer, self._window)
        # a file that Qt writes would be another than the one that was checked, and for everybody to read: Save is for files
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
        is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
        if not self._is_wanted():
            return  # the journal was locked meanwhile
        if not is_chosen or (self._may_go and not self._may_go()):
            self.left.emit()
            return
        try:
            paint(printer, *pictures)
        except BadInput as fault:
            self._say_fault(fault)
        else:
            self.printed.emit()

    @Slot(object)
    def _say_fault(self, fault: Exception) -> None:
        if self._is_wanted():
            dialogs.show_fault(self._window, fault, _("The paper was not printed"))
            self.left.emit()

    def _is_wanted(self) -> bool:
        return shiboken6.isValid(self) and self._wanted and self._window.isVisible()


def paint(paper: "QPagedPaintDevice", *pictures: "Picture") -> None:
    """Put pages, drawn already, onto paper of their own size, as large as it goes. Raises BadInput where it takes none."""
    paper.setPageSize(page_size_of(pictures[0]))
    painter = QPainter()
    if not painter.begin(paper):
        raise BadInput(_("The printer does not take the page: choose another one, or another place for the file."))
    for number, picture in enumerate(pictures):
        if number:
            paper.newPage()
        shown = image(picture)
        room = painter.viewport()
        scale = min(room.width() / shown.width(), room.height() / shown.height())
        wide, high = round(shown.width() * scale), round(shown.height() * scale)
        place = QRect((room.width() - wide) // 2, (room.height() - high) // 2, wide, high)
        painter.drawImage(QRectF(place), shown)
    painter.end()


def page_size_of(picture: "Picture") -> QPageSize:
    """The paper that a page was made for."""
    is_letter = picture.height < picture.width * _SQUARER_THAN_A4
    return QPageSize(QPageSize.PageSizeId.Letter if is_letter else QPageSize.PageSizeId.A4)


def image(picture: "Picture") -> QImage:
    """A page as the window paints it."""
    form = QImage.Format.Format_RGB888
    return QImage(picture.pixels, picture.width, picture.height, picture.stride, form).copy()


def _pictures(data: bytes, _progress: background.Progress) -> "list[Picture]":
    from journal.sharing import pdfium

    return pdfium.pictures(data, PRINTED_ACROSS)
