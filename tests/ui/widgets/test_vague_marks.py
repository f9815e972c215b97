"""Marks while one types: under the words, on hover, in a sentence for the cursor, and from one to the next by a key."""

from collections.abc import Callable, Generator, Sequence
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from journal.practices.vague_words import Mark, VagueWord, marks
from journal.ui.widgets.text_editor import TextEditor
from journal.ui.widgets.vague_marks import MarkHighlighter, VagueMarks

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WORDS = (VagueWord("never", "When last?"), VagueWord("step up", "What would I take over?"))
Made = tuple[TextEditor, VagueMarks]


@pytest.fixture
def made(qtbot: QtBot) -> Generator[Made]:
    editor = TextEditor("Words")
    qtbot.addWidget(editor)
    editor.resize(400, 300)
    editor.show()
    found = VagueMarks(editor, MarkHighlighter(editor.document()))
    found.set_find(partial(marks, words=WORDS))
    yield editor, found
    QToolTip.hideText()


def underlined(editor: TextEditor) -> list[str]:
    """What has a line under it, as it is painted, by block."""
    pieces: list[str] = []
    block = editor.document().begin()
    while block.isValid():
        units = block.text().encode("utf-16-le")
        lined = [
            piece
            for piece in block.layout().formats()
            if piece.format.underlineStyle() == QTextCharFormat.UnderlineStyle.DashUnderline
        ]
        pieces += [units[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le") for each in lined]
        block = block.next()
    return pieces


def put_cursor(editor: TextEditor, position: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)


def test_what_is_typed_is_underlined_as_soon_as_it_is_a_word(made: Made) -> None:
    editor, _found = made
    QTest.keyClicks(editor, "You neve")
    assert underlined(editor) == []
    QTest.keyClicks(editor, "r")
    assert underlined(editor) == ["never"]
    QTest.keyClicks(editor, "theless")
    assert underlined(editor) == []
    assert editor.text() == "You nevertheless"


def test_signs_beyond_the_basic_plane_move_no_line(made: Made) -> None:
    editor, _found = made
    editor.set_text("😀😀 never 😀 step up\nnever")
    assert underlined(editor) == ["never", "step up", "never"]


def test_a_key_looks_at_the_changed_block_alone(made: Made) -> None:
    editor, found = made
    seen: list[str] = []

    def count(text: str) -> Sequence[Mark]:
        seen.append(text)
        return marks(text, WORDS)

    editor.set_text("\n".join(f"never {number}" for number in range(500)))
    found.set_find(count)
    assert len(seen) >= 500  # the control: all of it was looked at once
    seen.clear()
    put_cursor(editor, 3)
    seen.clear()
    QTest.keyClicks(editor, "x")
    assert seen == ["nevxer 0"]


def test_the_sentence_is_that_of_the_word_at_the_cursor_or_before_it(made: Made, qtbot: QtBot) -> None:
    editor, found = made
    with qtbot.waitSignal(found.said) as said:
        editor.set_text("a never b step up c\nplain")
    assert said.args == ["“never”: When last?"]
    for position, expected in ((3, "never"), (8, "never"), (11, "step up"), (18, "step up"), (22, "")):
        put_cursor(editor, position)
        assert found.sentence.startswith(f"“{expected}”") if expected else not found.sentence


def test_f8_goes_from_mark_to_mark_and_round(made: Made, qtbot: QtBot) -> None:
    editor, _found = made
    editor.set_text("never\nplain\n😀 step up")
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    chosen: list[str] = []
    for _turn in range(3):
        qtbot.keyClick(editor, Qt.Key.Key_F8)
        chosen.append(editor.textCursor().selectedText())
    assert chosen == ["never", "step up", "never"]


def is_equal(read: Callable[[], object], wanted: object) -> bool:
    return read() == wanted


@pytest.fixture
def hover_at(made: Made) -> Callable[[int], None]:
    """Rests the mouse over a position in the text."""

    def show(position: int) -> None:
        editor, _found = made
        put_cursor(editor, position)
        at: QPoint = editor.cursorRect().center()
        viewport = editor.viewport()
        QApplication.sendEvent(viewport, QHelpEvent(QHelpEvent.Type.ToolTip, at, viewport.mapToGlobal(at)))

    return show


def test_the_mouse_over_a_mark_brings_up_its_question_as_plain_text(
    made: Made, hover_at: Callable[[int], None], qtbot: QtBot
) -> None:
    editor, found = made
    found.set_find(partial(marks, words=[VagueWord("never", "<b>When</b> last?")]))
    editor.set_text("You never came")
    hover_at(6)
    assert "&lt;b&gt;When" in QToolTip.text()
    hover_at(1)
    qtbot.waitUntil(partial(is_equal, QToolTip.isVisible, False))


def test_nothing_is_marked_any_more_when_nothing_is_to_be(made: Made) -> None:
    editor, found = made
    editor.set_text("never")
    assert underlined(editor) == ["never"]
    found.set_find(partial(marks, words=()))
    assert underlined(editor) == []
    assert found.sentence == ""
