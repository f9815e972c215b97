"""Taking the pulse: six marks by click or by number, a note, a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from journal.practices import pulse
from journal.store.tables import Pulse
from journal.text import PULSE_WORDS, _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.form import Field, LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.scale import Scale


class PulseForm(QWidget):
    """What is marked and is no pulse yet; or one that is being corrected, whose id `pulse_id` holds."""

    kept = Signal()
    left = Signal()
    #: Something was marked or typed.
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without any mark, for today."""
        super().__init__(parent)
        self.pulse_id = ""
        self.scales = {word: Scale(name, self) for word, name in PULSE_WORDS.items()}
        self.note = LineField(placeholder=_("In a few words, if you like"))
        self.day = DateField(day=date.today(), optional=False)
        self.keep = Button(_("Keep"), "plain", "check")
        self.leave = Button(_("Leave it as it was"), "quiet", "undo")
        self.fault = Label("", "small-alert", wrap=True)
        self._assemble()
        for scale in self.scales.values():
            scale.changed.connect(self._touched)
        self.note.textChanged.connect(self._touched)
        self.note.returnPressed.connect(self.kept)
        self.day.changed.connect(self._touched)
        self.keep.clicked.connect(self.kept)
        self.leave.clicked.connect(self.left)
        self.fault.hide()
        self.leave.hide()

    def _assemble(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(0.5))
        for row, (word, scale) in enumerate(self.scales.items()):
            grid.addWidget(Label(PULSE_WORDS[word], wrap=True), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(scale, row, 1)
        grid.setColumnStretch(0, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space(1))
        buttons.addWidget(self.keep)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        self._day_field = Field(_("Day"), self.day)
        self.day.complained.connect(self._day_field.complain)
        self.day.setMaximumWidth(theme.theme().em(10))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1.5))
        column.addLayout(grid)
        for part in (Field(_("Note"), self.note), self._day_field, self.fault):
            column.addWidget(part)
        column.addLayout(buttons)

    # ------------------------------------------------------------------------------------------- public

    def marks(self) -> dict[str, int | None]:
        """The mark of every word, None for one without."""
        return {word: scale.mark() for word, scale in self.scales.items()}

    def correct(self, found: Pulse) -> None:
        """Show a pulse that is in the journal, to be corrected."""
        self.pulse_id = found.id
        self._fill(pulse.marks_of(found), found.note, found.rated_on)

    @Slot()
    def clear(self) -> None:
        """No marks, for today."""
        self.pulse_id = ""
        self._fill({}, "", date.today())

    def complain(self, sentence: str) -> None:
        """Say why it was not kept; an empty sentence takes it back."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def focus_first(self) -> None:
        """The first mark has the keyboard."""
        next(iter(self.scales.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> dict[str, Any]:
        """Plain values of what is no pulse yet, empty for nothing."""
        marks = {word: mark for word, mark in self.marks().items() if mark is not None}
        typed: dict[str, Any] = {"marks": marks} if marks else {}
        if self.note.text().strip():
            typed["note"] = self.note.text()
        if typed or self.pulse_id:
            typed |= {"day": self.day.text(), "pulse": self.pulse_id}
        return typed

    def put(self, typed: Mapping[str, Any]) -> None:
        """Show such values again."""
        if typed:
            self.pulse_id = str(typed.get("pulse", ""))
            marks = {word: mark for word, mark in typed.get("marks", {}).items() if word in self.scales}
            self._fill(marks, str(typed.get("note", "")), None)
            self.day.setText(str(typed.get("day", "")))
            self.day.editingFinished.emit()

    # ----------------------------------------------------------------------------------------- internal

    def _fill(self, marks: Mapping[str, int | None], note: str, day: date | None) -> None:
        for word, scale in self.scales.items():
            scale.set_mark(marks.get(word))
        self.note.setText(note)
        self.day.set_day(day)
        self.complain("")
        self.leave.setVisible(bool(self.pulse_id))
        self.keep.setText(_("Correct") if self.pulse_id else _("Keep"))
        self.edited.emit()

    @Slot()
    def _touched(self) -> None:
        self.complain("")
        self.edited.emit()
