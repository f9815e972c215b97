"""Marks in a text while one types: a dashed line under an expression, what it calls for on hover and in a line below.

What is marked, and what is said of it, is given by whoever uses it.
"""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeySequence,
    QShortcut,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QToolTip

from journal.text import _
from journal.ui import theme
from journal.ui.widgets.text_editor import TextEditor
from journal.ui.widgets.tool_tip import plain_tip

NEXT_KEY: Final = "F8"


class Marked(Protocol):
    """A place in a text, in characters, and what is said of it."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def length(self) -> int:
        """How long it is."""
        ...

    @property
    def expression(self) -> str:
        """What was found."""
        ...

    @property
    def question(self) -> str:
        """What it calls for."""
        ...


Find = Callable[[str], Sequence[Marked]]


def nothing(_text: str) -> Sequence[Marked]:
    """Marks nothing."""
    return ()


def units(text: str, position: int) -> int:
    """A position as Qt counts it, in units of UTF-16."""
    return position if text.isascii() else len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


class MarkHighlighter(QSyntaxHighlighter):
    """Underlines what `find` finds, a block at a time: only the block that changed is looked at again."""

    def __init__(self, document: QTextDocument, find: Find = nothing) -> None:
        """Lives as long as the document, and follows the theme."""
        super().__init__(document)
        self._find = find
        self._color = QColor()
        theme.theme().changed.connect(self._follow)
        self._follow()

    def set_find(self, find: Find) -> None:
        """Mark something else."""
        self._find = find
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Put the lines under one block, each over the form that its first letter has."""
        for mark in self._find(text):
            start = units(text, mark.start)
            form = QTextCharFormat(self.format(start))
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            form.setUnderlineColor(self._color)
            self.setFormat(start, units(text, mark.start + mark.length) - start, form)

    def dress(self) -> None:
        """Take on the colours and sizes of the theme."""
        self._color = QColor(theme.colors().accent)

    @Slot()
    def _follow(self) -> None:
        """Not to be overridden: the connection to a slot that is would outlive the object."""
        self.dress()
        self.rehighlight()


class VagueMarks(QObject):
    """Says what the marks of an editor call for: in a tip under the mouse, and as `said` for the place of the cursor.

    F8 goes to the next mark. `said` carries one sentence, empty where the line of the cursor has no mark.
    """

    said = Signal(str)

    def __init__(self, editor: TextEditor, highlighter: MarkHighlighter) -> None:
        """Marks nothing until `set_find`."""
        super().__init__(editor)
        self._editor, self._highlighter = editor, highlighter
        self._find: Find = nothing
        self._sentence = ""
        self._last: tuple[str, Sequence[Marked]] = ("", ())
        editor.cursorPositionChanged.connect(self._tell)
        editor.textChanged.connect(self._tell)
        editor.viewport().installEventFilter(self)
        key = QShortcut(QKeySequence(NEXT_KEY), editor)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.go_to_next)

    @property
    def sentence(self) -> str:
        """What was said last."""
        return self._sentence

    def set_find(self, find: Find) -> None:
        """Mark what this finds; the same as before is not looked for again."""
        if find == self._find:
            return
        self._find, self._last = find, ("", ())
        self._highlighter.set_find(self._found_in)
        self._tell()

    @Slot()
    def go_to_next(self) -> None:
        """Put the cursor on the next mark, from the end again at the start."""
        cursor = self._editor.textCursor()
        here = cursor.block()
        after = cursor.selectionEnd() - here.position()
        if not (self._choose(here, after) or self._choose_below(here.next())):
            self._choose_below(self._editor.document().begin())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The tip under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cursor = self._editor.cursorForPosition(event.pos())
            mark = self._mark_at(cursor, is_exact=True)
            tip = plain_tip(sentence_of(mark)) if mark else ""
            QToolTip.showText(event.globalPos(), tip, self._editor)
            return True
        return super().eventFilter(watched, event)

    def _choose_below(self, block: QTextBlock) -> bool:
        while block.isValid():
            if self._choose(block, 0):
                return True
            block = block.next()
        return False

    def _choose(self, block: QTextBlock, after: int) -> bool:
        text = block.text()
        for mark in self._found_in(text):
            start, end = units(text, mark.start), units(text, mark.start + mark.length)
            if start >= after:
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + start)
                cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
                self._editor.setTextCursor(cursor)
                return True
        return False

    @Slot()
    def _tell(self) -> None:
        mark = self._mark_at(self._editor.textCursor(), is_exact=False)
        sentence = sentence_of(mark) if mark else ""
        if sentence != self._sentence:
            self._sentence = sentence
            self.said.emit(sentence)

    def _mark_at(self, cursor: QTextCursor, *, is_exact: bool) -> Marked | None:
        """The mark under a cursor; where it need not be exact, else the last before it in its block, else the first."""
        text, at = cursor.block().text(), cursor.positionInBlock()
        found = self._found_in(text)
        for mark in found:
            if units(text, mark.start) <= at <= units(text, mark.start + mark.length):
                return mark
        if is_exact or not found:
            return None
        before = [mark for mark in found if units(text, mark.start) <= at]
        return before[-1] if before else found[0]

    def _found_in(self, text: str) -> Sequence[Marked]:
        """A key changes one block, which is both painted and spoken of: it is searched once."""
        if text != self._last[0]:
            self._last = text, self._find(text)
        return self._last[1]


def sentence_of(mark: Marked) -> str:
    """The expression, and the question that it calls for."""
    return _("“{expression}”: {question}").format(expression=mark.expression, question=mark.question)
