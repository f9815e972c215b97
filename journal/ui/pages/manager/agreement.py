"""The tab Agreement: both sides, by topic; what is only assumed is one click from being asked."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal import chapters
from journal.chapters import Asked
from journal.practices import agreement, one_on_ones
from journal.store.tables import Statement
from journal.text import OWNERS, _
from journal.ui import notifications, theme
from journal.ui.drafting import Typed
from journal.ui.models.agreement import FILTERS, AgreementView, lines, read_agreement
from journal.ui.open_journal import Changed
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.known_tab import Knowing, KnownTab
from journal.ui.pages.manager.statement_foot import StatementFoot
from journal.ui.pages.manager.statement_line import StatementLine
from journal.ui.pages.manager.tab import set_in
from journal.ui.pages.manager.table_tab import WHAT, Practice
from journal.ui.widgets.button import Button
from journal.ui.widgets.cell_table import Column
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.filter_bar import FilterBar
from journal.ui.widgets.label import Label

if TYPE_CHECKING:
    from journal.ui.open_journal import Session
    from journal.ui.pages.manager.page_to_discuss import PageToDiscuss

_PRACTICE: Final = Practice(Statement, agreement.revise, agreement.move_to_trash, agreement.take_back)
_KNOWING: Final = Knowing(agreement.confirm, ("basis", "said_on", "times"), chapters.ask_about)
_WELCOME: Final = _(
    "What each of you has said, or shown, about how you like to work stands here: told, observed or only assumed."
    " An assumption is one click from a question in the next one-on-one."
)


class AgreementTab(KnownTab):
    """P shows the page to discuss; the other keys are those of every such table."""

    narrow_em = 26

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(chapter, "agreement", _PRACTICE, _KNOWING, parent)
        self._view = AgreementView([], {}, talked=True)
        self.paper: PageToDiscuss | None = None
        self._build_parts()
        self._statement_foot = StatementFoot(self)
        self._statement_foot.topic_chosen.connect(self._put_under)
        self._build_known(self._statement_foot, ("P", self.show_paper))
        self._assemble()
        self._acts.need_writing(self.line, self.talk, self.empty.button, *self._statement_foot.ways_to_change)
        chapter.when_brought_back(self._back)
        self.refresh()
        self.line.put({name: str(words) for name, words in self._drafting.bring_back().items()})

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the agreement again; the statement that is on stays on."""
        super().refresh()
        if self.paper and not self.paper.isHidden():
            self.paper.refresh()

    def show_record(self, record_id: str) -> bool:
        """Show a statement, whatever the filters hide."""
        if self._view.of(record_id) is None:
            return False
        self._show_sides()
        if not self.model.place_of(record_id).isValid():
            self.filters.set_values([])
            self._show()
        return super().show_record(record_id)

    def flush(self) -> bool:
        """Save the words of statements and of the page to discuss, and keep the line as it is typed; whether all are safe."""
        is_safe = [super().flush(), self.paper is None or self.paper.flush()]
        return all(is_safe)

    @Slot()
    def show_paper(self) -> None:
        """Show what can stand on the page to discuss, in place of both sides."""
        if not self._view.statements or not self.flush():
            return
        if self.paper is None:
            from journal.ui.pages.manager.page_to_discuss import PageToDiscuss

            self.paper = PageToDiscuss(self._chapter, self)
            self.paper.left.connect(self._show_sides)
            self.save_bar.watch(self.paper.autosave, quietly=True)
            self.column.insertWidget(0, self.paper)
        self.paper.refresh()
        self._sides.hide()
        self.paper.show()
        self._show_foot()
        self.paper.setFocus()

    @Slot()
    def _show_sides(self) -> None:
        if self.paper and self.paper.flush():
            self.paper.hide()
        self._sides.show()
        self._show_foot()
        self.table.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard to the page to discuss while that is on, else to both sides."""
        super().focusInEvent(event)
        if self.paper and not self.paper.isHidden():
            self.paper.setFocus(event.reason())

    # ----------------------------------------------------------------------------------------- building

    def _build_parts(self) -> None:
        self.line = StatementLine()
        self.line.entered.connect(self._add)
        self.line.edited.connect(self._drafting.touch)
        self._untalked = Label(_("You have not talked about what you expect of each other yet."), "accent", wrap=True)
        self.talk = Button(_("Open the talk"), "plain", "one-on-ones")
        self.talk.setToolTip(_("Put the questions about expectations on the next one-on-one’s agenda"))
        self.talk.clicked.connect(self._open_talk)
        self.filters = FilterBar(_("Show only"), list(FILTERS.items()), several=True)
        self.filters.changed.connect(self._show)
        self.adding = self.line
        self._build_table(_("Working agreement"), [OWNERS["me"], OWNERS["manager"]], [Column(8, 1), Column(8, 1)])
        self.table.icon_pressed.connect(self._press)
        self.empty = EmptyState("person", _WELCOME, _("Write down the first one"))
        self.empty.started.connect(self.new_record)
        self.to_paper = Button(_("Page to discuss…"), "quiet", "page")
        self.to_paper.setToolTip(_("One page of approved lines to look at together (P)"))
        self.to_paper.clicked.connect(self.show_paper)

    def _assemble(self) -> None:
        self._talk_row = set_in(self._untalked, self.talk)
        self._filter_row = set_in(self.filters, self.to_paper)
        self._sides = QWidget()
        sides = QVBoxLayout(self._sides)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(theme.space(1.5))
        for part in (self._talk_row, set_in(self.line), self._filter_row, self.table, self.empty):
            sides.addWidget(part)
        for part in (self._sides, self.save_bar):
            self.column.addWidget(part)
        self.column.addStretch(1)

    # ----------------------------------------------------------------------------------------- showing

    @Slot()
    def _show(self) -> None:
        manager, today = self._chapter.name or OWNERS["manager"], date.today()
        heads = [""] if self._is_narrow else [OWNERS["me"], manager]
        found = lines(self._view, today, self.filters.values(), manager, is_narrow=self._is_narrow)
        self.model.set_lines(found, heads)
        has_any = bool(self._view.statements)
        self._talk_row.setVisible(has_any and not self._view.talked)
        self._filter_row.setVisible(has_any)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if has_any:
            self.empty.set_sentence(_("The filters leave nothing over."), "")
        else:
            self.empty.set_sentence(_WELCOME, _("Write down the first one"))
        self._show_foot()

    @Slot()
    def _show_foot(self) -> None:
        chosen = None if self._sides.isHidden() else self._record()
        asked = self._view.asked.get(chosen.id) if chosen else None
        self._statement_foot.show_statement(chosen, asked, self._chapter.name, date.today())

    def _read(self, session: "Session") -> None:
        self._view = read_agreement(session, self._chapter.manager_id)
        self.line.set_manager(self._chapter.name or OWNERS["manager"])

    def _record(self) -> Statement | None:
        return self._view.of(self._chosen_id())

    def _asked(self, record_id: str) -> Asked | None:
        return self._view.asked.get(record_id)

    def _name_of(self, record: Statement) -> str:
        return record.text

    def _column_name(self, column: int) -> str:
        return "text"

    @Slot(str)
    def _back(self, record_id: str) -> None:
        if self.model.place_of(record_id).isValid():
            self.table.setFocus()

    def _typed(self) -> Typed:
        return dict(self.line.typed())

    def _words(self) -> str:
        unsaved = self.paper.words() if self.paper else []
        return "\n".join(
            words for words in (self.line.typed().get("line", ""), *self._rewording.words(), *unsaved) if words
        )

    # ------------------------------------------------------------------------------------------ actions

    @Slot(str, str, str, str)
    def _add(self, side: str, topic: str, text: str, basis: str) -> None:
        if not self._chapter.manager_id or not text.strip():
            return
        add = partial(agreement.state, side=side, topic=topic, text=text, basis=basis, said_on=date.today())
        made = self._put_in(add, self.line.field.complain)
        if made:
            self.line.clear()
            self.table.choose(self.model.place_of(made.id))

    @Slot(QModelIndex)
    def _press(self, index: QModelIndex) -> None:
        """The one click on a statement: count once more, or ask."""
        self.table.choose(index)
        chosen = self._record()
        if chosen and chosen.basis == "observed":
            self._confirm("observed")
        else:
            self._ask()

    @Slot(str)
    def _put_under(self, topic: str) -> None:
        chosen = self._record()
        if chosen and topic != chosen.topic:
            self._revise(chosen, topic=topic)

    @Slot()
    def _open_talk(self) -> None:
        """Put the questions about expectations on the next agenda."""
        if self._chapter.manager is None:
            return
        open_it = partial(chapters.open_the_talk, manager=self._chapter.manager, today=date.today())
        items = self._acts.attempt(WHAT | Changed.MEETINGS, open_it)
        if items:
            back = partial(_take_off, item_ids=[item.id for item in items])
            said = _("The questions are on the agenda of the next one-on-one.")
            self._acts.remember(Changed.MEETINGS, back, said)
        elif items is not None:
            notifications.say(self, _("The questions stand on an agenda already."))


def _take_off(session: "Session", item_ids: list[str]) -> None:
    for item_id in item_ids:
        one_on_ones.remove_item(session, item_id)
