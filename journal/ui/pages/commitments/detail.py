"""One promise beside the ledger: its words, its dates and history, and what can be done with it."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal.text import COMMITMENT_STATUSES, _
from journal.ui import theme
from journal.ui.models.commitments import LedgerRow, day_text, due_text, move_lines
from journal.ui.pages.commitments.forms import DropForm, EditForm, InlineForm, RenegotiateForm
from journal.ui.widgets.button import Button
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label, hairline


class PromiseDetail(QScrollArea):
    """What the selected promise says, with its actions; a form opens below them in place."""

    keep = Signal()
    reopen = Signal()
    trash = Signal()
    renegotiated = Signal(object, str)
    dropped = Signal(str)
    corrected = Signal(str, str, object)
    meeting = Signal(str)
    #: A form was left: the keyboard belongs to the list again.
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until a promise is shown."""
        super().__init__(parent)
        self.row: LedgerRow | None = None
        self._build_words()
        self._build_actions()
        self._build_forms()
        self._assemble()

    def _build_words(self) -> None:
        self._status = Label("", "small")
        self._what = Label("", "title", wrap=True)
        self._due = Label("", "body", wrap=True)
        self._came = Label("", "muted", wrap=True)
        self.origin = Button("", "quiet", "one-on-ones")
        self.origin.clicked.connect(self._open_meeting)
        self._history = Label("", "muted", wrap=True)

    def _build_actions(self) -> None:
        self.kept = Button(_("Kept"), "primary", "check")
        self.move_on = Button(_("Renegotiate"), "plain")
        self.let_go = Button(_("Drop"), "plain")
        self.again = Button(_("Reopen"), "plain", "undo")
        self.correct = Button(_("Edit"), "plain")
        self.delete = Button(_("Delete"), "quiet", "trash")
        for button, slot, keys in (
            (self.kept, self.keep, "K"),
            (self.move_on, self.ask_for_date, "R"),
            (self.let_go, self.ask_for_reason, "D"),
            (self.again, self.reopen, "O"),
            (self.correct, self.ask_for_words, "E"),
            (self.delete, self.trash, _("Del")),
        ):
            button.clicked.connect(slot)
            button.setToolTip(f"{button.text()} ({keys})")
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons, theme.space(1))
        for button in (self.kept, self.move_on, self.let_go, self.again, self.correct, self.delete):
            flow.addWidget(button)
        self._keys = Label("", "small", wrap=True)

    def _build_forms(self) -> None:
        self.date_form, self.drop_form, self.edit_form = RenegotiateForm(), DropForm(), EditForm()
        self._forms: tuple[InlineForm, ...] = (self.date_form, self.drop_form, self.edit_form)
        self.date_form.done.connect(self._renegotiate)
        self.drop_form.done.connect(self._drop)
        self.edit_form.done.connect(self._correct)
        for form in self._forms:
            form.left.connect(self.leave)
            form.hide()

    def _assemble(self) -> None:
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(3))
        column.setSpacing(theme.space(1))
        for part in (self._status, self._what, self._due, self._came):
            column.addWidget(part)
        column.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._history)
        column.addSpacing(theme.space(1))
        column.addWidget(self._buttons)
        self._line = hairline()
        column.addSpacing(theme.space(1))
        column.addWidget(self._line)
        for form in self._forms:
            column.addWidget(form)
        column.addStretch(1)
        column.addWidget(self._keys)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # ------------------------------------------------------------------------------------------- showing

    def show_row(self, row: LedgerRow | None, today: date) -> None:
        """Show a promise; a form that is open for another one closes."""
        if row is None or self.row is None or row.id != self.row.id or row.status != self.row.status:
            self._close_forms()
        self.row = row
        self._body.setVisible(row is not None)
        if row is None:
            return
        late = row.is_open and row.due is not None and row.due < today
        self._status.setText(_("{who} · {status}").format(who=row.who, status=COMMITMENT_STATUSES[row.status]))
        self._what.setText(row.what)
        self._due.setText(_due_sentence(row, today))
        self._due.set_role("alert" if late else "body")
        self._came.setText(_made_sentence(row, today))
        self.origin.setVisible(bool(row.meeting_id))
        if row.meeting_day:
            self.origin.setText(_("One-on-one of {day}").format(day=day_text(row.meeting_day, today)))
        history = move_lines(row, today)
        self._history.setText("\n".join(history))
        self._history.setVisible(bool(history))
        self._show_actions(row)

    def _show_actions(self, row: LedgerRow) -> None:
        for button in (self.kept, self.move_on, self.let_go):
            button.setVisible(row.is_open)
        self.again.setVisible(not row.is_open)
        self._keys.setText(
            _("K kept · R renegotiate · D drop · E edit · Del delete")
            if row.is_open
            else _("O reopen · E edit · Del delete")
        )

    # ------------------------------------------------------------------------------------------- forms

    @Slot()
    def ask_for_date(self) -> None:
        """Open the form for another date; a week after the last one is proposed, and never a day that has passed."""
        if self.row and self.row.is_open:
            today = date.today()
            self._open(self.date_form)
            self.date_form.begin(max(self.row.due or today, today) + timedelta(days=7))

    @Slot()
    def ask_for_reason(self) -> None:
        """Open the form for letting go."""
        if self.row and self.row.is_open:
            self._open(self.drop_form)
            self.drop_form.begin()

    @Slot()
    def ask_for_words(self) -> None:
        """Open the form for a correction."""
        if self.row:
            self._open(self.edit_form)
            self.edit_form.begin(self.row.what, self.row.owner, self.row.due)

    @Slot()
    def leave(self) -> None:
        """Close the form that is open and give the keyboard back."""
        self._close_forms()
        self.left.emit()

    def complain(self, sentence: str) -> None:
        """Say in the open form why it was not done."""
        for form in self._forms:
            form.complain(sentence)

    def _open(self, wanted: InlineForm) -> None:
        for form in self._forms:
            form.setVisible(form is wanted)
        self._line.show()
        self.ensureWidgetVisible(wanted)

    def _close_forms(self) -> None:
        for form in self._forms:
            form.hide()
        self._line.hide()

    @Slot()
    def _renegotiate(self) -> None:
        self.renegotiated.emit(self.date_form.due.day(), self.date_form.reason.text())

    @Slot()
    def _drop(self) -> None:
        self.dropped.emit(self.drop_form.reason.text())

    @Slot()
    def _correct(self) -> None:
        form = self.edit_form
        self.corrected.emit(form.what.text(), form.owner.value(), form.due.day())

    @Slot()
    def _open_meeting(self) -> None:
        if self.row:
            self.meeting.emit(self.row.meeting_id)


def _due_sentence(row: LedgerRow, today: date) -> str:
    """The due day in full, and how it stands; or how the promise ended."""
    if not row.is_open:
        closed = f"{COMMITMENT_STATUSES[row.status]} {day_text(row.closed_on, today) if row.closed_on else ''}".strip()
        return f"{closed}: {row.reason}" if row.reason else closed
    if row.due is None:
        return _("No date was agreed on.")
    words = day_text(row.due, today)
    if row.due < today:
        return _("Due {day}, {late}").format(day=words, late=due_text(row.due, today))
    return _("Due {day}").format(day=words)


def _made_sentence(row: LedgerRow, today: date) -> str:
    made = _("Promised {day}").format(day=day_text(row.made_on, today))
    if row.is_open or row.due is None:
        return made
    return _("{made}, for {day}").format(made=made, day=day_text(row.due, today))
