"""The debrief of a meeting: four questions of one key each and a line, what carries over, and when next."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.practices import cadence, one_on_ones
from journal.store.tables import OneOnOne
from journal.text import COLUMNS, YES_PARTLY_NO, _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.autosave import Autosave
from journal.ui.models.meeting import MeetingView
from journal.ui.models.promise_words import day_text
from journal.ui.models.rows import RowsModel
from journal.ui.models.steps import QUESTIONS
from journal.ui.open_journal import Changed
from journal.ui.record_fields import joined
from journal.ui.widgets.button import Button
from journal.ui.widgets.check_list import CheckList
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.form import Field, LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.quick_answer import QuickAnswer
from journal.ui.widgets.section import SectionHeading

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

#: How far ahead the next meeting is proposed where no cadence was agreed with the manager.
USUAL_WEEKS: Final = 2
_WHAT = Changed.MEETINGS


class DebriefQuestions(QWidget):
    """The questions, each answered by one key, and what was learned; every answer is saved as it is given."""

    #: The last line was left with Enter: the promises come next.
    went_on = Signal()
    #: The keyboard has come to this widget.
    reached = Signal(object)

    def __init__(self, acts: Acts) -> None:
        """Empty until a meeting is shown."""
        super().__init__()
        self._acts = acts
        self._meeting: OneOnOne | None = None
        self._names: tuple[str, str] = ("", "")
        #: What one is learning and is not saved yet, with the meetings that it was learned in.
        self._typed: dict[str, tuple[OneOnOne, str]] = {}
        self.saving = Autosave(self._write, self)
        labels = COLUMNS["one_on_one"]
        choices = list(YES_PARTLY_NO.items())
        self.questions = {name: QuickAnswer(labels[name], [] if name == "opened_by" else choices) for name in QUESTIONS}
        self.learned = LineField(placeholder=_("In one line"), name=labels["learned"])
        self.learned.textEdited.connect(self._edited)
        self.learned.returnPressed.connect(self.went_on)
        self.learned.setReadOnly(acts.is_read_only)
        self._assemble(labels["learned"])

    def _assemble(self, learned: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        heading = SectionHeading(_("Debrief"), _("one key each: Y, P or N; Enter goes on"))
        heading.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), theme.space(0.5))
        column.addWidget(heading)
        for name, question in self.questions.items():
            question.set_enabled(on=not self._acts.is_read_only)
            question.answered.connect(partial(self._answer, name))
            question.went_on.connect(partial(self._go_on, name))
            column.addWidget(question)
        line = Field(learned, self.learned)
        line.setContentsMargins(theme.space(1.5), theme.space(1), theme.space(1.5), 0)
        column.addWidget(line)

    def show_meeting(self, view: MeetingView) -> None:
        """Show the answers of a meeting; a line that is typed and not saved yet stays."""
        meeting = self._meeting = view.meeting
        names = (_("Me"), view.manager or _("My manager"))
        if names != self._names:
            self._names = names
            self.questions["opened_by"].set_choices([("me", names[0]), ("manager", names[1])])
            self.questions["opened_by"].set_enabled(on=not self._acts.is_read_only)
        for name, question in self.questions.items():
            question.set_value(str(getattr(meeting, name)))
        words = self._typed[meeting.id][1] if meeting.id in self._typed else meeting.learned
        if self.learned.text() != words:
            self.learned.setText(words)

    @property
    def words(self) -> list[str]:
        """Everything typed here that is not saved."""
        return [words for _meeting, words in self._typed.values()]

    @Slot()
    def begin(self) -> None:
        """The keyboard to the first question without an answer, else to what was learned."""
        first = next((each for each in self.questions.values() if not each.value()), None)
        self._reach(first or self.learned)

    @Slot(str)
    def _answer(self, name: str, value: str) -> None:
        meeting = self._meeting
        if meeting is None:
            return
        change = partial(one_on_ones.debrief, one_on_one_id=meeting.id)
        before = {name: getattr(meeting, name)}
        if not self._acts.try_to(_WHAT, partial(change, **{name: value}), partial(change, **before)):
            self.questions[name].set_value(str(before[name]))

    @Slot()
    def _go_on(self, name: str) -> None:
        place = list(self.questions).index(name) + 1
        after = [*list(self.questions.values())[place:], self.learned]
        self._reach(after[0])

    def _reach(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        self.reached.emit(widget)

    @Slot()
    def _edited(self) -> None:
        if self._meeting and not self._acts.is_read_only:
            shown = self._typed.get(self._meeting.id, (self._meeting, ""))[0]
            self._typed[self._meeting.id] = (shown, self.learned.text())
            self.saving.touch()

    def _write(self) -> None:
        self._acts.do(_WHAT, partial(_learn_all, typed=dict(self._typed)))
        self._typed.clear()


class Ending(QWidget):
    """What was not discussed carries over, when next, and *Save & done*: Enter in the day, or Ctrl+Return anywhere."""

    #: The day on which the next meeting is to be planned, or None.
    done = Signal(object)
    edited = Signal()

    def __init__(self, acts: Acts) -> None:
        """Empty until a meeting is shown."""
        super().__init__()
        self._acts = acts
        self._meeting_id = ""
        self._proposed: date | None = None
        #: The days being typed for other meetings, by their ids, as they stand.
        self._typed: dict[str, str] = {}
        self.model = RowsModel(self)
        self.list = CheckList(_("Goes on next time"))
        self.list.setModel(self.model)
        self.list.pressed_icon.connect(self._discussed)
        self._left = SectionHeading(_("Goes on next time"), _("tick what was discussed after all"))
        self._left.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        self.day = DateField(_("When next?"))
        self.day.setMaximumWidth(theme.theme().em(14))
        self._field = Field(_("When next?"), self.day, _("Empty: not planned yet"))
        self._field.setContentsMargins(theme.space(1.5), theme.space(1.5), theme.space(1.5), 0)
        self.day.complained.connect(self._field.complain)
        self.day.returnPressed.connect(self.finish)
        self.day.textChanged.connect(self.edited)
        self.planned = Label("", "muted", wrap=True)
        self.planned.setContentsMargins(theme.space(1.5), theme.space(1), theme.space(1.5), 0)
        self.save = Button(_("Save && done"), "primary", "check")
        self.save.setToolTip(_("Ctrl+Return"))
        self.save.clicked.connect(self.finish)
        acts.need_writing(self.day, self.save)
        self._assemble()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        for part in (self._left, self.list, self._field, self.planned):
            column.addWidget(part)
        holder = QWidget()
        row = QVBoxLayout(holder)
        row.setContentsMargins(theme.space(1.5), theme.space(2), theme.space(1.5), 0)
        row.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(holder)

    def show_meeting(self, view: MeetingView, today: date) -> None:
        """Show what a meeting leaves behind; a day that is being typed stays."""
        if view.meeting.id != self._meeting_id:
            self._typed |= self.typed()
            self._meeting_id = view.meeting.id
            self._proposed = proposed_day(view, today)
            self.day.set_day(self._proposed)
            self._put(self._typed.pop(self._meeting_id, ""))
        elif (proposed := proposed_day(view, today)) != self._proposed:  # the meeting was moved to another day
            is_untouched = self.day.text() == DateField(day=self._proposed).text()
            self._proposed = proposed
            if is_untouched:
                self.day.set_day(proposed)
        left = [row for row in view.topics if row.ticked is False]
        self.model.set_rows(left)
        for part in (self._left, self.list):
            part.setVisible(bool(left))
        self._field.setVisible(view.coming is None)
        self.planned.setVisible(view.coming is not None)
        if view.coming:
            self.planned.setText(_("Next: {day}, planned").format(day=day_text(view.coming.day, today)))

    @property
    def next_day(self) -> date | None:
        """The day on which the next meeting is to be planned; None where one is, or none is wanted."""
        return None if self._field.isHidden() else self.day.day()

    def typed(self) -> dict[str, str]:
        """The days that are typed and not planned yet, by the ids of the meetings; what is only proposed is none."""
        proposed = DateField(day=self._proposed).text()
        is_typed = self._meeting_id and not self._field.isHidden() and self.day.text() != proposed
        return self._typed | ({self._meeting_id: self.day.text()} if is_typed else {})

    def put(self, typed: dict[str, str]) -> None:
        """What was being typed before; each day shows again with its meeting."""
        self._typed = {each: words for each, words in typed.items() if each != self._meeting_id}
        self._put(typed.get(self._meeting_id, ""))

    def _put(self, words: str) -> None:
        if words:
            self.day.setText(words)
            self.day.editingFinished.emit()

    def forget(self) -> None:
        """The day is planned: what is typed is not wanted any more."""
        self._typed.pop(self._meeting_id, None)
        self.day.set_day(self._proposed)

    @Slot()
    def begin(self) -> None:
        """The keyboard to when next, where that is asked, else to the end."""
        (self.save if self._field.isHidden() else self.day).setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def finish(self) -> None:
        """Done, unless the day is none."""
        self.day.editingFinished.emit()
        if not self._field.isHidden() and self.day.complaint:
            self.day.setFocus()
        else:
            self.done.emit(self.next_day)

    @Slot(QModelIndex)
    def _discussed(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row:
            change = partial(one_on_ones.revise_item, item_id=row.id)
            back = partial(change, discussed=False)
            self._acts.try_to(
                _WHAT, partial(change, discussed=True), back, _("Discussed: {topic}").format(topic=row.title)
            )


def proposed_day(view: MeetingView, today: date) -> date:
    """When to meet next: by the cadence that was agreed, counted from this meeting; else in two weeks."""
    weeks = view.cadence_weeks or USUAL_WEEKS
    day = cadence.coming_day(view.meeting.day, weeks, today)
    return day if day > today else cadence.next_day(day, weeks)


def finish(session: "Session", meeting_id: str, today: date, next_day: date | None) -> str:
    """End a debrief and plan the next meeting at the same time of day; gives the id of that one, or nothing."""
    meeting = one_on_ones.debrief(session, meeting_id, debriefed_on=today)
    if next_day is None:
        return ""
    made = one_on_ones.plan(session, next_day, meeting.start, meeting.minutes, manager_id=meeting.manager_id)
    return made.id


def unfinish(session: "Session", before: OneOnOne, planned_id: str) -> None:
    """Take the end of a debrief back, and the meeting that was planned with it, if nothing was written in that since."""
    one_on_ones.revise(session, before.id, state=before.state, debriefed_on=before.debriefed_on)
    if planned_id:
        one_on_ones.unplan(session, planned_id)


def _learn_all(session: "Session", typed: dict[str, tuple[OneOnOne, str]]) -> None:
    """Write what was learned; what another program wrote meanwhile is kept, and a meeting that it deleted comes back."""
    for meeting_id, (shown, words) in typed.items():
        there = one_on_ones.there_again(session, shown)
        one_on_ones.debrief(session, meeting_id, learned=joined(words.strip(), shown.learned, there.learned))
