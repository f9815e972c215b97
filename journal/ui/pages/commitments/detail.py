"""One promise beside the ledger: its words, its dates and history, and what can be done with it."""

from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal.text import COMMITMENT_STATUSES, _
from journal.ui import theme
from journal.ui.models.ledger import LedgerRow
from journal.ui.models.promise_words import day_text, due_text, end_text, move_lines
from journal.ui.pages.commitments.forms import DropForm, EditForm, RenegotiateForm
from journal.ui.pages.commitments.nudge_form import NudgeForm
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label

Form = RenegotiateForm | DropForm | EditForm | NudgeForm
_CHANGED: Final = _("This commitment was changed meanwhile, and is not open any more. What you typed is still here.")


class PromiseDetail(QScrollArea):
    """What the selected promise says, with its actions; a form opens below them in place."""

    keep = Signal()
    reopen = Signal()
    #: Into the trash; what is in the trash, for good.
    trash = Signal()
    restored = Signal()
    versions = Signal()
    renegotiated = Signal(object, str)
    dropped = Signal(str)
    corrected = Signal(str, str, object)
    #: Words for a nudge are wanted; these are to be copied.
    nudge_wanted = Signal()
    nudged = Signal(str)
    #: Show the one-on-one, or the promise, with this id.
    meeting = Signal(str)
    promise = Signal(str)
    #: A form was left: the keyboard belongs to the list again.
    left = Signal()
    #: Something was typed into a form, or it was opened or closed.
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until a promise is shown."""
        super().__init__(parent)
        self.row: LedgerRow | None = None
        self._build_words()
        self._build_actions()
        self._build_forms()
        self._assemble()

    def _build_words(self) -> None:
        self._status = Label("", "small", wrap=True)
        self._what = Label("", "heading", wrap=True)
        self._due = Label("", "body", wrap=True)
        self._came = Label("", "muted", wrap=True)
        self.origin = Button(_("Open that one-on-one"), "quiet")
        self.origin.clicked.connect(self._open_meeting)
        self.successor = Button(_("Open the new commitment"), "quiet")
        self.successor.clicked.connect(self._open_successor)
        self._history = Label("", "muted", wrap=True)

    def _build_actions(self) -> None:
        self.kept = Button(_("Kept"), "primary", "check")
        self.move_on = Button(_("Renegotiate"), "plain")
        self.let_go = Button(_("Drop"), "plain")
        self.nudge = Button(_("Draft a nudge"), "plain", "nudge")
        self.again = Button(_("Reopen"), "plain", "undo")
        self.correct = IconButton("edit", _("Edit"))
        self.history = IconButton("history", _("Earlier versions"))
        self.delete = IconButton("trash", _("Delete"))
        self.restore = Button(_("Restore"), "primary", "undo")
        self.for_good = Button(_("Delete for good"), "danger")
        for button, slot, keys in (
            (self.kept, self.keep, "K"),
            (self.move_on, self.ask_for_date, "R"),
            (self.let_go, self.ask_for_reason, "D"),
            (self.nudge, self.ask_for_nudge, "G"),
            (self.again, self.reopen, "O"),
            (self.correct, self.ask_for_words, "E"),
            (self.history, self.versions, "Alt+H"),
            (self.delete, self.trash, _("Del")),
            (self.restore, self.restored, "O"),
            (self.for_good, self.trash, _("Del")),
        ):
            button.clicked.connect(slot)
            button.setToolTip(f"{button.text() or button.toolTip()} ({keys})")
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons, theme.space(1))
        self._of_trash = (self.restore, self.for_good)
        icons = (self.correct, self.history, self.delete)
        for button in (self.kept, self.nudge, self.move_on, self.let_go, self.again, *icons, *self._of_trash):
            flow.addWidget(button)
        self._keys = Label("", "small", wrap=True)

    def _build_forms(self) -> None:
        self.date_form, self.drop_form, self.edit_form = RenegotiateForm(), DropForm(), EditForm()
        self.nudge_form = NudgeForm()
        self._forms: tuple[Form, ...] = (self.date_form, self.drop_form, self.edit_form, self.nudge_form)
        self.nudge_form.done.connect(self._copy_nudge)
        self.date_form.done.connect(self._renegotiate)
        self.drop_form.done.connect(self._drop)
        self.edit_form.done.connect(self._correct)
        for form in self._forms:
            form.left.connect(self.leave)
            form.edited.connect(self.edited)
            form.hide()

    def _assemble(self) -> None:
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(3))
        column.setSpacing(theme.space(1))
        for part in (self._status, self._what, self._due, self._came):
            column.addWidget(part)
        for link in (self.origin, self.successor):
            link.setStyleSheet("padding: 0; margin-left: -2px;")  # its words stand below the others
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.space(1))
        column.addWidget(self._buttons)
        for form in self._forms:
            column.addWidget(form)
        column.addSpacing(theme.space(1))
        column.addWidget(self._history)
        column.addStretch(1)
        column.addWidget(self._keys)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def ways_to_change(self) -> tuple[QWidget, ...]:
        """The buttons that change the promise."""
        open_ones = (self.kept, self.move_on, self.let_go, self.correct, self.delete)
        return (*open_ones, self.again, self.restore, self.for_good)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its widest button: nothing scrolls sideways."""
        width = self._body.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    # ------------------------------------------------------------------------------------------- showing

    def show_row(self, row: LedgerRow | None, today: date) -> None:
        """Show a promise; a form that is open for another one closes. Words typed for this one stay, whatever became of it."""
        if row is None or self.row is None or _state(row) != _state(self.row):
            if row and self.row and row.id == self.row.id and self.is_typed_in():
                self.complain(_CHANGED)
            else:
                self._close_forms()
        self.row = row
        self._body.setVisible(row is not None)
        if row is None:
            return
        late = row.is_open and row.due is not None and row.due < today
        status = _("In the trash") if row.is_trashed else COMMITMENT_STATUSES[row.status]
        self._status.setText(_("{who} · {status}").format(who=row.who, status=status))
        self._what.setText(row.what)
        self._due.setText(_due_sentence(row, today))
        self._due.set_role("alert" if late else "body")
        self._came.setText(_made_sentence(row, today))
        self._show_links(row)
        history = move_lines(row, today)
        self._history.setText("\n".join(history))
        self._history.setVisible(bool(history))
        self._show_actions(row)

    def _show_links(self, row: LedgerRow) -> None:
        self.origin.setVisible(row.meeting_day is not None)
        self.successor.setVisible(bool(row.successor))

    def _show_actions(self, row: LedgerRow) -> None:
        for button in (self.kept, self.move_on, self.let_go):
            button.setVisible(row.is_open)
        self.nudge.setVisible(row.is_open and row.owner == "manager")
        self.again.setVisible(row.can_reopen)
        for button in (self.correct, self.history, self.delete):
            button.setVisible(not row.is_trashed)
        for button in self._of_trash:
            button.setVisible(row.is_trashed)
        self._keys.setText(
            _("O restore · Del delete for good")
            if row.is_trashed
            else _("K kept · R renegotiate · D drop · E edit · Del delete")
            if row.is_open
            else _("O reopen · E edit · Del delete")
            if row.can_reopen
            else _("E edit · Del delete")
        )

    # ------------------------------------------------------------------------------------------- forms

    @Slot()
    def ask_for_date(self) -> None:
        """Open the form for another date; a week after the last one is proposed, and never a day that has passed."""
        if self.row and self.row.is_open and self.move_on.isEnabled() and not self.holds_words():
            today = date.today()
            self._open(self.date_form)
            self.date_form.begin(max(self.row.due or today, today) + timedelta(days=7))

    @Slot()
    def ask_for_reason(self) -> None:
        """Open the form for letting go."""
        if self.row and self.row.is_open and self.let_go.isEnabled() and not self.holds_words():
            self._open(self.drop_form)
            self.drop_form.begin()

    @Slot()
    def ask_for_words(self) -> None:
        """Open the form for a correction."""
        if self.row and not self.row.is_trashed and self.correct.isEnabled() and not self.holds_words():
            self._open(self.edit_form)
            self.edit_form.begin(self.row.what, self.row.owner, self.row.due)

    @Slot()
    def ask_for_nudge(self) -> None:
        """Ask for words of a nudge; they come by `show_nudge`. Nothing of the journal changes by it."""
        if self.row and self.row.is_open and self.row.owner == "manager" and not self.holds_words():
            self.nudge_wanted.emit()

    def show_nudge(self, text: str, how: str) -> None:
        """Open the form with these words."""
        self._open(self.nudge_form)
        self.nudge_form.begin(text, how)

    def is_typed_in(self) -> bool:
        """Whether a form is open with something typed into it that is not being done at this moment."""
        filled = self._filled()
        return filled is not None and not filled.is_handing_over

    def holds_words(self) -> bool:
        """Whether a form is typed in; if so it says that it comes first."""
        is_typed_in = self.is_typed_in()
        if is_typed_in:
            self.complain(_("Finish this first, or leave it with Escape."))
        return is_typed_in

    def typed(self) -> dict[str, Any]:
        """What stands in the form that is filled, and whose it is; empty when there is none."""
        filled = self._filled()
        if filled is None or self.row is None:
            return {}
        return {"commitment": self.row.id, "form": self._forms.index(filled), "fields": filled.typed()}

    def put(self, typed: dict[str, Any]) -> None:
        """Open a form again as it was left; its commitment must be shown."""
        asks = (self.ask_for_date, self.ask_for_reason, self.ask_for_words, self.ask_for_nudge)
        number = int(typed.get("form", 0))
        form = self._forms[number]
        asks[number]()
        if form.isHidden():  # what became of the promise meanwhile would not open it
            self._open(form)
            form.begun()
            form.complain(_CHANGED)
        form.put(dict(typed.get("fields", {})))

    def _filled(self) -> Form | None:
        return next((form for form in self._forms if form.is_filled()), None)

    @Slot()
    def leave(self) -> None:
        """Close the form that is open and give the keyboard back."""
        self._close_forms()
        self.left.emit()

    def complain(self, sentence: str) -> None:
        """Say in the open form why it was not done."""
        for form in self._forms:
            form.complain(sentence)

    def _open(self, wanted: Form) -> None:
        for form in self._forms:
            form.setVisible(form is wanted)
        self._buttons.hide()
        self.ensureWidgetVisible(wanted)

    def _close_forms(self) -> None:
        for form in self._forms:
            form.hide()
        self._buttons.show()
        self.edited.emit()

    @Slot()
    def _renegotiate(self) -> None:
        self.renegotiated.emit(self.date_form.due.day(), self.date_form.reason.text())

    @Slot()
    def _copy_nudge(self) -> None:
        self.nudged.emit(self.nudge_form.words.text())

    @Slot()
    def _drop(self) -> None:
        self.dropped.emit(self.drop_form.reason.text())

    @Slot()
    def _correct(self) -> None:
        form = self.edit_form
        self.corrected.emit(form.what.text(), form.owner.value(), form.due.day())

    @Slot()
    def _open_successor(self) -> None:
        if self.row:
            self.promise.emit(self.row.successor)

    @Slot()
    def _open_meeting(self) -> None:
        if self.row:
            self.meeting.emit(self.row.meeting_id)


