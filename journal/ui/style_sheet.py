"""The one style sheet, made from the theme's tokens over Qt's Fusion style.

Widgets choose a look by a property: `role` on labels, `kind` on buttons, `ground` on panes. A ring of two pixels shows
what has the keyboard; its place is kept free, so that nothing moves when it comes.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from journal.paths import resource

if TYPE_CHECKING:
    from journal.ui.theme import Colors, Size


def style_sheet(c: "Colors", points: "Callable[[Size], float]", icon_side: int) -> str:
    """The whole sheet for these colours, type sizes, and icons of so many pixels beside body text."""
    return "".join(
        (
            _grounds(c),
            _labels(c, points),
            _buttons(c),
            _fields(c, icon_side),
            _ticks(c, icon_side),
            _lists(c),
            _menus(c),
            _bars(c),
            _calendar(c),
        )
    )


def _grounds(c: "Colors") -> str:
    return f"""
QWidget {{ color: {c.ink}; selection-background-color: {c.accent_soft}; selection-color: {c.ink}; }}
QMainWindow, QDialog, QWidget[ground="paper"] {{ background: {c.paper}; }}
QWidget[ground="side"] {{ background: {c.side}; }}
QFrame[ground="notice"] {{ background: {c.accent_soft}; border-bottom: 1px solid {c.hairline}; }}
QWidget[ground="raised"] {{ background: {c.raised}; }}
QFrame[ground="popup"] {{ background: {c.raised}; border: 1px solid {c.hairline}; border-radius: 8px; }}
QFrame[ground="menu"] {{ background: {c.raised}; border: 1px solid {c.hairline}; }}
QFrame[ground="toast"] {{ background: {c.ink}; border-radius: 8px; }}
QFrame[ground="toast"] QLabel {{ color: {c.paper}; }}
QFrame[line="across"] {{ background: {c.hairline}; border: none; min-height: 1px; max-height: 1px; }}
QFrame[line="down"] {{ background: {c.hairline}; border: none; min-width: 1px; max-width: 1px; }}
QScrollArea, QScrollArea > QWidget > QWidget[ground="none"] {{ background: transparent; border: none; }}
QSplitter::handle {{ background: {c.hairline}; }}
QSplitter::handle:hover {{ background: {c.focus}; }}
QToolTip {{ background: {c.raised}; color: {c.ink}; border: 1px solid {c.hairline}; padding: 4px 8px; }}
"""


def _labels(c: "Colors", points: "Callable[[Size], float]") -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[role="display"] {{ font-size: {points("display")}pt; }}
QLabel[role="title"] {{ font-size: {points("title")}pt; font-weight: 500; }}
QLabel[role="heading"] {{ font-size: {points("heading")}pt; font-weight: 500; }}
QLabel[role="strong"] {{ font-weight: 500; }}
QLabel[role="muted"] {{ color: {c.muted}; }}
QLabel[role="small"] {{ font-size: {points("small")}pt; color: {c.muted}; }}
QLabel[role="section"] {{ font-size: {points("small")}pt; font-weight: 500; color: {c.muted}; }}
QLabel[role="accent"] {{ color: {c.accent}; font-weight: 500; }}
QLabel[role="alert"] {{ color: {c.alert}; }}
QLabel[role="small-alert"] {{ font-size: {points("small")}pt; color: {c.alert}; }}
"""


