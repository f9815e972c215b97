"""The page follows the words as they are typed, is the very file once they are saved, and says what does not fit."""

from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal.sharing import pdf, pdfium
from journal.sharing.collect import collect
from journal.ui.open_journal import OpenJournal
from journal.ui.pages.summary import SummaryPage
from tests.ui.pages.summary_page import LONG, approve, shown, text_of

WORDS = "long words follow here " * 14


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Generator[SummaryPage]:
    approve(open_journal, "The pilot stands.")
    with shown(open_journal, qtbot) as page:
        qtbot.wait_until(page.export.isEnabled, timeout=LONG)
        yield page


def on_screen(page: SummaryPage) -> str:
    """The words of the page that is shown, from its own bytes."""
    made = page.preview._made
    return " ".join(" ".join(pdfium.texts(made.data)).split()) if made else ""


def begin_typing(page: SummaryPage, open_journal: OpenJournal) -> str:
    """The keyboard in the only line; its id."""
    with open_journal.read() as session:
        (line,) = collect(session, page.candidates.choices).lines
    assert page.candidates.choose_line(line.id)
    return line.id


def test_words_are_on_the_page_while_they_are_typed_and_before_they_are_saved(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    line_id = begin_typing(page, open_journal)
    qtbot.keyClicks(page.candidates.editor.line, " And grows")
    qtbot.wait_until(lambda: "And grows" in on_screen(page), timeout=LONG)
    assert text_of(open_journal, line_id) == "The pilot stands."
    assert page.preview.paper is None, "what is not saved cannot be handed over"


def test_what_is_on_the_screen_after_the_save_is_the_very_file(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    begin_typing(page, open_journal)
    qtbot.keyClicks(page.candidates.editor.line, " And grows")
    qtbot.wait_until(lambda: "And grows" in on_screen(page), timeout=LONG)
    typed = page.preview._made
    assert typed
    page.flush()
    qtbot.wait_until(lambda: page.preview.paper is not None, timeout=LONG)
    assert page.preview.paper
    assert page.preview.paper.data == typed.data
    with open_journal.read() as session:
        saved = collect(session, page.candidates.choices)
    assert page.preview.paper.data == pdf.render(saved.document)
    assert [line.text for line in page.preview.paper.content.lines] == ["The pilot stands. And grows"]


def test_keys_that_come_while_a_page_is_made_are_on_the_next_one(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    begin_typing(page, open_journal)
    qtbot.keyClicks(page.candidates.editor.line, " one")
    qtbot.wait_until(lambda: page.preview._job is not None, timeout=LONG)
    qtbot.keyClicks(page.candidates.editor.line, " two three")
    qtbot.wait_until(lambda: not page.preview.is_under_way, timeout=LONG)  # much sooner than the save comes
    assert "one two three" in on_screen(page)


def test_words_taken_back_make_the_page_whole_again(open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage) -> None:
    begin_typing(page, open_journal)
    qtbot.keyClick(page.candidates.editor.line, Qt.Key.Key_X)
    qtbot.wait_until(lambda: "stands.x" in on_screen(page), timeout=LONG)
    qtbot.keyClick(page.candidates.editor.line, Qt.Key.Key_Backspace)
    qtbot.wait_until(lambda: page.preview.paper is not None, timeout=LONG)
    assert "stands.x" not in on_screen(page)


def test_the_foot_says_which_page_it_is_and_how_full(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    first = page.preview.page_label.text()
    assert first.startswith("Page 1 of 1 · ")
    approve(open_journal, *(f"{number} {WORDS}" for number in range(6)))
    qtbot.wait_until(page.export.isEnabled, timeout=LONG)
    fuller = page.preview.page_label.text()
    assert int(fuller.split()[-3]) > int(first.split()[-3])
    approve(open_journal, *(f"{number} {WORDS}" for number in range(20)))
    qtbot.wait_until(page.export.isEnabled, timeout=LONG)
    assert len(page.preview.view.images()) == 2
    assert page.preview.page_label.text().startswith("Page 1 of 2 · the last is ")
    page.preview.view.show_page(2)
    assert page.preview.page_label.text().startswith("Page 2 of 2")


def test_what_does_not_fit_is_shown_and_said_and_one_click_allows_another_page(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    page.candidates.chosen.change(pages=1)
    with qtbot.wait_signal(page.preview.failed, timeout=LONG):
        approve(open_journal, *(f"{number} {WORDS}" for number in range(20)))
    assert "does not fit on 1 page. Take out at least" in page.preview.fault.text()
    assert not page.export.isEnabled()
    assert page.preview.more_pages.isVisible()
    assert len(page.preview.view.images()) == 2, "what is too much can be seen"
    page.preview.show_which.click()
    assert page.preview.view.page == 2
    page.preview.more_pages.click()
    qtbot.wait_until(page.export.isEnabled, timeout=LONG)
    assert page.candidates.choices.pages == 2
    assert not page.preview.fault.isVisible()
    page._acts.undo()
    assert page.candidates.choices.pages == 1


def test_more_than_two_pages_only_when_somebody_asks(
    open_journal: OpenJournal, qtbot: QtBot, page: SummaryPage
) -> None:
    with qtbot.wait_signal(page.preview.failed, timeout=LONG):
        approve(open_journal, *(f"{number} {WORDS}" for number in range(60)))
    assert "does not fit on 2 pages" in page.preview.fault.text()
    page.preview.more_pages.click()
    qtbot.wait_until(page.export.isEnabled, timeout=LONG)
    assert len(page.preview.view.images()) > 2
