"""The tab Surprises: what happened, what they expected, and the rule that came of it."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from journal import chapters
from journal.errors import UpwardError
from journal.practices import surprises
from journal.store.tables import Surprise
from journal.text import COLUMNS, _, n_
from journal.ui import theme
from journal.ui.drafting import Typed
from journal.ui.models.cells import CellsModel
from journal.ui.models.surprises import SurpriseRow, read_surprises, surprise_lines
from journal.ui.open_journal import Changed
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.foot import Foot
from journal.ui.pages.manager.rewording import Rewording
from journal.ui.pages.manager.rule_form import LIMIT, RuleForm
from journal.ui.pages.manager.tab import ManagerTab, set_in
from journal.ui.pages.manager.two_lines import TwoLines
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.cell_table import CellTable, Column
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.label import Label

_WHAT: Final = Changed.AGREEMENT
_NARROW_EM: Final = 30
_HEADS: Final = [COLUMNS["surprise"]["what_happened"], COLUMNS["surprise"]["they_expected"], _("The rule")]
_FIELDS: Final = ("what_happened", "they_expected")
_WELCOME: Final = _(
    "When something well meant went wrong because you did not know what they expected, write it down."
    " Each surprise is to end in a rule, so that it happens once."
)


class SurprisesTab(ManagerTab):
    """N adds one, R makes its rule, G goes to that rule, E changes its words, Delete, Alt+H."""

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(chapter, "surprises", parent)
        self._rows: list[SurpriseRow] = []
        self._is_narrow = False
        self._ruled = ""  # the surprise that the form is open for
        self._waiting: Typed = {}  # the rule that was being typed for a surprise of another chapter
        self._build_parts()
        self._build_foot()
        self._open = set_in(self._open_words)
        for part in (set_in(self.lines), self._open, self.table, self._form_row, self.empty, self.save_bar):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._build_keys()
        self._acts.need_writing(self.lines, self.empty.button, self.rule, self.correct, self.delete)
        self.refresh()
        self._bring_back()

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the surprises again; the one that is on stays on."""
        with self._journal.read() as session:
            self._rows = read_surprises(session, self._chapter.manager_id)
        self._show()
        self._bring_back_rule()

    def show_record(self, record_id: str) -> bool:
        """Show a surprise."""
        self.table.setFocus()
        return self.table.choose(self.model.place_of(record_id))

    @Slot()
    def new_record(self) -> None:
        """Begin a surprise."""
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
        self.day = DateField(_("Day"), date.today(), optional=False)
        self.day.setFixedWidth(theme.theme().em(7) + theme.space(3))
        self.lines = TwoLines(_("What happened? (N)"), _("What did they expect?"), self.day)
        self.lines.entered.connect(self._add)
        self.lines.edited.connect(self._drafting.touch)
        self._open_words = Label("", "accent", wrap=True)
        self.model = CellsModel(_HEADS, self)
        self.table = CellTable(_("Surprises"), [Column(7, 1), Column(7, 1), Column(7, 1)])
        self.table.setModel(self.model)
        self._rewording = Rewording(self._acts, Surprise, surprises.revise, self.table)
        self.save_bar.watch(self._rewording.autosave, quietly=True)
        self.model.renamed.connect(self._rename)
        self.table.orphaned.connect(self._rename)
        self.table.chosen.connect(self._show_foot)
        self.table.icon_pressed.connect(self._press)
        self.table.opened.connect(self._go_to_rule)
        self.table.delete_pressed.connect(self._trash)
        self.table.reached.connect(self._reach)
        self.form = RuleForm()
        self._form_row = set_in(self.form)
        self.form.done.connect(self._make_rule)
        self.form.left.connect(self._leave_form)
        self.form.edited.connect(self._drafting.touch)
        self.empty = EmptyState("person", _WELCOME, _("Write down the first one"))
        self.empty.started.connect(self.new_record)

    def _build_foot(self) -> None:
        self.rule = Button(_("Make the rule"), "plain", "plus")
        self.go_there = Button(_("Go to the rule"), "quiet")
        self.correct = IconButton("edit", _("Change the words (E)"))
        self.history = IconButton("history", _("Earlier versions (Alt+H)"))
        self.delete = IconButton("trash", _("Delete (Del)"))
        for button, slot in (
            (self.rule, self._begin_rule),
            (self.go_there, self._go_to_rule),
            (self.correct, self._edit),
            (self.history, self._show_versions),
            (self.delete, self._trash),
        ):
            button.clicked.connect(slot)
        beside = (self.correct, self.history, self.delete)
        self.foot = self._foot = Foot(
            self.rule, self.go_there, beside=beside, parent=self
        )  # without one it would be a window

    def _build_keys(self) -> None:
        for keys, slot in (
            ("N", self.new_record),
            ("R", self._begin_rule),
            ("G", self._go_to_rule),
            ("E", self._edit),
            ("Alt+H", self._show_versions),
        ):
            key = QShortcut(QKeySequence(keys), self, slot)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ----------------------------------------------------------------------------------------- showing

    @Slot()
    def _show(self) -> None:
        heads = [""] if self._is_narrow else _HEADS
        self.model.set_lines(surprise_lines(self._rows, date.today(), is_narrow=self._is_narrow), heads)
        waiting = sum(not row.rule_id for row in self._rows)
        said = n_("{n} surprise has no rule yet: which one was missing?", "{n} surprises have no rule yet.", waiting)
        self._open_words.setText(said.format(n=waiting))
        self._open.setVisible(waiting > 0)
        self.table.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        self._show_foot()

    @Slot()
    def _show_foot(self) -> None:
        row = self._chosen()
        self._foot.setVisible(row is not None and self.form.isHidden())
        if row:
            self._foot.about.setText(row.rule or _("No rule came of it yet."))
            self.rule.setVisible(not row.rule_id)
            self.go_there.setVisible(bool(row.rule_id))

    def _chosen(self) -> SurpriseRow | None:
        cell = self.model.cell_at(self.table.currentIndex())
        return self._row(cell.id) if cell else None

    def _row(self, surprise_id: str) -> SurpriseRow | None:
        return next((row for row in self._rows if row.surprise.id == surprise_id), None)

    @Slot(QRect)
    def _reach(self, place: QRect) -> None:
        self.reached.emit(place.translated(self.table.pos()))

    def _typed(self) -> Typed:
        typed: Typed = dict(self.lines.typed())
        if self.form.is_filled() and self._ruled:
            return typed | {"surprise": self._ruled, "rule": self.form.typed()}
        return typed | self._waiting

    def _bring_back(self) -> None:
        typed = self._drafting.bring_back()
        self.lines.put({name: str(typed.get(name, "")) for name in ("first", "second")})
        if "rule" in typed:
            self._waiting = {"surprise": str(typed["surprise"]), "rule": dict(typed["rule"])}
            self._bring_back_rule()

    def _bring_back_rule(self) -> None:
        """Show the rule that was being typed, once its surprise is among those that are shown."""
        waiting = self._waiting
        if not waiting or self.form.is_filled() or self._row(waiting["surprise"]) is None:
            return
        self.show_record(waiting["surprise"])
        self._begin_rule()
        if self._ruled == waiting["surprise"]:
            self._waiting = {}
            self.form.put({name: str(words) for name, words in waiting["rule"].items()})

    def _words(self) -> str:
        typed = [*self.lines.typed().values(), self.form.words.text(), *self._rewording.words()]
        return "\n".join(words for words in typed if words)

    # ------------------------------------------------------------------------------------------ actions

    @Slot()
    def _add(self) -> None:
        if not self._chapter.manager_id:
            return
        happened, expected = self.lines.words
        day = self.day.day() or date.today()
        write = partial(surprises.write, day=day, what_happened=happened, they_expected=expected)
        try:
            made = self._acts.do(_WHAT, partial(write, manager_id=self._chapter.manager_id))
        except UpwardError as fault:
            self.lines.complain(str(fault))
            self._drafting.flush()
            return
        self._acts.remember(_WHAT, partial(surprises.move_to_trash, surprise_id=made.id))
        self.lines.clear()
        self.day.set_day(date.today())
        self.refresh()
        self.show_record(made.id)

    @Slot(str, int, str)
    def _rename(self, surprise_id: str, column: int, words: str) -> None:
        self._rewording.change(surprise_id, _FIELDS[min(column, 1)], words)

    @Slot(QModelIndex)
    def _press(self, index: QModelIndex) -> None:
        self.table.choose(index)
        self._begin_rule()

    @Slot()
    def _begin_rule(self) -> None:
        """Open the form below the table."""
        row = self._chosen()
        if row is None or row.rule_id or self._acts.refuse_writing() or self.form.is_filled():
            return
        self._ruled = row.surprise.id
        self.form.show()
        self.form.begin(row.surprise)
        self._foot.hide()
        QTimer.singleShot(0, self, self._reach_form)

    @Slot()
    def _reach_form(self) -> None:
        self.reached.emit(self._form_row.geometry())

    @Slot()
    def _leave_form(self) -> None:
        self._ruled = ""
        self.form.hide()
        self.form.edited.emit()
        self._show_foot()
        self.table.setFocus()

    @Slot()
    def _make_rule(self) -> None:
        form, today = self.form, date.today()
        if form.kind.value() == LIMIT:
            make = partial(
                chapters.end_in_limit,
                decision=form.words.text(),
                degree=int(form.degree.value()),
                condition=form.condition.text(),
            )
        else:
            make = partial(chapters.end_in_statement, topic=form.topic.value(), text=form.words.text())
        try:
            self._acts.do(_WHAT, partial(make, surprise_id=self._ruled, today=today))
        except UpwardError as fault:
            form.complain(str(fault))
            self._drafting.flush()
            return
        back = partial(chapters.take_back_rule, surprise_id=self._ruled)
        self._acts.remember(_WHAT, back, _("The rule stands, and the surprise is closed."))
        self._leave_form()

    @Slot()
    def _go_to_rule(self) -> None:
        row = self._chosen()
        if row and row.rule_id:
            self._chapter.go.emit("manager", row.rule_id)

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
            self._chapter.show_versions(Surprise, row.surprise.id)

    @Slot()
    def _trash(self) -> None:
        row = self._chosen()
        if row and self.flush() and not self._acts.refuse_writing():
            surprise = row.surprise
            back = partial(surprises.take_back, surprise_id=surprise.id)
            said = _("Deleted: {words}").format(words=surprise.what_happened)
            self._acts.try_to(_WHAT, partial(surprises.move_to_trash, surprise_id=surprise.id), back, said)
