"""Leaving an open journal: everything typed is put into it, nothing is asked, and then nothing of it stays in sight.

Locking refuses for no form and waits for no dialog. Only the journal's own file can hold it up; then a veil hides
everything until the words are saved, or until somebody presses a key to look after them.
"""

import sys
from collections.abc import Mapping
from typing import Final, cast

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from journal.text import _
from journal.ui import background, dialogs, lock_reason, notifications
from journal.ui.autosave import CLOSING_MS, Autosave
from journal.ui.long_job import LongJob
from journal.ui.open_journal import OpenJournal
from journal.ui.places import Page
from journal.ui.veil import Veils, close_menus
from journal.ui.widgets import clipboard

AGAIN_MS: Final = 100
LATER_MS: Final = 1_000
_LOOK_AGAIN_MS: Final = 25


class Leaving(QObject):
    """Saves, locks and closes for one window. `locked` with the reason once the journal is closed."""

    locked = Signal(str)

    def __init__(self, journal: OpenJournal, window: QWidget, pages: Mapping[str, QWidget], veils: Veils) -> None:
        """`pages` are those that were made, by their names."""
        super().__init__(window)
        self._journal = journal
        self._window = window
        self._pages = pages
        self._veils = veils
        self._reason = ""
        self._is_over = False
        self._again = QTimer(self)
        self._fault: type[Exception] | None = None
        self._again.timeout.connect(self._try_again)

    def save(self, name: str) -> bool:
        """Save what is typed on a page; whether nothing is unsaved there."""
        return name not in self._pages or cast(Page, cast(object, self._pages[name])).flush()

    def may_leave(self, name: str) -> bool:
        """Save what is typed on a page; whether another may be shown.

        Where the journal's file is what refuses, the words stay on their page, and the page does not hold one up: the way
        to a backup leads over others.
        """
        if self.save(name):
            return True
        unsaved = [each for each in self._pages[name].findChildren(Autosave) if each.unsaved]
        may_leave = bool(unsaved) and all(each.is_refused for each in unsaved)
        if may_leave:
            notifications.say(self._window, _("What you typed there is not saved yet. It stays on its page."))
        return may_leave

    def save_all(self) -> bool:
        """Save what is typed anywhere, dialogs included; whether nothing is unsaved any more."""
        if not self._journal.is_open:
            return True
        is_saved = [self.save(name) for name in self._pages]
        is_saved += [dialog.flush() for dialog in self._window.findChildren(dialogs.Dialog)]
        return all(is_saved)

    def save_patiently(self) -> bool:
        """The same before the window closes: another program that is writing at this moment is waited for."""
        deadline = QDeadlineTimer(CLOSING_MS)
        while not (is_safe := self.save_all()) and not deadline.hasExpired():
            if not self._is_waiting():
                break  # waiting would mend nothing
            QThread.msleep(_LOOK_AGAIN_MS)
        return is_safe

    def lock(self, reason: str) -> None:
        """Save, close the journal, and send `locked`; where the file refuses, hide everything and try again."""
        if self._is_over:
            return
        is_working = bool(self._window.findChildren(LongJob))
        self._reason = lock_reason.with_stopped_work(reason) if is_working else reason
        background.cancel_all()  # an import that writes would keep our own words waiting
        close_menus()
        if self._is_safe():
            self._finish()
        else:
            self._veils.draw(self._held_up(), any_key=True)
            self._again.start(AGAIN_MS)

    def leave(self, reason: str) -> None:
        """Lock at once, where everything is saved and the file is closed already, as after a restore."""
        if not self._is_over:
            self._reason = reason
            self._finish()

    def close(self) -> None:
        """Close the journal, whether or not all could be saved."""
        self._is_over = True
        self._again.stop()
        self._journal.close()

    # ----------------------------------------------------------------------------------------- internal

    @Slot()
    def _try_again(self) -> None:
        if self._is_safe():
            self._finish()
            return
        self._again.start(AGAIN_MS if self._is_waiting() else LATER_MS)
        if self._veils.are_drawn:
            self._veils.say(self._held_up())

    def _is_safe(self) -> bool:
        """Whether the journal may be closed now; a fault of our own is reported, and closes nothing over unsaved words."""
        try:
            return self._journal.is_open and self.save_all()
        except Exception as fault:  # noqa: BLE001 (whatever it is, the window must not stay in sight for it)
            if type(fault) is not self._fault:
                self._fault = type(fault)
                sys.excepthook(self._fault, fault, fault.__traceback__)
            return False

    def _finish(self) -> None:
        self._is_over = True  # a dialog that is left now may want to leave as well
        clipboard.take_back(copied_too=True)
        _close_dialogs()
        self.close()
        self.locked.emit(self._reason)

    def _is_waiting(self) -> bool:
        return any(each.is_waiting for each in self._window.findChildren(Autosave))

    def _held_up(self) -> str:
        if not self._journal.is_open or self._is_waiting():
            return _("Locking, as soon as the journal’s file is free…")
        failed = [each.said.reason for each in self._window.findChildren(Autosave) if each.said.kind == "failed"]
        said = _("Not locked: what was written last is not saved yet.")
        to_do = _("Upward keeps trying, and locks as soon as it is saved. Press a key or click to show the window.")
        return "\n\n".join([said, *failed[:1], to_do])


def _close_dialogs() -> None:
    """Leave every dialog without an answer, the last one first; whoever waits for one goes on with none."""
    for window in reversed(QApplication.topLevelWidgets()):
        if isinstance(window, QDialog) and window.isVisible():
            window.reject()
            window.hide()
