"""What a row of a list shows, and how it is painted."""

from datetime import date
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from journal.ui import icons, theme
from journal.ui.widgets import marked_text
from journal.ui.widgets.dates import month_day, weekday

Index = QModelIndex | QPersistentModelIndex
_USER: Final = int(Qt.ItemDataRole.UserRole)


class RowRole(IntEnum):
    """What a model answers. A box to tick comes with Qt's own CheckStateRole; what search marked shows as a hit."""

    TITLE = int(Qt.ItemDataRole.DisplayRole)
    ID = _USER  # str: whose row this is
    SECOND = _USER + 1  # str: the muted second line
    ICON = _USER + 2  # str: name of an icon
    TRAILING = _USER + 3  # str: muted, at the right of the title
    DAY = _USER + 4  # date: shown at the first row of each
    SECTION = _USER + 5  # str: heading above this row, where it is the first of a group
    TONE = _USER + 6  # "alert" (trailing text in the colour of alerts), "muted" (all of it), or nothing
    ICON_TONE = _USER + 7  # "accent" or nothing
    MARK = _USER + 8  # str: name of a small icon in the accent colour at the end of the title's line, or nothing


class RowDelegate(QStyledItemDelegate):
    """Paints a row: day, icon or box, title and trailing text, second line."""

    def __init__(self, view: QTableView, *, lines: int, days: bool) -> None:
        """One or two lines; with or without a column for the day."""
        super().__init__(view)
        self._view, self._lines, self._days = view, lines, days
        self.hovered = -1
        self.height = self.section_height = 0
        self.fit()

    def fit(self) -> None:
        """Measure again after the type sizes changed."""
        on = theme.theme()
        self._body, self._small, self._heading = on.font("body"), on.font("small"), on.font("heading", strong=True)
        self._strong = on.font("body", strong=True)
        self._body_height = QFontMetrics(self._body).height()
        self._small_height = QFontMetrics(self._small).height()
        inner = self._body_height + (self._small_height + 2 if self._lines > 1 else 0)
        self.height = inner + theme.space(2 if self._lines > 1 else 1.5)
        self.section_height = QFontMetrics(self._heading).height() + theme.space(3)
        self._day_width = QFontMetrics(self._strong).horizontalAdvance("30 Mmm") + theme.space(1.5) if self._days else 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height; the width is the view's."""
        return QSize(0, self.height)

    def icon_rect(self, row: QRect, index: Index) -> QRect:
        """Where the icon or the box of a row stands."""
        side = icons.side()
        body = self._body_rect(row, index)
        top = body.y() + self._top_gap() + (self._body_height - side) // 2
        return QRect(body.x() + theme.space(1.5), top, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        self._paint_section(painter, row, index)
        if self._days:
            self._paint_day(painter, row, index)
        body = self._body_rect(row, index)
        self._paint_ground(painter, body, state, index)
        self._paint_icon(painter, row, index)
        self._paint_text(painter, body, index)
        painter.restore()

    def _body_rect(self, row: QRect, index: Index) -> QRect:
        """The row without its heading and its day."""
        above = row.height() - self.height
        return row.adjusted(self._day_width, max(0, above), 0, 0)

    def _top_gap(self) -> int:
        return theme.space(1 if self._lines > 1 else 0.75)

    def _paint_section(self, painter: QPainter, row: QRect, index: Index) -> None:
        heading = index.data(RowRole.SECTION)
        if not heading or row.height() <= self.height:
            return
        place = row.adjusted(theme.space(1.5), 0, -theme.space(1.5), -self.height - theme.space(1))
        painter.setFont(self._heading)
        painter.setPen(QColor(theme.colors().ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, str(heading))

    def _paint_day(self, painter: QPainter, row: QRect, index: Index) -> None:
        day = index.data(RowRole.DAY)
        is_first = not index.row() or day != index.model().index(index.row() - 1, 0).data(RowRole.DAY)
        if is_first and index.row():
            line = QRect(row.x() + theme.space(1.5), row.y(), row.width() - theme.space(3), 1)
            painter.fillRect(line, QColor(theme.colors().hairline))
        if not isinstance(day, date) or not (is_first or row.y() <= 0):
            return
        top = row.y() + self._top_gap()
        left = QRect(row.x() + theme.space(1.5), top, self._day_width, self._body_height)
        painter.setFont(self._strong)
        painter.setPen(QColor(theme.colors().ink))
        painter.drawText(left, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, month_day(day))
        if self._lines > 1:
            this_year = date.today().year
            under = weekday(day) if day.year == this_year else str(day.year)
            place = QRect(left.x(), left.y() + self._body_height + 2, left.width(), self._small_height)
            painter.setFont(self._small)
            painter.setPen(QColor(theme.colors().muted))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, under)

    def _paint_ground(self, painter: QPainter, body: QRect, state: QStyle.StateFlag, index: Index) -> None:
        c = theme.colors()
        place = QRectF(body).adjusted(2, 1.5, -2, -1.5)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent_soft))
            painter.drawRoundedRect(place, 6, 6)
        elif index.row() == self.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.well))
            painter.drawRoundedRect(place, 6, 6)
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            painter.setPen(QPen(QColor(c.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_icon(self, painter: QPainter, row: QRect, index: Index) -> None:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        place = self.icon_rect(row, index)
        if state is not None:
            self._paint_box(painter, place, is_on=Qt.CheckState(state) is Qt.CheckState.Checked)
            return
        name = index.data(RowRole.ICON)
        if name:
            c = theme.colors()
            icons.paint(painter, place, str(name), c.accent if index.data(RowRole.ICON_TONE) == "accent" else c.muted)

    def _paint_box(self, painter: QPainter, place: QRect, *, is_on: bool) -> None:
        c = theme.colors()
        box = QRectF(place).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(QColor(c.accent if is_on else c.rule), 1.5))
        painter.setBrush(QColor(c.accent if is_on else c.paper))
        painter.drawRoundedRect(box, 4, 4)
        if is_on:
            icons.paint(painter, place.adjusted(2, 2, -2, -2), "check", c.on_accent)

    def _paint_text(self, painter: QPainter, body: QRect, index: Index) -> None:
        c = theme.colors()
        has_icon = index.data(RowRole.ICON) or index.data(Qt.ItemDataRole.CheckStateRole) is not None
        left = body.x() + theme.space(1.5) + (icons.side() + theme.space(1.25) if has_icon else 0)
        right = body.right() - theme.space(1.5)
        tone = index.data(RowRole.TONE)
        line = QRect(left, body.y() + self._top_gap(), right - left, self._body_height)
        if line.width() > theme.theme().em(9):  # in a narrow list the title has all the room
            trailing = str(index.data(RowRole.TRAILING) or "")
            line.setRight(line.right() - self._paint_trailing(painter, line, trailing, is_alert=tone == "alert"))
        line.setRight(line.right() - self._paint_mark(painter, line, str(index.data(RowRole.MARK) or "")))
        ink = c.muted if tone == "muted" else c.ink
        marked_text.draw(painter, line, str(index.data(RowRole.TITLE) or ""), self._body, ink, c.accent)
        if self._lines > 1:
            under = QRect(left, line.y() + self._body_height + 2, right - left, self._small_height)
            second = str(index.data(RowRole.SECOND) or "")
            marked_text.draw(painter, under, second, self._small, c.muted, c.accent)

    def _paint_trailing(self, painter: QPainter, line: QRect, text: str, *, is_alert: bool) -> int:
        if not text:
            return 0
        c = theme.colors()
        painter.setFont(self._small)
        painter.setPen(QColor(c.alert if is_alert else c.muted))
        most = round(line.width() * 0.5)
        shown = QFontMetrics(self._small).elidedText(text, Qt.TextElideMode.ElideRight, most)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        return QFontMetrics(self._small).horizontalAdvance(shown) + theme.space(1.5)

    def _paint_mark(self, painter: QPainter, line: QRect, name: str) -> int:
        if not name:
            return 0
        side = round(self._small_height * 0.7)
        place = QRect(line.right() - side, line.y() + (line.height() - side) // 2, side, side)
        icons.paint(painter, place, name, theme.colors().accent)
        return side + theme.space(0.75)
