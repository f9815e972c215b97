"""The agenda of a meeting, and the topics that wait since earlier ones."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from journal.practices import one_on_ones
from journal.store import records
from journal.store.tables import AgendaItem
from journal.text import _, n_
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.autosave import OWN_READERS_MS, Autosave
from journal.ui.models.meeting import SUGGESTED, MeetingView, TopicsModel, waiting_rows
from journal.ui.models.rows import Row, RowsModel
from journal.ui.models.steps import PREPARE, TALK
from journal.ui.open_journal import Changed
from journal.ui.pages.one_on_ones.answering import Answering
from journal.ui.pages.one_on_ones.hanging import hung
from journal.ui.widgets.button import Button
from journal.ui.widgets.check_list import CheckList
from journal.ui.widgets.label import Label
from journal.ui.widgets.reading_field import EntryLine
from journal.ui.widgets.section import SectionHeading

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

MOST_WAITING = 6
_WHAT = Changed.MEETINGS


class Topics(QWidget):
    """Enter adds a topic, a tick says that it was discussed, Alt with the arrows puts it elsewhere, Delete takes it off."""

    edited = Signal()

    def __init__(self, acts: Acts) -> None:
        """Empty until a meeting is shown."""
        super().__init__()
        self._acts = acts
        self._meeting_id = ""
        #: The new words of topics that are not saved yet, by their ids.
        self._renames: dict[str, str] = {}
        self.renaming = Autosave(self._write_renames, self)
        self._shows_all = False
        self._view: MeetingView | None = None
        #: What was being typed for other meetings, by their ids.
        self._typed: dict[str, str] = {}
        self._step = PREPARE
        self.answering = Answering(acts)
        self.answering.done.connect(self._next_topic)
        self._build_agenda()
        self._build_waiting()
        self._assemble()

    def _build_agenda(self) -> None:
        self._heading = SectionHeading(_("Agenda"))
        self.model = TopicsModel(self)
        self.model.renamed.connect(self._rename)
        self.list = CheckList(_("Agenda"))
        self.list.setModel(self.model)
        self.list.pressed_icon.connect(self._tick)
        self.list.moved.connect(self._move)
        self.list.delete_pressed.connect(self._remove)
        self.list.selectionModel().currentChanged.connect(self._show_answer)
        self.field = EntryLine(placeholder=_("Add a topic (A)"), name=_("New topic"))
        self.field.returnPressed.connect(self._add)
        self.field.textChanged.connect(self.edited)
        self.field.setReadOnly(self._acts.is_read_only)
        self._acts.need_writing(self.field)
        self.deleted = Button("", "quiet", "undo")
        self.deleted.clicked.connect(self._restore)
        self._acts.need_writing(self.deleted)

    def _build_waiting(self) -> None:
        self.waiting_model = RowsModel(self)
        self.waiting = CheckList(_("From earlier one-on-ones"))
        self.waiting.setModel(self.waiting_model)
        self.waiting.pressed_icon.connect(self._take_on)
        self.waiting.opened.connect(self._take_on)
        self.waiting.delete_pressed.connect(self._remove_waiting)
        self._waiting_heading = Label(_("From earlier one-on-ones"), "section")
        self._waiting_heading.setContentsMargins(theme.space(1.5), 0, 0, 0)
        self.more = Button("", "quiet")
        self.more.clicked.connect(self._show_all)

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        self._heading.setContentsMargins(theme.space(1.5), 0, theme.space(1.5), 0)
        column.addWidget(self._heading)
        column.addWidget(self.list)
        column.addWidget(self.answering)
        column.addWidget(hung(self.field))
        column.addWidget(self.deleted, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.space(1))
        for part in (self._waiting_heading, self.waiting, self.more):
            column.addWidget(part)

    # ------------------------------------------------------------------------------------------- showing

    def show_meeting(self, view: MeetingView, today: date) -> None:
        """Show a meeting's topics."""
        if view.meeting.id != self._meeting_id:
            self._shows_all = False
            self._typed[self._meeting_id] = self.field.text()
            self.field.setText(self._typed.pop(view.meeting.id, ""))
        self._view, self._meeting_id = view, view.meeting.id
        self._set_rows(view.topics)
        self.list.setVisible(bool(view.topics))
        done = sum(bool(topic.ticked) for topic in view.topics)
        note = _("{done} of {all} discussed").format(done=done, all=len(view.topics))
        self._heading.set_note(note if done or (view.topics and view.meeting.day <= today) else "")
        gone = len(view.deleted)
        self.deleted.setText(n_("Restore {n} deleted topic", "Restore {n} deleted topics", gone).format(n=gone))
        self.deleted.setVisible(gone > 0)
        self._show_waiting(waiting_rows(view, today))
        self._show_answer()

    def _set_rows(self, rows: list[Row]) -> None:
        """Show these topics; the one whose words are being changed in place stays open, with what is typed."""
        editor, row = self._editor(), self.model.row_at(self.list.currentIndex())
        before = [each.id for each in self.model.rows()]
        words, caret = (editor.text(), editor.cursorPosition()) if editor else ("", 0)
        self.model.set_rows(rows)
        if editor is None or row is None or before == [each.id for each in rows]:
            return
        place = next((number for number, each in enumerate(rows) if each.id == row.id), -1)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place, 0))
            self.list.edit(self.model.index(place, 0))
            again = self._editor()
            if again:
                again.setText(words)
                again.setCursorPosition(caret)
        elif words.strip():
            self._renames[row.id] = words.strip()
            self.renaming.touch()

    def _editor(self) -> QLineEdit | None:
        """The field in which the words of a topic are being changed."""
        focused = QApplication.focusWidget()
        return focused if isinstance(focused, QLineEdit) and self.list.isAncestorOf(focused) else None

    def set_step(self, step: str) -> None:
        """In *Talk* what they say to a topic can be written down; what waits shows only where nothing was prepared."""
        self._step = step
        if self._view:
            self._show_waiting(waiting_rows(self._view, date.today()))
        self._show_answer()

    @Slot()
    def _show_answer(self) -> None:
        row = self.model.row_at(self.list.currentIndex())
        items = self._view.items if self._view and row else []
        item = next((each for each in items if row and each.id == row.id), None)
        self.answering.show_topic(item, self._view.meeting if self._view else None)
        self.answering.setVisible(self._step == TALK and item is not None)

    @Slot(str)
    def _next_topic(self, item_id: str) -> None:
        """The keyboard to the next topic that was not discussed; to the line for a new one behind the last."""
        rows = self._rows()
        here = next((place for place, row in enumerate(rows) if row.id == item_id), 0)
        later = next((place for place in range(here + 1, len(rows)) if not rows[place].ticked), None)
        first = next((place for place, row in enumerate(rows) if not row.ticked), None)
        wanted = first if later is None else later
        if wanted is not None:
            self.list.setCurrentIndex(self.model.index(wanted, 0))
        self.list.setFocus()

    def _show_waiting(self, rows: list[Row]) -> None:
        rows = [] if self._step == TALK and self.model.rowCount() else rows
        shown = rows if self._shows_all or len(rows) <= MOST_WAITING + 1 else rows[:MOST_WAITING]
        self.waiting_model.set_rows(shown)
        for part in (self._waiting_heading, self.waiting):
            part.setVisible(bool(rows))
        self.more.setVisible(len(shown) < len(rows))
        self.more.setText(_("{n} more").format(n=len(rows) - len(shown)))

    @Slot()
    def _show_all(self) -> None:
        self._shows_all = True
        if self._view:
            self._show_waiting(waiting_rows(self._view, date.today()))

    # ------------------------------------------------------------------------------------------- actions

    @Slot()
    def _add(self) -> None:
        words = self.field.text().strip()
        if not words or not self._meeting_id:
            return
        add = partial(one_on_ones.add_item, one_on_one_id=self._meeting_id, text=words, raised_on=date.today())
        made = self._acts.attempt(_WHAT, add)
        if made:
            self._acts.remember(_WHAT, partial(one_on_ones.remove_item, item_id=made.id))
            self.field.clear()

    def flush(self, wait_ms: int = OWN_READERS_MS) -> bool:
        """End the changing of a topic in its place, and save its words; whether they are saved."""
        if self._editor():
            self.list.setFocus()
        return self.renaming.flush(wait_ms)

    def typed(self) -> dict[str, str]:
        """What is being typed and no topic yet, by the ids of the meetings."""
        typed = self._typed | {self._meeting_id: self.field.text()}
        return {meeting_id: words for meeting_id, words in typed.items() if meeting_id and words.strip()}

    def put(self, typed: dict[str, str]) -> None:
        """What was being typed before; each shows again with its meeting."""
        self._typed = {meeting_id: words for meeting_id, words in typed.items() if meeting_id != self._meeting_id}
        self.field.setText(typed.get(self._meeting_id, ""))

    @property
    def chosen_id(self) -> str:
        """The topic that has the keyboard; empty when something else has it."""
        row = self.model.row_at(self.list.currentIndex()) if self.list.hasFocus() else None
        return row.id if row else ""

    def words(self) -> list[str]:
        """Everything typed here that is not saved."""
        return [*self._renames.values(), *self.answering.words, *self.typed().values()]

    @Slot(QModelIndex)
    def _tick(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row:
            change = partial(one_on_ones.revise_item, item_id=row.id)
            is_on = bool(row.ticked)
            self._acts.try_to(_WHAT, partial(change, discussed=not is_on), partial(change, discussed=is_on))

    @Slot(str, str)
    def _rename(self, item_id: str, words: str) -> None:
        if self._acts.refuse_writing():
            return
        self._renames[item_id] = words
        self.renaming.touch()
        self.renaming.flush()

    def _write_renames(self) -> None:
        """All that wait, in one transaction; called by the autosave."""
        before = self._acts.do(_WHAT, partial(_rename_all, words=dict(self._renames)))
        self._renames.clear()
        if before:
            self._acts.remember(_WHAT, partial(_rename_all, words=before))

    @Slot(QModelIndex, int)
    def _move(self, index: QModelIndex, step: int) -> None:
        ids = [row.id for row in self._rows()]
        here, there = index.row(), index.row() + step
        if not 0 <= there < len(ids):
            return
        before = list(ids)
        ids[here], ids[there] = ids[there], ids[here]
        self._acts.try_to(_WHAT, partial(_put_in_order, ids=ids), partial(_put_in_order, ids=before))

    @Slot(QModelIndex)
    def _remove(self, index: QModelIndex) -> None:
        self._to_trash(self.model.row_at(index))

    @Slot(QModelIndex)
    def _remove_waiting(self, index: QModelIndex) -> None:
        row = self.waiting_model.row_at(index)
        if row and not row.id.startswith(SUGGESTED):
            self._to_trash(row)

    def _to_trash(self, row: Row | None) -> None:
        if row:
            back = partial(one_on_ones.take_back_item, item_id=row.id)
            said = _("Off the agenda: {topic}").format(topic=row.title)
            self._acts.try_to(_WHAT, partial(one_on_ones.remove_item, item_id=row.id), back, said)

    @Slot()
    def _restore(self) -> None:
        """Put the deleted topics of this meeting back where they stood."""
        ids = [each.id for each in self._view.deleted] if self._view else []
        if self._acts.try_to(_WHAT, partial(_take_back, ids=ids), partial(_throw_away, ids=ids)):
            self.list.setFocus()

    @Slot(QModelIndex)
    def _take_on(self, index: QModelIndex) -> None:
        """Put a topic from earlier on this agenda; it keeps the day on which it was first raised."""
        row = self.waiting_model.row_at(index)
        if row is None or self._view is None:
            return
        if row.id.startswith(SUGGESTED):
            add = partial(one_on_ones.add_item, one_on_one_id=self._meeting_id, text=row.title)
            made = self._acts.attempt(_WHAT, partial(add, raised_on=date.today()))
            if made:
                self._acts.remember(_WHAT, partial(one_on_ones.remove_item, item_id=made.id))
            return
        origin = next(each.one_on_one_id for each in self._view.waiting if each.id == row.id)
        bring = partial(one_on_ones.bring_forward, item_id=row.id)
        self._acts.try_to(_WHAT, partial(bring, one_on_one_id=self._meeting_id), partial(bring, one_on_one_id=origin))

    def _rows(self) -> list[Row]:
        places = range(self.model.rowCount())
        return [row for place in places if (row := self.model.row_at(self.model.index(place, 0)))]


def _rename_all(session: "Session", words: dict[str, str]) -> dict[str, str]:
    """Give topics these words; gives those that they had. One that was deleted for good meanwhile is left out."""
    before: dict[str, str] = {}
    for item_id, text in words.items():
        item = records.find(session, AgendaItem, item_id)
        if item:
            before[item_id] = item.text
            one_on_ones.revise_item(session, item_id, text=text)
    return before


def _put_in_order(session: "Session", ids: list[str]) -> None:
    """Write the places of all topics anew, so that equal ones of an import cannot stay equal."""
    for place, item_id in enumerate(ids):
        one_on_ones.revise_item(session, item_id, position=place)


def _take_back(session: "Session", ids: list[str]) -> None:
    for item_id in ids:
        one_on_ones.take_back_item(session, item_id)


def _throw_away(session: "Session", ids: list[str]) -> None:
    for item_id in ids:
        one_on_ones.remove_item(session, item_id)
