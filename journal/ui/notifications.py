"""Short messages at the foot of the window: what was done, and one click to undo it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.button import Button
from journal.ui.widgets.label import Label

_PLAIN_MS: Final = 5_000
_UNDO_MS: Final = 12_000
#: The name of what may stand at the foot of a window and must not be covered.
KEPT_CLEAR: Final = "kept-clear"


class Toast(QFrame):
    """One message at a time over the foot of a window; a new one takes the place of the last."""

    def __init__(self, window: QWidget) -> None:
        """Hidden until there is something to say."""
        super().__init__(window)
        self._window = window
        self.setProperty("ground", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._undo: Callable[[], None] | None = None
        self.text = Label("")
        self.button = Button(_("Undo"), "toast", "undo")
        self.button.clicked.connect(self._press)
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.space(2), theme.space(1), theme.space(1), theme.space(1))
        layout.setSpacing(theme.space(2))
        layout.addWidget(self.text)
        layout.addWidget(self.button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        QShortcut(QKeySequence("Ctrl+Shift+Z"), window, self._press)
        window.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], None] | None = None, action: str = "") -> None:
        """Show a message; with `undo` it has a button (named Undo unless `action` is given) that calls it once."""
        self._undo = undo
        self.text.setText(text)
        self.button.setText(action or _("Undo"))
        self.button.set_icon("arrow-right" if action else "undo")
        self.button.setVisible(undo is not None)
        self._fit()
        self.show()
        self.raise_()
        self._timer.start(_UNDO_MS if undo else _PLAIN_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: "object") -> None:
        """It waits while the mouse is on it."""
        super().enterEvent(event)  # pyright: ignore[reportArgumentType]
        self._timer.stop()

    def leaveEvent(self, event: "object") -> None:
        """And goes a while later."""
        super().leaveEvent(event)  # pyright: ignore[reportArgumentType]
        self._timer.start(_PLAIN_MS)

    def _fit(self) -> None:
        window = self._window
        most = window.width() - theme.space(4)
        self.text.setWordWrap(False)
        self._layout.activate()
        width = min(self.sizeHint().width(), most)
        self.text.setWordWrap(self.sizeHint().width() > most)
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry((window.width() - width) // 2, self._floor() - height, width, height)

    def _floor(self) -> int:
        """Above the foot of the window, and above what must not be covered there."""
        window = self._window
        kept_clear = [each for each in window.findChildren(QWidget, KEPT_CLEAR) if each.isVisible()]
        tops = [each.mapTo(window, QPoint(0, 0)).y() - theme.space(1) for each in kept_clear]
        return min([window.height() - theme.space(3), *(top for top in tops if top > window.height() // 2)])

    @Slot()
    def make_room(self) -> None:
        """Something at the foot has come or gone."""
        if self.isVisible():
            self._fit()

    @Slot()
    def _press(self) -> None:
        undo, self._undo = self._undo, None
        if undo and self.isVisible():
            self.hide()
            undo()


def say(widget: QWidget, text: str) -> None:
    """Show a message in the window of this widget."""
    _toast(widget).say(text)


def offer_undo(widget: QWidget, text: str, undo: Callable[[], None], action: str = "") -> None:
    """Show what was done in the window of this widget, with a button that undoes it (also Ctrl+Shift+Z)."""
    _toast(widget).say(text, undo, action)


def make_room(widget: QWidget) -> None:
    """Something that must not be covered has come to the foot of the window of this widget, or has gone."""
    found = widget.window().findChild(Toast)
    if isinstance(found, Toast) and found.isVisible():
        QTimer.singleShot(0, found, found.make_room)  # once it stands where it will


def _toast(widget: QWidget) -> Toast:
    window = widget.window()
    found = window.findChild(Toast)
    return found if isinstance(found, Toast) else Toast(window)
