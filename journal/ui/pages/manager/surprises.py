"""The tab Surprises: what happened, what they expected, and the rule that came of it."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QTimer, Slot
from PySide6.QtWidgets import QWidget

from journal import chapters
from journal.errors import UpwardError
from journal.practices import surprises
from journal.store.tables import Surprise
from journal.text import COLUMNS, _, n_
from journal.ui import theme
from journal.ui.drafting import Typed
from journal.ui.models.surprises import SurpriseRow, read_surprises, surprise_lines
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.foot import RecordFoot
from journal.ui.pages.manager.rule_form import LIMIT, RuleForm
from journal.ui.pages.manager.tab import set_in
from journal.ui.pages.manager.table_tab import WHAT, Practice, TableTab
from journal.ui.pages.manager.two_lines import TwoLines
from journal.ui.widgets.button import Button
from journal.ui.widgets.cell_table import Column
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.label import Label

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_HEADS: Final = [COLUMNS["surprise"]["what_happened"], COLUMNS["surprise"]["they_expected"], _("The rule")]
_FIELDS: Final = ("what_happened", "they_expected")
_PRACTICE: Final = Practice(Surprise, surprises.revise, surprises.move_to_trash, surprises.take_back)
_WELCOME: Final = _(
    "When something well meant went wrong because you did not know what they expected, write it down."
    " Each surprise is to end in a rule, so that it happens once."
)


class SurprisesTab(TableTab):
    """R makes the rule of a surprise, G goes to that rule; the other keys are those of every table."""

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(chapter, "surprises", _PRACTICE, parent)
        self._rows: list[SurpriseRow] = []
        self._ruled = ""  # the surprise that the form is open for
        self._waiting: dict[str, Typed] = {}  # rules half typed for surprises that are not shown, by the surprise
        self._build_parts()
        self._build_foot()
        self._open = set_in(self._open_words)
        for part in (set_in(self.lines), self._open, self.table, self._form_row, self.empty, self.save_bar):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._build_keys(("R", self._begin_rule), ("G", self._go_to_rule))
        self._acts.need_writing(self.lines, self.empty.button, self.rule, *self._foot.ways_to_change)
        self.refresh()
        self._bring_back()

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the surprises again; the one that is on stays on."""
        super().refresh()
        self._bring_back_rule()

    # ----------------------------------------------------------------------------------------- building

    def _build_parts(self) -> None:
        self.day = DateField(_("Day"), date.today(), optional=False)
        self.day.setFixedWidth(theme.theme().em(7) + theme.space(3))
        self.lines = TwoLines(_("What happened? (N)"), _("What did they expect?"), self.day)
        self.lines.entered.connect(self._add)
        self.lines.edited.connect(self._drafting.touch)
        self._open_words = Label("", "accent", wrap=True)
        self.adding = self.lines
        self._build_table(_("Surprises"), _HEADS, [Column(7, 1), Column(7, 1), Column(7, 1)])
        self.table.icon_pressed.connect(self._press)
        self.table.opened.connect(self._go_to_rule)
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
        self.rule.clicked.connect(self._begin_rule)
        self.go_there.clicked.connect(self._go_to_rule)
        self._foot = RecordFoot(self.rule, self.go_there, parent=self)  # without a parent it would be a window
        self._take_foot(self._foot)

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

    def _read(self, session: "Session") -> None:
        self._rows = read_surprises(session, self._chapter.manager_id)

    def _chosen(self) -> SurpriseRow | None:
        return self._row(self._chosen_id())

    def _row(self, surprise_id: str) -> SurpriseRow | None:
        return next((row for row in self._rows if row.surprise.id == surprise_id), None)

    def _record(self) -> Surprise | None:
        row = self._chosen()
        return row.surprise if row else None

    def _name_of(self, record: Surprise) -> str:
        return record.what_happened

    def _column_name(self, column: int) -> str:
        return _FIELDS[min(column, 1)]

    def _typed(self) -> Typed:
        here = {self._ruled: self.form.typed()} if self.form.is_filled() and self._ruled else {}
        rules = self._waiting | here
        return dict(self.lines.typed()) | ({"rules": rules} if rules else {})

    def _bring_back(self) -> None:
        typed = self._drafting.bring_back()
        self.lines.put({name: str(typed.get(name, "")) for name in ("first", "second")})
        self._waiting = dict(typed.get("rules", {}))
        self._bring_back_rule()

    def _bring_back_rule(self) -> None:
        """Show a rule that was being typed, once its surprise is among those that are shown."""
        shown = next((each for each in self._waiting if self._row(each)), "")
        if not shown or self.form.is_filled():
            return
        self.show_record(shown)
        self._begin_rule()
        if self._ruled == shown:
            self.form.put({name: str(words) for name, words in self._waiting.pop(shown).items()})

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
        made = self._put_in(write, self.lines.complain)
        if made:
            self.lines.clear()
            self.day.set_day(date.today())
            self.show_record(made.id)

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
            self._acts.do(WHAT, partial(make, surprise_id=self._ruled, today=today))
        except UpwardError as fault:
            form.complain(str(fault))
            self._drafting.flush()
            return
        back = partial(chapters.take_back_rule, surprise_id=self._ruled)
        self._acts.remember(WHAT, back, _("The rule stands, and the surprise is closed."))
        self._leave_form()

    @Slot()
    def _go_to_rule(self) -> None:
        row = self._chosen()
        if row and row.rule_id:
            self._chapter.go.emit("manager", row.rule_id)
