"""A paper other than the summary on its way out: look at it, save it as a PDF or print it, from the same bytes.

It is a window of its own over the journal's, and goes with it when the journal is locked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import background, dialogs, theme
from journal.ui.background import Progress
from journal.ui.showing_sheet import PRINTED_ACROSS, paint
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label
from journal.ui.widgets.pdf_view import PdfView, usual_paper

if TYPE_CHECKING:
    from journal.sharing.document import PageSize, SummaryDocument
    from journal.sharing.pdfium import Picture
    from journal.ui.open_journal import OpenJournal

#: Saves the bytes of a paper at a place, or only notes that they were printed; runs on a worker thread.
Keeping = Callable[[bytes, Path | None], None]


@dataclass(frozen=True)
class _Drawn:
    data: bytes
    pictures: "list[Picture]"


_PREVIEW_ACROSS: Final = 1000  # pixels


class PaperDialog(QDialog):
    """Shows one paper. Nothing is written anywhere before Save or Print."""

    #: It was saved or printed, and what that leaves in the journal is written.
    handed_over = Signal()

    def __init__(
        self,
        journal: "OpenJournal",
        document: "SummaryDocument",
        name: str,
        window: QWidget,
        keeping: Keeping | None = None,
    ) -> None:
        """`name` is proposed for the file, without its ending; `window` is what the dialog stands on.

        `keeping` saves a paper that leaves a receipt: with the file's place, or without one after it was printed.
        """
        super().__init__(window)
        self._document, self._name, self._keeping = document, name, keeping
        self._data = b""
        self.setWindowTitle(_("Upward"))
        self.setModal(True)
        self.view = PdfView(document.title)
        self.said = Label("", "muted", wrap=True)
        self.save = Button(_("Save as PDF…"))
        self.print = Button(_("Print…"), "primary", "print")
        self.close_button = Button(_("Close"))
        self._build(window)
        for button, slot in ((self.save, self._save), (self.print, self._print), (self.close_button, self.reject)):
            button.clicked.connect(slot)
        for button in (self.save, self.print):
            button.setEnabled(False)
        journal.closing.connect(self.reject)
        background.run(partial(_draw, document), self._show, self._say_fault)

    def flush(self) -> bool:
        """Nothing here must be saved."""
        return True

    # ------------------------------------------------------------------------------------------ internal

    def _build(self, window: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2.5), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(1.5))
        column.addWidget(Label(self._document.title, "heading", wrap=True))
        column.addWidget(self.view, 1)
        column.addWidget(self.said)
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(self.close_button)
        row.addStretch(1)
        row.addWidget(self.save)
        row.addWidget(self.print)
        column.addLayout(row)
        self.resize(min(theme.space(90), window.width()), min(theme.space(110), window.height()))

    @Slot(object)
    def _show(self, drawn: _Drawn) -> None:
        if not self._is_shown():
            return
        self._data = drawn.data
        images = [_image(picture) for picture in drawn.pictures]
        self.view.show_pages(images, "\n".join(self._document.texts()))
        for button in (self.save, self.print):
            button.setEnabled(True)
        self.print.setFocus()

    @Slot(object)
    def _say_fault(self, fault: Exception) -> None:
        if self._is_shown():
            self.said.setText("")
            dialogs.show_fault(self, fault, _("The paper was not made"))

    @Slot()
    def _save(self) -> None:
        proposed = Path.home() / f"{self._name}.pdf"
        target = dialogs.choose_new_file(self, _("Save as PDF"), proposed, _("PDF files (*.pdf)"))
        if target is not None and self._is_shown():
            background.run(partial(_save, self._data, target, self._keeping), self._say_saved, self._say_fault)

    @Slot(object)
    def _say_saved(self, target: Path) -> None:
        if self._is_shown():
            self.handed_over.emit()
            said = _("Saved as {name}. That file is not encrypted: delete it when you need it no more.")
            self.said.setText(said.format(name=target.name))

    @Slot()
    def _print(self) -> None:
        background.run(partial(_pictures, self._data, PRINTED_ACROSS), self._choose_printer, self._say_fault)

    @Slot(object)
    def _choose_printer(self, pictures: "list[Picture]") -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if not self._is_shown():
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Upward")  # the queue of the printer is read by others: it says no more than that
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted and self._is_shown():
            paint(printer, *pictures)
            self.said.setText(_("Sent to the printer. Take the page out before somebody else does."))
            if self._keeping:
                background.run(partial(_keep, self._data, self._keeping), self._say_kept, self._say_fault)

    @Slot(object)
    def _say_kept(self, _done: object) -> None:
        if self._is_shown():
            self.handed_over.emit()

    def _is_shown(self) -> bool:
        """Whether this still stands there after something that took a while: the journal may be locked by now."""
        return shiboken6.isValid(self) and self.isVisible()


def show_paper(
    journal: "OpenJournal",
    document: "SummaryDocument",
    name: str,
    page: QWidget,
    keeping: Keeping | None = None,
) -> PaperDialog:
    """Show a paper over the window in which `page` stands; see `PaperDialog`."""
    dialog = PaperDialog(journal, document, name, page.window(), keeping)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def page_size() -> "PageSize":
    """The paper of these parts."""
    return "Letter" if usual_paper() == "Letter" else "A4"


def _draw(document: "SummaryDocument", _progress: Progress) -> _Drawn:
    from journal.sharing import leak_check, pdf

    data = pdf.render(document)
    leak_check.verify(data, document)
    return _Drawn(data, _pictures(data, _PREVIEW_ACROSS))


def _pictures(data: bytes, across: int, _progress: Progress | None = None) -> "list[Picture]":
    from journal.sharing import pdfium

    return pdfium.pictures(data, across)


def _save(data: bytes, target: Path, keeping: Keeping | None, _progress: Progress) -> Path:
    from journal.sharing import saving

    if keeping:
        keeping(data, target)
    else:
        saving.save_pdf(data, target)
    return target


def _keep(data: bytes, keeping: Keeping, _progress: Progress) -> None:
    keeping(data, None)


def _image(picture: "Picture") -> QImage:
    form = QImage.Format.Format_RGB888
    return QImage(picture.pixels, picture.width, picture.height, picture.stride, form).copy()
