"""What they said to a topic: one line under the agenda, for the topic that is chosen there, saved by itself."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.practices import one_on_ones
from journal.store import history, records
from journal.store.tables import AgendaItem, OneOnOne
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.autosave import Autosave
from journal.ui.models.meeting import PAGES
from journal.ui.open_journal import Changed
from journal.ui.record_fields import joined
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label
from journal.ui.widgets.reading_field import EntryLine

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_WHAT = Changed.MEETINGS


class Typed(NamedTuple):
    """An answer that is not saved yet, with its topic and meeting as they were when one began to type."""

    item: AgendaItem
    meeting: OneOnOne
    words: str


class Answering(QWidget):
    """Enter says that the topic was talked about, with what was typed, and leads to the next one."""

    #: The page and the record where the answer finds its place.
    opened = Signal(str, str)
    #: Enter was pressed for the topic with this id.
    done = Signal(str)

    def __init__(self, acts: Acts) -> None:
        """Hidden until a topic is chosen."""
        super().__init__()
        self._acts = acts
        self._item: AgendaItem | None = None
        self._meeting: OneOnOne | None = None
        #: What is typed and not saved yet, by the ids of the topics.
        self._typed: dict[str, Typed] = {}
        self.saving = Autosave(self._write, self)
        self._about = Label("", "small", wrap=True)
        self.field = EntryLine(placeholder=_("What they said (S)"), name=_("What they said"))
        self.field.textEdited.connect(self._edited)
        self.field.returnPressed.connect(self._enter)
        self.field.setReadOnly(acts.is_read_only)
        self.open = Button(_("Open it"), "quiet", "arrow-right")
        self.open.setToolTip(_("Open what this question came from, so that the answer finds its place (O)"))
        self.open.clicked.connect(self.open_source)
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(self.field, 1)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1.5), theme.space(0.5), theme.space(1.5), theme.space(0.5))
        column.setSpacing(theme.space(0.5))
        column.addWidget(self._about)
        column.addLayout(row)

    def show_topic(self, item: AgendaItem | None, meeting: OneOnOne | None) -> None:
        """Show what was said to a topic of a meeting; what is typed for it and not saved yet stands instead."""
        is_same = item is not None and self._item is not None and item.id == self._item.id
        self._item, self._meeting = item, meeting
        if item is None:
            return
        self._about.setText(_("To “{topic}”").format(topic=item.text))
        words = self._typed[item.id].words if item.id in self._typed else item.answer
        if not (is_same and self.field.hasFocus()) and self.field.text() != words:
            self.field.setText(words)
        self.open.setVisible(bool(item.source_id) and item.source_kind in PAGES)

    @property
    def words(self) -> list[str]:
        """Everything typed here that is not saved."""
        return [typed.words for typed in self._typed.values()]

    @Slot()
    def open_source(self) -> None:
        """Go to the record from which the question came."""
        if self._item and self._item.source_id and self._item.source_kind in PAGES and self.saving.flush():
            self.opened.emit(PAGES[self._item.source_kind], self._item.source_id)

    @Slot()
    def _edited(self) -> None:
        """Typed by the user; Escape empties the line without this signal, and asks for nothing to be saved."""
        if self._item and self._meeting and not self._acts.is_read_only:
            self._typed[self._item.id] = self._now(self._item, self._meeting)
            self.saving.touch()

    def _now(self, item: AgendaItem, meeting: OneOnOne) -> Typed:
        """What stands in the line, over what stood there when one began to type."""
        begun = self._typed.get(item.id)
        return begun._replace(words=self.field.text()) if begun else Typed(item, meeting, self.field.text())

    @Slot()
    def _enter(self) -> None:
        item, meeting = self._item, self._meeting
        if item is None or meeting is None or self._acts.refuse_writing():
            return
        typed = self._now(item, meeting)
        self._typed.pop(item.id, None)
        back = partial(_take_back, before=item, said=typed.words.strip())
        if self._acts.try_to(_WHAT, partial(_answer, typed=typed, discussed=True), back):
            if not self._typed:
                self.saving.forget()
            self.done.emit(item.id)
        else:
            self._typed[item.id] = typed

    def _write(self) -> None:
        self._acts.do(_WHAT, partial(_answer_all, typed=list(self._typed.values())))
        self._typed.clear()


def _answer_all(session: "Session", typed: list[Typed]) -> None:
    for each in typed:
        _answer(session, each)


def _answer(session: "Session", typed: Typed, **changes: bool) -> None:
    """Give a topic its answer. What another program answered meanwhile is kept below; what it deleted comes back."""
    item, meeting, words = typed
    there = records.find(session, AgendaItem, item.id)
    if there is None or there.one_on_one_id == meeting.id:
        one_on_ones.there_again(session, meeting)
    if there is None:
        there = one_on_ones.add_item(session, meeting.id, item.text, item.raised_on, item.source_kind, item.source_id)
    elif there.deleted_at:
        history.restore(there)
    answer = joined(words.strip(), item.answer, there.answer)
    one_on_ones.revise_item(session, there.id, answer=answer, **changes)


def _take_back(session: "Session", before: AgendaItem, said: str) -> None:
    """The topic is as it was, but for words that were added to the answer since."""
    there = records.get(session, AgendaItem, before.id)
    changes = {"answer": before.answer} if there.answer == said else {}
    one_on_ones.revise_item(session, before.id, discussed=before.discussed, **changes)
