from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from journal.errors import JournalClosed
from journal.ui import background
from journal.ui.open_journal import OpenJournal
from journal.ui.places import PLACES
from journal.ui.reading_ahead import ReadingAhead, read_ahead
from tests import make

PAGES = ("one_on_ones", "commitments", "manager", "growth")
TODAY = date.today()


@contextmanager
def worded_anew() -> Generator[list[str]]:
    """The statements that had to be put into words because nothing like them was asked before."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, _values: Any, context: Any, _many: bool) -> None:
        if context.cache_hit is not None and context.cache_hit.name == "CACHE_MISS":
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
def lived_in(open_journal: OpenJournal) -> OpenJournal:
    with open_journal.vault.write() as session:
        coming = make.meeting(session, TODAY + timedelta(days=2), state="planned")
        make.topic(session, coming)
        make.coaching(session, make.meeting(session, TODAY - timedelta(days=5)))
        make.promise(session)
        make.request(session)
    return open_journal


def progress() -> background.Progress:
    def tell(_done: int, _total: int) -> None:
        pass

    return background.Progress(tell)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_nothing_to_word_after_what_it_reads_was_read_ahead(
    lived_in: OpenJournal, name: str, qtbot: QtBot
) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    read_ahead(lived_in, progress())
    with worded_anew() as statements:
        PLACES[name].make(lived_in, place)
    assert statements == []


@pytest.mark.parametrize("name", PAGES)
def test_control_a_page_words_its_statements_itself_when_nothing_was_read_ahead(
    lived_in: OpenJournal, name: str, qtbot: QtBot
) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    with worded_anew() as statements:
        PLACES[name].make(lived_in, place)
    assert statements


def test_a_journal_that_is_locked_while_it_is_read_ahead_says_nothing(lived_in: OpenJournal, qtbot: QtBot) -> None:
    ahead = ReadingAhead(lived_in)
    ahead.begin()
    lived_in.close()
    qtbot.wait_until(lambda: not background.is_busy())
    with pytest.raises(JournalClosed):
        read_ahead(lived_in, progress())
    ahead.begin()
    assert not background.is_busy()


def test_an_empty_journal_is_read_ahead_as_well(open_journal: OpenJournal) -> None:
    read_ahead(open_journal, progress())
