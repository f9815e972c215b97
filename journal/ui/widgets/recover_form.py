"""Typing a recovery sheet: one wide field that puts the groups apart as one types."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from journal.text import _, n_
from journal.ui.widgets import clipboard
from journal.ui.widgets.form import Field
from journal.ui.widgets.label import Label
from journal.ui.widgets.step_form import StepForm
from journal.ui.widgets.text_editor import TextEditor

_GROUP: Final = 4
_GROUPS: Final = 14
_GAP: Final = "  "
_REMARK: Final = "#"  # begins a line of a sheet that was kept as a text file


class SheetField(TextEditor):
    """Capitals in groups of four, however they are typed; `entered` at Enter. A text file of a sheet stays as it is."""

    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(name, look="field", lines=4, parent=parent)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhPreferUppercase)
        self.edited.connect(self._group)

    def whole_groups(self) -> int:
        """How many groups stand there."""
        return len(_letters(self.text())) // _GROUP

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied from here can be taken back."""
        return clipboard.marked(self.textCursor().selectedText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the end of it: a sheet needs no lines."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _group(self) -> None:
        typed, letters = self.text(), _letters(self.text())
        if _REMARK in typed or len(letters) > _GROUPS * _GROUP:
            return  # as long as it is more than groups, it is for who reads it
        before = len(_letters(typed[: self.textCursor().position()]))
        grouped = _GAP.join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))
        if grouped != typed:
            self.set_text(grouped)
            cursor = self.textCursor()
            cursor.setPosition(min(len(grouped), before + len(_GAP) * (max(0, before - 1) // _GROUP)))
            self.setTextCursor(cursor)


def _letters(typed: str) -> str:
    return "".join(filter(str.isalnum, typed)).upper()


class RecoverForm(StepForm):
    """`typed()` is what stands in the field; whether it is a sheet, and of which journal, is for others to say."""

    height_hint = 76.0

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without a journal until `set_journal`."""
        super().__init__(_("Open with the recovery sheet"), "", parent)
        self.journal: Path | None = None
        self.field = SheetField(_("Recovery sheet"))
        self._field = Field(_("The 14 groups, in the order of their numbers"), self.field)
        self.field.edited.connect(self._typed)
        self.field.entered.connect(self.go_on)
        self.first = self.field
        self._left = Label("", "small")
        self.body.addWidget(self._field)
        self.body.addWidget(self._left)
        self.add_ways(_("Open"))
        self._typed()

    def set_journal(self, journal: Path) -> None:
        """Ask for the sheet of this one."""
        self.journal = journal
        self.subtitle.setText(
            _("It opens “{name}” in place of the passphrase. You will then choose a new passphrase.").format(
                name=journal.stem
            )
        )
        self.subtitle.show()
        self.forget()

    def typed(self) -> str:
        """What was typed."""
        return self.field.text()

    def is_complete(self) -> bool:
        """Whether anything was typed; the rest is said when it is read."""
        return bool(self.typed().strip())

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the sheet."""
        self.busy("")
        self._field.complain(sentence)
        self.field.setFocus()

    def hold(self, on: bool) -> None:
        """The sheet has a field of several lines."""
        super().hold(on)
        self.field.setReadOnly(on)

    def forget(self) -> None:
        """Leave nothing of the sheet behind."""
        self.field.set_text("")
        self._typed()

    @Slot()
    def _typed(self) -> None:
        left = _GROUPS - self.field.whole_groups()
        self._field.complain("")
        self._left.setText(n_("{n} group to go", "{n} groups to go", left).format(n=left) if left > 0 else "")
