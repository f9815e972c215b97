"""The tab Bigger role: the case for it, step by step, in the order in which it is talked about."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from journal.practices import bigger_role, commitments, managers
from journal.store.tables import RoleCase
from journal.text import _
from journal.ui import theme
from journal.ui.acts import on_record
from journal.ui.drafting import Typed
from journal.ui.models import ledger
from journal.ui.models.bigger_role import CaseView, read_case, read_cases
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth.criteria import Criteria
from journal.ui.pages.growth.record_tab import WHAT, Practice, RecordTab
from journal.ui.pages.growth.role_steps import RoleSteps
from journal.ui.record_fields import RecordFields
from journal.ui.widgets.choice_box import ChoiceBox
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.reading_field import EntryLine

if TYPE_CHECKING:
    from journal.ui.open_journal import Session
    from journal.ui.pages.growth.proposal import Proposal

#: The layers of the tab: the case step by step, what is said without one, and its page for the manager.
_STEPS, _EMPTY, _PAPER = range(3)

_PRACTICE: Final = Practice(
    RoleCase,
    bigger_role.close,
    bigger_role.reopen,
    bigger_role.move_to_trash,
    bigger_role.take_back,
    read_case,
    deleted=_("Case deleted."),
    gone=_("Another program deleted this case while you were writing. Your version is kept."),
)
_WELCOME: Final = _(
    "Which bigger role do you want? Make the case step by step: why you are ready, whether your manager agrees,"
    " what you must still demonstrate, how far they can speak for you, and what you do next, together."
)


class RoleTab(RecordTab):
    """N a new case, Alt+Q asks what comes next, Alt+H earlier versions, Ctrl+Z takes back."""

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(journal, _PRACTICE, "role.new", parent)
        self._case_id = ""
        self.proposal: Proposal | None = None
        self._build()
        self._build_bar()
        self._assemble()
        for line in (self.line, self.criteria.line):
            line.textChanged.connect(self._drafting.touch)
        self._acts.need_writing(self.line, self.empty.button, *self.steps.ways_to_change)
        self.refresh()
        typed = self._drafting.bring_back()
        self.line.setText(str(typed.get("line", "")))
        self.criteria.put(typed.get("criteria", {}))
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
        if view:
            self.steps.show_case(view, date.today())
        self._show_layer(view)

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

    def flush(self) -> bool:
        """Save what is typed, the lines of the page for the manager too; whether all of it is safe."""
        return all([super().flush(), self.proposal is None or self.proposal.flush()])

    @Slot()
    def show_proposal(self) -> None:
        """Show what can stand on the page for the manager, in place of the case."""
        if not self.flush() or self.steps.view is None:
            return
        if self.proposal is None:
            self._build_proposal()
        self._layers.setCurrentIndex(_PAPER)
        self._show_layer(self.steps.view)
        self._take_keyboard()

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
            (self.steps.proposed, self.show_proposal),
        ):
            signal.connect(slot)
        self.empty = EmptyState("growth", _WELCOME, _("Name the role"))
        self.empty.started.connect(self.new_record)
        for keys, key_slot in (("N", self.new_record), ("Alt+Q", self._ask), ("Alt+H", self._show_versions)):
            QShortcut(QKeySequence(keys), self, key_slot)

    def _build_proposal(self) -> None:
        from journal.ui.pages.growth.proposal import ProposalPane

        pane = ProposalPane(self._journal, self._acts, self._layers)
        self._layers.addWidget(pane)
        self.proposal = pane.proposal
        self.proposal.left.connect(self._show_steps)
        self._bar.watch(self.proposal.autosave, quietly=True)

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
        column.addWidget(self._bar)

    # ----------------------------------------------------------------------------------------- showing

    @property
    def _fields(self) -> RecordFields:
        return self.steps.fields

    def _view(self) -> CaseView | None:
        return self.steps.view

    def _take_keyboard(self) -> None:
        if self.proposal and self._layers.currentIndex() == _PAPER:
            self.proposal.setFocus()
        else:
            (self.steps.reasoning if self._case_id else self.empty.button).setFocus()

    def _show_layer(self, view: CaseView | None) -> None:
        """The case, or its page for the manager while that is on."""
        if view and self.proposal and self._layers.currentIndex() == _PAPER:
            self.proposal.show_case(view)
        else:
            self._layers.setCurrentIndex(_STEPS if view else _EMPTY)

    @Slot()
    def _show_steps(self) -> None:
        if self.proposal and self.proposal.flush():
            self._layers.setCurrentIndex(_STEPS)
            self._take_keyboard()

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

    def _typed(self) -> Typed:
        typed = {"line": self.line.text().strip() and self.line.text(), "criteria": self.criteria.typed()}
        return {name: words for name, words in typed.items() if words}

    def _words(self) -> str:
        lines = self.proposal.words() if self.proposal else []
        parts = (self.line.text(), *self.criteria.typed().values(), self.steps.fields.words(), *lines)
        return "\n\n".join(part for part in parts if part.strip())

    # ------------------------------------------------------------------------------------------ actions

    @Slot()
    def _begin(self) -> None:
        if self._acts.refuse_writing() or not self.flush():
            return

        def act(session: "Session") -> RoleCase:
            boss = managers.current(session).id
            return bigger_role.begin(session, self.line.text(), date.today(), manager_id=boss)

        made = self._acts.attempt(WHAT, act)
        if made:
            self._acts.remember(WHAT, partial(bigger_role.move_to_trash, case_id=made.id))
            self.line.clear()
            self._show_case(made.id)
            self.steps.reasoning.setFocus()

    @Slot(str)
    def _answer(self, agrees: str) -> None:
        view = self.steps.view
        if view:
            answer = partial(on_record, bigger_role.answer, view.id)
            before = answer(agrees=view.case.agrees, day=view.case.agrees_on or date.today())
            self._acts.try_to(WHAT, answer(agrees=agrees, day=date.today()), before)

    @Slot(str)
    def _commit(self, line: str) -> None:
        made = self._acts.attempt(Changed.COMMITMENTS, partial(ledger.write_down, line=line, today=date.today()))
        if made:
            back = partial(commitments.move_to_trash, commitment_id=made.id)
            self._acts.remember(Changed.COMMITMENTS, back, _("Written down: {what}").format(what=made.what))
