"""The tab Authority: for each kind of decision how far I may go alone, in five degrees."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QRect, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from journal import chapters
from journal.errors import UpwardError
from journal.practices import authority, one_on_ones
from journal.store.tables import Authority
from journal.text import BASES, DEGREES, _
from journal.ui import theme
from journal.ui.drafting import Typed
from journal.ui.models.authority import CONDITION, AuthorityView, heads, lines, read_authority
from journal.ui.models.cells import CellsModel
from journal.ui.open_journal import Changed
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.foot import KnownFoot
from journal.ui.pages.manager.rewording import Rewording
from journal.ui.pages.manager.tab import ManagerTab, set_in
from journal.ui.widgets.button import Button
from journal.ui.widgets.cell_table import CellTable, Column
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label
from journal.ui.widgets.reading_field import ReadingField

_WHAT: Final = Changed.AGREEMENT
_NARROW_EM: Final = 40
_WIDE: Final = [Column(7, 2), *[Column(4.7)] * len(DEGREES), Column(5, 1), Column(6.5, 1)]
_NARROW: Final = [Column(5, 1), *[Column(1.7)] * len(DEGREES)]
_USUAL_DEGREE: Final = 2
_MOST_SUGGESTED: Final = 8


class AuthorityTab(ManagerTab):
    """N adds a kind of decision, 1 to 5 set its degree, C changes the condition, and the keys of every foot."""

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(chapter, "authority", parent)
        self._view = AuthorityView([], {})
        self._is_narrow = False
        self._build_line()
        self._build_table()
        self._build_foot()
        for part in (set_in(self._line_row), set_in(self._usual), self.table, self._legend, self.save_bar):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._build_keys()
        self._acts.need_writing(self.add, *self._known_foot.ways_to_change)
        self.field.field.setReadOnly(self._journal.is_read_only)
        self.refresh()
        self.field.field.setText(str(self._drafting.bring_back().get("line", "")))

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the limits again; the one that is on stays on."""
        with self._journal.read() as session:
            self._view = read_authority(session, self._chapter.manager_id)
        self._show()

    def show_record(self, record_id: str) -> bool:
        """Show a limit."""
        self.table.setFocus()
        return self.table.choose(self.model.place_of(record_id))

    @Slot()
    def new_record(self) -> None:
        """Begin a kind of decision."""
        self.field.setFocus()

    def flush(self) -> bool:
        """Save words changed in the table, and keep the line as it is typed; whether both are safe."""
        is_safe = [self._rewording.flush(), self._drafting.flush()]
        return all(is_safe)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard to the table, or to the line while there is nothing in it."""
        super().focusInEvent(event)
        (self.table if self.model.rowCount() else self.field).setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Numbers alone over the degrees where there is no room for words."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.theme().em(_NARROW_EM)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show()

    # ----------------------------------------------------------------------------------------- building

    def _build_line(self) -> None:
        hint = _("Such as: Hire somebody: 3, tell her first. A number from 1 to 5 says how far you may go.")
        self.field = ReadingField(_("New kind of decision"), _("Add a kind of decision (N)"), hint, _reading)
        self.field.entered.connect(self._enter)
        self.field.field.textChanged.connect(self._drafting.touch)
        self.basis = SegmentedChoice(_("How I know"), list(BASES.items()), "told")
        self.add = Button(_("Add"), "plain", "plus")
        self.add.clicked.connect(self._press_add)
        self._line_row = QWidget()
        flow = FlowLayout(self._line_row, theme.space(1))
        for part in (self.basis, self.add):
            flow.addWidget(part)
        self.column.addWidget(set_in(self.field))
        self._usual = QWidget()
        self._usual_flow = FlowLayout(self._usual, theme.space(0.5))

    def _build_table(self) -> None:
        self.model = CellsModel(heads(is_narrow=False), self)
        self.table = CellTable(_("Limits of authority"), _WIDE)
        self.table.setModel(self.model)
        self._rewording = Rewording(self._acts, Authority, authority.revise, self.table)
        self.save_bar.watch(self._rewording.autosave, quietly=True)
        self.model.renamed.connect(self._rename)
        self.table.orphaned.connect(self._rename)
        self.table.chosen.connect(self._show_foot)
        self.table.number_pressed.connect(self._set_degree)
        self.table.mark_pressed.connect(self._press_mark)
        self.table.delete_pressed.connect(self._trash)
        self.table.reached.connect(self._reach)
        legend = " · ".join(f"{number} {words}" for number, words in DEGREES.items())
        self._legend = set_in(Label(legend, "small", wrap=True))

    def _build_foot(self) -> None:
        self.foot = self._known_foot = foot = KnownFoot(parent=self)
        foot.confirmed.connect(self._confirm)
        foot.asked.connect(self._ask)
        foot.discussed.connect(self._discuss)
        foot.edit.connect(self._edit)
        foot.versions.connect(self._show_versions)
        foot.trash.connect(self._trash)

    def _build_keys(self) -> None:
        foot = self._known_foot
        for keys, slot in (
            ("N", self.new_record),
            ("Q", foot.ask.click),
            ("T", foot.told.click),
            ("O", foot.observed.click),
            ("A", foot.assumed.click),
            ("D", foot.talked.click),
            ("E", self._edit),
            ("C", self._edit_condition),
            ("Alt+H", self._show_versions),
        ):
            key = QShortcut(QKeySequence(keys), self, slot)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ----------------------------------------------------------------------------------------- showing

    @Slot()
    def _show(self) -> None:
        self.table.set_columns(_NARROW if self._is_narrow else _WIDE)
        self.model.set_lines(
            lines(self._view, date.today(), is_narrow=self._is_narrow), heads(is_narrow=self._is_narrow)
        )
        self.table.setVisible(bool(self._view.limits))
        self._legend.setVisible(self._is_narrow and bool(self._view.limits))
        self._offer_usual()
        self._show_foot()

    def _offer_usual(self) -> None:
        """The usual kinds of decisions that the table does not have, while it is short."""
        while self._usual_flow.count():
            item = self._usual_flow.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        wanted = authority.suggestions(self._view.limits)[: max(0, _MOST_SUGGESTED - 2 * len(self._view.limits))]
        for words in wanted:
            button = Button(words, "quiet", "plus", parent=self._usual)
            button.clicked.connect(self._add_usual)
            button.setDisabled(self._journal.is_read_only)
            self._usual_flow.addWidget(button)
            button.show()
        self._usual.setVisible(bool(wanted))

    @Slot()
    def _show_foot(self) -> None:
        limit = self._chosen()
        self._known_foot.setVisible(limit is not None)
        if limit is None:
            return
        asked = self._view.asked.get(limit.id)
        answer = asked.answer if asked and asked.is_answered else ""
        words = _("{decision}: {degree}").format(decision=limit.decision, degree=DEGREES[limit.degree].lower())
        self._known_foot.about.setText(" · ".join(part for part in (words, limit.condition, answer) if part))
        waits = asked is not None and not asked.is_answered
        self._known_foot.show_known(limit.basis, is_discussed=limit.discussed_on is not None, waits=waits)

    def _chosen(self) -> Authority | None:
        cell = self.model.cell_at(self.table.currentIndex())
        return self._view.of(cell.id) if cell else None

    @Slot(QRect)
    def _reach(self, place: QRect) -> None:
        self.reached.emit(place.translated(self.table.pos()))

    def _typed(self) -> Typed:
        line = self.field.field.text()
        return {"line": line} if line.strip() else {}

    # ------------------------------------------------------------------------------------------ actions

    @Slot()
    def _press_add(self) -> None:
        self._enter(self.field.field.text())

    @Slot(str)
    def _enter(self, line: str) -> None:
        decision, degree, condition = authority.read_line(line)
        if self._add(decision, degree or _USUAL_DEGREE, condition, self.basis.value()):
            self.field.clear()

    @Slot()
    def _add_usual(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self._add(button.text(), _USUAL_DEGREE, "", "assumed")

    def _add(self, decision: str, degree: int, condition: str, basis: str) -> bool:
        """Put a kind of decision into the table, and the keyboard on it for its degree; whether that is done."""
        if not self._chapter.manager_id:
            return False
        allow = partial(authority.allow, decision=decision, degree=degree, basis=basis, said_on=date.today())
        try:
            made = self._acts.do(_WHAT, partial(allow, condition=condition, manager_id=self._chapter.manager_id))
        except UpwardError as fault:
            self.field.complain(str(fault))
            self._drafting.flush()
            return False
        self._acts.remember(_WHAT, partial(authority.move_to_trash, authority_id=made.id))
        self.refresh()
        self.show_record(made.id)
        return True

    @Slot(str, int, str)
    def _rename(self, limit_id: str, column: int, words: str) -> None:
        self._rewording.change(limit_id, "condition" if column == CONDITION else "decision", words)

    @Slot(QModelIndex)
    def _press_mark(self, index: QModelIndex) -> None:
        self._set_degree(index, index.column())

    @Slot(QModelIndex, int)
    def _set_degree(self, index: QModelIndex, degree: int) -> None:
        self.table.choose(index)
        limit = self._chosen()
        if limit is None or degree not in DEGREES or degree == limit.degree or self._acts.refuse_writing():
            return
        change = partial(authority.revise, authority_id=limit.id)
        before = partial(change, degree=limit.degree, said_on=limit.said_on)
        self._acts.try_to(_WHAT, partial(change, degree=degree, said_on=date.today()), before)

    @Slot(str)
    def _confirm(self, basis: str) -> None:
        limit = self._chosen()
        if limit:
            act = partial(authority.confirm, authority_id=limit.id, basis=basis, day=date.today())
            back = partial(authority.revise, authority_id=limit.id, basis=limit.basis, said_on=limit.said_on)
            self._acts.try_to(_WHAT, act, back)

    @Slot()
    def _ask(self) -> None:
        limit = self._chosen()
        asked = self._view.asked.get(limit.id) if limit else None
        if asked and not asked.is_answered:
            self._chapter.go.emit("one_on_ones", asked.meeting_id)
        elif limit:
            ask = partial(chapters.ask_about_limit, limit=limit, today=date.today())
            item = self._acts.attempt(_WHAT | Changed.MEETINGS, ask)
            if item:
                back = partial(one_on_ones.remove_item, item_id=item.id)
                self._acts.remember(_WHAT | Changed.MEETINGS, back, _("On the agenda of the next one-on-one."))

    @Slot()
    def _discuss(self) -> None:
        limit = self._chosen()
        if limit:
            change = partial(authority.revise, authority_id=limit.id)
            day = None if limit.discussed_on else date.today()
            self._acts.try_to(
                _WHAT, partial(change, discussed_on=day), partial(change, discussed_on=limit.discussed_on)
            )

    @Slot()
    def _edit(self) -> None:
        self._edit_column(0)

    @Slot()
    def _edit_condition(self) -> None:
        self._edit_column(CONDITION)

    def _edit_column(self, column: int) -> None:
        here = self.table.currentIndex()
        if self._chosen() and not self._acts.refuse_writing() and column < self.model.columnCount():
            self.table.setFocus()
            self.table.choose(self.model.index(here.row(), column))
            self.table.edit(self.table.currentIndex())

    @Slot()
    def _show_versions(self) -> None:
        limit = self._chosen()
        if limit and self.flush():
            self._chapter.show_versions(Authority, limit.id)

    @Slot()
    def _trash(self) -> None:
        limit = self._chosen()
        if limit and self.flush() and not self._acts.refuse_writing():
            back = partial(authority.take_back, authority_id=limit.id)
            said = _("Deleted: {words}").format(words=limit.decision)
            self._acts.try_to(_WHAT, partial(authority.move_to_trash, authority_id=limit.id), back, said)


def _reading(line: str) -> str:
    decision, degree, condition = authority.read_line(line)
    words = DEGREES[degree or _USUAL_DEGREE]
    return " · ".join(part for part in (decision, words, condition) if part)
