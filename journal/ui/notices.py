"""Shows the journal's notices, the newest one first, and hands on what is pressed.

That the whole window is only to be looked at stands behind the others, for it cannot be put away.
"""

from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from journal.ui.open_journal import OpenJournal
from journal.ui.upkeep import Upkeep
from journal.ui.widgets.notice_bar import NoticeBar

_READ_ONLY: Final = "read-only"
_LOOKED_AT: Final = "looked-at"
_STAYING: Final = (_READ_ONLY, _LOOKED_AT)
#: What they offer would change the journal.
_WRITING: Final = ("copies", "gone", "sheet", "backup", "other-key")


class Notices(QObject):
    """`bar` is the strip, to be placed over the pages."""

    def __init__(self, journal: OpenJournal, upkeep: Upkeep) -> None:
        """Goes with the upkeep, which does what a notice offers."""
        super().__init__(upkeep)
        self._journal = journal
        self.bar = NoticeBar()
        self.bar.acted.connect(upkeep.act)
        self.bar.put_away.connect(self._put_away)
        self.bar.left.connect(self._close_window)
        journal.noticed.connect(self.show_newest)
        self.show_newest()

    @Slot()
    def show_newest(self) -> None:
        """The others wait behind it."""
        notices = self._journal.notices
        if not notices:
            self.bar.show_nothing()
            return
        newest = next((each for each in reversed(notices) if each.kind not in _STAYING), notices[-1])
        can_act = not (self._journal.is_read_only and newest.kind in _WRITING)
        self.bar.show_notice(newest.kind, newest.text, newest.action if can_act else "", more=len(notices) - 1)
        self.bar.close_button.setVisible(newest.kind not in _STAYING)
        self.bar.leave.setVisible(newest.kind == _LOOKED_AT)

    @Slot(str)
    def _put_away(self, kind: str) -> None:
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and self.bar.isAncestorOf(focused)
        self._journal.put_away(kind)
        if had_keyboard and self.bar.isVisible():
            self.bar.close_button.setFocus()

    @Slot()
    def _close_window(self) -> None:
        self.bar.window().close()