def _buttons(c: "Colors") -> str:
    return f"""
QPushButton, QToolButton {{
    background: {c.well}; color: {c.ink}; border: 2px solid transparent; border-radius: 6px; padding: 5px 14px; }}
QToolButton {{ padding: 4px; background: transparent; }}
QPushButton:hover, QToolButton:hover {{ background: {c.well_hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c.hairline}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.muted}; background: {c.side}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.focus}; }}
QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.on_accent}; font-weight: 500; }}
QPushButton[kind="primary"]:hover {{ background: {c.accent_hover}; }}
QPushButton[kind="primary"]:disabled {{ background: {c.well}; color: {c.muted}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {c.ink}; }}
QPushButton[kind="quiet"] {{ background: transparent; color: {c.accent}; padding: 5px 8px; }}
QPushButton[kind="quiet"]:hover {{ background: {c.well}; }}
QPushButton[kind="quiet"]:disabled {{ color: {c.muted}; }}
QPushButton[kind="danger"] {{ background: {c.well}; color: {c.alert}; }}
QPushButton[kind="toast"] {{ background: transparent; color: {c.paper}; font-weight: 500; padding: 3px 8px; }}
QPushButton[kind="toast"]:hover {{ background: {c.muted}; }}
QPushButton[kind="toast"]:focus {{ border: 2px solid {c.paper}; }}
QPushButton[kind="nav"] {{
    background: transparent; color: {c.ink}; text-align: left; padding: 6px 10px; border-radius: 6px; }}
QPushButton[kind="nav"]:hover {{ background: {c.well_hover}; }}
QPushButton[kind="nav"]:checked {{ background: {c.accent_soft}; color: {c.accent}; font-weight: 500; }}
QPushButton[kind="nav"]:focus {{ border: 2px solid {c.focus}; }}
QPushButton[kind="pill"] {{
    background: transparent; color: {c.muted}; border-radius: 12px; padding: 2px 10px; }}
QPushButton[kind="pill"]:hover {{ background: {c.well}; color: {c.ink}; }}
QPushButton[kind="pill"]:checked {{ background: {c.accent_soft}; color: {c.accent}; font-weight: 500; }}
QPushButton[kind="pill"]:focus {{ border: 2px solid {c.focus}; }}
QFrame[ground="segments"] {{ background: {c.well}; border: none; border-radius: 8px; }}
QFrame[look="question"] {{ border: 2px solid transparent; border-radius: 6px; }}
QFrame[look="question"]:focus {{ border: 2px solid {c.focus}; }}
QPushButton[kind="segment"] {{ background: transparent; color: {c.muted}; padding: 3px 12px; }}
QPushButton[kind="segment"]:hover {{ color: {c.ink}; }}
QPushButton[kind="segment"]:checked {{ background: {c.lifted}; color: {c.ink}; font-weight: 500; }}
QPushButton[kind="segment"]:focus {{ border: 2px solid {c.focus}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
"""


def _fields(c: "Colors", icon_side: int) -> str:
    arrow = resource("icons", f"arrow-{_shade(c)}.svg").as_posix()
    return f"""
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit[look="field"] {{
    background: {c.well}; color: {c.ink}; border: 2px solid transparent; border-bottom: 1px solid {c.rule};
    border-radius: 4px; padding: 5px 8px; }}
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover, QPlainTextEdit[look="field"]:hover {{
    background: {c.well_hover}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit[look="field"]:focus {{
    background: {c.paper}; border: 2px solid {c.focus}; padding-bottom: 4px; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {c.muted}; }}
QPlainTextEdit[waiting="true"] {{ background: transparent; color: {c.muted}; border-bottom: 1px dashed {c.rule}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border-bottom: 1px solid {c.alert}; }}
QLineEdit[wrong="true"]:focus {{ border: 2px solid {c.alert}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {c.muted}; background: {c.side}; }}
QLineEdit[look="search"] {{ border-bottom: 2px solid transparent; border-radius: 8px; padding: 6px 8px; }}
QLineEdit[look="search"]:focus {{ border: 2px solid {c.focus}; }}
QLineEdit[look="title"] {{ background: transparent; border: 2px solid transparent; padding: 4px 6px; }}
QLineEdit[look="title"]:focus {{ border: 2px solid {c.focus}; }}
QPlainTextEdit {{ background: {c.paper}; border: 2px solid transparent; border-radius: 6px; }}
QPlainTextEdit[look="page"]:focus {{ border: 2px solid transparent; }}
QComboBox {{ padding-right: {icon_side + 8}px; }}
QComboBox::drop-down {{ border: none; width: {icon_side + 8}px; }}
QComboBox::down-arrow {{ image: url({arrow}); width: {icon_side - 2}px; height: {icon_side - 2}px; }}
QComboBox QAbstractItemView {{
    background: {c.raised}; color: {c.ink}; border: 1px solid {c.hairline}; padding: 4px; outline: none; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
"""


