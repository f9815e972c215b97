"""Text on the window, always plain: what looks like markup stays as it was typed."""

from typing import Final, Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

#: In characters of a usual width.
_LONGEST_WORD: Final = 30

Role = Literal[
    "display",
    "title",
    "heading",
    "body",
    "strong",
    "muted",
    "small",
    "section",
    "accent",
    "alert",
    "small-alert",
]


class Label(QLabel):
    """A label in one of the named type roles; with wrap it breaks into lines, else it stays one."""

    def __init__(
        self, text: str = "", role: Role = "body", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        """Plain text, that can be read out by its own words."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("role", role)
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def setText(self, text: str) -> None:
        """Show another text, in as many lines as it takes."""
        super().setText(text)
        self._keep_height()

    def minimumSizeHint(self) -> QSize:
        """Lines never ask for more room than for an ordinary long word: a single endless one is cut, not its window made wide."""
        hint = super().minimumSizeHint()
        widest = _LONGEST_WORD * self.fontMetrics().averageCharWidth()
        return QSize(min(hint.width(), widest), hint.height()) if self.wordWrap() else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the lines need in this width, which not every layout asks for."""
        super().resizeEvent(event)
        self._keep_height()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the type changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_height()

    def _keep_height(self) -> None:
        if self.wordWrap() and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.setMinimumHeight(0)  # what it was before would be counted in
            self.setMinimumHeight(max(0, self.heightForWidth(self.width())))

    def set_role(self, role: Role) -> None:
        """Change the role, and the look with it."""
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose properties changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def hairline(direction: Literal["across", "down"] = "across", parent: QWidget | None = None) -> QFrame:
    """A line of one pixel that separates."""
    line = QFrame(parent)
    line.setProperty("line", direction)
    return line
