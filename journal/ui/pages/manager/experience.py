"""The tab Experience: what they have done, what I could learn from it, and the request that comes of it."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QRect, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from journal import chapters
from journal.errors import UpwardError
from journal.practices import entries, experience
from journal.store.tables import Experience
from journal.text import BASES, COLUMNS, _
from journal.ui import theme
from journal.ui.drafting import Typed
from journal.ui.models.cells import CellsModel
from journal.ui.models.surprises import ExperienceRow, experience_lines, read_experience
from journal.ui.open_journal import Changed
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.foot import Foot
from journal.ui.pages.manager.rewording import Rewording
from journal.ui.pages.manager.tab import ManagerTab, set_in
from journal.ui.pages.manager.two_lines import TwoLines
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.cell_table import CellTable, Column
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.filter_bar import SegmentedChoice

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_WHAT: Final = Changed.AGREEMENT
_NARROW_EM: Final = 30
_FIELDS: Final = ("what_they_did", "what_i_could_learn")
_HEADS: Final = [*(COLUMNS["experience"][name] for name in _FIELDS), _("Asked for")]
_WELCOME: Final = _(
    "What has your manager done that you could learn from? Each line here is one click from a request for advice."
)


class ExperienceTab(ManagerTab):
    """N adds one, Q asks for advice or opens the request, T, O and A say how it is known, E, Delete, Alt+H."""

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(chapter, "experience", parent)
        self._rows: list[ExperienceRow] = []
        self._is_narrow = False
        self._build_parts()
        self._build_foot()
        for part in (set_in(self.lines), self.table, self.empty, self.save_bar):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._build_keys()
        self._acts.need_writing(self.lines, self.empty.button, self.ask, self.correct, self.delete, self.basis)
        self.refresh()
        self.lines.put({name: str(words) for name, words in self._drafting.bring_back().items()})

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the map again; the line that is on stays on."""
        with self._journal.read() as session:
            self._rows = read_experience(session, self._chapter.manager_id)
        self._show()

    def show_record(self, record_id: str) -> bool:
        """Show an experience."""
        self.table.setFocus()
        return self.table.choose(self.model.place_of(record_id))

    @Slot()
    def new_record(self) -> None:
        """Begin an experience."""
        self.lines.setFocus()

    def flush(self) -> bool:
        """Save words changed in the table, and keep what is typed as it stands; whether both are safe."""
        is_safe = [self._rewording.flush(), self._drafting.flush()]
        return all(is_safe)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard to the table, or to the lines while there is nothing in it."""
        super().focusInEvent(event)
        (self.table if self.model.rowCount() else self.lines).setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where it is narrow."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.theme().em(_NARROW_EM)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show()

    # ----------------------------------------------------------------------------------------- building

    def _build_parts(self) -> None:
        self.how = SegmentedChoice(_("How I know"), list(BASES.items()))
        self.lines = TwoLines(_("What have they done? (N)"), _("What could I learn from it?"), self.how)
        self.lines.entered.connect(self._add)
        self.lines.edited.connect(self._drafting.touch)
        self.model = CellsModel(_HEADS, self)
        self.table = CellTable(_("Experience"), [Column(7, 1), Column(7, 1), Column(7, 0)])
        self.table.setModel(self.model)
        self._rewording = Rewording(self._acts, Experience, experience.revise, self.table)
        self.save_bar.watch(self._rewording.autosave, quietly=True)
        self.model.renamed.connect(self._rename)
        self.table.orphaned.connect(self._rename)
        self.table.chosen.connect(self._show_foot)
        self.table.icon_pressed.connect(self._press)
        self.table.opened.connect(self._press)
        self.table.delete_pressed.connect(self._trash)
        self.table.reached.connect(self._reach)
        self.empty = EmptyState("person", _WELCOME, _("Write down the first one"))
        self.empty.started.connect(self.new_record)

    def _build_foot(self) -> None:
        self.ask = Button("", "plain", "request")
        self.basis = SegmentedChoice(_("How I know"), list(BASES.items()))
        self.correct = IconButton("edit", _("Change the words (E)"))
        self.history = IconButton("history", _("Earlier versions (Alt+H)"))
        self.delete = IconButton("trash", _("Delete (Del)"))
        for button, slot in (
            (self.ask, self._ask),
            (self.correct, self._edit),
            (self.history, self._show_versions),
            (self.delete, self._trash),
        ):
            button.clicked.connect(slot)
        self.basis.changed.connect(self._set_basis)
        beside = (self.correct, self.history, self.delete)
        self.foot = self._foot = Foot(
            self.ask, self.basis, beside=beside, parent=self
        )  # without one it would be a window

    def _build_keys(self) -> None:
        for keys, slot in (
            ("N", self.new_record),
            ("Q", self._ask),
            ("E", self._edit),
            ("Alt+H", self._show_versions),
        ):
            key = QShortcut(QKeySequence(keys), self, slot)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ----------------------------------------------------------------------------------------- showing

    @Slot()
    def _show(self) -> None:
        heads = [""] if self._is_narrow else _HEADS
        self.model.set_lines(experience_lines(self._rows, date.today(), is_narrow=self._is_narrow), heads)
        self.table.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        self._show_foot()

    @Slot()
    def _show_foot(self) -> None:
        row = self._chosen()
        self._foot.setVisible(row is not None)
        if row:
            self._foot.about.setText(row.experience.what_i_could_learn or _("What could you learn from it?"))
            self.ask.setText(_("Open the request") if row.entry else _("Ask for advice"))
            self.basis.set_value(row.experience.basis)

    def _chosen(self) -> ExperienceRow | None:
        cell = self.model.cell_at(self.table.currentIndex())
        return next((row for row in self._rows if cell and row.experience.id == cell.id), None)

    @Slot(QRect)
    def _reach(self, place: QRect) -> None:
        self.reached.emit(place.translated(self.table.pos()))

    def _typed(self) -> Typed:
        return dict(self.lines.typed())

    def _words(self) -> str:
        return "\n".join([*self.lines.typed().values(), *self._rewording.words()])

    # ------------------------------------------------------------------------------------------ actions

    @Slot()
    def _add(self) -> None:
        if not self._chapter.manager_id:
            return
        did, learn = self.lines.words
        note = partial(experience.note, what_they_did=did, known_on=date.today(), basis=self.how.value())
        try:
            made = self._acts.do(_WHAT, partial(note, what_i_could_learn=learn, manager_id=self._chapter.manager_id))
        except UpwardError as fault:
            self.lines.complain(str(fault))
            self._drafting.flush()
            return
        self._acts.remember(_WHAT, partial(experience.move_to_trash, experience_id=made.id))
        self.lines.clear()
        self.refresh()
        self.show_record(made.id)

    @Slot(str, int, str)
    def _rename(self, experience_id: str, column: int, words: str) -> None:
        self._rewording.change(experience_id, _FIELDS[min(column, 1)], words)

    @Slot(QModelIndex)
    def _press(self, index: QModelIndex) -> None:
        self.table.choose(index)
        self._ask()

    @Slot()
    def _ask(self) -> None:
        """Begin a request for advice and go to it; where there is one, go there."""
        row = self._chosen()
        if row is None or not self.flush():
            return
        if row.entry:
            self._chapter.go.emit("journal", row.entry.id)
            return
        if self._acts.refuse_writing():
            return
        found = row.experience
        ask = partial(chapters.ask_for_advice, experience_id=found.id, today=date.today())
        made = self._acts.attempt(_WHAT | Changed.ENTRIES, ask)
        if made:
            back = partial(_take_back_request, experience_id=found.id, entry_id=made.id)
            self._acts.remember(_WHAT | Changed.ENTRIES, back)
            self._chapter.go.emit("journal", made.id)

    @Slot(object)
    def _set_basis(self, basis: str) -> None:
        row = self._chosen()
        if row and not self._acts.refuse_writing():
            change = partial(experience.revise, experience_id=row.experience.id)
            self._acts.try_to(_WHAT, partial(change, basis=basis), partial(change, basis=row.experience.basis))

    @Slot()
    def _edit(self) -> None:
        if self._chosen() and not self._acts.refuse_writing():
            here = self.table.currentIndex()
            self.table.setFocus()
            self.table.choose(self.model.index(here.row(), min(here.column(), 1)))
            self.table.edit(self.table.currentIndex())

    @Slot()
    def _show_versions(self) -> None:
        row = self._chosen()
        if row and self.flush():
            self._chapter.show_versions(Experience, row.experience.id)

    @Slot()
    def _trash(self) -> None:
        row = self._chosen()
        if row and self.flush() and not self._acts.refuse_writing():
            found = row.experience
            back = partial(experience.take_back, experience_id=found.id)
            said = _("Deleted: {words}").format(words=found.what_they_did)
            self._acts.try_to(_WHAT, partial(experience.move_to_trash, experience_id=found.id), back, said)


def _take_back_request(session: "Session", experience_id: str, entry_id: str) -> None:
    entries.move_to_trash(session, entry_id)
    experience.revise(session, experience_id, asked_entry_id=None)
