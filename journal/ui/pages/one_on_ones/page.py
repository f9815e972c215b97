"""The page One-on-ones: planned and past meetings at the left, the chosen one at the right."""

from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from journal import trash
from journal.errors import JournalBusy, UpwardError
from journal.preparing import offered
from journal.store.tables import AgendaItem, OneOnOne, PlanCard
from journal.text import _
from journal.ui import notifications, theme
from journal.ui.acts import Acts
from journal.ui.earlier_versions import EarlierVersions
from journal.ui.models import meetings
from journal.ui.models.meeting import MeetingView, read_meeting, takes_in, with_offered
from journal.ui.models.steps import DEBRIEF, PREPARE, TALK
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.one_on_ones.cadence_bar import CadenceBar
from journal.ui.pages.one_on_ones.meeting_acts import MeetingActs
from journal.ui.pages.one_on_ones.meeting_list import MeetingList
from journal.ui.pages.one_on_ones.pane import MeetingPane
from journal.ui.pages.one_on_ones.start import StartPage, trash_door
from journal.ui.trash import show_trash
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import hairline
from journal.ui.widgets.section import PageHeading
from journal.ui.widgets.split_view import SplitView

_WHAT = Changed.MEETINGS
#: A page is painted by then, and nobody has looked for what comes last.
_PAINTED_MS = 60


