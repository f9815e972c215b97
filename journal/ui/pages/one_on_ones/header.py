"""The head of a meeting: when, with whom, whether it took place, and what can be done with it as a whole."""

from datetime import date, time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from journal.store.tables import OneOnOne
from journal.text import _, n_
from journal.ui import theme
from journal.ui.models.meeting import MeetingView
from journal.ui.models.meetings import away_text, clock_text
from journal.ui.models.steps import STEPS
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.date_field import DateField, TimeField
from journal.ui.widgets.dates import full_day
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.form import LineField
from journal.ui.widgets.inline_form import InlineForm
from journal.ui.widgets.label import Label
from journal.ui.widgets.manager_picker import ManagerPicker

MOST_MINUTES = 600
#: How far off a meeting is told in days, and for how many days after it *held* can be taken back with a button.
NEAR_DAYS = 31
RECENT_DAYS = 7


class WhenForm(InlineForm):
    """Another day, time or length."""

    def __init__(self) -> None:
        """Three fields below each other."""
        super().__init__(_("Day and time"), _("Save"))
        self.day = DateField(_("Day"), optional=False)
        self.start = TimeField(_("Time"))
        self.minutes = LineField(placeholder=_("Minutes"), name=_("Minutes"))
        self.add("day", _("Day"), self.day)
        self.add("start", _("Time"), self.start)
        self.add("minutes", _("Minutes"), self.minutes)

    def begin(self, meeting: OneOnOne) -> None:
        """Show what is there and take the keyboard."""
        self.complain("")
        self.day.set_day(meeting.day)
        self.start.set_at(time.fromisoformat(meeting.start) if meeting.start else None)
        self.minutes.setText(str(meeting.minutes or ""))
        self.begun()
        self.day.setFocus()
        self.day.selectAll()

    def fault(self) -> str:
        """A day or time that is none, or minutes that are no number."""
        minutes = self.minutes.text().strip()
        wrong = bool(minutes) and not (minutes.isdecimal() and 0 < int(minutes) <= MOST_MINUTES)
        self.complain(_("Minutes are a number such as 30.") if wrong else "")
        return self.day.complaint or self.start.complaint or ("minutes" if wrong else "")

    def values(self) -> dict[str, object]:
        """What was typed, by the names of the meeting's columns."""
        at = self.start.at()
        minutes = self.minutes.text().strip()
        return {
            "day": self.day.day(),
            "start": at.strftime("%H:%M") if at else None,
            "minutes": int(minutes) if minutes else None,
        }


