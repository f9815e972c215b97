"""Buttons: with words, or with an icon alone and a name for who cannot see it."""

from typing import Final, Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from journal.ui import icons, theme
from journal.ui.widgets.tool_tip import plain_tip

Kind = Literal["plain", "primary", "quiet", "danger", "nav", "pill", "segment", "toast"]

_ICON_GAP: Final = 6


class Button(QPushButton):
    """A button with words. `primary` is the one main action of a page; `quiet` is plain text in the accent colour.

    A click does not take the keyboard away from where it was, as on a Mac; Tab reaches it, and Enter presses it.
    """

    def __init__(
        self, text: str, kind: Kind = "plain", icon: str | None = None, *, parent: QWidget | None = None
    ) -> None:
        """The icon's name is that of a file in resources/icons."""
        super().__init__(text, parent)
        self._icon_name = icon
        self._look: tuple[object, ...] = ()
        self._kind: Kind = kind
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._paint_icon()

    def set_icon(self, name: str | None) -> None:
        """Show another icon."""
        self._icon_name = name
        self._paint_icon()

    def setText(self, text: str) -> None:
        """Show other words; beside none the icon needs no gap."""
        super().setText(text)
        self._paint_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the icon again when the theme changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._paint_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _paint_icon(self) -> None:
        c = theme.colors()
        gap = _ICON_GAP if self.text() else 0
        color = {"primary": c.on_accent, "quiet": c.accent, "danger": c.alert, "toast": c.paper}.get(
            self._kind, c.muted
        )
        look = (self._icon_name, color, gap, icons.side())
        if self._icon_name and look != self._look:
            self._look = look
            self.setIconSize(QSize(icons.side() + gap, icons.side()))
            self.setIcon(icons.icon(self._icon_name, color, c.accent, gap=gap))


class IconButton(QToolButton):
    """A button with an icon alone; its name is its tool tip and what a screen reader says."""

    def __init__(self, icon: str, name: str, *, parent: QWidget | None = None) -> None:
        """`icon` is a file in resources/icons, `name` what the button does, in the user's words."""
        super().__init__(parent)
        self._icon_name = icon
        self._look: tuple[object, ...] = ()
        self.set_name(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._paint_icon()

    def set_name(self, name: str) -> None:
        """Say something else as what the button does."""
        self.setToolTip(plain_tip(name))
        self.setAccessibleName(name)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self._paint_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the icon again when the theme changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._paint_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _paint_icon(self) -> None:
        c = theme.colors()
        look = (self._icon_name, c.muted, icons.side())
        if look != self._look:
            self._look = look
            self.setIconSize(QSize(icons.side(), icons.side()))
            self.setIcon(icons.icon(self._icon_name, c.muted, c.accent))