class OneOnOnesPage(QWidget):
    """N plans a meeting, H marks it held, E changes its time; Alt+1 to Alt+3 are its steps.

    A, P, W and C go to its agenda, promises, notes and plan, S to what they said; O opens what a question came from, R rehearses,
    Ctrl+Return ends the debrief.
    """

    #: Go to a page, to one of its records.
    go = Signal(str, str)
    title = _("One-on-ones")
    reads = Changed.MEETINGS | Changed.COMMITMENTS | Changed.MANAGERS | Changed.ENTRIES | Changed.AGREEMENT

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and fill it."""
        super().__init__(parent)
        self._journal = journal
        self._acts = Acts(journal, self)
        self._meeting_acts = MeetingActs(self._acts)
        self._versions = EarlierVersions(journal, self, self._acts)
        self._view: MeetingView | None = None
        self._is_fresh = False
        self._is_begun = False
        self._lacking: MeetingView | None = None
        self._doors: list[QWidget] = []
        self._left, self._right = QWidget(), QWidget()  # moved while they are empty: the look is put on once
        self._split = SplitView("one_on_ones", self._left, self._right, sizes=(2, 5), parent=self)
        self._build_list()
        self._build_pane()
        self._build_keys()
        self._assemble()
        head = self.pane.header
        self._acts.need_writing(self.new, self.empty.button, *head.ways_to_change)
        self._wanted = self.pane.bring_back()
        self.refresh()
        self._is_begun = True
        if self._view and takes_in(self._view.meeting, date.today()):
            self._lacking = self._view
            QTimer.singleShot(0, self, self._wait_for_the_paint)
        # Whatever has the keyboard within a page gets it when the page is shown.
        (self.list if self.model.rowCount() else self.empty.button).setFocus()

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the meetings again; the one that is on stays on, and what is typed into it stays too."""
        with self._journal.read() as session:
            found = meetings.read_all(session, past=self.list.past)
            has_trash = not trash.is_empty(session)
        for door in self._doors:
            door.setVisible(has_trash)
        self._is_fresh = False
        self.list.show_meetings(found, self.pane.meeting_id or self._wanted)
        if not self._is_fresh:  # where another one was chosen it was read just now
            self._show_chosen()
        self.cadence.refresh()
        self._layers.setCurrentWidget(self._split if self.model.rowCount() else self._start)

    def show_record(self, record_id: str) -> None:
        """Show a meeting, unfolding the list where it hides it."""
        self._layers.setCurrentWidget(self._split)
        if not self.list.choose(record_id):
            self.list.unfold_all()
            self.refresh()
            self.list.choose(record_id)
        self.list.setFocus()

    @Slot()
    def new_record(self) -> None:
        """Plan the next meeting a week on, at the usual time."""
        if self._acts.refuse_writing():
            return
        if not self.pane.flush():
            return
        try:
            made = self._meeting_acts.plan(self.list.found)
        except UpwardError as fault:
            notifications.say(self, str(fault))
            return
        self.refresh()
        self.show_record(made.id)
        self.pane.go_to_topics()

    @Slot()
    def read_calendar(self) -> None:
        """Look at a calendar, the one of the last time first, and take in what is new or was moved there."""
        from journal.ui.importing import Importing

        if not self._acts.refuse_writing() and self.pane.flush():
            flow = Importing(self._journal, self.window())
            flow.ended.connect(flow.deleteLater)
            flow.choose_calendar()

    def flush(self) -> bool:
        """Save what is typed, before the page is left or the journal closed; whether all of it is safe."""
        return self.pane.flush()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard over; a focus proxy would shut what stands before the list out of the walk of Tab."""
        super().focusInEvent(event)
        (self.list if self.model.rowCount() else self.empty.button).setFocus(event.reason())

    # ----------------------------------------------------------------------------------------- building

    def _build_list(self) -> None:
        self.list = MeetingList(self._left)
        self.model = self.list.listed
        self.list.turned_to.connect(self._turn)
        self.list.unfolded.connect(self.refresh)
        self.list.delete_pressed.connect(self._trash)

    def _build_pane(self) -> None:
        self.pane = MeetingPane(self._journal, self._acts, self._right)
        self.list.entered.connect(self.pane.begin)
        self.pane.left.connect(self._back_to_list)
        self.pane.promise_opened.connect(self._open_promise)
        self.pane.source_opened.connect(self.go)
        self.pane.cards.rehearsed.connect(self._rehearse)
        self.pane.cards.printed.connect(self._print_crib)
        self.pane.header.held.connect(self._hold)
        self.pane.header.planned.connect(self._plan_again)
        self.pane.header.trashed.connect(self._trash)
        self.pane.header.called_off.connect(self._call_off)
        self.pane.header.moved.connect(self._move)
        self.pane.header.versions.connect(self._show_versions)

    def _build_keys(self) -> None:
        for keys, slot in (
            ("N", self.new_record),
            ("H", self._hold),
            ("E", self.pane.ask_when),
            ("A", self.pane.go_to_topics),
            ("P", self.pane.go_to_promises),
            ("W", self.pane.go_to_notes),
            ("C", self.pane.go_to_cards),
            ("S", self.pane.go_to_answer),
            ("O", self.pane.open_source),
            ("R", self.pane.cards.ask_rehearsal),
            ("Ctrl+Return", self.pane.finish),
            ("Ctrl+Enter", self.pane.finish),
            ("Alt+1", partial(self.pane.show_step, PREPARE)),
            ("Alt+2", partial(self.pane.show_step, TALK)),
            ("Alt+3", partial(self.pane.show_step, DEBRIEF)),
            ("Alt+H", self._show_versions),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)

    def _assemble(self) -> None:
        self.new = Button(_("New"), "plain", "plus")
        self.new.setToolTip(_("Plan the next one-on-one (N)"))
        self.new.clicked.connect(self.new_record)
        self.cadence = CadenceBar(self._journal, self._acts)
        self.cadence.calendar_asked.connect(self.read_calendar)
        heading = PageHeading(self.title, self.new)
        heading.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(theme.space(1.5), theme.space(2.5), 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(heading)
        column.addWidget(self.cadence)
        column.addWidget(self.list, 1)
        line = hairline()
        self._doors.append(line)
        column.addWidget(line)
        foot, door = trash_door()
        column.addLayout(foot)
        beside = QVBoxLayout(self._right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.pane, 1)
        self.pane.save_bar.set_margins(theme.space(3), theme.space(0.5), theme.space(3), theme.space(1))
        beside.addWidget(self.pane.save_bar)
        self._start = StartPage(self)
        self.empty, self.first_calendar = self._start.empty, self._start.calendar
        self.empty.started.connect(self.new_record)
        self.first_calendar.clicked.connect(self.read_calendar)
        self._acts.need_writing(self.first_calendar)
        for each in (door, self._start.door):
            each.clicked.connect(self.show_trash)
            self._doors.append(each)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        for layer in (self._split, self._start):
            self._layers.addWidget(layer)

    # ----------------------------------------------------------------------------------------- showing

    @Slot(str)
    def _turn(self, meeting_id: str) -> None:
        """Show another meeting, unless the text of the one that is on could not be saved: then that one stays."""
        if meeting_id == self.pane.meeting_id:
            return
        if self.pane.meeting_id and not self.pane.flush():
            self.list.choose(self.pane.meeting_id)
            return
        try:
            self._show(meeting_id)
        except JournalBusy:
            self.list.choose(self.pane.meeting_id)  # the keys act on the meeting that is shown: it stays the chosen one
            raise

    def _show_chosen(self) -> None:
        meeting_id = self.list.chosen_id()
        if meeting_id is not None:
            self._show(meeting_id)

    def _show(self, meeting_id: str) -> None:
        with self._journal.read() as session:
            read = partial(read_meeting, session, meeting_id, date.today(), with_offers=self._is_begun)
            self._view = read() if meeting_id else None
        self.pane.show_meeting(self._view, date.today())
        self._is_fresh = True

    @Slot()
    def _wait_for_the_paint(self) -> None:
        QTimer.singleShot(_PAINTED_MS, self, self._show_offers)

    @Slot()
    def _show_offers(self) -> None:
        """What could be asked takes the longest to find: the first time it is looked for once the page is painted."""
        view = self._view
        if view is None or view is not self._lacking or not self._journal.is_open:
            return  # it was read anew meanwhile, as a whole
        try:
            with self._journal.read() as session:
                self._view = with_offered(view, offered(session, view.meeting.manager_id, date.today()))
        except JournalBusy:
            return  # they come when the meeting is read anew
        self.pane.show_offers(self._view, date.today())

    @Slot()
    def show_trash(self) -> None:
        """Show what was deleted."""
        if self.pane.flush():
            show_trash(self._journal, self)

    @Slot()
    def _show_versions(self) -> None:
        """The earlier versions of the topic that has the keyboard, else of the meeting."""
        if not self.pane.meeting_id or not self.pane.flush():
            return
        topic, card = self.pane.topics.chosen_id, self.pane.cards.chosen_id
        kind = AgendaItem if topic else PlanCard if card else OneOnOne
        self._versions.show(kind, topic or card or self.pane.meeting_id, _WHAT)

    @Slot()
    def _back_to_list(self) -> None:
        self.list.setFocus()

    @Slot(str)
    def _open_promise(self, commitment_id: str) -> None:
        self.go.emit("commitments", commitment_id)

    @Slot(str)
    def _rehearse(self, meeting_id: str) -> None:
        from journal.ui.pages.one_on_ones import rehearsal

        rehearsal.begin(self._journal, self._acts, self, meeting_id)

    @Slot(str)
    def _print_crib(self, meeting_id: str) -> None:
        from journal.ui.pages.one_on_ones import crib

        crib.show_crib(self._journal, self, meeting_id)

    # ------------------------------------------------------------------------------------------ actions

    def _settled(self) -> OneOnOne | None:
        """The meeting that is on, once what is typed in it is saved."""
        return self._view.meeting if self._view and self.pane.flush() else None

    @Slot()
    def _hold(self) -> None:
        if self._view and self._view.meeting.day > date.today():
            notifications.say(self, _("That day has not come yet. Change the day first (E)."))
        elif self._view and self._view.meeting.state == "planned" and self.pane.flush():
            self._meeting_acts.hold(self._view.meeting)

    @Slot()
    def _plan_again(self) -> None:
        if self._view and self._view.meeting.state == "held" and self.pane.flush():
            self._meeting_acts.plan_again(self._view.meeting)

    @Slot()
    def _trash(self) -> None:
        meeting = self._settled()
        if meeting:
            self._meeting_acts.trash(meeting)

    @Slot()
    def _call_off(self) -> None:
        meeting = self._settled()
        if meeting:
            self._meeting_acts.call_off(meeting)

    @Slot(object)
    def _move(self, values: dict[str, object]) -> None:
        meeting = self._settled()
        if meeting and self._meeting_acts.move(meeting, values):
            self.pane.header.leave()
