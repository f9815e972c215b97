"""What the tabs with a table share: how one walks it, changes words in their place, and what can be done with a record."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from journal.errors import UpwardError
from journal.store.tables import Record
from journal.text import _
from journal.ui import theme
from journal.ui.acts import on_record
from journal.ui.models.cells import CellsModel
from journal.ui.open_journal import Changed
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.foot import RecordFoot
from journal.ui.pages.manager.rewording import Revise, Rewording
from journal.ui.pages.manager.tab import ManagerTab
from journal.ui.widgets.cell_table import CellTable, Column

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

WHAT: Final = Changed.AGREEMENT


@dataclass(frozen=True)
class Practice:
    """The records of a tab, and what its practice does with one of them: each takes the session and the record's id."""

    kind: type[Record]
    revise: Revise
    move_to_trash: Callable[..., object]
    take_back: Callable[..., object]


class TableTab(ManagerTab):
    """N begins a record, E changes the words of the chosen one in their place, Delete, Alt+H shows its earlier versions.

    A tab builds its table by `_build_table`, its foot by `_take_foot`, and sets `adding`.
    """

    #: Where the tab is narrower than so many lines of its text are high, the table has another shape.
    narrow_em = 30
    #: What a new record is typed into.
    adding: QWidget

    def __init__(self, chapter: Chapter, name: str, practice: Practice, parent: QWidget | None = None) -> None:
        """`name` is what the draft of the tab is kept under."""
        super().__init__(chapter, name, parent)
        self._practice = practice
        self._is_narrow = False

    # ----------------------------------------------------------------------------- what a tab says of itself

    def _read(self, session: "Session") -> None:
        """Read the tab's records."""
        raise NotImplementedError

    def _show(self) -> None:
        """Show what was read."""
        raise NotImplementedError

    def _show_foot(self) -> None:
        """Show what can be done with the chosen record, or nothing."""
        raise NotImplementedError

    def _record(self) -> Record | None:
        """The chosen record."""
        raise NotImplementedError

    def _name_of(self, record: Any) -> str:
        """The words that say which record it is."""
        raise NotImplementedError

    def _column_name(self, column: int) -> str:
        """What of a record is changed in this column of the table."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the records again; the one that is on stays on."""
        with self._journal.read() as session:
            self._read(session)
        self._show()

    def show_record(self, record_id: str) -> bool:
        """Show one of the records."""
        self.table.setFocus()
        return self.table.choose(self.model.place_of(record_id))

    @Slot()
    def new_record(self) -> None:
        """Begin a record."""
        self.adding.setFocus()

    def flush(self) -> bool:
        """Save words changed in the table, and keep what is typed as it stands; whether both are safe."""
        is_safe = [self._rewording.flush(), super().flush()]
        return all(is_safe)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard to the table, or to what adds a record while there is nothing in it."""
        super().focusInEvent(event)
        (self.table if self.model.rowCount() else self.adding).setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another shape of the table where it is narrow."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.theme().em(self.narrow_em)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show()

    # ----------------------------------------------------------------------------------------- building

    def _build_table(self, title: str, heads: list[str], columns: list[Column]) -> None:
        self.model = CellsModel(heads, self)
        self.table = CellTable(title, columns)
        self.table.setModel(self.model)
        self._rewording = Rewording(self._acts, self._practice.kind, self._practice.revise, self.table)
        self.save_bar.watch(self._rewording.autosave, quietly=True)
        self.model.renamed.connect(self._rename)
        self.table.orphaned.connect(self._rename)
        self.table.chosen.connect(self._show_foot)
        self.table.delete_pressed.connect(self._trash)
        self.table.reached.connect(self._reach)

    def _take_foot(self, foot: RecordFoot) -> None:
        self.foot = foot
        foot.edit.connect(self._edit)
        foot.versions.connect(self._show_versions)
        foot.trash.connect(self._trash)

    def _build_keys(self, *own: tuple[str, Callable[[], object]]) -> None:
        """The keys of every such tab, and its own."""
        shared = (("N", self.new_record), ("E", self._edit), ("Alt+H", self._show_versions))
        for keys, slot in (*shared, *own):
            key = QShortcut(QKeySequence(keys), self, slot)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ----------------------------------------------------------------------------------------- showing

    def _chosen_id(self) -> str:
        cell = self.model.cell_at(self.table.currentIndex())
        return cell.id if cell else ""

    @Slot(QRect)
    def _reach(self, place: QRect) -> None:
        self.reached.emit(place.translated(self.table.pos()))

    def _words(self) -> str:
        return "\n".join(words for words in (super()._words(), *self._rewording.words()) if words)

    # ------------------------------------------------------------------------------------------ actions

    def _put_in(self, write: Callable[..., Record], complain: Callable[[str], object]) -> Record | None:
        """Write a record of the chapter that is on; or say in its place why not, and keep what is typed."""
        try:
            made = self._acts.do(WHAT, partial(write, manager_id=self._chapter.manager_id))
        except UpwardError as fault:
            complain(str(fault))
            self._drafting.flush()
            return None
        self._acts.remember(WHAT, on_record(self._practice.move_to_trash, made.id))
        self.refresh()
        return made

    def _revise(self, record: Record, **columns: Any) -> None:
        """Change columns of a record, with the way back."""
        before = {name: getattr(record, name) for name in columns}
        revise = self._practice.revise
        self._acts.try_to(WHAT, on_record(revise, record.id, **columns), on_record(revise, record.id, **before))

    @Slot(str, int, str)
    def _rename(self, record_id: str, column: int, words: str) -> None:
        self._rewording.change(record_id, self._column_name(column), words)

    @Slot()
    def _edit(self) -> None:
        self._edit_column(min(self.table.currentIndex().column(), 1))

    def _edit_column(self, column: int) -> None:
        if self._record() and not self._acts.refuse_writing() and column < self.model.columnCount():
            self.table.setFocus()
            self.table.choose(self.model.index(self.table.currentIndex().row(), column))
            self.table.edit(self.table.currentIndex())

    @Slot()
    def _show_versions(self) -> None:
        record = self._record()
        if record and self.flush():
            self._chapter.show_versions(self._practice.kind, record.id)

    @Slot()
    def _trash(self) -> None:
        record = self._record()
        if record and self.flush() and not self._acts.refuse_writing():
            back = on_record(self._practice.take_back, record.id)
            said = _("Deleted: {words}").format(words=self._name_of(record))
            self._acts.try_to(WHAT, on_record(self._practice.move_to_trash, record.id), back, said)
