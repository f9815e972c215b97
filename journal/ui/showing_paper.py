"""A paper in a window of its own over the journal's: looked at, then saved as a PDF or printed, from the same bytes.

It is one that is made now, or one that was handed over before, from the bytes that its receipt keeps. It goes with the
journal's window when the journal is locked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import background, dialogs, theme
from journal.ui.background import Progress
from journal.ui.handing_over import HandOver
from journal.ui.offered import Offered
from journal.ui.printing import image
from journal.ui.widgets.label import Label
from journal.ui.widgets.pdf_view import PdfView, usual_paper

if TYPE_CHECKING:
    from journal.sharing.collect import Collected
    from journal.sharing.document import PageSize, SummaryDocument
    from journal.sharing.pdfium import Picture
    from journal.ui.open_journal import OpenJournal


@dataclass(frozen=True)
class _Drawn:
    data: bytes
    pictures: "list[Picture]"
    words: str


#: Gives the bytes of a paper, and what it says; runs on a worker thread.
Drawing = Callable[[], tuple[bytes, str]]

_PREVIEW_ACROSS: Final = 1000  # pixels


class PaperDialog(QDialog):
    """Shows one paper. Nothing is written anywhere before Save or Print."""

    #: It was saved or printed, and what that leaves in the journal is written.
    handed_over = Signal()

    def __init__(
        self,
        journal: "OpenJournal",
        drawing: Drawing,
        title: str,
        name: str,
        window: QWidget,
        content: "Collected | None" = None,
    ) -> None:
        """`name` is proposed for the file, without its ending; `window` is what the dialog stands on.

        `content` is what the paper says, where handing it over leaves a receipt.
        """
        super().__init__(window)
        self._title, self._name, self._content = title, name, content
        self.setWindowTitle(_("Upward"))
        self.setModal(True)
        self.view = PdfView(title, self)
        self.handing = HandOver(journal, self, leaves=_("Close"))
        self.said, self.save, self.print = self.handing.saved.said, self.handing.save, self.handing.print
        self.close_button = self.handing.cancel
        self._build(window)
        self.handing.left.connect(self.reject)
        self.handing.handed_over.connect(self.handed_over)
        journal.closing.connect(self.reject)
        background.run(partial(_draw, drawing), self._show, self._say_fault)

    def flush(self) -> bool:
        """Nothing here must be saved."""
        return True

    # ------------------------------------------------------------------------------------------ internal

    def _build(self, window: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2.5), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(1.5))
        column.addWidget(Label(self._title, "heading", wrap=True))
        column.addWidget(self.view, 1)
        column.addWidget(self.handing)
        self.resize(min(theme.space(90), window.width()), min(theme.space(110), window.height()))

    @Slot(object)
    def _show(self, drawn: _Drawn) -> None:
        if not self._is_shown():
            return
        images = [image(picture) for picture in drawn.pictures]
        self.view.show_pages(images, drawn.words)
        self.handing.offer(Offered(drawn.data, f"{self._name}.pdf", self._content, images[0]))
        self.handing.show_ways()

    @Slot(object)
    def _say_fault(self, fault: Exception) -> None:
        if self._is_shown():
            dialogs.show_fault(self, fault, _("The paper was not made"))

    def _is_shown(self) -> bool:
        """Whether this still stands there after something that took a while: the journal may be locked by now."""
        return shiboken6.isValid(self) and self.isVisible()


def show_paper(
    journal: "OpenJournal",
    document: "SummaryDocument",
    name: str,
    page: QWidget,
    content: "Collected | None" = None,
) -> PaperDialog:
    """Show a paper over the window in which `page` stands; see `PaperDialog`."""
    return _shown(PaperDialog(journal, partial(_new, document), document.title, name, page.window(), content))


def show_kept(journal: "OpenJournal", data: bytes, title: str, name: str, page: QWidget) -> PaperDialog:
    """Show a paper that was handed over before, from the very bytes that were kept of it; handing them over again leaves nothing."""
    return _shown(PaperDialog(journal, partial(_kept, data), title, name, page.window()))


def _shown(dialog: PaperDialog) -> PaperDialog:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def page_size() -> "PageSize":
    """The paper of these parts."""
    return "Letter" if usual_paper() == "Letter" else "A4"


def _new(document: "SummaryDocument") -> tuple[bytes, str]:
    from journal.sharing import leak_check, pdf

    data = pdf.render(document)
    leak_check.verify(data, document)
    return data, "\n".join(document.texts())


def _kept(data: bytes) -> tuple[bytes, str]:
    from journal.sharing import pdfium

    return data, "\n".join(pdfium.texts(data))


def _draw(drawing: Drawing, _progress: Progress) -> _Drawn:
    from journal.sharing import pdfium

    data, words = drawing()
    return _Drawn(data, pdfium.pictures(data, _PREVIEW_ACROSS), words)