def _ticks(c: "Colors", icon_side: int) -> str:
    ring = round(icon_side * 0.28)
    dot = icon_side - 1 - 2 * ring
    tick = resource("icons", f"tick-{_shade(c)}.svg").as_posix()
    return f"""
QCheckBox, QRadioButton {{ background: transparent; spacing: 8px; border: 2px solid transparent; border-radius: 6px;
    padding: 2px 4px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {c.focus}; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{
    width: {icon_side - 4}px; height: {icon_side - 4}px; border: 1.5px solid {c.rule}; background: {c.paper}; border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: {(icon_side - 1) // 2}px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {c.accent}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {c.accent}; border-color: {c.accent}; image: url({tick}); }}
QRadioButton::indicator:checked {{ border: {ring}px solid {c.accent}; width: {dot}px; height: {dot}px; }}
QCheckBox::indicator:disabled {{ border-color: {c.hairline}; }}
"""


def _lists(c: "Colors") -> str:
    return f"""
QAbstractItemView {{ background: {c.paper}; border: none; outline: none; }}
QTableView[ground="raised"] {{ background: {c.raised}; }}
QTableView {{ gridline-color: transparent; border: 2px solid transparent; border-radius: 6px; }}
QAbstractItemView::item {{ padding: 4px 8px; }}
QAbstractItemView::item:hover {{ background: {c.well}; }}
QAbstractItemView::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
QTableView[look="list"]::item, QTableView[look="list"]::item:selected, QTableView[look="list"]::item:hover {{
    background: transparent; padding: 0; }}
QTableView[look="list"] {{ selection-background-color: transparent; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: transparent; color: {c.muted}; border: none;
    border-bottom: 1px solid {c.hairline}; padding: 6px 8px; text-align: left; }}
"""


def _menus(c: "Colors") -> str:
    return f"""
QMenuBar {{ background: {c.side}; padding: 2px 8px; }}
QMenuBar::item {{ background: transparent; padding: 4px 8px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {c.well_hover}; }}
QMenu {{ background: {c.raised}; border: 1px solid {c.hairline}; padding: 6px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.accent_soft}; }}
QMenu::item:disabled {{ color: {c.muted}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {c.hairline}; margin: 6px 8px; }}
"""


def _bars(c: "Colors") -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {c.scroll}; border-radius: 3px; }}
QScrollBar::handle:hover {{ background: {c.rule}; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QProgressBar {{ background: {c.well}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
"""


def _calendar(c: "Colors") -> str:
    return f"""
QCalendarWidget QWidget {{ background: {c.raised}; alternate-background-color: {c.raised}; }}
QCalendarWidget QToolButton {{ font-weight: 500; padding: 4px 8px; }}
QCalendarWidget QAbstractItemView {{ background: {c.raised}; color: {c.ink}; selection-background-color: {c.accent};
    selection-color: {c.on_accent}; outline: none; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {c.muted}; }}
QCalendarWidget QTableView {{ border: none; }}
QCalendarWidget QAbstractItemView::item {{ padding: 0; border-radius: 4px; }}
QCalendarWidget QAbstractItemView::item:hover {{ background: {c.well_hover}; }}
QCalendarWidget QAbstractItemView::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; width: 0; }}
"""


def _shade(c: "Colors") -> str:
    return "dark" if c.on_accent != "#FFFFFF" else "light"
