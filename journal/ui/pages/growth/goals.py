"""The tab Goals: what I need to show, what shows it, and the standing duties on which every request rests."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from journal.errors import UpwardError
from journal.practices import competencies, goals, managers
from journal.store.tables import Goal
from journal.text import _
from journal.ui import theme
from journal.ui.drafting import Typed
from journal.ui.models.goals import GoalView, read_goal, read_rows
from journal.ui.models.rows import RowsModel
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.growth import evidence_acts
from journal.ui.pages.growth.entry_picker import EntryPicker
from journal.ui.pages.growth.goal_detail import GoalDetail
from journal.ui.pages.growth.record_tab import WHAT, Practice, RecordTab
from journal.ui.record_fields import RecordFields
from journal.ui.widgets.button import Button
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.reading_field import EntryLine
from journal.ui.widgets.split_view import SplitView

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_PRACTICE: Final = Practice(
    Goal,
    goals.close,
    goals.reopen,
    goals.move_to_trash,
    goals.take_back,
    read_goal,
    deleted=_("Goal deleted."),
    gone=_("Another program deleted this goal while you were writing. Your version is kept."),
)
_WELCOME: Final = _(
    "What do you need to show next, and which critical goal does it serve? A goal gathers the entries that show it,"
    " so that the next talk about your development has something to stand on."
)


class GoalsTab(RecordTab):
    """N a new goal, Alt+R reached, Alt+D let go, Alt+O reopen, Alt+Q ask, Alt+L link an entry, Alt+H, Delete, Ctrl+Z."""

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(journal, _PRACTICE, "goals.new", parent)
        self._build_list()
        self._build_detail()
        self._build_bar()
        self._build_keys()
        self._assemble()
        self.line.textChanged.connect(self._drafting.touch)
        self._acts.need_writing(self.line, self.duties, self.empty.button, *self.detail.ways_to_change)
        self.refresh()
        self.line.setText(str(self._drafting.bring_back().get("line", "")))
        self._take_keyboard()

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the goals again; the one that is on stays, or the one that takes its place."""
        today = date.today()
        with self._journal.read() as session:
            rows = read_rows(session, today)
            known = competencies.of_journal(session).values()
            choices = [(each.key, each.label) for each in known]
            has_duties = len(goals.duties_missing(session)) == 0
        typed_in = self.detail.fields
        if typed_in.autosave.unsaved and typed_in.record_id not in {row.id for row in rows}:
            if typed_in.autosave.flush():  # it is back, with what is typed in it
                self.refresh()
            return
        here = self.list.currentIndex()
        kept, number = (str(here.data(RowRole.ID)), here.row()) if here.isValid() else ("", 0)
        self.model.set_rows(rows)
        self.detail.offer_competencies(choices)
        self.duties.setVisible(not has_duties)
        self._layers.setCurrentIndex(0 if rows else 1)
        if not self._choose(kept) and not self._choose(typed_in.record_id):
            self.list.choose_row(min(number, len(rows) - 1))
        self._show_chosen()

    def show_record(self, record_id: str) -> bool:
        """Choose a goal."""
        with self._journal.read() as session:
            if read_goal(session, record_id) is None:
                return False
        self.refresh()
        self._choose(record_id)
        self.list.setFocus()
        return True

    @Slot()
    def new_record(self) -> None:
        """Begin a new goal."""
        self._layers.setCurrentIndex(0)
        self.line.setFocus()

    # ----------------------------------------------------------------------------------------- building

    def _build_list(self) -> None:
        self.line = EntryLine(_("New goal"), _("What do I need to show? (N)"))
        self.line.returnPressed.connect(self._begin)
        self.duties = Button(_("Add the standing duties"), "quiet", "plus")
        self.duties.clicked.connect(self._begin_duties)
        self.duties.setToolTip(
            _("Lead the team, execute, meet expectations, let the manager look good: what every request rests on")
        )
        self.model = RowsModel(self)
        self.list = ListView(_("Goals"), sections=True)
        self.list.setModel(self.model)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._edit)
        self.list.delete_pressed.connect(self._trash)
        self.empty = EmptyState("growth", _WELCOME, _("Write down the first one"))
        self.empty.started.connect(self.new_record)

    def _build_detail(self) -> None:
        self.detail = GoalDetail(self._journal)
        self.picker = EntryPicker(self._journal, self)
        self.picker.chosen.connect(self._link)
        for signal, slot in (
            (self.detail.reached, self._reach),
            (self.detail.dropped, self._drop),
            (self.detail.reopened, self._reopen),
            (self.detail.asked, self._ask),
            (self.detail.trashed, self._trash),
            (self.detail.versions, self._show_versions),
            (self.detail.link_wanted, self._offer_entries),
            (self.detail.entry, self._open_entry),
            (self.detail.unlinked, self._unlink),
        ):
            signal.connect(slot)

    def _build_keys(self) -> None:
        for keys, slot in (
            ("N", self.new_record),
            ("Alt+R", self._reach),
            ("Alt+D", self._drop),
            ("Alt+O", self._reopen),
            ("Alt+Q", self._ask),
            ("Alt+L", self._offer_entries),
            ("Alt+H", self._show_versions),
        ):
            QShortcut(QKeySequence(keys), self, slot)

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(theme.space(3), 0, theme.space(3), 0)
        top.setSpacing(theme.space(1))
        top.addWidget(self.line, 1)
        top.addWidget(self.duties)
        self._layers = QStackedWidget()
        self._layers.addWidget(SplitView("goals", self.list, self.detail, sizes=(2, 3)))
        self._layers.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addLayout(top)
        column.addWidget(self._layers, 1)
        self._layers.setContentsMargins(theme.space(1.5), 0, 0, 0)
        column.addWidget(self._bar)

    # ----------------------------------------------------------------------------------------- showing

    @property
    def _fields(self) -> RecordFields:
        return self.detail.fields

    def _view(self) -> GoalView | None:
        return self.detail.view

    def _take_keyboard(self) -> None:
        (self.list if self.model.rowCount() else self.empty.button).setFocus()

    def _choose(self, goal_id: str) -> bool:
        rows = self.model.rows()
        place = next((number for number, row in enumerate(rows) if row.id == goal_id), -1)
        if place >= 0:
            self.list.choose_row(place)
        return place >= 0

    @Slot()
    def _chosen(self) -> None:
        if self.detail.view and self.detail.view.id != self._chosen_id() and not self.detail.fields.flush():
            self._choose(self.detail.view.id)  # its words come first
            return
        self._show_chosen()

    def _chosen_id(self) -> str:
        index = self.list.currentIndex()
        return str(index.data(RowRole.ID)) if index.isValid() else ""

    def _show_chosen(self) -> None:
        goal_id = self._chosen_id()
        view: GoalView | None = None
        if goal_id:
            with self._journal.read() as session:
                view = read_goal(session, goal_id)
        self.detail.show_goal(view, date.today())

    def _typed(self) -> Typed:
        return {"line": self.line.text()} if self.line.text().strip() else {}

    # ------------------------------------------------------------------------------------------ actions

    @Slot()
    def _begin(self) -> None:
        def act(session: "Session") -> Goal:
            boss = managers.current(session).id
            return goals.begin(session, self.line.text(), date.today(), manager_id=boss)

        if self._acts.refuse_writing():
            return
        try:
            made = self._acts.do(WHAT, act)
        except UpwardError as fault:
            self._acts.say(fault)
            return
        self._acts.remember(WHAT, partial(goals.move_to_trash, goal_id=made.id))
        self.line.clear()
        self.refresh()
        self._choose(made.id)
        self.detail.why.setFocus()

    @Slot()
    def _begin_duties(self) -> None:
        def act(session: "Session") -> list[str]:
            boss = managers.current(session).id
            return [goal.id for goal in goals.begin_duties(session, date.today(), manager_id=boss)]

        made = self._acts.attempt(WHAT, act)
        if made:
            self._acts.remember(WHAT, partial(_trash_all, made), _("The standing duties were added."))
            self.refresh()
            self._choose(made[0])
            self.list.setFocus()

    @Slot()
    def _edit(self) -> None:
        self.detail.what.setFocus()

    def _close(self, status: str) -> None:
        if self.detail.view and self.detail.view.kind == "growth":
            super()._close(status)

    def _press(self, act: "Callable[[Session], object]", back: "Callable[[Session], object]", said: str) -> bool:
        """A button that goes with what it did hands the keyboard to the list."""
        is_on_button = QApplication.focusWidget() in self.detail.ways_to_change
        is_done = super()._press(act, back, said)
        if is_done and is_on_button:
            self.list.setFocus()
        return is_done

    @Slot()
    def _offer_entries(self) -> None:
        view = self.detail.view
        if view and not self._acts.refuse_writing():
            self.detail.ensureWidgetVisible(self.detail.link)
            self.picker.open_below(self.detail.link, "goal_id", view.id)

    @Slot(str)
    def _link(self, entry_id: str) -> None:
        if self.detail.view:
            evidence_acts.link(self._acts, entry_id, "goal_id", self.detail.view.id)

    @Slot(str)
    def _unlink(self, evidence_id: str) -> None:
        evidence_acts.unlink(self._acts, evidence_id)


def _trash_all(goal_ids: list[str], session: "Session") -> None:
    for goal_id in goal_ids:
        goals.move_to_trash(session, goal_id)
