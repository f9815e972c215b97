"""The live preview: the summary is made in the background, checked, and shown from its own bytes."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedLayout, QWidget

from journal.errors import UpwardError
from journal.sharing import pdfium, summary
from journal.sharing.choices import Choices
from journal.sharing.collect import collect
from journal.text import _
from journal.ui import background
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.pdf_view import PdfView

if TYPE_CHECKING:
    pass

REST_MS: Final = 150


@dataclass(frozen=True)
class Wanted:
    """What the preview is to show; `manager_id` is empty for the current manager."""

    choices: Choices
    manager_id: str = ""
    words: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class _Shown:
    """A paper and its pictures, and how many pixels they were wanted across."""

    paper: summary.Paper
    across: int
    images: list[QImage]


class Preview(QWidget):
    """Shows the paper of a period; `paper` is the one on the screen, or None while there is none or it is outdated."""

    #: There is a paper to export, or there is none.
    ready = Signal(bool)
    #: No paper came of what was wanted; the sentence that says why is on the screen.
    failed = Signal()

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Empty until `show_wanted`."""
        super().__init__(parent)
        self._journal = journal
        self._wanted: Wanted | None = None
        self._job: background.Job | None = None
        self.paper: summary.Paper | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REST_MS)
        self._later.timeout.connect(self._start)
        self.view = PdfView(_("The summary as your manager will get it"))
        self.view.width_changed.connect(self._fit)
        self.empty = EmptyState("page", _("The page that your manager gets appears here."))
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self._layers.addWidget(self.empty)
        self._layers.addWidget(self.view)
        journal.closing.connect(self.stop)

    def show_wanted(self, wanted: Wanted) -> None:
        """Make and show this paper, once nothing changed for a moment. What is on the screen is outdated from now on."""
        self._forget_job()
        self._wanted = wanted
        self._set_paper(None)
        self._later.start()

    @Slot()
    def stop(self) -> None:
        """Make nothing more."""
        self._later.stop()
        self._wanted = None
        self._forget_job()

    @Slot()
    def _fit(self) -> None:
        """The pages have another width: draw the same paper again for it."""
        if self.paper:
            self._later.start()

    def _forget_job(self) -> None:
        if self._job:
            self._job.forget()
            self._job = None

    @Slot()
    def _start(self) -> None:
        wanted, ready_paper = self._wanted, self.paper
        if wanted is None or not self._journal.is_open:
            return
        self._forget_job()
        across = self.view.pixels_across()

        def work(progress: background.Progress) -> _Shown:
            paper = ready_paper or summary.draw(self._collected(wanted, progress))
            return _Shown(paper, across, [_image(picture) for picture in pdfium.pictures(paper.data, across)])

        self._job = background.run(work, self._show, self._explain)

    def _collected(self, wanted: Wanted, progress: background.Progress) -> "summary.Collected":
        """Runs on the worker thread; a job that waited until the journal was closed reads nothing."""
        progress.step(0, 1)
        with self._journal.read_anywhere() as session:
            return collect(session, wanted.choices, manager_id=wanted.manager_id, words=wanted.words)

    @Slot(object)
    def _show(self, shown: _Shown) -> None:
        self._job = None
        self.view.show_pages(shown.images, "\n".join(shown.paper.content.document.texts()))
        self._layers.setCurrentWidget(self.view)
        if self.paper is not shown.paper:
            self._set_paper(shown.paper)
        if shown.across != self.view.pixels_across():
            self._later.start()

    @Slot(object)
    def _explain(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, UpwardError):
            raise error
        self.empty.set_sentence(str(error))
        self._layers.setCurrentWidget(self.empty)
        self._set_paper(None)
        self.failed.emit()

    def _set_paper(self, paper: summary.Paper | None) -> None:
        self.paper = paper
        self.ready.emit(paper is not None)


def _image(picture: pdfium.Picture) -> QImage:
    form = QImage.Format.Format_RGB888
    return QImage(picture.pixels, picture.width, picture.height, picture.stride, form).copy()
