"""Earlier versions of an entry: what was different is seen, and one key brings it back, and one takes that back."""

from collections.abc import Generator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal.practices import entries, managers
from journal.store import history
from journal.store.tables import Entry
from journal.ui import notifications
from journal.ui.earlier_versions import VersionsDialog
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.journal import JournalPage
from journal.ui.widgets.comparing import compare
from tests.make import DAY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
FIRST = "Ada and the budget\nShe will think about it until Friday."
SECOND = "Ada and the budget\nShe will sign it on Friday.\nI send the figures."


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Generator[JournalPage]:
    """The Journal page with one entry that was written and then rewritten."""
    with open_journal.write(Changed.ENTRIES) as session:
        entry = entries.write(session, "win", FIRST, DAY, "09:00", manager_id=managers.current(session).id)
    with open_journal.write(Changed.ENTRIES) as session:
        entries.revise(session, entry.id, text=SECOND)
    shown = JournalPage(open_journal)
    open_journal.changed.connect(shown.refresh)
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    with qtbot.waitActive(shown):
        shown.show()
    yield shown
    shown.editor.autosave.forget()


def text(journal: OpenJournal, page: JournalPage) -> str:
    with journal.read() as session:
        found = session.get(Entry, page.editor.state.id)
        assert found
        return found.text


def press(qtbot: QtBot, page: JournalPage) -> VersionsDialog:
    qtbot.keyClick(page.editor.text, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.findChild(VersionsDialog) is not None)  # a button's key presses it for a moment
    dialog = page.findChild(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_what_was_written_before_is_brought_back_by_keys_and_that_is_undone(
    page: JournalPage, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    dialog = press(qtbot, page)
    assert dialog.list.hasFocus()
    assert dialog.model.rowCount() == 1
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert text(open_journal, page) == page.editor.text.text() == FIRST
    toast = page.findChild(notifications.Toast)
    assert isinstance(toast, notifications.Toast)
    toast.button.click()
    assert text(open_journal, page) == page.editor.text.text() == SECOND


def test_what_is_typed_and_not_saved_yet_is_saved_before_another_version_takes_its_place(
    page: JournalPage, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.editor.text, "Now: ")
    dialog = press(qtbot, page)
    assert text(open_journal, page) == "Now: " + SECOND
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert text(open_journal, page) == page.editor.text.text() == "Now: " + SECOND


def test_the_dialog_says_which_words_are_only_in_that_version(page: JournalPage, qtbot: QtBot) -> None:
    dialog = press(qtbot, page)
    shown = dialog.text.text()
    for words in ("think about it until", "sign it on", "I send the figures."):
        assert words in shown
    assert "Marked" in dialog.legend.text()
    assert "Struck out" in dialog.legend.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_an_entry_without_earlier_versions_says_so(page: JournalPage, qtbot: QtBot) -> None:
    page.new_record()
    qtbot.keyClick(page.editor.text, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.findChild(notifications.Toast) is not None)
    toast = page.findChild(notifications.Toast)
    assert isinstance(toast, notifications.Toast)
    assert "no earlier versions" in toast.text.text()


def test_a_star_makes_no_version_worth_listing(page: JournalPage, open_journal: OpenJournal, qtbot: QtBot) -> None:
    page.editor.header.star.click()
    page.editor.flush()
    with open_journal.read() as session:
        kept = history.versions(session, page.editor.state.id)
    dialog = press(qtbot, page)
    assert dialog.model.rowCount() == 1 <= len(kept)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_no_word_of_either_text_is_left_out_of_the_comparison(earlier: str, present: str) -> None:
    parts = compare(earlier, present)
    assert "".join(part.text for part in parts if part.where != "present") == earlier
    assert "".join(part.text for part in parts if part.where != "earlier") == present
