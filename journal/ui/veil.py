"""A veil over everything: for the moment in which somebody else looks at the screen, and while locking is held up.

Nothing of the journal is painted or told to a screen reader under it, no key reaches what lies there, and no text is
touched. What opens meanwhile is veiled as well.
"""

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QVBoxLayout, QWidget

from journal.text import _
from journal.ui import icons, theme
from journal.ui.widgets.label import Label

HIDE_KEY: Final = Qt.Key.Key_F9
LOCK_KEYS: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
_LIFTING: Final = (HIDE_KEY, Qt.Key.Key_Escape)
_PASSING: Final = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


class Veil(QWidget):
    """Covers one window; it eats every key and click that it gets. `lifted` when the user wants to see again."""

    lifted = Signal()

    def __init__(self, window: QWidget, sentence: str, *, any_key: bool) -> None:
        """Over the window at once. Any key or click lifts it with `any_key`, else F9 and Escape alone."""
        super().__init__(window)
        self._any_key = any_key
        self._had_keyboard = window.focusWidget()
        self._covered = [each for each in _children(window) if each is not self and not each.isHidden()]
        self._build(sentence)
        for each in self._covered:
            each.hide()
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def _build(self, sentence: str) -> None:
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(sentence)
        sign = QLabel()
        sign.setPixmap(icons.pixmap(icons.APPLICATION, max(theme.space(7), theme.theme().em(2.5))))
        self.text = Label(self._fitting(sentence), "muted", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setFixedWidth(min(theme.theme().em(26), max(self.window().width() - theme.space(6), 1)))
        column = QVBoxLayout(self)
        column.setSpacing(theme.space(2))
        column.addStretch(2)
        for part in (sign, self.text):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _fitting(self, sentence: str) -> str:
        """Its first paragraph alone in a small dialog."""
        return sentence if self.window().height() > theme.theme().em(18) else sentence.partition("\n")[0]

    def say(self, sentence: str) -> None:
        """Say something else."""
        self.text.setText(self._fitting(sentence))
        self.setAccessibleName(sentence)

    def event(self, event: QEvent) -> bool:
        """Keys and clicks end here, shortcuts too, but for the one that locks."""
        match event.type():
            case QEvent.Type.ShortcutOverride if isinstance(event, QKeyEvent) and event.keyCombination() == LOCK_KEYS:
                event.ignore()  # to lock what is hidden is what one may want next
            case QEvent.Type.ShortcutOverride | QEvent.Type.KeyRelease | QEvent.Type.ContextMenu | QEvent.Type.Wheel:
                event.accept()
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                event.accept()
                if not event.isAutoRepeat() and (self._any_key or event.key() in _LIFTING):
                    self.lifted.emit()
            case QEvent.Type.MouseButtonPress | QEvent.Type.TouchBegin:
                event.accept()
                if self._any_key:
                    self.lifted.emit()
            case _:
                return super().event(event)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as its window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def cover(self, child: QWidget) -> None:
        """Something came up in the window: it waits."""
        if child not in self._covered:
            self._covered.append(child)
        child.hide()

    def lift(self) -> None:
        """Show what was there, and give the keyboard back."""
        for each in self._covered:
            if shiboken6.isValid(each):
                each.show()
        if self._had_keyboard and shiboken6.isValid(self._had_keyboard):
            self._had_keyboard.setFocus()
        self.hide()
        self.deleteLater()


class Veils(QObject):
    """A veil over each window of the application, drawn and lifted together. `lifted` when the user lifts them."""

    lifted = Signal()

    def __init__(self, parent: QObject) -> None:
        """None is drawn yet."""
        super().__init__(parent)
        self._veils: list[Veil] = []
        self._sentence = ""
        self._any_key = False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen)  # a shortcut would not be heard over a dialog or a menu
        self._listen(QGuiApplication.focusWindow())

    @Slot(object)
    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    @property
    def are_drawn(self) -> bool:
        """Whether the windows are covered."""
        return bool(self._veils)

    @Slot()
    def hide_or_show(self) -> None:
        """What the hide key does."""
        if self.are_drawn:
            self.lift()
        else:
            self.draw_for_now()

    @Slot()
    def draw_for_now(self) -> None:
        """Cover everything until the user wants to see it again."""
        self.draw(_("Hidden. Press F9 or Esc to show it again."))

    def draw(self, sentence: str, *, any_key: bool = False) -> None:
        """Cover everything at once; where it is covered already, say another sentence."""
        self._sentence, self._any_key = sentence, any_key
        if self.are_drawn:
            self._lift()
        close_menus()
        QToolTip.hideText()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._cover(window)
        app = QApplication.instance()
        if app:
            app.installEventFilter(self)  # while it is drawn alone, for every event is looked at

    def say(self, sentence: str) -> None:
        """Say something else on the veils that are drawn."""
        self._sentence = sentence
        for veil in self._veils:
            if shiboken6.isValid(veil):
                veil.say(sentence)

    @Slot()
    def lift(self) -> None:
        """Show everything again."""
        if self.are_drawn:
            self._lift()
            self.lifted.emit()

    def _lift(self) -> None:
        app = QApplication.instance()
        if app:
            app.removeEventFilter(self)
        veils, self._veils = self._veils, []
        for veil in veils:
            if shiboken6.isValid(veil):
                veil.lift()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Heed the hide key wherever the keyboard is, and cover what opens meanwhile."""
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWindow) and isinstance(event, QKeyEvent):
            return self._heed(event)
        if (
            event.type() == QEvent.Type.Show
            and self.are_drawn
            and isinstance(watched, QWidget)
            and not isinstance(watched, Veil)
        ):
            if watched.isWindow():
                self._cover(watched)
            else:
                veil = self._over(watched.parentWidget())
                if veil:
                    veil.cover(watched)
        return False

    def _heed(self, event: QKeyEvent) -> bool:
        if event.key() != HIDE_KEY or event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        self.hide_or_show()
        return True

    def _cover(self, window: QWidget) -> None:
        if window.windowType() in _PASSING:
            window.hide()
        elif self._over(window) is None:
            veil = Veil(window, self._sentence, any_key=self._any_key)
            veil.lifted.connect(self.lift)
            self._veils.append(veil)

    def _over(self, window: QWidget | None) -> Veil | None:
        return next((veil for veil in self._veils if shiboken6.isValid(veil) and veil.parentWidget() is window), None)


def close_menus() -> None:
    """Close every menu and list that is open over the windows: each keeps the keyboard and the mouse to itself."""
    while popup := QApplication.activePopupWidget():
        popup.close()
        if popup.isVisible():
            return  # it will not


def _children(window: QWidget) -> list[QWidget]:
    found = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [each for each in found if not each.isWindow()]
