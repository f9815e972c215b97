"""What can be set about locking and hiding: a part of the settings page that needs no journal."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QSystemTrayIcon, QWidget

from journal.text import _, n_
from journal.ui import autolock, capture, preferences, tray
from journal.ui.widgets.filter_bar import SegmentedChoice
from journal.ui.widgets.form import FormColumn

_NO, _YES = "0", "1"


class LockSettings(FormColumn):
    """The minutes until the lock; the icon in the tray and the capture of the window where the system has them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows what holds, and keeps every change at once."""
        super().__init__()
        if parent:
            self.setParent(parent)
        self._add_minutes()
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._add_tray()
        if capture.is_offered():
            self._add_capture()

    def _add_minutes(self) -> None:
        self.minutes = QComboBox()
        self.minutes.setAccessibleName(_("Lock after"))
        now = autolock.minutes()
        for number in sorted({*autolock.MINUTES, now} - {autolock.NEVER}):
            self.minutes.addItem(n_("{n} minute of inactivity", "{n} minutes of inactivity", number).format(n=number))
            self.minutes.setItemData(self.minutes.count() - 1, number)
        self.minutes.addItem(_("never by itself"), autolock.NEVER)
        self.minutes.setCurrentIndex(self.minutes.findData(now))
        self.minutes.activated.connect(self._keep_minutes)
        words = _("The journal also locks with the screen, before the computer sleeps, and with Ctrl+L; F9 hides it.")
        self.add(_("Lock after"), self.minutes, words)

    def _add_tray(self) -> None:
        self.tray = SegmentedChoice(_("Tray icon"), [(_YES, _("Shown")), (_NO, _("Not shown"))], _tray())
        self.tray.changed.connect(self._keep_tray)
        self.add(_("Tray icon"), self.tray, _("Takes effect after the next unlock."))

    def _add_capture(self) -> None:
        choices = [(_NO, _("Left out")), (_YES, _("Shown"))]
        self.capture = SegmentedChoice(_("In shared screens"), choices, _YES if capture.is_allowed() else _NO)
        self.capture.changed.connect(self._keep_capture)
        self.add(_("In shared screens"), self.capture, _("Takes effect after the next unlock."))

    @Slot()
    def _keep_minutes(self) -> None:
        preferences.current().remember(**{autolock.PREFERENCE: int(self.minutes.currentData())})

    @Slot(object)
    def _keep_tray(self, value: str) -> None:
        preferences.current().remember(**{tray.PREFERENCE: int(value)})

    @Slot(object)
    def _keep_capture(self, value: str) -> None:
        preferences.current().remember(**{capture.PREFERENCE: int(value)})


def _tray() -> str:
    return str(preferences.current().number(tray.PREFERENCE, 1))
