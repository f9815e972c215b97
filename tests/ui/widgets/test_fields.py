from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from journal.ui.widgets.date_field import DateField, TimeField
from journal.ui.widgets.filter_bar import FilterBar, SegmentedChoice
from journal.ui.widgets.form import Field, LineField
from journal.ui.widgets.label import Label
from journal.ui.widgets.text_editor import TextEditor

#: The offscreen platform says so of every window that has a least size, or that opens a popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DAY = date(2026, 11, 27)


def test_a_typed_day_is_taken_on_enter_and_announced_once(qtbot: QtBot) -> None:
    field = DateField("Due")
    qtbot.addWidget(field)
    with qtbot.wait_signal(field.changed) as heard:
        qtbot.keyClicks(field, "2026-11-27")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard.args == [DAY]
    with qtbot.assert_not_emitted(field.changed):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_wrong_day_is_complained_about_and_the_text_stays(qtbot: QtBot) -> None:
    field = DateField("Due", DAY)
    around = Field("Due", field)
    field.complained.connect(around.complain)
    qtbot.addWidget(around)
    field.setText("someday")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "someday"
    assert "no date" in field.complaint
    assert field.day() == DAY
    assert around.widget.accessibleDescription() == field.complaint


def test_no_day_is_fine_where_it_is_optional_and_only_there(qtbot: QtBot) -> None:
    optional, needed = DateField("Due", DAY), DateField("When", DAY, optional=False)
    for field in (optional, needed):
        qtbot.addWidget(field)
        field.clear()
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert optional.day() is None
    assert needed.day() == DAY
    assert needed.complaint


def test_arrow_keys_step_by_days_and_weeks(qtbot: QtBot) -> None:
    field = DateField("Due", DAY)
    qtbot.addWidget(field)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day() == DAY + timedelta(days=1)
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert field.day() == DAY - timedelta(days=6)


def test_the_calendar_opens_from_the_keyboard_and_chooses(qtbot: QtBot) -> None:
    field = DateField("Due", DAY)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    calendar.activated.emit(calendar.selectedDate().addDays(2))
    assert field.day() == DAY + timedelta(days=2)


def test_a_time_is_taken_and_a_wrong_one_refused(qtbot: QtBot) -> None:
    field = TimeField("Starts")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "1430")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.at() == time(14, 30)
    field.setText("noonish")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.complaint
    assert field.at() == time(14, 30)


def test_only_plain_text_can_be_pasted(qtbot: QtBot) -> None:
    editor = TextEditor("Text")
    qtbot.addWidget(editor)
    rich = QMimeData()
    rich.setHtml("<b>loud</b><img src='file:///etc/hostname'>")
    rich.setText("plain")
    editor.insertFromMimeData(rich)
    assert editor.text() == "plain"
    for other in (QMimeData(), QMimeData(), QMimeData()):
        other.setHtml("<b>loud</b>")
        other.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
        assert not editor.canInsertFromMimeData(other)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/etc/hostname")])
    editor.insertFromMimeData(files)
    assert editor.text() == "plain"


def test_markup_in_a_label_stays_as_it_was_typed(qtbot: QtBot) -> None:
    label = Label("<b>not bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_the_editor_tells_the_users_typing_from_the_programs(qtbot: QtBot) -> None:
    editor = TextEditor("Text")
    qtbot.addWidget(editor)
    with qtbot.assert_not_emitted(editor.edited):
        editor.set_text("shown")
    with qtbot.wait_signal(editor.edited):
        qtbot.keyClicks(editor, "typed")


def test_the_text_stands_in_a_column_that_can_be_read(qtbot: QtBot) -> None:
    editor = TextEditor("Text")
    qtbot.addWidget(editor)
    editor.resize(1400, 600)
    editor.show()
    letters = editor.viewport().width() / editor.fontMetrics().averageCharWidth()
    assert 60 <= letters <= 76


def test_a_long_line_under_a_narrow_heading_takes_the_height_it_needs(qtbot: QtBot) -> None:
    label = Label("word " * 60, wrap=True)
    qtbot.addWidget(label)
    label.show()
    label.resize(200, 10)
    assert label.minimumHeight() > 100


def test_private_words_stay_out_of_the_keyboards_word_list(qtbot: QtBot) -> None:
    for widget in (TextEditor("Text"), LineField()):
        qtbot.addWidget(widget)
        assert widget.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData


def test_pills_narrow_to_one_or_to_several(qtbot: QtBot) -> None:
    choices = [("a", "First"), ("b", "Second"), ("c", "Third")]
    one, several = FilterBar("Kinds", choices), FilterBar("Kinds", choices, several=True)
    for bar in (one, several):
        qtbot.addWidget(bar)
        for button in list(bar._buttons.values())[:2]:
            button.click()
    assert one.values() == ["b"]
    assert several.values() == ["a", "b"]
    list(one._buttons.values())[1].click()
    assert one.values() == []


def test_of_segments_one_is_always_on_and_arrows_walk_them(qtbot: QtBot) -> None:
    choice = SegmentedChoice("Who", [("me", "Me"), ("manager", "My manager")])
    qtbot.addWidget(choice)
    choice.show()
    choice.activateWindow()
    qtbot.wait_until(choice.isActiveWindow)
    assert choice.value() == "me"
    first = choice._buttons["me"]
    first.setFocus()
    with qtbot.wait_signal(choice.changed) as heard:
        qtbot.keyClick(first, Qt.Key.Key_Right)
        qtbot.keyClick(choice._buttons["manager"], Qt.Key.Key_Return)
    assert heard.args == ["manager"]
