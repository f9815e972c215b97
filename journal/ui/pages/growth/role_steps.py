"""The case for a bigger role as five steps one below the other, in the order in which they are talked about."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal.practices import bigger_role, managers
from journal.store.tables import RoleCase
from journal.text import COLUMNS, YES_PARTLY_NO, _
from journal.ui import theme
from journal.ui.models.bigger_role import CaseView, standing_words, state_words
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth.criteria import Criteria
from journal.ui.record_fields import RecordFields
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.form import FormColumn, LineField
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.quick_answer import QuickAnswer
from journal.ui.widgets.section import SectionHeading
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_LABELS: Final = COLUMNS["role_case"]
_WIDEST_EM: Final = 52


class RoleSteps(QScrollArea):
    """The fields save themselves. `answered` carries whether the manager agrees; the other signals are the buttons'."""

    answered = Signal(str)
    asked = Signal()
    reached = Signal()
    dropped = Signal()
    reopened = Signal()
    trashed = Signal()
    versions = Signal()
    #: The page for the manager is wanted.
    proposed = Signal()
    #: A line of the next steps that shall become a commitment.
    committed = Signal(str)

    def __init__(self, journal: OpenJournal, criteria: Criteria, parent: QWidget | None = None) -> None:
        """`criteria` is the third step."""
        super().__init__(parent)
        self.view: CaseView | None = None
        self.fields = RecordFields(journal, "role", RoleCase, Changed.GROWTH, bigger_role.revise, self, _anew)
        self.criteria = criteria
        self._build_fields()
        self._build_actions()
        self._assemble()

    # ----------------------------------------------------------------------------------------- building

    def _build_fields(self) -> None:
        self.role = LineField(name=_LABELS["role"])
        self.reasoning = _text("reasoning", _("What I have shown that this role needs, with examples"), 3)
        self.agrees = QuickAnswer(_("Their answer"), list(YES_PARTLY_NO.items()))
        self.agrees.answered.connect(self.answered)
        self.their_words = _text("their_words", _("As they said it"), 2)
        self.limit = _text("advocacy_limit", _("With whom can they speak for me, and where does it end?"), 2)
        self.limit_asked = DateField(_LABELS["limit_asked_on"])
        self.next_steps = _text("next_steps", _("One a line: a proposal to take to senior management together, …"), 3)
        for name, widget in (
            ("role", self.role),
            ("reasoning", self.reasoning),
            ("their_words", self.their_words),
            ("advocacy_limit", self.limit),
            ("limit_asked_on", self.limit_asked),
            ("next_steps", self.next_steps),
        ):
            self.fields.add(name, widget, needed=name == "role")

    def _build_actions(self) -> None:
        self.reach = Button(_("I have the role"), "plain", "check")
        self.drop = Button(_("Let go"), "plain")
        self.reopen = Button(_("Reopen"), "plain", "undo")
        self.history = IconButton("history", _("Earlier versions"))
        self.delete = IconButton("trash", _("Delete"))
        self.propose = Button(_("Proposal…"), "plain", "page")
        self.propose.setToolTip(_("A page about this role for your manager, of lines that you approve"))
        self.ask = Button(_("Ask in the next one-on-one"), "primary", "one-on-ones")
        self.ask.setToolTip(_("Ask in the next one-on-one (Alt+Q)"))
        self.history.setToolTip(_("Earlier versions (Alt+H)"))
        self.commit = Button(_("Make this line a commitment"), "quiet", "commitments")
        for button, signal in (
            (self.reach, self.reached),
            (self.drop, self.dropped),
            (self.reopen, self.reopened),
            (self.history, self.versions),
            (self.delete, self.trashed),
            (self.ask, self.asked),
            (self.propose, self.proposed),
        ):
            button.clicked.connect(signal)
        self.commit.clicked.connect(self._commit_line)

    def _assemble(self) -> None:
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(theme.space(3), 0, theme.space(3), theme.space(4))
        self._column.setSpacing(theme.space(1.5))
        self._state = Label("", "small", wrap=True)
        self._question = Label("", "body", wrap=True)
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.space(1))
        for button in (self.ask, self.propose, self.reach, self.drop, self.reopen, self.history, self.delete):
            flow.addWidget(button)
        for part in (self._state, self._question, buttons):
            self._column.addWidget(part)
        self._step(_("1. The role, and why I am ready"), self._form(("role", self.role), ("reasoning", self.reasoning)))
        words = self._form(("their_words", self.their_words))
        self._agreed_on = self._step(_("2. Does my manager agree?"), self.agrees, words)
        self._standing = self._step(_("3. What I must demonstrate"), self.criteria)
        asked = self._form(("limit_asked_on", self.limit_asked))
        self._step(_("4. How far they can speak for me"), self.limit, asked)
        self._step(_("5. Next steps together"), self.next_steps)
        self._column.addWidget(self.commit, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._body.setMaximumWidth(theme.theme().em(_WIDEST_EM))
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _step(self, heading: str, *parts: QWidget) -> SectionHeading:
        self._column.addSpacing(theme.space(1))
        self._column.addWidget(hairline())
        made = SectionHeading(heading)
        self._column.addWidget(made)
        for part in parts:
            self._column.addWidget(part)
        return made

    def _form(self, *fields: tuple[str, QWidget]) -> FormColumn:
        form = FormColumn()
        for name, widget in fields:
            field = form.add(_LABELS[name], widget)
            if isinstance(widget, DateField):
                widget.complained.connect(field.complain)
        return form

    @property
    def ways_to_change(self) -> tuple[QWidget, ...]:
        """What changes something."""
        return (self.reach, self.drop, self.reopen, self.delete, self.ask, self.commit, self.agrees)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its widest part: nothing scrolls sideways."""
        width = self._body.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    # ------------------------------------------------------------------------------------------- showing

    def show_case(self, view: CaseView, today: date) -> None:
        """Show a case."""
        self.view = view
        self.fields.show(view.id, view.values)
        self.agrees.set_value(view.case.agrees)
        self.criteria.show_case(view)
        self._state.setText(state_words(view, today))
        self._standing.set_note(standing_words(view))
        self._agreed_on.set_note(_day_words(view, today))
        self._question.setText(
            (_("On the agenda: “{question}”") if view.is_asked else _("To ask next: “{question}”")).format(
                question=view.question
            )
        )
        self._question.setVisible(view.is_open and bool(view.question))
        self.ask.setVisible(view.is_open and bool(view.question) and not view.is_asked)
        for button in (self.reach, self.drop):
            button.setVisible(view.is_open)
        self.reopen.setVisible(not view.is_open)

    @Slot()
    def _commit_line(self) -> None:
        line = self.next_steps.textCursor().block().text().strip()
        lines = [each.strip() for each in self.next_steps.text().splitlines() if each.strip()]
        chosen = line or (lines[0] if lines else "")
        if chosen:
            self.committed.emit(chosen)
        else:
            self.next_steps.setFocus()


def _anew(session: "Session", **values: Any) -> RoleCase:
    return bigger_role.begin(session, begun_on=date.today(), manager_id=managers.current(session).id, **values)


def _text(name: str, placeholder: str, lines: int) -> TextEditor:
    return TextEditor(_LABELS[name], placeholder, look="field", lines=lines)


def _day_words(view: CaseView, today: date) -> str:
    from journal.ui.widgets.dates import near_day

    return _("said {day}").format(day=near_day(view.case.agrees_on, today)) if view.case.agrees_on else ""
