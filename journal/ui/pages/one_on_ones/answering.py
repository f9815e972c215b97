"""What they said to a topic: one line under the agenda, for the topic that is chosen there, saved by itself."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.practices import one_on_ones
from journal.store import records
from journal.store.tables import AgendaItem
from journal.text import _
from journal.ui import theme
from journal.ui.acts import Acts
from journal.ui.autosave import Autosave
from journal.ui.models.meeting import PAGES
from journal.ui.open_journal import Changed
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label
from journal.ui.widgets.reading_field import EntryLine

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_WHAT = Changed.MEETINGS


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
        #: What is typed and not saved yet, by the ids of the topics.
        self._typed: dict[str, str] = {}
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

    def show_topic(self, item: AgendaItem | None) -> None:
        """Show what was said to a topic; what is typed for it and not saved yet stands instead."""
        is_same = item is not None and self._item is not None and item.id == self._item.id
        self._item = item
        if item is None:
            return
        self._about.setText(_("To “{topic}”").format(topic=item.text))
        words = self._typed.get(item.id, item.answer)
        if not (is_same and self.field.hasFocus()) and self.field.text() != words:
            self.field.setText(words)
        self.open.setVisible(bool(item.source_id) and item.source_kind in PAGES)

    @property
    def words(self) -> list[str]:
        """Everything typed here that is not saved."""
        return list(self._typed.values())

    @Slot()
    def open_source(self) -> None:
        """Go to the record from which the question came."""
        if self._item and self._item.source_id and self._item.source_kind in PAGES and self.saving.flush():
            self.opened.emit(PAGES[self._item.source_kind], self._item.source_id)

    @Slot()
    def _edited(self) -> None:
        """Typed by the user; Escape empties the line without this signal, and asks for nothing to be saved."""
        if self._item and not self._acts.is_read_only:
            self._typed[self._item.id] = self.field.text()
            self.saving.touch()

    @Slot()
    def _enter(self) -> None:
        item = self._item
        if item is None or self._acts.refuse_writing():
            return
        words = self.field.text().strip()
        self._typed.pop(item.id, None)
        change = partial(one_on_ones.revise_item, item_id=item.id)
        back = partial(change, answer=item.answer, discussed=item.discussed)
        if self._acts.try_to(_WHAT, partial(change, answer=words, discussed=True), back):
            if not self._typed:
                self.saving.forget()
            self.done.emit(item.id)
        else:
            self._typed[item.id] = words

    def _write(self) -> None:
        self._acts.do(_WHAT, partial(_answer_all, words=dict(self._typed)))
        self._typed.clear()


def _answer_all(session: "Session", words: dict[str, str]) -> None:
    """Give topics these answers; one that was deleted for good meanwhile is left out."""
    for item_id, answer in words.items():
        if records.find(session, AgendaItem, item_id):
            one_on_ones.revise_item(session, item_id, answer=answer.strip())
