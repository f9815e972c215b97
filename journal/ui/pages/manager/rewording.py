"""Words that are changed in their place in a table, saved at once; what cannot be saved stays and is tried again."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit

from journal.errors import BadInput
from journal.store import records
from journal.store.tables import Record
from journal.ui import notifications
from journal.ui.acts import Acts
from journal.ui.autosave import Autosave
from journal.ui.open_journal import Changed
from journal.ui.widgets.cell_table import CellTable

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

Column = tuple[str, str]
#: Changes columns of a record: session, id, and the columns by name.
Revise = Callable[..., object]


class Rewording(QObject):
    """The new words of records that are not saved yet, by record and column."""

    def __init__(self, acts: Acts, kind: type[Record], revise: Revise, table: CellTable) -> None:
        """`revise` is the practice's own, so that its rules hold."""
        super().__init__(table)
        self._acts, self._kind, self._revise, self._table = acts, kind, revise, table
        self._new: dict[Column, str] = {}
        self.autosave = Autosave(self._write, self)

    def change(self, record_id: str, column: str, words: str) -> None:
        """Give a record these words, now or as soon as the journal can be written."""
        if self._acts.refuse_writing():
            return
        self._new[record_id, column] = words
        self.autosave.touch()
        self.autosave.flush()

    def flush(self, wait_ms: int = 0) -> bool:
        """End the changing of a cell in its place, and save its words; whether they are saved."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit) and self._table.isAncestorOf(focused):
            self._table.setFocus()
        return self.autosave.flush(wait_ms)

    def words(self) -> list[str]:
        """Everything typed here that is not saved."""
        return list(self._new.values())

    def _write(self) -> None:
        """All that wait, in one transaction; words that a rule refuses are said and left."""
        change = partial(_change_all, kind=self._kind, revise=self._revise, words=dict(self._new))
        before, said = self._acts.do(Changed.AGREEMENT, change)
        self._new.clear()
        if before:
            back = partial(_change_all, kind=self._kind, revise=self._revise, words=before)
            self._acts.remember(Changed.AGREEMENT, back)
        if said:
            notifications.say(self._table, said)


def _change_all(
    session: "Session", kind: type[Record], revise: Revise, words: dict[Column, str]
) -> tuple[dict[Column, Any], str]:
    """Give records these words; gives those that they had, and why a rule refused some.

    One that was deleted for good meanwhile is left out.
    """
    before: dict[Column, Any] = {}
    said = ""
    for (record_id, column), text in words.items():
        record = records.find(session, kind, record_id)
        if record is None:
            continue
        was = getattr(record, column)
        try:
            revise(session, record_id, **{column: text})
        except BadInput as fault:
            said = str(fault)
        else:
            before[record_id, column] = was
    return before, said
