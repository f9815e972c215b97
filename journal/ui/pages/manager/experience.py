"""The tab Experience: what they have done, what I could learn from it, and the request that comes of it."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QWidget

from journal import chapters
from journal.practices import entries, experience
from journal.store.tables import Experience
from journal.text import BASES, COLUMNS, _
from journal.ui.drafting import Typed
from journal.ui.models.surprises import ExperienceRow, experience_lines, read_experience
from journal.ui.open_journal import Changed
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.foot import RecordFoot
from journal.ui.pages.manager.tab import set_in
from journal.ui.pages.manager.table_tab import WHAT, Practice, TableTab
from journal.ui.pages.manager.two_lines import TwoLines
from journal.ui.widgets.button import Button
from journal.ui.widgets.cell_table import Column
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.filter_bar import SegmentedChoice

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_FIELDS: Final = ("what_they_did", "what_i_could_learn")
_HEADS: Final = [*(COLUMNS["experience"][name] for name in _FIELDS), _("Asked for")]
_PRACTICE: Final = Practice(Experience, experience.revise, experience.move_to_trash, experience.take_back)
_WELCOME: Final = _(
    "What has your manager done that you could learn from? Each line here is one click from a request for advice."
)


class ExperienceTab(TableTab):
    """Q asks for advice or opens the request; the other keys are those of every table."""

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(chapter, "experience", _PRACTICE, parent)
        self._rows: list[ExperienceRow] = []
        self._build_parts()
        self._build_foot()
        for part in (set_in(self.lines), self.table, self.empty, self.save_bar):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._build_keys(("Q", self._ask))
        self._acts.need_writing(self.lines, self.empty.button, self.ask, self.basis, *self._foot.ways_to_change)
        self.refresh()
        self.lines.put({name: str(words) for name, words in self._drafting.bring_back().items()})

    # ----------------------------------------------------------------------------------------- building

    def _build_parts(self) -> None:
        self.how = SegmentedChoice(_("How I know"), list(BASES.items()))
        self.lines = TwoLines(_("What have they done? (N)"), _("What could I learn from it?"), self.how)
        self.lines.entered.connect(self._add)
        self.lines.edited.connect(self._drafting.touch)
        self.adding = self.lines
        self._build_table(_("Experience"), _HEADS, [Column(7, 1), Column(7, 1), Column(7, 0)])
        self.table.icon_pressed.connect(self._press)
        self.table.opened.connect(self._press)
        self.empty = EmptyState("person", _WELCOME, _("Write down the first one"))
        self.empty.started.connect(self.new_record)

    def _build_foot(self) -> None:
        self.ask = Button("", "plain", "request")
        self.basis = SegmentedChoice(_("How I know"), list(BASES.items()))
        self.ask.clicked.connect(self._ask)
        self.basis.changed.connect(self._set_basis)
        self._foot = RecordFoot(self.ask, self.basis, parent=self)  # without a parent it would be a window
        self._take_foot(self._foot)

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
        row = self._row()
        self._foot.setVisible(row is not None)
        if row:
            self._foot.about.setText(row.experience.what_i_could_learn or _("What could you learn from it?"))
            self.ask.setText(_("Open the request") if row.entry else _("Ask for advice"))
            self.basis.set_value(row.experience.basis)

    def _read(self, session: "Session") -> None:
        self._rows = read_experience(session, self._chapter.manager_id)

    def _row(self) -> ExperienceRow | None:
        return next((row for row in self._rows if row.experience.id == self._chosen_id()), None)

    def _record(self) -> Experience | None:
        row = self._row()
        return row.experience if row else None

    def _name_of(self, record: Experience) -> str:
        return record.what_they_did

    def _column_name(self, column: int) -> str:
        return _FIELDS[min(column, 1)]

    def _typed(self) -> Typed:
        return dict(self.lines.typed())

    # ------------------------------------------------------------------------------------------ actions

    @Slot()
    def _add(self) -> None:
        if not self._chapter.manager_id:
            return
        did, learn = self.lines.words
        note = partial(experience.note, what_they_did=did, known_on=date.today(), basis=self.how.value())
        made = self._put_in(partial(note, what_i_could_learn=learn), self.lines.complain)
        if made:
            self.lines.clear()
            self.show_record(made.id)

    @Slot(QModelIndex)
    def _press(self, index: QModelIndex) -> None:
        self.table.choose(index)
        self._ask()

    @Slot()
    def _ask(self) -> None:
        """Begin a request for advice and go to it; where there is one, go there."""
        row = self._row()
        if row is None or not self.flush():
            return
        if row.entry:
            self._chapter.go.emit("journal", row.entry.id)
            return
        if self._acts.refuse_writing():
            return
        found = row.experience
        ask = partial(chapters.ask_for_advice, experience_id=found.id, today=date.today())
        made = self._acts.attempt(WHAT | Changed.ENTRIES, ask)
        if made:
            back = partial(_take_back_request, experience_id=found.id, entry_id=made.id)
            self._acts.remember(WHAT | Changed.ENTRIES, back)
            self._chapter.go.emit("journal", made.id)

    @Slot(object)
    def _set_basis(self, basis: str) -> None:
        row = self._row()
        if row and not self._acts.refuse_writing():
            self._revise(row.experience, basis=basis)


def _take_back_request(session: "Session", experience_id: str, entry_id: str) -> None:
    entries.move_to_trash(session, entry_id)
    experience.revise(session, experience_id, asked_entry_id=None)