class MeetingHeader(QWidget):
    """Title, one line about the meeting, and its actions."""

    held = Signal()
    planned = Signal()
    #: It did not take place.
    called_off = Signal()
    trashed = Signal()
    versions = Signal()
    moved = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        """Empty until a meeting is shown."""
        super().__init__()
        self._meeting: OneOnOne | None = None
        self._can_answer = False
        #: What was typed into the form for other meetings, by their ids.
        self._typed: dict[str, dict[str, str]] = {}
        self.heading = Label("", "title", wrap=True)
        self._line = Label("", "muted", wrap=True)
        self.manager = ManagerPicker(self)
        self.manager.hide()
        self.hold = Button(_("It took place"), "plain", "check")
        self.plan_again = Button(_("Not held yet"), "plain", "undo")
        self.not_held = Button(_("It did not"), "plain")
        self.change = IconButton("edit", _("Change day and time (E)"))
        self.history = IconButton("history", _("Earlier versions (Alt+H)"))
        self.delete = IconButton("trash", _("Delete this one-on-one (Del)"))
        self.steps = SegmentedChoice(_("Step"), STEPS, wraps=True)
        self.form = WhenForm()
        self.form.setMaximumWidth(theme.theme().em(18))
        self.form.setContentsMargins(0, theme.space(2), 0, 0)
        self.form.hide()
        self._connect()
        self._assemble()

    def _connect(self) -> None:
        self.hold.setToolTip(_("Mark as held (H)"))
        self.hold.clicked.connect(self.held)
        self.plan_again.clicked.connect(self.planned)
        self.not_held.clicked.connect(self.called_off)
        self.delete.clicked.connect(self.trashed)
        self.history.clicked.connect(self.versions)
        self.change.clicked.connect(self.ask_when)
        self.manager.picked.connect(self._pick_manager)
        self.form.done.connect(self._move)
        self.form.left.connect(self.leave)

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.space(0.5))
        top.addWidget(self.heading, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.change, self.history, self.delete):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._answers = QWidget()
        flow = FlowLayout(self._answers, theme.space(1))
        for button in (self.hold, self.not_held, self.plan_again):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        column.setSpacing(theme.space(0.5))
        column.addLayout(top)
        column.addWidget(self._line)
        column.addWidget(self.manager, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.space(1))
        column.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignLeft)
        self._answers.setContentsMargins(0, theme.space(1), 0, 0)
        column.addWidget(self._answers)
        column.addWidget(self.form)

    @property
    def ways_to_change(self) -> tuple[QWidget, ...]:
        """The buttons that change the meeting."""
        return (self.hold, self.not_held, self.plan_again, self.change, self.delete, self.manager)

    def show_meeting(self, view: MeetingView, today: date) -> None:
        """Show a meeting; a form that is open for another one closes."""
        meeting = view.meeting
        if self._meeting is None or self._meeting.id != meeting.id:
            self._leave_form()
        self._meeting = meeting
        self._return_to_form()
        waits = meeting.state == "planned" and meeting.day < today
        self.heading.setText(full_day(meeting.day))
        self.manager.show_chapters(view.others, meeting.manager_id)
        self._line.setText(_about(view, today))
        self._line.set_role("accent" if waits else "muted")
        can_hold = meeting.state == "planned" and meeting.day <= today
        can_plan = meeting.state == "held" and (today - meeting.day).days <= RECENT_DAYS
        self.hold.setVisible(can_hold)
        self.not_held.setVisible(waits)
        self.plan_again.setVisible(can_plan)
        self._can_answer = can_hold or can_plan
        self._answers.setVisible(self._can_answer and self.form.isHidden())

    def typed(self) -> dict[str, dict[str, str]]:
        """What was typed into the form and not done yet, by the ids of the meetings."""
        here = {self._meeting.id: self.form.typed()} if self._meeting and self.form.is_filled() else {}
        return self._typed | here

    def put(self, typed: dict[str, dict[str, str]]) -> None:
        """What was being typed before; each shows again with its meeting."""
        self._typed = typed
        self._return_to_form()

    def _leave_form(self) -> None:
        """Another meeting: what is typed waits with its own."""
        if self._meeting and self.form.is_filled():
            self._typed[self._meeting.id] = self.form.typed()
        self.form.hide()

    def _return_to_form(self) -> None:
        typed = self._typed.pop(self._meeting.id, None) if self._meeting else None
        if typed:
            focused = QApplication.focusWidget()
            self.ask_when()
            self.form.put(typed)
            if focused:
                focused.setFocus()

    @Slot()
    def ask_when(self) -> None:
        """Open the form for another day or time."""
        if self._meeting and self.change.isEnabled():
            self._answers.hide()
            self.form.show()
            self.form.begin(self._meeting)

    @Slot()
    def leave(self) -> None:
        """Close the form and give the keyboard back."""
        self.form.hide()
        self.form.edited.emit()
        self._answers.setVisible(self._can_answer)
        self.left.emit()

    @Slot(str)
    def _pick_manager(self, manager_id: str) -> None:
        self.moved.emit({"manager_id": manager_id})

    @Slot()
    def _move(self) -> None:
        self.moved.emit(self.form.values())


def _about(view: MeetingView, today: date) -> str:
    """State, how far off, time, length and with whom, in one line."""
    meeting = view.meeting
    if meeting.state == "planned" and meeting.day < today:
        return _("Planned for {when}. Did it take place?").format(when=away_text(meeting.day, today))
    minutes = meeting.minutes or 0
    parts = [
        _("Held") if meeting.state == "held" else _("Planned"),
        away_text(meeting.day, today) if abs((meeting.day - today).days) <= NEAR_DAYS else "",
        clock_text(meeting),
        n_("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes else "",
        _("with {name}").format(name=view.manager) if view.manager else "",
    ]
    return " · ".join(part for part in parts if part)
