"""One form at a time in the middle of a window; what does not fit scrolls."""

import shiboken6
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from journal.ui import theme
from journal.ui.widgets.unlock_forms import UnlockForm

_WIDTH = 80
_FRAME = 48  # what a window manager puts around


class Stage(QScrollArea):
    """Make forms with `place` as their parent, and `show_form` them; the window becomes as high as they ask for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.place = QWidget()  # a stack would give every form the height of the highest one
        self.place.setProperty("ground", "none")
        self._layout = QVBoxLayout(self.place)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self.place)
        self._shown: UnlockForm | None = None
        self.verticalScrollBar().valueChanged.connect(self._settle)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_keyboard)

    def show_form(self, form: UnlockForm) -> None:
        """Show this form and give it the keyboard."""
        if self._layout.indexOf(form) < 0:
            self._layout.addWidget(form)
        if self._shown and self._shown is not form:
            self._shown.hide()
        self._shown = form
        form.show()
        if form.foot:
            form.foot.stay_in(self.viewport())
        self._fit(form.height_hint)
        form.focus_first()
        self.verticalScrollBar().setValue(0)  # one reads from the top, even where the main button has the keyboard

    def current(self) -> UnlockForm | None:
        """The form that is on."""
        return self._shown

    @property
    def is_busy(self) -> bool:
        """Whether something is under way for the form that is on."""
        return self._shown is not None and self._shown.is_busy

    def still_shows(self, form: UnlockForm) -> bool:
        """Whether this form is on and waits for the user, as it was before a file dialog: meanwhile much may happen."""
        return shiboken6.isValid(self) and self.window().isVisible() and self._shown is form and not form.is_busy

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons of a form stay in sight."""
        super().resizeEvent(event)
        self._settle()

    @Slot()
    def _settle(self) -> None:
        if self._shown and self._shown.foot:
            self._shown.foot.settle()

    def _fit(self, height: float) -> None:
        """As large as the form asks for and the screen allows; a window that was made larger stays so."""
        window, room = self.window(), self.screen().availableSize()
        scale = theme.theme().em() / 19
        wide = min(round(theme.space(_WIDTH) * scale), room.width())
        high = min(round(theme.space(height) * scale), room.height() - _FRAME)
        if window.isVisible():
            wide, high = max(wide, window.width()), max(high, window.height())
        window.resize(wide, high)

    @Slot(QWidget, QWidget)
    def _follow_keyboard(self, _left: QWidget | None, now: QWidget | None) -> None:
        """What has the keyboard is always in sight."""
        foot = self._shown.foot if self._shown else None
        if now is None or not self.place.isAncestorOf(now) or (foot and foot.bar.isAncestorOf(now)):
            return
        self.ensureWidgetVisible(now, 0, theme.space(3) + (foot.height() if foot else 0))
