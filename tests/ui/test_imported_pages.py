"""A journal kept elsewhere comes in, and the pages of the practices are full of it."""

import csv
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from journal import preparing
from journal.exchange import sources, writing
from journal.practices import commitments, managers, one_on_ones
from journal.store.tables import Entry, Feedback
from journal.text import CLARITIES
from journal.ui.open_journal import ANYTHING, OpenJournal
from journal.ui.pages.journal import JournalPage
from journal.ui.pages.journal.ladder import Ladder
from journal.ui.pages.one_on_ones import OneOnOnesPage
from journal.ui.widgets.check_list import CheckList
from journal.ui.widgets.list_row import RowRole
from tests.exchange.conftest import INPUT, TODAY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def imported(open_journal: OpenJournal) -> OpenJournal:
    """The sample of real size, as the window takes it in."""
    with open_journal.write(ANYTHING) as session:
        writing.bring_in(session, sources.read(INPUT, TODAY))
    return open_journal


def test_the_ladder_shows_the_rung_of_each_imported_feedback(imported: OpenJournal, qtbot: QtBot) -> None:
    with (INPUT / "feedback.csv").open(encoding="utf-8", newline="") as file:
        rungs = {(row["received_on"], row["exact_words"]): row["clarity"] for row in csv.DictReader(file)}
    with imported.read() as session:
        found = [
            (entry_id, rungs[day.isoformat(), words])
            for entry_id, day, words in session.execute(
                select(Entry.id, Entry.day, Feedback.exact_words).join(Feedback, Feedback.entry_id == Entry.id)
            )
        ]
    assert len(found) == len(rungs) == 30
    page = JournalPage(imported)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    for entry_id, rung in found:
        page.show_record(entry_id)
        [ladder] = [each for each in page.editor.findChildren(Ladder) if each.isVisible()]
        assert f"“{CLARITIES[rung]}”" in ladder.accessibleDescription()


def test_open_commitments_of_both_sides_come_into_the_next_preparation(imported: OpenJournal, qtbot: QtBot) -> None:
    with imported.write(ANYTHING) as session:
        boss = managers.current(session).id
        coming = one_on_ones.plan(session, date.today() + timedelta(days=1), manager_id=boss)
    with imported.read() as session:
        ready = preparing.prepare(session, coming, date.today())
        waiting = {each.what for each in commitments.open_ones(session)}
    assert waiting
    assert {each.what for each in [*ready.mine, *ready.theirs]} == waiting
    assert ready.questions
    page = OneOnOnesPage(imported)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.show_record(coming.id)
    lists = [each for each in page.pane.findChildren(CheckList) if each.isVisible()]
    models = [each.model() for each in lists]
    shown = {model.index(row, 0).data(RowRole.TITLE) for model in models for row in range(model.rowCount())}
    assert waiting <= shown
