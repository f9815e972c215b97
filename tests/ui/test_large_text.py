"""At double text size in a small window every heading and every button can still be read."""

from collections.abc import Generator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from journal.ui import gallery, theme
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.places import PLACES
from journal.ui.widgets.label import Label
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(open_journal: OpenJournal, qtbot: QtBot, qapp: QApplication) -> Generator[MainWindow]:
    """A small window with large text, and something on every page."""
    with open_journal.write(Changed.ENTRIES) as session:
        make.entry(session, "The budget was backed", "reflection")
        make.meeting(session, make.DAY)
        make.promise(session, "Draft the plan for the next quarter")
    theme.install(qapp, "light", 2.0)
    shown = MainWindow(open_journal)
    shown.resize(900, 600)
    shown.show()
    yield shown
    theme.install(qapp, "light", 1.0)


@pytest.mark.parametrize("name", ["journal", "one_on_ones", "commitments"])
def test_no_word_is_cut(window: MainWindow, name: str) -> None:
    window.show_page(name)
    gallery.settle()
    for part in window.page.findChildren(Label) + window.page.findChildren(QPushButton):
        if not part.isVisible() or (isinstance(part, Label) and part.wordWrap()):
            continue
        assert part.width() >= part.sizeHint().width(), part.text()


@pytest.mark.parametrize("name", list(PLACES))
def test_every_title_and_label_is_whole_in_the_smallest_window(window: MainWindow, name: str) -> None:
    window.resize(window.minimumSize())
    window.show_page(name)
    gallery.settle()
    for label in window.page.findChildren(Label):
        if label.isVisible() and not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()


def test_the_side_bar_gives_its_words_up_and_says_them_in_its_tool_tips(window: MainWindow) -> None:
    for name, button in window._side_bar._buttons.items():
        assert button.text() == ""
        assert PLACES[name].text in button.toolTip()
        assert button.accessibleName() == PLACES[name].text
    window.resize(1280, 800)
    gallery.settle()
    assert [button.text() for button in window._side_bar._buttons.values()] == [place.text for place in PLACES.values()]
