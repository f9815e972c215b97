import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from journal.paths import resource
from journal.ui import fonts, icons, theme
from journal.ui.theme import DARK, LIGHT, Colors
from journal.ui.widgets.button import Button, IconButton
from journal.ui.widgets.date_field import DateField
from journal.ui.widgets.form import LineField
from journal.ui.widgets.text_editor import TextEditor

#: The offscreen platform says so of every window that has a least size, or that opens a popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEAST_CONTRAST = 4.5
GROUNDS = ("paper", "side", "raised", "well", "well_hover", "accent_soft")
TEXTS = ("ink", "muted", "accent", "alert")
ICONS = sorted(file.stem for file in resource("icons").glob("*.svg"))
#: The style sheet cannot colour these, and the sign has its own colours.
COLOURED = {"tick-light", "tick-dark", "arrow-light", "arrow-dark", "upward"}


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> None:
    theme.install(qapp, "light")


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF()
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_every_text_can_be_read_on_every_ground(colors: Colors, ground: str, text: str) -> None:
    assert contrast(getattr(colors, text), getattr(colors, ground)) >= LEAST_CONTRAST


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_the_main_button_the_toast_and_a_chosen_segment_can_be_read(colors: Colors) -> None:
    assert contrast(colors.on_accent, colors.accent) >= LEAST_CONTRAST
    assert contrast(colors.on_accent, colors.accent_hover) >= LEAST_CONTRAST
    assert contrast(colors.paper, colors.ink) >= LEAST_CONTRAST
    assert contrast(colors.ink, colors.lifted) >= LEAST_CONTRAST


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "side", "raised", "well"])
def test_the_focus_ring_and_the_edges_of_fields_can_be_seen(colors: Colors, ground: str) -> None:
    assert contrast(colors.focus, getattr(colors, ground)) >= 3
    assert contrast(colors.rule, getattr(colors, ground)) >= 2.9


def test_all_letters_are_of_the_one_family() -> None:
    for size in ("display", "title", "heading", "body", "small"):
        assert QFontInfo(theme.theme().font(size)).family().startswith(fonts.FAMILY)
    assert fonts.FAMILY in QFontDatabase.families()


def test_lines_of_the_editor_stand_half_a_line_apart(qtbot: QtBot) -> None:
    metrics = QFontMetricsF(theme.theme().font("body"))
    assert 1.4 <= metrics.lineSpacing() / theme.theme().font("body").pointSizeF() / (96 / 72) <= 1.7


def test_a_missing_font_package_is_not_passed_over_in_silence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "_folder", lambda: tmp_path)
    with pytest.warns(UserWarning, match="font-roboto"):
        assert not fonts.load()


def test_twice_the_text_is_twice_as_large_in_labels_and_fields(qapp: QApplication, qtbot: QtBot) -> None:
    field = LineField("text")
    qtbot.addWidget(field)
    before = field.sizeHint().height()
    theme.install(qapp, "light", 2.0)
    assert theme.theme().points("body") == pytest.approx(2 * 10.5, rel=0.2)
    assert field.sizeHint().height() > 1.5 * before


def test_the_system_decides_on_light_or_dark_unless_the_user_does(qapp: QApplication) -> None:
    assert theme.install(qapp, "dark").colors is DARK
    assert theme.install(qapp, "light").colors is LIGHT
    is_dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert theme.install(qapp, "system").is_dark is is_dark


def looks(widget: QWidget) -> bytes:
    picture = widget.grab().toImage()
    return bytes(picture.constBits())


@pytest.mark.parametrize(
    "make",
    [
        lambda: Button("Words"),
        lambda: Button("Words", "primary"),
        lambda: Button("Words", "nav", "today"),
        lambda: Button("Words", "pill"),
        lambda: IconButton("trash", "Delete"),
        lambda: LineField("Words"),
        lambda: DateField("Due"),
        lambda: TextEditor("Words", look="field"),
        lambda: QCheckBox("Words"),
        QComboBox,
    ],
)
def test_whatever_has_the_keyboard_looks_different(make: object, qtbot: QtBot) -> None:
    window = QWidget()
    widget: QWidget = make()  # pyright: ignore[reportCallIssue]
    other = LineField(parent=window)
    widget.setParent(window)
    widget.setGeometry(0, 40, 200, 60)
    if isinstance(widget, QPlainTextEdit):
        widget.setCursorWidth(0)
    qtbot.addWidget(window)
    window.show()
    widget.show()
    window.activateWindow()
    other.setFocus()
    qtbot.wait_until(other.hasFocus)
    without = looks(widget)
    widget.setFocus()
    assert widget.hasFocus()
    assert looks(widget) != without


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something(name: str, qapp: QApplication) -> None:
    image = icons.pixmap(name, 24, "#000000").toImage()
    assert any(image.pixelColor(x, y).alpha() > 100 for x in range(24) for y in range(24))


@pytest.mark.parametrize("name", [name for name in ICONS if name not in COLOURED])
def test_every_icon_takes_its_colour_and_one_stroke_from_the_theme(name: str) -> None:
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in drawing
    assert 'stroke="currentColor"' in drawing
    assert 'stroke-width="1.6"' in drawing
    assert 'stroke-linecap="round"' in drawing
    assert not re.search(r"#[0-9a-fA-F]{3,6}", drawing)


def test_icons_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    button = IconButton("trash", "Delete")
    qtbot.addWidget(button)
    light = button.icon().pixmap(18, 18).toImage()
    theme.install(qapp, "dark")
    assert button.icon().pixmap(18, 18).toImage() != light
