"""The tab Authority: for each kind of decision how far I may go alone, in five degrees."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QWidget

from journal import chapters
from journal.chapters import Asked
from journal.practices import authority
from journal.store.tables import Authority
from journal.text import BASES, DEGREES, _
from journal.ui import theme
from journal.ui.drafting import Typed
from journal.ui.models.authority import CONDITION, AuthorityView, heads, lines, read_authority
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.foot import KnownFoot
from journal.ui.pages.manager.known_tab import Knowing, KnownTab
from journal.ui.pages.manager.tab import set_in
from journal.ui.pages.manager.table_tab import Practice
from journal.ui.widgets.button import Button
from journal.ui.widgets.cell_table import Column
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.label import Label
from journal.ui.widgets.reading_field import ReadingField

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_WIDE: Final = [Column(7, 2), *[Column(4.7)] * len(DEGREES), Column(5, 1), Column(6.5, 1)]
_NARROW: Final = [Column(5, 1), *[Column(1.7)] * len(DEGREES)]
_USUAL_DEGREE: Final = 2
_MOST_SUGGESTED: Final = 8
_PRACTICE: Final = Practice(Authority, authority.revise, authority.move_to_trash, authority.take_back)
_KNOWING: Final = Knowing(authority.confirm, ("basis", "said_on"), chapters.ask_about_limit)


class AuthorityTab(KnownTab):
    """1 to 5 set the degree of a kind of decision, C changes the condition; the other keys are those of every table."""

    narrow_em = 40

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(chapter, "authority", _PRACTICE, _KNOWING, parent)
        self._view = AuthorityView([], {})
        self._build_line()
        self._build_limits()
        self._foot = KnownFoot(parent=self)
        self._build_known(self._foot, ("C", self._edit_condition))
        for part in (set_in(self._line_row), set_in(self._usual), self.table, self._legend, self.save_bar):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._acts.need_writing(self.add, *self._foot.ways_to_change)
        self.field.field.setReadOnly(self._journal.is_read_only)
        self.refresh()
        self.field.field.setText(str(self._drafting.bring_back().get("line", "")))

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

    def _build_limits(self) -> None:
        self.adding = self.field
        self._build_table(_("Limits of authority"), heads(is_narrow=False), _WIDE)
        self.table.number_pressed.connect(self._set_degree)
        self.table.mark_pressed.connect(self._press_mark)
        legend = " · ".join(f"{number} {words}" for number, words in DEGREES.items())
        self._legend = set_in(Label(legend, "small", wrap=True))

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
        limit = self._record()
        self._foot.setVisible(limit is not None)
        if limit is None:
            return
        asked = self._view.asked.get(limit.id)
        answer = asked.answer if asked and asked.is_answered else ""
        words = _("{decision}: {degree}").format(decision=limit.decision, degree=DEGREES[limit.degree].lower())
        self._foot.about.setText(" · ".join(part for part in (words, limit.condition, answer) if part))
        waits = asked is not None and not asked.is_answered
        self._foot.show_known(limit.basis, is_discussed=limit.discussed_on is not None, waits=waits)

    def _read(self, session: "Session") -> None:
        self._view = read_authority(session, self._chapter.manager_id)

    def _record(self) -> Authority | None:
        return self._view.of(self._chosen_id())

    def _asked(self, record_id: str) -> Asked | None:
        return self._view.asked.get(record_id)

    def _name_of(self, record: Authority) -> str:
        return record.decision

    def _column_name(self, column: int) -> str:
        return "condition" if column == CONDITION else "decision"

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
        made = self._put_in(partial(allow, condition=condition), self.field.complain)
        return made is not None and self.show_record(made.id)

    @Slot(QModelIndex)
    def _press_mark(self, index: QModelIndex) -> None:
        self._set_degree(index, index.column())

    @Slot(QModelIndex, int)
    def _set_degree(self, index: QModelIndex, degree: int) -> None:
        self.table.choose(index)
        limit = self._record()
        if limit is None or degree not in DEGREES or degree == limit.degree or self._acts.refuse_writing():
            return
        self._revise(limit, degree=degree, said_on=date.today())

    @Slot()
    def _edit(self) -> None:
        self._edit_column(0)

    @Slot()
    def _edit_condition(self) -> None:
        self._edit_column(CONDITION)


def _reading(line: str) -> str:
    decision, degree, condition = authority.read_line(line)
    words = DEGREES[degree or _USUAL_DEGREE]
    return " · ".join(part for part in (decision, words, condition) if part)
