"""Questions wherever one writes: by a slash, from the window that lists them, and those of one's own."""

from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from journal.errors import JournalBusy
from journal.practices import prompts
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.places import PLACES
from journal.ui.prompting import Prompts
from journal.ui.prompts_window import PromptForm, PromptsWindow
from journal.ui.quick_capture import QuickCapture
from journal.ui.widgets.button import IconButton
from journal.ui.widgets.text_editor import TextEditor
from tests import make
from tests.ui.flows import seen

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(open_journal: OpenJournal, qtbot: QtBot) -> Generator[MainWindow]:
    """The main window with the pages where one writes."""
    made = MainWindow(open_journal, {name: PLACES[name] for name in ("today", "journal", "one_on_ones", "summary")})
    with qtbot.waitActive(made):
        made.show()
    yield made
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    made.close()
    for dialog in made.findChildren(QDialog):
        dialog.deleteLater()
    made.deleteLater()


def own(journal: OpenJournal) -> list[str]:
    with journal.read() as session:
        return [each.text for each in prompts.own(session)]


def editor_in(window: MainWindow) -> TextEditor:
    found = window.focusWidget()
    assert isinstance(found, TextEditor)
    return found


def test_a_slash_in_an_entry_inserts_a_question_that_is_saved_with_it(window: MainWindow, qtbot: QtBot) -> None:
    window.go("journal", "")
    editor = editor_in(window)
    qtbot.keyClicks(editor, "/limit ability")
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.text() == "Is there any limit to your ability to speak for me?\n"
    assert window.save_everything()


def test_ones_own_questions_are_there_at_once_and_the_pages_practice_comes_first(
    window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.MEETINGS) as session:
        meeting = make.meeting(session)
    window.go("one_on_ones", meeting.id)
    notes = next(each for each in window.page.findChildren(TextEditor) if each.accessibleName() == "Private notes")
    notes.setFocus()
    qtbot.keyClicks(notes, "/")
    found = notes.findChild(Prompts)
    assert found is not None
    assert found.slash.list is not None
    assert "One-on-ones" in found.slash.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.keyClick(notes, Key.Key_Escape)
    with open_journal.write(Changed.PROMPTS) as session:
        prompts.add(session, "growth", "stuck", "Zebra crossing?")
    qtbot.keyClicks(notes, " /zebra")
    qtbot.keyClick(notes, Key.Key_Return)
    assert notes.text() == "/ Zebra crossing?\n"


def test_quick_capture_has_them_too(window: MainWindow, qtbot: QtBot) -> None:
    window.new_entry()
    capture = seen(qtbot, QuickCapture)
    qtbot.wait_until(capture.text.hasFocus)
    qtbot.keyClicks(capture.text, "/camera")
    found = capture.text.findChild(Prompts)
    assert found is not None
    assert found.slash.is_open
    qtbot.keyClick(capture.text, Key.Key_Escape)
    assert capture.isVisible()
    qtbot.keyClick(capture.text, Key.Key_Escape)
    assert not capture.isVisible()


def test_the_window_finds_a_question_and_puts_it_where_one_was_writing(window: MainWindow, qtbot: QtBot) -> None:
    window.go("journal", "")
    editor = editor_in(window)
    qtbot.keyClicks(editor, "Before the talk: ")
    qtbot.keyClick(editor, Key.Key_P, Ctrl | Qt.KeyboardModifier.ShiftModifier)
    listed = seen(qtbot, PromptsWindow)
    assert listed.action.text() == "Insert"
    qtbot.keyClicks(listed.search, "alternatives")
    assert listed.whole.text() == "Which alternatives would I accept?"
    assert "Coaching your boss" in listed.source.text()
    qtbot.keyClick(listed.search, Key.Key_Return)
    assert editor.text() == "Before the talk: Which alternatives would I accept?\n"


def test_a_button_over_an_entry_lists_them_and_the_chosen_one_stands_apart_from_what_is_written(
    window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.ENTRIES) as session:
        written = make.entry(session, "A quiet week.")
    window.go("journal", written.id)
    button = next(each for each in window.page.findChildren(IconButton) if "Ctrl+Shift+P" in each.toolTip())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    listed = seen(qtbot, PromptsWindow)
    qtbot.keyClicks(listed.search, "alternatives")
    qtbot.keyClick(listed.search, Key.Key_Return)
    assert editor_in(window).text() == "A quiet week.\nWhich alternatives would I accept?\n"


