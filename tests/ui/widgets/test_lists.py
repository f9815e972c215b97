from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from journal.ui.widgets import marked_text
from journal.ui.widgets.button import Button
from journal.ui.widgets.list_view import ListView, RowRole
from journal.ui.widgets.search_box import SearchBox
from journal.ui.widgets.side_bar import SideBar
from journal.ui.widgets.split_view import SplitView

#: The offscreen platform says so of every window that has a least size, or that opens a popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Rows(QAbstractTableModel):
    """As many rows as asked for, three a day, each with a box to tick; it counts what is asked of it."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.asked: set[int] = set()
        self.ticked: set[int] = set()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.count

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        (self.ticked.add if Qt.CheckState(value) is Qt.CheckState.Checked else self.ticked.discard)(index.row())
        return True

    def data(self, index: Index, role: int = 0) -> Any:
        self.asked.add(index.row())
        on = Qt.CheckState.Checked if index.row() in self.ticked else Qt.CheckState.Unchecked
        answers = {
            int(
                RowRole.TITLE
            ): f"\x02Row\x03 {index.row()} with a title that is far too long for the width of this list",
            int(RowRole.SECOND): "and <b>a second line</b>",
            int(RowRole.DAY): date.fromordinal(740_000 - index.row() // 3),
            int(RowRole.SECTION): "First" if index.row() == 0 else "",
            int(RowRole.TRAILING): "12 days late",
            int(Qt.ItemDataRole.CheckStateRole): on,
        }
        return answers.get(role)


@pytest.fixture
def rows() -> Rows:
    return Rows(30)


def shown(view: ListView, qtbot: QtBot) -> ListView:
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.wait_until(view.hasFocus)
    view.grab()
    return view


def test_a_hundred_thousand_rows_ask_only_for_those_in_sight(qtbot: QtBot) -> None:
    rows = Rows(100_000)
    view = ListView("Entries", days=True)
    view.setModel(rows)
    shown(view, qtbot)
    assert 0 < len(rows.asked) < 60


def test_all_rows_have_one_height_and_a_heading_takes_its_own(qtbot: QtBot, rows: Rows) -> None:
    view = ListView("Commitments", sections=True)
    view.setModel(rows)
    shown(view, qtbot)
    assert view.rowHeight(0) == view.rows.height + view.rows.section_height
    assert view.rowHeight(1) == view.rowHeight(29) == view.rows.height


def test_enter_opens_space_ticks_delete_asks(qtbot: QtBot, rows: Rows) -> None:
    view = ListView("Candidates")
    view.setModel(rows)
    shown(view, qtbot).choose_row(2)
    with qtbot.wait_signal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args
    assert opened.args[0].row() == 2
    with qtbot.wait_signal(view.icon_pressed):
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert rows.ticked == {2}
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert rows.ticked == set()
    with qtbot.wait_signal(view.delete_pressed):
        qtbot.keyClick(view, Qt.Key.Key_Delete)


def test_a_click_on_the_box_ticks_and_one_on_the_words_does_not(qtbot: QtBot, rows: Rows) -> None:
    view = ListView("Candidates")
    view.setModel(rows)
    shown(view, qtbot)
    index = rows.index(1, 0)
    row = view.visualRect(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.rows.icon_rect(row, index).center())
    assert rows.ticked == {1}
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.center().x(), row.center().y()))
    assert rows.ticked == {1}


def test_moving_by_keys_chooses(qtbot: QtBot, rows: Rows) -> None:
    view = ListView("Entries")
    view.setModel(rows)
    shown(view, qtbot).choose_row(0)
    with qtbot.wait_signal(view.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert chosen.args
    assert chosen.args[0].row() == 1


def test_hits_are_marked_and_read_out_without_marks() -> None:
    text = "the \x02budget\x03 and\nthe \x02Budget\x03s"
    assert marked_text.segments(text) == [
        ("the ", False),
        ("budget", True),
        (" and the ", False),
        ("Budget", True),
        ("s", False),
    ]
    assert marked_text.without_marks(text) == "the budget and\nthe Budgets"


@pytest.mark.parametrize("text", ["", "\x02", "\x03", "\x02\x03", "a\x03b\x02c", "\x02open"])
def test_broken_marks_lose_no_letter_and_break_nothing(text: str) -> None:
    letters = "".join(piece for piece, _marked in marked_text.segments(text))
    assert letters == marked_text.without_marks(text)


def window_with(widget: QWidget, qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    middle = QWidget()
    row = QHBoxLayout(middle)
    row.addWidget(widget)
    row.addWidget(Button("Elsewhere"))
    window.setCentralWidget(middle)
    window.resize(700, 600)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)
    return window


def test_search_waits_until_one_rests_and_says_the_words_once(qtbot: QtBot) -> None:
    box = SearchBox("Search everything")
    window = window_with(box, qtbot)
    box.start()
    assert window.focusWidget() is box
    heard: list[str] = []
    box.searched.connect(heard.append)
    qtbot.keyClicks(box, "budget")
    qtbot.wait_until(lambda: bool(heard))
    assert heard == ["budget"]


def test_results_are_walked_and_opened_by_keys_while_the_field_keeps_the_keyboard(qtbot: QtBot, rows: Rows) -> None:
    box = SearchBox("Search everything")
    window = window_with(box, qtbot)
    box.set_model(rows)
    box.start()
    assert window.focusWidget() is box
    box.setText("row")
    box.show_results()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.hasFocus()
    with qtbot.wait_signal(box.chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args
    assert chosen.args[0].row() == 2
    results = box.results()
    assert results is not None
    assert not results.isVisible()


def test_escape_closes_the_results_and_then_clears(qtbot: QtBot, rows: Rows) -> None:
    box = SearchBox("Search everything")
    window = window_with(box, qtbot)
    box.set_model(rows)
    box.start()
    assert window.focusWidget() is box
    box.setText("row")
    box.show_results()
    results = box.results()
    assert results is not None
    assert results.isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not results.isVisible()
    assert box.text() == "row"
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.text()


def test_results_that_come_too_late_do_not_cover_the_page(qtbot: QtBot, rows: Rows) -> None:
    box = SearchBox("Search everything")
    window = window_with(box, qtbot)
    box.set_model(rows)
    box.start()
    assert window.focusWidget() is box
    box.show_results()
    assert box.results() is None


def test_the_side_bar_goes_by_shortcut_and_by_arrows(qtbot: QtBot) -> None:
    bar = SideBar("Upward")
    for name in ("today", "journal", "summary"):
        bar.add_page(name, name.title(), name)
    bar.add_page("settings", "Settings", "settings", foot=True)
    window = window_with(bar, qtbot)
    bar.choose("today")
    heard: list[str] = []
    bar.chosen.connect(heard.append)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    bar.focus_chosen()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert heard == ["journal", "summary", "settings", "today"]


def test_panes_keep_the_widths_that_one_gave_them(qtbot: QtBot) -> None:
    def pages() -> tuple[QMainWindow, SplitView]:
        split = SplitView("probe", QWidget(), QWidget(), sizes=(1, 1))
        split.setStretchFactor(0, 0)
        window = QMainWindow()
        window.setCentralWidget(split)
        window.resize(701, 300)
        qtbot.addWidget(window)
        window.show()
        return window, split

    first, split = pages()
    split.setSizes([200, 500])
    split.splitterMoved.emit(200, 1)
    _second, again = pages()
    assert again.sizes() == [200, 500]
    assert isinstance(again.widget(0), QWidget)
    first.resize(901, 300)
    assert split.sizes()[0] == 200
