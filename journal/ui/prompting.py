"""Prompts wherever one writes: a slash in a text opens the questions that fit, and a window lists all of them."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from journal.text import _
from journal.ui.models.questions import QuestionsModel
from journal.ui.open_journal import OpenJournal
from journal.ui.prompts_window import PromptsWindow
from journal.ui.widgets.slash_list import SlashList, put_text
from journal.ui.widgets.text_editor import TextEditor

#: The property of a widget that names the practice of the texts in it; where none is named, a slash is a slash.
PRACTICE: Final = "practice"
#: Which practice is written about on a page; empty for any. What stands in no list is no place for questions.
PAGES: Final = {
    "journal": "",
    "one_on_ones": "one-on-ones",
    "commitments": "commitments",
    "manager": "agreement",
    "growth": "growth",
}


class Prompting(QObject):
    """Follows the keyboard in a window and in the dialogs over it; a text gets its list when it first has the keyboard."""

    #: A new entry is to begin, for a question that was chosen while no text was written in.
    entry_wanted = Signal()

    def __init__(self, journal: OpenJournal, window: QMainWindow) -> None:
        """Begins at once."""
        super().__init__(window)
        self._journal, self._window = journal, window
        self._last: TextEditor | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @Slot()
    def show_list(self) -> None:
        """Open the window with all questions; the one that is chosen goes into the text that was last written in."""
        if not self._journal.is_open:
            return
        editor = self._last if self._last and self._last.isVisible() else None
        practice = (practice_of(editor) if editor else None) or ""
        listed = PromptsWindow(self._journal, self._window, practice, has_text=editor is not None)
        listed.wanted.connect(self._put)
        listed.open()

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, TextEditor) and not now.isReadOnly() and self._is_ours(now) and practice_of(now) is not None:
            if not now.findChild(Prompts):
                Prompts(self._journal, now)
            if now is not self._last:
                self._last = now
                now.destroyed.connect(self._forget)

    def _is_ours(self, widget: QWidget) -> bool:
        """Whether it stands in the window, or in a dialog over it."""
        around: QObject | None = widget
        while around and around is not self._window:
            around = around.parent()
        return around is not None

    @Slot(QObject)
    def _forget(self, gone: QObject) -> None:
        if gone is self._last:
            self._last = None

    @Slot(str)
    def _put(self, text: str) -> None:
        """Into the text that was last written in; without one a new entry begins with it."""
        editor = self._last
        if editor is None or not editor.isVisible():
            self.entry_wanted.emit()
            begun = self._window.focusWidget()
            editor = begun if isinstance(begun, TextEditor) else None
        if editor and editor.isVisible() and not editor.isReadOnly():
            put_text(editor, editor.textCursor(), text if _is_apart(editor) else f"\n{text}")
            editor.setFocus()


class Prompts(QObject):
    """The questions behind the slashes of one editor; it lives and dies with it."""

    def __init__(self, journal: OpenJournal, editor: TextEditor) -> None:
        """Nothing is read before a slash is typed."""
        super().__init__(editor)
        self._editor = editor
        self._model = QuestionsModel(journal, self)
        self.slash = SlashList(editor, self._model, _("Prompts"), _("Enter inserts · Esc leaves the slash"))
        self.slash.typed.connect(self._narrow)
        self.slash.chosen.connect(self._put)

    @Slot(str)
    def _narrow(self, words: str) -> None:
        if not self.slash.is_open:
            self._model.read()
        self._model.narrow(words, practice_of(self._editor) or "")

    @Slot(QModelIndex)
    def _put(self, index: QModelIndex) -> None:
        question = self._model.question_at(index)
        if question:
            self.slash.put(question.text)


def show_list_beside(widget: QWidget) -> None:
    """Open the window with all questions from a button of a page."""
    found = widget.window().findChild(Prompting)
    if found:
        found.show_list()


def _is_apart(editor: TextEditor) -> bool:
    """Whether what is put at the cursor does not run into a word before it."""
    cursor = editor.textCursor()
    before = cursor.block().text()[: cursor.selectionStart() - cursor.block().position()]
    return not before or before[-1].isspace()


def practice_of(widget: QWidget) -> str | None:
    """The practice that is named nearest around; None where none is."""
    around: QWidget | None = widget
    while around:
        named = around.property(PRACTICE)
        if named is not None:
            return str(named)
        around = around.parentWidget()
    return None
