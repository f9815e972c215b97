"""The text of an entry while it is written: its first line as the title, its tags in the accent colour."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor, QFont, QResizeEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QWidget

from journal.store.tables.entries import TAG
from journal.text import _
from journal.ui import theme
from journal.ui.widgets.text_editor import TextEditor

_TITLE_RATIO = 1.3


class EntryText(TextEditor):
    """The page on which an entry is written; `column_moved` when its column has another place in it."""

    column_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(_("Text of the entry"), parent=parent)
        self._highlighter = TitleHighlighter(self.document())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column stays in the middle."""
        super().resizeEvent(event)
        self.column_moved.emit()


class TitleHighlighter(QSyntaxHighlighter):
    """Follows the theme; the text itself is never touched."""

    def __init__(self, document: QTextDocument) -> None:
        """Lives as long as the document."""
        super().__init__(document)
        self._title, self._tag, self._title_tag = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        theme.theme().changed.connect(self._follow)
        self._follow()

    def highlightBlock(self, text: str) -> None:
        """Paint one line. The state says whether the title was seen: 0 before it, 1 on it and after."""
        is_title = self.previousBlockState() != 1 and bool(text.strip())
        if is_title:
            self.setFormat(0, len(text), self._title)
        self.setCurrentBlockState(1 if is_title or self.previousBlockState() == 1 else 0)
        for found in TAG.finditer(text):
            start, end = _units(text, found.start()), _units(text, found.end())
            self.setFormat(start, end - start, self._title_tag if is_title else self._tag)

    @Slot()
    def _follow(self) -> None:
        self._tag.setForeground(QColor(theme.colors().accent))
        self._title.setFontWeight(QFont.Weight.Medium)
        self._title.setFontPointSize(theme.theme().points("body") * _TITLE_RATIO)
        self._title_tag = QTextCharFormat(self._title)
        self._title_tag.setForeground(self._tag.foreground())
        self.rehighlight()


def _units(text: str, position: int) -> int:
    """A position as Qt counts it, in units of UTF-16."""
    return len(text[:position].encode("utf-16-le")) // 2
