"""The text of an entry while it is written: its first line as the title, its tags in the accent colour.

In a feedback its vague words are marked, and the line below says what the one at the cursor calls for.
"""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor, QFont, QResizeEvent, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.store.tables.entries import TAG
from journal.text import _
from journal.ui import theme
from journal.ui.widgets.label import Label
from journal.ui.widgets.text_editor import TextEditor
from journal.ui.widgets.vague_marks import MarkHighlighter, VagueMarks, units

_TITLE_RATIO = 1.3


class EntryText(TextEditor):
    """The page on which an entry is written; `column_moved` when its column has another place in it."""

    column_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(_("Text of the entry"), parent=parent)
        self.marks = VagueMarks(self, TitleHighlighter(self.document()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column stays in the middle."""
        super().resizeEvent(event)
        self.column_moved.emit()


class TextPane(QWidget):
    """The text, and below it, in its column, what the vague word at the cursor calls for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """The line is there only while it says something."""
        super().__init__(parent)
        self.text = EntryText(self)
        self.line = Label("", "small", wrap=True, parent=self)
        self.line.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.text, 1)
        self._layout.addWidget(self.line)
        self.text.marks.said.connect(self._say)
        self.text.column_moved.connect(self._hang)

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self.line.setText(sentence)
        self.line.setVisible(bool(sentence))
        self._hang()

    @Slot()
    def _hang(self) -> None:
        side = max(self.text.viewport().x(), theme.space(3))
        self.line.setContentsMargins(side, theme.space(0.5), side, theme.space(0.5))


class TitleHighlighter(MarkHighlighter):
    """Follows the theme; the text itself is never touched."""

    def __init__(self, document: QTextDocument) -> None:
        """Lives as long as the document."""
        self._title, self._tag, self._title_tag = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        """Paint one line. The state says whether the title was seen: 0 before it, 1 on it and after."""
        is_title = self.previousBlockState() != 1 and bool(text.strip())
        if is_title:
            self.setFormat(0, len(text), self._title)
        self.setCurrentBlockState(1 if is_title or self.previousBlockState() == 1 else 0)
        for found in TAG.finditer(text):
            start, end = units(text, found.start()), units(text, found.end())
            self.setFormat(start, end - start, self._title_tag if is_title else self._tag)
        super().highlightBlock(text)

    def dress(self) -> None:
        """The title is larger, tags have the accent colour."""
        super().dress()
        self._tag.setForeground(QColor(theme.colors().accent))
        self._title.setFontWeight(QFont.Weight.Medium)
        self._title.setFontPointSize(theme.theme().points("body") * _TITLE_RATIO)
        self._title_tag = QTextCharFormat(self._title)
        self._title_tag.setForeground(self._tag.foreground())
