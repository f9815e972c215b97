from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from journal.ui.widgets.pdf_view import PdfView


def image(width: int, height: int, color: str = "#123456") -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB888)
    made.fill(QColor(color))
    return made


def shown(qtbot: QtBot) -> PdfView:
    view = PdfView("The summary")
    qtbot.add_widget(view)
    view.resize(500, 400)
    view.show()
    return view


def test_pages_keep_their_shape_and_scroll_by_keyboard(qtbot: QtBot) -> None:
    view = shown(qtbot)
    across = view.pixels_across()
    view.show_pages([image(across, across * 2), image(across, across * 2)])
    bar = view.verticalScrollBar()
    qtbot.wait_until(lambda: bar.maximum() > across * 3)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    assert not view.horizontalScrollBar().isVisible()


def test_a_picture_of_the_right_width_is_shown_pixel_by_pixel(qtbot: QtBot) -> None:
    view = shown(qtbot)
    across = view.pixels_across()
    page = image(across, 300)
    for x in range(0, across, 2):  # a comb of one-pixel teeth: any scaling would blur it
        for y in range(100):
            page.setPixelColor(x, y, QColor("white"))
    view.show_pages([page])
    qtbot.wait_exposed(view)
    grabbed = view.grab().toImage()
    left = (view.viewport().width() - across) // 2
    colors = {grabbed.pixelColor(left + x, 60).name() for x in range(10, 60)}
    assert colors == {"#ffffff", "#123456"}


def test_another_width_asks_for_other_pictures_once(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.show_pages([image(view.pixels_across(), 300)])
    with qtbot.wait_signal(view.width_changed):
        view.resize(700, 400)
    with qtbot.assert_not_emitted(view.width_changed):
        view.resize(700, 300)


def test_the_words_of_the_page_are_there_for_who_hears_them(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.show_pages([image(10, 10), image(10, 10)], "Progress summary")
    assert view.accessibleName() == "The summary, 2 pages"
    assert view.accessibleDescription() == "Progress summary"
