"""The page Growth: one tab at a time, each made when it is first asked for."""

from collections.abc import Callable
from typing import Final, NamedTuple, Protocol, cast

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journal.errors import JournalBusy
from journal.text import _
from journal.ui import theme
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.section import PageHeading


class Tab(Protocol):
    """What the page knows of a tab, which is a QWidget as well, made of the journal and a parent."""

    go: SignalInstance

    def refresh(self) -> None:
        """Read again what the tab shows."""

    def flush(self) -> bool:
        """Save what is unsaved; whether nothing is any more."""
        ...

    def show_record(self, record_id: str) -> bool:
        """Show one of the tab's records; False when it is none of the tab's."""
        ...


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
_NAMES: Final = tuple(_TABS)


class GrowthPage(QWidget):
    """Ctrl+Page Down and Ctrl+Page Up go to the next tab and to the one before."""

    #: Go to a page, to one of its records.
    go = Signal(str, str)
    title = _("Growth")
    reads = (
        Changed.IMPORTANCE
        | Changed.GROWTH
        | Changed.ENTRIES
        | Changed.MEETINGS
        | Changed.COMMITMENTS
        | Changed.MANAGERS
        | Changed.AGREEMENT
    )

    #: The names of the tabs, in their order.
    tabs = tuple(_TABS)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and its first tab."""
        super().__init__(parent)
        self._journal = journal
        self._tabs: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        names = [(name, tab.text) for name, tab in _TABS.items()]
        self.choice = SegmentedChoice(_("What of my growth"), names, wraps=True)
        self.choice.changed.connect(self.show_tab)
        self._assemble()
        for keys, slot in (("Ctrl+PgDown", self._next_tab), ("Ctrl+PgUp", self._tab_before)):
            QShortcut(QKeySequence(keys), self, slot)
        self._name = _NAMES[0]
        self._stack.setCurrentWidget(self._made(self._name))

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read again what the tab that is on shows; the others do when they are shown."""
        self._stale = set(self._tabs)
        self._refresh_if_stale()

    def show_record(self, record_id: str) -> None:
        """Show the tab of this name, or the record in the tab that has it."""
        if record_id in _NAMES:
            self.show_tab(record_id)
            return
        for name in _NAMES:
            self._made(name)
            if self.tab(name).show_record(record_id):
                self.show_tab(name)
                return

    def new_record(self) -> None:
        """Begin what the tab that is on begins most often."""
        begin = getattr(self._tabs[self._name], "new_record", None)
        if begin:
            begin()

    def flush(self) -> bool:
        """Save what is typed in any tab; whether all of it is safe."""
        unsaved = [name for name in self._tabs if not self.tab(name).flush()]
        return not unsaved

    @Slot(str)
    def show_tab(self, name: str) -> bool:
        """Show another tab; False when the present one could not save its words, or the journal is busy."""
        if name == self._name:
            return True
        if not self.tab(self._name).flush():
            self.choice.set_value(self._name)
            return False
        try:
            made = self._made(name)
        except JournalBusy:
            self.choice.set_value(self._name)
            raise
        self._name = name
        self.choice.set_value(name)
        self._stack.setCurrentWidget(made)
        self._refresh_if_stale()
        return True

    def tab(self, name: str) -> Tab:
        """A tab that is made."""
        return cast(Tab, cast(object, self._tabs[name]))

    @property
    def tab_name(self) -> str:
        """The name of the tab that is on."""
        return self._name

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the tab that is on."""
        super().focusInEvent(event)
        self._tabs[self._name].setFocus(event.reason())

    # ----------------------------------------------------------------------------------------- internal

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(2.5), 0, 0)
        column.setSpacing(theme.space(2))
        heading = PageHeading(self.title, self.choice, parent=self)
        heading.setContentsMargins(theme.space(3), 0, theme.space(3), 0)
        self._stack = QStackedWidget(self)
        self._stack.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(heading)
        column.addWidget(self._stack, 1)

    def _made(self, name: str) -> QWidget:
        tab = self._tabs.get(name)
        if tab is None:
            tab = _TABS[name].make(self._journal, self._stack)
            self._tabs[name] = tab
            self._stack.addWidget(tab)
            self.tab(name).go.connect(self.go)
        return tab

    def _refresh_if_stale(self) -> None:
        if self._name in self._stale:
            self._stale.discard(self._name)
            try:
                self.tab(self._name).refresh()
            except JournalBusy:
                self._stale.add(self._name)
                raise

    @Slot()
    def _next_tab(self) -> None:
        self._step(1)

    @Slot()
    def _tab_before(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        place = _NAMES.index(self._name) + step
        self.show_tab(_NAMES[place % len(_NAMES)])
        self.setFocus()
