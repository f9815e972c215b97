"""Days and times that are typed and not understood yet: they stay with their record until they are mended."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from journal.ui.autosave import OWN_READERS_MS
from journal.ui.drafting import Drafting, Typed
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.date_field import DateField, TimeField

Fields = Mapping[str, DateField | TimeField]
#: Stands for a record that is not in the journal yet, where the page can hold one.
NEW: Final = "new"


class HalfDates(QObject):
    """What stands in the fields of which record; shown again whenever that record is."""

    def __init__(self, journal: OpenJournal, name: str, fields: Callable[[], Fields], parent: QObject) -> None:
        """`fields` gives the fields that there are by now, by the name of what they hold; `name` is the page's."""
        super().__init__(parent)
        self._fields = fields
        self._record_id = ""
        self.drafting = Drafting(journal, name, self._typed, self)
        self._of: dict[str, dict[str, str]] = self.drafting.bring_back()

    def show_record(self, record_id: str) -> None:
        """Another record is on: show what was half typed in it, and nothing of the one before."""
        for field in self._fields().values():
            if field.complaint:
                _show_understood(field)
        self._record_id = record_id
        for name in self._of.get(record_id, {}):
            self.show_field(name)

    def show_field(self, name: str) -> None:
        """Show what was half typed in this field, which may have been made only now."""
        words, field = self._of.get(self._record_id, {}).get(name), self._fields().get(name)
        if words and field:
            field.setText(words)
            field.editingFinished.emit()  # it says what is wrong

    def leave(self) -> None:
        """Another record is about to be shown: what was half typed stays with the one before."""
        self._record_id = ""

    def stay(self, record_id: str) -> None:
        """The same record, which may have got its id only now."""
        if record_id != self._record_id:
            self._of[record_id] = self._of.pop(self._record_id, {})
        self._record_id = record_id

    def flush(self, wait_ms: int = OWN_READERS_MS) -> bool:
        """Read the field that has the keyboard, and keep what it cannot understand; whether that is kept."""
        focused = QApplication.focusWidget()
        if any(field is focused for field in self._fields().values()):
            focused.editingFinished.emit()  # type: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        return self.drafting.flush(wait_ms)

    @Slot()
    def follow(self) -> None:
        """A field complains, or does no longer."""
        self.drafting.touch()

    def _typed(self) -> Typed:
        if self._record_id:
            fields = self._fields()
            unmade = {name: words for name, words in self._of.get(self._record_id, {}).items() if name not in fields}
            half = {name: field.text() for name, field in fields.items() if field.complaint}
            self._of[self._record_id] = unmade | half
        return {record_id: half for record_id, half in self._of.items() if half}


def _show_understood(field: DateField | TimeField) -> None:
    match field:
        case DateField():
            field.set_day(field.day())
        case TimeField():
            field.set_at(field.at())
