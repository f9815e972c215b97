"""The proposal for a bigger role: what of a case stands on a page for the manager."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal.sharing import paper_lines
from journal.sharing.paper_lines import Part
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.models.bigger_role import CaseView
from journal.ui.open_journal import OpenJournal
from journal.ui.paper_lines import PaperLines, PaperWords
from journal.ui.showing_paper import page_size

if TYPE_CHECKING:
    from journal.sharing.collect import Collected
    from journal.ui.open_journal import Session

_WORDS: Final = PaperWords(
    paper_lines.ROLE,
    _(
        "One page for your manager about the role that you propose. Only lines that you write and tick here can stand on"
        " it; your notes stay private. Enter writes a line and approves it."
    ),
    _("Back to the case"),
    _("A bigger role {day}"),
)


class Proposal(PaperLines):
    """A row for the role, for each criterion and each next step of a case."""

    def __init__(self, journal: OpenJournal, acts: Acts, parent: QWidget | None = None) -> None:
        """Empty until `show_case`."""
        super().__init__(journal, acts, _WORDS, parent)
        self._view: CaseView | None = None

    def show_case(self, view: CaseView) -> None:
        """Show what can stand on the page of a case; the words of another one are kept first."""
        if self._view is None or view.id == self._view.id or self.flush():
            self._view = view
            self.refresh()

    @property
    def case_id(self) -> str:
        """The case that is on; empty before the first."""
        return self._view.id if self._view else ""

    def manager_id(self) -> str:
        """Whom the case is put to."""
        return self._view.manager_id if self._view else ""

    def read_parts(self, session: "Session") -> list[Part]:
        """The role, why, the criteria and the steps."""
        return paper_lines.role_parts(session, self._view.id) if self._view else []

    def collect(self, session: "Session", day: date) -> "Collected":
        """The proposal, in the language and the look that are chosen for the summary."""
        from journal.sharing import choices
        from journal.sharing.collect_papers import collect_proposal

        chosen = choices.read(session, self.manager_id(), day, paper=page_size())
        return collect_proposal(session, self.case_id, day, chosen, manager_id=self.manager_id())


class ProposalPane(QScrollArea):
    """The proposal as a layer of the tab, which scrolls as a whole."""

    def __init__(self, journal: OpenJournal, acts: Acts, parent: QWidget) -> None:
        """Its `proposal` is empty at first."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget(self)
        self.setWidget(body)
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.space(2), 0, theme.space(2), theme.space(3))  # rows have air inside
        self.proposal = Proposal(journal, acts, body)
        column.addWidget(self.proposal)
        column.addStretch(1)