def _state(row: LedgerRow) -> tuple[str, str, bool]:
    return row.id, row.status, row.is_trashed


def _due_sentence(row: LedgerRow, today: date) -> str:
    """The due day in full, and how it stands; or how the promise ended."""
    if not row.is_open:
        return _end_sentence(row, today)
    if row.due is None:
        return _("No date was agreed on.")
    words = day_text(row.due, today)
    if row.due < today:
        return _("Due {day}, {late}").format(day=words, late=due_text(row.due, today))
    return _("Due {day}").format(day=words)


def _end_sentence(row: LedgerRow, today: date) -> str:
    ended = end_text(row, today)
    if row.goes_on:
        said = _("{deleted}; goes for good {day}")
        return said.format(deleted=f"{ended[:1].upper()}{ended[1:]}", day=day_text(row.goes_on, today))
    if row.successor:
        new = day_text(row.successor_due, today) if row.successor_due else _("no date")
        ended = _("{ended}, now due {day}").format(ended=ended, day=new)
    return f"{ended}: {row.reason}" if row.reason else ended


def _made_sentence(row: LedgerRow, today: date) -> str:
    made = day_text(row.made_on, today)
    if row.meeting_day == row.made_on:
        words = _("Promised in the one-on-one of {day}").format(day=made)
    elif row.meeting_day:
        origin = day_text(row.meeting_day, today)
        words = _("Promised {day}, after the one-on-one of {origin}").format(day=made, origin=origin)
    else:
        words = _("Promised {day}").format(day=made)
    if row.is_open or row.due is None:
        return words
    return _("{made}, for {day}").format(made=words, day=day_text(row.due, today))
