"""What my manager already knows from me: every line that was handed over, to be searched, and every paper, to be opened."""

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.practices import managers
from journal.sharing import receipts
from journal.sharing.receipts import KnownLine, Receipt
from journal.text import LINE_SECTIONS, _, day_range, long_day, n_
from journal.ui import notifications, theme
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import OpenJournal
from journal.ui.showing_paper import PaperDialog, show_kept
from journal.ui.widgets.button import Button
from journal.ui.widgets.check_list import CheckList
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.form import LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.section import SectionHeading

FEW: Final = 40
_REST_MS: Final = 120
_MOST_DAYS: Final = 3
_HASH: Final = 8


class Receipts(QWidget):
    """Lines, the latest first, with the days on which they were read and how they stand today; then the papers.

    Ctrl+F searches; Enter on a paper opens the very bytes that were handed over.
    """

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Empty until `refresh`."""
        super().__init__(parent)
        self._journal = journal
        self._manager_id = ""
        self._is_stale = False
        self._most = FEW
        self._kept: dict[str, Receipt] = {}
        #: The names of the managers, by their UUIDs; empty for the one whom the page is about.
        self._others: dict[str, str] = {}
        self.dialog: PaperDialog | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST_MS)
        self._later.timeout.connect(self._search)
        self._build_parts()
        self._assemble()

    # -------------------------------------------------------------------------------------------- public

    def refresh(self, manager_id: str = "") -> None:
        """Read again what one manager knows, or all; what another than the current one got says so.

        While nobody looks it is only noted: there may be thousands of lines, and the page changes at every key.
        """
        if manager_id != self._manager_id:
            self.field.clear()
        self._manager_id = manager_id
        self._is_stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed since."""
        super().showEvent(event)
        if self._is_stale and self._journal.is_open:
            self._read()

    def _read(self) -> None:
        manager_id, words = self._manager_id, self.field.text()
        with self._journal.read() as session:
            kept = receipts.kept(session, manager_id=manager_id)
            known = receipts.known(session, words, manager_id=manager_id) if kept else []
            others = {each.id: each.name for each in managers.chapters(session)} if kept else {}
            others[manager_id or managers.current(session).id] = ""
            opened = receipts.with_data(session)
        self._is_stale = False
        self._kept = {receipt.id: receipt for receipt in kept}
        self._others = others
        self._layers.setCurrentIndex(1 if kept else 0)
        self._show_lines(known, words)
        holding = {receipt_id for line in known for receipt_id in line.receipt_ids}
        shown = [each for each in kept if not words.strip() or each.id in holding]
        self._paper_rows.set_rows([_paper_row(each, others.get(each.manager_id, ""), opened) for each in shown])
        for part in (self._papers_heading, self.papers):
            part.setVisible(bool(shown))

    def texts(self) -> list[str]:
        """Everything that is shown, from top to bottom."""
        if self._is_stale:
            self._read()
        rows = [*self._line_rows.rows(), *self._paper_rows.rows()] if self._kept else []
        return [text for row in rows for text in (row.title, row.second) if text]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard to the search."""
        super().focusInEvent(event)
        self.field.setFocus(event.reason())

    # ------------------------------------------------------------------------------------------ building

    def _build_parts(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        said = _("Nothing was handed over yet. Every export leaves its receipt here: who got which lines when.")
        self._layers.addWidget(EmptyState("receipt", said, parent=self))
        self._scroll = QScrollArea(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("What your manager already knows from you"))
        self._layers.addWidget(self._scroll)
        self._body = QWidget(self._scroll)
        self._body.setProperty("ground", "paper")
        self._body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._line_rows, self._paper_rows = RowsModel(self), RowsModel(self)
        prompt = _("What does your manager already know from you?")
        self.field = LineField(placeholder=prompt, name=prompt, parent=self._body)
        self.field.set_start_icon("search")
        self.field.textChanged.connect(self._typed)
        self.lines = CheckList(_("Lines that were handed over"), self._body)
        self.lines.setModel(self._line_rows)
        self.papers = CheckList(_("Papers that were handed over"), self._body)
        self.papers.setModel(self._paper_rows)
        self.papers.opened.connect(self._open)
        self.papers.pressed_icon.connect(self._open)

    def _assemble(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(theme.space(1.5), theme.space(2), theme.space(1.5), theme.space(3))
        column.setSpacing(theme.space(1))
        around = QVBoxLayout()
        around.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        around.addWidget(self.field)
        column.addLayout(around)
        self._none = Label("", "muted", wrap=True, parent=self._body)
        self._none.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        column.addWidget(self._none)
        column.addWidget(self.lines)
        self._more = Button("", "quiet", parent=self._body)
        self._more.clicked.connect(self._show_all)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.space(2))
        self._papers_heading = SectionHeading(_("Papers"), _("Enter opens one"), parent=self._body)
        self._papers_heading.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        column.addWidget(self._papers_heading)
        column.addWidget(self.papers)
        column.addStretch(1)
        self._scroll.setWidget(self._body)
        for keys, slot in (("Ctrl+F", self._begin_search), ("Escape", self.field.clear)):
            key = QShortcut(QKeySequence(keys), self, slot)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------------------------------- showing

    def _show_lines(self, known: list[KnownLine], words: str) -> None:
        rows = [_line_row(number, line, self._readers(line)) for number, line in enumerate(known[: self._most])]
        self._line_rows.set_rows(rows)
        older = len(known) - len(rows)
        self._more.setText(n_("{n} more line", "{n} more lines", older).format(n=older))
        self._more.setVisible(older > 0)
        none = (
            _("No line that was handed over holds these words.")
            if words.strip()
            else _("Nothing for this manager yet.")
        )
        self._none.setText(none)
        self._none.setVisible(not rows)
        self.lines.setVisible(bool(rows))

    def _readers(self, line: KnownLine) -> str:
        """The names of those who got it, unless it is the one whom the page is about."""
        whose = [self._others.get(self._kept[each].manager_id, "") for each in line.receipt_ids if each in self._kept]
        return "" if "" in whose else ", ".join(dict.fromkeys(whose))

    @Slot()
    def _begin_search(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @Slot()
    def _typed(self) -> None:
        self._most = FEW
        self._later.start()

    @Slot()
    def _search(self) -> None:
        if self._journal.is_open:
            self.refresh(self._manager_id)

    @Slot()
    def _show_all(self) -> None:
        self._most = 1_000_000
        self.refresh(self._manager_id)

    # ------------------------------------------------------------------------------------------- opening

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        """Show the very bytes that were handed over; they can be saved or printed once more."""
        row = self._paper_rows.row_at(index)
        receipt = self._kept.get(row.id) if row else None
        if receipt is None:
            return
        try:
            with self._journal.read() as session:
                data = receipts.data_of(session, receipt.id)
        except UpwardError as fault:
            notifications.say(self, str(fault))
            return
        if data is None:
            notifications.say(self, _("The paper itself was not kept then; its lines stand here."))
            return
        day = _day(receipt)
        title = _("{title}, as handed over on {day}").format(title=receipt.title, day=long_day(day))
        name = _("{title} of {day}").format(title=receipt.title, day=day.isoformat())
        self.dialog = show_kept(self._journal, data, title, name, self)


def _line_row(number: int, line: KnownLine, readers: str) -> Row:
    days = [long_day(day) for day in line.days[:_MOST_DAYS]]
    if len(line.days) > _MOST_DAYS:
        earlier = len(line.days) - _MOST_DAYS
        days.append(n_("{n} time before", "{n} times before", earlier).format(n=earlier))
    to_whom = _("for {name}").format(name=readers) if readers else ""
    said = (LINE_SECTIONS.get(line.section, line.section), ", ".join(days), to_whom, _state(line))
    tone = "" if line.state == "as shared" else "muted"
    return Row(f"{number}:{line.text}", line.text, " · ".join(part for part in said if part), tone=tone)


def _state(line: KnownLine) -> str:
    """How it stands today, where it does not stand as it was read."""
    match line.state:
        case "changed":
            return _("changed since: “{words}”").format(words=line.now)
        case "withdrawn":
            return _("taken out since")
        case "gone":
            return _("deleted since")
        case _:
            return ""


def _paper_row(receipt: Receipt, other: str, opened: frozenset[str]) -> Row:
    """`other` is the name of the manager who got it, where that is not the one whom the page is about."""
    number = len(receipt.lines)
    period = day_range(receipt.period_from, receipt.period_to)
    said = n_("{n} line about {period}", "{n} lines about {period}", number).format(n=number, period=period)
    said = _("{said}, for {name}").format(said=said, name=other) if other else said
    state = (
        _("fingerprint {hash}").format(hash=receipt.sha256[:_HASH])
        if receipt.id in opened
        else _("the paper itself was not kept then")
    )
    title = f"{long_day(_day(receipt))} · {receipt.title}"
    return Row(receipt.id, title, f"{said} · {state}", icon="page" if receipt.id in opened else "receipt")


def _day(receipt: Receipt) -> date:
    return datetime.fromisoformat(receipt.made_at).astimezone().date()
