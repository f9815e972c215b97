"""What stands wherever something is saved by itself: *Saved 14:03*, or why it is not saved, and what to do about it.

A failure never asks and never takes the keyboard: the text stays where it is, it is tried again by itself, and three
buttons beside the sentence wait: try again, copy the text, save the journal elsewhere.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.text import _
from journal.ui import notifications, theme
from journal.ui.autosave import Autosave, SaveState
from journal.ui.elsewhere import NAME, save_elsewhere
from journal.ui.open_journal import OpenJournal
from journal.ui.widgets import clipboard
from journal.ui.widgets.button import Button
from journal.ui.widgets.flow import FlowLayout
from journal.ui.widgets.status_line import StatusLine


class WhatToDo(QWidget):
    """The three ways out of a failure, side by side, or below each other where it is narrow."""

    retried = Signal()

    def __init__(self, journal: OpenJournal, words: Callable[[], str], parent: QWidget | None = None) -> None:
        """`words` gives the text that is not saved."""
        super().__init__(parent)
        self._journal, self._words = journal, words
        self.retry = Button(_("Try again"), "quiet")
        self.copy = Button(_("Copy the text"), "quiet")
        self.elsewhere = Button(NAME, "quiet")
        flow = FlowLayout(self, theme.space(1))
        for button, slot in (
            (self.retry, self.retried),
            (self.copy, self.copy_text),
            (self.elsewhere, self._save_elsewhere),
        ):
            button.clicked.connect(slot)
            flow.addWidget(button)
        self.elsewhere.setEnabled(not journal.is_read_only)

    @Slot()
    def copy_text(self) -> None:
        """Put the text on the clipboard, from which it is taken back when the journal is locked."""
        words = self._words()
        if words.strip():
            clipboard.put(words)
        notifications.say(self, _("Copied.") if words.strip() else _("There is no text to copy."))

    @Slot()
    def _save_elsewhere(self) -> None:
        save_elsewhere(self._journal, self)


class SaveBar(QWidget):
    """How safe the text is of the place where it stands. Give it every Autosave of that place to `watch`."""

    #: What it says has changed.
    changed = Signal()

    def __init__(self, journal: OpenJournal, words: Callable[[], str], parent: QWidget | None = None) -> None:
        """Says nothing at first. `words` gives what is written there, to be copied."""
        super().__init__(parent)
        self._autosaves: list[Autosave] = []
        self._last = SaveState("nothing")
        self._words = words
        self.status = StatusLine()
        self.status.setWordWrap(True)
        self.to_do = WhatToDo(journal, words)
        self.to_do.retried.connect(self.try_again)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(0.5))
        self._column.addWidget(self.status)
        self._column.addWidget(self.to_do)
        self.to_do.hide()
        journal.gone.connect(self.try_again)  # what is unsaved says at once that it cannot be saved
        journal.noticed.connect(self._look_again)

    def watch(self, autosave: Autosave, *, quietly: bool = False) -> Autosave:
        """Show how this one fares, or quietly only that it fails; gives it back."""
        self._autosaves.append(autosave)
        autosave.state.connect(self._follow_failures if quietly else self._follow)
        return autosave

    @property
    def is_failed(self) -> bool:
        """Whether anything here is not saved, for a reason that the user should know."""
        return any(each.said.kind == "failed" for each in self._autosaves)

    @property
    def unsaved_words(self) -> str:
        """What is written here, if it is not saved."""
        return self._words() if any(each.unsaved for each in self._autosaves) else ""

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Stand under the column of a text; the words of the buttons, not their edges, stand under the sentence."""
        edge = min(left, theme.space(1.25))
        self._column.setContentsMargins(left - edge, top, right, bottom)
        self.status.setContentsMargins(edge, 0, 0, 0)

    @Slot()
    def try_again(self) -> None:
        """Save now what is not saved."""
        for autosave in self._autosaves:
            autosave.flush()

    @Slot()
    def _look_again(self) -> None:
        """Something about the journal as a whole has changed: its file may be back."""
        if self.is_failed:
            self.try_again()

    @Slot(object)
    def _follow(self, state: SaveState) -> None:
        self._last = state
        self._follow_failures()

    @Slot()
    def _follow_failures(self) -> None:
        """The failure of any goes before what the others say."""
        failed = [each.said for each in self._autosaves if each.said.kind == "failed"]
        show_state(self.status, failed[0] if failed else self._last)
        self.to_do.setVisible(bool(failed))
        self.setObjectName(notifications.KEPT_CLEAR if failed else "")
        notifications.make_room(self)
        self.changed.emit()


def show_state(status: StatusLine, state: SaveState) -> None:
    """Say a state in words."""
    match state:
        case SaveState(kind="typing"):
            status.typing()
        case SaveState(kind="saving"):
            status.saving()
        case SaveState(kind="saved", reason=reason) if reason:
            status.drafted(reason)
        case SaveState(kind="saved", at=datetime() as at):
            status.saved(at)
        case SaveState(kind="failed", reason=reason):
            status.failed(reason)
        case _:
            status.nothing()
