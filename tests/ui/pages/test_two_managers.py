"""Two chapters that run side by side: what is written, planned and summed up names its manager; with one nobody is asked."""

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal.practices import managers, one_on_ones
from journal.sharing import lines, receipts
from journal.sharing.choices import Choices
from journal.sharing.collect import collect
from journal.sharing.lines import Source
from journal.store import records
from journal.store.tables import Entry, OneOnOne, ShareableLine
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.journal import JournalPage
from journal.ui.pages.one_on_ones import OneOnOnesPage
from journal.ui.pages.summary import SummaryPage

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TODAY = date.today()


@pytest.fixture
def grace(open_journal: OpenJournal) -> str:
    """A second manager, whose chapter was begun after Ada's and runs beside it: the current one."""
    with open_journal.write(Changed.MANAGERS) as session:
        return managers.begin(session, "Grace", TODAY - timedelta(days=30)).id


def id_of(journal: OpenJournal, name: str) -> str:
    with journal.read() as session:
        return next(each.id for each in managers.chapters(session) if each.name == name)


def test_with_one_chapter_nobody_asks_whose_an_entry_is(open_journal: OpenJournal, qtbot: QtBot) -> None:
    page = JournalPage(open_journal)
    qtbot.addWidget(page)
    page.show()
    page.new_record()
    assert not page.editor.header.manager.isVisible()


def test_an_entry_is_the_current_managers_until_another_is_picked(
    open_journal: OpenJournal, grace: str, qtbot: QtBot
) -> None:
    page = JournalPage(open_journal)
    qtbot.addWidget(page)
    page.show()
    page.new_record()
    picker = page.editor.header.manager
    assert picker.isVisible()
    assert picker.currentText() == "Grace"
    qtbot.keyClicks(page.editor.text, "A talk")
    assert page.flush()
    entry_id = page.editor.state.id
    with open_journal.read() as session:
        assert records.get(session, Entry, entry_id).manager_id == grace
    picker.setCurrentIndex(picker.findText("Ada"))
    picker.activated.emit(picker.currentIndex())
    with open_journal.read() as session:
        assert records.get(session, Entry, entry_id).manager_id == id_of(open_journal, "Ada")


def test_a_new_entry_takes_the_manager_that_was_picked_before_a_word_was_written(
    open_journal: OpenJournal, grace: str, qtbot: QtBot
) -> None:
    page = JournalPage(open_journal)
    qtbot.addWidget(page)
    page.show()
    page.new_record()
    picker = page.editor.header.manager
    picker.setCurrentIndex(picker.findText("Ada"))
    picker.activated.emit(picker.currentIndex())
    qtbot.keyClicks(page.editor.text, "A talk")
    assert page.flush()
    with open_journal.read() as session:
        entry = records.get(session, Entry, page.editor.state.id)
    assert entry.manager_id == id_of(open_journal, "Ada")
    assert grace != entry.manager_id


def test_a_planned_meeting_can_be_with_the_other_and_taken_back(
    open_journal: OpenJournal, grace: str, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.MEETINGS) as session:
        meeting = one_on_ones.plan(session, TODAY + timedelta(days=2), manager_id=grace).id
    page = OneOnOnesPage(open_journal)
    open_journal.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.show()
    picker = page.pane.header.manager
    assert picker.isVisible()
    assert picker.currentText() == "Grace"
    picker.picked.emit(id_of(open_journal, "Ada"))

    def whose() -> str:
        with open_journal.read() as session:
            return records.get(session, OneOnOne, meeting).manager_id

    assert whose() == id_of(open_journal, "Ada")
    page._acts.undo()
    assert whose() == grace


def test_the_summary_shows_the_lines_of_the_manager_that_is_chosen(
    open_journal: OpenJournal, grace: str, qtbot: QtBot
) -> None:
    ada = id_of(open_journal, "Ada")
    with open_journal.write(Changed.LINES) as session:
        for whose, words in ((ada, "For Ada."), (grace, "For Grace.")):
            lines.approve(session, "progress", words, Source("", None, TODAY), manager_id=whose)
    page = SummaryPage(open_journal)
    open_journal.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()

    def shown() -> list[str]:
        return [each.line.text for each in page.candidates._found.values() if each.line]

    assert page.manager.isVisible()
    assert shown() == ["For Grace."]
    page.manager.picked.emit(ada)
    assert shown() == ["For Ada."]
    qtbot.wait_until(lambda: page.preview.paper is not None, timeout=20_000)
    assert page.preview.paper is not None
    assert page.preview.paper.content.manager_id == ada
    page.candidates.add_own()
    qtbot.keyClicks(page.candidates.editor.line, "Another for Ada.")
    assert page.flush()
    with open_journal.read() as session:
        found = session.scalars(select(ShareableLine).where(ShareableLine.text == "Another for Ada."))
        assert [each.manager_id for each in found] == [ada]


# ---------------------------------------------------------------------------------- one manager after another


def hand_over(journal: OpenJournal, words: str, manager_id: str, first: date, last: date) -> None:
    """A line for a manager, and the receipt of the summary that it stood in."""
    with journal.write(Changed.LINES) as session:
        lines.approve(session, "progress", words, Source("", None, last), manager_id=manager_id)
        receipts.keep(session, collect(session, Choices(first, last), manager_id=manager_id), b"paper")


def test_after_a_change_of_manager_the_receipts_say_who_got_them_and_the_days_begin_anew(
    open_journal: OpenJournal, qtbot: QtBot
) -> None:
    ada = id_of(open_journal, "Ada")
    begun, last = TODAY - timedelta(days=60), TODAY - timedelta(days=20)
    with open_journal.write(Changed.MANAGERS) as session:
        grace = managers.begin_next(session, "Grace", TODAY - timedelta(days=10), ends=ada).id
    hand_over(open_journal, "Herons told to Ada.", ada, begun, last)
    page = SummaryPage(open_journal)
    qtbot.addWidget(page)
    page.show()
    words = page.receipts.texts()
    assert "Herons told to Ada." in words, "an earlier manager's receipts are still there"
    assert any("Ada" in each and "Herons" not in each for each in words), "it does not pass for what Grace knows"
    assert page.candidates.period.first != last + timedelta(days=1), "Grace was told nothing of the days before"
    hand_over(open_journal, "Weirs told to Grace.", grace, last, TODAY - timedelta(days=5))
    again = SummaryPage(open_journal)
    qtbot.addWidget(again)
    assert again.candidates.period.first == TODAY - timedelta(days=4), "control: Grace knows of the days up to then"
    assert not any("Grace" in each and "Weirs" not in each for each in again.receipts.texts()), "hers need no name"
