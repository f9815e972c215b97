"""One goal beside the list: what to show, for which critical goal, with which support, and what shows it by now."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSize, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal.practices import goals, managers
from journal.store.tables import Goal
from journal.text import COLUMNS, GOAL_KINDS, GOAL_STATUSES, _, n_
from journal.ui import theme
from journal.ui.models.goals import GoalView, evidence_rows
from journal.ui.models.rows import RowsModel
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.record_fields import RecordFields
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.check_list import CheckList
from journal.ui.widgets.choice_box import ChoiceBox
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.dates import near_day
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.form import FormColumn, LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.section import SectionHeading
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_LABELS = COLUMNS["goal"]


class GoalDetail(QScrollArea):
    """The fields save themselves; what changes the goal's state is a button, with its key in the tool tip."""

    reached = Signal()
    dropped = Signal()
    reopened = Signal()
    asked = Signal()
    trashed = Signal()
    versions = Signal()
    link_wanted = Signal()
    #: Show the entry, or take away the link, with this UUID.
    entry = Signal(str)
    unlinked = Signal(str)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Empty until a goal is shown."""
        super().__init__(parent)
        self.view: GoalView | None = None
        self.fields = RecordFields(journal, "goals", Goal, Changed.GROWTH, goals.revise, self, _anew)
        self._build_fields()
        self._build_actions()
        self._build_evidence()
        self._assemble()

    # ----------------------------------------------------------------------------------------- building

    def _build_fields(self) -> None:
        self._state = Label("", "small", wrap=True)
        self.form = FormColumn()
        self.what = LineField(name=_LABELS["what"])
        self.why = TextEditor(
            _LABELS["why"], _("What gets better, or faster, when I show this?"), look="field", lines=2
        )
        self.competency = ChoiceBox()
        self.competency.setAccessibleName(_LABELS["competency"])
        self.competency.setMinimumContentsLength(10)
        self.support = TextEditor(
            _LABELS["support_wanted"], _("What I would ask my manager for"), look="field", lines=2
        )
        self.due = DateField(_LABELS["due"])
        parts: tuple[tuple[str, QWidget], ...] = (
            ("what", self.what),
            ("why", self.why),
            ("competency", self.competency),
            ("support_wanted", self.support),
            ("due", self.due),
        )
        for name, widget in parts:
            field = self.form.add(_LABELS[name], widget)
            if isinstance(widget, DateField):
                widget.complained.connect(field.complain)
            self.fields.add(name, widget, needed=name == "what")

    def _build_actions(self) -> None:
        self.reach = Button(_("Reached"), "primary", "check")
        self.drop = Button(_("Let go"), "plain")
        self.reopen = Button(_("Reopen"), "plain", "undo")
        self.ask = Button(_("Ask in the next one-on-one"), "plain", "one-on-ones")
        self.history = IconButton("history", _("Earlier versions"))
        self.delete = IconButton("trash", _("Delete"))
        for button, signal, keys in (
            (self.reach, self.reached, "Alt+R"),
            (self.drop, self.dropped, "Alt+D"),
            (self.reopen, self.reopened, "Alt+O"),
            (self.ask, self.asked, "Alt+Q"),
            (self.history, self.versions, "Alt+H"),
            (self.delete, self.trashed, _("Del")),
        ):
            button.clicked.connect(signal)
            button.setToolTip(f"{button.text() or button.toolTip()} ({keys})")
        self._question = Label("", "small", wrap=True)

    def _build_evidence(self) -> None:
        self.link = Button(_("Link an entry"), "quiet", "plus")
        self.link.setToolTip(_("Link an entry (Alt+L)"))
        self.link.clicked.connect(self.link_wanted)
        self.shown_by = SectionHeading(_("What shows it"), action=self.link)
        self.model = RowsModel(self)
        self.list = CheckList(_("What shows it"))
        self.list.setModel(self.model)
        self.list.opened.connect(self._open_entry)
        self.list.delete_pressed.connect(self._unlink)
        self._nothing = Label(
            _("Link the entries in which you showed it: they come back here, and when you look back on a period."),
            "muted",
            wrap=True,
        )

    def _assemble(self) -> None:
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(3))
        column.setSpacing(theme.space(1.5))
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.space(1))
        for button in (self.reach, self.reopen, self.drop, self.ask, self.history, self.delete):
            flow.addWidget(button)
        for part in (self._state, buttons, self._question, self.form):
            column.addWidget(part)
        column.addSpacing(theme.space(1))
        for part in (self.shown_by, self._nothing, self.list):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(QScrollArea.focusPolicy(self).NoFocus)

    @property
    def ways_to_change(self) -> tuple[QWidget, ...]:
        """The buttons that change something."""
        return (self.reach, self.drop, self.reopen, self.ask, self.delete, self.link)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its widest part: nothing scrolls sideways."""
        width = self._body.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    # ------------------------------------------------------------------------------------------- showing

    def offer_competencies(self, choices: list[tuple[str, str]]) -> None:
        """The competencies that a goal can serve: their keys and names."""
        if choices == [
            (self.competency.itemData(row), self.competency.itemText(row)) for row in range(1, self.competency.count())
        ]:
            return
        self.competency.clear()
        self.competency.addItem(_("None in particular"), "")
        for key, name in choices:
            self.competency.addItem(name, key)

    def show_goal(self, view: GoalView | None, today: date) -> None:
        """Show a goal, or nothing."""
        self.view = view
        self._body.setVisible(view is not None)
        if view is None:
            self.fields.record_id = ""
            return
        self.fields.show(view.id, view.values)
        self._state.setText(_state_words(view, today))
        for button in (self.reach, self.drop):
            button.setVisible(view.is_open)
        self.drop.setVisible(view.is_open and view.kind == "growth")
        self.reach.setVisible(view.is_open and view.kind == "growth")
        self.reopen.setVisible(not view.is_open)
        self.ask.setVisible(view.is_open and not view.is_asked)
        self._question.setText(
            (_("On the agenda: “{question}”") if view.is_asked else _("To ask: “{question}”")).format(
                question=view.question
            )
        )
        self._question.setVisible(view.is_open)
        self.model.set_rows(evidence_rows(view.evidence))
        n = len(view.evidence)
        self.shown_by.set_note(n_("{n} entry", "{n} entries", n).format(n=n) if n else "")
        self.list.setVisible(bool(n))
        self._nothing.setVisible(not n)

    @Slot(QModelIndex)
    def _open_entry(self, index: QModelIndex) -> None:
        found = self._linked(index)
        if found:
            self.entry.emit(found[1])

    @Slot(QModelIndex)
    def _unlink(self, index: QModelIndex) -> None:
        found = self._linked(index)
        if found:
            self.unlinked.emit(found[0])

    def _linked(self, index: QModelIndex) -> tuple[str, str] | None:
        link_id = index.data(RowRole.ID)
        shown = self.view.evidence if self.view else []
        return next(((each.id, each.entry_id) for each in shown if each.id == link_id), None)


def _anew(session: "Session", **values: Any) -> Goal:
    return goals.begin(session, begun_on=date.today(), manager_id=managers.current(session).id, **values)


def _state_words(view: GoalView, today: date) -> str:
    begun = _("{kind}, begun {day}").format(kind=GOAL_KINDS[view.kind], day=near_day(view.begun_on, today))
    if view.is_open:
        return begun
    closed = _("{status} {day}").format(status=GOAL_STATUSES[view.status], day=near_day(view.closed_on or today, today))
    return f"{begun} · {closed}"
