"""A page of tabs: one at a time is on, each is made when it is first asked for, and read again when it is shown."""

from typing import Protocol, cast

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from journal.errors import JournalBusy
from journal.ui.widgets.filter_bar import SegmentedChoice


class Tab(Protocol):
    """What the page knows of a tab, which is a QWidget as well."""

    #: A part of the tab, as a rectangle of its own, is to be seen; where the page scrolls as a whole.
    reached: SignalInstance
    #: Go to a page, to one of its records; where the tab asks for that itself.
    go: SignalInstance
    #: What stands at the foot of the window while this tab is on, where the page has such a place.
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


class TabbedPage(QWidget):
    """Ctrl+Page Down and Ctrl+Page Up go to the next tab and to the one before.

    A page says what its `tabs` are, makes one by `_make_tab`, and shows one by `_put_on`.
    """

    #: Go to a page, to one of its records.
    go = Signal(str, str)
    #: The names of the tabs, in their order.
    tabs: tuple[str, ...] = ()
    #: The bar with the tabs' words.
    choice: SegmentedChoice

    def __init__(self, parent: QWidget | None = None) -> None:
        """The page builds its parts, then calls `_begin`."""
        super().__init__(parent)
        self._tabs: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._name = self.tabs[0]
        for keys, slot in (("Ctrl+PgDown", self._next_tab), ("Ctrl+PgUp", self._tab_before)):
            QShortcut(QKeySequence(keys), self, slot)

    def _make_tab(self, name: str) -> QWidget:
        """Make a tab, hidden, in its place."""
        raise NotImplementedError

    def _put_on(self, made: QWidget) -> None:
        """Let this tab be the one that is seen."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read again what the tab that is on shows; the others do when they are shown."""
        self._stale = set(self._tabs)
        self._refresh_if_stale()

    def show_record(self, record_id: str) -> None:
        """Show the tab of this name, or the record in the tab that has it."""
        if record_id in self.tabs:
            self.show_tab(record_id)
            return
        for name in self.tabs:
            self._made(name)
            if self.tab(name).show_record(record_id):
                self.show_tab(name)
                return

    @Slot()
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

    def _build_choice(self, name: str, words: list[str], parent: QWidget) -> None:
        """`name` is what a screen reader calls the bar; `words` are those of the tabs."""
        self.choice = SegmentedChoice(name, list(zip(self.tabs, words, strict=True)), wraps=True, parent=parent)
        self.choice.changed.connect(self.show_tab)

    def _begin(self) -> None:
        self._show(self._name)

    def _made(self, name: str) -> QWidget:
        if name not in self._tabs:
            self._tabs[name] = self._make_tab(name)
        return self._tabs[name]

    def _show(self, name: str) -> None:
        made = self._made(name)
        self._name = name
        self.choice.set_value(name)
        self._put_on(made)

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
        place = self.tabs.index(self._name) + step
        self.show_tab(self.tabs[place % len(self.tabs)])
        self.setFocus()
