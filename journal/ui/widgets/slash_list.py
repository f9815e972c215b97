"""A short list that opens at a slash in a text, filters as one types on, and never takes a letter that was typed."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QVBoxLayout

from journal.ui import theme
from journal.ui.widgets.label import Label
from journal.ui.widgets.list_view import ListView
from journal.ui.widgets.text_editor import TextEditor

SLASH: Final = "/"
BLANK: Final = "…"
_MOST_ROWS: Final = 6
_WIDEST_EM: Final = 32
_NARROWEST_EM: Final = 18
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_MOST_ROWS, Qt.Key.Key_PageDown: _MOST_ROWS}


class SlashList(QObject):
    """Belongs to an editor. Opens when a slash is typed at the start of a line or after white space.

    `typed` carries the words after the slash: fill the model before it returns; without rows the list closes, and stays
    closed until another slash. `chosen` carries the row of Enter or of a click: answer with `put`. Escape leaves the slash.
    A date such as 3/4 or a path keeps its slashes: they stand after no white space, or no row has such words.
    """

    typed = Signal(str)
    chosen = Signal(QModelIndex)

    def __init__(self, editor: TextEditor, model: QAbstractItemModel, name: str, hint: str) -> None:
        """`name` is what a screen reader calls the list, `hint` says its keys; the model stays the caller's."""
        super().__init__(editor)
        self._editor, self._model, self._name, self._hint = editor, model, name, hint
        self._is_slash_typed = False
        self._slash = -1
        self._popup: _Popup | None = None
        editor.installEventFilter(self)
        editor.edited.connect(self._follow)
        editor.cursorPositionChanged.connect(self._follow_cursor)

    @property
    def is_open(self) -> bool:
        """Whether the list is in sight."""
        return self._popup is not None and self._popup.isVisible()

    @property
    def list(self) -> ListView | None:
        """The list, once it was open."""
        return self._popup.list if self._popup else None

    def put(self, text: str) -> None:
        """Put a text in the place of the slash and the words after it, in one step of undo."""
        cursor = self._typed_cursor()
        self.close()
        put_text(self._editor, cursor, text)

    @Slot()
    def close(self) -> None:
        """Close the list; what was typed stays."""
        self._slash = -1
        if self._popup:
            self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the list is open it has the keys that walk it, Enter and Escape; every other key is the editor's."""
        kind = event.type()
        if (
            isinstance(event, QKeyEvent)
            and self.is_open
            and kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        ):
            return self._take_key(event)
        if isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress:
            self._is_slash_typed = event.text() == SLASH
        elif isinstance(event, QInputMethodEvent):
            self._is_slash_typed = event.commitString() == SLASH
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close()
        elif kind is QEvent.Type.Resize and self.is_open:
            self._place()
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Whether the key was the list's; of a shortcut only whether it shall come as a key."""
        key, is_plain = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not is_plain or key not in {*_STEPS, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self._is_slash_typed = False
            return False
        event.accept()
        if event.type() is QEvent.Type.ShortcutOverride or self._popup is None:
            return True
        here = self._popup.list.currentIndex()
        if key in _STEPS:
            self._popup.list.choose_row(max(0, min(here.row() + _STEPS[key], self._model.rowCount() - 1)))
        elif key is Qt.Key.Key_Escape:
            self.close()
        else:
            self._choose(here)
        return True

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index)

    @Slot()
    def _follow(self) -> None:
        """Something was typed: perhaps a slash that opens the list, perhaps another word of its filter."""
        is_typed, self._is_slash_typed = self._is_slash_typed, False
        if is_typed and not self._editor.isReadOnly() and self._stands_alone():
            self._slash = self._editor.textCursor().position() - 1
        if self._slash >= 0:
            self._filter()

    @Slot()
    def _follow_cursor(self) -> None:
        if self.is_open and self._words() is None:
            self.close()

    def _stands_alone(self) -> bool:
        """Whether the slash before the cursor begins a line, or follows white space."""
        place = self._editor.textCursor().position() - 1
        before = self._editor.document().characterAt(place - 1) if place > 0 else " "
        return self._editor.document().characterAt(place) == SLASH and before.isspace()

    def _typed_cursor(self) -> QTextCursor:
        """The slash and what stands between it and the cursor, selected."""
        cursor = self._editor.textCursor()
        here = cursor.position()
        cursor.setPosition(self._slash)
        cursor.setPosition(max(here, self._slash), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _words(self) -> str | None:
        """The words after the slash; None where they are none of a filter any more."""
        typed = self._typed_cursor().selectedText()
        words = typed[1:]
        is_filter = typed.startswith(SLASH) and not words[:1].isspace() and not {SLASH, "\u2029"} & set(words)
        return words if is_filter and not self._editor.textCursor().hasSelection() else None

    def _filter(self) -> None:
        words = self._words()
        if words is not None:
            self.typed.emit(words)
        if words is None or not self._model.rowCount():
            self.close()
            return
        popup = self._opened()
        popup.list.choose_row(0)
        popup.list.scrollToTop()
        self._place()

    def _opened(self) -> "_Popup":
        if self._popup is None:
            self._popup = _Popup(self._editor, self._name, self._hint)
            self._popup.list.setModel(self._model)
            self._popup.list.clicked.connect(self._choose)
            self.destroyed.connect(self._popup.deleteLater)
        return self._popup

    def _place(self) -> None:
        if self._popup:
            cursor = self._typed_cursor()
            cursor.setPosition(self._slash)
            self._popup.stand_at(self._editor, cursor)


def put_text(editor: TextEditor, cursor: QTextCursor, text: str) -> None:
    """Put a text in the place of a selection, in one step of undo.

    The first `…` of a form is selected, to be typed over; after a question that ends its line a new line waits for the
    answer.
    """
    is_question = BLANK not in text and cursor.document().characterAt(cursor.selectionEnd()) in ("\u2029", "")
    start = cursor.selectionStart()
    cursor.beginEditBlock()
    cursor.insertText(text + "\n" if is_question else text)
    cursor.endEditBlock()
    if BLANK in text:
        found = cursor.document().find(BLANK, start)
        cursor = cursor if found.isNull() else found
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


class _Popup(QFrame):
    """The list, a child of the editor's window, so that the editor keeps the keyboard."""

    def __init__(self, editor: TextEditor, name: str, hint: str) -> None:
        super().__init__(editor.window())
        self.setProperty("ground", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = ListView(name, lines=2, ground="raised", parent=self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hint = Label(hint, "small", parent=self)
        self._hint.setContentsMargins(theme.space(1), theme.space(0.5), 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.space(0.75),) * 4)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._hint)

    def stand_at(self, editor: TextEditor, cursor: QTextCursor) -> None:
        """Lie under the slash, or above it where there is more room; as high as the rows or up to six of them."""
        window, edge = editor.window(), theme.space(1)
        line = editor.cursorRect(cursor)
        corner = editor.viewport().mapTo(window, QPoint(line.left(), line.top()))
        em = theme.theme().em
        width = min(em(_WIDEST_EM), max(em(_NARROWEST_EM), editor.width()), window.width() - 2 * edge)
        rows = min(self.list.model().rowCount(), _MOST_ROWS)
        wanted = rows * self.list.rows.height + self._hint.sizeHint().height() + 2 * theme.space(0.75) + 6
        below, above = window.height() - corner.y() - line.height() - edge, corner.y() - edge
        is_below = below >= wanted or below >= above
        height = min(wanted, below if is_below else above)
        left = max(edge, min(corner.x(), window.width() - width - edge))
        top = corner.y() + line.height() + 4 if is_below else corner.y() - height - 4
        self.setGeometry(left, top, width, height)
        self.raise_()
        self.show()
