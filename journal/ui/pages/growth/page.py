"""The page Growth: one tab at a time, each made when it is first asked for."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.section import PageHeading
from journal.ui.widgets.tabbed_page import TabbedPage


class _Source(NamedTuple):
    text: str
    make: Callable[[OpenJournal, QWidget], QWidget]


def _importance(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.growth.board import BoardTab

    return BoardTab(journal, parent)


def _goals(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.growth.goals import GoalsTab

    return GoalsTab(journal, parent)


def _role(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.growth.role import RoleTab

    return RoleTab(journal, parent)


def _talks(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.growth.talks import TalksTab

    return TalksTab(journal, parent)


def _look_back(journal: OpenJournal, parent: QWidget) -> QWidget:
    from journal.ui.pages.growth.look_back import LookBackTab

    return LookBackTab(journal, parent)


_TABS: Final = {
    "importance": _Source(_("Importance"), _importance),
    "goals": _Source(_("Goals"), _goals),
    "role": _Source(_("Bigger role"), _role),
    "talks": _Source(_("Talks and pulse"), _talks),
    "look_back": _Source(_("Look back"), _look_back),
}


class GrowthPage(TabbedPage):
    """The tabs stand in a stack."""

    title = _("Growth")
    reads = (
        Changed.IMPORTANCE
        | Changed.GROWTH
        | Changed.ENTRIES
        | Changed.MEETINGS
        | Changed.COMMITMENTS
        | Changed.MANAGERS
        | Changed.AGREEMENT
        | Changed.LINES
    )
    tabs = tuple(_TABS)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and its first tab."""
        super().__init__(parent)
        self._journal = journal
        self._assemble()
        self._begin()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(2.5), 0, 0)
        column.setSpacing(theme.space(2))
        self._build_choice(_("What of my growth"), [tab.text for tab in _TABS.values()], self)
        heading = PageHeading(self.title, self.choice, parent=self)
        heading.setContentsMargins(theme.space(3), 0, theme.space(3), 0)
        self._stack = QStackedWidget(self)
        self._stack.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(heading)
        column.addWidget(self._stack, 1)

    def _make_tab(self, name: str) -> QWidget:
        tab = self._tabs[name] = _TABS[name].make(self._journal, self._stack)
        self._stack.addWidget(tab)
        self.tab(name).go.connect(self.go)
        return tab

    def _put_on(self, made: QWidget) -> None:
        self._stack.setCurrentWidget(made)
