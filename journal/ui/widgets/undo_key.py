"""Ctrl+Z in a field: it undoes what was typed there, and the last act of the page where nothing was."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def is_idle_undo(event: QKeyEvent, *, has_undo: bool) -> bool:
    """Whether a field is asked if it wants the key to undo, and has nothing to undo: then the page’s own key works."""
    asks = event.type() == QEvent.Type.ShortcutOverride
    if not asks or has_undo or not event.matches(QKeySequence.StandardKey.Undo):
        return False
    event.ignore()
    return True
