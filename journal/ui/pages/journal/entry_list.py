"""The left half of the Journal: what can be narrowed, the entries by day, and the way to the trash and back."""

from enum import Enum, auto

from PySide6.QtCore import QLocale, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from journal.practices.entries import EntryFilter
from journal.text import _, n_
from journal.ui import theme
from journal.ui.models.entries import EntriesModel
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.journal.filters import EntryFilters
from journal.ui.widgets.button import Button
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.label import Label, hairline
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.section import PageHeading

_TRASHED = EntryFilter(trashed=True)
_ROOM_FOR_WORDS = 11.5  # ems of a list in which the title and the words of its button fit


class Shown(Enum):
    """What there is to see in the list."""

    ROWS = auto()
    NOTHING_YET = auto()
    NO_MATCH = auto()
    EMPTY_TRASH = auto()


class EntryList(QWidget):
    """`chosen` carries the id of the entry that is on, or an empty one."""

    chosen = Signal(str)
    opened = Signal()
    new_pressed = Signal()
    delete_pressed = Signal()
    shown_changed = Signal()

    def __init__(self, journal: OpenJournal, parent: QWidget | None = None) -> None:
        """Empty until `show_filter`."""
        super().__init__(parent)
        self._is_settling = False
        self._on: int | None = None
        self._top: tuple[int | None, int] = (None, 0)
        self._wants_one = False
        self.model = EntriesModel(journal, self)
        # Tab walks them in the order in which they are made.
        self.new = Button(_("New entry"), "primary", "plus")
        self.new.setToolTip(_("New entry (N in the list)"))
        self.new.setAccessibleName(_("New entry"))
        self.heading = PageHeading(_("Journal"), self.new, parent=self)
        self.filters = EntryFilters(journal, self)
        self.view = ListView(_("Entries"), lines=2, days=True, parent=self)
        self.view.setModel(self.model)
        self.count = Label("", "small")
        self.trash = Button(_("Trash"), "quiet", "trash")
        self.empty = EmptyState("journal", "", _("Clear the filter"), parent=self)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(theme.space(3), theme.space(2.5), theme.space(2), theme.space(1))
        top.addWidget(self.heading)
        filters = QHBoxLayout()
        filters.setContentsMargins(theme.space(1.75), 0, theme.space(1.5), theme.space(1))
        filters.addWidget(self.filters)
        rows = QHBoxLayout()
        rows.setContentsMargins(theme.space(1.25), 0, 0, 0)
        rows.addLayout(self._stack)
        foot.setContentsMargins(theme.space(3), theme.space(0.5), theme.space(1.5), theme.space(0.5))
        foot.addWidget(self.count, 1)
        foot.addWidget(self.trash)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(filters)
        layout.addLayout(rows, 1)
        layout.addWidget(hairline())
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.view.chosen.connect(self._tell_chosen)
        self.view.opened.connect(self.opened)
        self.view.delete_pressed.connect(self.delete_pressed)
        self.filters.changed.connect(self.show_filter)
        self.new.clicked.connect(self.new_pressed)
        self.trash.clicked.connect(self.toggle_trash)
        self.empty.started.connect(self._help)
        self.model.about_to_settle.connect(self._hold)
        self.model.all_known.connect(self._settle)
        for signal in (self.model.rowsInserted, self.model.rowsRemoved):
            signal.connect(self.follow)
        new = QShortcut(QKeySequence(Qt.Key.Key_N), self.view)
        new.setContext(Qt.ShortcutContext.WidgetShortcut)
        new.activated.connect(self.new_pressed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters in a narrow list: the button keeps its sign."""
        super().resizeEvent(event)
        self.new.setText(_("New entry") if self.width() >= theme.theme().em(_ROOM_FOR_WORDS) else "")

    # ------------------------------------------------------------------------------------------- showing

    @property
    def is_trash(self) -> bool:
        """Whether the trash is shown."""
        return self.model.wanted.trashed

    @property
    def shown(self) -> Shown:
        """What there is to see."""
        if self.model.rowCount() or not self.model.is_complete:
            return Shown.ROWS
        if self.is_trash:
            return Shown.EMPTY_TRASH
        return Shown.NOTHING_YET if self.model.wanted == EntryFilter() else Shown.NO_MATCH

    @Slot(object)
    def show_filter(self, wanted: EntryFilter) -> None:
        """Show what a filter lets through, with its first entry on."""
        self._is_settling = True
        self.model.show_filter(wanted)
        self._is_settling = False
        self.heading.set_title(_("Trash") if wanted.trashed else _("Journal"))
        self.new.setVisible(not wanted.trashed)
        self.filters.setVisible(not wanted.trashed)
        self.trash.setText(_("Back to the journal") if wanted.trashed else _("Trash"))
        self.trash.set_icon("arrow-right" if wanted.trashed else "trash")
        self._wants_one = True
        self.follow()

    @Slot()
    def toggle_trash(self) -> None:
        """Show the trash, or what was shown before."""
        self.show_filter(self.filters.wanted() if self.is_trash else _TRASHED)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def follow(self) -> None:
        """Say how many there are, once that is known, or why there are none."""
        count = self.model.rowCount()
        is_known = self.model.is_complete and bool(count)
        self.count.setText(
            n_("{count} entry", "{count} entries", count).format(count=QLocale().toString(count)) if is_known else ""
        )
        if self.shown is Shown.NOTHING_YET:
            self.empty.set_sentence(_("What you write will stand here, the newest on top."), "")
        elif self.shown is Shown.NO_MATCH:
            self.empty.set_sentence(_("No entry matches."), _("Clear the filter"))
        elif self.shown is Shown.EMPTY_TRASH:
            self.empty.set_sentence(
                _("The trash is empty. What you delete stays here for 30 days."), _("Back to the journal")
            )
        self._stack.setCurrentWidget(self.view if self.shown is Shown.ROWS else self.empty)
        if self._wants_one and not self._is_settling and (count or self.model.is_complete):
            self._wants_one = False
            if count:
                self.view.choose_row(max(0, self.model.row_of(self._on)))
            else:
                self.chosen.emit("")
        self.shown_changed.emit()

    # ----------------------------------------------------------------------------------------- selection

    def choose_place(self, place: int | None) -> bool:
        """Put the row of this place on, without saying so; whether there is one."""
        row = self.model.row_of(place)
        self._on, self._wants_one = place, False
        self._is_settling = True
        if row >= 0:
            self.view.choose_row(row)
        else:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        self._is_settling = False
        return row >= 0

    def move_entry(self, old: int | None, new: int | None, *, is_on: bool) -> None:
        """An entry came, went or moved; `is_on` keeps it the current one."""
        self._is_settling = True
        self.model.move(old, new)
        self._is_settling = False
        if is_on and new is not None:
            self.choose_place(new)

    def remove(self, place: int | None) -> None:
        """An entry went; its neighbour is on then."""
        row = self.model.row_of(place)
        self.move_entry(place, None, is_on=False)
        count = self.model.rowCount()
        self._is_settling = True
        self.view.setCurrentIndex(QModelIndex())
        self._is_settling = False
        if count:
            self.view.choose_row(max(0, min(row, count - 1)))
        else:
            self.chosen.emit("")

    @Slot()
    def _hold(self) -> None:
        """Others changed the journal: whatever comes and goes, what is looked at stays under the eye."""
        self._is_settling = True
        row = self.view.rowAt(1)
        self._top = (self.model.place_at(row), row)

    @Slot()
    def _settle(self) -> None:
        """The same entry is on, and the same one is on top, unless the list was at its beginning."""
        self._is_settling = False
        self.follow()
        place, before = self._top
        after = self.model.row_of(place)
        bar = self.view.verticalScrollBar()
        at = bar.value()
        if self._on is not None and self.model.place_at(self.view.currentIndex().row()) != self._on:
            self.choose_place(self._on)
        if at and after >= 0:
            bar.setValue(at + (after - before) * self.view.rows.height)
        self._top = (None, 0)

    @Slot(QModelIndex)
    def _tell_chosen(self, index: QModelIndex) -> None:
        if not self._is_settling:
            self._on = self.model.place_at(index.row())
            self.chosen.emit(str(index.data(RowRole.ID) or "") if index.isValid() else "")

    @Slot()
    def _help(self) -> None:
        """The one click that an empty list offers."""
        if self.is_trash:
            self.toggle_trash()
        else:
            self.filters.clear_all()
