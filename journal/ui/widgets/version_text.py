"""An earlier version to read: field by field, with what is different by now."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.comparing import Where, compare
from journal.ui.widgets.text_editor import TextEditor


class FieldChange(NamedTuple):
    """A field that is another by now."""

    label: str
    earlier: str
    present: str


class VersionText(TextEditor):
    """What stands only in the earlier version is on a ground of its own, what came later is struck out."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__(_("What is different in the earlier version"), look="page")
        self.setReadOnly(True)
        reading = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(reading)

    def show_changes(self, changes: list[FieldChange]) -> str:
        """Show both versions of every field as one; gives the sentence that explains the marks."""
        self.set_text("")
        cursor = QTextCursor(self.document())
        looks, label = _looks(), _label()
        marks: set[Where] = set()
        for number, change in enumerate(changes):
            cursor.insertText(("\n\n" if number else "") + change.label + "\n", label)
            for part in compare(change.earlier, change.present):
                cursor.insertText(part.text, looks[part.where])
                marks.add(part.where)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        return _legend(marks)


def _looks() -> dict[Where, QTextCharFormat]:
    earlier, present = QTextCharFormat(), QTextCharFormat()
    earlier.setBackground(QColor(theme.colors().accent_soft))
    earlier.setForeground(QColor(theme.colors().accent))
    present.setForeground(QColor(theme.colors().muted))
    present.setFontStrikeOut(True)
    return {"both": QTextCharFormat(), "earlier": earlier, "present": present}


def _label() -> QTextCharFormat:
    label = QTextCharFormat()
    label.setForeground(QColor(theme.colors().muted))
    label.setFontPointSize(theme.theme().points("small"))
    label.setFontWeight(QFont.Weight.Medium)
    return label


def _legend(marks: set[Where]) -> str:
    """What the marks mean, for those that are there."""
    said: dict[Where, str] = {
        "earlier": _("Marked: only in this version."),
        "present": _("Struck out: only in the present version."),
    }
    return " ".join(words for mark, words in said.items() if mark in marks)
