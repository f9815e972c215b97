"""The list that opens at a slash: it filters, inserts, leaves, and never takes a letter that was typed."""

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QInputMethodEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journal.ui.widgets.slash_list import SlashList
from journal.ui.widgets.text_editor import TextEditor

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WORDS = ["What did I learn?", "Who could help?", "I served …\nI led …"]


class Written:
    """An editor in a window, with a list over three texts."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        self.editor = TextEditor("Text", parent=self.window)
        self.left: list[bool] = []
        QShortcut(Qt.Key.Key_Escape, self.window, self.leave)
        QVBoxLayout(self.window).addWidget(self.editor)
        self.model = QStringListModel()
        self.slash = SlashList(self.editor, self.model, "Prompts", "Enter inserts")
        self.slash.typed.connect(self.fill)
        self.slash.chosen.connect(self.put)
        qtbot.addWidget(self.window)
        self.window.resize(700, 500)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.editor.setFocus()

    def fill(self, words: str) -> None:
        self.model.setStringList([each for each in WORDS if words.casefold() in each.casefold()])

    def put(self, index: object) -> None:
        self.slash.put(index.data())  # type: ignore[attr-defined]

    def leave(self) -> None:
        self.left.append(True)

    def type(self, text: str) -> str:
        for letter in text:
            self.qtbot.keyClick(self.editor, Key.Key_Return) if letter == "\n" else self.qtbot.keyClicks(
                self.editor, letter
            )
        return self.editor.text()


@pytest.fixture
def written(qtbot: QtBot) -> Written:
    return Written(qtbot)


def test_a_slash_at_the_start_or_after_a_space_opens_filters_and_enter_inserts(written: Written) -> None:
    written.type("/")
    assert written.slash.is_open
    assert written.model.rowCount() == 3
    written.type("who")
    assert written.model.rowCount() == 1
    assert written.type("\n") == "Who could help?\n"
    assert not written.slash.is_open
    written.type("so /LEARN")
    assert written.slash.is_open
    assert written.type("\n") == "Who could help?\nso What did I learn?\n"


def test_the_next_line_is_walked_to_and_one_undo_takes_the_question_back(written: Written) -> None:
    written.type("/wh")
    written.qtbot.keyClick(written.editor, Key.Key_Down)
    written.qtbot.keyClick(written.editor, Key.Key_Down)
    assert written.type("\n") == "Who could help?\n"
    written.editor.undo()
    assert written.editor.text() == "/wh"
    assert not written.slash.is_open


def test_a_form_is_filled_in_at_its_first_blank(written: Written) -> None:
    written.type("/serv\n")
    assert written.editor.text() == WORDS[2]
    assert written.type("the team") == "I served the team\nI led …"


@pytest.mark.parametrize("text", ["3/4", "and/or", "src/learn", "https://what", "w/ who"])
def test_a_slash_within_a_word_is_a_slash(written: Written, text: str) -> None:
    for number in range(len(text)):
        written.type(text[number])
        assert not written.slash.is_open, text[: number + 1]
    assert written.type("\n") == f"{text}\n"


@pytest.mark.parametrize(
    "text", ["/home/who", "/usr", "and / or", "/ what", "//", "in /etc/what", "/who/", "/what is", "see /tmp and who"]
)
def test_a_path_or_a_lonely_slash_keeps_every_letter_and_its_line_end(written: Written, text: str) -> None:
    written.type(text)
    assert not written.slash.is_open
    assert written.type("\nnext") == f"{text}\nnext"


def test_escape_leaves_the_slash_and_belongs_to_the_page_again_afterwards(written: Written) -> None:
    written.type("/w")
    written.qtbot.keyClick(written.editor, Key.Key_Escape)
    assert (written.editor.text(), written.slash.is_open, written.left) == ("/w", False, [])
    written.type("ho")
    assert not written.slash.is_open
    assert written.editor.text() == "/who"
    written.qtbot.keyClick(written.editor, Key.Key_Escape)
    assert written.left == [True]


def test_going_elsewhere_closes_it_and_coming_back_does_not_open_it(written: Written) -> None:
    written.type("a /w")
    written.qtbot.keyClick(written.editor, Key.Key_Home)
    assert not written.slash.is_open
    written.qtbot.keyClick(written.editor, Key.Key_End)
    assert not written.slash.is_open
    written.type(" /w")
    assert written.slash.is_open
    for _each in range(2):
        written.qtbot.keyClick(written.editor, Key.Key_Backspace)
    assert not written.slash.is_open
    assert written.editor.text() == "a /w "


def test_pasted_shown_and_undone_slashes_open_nothing(written: Written) -> None:
    written.editor.set_text("/")
    written.editor.insertPlainText("\n/")
    assert not written.slash.is_open
    written.editor.set_text("")
    written.type("/")
    written.qtbot.keyClick(written.editor, Key.Key_Backspace)
    written.editor.undo()
    assert written.editor.text() == "/"
    assert not written.slash.is_open
    written.editor.setReadOnly(True)
    written.type("/")
    assert not written.slash.is_open


def test_a_slash_of_an_input_method_opens_it_as_well(written: Written) -> None:
    event = QInputMethodEvent()
    event.setCommitString("/")
    QApplication.sendEvent(written.editor, event)
    assert written.editor.text() == "/"
    assert written.slash.is_open


def test_a_click_inserts_and_the_text_keeps_the_keyboard(written: Written) -> None:
    written.type("/")
    shown = written.slash.list
    assert shown is not None
    place = shown.visualRect(written.model.index(1, 0)).center()
    written.qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert written.editor.text() == "Who could help?\n"
    assert written.editor.hasFocus()


def test_text_after_the_cursor_and_letters_beyond_the_first_plane_stay(written: Written) -> None:
    written.editor.insertPlainText("🪶🪶  after")
    for _each in range(6):
        written.qtbot.keyClick(written.editor, Key.Key_Left)
    written.type("/who")
    assert written.slash.is_open
    assert written.type("\n") == "🪶🪶 Who could help? after"


def test_the_list_stays_inside_its_window(written: Written) -> None:
    written.window.resize(420, 260)
    written.type("one\n" * 9 + "a line to the right of it all /")
    shown = written.slash.list
    assert shown is not None
    popup = shown.parentWidget()
    assert popup is not None
    assert written.window.rect().contains(popup.geometry())
