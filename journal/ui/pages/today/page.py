"""Today: the next one-on-one and what to bring, what is due, what waits, what comes back, and the first steps."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journal import today
from journal.errors import UpwardError
from journal.practices import commitments, one_on_ones
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.today import rows
from journal.ui.pages.today.section import Section
from journal.ui.widgets.button import Button
from journal.ui.widgets.dates import full_day
from journal.ui.widgets.label import Label, hairline

_TWO_COLUMNS_EM: Final = 40  # in lines of text: columns narrower than half of it would break most titles
_WIDEST_EM: Final = 76
_MEETING_EM: Final = 24


class TodayPage(QWidget):
    """The first page: everything that wants attention now, and the way to it."""

    #: Go to a page, to one of its records (or to a new one when the id is empty).
    go = Signal(str, str)
    title = _("Today")
    reads = Changed.ENTRIES | Changed.MEETINGS | Changed.COMMITMENTS | Changed.MANAGERS | Changed.AGREEMENT

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and read what wants attention."""
        super().__init__(parent)
        self._journal = journal
        self._acts = Acts(journal, self)
        self._meeting_id = ""
        self._shown_day = date.min
        self._columns = 0
        self._build_parts()
        self._assemble()
        self._acts.need_writing(self.meeting.prepare)
        for number in range(1, len(rows.STEPS) + 1):
            QShortcut(QKeySequence(str(number)), self, self._begin_numbered)
        self.refresh()

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read again what wants attention."""
        self._shown_day = date.today()
        with self._journal.read() as session:
            found = today.look(session, self._shown_day)
        self._found = found
        self._day.setText(full_day(self._shown_day))
        self._show_meeting(found)
        self.due.show_rows(rows.due_rows(found))
        self.waiting.show_rows(rows.waiting_rows(found))
        self.unclosed.show_rows(rows.unclosed_rows(found))
        self.ask.show_rows(rows.ask_rows(found))
        self.questions.show_rows(rows.question_rows(found))
        self.surprises.show_rows(rows.surprise_rows(found))
        self.past.show_rows(rows.past_rows(found))
        self.steps.show_rows(rows.step_rows(found))
        for section in (self.due, self.waiting):
            section.setVisible(not found.is_empty)

    def show_record(self, record_id: str) -> None:
        """Today has no records of its own."""

    def new_record(self) -> None:
        """Begin a new entry in the Journal."""
        self.go.emit("journal", "")

    def flush(self) -> bool:
        """There is no unsaved text here."""
        return True

    # ------------------------------------------------------------------------------------------ building

    def _build_parts(self) -> None:
        self._day = Label("", "display", wrap=True)
        self.meeting = _Meeting()
        self.meeting.prepare.clicked.connect(self._prepare)
        self.steps = Section(_("First steps"), note=_("press the number to begin"))
        self.unclosed = Section(_("Did it take place?"))
        self.due = Section(_("Due"), _("Nothing is due in the next two weeks."))
        nudge = _("Draft a nudge")
        self.waiting = Section(_("Waiting on"), _("You wait for nothing from your manager."), action=nudge)
        self.questions = Section(_("Questions waiting"), note=_("Space puts one on the next agenda"))
        self.ask = Section(_("Ask again"))
        self.surprises = Section(_("Surprises without a rule"))
        self.past = Section(_("On this day"))
        self._sections = (
            self.unclosed,
            self.due,
            self.waiting,
            self.questions,
            self.ask,
            self.surprises,
            self.past,
        )
        for section in self._sections:
            section.opened.connect(self.go)
        for section in (self.due, self.waiting):
            section.ticked.connect(self._keep)
        self.questions.ticked.connect(self._ask_next)
        self.steps.opened.connect(self._begin_chosen)
        self.steps.ticked.connect(self._begin)

    def _assemble(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        head.setSpacing(theme.space(3))
        for part in (self._day, self.meeting, hairline()):
            head.addWidget(part)
        self._sides = (QVBoxLayout(), QVBoxLayout())
        self._both = QHBoxLayout()
        self._both.setSpacing(theme.space(3))
        for side in self._sides:
            side.setSpacing(theme.space(4))
            side.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._both.addLayout(side, 1)
        body = QWidget()
        body.setMaximumWidth(theme.theme().em(_WIDEST_EM))
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.space(1.5), theme.space(2.5), theme.space(1.5), theme.space(4))
        column.setSpacing(theme.space(3))
        column.addLayout(head)
        column.addWidget(self.steps)
        column.addLayout(self._both)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(_scrolling(body))
        self._fit_columns()

    # ------------------------------------------------------------------------------------------ showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where they fit."""
        super().resizeEvent(event)
        self._fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        """A new day has begun since it was last shown."""
        super().showEvent(event)
        self._begin_new_day()

    def changeEvent(self, event: QEvent) -> None:
        """One comes back to the window: perhaps on another day, or with another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._begin_new_day()
        elif event.type() == QEvent.Type.FontChange and self._columns:
            self._fit_columns()

    def _begin_new_day(self) -> None:
        before = self._shown_day
        if before in (date.min, date.today()) or not self._journal.is_open:
            return
        try:
            self.refresh()
        except UpwardError:
            self._shown_day = before  # it shows what it has, and looks again when one comes back

    def _fit_columns(self) -> None:
        """In one column what is due comes first; in two, what one waits for stands beside it."""
        self.meeting.fit(self.width())
        columns = 2 if self.width() >= theme.theme().em(_TWO_COLUMNS_EM) else 1
        if columns == self._columns:
            return
        self._columns = columns
        self._both.setStretch(1, columns - 1)
        right = (self.waiting, self.ask, self.surprises, self.past) if columns == 2 else ()
        for section in self._sections:
            self._sides[1 if section in right else 0].addWidget(section)

    def _show_meeting(self, found: today.Today) -> None:
        meeting = found.next_meeting
        self._meeting_id = meeting.id if meeting else ""
        rhythm = rows.rhythm_line(found.rhythm, found.day)
        if meeting and found.bring:
            self.meeting.say(rows.meeting_line(meeting, found.day), rows.bring_line(found.bring), rhythm, _("Prepare"))
        else:
            advice = _("Plan the next one, and its agenda gathers by itself.")
            self.meeting.say(_("No one-on-one is planned."), advice, rhythm, _("Plan one"))

    # ------------------------------------------------------------------------------------------- acting

    @Slot()
    def _prepare(self) -> None:
        self.go.emit("one_on_ones", self._meeting_id)

    @Slot(str, str)
    def _keep(self, commitment_id: str, what: str) -> None:
        self._acts.try_to(
            Changed.COMMITMENTS,
            partial(commitments.keep, commitment_id=commitment_id, day=date.today()),
            partial(commitments.reopen, commitment_id=commitment_id),
            _("Kept: {what}").format(what=what),
        )

    @Slot(str, str)
    def _ask_next(self, source_id: str, text: str) -> None:
        """Put a question on the next agenda; the meeting is planned where there is none yet."""
        found = next(each for each in self._found.questions if (each.source_id, each.text) == (source_id, text))
        ask = partial(
            one_on_ones.ask_next,
            text=found.text,
            day=date.today(),
            manager_id=self._found.manager_id,
            source_kind=found.source_kind,
            source_id=found.source_id,
        )
        item = self._acts.attempt(Changed.MEETINGS, ask)
        if item:
            back = partial(one_on_ones.remove_item, item_id=item.id)
            self._acts.remember(Changed.MEETINGS, back, _("It stands on the agenda of the next one-on-one."))

    @Slot(str, str)
    def _begin_chosen(self, _page: str, name: str) -> None:
        self._begin(name, "")

    @Slot()
    def _begin_numbered(self) -> None:
        pressed = self.sender()
        number = int(pressed.key().toString()) if isinstance(pressed, QShortcut) else 0
        if 0 < number <= len(self._found.steps):
            self._begin(self._found.steps[number - 1].name, "")

    @Slot(str, str)
    def _begin(self, name: str, _words: str) -> None:
        """Take one of the first steps: go to where it is taken."""
        if not self._acts.refuse_writing():
            self.go.emit(rows.STEPS[name].page, rows.STEPS[name].record)


class _Meeting(QWidget):
    """The next one-on-one in one line, what to bring in a second, and the way there."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = Label("", "title", wrap=True)
        self.bring = Label("", "muted", wrap=True)
        self.rhythm = Label("", "muted", wrap=True)
        self.prepare = Button(_("Prepare"), "primary")
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.5))
        words.addWidget(self.headline)
        words.addWidget(self.bring)
        words.addWidget(self.rhythm)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space(2))
        self._row.addLayout(words, 1)
        self._row.addWidget(self.prepare, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def fit(self, width: int) -> None:
        """In a narrow place the button stands below the words."""
        is_narrow = width < theme.theme().em(_MEETING_EM)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    def say(self, headline: str, bring: str, rhythm: str, action: str) -> None:
        self.headline.setText(headline)
        self.bring.setText(bring)
        self.rhythm.setText(rhythm)
        self.rhythm.setVisible(bool(rhythm))
        self.prepare.setText(action)


def _scrolling(body: QWidget) -> QScrollArea:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(body, 1)
    row.addStretch(0)
    scroll = QScrollArea()
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(holder)
    return scroll
