"""Over the list of one-on-ones: how often the two meet, how the plan stands to it, and the calendar read again."""

from collections.abc import Callable, Generator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.practices import managers, one_on_ones
from journal.practices.cadence import Standing, stand
from journal.ui import dialogs, preferences
from journal.ui.importing import CALENDAR
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.one_on_ones import OneOnOnesPage
from journal.ui.pages.one_on_ones.cadence_bar import rhythm_words, standing_words
from journal.ui.widgets.dates import near_day
from journal.ui.widgets.text_editor import TextEditor
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TODAY = date(2026, 11, 21)
Open = Callable[[], OneOnOnesPage]


@pytest.fixture
def page(open_journal: OpenJournal, qtbot: QtBot) -> Open:
    """Opens the page as the window does."""

    def show() -> OneOnOnesPage:
        made = OneOnOnesPage(open_journal)
        open_journal.changed.connect(made.refresh)
        qtbot.addWidget(made)
        made.resize(1000, 760)
        made.show()
        return made

    return show


def test_the_rhythm_is_chosen_kept_and_taken_back(open_journal: OpenJournal, page: Open) -> None:
    with open_journal.write(Changed.MEETINGS) as session:
        make.meeting(session, date.today() - timedelta(days=20))
    shown = page()
    bar = shown.cadence
    assert bar.rhythm.text() == "No fixed rhythm"
    assert bar.line.isHidden()
    next(action for action in bar.menu.actions() if action.text() == "Every 2 weeks").trigger()
    assert bar.rhythm.text() == "Every 2 weeks"
    assert bar.line.text() == "Nothing is planned, about a week after its time."
    shown.new_record()  # what is planned now keeps the rhythm
    with open_journal.read() as session:
        (planned,) = one_on_ones.planned(session)
        assert planned.day == date.today() + timedelta(days=8)
        assert managers.current(session).cadence_weeks == 2
    shown._acts.undo()
    shown._acts.undo()
    assert bar.rhythm.text() == "No fixed rhythm"
    with open_journal.read() as session:
        assert managers.current(session).cadence_weeks is None


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(None), ""),
        (stand(None, 2, None, TODAY), "The rhythm begins with the first one that took place."),
        (stand(None, 2, TODAY, TODAY), ""),
        (stand(TODAY, 1, None, TODAY), "Nothing is planned. Its time is {day}."),
        (stand(TODAY, 1, TODAY + timedelta(8), TODAY), "In rhythm. Its time is {day}."),
        (stand(TODAY, 1, TODAY + timedelta(12), TODAY), "The next one is planned a few days after its time."),
        (stand(TODAY - timedelta(40), 1, None, TODAY), "Nothing is planned, about a month after its time."),
    ],
)
def test_how_the_plan_stands_is_said_in_one_soft_sentence(standing: Standing, words: str) -> None:
    assert standing_words(standing, TODAY) == words.format(day=near_day(TODAY + timedelta(7), TODAY))
    assert rhythm_words(1) == "Every week"


@pytest.fixture
def accept() -> Generator[list[str]]:
    """Answers every question with its main button; keeps what the previews said."""
    said: list[str] = []
    timer = QTimer()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, dialogs.Dialog) and not isinstance(dialog, dialogs.ProgressDialog):
            said.extend(report.text() for report in dialog.findChildren(TextEditor))
            dialog.accept()

    timer.timeout.connect(look)
    timer.start(20)
    yield said
    timer.stop()


def calendar(file: Path, start: date) -> None:
    """Two one-on-ones on a day and a week later; the name of each instance stays."""
    first = date.today() + timedelta(days=3)
    event = ["BEGIN:VEVENT", "UID:weekly", "SUMMARY:1:1", "DURATION:PT30M"]
    lines = [*event, f"DTSTART:{first:%Y%m%d}T140000", "RRULE:FREQ=WEEKLY;COUNT=2", "END:VEVENT"]
    if start != first:
        lines += [*event, f"RECURRENCE-ID:{first:%Y%m%d}T140000", f"DTSTART:{start:%Y%m%d}T093000", "END:VEVENT"]
    file.write_text("\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]), encoding="utf-8")


def test_a_calendar_is_read_from_the_page_and_read_again_from_where_it_was(
    open_journal: OpenJournal,
    page: Open,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    accept: list[str],
) -> None:
    file, offered = tmp_path / "work.ics", list[Path]()

    def choose(_parent: object, _title: str, begin: Path, _kinds: str = "") -> Path:
        offered.append(begin)
        return file

    monkeypatch.setattr(dialogs, "choose_file", choose)
    first = date.today() + timedelta(days=3)
    calendar(file, first)
    shown = page()
    with qtbot.waitSignal(open_journal.changed, timeout=30_000):
        shown.first_calendar.click()  # the empty page offers it too
    with open_journal.read() as session:
        (one, two) = one_on_ones.planned(session)
    assert (one.day, two.day) == (first, first + timedelta(days=7))
    assert preferences.current().text(CALENDAR) == str(file)
    calendar(file, first + timedelta(days=1))
    accept.clear()
    qtbot.wait_until(lambda: QApplication.activeModalWidget() is None)
    with qtbot.waitSignal(open_journal.changed, timeout=30_000):
        shown.cadence.read.click()
    assert offered == [Path.home(), file]
    assert any("Moved: " in words for words in accept)
    with open_journal.read() as session:
        assert [each.day for each in one_on_ones.planned(session)] == [first + timedelta(days=1), two.day]
        assert one_on_ones.planned(session)[0].id == one.id
    qtbot.wait_until(lambda: QApplication.activeModalWidget() is None)
