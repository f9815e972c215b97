"""The tab that looks back on a period: what it shows, where its lines lead, and what it copies."""

from collections.abc import Generator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.practices import commitments
from journal.practices.periods import quarter_of
from journal.ui import background
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.growth import look_back
from journal.ui.pages.growth.look_back import LookBackTab
from journal.ui.widgets import clipboard
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


@pytest.fixture
def tab(open_journal: OpenJournal, qtbot: QtBot) -> Generator[LookBackTab]:
    """The tab over a quarter with a win, a promise of each side, and a meeting."""
    with open_journal.write(Changed.ENTRIES | Changed.COMMITMENTS | Changed.MEETINGS) as session:
        make.entry(session, "The pilot stands", "win", FIRST)
        commitments.keep(session, make.promise(session, "mine to do", made_on=FIRST).id, LAST)
        make.promise(session, "theirs to do", "manager", FIRST)
        make.meeting(session, FIRST)
    made = LookBackTab(open_journal)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.period.set_period(FIRST, LAST)
    settle(qtbot)
    yield made
    clipboard.take_back()
    qtbot.wait_until(lambda: not background.is_busy())


def settle(qtbot: QtBot) -> None:
    qtbot.wait_until(lambda: not background.is_busy())


def titles(tab: LookBackTab) -> list[str]:
    return [row.title for row in tab.model.rows()]


def test_each_practice_has_its_heading_and_each_line_leads_to_its_record(tab: LookBackTab, qtbot: QtBot) -> None:
    sections = [row.section for row in tab.model.rows() if row.section]
    assert sections == [
        "Wins",
        "My commitments · Kept",
        "What my manager promised",
        "One-on-ones",
    ]
    tab.list.setFocus()
    for title, page in (
        ("The pilot stands", "journal"),
        ("mine to do", "commitments"),
        ("theirs to do", "commitments"),
        ("One-on-one of 1 January 2026", "one_on_ones"),
    ):
        tab.list.choose_row(titles(tab).index(title))
        with qtbot.wait_signal(tab.go) as gone:
            qtbot.keyClick(tab.list, Qt.Key.Key_Return)
        assert gone.args is not None
        assert gone.args[0] == page
        assert gone.args[1]
    assert tab.glance.text() == "1 note · 1 one-on-one held · 1 commitment of mine kept"


def test_another_period_shows_its_own_and_an_empty_one_says_so(tab: LookBackTab, qtbot: QtBot) -> None:
    tab.activateWindow()
    tab.setFocus()
    qtbot.wait_until(tab.list.hasFocus)
    tab.period.set_period(FIRST - timedelta(90), FIRST - timedelta(1))
    settle(qtbot)
    assert titles(tab) == []
    assert tab.empty.isVisible()
    tab.empty.button.clearFocus()
    tab.setFocus()
    assert tab.empty.button.hasFocus()
    assert not tab.copy.isEnabled()
    tab.period.set_period(LAST, LAST)
    settle(qtbot)
    assert "mine to do" in titles(tab)
    assert "The pilot stands" not in titles(tab)


def test_the_copy_holds_my_side_and_goes_with_the_journal(tab: LookBackTab, qtbot: QtBot, said: list[str]) -> None:
    qtbot.mouseClick(tab.copy, Qt.MouseButton.LeftButton)
    text = QApplication.clipboard().text()
    assert "- The pilot stands (1 January 2026)" in text
    assert "mine to do" in text
    assert "theirs to do" not in text
    assert "private" in said[0]
    assert QApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
    clipboard.take_back()
    assert QApplication.clipboard().text() == ""


def test_what_is_written_meanwhile_stands_there_after_a_refresh(
    tab: LookBackTab, open_journal: OpenJournal, qtbot: QtBot
) -> None:
    with open_journal.write(Changed.ENTRIES) as session:
        make.entry(session, "A second win", "win", LAST)
    tab.refresh()
    settle(qtbot)
    assert titles(tab)[titles(tab).index("A second win") + 1] == "The pilot stands"


def test_closing_the_journal_forgets_what_was_under_way(tab: LookBackTab, open_journal: OpenJournal) -> None:
    tab.refresh()
    open_journal.close()
    background.end_all()
    QApplication.processEvents()
    assert "The pilot stands" in titles(tab)


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 1, 20), date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 2, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_the_first_month_of_a_quarter_looks_back_on_the_one_before(today: date, first: date, last: date) -> None:
    assert look_back.usual(today) == (first, last)


@pytest.mark.parametrize("today", [date(2026, 3, 1), date(2024, 2, 29), date(2024, 2, 28), date(2026, 12, 31)])
def test_the_periods_offered_follow_each_other_and_a_year_is_a_year(today: date) -> None:
    offered = look_back.choices(today)
    assert offered[0][1] == quarter_of(today)
    for (_later, one), (_earlier, other) in pairwise(offered[:-1]):
        assert other[1] + timedelta(1) == one[0]
    first, last = offered[-1][1]
    assert last == today
    assert 365 <= (last - first).days + 1 <= 367
