"""Tab alone walks through the whole window, on every page, and comes round to where it began."""

from collections.abc import Generator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from journal.ui import gallery
from journal.ui.main_window import MainWindow
from journal.ui.open_journal import Changed, OpenJournal
from journal.ui.pages.settings import SettingsPage
from journal.ui.places import PLACES
from tests import make

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MOST = 200


@pytest.fixture
def window(open_journal: OpenJournal, qtbot: QtBot) -> Generator[MainWindow]:
    """A window with something on every page."""
    with open_journal.write(Changed.ENTRIES) as session:
        today = date.today()
        make.entry(session, "The budget was backed", "win", today)
        meeting = make.meeting(session, today, state="planned")
        make.topic(session, meeting)
        make.promise(session, "Draft the plan for the next quarter", made_on=today)
    window = MainWindow(open_journal)
    window.resize(1240, 800)
    window.show()
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)
    yield window
    window.close()
    window.deleteLater()


def walk(window: MainWindow, qtbot: QtBot) -> list[QWidget]:
    """What has the keyboard, stop after stop, until the first comes again; begun in the search."""
    window.search.setFocus()
    stops: list[QWidget] = []
    while (here := QApplication.focusWidget()) not in stops:
        assert here is not None, f"after {stops[-1]}"
        assert len(stops) < MOST
        stops.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is stops[0], "the walk is caught in a smaller round"
    return stops


def reachable(root: QWidget) -> set[QWidget]:
    """The buttons that can be pressed now, and that are meant to be reached by Tab."""
    return {
        button
        for button in root.findChildren(QAbstractButton)
        if button.isVisible() and button.isEnabled() and button.focusPolicy() & Qt.FocusPolicy.TabFocus
    }


@pytest.mark.parametrize("name", list(PLACES))
def test_tab_visits_everything_and_comes_round(window: MainWindow, qtbot: QtBot, name: str) -> None:
    assert window.show_page(name)
    gallery.settle()
    stops = walk(window, qtbot)
    missed = [button for button in reachable(window) if button not in stops]
    assert not missed
    assert window.search in stops
    assert any(window._side_bar.isAncestorOf(stop) for stop in stops)
    assert any(window.page.isAncestorOf(stop) for stop in stops)


@pytest.mark.parametrize("name", list(PLACES))
def test_every_stop_says_what_it_is(window: MainWindow, qtbot: QtBot, name: str) -> None:
    assert window.show_page(name)
    gallery.settle()
    for stop in walk(window, qtbot):
        said = stop.accessibleName() or (stop.text() if isinstance(stop, QAbstractButton) else "") or _buddy(stop)
        assert said, f"{type(stop).__name__} in {type(stop.parent()).__name__}"


def test_the_settings_scroll_by_keys_from_whatever_has_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("settings")
    window.resize(1000, 560)
    gallery.settle()
    page = window.page
    assert isinstance(page, SettingsPage)
    page.file.copy.setFocus()
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    before = bar.value()
    qtbot.keyClick(page.file.copy, Qt.Key.Key_PageDown)
    assert bar.value() > before


def _buddy(widget: QWidget) -> str:
    labels = widget.window().findChildren(QLabel)
    return next((label.text() for label in labels if label.buddy() is widget), "")
