"""The Summary page: choose a period, tick, write the lines, look at the page, export it; and who got what when."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from journal.sharing import summary
from journal.text import _, n_
from journal.ui import dialogs, notifications, preferences, theme
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary.candidates import Candidates, count_line
from journal.ui.pages.summary.period import PeriodBar
from journal.ui.pages.summary.preview import Preview, Wanted
from journal.ui.pages.summary.receipts import Receipts
from journal.ui.widgets.button import Button
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.section import PageHeading
from journal.ui.widgets.split_view import SplitView


class SummaryPage(QWidget):
    """From ticks to a file that the manager reads."""

    go = Signal(str, str)
    title = _("Summary")
    reads = Changed.LINES | Changed.ENTRIES | Changed.COMMITMENTS | Changed.MEETINGS | Changed.RECEIPTS

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and show the quarter of today."""
        super().__init__(parent)
        self._journal = journal
        self._build_parts()
        self._assemble()
        self.refresh()

    # -------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read candidates and receipts again, and make the page anew."""
        self.candidates.show_period(self.period.first, self.period.last)
        self._receipts.refresh()
        self._approved.setText(count_line(self.candidates.approved_count()))
        self._make_preview()

    def show_record(self, record_id: str) -> None:
        """A summary has no records to go to."""

    def new_record(self) -> None:
        """A line of my own."""
        self.candidates.own.click()

    def flush(self) -> bool:
        """Save the line that is being written."""
        return self.candidates.flush()

    # ------------------------------------------------------------------------------------------ building

    def _build_parts(self) -> None:
        self.period = PeriodBar(date.today())
        self.period.changed.connect(self._period_changed)
        self.candidates = Candidates(self._journal)
        self.candidates.chart_changed.connect(self._make_preview)
        self.preview = Preview(self._journal)
        self.preview.ready.connect(self._ready)
        self._receipts = Receipts(self._journal)
        self.export = Button(_("Export…"), "primary", "export")
        self.export.clicked.connect(self._export)
        self._approved = Label("", "muted")
        self._views = SegmentedChoice(_("What to show"), [("page", _("Page")), ("receipts", _("Already shared"))])
        self._views.changed.connect(self._show_view)
        self._paper = SegmentedChoice(
            _("Paper"), [("A4", "A4"), ("Letter", "Letter")], preferences.current().text("paper", "A4")
        )
        self._paper.changed.connect(self._paper_changed)
        self._journal.closing.connect(self._flush_at_close)

    def _assemble(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, theme.space(2.5), 0, 0)
        column.setSpacing(theme.space(1.5))
        head = QVBoxLayout()
        head.setContentsMargins(theme.space(3), 0, theme.space(3), 0)
        head.setSpacing(theme.space(1.5))
        head.addWidget(PageHeading(_("Summary"), self._approved))
        head.addWidget(self.period)
        column.addLayout(head)
        column.addWidget(self.candidates, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(SplitView("summary", left, self._right_side(), sizes=(5, 6)))

    def _right_side(self) -> QWidget:
        right = QWidget()
        right.setProperty("ground", "side")
        self._layers = QStackedLayout()
        self._layers.addWidget(self.preview)
        self._layers.addWidget(self._receipts)
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(1))
        bar.setSpacing(theme.space(2))
        for part in (self._views, self._paper):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(self.export)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addLayout(self._layers, 1)
        return right

    # ------------------------------------------------------------------------------------------- changes

    @Slot()
    def _make_preview(self) -> None:
        page = "Letter" if self._paper.value() == "Letter" else "A4"
        wanted = Wanted(self.period.first, self.period.last, page, self.candidates.has_chart)
        self.preview.show_wanted(wanted)

    @Slot()
    def _period_changed(self) -> None:
        self.candidates.flush()
        self.refresh()

    @Slot(object)
    def _paper_changed(self, page: str) -> None:
        preferences.current().remember(paper=page)
        self._make_preview()

    @Slot(object)
    def _show_view(self, view: str) -> None:
        self._layers.setCurrentIndex(1 if view == "receipts" else 0)
        self._paper.setVisible(view == "page")

    @Slot(bool)
    def _ready(self, ready: bool) -> None:
        self.export.setEnabled(ready)

    @Slot()
    def _flush_at_close(self) -> None:
        self.flush()

    @Slot()
    def _export(self) -> None:
        """Save the very bytes that are on the screen, and keep the receipt."""
        paper = self.preview.paper
        if paper is None or not self.flush():
            return
        target = dialogs.choose_new_file(
            self, _("Export the summary"), self._journal.path.parent / neutral_name(paper), _("PDF (*.pdf)")
        )
        if target is None:
            return
        shown = dialogs.faults_shown(self, _("The summary was not written"))
        with shown as outcome, self._journal.write(Changed.RECEIPTS) as session:
            summary.hand_over(session, paper, target)
        if not outcome.ok:
            return
        number = len(paper.content.lines)
        text = n_("Exported with {n} line. This file is not encrypted.",
                  "Exported with {n} lines. This file is not encrypted.", number)  # fmt: skip
        notifications.say(self, text.format(n=number))


def neutral_name(paper: summary.Paper) -> str:
    """A file name that says what it is and holds no private word."""
    return _("Progress summary {first} to {last}.pdf").format(first=paper.content.first, last=paper.content.last)
