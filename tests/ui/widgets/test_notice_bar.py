import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journal.ui import theme
from journal.ui.widgets.notice_bar import NoticeBar


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    bar = NoticeBar()
    qtbot.add_widget(bar)
    bar.resize(900, 40)
    bar.show_notice("copies", "Another version lies beside the journal.", "Merge…")
    return bar


def test_there_is_no_strip_while_there_is_nothing_to_say(bar: NoticeBar) -> None:
    assert bar.isVisible()
    bar.show_nothing()
    assert not bar.isVisible()


def test_its_button_and_its_cross_say_what_they_are_about_by_the_keyboard_alone(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.activateWindow()
    assert bar.button.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.wait_signal(bar.acted) as acted:
        qtbot.keyClick(bar.button, Qt.Key.Key_Return)
    with qtbot.wait_signal(bar.put_away) as put_away:
        qtbot.keyClick(bar.close_button, Qt.Key.Key_Space)
    assert acted.args == put_away.args == ["copies"]
    assert bar.close_button.accessibleName() == "Put away"
    assert bar.accessibleName() == "Another version lies beside the journal."


def test_a_notice_without_an_action_has_no_button(bar: NoticeBar) -> None:
    bar.show_notice("older", "This file is older.", "")
    assert not bar.button.isVisible()
    bar.show_notice("sheet", "The sheet is not on paper.", "Show the sheet…", more=2)
    assert bar.button.isVisible()
    assert bar.more.text() == "2 more"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_in_a_narrow_window_nothing_is_cut_off(bar: NoticeBar, qtbot: QtBot, scale: float) -> None:
    theme.theme().apply("light", scale)
    bar.show_notice("paused", "A backup was restored. " * 4, "Re-encrypt with the current passphrase…", more=2)
    bar.resize(700, bar.heightForWidth(700) if bar.hasHeightForWidth() else 300)
    parts = [bar.text, bar.button, bar.close_button]
    qtbot.wait_until(lambda: all(part.mapTo(bar, part.rect().bottomRight()).x() <= 700 for part in parts))
    assert bar.text.height() >= bar.text.heightForWidth(bar.text.width())
    assert bar.button.width() >= bar.button.minimumSizeHint().width()
    assert bar.text.width() >= theme.theme().em(12)
    theme.theme().apply("light", 1.0)
