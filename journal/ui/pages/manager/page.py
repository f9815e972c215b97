"""The page My manager: whose chapter it is, how they like to work, and one tab at a time below."""

from importlib import import_module
from typing import Final, NamedTuple, Protocol, cast

from PySide6.QtCore import QRect, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal.errors import JournalBusy
from journal.text import _
from journal.ui import theme
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.head import ManagerHead
from journal.ui.pages.manager.tab import set_in
from journal.ui.widgets.filter_bar import SegmentedChoice


class Tab(Protocol):
    """What the page knows of a tab, which is a QWidget as well, made of the chapter and a parent."""

    #: A part of the tab, as a rectangle of its own, is to be seen.
    reached: SignalInstance
    #: What stands at the foot of the window while this tab is on: what can be done with the record that is chosen.
    foot: QWidget | None

    def refresh(self) -> None:
        """Read again what the tab shows."""

    def flush(self) -> bool:
        """Save what is unsaved; whether nothing is any more."""
        ...

    def show_record(self, record_id: str) -> bool:
        """Show one of the tab's records; False when it is none of the tab's."""
        ...

    def new_record(self) -> None:
        """Begin what the tab begins most often."""


class FootPlace(QWidget):
    """Where the foot of a tab stands: seen while the tab is on, whatever the foot itself shows or hides."""

    def __init__(self, foot: QWidget, parent: QWidget) -> None:
        """Takes the foot in."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(foot)


class _Source(NamedTuple):
    text: str
    module: str
    kind: str


_TABS: Final = {
    "agreement": _Source(_("Agreement"), "agreement", "AgreementTab"),
    "authority": _Source(_("Authority"), "authority", "AuthorityTab"),
    "surprises": _Source(_("Surprises"), "surprises", "SurprisesTab"),
    "experience": _Source(_("Experience"), "experience", "ExperienceTab"),
    "chapters": _Source(_("Chapters"), "chapters", "ChaptersTab"),
}
_HERE: Final = __name__.rpartition(".")[0]


class ManagerPage(QWidget):
    """Ctrl+Page Down and Ctrl+Page Up go to the next tab and to the one before; N begins a new record of the tab."""

    #: Go to a page, to one of its records.
    go = Signal(str, str)
    title = _("My manager")
    reads = Changed.AGREEMENT | Changed.MANAGERS | Changed.MEETINGS | Changed.ENTRIES | Changed.GROWTH | Changed.LINES

    #: The names of the tabs, in their order.
    tabs = tuple(_TABS)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and its first tab."""
        super().__init__(parent)
        self.chapter = Chapter(journal, self, self.flush)
        self.chapter.read()
        self._tabs: dict[str, QWidget] = {}
        self._feet: dict[str, FootPlace] = {}
        self._stale: set[str] = set()
        self._names = list(_TABS)
        self._assemble()
        for keys, slot in (("Ctrl+PgDown", self._next_tab), ("Ctrl+PgUp", self._tab_before)):
            QShortcut(QKeySequence(keys), self, slot)
        self.chapter.chosen.connect(self.refresh)
        self.chapter.go.connect(self.go)
        self._name = self._names[0]
        self._show(self._name)
        self._tabs[self._name].setFocus()  # whatever has the keyboard within a page gets it when the page is shown

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read again what the head and the tab that is on show; the other tabs do when they are shown."""
        self.chapter.read()
        self.head.show_chapter()
        self._stale = set(self._tabs)
        self._refresh_if_stale()

    def show_record(self, record_id: str) -> None:
        """Show the tab of this name, or the record in the tab that has it."""
        if record_id in self._names:
            self.show_tab(record_id)
            return
        for name in self._names:
            self._made(name)
            if self.tab(name).show_record(record_id):
                self.show_tab(name)
                return

    @Slot()
    def new_record(self) -> None:
        """Begin what the tab that is on begins most often."""
        self.tab(self._name).new_record()

    def flush(self) -> bool:
        """Save what is typed in any tab; whether all of it is safe."""
        unsaved = [name for name in self._tabs if not self.tab(name).flush()]
        return self.head.flush() and not unsaved

    @Slot(str)
    def show_tab(self, name: str) -> bool:
        """Show another tab; False when the present one could not save its words, or the journal is busy."""
        if name == self._name:
            return True
        if not self.tab(self._name).flush():
            self.choice.set_value(self._name)
            return False
        try:
            self._made(name)
        except JournalBusy:
            self.choice.set_value(self._name)
            raise
        self._show(name)
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
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(self._scroll, 1)
        self._foot = QVBoxLayout()
        outer.addLayout(self._foot)
        self._body = QWidget(self._scroll)
        self._scroll.setWidget(self._body)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(theme.space(2), theme.space(2.5), theme.space(2), theme.space(3))
        self._column.setSpacing(theme.space(2))
        names = [(name, _TABS[name].text) for name in self._names]
        self.choice = SegmentedChoice(_("What of my manager"), names, wraps=True, parent=self._body)
        self.choice.changed.connect(self.show_tab)
        self.head = ManagerHead(self.chapter, self.title, self._body)
        self._column.addWidget(self.head)
        self._column.addWidget(set_in(self.choice, is_spread=False))

    def _made(self, name: str) -> QWidget:
        tab = self._tabs.get(name)
        if tab is None:
            source = _TABS[name]
            kind = getattr(import_module(f"{_HERE}.{source.module}"), source.kind)
            tab = kind(self.chapter, self._body)
            self._tabs[name] = tab
            tab.hide()
            self._column.addWidget(tab, 1)
            self.tab(name).reached.connect(self._reveal)
            foot = self.tab(name).foot
            if foot:
                self._feet[name] = FootPlace(foot, self)
                self._foot.addWidget(self._feet[name])
        return tab

    def _show(self, name: str) -> None:
        """Only the tab that is on takes part in the layout: the page is as high as it, and no higher."""
        made = self._made(name)
        self._name = name
        self.choice.set_value(name)
        for each in self._tabs.values():
            each.setVisible(each is made)
        for each, place in self._feet.items():
            place.setVisible(each == name)

    def _refresh_if_stale(self) -> None:
        if self._name in self._stale:
            self._stale.discard(self._name)
            try:
                self.tab(self._name).refresh()
            except JournalBusy:
                self._stale.add(self._name)
                raise

    @Slot(QRect)
    def _reveal(self, place: QRect) -> None:
        """Scroll until this part of the tab that is on is in sight."""
        tab = self._tabs[self._name]
        top = tab.mapTo(self._body, place.topLeft())
        self._scroll.ensureVisible(top.x(), top.y() + place.height(), 0, theme.space(3))
        self._scroll.ensureVisible(top.x(), top.y(), 0, theme.space(3))

    @Slot()
    def _next_tab(self) -> None:
        self._step(1)

    @Slot()
    def _tab_before(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        place = self._names.index(self._name) + step
        self.show_tab(self._names[place % len(self._names)])
        self.setFocus()
