"""The live preview: the summary is made in the background, checked, and shown from its own bytes."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedLayout, QWidget

from journal.errors import UpwardError
from journal.sharing import pdfium, summary
from journal.sharing.collect import collect
from journal.text import _
from journal.ui import background
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.pdf_view import PdfView

if TYPE_CHECKING:
    from journal.sharing.document import PageSize

REST_MS: Final = 150


@dataclass(frozen=True)
class Wanted:
    """What the preview is to show."""

    first: date
    last: date
    page: "PageSize"
    chart: bool


@dataclass(frozen=True)
class Shown:
    """A paper and its pictures."""

    paper: summary.Paper
    images: list[QImage]


class Preview(QWidget):
    """Shows the paper of a period; `paper` is the one on the screen, or None while there is none or it is outdated."""

    #: There is a paper to export, or there is none.
    ready = Signal(bool)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Empty until `show_wanted`."""
        super().__init__(parent)
        self._journal = journal
        self._wanted: Wanted | None = None
        self._job: background.Job | None = None
        self.paper: summary.Paper | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._start)
        self.view = PdfView(_("The summary as your manager will get it"))
        self.empty = EmptyState(
            "page", _("Tick something at the left and write its line: the page that your manager gets appears here.")
        )
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self._layers.addWidget(self.empty)
        self._layers.addWidget(self.view)
        journal.closing.connect(self.stop)

    def show_wanted(self, wanted: Wanted) -> None:
        """Make and show this paper, once nothing changed for a moment."""
        self._wanted = wanted
        self._set_paper(None)
        self._later.start(REST_MS)

    @Slot()
    def stop(self) -> None:
        """Make nothing more."""
        self._later.stop()
        if self._job:
            self._job.forget()

    @Slot()
    def _start(self) -> None:
        wanted = self._wanted
        if wanted is None or not self._journal.is_open:
            return
        if self._job:
            self._job.forget()

        def work(_progress: background.Progress) -> Shown:
            with self._journal.read_anywhere() as session:
                collected = collect(session, wanted.first, wanted.last, page=wanted.page, chart=wanted.chart)
            paper = summary.draw(collected)
            return Shown(paper, [_image(picture) for picture in pdfium.pictures(paper.data)])

        self._job = background.run(work, self._show, self._explain)

    @Slot(object)
    def _show(self, shown: Shown) -> None:
        self._job = None
        self.view.show_pages(shown.images)
        self._layers.setCurrentWidget(self.view)
        self._set_paper(shown.paper)

    @Slot(object)
    def _explain(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, UpwardError):
            raise error
        self.empty.set_sentence(str(error))
        self._layers.setCurrentWidget(self.empty)
        self._set_paper(None)

    def _set_paper(self, paper: summary.Paper | None) -> None:
        self.paper = paper
        self.ready.emit(paper is not None)


def _image(picture: pdfium.Picture) -> QImage:
    form = QImage.Format.Format_RGB888
    return QImage(picture.pixels, picture.width, picture.height, picture.stride, form).copy()
