"""An editor for plain text: a comfortable measure, and nothing rich can get in."""

import math
from typing import Literal

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from journal.ui import theme
from journal.ui.widgets.undo_key import is_idle_undo

_MEASURE = 72


class TextEditor(QPlainTextEdit):
    """Plain text in a column of at most 72 letters; `edited` when the user (not the program) changed it.

    As `page` it fills its place with the text in the middle; as `field` it is as high as its lines ask for.
    """

    edited = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        look: Literal["page", "field"] = "page",
        lines: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader says; `lines` is the least height of a field."""
        super().__init__(parent)
        self._look, self._lines, self._is_ours = look, lines, False
        self.setProperty("look", look)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhMultiLine)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if look == "field":
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0 if look == "page" else 2)
        self.textChanged.connect(self._text_changed)
        theme.theme().changed.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """The text as typed: `toPlainText` would make ordinary spaces of the narrow ones that do not break."""
        return self.document().toRawText().replace("\u2029", "\n")

    def set_text(self, text: str) -> None:
        """Show another text, without a signal; undo does not reach back before it."""
        self._is_ours = True
        self.setPlainText(text)
        self._is_ours = False

    def event(self, event: QEvent) -> bool:
        """Where there is nothing to undo in the text, the key belongs to the page."""
        if isinstance(event, QKeyEvent) and is_idle_undo(event, has_undo=self.document().isUndoAvailable()):
            return False
        return super().event(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Plain text and nothing else: no picture, no file, no markup."""
        return source.hasFormat("text/plain")

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop take the plain text."""
        if source.hasFormat("text/plain"):
            self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle, and a field as high as its text in the new width."""
        super().resizeEvent(event)
        self._fit()
        if self._look == "field" and self.height() != self._height():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """A field is measured again when its letters change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A field is as high as its text, between its least lines and twelve."""
        hint = super().sizeHint()
        if self._look == "field":
            hint.setHeight(self._height())
        return hint

    def minimumSizeHint(self) -> QSize:
        """The same height, and any width."""
        hint = super().minimumSizeHint()
        if self._look == "field":
            hint.setHeight(self._height())
        return hint

    def _height(self) -> int:
        lines = min(max(self._lines, round(self.document().size().height())), 12)
        return math.ceil(lines * QFontMetricsF(self.font()).lineSpacing()) + theme.space(2.25)

    @Slot()
    def _text_changed(self) -> None:
        if self._look == "field":
            self.updateGeometry()
        if not self._is_ours:
            self.edited.emit()

    @Slot()
    def _fit(self) -> None:
        if self._look == "field":
            return
        measure = QFontMetrics(theme.theme().font("body")).averageCharWidth() * _MEASURE
        side = max(theme.space(3), (self.width() - measure) // 2)
        top = theme.space(1)
        margins = self.viewportMargins()
        if (margins.left(), margins.top()) != (side, top):
            self.setViewportMargins(side, top, side, 0)
