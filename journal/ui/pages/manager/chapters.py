"""The tab Chapters: every manager over time, the next one, and what is ready for a first meeting."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from journal import chapters
from journal.errors import UpwardError
from journal.practices import agreement, managers
from journal.store.tables import Manager
from journal.text import _, n_
from journal.ui import notifications, theme
from journal.ui.drafting import Typed
from journal.ui.models.cells import Cell, CellsModel, Line
from journal.ui.models.chapters import ChapterRow, ChaptersView, lines, read_chapters
from journal.ui.models.promise_words import due_text
from journal.ui.open_journal import Changed
from journal.ui.pages.manager.chapter import Chapter
from journal.ui.pages.manager.foot import Foot
from journal.ui.pages.manager.next_form import CARRIED, ENDS, NextForm
from journal.ui.pages.manager.tab import ManagerTab, set_in
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.cell_table import CellTable, Column
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.label import Label
from journal.ui.widgets.section import SectionHeading

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_WHAT: Final = Changed.MANAGERS | Changed.AGREEMENT


class ChaptersTab(ManagerTab):
    """N begins the next chapter, Enter shows the one that is on, F prepares its first meeting, Alt+H."""

    def __init__(self, chapter: Chapter, parent: QWidget | None = None) -> None:
        """Build the tab and fill it."""
        super().__init__(chapter, "chapters", parent)
        self._view = ChaptersView([], [])
        self._build_parts()
        self._build_foot()
        self._assemble()
        for keys, slot in (("N", self.new_record), ("F", self._prepare), ("Alt+H", self._show_versions)):
            key = QShortcut(QKeySequence(keys), self, slot)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._acts.need_writing(self.new, self.kit, self.carry)
        self.last_day.setReadOnly(self._journal.is_read_only)
        self.refresh()
        self._bring_back()

    # ------------------------------------------------------------------------------------------- public

    @Slot()
    def refresh(self) -> None:
        """Read the chapters again; the one that is on stays on."""
        with self._journal.read() as session:
            self._view = read_chapters(session)
        today = date.today()
        self.model.set_lines(lines(self._view, self._chapter.manager_id, today))
        goals = [
            Line("", (Cell(each.id, each.what), Cell(each.id, "", due_text(each.due, today))))
            for each in self._view.goals
        ]
        self.goals_model.set_lines(goals)
        for part in (self._goals_head, self.goals):
            part.setVisible(bool(goals))
        if not self.table.currentIndex().isValid():
            self.table.choose(self.model.place_of(self._chapter.manager_id))
        self._show_foot()

    def show_record(self, record_id: str) -> bool:
        """Show a chapter."""
        self.table.setFocus()
        return self.table.choose(self.model.place_of(record_id))

    @Slot()
    def new_record(self) -> None:
        """Begin the next chapter."""
        if self._chapter.manager is None or self._acts.refuse_writing() or self.form.is_filled():
            return
        self.form.show()
        self.form.begin(self._present().name)
        self.new.hide()
        self._foot.hide()
        QTimer.singleShot(0, self, self._reach_form)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard to the chapters."""
        super().focusInEvent(event)
        self.table.setFocus(event.reason())

    # ----------------------------------------------------------------------------------------- building

    def _build_parts(self) -> None:
        self.new = Button(_("Begin the next chapter"), "plain", "plus")
        self.new.clicked.connect(self.new_record)
        self.form = NextForm()
        self.form.setMaximumWidth(theme.theme().em(26))
        self.form.done.connect(self._begin_next)
        self.form.left.connect(self._leave_form)
        self.form.edited.connect(self._drafting.touch)
        self.model = CellsModel([_("Chapter"), ""], self)
        self.table = CellTable(_("Chapters"), [Column(8, 1), Column(8, 1)])
        self.table.setModel(self.model)
        self.table.chosen.connect(self._show_foot)
        self.table.opened.connect(self._show_chapter)
        self.table.reached.connect(self._reach)
        self.goals_model = CellsModel([_("What I need to show"), _("Due")], self)
        self.goals = CellTable(_("Goals"), [Column(10, 1), Column(6, 0)])
        self.goals.setModel(self.goals_model)
        self.goals.opened.connect(self._open_goal)
        self.goals.reached.connect(self._reach_goal)
        heading = SectionHeading(_("My goals"), _("they go with me into every chapter"))
        self._goals_head = set_in(heading)

    def _build_foot(self) -> None:
        self.show_it = Button(_("Show this chapter"), "plain")
        self.kit = Button(_("Prepare the first one-on-one"), "plain", "one-on-ones")
        self.kit.setToolTip(_("Plan it, with the questions about expectations and the plan of the talk (F)"))
        self.carry = Button("", "quiet")
        self.last_day = DateField(_("Last day"))
        self.last_day.setFixedWidth(theme.theme().em(7) + theme.space(3))
        self.last_day.changed.connect(self._close)
        self.history = IconButton("history", _("Earlier versions (Alt+H)"))
        self.show_it.clicked.connect(self._show_chapter)
        self.kit.clicked.connect(self._prepare)
        self.carry.clicked.connect(self._carry_over)
        self.history.clicked.connect(self._show_versions)
        until = Label(_("Last day"), "small")
        until.setBuddy(self.last_day)
        beside = (until, self.last_day, self.history)
        self.foot = self._foot = Foot(
            self.show_it, self.kit, self.carry, beside=beside, parent=self
        )  # without one it would be a window

    def _assemble(self) -> None:
        for part in (self.table, set_in(self.new, is_spread=False), set_in(self.form, is_spread=False)):
            self.column.addWidget(part)
        self.column.addSpacing(theme.space(2))
        for part in (self._goals_head, self.goals, self.save_bar):
            self.column.addWidget(part)
        self.column.addStretch(1)

    # ----------------------------------------------------------------------------------------- showing

    def _present(self) -> Manager:
        """The chapter that a next one follows: the current one."""
        running = self._chapter.running()
        return (running or self._chapter.all)[0]

    def _chosen(self) -> ChapterRow | None:
        cell = self.model.cell_at(self.table.currentIndex())
        return self._view.of(cell.id) if cell else None

    def _before(self, manager: Manager) -> ChapterRow | None:
        """The chapter that was begun before this one and says something of me."""
        rows = self._view.rows
        place = next((number for number, row in enumerate(rows) if row.manager.id == manager.id), len(rows))
        return next((row for row in rows[place + 1 :] if row.about_me), None)

    @Slot()
    def _show_foot(self) -> None:
        row = self._chosen()
        self._foot.setVisible(row is not None and self.form.isHidden())
        if row is None:
            return
        self._foot.about.setText(row.manager.name)
        self.show_it.setVisible(row.manager.id != self._chapter.manager_id)
        self.kit.setVisible(not row.has_met)
        before = self._before(row.manager)
        self.carry.setVisible(before is not None and not row.about_me)
        if before:
            self.carry.setText(_("Carry over what is about me from {name}").format(name=before.manager.name))
        if not self.last_day.hasFocus():
            self.last_day.set_day(row.manager.ended_on)

    @Slot(QRect)
    def _reach(self, place: QRect) -> None:
        self.reached.emit(place.translated(self.table.pos()))

    @Slot(QRect)
    def _reach_goal(self, place: QRect) -> None:
        self.reached.emit(place.translated(self.goals.pos()))

    @Slot()
    def _reach_form(self) -> None:
        holder = self.form.parentWidget()
        if holder:
            self.reached.emit(holder.geometry())

    def _typed(self) -> Typed:
        return {"next": self.form.typed()} if self.form.is_filled() else {}

    def _bring_back(self) -> None:
        typed = dict(self._drafting.bring_back().get("next", {}))
        if typed:
            self.new_record()
            self.form.put({name: str(words) for name, words in typed.items()})

    # ------------------------------------------------------------------------------------------ actions

    @Slot()
    def _leave_form(self) -> None:
        self.form.hide()
        self.new.show()
        self.form.edited.emit()
        self._show_foot()
        self.table.setFocus()

    @Slot()
    def _begin_next(self) -> None:
        form, present, day = self.form, self._present(), self.form.day.day()
        if day is None:
            return
        begin = partial(
            chapters.begin_next,
            name=form.name.text(),
            started_on=day,
            present=present,
            ends_present=form.present.value() == ENDS,
            carries_over=form.carries.value() == CARRIED,
        )
        try:
            made = self._acts.do(_WHAT, begin)
        except UpwardError as fault:
            form.complain(str(fault))
            self._drafting.flush()
            return
        back = partial(chapters.take_back_next, made_id=made.id, present_id=present.id, ended_on=present.ended_on)
        self._acts.remember(_WHAT, back, _("The chapter with {name} is begun.").format(name=made.name))
        self._leave_form()
        self._chapter.choose(made.id)
        self.show_record(made.id)

    @Slot(object)
    def _close(self, day: date | None) -> None:
        """End the chapter on this day, or let it run again."""
        row = self._chosen()
        if row is None or day == row.manager.ended_on or self._acts.refuse_writing():
            return
        change = partial(managers.close, manager_id=row.manager.id)
        said = _("The chapter with {name} ends.") if day else _("The chapter with {name} runs on.")
        back = partial(change, ended_on=row.manager.ended_on)
        words = said.format(name=row.manager.name)
        if not self._acts.try_to(Changed.MANAGERS, partial(change, ended_on=day), back, words):
            self.last_day.set_day(row.manager.ended_on)

    @Slot()
    def _show_chapter(self) -> None:
        row = self._chosen()
        if row:
            self._chapter.choose(row.manager.id)

    @Slot()
    def _carry_over(self) -> None:
        row = self._chosen()
        before = self._before(row.manager) if row else None
        if row is None or before is None:
            return
        carry = partial(agreement.carry_over, from_id=before.manager.id, to_id=row.manager.id)
        copies = self._acts.attempt(Changed.AGREEMENT, carry)
        if copies:
            number = len(copies)
            said = n_("{n} statement was carried over.", "{n} statements were carried over.", number)
            back = partial(_throw_away, statement_ids=[each.id for each in copies])
            self._acts.remember(Changed.AGREEMENT, back, said.format(n=number))

    @Slot()
    def _prepare(self) -> None:
        """Plan the first meeting of the chapter that is on, and go there."""
        row = self._chosen()
        if row is None or row.has_met or self._acts.refuse_writing():
            return
        prepare = partial(chapters.first_meeting, manager=row.manager, today=date.today())
        kit = self._acts.attempt(Changed.MEETINGS | Changed.AGREEMENT, prepare)
        if kit:
            notifications.say(self, _("The first one-on-one is planned, with questions and a plan."))
            self._chapter.go.emit("one_on_ones", kit.meeting.id)

    @Slot(QModelIndex)
    def _open_goal(self, index: QModelIndex) -> None:
        cell = self.goals_model.cell_at(index)
        if cell:
            self._chapter.go.emit("growth", cell.id)

    @Slot()
    def _show_versions(self) -> None:
        row = self._chosen()
        if row and self.flush():
            self._chapter.show_versions(Manager, row.manager.id, Changed.MANAGERS)


def _throw_away(session: "Session", statement_ids: list[str]) -> None:
    for statement_id in statement_ids:
        agreement.move_to_trash(session, statement_id)
