"""The tab Bigger role: the case for it, step by step, in the order in which it is talked about."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from journal.practices import bigger_role, commitments, managers, one_on_ones
from journal.store.tables import RoleCase
from journal.text import GOAL_STATUSES, _
from journal.ui import notifications, theme
from journal.ui.acts import Acts
from journal.ui.drafting import Drafting, Typed
from journal.ui.earlier_versions import EarlierVersions
from journal.ui.models import ledger
from journal.ui.models.bigger_role import read_case, read_cases
from journal.ui.not_saved import SaveBar
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth.criteria import Criteria
from journal.ui.pages.growth.role_steps import RoleSteps
from journal.ui.widgets.choice_box import ChoiceBox
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.reading_field import EntryLine

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_WHAT: Final = Changed.GROWTH
_WELCOME: Final = _(
    "Which bigger role do you want? Make the case step by step: why you are ready, whether your manager agrees,"
    " what you must still demonstrate, how far they can speak for you, and what you do next, together."
)


class RoleTab(QWidget):
    """N a new case, Alt+Q asks what comes next, Alt+H earlier versions, Ctrl+Z takes back."""

    go = Signal(str, str)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(parent)
        self._journal = journal
        self._acts = Acts(journal, self)
        self._versions = EarlierVersions(journal, self, self._acts)
        self._case_id = ""
        self._build()
        self._assemble()
        self._drafting = Drafting(journal, "role.new", self._typed, self)
        self._bar.watch(self._drafting.autosave, quietly=True)
        self._bar.watch(self.steps.fields.autosave)
        self.steps.fields.was_gone.connect(self._say_gone)
        for line in (self.line, self.criteria.line):
            line.textChanged.connect(self._drafting.touch)
        self._acts.need_writing(self.line, self.empty.button, *self.steps.ways_to_change)
        self.refresh()
        typed = self._drafting.bring_back()
        self.line.setText(str(typed.get("line", "")))
        self.criteria.line.setText(str(typed.get("criterion", "")))
        self._take_keyboard()

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the cases again; the one that is on stays, or the first one."""
        with self._journal.read() as session:
            cases = read_cases(session)
            ids = [case_id for case_id, _name in cases]
            typed_in = self.steps.fields.record_id
            wanted = next((each for each in (self._case_id, typed_in, *ids) if each in ids), "")
            view = read_case(session, wanted) if wanted else None
        if typed_in not in ids and self.steps.fields.autosave.unsaved:
            if self.steps.fields.autosave.flush():  # it is back, with what is typed in it
                self.refresh()
            return
        self._case_id = wanted
        self._show_choice(cases)
        self._layers.setCurrentIndex(0 if view else 1)
        if view:
            self.steps.show_case(view, date.today())

    def flush(self) -> bool:
        """Save what is typed; whether all of it is safe."""
        return all([self._drafting.flush(), self.steps.fields.flush()])

    def show_record(self, record_id: str) -> bool:
        """Show a case."""
        with self._journal.read() as session:
            if read_case(session, record_id) is None:
                return False
        self._show_case(record_id)
        return True

    @Slot()
    def new_record(self) -> None:
        """Begin a new case."""
        self.line.setFocus()

    # ----------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.line = EntryLine(_("New case"), _("Which role? (N)"))
        self.line.returnPressed.connect(self._begin)
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(_("Which case"))
        self.choice.setMinimumContentsLength(16)  # a long role is cut short rather than the page made wider
        self.choice.activated.connect(self._choose)
        self.criteria = Criteria(self._journal, self._acts)
        self.criteria.entry.connect(self._open_entry)
        self.steps = RoleSteps(self._journal, self.criteria)
        for signal, slot in (
            (self.steps.answered, self._answer),
            (self.steps.asked, self._ask),
            (self.steps.reached, self._reach),
            (self.steps.dropped, self._drop),
            (self.steps.reopened, self._reopen),
            (self.steps.trashed, self._trash),
            (self.steps.versions, self._show_versions),
            (self.steps.committed, self._commit),
        ):
            signal.connect(slot)
        self.empty = EmptyState("growth", _WELCOME, _("Name the role"))
        self.empty.started.connect(self.new_record)
        self._bar = SaveBar(self._journal, self._words, self)
        for keys, key_slot in (("N", self.new_record), ("Alt+Q", self._ask), ("Alt+H", self._show_versions)):
            QShortcut(QKeySequence(keys), self, key_slot)

    def _assemble(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(theme.space(3), 0, theme.space(3), 0)
        top.setSpacing(theme.space(1))
        top.addWidget(self.choice)
        top.addWidget(self.line, 1)
        self._layers = QStackedWidget()
        self._layers.addWidget(self.steps)
        self._layers.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addLayout(top)
        column.addWidget(self._layers, 1)
        self._bar.set_margins(theme.space(3), 0, theme.space(3), theme.space(1))
        column.addWidget(self._bar)

    # ----------------------------------------------------------------------------------------- showing

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the case, or to what begins it."""
        super().focusInEvent(event)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        (self.steps.reasoning if self._case_id else self.empty.button).setFocus()

    def _show_choice(self, cases: list[tuple[str, str]]) -> None:
        self.choice.clear()
        for case_id, name in cases:
            self.choice.addItem(name, case_id)
        self.choice.setCurrentIndex(max(0, self.choice.findData(self._case_id)))
        self.choice.setVisible(len(cases) > 1)

    def _show_case(self, case_id: str) -> None:
        if self.steps.fields.flush():
            self._case_id = case_id
        self.refresh()

    @Slot()
    def _choose(self) -> None:
        self._show_case(str(self.choice.currentData()))

    @Slot()
    def _say_gone(self) -> None:
        notifications.say(self, _("Another program deleted this case while you were writing. Your version is kept."))

    def _typed(self) -> Typed:
        typed = {"line": self.line.text(), "criterion": self.criteria.line.text()}
        return {name: words for name, words in typed.items() if words.strip()}

    def _words(self) -> str:
        return "\n\n".join(part for part in (*self._typed().values(), self.steps.fields.words()) if part)

    # ------------------------------------------------------------------------------------------ actions

    @Slot()
    def _begin(self) -> None:
        if self._acts.refuse_writing() or not self.flush():
            return

        def act(session: "Session") -> RoleCase:
            boss = managers.current(session).id
            return bigger_role.begin(session, self.line.text(), date.today(), manager_id=boss)

        made = self._acts.attempt(_WHAT, act)
        if made:
            self._acts.remember(_WHAT, partial(bigger_role.move_to_trash, case_id=made.id))
            self.line.clear()
            self._show_case(made.id)
            self.steps.reasoning.setFocus()

    @Slot(str)
    def _answer(self, agrees: str) -> None:
        view = self.steps.view
        if view:
            before = partial(
                bigger_role.answer, case_id=view.id, agrees=view.case.agrees, day=view.case.agrees_on or date.today()
            )
            self._acts.try_to(
                _WHAT, partial(bigger_role.answer, case_id=view.id, agrees=agrees, day=date.today()), before
            )

    @Slot()
    def _ask(self) -> None:
        view = self.steps.view
        if view is None or not view.is_open or not self.steps.fields.flush():
            return

        def act(session: "Session") -> str:
            case = read_case(session, view.id)
            if case is None or not case.question or case.is_asked:
                return ""
            ask = {"manager_id": case.manager_id, "source_kind": "role_case", "source_id": view.id}
            return one_on_ones.ask_next(session, case.question, date.today(), **ask).id

        made = self._acts.attempt(_WHAT | Changed.MEETINGS, act)
        if made:
            back = partial(one_on_ones.remove_item, item_id=made)
            self._acts.remember(_WHAT | Changed.MEETINGS, back, _("It stands on the next agenda."))

    @Slot()
    def _reach(self) -> None:
        self._close("reached")

    @Slot()
    def _drop(self) -> None:
        self._close("dropped")

    def _close(self, status: str) -> None:
        view = self.steps.view
        if view and self.steps.fields.flush():
            act = partial(bigger_role.close, case_id=view.id, status=status, day=date.today())
            back = partial(bigger_role.reopen, case_id=view.id)
            said = _("{role}: {status}").format(role=view.case.role, status=GOAL_STATUSES[status].lower())
            self._acts.try_to(_WHAT, act, back, said)

    @Slot()
    def _reopen(self) -> None:
        view = self.steps.view
        if view:
            back = partial(
                bigger_role.close, case_id=view.id, status=view.case.status, day=view.case.closed_on or date.today()
            )
            self._acts.try_to(_WHAT, partial(bigger_role.reopen, case_id=view.id), back, _("Open again."))

    @Slot()
    def _trash(self) -> None:
        view = self.steps.view
        if view and self.steps.fields.flush():
            back = partial(bigger_role.take_back, case_id=view.id)
            act = partial(bigger_role.move_to_trash, case_id=view.id)
            self._acts.try_to(_WHAT, act, back, _("Case deleted."))

    @Slot()
    def _show_versions(self) -> None:
        view = self.steps.view
        if view and self.steps.fields.flush():
            self._versions.show(RoleCase, view.id, _WHAT)

    @Slot(str)
    def _commit(self, line: str) -> None:
        made = self._acts.attempt(Changed.COMMITMENTS, partial(ledger.write_down, line=line, today=date.today()))
        if made:
            back = partial(commitments.move_to_trash, commitment_id=made.id)
            self._acts.remember(Changed.COMMITMENTS, back, _("Written down: {what}").format(what=made.what))

    @Slot(str)
    def _open_entry(self, entry_id: str) -> None:
        if self.flush():
            self.go.emit("journal", entry_id)
        else:
            notifications.say(self, _("What you typed is not saved yet."))
