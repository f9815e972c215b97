"""The live preview: the summary as it is written, from the very bytes that are handed over once its words are saved."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.sharing import summary
from journal.sharing.choices import ANY_NUMBER
from journal.text import _, n_
from journal.ui import background, theme
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.summary.making import Made, Wanted, make, pictured
from journal.ui.widgets.button import Button
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.pdf_view import PdfView

#: After something was saved, more may follow at once; after a key stroke one waits for the page.
REST_MS: Final = 150
TYPED_MS: Final = 15


class Preview(QWidget):
    """Shows the paper that is wanted; `paper` is the one on the screen, or None while there is none to hand over.

    While one types, the page follows the words; `paper` comes back when they are saved.
    """

    #: There is a paper to export, or there is none.
    ready = Signal(bool)
    #: No paper came of what was wanted; the sentence that says why is on the screen.
    failed = Signal()
    #: So many pages are to be allowed.
    pages_asked = Signal(int)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Empty until `show_wanted`."""
        super().__init__(parent)
        self._journal = journal
        self._wanted: Wanted | None = None
        self._job: background.Job | None = None
        self._is_waiting = False
        self._made: Made | None = None
        self.paper: summary.Paper | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._start)
        self._build()
        journal.closing.connect(self.stop)

    # -------------------------------------------------------------------------------------------- public

    def show_wanted(self, wanted: Wanted) -> None:
        """Make and show this paper, once nothing changed for a moment. What is on the screen is outdated from now on."""
        self._forget_job()
        self._wanted = wanted
        self._set_paper(None)
        self._later.start(REST_MS)

    def follow(self, words: dict[str, str]) -> None:
        """The words of these lines are being typed: show the page with them.

        A page under way is shown when it is made, and the next one is begun then, with the words of that moment: so the
        page follows however fast one types, and never more than one is made at a time.
        """
        if self._wanted is None:
            return
        self._wanted = replace(self._wanted, words=tuple(sorted(words.items())))
        self.paper = None
        if self._job:
            self._is_waiting = True
        elif not self._later.isActive():
            self._later.start(TYPED_MS)

    @property
    def is_under_way(self) -> bool:
        """Whether another page than the one on the screen is to come."""
        return self._job is not None or self._later.isActive()

    @Slot()
    def stop(self) -> None:
        """Make nothing more."""
        self._later.stop()
        self._wanted = self._made = None
        self._forget_job()

    # ------------------------------------------------------------------------------------------ building

    def _build(self) -> None:
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self.empty = EmptyState("page", _("The page that your manager gets appears here."), parent=self)
        self._shown = QWidget(self)
        self._layers.addWidget(self.empty)
        self._layers.addWidget(self._shown)
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.view = PdfView(_("The summary as your manager will get it"), self._shown)
        self.view.width_changed.connect(self._fit)
        self.view.page_changed.connect(self._say_page)
        column.addWidget(self.view, 1)
        column.addWidget(hairline(parent=self._shown))
        column.addWidget(self._build_foot())

    def _build_foot(self) -> QWidget:
        foot = QWidget(self._shown)
        column = QVBoxLayout(foot)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(0.5))
        row = QHBoxLayout()
        self.page_label = Label("", "small", parent=foot)
        row.addWidget(self.page_label, 1)
        column.addLayout(row)
        self.fault = Label("", "alert", wrap=True, parent=foot)
        column.addWidget(self.fault)
        self.more_pages = Button("", "quiet", parent=foot)
        self.more_pages.clicked.connect(self._ask_pages)
        self.show_which = Button(_("Show which"), "quiet", parent=foot)
        self.show_which.clicked.connect(self._show_which)
        self._ways = QWidget(foot)
        ways = FlowLayout(self._ways, gap=theme.space(1))
        ways.addWidget(self.more_pages)
        ways.addWidget(self.show_which)
        column.addWidget(self._ways)
        self.fault.hide()
        self._ways.hide()
        return foot

    # -------------------------------------------------------------------------------------------- making

    @Slot()
    def _fit(self) -> None:
        """The pages have another width: picture the same page again for it."""
        if self._made and not self._job:
            self._later.start(REST_MS)

    def _forget_job(self) -> None:
        self._is_waiting = False
        if self._job:
            self._job.forget()
            self._job = None

    @Slot()
    def _start(self) -> None:
        wanted, made = self._wanted, self._made
        if wanted is None or not self._journal.is_open:
            return
        self._forget_job()
        across = self.view.pixels_across()
        if made and self.paper:
            work = partial(pictured, made, across)
        else:
            work = partial(make, self._journal.read_anywhere, wanted, across, made)
        self._job = background.run(work, self._show, self._explain)

    @Slot(object)
    def _show(self, made: Made) -> None:
        self._job = None
        is_other = self._made is None or made.images is not self._made.images
        self._made = made
        self._layers.setCurrentWidget(self._shown)
        if is_other:
            most = made.content.document.most_pages if made.fault else 0
            self.view.show_pages(made.images, "\n".join(made.content.document.texts()), most=most)
        self._say_page()
        self._say_fault(made)
        if self._is_waiting:
            self._is_waiting = False
            self._start()
            return
        if made.paper is not self.paper:
            self._set_paper(made.paper)
        if made.fault:
            self._set_paper(None)
            self.failed.emit()
        if made.across != self.view.pixels_across():
            self._later.start(REST_MS)

    @Slot(object)
    def _explain(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, UpwardError):
            raise error
        if self._is_waiting:
            self._is_waiting = False
            self._start()
            return
        self.empty.set_sentence(str(error))
        self._layers.setCurrentWidget(self.empty)
        self._made = None
        self._set_paper(None)
        self.failed.emit()

    def _set_paper(self, paper: summary.Paper | None) -> None:
        self.paper = paper
        self.ready.emit(paper is not None)

    # ---------------------------------------------------------------------------------------- what is said

    @Slot()
    def _say_page(self) -> None:
        made = self._made
        if made is None:
            return
        count = len(made.images)
        page = _("Page {number} of {count}").format(number=self.view.page, count=count)
        room = _("{n} % full") if count == 1 else _("the last is {n} % full")
        parts = (page,) if made.fault else (page, room.format(n=made.filled))
        self.page_label.setText(" · ".join(parts))

    def _say_fault(self, made: Made) -> None:
        """What does not fit, and what can be done; nothing is ever cut off."""
        self.fault.setText(made.fault)
        self.fault.setVisible(bool(made.fault))
        self._ways.setVisible(bool(made.fault))
        pages = made.content.document.most_pages + 1
        text = n_("Allow {n} page", "Allow {n} pages", pages).format(n=pages)
        self.more_pages.setText(text if pages <= 2 else _("Allow as many pages as it takes"))

    @Slot()
    def _ask_pages(self) -> None:
        if self._made:
            pages = self._made.content.document.most_pages + 1
            self.pages_asked.emit(pages if pages <= 2 else ANY_NUMBER)

    @Slot()
    def _show_which(self) -> None:
        """What stands on the pages over those that are allowed."""
        if self._made:
            self.view.show_page(self._made.content.document.most_pages + 1)