def test_without_a_text_at_hand_a_question_begins_an_entry(window: MainWindow, qtbot: QtBot) -> None:
    window.prompting.show_list()
    listed = seen(qtbot, PromptsWindow)
    assert listed.action.text() == "Write about it"
    qtbot.keyClicks(listed.search, "camera")
    qtbot.keyClick(listed.search, Key.Key_Return)
    assert window.page.accessibleName() == "Journal"
    assert editor_in(window).text().startswith("What happened, as a camera would have seen it?")


def test_a_question_of_ones_own_is_added_changed_removed_and_taken_back(
    window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    window.prompting.show_list()
    listed = seen(qtbot, PromptsWindow)
    assert not listed.drop.isEnabled()
    qtbot.mouseClick(listed.add, Qt.MouseButton.LeftButton)
    form = seen(qtbot, PromptForm)
    qtbot.mouseClick(form.action, Qt.MouseButton.LeftButton)
    assert form.isVisible()
    qtbot.keyClicks(form.text, "What would Ada do")
    qtbot.mouseClick(form.action, Qt.MouseButton.LeftButton)
    assert own(open_journal) == ["What would Ada do"]
    assert listed.whole.text() == "What would Ada do"
    qtbot.mouseClick(listed.change, Qt.MouseButton.LeftButton)
    form = seen(qtbot, PromptForm, lambda each: each is not form)
    form.moment.set_value("review")
    form.text.setPlainText("What did Ada do?")
    qtbot.mouseClick(form.action, Qt.MouseButton.LeftButton)
    assert own(open_journal) == ["What did Ada do?"]
    listed.activateWindow()
    qtbot.wait_until(lambda: QApplication.activeWindow() is listed)
    listed.list.setFocus()
    qtbot.keyClick(listed.list, Key.Key_Delete)
    assert own(open_journal) == []
    for left in (["What did Ada do?"], ["What would Ada do"], []):
        qtbot.keyClick(listed.list, Key.Key_Z, Ctrl)
        assert own(open_journal) == left
    listed.reject()


def test_a_question_that_is_half_typed_is_there_again_and_one_that_was_left_is_not(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.prompting.show_list()
    listed = seen(qtbot, PromptsWindow)
    listed.begin_new()
    first = seen(qtbot, PromptForm)
    qtbot.keyClicks(first.text, "Half a quest")
    assert first.flush()
    listed.begin_new()
    second = seen(qtbot, PromptForm, lambda each: each is not first)
    assert second.text.text() == "Half a quest"
    second.reject()
    listed.begin_new()
    third = seen(qtbot, PromptForm, lambda each: each not in (first, second))
    assert third.text.text() == ""
    third.reject()
    first.reject()
    listed.reject()


def test_what_cannot_be_saved_of_a_question_stays_in_its_form(
    window: MainWindow, open_journal: OpenJournal, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.prompting.show_list()
    listed = seen(qtbot, PromptsWindow)
    listed.begin_new()
    form = seen(qtbot, PromptForm)
    form.text.setPlainText("What would Ada do?")

    def busy(*_values: object) -> None:
        raise JournalBusy

    with monkeypatch.context() as moment:
        moment.setattr(prompts, "add", busy)
        qtbot.mouseClick(form.action, Qt.MouseButton.LeftButton)
    assert form.isVisible()
    assert form.text.text() == "What would Ada do?"
    qtbot.mouseClick(form.action, Qt.MouseButton.LeftButton)
    assert own(open_journal) == ["What would Ada do?"]
    assert not form.isVisible()
    listed.reject()


def test_a_question_that_another_program_deletes_comes_back_with_its_new_words(
    window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.PROMPTS) as session:
        made = prompts.add(session, "growth", "stuck", "What would Ada do").id
    window.prompting.show_list()
    listed = seen(qtbot, PromptsWindow)
    listed.begin_change()
    form = seen(qtbot, PromptForm)
    form.text.setPlainText("What did Ada do?")
    with open_journal.write(Changed.PROMPTS) as session:
        prompts.remove(session, made)
    qtbot.mouseClick(form.action, Qt.MouseButton.LeftButton)
    assert own(open_journal) == ["What did Ada do?"]
    listed.reject()


def test_the_line_that_the_manager_will_read_takes_no_questions(
    window: MainWindow, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    window.show_page("summary")
    editor = TextEditor("The line", parent=window.page)
    editor.show()
    editor.setFocus()
    qtbot.keyClicks(editor, "/what")
    assert editor.findChild(Prompts) is None
    assert editor.text() == "/what"
