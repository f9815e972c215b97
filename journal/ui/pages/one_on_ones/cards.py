"""The plan of a meeting: one issue a card, in the order in which they are brought up."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.practices import one_on_ones
from journal.store import records
from journal.store.tables import PlanCard
from journal.text import _, first_line, n_
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.models.meeting import MeetingView
from journal.ui.models.promise_words import day_text
from journal.ui.models.rows import Row, RowsModel
from journal.ui.open_journal import Changed
from journal.ui.pages.one_on_ones.card_form import CardForm
from journal.ui.pages.one_on_ones.hanging import hung
from journal.ui.widgets.button import Button
from journal.ui.widgets.check_list import CheckList
from journal.ui.widgets.reading_field import EntryLine
from journal.ui.widgets.section import SectionHeading

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_WHAT = Changed.MEETINGS


class Cards(QWidget):
    """Enter in the line makes a card and opens it; in the list Enter opens one, Alt with the arrows puts it elsewhere."""

    edited = Signal()
    #: Talk the cards through in a window of their own; print them to take along. Both carry the id of the meeting.
    rehearsed = Signal(str)
    printed = Signal(str)

    def __init__(self, acts: Acts) -> None:
        """Empty until a meeting is shown."""
        super().__init__()
        self._acts = acts
        self._meeting_id = ""
        self._cards: dict[str, PlanCard] = {}
        self._view: MeetingView | None = None
        #: What was being typed for other meetings, by their ids.
        self._typed: dict[str, str] = {}
        self._open_id = ""
        self._build_list()
        self._build_ways()
        self.form = CardForm(acts)
        self.form.left.connect(self.close_card)
        self.form.split_off.connect(self._split)
        self._assemble()

    def _build_list(self) -> None:
        self.model = RowsModel(self)
        self.list = CheckList(_("Plan"))
        self.list.setModel(self.model)
        self.list.opened.connect(self._open)
        self.list.pressed_icon.connect(self._open)
        self.list.clicked.connect(self._open)
        self.list.moved.connect(self._move)
        self.list.delete_pressed.connect(self._remove)
        self.field = EntryLine(placeholder=_("An issue to bring up: one a card (C)"), name=_("New plan card"))
        self.field.returnPressed.connect(self._add)
        self.field.textChanged.connect(self.edited)
        self.field.setReadOnly(self._acts.is_read_only)
        self.deleted = Button("", "quiet", "undo")
        self.deleted.clicked.connect(self._restore)
        self._acts.need_writing(self.field, self.deleted)

    def _build_ways(self) -> None:
        self.rehearse = Button(_("Rehearse"), "quiet", "eye")
        self.rehearse.setToolTip(_("One card at a time in a full window, with a timer (R)"))
        self.rehearse.clicked.connect(self.ask_rehearsal)
        self.print = Button(_("Print crib…"), "quiet", "print")
        self.print.setToolTip(_("The cards on paper, for your eyes only"))
        self.print.clicked.connect(self._ask_print)
        self._ways = QWidget()
        row = QHBoxLayout(self._ways)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(0.5))
        for button in (self.rehearse, self.print):
            row.addWidget(button)

    def _assemble(self) -> None:
        self._heading = SectionHeading(_("My plan"), _("one issue a card"), self._ways)
        self._heading.setContentsMargins(theme.space(1.5), 0, theme.space(0.5), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        for part in (self._heading, self.list, self.form, hung(self.field)):
            column.addWidget(part)
        column.addWidget(self.deleted, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.hide()

    # ------------------------------------------------------------------------------------------- showing

    def show_meeting(self, view: MeetingView, today: date) -> None:
        """Show the cards of a meeting; the open one stays open."""
        if view.meeting.id != self._meeting_id:
            self._typed[self._meeting_id] = self.field.text()
            self.field.setText(self._typed.pop(view.meeting.id, ""))
            self._open_id = ""
        self._view, self._meeting_id = view, view.meeting.id
        self._cards = {card.id: card for card in view.cards}
        self.model.set_rows([_row(card, today, is_open=card.id == self._open_id) for card in view.cards])
        self.list.setVisible(bool(view.cards))
        self._ways.setVisible(bool(view.cards))
        gone = len(view.deleted_cards)
        self.deleted.setText(n_("Restore {n} deleted card", "Restore {n} deleted cards", gone).format(n=gone))
        self.deleted.setVisible(gone > 0)
        self._show_open()

    def _show_open(self) -> None:
        card = self._cards.get(self._open_id)
        self.form.show_card(card, self._view.meeting if self._view else None)
        self.form.setVisible(card is not None)

    @property
    def chosen_id(self) -> str:
        """The card that has the keyboard, in the list or in its fields; empty when something else has it."""
        if self.form.isVisible() and self.form.isAncestorOf(self.focusWidget() or self):
            return self.form.card_id
        row = self.model.row_at(self.list.currentIndex()) if self.list.hasFocus() else None
        return row.id if row else ""

    def typed(self) -> dict[str, str]:
        """What is being typed into the line and no card yet, by the ids of the meetings."""
        here = {self._meeting_id: self.field.text()} if self._meeting_id else {}
        return {meeting_id: line for meeting_id, line in (self._typed | here).items() if line.strip() and meeting_id}

    def put(self, typed: dict[str, str]) -> None:
        """What was being typed before; each line shows again with its meeting."""
        self._typed = {meeting_id: line for meeting_id, line in typed.items() if meeting_id != self._meeting_id}
        self.field.setText(typed.get(self._meeting_id, ""))

    # ------------------------------------------------------------------------------------------- actions

    @Slot()
    def _add(self) -> None:
        words = self.field.text().strip()
        if not words or not self._meeting_id or not self.form.saving.flush():
            return
        add = partial(one_on_ones.add_card, one_on_one_id=self._meeting_id, issue=words)
        made = self._acts.attempt(_WHAT, add)
        if made:
            self._acts.remember(_WHAT, partial(one_on_ones.remove_card, card_id=made.id))
            self.field.clear()
            self._show_card(made.id)

    def _show_card(self, card_id: str) -> None:
        """Open a card, with the keyboard in it."""
        self._open_id = card_id
        if self._view:
            self.show_meeting(self._view, date.today())
        self.list.choose(card_id)
        self.form.begin()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row and row.id == self._open_id:
            self.close_card()
        elif row and self.form.saving.flush():
            self._show_card(row.id)

    @Slot()
    def close_card(self) -> None:
        """Fold the open card; the keyboard goes to it in the list."""
        card_id, self._open_id = self._open_id, ""
        self.form.saving.flush()
        if self._view:
            self.show_meeting(self._view, date.today())
        self.list.choose(card_id)
        self.list.setFocus()

    @Slot(str)
    def _split(self, issue: str) -> None:
        card = self._cards.get(self._open_id)
        if card is None:
            return
        split = partial(one_on_ones.split_card, card_id=card.id, issue=issue)
        made = self._acts.attempt(_WHAT, split)
        if made:
            back = partial(_join, before=card, other=made)
            self._acts.remember(_WHAT, back, _("Split in two"))
            self._show_card(made.id)

    @Slot(QModelIndex, int)
    def _move(self, index: QModelIndex, step: int) -> None:
        ids = [row.id for row in self.model.rows()]
        here, there = index.row(), index.row() + step
        if not 0 <= there < len(ids):
            return
        before = list(ids)
        ids[here], ids[there] = ids[there], ids[here]
        put = one_on_ones.put_in_order
        self._acts.try_to(_WHAT, partial(put, card_ids=ids), partial(put, card_ids=before))

    @Slot(QModelIndex)
    def _remove(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row and self.form.saving.flush():
            back = partial(one_on_ones.take_back_card, card_id=row.id)
            said = _("Deleted: {issue}").format(issue=row.title)
            self._acts.try_to(_WHAT, partial(one_on_ones.remove_card, card_id=row.id), back, said)

    @Slot()
    def _restore(self) -> None:
        """Put the deleted cards of this meeting back where they stood."""
        ids = [each.id for each in self._view.deleted_cards] if self._view else []
        self._acts.try_to(_WHAT, partial(_take_back, ids=ids), partial(_throw_away, ids=ids))

    @Slot()
    def ask_rehearsal(self) -> None:
        """Talk the cards of this meeting through."""
        if self._cards and self.form.saving.flush():
            self.rehearsed.emit(self._meeting_id)

    @Slot()
    def _ask_print(self) -> None:
        if self._cards and self.form.saving.flush():
            self.printed.emit(self._meeting_id)


def _row(card: PlanCard, today: date, *, is_open: bool) -> Row:
    rehearsed = _("rehearsed {day}").format(day=day_text(card.rehearsed_on, today)) if card.rehearsed_on else ""
    outcome = "" if is_open else first_line(card.outcome)
    icon = "chevron-down" if is_open else "chevron-right"
    return Row(card.id, first_line(card.issue) or _("An issue without words yet"), outcome, rehearsed, icon=icon)


def _join(session: "Session", before: PlanCard, other: PlanCard) -> None:
    """Take a split back: the first card has its words again, the other one goes to the trash.

    Where the first one was written on since, its words stay, and the other issue comes behind them.
    """
    there = records.find(session, PlanCard, before.id)
    if there:
        is_as_split = there.issue == one_on_ones.without(before.issue, other.issue)
        issue = before.issue if is_as_split else "; ".join(part for part in (there.issue, other.issue) if part)
        one_on_ones.revise_card(session, before.id, issue=issue)
    one_on_ones.remove_card(session, other.id)


def _take_back(session: "Session", ids: list[str]) -> None:
    for card_id in ids:
        one_on_ones.take_back_card(session, card_id)


def _throw_away(session: "Session", ids: list[str]) -> None:
    for card_id in ids:
        one_on_ones.remove_card(session, card_id)
