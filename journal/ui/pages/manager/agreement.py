"""The tab Agreement: both sides, by topic; what is only assumed is one click from being asked."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QRect, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal import chapters
from journal.errors import UpwardError
from journal.practices import agreement, one_on_ones
from journal.store.tables import Statement
from journal.text import OWNERS, _
from journal.ui import notifications, theme
from journal.ui.drafting import Typed
from journal.ui.models.agreement import FILTERS, AgreementView, lines, read_agreement
from journal.ui.models.cells import CellsModel
from journal.ui.models.promise_words import day_text
from journal.ui.open_journal import Changed
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.rewording import Rewording
from journal.ui.pages.manager.statement_foot import StatementFoot
from journal.ui.pages.manager.statement_line import StatementLine
from journal.ui.pages.manager.tab import ManagerTab, set_in
from journal.ui.widgets.button import Button
from journal.ui.widgets.cell_table import CellTable, Column
from journal.ui.widgets.empty_state import EmptyState
from journal.ui.widgets.filter_bar import FilterBar
from journal.ui.widgets.label import Label

if TYPE_CHECKING:
    from journal.ui.open_journal import Session
    from journal.ui.pages.manager.page_to_discuss import PageToDiscuss

_WHAT: Final = Changed.AGREEMENT
_NARROW_EM: Final = 26
_WELCOME: Final = _(
    "What each of you has said, or shown, about how you like to work stands here: told, observed or only assumed."
    " An assumption is one click from a question in the next one-on-one."
)


class AgreementTab(ManagerTab):
    """N adds, Q asks, T, O and A say how a statement is known, D discussed, E changes its words, Delete, Alt+H."""

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(chapter, "agreement", parent)
        self._view = AgreementView([], {}, talked=True)
        self._is_narrow = False
        self.paper: PageToDiscuss | None = None
        self._build_parts()
        self._build_foot()
        self._assemble()
        self._build_keys()
        self._acts.need_writing(self.line, self.talk, self.empty.button, *self._statement_foot.ways_to_change)
        chapter.when_brought_back(self._back)
        self.refresh()
        self.line.put({name: str(words) for name, words in self._drafting.bring_back().items()})

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the agreement again; the statement that is on stays on."""
        with self._journal.read() as session:
            self._view = read_agreement(session, self._chapter.manager_id)
        self.line.set_manager(self._chapter.name or OWNERS["manager"])
        self._show()
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
        self.table.setFocus()
        return self.table.choose(self.model.place_of(record_id))

    @Slot()
    def new_record(self) -> None:
        """Begin a statement."""
        self.line.setFocus()

    def flush(self) -> bool:
        """Save the words of statements, and keep the line as it is typed; whether both are safe."""
        is_safe = [self._rewording.flush(), self._drafting.flush(), self.paper is None or self.paper.flush()]
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
        """The keyboard to the table, or to the line while there is nothing in it."""
        super().focusInEvent(event)
        if self.paper and not self.paper.isHidden():
            self.paper.setFocus(event.reason())
            return
        (self.table if self.model.rowCount() else self.line).setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both sides side by side where there is room."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.theme().em(_NARROW_EM)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show()

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
        self.model = CellsModel([OWNERS["me"], OWNERS["manager"]], self)
        self.table = CellTable(_("Working agreement"), [Column(8, 1), Column(8, 1)])
        self.table.setModel(self.model)
        self._rewording = Rewording(self._acts, Statement, agreement.revise, self.table)
        self.save_bar.watch(self._rewording.autosave, quietly=True)
        self.model.renamed.connect(self._rename)
        self.table.orphaned.connect(self._rename)
        self.table.chosen.connect(self._show_foot)
        self.table.icon_pressed.connect(self._press)
        self.table.delete_pressed.connect(self._trash)
        self.table.reached.connect(self._reach)
        self.empty = EmptyState("person", _WELCOME, _("Write down the first one"))
        self.empty.started.connect(self.new_record)
        self.to_paper = Button(_("Page to discuss…"), "quiet", "page")
        self.to_paper.setToolTip(_("One page of approved lines to look at together (P)"))
        self.to_paper.clicked.connect(self.show_paper)

    def _build_foot(self) -> None:
        self.foot = self._statement_foot = foot = StatementFoot(self)
        foot.confirmed.connect(self._confirm)
        foot.asked.connect(self._ask)
        foot.discussed.connect(self._discuss)
        foot.topic_chosen.connect(self._put_under)
        foot.edit.connect(self._edit)
        foot.versions.connect(self._show_versions)
        foot.trash.connect(self._trash)

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

    def _build_keys(self) -> None:
        foot = self._statement_foot
        for keys, slot in (
            ("N", self.new_record),
            ("P", self.show_paper),
            ("Q", foot.ask.click),
            ("T", foot.told.click),
            ("O", foot.observed.click),
            ("A", foot.assumed.click),
            ("D", foot.talked.click),
            ("E", self._edit),
            ("Alt+H", self._show_versions),
        ):
            key = QShortcut(QKeySequence(keys), self, slot)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

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
        chosen = None if self._sides.isHidden() else self._chosen()
        asked = self._view.asked.get(chosen.id) if chosen else None
        self._statement_foot.show_statement(chosen, asked, self._chapter.name, date.today())

    def _chosen(self) -> Statement | None:
        cell = self.model.cell_at(self.table.currentIndex())
        return self._view.of(cell.id) if cell else None

    @Slot(QRect)
    def _reach(self, place: QRect) -> None:
        self.reached.emit(place.translated(self.table.pos()))

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
        try:
            made = self._acts.do(_WHAT, partial(add, manager_id=self._chapter.manager_id))
        except UpwardError as fault:
            self.line.field.complain(str(fault))
            self._drafting.flush()
            return
        self._acts.remember(_WHAT, partial(agreement.move_to_trash, statement_id=made.id))
        self.line.clear()
        self.refresh()
        self.table.choose(self.model.place_of(made.id))

    @Slot(str, int, str)
    def _rename(self, statement_id: str, _column: int, words: str) -> None:
        self._rewording.change(statement_id, "text", words)

    @Slot(QModelIndex)
    def _press(self, index: QModelIndex) -> None:
        """The one click on a statement: count once more, or ask."""
        self.table.choose(index)
        chosen = self._chosen()
        if chosen and chosen.basis == "observed":
            self._confirm("observed")
        else:
            self._ask()

    @Slot(str)
    def _confirm(self, basis: str) -> None:
        chosen = self._chosen()
        if chosen is None or self._acts.refuse_writing():
            return
        before = {name: getattr(chosen, name) for name in ("basis", "said_on", "times")}
        act = partial(agreement.confirm, statement_id=chosen.id, basis=basis, day=date.today())
        self._acts.try_to(_WHAT, act, partial(agreement.revise, statement_id=chosen.id, **before))

    @Slot()
    def _ask(self) -> None:
        chosen = self._chosen()
        if chosen is None or not self._statement_foot.ask.isEnabled():
            return
        asked = self._view.asked.get(chosen.id)
        if asked and not asked.is_answered:
            self._chapter.go.emit("one_on_ones", asked.meeting_id)
            return
        ask = partial(chapters.ask_about, statement=chosen, today=date.today())
        item = self._acts.attempt(_WHAT | Changed.MEETINGS, ask)
        if item:
            day = self._view.asked[chosen.id].day if chosen.id in self._view.asked else date.today()
            said = _("On the agenda of the one-on-one of {day}").format(day=day_text(day, date.today()))
            self._acts.remember(_WHAT | Changed.MEETINGS, partial(one_on_ones.remove_item, item_id=item.id), said)

    @Slot()
    def _discuss(self) -> None:
        chosen = self._chosen()
        if chosen is None or self._acts.refuse_writing():
            return
        change = partial(agreement.discuss, statement_id=chosen.id)
        day = None if chosen.discussed_on else date.today()
        self._acts.try_to(_WHAT, partial(change, day=day), partial(change, day=chosen.discussed_on))

    @Slot(str)
    def _put_under(self, topic: str) -> None:
        chosen = self._chosen()
        if chosen and topic != chosen.topic:
            change = partial(agreement.revise, statement_id=chosen.id)
            self._acts.try_to(_WHAT, partial(change, topic=topic), partial(change, topic=chosen.topic))

    @Slot()
    def _edit(self) -> None:
        if self._chosen() and not self._acts.refuse_writing():
            self.table.setFocus()
            self.table.edit(self.table.currentIndex())

    @Slot()
    def _show_versions(self) -> None:
        chosen = self._chosen()
        if chosen and self.flush():
            self._chapter.show_versions(Statement, chosen.id)

    @Slot()
    def _trash(self) -> None:
        chosen = self._chosen()
        if chosen and self.flush() and not self._acts.refuse_writing():
            back = partial(agreement.take_back, statement_id=chosen.id)
            said = _("Deleted: {words}").format(words=chosen.text)
            self._acts.try_to(_WHAT, partial(agreement.move_to_trash, statement_id=chosen.id), back, said)

    @Slot()
    def _open_talk(self) -> None:
        """Put the questions about expectations on the next agenda."""
        if self._chapter.manager is None:
            return
        open_it = partial(chapters.open_the_talk, manager=self._chapter.manager, today=date.today())
        items = self._acts.attempt(_WHAT | Changed.MEETINGS, open_it)
        if items:
            back = partial(_take_off, item_ids=[item.id for item in items])
            said = _("The questions are on the agenda of the next one-on-one.")
            self._acts.remember(Changed.MEETINGS, back, said)
        elif items is not None:
            notifications.say(self, _("The questions stand on an agenda already."))


def _take_off(session: "Session", item_ids: list[str]) -> None:
    for item_id in item_ids:
        one_on_ones.remove_item(session, item_id)
