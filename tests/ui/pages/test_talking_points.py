"""Talking points from the page Summary: shown, saved with their receipt, and what found no room is counted."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journal.sharing import receipts
from journal.sharing.choices import Choices
from journal.ui import dialogs
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.summary import SummaryPage
from journal.ui.pages.summary.making import Wanted
from journal.ui.pages.summary.points import show_points
from journal.ui.showing_paper import PaperDialog
from tests import make
from tests.make import DAY

#: The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WANTED = Wanted(Choices(DAY, DAY, language="de", page="Letter", off=frozenset({"requests"})))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def test_points_are_saved_in_the_look_that_is_chosen_with_the_lines_on_them_alone(
    open_journal: OpenJournal, window: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_journal.write(Changed.LINES) as session:
        for number in range(7):
            make.line(session, f"The thought of day {number}.")
        make.line(session, "May I?", "requests")
    target = tmp_path / "points.pdf"

    def choose(*_given: object) -> Path:
        return target

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    dialog = show_points(open_journal, window, WANTED)
    assert dialog is not None
    assert "2 lines" in dialog.handing.note.text()
    qtbot.wait_until(dialog.save.isEnabled, timeout=20_000)
    with qtbot.wait_signal(dialog.handed_over, timeout=20_000):
        dialog.save.click()
    words = " ".join(PdfReader(target).pages[0].extract_text().split())
    assert "Gesprächspunkte" in words
    assert "The thought of day 4." in words
    assert "The thought of day 5." not in words
    assert "May I?" not in words
    with open_journal.read() as session:
        [receipt] = receipts.kept(session)
    assert len(receipt.lines) == 5
    dialog.reject()


def test_without_an_approved_line_there_are_no_points(
    open_journal: OpenJournal, window: QWidget, said: list[str]
) -> None:
    assert show_points(open_journal, window, WANTED) is None
    assert "No line is approved" in said[0]


def test_the_page_shows_them_of_what_is_chosen_on_it_by_a_key(open_journal: OpenJournal, qtbot: QtBot) -> None:
    with open_journal.write(Changed.LINES) as session:
        make.line(session, "The pilot stands.", day=date.today())
    page = SummaryPage(open_journal)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    qtbot.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = page.findChild(PaperDialog)
    assert dialog is not None
    qtbot.wait_until(dialog.save.isEnabled, timeout=20_000)
    assert "The pilot stands." in dialog.view.accessibleDescription()
    dialog.reject()
