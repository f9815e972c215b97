"""What my manager already knows from me: every summary that was handed over, and the lines that were in it."""

from datetime import datetime
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from journal.practices import managers
from journal.sharing import receipts
from journal.sharing.receipts import Receipt
from journal.text import LINE_SECTIONS, _, day_range, n_
from journal.ui import theme
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.button import Button
from journal.ui.widgets.dates import full_day
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.section import SectionHeading

FEW: Final = 4


class Receipts(QWidget):
    """The receipts, the latest first, each with its lines as they were read; the older ones on request."""

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Empty until `refresh`."""
        super().__init__(parent)
        self._journal = journal
        self._shown: list[tuple[str, str]] = []
        self._most = FEW
        self._manager_id = ""
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("What your manager already knows from you"))
        empty = EmptyState(
            "receipt", _("Nothing was handed over yet. Every export leaves its receipt here: who got which lines when.")
        )
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self._layers.addWidget(empty)
        self._layers.addWidget(self._scroll)

    def refresh(self, manager_id: str = "") -> None:
        """Read the receipts again: those of what one manager got, or all; what another than the current one got says so."""
        self._manager_id = manager_id
        with self._journal.read() as session:
            kept = receipts.kept(session, manager_id=manager_id)
            others = {each.id: each.name for each in managers.chapters(session)} if kept else {}
            others[manager_id or managers.current(session).id] = ""
        shown = [(receipt.id, others.get(receipt.manager_id, "")) for receipt in kept[: self._most]]
        self._layers.setCurrentIndex(1 if kept else 0)
        if shown != self._shown:
            self._shown = shown
            self._scroll.setWidget(self._sheet(kept))

    def texts(self) -> list[str]:
        """Everything that is shown, from top to bottom."""
        body = self._scroll.widget()
        return [label.text() for label in body.findChildren(Label) if label.text()] if body else []

    def _sheet(self, kept: list[Receipt]) -> QWidget:
        body = QWidget()
        body.setProperty("ground", "side")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.space(3), theme.space(2.5), theme.space(3), theme.space(3))
        column.setSpacing(theme.space(1))
        for number, receipt in enumerate(kept[: self._most]):
            if number:
                column.addSpacing(theme.space(2))
                column.addWidget(hairline())
                column.addSpacing(theme.space(1))
            _add_receipt(column, receipt, self._shown[number][1])
        older = len(kept) - self._most
        if older > 0:
            more = Button(n_("{n} older summary", "{n} older summaries", older).format(n=older), "quiet")
            more.clicked.connect(self._show_all)
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return body

    @Slot()
    def _show_all(self) -> None:
        self._most = 10_000
        self.refresh(self._manager_id)


def _add_receipt(column: QVBoxLayout, receipt: Receipt, other: str) -> None:
    """`other` is the name of the manager who got it, where that is not the one whom the page is about."""
    day = datetime.fromisoformat(receipt.made_at).astimezone().date()
    column.addWidget(SectionHeading(full_day(day)))
    period = day_range(receipt.period_from, receipt.period_to)
    number = len(receipt.lines)
    said = n_("{n} line about {period}", "{n} lines about {period}", number).format(n=number, period=period)
    to_whom = _("{said}, for {name}").format(said=said, name=other) if other else said
    column.addWidget(Label(to_whom, "small", wrap=True))
    for section, found in groupby(receipt.lines, key=_section_of):
        column.addSpacing(theme.space(1))
        column.addWidget(Label(LINE_SECTIONS.get(section, section), "section"))
        for line in found:
            words = Label(line["text"], wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)


def _section_of(line: dict[str, str]) -> str:
    return line["section"]
