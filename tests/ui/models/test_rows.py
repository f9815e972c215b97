from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from journal.ui.models.rows import Row, RowsModel
from journal.ui.widgets.list_row import RowRole
from journal.ui.widgets.list_view import ListView


def three() -> list[Row]:
    return [
        Row("a", "First", section="Progress", ticked=False),
        Row("b", "Second", "below", "today"),
        Row("c", "Third", tone="muted", icon="win"),
    ]


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = RowsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in (three(), three()[1:], [], three()):
        model.set_rows(rows)
    assert model.rowCount() == 3
    assert model.rowCount(model.index(0, 0)) == 0
    assert tester.model() is model


def test_a_row_answers_what_the_list_paints_and_what_is_spoken(qtbot: QtBot) -> None:
    model = RowsModel()
    model.set_rows(three())
    first, second, third = (model.index(row, 0) for row in range(3))
    assert first.data(RowRole.SECTION) == "Progress"
    assert Qt.CheckState(first.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Unchecked
    assert second.data(Qt.ItemDataRole.CheckStateRole) is None
    assert second.data(Qt.ItemDataRole.AccessibleTextRole) == "Second, today, below"
    assert third.data(RowRole.ICON) == "win"
    assert third.data(Qt.ItemDataRole.ToolTipRole) is None


def test_the_same_rows_with_other_words_leave_the_list_where_it_was(qtbot: QtBot) -> None:
    model, view = RowsModel(), ListView("Lines", sections=True)
    qtbot.add_widget(view)
    view.setModel(model)
    model.set_rows(three())
    view.choose_row(1)
    changed = three()
    changed[1] = Row("b", "Second, in better words", "below", "today")
    with (
        qtbot.wait_signal(model.dataChanged),
        qtbot.assert_not_emitted(model.modelReset),
        qtbot.assert_not_emitted(view.chosen),
    ):
        model.set_rows(changed)
    assert view.currentIndex().data(RowRole.TITLE) == "Second, in better words"


def test_rows_in_another_order_are_laid_out_anew(qtbot: QtBot) -> None:
    model = RowsModel()
    model.set_rows(three())
    with qtbot.wait_signal(model.modelReset):
        model.set_rows(list(reversed(three())))
    assert [row.id for row in model.rows()] == ["c", "b", "a"]
    assert model.row_at(model.index(7, 0)) is None
