"""The look in one place: colours, type sizes, spaces, and applying them to the application.

Tokens are named by what they are for. Nothing else in the window names a colour, a size or a family.
"""

import os
import sys
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from journal.ui import fonts
from journal.ui.style_sheet import style_sheet

Scheme = Literal["system", "light", "dark"]
Size = Literal["display", "title", "heading", "body", "small"]

GRID: Final = 8
STYLE: Final = "Fusion"
STYLE_VARIABLE: Final = "QT_STYLE_OVERRIDE"


class Colors(NamedTuple):
    """What each colour is for. Every pair of text and ground that we use has a contrast of 4.5 or more."""

    paper: str  # the ground of pages and editors
    side: str  # the ground of the side bar
    raised: str  # menus, popups, dialogs
    well: str  # fields and plain buttons
    well_hover: str
    lifted: str  # the chosen one of several segments
    ink: str  # text
    muted: str  # second lines, labels, hints
    hairline: str  # what separates
    rule: str  # the line under a field, the edge of a box to tick
    accent: str  # the one colour: chosen things, the main button, links
    accent_hover: str
    on_accent: str
    accent_soft: str  # the ground of the selected row
    focus: str  # the ring around what has the keyboard
    alert: str  # errors and what is late: text only
    scroll: str


LIGHT: Final = Colors(
    paper="#FDFCFA",
    side="#F5F3EE",
    raised="#FFFFFF",
    well="#F3F1EB",
    well_hover="#EBE8E0",
    lifted="#FFFFFF",
    ink="#22251F",
    muted="#62665C",
    hairline="#E5E2DA",
    rule="#8B8D83",
    accent="#1E5F58",
    accent_hover="#174C46",
    on_accent="#FFFFFF",
    accent_soft="#DFECE7",
    focus="#2F8378",
    alert="#A2392A",
    scroll="#D3D0C6",
)
DARK: Final = Colors(
    paper="#1C1E1D",
    side="#171918",
    raised="#272A29",
    well="#272A29",
    well_hover="#313534",
    lifted="#3D4341",
    ink="#E9E7E0",
    muted="#A6A9A1",
    hairline="#303332",
    rule="#7C807A",
    accent="#86C9BB",
    accent_hover="#A0D8CC",
    on_accent="#0F211D",
    accent_soft="#23403A",
    focus="#5FB3A4",
    alert="#F2A191",
    scroll="#494D4B",
)

_RATIOS: Final[dict[Size, float]] = {"display": 2.0, "title": 1.5, "heading": 1.14, "body": 1.0, "small": 0.88}
_LEAST_POINTS: Final = 13.0 if sys.platform == "darwin" else 10.5


class Theme(QObject):
    """The look in force; `changed` is sent when colours or sizes change, for widgets that paint themselves."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        """Load the type family once and take the system's own text size as the smallest measure."""
        super().__init__(app)
        self._app = app
        self._scheme: Scheme = "system"
        self._text_scale = 1.0
        self._system_points = max(app.font().pointSizeF(), _LEAST_POINTS)
        self._has_family = fonts.load()
        self.colors = LIGHT
        self._line = 0
        if not os.environ.get(STYLE_VARIABLE):  # the window's start sets it, which spares wrapping the style
            app.setStyle(STYLE)
        app.styleHints().colorSchemeChanged.connect(self._system_scheme_changed)

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self.colors is DARK

    def apply(self, scheme: Scheme = "system", text_scale: float = 1.0) -> None:
        """Put on light, dark or the system's colours, with text this many times its usual size."""
        self._scheme = scheme
        self._text_scale = text_scale
        self._line = QFontMetrics(self.font("body")).height()
        self.colors = DARK if self._wants_dark() else LIGHT
        self._app.setPalette(_palette(self.colors))
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(style_sheet(self.colors, self.points, self.icon_side()))
        self.changed.emit()

    def points(self, size: Size) -> float:
        """A named type size in points."""
        return round(self._system_points * self._text_scale * _RATIOS[size], 2)

    def font(self, size: Size = "body", *, strong: bool = False) -> QFont:
        """The family in a named size; strong is its medium weight, the only other one that we use."""
        font = QFont(fonts.FAMILY) if self._has_family else QFont(self._app.font())
        font.setPointSizeF(self.points(size))
        font.setWeight(QFont.Weight.Medium if strong else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        return font

    def em(self, count: float = 1.0) -> int:
        """A width in pixels that grows with the text: this many times the height of a line of body text."""
        return round(self._line * count)

    def icon_side(self) -> int:
        """The side of an icon beside body text, in pixels."""
        return max(18, self.em(0.95))

    def _wants_dark(self) -> bool:
        if self._scheme == "system":
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._scheme == "dark"

    @Slot()
    def _system_scheme_changed(self) -> None:
        if self._scheme == "system" and self._wants_dark() != self.is_dark:
            self.apply(self._scheme, self._text_scale)


_installed: list[Theme] = []


def install(app: QApplication, scheme: Scheme = "system", text_scale: float = 1.0) -> Theme:
    """Make the one theme of the application and put it on; again only changes what is on."""
    if not _installed:
        _installed.append(Theme(app))
    _installed[0].apply(scheme, text_scale)
    return _installed[0]


def theme() -> Theme:
    """The theme that is on; installed with the system's colours when nobody has yet."""
    if not _installed:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("the theme needs an application")
        return install(app)
    return _installed[0]


def colors() -> Colors:
    """The colours in force."""
    return theme().colors


def space(count: float) -> int:
    """A distance in pixels: this many steps of the 8-pixel grid (halves are allowed)."""
    return round(GRID * count)


def _palette(c: Colors) -> QPalette:
    """The same colours for what the style sheet does not reach: selections, carets, Qt's own dialogs."""
    role = QPalette.ColorRole
    palette = QPalette()
    for where, color in (
        (role.Window, c.paper),
        (role.WindowText, c.ink),
        (role.Base, c.paper),
        (role.AlternateBase, c.side),
        (role.Text, c.ink),
        (role.PlaceholderText, c.muted),
        (role.Button, c.well),
        (role.ButtonText, c.ink),
        (role.BrightText, c.alert),
        (role.ToolTipBase, c.raised),
        (role.ToolTipText, c.ink),
        (role.Highlight, c.accent_soft),
        (role.HighlightedText, c.ink),
        (role.Accent, c.accent),
        (role.Link, c.accent),
        (role.LinkVisited, c.accent),
        (role.Light, c.raised),
        (role.Midlight, c.hairline),
        (role.Mid, c.rule),
        (role.Dark, c.rule),
        (role.Shadow, c.hairline),
    ):
        palette.setColor(where, QColor(color))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(c.muted))
    return palette
