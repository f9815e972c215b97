"""The page My manager: whose chapter it is, how they like to work, and one tab at a time below."""

from importlib import import_module
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.head import ManagerHead
from journal.ui.pages.manager.tab import set_in
from journal.ui.widgets.tabbed_page import TabbedPage


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


class ManagerPage(TabbedPage):
    """The page scrolls as a whole; the foot of the tab that is on stands below. N begins a new record of the tab."""

    title = _("My manager")
    reads = Changed.AGREEMENT | Changed.MANAGERS | Changed.MEETINGS | Changed.ENTRIES | Changed.GROWTH | Changed.LINES
    tabs = tuple(_TABS)

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Build the page and its first tab."""
        super().__init__(parent)
        self.chapter = Chapter(journal, self, self.flush)
        self.chapter.read()
        self._feet: dict[str, FootPlace] = {}
        self._assemble()
        self.chapter.chosen.connect(self.refresh)
        self.chapter.go.connect(self.go)
        self._begin()
        self._tabs[self._name].setFocus()  # whatever has the keyboard within a page gets it when the page is shown

    @Slot()
    def refresh(self) -> None:
        """Read again what the head and the tab that is on show; the other tabs do when they are shown."""
        self.chapter.read()
        self.head.show_chapter()
        super().refresh()

    def flush(self) -> bool:
        """Save what is typed in the head and in any tab; whether all of it is safe."""
        is_safe = [super().flush(), self.head.flush()]
        return all(is_safe)

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
        self._build_choice(_("What of my manager"), [tab.text for tab in _TABS.values()], self._body)
        self.head = ManagerHead(self.chapter, self.title, self._body)
        self._column.addWidget(self.head)
        self._column.addWidget(set_in(self.choice, is_spread=False))

    def _make_tab(self, name: str) -> QWidget:
        source = _TABS[name]
        kind = getattr(import_module(f"{_HERE}.{source.module}"), source.kind)
        tab = self._tabs[name] = kind(self.chapter, self._body)
        tab.hide()
        self._column.addWidget(tab, 1)
        self.tab(name).reached.connect(self._reveal)
        foot = self.tab(name).foot
        if foot:
            self._feet[name] = FootPlace(foot, self)
            self._foot.addWidget(self._feet[name])
        return tab

    def _put_on(self, made: QWidget) -> None:
        """Only the tab that is on takes part in the layout: the page is as high as it, and no higher."""
        for each in self._tabs.values():
            each.setVisible(each is made)
        for name, place in self._feet.items():
            place.setVisible(name == self._name)

    @Slot(QRect)
    def _reveal(self, place: QRect) -> None:
        """Scroll until this part of the tab that is on is in sight."""
        tab = self._tabs[self._name]
        top = tab.mapTo(self._body, place.topLeft())
        self._scroll.ensureVisible(top.x(), top.y() + place.height(), 0, theme.space(3))
        self._scroll.ensureVisible(top.x(), top.y(), 0, theme.space(3))
