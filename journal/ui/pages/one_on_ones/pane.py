"""One meeting in three steps, Prepare, Talk and Debrief, each in one column that scrolls."""

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.store import records
from journal.store.tables import OneOnOne
from journal.text import _
from journal.ui import notifications, theme
from journal.ui.acts import Acts
from journal.ui.drafting import Drafting, Typed
from journal.ui.models.meeting import MeetingView
from journal.ui.models.promise_words import day_text
from journal.ui.models.steps import DEBRIEF, PREPARE, TALK, step_of
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.one_on_ones.cards import Cards
from journal.ui.pages.one_on_ones.debrief import DebriefQuestions, Ending, finish, unfinish
from journal.ui.pages.one_on_ones.folded import FoldedDebrief
from journal.ui.pages.one_on_ones.header import MeetingHeader
from journal.ui.pages.one_on_ones.notes import Notes
from journal.ui.pages.one_on_ones.offers import Offers
from journal.ui.pages.one_on_ones.promises import OpenPromises, PromisesMade
from journal.ui.pages.one_on_ones.scrolling import ScrollingColumn
from journal.ui.pages.one_on_ones.topics import Topics
from journal.ui.widgets.section import SectionHeading


class MeetingPane(ScrollingColumn):
    """The parts of one meeting, those of one step at a time; Escape goes back to the list."""

    left = Signal()
    promise_opened = Signal(str)
    #: A page, and the record on it from which a question came.
    source_opened = Signal(str, str)

    def __init__(self, journal: OpenJournal, acts: Acts, parent: QWidget | None = None) -> None:
        """Empty until a meeting is shown."""
        super().__init__(parent)
        self.meeting_id = ""
        self.step = PREPARE
        self._view: MeetingView | None = None
        self._journal = journal
        self._acts = acts
        self.header = MeetingHeader()
        self.folded = FoldedDebrief()
        self.questions = DebriefQuestions(acts)
        self.topics = Topics(acts)
        self.offers = Offers(acts)
        self.cards = Cards(acts)
        self.open_promises = OpenPromises(acts)
        self.made = PromisesMade(acts)
        self.notes = Notes(journal, self)
        self.ending = Ending(acts)
        self._watch_words()
        self._connect()
        self._assemble()

    def _watch_words(self) -> None:
        self._drafting = Drafting(self._journal, "one_on_ones", self._typed, self)
        self.save_bar = SaveBar(self._journal, self._words)
        for autosave in (self.notes.autosave, self.cards.form.saving, self.questions.saving):
            self.save_bar.watch(autosave)
        for autosave in (self.topics.renaming, self.topics.answering.saving, self._drafting.autosave):
            self.save_bar.watch(autosave, quietly=True)
        for part in (self.topics, self.cards, self.made, self.ending, self.header.form):
            part.edited.connect(self._drafting.touch)

    def _connect(self) -> None:
        self.header.left.connect(self.left)
        self.header.steps.changed.connect(self.show_step)
        self.folded.asked.connect(self._change_debrief)
        self.questions.went_on.connect(self._go_to_promises_here)
        self.made.went_on.connect(self._go_to_the_end)
        self.ending.done.connect(self._finish)
        for part in (self.open_promises, self.made):
            part.opened.connect(self.promise_opened)
        for part in (self.offers, self.topics.answering):
            part.opened.connect(self.source_opened)
        for editor in (self.notes.private, self.notes.next_topics):
            editor.cursorPositionChanged.connect(self._follow_caret)
        self.cards.form.caret_moved.connect(self.follow)
        self.cards.form.begun.connect(self._reveal_card)
        self.questions.reached.connect(self.reveal)

    def _assemble(self) -> None:
        next_time = _titled(_("For next time"), self.notes.next_topics)
        private = _titled(_("Private notes"), self.notes.private, _("never in a summary"))
        #: The parts in their order, and the steps in which each is shown.
        self._parts: dict[QWidget, set[str]] = {
            self.folded: {TALK},
            self.questions: {DEBRIEF},
            self.topics: {PREPARE, TALK},
            self.offers: {PREPARE},
            private: {TALK},
            self.made: {TALK, DEBRIEF},
            self.cards: {PREPARE},
            self.open_promises: {PREPARE, TALK},
            next_time: {TALK, DEBRIEF},
            self.ending: {DEBRIEF},
        }
        for part in (self.header, *self._parts):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_meeting(self, view: MeetingView | None, today: date) -> None:
        """Show a meeting, or nothing."""
        self.body.setVisible(view is not None)
        if view is None:
            self.meeting_id = ""
            return
        before, self._view = self._view, view
        is_other = before is None or view.meeting.id != self.meeting_id
        self.meeting_id = view.meeting.id
        self.notes.show_meeting(view.meeting)
        self.header.show_meeting(view, today)
        for part in (self.topics, self.offers, self.cards, self.open_promises, self.made, self.ending):
            part.show_meeting(view, today)
        self.questions.show_meeting(view)
        self.folded.show_meeting(view)
        if is_other or before is None or _stage(before) != _stage(view):
            self._put_step(self._step_typed_in() or step_of(view.meeting, datetime.now()))  # noqa: DTZ005 (the user's clock)
        else:
            self._put_step(self.step)
        if is_other:
            self.verticalScrollBar().setValue(0)

    def show_offers(self, view: MeetingView, today: date) -> None:
        """Show what could be asked in the meeting that is on, once it is found."""
        self._view = view
        self.offers.show_meeting(view, today)
        self._put_step(self.step)

    # -------------------------------------------------------------------------------------------- steps

    @Slot(str)
    def show_step(self, step: str) -> None:
        """Show another step, with the keyboard where it begins."""
        if self._view:
            self._put_step(step)
            self.verticalScrollBar().setValue(0)
            self.begin()

    @Slot()
    def begin(self) -> None:
        """The keyboard to where the step begins."""
        if self.step == DEBRIEF:
            self.questions.begin()
        elif self.step == TALK and self.topics.model.rowCount():
            self.topics.list.setFocus()
        elif self.step == TALK:
            self._go_to(self.notes.private)
        else:
            self._go_to(self.topics.field)

    def _put_step(self, step: str) -> None:
        self.step = step
        self.header.steps.set_value(step)
        self.topics.set_step(step)
        empty: dict[QWidget, bool] = {
            self.folded: self._view is None or self._view.meeting.debriefed_on is None,
            self.offers: self.offers.is_empty,
            self.open_promises: self.open_promises.is_empty,
        }
        for part, steps in self._parts.items():
            part.setVisible(step in steps and not empty.get(part, False))

    def _step_typed_in(self) -> str:
        """The step in which something waits that was being typed for this meeting; empty for none."""
        if self.meeting_id in self.ending.typed():
            return DEBRIEF
        is_planned = self._view is not None and self._view.meeting.state == "planned"
        return TALK if is_planned and self.meeting_id in self.made.typed() else ""

    @Slot()
    def _change_debrief(self) -> None:
        self.show_step(DEBRIEF)

    @Slot()
    def _go_to_promises_here(self) -> None:
        self._go_to(self.made.field.field)

    @Slot()
    def _go_to_the_end(self) -> None:
        if self.step == DEBRIEF:
            self.ending.begin()
            self.reveal(self.ending)

    @Slot()
    def finish(self) -> None:
        """End what is on: the debrief, or the plan card that is open."""
        if self.step == DEBRIEF and self._view:
            self.ending.finish()
        elif self.cards.form.isVisible():
            self.cards.close_card()

    @Slot(object)
    def _finish(self, next_day: date | None) -> None:
        """Save everything, mark the meeting as held and debriefed, and plan the next one."""
        view, today = self._view, date.today()
        if view is None or self._acts.refuse_writing() or not self.flush():
            return
        if view.meeting.day > today:
            notifications.say(self, _("That day has not come yet. Change the day first (E)."))
            return
        work = partial(finish, meeting_id=view.meeting.id, today=today, next_day=next_day)
        typed = self.ending.typed()
        self.ending.forget()
        try:
            planned = self._acts.do(Changed.MEETINGS, work)
        except UpwardError as fault:
            self.ending.put(typed)
            self._acts.say(fault)
            return
        next_words = _("Next: {day}").format(day=day_text(next_day, today)) if next_day else ""
        said = " · ".join(part for part in (_("Debriefed"), next_words) if part)
        self._acts.remember(Changed.MEETINGS, partial(unfinish, before=view.meeting, planned_id=planned), said)
        self.left.emit()

    # -------------------------------------------------------------------------------------------- words

    def bring_back(self) -> str:
        """Read what was being typed when the journal was locked; gives the id of a meeting that it is for."""
        typed = self._drafting.bring_back()
        there = self._there({meeting_id for of in typed.values() for meeting_id in of})
        typed = {name: {each: words for each, words in of.items() if each in there} for name, of in typed.items()}
        for name, part in self._typing.items():
            part.put(dict(typed.get(name, {})))
        return next((meeting_id for meeting_id, is_live in there.items() if is_live), "")

    def _there(self, meeting_ids: set[str]) -> dict[str, bool]:
        """Those of these meetings that were not deleted for good, and whether they are out of the trash."""
        with self._journal.read() as session:
            found = [records.find(session, OneOnOne, each) for each in meeting_ids]
        return {each.id: each.deleted_at is None for each in found if each}

    def _typed(self) -> Typed:
        """What is typed and not done yet, by the ids of the meetings."""
        typed = {name: part.typed() for name, part in self._typing.items()}
        return {name: of for name, of in typed.items() if of}

    @property
    def _typing(self) -> "dict[str, Topics | Cards | PromisesMade | Ending | MeetingHeader]":
        """The parts in which something is typed that is no record yet, by the names under which it is kept."""
        return {
            "topics": self.topics,
            "cards": self.cards,
            "promises": self.made,
            "next": self.ending,
            "when": self.header,
        }

    def _words(self) -> str:
        words = [self.notes.private.text(), self.notes.next_topics.text(), *self.topics.words()]
        words += [*self.cards.form.words, *self.cards.typed().values(), *self.questions.words]
        return "\n\n".join(each for each in [*words, *self.made.typed().values()] if each.strip())

    def flush(self) -> bool:
        """Save the notes and the words of topics, and keep the rest as it is typed; whether all of it is safe."""
        is_safe = [self.notes.autosave.flush(), self.topics.flush(), self._drafting.flush()]
        saving = (self.topics.answering.saving, self.cards.form.saving, self.questions.saving)
        return all([*is_safe, *(autosave.flush() for autosave in saving)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def ask_when(self) -> None:
        """Open the form for another day or time, at the head of the page."""
        self.header.ask_when()
        self.verticalScrollBar().setValue(0)

    @Slot()
    def go_to_topics(self) -> None:
        """The keyboard to the line that adds a topic."""
        if self.step == DEBRIEF and self._view:
            self._put_step(TALK if self._view.meeting.state == "held" else PREPARE)
        self._go_to(self.topics.field)

    @Slot()
    def go_to_promises(self) -> None:
        """The keyboard to the line that adds a promise."""
        if self.step == PREPARE and self._view:
            self._put_step(TALK)
        self._go_to(self.made.field.field)

    @Slot()
    def go_to_notes(self) -> None:
        """The keyboard to the private notes."""
        if self._view:
            self._put_step(TALK)
        self._go_to(self.notes.private)

    @Slot()
    def go_to_answer(self) -> None:
        """The keyboard to what they said to the chosen topic, else to the first one."""
        if self._view and self.topics.model.rowCount():
            self._put_step(TALK)
            if not self.topics.list.currentIndex().isValid():
                self.topics.list.setCurrentIndex(self.topics.model.index(0, 0))
            self._go_to(self.topics.answering.field)

    @Slot()
    def go_to_cards(self) -> None:
        """The keyboard to the line that makes a plan card; a topic that has the keyboard is proposed as its issue."""
        if self._view is None:
            return
        row = self.topics.model.row_at(self.topics.list.currentIndex()) if self.topics.chosen_id else None
        self._put_step(PREPARE)
        if row and not self.cards.field.text():
            self.cards.field.setText(row.title)
        self._go_to(self.cards.field)

    @Slot()
    def open_source(self) -> None:
        """Open the record that the chosen question came from."""
        if self.step == PREPARE and not self.topics.list.hasFocus():
            self.offers.open_source()
        elif self.step in (PREPARE, TALK):
            self.topics.answering.open_source()

    @Slot()
    def _reveal_card(self) -> None:
        self.reveal(self.cards.form)

    @Slot()
    def _follow_caret(self) -> None:
        """An editor grows with its text; the line that is written stays in sight."""
        for editor in (self.notes.private, self.notes.next_topics):
            if editor.hasFocus():
                self.follow(editor)

    def _go_to(self, widget: QWidget) -> None:
        if self.meeting_id:
            widget.setFocus()
            self.reveal(widget)


def _stage(view: MeetingView) -> tuple[str, date | None, date]:
    """What of a meeting decides which step it is time for."""
    return view.meeting.state, view.meeting.debriefed_on, view.meeting.day


def _titled(heading: str, content: QWidget, note: str = "", at_right: QWidget | None = None) -> QWidget:
    section = QWidget()
    column = QVBoxLayout(section)
    column.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
    column.setSpacing(theme.space(1))
    column.addWidget(SectionHeading(heading, note, at_right))
    column.addWidget(content)
    return section
