"""Read as your manager: what the lines may do to who reads them, to be mended or let stand before the paper goes."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from journal.errors import BadInput, UpwardError
from journal.sharing import lines, reading
from journal.sharing.reading import KINDS, Finding
from journal.store import records
from journal.store.tables import ShareableLine
from journal.text import _, n_
from journal.ui import background, theme
from journal.ui.acts import Acts
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary.chosen import Chosen
from journal.ui.pages.summary.finding_card import FindingCard
from journal.ui.pages.summary.reading_over import Read, Stood, read_over
from journal.ui.widgets.button import Button
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.section import SectionHeading

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

REST_MS: Final = 400


class Findings(QWidget):
    """Nothing here ever stops an export. Up and Down walk the findings; see `FindingCard` for the other keys."""

    #: So many are open.
    counted = Signal(int)
    #: The user wants to change this line's words.
    line_asked = Signal(str)

    def __init__(
        self, journal: OpenJournal, acts: Acts, chosen: Chosen, save_first: Callable[[], bool], parent: QWidget
    ) -> None:
        """`save_first` saves the words that are being typed, and says whether it has."""
        super().__init__(parent)
        self._journal, self._acts, self._chosen, self._save_first = journal, acts, chosen, save_first
        self._wanted: tuple[str, dict[str, str]] = ("", {})
        self._job: background.Job | None = None
        self._read: Read | None = None
        self.cards: list[FindingCard] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REST_MS)
        self._later.timeout.connect(self._start)
        self._build()
        journal.closing.connect(self.stop)

    # -------------------------------------------------------------------------------------------- public

    def show_wanted(self, manager_id: str, words: dict[str, str]) -> None:
        """Read the lines over, once nothing changed for a moment; `words` are those that are being typed."""
        self._wanted = (manager_id, words)
        self._later.start()

    @property
    def count(self) -> int:
        """How many findings are open, as far as the lines were read."""
        return len(self._read.findings) if self._read else 0

    @Slot()
    def stop(self) -> None:
        """Read nothing more."""
        self._later.stop()
        self._forget_job()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard to the first finding."""
        super().focusInEvent(event)
        if self.cards:
            self.cards[0].setFocus(event.reason())

    # ------------------------------------------------------------------------------------------ building

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self.empty = EmptyState("person", _("Lines that you tick are read here with your manager’s eyes."), parent=self)
        self._scroll = QScrollArea(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("Read as your manager"))
        self._layers.addWidget(self.empty)
        self._layers.addWidget(self._scroll)

    # ------------------------------------------------------------------------------------------- reading

    def _forget_job(self) -> None:
        if self._job:
            self._job.forget()
            self._job = None

    @Slot()
    def _start(self) -> None:
        if not self._journal.is_open:
            return
        self._forget_job()
        manager_id, words = self._wanted
        work = partial(read_over, self._journal.read_anywhere, self._chosen.choices, manager_id, words)
        self._job = background.run(work, self._show, self._explain)

    @Slot(object)
    def _explain(self, error: Exception) -> None:
        """Busy at this moment: the next change reads again, and nothing is claimed meanwhile."""
        self._job = None
        if not isinstance(error, UpwardError):
            raise error

    @Slot(object)
    def _show(self, read: Read) -> None:
        self._job = None
        if read == self._read:
            return
        place = self._place()
        self._read = read
        self._show_all(read)
        if place >= 0:
            self._focus(min(place, len(self.cards) - 1))
        self.counted.emit(len(read.findings))

    def _show_all(self, read: Read) -> None:
        self.cards = []
        if not read.findings and not read.stood:
            said = (
                _("Nothing here that your manager may stumble over.")
                if read.texts
                else _("Lines that you tick are read here with your manager’s eyes.")
            )
            self.empty.set_sentence(said)
            self._layers.setCurrentWidget(self.empty)
            return
        self._scroll.setWidget(self._sheet(read))
        self._layers.setCurrentWidget(self._scroll)

    def _sheet(self, read: Read) -> QWidget:
        body = QWidget(self._scroll)
        body.setProperty("ground", "side")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(3))
        column.setSpacing(theme.space(1))
        number = len(read.findings)
        said = n_("{n} thing to look at", "{n} things to look at", number).format(n=number)
        column.addWidget(_hung(SectionHeading(said if number else _("Nothing more to look at"), parent=body)))
        for finding in read.findings:
            card = FindingCard(finding, read.texts.get(finding.line_id, ""), body)
            card.use_asked.connect(self._use)
            card.stand_asked.connect(self._let_stand)
            card.line_asked.connect(self._go)
            card.walked.connect(self._walk)
            self._acts.need_writing(card.use, card.stand)
            self.cards.append(card)
            column.addWidget(card)
            column.addWidget(hairline(parent=body))
        if read.stood:
            self._add_stood(column, body, read)
        column.addStretch(1)
        return body

    def _add_stood(self, column: QVBoxLayout, body: QWidget, read: Read) -> None:
        column.addSpacing(theme.space(2))
        column.addWidget(_hung(Label(_("Let stand"), "section", parent=body)))
        for each in read.stood:
            row = QHBoxLayout()
            row.setContentsMargins(theme.space(1), 0, theme.space(1), 0)
            kind = KINDS[each.key.partition(":")[0]]
            said = _("{kind}: “{words}”").format(kind=kind, words=each.words) if each.words else kind
            row.addWidget(Label(said, "small", wrap=True, parent=body), 1)
            again = Button(_("Take up again"), "quiet", parent=body)
            again.setAccessibleName(f"{_('Take up again')}: {said}")
            again.clicked.connect(partial(self._take_up, each))
            self._acts.need_writing(again)
            row.addWidget(again)
            column.addLayout(row)

    # ------------------------------------------------------------------------------------------- acting

    @Slot(object)
    def _use(self, finding: Finding) -> None:
        """The offered wording takes the place of the line's words, which Undo brings back."""
        if self._acts.refuse_writing() or not self._save_first() or self._read is None:
            return
        before = self._read.texts.get(finding.line_id, "")
        self._acts.try_to(
            Changed.LINES,
            partial(_reword, line_id=finding.line_id, before=before, after=finding.offer),
            partial(_reword, line_id=finding.line_id, before=finding.offer, after=before),
            _("The line was reworded."),
        )

    @Slot(object)
    def _let_stand(self, finding: Finding) -> None:
        said = _("It stands. It is kept in the list below.")
        self._put(Stood(finding.line_id, finding.key, finding.words), said, stands=True)

    def _take_up(self, stood: Stood, _checked: bool = False) -> None:
        self._put(stood, _("It is among the findings again."), stands=False)

    def _put(self, stood: Stood, said: str, *, stands: bool) -> None:
        """Keep with the line, or with the choices for the whole summary, that something stands; or no longer."""
        if self._acts.refuse_writing() or not self._save_first():
            return
        if not stood.line_id:
            kept = self._chosen.choices.let_stand
            self._chosen.change(let_stand=kept | {stood.key} if stands else kept - {stood.key})
            return
        stand = partial(reading.let_stand, line_id=stood.line_id, key=stood.key)
        take_up = partial(reading.take_up_again, line_id=stood.line_id, key=stood.key)
        act, back = (stand, take_up) if stands else (take_up, stand)
        self._acts.try_to(Changed.LINES, act, back, said)

    @Slot(str)
    def _go(self, line_id: str) -> None:
        self.line_asked.emit(line_id)

    @Slot(int)
    def _walk(self, step: int) -> None:
        here = self._place()
        self._focus(max(0, min(len(self.cards) - 1, here + step)))

    def _place(self) -> int:
        """Which card has the keyboard, itself or in one of its buttons; -1 for none."""
        here = _focused(self)
        return next((n for n, card in enumerate(self.cards) if card is here or card.isAncestorOf(here)), -1)

    def _focus(self, place: int) -> None:
        if 0 <= place < len(self.cards):
            self.cards[place].setFocus(Qt.FocusReason.TabFocusReason)


def _reword(session: "Session", line_id: str, before: str, after: str) -> None:
    """Raises BadInput where the line has other words by now than those that were read."""
    if records.get(session, ShareableLine, line_id).text != before:
        raise BadInput(_("The words of this line were changed since: look at them again."))
    lines.revise(session, line_id, after)


def _focused(widget: QWidget) -> QWidget:
    return widget.window().focusWidget() or widget


def _hung(widget: QWidget) -> QWidget:
    """In line with the words of the cards, which have air inside."""
    widget.setContentsMargins(theme.space(1), 0, theme.space(1), 0)
    return widget
