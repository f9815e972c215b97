"""Days and times that are typed and not understood yet: they stay with their entry until they are mended."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from journal.ui.drafting import Drafting, Typed
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets.date_field import DateField, TimeField

Fields = Mapping[str, DateField | TimeField]


class HalfDates(QObject):
    """What stands in the fields of which entry; shown again whenever that entry is."""

    def __init__(self, journal: OpenJournal, fields: Callable[[], Fields], parent: QObject) -> None:
        """`fields` gives the fields that there are by now, by the name of what they hold."""
        super().__init__(parent)
        self._fields = fields
        self._entry_id = ""
        self.drafting = Drafting(journal, "journal", self._typed, self)
        self._of: dict[str, dict[str, str]] = self.drafting.bring_back()

    def show_entry(self, entry_id: str) -> None:
        """Another entry is on: show what was half typed in it, and nothing of the one before."""
        for field in self._fields().values():
            if field.complaint:
                _show_understood(field)
        self._entry_id = entry_id
        for name, words in self._of.get(entry_id, {}).items():
            field = self._fields().get(name)
            if field:
                field.setText(words)
                field.editingFinished.emit()  # it says what is wrong

    def leave(self) -> None:
        """Another entry is about to be shown: what was half typed stays with the one before."""
        self._entry_id = ""

    def stay(self, entry_id: str) -> None:
        """The same entry, which may have got its id only now."""
        self._entry_id = entry_id

    def flush(self, wait_ms: int = 0) -> bool:
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
        if self._entry_id:
            half = {name: field.text() for name, field in self._fields().items() if field.complaint}
            self._of.pop(self._entry_id, None)
            if half:
                self._of[self._entry_id] = half
        return dict(self._of)


def _show_understood(field: DateField | TimeField) -> None:
    match field:
        case DateField():
            field.set_day(field.day())
        case TimeField():
            field.set_at(field.at())
