"""Promises in a meeting: the open ones of both sides, which come back by themselves, and those made here."""

from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.practices import commitments
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.models import ledger, promise_words
from journal.ui.models.ledger import LedgerRow
from journal.ui.models.meeting import MeetingView, promise_row
from journal.ui.models.rows import RowsModel
from journal.ui.open_journal import Changed
from journal.ui.pages.one_on_ones.hanging import hung
from journal.ui.widgets.check_list import CheckList
from journal.ui.widgets.label import Label
from journal.ui.widgets.reading_field import ReadingField
from journal.ui.widgets.section import SectionHeading

#: From how many lines' height on both sides stand beside each other.
SIDE_BY_SIDE = 34
_WHAT = Changed.COMMITMENTS


class PromiseList(QWidget):
    """Promises under a small heading; a tick says kept, Enter opens the promise in the ledger."""

    opened = Signal(str)

    def __init__(self, acts: Acts, name: str) -> None:
        """Hidden until there is one."""
        super().__init__()
        self._acts = acts
        self._promises: dict[str, LedgerRow] = {}
        self.model = RowsModel(self)
        self.list = CheckList(name)
        self.list.setModel(self.model)
        self.list.pressed_icon.connect(self._tick)
        self.list.opened.connect(self._open)
        self.list.delete_pressed.connect(self._trash)
        self.heading = Label(name, "section")
        self.heading.setContentsMargins(theme.space(1.5), 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(self.heading)
        column.addWidget(self.list)

    def show_promises(self, promises: list[LedgerRow], today: date, *, here: bool = False) -> None:
        """Show these, or nothing at all."""
        self._promises = {each.id: each for each in promises}
        self.model.set_rows([promise_row(each, today, here=here) for each in promises])
        self.setVisible(bool(promises))

    def _promise(self, index: QModelIndex) -> LedgerRow | None:
        row = self.model.row_at(index)
        return self._promises.get(row.id) if row else None

    @Slot(QModelIndex)
    def _tick(self, index: QModelIndex) -> None:
        promise = self._promise(index)
        if promise and promise.is_open:
            act = partial(commitments.keep, commitment_id=promise.id, day=max(date.today(), promise.made_on))
            back = partial(commitments.reopen, commitment_id=promise.id)
            self._acts.try_to(_WHAT, act, back, _("Kept: {what}").format(what=promise.what))

    @Slot(QModelIndex)
    def _trash(self, index: QModelIndex) -> None:
        promise = self._promise(index)
        if promise:
            act = partial(commitments.move_to_trash, commitment_id=promise.id)
            back = partial(commitments.take_back, commitment_id=promise.id)
            self._acts.try_to(_WHAT, act, back, _("Deleted: {what}").format(what=promise.what))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        promise = self._promise(index)
        if promise:
            self.opened.emit(promise.id)


class OpenPromises(QWidget):
    """What is still open from before, mine and theirs."""

    opened = Signal(str)

    def __init__(self, acts: Acts) -> None:
        """Empty until a meeting is shown."""
        super().__init__()
        self.is_empty = True
        self._heading = SectionHeading(_("Open commitments"))
        self._heading.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        self.mine = PromiseList(acts, _("Mine"))
        self.theirs = PromiseList(acts, _("My manager’s"))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme.space(2))
        for side in (self.mine, self.theirs):
            self._sides.addWidget(side, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self._heading)
        column.addLayout(self._sides)
        for part in (self.mine, self.theirs):
            part.opened.connect(self.opened)

    def show_meeting(self, view: MeetingView, today: date) -> None:
        """Show what comes back in this meeting."""
        self.mine.show_promises(view.mine, today)
        self.theirs.show_promises(view.theirs, today)
        self.theirs.heading.setText(_("{name}’s").format(name=view.manager) if view.manager else _("My manager’s"))
        self._heading.set_note(str(len(view.mine) + len(view.theirs)))
        self.is_empty = not (view.mine or view.theirs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one below the other."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.theme().em(SIDE_BY_SIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if is_wide else down)


class PromisesMade(QWidget):
    """What was promised in this meeting, one line each."""

    opened = Signal(str)
    edited = Signal()
    #: Enter in the empty line: nothing more was promised.
    went_on = Signal()

    def __init__(self, acts: Acts) -> None:
        """Empty until a meeting is shown."""
        super().__init__()
        self._acts = acts
        self._view: MeetingView | None = None
        self._has_added = False
        #: What was being typed in other meetings, by their ids.
        self._typed: dict[str, str] = {}
        heading = SectionHeading(_("Promised here"))
        heading.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        self.made = PromiseList(acts, _("Promised here"))
        self.made.heading.hide()
        self.made.opened.connect(self.opened)
        self.field = ReadingField(_("New commitment"), _("Write down a commitment (P)"), "", self._reading)
        self.field.entered.connect(self._add)
        self.field.field.textChanged.connect(self.edited)
        self.field.field.returnPressed.connect(self._go_on)
        self.field.field.setReadOnly(acts.is_read_only)
        acts.need_writing(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(heading)
        column.addWidget(self.made)
        column.addWidget(hung(self.field))

    def show_meeting(self, view: MeetingView, today: date) -> None:
        """Show what was promised in it."""
        before, self._view = self._view, view
        if before is None or before.meeting.id != view.meeting.id:
            if before:
                self._typed[before.meeting.id] = self.field.field.text()
            self.field.field.setText(self._typed.pop(view.meeting.id, ""))
        self.made.show_promises(view.made_here, today, here=True)
        self.field.set_hint(promise_words.line_hint(view.manager))

    def _reading(self, line: str) -> str:
        return promise_words.reading(line, self._day(), self._view.manager if self._view else "")

    def _day(self) -> date:
        return _day_in(self._view) if self._view else date.today()

    def typed(self) -> dict[str, str]:
        """What is being typed and no commitment yet, by the ids of the meetings."""
        here = {self._view.meeting.id: self.field.field.text()} if self._view else {}
        return {meeting_id: line for meeting_id, line in (self._typed | here).items() if line.strip()}

    def put(self, typed: dict[str, str]) -> None:
        """What was being typed before; each line shows again with its meeting."""
        here = self._view.meeting.id if self._view else ""
        self._typed = {meeting_id: line for meeting_id, line in typed.items() if meeting_id != here}
        self.field.field.setText(typed.get(here, ""))

    @Slot()
    def _go_on(self) -> None:
        if not self.field.field.text().strip() and not self._has_added:
            self.went_on.emit()
        self._has_added = False

    @Slot(str)
    def _add(self, line: str) -> None:
        if self._view is None:
            return
        write = partial(ledger.write_down, line=line, today=self._day(), meeting_id=self._view.meeting.id)
        try:
            made = self._acts.do(_WHAT, write)
        except UpwardError as fault:
            self.field.complain(str(fault))
            return
        self._acts.remember(_WHAT, partial(commitments.move_to_trash, commitment_id=made.id))
        self._has_added = True  # the same Enter comes by `_go_on` with the line empty
        self.field.clear()


def _day_in(view: MeetingView) -> date:
    """The day of what is promised in a meeting: that of the meeting, but never one to come."""
    return min(view.meeting.day, date.today())
