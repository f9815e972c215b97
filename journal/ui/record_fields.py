"""The fields of one record, each in a widget, saved by themselves a moment after the typing rests.

Only what the user changed is written. Where another program changed the same text meanwhile, both are kept, ours first;
where it deleted the record, the record comes back with what is typed in it.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from journal.errors import RecordGone
from journal.store import history, records
from journal.store.tables import Record
from journal.ui.autosave import CLOSING_MS, Autosave
from journal.ui.half_dates import HalfDates
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.form import LineField
from journal.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from journal.ui.open_journal import Session

_TYPED: Final = (LineField, TextEditor)
#: Writes columns of a record: the session, its UUID, and the values by name.
Revise = Callable[..., object]
#: Writes a record with the values of all fields, where it was deleted for good meanwhile: the session, the values by name.
Anew = Callable[..., Record]


class RecordFields(QObject):
    """`show` a record; whatever its fields hold is saved through `revise`, and kept as it stands by `flush`."""

    #: What is typed is kept, though another program had deleted the record meanwhile.
    was_gone = Signal()

    def __init__(
        self,
        journal: OpenJournal,
        name: str,
        kind: type[Record],
        what: Changed,
        revise: Revise,
        parent: QObject,
        anew: Anew | None = None,
    ) -> None:
        """`name` is that of the page, under which half a date is kept; `what` is announced when something was saved."""
        super().__init__(parent)
        self._anew = anew
        self._journal, self._kind, self._what, self._revise = journal, kind, what, revise
        self._widgets: dict[str, QWidget] = {}
        self._needed: set[str] = set()
        self._shown: dict[str, Any] = {}
        self._dirty: set[str] = set()
        self.record_id = ""
        self.autosave = Autosave(self._write, self)
        self._half = HalfDates(journal, name, self._days, self)
        journal.closing.connect(self._save_for_closing)

    def add(self, name: str, widget: QWidget, *, needed: bool = False) -> None:
        """A column and the widget that holds it; one that is `needed` keeps its last words while it is empty."""
        self._widgets[name] = widget
        if needed:
            self._needed.add(name)
        match widget:
            case TextEditor():
                widget.edited.connect(self._touched)
            case DateField():
                widget.changed.connect(self._touched)
                widget.complained.connect(self._half.follow)
            case LineField():
                widget.textEdited.connect(self._touched)
            case SegmentedChoice():
                widget.changed.connect(self._touched)
            case QComboBox():
                widget.activated.connect(self._touched)
            case _:
                raise TypeError(name)
        widget.setEnabled(not self._journal.is_read_only)

    def show(self, record_id: str, values: Mapping[str, Any]) -> None:
        """Show a record; what is typed in it and not yet saved stays. While that of another one cannot be saved, it stays on."""
        if record_id != self.record_id and self.autosave.unsaved and not self.autosave.flush():
            return
        is_other = record_id != self.record_id
        if is_other:
            self._half.leave()
            self.autosave.forget()
            self._dirty.clear()
        self.record_id = record_id
        for name, widget in self._widgets.items():
            if name in self._dirty:
                continue
            if read(widget) != values[name]:
                put(widget, values[name])
            self._shown[name] = values[name]
        if is_other:
            self._half.show_record(record_id)

    def flush(self) -> bool:
        """Save what is typed, and keep half a date; whether all of it is safe."""
        return all([self._half.flush(), self.autosave.flush()])

    def words(self) -> str:
        """The texts of the fields, one below the other."""
        texts = [read(widget) for widget in self._widgets.values() if isinstance(widget, _TYPED)]
        return "\n\n".join(text for text in texts if isinstance(text, str) and text.strip())

    @Slot()
    def _touched(self) -> None:
        changed = {name for name, widget in self._widgets.items() if read(widget) != self._shown.get(name)}
        self._dirty = changed
        self.autosave.touch()

    def _write(self) -> None:
        found = {name: read(self._widgets[name]) for name in self._dirty}
        values = {name: value for name, value in found.items() if name not in self._needed or str(value).strip()}
        if not values or not self.record_id:
            self._dirty.clear()
            return
        self._dirty.clear()
        before, is_back = self.record_id, False
        try:
            with self._journal.write(self._what) as session:
                is_back = self._bring_back(session)
                saved = self._joined(session, values)
                self._revise(session, self.record_id, **saved)
        except BaseException:
            self._dirty, self.record_id = set(found), before
            raise
        self._shown |= saved
        if is_back:
            self.was_gone.emit()

    def _bring_back(self, session: "Session") -> bool:
        """Take a record out of the trash, or write it anew, where another program deleted it; whether it did.

        Raises RecordGone where it cannot be written anew.
        """
        there = records.find(session, self._kind, self.record_id)
        if there is None and self._anew is None:
            raise RecordGone
        if there is None and self._anew:
            self.record_id = self._anew(session, **{name: read(widget) for name, widget in self._widgets.items()}).id
        elif there and there.deleted_at:
            history.restore(there)
        else:
            return False
        return True

    def _joined(self, session: "Session", values: dict[str, Any]) -> dict[str, Any]:
        """The values to save; a text that was changed elsewhere while one typed is kept below ours."""
        there = records.get(session, self._kind, self.record_id)
        texts = [name for name in values if isinstance(self._widgets[name], _TYPED)]
        return values | {name: joined(values[name], self._shown.get(name, ""), getattr(there, name)) for name in texts}

    def _days(self) -> dict[str, Any]:
        return {name: widget for name, widget in self._widgets.items() if isinstance(widget, DateField)}

    @Slot()
    def _save_for_closing(self) -> None:
        self._half.flush(CLOSING_MS)
        self.autosave.flush(CLOSING_MS)


def read(widget: QWidget) -> Any:
    """What a widget holds."""
    match widget:
        case DateField():
            return widget.day()
        case TextEditor() | LineField():
            return widget.text()
        case SegmentedChoice():
            return widget.value()
        case QComboBox():
            return widget.currentData()
        case _:
            raise TypeError


def put(widget: QWidget, value: Any) -> None:
    """Let a widget show a value, without a signal."""
    match widget:
        case DateField():
            widget.set_day(value)
        case TextEditor():
            widget.set_text(value)
        case LineField():
            widget.setText(value)
        case SegmentedChoice():
            widget.set_value(value)
        case QComboBox():
            widget.setCurrentIndex(max(0, widget.findData(value)))
        case _:
            raise TypeError


def joined(typed: str, shown: str, there: str) -> str:
    """The text to save: `typed` over what was `shown`. Where another program wrote in the meantime both are kept, ours first."""
    if there in (shown, typed) or there in typed:
        return typed
    return f"{typed}\n\n{there}" if typed != shown else there
